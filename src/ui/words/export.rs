//! Files that leave, in words.

use super::number;
use super::sentences;

sentences! {
    influencers: "The influencers…";
    flags: "Flags for the customer system…";
    people: "Everybody with all scores…";
    tribes: "The tribes…";
    ties: "The ties…";
    map: "The map as a picture…";
    large_map: "The map as a large picture, for print…";
    no_part: "--visible is for people, ties, tribes, influencers and the map: other files are for whole plans or for everybody.";
    people_shown: "The people on show…";
    influencers_shown: "The influencers on show…";
    tribes_shown: "The tribes on show…";
    ties_shown: "The ties on show…";
    shortlist: "Export the shortlist…";
    clean: "Export the rest of the queue…";
    released: "Export the released messages…";
}

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
