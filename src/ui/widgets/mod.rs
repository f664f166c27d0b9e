//! Parts that two views use: buttons, fields, bars; knows no project and writes no sentence.

mod bars;
mod buttons;
mod fields;

pub use bars::{empty_bar, few_bars, figure, range_row, share_bar};
pub use buttons::{icon, plain, primary, quiet};
pub use fields::{choice, dress_slider, live_field, percent_slider, settled_field, slider, tick};

use super::theme;
use egui::{RichText, Ui};

/// A section's heading.
pub fn section(ui: &mut Ui, text: &str) {
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(text).font(theme::strong(theme::BODY)).color(theme::of(ui).ink));
}

/// A section's heading with a quiet word at the right.
pub fn section_with(ui: &mut Ui, text: &str, right: &str) {
    ui.add_space(theme::SPACE_S);
    let colours = theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).font(theme::strong(theme::BODY)).color(colours.ink));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(right).size(theme::CAPTION).color(colours.muted));
        });
    });
}

/// Rows from the left edge, as wide as there is room: for lists of buttons.
pub fn list<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.with_layout(egui::Layout::top_down_justified(egui::Align::LEFT), contents).inner
}

/// Room at the right for a scroll bar, so that it lies over nothing.
pub fn keep_clear_of_scroll_bar(ui: &mut Ui) {
    ui.set_max_width(ui.available_width() - theme::SPACE_S);
}

/// Whether the window has no room for three things side by side: a small screen, or large text.
#[must_use]
pub fn is_narrow(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < 900.0
}

/// The ground of a room, with less at its edges where there is little room.
pub fn body(ui: &Ui) -> egui::Frame {
    let edge = if is_narrow(ui) { 12 } else { 24 };
    egui::Frame::new().fill(theme::of(ui).ground).inner_margin(egui::Margin::same(edge))
}

/// No wider than this, nor than there is room.
pub fn at_most(ui: &mut Ui, width: f32) {
    ui.set_max_width(width.min(ui.available_width()));
}

/// What of a room is scrolled under its heading. Where there is little room the heading is scrolled with it, see
/// [`scrolled_room`].
pub fn scrolled<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    if is_narrow(ui) {
        return contents(ui);
    }
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, contents).inner
}

/// A room with its heading; scrolled as a whole where there is little room.
pub fn scrolled_room<R>(ui: &mut Ui, salt: impl egui::AsIdSalt, contents: impl FnOnce(&mut Ui) -> R) -> R {
    if !is_narrow(ui) {
        return contents(ui);
    }
    let area = egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false);
    area.show(ui, |ui| {
        keep_clear_of_scroll_bar(ui);
        contents(ui)
    })
    .inner
}

/// A line with its actions at the right, the foremost first; under it where there is little room.
pub fn with_actions(ui: &mut Ui, line: impl FnOnce(&mut Ui), actions: impl FnOnce(&mut Ui)) {
    let rightwards = egui::Layout::right_to_left(egui::Align::Center);
    if is_narrow(ui) {
        ui.horizontal_wrapped(line);
        ui.horizontal(|ui| ui.with_layout(rightwards, actions));
        return;
    }
    ui.horizontal(|ui| {
        line(ui);
        ui.with_layout(rightwards, actions);
    });
}

/// What may come later or not at all: everything after it stays the same to the window, so that a press that has begun on
/// something there still counts when it comes.
pub fn steady(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let is_nothing = ui.scope(add).response.rect.height() <= 0.0;
    if is_nothing {
        ui.add_space(-ui.spacing().item_spacing.y);
    }
}

/// Small quiet text.
pub fn caption(ui: &mut Ui, text: impl Into<String>) -> egui::Response {
    let colour = theme::of(ui).muted;
    ui.add(egui::Label::new(RichText::new(text.into()).size(theme::CAPTION).color(colour)).wrap())
}

/// Small text that says what is only expected, never in the colour of facts.
pub fn forecast(ui: &mut Ui, text: impl Into<String>) -> egui::Response {
    let colour = theme::of(ui).forecast;
    ui.add(egui::Label::new(RichText::new(text.into()).size(theme::CAPTION).color(colour)).wrap())
}

/// A thin line between parts.
pub fn hairline(ui: &mut Ui) {
    ui.add_space(theme::SPACE_XS);
    let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), 1.0));
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, theme::of(ui).line));
    ui.add_space(theme::SPACE_XS);
}

/// An empty place that says what to do next.
pub fn empty(ui: &mut Ui, glyph: &str, title: &str, text: &str) {
    let colours = theme::of(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(theme::SPACE_XL);
        ui.label(RichText::new(glyph).size(36.0).color(colours.muted));
        ui.label(RichText::new(title).font(theme::strong(theme::SECTION)));
        // Lines of a length that the eye finds its way back from.
        let wide = 420.0_f32.min(ui.available_width());
        ui.allocate_ui(egui::vec2(wide, 0.0), |ui| {
            ui.vertical_centered(|ui| ui.label(RichText::new(text).color(colours.muted)));
        });
        ui.add_space(theme::SPACE_S);
    });
}

/// A quiet box on the ground colour.
pub fn well<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colours = theme::of(ui);
    egui::Frame::new()
        .fill(colours.surface)
        .corner_radius(theme::RADIUS)
        .inner_margin(egui::Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
        .inner
}

/// A word in a rounded box, tinted.
pub fn chip(ui: &mut Ui, text: &str, colour: egui::Color32) -> egui::Response {
    let ground = theme::mix(theme::of(ui).surface, colour, 0.14);
    let shown = text;
    let text = RichText::new(text).size(theme::CAPTION).color(theme::mix(colour, theme::of(ui).ink, 0.35));
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = egui::vec2(8.0, 1.0);
        // In one piece: it goes to the next line whole, and is cut short only where no line is wide enough.
        let wide = ui.painter().layout_no_wrap(shown.to_owned(), theme::plain(theme::CAPTION), colour).size().x + 16.0;
        let fits = wide <= ui.max_rect().width();
        let wrap = if fits { egui::TextWrapMode::Extend } else { egui::TextWrapMode::Truncate };
        let button = egui::Button::new(text).fill(ground).stroke(egui::Stroke::NONE).corner_radius(10).small();
        ui.add(button.wrap_mode(wrap))
    })
    .inner
}
