//! What tells customers apart where no column does it alone, and which cells mean "not known"; changes only the mapping.

use super::Draft;
use crate::domain::import::{IdFrom, Mapping};
use crate::domain::model::Meaning;
use crate::ui::widgets;
use crate::ui::words::adding as say;
use egui::Ui;

/// Each row for itself, or several columns together; a single column is chosen by its meaning below.
pub(super) fn show(ui: &mut Ui, mapping: &mut Mapping) {
    if mapping.column(Meaning::Id).is_some() {
        widgets::caption(ui, say::id_by_column());
        return;
    }
    let is_row = !matches!(mapping.id_from, Some(IdFrom::Columns(_)));
    ui.horizontal(|ui| {
        if ui.radio(is_row, say::id_by_row()).clicked() && !is_row {
            mapping.id_from = Some(IdFrom::RowNumber);
        }
        if ui.radio(!is_row, say::id_by_columns()).clicked() && is_row {
            let first = mapping.columns.iter().take(2).map(|column| column.heading.clone());
            mapping.id_from = Some(IdFrom::Columns(first.collect()));
        }
    });
    let headings: Vec<String> = mapping.columns.iter().map(|column| column.heading.clone()).collect();
    let Some(IdFrom::Columns(chosen)) = &mut mapping.id_from else { return };
    ui.horizontal_wrapped(|ui| {
        for heading in headings {
            let mut is_in = chosen.contains(&heading);
            if !widgets::tick(ui, &mut is_in, &heading) {
                continue;
            }
            // In the order of the file, so that the same choice makes the same numbers; one column at least stays.
            if is_in {
                chosen.push(heading);
            } else if chosen.len() > 1 {
                chosen.retain(|other| *other != heading);
            }
        }
    });
    let place = |heading: &String| mapping.columns.iter().position(|column| column.heading == *heading);
    chosen.sort_by_key(place);
}

/// The codes found for "not known", each to be believed or not.
pub(super) fn unknown(ui: &mut Ui, draft: &mut Draft) {
    for code in &draft.proposal.mapping.unknown {
        let mut is_on = draft.mapping.unknown.contains(code);
        if widgets::tick(ui, &mut is_on, &say::unknown(code)) {
            if is_on {
                draft.mapping.unknown.push(code.clone());
            } else {
                draft.mapping.unknown.retain(|other| other != code);
            }
        }
    }
}
