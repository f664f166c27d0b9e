//! `tribewise clean`: decides who counts as a person, as the market and as a tie, and says what that comes to.

use super::args::{CleanArgs, Switch};
use super::session::Session;
use super::{Ended, Said};
use crate::domain::model::decisions::{CleaningEdit, HEAVIEST, Market};
use crate::domain::model::{Channel, TieKind};
use crate::domain::score::Scored;
use crate::domain::ties::account::{self, Verdict};
use crate::project::{Command, Document};
use crate::ui::words::{self, cleaning as say, number};
use serde_json::{Map, Value, json};

pub(super) fn run(args: &CleanArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    // Understood whole before anything is done.
    let edits = edits(args, session.project.document())?;
    let asks_for_column = edits.iter().any(|edit| matches!(edit, CleaningEdit::SetMarket(Market::Column { .. })));
    for edit in edits {
        let applied = session.project.apply(Command::DecideCleaning(edit));
        applied.map_err(|refusal| Ended::Data(words::trouble::refusal(&refusal)))?;
    }
    let scored = if session.project.derived().is_scored() {
        let scored = session.scored()?;
        refuse_unknown(args, &scored, asks_for_column)?;
        scored
    } else {
        let worked = session.work_out()?;
        refuse_unknown(args, &worked.scored, asks_for_column)?;
        session.keep(&worked);
        worked.scored.clone()
    };
    let document = session.project.document().clone();
    let said = Said { json: account_json(&scored, &document), text: account_text(&scored, &document) };
    session.finish()?;
    Ok(said)
}

/// Decisions about nobody, and a market of nobody, are slips of the pen: nothing is kept then.
fn refuse_unknown(args: &CleanArgs, scored: &Scored, asks_for_column: bool) -> Result<(), Ended> {
    let ids = args.person.iter().chain(&args.not_person).chain(&args.undecided);
    if let Some(id) = ids.into_iter().find(|id| scored.people.row(id).is_none()) {
        return Err(Ended::Usage(words::identity::nobody(id)));
    }
    let is_nobody_in = account::market(&scored.people).0 == 0;
    if asks_for_column && (scored.cleaned.is_market_column_gone || is_nobody_in) {
        return Err(Ended::Data(say::no_such_market().into()));
    }
    Ok(())
}

fn edits(args: &CleanArgs, document: &Document) -> Result<Vec<CleaningEdit>, Ended> {
    let mut edits: Vec<CleaningEdit> = args.strictness.map(CleaningEdit::SetStrictness).into_iter().collect();
    edits.extend(args.person.iter().cloned().map(CleaningEdit::IsPerson));
    edits.extend(args.not_person.iter().cloned().map(CleaningEdit::IsNotPerson));
    edits.extend(args.undecided.iter().cloned().map(CleaningEdit::LeaveToContacts));
    if let Some(text) = &args.market {
        edits.push(CleaningEdit::SetMarket(market(text)?));
    }
    for text in &args.weight {
        edits.push(weight(text)?);
    }
    if let Some(text) = &args.work_hours {
        let hours = text.split_once('-').and_then(|(from, to)| Some((hour(from)?, hour(to)?)));
        let (from, to) = hours.filter(|(from, to)| from < to).ok_or_else(|| Ended::Usage(say::bad_hours().into()))?;
        edits.push(CleaningEdit::SetWorkHours(from, to));
    }
    for (kind, weight) in [(TieKind::Work, args.work_weight), (TieKind::Private, args.private_weight)] {
        if let Some(weight) = weight {
            edits.push(CleaningEdit::SetKindWeight { kind, weight: sound(weight)? });
        }
    }
    for text in &args.file_kind {
        edits.push(file_kind(text, document)?);
    }
    let mut inference = document.decisions.cleaning.inference.clone();
    inference.is_on = args.infer.map_or(inference.is_on, |switch| switch == Switch::On);
    inference.window_hours = args.window_hours.unwrap_or(inference.window_hours);
    inference.fewest_occasions = args.occasions.unwrap_or(inference.fewest_occasions);
    if inference != document.decisions.cleaning.inference {
        edits.push(CleaningEdit::SetInference(inference));
    }
    Ok(edits)
}

fn hour(text: &str) -> Option<u8> {
    text.trim().parse().ok().filter(|hour| *hour <= 24)
}

fn market(text: &str) -> Result<Market, Ended> {
    match text.trim() {
        "files" => Ok(Market::AsFilesSay),
        "everyone" => Ok(Market::Everyone),
        "profile" => Ok(Market::WithProfile),
        text => {
            let (heading, values) = text.split_once('=').ok_or_else(|| Ended::Usage(say::bad_market().into()))?;
            let values = values.split(',').map(|value| value.trim().to_owned()).collect();
            Ok(Market::Column { heading: heading.trim().to_owned(), values })
        }
    }
}

fn sound(weight: f32) -> Result<f32, Ended> {
    let is_sound = (0.0..=HEAVIEST).contains(&weight);
    if is_sound { Ok(weight) } else { Err(Ended::Usage(say::bad_weight().into())) }
}

fn weight(text: &str) -> Result<CleaningEdit, Ended> {
    let wrong = || Ended::Usage(say::bad_weight().into());
    let (name, weight) = text.split_once('=').ok_or_else(wrong)?;
    let weight = sound(weight.trim().parse().map_err(|_| wrong())?)?;
    let name = name.trim().to_lowercase();
    if let Some(kind) = TieKind::ALL.into_iter().find(|kind| kind.word() == name) {
        return Ok(CleaningEdit::SetKindWeight { kind, weight });
    }
    let is_it = |channel: &Channel| {
        let word = channel.word();
        name == word || name == format!("{word}s") || (*channel == Channel::Transfer && name.starts_with("payment"))
    };
    let channel = Channel::ALL.into_iter().find(is_it).ok_or_else(wrong)?;
    Ok(CleaningEdit::SetChannelWeight { channel, weight })
}

fn file_kind(text: &str, document: &Document) -> Result<CleaningEdit, Ended> {
    let wrong = || Ended::Usage(say::bad_file_kind().into());
    let (file, word) = text.rsplit_once('=').ok_or_else(wrong)?;
    let is_it =
        |import: &&std::sync::Arc<crate::project::Import>| import.file_name == file.trim() && import.kind().is_pairs();
    let import = document.imports.iter().rev().find(is_it).ok_or_else(wrong)?.id;
    let kind = match word.trim() {
        "time" => None,
        word => Some(TieKind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(wrong)?),
    };
    Ok(CleaningEdit::SetFileKind { import, kind })
}

fn account_json(scored: &Scored, document: &Document) -> Value {
    let cleaning = &document.decisions.cleaning;
    let (people, cleaned) = (&scored.people, &scored.cleaned);
    let one = |(person, verdict): (u32, Verdict)| {
        let suspect = cleaned.suspect(person).copied().unwrap_or_default();
        json!({
            "id": people.ids[person as usize],
            "name": people.names.get(person as usize),
            "verdict": match verdict {
                Verdict::Doubted => "not a person by the contacts",
                Verdict::NotPersonByHand => "not a person by hand",
                Verdict::PersonByHand => "a person by hand",
            },
            "level": suspect.level,
            "contacts": suspect.n_contacts,
            "usual_contacts": suspect.usual_contacts,
            "both_ways": suspect.n_mutual,
            "quiet_share": suspect.quiet_share,
            "night_share": suspect.night_share,
            "reasons": if suspect.level > 0 { suspect.signs().into_iter().map(say::sign).collect() } else { Vec::new() },
        })
    };
    let (inside, outside) = account::market(people);
    let mix = cleaned.mix;
    let kinds: Map<String, Value> = TieKind::ALL
        .iter()
        .map(|&kind| {
            let value = json!({"weight": cleaning.weights.of_kind(kind), "share": mix.kinds[kind as usize]});
            (kind.word().to_owned(), value)
        })
        .collect();
    let channels: Map<String, Value> = Channel::ALL
        .iter()
        .map(|&channel| {
            let share = mix.channels[channel.position()];
            (channel.word().to_owned(), json!({"weight": cleaning.weights.of_channel(channel), "share": share}))
        })
        .collect();
    json!({
        "strictness": cleaning.strictness,
        "not_persons": people.is_impersonal.iter().filter(|is| **is).count(),
        "at_each_strictness": account::preview(people, cleaned, cleaning),
        "people": account::verdicts(people, cleaned, cleaning).into_iter().map(one).collect::<Vec<_>>(),
        "market": {
            "rule": cleaning.market,
            "inside": inside,
            "outside": outside,
            "is_column_gone": cleaned.is_market_column_gone,
        },
        "kinds": kinds,
        "channels": channels,
        "work_hours": cleaning.weights.work_hours,
        "ties": mix.n_ties,
        "inferred": {"is_on": cleaning.inference.is_on, "ties": mix.n_inferred, "account": cleaned.inferred},
    })
}

fn account_text(scored: &Scored, document: &Document) -> String {
    let cleaning = &document.decisions.cleaning;
    let (people, cleaned) = (&scored.people, &scored.cleaned);
    let n_flagged = people.is_impersonal.iter().filter(|is| **is).count();
    let mut lines = vec![say::flagged(n_flagged)];
    for (person, verdict) in account::verdicts(people, cleaned, cleaning) {
        let suspect = cleaned.suspect(person);
        lines.push(format!("  {}: {}", people.label(person), say::verdict(verdict, suspect)));
    }
    let (inside, outside) = account::market(people);
    lines.push(say::market_counts(inside, outside));
    if cleaned.is_market_column_gone {
        lines.push(say::column_gone().into());
    }
    let mix = cleaned.mix;
    for channel in Channel::ALL.into_iter().filter(|channel| mix.channels[channel.position()] > 0.0) {
        let share = number::percent(mix.channels[channel.position()]);
        lines.push(format!(
            "{}: {share}, {}",
            say::channel(channel),
            say::counts(cleaning.weights.of_channel(channel))
        ));
    }
    for kind in TieKind::ALL.into_iter().filter(|&kind| mix.kinds[kind as usize] > 0.0) {
        let share = number::percent(mix.kinds[kind as usize]);
        lines.push(format!("{}: {share}, {}", say::kind(kind), say::counts(cleaning.weights.of_kind(kind))));
    }
    if let Some(inferred) = &cleaned.inferred {
        lines.extend(say::inferred(inferred));
    }
    lines.join("\n")
}
