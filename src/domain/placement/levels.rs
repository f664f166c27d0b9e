//! The same ties seen from farther and farther off: strongly tied bodies drawn together into one, level by level (as in
//! Walshaw 2003 and Hu 2005); knows no place.

/// Bodies down to which there is no need to look from farther off.
const FEW: usize = 60;
/// A level must have at most this share of the bodies of the one below.
const FEWER: f32 = 0.85;
/// At most so many bodies become one.
const MOST: u32 = 3;

/// Ties in rows by body, and how many people each body stands for.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) rows: Vec<Vec<(u32, f32)>>,
    pub(super) mass: Vec<f32>,
    /// The body of the level above that each body is part of; empty on the highest.
    pub(super) parents: Vec<u32>,
}

/// The levels from the nearest, which is given, to the farthest. O(m) each, in the order of the rows.
pub(super) fn levels(rows: Vec<Vec<(u32, f32)>>) -> Vec<Level> {
    let mass = vec![1.0; rows.len()];
    let mut levels = vec![Level { rows, mass, parents: Vec::new() }];
    while let Some(level) = levels.last_mut() {
        let n = level.rows.len();
        if n <= FEW {
            break;
        }
        let (parents, n_above) = drawn_together(level);
        if n_above as f32 > FEWER * n as f32 {
            break;
        }
        let above = above(level, &parents, n_above);
        level.parents = parents;
        levels.push(above);
    }
    levels
}

/// Each body with the one that it is most tied to for its size, those with few ties first.
fn drawn_together(level: &Level) -> (Vec<u32>, usize) {
    const NONE: u32 = u32::MAX;
    let n = level.rows.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&body| (level.rows[body].len(), body));
    let mut parents = vec![NONE; n];
    let mut sizes: Vec<u32> = Vec::new();
    for body in order {
        if parents[body] != NONE {
            continue;
        }
        let mut best: Option<(f32, u32)> = None;
        for &(other, strength) in &level.rows[body] {
            let parent = parents[other as usize];
            let is_open = parent == NONE || sizes[parent as usize] < MOST;
            let pull = strength / level.mass[other as usize] * if parent == NONE { 1.0 } else { 0.5 };
            if is_open && other as usize != body && best.is_none_or(|(most, _)| pull > most) {
                best = Some((pull, other));
            }
        }
        let parent = match best.map(|(_, other)| (other as usize, parents[other as usize])) {
            Some((_, parent)) if parent != NONE => parent,
            with => {
                sizes.push(0);
                let parent = sizes.len() as u32 - 1;
                if let Some((other, _)) = with {
                    parents[other] = parent;
                    sizes[parent as usize] += 1;
                }
                parent
            }
        };
        parents[body] = parent;
        sizes[parent as usize] += 1;
    }
    (parents, sizes.len())
}

fn above(level: &Level, parents: &[u32], n_above: usize) -> Level {
    let mut mass = vec![0.0; n_above];
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); n_above];
    for (body, &parent) in parents.iter().enumerate() {
        mass[parent as usize] += level.mass[body];
        let ties = level.rows[body].iter().map(|&(other, strength)| (parents[other as usize], strength));
        rows[parent as usize].extend(ties.filter(|&(other, _)| other != parent));
    }
    for row in &mut rows {
        row.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
        row.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
    }
    Level { rows, mass, parents: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_seen_from_farther_off_as_a_smaller_ring() {
        let n = 500u32;
        let rows = (0..n).map(|k| vec![((k + n - 1) % n, 1.0), ((k + 1) % n, 1.0)]).collect();
        let levels = levels(rows);
        assert!(levels.len() > 2);
        for level in &levels {
            assert_eq!(level.mass.iter().sum::<f32>(), 500.0);
            assert!(level.rows.iter().all(|row| (1..=2).contains(&row.len())));
        }
        assert!(levels[levels.len() - 1].rows.len() <= FEW);
    }

    #[test]
    fn whoever_is_tied_to_nobody_stays_alone() {
        let levels = levels(vec![Vec::new(); 100]);
        assert_eq!(levels.len(), 1);
    }
}
