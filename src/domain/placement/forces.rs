//! Bodies that push each other away and are drawn together by springs until they settle; knows no tribe and no person.

use super::tree::Tree;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Bodies computed between two looks at the ticket, and by one thread.
const CHUNK: usize = 64;
/// Up to here every pair is computed by itself.
const EXACT: usize = 200;

/// Springs in compressed rows, each seen from both ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Springs {
    pub(super) offsets: Vec<usize>,
    pub(super) ends: Vec<u32>,
    pub(super) weights: Vec<f32>,
}

impl Springs {
    /// From rows of (end, weight); weights are made one on average, so that the unit of strength does not matter.
    pub(super) fn from_rows(rows: &[Vec<(u32, f32)>]) -> Self {
        let n: usize = rows.iter().map(Vec::len).sum();
        let total: f64 = rows.iter().flatten().map(|&(_, w)| f64::from(w)).sum();
        let unit = if total > 0.0 { (n as f64 / total) as f32 } else { 1.0 };
        let mut springs = Springs { offsets: vec![0], ..Springs::default() };
        for row in rows {
            springs.ends.extend(row.iter().map(|&(end, _)| end));
            springs.weights.extend(row.iter().map(|&(_, w)| w * unit));
            springs.offsets.push(springs.ends.len());
        }
        springs
    }

    fn of(&self, body: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        (self.offsets[body]..self.offsets[body + 1]).map(|slot| (self.ends[slot] as usize, self.weights[slot]))
    }
}

/// What acts on the bodies. With gravity 1 in both directions they fill a disc of as much area as their masses, in
/// circles of radius one.
#[derive(Debug)]
pub(super) struct Forces<'a> {
    /// How strongly each body pushes.
    pub(super) mass: &'a [f32],
    /// How strongly each body is drawn to the middle, beside `gravity`.
    pub(super) pull: &'a [f32],
    pub(super) springs: &'a Springs,
    /// Along x and y; unequal ones make an ellipse.
    pub(super) gravity: [f32; 2],
    pub(super) rounds: u32,
    /// How far a body may move in the first round.
    pub(super) heat: f32,
}

/// Lets bodies settle: `LinLog` attraction (Noack 2007), repulsion falling with distance, cooled as by Fruchterman &
/// Reingold (1991); repulsion is summed by Barnes & Hut (1986) above 200 bodies. O(rounds · (n log n + m)).
pub(super) fn settle(places: &mut [[f32; 2]], forces: &Forces<'_>, ticket: &Ticket) -> Result<(), Stopped> {
    let n = places.len();
    if n < 2 {
        return Ok(());
    }
    let mut tree = Tree::default();
    let mut moves = vec![[0.0f32; 2]; n];
    for round in 0..forces.rounds {
        ticket.check()?;
        let cool = 1.0 - round as f32 / forces.rounds as f32;
        if n > EXACT {
            tree.build(places, forces.mass);
        }
        step(places, &tree, forces, forces.heat * cool * cool + 1e-4, &mut moves, ticket)?;
        for (place, by) in places.iter_mut().zip(&moves) {
            place[0] += by[0];
            place[1] += by[1];
        }
    }
    Ok(())
}

fn step(
    places: &[[f32; 2]],
    tree: &Tree,
    forces: &Forces<'_>,
    limit: f32,
    moves: &mut [[f32; 2]],
    ticket: &Ticket,
) -> Result<(), Stopped> {
    moves.par_chunks_mut(CHUNK).enumerate().try_for_each(|(chunk, moves)| {
        ticket.check()?;
        for (k, by) in moves.iter_mut().enumerate() {
            *by = move_of(chunk * CHUNK + k, places, tree, forces, limit);
        }
        Ok(())
    })
}

fn move_of(body: usize, places: &[[f32; 2]], tree: &Tree, forces: &Forces<'_>, limit: f32) -> [f32; 2] {
    let at = places[body];
    let push = if places.len() > EXACT { tree.push_at(at) } else { push_by_pairs(at, places, forces.mass) };
    let pull = forces.pull[body];
    let mut force = [push[0] - forces.gravity[0] * pull * at[0], push[1] - forces.gravity[1] * pull * at[1]]
        .map(|f| f * forces.mass[body]);
    let mut stiffness = 1.0 + forces.mass[body];
    for (end, weight) in forces.springs.of(body) {
        let (dx, dy) = (places[end][0] - at[0], places[end][1] - at[1]);
        let d = dx.hypot(dy).max(1e-6);
        let by = weight * d.ln_1p() / d;
        force[0] += dx * by;
        force[1] += dy * by;
        stiffness += by;
    }
    let step = 0.5 / stiffness;
    let length = force[0].hypot(force[1]) * step;
    let by = if length > limit { step * limit / length } else { step };
    [force[0] * by, force[1] * by]
}

fn push_by_pairs(at: [f32; 2], places: &[[f32; 2]], mass: &[f32]) -> [f32; 2] {
    let mut push = [0.0f32; 2];
    for (place, &mass) in places.iter().zip(mass) {
        let (dx, dy) = (at[0] - place[0], at[1] - place[1]);
        let d2 = dx * dx + dy * dy;
        if d2 > 1e-9 {
            push[0] += dx * mass / d2;
            push[1] += dy * mass / d2;
        }
    }
    push
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_bodies_end_closer_than_untied_ones() {
        let rows = vec![vec![(1, 1.0)], vec![(0, 1.0)], vec![], vec![]];
        let mut places = vec![[-1.0, 0.0], [1.0, 0.1], [0.1, 1.0], [0.0, -1.0]];
        let forces = Forces {
            mass: &[1.0; 4],
            pull: &[1.0; 4],
            springs: &Springs::from_rows(&rows),
            gravity: [1.0; 2],
            rounds: 200,
            heat: 0.3,
        };
        settle(&mut places, &forces, &Ticket::new()).unwrap();
        let apart = |a: usize, b: usize| (places[a][0] - places[b][0]).hypot(places[a][1] - places[b][1]);
        assert!(apart(0, 1) < 0.8 * apart(2, 3), "{places:?}");
    }
}
