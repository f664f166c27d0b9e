//! `tribewise persuasion`, `judge` and `turnover`: how far the scores can be believed, and what a person decides over them.

use super::args::{JudgeArgs, ProjectArgs, TurnoverArgs};
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::influence::persuasion::{Finding, Verdict};
use crate::domain::model::decisions::{JudgementEdit, Opinion};
use crate::domain::model::{Call, Person};
use crate::domain::score::Scored;
use crate::domain::turnover::LookBack;
use crate::project::{Command, Trouble};
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{identity, judgement, turnover as say};
use serde_json::{Value, json};

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::CannotTell => "cannot tell",
        Verdict::Chance => "chance",
        Verdict::ActAlike => "act alike",
        Verdict::Persuasion => "consistent with persuasion",
    }
}

pub(super) fn persuasion(args: &ProjectArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    session.finish()?;
    let one = |finding: &Finding| {
        json!({
            "subject": finding.subject,
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
            "times_look_alikes": finding.lookalikes.matched_ratio(),
            "times_everybody": finding.lookalikes.naive_ratio(),
        })
    };
    let findings = &scored.persuasion.findings;
    let line = |finding: &Finding| format!("{}\n  {}", judgement::verdict(finding), judgement::figures(finding));
    let mut lines: Vec<String> = findings.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(judgement::nothing_dated().to_owned());
    }
    let text = lines.join("\n");
    Ok(Said { json: json!({"findings": findings.iter().map(one).collect::<Vec<Value>>()}), text })
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

/// What the command line says, as decisions; understood whole before anything is done.
fn edits(args: &JudgeArgs, scored: &Scored) -> Result<Vec<JudgementEdit>, Ended> {
    let known = |id: &String| {
        let row = scored.people.reachable(id);
        row.map(|row| scored.people.ids[row as usize].clone()).ok_or_else(|| Ended::Usage(identity::nobody(id)))
    };
    let mut edits = Vec::new();
    for (call, ids) in [(Call::Pin, &args.pin), (Call::Promote, &args.promote), (Call::Exclude, &args.exclude)] {
        for id in ids {
            let opinion = Opinion { call, reason: args.reason.clone() };
            edits.push(JudgementEdit::Decide { id: known(id)?, opinion });
        }
    }
    for id in &args.undecide {
        edits.push(JudgementEdit::Undecide(known(id)?));
    }
    Ok(edits)
}

pub(super) fn turnover(args: &TurnoverArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    let (given, percent) = (Box::new(session.project.document().given()), session.project.document().share_percent);
    let asked = Request::LookBack { generation: 0, given, scored: scored.clone(), days: args.days, steps: args.back };
    let (answer, _) = Watched::run(asked)?;
    session.finish()?;
    let Answer::LookedBack { back, .. } = answer else { return Err(Trouble::Bug.into()) };
    let ids = |people: &[Person]| -> Vec<&str> {
        let may_leave = people.iter().filter(|&&person| !scored.people.is_opted_out[person as usize]);
        may_leave.map(|&person| scored.people.ids[person as usize].as_str()).collect()
    };
    let step = |after: usize| {
        let turnover = back.between(after - 1, after, percent)?;
        Some(json!({
            "from": back.moments[after - 1].at,
            "to": back.moments[after].at,
            "share_gone": turnover.share(),
            "stayed": turnover.kept.len(),
            "came": ids(&turnover.came),
            "gone": ids(&turnover.gone),
            "risen": ids(&turnover.risen),
            "fallen": ids(&turnover.fallen),
        }))
    };
    let steps: Vec<Value> = (1..back.moments.len()).filter_map(step).collect();
    let days = back.recommended_steps(percent).map(|steps| steps * args.days as usize);
    let json = json!({"steps": steps, "share_changed_after": back.by_steps(percent), "recommended_days": days});
    Ok(Said { json, text: text(&back, percent, args.days) })
}

fn text(back: &LookBack, percent: f32, days: u32) -> String {
    let mut lines = vec![say::advice(back, percent, days)];
    for after in 1..back.moments.len() {
        let turnover = back.between(after - 1, after, percent);
        lines.extend(turnover.map(|turnover| say::last_step(&turnover, back.moments[after - 1].at)));
    }
    lines.join("\n")
}
