//! What of a file is kept and on what ground: columns that are left behind, and the legal basis; decides nothing.

use super::theme;
use super::widgets::{self, caption, quiet};
use super::words::privacy as say;
use crate::domain::import::Mapping;
use crate::domain::model::decisions::Basis;
use crate::domain::model::{FileKind, Meaning};
use egui::{RichText, Ui};

/// The ground on which the file may be used, with a reminder while nothing is said.
pub fn basis(ui: &mut Ui, basis: &mut Basis) {
    ui.scope(|ui| {
        widgets::at_most(ui, 320.0);
        if let Some(chosen) = widgets::choice(ui, say::basis_label(), *basis, &Basis::ALL, say::basis) {
            *basis = chosen;
        }
    });
    if *basis == Basis::NotSaid {
        caption(ui, say::basis_reminder());
    }
}

/// The columns of a customers file that are left behind, and one click to keep them all.
pub fn left_out(ui: &mut Ui, mapping: &mut Mapping) {
    if mapping.kind != FileKind::People {
        return;
    }
    let is_out = |meaning: Meaning| meaning == Meaning::NotNeeded;
    let headings: Vec<&str> =
        mapping.columns.iter().filter(|column| is_out(column.meaning)).map(|column| column.heading.as_str()).collect();
    if headings.is_empty() {
        return;
    }
    let is_asked = ui.horizontal_wrapped(|ui| {
        let all = format!("{}\n{}", headings.join("\n"), say::left_out_hint());
        ui.label(RichText::new(say::left_out(&headings)).color(theme::of(ui).ink)).on_hover_text(all);
        quiet(ui, say::keep_all()).clicked()
    });
    if is_asked.inner {
        for column in mapping.columns.iter_mut().filter(|column| is_out(column.meaning)) {
            column.meaning = Meaning::Attribute;
        }
    }
}
