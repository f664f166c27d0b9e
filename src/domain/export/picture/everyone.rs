//! Everybody as points in a picture: pixels between the grounds of the tribes and their names; draws no point itself.

use super::pen::Pen;
use super::{HEAD, MARGINS, Part, PictureError, TribeInk};
use crate::domain::atlas::{Near, Sheet};
use crate::domain::model::Role;
use crate::domain::placement::chips::{beside_person, has_room_for_people};
use crate::domain::placement::scene::{Mark, bubble_pixels, person_pixels, person_radius};
use resvg::tiny_skia::{IntSize, Pixmap, PixmapPaint, PixmapRef, Transform};

/// At most so many signs of changes.
const MOST_SIGNS: usize = 300;

impl Pen<'_> {
    /// The grounds under the points, the points, or what is over them.
    pub(super) fn everyone(&mut self, sheet: &Sheet, part: Part) {
        self.begin_map();
        if part != Part::Over {
            self.grounds();
        }
        if part == Part::Whole {
            let [wide, high] = self.view;
            let png = encoded(sheet).map(|png| base64(&png)).unwrap_or_default();
            self.put(format_args!(
                r#"<image width="{wide}" height="{high}" preserveAspectRatio="none" href="data:image/png;base64,{png}"/>"#
            ));
        }
        if part != Part::Under {
            if has_room_for_people(self.camera.zoom) {
                let near = Near::new(&sheet.atlas, &sheet.scored, self.camera, self.view, MARGINS[1]);
                self.shapes(sheet, &near);
                self.signs(sheet);
                self.labels(&near.labels, true);
            } else {
                self.chips();
                let (scene, names, details) = (self.input.scene, self.input.names, self.input.details);
                let labels = scene.labels(self.camera, self.view, MARGINS, names, details, self.input.people);
                self.labels(&labels, true);
            }
        }
        self.put(format_args!("</g>"));
    }

    fn grounds(&mut self) {
        let look = self.input.look;
        for mark in &self.input.scene.bubbles {
            let Some(ink) = look.tribes.get(mark.position as usize) else { continue };
            let [x, y] = self.at([mark.bubble.x, mark.bubble.y]);
            let r = bubble_pixels(mark.bubble.radius, self.camera.zoom);
            self.put(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="{}" fill-opacity="0.45"/>"#,
                ink.fill
            ));
            if self.input.emphasis.tribes.contains(&mark.id) {
                self.halo([x, y], r + 3.0, 2.5);
            }
        }
    }

    /// From near: shapes by role, and the signs of what colour stands for, in place of the points.
    fn shapes(&mut self, sheet: &Sheet, near: &Near) {
        let (look, guise, scored) = (self.input.look, self.input.emphasis.guise, &sheet.scored);
        for &seat in &near.seats {
            let spot = sheet.atlas.spots[seat as usize];
            let (at, radius) = (self.at(spot.at), person_pixels(spot.radius, self.camera.zoom));
            let row = spot.person as usize;
            let mark = Mark::of(scored.scores.role.get(row).copied().unwrap_or(Role::Core));
            let class = guise.class_of(spot.person).filter(|_| guise.is_visible(spot.person));
            if mark != Mark::Dot {
                let ink = look.tribes.get(spot.tribe as usize);
                if mark != Mark::Leader {
                    // What is drawn as a disc gives way to the shape.
                    self.ground_at(at, radius + 1.0, ink);
                }
                let is_inside = scored.people.is_customer.get(row).copied().unwrap_or(true);
                let own = ink.filter(|_| is_inside).map_or(look.grey.as_str(), |ink| ink.edge.as_str());
                let hue = class.and_then(|class| look.classes.get(class)).map_or(own, String::as_str);
                self.mark(mark, at, radius, if guise.is_visible(spot.person) { hue } else { &look.pale });
            }
            if let Some(class) = class {
                self.class_sign(guise.classes[class].class, at, radius);
            }
        }
    }

    fn ground_at(&mut self, [x, y]: [f32; 2], r: f32, ink: Option<&TribeInk>) {
        let look = self.input.look;
        self.put(format_args!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="{}"/>"#, look.ground));
        if let Some(ink) = ink {
            self.put(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="{}" fill-opacity="0.45"/>"#,
                ink.fill
            ));
        }
    }

    /// What became of people since the snapshot before.
    fn signs(&mut self, sheet: &Sheet) {
        let Some(changes) = self.input.emphasis.changes else { return };
        let scored = &sheet.scored;
        let mut n = 0;
        for &(person, change) in &changes.in_order {
            let row = person as usize;
            let Some(place) = scored.places.people.get(row).filter(|at| at[0].is_finite()) else { continue };
            let [x, y] = self.at(*place);
            let is_seen = (0.0..=self.view[0]).contains(&x) && (0.0..=self.view[1]).contains(&y);
            if !is_seen || n == MOST_SIGNS {
                continue;
            }
            n += 1;
            let radius = person_radius(scored.scores.influence.get(row).copied().unwrap_or(0.0));
            self.change(beside_person([x, y], person_pixels(radius, self.camera.zoom)), change);
        }
    }
}

/// Lays the points over what is drawn so far.
pub(super) fn lay(sheet: &Sheet, scale: f32, over: &mut Pixmap) -> Result<(), PictureError> {
    let [wide, high] = sheet.view.size.map(|side| u32::try_from(side).unwrap_or(0));
    let points = PixmapRef::from_bytes(&sheet.pixels, wide, high).ok_or(PictureError::NotDrawn)?;
    let top = (HEAD * scale).round() as i32;
    over.draw_pixmap(0, top, points, &PixmapPaint::default(), Transform::identity(), None);
    Ok(())
}

fn encoded(sheet: &Sheet) -> Option<Vec<u8>> {
    let [wide, high] = sheet.view.size.map(|side| u32::try_from(side).unwrap_or(0));
    Pixmap::from_vec(sheet.pixels.clone(), IntSize::from_wh(wide, high)?)?.encode_png().ok()
}

/// Red, green and blue of a pixel as they were before they were multiplied by its opacity.
pub(super) fn plain(pixel: &[u8]) -> [u8; 3] {
    let opacity = u16::from(pixel[3]).max(1);
    [0, 1, 2].map(|channel| ((u16::from(pixel[channel]) * 255 + opacity / 2) / opacity).min(255) as u8)
}

/// Bytes as text; RFC 4648, 2006.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |k: usize| u32::from(three.get(k).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for k in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * k)) as usize & 63];
            text.push(if k > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_as_the_rfc_shows() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(plain(&[100, 50, 0, 128]), [199, 100, 0]);
        assert_eq!(plain(&[0; 4]), [0; 3]);
    }
}
