//! What each person spent in purchases; knows no list of customers, which would know the future.

use std::error::Error;
use std::sync::Arc;
use tribewise::domain::model::{FileKind, People, Table};
use tribewise::domain::ticket::Ticket;
use tribewise::domain::ties::join_people;

/// In cents, an entry for each of the people, as the program itself adds purchases up.
///
/// # Errors
/// Where a list of purchases says no amounts, or all of them nothing: people would be ranked by anything but spend.
pub fn spent(tables: &[Arc<Table>], people: &People) -> Result<Vec<f64>, Box<dyn Error>> {
    let purchases: Vec<_> = tables.iter().filter(|table| table.kind == FileKind::Purchases).cloned().collect();
    let amounts = |table: &Arc<Table>| table.plain().column("amount").is_ok_and(|column| column.f64().is_ok());
    if !purchases.iter().all(amounts) {
        return Err("a list of purchases has no amounts that can be read".into());
    }
    let buyers = join_people(&purchases, &Ticket::new()).map_err(|_| "stopped")?;
    let mut spent = vec![0.0; people.len()];
    for (id, &cents) in buyers.ids.iter().zip(&buyers.spend_cents) {
        if let Some(row) = people.row(id) {
            spent[row as usize] += cents as f64;
        }
    }
    if spent.iter().all(|&cents| cents == 0.0) {
        return Err("no purchase says that anything was spent".into());
    }
    Ok(spent)
}
