//! The first screen: open, recent, sample, and a place to drop files.

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, icon, plain, primary};
use super::{Scene, theme, words};
use egui::{Align, CentralPanel, Layout, RichText, Sense, Stroke, StrokeKind, Ui, vec2};
use egui_phosphor::regular as glyph;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, intents: &mut Intents) {
    let frame = widgets::body(ui);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        // In the corner, beside whatever comes below.
        let corner = egui::Rect::from_min_size(ui.max_rect().min, vec2(ui.available_width(), 30.0));
        let mut tools = ui.new_child(egui::UiBuilder::new().max_rect(corner));
        tools.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let (mark, name) =
                if scene.is_dark { (glyph::SUN, words::light_theme()) } else { (glyph::MOON, words::dark_theme()) };
            if icon(ui, mark, name, true).clicked() {
                intents.ask(Ask::SetDark(!scene.is_dark));
            }
            super::bar_view::languages(ui, intents);
        });
        let space = if widgets::is_narrow(ui) { 0.0 } else { 38.0 + ui.available_height() * 0.13 };
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(space);
            beginnings(ui, scene, intents);
        });
    });
}

/// The name, the way in, and where one was before, in the middle.
fn beginnings(ui: &mut Ui, scene: &Scene<'_>, intents: &mut Intents) {
    let width = (ui.available_width() - theme::SPACE_S).min(920.0);
    let side = (ui.available_width() - width) / 2.0;
    ui.horizontal_top(|ui| {
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(width);
            title(ui);
            ui.add_space(theme::SPACE_XL);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(width * 0.56);
                    drop_zone(ui, scene, intents);
                });
                ui.add_space(theme::SPACE_XL);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    recents(ui, scene, intents);
                });
            });
        });
    });
}

fn title(ui: &mut Ui) {
    let colours = theme::of(ui);
    ui.label(RichText::new(words::tribewise()).font(theme::strong(theme::DISPLAY)).color(colours.accent));
    ui.label(RichText::new(words::tagline()).size(theme::SECTION).color(colours.muted));
}

fn drop_zone(ui: &mut Ui, scene: &Scene<'_>, intents: &mut Intents) {
    let colours = theme::of(ui);
    let is_over = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), if widgets::is_narrow(ui) { 212.0 } else { 236.0 }),
        Sense::hover(),
    );
    let fill = if is_over { colours.accent_soft } else { colours.surface };
    ui.painter().rect_filled(rect, 10.0, fill);
    let line = if is_over { colours.accent } else { theme::mix(colours.line, colours.muted, 0.4) };
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    if is_over {
        ui.painter().rect_stroke(rect, 10.0, Stroke::new(2.0, line), StrokeKind::Inside);
    } else {
        ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, line), 6.0, 5.0));
    }
    let edge = if widgets::is_narrow(ui) { vec2(16.0, 14.0) } else { vec2(28.0, 30.0) };
    // A child of its own: the zone has taken its room already.
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(edge)));
    inside.vertical_centered(|ui| {
        ui.label(RichText::new(glyph::DOWNLOAD_SIMPLE).size(32.0).color(colours.accent));
        ui.label(RichText::new(words::drop_here()).font(theme::strong(theme::SECTION)));
        ui.label(RichText::new(words::drop_hint()).color(colours.muted));
        ui.add_space(theme::SPACE_M);
        if primary(ui, words::new_project(), scene.progress.is_none()).clicked() {
            intents.ask(Ask::NewProject);
        }
    });
    ui.add_space(theme::SPACE_M);
    ui.horizontal_wrapped(|ui| {
        if plain(ui, words::try_sample(), scene.progress.is_none()).on_hover_text(words::sample_hint()).clicked() {
            intents.ask(Ask::Sample);
        }
        if plain(ui, words::open_project(), scene.progress.is_none()).clicked() {
            intents.ask(Ask::ChooseProject);
        }
        if let Some(progress) = scene.progress {
            ui.add(egui::Spinner::new().size(16.0).color(colours.accent));
            ui.label(RichText::new(words::progress(progress)).color(colours.muted));
        }
    });
    ui.add_space(theme::SPACE_S);
    caption(ui, words::sample_hint());
    caption(ui, words::privacy_label());
}

fn recents(ui: &mut Ui, scene: &Scene<'_>, intents: &mut Intents) {
    let colours = theme::of(ui);
    ui.label(RichText::new(words::recent()).font(theme::strong(theme::BODY)));
    ui.add_space(theme::SPACE_XS);
    if scene.recents.is_empty() {
        caption(ui, words::no_recent());
    }
    for (n, recent) in scene.recents.iter().take(6).enumerate() {
        ui.horizontal(|ui| {
            let ink = if recent.is_there { colours.ink } else { colours.muted };
            let mut text = egui::text::LayoutJob::default();
            let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
            text.append(&recent.name, 0.0, format(theme::strong(theme::BODY), ink));
            text.append(&format!("\n{}", recent.place), 0.0, format(theme::plain(theme::CAPTION), colours.muted));
            let size = vec2(ui.available_width() - 40.0, 0.0);
            let button = egui::Button::new(text).frame_when_inactive(false).wrap();
            let is_enabled = recent.is_there && scene.progress.is_none();
            let response = ui
                .allocate_ui(size, |ui| {
                    super::widgets::list(ui, |ui| {
                        ui.set_width(size.x);
                        ui.add_enabled(is_enabled, button)
                    })
                })
                .inner;
            if response.clicked() {
                intents.ask(Ask::OpenRecent(n));
            }
            if icon(ui, glyph::X, &words::bar::forget(&recent.name), true).clicked() {
                intents.ask(Ask::ForgetRecent(n));
            }
        });
    }
}
