//! The first rows of a file as they will be kept; changes nothing.

use super::Draft;
use crate::domain::import::Mapping;
use crate::domain::model::Meaning;
use crate::ui::theme;
use crate::ui::words::data as say;
use egui::{Grid, RichText, ScrollArea, Ui};

/// What the preview's columns are called, in their order: the kind's meanings first, then what describes the customer.
fn preview_heads(mapping: &Mapping) -> Vec<String> {
    let used = mapping.kind.meanings().iter().filter(|&&meaning| mapping.column(meaning).is_some());
    let attributes = mapping.columns.iter().filter(|column| column.meaning == Meaning::Attribute);
    let words = used.map(|&meaning| say::meaning(meaning).to_owned());
    words.chain(attributes.map(|column| column.heading.clone())).collect()
}

pub(super) fn show(ui: &mut Ui, draft: &Draft) {
    let colours = theme::of(ui);
    ui.label(RichText::new(say::first_rows()).font(theme::strong(theme::BODY)));
    let ink = if draft.preview.n_set_aside + draft.preview.n_doubtful > 0 { colours.care } else { colours.good };
    ui.label(RichText::new(say::preview(&draft.preview)).color(ink));
    let heads = preview_heads(&draft.mapping);
    ScrollArea::horizontal().id_salt("preview").show(ui, |ui| {
        Grid::new("preview rows").striped(true).spacing([24.0, 6.0]).show(ui, |ui| {
            for head in &heads {
                ui.label(RichText::new(head).size(theme::CAPTION).color(colours.muted));
            }
            ui.end_row();
            for row in &draft.preview.rows {
                for cell in row {
                    let short: String = cell.chars().take(40).collect();
                    ui.label(short);
                }
                ui.end_row();
            }
        });
    });
}
