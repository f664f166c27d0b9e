//! The same ties seen from farther and farther off: strongly tied bodies drawn together into one, level by level (as in
//! Walshaw 2003 and Hu 2005); knows no place.

use crate::domain::ticket::{Stopped, Ticket};

/// Bodies down to which there is no need to look from farther off.
const FEW: usize = 60;
/// A level must have at most this share of the bodies of the one below.
const FEWER: f32 = 0.85;
/// At most so many bodies become one.
const MOST: u32 = 3;
/// Bodies looked at between two looks at the ticket.
const BLOCK: usize = 1_024;

/// Ties in rows by body, and how many people each body stands for.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) rows: Vec<Vec<(u32, f32)>>,
    pub(super) mass: Vec<f32>,
    /// The body of the level above that each body is part of; empty on the highest.
    pub(super) parents: Vec<u32>,
}

/// The levels from the nearest, which is given, to the farthest. O(m) each, in the order of the rows.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub(super) fn levels(rows: Vec<Vec<(u32, f32)>>, ticket: &Ticket) -> Result<Vec<Level>, Stopped> {
    let mass = vec![1.0; rows.len()];
    let mut levels = vec![Level { rows, mass, parents: Vec::new() }];
    while let Some(level) = levels.last_mut() {
        let n = level.rows.len();
        if n <= FEW {
            break;
        }
        let (parents, n_above) = drawn_together(level, ticket)?;
        if n_above as f32 > FEWER * n as f32 {
            break;
        }
        let above = above(level, &parents, n_above, ticket)?;
        level.parents = parents;
        levels.push(above);
    }
    Ok(levels)
}

/// Each body with the one that it is most tied to for its size, those with few ties first. Where all that a body is tied
/// to are in full company, it joins another body that was left over beside the same one: the leaves of a star (Hu 2005).
fn drawn_together(level: &Level, ticket: &Ticket) -> Result<(Vec<u32>, usize), Stopped> {
    const NONE: u32 = u32::MAX;
    let n = level.rows.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&body| (level.rows[body].len(), body));
    let mut parents = vec![NONE; n];
    let mut sizes: Vec<u32> = Vec::new();
    // Of each body, the company of those left over beside it that has room.
    let mut left_over = vec![NONE; n];
    for (k, body) in order.into_iter().enumerate() {
        if k % BLOCK == 0 {
            ticket.check()?;
        }
        if parents[body] != NONE {
            continue;
        }
        let mut best: Option<(f32, u32)> = None;
        for &(other, strength) in &level.rows[body] {
            let parent = parents[other as usize];
            let is_open = parent == NONE || has_room(&sizes, parent);
            let pull = strength / level.mass[other as usize] * if parent == NONE { 1.0 } else { 0.5 };
            if is_open && other as usize != body && best.is_none_or(|(most, _)| pull > most) {
                best = Some((pull, other));
            }
        }
        let dearest = level.rows[body].iter().filter(|tie| tie.0 as usize != body).max_by(|x, y| x.1.total_cmp(&y.1));
        let beside = dearest.map(|tie| tie.0 as usize).filter(|_| best.is_none());
        let found = match (best, beside) {
            (Some((_, other)), _) => parents[other as usize],
            (None, Some(other)) => Some(left_over[other]).filter(|&company| has_room(&sizes, company)).unwrap_or(NONE),
            (None, None) => NONE,
        };
        let parent = if found == NONE {
            sizes.push(0);
            sizes.len() as u32 - 1
        } else {
            found
        };
        if let Some((_, other)) = best.filter(|_| found == NONE) {
            parents[other as usize] = parent;
            sizes[parent as usize] += 1;
        }
        if let Some(other) = beside {
            left_over[other] = parent;
        }
        parents[body] = parent;
        sizes[parent as usize] += 1;
    }
    Ok((parents, sizes.len()))
}

/// Whether a company is there that another body may join.
fn has_room(sizes: &[u32], company: u32) -> bool {
    sizes.get(company as usize).is_some_and(|&size| size < MOST)
}

fn above(level: &Level, parents: &[u32], n_above: usize, ticket: &Ticket) -> Result<Level, Stopped> {
    let mut mass = vec![0.0; n_above];
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); n_above];
    for (body, &parent) in parents.iter().enumerate() {
        if body % BLOCK == 0 {
            ticket.check()?;
        }
        mass[parent as usize] += level.mass[body];
        let ties = level.rows[body].iter().map(|&(other, strength)| (parents[other as usize], strength));
        rows[parent as usize].extend(ties.filter(|&(other, _)| other != parent));
    }
    for (body, row) in rows.iter_mut().enumerate() {
        if body % BLOCK == 0 {
            ticket.check()?;
        }
        row.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
        row.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
    }
    Ok(Level { rows, mass, parents: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_seen_from_farther_off_as_a_smaller_ring() {
        let n = 500u32;
        let rows = (0..n).map(|k| vec![((k + n - 1) % n, 1.0), ((k + 1) % n, 1.0)]).collect();
        let levels = levels(rows, &Ticket::new()).unwrap();
        assert!(levels.len() > 2);
        for level in &levels {
            assert_eq!(level.mass.iter().sum::<f32>(), 500.0);
            assert!(level.rows.iter().all(|row| (1..=2).contains(&row.len())));
        }
        assert!(levels[levels.len() - 1].rows.len() <= FEW);
    }

    #[test]
    fn whoever_is_tied_to_nobody_stays_alone() {
        let levels = levels(vec![Vec::new(); 100], &Ticket::new()).unwrap();
        assert_eq!(levels.len(), 1);
    }

    #[test]
    fn a_star_is_seen_from_farther_off_as_a_smaller_star() {
        let n = 2_000u32;
        let mut rows = vec![vec![(0, 1.0)]; n as usize];
        rows[0] = (1..n).map(|leaf| (leaf, 1.0)).collect();
        let levels = levels(rows, &Ticket::new()).unwrap();
        for pair in levels.windows(2) {
            assert!(pair[1].rows.len() <= pair[0].rows.len() / 2, "{}", pair[1].rows.len());
        }
        assert!(levels[levels.len() - 1].rows.len() <= FEW);
    }

    #[test]
    fn a_stop_is_heard_on_the_way() {
        let ticket = Ticket::new();
        ticket.stop();
        assert!(levels(vec![vec![(0, 1.0)]; 100], &ticket).is_err());
    }
}
