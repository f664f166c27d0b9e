//! What the machine can refuse, as data that every room understands; the sentences are the screen's.

/// Something that could not be done with a file; what stood there before still stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    NotFound {
        file: String,
    },
    NotAllowed {
        file: String,
    },
    IsAFolder {
        file: String,
    },
    TooLarge {
        file: String,
        n_bytes: u64,
        limit_bytes: u64,
    },
    ChangedWhileRead {
        file: String,
    },
    DiskFull {
        file: String,
    },
    /// Not a Tribewise project at all.
    OtherKind {
        file: String,
    },
    /// Its bytes are not those that were written; an earlier version may be kept.
    Damaged {
        file: String,
        kept_version: Option<String>,
    },
    /// Written by a newer Tribewise.
    Newer {
        file: String,
    },
    /// Open in another window, on that machine since then.
    InUse {
        file: String,
        host: String,
        since: String,
    },
    /// Somebody else has changed it since it was read.
    ChangedOutside {
        file: String,
    },
    /// A file's content could not be made.
    Unwritable {
        file: String,
        why: String,
    },
    /// Anything else, in the machine's words.
    Other {
        file: String,
        why: String,
    },
    /// No folder to keep projects in.
    NoHome,
    /// No display to open a window on.
    NoDisplay,
    /// A bug of ours; the log says where.
    Bug,
}

/// Good news about an opened project that a person should hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Recovered { n_changes: u64 },
    ChangedOutside { kept: Option<String> },
    WorkingDamaged,
    EndedAbruptly,
}
