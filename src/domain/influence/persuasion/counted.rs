//! Which things' followers are evidence, for anything or for one topic, and within which weeks; tests nothing itself.

use super::evidence::{self, Evidence};
use super::timing::{Subject, Takers};
use super::{AdoptionLog, Finding, Verdict};
use crate::domain::model::Network;
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::Asked;

/// The evidence of each person, and the weeks within which following counts: of all things whose verdict is persuasion, by
/// itself or, where a thing is too small to be judged alone, that of all together. Under a topic only what is named so
/// counts: the things, and where there are none the categories. `findings` tell the verdicts, all together first.
pub(super) fn evidence(
    network: &Network,
    tribe_of: &[u32],
    log: &AdoptionLog,
    takers: &Takers,
    findings: &[Finding],
    topic: &str,
    ticket: &Ticket,
) -> Result<(u32, Evidence), Stopped> {
    let Some(together) = findings.first() else { return Ok((0, Evidence::default())) };
    let name = |subject: &Subject| log.things.get(subject.what as usize).map_or("", |thing| thing.name.as_str());
    let asked = Asked::among(topic, log.things.iter().map(|thing| thing.name.as_str()));
    let is_asked = |subject: &Subject| asked.is_anything() || asked.is_for(name(subject));
    let of_categories;
    let takers = if takers.subjects.iter().any(is_asked) {
        takers
    } else {
        of_categories = Takers::new(network, tribe_of, &log.by_category, ticket)?;
        &of_categories
    };
    let judged: Vec<Option<&Finding>> =
        takers.subjects.iter().map(|subject| of_subject(subject, name(subject), log, findings)).collect();
    let is_evidence = |at: usize| {
        let verdict = judged[at].map_or(Verdict::CannotTell, |finding| finding.verdict);
        let verdict = if verdict == Verdict::CannotTell { together.verdict } else { verdict };
        verdict == Verdict::Persuasion && is_asked(&takers.subjects[at])
    };
    // Of things that are judged each by itself the weeks of the one that most is known of.
    let counted = (0..judged.len()).filter(|&at| is_evidence(at)).filter_map(|at| judged[at]);
    let known = counted.filter(|finding| finding.verdict == Verdict::Persuasion);
    let weeks = known.max_by_key(|finding| finding.timing.n_pairs).unwrap_or(together).timing.weeks.max(1);
    Ok((weeks, evidence::evidence(takers, network, weeks, is_evidence, ticket)?))
}

/// What was found for a thing: by its number, else by its name where it is told with others that are called the same.
fn of_subject<'a>(subject: &Subject, name: &str, log: &AdoptionLog, findings: &'a [Finding]) -> Option<&'a Finding> {
    let of_each = || findings.iter().skip(1);
    let by_number = of_each().find(|finding| finding.what == Some(subject.what));
    let kind = log.things.get(subject.what as usize)?.kind;
    by_number.or_else(|| {
        let name = name.to_lowercase();
        of_each().find(|finding| finding.kind == kind && finding.subject.to_lowercase() == name)
    })
}
