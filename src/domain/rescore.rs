//! Where the search for tribes begins when people were scored before; knows nothing of ranks, names and places.

use super::model::{Network, People, ScoreSettings, Tribes};
use super::score::Scored;
use super::ticket::{Stage, Stopped, Ticket};
use super::tribes;

/// The tribes before those too large are split. Those of the same people and ties under the same settings are the same
/// again, however often they are asked for.
pub(super) fn find_tribes(
    people: &People,
    network: &Network,
    settings: &ScoreSettings,
    previous: Option<&Scored>,
    ticket: &Ticket,
) -> Result<Tribes, Stopped> {
    let Some((old, before)) = previous.and_then(|old| Some((old, old.beginning(settings)?))) else {
        return tribes::find(network, settings, ticket);
    };
    if old.is_of(people, network) {
        ticket.begin(Stage::FindingTribes, 0)?;
        return Ok(tribes::from_labels(network, before));
    }
    let labels = tribes::carry_labels(people, before, &old.people);
    tribes::find_from(network, settings, Some(&labels), ticket)
}

impl Scored {
    /// The tribe of each person as it was found, before those too large were split, where another scoring may begin from
    /// it: under other settings of the search it would keep what nobody asks for any more.
    fn beginning(&self, settings: &ScoreSettings) -> Option<&[u32]> {
        let Some(then) = &self.settings else { return Some(&self.found().of) };
        let search = |of: &ScoreSettings| (of.resolution.to_bits(), of.seed, of.weighting);
        let is_kept = then.largest_tribe == 0 || !self.whole.is_empty();
        let of = if self.whole.is_empty() { &self.found().of } else { &*self.whole };
        (is_kept && search(then) == search(settings)).then_some(of)
    }

    /// Whether nothing has changed from which tribes are found.
    fn is_of(&self, people: &People, network: &Network) -> bool {
        let old = &self.network;
        self.settings.is_some()
            && (&old.offsets, &old.neighbours, &old.strength)
                == (&network.offsets, &network.neighbours, &network.strength)
            && self.people.ids == people.ids
    }
}

#[cfg(test)]
mod tests {
    use super::super::score::{Given, score};
    use super::*;
    use crate::domain::ties::fixtures::friendships;

    /// Scored with other settings, on a ring, where many divisions are as good as each other.
    fn ring_scored(previous: Option<&Scored>, seed: u64, largest_tribe: u32) -> Scored {
        let pairs: Vec<(String, String)> = (0..90).map(|n| (n.to_string(), ((n + 1) % 90).to_string())).collect();
        let friends: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let settings = ScoreSettings { seed, largest_tribe, ..ScoreSettings::default() };
        let given = Given { tables: vec![friendships(&friends)], settings, ..Given::default() };
        score(&given, previous, &Ticket::new()).unwrap()
    }

    #[test]
    fn other_settings_of_the_search_give_what_they_would_have_given_first() {
        let (first, anew) = (ring_scored(None, 1, 0), ring_scored(None, 99, 0));
        assert_ne!(first.tribes.of, anew.tribes.of, "the seed decides between divisions");
        let after = ring_scored(Some(&first), 99, 0);
        assert_eq!((&after.tribes.of, after.tribes.modularity), (&anew.tribes.of, anew.tribes.modularity));
        // Tribes are still known again.
        let known = after.tribes.tribes.iter().filter(|tribe| first.tribes.by_id(tribe.id).is_some());
        assert!(known.count() > after.tribes.tribes.len() / 2);
    }

    #[test]
    fn unchanged_data_and_settings_give_the_same_tribes_with_a_size_limit_too() {
        for largest in [0, 4, 7] {
            let first = ring_scored(None, 1, largest);
            assert!(largest == 0 || first.tribes.tribes.iter().all(|tribe| tribe.members.len() <= largest as usize));
            let mut last = first.clone();
            for _ in 0..4 {
                last = ring_scored(Some(&last), 1, largest);
                assert_eq!((&last.tribes, &last.scores.order), (&first.tribes, &first.scores.order), "{largest}");
            }
            // Without the limit they are whole again.
            assert_eq!(ring_scored(Some(&last), 1, 0).tribes.of, ring_scored(None, 1, 0).tribes.of);
        }
    }
}
