//! `tribewise show`: says and decides who is on show and what colour means.

use super::args::ShowArgs;
use super::export::plan_named;
use super::session::Session;
use super::tribes::tribe_of;
use super::{Ended, Said};
use crate::domain::filter::{FilterEdit, Rule};
use crate::domain::guise::Preset;
use crate::domain::influence::Band;
use crate::domain::model::{Role, Stage, Stance, Wording};
use crate::domain::score::Scored;
use crate::project::Command;
use crate::ui::words::filter as say;
use serde_json::json;

pub(super) fn run(args: &ShowArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    // Understood whole before anything is done.
    let rules: Vec<Rule> = args.only.iter().map(|word| rule(word, &session, &scored)).collect::<Result<_, _>>()?;
    let preset = args.colour_by.as_deref().map(preset).transpose()?;
    let wording = args.call.as_deref().map(wording).transpose()?;
    let mut edits = Vec::new();
    if args.everybody {
        edits.push(FilterEdit::Clear);
    }
    edits.extend(args.kept.clone().map(FilterEdit::Use));
    edits.extend(rules.into_iter().map(FilterEdit::Add));
    edits.extend(args.keep.clone().map(FilterEdit::SaveAs));
    edits.extend(args.forget.clone().map(FilterEdit::Forget));
    let filters = edits.into_iter().map(Command::Filter);
    for command in filters.chain(preset.map(Command::SetPreset)).chain(wording.map(Command::SetWording)) {
        session.apply(command)?;
    }
    let document = session.project.document().clone();
    let visible = session.project.derived().visible().cloned();
    session.finish()?;
    let all = scored.people.is_opted_out.iter().filter(|is_out| !**is_out).count();
    let (n, of) = visible.as_ref().map_or((all, all), |visible| (visible.n, visible.of));
    let sentence = say::sentence(&document.filter, &document, Some(&scored));
    let json = json!({
        "visible": n, "of": of, "filter": sentence, "kept": document.filters.keys().collect::<Vec<_>>(),
        "colour_by": document.preset.word(), "called": document.wording.word(),
    });
    let text = if sentence.is_empty() { say::visible(n, of) } else { say::whole(n, of, &sentence) };
    Ok(Said { json, text })
}

fn bad() -> Ended {
    Ended::Usage(say::bad_rule().into())
}

fn preset(word: &str) -> Result<Preset, Ended> {
    let all = || Preset::ALL.map(Preset::word).join(", ");
    Preset::from_word(word).ok_or_else(|| Ended::Usage(crate::ui::words::look::bad_preset(&all())))
}

fn wording(word: &str) -> Result<Wording, Ended> {
    let all = || Wording::ALL.map(Wording::word).join(", ");
    Wording::from_word(word).ok_or_else(|| Ended::Usage(crate::ui::words::calling::bad(&all())))
}

fn rule(text: &str, session: &Session, scored: &Scored) -> Result<Rule, Ended> {
    if text == "inferred" {
        return Ok(Rule::OnlyInferred);
    }
    let document = session.project.document();
    let (kind, value) = text.split_once('=').ok_or_else(bad)?;
    let number = || value.parse::<u32>().map_err(|_| bad());
    Ok(match kind {
        "tribe" => Rule::Tribe(tribe_of(value, document, scored)?),
        "top" => Rule::TopPercent(value.parse::<u8>().ok().filter(|n| (1..=100).contains(n)).ok_or_else(bad)?),
        "role" => Rule::Role(Role::ALL.into_iter().find(|role| role.word() == value).ok_or_else(bad)?),
        "stage" => Rule::Stage(Stage::from_word(value).ok_or_else(bad)?),
        "stance" => Rule::Stance(Stance::from_word(value).ok_or_else(bad)?),
        "spends-over" => Rule::SpendsOver(i64::from(number()?) * 100),
        "contacts-over" => Rule::ContactsOver(number()?),
        "group" => Rule::Group(match value {
            "low-spend" => Band::LowSpend,
            "ear-of" => Band::EarOf,
            "by-hand" => Band::ByHand,
            _ => return Err(bad()),
        }),
        "market" if ["inside", "outside"].contains(&value) => Rule::Market { is_inside: value == "inside" },
        "in-plan" => Rule::InPlan(plan_named(session, value)?),
        "not-in-plan" => Rule::NotInPlan(plan_named(session, value)?),
        "people" => Rule::People(value.split(';').map(|id| id.trim().to_owned()).collect()),
        heading if scored.people.attributes.iter().any(|column| column.heading == heading) => {
            Rule::Has { heading: heading.to_owned(), value: value.to_owned() }
        }
        _ => return Err(bad()),
    })
}
