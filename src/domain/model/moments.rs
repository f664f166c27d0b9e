//! A column of moments, four bytes each where all lie within 136 years; knows nothing of what happened at them.

use super::Ties;
use std::fmt;

/// Moments in seconds as [`super::Meaning::At`], [`Ties::NO_DATE`] where there is none; every one comes back as it was
/// put in, and two columns of the same moments are equal however they are held.
#[derive(Clone)]
pub struct Moments(Held);

#[derive(Clone)]
enum Held {
    /// Seconds since the base, [`NONE`] where there is no date.
    Near { base: i64, after: Vec<u32> },
    /// Some moment is too far from the others.
    Wide(Vec<i64>),
}

const NONE: u32 = u32::MAX;
/// The farthest from the base, in seconds.
const FARTHEST: i64 = NONE as i64 - 1;

fn after(base: i64, at: i64) -> Option<u32> {
    if at == Ties::NO_DATE {
        return Some(NONE);
    }
    let seconds = at.checked_sub(base).filter(|seconds| (0..=FARTHEST).contains(seconds))?;
    u32::try_from(seconds).ok()
}

fn moment(base: i64, after: u32) -> i64 {
    if after == NONE { Ties::NO_DATE } else { base + i64::from(after) }
}

impl Default for Moments {
    /// None yet, for moments since 1970.
    fn default() -> Self {
        Moments::since(0)
    }
}

impl Moments {
    /// None yet; those from this moment on, for 136 years, take four bytes each.
    #[must_use]
    pub fn since(base: i64) -> Moments {
        Moments(Held::Near { base, after: Vec::new() })
    }

    /// None yet; those up to this moment, for 136 years, take four bytes each.
    #[must_use]
    pub fn up_to(last: i64) -> Moments {
        Moments::since(last.saturating_sub(FARTHEST))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Held::Near { after, .. } => after.len(),
            Held::Wide(all) => all.len(),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The moment of a row; [`Ties::NO_DATE`] also where there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> i64 {
        match &self.0 {
            Held::Near { base, after } => after.get(row).map_or(Ties::NO_DATE, |&after| moment(*base, after)),
            Held::Wide(all) => all.get(row).copied().unwrap_or(Ties::NO_DATE),
        }
    }

    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = i64> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    pub fn push(&mut self, at: i64) {
        match &mut self.0 {
            Held::Near { base, after: all } => match after(*base, at) {
                Some(after) => all.push(after),
                None => self.0 = Held::Wide(Self::widened(*base, all, at)),
            },
            Held::Wide(all) => all.push(at),
        }
    }

    /// All of the other go behind these, row by row; O(rows of the other), and a copy where both have the same base.
    pub fn append(&mut self, other: &mut Moments) {
        let mut other = std::mem::take(other);
        match (&mut self.0, &mut other.0) {
            (Held::Near { base, after }, Held::Near { base: other_base, after: more })
                if base == other_base || after.is_empty() =>
            {
                *base = *other_base;
                after.append(more);
            }
            (Held::Wide(all), Held::Wide(more)) => all.append(more),
            _ => other.iter().for_each(|at| self.push(at)),
        }
    }

    /// Makes room for so many more and no others.
    pub fn reserve_exact(&mut self, more: usize) {
        match &mut self.0 {
            Held::Near { after, .. } => after.reserve_exact(more),
            Held::Wide(all) => all.reserve_exact(more),
        }
    }

    /// Eight bytes each, and one that was too far behind them; with the room that there was.
    fn widened(base: i64, near: &Vec<u32>, far: i64) -> Vec<i64> {
        let mut all = Vec::with_capacity(near.capacity().max(near.len() + 1));
        all.extend(near.iter().map(|&after| moment(base, after)));
        all.push(far);
        all
    }
}

impl From<Vec<i64>> for Moments {
    fn from(all: Vec<i64>) -> Self {
        let base = all.iter().copied().filter(|&at| at != Ties::NO_DATE).min().unwrap_or(0);
        if all.iter().any(|&at| after(base, at).is_none()) {
            return Moments(Held::Wide(all));
        }
        // No room is left over: it is known how many there are.
        let after = all.iter().map(|&at| after(base, at).unwrap_or(NONE)).collect();
        Moments(Held::Near { base, after })
    }
}

impl FromIterator<i64> for Moments {
    fn from_iter<I: IntoIterator<Item = i64>>(all: I) -> Self {
        Moments::from(all.into_iter().collect::<Vec<_>>())
    }
}

impl PartialEq for Moments {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Moments {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO: i64 = Ties::NO_DATE;

    fn is_wide(moments: &Moments) -> bool {
        matches!(moments.0, Held::Wide(_))
    }

    fn pushed(mut moments: Moments, all: &[i64]) -> Moments {
        for &at in all {
            moments.push(at);
        }
        moments
    }

    /// Put in at once and one by one, the same come back.
    fn assert_kept(all: &[i64], expect_wide: bool) {
        let at_once = Moments::from(all.to_vec());
        assert_eq!((at_once.iter().collect::<Vec<_>>(), is_wide(&at_once)), (all.to_vec(), expect_wide));
        for base in [Moments::default(), Moments::since(NO), Moments::since(i64::MAX), Moments::up_to(1_700_000_000)] {
            let one_by_one = pushed(base, all);
            assert_eq!(one_by_one.iter().collect::<Vec<_>>(), all);
            assert_eq!((one_by_one.len(), &one_by_one), (all.len(), &at_once));
        }
        assert_eq!(all.iter().copied().collect::<Moments>(), at_once);
    }

    #[test]
    fn every_moment_comes_back_as_it_was() {
        assert_kept(&[], false);
        assert_kept(&[NO, NO], false);
        assert_kept(&[1_700_000_000, NO, 0, 1_700_000_000, 86_399], false);
        assert_kept(&[-5, NO, -86_400], false);
        assert_kept(&[7, 7 + FARTHEST, NO], false);
        assert_kept(&[7, 7 + FARTHEST + 1, NO], true);
        assert_kept(&[i64::MIN + 1, NO, i64::MAX, 0], true);
    }

    #[test]
    fn a_moment_too_far_from_the_base_widens_and_loses_none() {
        for far in [-1, FARTHEST + 1] {
            let mut moments = pushed(Moments::since(0), &[0, NO, FARTHEST]);
            assert!(!is_wide(&moments));
            moments.push(far);
            moments.push(5);
            assert!(is_wide(&moments));
            assert_eq!(moments.iter().collect::<Vec<_>>(), [0, NO, FARTHEST, far, 5]);
        }
    }

    #[test]
    fn the_years_up_to_a_moment_take_four_bytes() {
        let today = 1_700_000_000;
        let moments = pushed(Moments::up_to(today), &[today, today - FARTHEST, NO]);
        assert!(!is_wide(&moments));
        assert!(is_wide(&pushed(moments.clone(), &[today - FARTHEST - 1])));
        assert!(is_wide(&pushed(moments, &[today + 1])));
        // Where nothing is dated.
        assert!(!is_wide(&pushed(Moments::up_to(NO), &[NO, NO])));
    }

    #[test]
    fn parts_are_appended_whatever_their_bases() {
        let parts = [(0, vec![3, NO, 4]), (0, vec![5]), (-100, vec![-50, NO, 9]), (0, vec![]), (1, vec![i64::MAX, NO])];
        for turn in 0..parts.len() {
            let (mut moments, mut all) = (Moments::default(), Vec::new());
            let in_turn = parts.iter().cycle().skip(turn).take(parts.len());
            for (base, part) in in_turn {
                let mut more = pushed(Moments::since(*base), part);
                moments.reserve_exact(part.len());
                moments.append(&mut more);
                assert!(more.is_empty());
                all.extend(part);
            }
            assert_eq!(moments.iter().collect::<Vec<_>>(), all);
            assert_eq!(moments, Moments::from(all));
        }
    }

    #[test]
    fn parts_of_one_base_stay_narrow_and_a_first_part_brings_its_base() {
        let mut moments = Moments::default();
        moments.append(&mut pushed(Moments::since(-9), &[-9, NO]));
        moments.append(&mut pushed(Moments::since(-9), &[-3]));
        assert!(!is_wide(&moments));
        assert_eq!((moments.iter().collect::<Vec<_>>(), moments.get(2), moments.get(3)), (vec![-9, NO, -3], -3, NO));
        assert_ne!(moments, Moments::from(vec![-9, NO, -4]));
        assert_ne!(moments, Moments::from(vec![-9, NO]));
    }
}
