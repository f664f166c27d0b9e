//! Whom a reverse set starts from: people drawn in proportion to their worth; knows no ties.

use super::draw::Draw;
use crate::domain::model::Person;

/// People of some worth, ready to be drawn: Walker's alias table (1977; as Vose 1991 builds it).
#[derive(Debug)]
pub(super) struct Roots {
    people: Vec<Person>,
    /// The chance to stay where the draw fell, and where it goes else; empty where all are worth the same.
    stays: Vec<f64>,
    other: Vec<u32>,
    /// Summed worth.
    pub total: f64,
}

impl Roots {
    /// Worth that is no number or below zero counts as none. O(people).
    pub fn new(worth: &[f64]) -> Self {
        let is_worth = |worth: f64| worth.is_finite() && worth > 0.0;
        let people: Vec<Person> = (0..worth.len()).filter(|&n| is_worth(worth[n])).map(|n| n as Person).collect();
        let of = |n: usize| worth[people[n] as usize];
        let total: f64 = (0..people.len()).map(of).sum();
        let mut roots = Roots { stays: Vec::new(), other: Vec::new(), total, people: Vec::new() };
        if (1..people.len()).any(|n| of(n) != of(0)) {
            let mean = total / people.len() as f64;
            roots.stays = (0..people.len()).map(|n| of(n) / mean).collect();
            roots.other = (0..people.len() as u32).collect();
            roots.level();
        }
        roots.people = people;
        roots
    }

    fn level(&mut self) {
        let (mut low, mut high): (Vec<u32>, Vec<u32>) =
            (0..self.stays.len() as u32).partition(|&n| self.stays[n as usize] < 1.0);
        while let (Some(poor), Some(&rich)) = (low.pop(), high.last()) {
            self.other[poor as usize] = rich;
            self.stays[rich as usize] -= 1.0 - self.stays[poor as usize];
            if self.stays[rich as usize] < 1.0 {
                high.pop();
                low.push(rich);
            }
        }
    }

    /// Nothing where nobody is worth anything.
    #[inline]
    pub fn draw(&self, draw: &mut Draw) -> Option<Person> {
        let at = draw.below(self.people.len());
        let is_moved = self.stays.get(at).is_some_and(|&stays| draw.share() >= stays);
        let at = if is_moved { self.other[at] as usize } else { at };
        self.people.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::draw::Purpose;
    use super::*;

    #[test]
    fn people_are_drawn_in_proportion_to_their_worth() {
        let worth = [3.0, 0.0, 1.0, f64::NAN, 0.5, 5.5, -2.0];
        let roots = Roots::new(&worth);
        assert!((roots.total - 10.0).abs() < 1e-12);
        let mut times = [0.0f64; 7];
        let mut draw = Draw::new(1, Purpose::Select, 0);
        for _ in 0..100_000 {
            times[roots.draw(&mut draw).unwrap() as usize] += 1e-4;
        }
        for (n, share) in [3.0, 0.0, 1.0, 0.0, 0.5, 5.5, 0.0].into_iter().enumerate() {
            assert!((times[n] - share).abs() < 0.08, "{times:?}");
        }
        assert_eq!(Roots::new(&[0.0; 3]).draw(&mut draw), None);
    }
}
