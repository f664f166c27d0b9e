//! Files that leave, in words.

use super::number;

pub const INFLUENCERS: &str = "The influencers…";
pub const FLAGS: &str = "Flags for the customer system…";
pub const PEOPLE: &str = "Everybody with all scores…";
pub const TRIBES: &str = "The tribes…";
pub const TIES: &str = "The ties…";
pub const MAP: &str = "The map as a picture…";
pub const LARGE_MAP: &str = "The map as a large picture, for print…";
pub const NO_PART: &str =
    "--visible is for people, ties, tribes, influencers and the map: other files are for whole plans or for everybody.";
pub const PEOPLE_SHOWN: &str = "The people on show…";
pub const INFLUENCERS_SHOWN: &str = "The influencers on show…";
pub const TRIBES_SHOWN: &str = "The tribes on show…";
pub const TIES_SHOWN: &str = "The ties on show…";
pub const SHORTLIST: &str = "Export the shortlist…";
pub const CLEAN: &str = "Export the rest of the queue…";
pub const RELEASED: &str = "Export the released messages…";

/// Over the files that hold only who is on show.
#[must_use]
pub fn only_visible(n: usize, of: usize) -> String {
    format!("Only the visible {} of {}", number::count(n), number::count(of))
}

/// A file was written.
#[must_use]
pub fn written(file: &str) -> String {
    format!("Written: {file}")
}

/// A file cannot be made in this format.
#[must_use]
pub fn other_format(extension: &str, possible: &[&str]) -> String {
    format!("A .{extension} file cannot be made of this. Nothing was written; use .{}.", possible.join(" or ."))
}
