//! The different texts of columns, each of which is one place in a list; knows no table.

use super::BLOCK;
use crate::domain::model::ids::{BATCH, NOBODY, Short, ShortMap};
use polars::prelude::{PlHashMap, StringChunked, StringChunkedBuilder};

/// The different texts met so far.
pub(super) struct List {
    short: ShortMap,
    long: PlHashMap<String, u32>,
    texts: StringChunkedBuilder,
    n_texts: u32,
}

impl List {
    pub fn new() -> Self {
        let texts = StringChunkedBuilder::new("id".into(), 0);
        List { short: ShortMap::new(0), long: PlHashMap::default(), texts, n_texts: 0 }
    }

    /// The place of each text of a column, [`NOBODY`] for empty cells. Asks every [`BLOCK`] rows whether to go on.
    pub fn add<E>(
        &mut self,
        column: &StringChunked,
        codes: &mut Vec<u32>,
        mut go_on: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        let may_be_empty = column.null_count() > 0;
        // Cells are read of the piece that holds them: the column would search for it among all, cell by cell.
        let pieces = column.downcast_iter();
        let batches =
            pieces.flat_map(|piece| piece.views().chunks(BATCH).zip((0..).step_by(BATCH)).map(move |of| (piece, of)));
        for (n_batch, (piece, (views, first))) in batches.enumerate() {
            if n_batch.is_multiple_of(BLOCK / BATCH) {
                go_on()?;
            }
            let cell = |k: usize| piece.get(first + k);
            let mut shorts = [None; BATCH];
            for (k, (short, view)) in shorts.iter_mut().zip(views).enumerate() {
                if !may_be_empty || cell(k).is_some() {
                    *short = Short::exact(view.length, [view.prefix, view.buffer_idx, view.offset]);
                }
            }
            let known = self.short.get_all(&shorts);
            for (k, (short, code)) in shorts.into_iter().zip(known).take(views.len()).enumerate() {
                codes.push(match short {
                    Some(_) if code != NOBODY => code,
                    Some(short) => self.add_short(short),
                    None => cell(k).map_or(NOBODY, |text| self.add_long(text)),
                });
            }
        }
        Ok(())
    }

    fn add_short(&mut self, short: Short) -> u32 {
        let known = self.short.get(short);
        if known != NOBODY {
            return known;
        }
        self.short.insert(short, self.n_texts);
        self.texts.append_value(short.text());
        self.n_texts += 1;
        self.n_texts - 1
    }

    fn add_long(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.long.get(text) {
            return known;
        }
        self.long.insert(text.to_owned(), self.n_texts);
        self.texts.append_value(text);
        self.n_texts += 1;
        self.n_texts - 1
    }

    pub fn finish(self) -> StringChunked {
        self.texts.finish()
    }
}

/// Those texts of a list that are asked for, in the order in which they first are.
pub(super) struct Fewer<'a> {
    all: &'a StringChunked,
    /// Of each of all, [`NOBODY`] until it is asked for.
    place: Vec<u32>,
    texts: StringChunkedBuilder,
    n_texts: u32,
}

impl<'a> Fewer<'a> {
    pub fn of(all: &'a StringChunked) -> Self {
        let texts = StringChunkedBuilder::new("id".into(), 0);
        Fewer { all, place: vec![NOBODY; all.len()], texts, n_texts: 0 }
    }

    /// The new place of a text by its old one; [`NOBODY`] for what is no place.
    pub fn place(&mut self, code: Option<i64>) -> u32 {
        let Some(code) = code.and_then(|code| usize::try_from(code).ok()) else { return NOBODY };
        let Some(place) = self.place.get_mut(code) else { return NOBODY };
        if *place == NOBODY {
            *place = self.n_texts;
            self.texts.append_value(self.all.get(code).unwrap_or_default());
            self.n_texts += 1;
        }
        *place
    }

    pub fn finish(self) -> StringChunked {
        self.texts.finish()
    }
}
