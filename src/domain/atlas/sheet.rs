//! A part of the atlas drawn as pixels, on a worker's thread; knows no screen.

use super::pixels::Band;
use super::{Atlas, TIE_BUDGET};
use crate::domain::guise::Guise;
use crate::domain::model::NO_TRIBE;
use crate::domain::placement::scene::{LARGEST_PIXELS, quiet_tie};
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::sync::Arc;

/// Rows of pixels that one thread draws at a time.
const ROWS: usize = 64;
/// So many ties are drawn for each person, on average.
const TIES_A_PERSON: usize = 3;
/// Ties shorter than this many pixels say nothing.
const SHORTEST: f32 = 2.0;

/// Which part, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The place of the map in the middle.
    pub centre: [f32; 2],
    /// Pixels a unit.
    pub zoom: f32,
    /// Pixels across and down.
    pub size: [usize; 2],
    /// Pixels a point of the screen: how wide lines are, and how large people at most.
    pub sharpness: f32,
}

impl View {
    pub(super) fn pixel_of(&self, at: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|axis| (at[axis] - self.centre[axis]) * self.zoom + self.size[axis] as f32 / 2.0)
    }

    fn place_of(&self, pixel: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|axis| (pixel[axis] - self.size[axis] as f32 / 2.0) / self.zoom + self.centre[axis])
    }

    /// The corners of what it shows.
    #[must_use]
    pub fn corners(&self) -> ([f32; 2], [f32; 2]) {
        (self.place_of([0.0; 2]), self.place_of(self.size.map(|n| n as f32)))
    }
}

/// What somebody is marked with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Sign {
    #[default]
    None,
    Selected,
    Treated,
    Control,
}

/// The colours of everybody and everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ink {
    /// Who is on show, and of which class everybody is.
    pub guise: Arc<Guise>,
    /// By the place among the classes; none where colour stands for tribes.
    pub classes: Vec<[u8; 3]>,
    /// By position of the tribe, of its people and of the ties inside it.
    pub tribes: Vec<[u8; 3]>,
    /// Whoever is outside the market or in no tribe, and whoever is filtered out.
    pub grey: [u8; 3],
    pub pale: [u8; 3],
    /// Ties between tribes.
    pub tie: [u8; 3],
    /// Rings: selected or treated, and kept for comparison.
    pub accent: [u8; 3],
    pub control: [u8; 3],
    /// Between a ring and who is inside it.
    pub ground: [u8; 3],
}

/// What is to be drawn.
#[derive(Clone, Debug)]
pub struct Order {
    pub scored: Arc<Scored>,
    /// Everybody, where that was made before.
    pub atlas: Option<Arc<Atlas>>,
    pub view: View,
    pub ink: Arc<Ink>,
    /// One entry a person; shorter lists mean no sign.
    pub signs: Arc<Vec<Sign>>,
}

/// What was drawn, with what it was drawn from.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub scored: Arc<Scored>,
    pub atlas: Arc<Atlas>,
    pub view: View,
    pub ink: Arc<Ink>,
    pub signs: Arc<Vec<Sign>>,
    /// Row by row; red, green, blue, opacity, colours multiplied by opacity.
    pub pixels: Vec<u8>,
}

impl Order {
    /// Draws: ties first, then people by rising influence, then rings. The same pixels on any number of threads.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn draw(self, ticket: &Ticket) -> Result<Sheet, Stopped> {
        let Order { scored, atlas, view, ink, signs } = self;
        let atlas = if let Some(atlas) = atlas {
            atlas
        } else {
            // More than a few ties a person hide who they join.
            let budget = TIE_BUDGET.min(TIES_A_PERSON * scored.people.len());
            Arc::new(Atlas::new(&scored, budget, ticket)?)
        };
        let [wide, high] = view.size;
        let mut pixels = vec![0u8; wide * high * 4];
        if wide > 0 {
            let work = Work { scored: &scored, atlas: &atlas, view: &view, ink: &ink, signs: &signs };
            pixels.par_chunks_mut(ROWS * wide * 4).enumerate().try_for_each(|(n, pixels)| {
                let mut band = Band { pixels, wide, top: n * ROWS };
                work.ties(&mut band, ticket)?;
                work.people(&mut band, ticket)
            })?;
        }
        Ok(Sheet { scored, atlas, view, ink, signs, pixels })
    }
}

struct Work<'a> {
    scored: &'a Scored,
    atlas: &'a Atlas,
    view: &'a View,
    ink: &'a Ink,
    signs: &'a [Sign],
}

impl Work<'_> {
    fn ties(&self, band: &mut Band<'_>, ticket: &Ticket) -> Result<(), Stopped> {
        let (top, bottom) = (band.top as f32, (band.top + ROWS) as f32);
        let wide = self.view.size[0] as f32;
        let spots = &self.atlas.spots;
        let opacity = quiet_tie(self.atlas.strands.len());
        for (n, strand) in self.atlas.strands.iter().enumerate() {
            if n % 8_192 == 0 {
                ticket.check()?;
            }
            let ends = [strand.a, strand.b].map(|seat| self.view.pixel_of(spots[seat as usize].at));
            let [a, b] = ends;
            let is_aside = a[1].max(b[1]) < top || a[1].min(b[1]) > bottom || a[0].max(b[0]) < 0.0;
            let is_short = (a[0] - b[0]).abs() + (a[1] - b[1]).abs() < SHORTEST;
            if is_aside || a[0].min(b[0]) > wide || is_short {
                continue;
            }
            let colour = self.ink.tribes.get(strand.tribe as usize).copied().unwrap_or(self.ink.tie);
            // Ties between tribes are many, long and no one's colour.
            let opacity = if strand.tribe == NO_TRIBE { 0.4 * opacity } else { opacity };
            band.line(ends, 0.9 * self.view.sharpness, colour, opacity);
        }
        Ok(())
    }

    fn people(&self, band: &mut Band<'_>, ticket: &Ticket) -> Result<(), Stopped> {
        ticket.check()?;
        // Whoever stands just outside still reaches in.
        let around = 24.0;
        let low = self.view.place_of([-around, band.top as f32 - around]);
        let high = self.view.place_of([self.view.size[0] as f32 + around, (band.top + ROWS) as f32 + around]);
        let mut signed: Vec<u32> = Vec::new();
        self.atlas.index.around(low, high, |seat, at| {
            let spot = &self.atlas.spots[seat as usize];
            let person = spot.person as usize;
            if self.signs.get(person).is_some_and(|&sign| sign != Sign::None) {
                signed.push(seat);
                return;
            }
            let (radius, opacity) = self.weight(spot.radius);
            band.disc(self.view.pixel_of(at), radius, self.colour(person), opacity);
        });
        ticket.check()?;
        signed.sort_unstable();
        for seat in signed {
            let spot = &self.atlas.spots[seat as usize];
            let (at, person) = (self.view.pixel_of(spot.at), spot.person as usize);
            let radius = self.weight(spot.radius).0.max(1.6);
            let ring = if self.signs[person] == Sign::Control { self.ink.control } else { self.ink.accent };
            let by = if self.signs[person] == Sign::Selected { 2.0 } else { 1.4 } * self.view.sharpness;
            if radius > 3.0 {
                let gap = 1.5 * self.view.sharpness;
                band.disc(at, radius + gap + by, ring, 1.0);
                band.disc(at, radius + gap, self.ink.ground, 1.0);
                band.disc(at, radius, self.colour(person), 1.0);
            } else {
                // Too small for a ring of its own: the ring is all.
                band.disc(at, radius + 0.6 * by, ring, 1.0);
            }
        }
        Ok(())
    }

    fn colour(&self, person: usize) -> [u8; 3] {
        let (ink, scored) = (self.ink, self.scored);
        if !ink.guise.is_visible(person as u32) {
            return ink.pale;
        }
        let class = ink.guise.class_of(person as u32).and_then(|class| ink.classes.get(class));
        let is_inside = scored.people.is_customer.get(person).copied().unwrap_or(true);
        let tribe =
            scored.tribes.of.get(person).filter(|_| is_inside).and_then(|&tribe| ink.tribes.get(tribe as usize));
        class.or(tribe).copied().unwrap_or(ink.grey)
    }

    /// Radius in pixels and opacity: a crowd of tiny points is a shade, not a blot.
    fn weight(&self, radius: f32) -> (f32, f32) {
        let pixels = (radius * self.view.zoom).min(LARGEST_PIXELS * self.view.sharpness);
        if pixels >= 0.8 { (pixels, 0.95) } else { (0.7, (0.35 + 0.75 * pixels).min(0.95)) }
    }
}
