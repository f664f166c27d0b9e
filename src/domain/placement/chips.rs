//! What changed in a tribe as a row of small signs with numbers on the lower rim of its bubble, the same for screen and
//! picture; knows no colour.

use super::labels::text_width;
use super::members::person_radius;
use crate::domain::changes::{Change, Changes};

/// Radius of a sign, size of a number, and the height of the row, in pixels.
pub const SIGN: f32 = 6.0;
pub const NUMBER: f32 = 12.0;
pub const HIGH: f32 = 17.0;
/// Smaller bubbles have room for one sign without a number.
const SMALLEST: f32 = 16.0;
const AIR: f32 = 4.0;
/// People of the middle influence are at least this large, in pixels, where they have signs and names.
const PERSON: f32 = 5.0;

/// One sign with its number, by how far its middle is to the right of the row's.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub change: Change,
    pub sign_x: f32,
    /// The middle of the number, and the number; empty where there is no room.
    pub number_x: f32,
    pub number: String,
}

/// The row of a tribe, and how wide it is; nothing where nothing changed. `radius` is the bubble's, in pixels.
#[must_use]
pub fn chips(changes: &Changes, position: u32, radius: f32) -> Option<(Vec<Chip>, f32)> {
    let mut all: Vec<(Change, u32)> = changes.in_tribe(position).collect();
    if all.is_empty() {
        return None;
    }
    let is_small = radius < SMALLEST;
    if is_small {
        // Who came or left says more than who moved.
        all.truncate(1);
    }
    let mut x = AIR;
    let mut chips = Vec::with_capacity(all.len());
    for (change, n) in all {
        let number = if is_small { String::new() } else { n.to_string() };
        let wide = text_width(&number, NUMBER);
        let sign_x = x + SIGN;
        let number_x = sign_x + SIGN + 2.0 + wide / 2.0;
        x = if is_small { sign_x + SIGN + AIR } else { number_x + wide / 2.0 + AIR };
        chips.push(Chip { change, sign_x, number_x, number });
    }
    for chip in &mut chips {
        chip.sign_x -= x / 2.0;
        chip.number_x -= x / 2.0;
    }
    Some((chips, x))
}

/// Whether people are large enough for a sign each; from farther away the row of their tribe says it.
#[must_use]
pub fn has_room_for_people(zoom: f32) -> bool {
    zoom * person_radius(50.0) >= PERSON
}

/// Where the sign of somebody stands: at the upper right of their mark.
#[must_use]
pub fn beside_person(at: [f32; 2], radius: f32) -> [f32; 2] {
    let away = 0.7 * radius + 0.6 * SIGN;
    [at[0] + away, at[1] - away]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Tribe, Tribes};
    use crate::domain::turnover::Turnover;

    #[test]
    fn signs_stand_in_a_row_and_apart() {
        let tribes = Tribes { tribes: vec![Tribe::default()], of: vec![0; 30], modularity: 0.0 };
        let turnover =
            Turnover { came: (0..12).collect(), gone: vec![20], fallen: vec![21, 22], ..Turnover::default() };
        let changes = Changes::new(&turnover, &tribes, |_| true);
        let (row, wide) = chips(&changes, 0, 40.0).unwrap();
        assert_eq!(row.iter().map(|chip| chip.number.as_str()).collect::<Vec<_>>(), ["12", "1", "2"]);
        for pair in row.windows(2) {
            assert!(pair[1].sign_x - SIGN >= pair[0].number_x + text_width(&pair[0].number, NUMBER) / 2.0);
        }
        assert!(row[0].sign_x - SIGN > -wide / 2.0 && row[2].number_x < wide / 2.0);
        let (small, _) = chips(&changes, 0, 9.0).unwrap();
        assert_eq!((small.len(), small[0].number.as_str(), small[0].sign_x), (1, "", 0.0));
        assert_eq!(chips(&changes, 1, 40.0), None);
    }
}
