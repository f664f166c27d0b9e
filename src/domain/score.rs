//! The river from clean tables to a scored network, in one call; decides nothing that its parts do not.

use super::influence::persuasion::{self, Persuasion};
use super::joining::{Joined, join};
use super::model::{
    Cleaned, Decisions, Lives, Network, People, Places, ScoreSettings, Scores, Table, TieKind, Ties, Tribes,
};
use super::ticket::{Stopped, Ticket};
use super::{influence, placement, rescore, stages, ties, tribes};
use std::sync::Arc;

/// Everything derived from the tables; never edited by hand.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    pub people: Arc<People>,
    pub ties: Arc<Ties>,
    pub network: Arc<Network>,
    /// As a person wants them.
    pub tribes: Arc<Tribes>,
    /// As they were found; empty where nobody changed them. See [`Scored::found`].
    pub found: Arc<Tribes>,
    /// The tribe of each person before tribes too large were split; empty where the settings set no limit.
    pub whole: Arc<Vec<u32>>,
    /// What tribes were found with; nothing where that is not known.
    pub settings: Option<ScoreSettings>,
    pub scores: Arc<Scores>,
    pub places: Arc<Places>,
    pub cleaned: Arc<Cleaned>,
    pub lives: Arc<Lives>,
    pub persuasion: Arc<Persuasion>,
    /// What the ties were measured from; nothing where that is not known any more.
    pub basis: Option<Arc<ties::Basis>>,
}

impl Scored {
    /// The tribes as they were found, whatever was changed about them by hand.
    #[must_use]
    pub fn found(&self) -> &Arc<Tribes> {
        if self.found.of.is_empty() { &self.tribes } else { &self.found }
    }
}

/// Everything that scoring reads; immutable while it runs.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub tables: Vec<Arc<Table>>,
    pub decisions: Decisions,
    pub settings: ScoreSettings,
    /// The kind of all ties of a table, where that was decided; may be shorter than the tables.
    pub file_kinds: Vec<Option<TieKind>>,
}

/// The river as far as the ranks.
pub(super) struct Ranked {
    pub people: People,
    pub ties: Ties,
    pub network: Network,
    pub cleaned: Arc<Cleaned>,
    pub basis: Arc<ties::Basis>,
    pub tribes: Tribes,
    /// As found, where a person changed them.
    pub found: Option<Tribes>,
    /// See [`Scored::whole`].
    pub whole: Vec<u32>,
    pub persuasion: Persuasion,
    pub scores: Scores,
}

/// Ranks everybody, beginning from the tribes of a previous scoring, which stay who they are.
pub(super) fn rank(given: &Given, previous: Option<&Scored>, ticket: &Ticket) -> Result<Ranked, Stopped> {
    let Given { tables, settings, decisions, .. } = given;
    let Joined { people, ties, network, cleaned, basis } = join(given, previous, ticket)?;
    // Who took what up is read beside it: one thread at most of the time is all that either has use for.
    let (tribes, log) = rayon::join(
        || rescore::find_tribes(&people, &network, settings, previous, ticket),
        || persuasion::with_categories(tables, &people, ticket),
    );
    let (mut tribes, log) = (tribes?, log?);
    let mut whole = Vec::new();
    if settings.largest_tribe > 0 {
        let split = tribes::split_giants(&network, &tribes, settings.largest_tribe as usize, settings, ticket)?;
        whole = std::mem::replace(&mut tribes, split).of;
    }
    if let Some(old) = previous {
        tribes::keep_identity(&mut tribes, &people, old.found(), &old.people);
    }
    let shapes = &decisions.tribes.shapes;
    let shaped = (!shapes.is_empty()).then(|| tribes::shape(&network, &people, &tribes, shapes));
    let (tribes, found) = match shaped {
        Some(shaped) => (shaped, Some(tribes)),
        None => (tribes, None),
    };
    let persuasion = persuasion::persuasion(&network, &people, &tribes, &log, &settings.topic, settings.seed, ticket)?;
    let by_hand = decisions.judgement.calls(&people);
    let mut scores = influence::measure(&people, &network, &tribes, &persuasion.evidence, &by_hand, settings, ticket)?;
    influence::mark_celebrities(&mut scores, &people, &cleaned);
    Ok(Ranked { people, ties, network, cleaned, basis, tribes, found, whole, persuasion, scores })
}

/// Up to so many ties everybody is placed along with the scores.
const TIES_PLACED_AT_ONCE: usize = 100_000;

/// Scores all customers of the tables. `previous` keeps the tribes' ids and the map's places from jumping. Of a large
/// network that has no places yet the tribes are placed and the people but roughly: [`settled`] does the rest.
///
/// The same given and previous give the same bytes on any number of threads.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn score(given: &Given, previous: Option<&Scored>, ticket: &Ticket) -> Result<Scored, Stopped> {
    let Given { tables, settings, .. } = given;
    let Ranked { people, ties, network, cleaned, basis, mut tribes, mut found, whole, persuasion, scores } =
        rank(given, previous, ticket)?;
    if let Some(found) = &mut found {
        influence::order_members(found, &scores);
        tribes::name_tribes(found, &people, tables, ticket)?;
        tribes::keep_names(&mut tribes, found, previous.map(|old| &*old.tribes));
    }
    influence::order_members(&mut tribes, &scores);
    tribes::name_tribes(&mut tribes, &people, tables, ticket)?;
    let carried = previous.map(|old| {
        (placement::carry_bubbles(&old.tribes, &old.places), placement::carry_people(&old.people, &old.places, &people))
    });
    let before = carried.as_ref().map(|(bubbles, people)| placement::Previous { bubbles, people });
    let is_first = previous.is_none_or(|old| old.places.is_rough);
    let place = if is_first && network.n_ties() > TIES_PLACED_AT_ONCE { placement::outline } else { placement::place };
    let (places, lives) = rayon::join(
        || place(&network, &tribes, &scores, before, settings.seed, ticket),
        || stages::lives(&people, tables, &ties, &network, &tribes, ticket),
    );
    let (places, lives) = (places?, lives?);
    Ok(Scored {
        people: Arc::new(people),
        ties: Arc::new(ties),
        network: Arc::new(network),
        tribes: Arc::new(tribes),
        found: Arc::new(found.unwrap_or_default()),
        whole: Arc::new(whole),
        settings: Some(settings.clone()),
        scores: Arc::new(scores),
        places: Arc::new(places),
        cleaned,
        lives: Arc::new(lives),
        persuasion: Arc::new(persuasion),
        basis: Some(basis),
    })
}

/// Everybody's place by their ties, where [`score`] gave but `rough` ones.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn settled(scored: &Scored, rough: &Places, ticket: &Ticket) -> Result<Places, Stopped> {
    placement::settle(rough, &scored.network, &scored.tribes, &scored.scores, ticket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::influence::{Part, Reason, card, tie_between};
    use crate::domain::model::{FileKind, Weighting};
    use crate::domain::ties::fixtures::{calls, data_lines, friendships, karate_pairs, table};
    use polars::prelude::df;

    /// The karate club as friendships, with a few calls to its first member.
    fn tables() -> Vec<Arc<Table>> {
        let pairs: Vec<(String, String)> =
            karate_pairs().iter().map(|&(a, b, _)| (a.to_string(), b.to_string())).collect();
        let friends: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        vec![friendships(&friends), calls(&[("1", "0", 0, 60), ("2", "0", 86_400, 300), ("3", "0", 90_000, -1)])]
    }

    fn scored(tables: &[Arc<Table>], previous: Option<&Scored>) -> Scored {
        score(&Given { tables: tables.to_vec(), ..Given::default() }, previous, &Ticket::new()).unwrap()
    }

    #[test]
    fn tables_become_a_scored_network_with_named_tribes_and_cards() {
        let scored = scored(&tables(), None);
        assert_eq!((scored.people.len(), scored.ties.len(), scored.network.n_ties()), (34, 78, 78));
        assert!((3..=5).contains(&scored.tribes.tribes.len()));
        assert!(scored.tribes.tribes.iter().all(|tribe| !tribe.name.is_empty()));
        assert_eq!(scored.scores.order[0], 0);
        let card = card(0, &scored).unwrap();
        assert_eq!((card.rank, card.n_ranked, card.ties.len(), card.reasons.len()), (1, 34, 5, 4));
        assert_eq!(card.bars[0].part, Part::ListenedTo);
        assert!(card.reasons.contains(&Reason::ComesTo { n_people: 16, n_contacts: 16 }), "{:?}", card.reasons);
        let called = card.ties.iter().find(|tie| tie.person == 2).unwrap();
        assert_eq!((called.contacts_in, called.contacts_out, called.seconds, called.days_ago), (1, 0, 300, Some(0)));
        assert!(super::influence::card(34, &scored).is_none());
    }

    #[test]
    fn a_card_says_how_often_a_pair_is_in_touch_and_that_a_tie_is_over() {
        const DAY: i64 = 86_400;
        let rows = [("1", "0", 0, 60), ("0", "1", DAY, 60), ("1", "0", 2 * DAY, 60), ("2", "0", 60 * DAY, 60)];
        let scored = scored(&[calls(&rows)], None);
        let card = card(scored.people.row("0").unwrap(), &scored).unwrap();
        let tie = |id: &str| *card.ties.iter().find(|tie| Some(tie.person) == scored.people.row(id)).unwrap();
        assert_eq!((tie("1").usual_gap_days, tie("1").is_gone), (Some(1.0), true));
        assert_eq!((tie("2").usual_gap_days, tie("2").is_gone), (None, false));
        let [zero, one, two] = ["0", "1", "2"].map(|id| scored.people.row(id).unwrap());
        assert_eq!((tie_between(zero, two, &scored), tie_between(one, two, &scored)), (Some(tie("2")), None));
        assert!(!card.is_broadcast);
    }

    #[test]
    fn reach_without_close_ties_is_noted() {
        // One whom 200 people call once, and one whom 200 people call every week.
        let is_broadcast = |often: i64| {
            let ids: Vec<String> = (1..=200).map(|n| n.to_string()).collect();
            let week = |n: i64| 7 * 86_400 * n;
            let mut rows = vec![("a", "b", week(12), 60), ("b", "a", week(12), 600), ("a", "b", week(11), 600)];
            rows.extend(ids.iter().flat_map(|id| (0..often).map(|n| (id.as_str(), "0", week(12 - n), 60))));
            let scored = scored(&[calls(&rows)], None);
            let strong = scored.network.strength.iter().filter(|&&strength| strength >= 0.5).count();
            println!("{often}: {strong} strong of {}", scored.network.strength.len());
            (
                card(scored.people.row("0").unwrap(), &scored).unwrap().is_broadcast,
                card(scored.people.row("a").unwrap(), &scored).unwrap().is_broadcast,
            )
        };
        assert_eq!(is_broadcast(1), (true, false));
    }

    #[test]
    fn ties_weigh_what_the_settings_say() {
        let strengths = |weighting| {
            let settings = ScoreSettings { weighting, ..ScoreSettings::default() };
            let given = Given { tables: tables(), settings, ..Given::default() };
            let scored = score(&given, None, &Ticket::new()).unwrap();
            assert_eq!(scored.network.strength.len(), 2 * scored.ties.len());
            scored.ties.strength.clone()
        };
        let (own, raw, one) =
            (strengths(Weighting::Strength), strengths(Weighting::Contacts), strengths(Weighting::One));
        assert!(one.iter().all(|&strength| strength == 1.0));
        assert!(raw.iter().all(|&strength| strength == 1.0) && own.iter().any(|&strength| strength < 0.9));
    }

    #[test]
    fn whoever_opts_out_leaves_ties_tribes_ranking_and_names() {
        let mut tables = tables();
        let before = scored(&tables, None);
        let named = before.tribes.tribes.iter().find(|tribe| tribe.name == "Around 0").unwrap().id;
        tables.push(table(FileKind::Optouts, df!("id" => ["0"]).unwrap()));
        let after = scored(&tables, Some(&before));
        assert_eq!((after.scores.rank[0], after.scores.influence[0], after.network.n_contacts(0)), (0, 0.0, 0));
        assert_eq!(after.tribes.of[0], super::super::model::NO_TRIBE);
        assert!(after.tribes.by_id(named).is_some_and(|tribe| tribe.name != "Around 0"));
        assert_eq!(card(0, &after).unwrap().reasons, []);
    }

    #[test]
    fn tribes_keep_ids_and_names_when_customers_come() {
        let mut tables = tables();
        let before = scored(&tables, None);
        tables.push(friendships(&[("33", "100"), ("100", "32"), ("033", "0")]));
        let after = scored(&tables, Some(&before));
        for id in ["0", "5", "33", "23"] {
            let tribe = |scored: &Scored| scored.tribes.tribe_of(scored.people.row(id).unwrap()).cloned().unwrap();
            assert_eq!((tribe(&before).id, tribe(&before).name), (tribe(&after).id, tribe(&after).name), "{id}");
        }
    }

    #[test]
    fn a_large_network_has_a_first_picture_that_settles_once_and_stays() {
        let pairs: Vec<(String, String)> =
            (0..460).flat_map(|a| (0..a).map(move |b| (a.to_string(), b.to_string()))).collect();
        let friends: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let tables = [friendships(&friends)];
        let first = scored(&tables, None);
        assert!(first.network.n_ties() > TIES_PLACED_AT_ONCE && first.places.is_rough);
        let places = settled(&first, &first.places, &Ticket::new()).unwrap();
        assert!(!places.is_rough && places.bubbles == first.places.bubbles);
        // Scored anew before anybody settled: the same again; afterwards everybody stays.
        assert!(scored(&tables, Some(&first)).places.is_rough);
        let settled = Scored { places: Arc::new(places), ..first };
        assert_eq!(*scored(&tables, Some(&settled)).places, *settled.places);
        assert!(!scored(&tables[..0], Some(&settled)).places.is_rough);
    }

    #[test]
    fn nothing_imported_is_nothing_scored_and_a_stop_is_heard() {
        assert!(scored(&[], None).scores.order.is_empty());
        let ticket = Ticket::new();
        ticket.stop();
        assert!(score(&Given { tables: tables(), ..Given::default() }, None, &ticket).is_err());
    }

    #[test]
    fn traders_whom_many_distrust_are_never_proposed() {
        let Some(lines) = data_lines("bitcoin-otc/soc-sign-bitcoinotc.csv") else { return };
        let cells: Vec<Vec<&str>> = lines.iter().map(|line| line.split(',').collect()).collect();
        let text = |n: usize| cells.iter().map(|cells| cells[n]).collect::<Vec<&str>>();
        let number = |n: usize| cells.iter().map(|cells| cells[n].parse().unwrap()).collect::<Vec<f64>>();
        let at: Vec<i64> = number(3).into_iter().map(|at| at as i64).collect();
        let ratings = df!("from" => text(0), "to" => text(1), "value" => number(2), "at" => at).unwrap();
        let scored = scored(&[table(FileKind::Ratings, ratings)], None);
        assert_eq!((scored.people.len(), scored.ties.len()), (5_881, 35_592 - 14_100));
        let place = |id: &str| scored.scores.rank[scored.people.row(id).unwrap() as usize] as usize;
        println!("places of 35, 2642, 1810: {:?}", ["35", "2642", "1810"].map(place));
        println!("places of 4531, 3744, 4681: {:?}", ["4531", "3744", "4681"].map(place));
        assert!(["35", "2642", "1810"].iter().all(|id| place(id) < 5_881 / 50));
        // Even a shortlist of one in ten, the longest that is offered, has none of them.
        assert!(["4531", "3744", "4681"].iter().all(|id| place(id) > 5_881 / 10));
    }
}
