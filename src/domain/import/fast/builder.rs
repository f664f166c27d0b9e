//! Columns of the clean table as they grow, typed by what they mean; knows no row.

use crate::domain::import::check::Value;
use crate::domain::import::slots::Slot;
use crate::domain::import::wide;
use crate::domain::model::Meaning;
use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder, Float64Type, Int64Type, IntoSeries, PrimitiveChunkedBuilder, Series,
    StringChunkedBuilder,
};

/// One column of a part of the table.
pub enum Builder {
    Text(StringChunkedBuilder),
    Int(PrimitiveChunkedBuilder<Int64Type>),
    Float(PrimitiveChunkedBuilder<Float64Type>),
    Bool(BooleanChunkedBuilder),
}

impl Builder {
    /// For about so many rows.
    #[must_use]
    pub fn new(slot: &Slot, n_rows: usize) -> Self {
        let name = slot.name.as_str().into();
        match slot.meaning {
            // A line of the file, until all parts are together.
            Meaning::Id if slot.is_line => Self::Int(PrimitiveChunkedBuilder::new(name, n_rows)),
            Meaning::Topic if slot.name.starts_with(wide::PREFIX) => {
                Self::Bool(BooleanChunkedBuilder::new(name, n_rows))
            }
            Meaning::At | Meaning::Due | Meaning::Seconds | Meaning::Times => {
                Self::Int(PrimitiveChunkedBuilder::new(name, n_rows))
            }
            Meaning::Amount | Meaning::Value | Meaning::Spend | Meaning::Outcome => {
                Self::Float(PrimitiveChunkedBuilder::new(name, n_rows))
            }
            Meaning::Consent | Meaning::Market => Self::Bool(BooleanChunkedBuilder::new(name, n_rows)),
            _ => Self::Text(StringChunkedBuilder::new(name, n_rows)),
        }
    }

    #[inline]
    pub fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Text(column), Value::Text(text)) => column.append_value(text),
            (Self::Text(column), _) => column.append_null(),
            (Self::Int(column), Value::Int(number)) => column.append_value(number),
            (Self::Int(column), _) => column.append_null(),
            (Self::Float(column), Value::Float(number)) => column.append_value(number),
            (Self::Float(column), _) => column.append_null(),
            (Self::Bool(column), Value::Bool(is_yes)) => column.append_value(is_yes),
            (Self::Bool(column), _) => column.append_null(),
        }
    }

    pub fn push_texts(&mut self, texts: &[&str]) {
        match self {
            Self::Text(column) => texts.iter().for_each(|text| column.append_value(text)),
            _ => texts.iter().for_each(|text| self.push(Value::Text(text))),
        }
    }

    pub fn push_ints(&mut self, numbers: &[i64]) {
        match self {
            Self::Int(column) => numbers.iter().for_each(|&number| column.append_value(number)),
            _ => numbers.iter().for_each(|&number| self.push(Value::Int(number))),
        }
    }

    pub fn finish(self) -> Series {
        match self {
            Self::Text(column) => column.finish().into_series(),
            Self::Int(column) => column.finish().into_series(),
            Self::Float(column) => column.finish().into_series(),
            Self::Bool(column) => column.finish().into_series(),
        }
    }
}
