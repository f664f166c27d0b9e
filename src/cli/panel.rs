//! `tribewise panel`: the answers of a preview panel in, counts, how sure they are and an advice out.

use super::args::PanelArgs;
use super::export::plan_named;
use super::results::add;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::campaign::{PanelBounds, PlanEdit};
use crate::domain::measure::{Panel, Part, Voice};
use crate::domain::model::FileKind;
use crate::project::{Command, Trouble};
use crate::ui::words::{number, panel as say};
use serde_json::{Value, json};

pub(super) fn run(args: &PanelArgs) -> Result<Said, Ended> {
    let marks = args.marks.as_deref().map(bounds).transpose()?;
    let mut session = Session::open(&args.common.project)?;
    session.scored()?;
    let plan = plan_named(&session, &args.plan)?;
    super::choosing::cells(&mut session, plan)?;
    if let Some(path) = &args.answers {
        let import = add(&mut session, path, FileKind::Feedback)?;
        session.apply(Command::AssignResults { import, plan: Some(plan) })?;
    }
    if let Some(marks) = marks {
        session.apply(Command::EditPlan { plan, edit: PlanEdit::SetPanelBounds(marks) })?;
    }
    let said = told(&session, plan)?;
    session.finish()?;
    Ok(said)
}

/// "4/2", or nothing where the ratings are to speak for themselves.
fn bounds(text: &str) -> Result<Option<PanelBounds>, Ended> {
    if text == "usual" {
        return Ok(None);
    }
    let two = text.split_once('/').and_then(|(above, below)| Some((number::typed(above)?, number::typed(below)?)));
    let bounds = two.map(|(above, below)| PanelBounds { for_from: above as f32, against_to: below as f32 });
    let sound = bounds.filter(|bounds| bounds.is_sound());
    sound.map(Some).ok_or_else(|| Ended::Usage(say::bad_bounds().into()))
}

fn told(session: &Session, id: u32) -> Result<Said, Ended> {
    let project = &session.project;
    let rounds = project.opinions_on(id);
    let Some(newest) = rounds.first() else { return Err(Ended::Data(say::no_opinions().into())) };
    let panel = project.heard(newest).ok_or(Trouble::Bug)?;
    let scored = project.derived().scored.clone().ok_or(Trouble::Bug)?;
    let names = project.document().names_of_tribes(&scored);
    let name = |tribe: u32| names.get(tribe as usize).map_or("", String::as_str);
    let tribe = |(position, part): &(u32, Part)| json!({"id": scored.tribes.tribes[*position as usize].id, "name": name(*position), "part": part});
    let voice = |voice: &Voice| {
        json!({
            "id": scored.people.ids[voice.person as usize],
            "answer": voice.answer,
            "stance": voice.stance.map(say::in_english),
            "words": voice.words,
        })
    };
    let against: Vec<&str> = panel.tribes_against().into_iter().map(name).collect();
    let json = json!({
        "plan": project.document().plan(id).map(|plan| &plan.name),
        "file": newest.file_name,
        "rounds": rounds.len(),
        "counted": panel.all,
        "share": panel.share(),
        "low": panel.low,
        "high": panel.high,
        "advice": panel.advice,
        "marks": panel.bounds,
        "answers": panel.answers.iter().map(|(answer, n)| json!({"answer": answer, "n": n})).collect::<Vec<Value>>(),
        "tribes": panel.by_tribe.iter().map(tribe).collect::<Vec<Value>>(),
        "groups": panel.by_group.iter().map(|(code, part)| json!({"cell": code, "part": part})).collect::<Vec<Value>>(),
        "voices": panel.voices.iter().map(voice).collect::<Vec<Value>>(),
        "tribes_against": against,
        "uninvited": panel.n_uninvited,
        "unknown": panel.n_unknown,
        "opted_out": panel.n_opted_out,
        "sentence": say::advice(&panel),
    });
    Ok(Said { json, text: text(&panel, &against) })
}

fn text(panel: &Panel, against: &[&str]) -> String {
    let mut lines = vec![format!("{}. {}", say::verdict(panel.advice), say::advice(panel)), say::share(panel)];
    lines.extend(say::tribes_against(against));
    lines.extend(say::left_out(panel));
    lines.extend(panel.bounds.map(say::scale));
    lines.extend(panel.answers.iter().map(|(answer, n)| format!("{answer}: {n}")));
    lines.extend(panel.voices.iter().map(|voice| format!("“{}”", voice.words)));
    lines.push(say::not_a_sample().to_owned());
    lines.join("\n")
}
