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
    /// Two passes over numbers that come some thousand at a time; nothing where they lie too far apart for 63 bits.
    ///
    /// # Errors
    /// Whatever `go_on` says, which is asked before each of these blocks.
    pub fn pack<E, B>(blocks: impl Fn() -> B, mut go_on: impl FnMut() -> Result<(), E>) -> Result<Option<Ints>, E>
    where
        B: Iterator<Item: IntoIterator<Item = Option<i64>>>,
    {
        let (mut len, mut has_missing, mut least, mut most) = (0, false, i64::MAX, i64::MIN);
        for block in blocks() {
            go_on()?;
            for value in block {
                len += 1;
                match value {
                    Some(value) => (least, most) = (value.min(least), value.max(most)),
                    None => has_missing = true,
                }
            }
        }
        let span = if least > most { 0 } else { most.abs_diff(least) };
        let least = if least > most { 0 } else { least };
        let held = span.checked_add(u64::from(has_missing)).filter(|&held| held < 1 << 63);
        let Some(held) = held else { return Ok(None) };
        let width = u64::BITS - held.leading_zeros();
        let words = vec![0; (len * width as usize).div_ceil(64) + 2];
        let mut ints = Ints { len, least, has_missing, width, words };
        let mut places = 0..len;
        for block in blocks() {
            go_on()?;
            block.into_iter().zip(places.by_ref()).for_each(|(value, n)| ints.put(n, value));
        }
        Ok(Some(ints))
    }

    /// Into a place that was not filled before.
    #[inline]
    fn put(&mut self, n: usize, value: Option<i64>) {
        let above = value.map_or(0, |value| value.abs_diff(self.least) + u64::from(self.has_missing));
        let at = n * self.width as usize;
        let (word, shift) = (at / 64, (at % 64) as u32);
        self.words[word] |= above << shift;
        // In two steps: a shift by 64 is none.
        self.words[word + 1] |= above >> 1 >> (63 - shift);
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
    use std::cell::Cell;
    use std::convert::Infallible;

    fn pack(values: &[Option<i64>]) -> Option<Ints> {
        let Ok(ints) = Ints::pack(|| values.chunks(7).map(|some| some.iter().copied()), || Ok::<(), Infallible>(()));
        ints
    }

    fn comes_back(values: &[Option<i64>]) -> u32 {
        let ints = pack(values).unwrap();
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
            assert_eq!(pack(&values), None);
        }
    }

    #[test]
    fn every_block_of_both_passes_is_asked_for() {
        let values: Vec<Option<i64>> = (0..100).map(Some).collect();
        let n_read = Cell::new(0);
        let read = |value: &Option<i64>| {
            n_read.set(n_read.get() + 1);
            *value
        };
        let blocks = || values.chunks(30).map(|some| some.iter().map(read));
        // Stopped at the k-th question: what was read until then, once and once more from the begin.
        for (k, n_until) in [0, 30, 60, 90, 100, 130, 160, 190].into_iter().enumerate() {
            let mut n_left = k;
            n_read.set(0);
            let go_on = || {
                n_left = n_left.checked_sub(1).ok_or("stopped")?;
                Ok(())
            };
            assert_eq!((Ints::pack(blocks, go_on), n_read.get()), (Err("stopped"), n_until), "question {k}");
        }
    }
}
