//! Buttons: one primary a screen, plain ones, quiet ones, and icons with a name for those who hear the screen.

use crate::ui::theme;
use egui::{Button, Response, RichText, Stroke, Ui, WidgetInfo, WidgetType};

/// The one action that a screen is about.
pub fn primary(ui: &mut Ui, text: &str, is_enabled: bool) -> Response {
    let colours = theme::of(ui);
    let label = RichText::new(text).font(theme::strong(theme::BODY)).color(colours.on_accent);
    let button = Button::new(label).fill(colours.accent).stroke(Stroke::NONE).min_size(egui::vec2(0.0, 34.0));
    ui.add_enabled(is_enabled, button)
}

/// An ordinary action.
pub fn plain(ui: &mut Ui, text: &str, is_enabled: bool) -> Response {
    ui.add_enabled(is_enabled, Button::new(text).min_size(egui::vec2(0.0, 30.0)))
}

/// An action that should not catch the eye.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    let colour = theme::of(ui).accent;
    ui.add(Button::new(RichText::new(text).color(colour)).frame_when_inactive(false))
}

/// A glyph with a name, which is its tooltip too.
pub fn icon(ui: &mut Ui, glyph: &str, name: &str, is_enabled: bool) -> Response {
    let label = RichText::new(glyph).size(18.0).color(theme::of(ui).ink);
    let button = Button::new(label).frame_when_inactive(false).min_size(egui::vec2(30.0, 30.0));
    let response = ui.add_enabled(is_enabled, button);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, is_enabled, name));
    response.on_hover_text(name).on_disabled_hover_text(name)
}
