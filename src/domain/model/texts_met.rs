//! The different texts of columns, and for each cell the place of its text among them; knows nothing of rows or people.

use super::ids::{BATCH, NOBODY, Short, ShortMap};
use polars::prelude::{PlHashMap, StringChunked, StringChunkedBuilder};

/// Cells between two questions whether to go on.
const BLOCK: usize = 1 << 16;

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

    /// The place of each text of a column, or of the next piece of one, [`NOBODY`] for empty cells.
    pub fn add<E>(
        &mut self,
        column: &StringChunked,
        codes: &mut Vec<u32>,
        mut go_on: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        let begin = codes.len();
        let may_be_empty = column.null_count() > 0;
        let pieces = column.downcast_iter().flat_map(|piece| piece.views().chunks(BATCH));
        for (n_batch, views) in pieces.enumerate() {
            if n_batch.is_multiple_of(BLOCK / BATCH) {
                go_on()?;
            }
            let first = codes.len();
            let is_there = |n: usize| !may_be_empty || column.get(n - begin).is_some();
            let mut shorts = [None; BATCH];
            for ((short, view), _) in shorts.iter_mut().zip(views).zip(first..).filter(|(_, n)| is_there(*n)) {
                *short = Short::exact(view.length, [view.prefix, view.buffer_idx, view.offset]);
            }
            let known = self.short.get_all(&shorts);
            for (n, (short, code)) in (first..first + views.len()).zip(shorts.into_iter().zip(known)) {
                codes.push(match short {
                    Some(_) if code != NOBODY => code,
                    Some(short) => self.add_short(short),
                    None => column.get(n - begin).map_or(NOBODY, |text| self.add_long(text)),
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
