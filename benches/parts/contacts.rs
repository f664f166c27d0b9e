//! Made calls behind the ties of a made network; measures nothing.

use super::made::{Planted, SEED};
use polars::prelude::{Column, DataFrame, DataType};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tribewise::domain::model::Table;

const DAY: i64 = 86_400;

/// About four calls a tie, more inside tribes, in 90 days, in no order; a few missed.
pub fn calls(pairs: &[Planted]) -> DataFrame {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED + 2);
    let n = pairs.len() * 4 + pairs.len() / 4;
    let (mut from, mut to) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for pair in pairs {
        let more = if pair.is_across { 2.0 } else { 4.5 };
        let n_contacts = (more * (rng.random::<f64>() + rng.random::<f64>())) as usize + 1;
        for _ in 0..n_contacts {
            let (x, y) = if rng.random::<f64>() < 0.6 { (pair.a, pair.b) } else { (pair.b, pair.a) };
            from.push(x);
            to.push(y);
        }
    }
    for n in (1..from.len()).rev() {
        let other = rng.random_range(0..=n);
        from.swap(n, other);
        to.swap(n, other);
    }
    let height = from.len();
    let at: Vec<i64> = (0..height).map(|_| rng.random_range(0..90 * DAY)).collect();
    let seconds: Vec<i64> = (0..height).map(|_| rng.random_range(-1..600)).collect();
    let columns = vec![
        Column::new("from".into(), from),
        Column::new("to".into(), to),
        Column::new("at".into(), at),
        Column::new("seconds".into(), seconds),
    ];
    DataFrame::new(height, columns).unwrap_or_default()
}

/// The same contacts with ids as files have them: text.
pub fn with_text_ids(calls: &DataFrame) -> DataFrame {
    let mut frame = calls.clone();
    for name in ["from", "to"] {
        let text = calls.column(name).and_then(|column| column.cast(&DataType::String));
        if let Ok(text) = text {
            let _ = frame.with_column(text);
        }
    }
    frame
}

/// About one purchase a caller, of forty products of which some are bought much more than others.
pub fn purchases(calls: &Table) -> Result<DataFrame, Box<dyn std::error::Error>> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED + 3);
    let callers = calls.texts("from").ok_or("no callers")?;
    let (mut ids, mut things, mut at) = (Vec::new(), Vec::new(), Vec::new());
    for caller in callers.iter().flatten().step_by(40) {
        ids.push(caller);
        things.push(format!("product {}", (rng.random::<f64>().powi(2) * 40.0) as u32));
        at.push(rng.random_range(0..90 * DAY));
    }
    let columns =
        vec![Column::new("id".into(), &ids), Column::new("product".into(), &things), Column::new("at".into(), at)];
    Ok(DataFrame::new(ids.len(), columns)?)
}
