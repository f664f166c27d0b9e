//! Whether two groups are alike in what was known before the campaign; draws nobody.

use crate::domain::model::Person;
use crate::domain::score::Scored;

/// What the groups are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trait {
    Influence,
    Contacts,
    Spend,
    /// The tribe in whose share they differ most.
    Tribe,
}

/// One comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub of: Trait,
    /// Mean of the treated less that of the others, in standard deviations of both together.
    pub deviations: f64,
    /// The same in units of what chance alone gives (its standard error): beyond 3 or so, chance is no explanation.
    pub errors: f64,
}

/// The groups set side by side, the largest difference (in standard errors) first; empty where either is.
///
/// Standardised mean differences (Austin, Statistics in Medicine 28:3083, 2009); for tribes the one whose shares differ
/// most. O(people of the groups · tribes among them).
#[must_use]
pub fn balance(scored: &Scored, treated: &[Person], control: &[Person]) -> Vec<Difference> {
    if treated.is_empty() || control.is_empty() {
        return Vec::new();
    }
    let compare = |of: Trait, value: &dyn Fn(Person) -> f64| difference(of, treated, control, value);
    let mut found = vec![
        compare(Trait::Influence, &|person| f64::from(scored.scores.influence[person as usize])),
        compare(Trait::Contacts, &|person| scored.network.n_contacts(person) as f64),
        compare(Trait::Spend, &|person| scored.people.spend_cents[person as usize] as f64),
    ];
    let tribe = |person: Person| scored.tribes.of.get(person as usize).copied();
    let mut tribes: Vec<_> = treated.iter().chain(control).map(|&person| tribe(person)).collect();
    tribes.sort_unstable();
    tribes.dedup();
    let in_tribe = |which| compare(Trait::Tribe, &move |person| f64::from(u8::from(tribe(person) == which)));
    let widest = tribes.into_iter().map(in_tribe).max_by(|x, y| x.errors.abs().total_cmp(&y.errors.abs()));
    found.extend(widest);
    found.sort_by(|x, y| y.errors.abs().total_cmp(&x.errors.abs()));
    found
}

fn difference(of: Trait, treated: &[Person], control: &[Person], value: &dyn Fn(Person) -> f64) -> Difference {
    let mean = |group: &[Person]| group.iter().map(|&person| value(person)).sum::<f64>() / group.len() as f64;
    let (n, m) = (treated.len() as f64, control.len() as f64);
    let whole = (mean(treated) * n + mean(control) * m) / (n + m);
    let squares: f64 = treated.iter().chain(control).map(|&person| (value(person) - whole).powi(2)).sum();
    let deviation = (squares / (n + m)).sqrt();
    if deviation <= 0.0 {
        return Difference { of, deviations: 0.0, errors: 0.0 };
    }
    let deviations = (mean(treated) - mean(control)) / deviation;
    // Drawing without replacement from the n + m: the variance of the difference of both means.
    let error = ((n + m) * (n + m) / ((n + m - 1.0).max(1.0) * n * m)).sqrt();
    Difference { of, deviations, errors: deviations / error }
}
