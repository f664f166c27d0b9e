//! `tribewise stances`, `hit` and `damage`: what people think, which influencers were hit, who goes if one turns.

use super::args::{DamageArgs, HitArgs, OnOff, StancesArgs};
use super::named::called;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::import::day_text;
use crate::domain::model::decisions::{StanceColumn, StancesEdit};
use crate::domain::model::{Stance, Ties};
use crate::domain::score::Scored;
use crate::domain::stance::{AtRisk, Hit, damage as damage_of, hit_this_week, read_column};
use crate::project::{Command, Document, Refusal};
use crate::shell::clock;
use crate::ui::words::{identity, people, stance as say, trouble};
use serde_json::{Value, json};

pub(super) fn run(args: &StancesArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    // Understood whole before anything is done.
    let edits = edits(args, session.project.document(), &scored)?;
    for edit in edits {
        session.apply(Command::DecideStances(edit))?;
    }
    let told = session.project.derived().stances().clone();
    let stances = session.project.document().decisions.stances.clone();
    session.finish()?;
    let [onside, neutral, offside] = told.counts;
    let tones = &scored.lives.tones;
    let json = json!({
        "known": told.n_known(), "people": told.n_people,
        "onside": onside, "neutral": neutral, "offside": offside,
        "column": stances.column, "complaint_days": stances.complaint_days, "by_tone": stances.is_by_tone,
        "texts": {
            "all": tones.n_texts, "english": tones.n_english, "italian": tones.n_italian, "for_or_against": tones.n_telling,
        },
    });
    let gone = if told.is_column_gone { format!("\n{}", say::column_gone()) } else { String::new() };
    let tone = if tones.n_texts > 0 { format!("\n{}", say::tone_coverage(tones)) } else { String::new() };
    Ok(Said { json, text: format!("{}{gone}{tone}", say::coverage(&told)) })
}

fn stance(word: &str, sentence: &str) -> Result<Stance, Ended> {
    Stance::from_word(word).ok_or_else(|| Ended::Usage(sentence.to_owned()))
}

fn edits(args: &StancesArgs, document: &Document, scored: &Scored) -> Result<Vec<StancesEdit>, Ended> {
    let mut edits = Vec::new();
    let now = &document.decisions.stances.column;
    let mut column = match args.column.as_deref() {
        None => now.clone(),
        Some("none") => None,
        Some(heading) => Some(read(heading, args, scored)?),
    };
    let says_how = !args.word.is_empty() || args.offside_to.is_some() || args.onside_from.is_some();
    if column.is_none() && says_how {
        return Err(Ended::Usage(say::no_column_read().into()));
    }
    if let Some(column) = &mut column {
        column.offside_to = args.offside_to.unwrap_or(column.offside_to);
        column.onside_from = args.onside_from.unwrap_or(column.onside_from);
        if column.offside_to >= column.onside_from {
            return Err(Ended::Usage(say::bad_bounds().into()));
        }
        for text in &args.word {
            let (word, of) = text.rsplit_once('=').ok_or_else(|| Ended::Usage(say::bad_word().into()))?;
            column.words.insert(word.to_owned(), stance(of, say::bad_word())?);
        }
    }
    if column != *now {
        edits.push(StancesEdit::SetColumn(column));
    }
    edits.extend(args.complaint_days.map(StancesEdit::SetComplaintDays));
    edits.extend(args.tone.map(|tone| StancesEdit::SetByTone(tone == OnOff::On)));
    for text in &args.set {
        let (id, word) = text.rsplit_once('=').ok_or_else(|| Ended::Usage(say::bad_set().into()))?;
        let stance = if word == "files" { None } else { Some(stance(word, say::bad_set())?) };
        let (reason, when) = (args.reason.clone(), clock::now_text());
        edits.push(StancesEdit::SetByHand { id: id.to_owned(), stance, reason, when });
    }
    Ok(edits)
}

/// A column as its values say; where they say nothing plain, the words that were given must.
fn read(heading: &str, args: &StancesArgs, scored: &Scored) -> Result<StanceColumn, Ended> {
    if !scored.people.attributes.iter().any(|attribute| attribute.heading == heading) {
        return Err(Ended::Data(format!("{heading}: {}", say::no_such_column())));
    }
    let by_words = || {
        let blank = StanceColumn { offside_to: 6.0, onside_from: 9.0, ..StanceColumn::default() };
        (!args.word.is_empty()).then(|| StanceColumn { heading: heading.to_owned(), ..blank })
    };
    let read = read_column(&scored.people, heading).or_else(by_words);
    read.ok_or_else(|| Ended::Data(format!("{heading}: {}", say::unreadable())))
}

pub(super) fn hit(args: &HitArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    let share = args.share.unwrap_or(session.project.document().share_percent);
    session.finish()?;
    let hits = hit_this_week(&scored.lives, &scored.people, scored.scores.top_percent(share));
    let one = |hit: &Hit| {
        json!({
            "id": scored.people.ids[hit.person as usize], "rank": scored.scores.rank[hit.person as usize],
            "on": day_text(hit.at), "days_ago": hit.days_ago, "days_in_time": hit.days_in_time, "days_left": hit.days_left,
            "is_outage": hit.is_outage, "subject": hit.subject, "incidents": hit.n_incidents,
        })
    };
    let last_day = (scored.lives.today != Ties::NO_DATE).then(|| day_text(scored.lives.today));
    let json = json!({"last_day": last_day, "people": hits.iter().map(one).collect::<Vec<Value>>()});
    let line = |hit: &Hit| format!("{}\n  {}", say::hit(&called(&scored.people, hit.person), hit), say::clock(hit));
    let text = match hits.as_slice() {
        [] if !scored.lives.has_incidents => say::no_incidents().to_owned(),
        [] => say::nobody_hit().to_owned(),
        hits => hits.iter().map(line).collect::<Vec<String>>().join("\n"),
    };
    Ok(Said { json, text })
}

pub(super) fn damage(args: &DamageArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    session.finish()?;
    let person = scored.people.row(&args.id).ok_or_else(|| Ended::Data(identity::nobody(&args.id)))?;
    let row = person as usize;
    if scored.people.is_opted_out[row] {
        return Err(Ended::Data(format!("{}: {}", args.id, trouble::refusal(&Refusal::OptedOut))));
    }
    if !scored.people.scorable_one(person) {
        return Err(Ended::Data(format!("{}: {}", args.id, people::impersonal())));
    }
    let found = damage_of(&scored.network, &scored.people, person, args.top);
    let one = |one: &AtRisk| {
        json!({
            "id": scored.people.ids[one.person as usize], "share": one.share, "spend_cents": one.spend_cents,
        })
    };
    let json = json!({
        "contacts": found.n_contacts, "spend_cents_at_risk": found.spend_cents,
        "people": found.people.iter().map(one).collect::<Vec<Value>>(),
    });
    let line = |one: &AtRisk| say::at_risk(&called(&scored.people, one.person), one.share, one.spend_cents);
    let first = std::iter::once(say::damage(&found)).chain(say::may_go(&found));
    let lines: Vec<String> = first.chain(found.people.iter().map(line)).collect();
    Ok(Said { json, text: lines.join("\n") })
}
