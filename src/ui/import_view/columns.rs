//! What each column of a file means, beside values of it; changes the draft's mapping and nothing else.

use super::Draft;
use crate::domain::model::{FileKind, Meaning};
use crate::ui::theme;
use crate::ui::widgets::caption;
use crate::ui::words::data as say;
use egui::{Grid, RichText, Ui};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft) {
    let colours = theme::of(ui);
    let frame =
        egui::Frame::new().fill(colours.surface).corner_radius(theme::RADIUS).inner_margin(egui::Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let kind = draft.mapping.kind;
        Grid::new(("columns", &draft.source.name)).num_columns(3).spacing([24.0, 6.0]).min_col_width(120.0).show(
            ui,
            |ui| {
                for title in [say::column_in_file(), say::means(), say::samples()] {
                    caption(ui, title);
                }
                ui.end_row();
                for (n, column) in draft.mapping.columns.iter_mut().enumerate() {
                    let is_used = column.meaning != Meaning::NotNeeded;
                    let ink = if is_used { colours.ink } else { colours.muted };
                    let heading = ui.label(RichText::new(&column.heading).color(ink));
                    meaning_choice(ui, kind, &mut column.meaning, n, heading.id);
                    let samples =
                        draft.proposal.columns.get(n).map_or(String::new(), |view| view.samples.join("  ·  "));
                    ui.add(egui::Label::new(RichText::new(samples).color(colours.muted)).truncate());
                    ui.end_row();
                }
            },
        );
    });
}

fn meaning_choice(ui: &mut Ui, kind: FileKind, meaning: &mut Meaning, n: usize, heading: egui::Id) {
    let combo = egui::ComboBox::from_id_salt(("meaning", n)).width(190.0).selected_text(say::meaning(*meaning));
    let response = combo
        .show_ui(ui, |ui| {
            for &choice in kind.meanings() {
                ui.selectable_value(meaning, choice, say::meaning(choice));
            }
            if kind == FileKind::People {
                ui.selectable_value(meaning, Meaning::Attribute, say::meaning(Meaning::Attribute));
            }
            ui.selectable_value(meaning, Meaning::NotNeeded, say::meaning(Meaning::NotNeeded));
        })
        .response;
    response.labelled_by(heading);
}
