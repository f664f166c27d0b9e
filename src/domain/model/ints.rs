//! Whole numbers in as many bits as the largest of them needs, read one by one; knows nothing of what they count.

/// Numbers of a column, some of which may be missing; equal columns are held in equal bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ints {
    len: usize,
    /// What is held is how far a number is above the least; one more where some are missing, who are held as 0.
    least: i64,
    has_missing: bool,
    /// Bits a number, less than 64.
    width: u32,
    /// Two more than are filled, so that a number that goes on in the next is read without asking.
    words: Vec<u64>,
}

impl Ints {
    /// Two passes; nothing where the numbers lie too far apart for 63 bits.
    #[must_use]
    pub fn pack<I: Iterator<Item = Option<i64>>>(values: impl Fn() -> I) -> Option<Ints> {
        let (mut len, mut has_missing, mut least, mut most) = (0, false, i64::MAX, i64::MIN);
        for value in values() {
            len += 1;
            match value {
                Some(value) => (least, most) = (value.min(least), value.max(most)),
                None => has_missing = true,
            }
        }
        let span = if least > most { 0 } else { most.abs_diff(least) };
        let least = if least > most { 0 } else { least };
        let held = span.checked_add(u64::from(has_missing)).filter(|&held| held < 1 << 63)?;
        let width = u64::BITS - held.leading_zeros();
        let mut ints = Ints { len, least, has_missing, width, words: Vec::new() };
        ints.fill(values());
        Some(ints)
    }

    fn fill(&mut self, values: impl Iterator<Item = Option<i64>>) {
        self.words = vec![0; (self.len * self.width as usize).div_ceil(64) + 2];
        for (n, value) in values.take(self.len).enumerate() {
            let above = value.map_or(0, |value| value.abs_diff(self.least) + u64::from(self.has_missing));
            let at = n * self.width as usize;
            let (word, shift) = (at / 64, (at % 64) as u32);
            self.words[word] |= above << shift;
            // In two steps: a shift by 64 is none.
            self.words[word + 1] |= above >> 1 >> (63 - shift);
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Nothing where it is missing, or behind the last.
    #[inline]
    #[must_use]
    pub fn get(&self, n: usize) -> Option<i64> {
        if n >= self.len {
            return None;
        }
        let at = n * self.width as usize;
        let (word, shift) = (at / 64, (at % 64) as u32);
        let both = self.words[word] >> shift | self.words[word + 1] << 1 << (63 - shift);
        let above = both & ((1 << self.width) - 1);
        let above = if self.has_missing { above.checked_sub(1)? } else { above };
        Some(self.least.wrapping_add_unsigned(above))
    }

    pub fn iter(&self) -> impl Iterator<Item = Option<i64>> {
        (0..self.len).map(|n| self.get(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes_back(values: &[Option<i64>]) -> u32 {
        let ints = Ints::pack(|| values.iter().copied()).unwrap();
        assert_eq!((ints.iter().collect::<Vec<_>>().as_slice(), ints.len()), (values, values.len()));
        assert_eq!(ints.get(values.len()), None);
        ints.width
    }

    #[test]
    fn numbers_come_back_from_as_many_bits_as_they_need() {
        assert_eq!(comes_back(&[]), 0);
        assert_eq!(comes_back(&[None, None]), 1);
        assert_eq!(comes_back(&[Some(7); 9]), 0);
        assert_eq!(comes_back(&[Some(-5), None, Some(-6), Some(-4)]), 2);
        assert_eq!(comes_back(&[Some(1_700_000_000), Some(1_700_000_000 + 90 * 86_400)]), 23);
        assert_eq!(comes_back(&[Some(i64::MIN), Some(i64::MIN + 1), None]), 2);
        assert_eq!(comes_back(&[Some(0), Some(i64::MAX), Some(12)]), 63);
        // Across the borders of words, whatever the width.
        for width in 1..63 {
            let most = (1i64 << width) - 1;
            let values: Vec<_> = (0..200).map(|n: i64| Some(n.wrapping_mul(0x1319_8A2E_0370_7345) & most)).collect();
            assert!(comes_back(&[values, vec![Some(most), Some(0)]].concat()) == width);
        }
    }

    #[test]
    fn what_lies_too_far_apart_is_not_packed() {
        for values in [vec![Some(i64::MIN), Some(0)], vec![Some(0), Some(i64::MAX), None]] {
            assert_eq!(Ints::pack(|| values.iter().copied()), None);
        }
    }
}
