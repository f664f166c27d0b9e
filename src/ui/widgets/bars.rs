//! Bars for shares and for forecast ranges; facts are solid, forecasts hatched in their own colour.

use crate::domain::forecast::Range;
use crate::ui::theme;
use egui::{Align2, Color32, Rect, RichText, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// A named share from 0 to 1 as a solid bar with its figure in words.
pub fn share_bar(ui: &mut Ui, name: &str, share: f32, figure: &str, hover: &str) {
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), egui::Sense::hover());
    let painter = ui.painter_at(rect);
    painter.text(rect.left_top(), Align2::LEFT_TOP, name, theme::plain(theme::CAPTION), colours.ink);
    painter.text(rect.right_top(), Align2::RIGHT_TOP, figure, theme::plain(theme::CAPTION), colours.muted);
    let track = Rect::from_min_max(pos2(rect.left(), rect.top() + 20.0), pos2(rect.right(), rect.top() + 26.0));
    painter.rect_filled(track, 3.0, colours.line);
    let mut filled = track;
    filled.set_width((track.width() * share.clamp(0.0, 1.0)).max(2.0));
    painter.rect_filled(filled, 3.0, colours.accent);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {figure}")));
    response.on_hover_text(hover);
}

/// The place of a share of which nothing is known: an empty track, `figure` says so and `why` tells why.
pub fn empty_bar(ui: &mut Ui, name: &str, figure: &str, why: &str) {
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), egui::Sense::hover());
    let painter = ui.painter_at(rect);
    painter.text(rect.left_top(), Align2::LEFT_TOP, name, theme::plain(theme::CAPTION), colours.muted);
    painter.text(rect.right_top(), Align2::RIGHT_TOP, figure, theme::plain(theme::CAPTION), colours.muted);
    let track = Rect::from_min_max(pos2(rect.left(), rect.top() + 20.0), pos2(rect.right(), rect.top() + 26.0));
    painter.rect_stroke(track, 3.0, Stroke::new(1.0, colours.line), StrokeKind::Inside);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {figure}. {why}")));
    response.on_hover_text(why);
}

/// One strategy of a forecast: its range as a hatched band on a common scale up to `most`, the likely value marked.
pub fn range_row(ui: &mut Ui, name: &str, range: &Range, most: f64, is_ours: bool, figure: &str) {
    let colours = theme::of(ui);
    let ink = if is_ours { colours.forecast } else { theme::mix(colours.forecast, colours.muted, 0.6) };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), egui::Sense::hover());
    let painter = ui.painter_at(rect);
    let face = if is_ours { theme::strong(theme::CAPTION) } else { theme::plain(theme::CAPTION) };
    painter.text(rect.left_top(), Align2::LEFT_TOP, name, face.clone(), colours.ink);
    painter.text(rect.right_top(), Align2::RIGHT_TOP, figure, face, ink);
    let track = Rect::from_min_max(pos2(rect.left(), rect.top() + 20.0), pos2(rect.right(), rect.top() + 34.0));
    painter.hline(track.x_range(), track.center().y, Stroke::new(1.0, colours.line));
    let at = |value: f64| track.left() + track.width() * (value / most.max(1.0)).clamp(0.0, 1.0) as f32;
    let right = at(range.high).max(at(range.low) + 3.0);
    let band = Rect::from_min_max(pos2(at(range.low), track.top()), pos2(right, track.bottom()));
    hatch(&painter.with_clip_rect(band.intersect(rect)), band, theme::mix(colours.surface, ink, 0.45));
    painter.rect_stroke(band, 3.0, Stroke::new(1.0, ink), StrokeKind::Inside);
    painter.vline(at(range.likely), track.expand2(vec2(0.0, 2.0)).y_range(), Stroke::new(2.5, ink));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {figure}")));
}

/// Slanted lines: what is not a fact.
fn hatch(painter: &egui::Painter, band: Rect, colour: Color32) {
    let mut x = band.left() - band.height();
    while x < band.right() {
        painter.line_segment([pos2(x, band.bottom()), pos2(x + band.height(), band.top())], Stroke::new(1.5, colour));
        x += 5.0;
    }
}

/// A figure with its name beneath.
pub fn figure(ui: &mut Ui, value: &str, name: &str) {
    let colours = theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(RichText::new(value).font(theme::strong(theme::TITLE)));
        ui.label(RichText::new(name).size(theme::CAPTION).color(colours.muted));
    });
}

/// A few small bars side by side from the left, the chosen one stressed: how something grows with a setting.
pub fn few_bars(ui: &mut Ui, values: &[usize], chosen: usize, width: f32, name: &str) {
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 30.0), egui::Sense::hover());
    let most = values.iter().copied().max().unwrap_or(0).max(1) as f32;
    let step = rect.width() / values.len().max(1) as f32;
    for (n, &value) in values.iter().enumerate() {
        let high = if value == 0 { 1.0 } else { (rect.height() * value as f32 / most).max(2.0) };
        let corner = pos2(rect.left() + n as f32 * step, rect.bottom() - high);
        let bar = Rect::from_min_size(corner, vec2((step - 3.0).max(1.0), high));
        let ink = if n == chosen { colours.accent } else { theme::mix(colours.line, colours.muted, 0.35) };
        ui.painter().rect_filled(bar, 1.0, ink);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
    response.on_hover_text(name);
}
