//! Who takes things up after whom, beyond chance and likeness, as evidence of persuasion; never calls it proof.
//!
//! Likeness and influence leave nearly the same traces: friends like the same things, so they buy the same things, and a
//! naive count overstates persuasion several times (Aral, Muchnik, Sundararajan, PNAS 2009). Three questions are asked
//! here, each harder to pass by likeness alone:
//! 1. *Timing*: do people follow their contacts within weeks more often than if the same takers, tribe by tribe, had
//!    taken it up in another order? (shuffle test: Anagnostopoulos, Kumar, Mahdian, KDD 2008)
//! 2. *Direction*: do those who come to somebody follow them more than they precede them? Likeness works both ways.
//! 3. *Look-alikes*: how much more often do people with a fresh taker among their contacts take it up than people with
//!    as many contacts, as much spend and as many other things taken up, who have none?

mod counted;
mod evidence;
mod log;
mod lookalike;
mod months;
mod taken_up;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_months;
mod timing;

pub use evidence::{Evidence, Followed};
pub use log::{Adoption, AdoptionLog, Thing, adoption_log, with_categories};
pub use lookalike::LookAlikes;
pub use months::MonthsOf;
pub use taken_up::{Beside, Known, Taken, TakenUp, TookUp};
pub use timing::{MOST_WEEKS, Timing};

use crate::domain::model::{Network, People, Tribes};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::TopicKind;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Subjects told one by one, those with the most takers first.
const MOST_SUBJECTS: usize = 12;
/// Pairs of takers who know each other that a test wants at least.
pub const FEWEST_PAIRS: u32 = 30;
/// What chance may do at most before timing counts as more than chance.
const TIMING_LEVEL: f64 = 0.01;
/// The same for direction, which is only asked where timing passed.
const DIRECTION_LEVEL: f64 = 0.02;

/// What the takers of one subject, or of all together, say about persuasion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Too few pairs of takers to say anything.
    #[default]
    CannotTell,
    /// No more than the same people in any other order would show.
    Chance,
    /// They take things up soon after one another, but not more so after those they listen to: liking alike or hearing
    /// the same news explains it as well.
    ActAlike,
    /// They follow those they listen to: consistent with persuasion.
    Persuasion,
}

/// The findings for one subject.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Finding {
    /// What was taken up; empty for all together.
    pub subject: String,
    /// Of what kind that is; for all together a subject where any of it is.
    pub kind: TopicKind,
    /// Its number in the log; nothing for all together.
    pub what: Option<u32>,
    pub n_takers: u32,
    pub timing: Timing,
    pub lookalikes: LookAlikes,
    pub verdict: Verdict,
}

impl Finding {
    /// Whether both are of one kind and one name, however that is written.
    fn is_named_as(&self, other: &Finding) -> bool {
        self.kind == other.kind && self.subject.to_lowercase() == other.subject.to_lowercase()
    }
}

/// Persuasion in figures: the findings, and the evidence of each person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Persuasion {
    /// All subjects together first, then those with the most takers, the most first, then the categories beside products,
    /// the same way; of a category all of it alone. Empty where nothing is dated.
    pub findings: Vec<Finding>,
    /// The weeks within which following counts, 1 to [`MOST_WEEKS`]: those of the subjects whose followers are evidence.
    pub weeks: u32,
    pub evidence: Evidence,
}

impl Persuasion {
    /// The weeks within which following counts; where nothing is known of them, four.
    #[must_use]
    pub fn weeks_or_usual(&self) -> u32 {
        if self.weeks == 0 { 4 } else { self.weeks }
    }

    /// What was found for a topic, where it was judged by itself: for the category of that name before the product, and the
    /// product before the interest; of two of a kind for the one with more takers.
    #[must_use]
    pub fn of_topic(&self, topic: &str) -> Option<&Finding> {
        let topic = topic.trim().to_lowercase();
        let of_each = self.findings.iter().skip(1).filter(|finding| finding.subject.to_lowercase() == topic);
        of_each.rev().min_by_key(|finding| (finding.kind, Reverse(finding.n_takers)))
    }

    /// The weeks, where every date is known to the day: between two months somebody counts as following up to the next one,
    /// however many weeks that is.
    #[must_use]
    pub fn weeks_told(&self) -> Option<u32> {
        let is_by_month = self.overall().is_some_and(|all| all.kind == TopicKind::Subject);
        (!is_by_month).then_some(self.weeks)
    }

    /// The evidence for another topic than that of the scoring, from the log that it was found in. No test is made anew.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn evidence_for(
        &self,
        network: &Network,
        tribes: &Tribes,
        log: &AdoptionLog,
        topic: &str,
        ticket: &Ticket,
    ) -> Result<Evidence, Stopped> {
        let takers = timing::Takers::new(network, &tribes.of, &log.adoptions, ticket)?.dated_by(log);
        Ok(counted::evidence(network, &tribes.of, log, &takers, &self.findings, topic, ticket)?.1)
    }

    /// All subjects together.
    #[must_use]
    pub fn overall(&self) -> Option<&Finding> {
        self.findings.first()
    }
}

/// Looks for persuasion in a log of who took what up when.
///
/// Only takers who are in the network count. A person's evidence counts only subjects whose verdict is
/// [`Verdict::Persuasion`], by itself or, for a subject too small to be judged alone, together with all others; under a
/// topic, where that is not empty, only what is named so. The findings are the same for any topic. The same log and seed
/// give the same bytes. O(shuffles · (takers + pairs of takers) + subjects told · people).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn persuasion(
    network: &Network,
    people: &People,
    tribes: &Tribes,
    log: &AdoptionLog,
    topic: &str,
    seed: u64,
    ticket: &Ticket,
) -> Result<Persuasion, Stopped> {
    let takers = timing::Takers::new(network, &tribes.of, &log.adoptions, ticket)?.dated_by(log);
    if takers.subjects.is_empty() {
        return Ok(Persuasion::default());
    }
    let (of_all, of_each) = judge(&takers, network, people, seed, ticket)?;
    let mut findings = vec![Finding {
        kind: if takers.subjects.iter().any(|one| one.months.is_some()) {
            TopicKind::Subject
        } else {
            TopicKind::Product
        },
        n_takers: everybody(&takers),
        timing: of_all,
        lookalikes: of_each.iter().map(|one| one.2).fold(LookAlikes::default(), LookAlikes::and),
        verdict: verdict(&of_all),
        ..Finding::default()
    }];
    for (at, timing, lookalikes) in of_each {
        findings.push(finding(&takers.subjects[at], log, timing, lookalikes));
    }
    let whole = of_categories(network, people, tribes, log, seed, ticket)?;
    let all = [&findings[..], &whole[..]].concat();
    let (weeks, evidence) = counted::evidence(network, &tribes.of, log, &takers, &all, topic, ticket)?;
    // What lists without products alone tell of a category is a part of it: told beside it, it would read as another thing.
    findings.retain(|part| !whole.iter().any(|whole| whole.is_named_as(part)));
    findings.extend(whole);
    Ok(Persuasion { findings, weeks, evidence })
}

/// The findings for each category beside its products: the same purchases again, so that they add nothing to all
/// together and to nobody's evidence.
fn of_categories(
    network: &Network,
    people: &People,
    tribes: &Tribes,
    log: &AdoptionLog,
    seed: u64,
    ticket: &Ticket,
) -> Result<Vec<Finding>, Stopped> {
    let takers = timing::Takers::new(network, &tribes.of, &log.by_category, ticket)?;
    if takers.subjects.is_empty() {
        return Ok(Vec::new());
    }
    let (_, of_each) = judge(&takers, network, people, seed, ticket)?;
    Ok(of_each.into_iter().map(|(at, timing, alike)| finding(&takers.subjects[at], log, timing, alike)).collect())
}

/// The place of a subject among all, what its timing says, and what people alike did.
type Judged = (usize, Timing, LookAlikes);

/// What all subjects together say, and each of the largest beside its look-alikes.
fn judge(
    takers: &timing::Takers,
    network: &Network,
    people: &People,
    seed: u64,
    ticket: &Ticket,
) -> Result<(Timing, Vec<Judged>), Stopped> {
    let by_size = largest(takers);
    let (of_all, of_each) = timing::tests(takers, &by_size, seed, ticket)?;
    let lookalikes = lookalike::compare(takers, &by_size, network, people, of_all.weeks.max(4), ticket)?;
    let each = by_size.into_iter().zip(of_each).zip(lookalikes);
    Ok((of_all, each.map(|((at, timing), alike)| (at, timing, alike)).collect()))
}

/// The subjects with the most takers.
fn largest(takers: &timing::Takers) -> Vec<usize> {
    let mut by_size: Vec<usize> = (0..takers.subjects.len()).collect();
    by_size.sort_by_key(|&at| (Reverse(takers.subjects[at].n_takers()), at));
    by_size.truncate(MOST_SUBJECTS);
    by_size
}

fn finding(subject: &timing::Subject, log: &AdoptionLog, timing: Timing, lookalikes: LookAlikes) -> Finding {
    let thing = log.things.get(subject.what as usize);
    Finding {
        subject: thing.map(|thing| thing.name.clone()).unwrap_or_default(),
        kind: thing.map(|thing| thing.kind).unwrap_or_default(),
        what: Some(subject.what),
        n_takers: subject.n_takers() as u32,
        timing,
        lookalikes,
        verdict: verdict(&timing),
    }
}

/// People who took up anything.
fn everybody(takers: &timing::Takers) -> u32 {
    let mut people: Vec<_> = takers.subjects.iter().flat_map(|subject| subject.people.iter().copied()).collect();
    people.sort_unstable();
    people.dedup();
    people.len() as u32
}

fn verdict(timing: &Timing) -> Verdict {
    if timing.n_pairs < FEWEST_PAIRS {
        Verdict::CannotTell
    } else if timing.by_chance > TIMING_LEVEL {
        Verdict::Chance
    } else if timing.direction_by_chance > DIRECTION_LEVEL {
        Verdict::ActAlike
    } else {
        Verdict::Persuasion
    }
}
