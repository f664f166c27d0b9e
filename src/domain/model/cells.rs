//! Columns of a table that are read cell by cell, however they are held; knows nothing of what they mean.

use super::ints::Ints;
use polars::prelude::{Int64Chunked, StringChunked};

/// A column of text.
#[derive(Clone, Copy, Debug)]
pub enum Texts<'a> {
    Plain(&'a StringChunked),
    /// Places in a list of the different texts.
    Coded {
        list: &'a StringChunked,
        codes: &'a Ints,
    },
}

impl<'a> Texts<'a> {
    #[must_use]
    pub fn len(self) -> usize {
        match self {
            Texts::Plain(column) => column.len(),
            Texts::Coded { codes, .. } => codes.len(),
        }
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    #[must_use]
    pub fn get(self, n: usize) -> Option<&'a str> {
        match self {
            Texts::Plain(column) => column.get(n),
            Texts::Coded { list, codes } => list.get(usize::try_from(codes.get(n)?).ok()?),
        }
    }

    #[must_use]
    pub fn iter(self) -> Box<dyn Iterator<Item = Option<&'a str>> + 'a> {
        match self {
            Texts::Plain(column) => Box::new(column.iter()),
            Texts::Coded { .. } => Box::new((0..self.len()).map(move |n| self.get(n))),
        }
    }
}

/// A column of whole numbers.
#[derive(Clone, Copy, Debug)]
pub enum Whole<'a> {
    Plain(&'a Int64Chunked),
    Packed(&'a Ints),
}

impl<'a> Whole<'a> {
    #[must_use]
    pub fn len(self) -> usize {
        match self {
            Whole::Plain(column) => column.len(),
            Whole::Packed(ints) => ints.len(),
        }
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    #[inline]
    #[must_use]
    pub fn get(self, n: usize) -> Option<i64> {
        match self {
            Whole::Plain(column) => column.get(n),
            Whole::Packed(ints) => ints.get(n),
        }
    }

    #[must_use]
    pub fn iter(self) -> Box<dyn Iterator<Item = Option<i64>> + 'a> {
        match self {
            Whole::Plain(column) => Box::new(column.iter()),
            Whole::Packed(ints) => Box::new(ints.iter()),
        }
    }
}
