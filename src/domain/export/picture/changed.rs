//! Who came onto the list of influencers, left it, rose or fell, as signs in a picture; decides no place.

use super::pen::{Face, Pen};
use crate::domain::changes::Change;
use crate::domain::placement::chips::{HIGH, NUMBER, SIGN, beside_person, chips};
use crate::domain::placement::scene::{bubble_pixels, person_pixels};

impl Pen<'_> {
    pub(super) fn changes(&mut self) {
        let (scene, zoom) = (self.input.scene, self.camera.zoom);
        let Some(changes) = self.input.emphasis.changes else { return };
        if scene.opened.is_some() {
            for mark in &scene.people {
                if let Some(change) = changes.of(mark.person) {
                    self.change(beside_person(self.at(mark.at), person_pixels(mark.radius, zoom)), change);
                }
            }
            return;
        }
        self.chips();
    }

    /// What changed in each tribe, on its lower rim.
    pub(super) fn chips(&mut self) {
        let Some(changes) = self.input.emphasis.changes else { return };
        let zoom = self.camera.zoom;
        for mark in &self.input.scene.bubbles {
            let radius = bubble_pixels(mark.bubble.radius, zoom);
            let [x, y] = self.at([mark.bubble.x, mark.bubble.y]);
            let y = y + radius;
            let Some((row, wide)) = chips(changes, mark.position, radius) else { continue };
            let look = self.input.look;
            self.put(format_args!(
                r#"<rect x="{:.1}" y="{:.1}" width="{wide:.1}" height="{HIGH}" rx="8" fill="{}" stroke="{}"/>"#,
                x - wide / 2.0,
                y - HIGH / 2.0,
                look.surface,
                look.line
            ));
            for chip in row {
                self.change([x + chip.sign_x, y], chip.change);
                let face = Face { size: NUMBER, weight: 400, anchor: "middle", fill: &look.ink };
                self.text([x + chip.number_x, y + 0.34 * NUMBER], &chip.number, face);
            }
        }
    }

    /// A ring with the strokes of the change in it.
    pub(super) fn change(&mut self, [x, y]: [f32; 2], change: Change) {
        let look = self.input.look;
        let colour = if change.is_up() { &look.good } else { &look.bad };
        self.put(format_args!(
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{:.1}" fill="{}" stroke="{colour}" stroke-width="1.2"/>"#,
            SIGN - 0.6,
            look.surface
        ));
        for [from, to] in change.strokes() {
            let r = 0.95 * SIGN;
            self.put(format_args!(
                r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" stroke="{colour}" stroke-width="1.5"/>"#,
                x + from[0] * r,
                y + from[1] * r,
                x + to[0] * r,
                y + to[1] * r
            ));
        }
    }
}
