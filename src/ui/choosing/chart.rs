//! The curve of what money buys: this plan with its range, random and most-connected people beside it; decides nothing.

use crate::domain::forecast::{Point, Worth};
use crate::ui::theme;
use crate::ui::words::{choosing as say, number};
use egui::{Align2, Color32, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

const HEIGHT: f32 = 132.0;

/// Draws the curve; `tried` is the number of people that the slider stands at.
pub fn show(ui: &mut Ui, worth: &Worth, tried: f32) {
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, say::curve(worth)));
    let Some(last) = worth.points.last() else { return };
    let plot = Rect::from_min_max(rect.min + vec2(2.0, 14.0), rect.max - vec2(2.0, 16.0));
    let highest = |point: &Point| point.extra.high.max(point.random).max(point.most_connected);
    let most = worth.points.iter().map(highest).fold(1.0, f64::max);
    let at = |n: f64, extra: f64| {
        let x = plot.left() + plot.width() * (n / last.n_treated.max(1) as f64) as f32;
        pos2(x, plot.bottom() - plot.height() * (extra / most).clamp(0.0, 1.0) as f32)
    };
    let line = |value: fn(&Point) -> f64| -> Vec<Pos2> {
        worth.points.iter().map(|point| at(point.n_treated as f64, value(point))).collect()
    };
    let painter = ui.painter_at(rect);
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(1.0, colours.line));
    band(&painter, &line(|point| point.extra.low), &line(|point| point.extra.high), colours.forecast, colours.surface);
    let quiet = theme::mix(colours.forecast, colours.muted, 0.6);
    painter.extend(Shape::dashed_line(&line(|point| point.random), Stroke::new(1.5, quiet), 2.0, 3.0));
    painter.extend(Shape::dashed_line(&line(|point| point.most_connected), Stroke::new(1.5, quiet), 7.0, 3.0));
    painter.add(Shape::line(line(|point| point.extra.likely), Stroke::new(2.5, colours.forecast)));
    let mark = |place: Option<usize>, colour: Color32| {
        if let Some(point) = place.and_then(|place| worth.points.get(place)) {
            painter.circle(
                at(point.n_treated as f64, point.extra.likely),
                4.5,
                colours.surface,
                Stroke::new(2.0, colour),
            );
        }
    };
    mark(worth.break_even, colours.good);
    mark(worth.knee, colours.accent);
    let x = at(f64::from(tried), 0.0).x;
    painter.vline(x, plot.y_range(), Stroke::new(1.5, colours.ink));
    let small = theme::plain(11.0);
    painter.text(rect.left_top(), Align2::LEFT_TOP, say::people_more(most), small.clone(), colours.muted);
    painter.text(rect.left_bottom(), Align2::LEFT_BOTTOM, "0", small.clone(), colours.muted);
    let end = if last.cost_cents > 0 { number::money(last.cost_cents) } else { number::people(last.n_treated) };
    painter.text(rect.right_bottom(), Align2::RIGHT_BOTTOM, end, small, colours.muted);
    response.on_hover_text(say::curve_hint());
}

/// Slanted hatching between two lines: what is not a fact.
fn band(painter: &egui::Painter, low: &[Pos2], high: &[Pos2], ink: Color32, ground: Color32) {
    let soft = theme::mix(ground, ink, 0.16);
    for (lows, highs) in low.windows(2).zip(high.windows(2)) {
        let quad = vec![highs[0], highs[1], lows[1], lows[0]];
        painter.add(Shape::convex_polygon(quad, soft, Stroke::NONE));
    }
    let edge = Stroke::new(1.0, theme::mix(ground, ink, 0.45));
    painter.extend(Shape::dashed_line(low, edge, 3.0, 3.0));
    painter.extend(Shape::dashed_line(high, edge, 3.0, 3.0));
}
