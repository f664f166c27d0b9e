//! Clean tables to a network of people, or the last one weighed anew; knows nothing of tribes or scores.

use super::model::{Cleaned, Network, People, Ties};
use super::score::{Given, Scored};
use super::ticket::{Stage, Stopped, Ticket};
use super::ties;
use std::sync::Arc;

/// Who is in the tables and how they are tied.
pub(super) struct Joined {
    pub people: People,
    pub ties: Ties,
    pub network: Network,
    pub cleaned: Arc<Cleaned>,
    pub basis: Arc<ties::Basis>,
}

/// Joins people and measures their ties. Where nothing has changed since the previous scoring that those rest on, its
/// people and evidence are taken, and only weighed anew: the same either way.
pub(super) fn join(given: &Given, previous: Option<&Scored>, ticket: &Ticket) -> Result<Joined, Stopped> {
    let Given { tables, settings, decisions, file_kinds } = given;
    let basis = ties::Basis {
        tables: tables.clone(),
        identity: decisions.identity.clone(),
        cleaning: decisions.cleaning.clone(),
        file_kinds: file_kinds.clone(),
        half_life_days: settings.half_life_days,
    };
    let (mut people, mut ties, cleaned, basis) = match previous.and_then(|old| Some((old, old.basis.as_ref()?))) {
        Some((old, old_basis)) if **old_basis == basis => {
            ticket.begin(Stage::MeasuringTies, 1)?;
            ((*old.people).clone(), (*old.ties).clone(), old.cleaned.clone(), old_basis.clone())
        }
        _ => {
            let (people, ties, cleaned) = measured(given, ticket)?;
            (people, ties, Arc::new(cleaned), Arc::new(basis))
        }
    };
    people.is_on_topic = ties::on_topic(&people, tables, &settings.topic, ticket)?;
    ties::strength::weigh(&mut ties, &settings.tie_weights, settings.weighting, ticket)?;
    let network = Network::among(&ties, &people.scorable(), || ticket.check())?;
    Ok(Joined { people, ties, network, cleaned, basis })
}

/// People, what their ties rest on, and what was made of the decisions about both; strength is left to be weighed.
fn measured(given: &Given, ticket: &Ticket) -> Result<(People, Ties, Cleaned), Stopped> {
    let Given { tables, settings, decisions, file_kinds } = given;
    let cleaning = &decisions.cleaning;
    let mut people = ties::join_people_as(tables, &decisions.identity, ticket)?;
    let is_market_column_gone = ties::mark_market(&mut people, &cleaning.market);
    let (occasions, inferred) = if cleaning.inference.is_on {
        let (occasions, inferred) = ties::infer(tables, &people, &cleaning.inference, ticket)?;
        (occasions, Some(inferred))
    } else {
        (Vec::new(), None)
    };
    let sources = ties::Sources { tables, file_kinds, weights: Some(&cleaning.weights), occasions: &occasions };
    let ties::Measured { ties, clocks } = ties::evidence_of(&sources, &people, settings, ticket)?;
    let suspects = ties::suspects(people.len(), &ties, &clocks);
    people.is_impersonal = ties::impersonal(&people, &suspects, cleaning);
    let mix = ties::account::mix(&ties);
    let cleaned = Cleaned { suspects, inferred, mix, is_market_column_gone };
    Ok((people, ties, cleaned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::decisions::Cleaning;
    use crate::domain::model::{FileKind, ScoreSettings, TieWeights, Weighting};
    use crate::domain::score::score;
    use crate::domain::ties::fixtures::{calls, friendships, table};
    use polars::prelude::df;

    const DAY: i64 = 86_400;

    fn given() -> Given {
        let dated =
            calls(&[("1", "2", 0, 60), ("2", "1", 3 * DAY, 600), ("2", "3", 40 * DAY, 30), ("4", "3", 50 * DAY, 5)]);
        let friends = friendships(&[("1", "3"), ("4", "5"), ("5", "1")]);
        let cares = table(FileKind::Interests, df!("id" => ["1", "4"], "topic" => ["Tea", "Tea"]).unwrap());
        Given { tables: vec![dated, friends, cares], ..Given::default() }
    }

    fn joined(given: &Given, previous: Option<&Scored>) -> Joined {
        join(given, previous, &Ticket::new()).unwrap()
    }

    #[test]
    fn weighed_anew_is_as_measured_anew() {
        let given = given();
        let previous = score(&given, None, &Ticket::new()).unwrap();
        let basis = previous.basis.as_ref().unwrap();
        let usual = ScoreSettings::default();
        for settings in [
            usual.clone(),
            ScoreSettings { tie_weights: TieWeights { overlap: 0.9, ..TieWeights::NONE }, ..usual.clone() },
            ScoreSettings { topic: "Tea".to_owned(), resolution: 2.0, ..usual.clone() },
            ScoreSettings { weighting: Weighting::Contacts, ..usual.clone() },
        ] {
            let given = Given { settings, ..given.clone() };
            let (anew, weighed) = (joined(&given, None), joined(&given, Some(&previous)));
            assert!(Arc::ptr_eq(&weighed.basis, basis));
            assert_eq!(weighed.people, anew.people);
            assert_eq!(weighed.ties, anew.ties);
            assert_eq!(weighed.network, anew.network);
            assert_eq!(weighed.cleaned, anew.cleaned);
        }
    }

    #[test]
    fn whatever_ties_rest_on_has_them_measured_anew() {
        let given = given();
        let previous = score(&given, None, &Ticket::new()).unwrap();
        let changed = |change: &dyn Fn(&mut Given)| {
            let mut given = given.clone();
            change(&mut given);
            let (anew, after) = (joined(&given, None), joined(&given, Some(&previous)));
            assert_eq!((after.people, after.ties), (anew.people, anew.ties));
            !Arc::ptr_eq(&after.basis, previous.basis.as_ref().unwrap())
        };
        assert!(!changed(&|_| ()));
        assert!(changed(&|given| given.settings.half_life_days = 3.0));
        assert!(changed(&|given| given.tables.truncate(2)));
        assert!(changed(&|given| given.tables[1] = friendships(&[("1", "3"), ("4", "5")])));
        assert!(changed(&|given| given.decisions.cleaning = Cleaning { strictness: 0, ..Cleaning::default() }));
        assert!(changed(&|given| given.decisions.identity.same.push(vec!["1".to_owned(), "5".to_owned()])));
        assert!(changed(&|given| given.file_kinds = vec![Some(crate::domain::model::TieKind::Work)]));
    }
}
