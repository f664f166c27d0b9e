//! How much is known of a topic, and who leads for one topic and not for another, on the same ties; finds no topics.

use super::measure::measure;
use super::persuasion::{AdoptionLog, with_categories};
use crate::domain::model::scores::n_top;
use crate::domain::model::{Network, Person, ScoreSettings, Table};
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::on_topic;
use std::sync::Arc;

/// What the ranking for a topic rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicEvidence {
    /// People of the network who bought it or care about it.
    pub n_people: usize,
    /// Of whom are ranked.
    pub n_ranked: usize,
    /// Ties between two of them.
    pub n_ties: usize,
}

impl TopicEvidence {
    /// Fewer ranked people than this tell little.
    pub const FEW: usize = 30;

    /// Counts; O(n + m).
    #[must_use]
    pub fn of(is_on_topic: &[bool], scored: &Scored) -> TopicEvidence {
        let rank = &scored.scores.rank;
        let on = |row: &usize| is_on_topic[*row] && !scored.people.is_opted_out[*row];
        let n = is_on_topic.len();
        TopicEvidence {
            n_people: (0..n).filter(on).count(),
            n_ranked: (0..n).filter(|row| on(row) && rank.get(*row).is_some_and(|&rank| rank > 0)).count(),
            n_ties: n_ties(&scored.network, |person| on(&(person as usize))),
        }
    }

    #[must_use]
    pub fn is_thin(self) -> bool {
        self.n_ranked < Self::FEW
    }
}

/// Ties between two people of whom this holds.
fn n_ties(network: &Network, holds: impl Fn(Person) -> bool) -> usize {
    let n = network.n_people() as Person;
    let from = |person: Person| {
        network
            .slots(person)
            .filter(|&slot| network.neighbours[slot] > person && holds(network.neighbours[slot]))
            .count()
    };
    (0..n).filter(|&person| holds(person)).map(from).sum()
}

/// Everybody's rank for one topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForTopic {
    /// Empty: for anything.
    pub topic: String,
    pub evidence: TopicEvidence,
    /// By person; 0 for people who are not ranked, and for all where nobody has to do with the topic.
    pub rank: Vec<u32>,
    pub n_ranked: usize,
}

impl ForTopic {
    /// The first so many per cent, best first.
    fn first(&self, percent: f32) -> Vec<Person> {
        let cut = n_top(self.n_ranked, percent) as u32;
        let mut first: Vec<Person> = (0..self.rank.len() as Person).filter(|&row| self.is_first(row, cut)).collect();
        first.sort_unstable_by_key(|&person| self.rank[person as usize]);
        first
    }

    fn is_first(&self, person: Person, cut: u32) -> bool {
        (1..=cut).contains(&self.rank[person as usize])
    }
}

/// Two topics side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contrast {
    pub here: ForTopic,
    pub there: ForTopic,
}

/// Who is among the first of two topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Among the first of one alone, best there first.
    pub only_here: Vec<Person>,
    pub only_there: Vec<Person>,
    /// Of both, best of the first topic first.
    pub both: Vec<Person>,
}

impl Contrast {
    /// Parts the first so many per cent of each topic.
    #[must_use]
    pub fn apart(&self, percent: f32) -> Apart {
        let (here, there) = (self.here.first(percent), self.there.first(percent));
        let mut is_there = vec![false; self.there.rank.len().max(self.here.rank.len())];
        let mut is_here = is_there.clone();
        for &person in &here {
            is_here[person as usize] = true;
        }
        for &person in &there {
            is_there[person as usize] = true;
        }
        let (both, only_here) = here.into_iter().partition(|&person| is_there[person as usize]);
        let only_there = there.into_iter().filter(|&person| !is_here[person as usize]).collect();
        Apart { only_here, only_there, both }
    }

    /// A person's rank in each.
    #[must_use]
    pub fn ranks(&self, person: Person) -> (u32, u32) {
        let rank = |of: &ForTopic| of.rank.get(person as usize).copied().unwrap_or(0);
        (rank(&self.here), rank(&self.there))
    }
}

/// Ranks everybody for two topics, the ties and tribes of `scored` being the same, by the followers of each topic alone. Opted-out people are in
/// neither. Costs two scorings without ties and tribes.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn contrast(
    scored: &Scored,
    tables: &[Arc<Table>],
    settings: &ScoreSettings,
    topics: [&str; 2],
    ticket: &Ticket,
) -> Result<Contrast, Stopped> {
    let log = with_categories(tables, &scored.people, ticket)?;
    let [here, there] = topics.map(|topic| for_topic(scored, (tables, &log), settings, topic, ticket));
    Ok(Contrast { here: here?, there: there? })
}

fn for_topic(
    scored: &Scored,
    (tables, log): (&[Arc<Table>], &AdoptionLog),
    settings: &ScoreSettings,
    topic: &str,
    ticket: &Ticket,
) -> Result<ForTopic, Stopped> {
    let is_on_topic = on_topic(&scored.people, tables, topic, ticket)?;
    let evidence = TopicEvidence::of(&is_on_topic, scored);
    let topic = topic.trim().to_owned();
    if evidence.n_people == 0 {
        return Ok(ForTopic { topic, evidence, rank: vec![0; is_on_topic.len()], n_ranked: 0 });
    }
    let people = scored.people.counted_for(is_on_topic);
    let Scored { network, tribes, persuasion, scores, .. } = scored;
    let followers = persuasion.evidence_for(network, tribes, log, &topic, ticket)?;
    let scores = measure(&people, network, tribes, &followers, &scores.by_hand, settings, ticket)?;
    Ok(ForTopic { topic, evidence, n_ranked: scores.order.len(), rank: scores.rank })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::FileKind;
    use crate::domain::score::{Given, score};
    use crate::domain::ties::fixtures::{calls, table};
    use polars::prelude::df;

    /// Two circles of eight around `a` and `z`, joined by one tie; the one circle bought watches, the other runs.
    fn two_circles() -> (Given, Scored) {
        let names = |circle: &str| (0..8).map(|n| format!("{circle}{n}")).collect::<Vec<String>>();
        let (first, second) = (names("f"), names("s"));
        let mut rows = Vec::new();
        for (circle, head) in [(&first, "a"), (&second, "z")] {
            rows.extend(circle.iter().map(|one| (one.as_str(), head, 0, 60)));
        }
        rows.push(("a", "z", 0, 60));
        let all = |circle: &[String], word: &str| {
            let n = circle.len();
            (circle.to_vec(), vec![word.to_owned(); n])
        };
        let ((ids, words), (more_ids, more_words)) = (all(&first, "Watch"), all(&second, "Running"));
        let bought = df!("id" => ids, "product" => words).unwrap();
        let cares = df!("id" => more_ids, "topic" => more_words).unwrap();
        let tables = vec![calls(&rows), table(FileKind::Purchases, bought), table(FileKind::Interests, cares)];
        let given = Given { tables, ..Given::default() };
        let scored = score(&given, None, &Ticket::new()).unwrap();
        (given, scored)
    }

    #[test]
    fn each_circle_has_its_own_leader_and_what_it_rests_on_is_counted() {
        let (given, scored) = two_circles();
        let of = |topics| contrast(&scored, &given.tables, &given.settings, topics, &Ticket::new()).unwrap();
        let both = of(["watch ", "Running"]);
        let row = |id: &str| scored.people.row(id).unwrap();
        let apart = both.apart(6.0);
        assert_eq!((apart.only_here, apart.only_there, apart.both), (vec![row("a")], vec![row("z")], vec![]));
        assert_eq!((both.ranks(row("a")).0, both.ranks(row("z")).1), (1, 1));
        assert!(both.ranks(row("a")).1 > 1);
        // Eight bought it, and nobody of them knows another of them.
        let evidence = both.here.evidence;
        assert_eq!((evidence.n_people, evidence.n_ranked, evidence.n_ties, evidence.is_thin()), (8, 8, 0, true));
        // For anything: as it was scored.
        let plain = of(["", "nobody cares"]);
        assert_eq!((plain.here.rank, plain.here.evidence.n_ties), (scored.scores.rank.clone(), 17));
        assert_eq!((plain.there.n_ranked, plain.there.evidence), (0, TopicEvidence::default()));
        let ticket = Ticket::new();
        ticket.stop();
        assert!(contrast(&scored, &given.tables, &given.settings, ["Watch", ""], &ticket).is_err());
    }
}
