//! What each kind of contact weighs: by channel, by the time of day, and by file.

use super::decide;
use crate::domain::model::decisions::{Cleaning, CleaningEdit, HEAVIEST};
use crate::domain::model::{Channel, Mix, TieKind};
use crate::project::{Import, Project};
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{self, caption};
use crate::ui::words::cleaning as say;
use egui::{Grid, Ui};

const COLUMN: f32 = 380.0;

pub fn show(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    caption(ui, say::kinds_hint());
    ui.add_space(theme::SPACE_S);
    let Some(scored) = project.derived().scored.as_ref() else {
        caption(ui, say::scored_first());
        return;
    };
    let (cleaning, mix) = (&project.document().decisions.cleaning, &scored.cleaned.mix);
    let n_columns = if widgets::is_narrow(ui) { 1 } else { 2 };
    let wide = COLUMN.min(ui.available_width());
    Grid::new("kinds of contact").num_columns(n_columns).spacing([32.0, 8.0]).show(ui, |ui| {
        for (n, weight) in sliders(cleaning, mix).into_iter().enumerate() {
            ui.vertical(|ui| {
                ui.set_width(wide);
                if let Some(edit) = one(ui, &weight) {
                    decide(intents, edit);
                }
            });
            if (n + 1) % n_columns == 0 {
                ui.end_row();
            }
        }
    });
    let has_hours = mix.kinds[TieKind::Work as usize] + mix.kinds[TieKind::Private as usize] > 0.0;
    if has_hours {
        work_hours(ui, cleaning, intents);
    } else {
        caption(ui, say::no_hours());
    }
    caption(ui, say::file_kind_hint());
}

/// One slider: what it is about, its name, what it stands at, and its share of the contacts.
struct Weight {
    of: Of,
    name: &'static str,
    now: f32,
    share: f64,
}

#[derive(Clone, Copy)]
enum Of {
    Channel(Channel),
    Kind(TieKind),
}

fn edit(of: Of, weight: f32) -> CleaningEdit {
    match of {
        Of::Channel(channel) => CleaningEdit::SetChannelWeight { channel, weight },
        Of::Kind(kind) => CleaningEdit::SetKindWeight { kind, weight },
    }
}

/// Of what there is in the data, and of what was set before.
fn sliders(cleaning: &Cleaning, mix: &Mix) -> Vec<Weight> {
    let weights = &cleaning.weights;
    let channels = Channel::ALL.into_iter().map(|channel| Weight {
        of: Of::Channel(channel),
        name: say::channel(channel),
        now: weights.of_channel(channel),
        share: mix.channels[channel.position()],
    });
    let kinds = TieKind::ALL.into_iter().map(|kind| Weight {
        of: Of::Kind(kind),
        name: say::kind(kind),
        now: weights.of_kind(kind),
        share: mix.kinds[kind as usize],
    });
    let is_set = |of: &Of| match of {
        Of::Channel(channel) => weights.by_channel.contains_key(channel),
        Of::Kind(kind) => weights.by_kind.contains_key(kind),
    };
    channels.chain(kinds).filter(|weight| weight.share > 0.0 || is_set(&weight.of)).collect()
}

fn one(ui: &mut Ui, weight: &Weight) -> Option<CleaningEdit> {
    let (now, settled) = widgets::slider(ui, weight.name, weight.now, 0.0..=HEAVIEST, 0.1, "");
    caption(ui, say::weight(weight.share, now));
    // Steps of a tenth are not exact in the machine's numbers.
    settled.map(|settled| edit(weight.of, (settled * 10.0).round() / 10.0))
}

fn work_hours(ui: &mut Ui, cleaning: &Cleaning, intents: &mut Intents) {
    let (from, to) = cleaning.weights.work_hours;
    ui.add_space(theme::SPACE_S);
    ui.horizontal(|ui| {
        let label = ui.label(say::work_hours());
        let mut chosen = (from, to);
        hour(ui, say::work_from(), &mut chosen.0, 0..=to.saturating_sub(1)).labelled_by(label.id);
        ui.label(say::to());
        hour(ui, say::work_to(), &mut chosen.1, from + 1..=24);
        if chosen != (from, to) {
            decide(intents, CleaningEdit::SetWorkHours(chosen.0, chosen.1));
        }
    });
}

fn hour(ui: &mut Ui, name: &str, hour: &mut u8, among: std::ops::RangeInclusive<u8>) -> egui::Response {
    let combo = egui::ComboBox::from_id_salt(name).width(70.0).selected_text(say::hour(*hour));
    let response = combo
        .show_ui(ui, |ui| {
            for choice in among {
                ui.selectable_value(hour, choice, say::hour(choice));
            }
        })
        .response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, name));
    response
}

const FILE_KINDS: [Option<TieKind>; 5] =
    [None, Some(TieKind::Work), Some(TieKind::Private), Some(TieKind::Business), Some(TieKind::Family)];

/// The kind of all ties of a file, as a quiet choice beside it.
pub fn file_kind(ui: &mut Ui, import: &Import, now: Option<TieKind>, intents: &mut Intents) {
    let mut chosen = now;
    ui.horizontal(|ui| {
        caption(ui, say::file_kind_label());
        let combo = egui::ComboBox::from_id_salt(("file kind", import.id)).selected_text(say::file_kind(now));
        let response = combo
            .show_ui(ui, |ui| {
                for kind in FILE_KINDS {
                    ui.selectable_value(&mut chosen, kind, say::file_kind(kind));
                }
            })
            .response;
        let name = say::about(say::file_kind_label(), &import.file_name);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, &name));
    });
    if chosen != now {
        decide(intents, CleaningEdit::SetFileKind { import: import.id, kind: chosen });
    }
}
