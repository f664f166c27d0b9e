//! The depth at which everybody is shown, a point each in their tribe's place: how it comes and goes, and what lies under
//! and over the points; decides nothing.

use super::canvas::Target;
use super::shapes::mark_shapes;
use super::sight::Sight;
use super::{MapInput, MapView, furniture, look, marks, signs};
use crate::domain::atlas::{Near, Order};
use crate::domain::model::{NO_TRIBE, Person, Role};
use crate::domain::placement::chips::has_room_for_people;
use crate::domain::placement::scene::{Camera, Mark, PersonMark, bubble_pixels, person_pixels, person_radius};
use crate::ui::theme::{Palette, mix};
use egui::{Pos2, Stroke, Ui, Vec2};

/// Seconds in which everybody comes and goes.
const SECONDS: f32 = 0.18;
/// Where people are at least this large, in pixels, the rest fades while the pointer is over one of them.
const LARGE: f32 = 3.0;
/// Room without names at the top and the bottom, where buttons and the legend are, in pixels.
const FREE: f32 = 44.0;
/// At most so many contacts of somebody are pointed out.
const MOST_CONTACTS: usize = 400;

/// Whether people have their own shapes by role, and the more influential have names.
fn is_close(camera: Camera) -> bool {
    has_room_for_people(camera.zoom)
}

impl MapView {
    /// Whether names of people stand where names of tribes would be.
    pub(super) fn names_people(&self, input: &MapInput<'_>, camera: Camera) -> bool {
        self.is_by_people(input) && self.everyone.atlas(input.scored).is_some() && is_close(camera)
    }

    /// Whether the map shows everybody, or will as soon as they are drawn.
    pub(super) fn is_by_people(&self, input: &MapInput<'_>) -> bool {
        self.scene.opened.is_none() && input.selection.is_everyone_shown
    }

    /// Paints tribes, or everybody, or one passing into the other; gives what is to be drawn for that.
    pub(super) fn paint(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        sight: Sight,
        palette: &Palette,
    ) -> Option<Box<Order>> {
        let is_wanted = self.is_by_people(input);
        if !is_wanted {
            self.everyone.try_again();
        }
        let order = if is_wanted { self.everyone.attend(ui, input, palette, sight) } else { None };
        let is_ready = is_wanted && self.everyone.atlas(input.scored).is_some();
        let seconds = if ui.style().animation_time > 0.0 { SECONDS } else { 0.0 };
        let share = ui.ctx().animate_bool_with_time(ui.id().with("everyone"), is_ready, seconds);
        if share < 1.0 {
            self.canvas.paint(ui, sight, &self.scene, palette);
            if self.scene.opened.is_none() {
                marks::paint(ui, input, &self.scene, sight, palette);
            }
        }
        if share > 0.0 {
            if share < 1.0 {
                ui.painter_at(sight.rect).rect_filled(sight.rect, 0.0, palette.ground.gamma_multiply(share));
            }
            self.paint_grounds(ui, input, sight, palette, share);
            let is_parted =
                matches!(self.hovered, Some(Target::Somebody(_))) && sight.camera.zoom * person_radius(50.0) >= LARGE;
            self.everyone.paint(ui, sight, if is_parted { 0.35 * share } else { share });
            if share == 1.0 {
                if is_close(sight.camera) {
                    self.paint_close(ui, input, sight, palette);
                }
                self.paint_somebody(ui, input, sight, palette);
            }
        }
        self.paint_pins(ui, input, sight);
        order
    }

    /// The ground of each tribe, under its people.
    fn paint_grounds(&self, ui: &Ui, input: &MapInput<'_>, sight: Sight, palette: &Palette, share: f32) {
        let painter = ui.painter_at(sight.rect);
        for mark in &self.scene.bubbles {
            let at = sight.on_screen([mark.bubble.x, mark.bubble.y]);
            let radius = bubble_pixels(mark.bubble.radius, sight.camera.zoom);
            if !sight.rect.expand(radius + 6.0).contains(at) {
                continue;
            }
            let ink = look::tribe(palette, input.guise, mark.position);
            painter.circle_filled(at, radius, mix(palette.ground, ink.fill, 0.45).gamma_multiply(share));
            if input.selection.tribes.contains(&mark.id) {
                painter.circle_stroke(at, radius + 3.0, Stroke::new(2.5, palette.accent.gamma_multiply(share)));
            }
        }
    }

    /// From near: shapes by role, and names.
    fn paint_close(&self, ui: &Ui, input: &MapInput<'_>, sight: Sight, palette: &Palette) {
        let Some(atlas) = self.everyone.atlas(input.scored) else { return };
        let (scored, view): (_, [f32; 2]) = (input.scored, sight.rect.size().into());
        let near = Near::new(atlas, scored, sight.camera, view, FREE);
        let painter = ui.painter_at(sight.rect);
        for &seat in &near.seats {
            let spot = atlas.spots[seat as usize];
            let (at, radius) = (sight.camera.to_view(spot.at, view), person_pixels(spot.radius, sight.camera.zoom));
            let person = spot.person as usize;
            let mark = Mark::of(scored.scores.role.get(person).copied().unwrap_or(Role::Core));
            if mark != Mark::Dot {
                let own = look::tribe(palette, input.guise, spot.tribe).edge;
                let hue = look::person(palette, input.guise, spot.person, own);
                let is_inside = scored.people.is_customer.get(person).copied().unwrap_or(true);
                let mut shapes = Vec::new();
                let middle = sight.rect.min + Vec2::from(at);
                if mark != Mark::Leader {
                    // What is drawn as a disc gives way to the shape.
                    let ground = mix(palette.ground, look::tribe(palette, input.guise, spot.tribe).fill, 0.45);
                    shapes.push(egui::Shape::circle_filled(middle, radius + 1.0, ground));
                }
                let is_own = input.guise.is_visible(spot.person) && input.guise.classes.is_empty();
                let fill = if is_inside || !is_own { hue } else { palette.grey };
                mark_shapes(mark, middle, radius, [fill, palette.ground, palette.ink], &mut shapes);
                painter.extend(shapes);
            }
            if let Some(class) = input.guise.class_of(spot.person).filter(|_| input.guise.is_visible(spot.person)) {
                let (sign, mut shapes) = (input.guise.classes[class].class.sign(), Vec::new());
                signs::sign(sign, sight.rect.min + Vec2::from(at), radius, palette.surface, &mut shapes);
                painter.extend(shapes);
            }
        }
        for label in &near.labels {
            furniture::write(ui, sight.rect, label, palette, palette.ground, false, true);
        }
    }

    /// Whoever the pointer is over, with their ties.
    fn paint_somebody(&self, ui: &Ui, input: &MapInput<'_>, sight: Sight, palette: &Palette) {
        let Some(Target::Somebody(person)) = self.hovered else { return };
        let scored = input.scored;
        let on_screen = |person: Person| {
            let at = scored.places.people.get(person as usize).copied().filter(|at| at[0].is_finite())?;
            Some(sight.on_screen(at))
        };
        let hue = |person: Person| {
            let tribe = scored.tribes.of.get(person as usize).copied().unwrap_or(NO_TRIBE);
            let own = if tribe == NO_TRIBE { palette.grey } else { look::tribe(palette, input.guise, tribe).edge };
            look::person(palette, input.guise, person, own)
        };
        let radius = |person: Person| {
            let influence = scored.scores.influence.get(person as usize).copied().unwrap_or(0.0);
            person_pixels(person_radius(influence), sight.camera.zoom).max(2.0)
        };
        let Some(middle) = on_screen(person) else { return };
        let mut contacts: Vec<(Person, f32)> = scored.network.ties_of(person).collect();
        contacts.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let contacts: Vec<(Person, Pos2)> =
            contacts.iter().take(MOST_CONTACTS).filter_map(|&(other, _)| Some((other, on_screen(other)?))).collect();
        let painter = ui.painter_at(sight.rect);
        for &(_, at) in &contacts {
            painter.line_segment([middle, at], Stroke::new(1.0, palette.ink.gamma_multiply(0.45)));
        }
        for &(other, at) in contacts.iter().chain([&(person, middle)]) {
            painter.circle(at, radius(other), hue(other), Stroke::new(1.0, palette.ground));
        }
        painter.circle_stroke(middle, radius(person) + 2.5, Stroke::new(1.8, palette.ink));
    }

    /// Who stands at a point of the view, or whose tribe's ground it is.
    pub(super) fn find_among_everyone(&self, input: &MapInput<'_>, at: Vec2, camera: Camera) -> Option<Target> {
        let atlas = self.everyone.atlas(input.scored)?;
        let place = camera.to_map(at.into(), self.size.into());
        let edge = |seat: u32, distance: f32| {
            distance * camera.zoom - person_pixels(atlas.spots[seat as usize].radius, camera.zoom)
        };
        let reach = (super::REACH + person_pixels(person_radius(100.0), camera.zoom)) / camera.zoom;
        let found = atlas.index.nearest(place, reach, edge).map(|seat| atlas.spots[seat as usize]);
        let is_near = |at: [f32; 2], radius: f32| {
            (at[0] - place[0]).hypot(at[1] - place[1]) * camera.zoom
                <= person_pixels(radius, camera.zoom) + super::REACH
        };
        if let Some(spot) = found.filter(|spot| is_near(spot.at, spot.radius)) {
            return Some(Target::Somebody(spot.person));
        }
        self.tribe_at(place).map(Target::Tribe)
    }

    /// The person of a target.
    pub(super) fn person_of(&self, target: Target) -> Option<Person> {
        match target {
            Target::Tribe(_) => None,
            Target::Person(row) => self.scene.people.get(row).map(|mark: &PersonMark| mark.person),
            Target::Somebody(person) => Some(person),
        }
    }
}
