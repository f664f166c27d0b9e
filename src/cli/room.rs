//! Whether files have room in memory, as the command line says it; loads nothing.

use crate::domain::import::{self, Fit, Mapping, Source, Unreadable};
use crate::domain::ticket::Ticket;
use crate::shell::memory;
use crate::ui::words;

/// What a file needs of the memory that is free, where the system tells.
pub(super) fn fit(source: &Source, mapping: &Mapping) -> Option<Fit> {
    let need = import::need(source, mapping, &Ticket::new()).ok()?;
    Some(Fit { need, free_bytes: memory::free_bytes()?, strongest: None })
}

/// The sentence on a file that takes a good part of the free memory.
pub(super) fn sentence(fit: &Fit) -> Option<String> {
    (fit.need.n_bytes > fit.free_bytes / 10).then(|| words::fit::sentence(fit))
}

/// The option with which a file that was refused would fit.
pub(super) fn hint(why: &Unreadable) -> String {
    match why {
        Unreadable::DoesNotFit(Fit { strongest: Some((least, _)), .. }) => format!(" (--strongest-only {least})"),
        _ => String::new(),
    }
}
