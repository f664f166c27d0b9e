//! `tribewise persuasion`, `topics` and `judge`: how far the scores can be believed, and what a person decides over them.

use super::args::{JudgeArgs, PersuasionArgs, TopicsArgs};
use super::named::called;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::forecast::next::who_hears_next;
use crate::domain::influence::persuasion::{Finding, Verdict};
use crate::domain::influence::topical::{ForTopic, TopicEvidence};
use crate::domain::model::decisions::{JudgementEdit, Opinion};
use crate::domain::model::{Call, Person};
use crate::domain::score::Scored;
use crate::domain::ties::{Topic, TopicKind};
use crate::project::{Command, Trouble};
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{data, identity, influence, judgement, people};
use serde_json::{Value, json};

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::CannotTell => "cannot tell",
        Verdict::Chance => "chance",
        Verdict::ActAlike => "act alike",
        Verdict::Persuasion => "consistent with persuasion",
    }
}

pub(super) fn persuasion(args: &PersuasionArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    if let Some(id) = &args.id {
        return super::taken::of_person(session, &scored, id);
    }
    session.finish()?;
    let one = |finding: &Finding| {
        json!({
            "subject": finding.subject,
            "kind": kind_word(finding.kind),
            "takers": finding.n_takers,
            "verdict": verdict_word(finding.verdict),
            "pairs": finding.timing.n_pairs,
            "weeks": finding.timing.weeks,
            "followed": finding.timing.n_followed,
            "expected": finding.timing.expected,
            "sigma": finding.timing.sigma,
            "by_chance": finding.timing.by_chance,
            "direction_sigma": finding.timing.direction_sigma,
            "direction_by_chance": finding.timing.direction_by_chance,
            "direction_is_told": finding.timing.tells_direction(),
            "times_look_alikes": finding.lookalikes.matched_ratio(),
            "times_everybody": finding.lookalikes.naive_ratio(),
        })
    };
    let all = &scored.persuasion.findings;
    let findings = match &args.topic {
        None => all.iter().collect(),
        Some(topic) => vec![scored.persuasion.of_topic(topic).ok_or_else(|| not_judged(topic, all))?],
    };
    let line = |finding: &&Finding| format!("{}\n  {}", judgement::verdict(finding), judgement::figures(finding));
    let mut lines: Vec<String> = findings.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(judgement::nothing_dated().to_owned());
    }
    let text = lines.join("\n");
    Ok(Said { json: json!({"findings": findings.into_iter().map(one).collect::<Vec<Value>>()}), text })
}

fn not_judged(topic: &str, findings: &[Finding]) -> Ended {
    let known: Vec<&str> = findings.iter().skip(1).map(|finding| finding.subject.as_str()).collect();
    Ended::Data(judgement::not_judged(topic, &known))
}

fn kind_word(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Category => "category",
        TopicKind::Product => "product",
        TopicKind::Subject => "subject",
    }
}

pub(super) fn topics(args: &TopicsArgs) -> Result<Said, Ended> {
    let session = Session::open(&args.common.project)?;
    if let Some([here, there]) = args.compare.as_deref() {
        return compare(session, [here.clone(), there.clone()]);
    }
    if let Some(topic) = &args.next {
        return next(session, topic, args.first);
    }
    let (tables, people) = (session.project.document().tables(), session.people()?);
    let (answer, _) = Watched::run(Request::Topics { tables, people })?;
    session.finish()?;
    let Answer::Topics(topics) = answer else { return Err(Trouble::Bug.into()) };
    let one = |topic: &Topic| json!({"topic": topic.name, "kind": kind_word(topic.kind), "people": topic.n_people});
    let text = topics.iter().map(influence::topic).collect::<Vec<String>>().join("\n");
    Ok(Said { json: json!({"topics": topics.iter().map(one).collect::<Vec<Value>>()}), text })
}

/// Who is likely to hear of a topic next.
fn next(mut session: Session, topic: &str, most: usize) -> Result<Said, Ended> {
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let pass_on = document.assumptions.pass_on_share;
    let (found, _) =
        Watched::work(|ticket| who_hears_next(&scored, &document.tables_and_months(), topic, pass_on, most, ticket));
    let found = found.map_err(|_| Trouble::Bug)?;
    session.finish()?;
    if found.n_have == 0 {
        return Err(Ended::Data(data::no_such_topic(topic)));
    }
    let one =
        |&(person, chance): &(Person, f32)| json!({"id": scored.people.ids[person as usize], "chance_to_hear": chance});
    let json = json!({
        "topic": topic,
        "have_it": found.n_have,
        "next": found.people.iter().map(one).collect::<Vec<Value>>(),
    });
    let line = |&(person, chance): &(Person, f32)| influence::hears(&called(&scored.people, person), chance);
    let lines = std::iter::once(influence::hears_next(topic, found.n_have)).chain(found.people.iter().map(line));
    Ok(Said { json, text: lines.collect::<Vec<String>>().join("\n") })
}

/// Who is on top for one topic and not for the other.
fn compare(mut session: Session, topics: [String; 2]) -> Result<Said, Ended> {
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let (tables, settings) = (document.tables_and_months(), document.settings.clone());
    let (answer, _) = Watched::run(Request::Contrast { n_taken: 0, scored: scored.clone(), tables, settings, topics })?;
    session.finish()?;
    let Answer::Contrasted { contrast, .. } = answer else { return Err(Trouble::Bug.into()) };
    for of in [&contrast.here, &contrast.there] {
        if of.evidence.n_people == 0 {
            return Err(Ended::Data(data::no_such_topic(&of.topic)));
        }
    }
    let apart = contrast.apart(document.share_percent);
    let one = |&person: &Person| {
        let (here, there) = contrast.ranks(person);
        json!({"id": scored.people.ids[person as usize], "rank_here": here, "rank_there": there})
    };
    let list = |people: &[Person]| people.iter().map(one).collect::<Vec<Value>>();
    let side = |of: &ForTopic| {
        let TopicEvidence { n_people, n_ranked, n_ties } = of.evidence;
        json!({"topic": of.topic, "people": n_people, "ranked": n_ranked, "ties_between_them": n_ties})
    };
    let json = json!({
        "here": side(&contrast.here),
        "there": side(&contrast.there),
        "only_here": list(&apart.only_here),
        "only_there": list(&apart.only_there),
        "both": list(&apart.both),
    });
    let (here, there) = (&contrast.here, &contrast.there);
    let mut lines = vec![influence::side(here), influence::side(there)];
    let sides = [
        (influence::only(&here.topic, &there.topic), &apart.only_here),
        (influence::only(&there.topic, &here.topic), &apart.only_there),
        (influence::both().to_owned(), &apart.both),
    ];
    for (title, people) in sides {
        lines.push(influence::counted(&title, people.len()));
        let line = |&person: &Person| {
            let (n_here, n_there) = contrast.ranks(person);
            let ranks = influence::ranks((&here.topic, n_here), (&there.topic, n_there));
            format!("  {}: {ranks}", called(&scored.people, person))
        };
        lines.extend(people.iter().map(line));
    }
    Ok(Said { json, text: lines.join("\n") })
}

pub(super) fn judge(args: &JudgeArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    for edit in edits(args, &scored)? {
        session.apply(Command::Judge(edit))?;
    }
    let scored = session.scored()?;
    let mut opinions = session.project.document().decisions.judgement.opinions.clone();
    let may_leave = |id: &str| scored.people.reachable(id).is_some();
    opinions.retain(|id, _| may_leave(id));
    session.finish()?;
    let by_figures = |id: &String| {
        let row = scored.people.row(id)? as usize;
        scored.scores.rank_by_figures.get(row).copied()
    };
    let one = |(id, opinion): (&String, &Opinion)| {
        json!({
            "id": id,
            "call": opinion.call.word(),
            "reason": opinion.reason,
            "rank_by_figures": by_figures(id),
        })
    };
    let line = |(id, opinion): (&String, &Opinion)| {
        format!("{id}: {}", judgement::decided(opinion, by_figures(id).unwrap_or(0)))
    };
    let text = opinions.iter().map(line).collect::<Vec<String>>().join("\n");
    Ok(Said { json: json!({"by_hand": opinions.iter().map(one).collect::<Vec<Value>>()}), text })
}

/// Nobody is moved up who is in no ranking, as nothing would come of it.
fn can_be_ranked(id: &str, scored: &Scored) -> Result<(), Ended> {
    let Some(row) = scored.people.reachable(id).map(|person| person as usize) else { return Ok(()) };
    if scored.scores.rank_by_contacts.get(row).is_none_or(|&rank| rank > 0) {
        return Ok(());
    }
    let why = match (scored.people.is_impersonal[row], scored.people.is_customer[row]) {
        (true, _) => people::impersonal(),
        (_, false) => people::not_your_customer(),
        _ => people::no_ties(),
    };
    Err(Ended::Data(judgement::not_ranked(id, why)))
}

/// What the command line says, as decisions; understood whole before anything is done.
fn edits(args: &JudgeArgs, scored: &Scored) -> Result<Vec<JudgementEdit>, Ended> {
    let known = |id: &String| {
        let row = scored.people.reachable(id);
        row.map(|row| scored.people.ids[row as usize].clone()).ok_or_else(|| Ended::Usage(identity::nobody(id)))
    };
    let mut edits = Vec::new();
    for (call, ids) in [(Call::Pin, &args.pin), (Call::Promote, &args.promote), (Call::Exclude, &args.exclude)] {
        for id in ids {
            if call != Call::Exclude {
                can_be_ranked(id, scored)?;
            }
            let opinion = Opinion { call, reason: args.reason.clone() };
            edits.push(JudgementEdit::Decide { id: known(id)?, opinion });
        }
    }
    for id in &args.undecide {
        edits.push(JudgementEdit::Undecide(known(id)?));
    }
    Ok(edits)
}
