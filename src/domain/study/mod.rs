//! What is to be known of a plan's cells before they are treated: how alike and how far apart they are, whom they know,
//! who tells whom next, and who could sway whom; decides nothing.

mod chain;
mod coverage;

pub use chain::{Chain, Link, chain};
pub use coverage::{Coverage, coverage};

use super::campaign::{Apart, Cells, Difference, apart, balance};
use super::forecast::Ways;
use super::model::Person;
use super::pairing::{Matrix, matrix};
use super::score::Scored;
use super::stages::PeopleStages;
use super::ticket::{Stage, Stopped, Ticket};

/// People named for each place of the table.
const SWAYERS: usize = 5;
/// Chains are followed from so many of the treated, the best first.
const CHAINS: usize = 200;

/// Everything found out about a plan's cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Study {
    pub apart: Apart,
    /// How alike treated and control are; empty where there is no control.
    pub balance: Vec<Difference>,
    pub coverage: Coverage,
    /// From each of the first treated people, in their order.
    pub chains: Vec<Chain>,
    /// Stages and tribes of the audience.
    pub matrix: Matrix,
}

/// Finds it out; word passes as `ways` says, which is as in the plan's forecast. O(people + ties of the audience and of
/// the cells' circles).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn study(
    cells: &Cells,
    scored: &Scored,
    stages: &PeopleStages,
    ways: &Ways<'_>,
    ticket: &Ticket,
) -> Result<Study, Stopped> {
    const STEPS: u64 = 4;
    ticket.begin(Stage::ComparingPeople, STEPS)?;
    let n_people = scored.network.n_people();
    let here = |group: &[Person]| -> Vec<Person> {
        group.iter().copied().filter(|&person| (person as usize) < n_people).collect()
    };
    let (treated, control) = (here(&cells.treated), here(&cells.control));
    let apart = apart(&scored.network, &treated, &control);
    ticket.advance(1)?;
    let balance = balance(scored, &treated, &control);
    let coverage = coverage(&scored.network, &treated, &cells.audience, ticket)?;
    ticket.advance(1)?;
    let may = |person: Person| scored.people.scorable_one(person) && scored.people.is_customer[person as usize];
    let starts = &treated[..treated.len().min(CHAINS)];
    let chains = starts.iter().map(|&start| chain(&scored.network, start, ways, &may)).collect();
    ticket.advance(1)?;
    let (network, people, tribes) = (&scored.network, &scored.people, &scored.tribes);
    let matrix = matrix(network, people, tribes, stages, &cells.audience, ways, SWAYERS, ticket)?;
    ticket.advance(1)?;
    Ok(Study { apart, balance, coverage, chains, matrix })
}
