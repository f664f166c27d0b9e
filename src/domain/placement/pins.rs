//! Tribes that a person put somewhere: they stay there, the others make room; knows nothing of why.

use super::pack::part_around;
use crate::domain::model::{Places, Tribes};
use std::collections::BTreeMap;

/// Room left between a tribe that was put somewhere and one that made way.
const GAP: f32 = 0.3;

/// The places with each pinned tribe (by lasting id) where it was put, and its people with it. Tribes that are in the
/// way are pushed aside, the others stay; no two overlap. O(people + rounds · tribes · neighbours along x).
#[must_use]
pub fn pinned(places: &Places, tribes: &Tribes, pins: &BTreeMap<u32, [f32; 2]>) -> Places {
    let mut places = places.clone();
    let before = places.bubbles.clone();
    let mut is_fixed = vec![false; before.len()];
    for (position, tribe) in tribes.tribes.iter().enumerate().take(before.len()) {
        let at = pins.get(&tribe.id).filter(|at| at[0].is_finite() && at[1].is_finite());
        if let Some(at) = at {
            (places.bubbles[position].x, places.bubbles[position].y) = (at[0], at[1]);
            is_fixed[position] = true;
        }
    }
    if !is_fixed.contains(&true) {
        return places;
    }
    part_around(&mut places.bubbles, &is_fixed, GAP);
    for (person, at) in places.people.iter_mut().enumerate() {
        let tribe = tribes.of.get(person).map_or(usize::MAX, |&tribe| tribe as usize);
        if let (Some(old), Some(new)) = (before.get(tribe), places.bubbles.get(tribe)) {
            *at = [at[0] + new.x - old.x, at[1] + new.y - old.y];
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Bubble, NO_TRIBE, Tribe};
    use crate::domain::placement::pack::distance;

    /// Nine tribes of one person each in a square, a tenth person in none.
    fn square() -> (Places, Tribes) {
        let at = |k: usize| [(k % 3) as f32 * 5.0, (k / 3) as f32 * 5.0];
        let bubbles = (0..9).map(|k| Bubble { x: at(k)[0], y: at(k)[1], radius: 2.0 }).collect();
        let mut people: Vec<[f32; 2]> = (0..9).map(|k| [at(k)[0] + 1.0, at(k)[1]]).collect();
        people.push([f32::NAN; 2]);
        let tribe = |k: u32| Tribe { id: 100 + k, name: String::new(), members: vec![k], ..Tribe::default() };
        let of = (0..9).chain([NO_TRIBE]).collect();
        (
            Places { bubbles, people, ..Places::default() },
            Tribes { tribes: (0..9).map(tribe).collect(), of, modularity: 0.0 },
        )
    }

    fn overlaps(places: &Places) -> usize {
        let bubbles = &places.bubbles;
        let is_over = |a: usize, b: usize| distance(&bubbles[a], &bubbles[b]) < bubbles[a].radius + bubbles[b].radius;
        (0..bubbles.len()).map(|a| (0..a).filter(|&b| is_over(a, b)).count()).sum()
    }

    #[test]
    fn a_pinned_tribe_is_where_it_was_put_with_its_people_and_the_others_make_room() {
        let (places, tribes) = square();
        let after = pinned(&places, &tribes, &[(100, [5.4, 5.2])].into());
        assert_eq!((after.bubbles[0].x, after.bubbles[0].y), (5.4, 5.2));
        assert!((after.people[0][0] - 6.4).abs() < 1e-5 && after.people[9][0].is_nan());
        assert_eq!(overlaps(&after), 0);
        assert_ne!(after.bubbles[4], places.bubbles[4], "it stood in the way");
        assert_eq!(after.bubbles[2], places.bubbles[2], "far away nothing moves");
    }

    #[test]
    fn without_pins_nothing_moves_and_two_on_one_spot_come_apart() {
        let (places, tribes) = square();
        for pins in [vec![], vec![(7, [1.0, 1.0])], vec![(100, [f32::NAN, 0.0])]] {
            assert_eq!(pinned(&places, &tribes, &pins.into_iter().collect()).bubbles, places.bubbles);
        }
        let after = pinned(&places, &tribes, &[(100, [30.0, 30.0]), (101, [30.0, 30.0])].into());
        assert_eq!(overlaps(&after), 0);
    }
}
