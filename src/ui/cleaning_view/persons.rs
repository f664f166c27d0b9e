//! Who is probably no person: how strictly that is told, with a preview, and decisions by hand.

use super::{CleaningView, decide, quiet_about};
use crate::domain::model::decisions::{CleaningEdit, STRICTEST};
use crate::domain::score::Scored;
use crate::domain::ties::account::{self, Verdict};
use crate::project::Project;
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{self, caption};
use crate::ui::words::cleaning as say;
use egui::{Align, Layout, RichText, Ui};

/// So many are listed until all are asked for.
const N_SHOWN: usize = 8;
const N_AT_MOST: usize = 500;
/// As wide as the rail of the slider above.
const BARS: f32 = 344.0;

pub fn show(ui: &mut Ui, view: &mut CleaningView, project: &Project, intents: &mut Intents) {
    let cleaning = &project.document().decisions.cleaning;
    caption(ui, say::persons_hint());
    ui.add_space(theme::SPACE_S);
    let Some(scored) = project.derived().scored.as_ref() else {
        caption(ui, say::scored_first());
        return;
    };
    let preview = account::preview(&scored.people, &scored.cleaned, cleaning);
    let count = |strictness: u8| preview.get(usize::from(strictness)).copied().unwrap_or(0);
    ui.scope(|ui| {
        widgets::at_most(ui, 420.0);
        let range = 0.0..=f32::from(STRICTEST);
        let (now, settled) =
            widgets::slider(ui, say::strictness_label(), f32::from(cleaning.strictness), range, 1.0, "");
        let now = now.round() as u8;
        widgets::few_bars(ui, &preview, usize::from(now), BARS, &say::at_each_setting(&preview));
        ui.label(say::strictness(count(cleaning.strictness), cleaning.strictness, count(now), now));
        if let Some(strictness) = settled {
            decide(intents, CleaningEdit::SetStrictness(strictness.round() as u8));
        }
    });
    ui.add_space(theme::SPACE_S);
    list(ui, view, project, scored, intents);
    by_hand(ui, view, scored, intents);
}

fn list(ui: &mut Ui, view: &mut CleaningView, project: &Project, scored: &Scored, intents: &mut Intents) {
    let cleaning = &project.document().decisions.cleaning;
    let verdicts = account::verdicts(&scored.people, &scored.cleaned, cleaning);
    let n_shown = if view.is_all_shown { N_AT_MOST } else { N_SHOWN };
    for &(person, verdict) in verdicts.iter().take(n_shown) {
        let (label, id) = (scored.people.label(person), &scored.people.ids[person as usize]);
        widgets::hairline(ui);
        ui.horizontal(|ui| {
            ui.label(RichText::new(label).font(theme::strong(theme::BODY)));
            if label != id {
                caption(ui, id.as_str());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (text, edit): (_, fn(String) -> CleaningEdit) = match verdict {
                    Verdict::Doubted => (say::is_person(), CleaningEdit::IsPerson),
                    Verdict::NotPersonByHand | Verdict::PersonByHand => {
                        (say::undecide(), CleaningEdit::LeaveToContacts)
                    }
                };
                if quiet_about(ui, text, label).clicked() {
                    decide(intents, edit(id.clone()));
                }
            });
        });
        caption(ui, say::verdict(verdict, scored.cleaned.suspect(person)));
    }
    if verdicts.len() > N_SHOWN && widgets::quiet(ui, &say::show_all(verdicts.len(), view.is_all_shown)).clicked() {
        view.is_all_shown = !view.is_all_shown;
    }
}

/// Somebody whom the contacts do not give away.
fn by_hand(ui: &mut Ui, view: &mut CleaningView, scored: &Scored, intents: &mut Intents) {
    ui.add_space(theme::SPACE_S);
    ui.scope(|ui| {
        widgets::at_most(ui, 420.0);
        let Some(typed) = widgets::settled_field(ui, say::add_not_person(), "", say::id_hint()) else { return };
        let id = typed.trim().to_owned();
        let known = scored.people.reachable(&id);
        view.unknown = (known.is_none() && !id.is_empty()).then(|| id.clone());
        if known.is_some() {
            decide(intents, CleaningEdit::IsNotPerson(id));
        }
    });
    if let Some(id) = &view.unknown {
        ui.label(RichText::new(say::unknown(id)).color(theme::of(ui).care));
    }
}
