//! Erasing people, knowing them again when a file brings them back, and telling them what is known of them; stores nothing.
//!
//! What names a person is written one way (`tokens`); erased people are kept as keyed fingerprints of that (`gate`);
//! rows and cells that name somebody are found and taken out of tables and reports (`rows`).

mod gate;
mod person;
mod rows;
mod tokens;

pub use gate::{Gate, fingerprints, fresh_key};
pub use person::{Named, find, named};
pub use rows::{Naming, is_small_number, naming_rows, without_report, without_rows};
pub use tokens::{tokens_of_contact, tokens_of_id};
