//! A column of text that costs what is filled in of it; knows nothing of what the texts mean, nor of whom they tell.

use polars::prelude::PlSmallStr;
use std::fmt;

/// One text or none a row. With nothing filled in it takes no memory at all; else four bytes a row as far as the last
/// one filled in, and 24 bytes a text, with a piece of memory of its own only for a text that is longer than that.
#[derive(Clone, Default)]
pub struct Filled {
    /// Where the text of each row is; the rows beyond the end have none.
    places: Vec<u32>,
    /// In the order in which they came. A text that is cleared leaves its place to its row.
    texts: Vec<Option<PlSmallStr>>,
}

impl Filled {
    /// The place of a row that never had a text.
    const NOWHERE: u32 = u32::MAX;

    /// What is filled in of a row; nothing beyond the last.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        // The place of a row without a text is beyond the end of the texts.
        self.texts.get(*self.places.get(row)? as usize)?.as_deref()
    }

    /// Fills in a row below [`u32::MAX`], over what was there. O(1) over many rows.
    pub fn set(&mut self, row: usize, text: &str) {
        if row >= self.places.len() {
            self.places.resize(row + 1, Self::NOWHERE);
        }
        let text = Some(PlSmallStr::from_str(text));
        if let Some(before) = self.texts.get_mut(self.places[row] as usize) {
            *before = text;
        } else {
            self.places[row] = self.texts.len() as u32;
            self.texts.push(text);
        }
    }

    /// Takes out what is filled in of a row: nothing is left of the text.
    pub fn clear(&mut self, row: usize) {
        if let Some(text) = self.places.get(row).and_then(|&place| self.texts.get_mut(place as usize)) {
            *text = None;
        }
    }

    /// The first so many rows, those beyond the end included: the column itself does not know how many there are.
    #[must_use]
    pub fn iter(&self, n_rows: usize) -> impl ExactSizeIterator<Item = Option<&str>> + Clone {
        (0..n_rows).map(|row| self.get(row))
    }

    /// The rows that are filled in, in order, with their texts.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &str)> + Clone {
        self.iter(self.places.len()).enumerate().filter_map(|(row, text)| Some((row, text?)))
    }

    /// All that is filled in, in the order of the rows.
    pub fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.rows().map(|(_, text)| text)
    }

    /// Whether nothing is filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.iter().all(Option::is_none)
    }
}

/// By what is filled in, however it came there.
impl PartialEq for Filled {
    fn eq(&self, other: &Self) -> bool {
        self.rows().eq(other.rows())
    }
}

impl Eq for Filled {}

impl fmt::Debug for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.rows()).finish()
    }
}

impl<T: AsRef<str>> FromIterator<Option<T>> for Filled {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(cells: I) -> Self {
        let mut filled = Filled::default();
        for (row, text) in cells.into_iter().enumerate() {
            if let Some(text) = text {
                filled.set(row, text.as_ref());
            }
        }
        filled
    }
}

impl<T: AsRef<str>> From<Vec<Option<T>>> for Filled {
    fn from(cells: Vec<Option<T>>) -> Self {
        cells.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_found_in_its_row() {
        let mut column = Filled::default();
        assert_eq!((column.get(0), column.is_empty(), column.iter(2).collect::<Vec<_>>()), (None, true, vec![None; 2]));
        let long = "longer than the twenty-four bytes that need no memory of their own";
        column.set(3, "Ayşe");
        column.set(1, long);
        column.set(3, "Bo");
        column.set(0, "");
        assert_eq!(column.iter(5).collect::<Vec<_>>(), [Some(""), Some(long), None, Some("Bo"), None]);
        assert_eq!(column.iter(2).len(), 2);
        assert_eq!(column.rows().collect::<Vec<_>>(), [(0, ""), (1, long), (3, "Bo")]);
        assert_eq!(column.texts().collect::<Vec<_>>(), ["", long, "Bo"]);
        assert!(!column.is_empty());
    }

    #[test]
    fn nothing_is_left_of_what_is_cleared_and_its_row_is_filled_in_again() {
        let mut column = Filled::from(vec![None, Some("Ada"), Some("Bo")]);
        column.clear(1);
        column.clear(0);
        column.clear(99);
        assert_eq!((column.get(1), column.get(2), column.texts.len()), (None, Some("Bo"), 2));
        assert_eq!(column.texts[0], None);
        column.set(1, "Cem");
        assert_eq!((column.get(1), column.texts.len()), (Some("Cem"), 2));
        column.clear(1);
        column.clear(2);
        assert!(column.is_empty() && column == Filled::default());
    }

    #[test]
    fn columns_are_equal_by_what_is_filled_in() {
        let column = Filled::from(vec![Some("a"), None, Some("c"), None]);
        let mut other = Filled::default();
        other.set(2, "c");
        assert_ne!(column, other);
        other.set(0, "a");
        assert_eq!(column, other);
        assert_eq!(Filled::from(vec![None::<String>; 9]), Filled::default());
        assert_ne!(Filled::from(vec![Some("")]), Filled::default());
        assert_eq!(format!("{column:?}"), "{0: \"a\", 2: \"c\"}");
    }

    #[test]
    fn it_costs_what_is_filled_in() {
        let empty: Filled = (0..1_000).map(|_| None::<&str>).collect();
        assert_eq!(empty.places.capacity() + empty.texts.capacity(), 0);
        assert_eq!(size_of::<Option<PlSmallStr>>(), 24);
    }
}
