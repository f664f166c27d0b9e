//! File bytes and a mapping in, a clean table and a list of problems out; opens no file itself and asks nobody.

mod types;

pub use types::{
    ColumnMapping, ColumnView, Imported, Mapping, Preview, Problem, ProblemKind, Proposal, Question, Report, Source,
    TimeReading, Unreadable,
};
