//! The only place where sentences are written; knows values, not widgets.

pub mod adding;
pub mod cells;
pub mod certainty;
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

/// The product's name.
pub const TRIBEWISE: &str = "Tribewise";
/// What it is, in a line.
pub const TAGLINE: &str = "Who really influences your customers";

pub const OPEN_PROJECT: &str = "Open a project…";
pub const NEW_PROJECT: &str = "Start with your files…";
pub const TRY_SAMPLE: &str = "Try with sample data";
pub const SAMPLE_HINT: &str = "A made-up telecom town: 2,400 invented people and their calls, messages and purchases.";
pub const DROP_HERE: &str = "Drop customer files here";
pub const DROP_HINT: &str = "Calls, messages, payments, friendships, customers, purchases: CSV, Excel, Parquet and more. They stay on this computer.";
pub const RECENT: &str = "Recent projects";
pub const NO_RECENT: &str = "Projects you open will be listed here.";
pub const PRIVACY: &str = "Nothing leaves this computer. Tribewise has no network code at all.";

pub const SEARCH_HINT: &str = "Find a person or tribe";
pub const NOTHING_FOUND: &str = "Nobody by that name or number";
pub const LIGHT_THEME: &str = "Light theme";
pub const DARK_THEME: &str = "Dark theme";
pub const HELP: &str = "Help";
pub const CLOSE: &str = "Close";
pub const CANCEL: &str = "Cancel";
pub const STOP: &str = "Stop";
pub const SAVE_NOW: &str = "Save now";
pub const SAVE_AS: &str = "Save as…";
pub const RENAME: &str = "Rename";
pub const CLOSE_PROJECT: &str = "Close project";
pub const UNTITLED: &str = "Untitled project";
pub const UNSAVED: &str = "Project without a file";
pub const EXPORT: &str = "Export";

/// Names of the five stations on the road.
pub const ROOM_DATA: &str = "Data";
pub const ROOM_PEOPLE: &str = "People";
pub const ROOM_PLAN: &str = "Plan";
pub const ROOM_HOLD: &str = "Hold";
pub const ROOM_RESULTS: &str = "Results";

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
