//! Parts that two views use: buttons, fields, bars; knows no project and writes no sentence.

mod bars;
mod buttons;
mod fields;

pub use bars::{figure, range_row, share_bar};
pub use buttons::{icon, plain, primary, quiet};
pub use fields::{choice, live_field, percent_slider, settled_field};

use super::theme;
use egui::{RichText, Ui};

/// A section's heading.
pub fn section(ui: &mut Ui, text: &str) {
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(text).font(theme::strong(theme::BODY)).color(theme::of(ui).ink));
}

/// Small quiet text.
pub fn caption(ui: &mut Ui, text: impl Into<String>) -> egui::Response {
    let colour = theme::of(ui).muted;
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
        ui.set_max_width(360.0);
        ui.label(RichText::new(text).color(colours.muted));
        ui.add_space(theme::SPACE_S);
    });
}

/// A quiet box on the ground colour.
pub fn well<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colours = theme::of(ui);
    egui::Frame::new()
        .fill(colours.ground)
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
    egui::Frame::new()
        .fill(ground)
        .corner_radius(10)
        .inner_margin(egui::Margin::symmetric(8, 2))
        .show(ui, |ui| ui.label(RichText::new(text).size(theme::CAPTION).color(colour)))
        .response
}
