//! Everybody as points, on one sheet of pixels that a worker draws: it is moved with the map and ordered anew where it
//! no longer serves; decides nothing.

use super::brief::Brief;
use super::sight::Sight;
use super::{MapInput, look};
use crate::domain::atlas::{Atlas, Ink, Order, Sheet, Sign, View};
use crate::domain::guise::Guise;
use crate::domain::model::People;
use crate::domain::placement::scene::Camera;
use crate::domain::score::Scored;
use crate::project::Shared;
use crate::ui::theme::Palette;
use egui::{Color32, ColorImage, Pos2, Rect, TextureHandle, TextureOptions, Ui, Vec2};
use std::sync::Arc;

/// How much wider and higher a sheet is than the view, so that the map can be moved a while before another is needed.
const MARGIN: f32 = 1.5;
/// While the map is zoomed a sheet serves until it is this much too large or too small.
const STRETCH: f32 = 1.8;
/// Most pixels of a sheet; on larger screens each covers more than one.
const MOST_PIXELS: f32 = 6_000_000.0;

/// What everybody looks like: another of these makes another sheet.
#[derive(Clone, Debug)]
struct Dress {
    scored: Arc<Scored>,
    guise: Arc<Guise>,
    is_dark: bool,
    people: Shared,
    brief: Arc<Brief>,
    ink: Arc<Ink>,
    signs: Arc<Vec<Sign>>,
}

impl Dress {
    /// Who is marked changes often: colours stay where they are the same.
    fn new(input: &MapInput<'_>, palette: &Palette, before: Option<&Dress>) -> Dress {
        let same = before.filter(|dress| dress.is_coloured_as(input, palette));
        Dress {
            scored: input.scored.clone(),
            guise: input.guise.clone(),
            is_dark: palette.is_dark,
            people: input.selection.people.clone(),
            brief: input.brief.clone(),
            ink: same.map_or_else(|| Arc::new(ink(input, palette)), |dress| dress.ink.clone()),
            signs: Arc::new(signs(input)),
        }
    }

    fn fits(&self, input: &MapInput<'_>, palette: &Palette) -> bool {
        self.is_coloured_as(input, palette)
            && self.people == input.selection.people
            && self.brief.treated == input.brief.treated
            && self.brief.control == input.brief.control
    }

    fn is_coloured_as(&self, input: &MapInput<'_>, palette: &Palette) -> bool {
        Arc::ptr_eq(&self.scored, input.scored)
            && Arc::ptr_eq(&self.guise, input.guise)
            && self.is_dark == palette.is_dark
    }

    fn is_of(&self, sheet: &Sheet) -> bool {
        Arc::ptr_eq(&self.ink, &sheet.ink) && Arc::ptr_eq(&self.signs, &sheet.signs)
    }
}

/// A sheet as the graphics card has it.
struct OnScreen {
    texture: TextureHandle,
    sheet: Sheet,
}

/// The atlas and the sheet drawn last.
#[derive(Default)]
pub(super) struct Layer {
    dress: Option<Dress>,
    on_screen: Option<OnScreen>,
    /// Just come from the worker.
    arrived: Option<Sheet>,
    /// Ordered and not yet come: for which part, and in which dress.
    ordered: Option<(View, Arc<Ink>, Arc<Vec<Sign>>)>,
    /// Could not be drawn: not ordered again in this dress.
    given_up: Option<(Arc<Ink>, Arc<Vec<Sign>>)>,
    /// The camera of the frame before: a map that stands still gets a sheet of its very size.
    camera: Option<Camera>,
}

impl Layer {
    /// Everybody, once a sheet of these scores is there.
    pub(super) fn atlas(&self, scored: &Arc<Scored>) -> Option<&Arc<Atlas>> {
        let on_screen = self.on_screen.as_ref().filter(|on| Arc::ptr_eq(&on.sheet.scored, scored))?;
        Some(&on_screen.sheet.atlas)
    }

    /// Keeps nothing of other people than these: rows mean others now, and somebody may have been erased.
    pub(super) fn keep_to(&mut self, people: &Arc<People>) {
        let is_of = |scored: &Arc<Scored>| Arc::ptr_eq(&scored.people, people);
        self.dress = self.dress.take().filter(|dress| is_of(&dress.scored));
        self.on_screen = self.on_screen.take().filter(|on| is_of(&on.sheet.scored));
        self.arrived = self.arrived.take().filter(|sheet| is_of(&sheet.scored));
        if self.dress.is_none() {
            self.ordered = None;
        }
    }

    pub(super) fn take(&mut self, sheet: Sheet) {
        self.ordered = None;
        self.arrived = Some(sheet);
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.ordered.is_some() || self.arrived.is_some()
    }

    pub(super) fn give_up(&mut self) {
        self.given_up = self.ordered.take().map(|(_, ink, signs)| (ink, signs));
    }

    /// What could not be drawn may be ordered again.
    pub(super) fn try_again(&mut self) {
        self.given_up = None;
    }

    /// Whether a sheet in this dress that serves is on its way, or none in it can be drawn.
    fn is_ordered(&self, ink: &Arc<Ink>, signs: &Arc<Vec<Sign>>, serves: impl Fn(&View) -> bool) -> bool {
        let is_it = |one: &Arc<Ink>, others: &Arc<Vec<Sign>>| Arc::ptr_eq(one, ink) && Arc::ptr_eq(others, signs);
        self.ordered.as_ref().is_some_and(|(view, one, others)| is_it(one, others) && serves(view))
            || self.given_up.as_ref().is_some_and(|(one, others)| is_it(one, others))
    }

    /// Brings what arrived onto the graphics card and says what to draw next, if anything.
    pub(super) fn attend(
        &mut self,
        ui: &Ui,
        input: &MapInput<'_>,
        palette: &Palette,
        sight: Sight,
    ) -> Option<Box<Order>> {
        self.upload(ui);
        if !self.dress.as_ref().is_some_and(|dress| dress.fits(input, palette)) {
            self.dress = Some(Dress::new(input, palette, self.dress.as_ref()));
        }
        let is_still = self.camera.replace(sight.camera) == Some(sight.camera);
        if !is_still {
            // One frame more, to see whether it stands.
            ui.ctx().request_repaint();
        }
        let dress = self.dress.as_ref()?;
        let atlas = self.atlas(input.scored).cloned();
        let sharpness = sharpness(ui, sight.rect);
        let extent = atlas.as_ref().map(|atlas| atlas.extent);
        let serves = |view: &View| serves(view, sight.camera, sight.rect, sharpness, is_still, extent);
        let is_served = self.on_screen.as_ref().is_some_and(|on| dress.is_of(&on.sheet) && serves(&on.sheet.view));
        if is_served || self.is_ordered(&dress.ink, &dress.signs, serves) {
            return None;
        }
        let size = sight.rect.size() * MARGIN * sharpness;
        let view =
            View { centre: sight.camera.centre, zoom: sight.camera.zoom * sharpness, size: even(size), sharpness };
        self.ordered = Some((view, dress.ink.clone(), dress.signs.clone()));
        let (ink, signs) = (dress.ink.clone(), dress.signs.clone());
        Some(Box::new(Order { scored: input.scored.clone(), atlas, view, ink, signs }))
    }

    fn upload(&mut self, ui: &Ui) {
        let Some(mut sheet) = self.arrived.take() else { return };
        let image = ColorImage::from_rgba_premultiplied(sheet.view.size, &sheet.pixels);
        sheet.pixels = Vec::new();
        let options = TextureOptions::LINEAR;
        if let Some(on) = &mut self.on_screen {
            on.texture.set(image, options);
            on.sheet = sheet;
        } else {
            let texture = ui.ctx().load_texture("atlas", image, options);
            self.on_screen = Some(OnScreen { texture, sheet });
        }
    }

    /// Lays the sheet where the camera looks; `share` from 0 to 1 while it comes and goes.
    pub(super) fn paint(&self, ui: &Ui, sight: Sight, share: f32) {
        let Some(OnScreen { texture, sheet }) = &self.on_screen else { return };
        let stretch = sight.camera.zoom / sheet.view.zoom;
        let middle = sight.on_screen(sheet.view.centre);
        let mut at = Rect::from_center_size(middle, Vec2::from(sheet.view.size.map(|n| n as f32)) * stretch);
        // At its very size it lies on whole pixels, or it would be blurred.
        let a_point = ui.ctx().pixels_per_point();
        if (stretch * a_point - 1.0).abs() < 1e-4 {
            let corner = (at.min.to_vec2() * a_point).round() / a_point;
            at = Rect::from_min_size(corner.to_pos2(), at.size());
        }
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        ui.painter_at(sight.rect).image(texture.id(), at, whole, Color32::WHITE.gamma_multiply(share));
    }
}

/// Pixels of a sheet a point of the screen.
fn sharpness(ui: &Ui, rect: Rect) -> f32 {
    let most = (MOST_PIXELS / (rect.area() * MARGIN * MARGIN).max(1.0)).sqrt();
    ui.ctx().pixels_per_point().min(most)
}

/// Whole pixels, as many on either side of the middle.
fn even(size: Vec2) -> [usize; 2] {
    [size.x, size.y].map(|side| ((side / 2.0).ceil() as usize * 2).clamp(2, 8_000))
}

/// Whether a sheet shows all that is to be seen, large enough. Beyond the extent of everybody there is nothing to see.
fn serves(
    view: &View,
    camera: Camera,
    rect: Rect,
    sharpness: f32,
    is_still: bool,
    extent: Option<([f32; 2], [f32; 2])>,
) -> bool {
    let stretch = camera.zoom * sharpness / view.zoom;
    let most = if is_still { 1.000_1 } else { STRETCH };
    if !(1.0 / most..=most).contains(&stretch) {
        return false;
    }
    let (low, high) = view.corners();
    let size: [f32; 2] = rect.size().into();
    let (seen_low, seen_high) = (camera.to_map([0.0; 2], size), camera.to_map(size, size));
    (0..2).all(|axis| {
        let (least, most) = extent.map_or((f32::MIN, f32::MAX), |(low, high)| (low[axis] - 1.0, high[axis] + 1.0));
        low[axis] <= seen_low[axis].max(least) && high[axis] >= seen_high[axis].min(most)
    })
}

fn plain(colour: Color32) -> [u8; 3] {
    [colour.r(), colour.g(), colour.b()]
}

/// Everybody in the colour of what colour stands for, else in the hue of their tribe; grey outside the market and outside
/// all tribes, pale where they are filtered out.
fn ink(input: &MapInput<'_>, palette: &Palette) -> Ink {
    let guise = &**input.guise;
    let tribes = 0..input.scored.tribes.tribes.len() as u32;
    Ink {
        guise: input.guise.clone(),
        classes: guise.classes.iter().map(|one| plain(look::class(palette, one.class))).collect(),
        tribes: tribes.map(|position| plain(look::tribe(palette, guise, position).edge)).collect(),
        grey: plain(palette.grey),
        pale: plain(look::pale(palette)),
        tie: plain(palette.muted),
        accent: plain(palette.accent),
        control: plain(palette.ink),
        ground: plain(palette.ground),
    }
}

fn signs(input: &MapInput<'_>) -> Vec<Sign> {
    let selection = input.selection;
    // A selected tribe has a ring round all of it.
    let is_any = !selection.people.is_empty() || !input.brief.treated.is_empty() || !input.brief.control.is_empty();
    if !is_any {
        return Vec::new();
    }
    let mut signs = vec![Sign::None; input.scored.people.len()];
    let mut set = |people: &mut dyn Iterator<Item = u32>, sign: Sign| {
        for person in people {
            if let Some(slot) = signs.get_mut(person as usize) {
                *slot = sign;
            }
        }
    };
    set(&mut input.brief.treated.iter().copied(), Sign::Treated);
    set(&mut input.brief.control.iter().copied(), Sign::Control);
    set(&mut selection.people.iter().copied(), Sign::Selected);
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_drawn_is_not_ordered_again_until_it_looks_otherwise() {
        let (ink, signs): (Arc<Ink>, Arc<Vec<Sign>>) = Default::default();
        let view = View { centre: [0.0; 2], zoom: 1.0, size: [2, 2], sharpness: 1.0 };
        let mut layer = Layer { ordered: Some((view, ink.clone(), signs.clone())), ..Layer::default() };
        assert!(layer.is_ordered(&ink, &signs, |_| true) && !layer.is_ordered(&ink, &signs, |_| false));
        layer.give_up();
        assert!(layer.is_ordered(&ink, &signs, |_| false), "wherever the map is moved");
        assert!(!layer.is_ordered(&Arc::default(), &signs, |_| true), "other colours may succeed");
        layer.try_again();
        assert!(!layer.is_ordered(&ink, &signs, |_| true));
    }
}
