//! What lies over the map: names, path, legend, zoom buttons, the line beside the pointer; knows no project.

use super::canvas::text_colour;
use super::shapes::{DASH, GAP, arc, dashed, mark_shapes};
use super::{changing, look, signs};
use crate::domain::guise::Guise;
use crate::domain::placement::labels::Label;
use crate::domain::placement::scene::{LegendItem, Mark};
use crate::ui::theme::{self, CAPTION, Palette, SPACE_M, SPACE_S, SPACE_XS};
use crate::ui::words;
use egui::{
    Align2, Button, Color32, CornerRadius, Label as Text, Pos2, Rect, RichText, Shape, Stroke, Ui, UiBuilder, Vec2,
};
use egui_phosphor::regular as icon;

/// Width that the tools keep at the top right.
const TOOLBAR: f32 = 276.0;

/// What a zoom button asks for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Zoom {
    By(f32),
    All,
}

/// Writes a chosen name; beside its circle with a rim of ground, so that ties do not run through it.
pub(super) fn write(
    ui: &Ui,
    rect: Rect,
    label: &Label,
    palette: &Palette,
    ground: Color32,
    is_faded: bool,
    has_rim: bool,
) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    for line in &label.lines {
        let at = rect.min + Vec2::from(line.at);
        let font = if label.is_inside && !line.is_detail { theme::strong(line.size) } else { theme::plain(line.size) };
        let galley = painter.layout_no_wrap(line.text.clone(), font, Color32::PLACEHOLDER);
        let corner = Align2::CENTER_CENTER.anchor_size(at, galley.size()).min;
        if !label.is_inside || has_rim {
            let rim = text_colour(ground, is_faded);
            for by in [Vec2::new(-1.2, 0.0), Vec2::new(1.2, 0.0), Vec2::new(0.0, -1.2), Vec2::new(0.0, 1.2)] {
                painter.galley(corner + by, galley.clone(), rim);
            }
        }
        painter.galley(corner, galley, text_colour(palette.ink, is_faded));
    }
}

/// Says what to do where there is nothing to draw yet.
pub(super) fn empty(ui: &mut Ui, rect: Rect, palette: &Palette) {
    let mut ui = ui.new_child(UiBuilder::new().id(ui.id().with("empty")).max_rect(rect));
    ui.centered_and_justified(|ui| ui.add(Text::new(RichText::new(words::map::empty()).color(palette.muted)).wrap()));
}

/// Where one is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Name and number of people of the opened tribe.
    pub(super) opened: Option<(&'a str, usize)>,
    pub(super) n_tribes: usize,
    pub(super) n_people: usize,
    /// Everybody is shown, or was before the tribe was opened.
    pub(super) is_everyone_shown: bool,
    /// A worker still draws them.
    pub(super) is_drawing: bool,
}

/// The path to where one is, at the top left; gives the room taken and, where a step of it was clicked, whether that
/// shows all tribes by their people.
pub(super) fn path(ui: &mut Ui, rect: Rect, place: &Place<'_>) -> (Rect, Option<bool>) {
    let muted = theme::of(ui).muted;
    let wide = (rect.width() - 24.0 - TOOLBAR).max(80.0);
    let room = Rect::from_min_size(rect.min + Vec2::new(SPACE_M, SPACE_S), Vec2::new(wide, 30.0));
    let mut step = None;
    let mut ui = ui.new_child(UiBuilder::new().id(ui.id().with("path")).max_rect(room));
    let here = |ui: &mut Ui, name: &str, detail: String| {
        ui.add(Text::new(RichText::new(name).font(theme::strong(theme::BODY))).truncate());
        ui.add(Text::new(RichText::new(detail).size(CAPTION).color(muted)).truncate());
    };
    let caret = |ui: &mut Ui| drop(ui.add(Text::new(RichText::new(icon::CARET_RIGHT).size(CAPTION).color(muted))));
    let is_by_people = place.is_everyone_shown;
    // Its ground is drawn once its size is known.
    let ground = ui.painter().add(Shape::Noop);
    let taken = ui.horizontal_centered(|ui| {
        if place.opened.is_some() || is_by_people {
            step = ui.button(words::map::all_tribes()).clicked().then_some(false);
            caret(ui);
        }
        match place.opened {
            None if is_by_people => {
                let n_people = words::number::people(place.n_people);
                here(
                    ui,
                    words::map::everyone(),
                    if place.is_drawing { words::map::drawing().into() } else { n_people },
                );
            }
            None => {
                let to_everyone =
                    ui.button(words::map::show_everyone()).on_hover_text(words::map::show_everyone_hint());
                step = to_everyone.clicked().then_some(true);
                let line = words::map::overview(place.n_tribes, place.n_people);
                // Whole or not at all: the foot of the window says it, too.
                if text_size(ui, &line) <= ui.available_width() {
                    ui.add(Text::new(RichText::new(line).size(CAPTION).color(muted)).truncate());
                }
            }
            Some((name, n_people)) => {
                if is_by_people {
                    if ui.button(words::map::everyone()).clicked() {
                        step = Some(true);
                    }
                    caret(ui);
                }
                here(ui, name, words::number::people(n_people));
            }
        }
    });
    let palette = theme::of(&ui);
    let panel = taken.response.rect.expand2(Vec2::new(SPACE_XS, 0.0));
    let fill = palette.ground.gamma_multiply(0.92);
    ui.painter().set(ground, egui::epaint::RectShape::filled(panel, CornerRadius::same(theme::RADIUS), fill));
    (panel, step)
}

/// A map lower than this has its legend behind a word.
const LOW: f32 = 380.0;

/// What the signs mean, at the bottom left, always; with the room it takes and the place of what is beside it.
pub(super) fn legend(ui: &mut Ui, rect: Rect, items: &[LegendItem], percent: f32, of: (&Guise, u32)) -> (Rect, Pos2) {
    if rect.height() >= LOW {
        let panel = signs_and_words(ui, rect, items, percent, of);
        return (panel, panel.left_top() - Vec2::new(0.0, 36.0));
    }
    let word = legend_word(ui, rect);
    let beside = word.right_top() + Vec2::new(SPACE_S, 0.0);
    let is_open = ui.data(|data| data.get_temp(ui.id().with("legend is open"))).unwrap_or(false);
    if is_open {
        let above = Rect::from_min_max(rect.min, Pos2::new(rect.max.x, word.min.y + SPACE_S));
        signs_and_words(ui, above, items, percent, of);
    }
    (word, beside)
}

/// Shows the legend where there is no room for it always, and puts it away.
fn legend_word(ui: &mut Ui, rect: Rect) -> Rect {
    let size = Vec2::new(text_size(ui, words::map::legend_label()) + 2.0 * SPACE_M, 30.0);
    let room = Rect::from_min_size(Pos2::new(rect.min.x + SPACE_M, rect.max.y - SPACE_M - size.y), size);
    let id = ui.id().with("legend is open");
    let mut child = ui.new_child(UiBuilder::new().id(ui.id().with("legend word")).max_rect(room));
    let word = RichText::new(words::map::legend_label()).size(CAPTION);
    if child.add_sized(size, Button::new(word)).clicked() {
        ui.data_mut(|data| {
            let is_open: &mut bool = data.get_temp_mut_or_default(id);
            *is_open = !*is_open;
        });
    }
    room
}

fn signs_and_words(ui: &mut Ui, rect: Rect, items: &[LegendItem], percent: f32, of: (&Guise, u32)) -> Rect {
    let palette = theme::of(ui);
    // The zoom buttons keep their corner.
    let wide = (rect.width() - 24.0 - 130.0).max(120.0);
    let captions: Vec<String> = items.iter().map(|&item| words::map::legend(item, percent)).collect();
    let sizes: Vec<f32> = captions.iter().map(|text| SIGN + text_size(ui, text)).collect();
    let rows = break_rows(&sizes, wide);
    let high = rows.len() as f32 * ROW;
    let longest =
        rows.iter().map(|row| row.clone().map(|k| sizes[k] + SPACE_M).sum::<f32>() - SPACE_M).fold(0.0, f32::max);
    let size = Vec2::new(longest + 2.0 * SPACE_S, high + 2.0 * SPACE_XS);
    let panel = Rect::from_min_size(Pos2::new(rect.min.x + SPACE_M, rect.max.y - SPACE_M - size.y), size);
    ui.painter().rect_filled(panel, CornerRadius::same(theme::RADIUS), palette.surface.gamma_multiply(0.92));
    let mut y = panel.min.y + SPACE_XS;
    for row in rows {
        let mut x = panel.min.x + SPACE_S;
        for k in row {
            let middle = Pos2::new(x + 8.0, y + ROW / 2.0);
            sign(ui, items[k], middle, palette, of);
            let room = Rect::from_min_size(Pos2::new(x + SIGN, y), Vec2::new(sizes[k] - SIGN + 1.0, ROW));
            let text = RichText::new(&captions[k]).size(CAPTION).color(palette.muted);
            let mut child = ui.new_child(
                UiBuilder::new()
                    .id(ui.id().with(("legend", k)))
                    .max_rect(room)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            child.add(Text::new(text).extend());
            x += sizes[k] + SPACE_M;
        }
        y += ROW;
    }
    panel
}

const ROW: f32 = 21.0;
/// Room of a sign before its caption.
const SIGN: f32 = 22.0;

fn text_size(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), theme::plain(CAPTION), Color32::PLACEHOLDER).size().x
}

/// Items in rows of at most this width, in order.
fn break_rows(sizes: &[f32], wide: f32) -> Vec<std::ops::Range<usize>> {
    let mut rows = Vec::new();
    let (mut begin, mut x) = (0, 0.0);
    for (k, size) in sizes.iter().enumerate() {
        if k > begin && x + size > wide {
            rows.push(begin..k);
            (begin, x) = (k, 0.0);
        }
        x += size + SPACE_M;
    }
    if begin < sizes.len() {
        rows.push(begin..sizes.len());
    }
    rows
}

/// The first colours in use.
fn three_colours(palette: &Palette, guise: &Guise) -> [Color32; 3] {
    let occurring = guise.classes.iter().filter(|one| one.n > 0);
    let classes: Vec<Color32> = occurring.map(|one| look::class(palette, one.class)).collect();
    [0u8, 1, 2].map(|k| classes.get(k as usize).copied().unwrap_or_else(|| look::ink(palette, k).edge))
}

fn sign(ui: &Ui, item: LegendItem, at: Pos2, palette: &Palette, (guise, position): (&Guise, u32)) {
    let ink = look::tribe(palette, guise, position);
    let painter = ui.painter();
    let thin = Stroke::new(1.2, palette.muted);
    match item {
        LegendItem::BubbleSize => {
            painter.circle_stroke(at - Vec2::new(2.5, 0.0), 5.5, thin);
            painter.circle_stroke(at + Vec2::new(6.0, 0.0), 2.6, thin);
        }
        LegendItem::Hue(_) => {
            for (k, hue) in (0u8..).zip(three_colours(palette, guise)) {
                painter.circle_filled(at + Vec2::new(-7.0 + 7.0 * f32::from(k), 0.0), 3.0, hue);
            }
        }
        LegendItem::Class(class) => {
            painter.circle_filled(at, 5.4, look::class(palette, class));
            let mut shapes = Vec::new();
            signs::sign(class.sign(), at, 5.4, palette.surface, &mut shapes);
            painter.extend(shapes);
        }
        LegendItem::Rim => {
            painter.circle(at, 6.5, palette.surface, Stroke::new(1.0, ink.edge));
            let colour =
                guise.main_class(position).map_or(ink.edge, |(k, _)| look::class(palette, guise.classes[k].class));
            painter.add(arc(at, 6.5, 0.6, Stroke::new(2.6, colour)));
        }
        LegendItem::FilteredOut { .. } => {
            painter.circle_filled(at, 4.4, look::pale(palette));
        }
        LegendItem::ShareOfTop => {
            painter.circle(at, 6.5, ink.fill, Stroke::new(1.0, ink.edge));
            painter.add(arc(at, 6.5, 0.3, Stroke::new(2.6, ink.edge)));
        }
        LegendItem::TribeTie => {
            painter.hline(at.x - 8.0..=at.x + 8.0, at.y, Stroke::new(4.0, look::tie(palette)));
        }
        LegendItem::StrongTie => {
            painter.hline(at.x - 8.0..=at.x + 8.0, at.y, Stroke::new(2.2, ink.edge));
        }
        LegendItem::InferredTie => {
            let ends = [at - Vec2::new(8.0, 0.0), at + Vec2::new(8.0, 0.0)];
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.6, palette.muted), DASH, GAP));
        }
        LegendItem::Outside => {
            painter.circle_filled(at, 4.0, palette.grey);
        }
        LegendItem::Point => {
            for (k, by) in [(0, Vec2::new(-5.0, 2.0)), (1, Vec2::new(0.0, -3.0)), (2, Vec2::new(5.0, 3.0))] {
                painter.circle_filled(at + by, 1.7, look::ink(palette, k).edge);
            }
        }
        LegendItem::DrawnTies => {
            painter.hline(at.x - 8.0..=at.x + 8.0, at.y, Stroke::new(1.0, palette.muted));
        }
        LegendItem::PersonSize(_) => {
            painter.circle_filled(at - Vec2::new(3.0, 0.0), 4.6, palette.muted);
            painter.circle_filled(at + Vec2::new(5.0, 0.0), 2.0, palette.muted);
        }
        LegendItem::Person(mark) => {
            let mut shapes = Vec::new();
            let radius = if mark == Mark::Dot { 2.8 } else { 4.4 };
            mark_shapes(mark, at, radius, [ink.edge, palette.surface, palette.ink], &mut shapes);
            painter.extend(shapes);
        }
        LegendItem::Treated => {
            painter.circle_stroke(at, 5.5, Stroke::new(1.8, palette.accent));
        }
        LegendItem::Control => painter.extend(dashed(at, 5.5, Stroke::new(1.5, palette.ink))),
        LegendItem::Changed(change) => changing::sign(painter, at, 6.0, change, palette),
    }
}

/// Fit, out and in, at the bottom right.
pub(super) fn zoom_buttons(ui: &mut Ui, rect: Rect) -> (Rect, Option<Zoom>) {
    let size = Vec2::splat(30.0);
    let buttons = [
        (icon::CORNERS_OUT, words::map::show_all(), Zoom::All),
        (icon::MINUS, words::map::zoom_out(), Zoom::By(1.0 / 1.4)),
        (icon::PLUS, words::map::zoom_in(), Zoom::By(1.4)),
    ];
    let wide = size.x * 3.0 + SPACE_XS * 2.0;
    let room = Rect::from_min_size(
        Pos2::new(rect.max.x - SPACE_M - wide, rect.max.y - SPACE_M - size.y),
        Vec2::new(wide, size.y),
    );
    let mut asked = None;
    for (k, (sign, name, zoom)) in buttons.into_iter().enumerate() {
        let at = Rect::from_min_size(room.min + Vec2::new((size.x + SPACE_XS) * k as f32, 0.0), size);
        let mut child = ui.new_child(UiBuilder::new().id(ui.id().with(("zoom", k))).max_rect(at));
        child.spacing_mut().button_padding = Vec2::splat(2.0);
        let button = child.add_sized(size, Button::new(RichText::new(sign).size(16.0)));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
        if button.on_hover_text(name).clicked() {
            asked = Some(zoom);
        }
    }
    (room, asked)
}

/// One line beside the pointer.
pub(super) fn tooltip(ui: &Ui, rect: Rect, pointer: Pos2, line: &str, palette: &Palette) {
    let galley = ui.painter().layout_no_wrap(line.to_owned(), theme::plain(CAPTION), palette.ink);
    let size = galley.size() + Vec2::new(2.0 * SPACE_S, 2.0 * SPACE_XS);
    let mut panel = Rect::from_min_size(pointer + Vec2::new(14.0, 16.0), size);
    if panel.max.x > rect.max.x - 4.0 {
        panel = panel.translate(Vec2::new(rect.max.x - 4.0 - panel.max.x, 0.0));
    }
    if panel.max.y > rect.max.y - 4.0 {
        panel = panel.translate(Vec2::new(0.0, pointer.y - 8.0 - panel.max.y));
    }
    let over = ui.painter().with_clip_rect(rect);
    over.add(Shape::Rect(egui::epaint::RectShape::new(
        panel,
        CornerRadius::same(theme::RADIUS),
        palette.surface,
        Stroke::new(1.0, palette.line),
        egui::StrokeKind::Inside,
    )));
    over.galley(panel.min + Vec2::new(SPACE_S, SPACE_XS), galley, palette.ink);
}
