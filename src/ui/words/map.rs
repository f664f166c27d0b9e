//! The sentences of the map.

use super::{filter, look, number, time};
use crate::domain::placement::scene::{LegendItem, Mark};
use crate::project::Choosing;
use crate::ui::map::Tool;

pub const ALL_TRIBES: &str = "All tribes";
pub const EVERYONE: &str = "Everyone";
pub const SHOW_EVERYONE: &str = "Show everyone";
pub const SHOW_EVERYONE_HINT: &str = "Every person as a point in their tribe’s place (A)";
/// While a worker draws everybody.
pub const DRAWING: &str = "Drawing everyone…";
pub const ZOOM_IN: &str = "Zoom in";
pub const ZOOM_OUT: &str = "Zoom out";
pub const SHOW_ALL: &str = "Show all";
/// Where there is nothing to draw yet.
pub const EMPTY: &str = "No tribes yet. Bring in a file that says who is in touch with whom.";

pub const NEIGHBOURS: &str = "Add neighbours";
pub const NEIGHBOURS_HINT: &str = "Add everyone one step away from those selected (N)";
pub const CLEAR: &str = "Select nothing";
pub const CLEAR_HINT: &str = "Select nothing (C)";
pub const ADD_TO_PLAN: &str = "Add to plan";
pub const ADD_TO_PLAN_HINT: &str =
    "Put everyone selected into the audience of the plan (P), or drag these words onto it";
pub const PLAN_LOCKED: &str = "The plan is approved: make it a draft again to change its audience";

/// What a tool is called.
#[must_use]
pub fn tool(tool: Tool) -> &'static str {
    match tool {
        Tool::Pointer => "Pointer",
        Tool::Lasso => "Lasso",
        Tool::Box => "Box",
        Tool::Move => "Move a tribe",
    }
}

/// What a tool does, and its key.
#[must_use]
pub fn tool_hint(tool: Tool) -> &'static str {
    match tool {
        Tool::Pointer => "Pointer: click to select, drag to move the map (V)",
        Tool::Lasso => "Lasso: draw round those you mean; Shift adds, Alt takes away (L)",
        Tool::Box => "Box: drag a box over those you mean; Shift adds, Alt takes away (B)",
        Tool::Move => "Move a tribe: drag it where you want it, and it stays there; click it to let it go (M)",
    }
}

/// "14 people in 3 tribes".
#[must_use]
pub fn count(n_people: usize, n_tribes: usize) -> String {
    let people = number::people(n_people);
    if n_tribes == 0 { people } else { format!("{people} in {}", number::tribes(n_tribes)) }
}

/// What the line drawn so far would do.
#[must_use]
pub fn drawn(choosing: Choosing, n_people: usize, n_tribes: usize) -> String {
    let count = count(n_people, n_tribes);
    match choosing {
        Choosing::Anew => count,
        Choosing::Adding => format!("Add {count}"),
        Choosing::TakingAway => format!("Take away {count}"),
    }
}

/// Said when they are.
#[must_use]
pub fn added_to_plan(n_people: usize, n_tribes: usize, plan: &str) -> String {
    format!("{} added to “{plan}”.", count(n_people, n_tribes))
}

/// What the map is called by a screen reader.
#[must_use]
pub fn map(n_tribes: usize) -> String {
    format!("Map of {}", number::tribes(n_tribes))
}

/// What the map of everybody is called by a screen reader.
#[must_use]
pub fn map_of_everyone(n_people: usize) -> String {
    format!("Map of everyone, {}", number::people(n_people))
}

/// What the map of one tribe is called by a screen reader.
#[must_use]
pub fn map_of(name: &str, n_people: usize) -> String {
    format!("Map of {name}, {}", number::people(n_people))
}

/// "24 tribes, 8,431 people", over the map.
#[must_use]
pub fn overview(n_tribes: usize, n_people: usize) -> String {
    format!("{}, {}", number::tribes(n_tribes), number::people(n_people))
}

/// "Runners, 1,203 people".
#[must_use]
pub fn tribe(name: &str, n_people: usize) -> String {
    format!("{name}, {}", number::people(n_people))
}

/// The line beside the pointer over a tribe; `share` of the most influential `percent` are in it.
#[must_use]
pub fn tribe_line(name: &str, n_people: usize, share: f32, percent: f32) -> String {
    let line = tribe(name, n_people);
    format!("{line}, {} of the top {}", whole_percent(share * 100.0), whole_percent(percent))
}

/// The line beside the pointer over a person.
#[must_use]
pub fn person_line(name: &str, role: &str, influence: f32) -> String {
    format!("{name}, {role}, influence {influence:.0} of 100")
}

/// What a sign means, in the legend of the screen and of pictures.
#[must_use]
pub fn legend(item: LegendItem, percent: f32) -> String {
    let top = whole_percent(percent);
    match item {
        LegendItem::BubbleSize => "Area: people".into(),
        LegendItem::Hue(preset) => look::colour(preset),
        LegendItem::Class(class) => look::class(class),
        LegendItem::Rim => "Thick rim: how many of each".into(),
        LegendItem::ShareOfTop => format!("Thick rim: share of the top {top} influential"),
        LegendItem::TribeTie => "Line: how strongly tied".into(),
        LegendItem::PersonSize(preset) => look::size(preset).into(),
        LegendItem::Point => "Point: one person".into(),
        LegendItem::DrawnTies => "Lines: the strongest ties".into(),
        LegendItem::Person(Mark::Leader) => "Leader".into(),
        LegendItem::Person(Mark::Diamond) => "Bridge".into(),
        LegendItem::Person(Mark::Triangle) => "Spreader".into(),
        LegendItem::Person(Mark::Dot) => "Core or follower".into(),
        LegendItem::Person(Mark::Ring) => "Outsider".into(),
        LegendItem::StrongTie => "Strongest ties".into(),
        LegendItem::InferredTie => "Dashed: inferred from purchases".into(),
        LegendItem::Outside => "Grey: outside your market".into(),
        LegendItem::Treated => "In the plan".into(),
        LegendItem::Control => "Kept out to compare".into(),
        LegendItem::Changed(change) => time::change(change).into(),
        LegendItem::FilteredOut { n, of } => format!("Pale: filtered out, {}", filter::visible(n, of)),
    }
}

fn whole_percent(percent: f32) -> String {
    let text = format!("{percent:.1}");
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_well() {
        assert_eq!(tribe_line("Runners", 1203, 0.125, 3.0), "Runners, 1,203 people, 12.5 % of the top 3 %");
        assert_eq!(person_line("Anna", "leader", 93.7), "Anna, leader, influence 94 of 100");
        assert_eq!(map(1), "Map of 1 tribe");
    }
}
