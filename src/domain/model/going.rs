//! How two people divide what goes between them, four bytes a pair; knows nothing of contacts or of what they weigh.

use std::fmt;

/// The part of the going that the first of two people does, and with it how even the two are.
///
/// Held as the lesser of the two shares, which says more digits of both than the greater one does; so both answers are
/// those of a division in double precision, rounded once. Pairs that mirror each other are even to the last bit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Going(u32);

/// The first does half or more. A share of a half at most needs neither this bit of a float nor the next.
const IS_MORE: u32 = 1 << 31;
/// One less the lesser share lies midway between two floats, and the greater share is that of the two to which it would
/// not be rounded.
const IS_OTHER: u32 = 1 << 30;

impl Going {
    /// Nothing goes either way, as between people of whom only distrust is known: nobody does more, and nothing is mutual.
    pub const NOTHING: Going = Going(u32::MAX);
    /// Both do half.
    pub const EVEN: Going = Going(0.5f32.to_bits() | IS_MORE);

    /// Of so much there and so much back, neither below zero; only the proportion matters.
    #[must_use]
    pub fn of(out: f64, back: f64) -> Going {
        let all = out + back;
        if all > 0.0 { Going::held((out / all) as f32, (out.min(back) / all) as f32) } else { Going::NOTHING }
    }

    /// From what [`Going::share_out`] and [`Going::reciprocity`] answered; the share is right where the two do not fit.
    #[must_use]
    pub fn from_answers(share_out: f32, reciprocity: f32) -> Going {
        if share_out.to_bits() == 0.5f32.to_bits() && reciprocity == 0.0 {
            return Going::NOTHING;
        }
        let lesser = reciprocity / 2.0;
        let going = Some(lesser).filter(|lesser| (0.0..=0.5).contains(lesser)).map(|l| Going::held(share_out, l));
        let fits = |going: &Going| going.share_out().to_bits() == share_out.to_bits();
        going.filter(fits).unwrap_or_else(|| Going::of(f64::from(share_out), 1.0 - f64::from(share_out)))
    }

    fn held(share_out: f32, lesser: f32) -> Going {
        let going = Going(lesser.to_bits() | if share_out >= 0.5 { IS_MORE } else { 0 });
        if going.share_out().to_bits() == share_out.to_bits() { going } else { Going(going.0 | IS_OTHER) }
    }

    fn lesser(self) -> f32 {
        f32::from_bits(self.0 & !(IS_MORE | IS_OTHER))
    }

    /// The part that the first does, 0 to 1; one half where nothing goes.
    #[must_use]
    pub fn share_out(self) -> f32 {
        if self == Going::NOTHING {
            return 0.5;
        }
        if self.0 & IS_MORE == 0 {
            return self.lesser();
        }
        let greater = 1.0 - f64::from(self.lesser());
        let nearest = greater as f32;
        match f64::from(nearest) < greater {
            _ if self.0 & IS_OTHER == 0 => nearest,
            true => nearest.next_up(),
            false => nearest.next_down(),
        }
    }

    /// Twice the lesser share: 0 one-sided, 1 even; 0 where nothing goes.
    #[must_use]
    pub fn reciprocity(self) -> f32 {
        if self == Going::NOTHING { 0.0 } else { 2.0 * self.lesser() }
    }
}

impl fmt::Debug for Going {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Going({} out, {} both ways)", self.share_out(), self.reciprocity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both answers are those of one division each, to the last bit, and what was answered is the same going again.
    fn assert_exact(out: f64, back: f64) {
        let going = Going::of(out, back);
        let expected = ((out / (out + back)) as f32, (2.0 * out.min(back) / (out + back)) as f32);
        assert_eq!((going.share_out(), going.reciprocity()), expected, "{out} {back}");
        assert_eq!(Going::from_answers(expected.0, expected.1), going, "{out} {back}");
    }

    #[test]
    fn small_counts_and_missed_calls_come_out_exactly() {
        for out in 0..150u32 {
            for back in u32::from(out == 0)..150 {
                assert_exact(f64::from(out), f64::from(back));
                assert_exact(f64::from(out) * 0.3 + 0.5, f64::from(back));
                assert_exact(f64::from(out), f64::from(back) * 0.3 + 7.3);
            }
        }
    }

    #[test]
    fn any_proportion_comes_out_exactly() {
        let mut state = 1u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64
        };
        for n in 0..300_000 {
            let (out, back) = (draw(), draw() * 0.5f64.powi(n % 60));
            assert_exact(out, back);
            assert_exact(back, out);
        }
        // Midway between two floats, and beside it.
        for midway in [0.25 + 0.5f64.powi(25), 0.375 + 0.5f64.powi(25), 0.5f64.powi(25), 0.5 - 0.5f64.powi(25)] {
            for lesser in [midway.next_down(), midway, midway.next_up()] {
                assert_exact(1.0 - lesser, lesser);
                assert_exact(lesser, 1.0 - lesser);
            }
        }
    }

    #[test]
    fn pairs_that_mirror_each_other_are_as_even_as_each_other() {
        for (out, back) in [(1.0, 2.0), (3.0, 7.0), (0.3, 11.0), (1.0, 1e9)] {
            assert_eq!(Going::of(out, back).reciprocity().to_bits(), Going::of(back, out).reciprocity().to_bits());
        }
    }

    #[test]
    fn nothing_is_neither_even_nor_one_sided() {
        let nothing = Going::of(0.0, 0.0);
        assert_eq!((nothing, nothing.share_out(), nothing.reciprocity()), (Going::NOTHING, 0.5, 0.0));
        assert_eq!(Going::from_answers(0.5, 0.0), Going::NOTHING);
        assert_eq!((Going::of(4.0, 4.0), Going::EVEN.share_out(), Going::EVEN.reciprocity()), (Going::EVEN, 0.5, 1.0));
    }

    #[test]
    fn of_answers_that_do_not_fit_the_share_stays() {
        for share in [0.0, 0.1, 0.2, 1.0 / 3.0, 0.75, 1.0] {
            for reciprocity in [0.0, 0.3, 1.0, 9.0, -1.0, f32::NAN] {
                assert_eq!(Going::from_answers(share, reciprocity).share_out(), share, "{share} {reciprocity}");
            }
        }
        assert_eq!(Going::from_answers(f32::NAN, 0.5), Going::NOTHING);
    }
}
