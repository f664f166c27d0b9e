//! Who has a shape of their own and who a name where everybody is seen from near, the same for screen and picture; knows
//! no colour.

use super::Atlas;
use crate::domain::placement::labels::{Label, Wish, choose};
use crate::domain::placement::scene::{Camera, person_pixels, short};
use crate::domain::score::Scored;

/// At most so many people have a shape, and so many of them names, in one view.
const MOST_SHAPES: usize = 600;
const MOST_NAMES: usize = 40;

/// The most influential people in a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Near {
    /// Seats in the atlas, by falling influence.
    pub seats: Vec<u32>,
    /// Names in the view's pixels; who may not be contacted has none.
    pub labels: Vec<Label>,
}

impl Near {
    /// `free` pixels at the top and the bottom of the view hold no name.
    ///
    /// O(people in the view · log + names · people with shapes).
    #[must_use]
    pub fn new(atlas: &Atlas, scored: &Scored, camera: Camera, view: [f32; 2], free: f32) -> Near {
        let mut seats: Vec<u32> = Vec::new();
        atlas.index.around(camera.to_map([0.0; 2], view), camera.to_map(view, view), |seat, at| {
            let (at, radius) =
                (camera.to_view(at, view), person_pixels(atlas.spots[seat as usize].radius, camera.zoom));
            if (0..2).all(|axis| (-radius..=view[axis] + radius).contains(&at[axis])) {
                seats.push(seat);
            }
        });
        // Seats rise with influence.
        seats.sort_unstable_by(|x, y| y.cmp(x));
        seats.truncate(MOST_SHAPES);
        let wish = |&seat: &u32| {
            let spot = atlas.spots[seat as usize];
            let is_named = !scored.people.is_opted_out.get(spot.person as usize).copied().unwrap_or(false);
            let name = if is_named { short(scored.people.label(spot.person)) } else { String::new() };
            let (at, radius) = (camera.to_view(spot.at, view), person_pixels(spot.radius, camera.zoom));
            Wish { at, radius, name, detail: String::new(), may_be_inside: false }
        };
        let mut wishes: Vec<Wish> = seats.iter().map(wish).collect();
        let obstacles: Vec<_> = wishes.iter().map(|wish| (wish.at, wish.radius)).collect();
        wishes.retain(|wish| !wish.name.is_empty());
        let room = [4.0, free, view[0] - 4.0, view[1] - free];
        Near { labels: choose(&wishes, &obstacles, 6, room, MOST_NAMES), seats }
    }
}
