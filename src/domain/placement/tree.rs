//! A quadtree that sums up far bodies as one (Barnes & Hut 1986); knows nothing of tribes or people.

/// Cells below this depth hold several bodies as one, so that coincident bodies end.
const MAX_DEPTH: u32 = 32;
/// A cell acts as one body when its width is below this share of its distance.
const OPENING: f32 = 1.1;

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// Summed mass, and place times mass.
    mass: f32,
    moment: [f32; 2],
    /// Row of the first of four children; 0: none (the root is nobody's child).
    children: u32,
    width: f32,
}

/// A cell as the sums read it.
#[derive(Clone, Copy, Debug)]
struct Step {
    at: [f32; 2],
    mass: f32,
    /// Square of the distance within which the cell's parts act by themselves; 0: it has none.
    reach: f32,
    /// The first step after this cell and its parts.
    skip: u32,
}

/// All bodies of one round.
#[derive(Debug, Default)]
pub(super) struct Tree {
    cells: Vec<Cell>,
    steps: Vec<Step>,
}

impl Tree {
    /// Builds the tree in the order of the bodies, O(n log n).
    pub(super) fn build(&mut self, places: &[[f32; 2]], mass: &[f32]) {
        let (low, high) = bounds(places);
        let width = (high[0] - low[0]).max(high[1] - low[1]).max(1e-6) * 1.001;
        self.cells.clear();
        self.cells.push(Cell { width, ..Cell::default() });
        let centre = [f32::midpoint(low[0], high[0]), f32::midpoint(low[1], high[1])];
        for (place, &mass) in places.iter().zip(mass) {
            self.insert(*place, mass, centre);
        }
        self.lay_out();
    }

    fn insert(&mut self, place: [f32; 2], mass: f32, mut centre: [f32; 2]) {
        let mut at = 0;
        for depth in 0..=MAX_DEPTH {
            let before = self.cells[at];
            self.cells[at].mass += mass;
            self.cells[at].moment[0] += mass * place[0];
            self.cells[at].moment[1] += mass * place[1];
            if before.mass == 0.0 || depth == MAX_DEPTH {
                return;
            }
            let quarter = before.width / 4.0;
            if before.children == 0 {
                let first = self.cells.len();
                let child = Cell { width: before.width / 2.0, ..Cell::default() };
                self.cells.extend([child; 4]);
                self.cells[at].children = first as u32;
                let held = [before.moment[0] / before.mass, before.moment[1] / before.mass];
                let slot = first + quadrant(held, centre).0;
                self.cells[slot].mass = before.mass;
                self.cells[slot].moment = before.moment;
            }
            let (corner, side) = quadrant(place, centre);
            at = self.cells[at].children as usize + corner;
            centre = [centre[0] + side[0] * quarter, centre[1] + side[1] * quarter];
        }
    }

    /// Lays the cells out in the order of a walk, so that the sums below read memory forwards.
    fn lay_out(&mut self) {
        self.steps.clear();
        let mut open: Vec<(u32, u32)> = vec![(0, 0)];
        // (cell, 0) is to be laid out, (step, 1) has all its parts laid out.
        while let Some((row, is_closing)) = open.pop() {
            if is_closing == 1 {
                self.steps[row as usize].skip = self.steps.len() as u32;
                continue;
            }
            let cell = &self.cells[row as usize];
            if cell.mass == 0.0 {
                continue;
            }
            let step = self.steps.len() as u32;
            let reach = if cell.children == 0 { 0.0 } else { (cell.width / OPENING).powi(2) };
            let at = [cell.moment[0] / cell.mass, cell.moment[1] / cell.mass];
            self.steps.push(Step { at, mass: cell.mass, reach, skip: step + 1 });
            if cell.children != 0 {
                open.push((step, 1));
                open.extend((cell.children..cell.children + 4).rev().map(|child| (child, 0)));
            }
        }
    }

    /// The repulsion at a place: every mass pushes with mass / distance.
    pub(super) fn push_at(&self, place: [f32; 2]) -> [f32; 2] {
        let mut push = [0.0f32; 2];
        let mut k = 0;
        while let Some(step) = self.steps.get(k) {
            let (dx, dy) = (place[0] - step.at[0], place[1] - step.at[1]);
            let d2 = dx * dx + dy * dy;
            if step.reach > d2 {
                k += 1;
                continue;
            }
            if d2 > 1e-9 {
                let by = step.mass / d2;
                push[0] += dx * by;
                push[1] += dy * by;
            }
            k = step.skip as usize;
        }
        push
    }
}

/// Which quarter of a cell a place is in, and the direction of that quarter's centre.
fn quadrant(place: [f32; 2], centre: [f32; 2]) -> (usize, [f32; 2]) {
    let (right, below) = (place[0] > centre[0], place[1] > centre[1]);
    let side = |is_far: bool| if is_far { 1.0 } else { -1.0 };
    (usize::from(right) + 2 * usize::from(below), [side(right), side(below)])
}

/// Smallest and largest coordinate of finite places.
pub(super) fn bounds(places: &[[f32; 2]]) -> ([f32; 2], [f32; 2]) {
    let mut low = [f32::MAX; 2];
    let mut high = [f32::MIN; 2];
    for place in places {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis]);
            high[axis] = high[axis].max(place[axis]);
        }
    }
    if places.is_empty() { ([0.0; 2], [0.0; 2]) } else { (low, high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_comes_close_to_every_pair_by_itself() {
        let places: Vec<[f32; 2]> = (0..400u32)
            .map(|n| {
                let turn = n as f32 * 2.4;
                [turn.cos() * (n as f32).sqrt(), turn.sin() * (n as f32).sqrt()]
            })
            .collect();
        let mass: Vec<f32> = (0..400u32).map(|n| 1.0 + (n % 3) as f32).collect();
        let mut tree = Tree::default();
        tree.build(&places, &mass);
        for &at in places.iter().step_by(37) {
            let push = tree.push_at(at);
            let mut exact = [0.0f32; 2];
            for (p, m) in places.iter().zip(&mass) {
                let (dx, dy) = (at[0] - p[0], at[1] - p[1]);
                let d2 = dx * dx + dy * dy;
                if d2 > 1e-9 {
                    exact[0] += dx * m / d2;
                    exact[1] += dy * m / d2;
                }
            }
            let miss = (push[0] - exact[0]).hypot(push[1] - exact[1]);
            assert!(miss < 0.05 * (1.0 + exact[0].hypot(exact[1])) + 0.5, "{push:?} {exact:?}");
        }
    }

    #[test]
    fn bodies_in_one_place_are_no_trouble() {
        let places = vec![[1.0, 1.0]; 50];
        let mut tree = Tree::default();
        tree.build(&places, &[1.0; 50]);
        assert!(tree.push_at([2.0, 1.0])[0] > 45.0);
    }
}
