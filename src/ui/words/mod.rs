//! The only place where sentences are written; knows values, not widgets.

mod language;
pub use language::{Language, pick, speak, spoken};
pub(crate) use language::{said, sentences};

pub mod adding;
pub mod cells;
pub mod choose;
pub mod choosing;
pub mod cleaning;
pub mod command;
pub mod data;
pub mod deeper;
pub mod dialog;
pub mod doing;
pub mod export;
pub mod filter;
pub mod fit;
pub mod goals;
pub mod history;
pub mod hold;
pub mod identity;
pub mod influence;
pub mod judgement;
pub mod look;
pub mod map;
pub mod number;
pub mod pairing;
pub mod people;
pub mod plan;
pub mod privacy;
pub mod stages;
pub mod stance;
pub mod strategy;
pub mod table;
pub mod tribes;
pub mod trouble;
pub mod turnover;

sentences! {
    /// The product's name.
    tribewise: "Tribewise";
    /// What it is, in a line.
    tagline: "Who really influences your customers";

    open_project: "Open a project…";
    new_project: "Start with your files…";
    try_sample: "Try with sample data";
    sample_hint: "A made-up telecom town: 2,400 invented people and their calls, messages and purchases.";
    drop_here: "Drop customer files here";
    drop_hint: "Calls, messages, payments, friendships, customers, purchases: CSV, Excel, Parquet and more. They stay on this computer.";
    recent: "Recent projects";
    no_recent: "Projects you open will be listed here.";
    privacy_label: "Nothing leaves this computer. Tribewise has no network code at all.";

    search_hint: "Find a person or tribe";
    nothing_found: "Nobody by that name or number";
    light_theme: "Light theme";
    dark_theme: "Dark theme";
    help: "Help";
    close: "Close";
    cancel: "Cancel";
    stop: "Stop";
    save_now: "Save now";
    save_as: "Save as…";
    rename: "Rename";
    close_project: "Close project";
    untitled: "Untitled project";
    unsaved: "Project without a file";
    export_label: "Export";

    /// Names of the five stations on the road.
    room_data: "Data";
    room_people: "People";
    room_plan: "Plan";
    room_hold: "Hold";
    room_results: "Results";
}

/// The state of the file, in the status bar.
#[must_use]
pub fn kept(is_saved_to_file: bool, has_file: bool) -> &'static str {
    match (has_file, is_saved_to_file) {
        (true, true) => "Saved",
        (true, false) => "Kept, saving…",
        (false, _) => "Kept on this computer",
    }
}

/// Where a project is that was never saved as a file.
#[must_use]
pub fn kept_here(opened_on: &str) -> String {
    format!("Kept on this computer, open on {opened_on}")
}

/// "412 people in 3 tribes selected".
#[must_use]
pub fn selected(n_people: usize, n_tribes: usize) -> String {
    format!("{} selected", map::count(n_people, n_tribes))
}

/// What a worker is doing, with how far it is where that is known.
#[must_use]
pub fn progress(progress: crate::domain::ticket::Progress) -> String {
    use crate::domain::ticket::Stage;
    let doing = match progress.stage {
        Stage::Waiting => "Starting",
        Stage::Reading => "Reading files",
        Stage::Checking => "Checking every row",
        Stage::JoiningPeople => "Putting people together",
        Stage::MeasuringTies => "Measuring how close people are",
        Stage::FindingTribes => "Finding tribes",
        Stage::ScoringPeople => "Working out who is listened to",
        Stage::PlacingMap => "Drawing the map",
        Stage::ComparingPeople => "Looking for people who are listed twice",
        Stage::ChoosingPeople => "Choosing people",
        Stage::Simulating => "Trying the plan out",
        Stage::Writing => "Writing the file",
    };
    if progress.total == 0 {
        return format!("{doing}…");
    }
    let share = progress.done.min(progress.total) as f64 / progress.total as f64;
    format!("{doing}, {}", number::percent((share * 100.0).floor() / 100.0))
}
