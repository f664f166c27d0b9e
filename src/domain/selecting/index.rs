//! Points of the map in square cells, so that asking about a place looks at few of them; knows nothing of who they are.

use super::outline::is_inside;

/// Points a cell, on average over the ground that they cover.
const POINTS_A_CELL: f32 = 4.0;

/// Points in square cells, in compressed rows. Rows without a place (NaN) are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    low: [f32; 2],
    cell: f32,
    wide: usize,
    high: usize,
    /// Where each cell's points begin, one more than there are cells.
    offsets: Vec<u32>,
    /// The rows of all points, cell by cell, rising within each.
    rows: Vec<u32>,
    /// Their places, in the same order.
    places: Vec<[f32; 2]>,
}

impl Index {
    /// O(n) by counting.
    #[must_use]
    pub fn new(places: &[[f32; 2]]) -> Index {
        let is_there = |at: &[f32; 2]| at[0].is_finite() && at[1].is_finite();
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        let mut n_there = 0usize;
        for at in places.iter().filter(|at| is_there(at)) {
            for axis in 0..2 {
                (low[axis], high[axis]) = (low[axis].min(at[axis]), high[axis].max(at[axis]));
            }
            n_there += 1;
        }
        if n_there == 0 {
            return Index { offsets: vec![0], ..Index::default() };
        }
        let size = [(high[0] - low[0]).max(1e-3), (high[1] - low[1]).max(1e-3)];
        // Long thin pictures still have few cells: never more along one side than there are points.
        let cell =
            (size[0] * size[1] * POINTS_A_CELL / n_there as f32).sqrt().max(size[0].max(size[1]) / n_there as f32);
        let (wide, tall) = ((size[0] / cell) as usize + 1, (size[1] / cell) as usize + 1);
        let mut index = Index { low, cell, wide, high: tall, ..Index::default() };
        index.offsets = vec![0; wide * tall + 1];
        for &at in places.iter().filter(|at| is_there(at)) {
            let cell = index.cell_of(at);
            index.offsets[cell + 1] += 1;
        }
        for k in 1..index.offsets.len() {
            index.offsets[k] += index.offsets[k - 1];
        }
        let mut next = index.offsets.clone();
        (index.rows, index.places) = (vec![0; n_there], vec![[0.0; 2]; n_there]);
        for (row, &at) in (0..).zip(places).filter(|(_, at)| is_there(at)) {
            let slot = &mut next[index.cell_of(at)];
            index.rows[*slot as usize] = row;
            index.places[*slot as usize] = at;
            *slot += 1;
        }
        index
    }

    /// How many points there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Calls for every point in the cells that a rectangle touches, with its row and place; some may lie outside it.
    pub fn around(&self, low: [f32; 2], high: [f32; 2], mut each: impl FnMut(u32, [f32; 2])) {
        let Some((columns, lines)) = self.cells(low, high) else { return };
        for line in lines {
            let (first, last) = (line * self.wide + columns.start, line * self.wide + columns.end);
            for slot in self.offsets[first] as usize..self.offsets[last] as usize {
                each(self.rows[slot], self.places[slot]);
            }
        }
    }

    /// The row for which `away`, given row and distance, is least, among those within `reach` of a place; the lower of
    /// equals.
    #[must_use]
    pub fn nearest(&self, at: [f32; 2], reach: f32, away: impl Fn(u32, f32) -> f32) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        let corner = |by: f32| [at[0] + by, at[1] + by];
        self.around(corner(-reach), corner(reach), |row, place| {
            let distance = (place[0] - at[0]).hypot(place[1] - at[1]);
            let found = (away(row, distance), row);
            if distance <= reach && best.is_none_or(|best| found.0 < best.0 || (found.0 == best.0 && row < best.1)) {
                best = Some(found);
            }
        });
        best.map(|(_, row)| row)
    }

    /// The rows of all points inside a closed line, rising. Cells that the line does not touch are wholly in or out, so
    /// this is O(cells covered + points found + points along the line · corners).
    #[must_use]
    pub fn inside(&self, outline: &[[f32; 2]]) -> Vec<u32> {
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for at in outline {
            for axis in 0..2 {
                (low[axis], high[axis]) = (low[axis].min(at[axis]), high[axis].max(at[axis]));
            }
        }
        let Some((columns, lines)) = self.cells(low, high) else { return Vec::new() };
        let is_crossed = self.crossed(outline);
        let mut found = Vec::new();
        for line in lines {
            // Along a line of cells, in or out changes only across the drawn line.
            let mut is_in = None;
            for column in columns.clone() {
                let cell = line * self.wide + column;
                let slots = self.offsets[cell] as usize..self.offsets[cell + 1] as usize;
                if is_crossed[cell] {
                    is_in = None;
                    found.extend(slots.filter(|&k| is_inside(outline, self.places[k])).map(|k| self.rows[k]));
                } else if *is_in.get_or_insert_with(|| is_inside(outline, self.middle(column, line))) {
                    found.extend_from_slice(&self.rows[slots]);
                }
            }
        }
        found.sort_unstable();
        found
    }

    fn middle(&self, column: usize, line: usize) -> [f32; 2] {
        let along = |axis: usize, k: usize| self.low[axis] + (k as f32 + 0.5) * self.cell;
        [along(0, column), along(1, line)]
    }

    fn cell_of(&self, at: [f32; 2]) -> usize {
        let along = |axis: usize, n: usize| (((at[axis] - self.low[axis]) / self.cell) as usize).min(n - 1);
        along(1, self.high) * self.wide + along(0, self.wide)
    }

    /// Columns and lines of the cells that a rectangle touches; nothing where it lies aside.
    fn cells(&self, low: [f32; 2], high: [f32; 2]) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        let along = |axis: usize, n: usize| {
            let cell = |at: f32| ((at - self.low[axis]) / self.cell).floor();
            let (first, last) = (cell(low[axis]), cell(high[axis]));
            // A place that is no number is nowhere.
            let is_aside = !(last >= 0.0 && first < n as f32);
            (n > 0 && !is_aside).then(|| first.max(0.0) as usize..(last as usize).min(n - 1) + 1)
        };
        Some((along(0, self.wide)?, along(1, self.high)?))
    }

    /// For each cell whether the closed line may touch it.
    fn crossed(&self, outline: &[[f32; 2]]) -> Vec<bool> {
        let mut is_crossed = vec![false; self.wide * self.high];
        let Some(&last) = outline.last() else { return is_crossed };
        let mut from = last;
        // A hair's breadth, so that rounding leaves no cell out.
        let hair = 0.01 * self.cell;
        for &to in outline {
            let by = [to[0] - from[0], to[1] - from[1]];
            let n = (by[0].abs().max(by[1].abs()) / self.cell).ceil().clamp(1.0, 1e6) as usize;
            let point = |k: usize| [0, 1].map(|axis| from[axis] + by[axis] * k as f32 / n as f32);
            for k in 0..n {
                let (a, b) = (point(k), point(k + 1));
                let low = [0, 1].map(|axis| a[axis].min(b[axis]) - hair);
                let high = [0, 1].map(|axis| a[axis].max(b[axis]) + hair);
                let Some((columns, lines)) = self.cells(low, high) else { continue };
                for line in lines {
                    is_crossed[line * self.wide + columns.start..line * self.wide + columns.end].fill(true);
                }
            }
            from = to;
        }
        is_crossed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn points(n: usize, seed: u64) -> Vec<[f32; 2]> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut points: Vec<[f32; 2]> =
            (0..n).map(|_| [random.random_range(-40.0..60.0), random.random_range(-10.0..30.0)]).collect();
        for k in (0..n).step_by(17) {
            points[k] = [f32::NAN; 2];
        }
        points
    }

    #[test]
    fn a_lasso_finds_whom_a_look_at_everybody_finds() {
        let points = points(3_000, 1);
        let index = Index::new(&points);
        let mut random = ChaCha8Rng::seed_from_u64(2);
        for corners in [3, 4, 9, 40, 300] {
            for _ in 0..6 {
                // Lines that cross themselves and reach far outside.
                let outline: Vec<[f32; 2]> = (0..corners)
                    .map(|_| [random.random_range(-60.0..80.0), random.random_range(-20.0..40.0)])
                    .collect();
                let everybody = (0..).zip(&points).filter(|(_, at)| at[0].is_finite() && is_inside(&outline, **at));
                assert_eq!(index.inside(&outline), everybody.map(|(row, _)| row).collect::<Vec<u32>>());
            }
        }
    }

    #[test]
    fn the_nearest_is_the_nearest_of_all() {
        let points = points(2_000, 3);
        let index = Index::new(&points);
        let mut random = ChaCha8Rng::seed_from_u64(4);
        for _ in 0..200 {
            let at = [random.random_range(-50.0..70.0), random.random_range(-20.0..40.0)];
            let reach = random.random_range(0.1..9.0);
            let away = |p: &[f32; 2]| (p[0] - at[0]).hypot(p[1] - at[1]);
            let near = (0..).zip(&points).filter(|(_, p)| away(p) <= reach);
            let best = near.min_by(|x, y| away(x.1).total_cmp(&away(y.1))).map(|(row, _)| row);
            assert_eq!(index.nearest(at, reach, |_, distance| distance), best);
        }
    }

    #[test]
    fn large_ones_are_met_before_small_ones_that_are_nearer() {
        let index = Index::new(&[[0.0, 0.0], [3.0, 0.0]]);
        let radius = [2.5, 0.1];
        let edge = |row: u32, distance: f32| distance - radius[row as usize];
        assert_eq!(index.nearest([2.0, 0.0], 5.0, edge), Some(0));
        assert_eq!(index.nearest([2.0, 0.0], 5.0, |_, distance| distance), Some(1));
    }

    #[test]
    fn nobody_one_and_a_crowd_on_one_spot_are_no_trouble() {
        let square = [[-1.0, -1.0], [2.0, -1.0], [2.0, 2.0], [-1.0, 2.0]];
        for (points, found) in
            [(vec![], 0), (vec![[f32::NAN; 2]; 3], 0), (vec![[0.5, 0.5]], 1), (vec![[1.0; 2]; 500], 500)]
        {
            let index = Index::new(&points);
            assert_eq!((index.len() >= found, index.inside(&square).len()), (true, found));
            assert_eq!(index.nearest([0.9, 0.9], 1.0, |_, d| d), (found > 0).then_some(0));
            assert!(index.inside(&[]).is_empty() && index.inside(&[[f32::NAN; 2]; 3]).is_empty());
        }
    }
}
