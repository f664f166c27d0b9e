//! What a sheet says beside its values: which rows and columns it hides, and to how many digits it pads; reads nothing.

use std::collections::HashMap;

/// What one sheet says beside its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    pub n_hidden_rows: u64,
    /// 1 is the sheet's first row.
    pub first_hidden: Option<u64>,
    pub n_hidden_columns: u64,
    /// Digits to which the number at a row and column, both from 0, is padded with zeros.
    digits: HashMap<(u32, u32), usize>,
}

/// By the sheet's name.
pub type Besides = HashMap<String, Beside>;

impl Beside {
    pub fn hide_row(&mut self, row: u32) {
        self.n_hidden_rows += 1;
        self.first_hidden = self.first_hidden.or(Some(u64::from(row) + 1));
    }

    pub fn pad(&mut self, row: u32, column: u32, n_digits: usize) {
        if n_digits > 0 {
            self.digits.insert((row, column), n_digits);
        }
    }

    #[must_use]
    pub fn n_digits(&self, row: u32, column: u32) -> usize {
        if self.digits.is_empty() { 0 } else { self.digits.get(&(row, column)).copied().unwrap_or(0) }
    }
}

/// Little-endian numbers at a place of a record; 0 where it is too short.
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
