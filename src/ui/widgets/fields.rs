//! Fields for text, choices and shares: each says when its new value is settled, so that one gesture is one command.

use crate::ui::{theme, words};
use egui::{Id, Response, RichText, Slider, TextEdit, Ui};

fn label(ui: &mut Ui, text: &str) -> Response {
    let colour = theme::of(ui).muted;
    ui.label(RichText::new(text).size(theme::CAPTION).color(colour))
}

/// A text that changes with every letter; the new text, when it changed.
pub fn live_field(ui: &mut Ui, name: &str, value: &str, hint: &str, n_lines: usize) -> Option<String> {
    let mut text = value.to_owned();
    let response = text_field(ui, name, &mut text, hint, n_lines);
    response.changed().then_some(text)
}

/// A text that counts once the field is left or Enter pressed; the new text, when it differs.
pub fn settled_field(ui: &mut Ui, name: &str, value: &str, hint: &str) -> Option<String> {
    let draft_id = ui.id().with(("draft", name));
    let mut text = ui.data(|data| data.get_temp::<String>(draft_id)).unwrap_or_else(|| value.to_owned());
    let response = text_field(ui, name, &mut text, hint, 1);
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(draft_id));
        return (text != value).then_some(text);
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(draft_id, text));
    } else {
        ui.data_mut(|data| data.remove::<String>(draft_id));
    }
    None
}

fn text_field(ui: &mut Ui, name: &str, text: &mut String, hint: &str, n_lines: usize) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = label(ui, name);
        let hint = RichText::new(hint).color(theme::of(ui).muted);
        let edit = if n_lines > 1 {
            TextEdit::multiline(text).desired_rows(n_lines)
        } else {
            TextEdit::singleline(text).min_size(egui::vec2(0.0, 30.0)).vertical_align(egui::Align::Center)
        };
        let edit = edit.hint_text(hint).margin(egui::Margin::symmetric(8, 5)).desired_width(f32::INFINITY);
        ui.add(edit).labelled_by(label.id)
    })
    .inner
}

/// One of a closed list, under a label; the new choice, when it changed.
pub fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: T,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let mut chosen = value;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = label(ui, name);
        let width = ui.available_width();
        let combo = egui::ComboBox::from_id_salt(("choice", name)).width(width).truncate();
        let response = combo
            .selected_text(word(value))
            .show_ui(ui, |ui| {
                for &item in all {
                    ui.selectable_value(&mut chosen, item, word(item));
                }
            })
            .response;
        response.labelled_by(label.id);
    });
    (chosen != value).then_some(chosen)
}

/// A round handle on a rail in the accent colour.
pub fn dress_slider(ui: &mut Ui) {
    let colours = theme::of(ui);
    let visuals = ui.visuals_mut();
    visuals.handle_shape = egui::style::HandleShape::Circle;
    visuals.selection.bg_fill = colours.accent;
    for face in [&mut visuals.widgets.hovered, &mut visuals.widgets.active] {
        face.bg_fill = colours.accent_soft;
        face.fg_stroke = egui::Stroke::new(2.0, colours.accent);
    }
    visuals.widgets.inactive.fg_stroke = egui::Stroke::new(2.0, colours.accent);
}

/// A share in per cent: the value to show now, and the settled one once the gesture ends.
pub fn percent_slider(
    ui: &mut Ui,
    name: &str,
    value: f32,
    range: std::ops::RangeInclusive<f32>,
    step: f64,
) -> (f32, Option<f32>) {
    slider(ui, name, value, range, step, " %")
}

/// A number: the value to show now, and the settled one once the gesture ends.
pub fn slider(
    ui: &mut Ui,
    name: &str,
    value: f32,
    range: std::ops::RangeInclusive<f32>,
    step: f64,
    suffix: &str,
) -> (f32, Option<f32>) {
    let draft_id: Id = ui.id().with(("draft", name));
    let mut now = ui.data(|data| data.get_temp::<f32>(draft_id)).unwrap_or(value);
    let response = ui
        .vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let label = label(ui, name);
            ui.spacing_mut().slider_width = (ui.available_width() - 84.0).max(60.0);
            dress_slider(ui);
            // What was set elsewhere may lie beyond the slider or between its steps: only a gesture changes it.
            let slider = Slider::new(&mut now, range)
                .clamping(egui::SliderClamping::Edits)
                .step_by(step)
                .suffix(suffix)
                .custom_formatter(move |value, _| written(value, step))
                .custom_parser(|typed| typed.trim().replace(',', ".").parse().ok());
            ui.add(slider).labelled_by(label.id)
        })
        .inner;
    let is_dragging = response.dragged() || response.is_pointer_button_down_on();
    if is_dragging {
        ui.data_mut(|data| data.insert_temp(draft_id, now));
        return (now, None);
    }
    ui.data_mut(|data| data.remove::<f32>(draft_id));
    (now, (now != value).then_some(now))
}

/// A slider's figure: whole, or with one decimal place as the language spoken marks it.
fn written(value: f64, step: f64) -> String {
    if step < 1.0 { words::decimal(value) } else { format!("{value:.0}") }
}

/// A box to tick, with a rim that is seen while it is empty; true when it was ticked or cleared.
pub fn tick(ui: &mut Ui, is_on: &mut bool, text: &str) -> bool {
    ui.scope(|ui| {
        let colours = theme::of(ui);
        let faces = &mut ui.visuals_mut().widgets;
        for face in [&mut faces.inactive, &mut faces.hovered, &mut faces.active] {
            face.bg_stroke = egui::Stroke::new(1.2, colours.muted);
            face.bg_fill = colours.surface;
            face.fg_stroke = egui::Stroke::new(2.0, colours.accent);
        }
        let text = RichText::new(text).color(colours.ink);
        ui.checkbox(is_on, text).changed()
    })
    .inner
}
