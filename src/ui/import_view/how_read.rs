//! How a file's bytes are read: letters, sheet, cells, numbers, dates; every guess of import can be changed here.

use super::Draft;
use crate::domain::import::{TimeReading, Told};
use crate::ui::theme;
use crate::ui::widgets;
use crate::ui::words::{adding as say, data};
use egui::{RichText, Ui};

/// The encodings on offer, by their names; any other can be named on the command line.
const ENCODINGS: [&str; 12] = [
    "UTF-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "ISO-8859-2",
    "ISO-8859-15",
    "macintosh",
    "IBM866",
    "Shift_JIS",
    "gb18030",
];
const DELIMITERS: [char; 5] = [',', ';', '\t', '|', ':'];

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, told: &mut Told) {
    let title = RichText::new(data::settings(&draft.mapping)).size(theme::CAPTION).color(theme::of(ui).muted);
    egui::CollapsingHeader::new(title).id_salt(("how read", &draft.source.name)).show(ui, |ui| {
        ui.scope(|ui| {
            widgets::at_most(ui, 320.0);
            if draft.proposal.sheets.len() > 1 {
                sheet(ui, draft, told);
            } else if draft.is_text() {
                encoding(ui, draft, told);
                delimiter(ui, draft, told);
            }
            lines(ui, draft, told);
            ui.checkbox(&mut draft.mapping.is_decimal_comma, data::decimal_comma());
            if let TimeReading::Calendar { is_day_first } = &mut draft.mapping.time {
                ui.checkbox(is_day_first, data::day_first());
            }
        });
    });
}

/// Which letters the bytes stand for.
pub(super) fn encoding(ui: &mut Ui, draft: &Draft, told: &mut Told) {
    let now = draft.mapping.encoding.as_deref().unwrap_or(ENCODINGS[0]);
    let now = ENCODINGS.iter().find(|name| name.eq_ignore_ascii_case(now)).copied();
    let mut all = ENCODINGS.to_vec();
    let shown = now.unwrap_or(say::as_the_file_says());
    if now.is_none() {
        all.insert(0, shown);
    }
    if let Some(name) = widgets::choice(ui, say::letters(), shown, &all, |name| name) {
        told.encoding = Some(name.to_owned());
    }
}

/// Which of several tables.
pub(super) fn sheet(ui: &mut Ui, draft: &Draft, told: &mut Told) {
    let names: Vec<&str> = draft.proposal.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let now = draft.mapping.sheet.as_deref().unwrap_or_default();
    let mut chosen = now.to_owned();
    let label = widgets::caption(ui, say::sheet_label());
    let combo = egui::ComboBox::from_id_salt(("sheet", ui.id())).width(ui.available_width()).truncate();
    let response = combo
        .selected_text(now)
        .show_ui(ui, |ui| {
            for (name, view) in names.iter().zip(&draft.proposal.sheets) {
                ui.selectable_value(&mut chosen, (*name).to_owned(), say::sheet(view));
            }
        })
        .response;
    response.labelled_by(label.id);
    if chosen != now {
        told.sheet = Some(chosen);
    }
}

fn delimiter(ui: &mut Ui, draft: &Draft, told: &mut Told) {
    let chosen = widgets::choice(ui, say::between_cells(), draft.mapping.delimiter, &DELIMITERS, say::delimiter);
    if let Some(delimiter) = chosen.and_then(|delimiter| u8::try_from(delimiter).ok()) {
        told.delimiter = Some(delimiter);
    }
}

fn lines(ui: &mut Ui, draft: &Draft, told: &mut Told) {
    let mut has_header = draft.mapping.has_header;
    if ui.checkbox(&mut has_header, say::has_header()).changed() {
        told.has_header = Some(has_header);
    }
    ui.horizontal(|ui| {
        let mut n_lines = draft.mapping.n_title_lines;
        let label = ui.label(say::title_lines());
        let drag = egui::DragValue::new(&mut n_lines).range(0..=100).speed(0.1);
        if ui.add(drag).labelled_by(label.id).changed() {
            told.n_title_lines = Some(n_lines);
        }
    });
}
