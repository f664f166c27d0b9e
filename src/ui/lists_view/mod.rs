//! The lists of people, tribes and ties: beside the map, or wide in its place; they share the map's selection.

mod cells;
mod find;
mod people;
mod rows;
mod table;
mod ties;
mod tribes;
mod wide;

pub use find::{Found, find};
pub use wide::show_wide;

use super::intent::Intents;
use super::words::{people as say, table as words};
use super::{Scene, theme, widgets};
use crate::domain::listing::{By, PersonColumn, TieColumn, TribeColumn};
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::project::{Document, Project, Selection};
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;
use rows::Rows;
use std::sync::Arc;
use table::Cursor;

/// Which list is on show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Tribes,
    People,
    Ties,
}

impl Tab {
    const ALL: [Tab; 3] = [Tab::Tribes, Tab::People, Tab::Ties];

    fn word(self) -> &'static str {
        match self {
            Tab::Tribes => say::tribes(),
            Tab::People => say::people(),
            Tab::Ties => words::ties(),
        }
    }
}

/// What the lists remember.
#[derive(Debug, Default)]
pub struct Lists {
    tab: Tab,
    /// The lists take the place of the map.
    pub is_wide: bool,
    /// Brings the row of a newly chosen person into view once.
    shown: Option<Person>,
    people: Rows,
    ties: Rows,
    people_by: Vec<By<PersonColumn>>,
    ties_by: Vec<By<TieColumn>>,
    tribes_by: Vec<By<TribeColumn>>,
    sums: tribes::Sums,
    cursor: Cursor,
    /// The words of the columns of people that are on show where there is room; none: the usual.
    pub columns: Vec<String>,
    /// Says when the list of rows that a worker was asked for is there.
    pub n_asked: u64,
}

/// The name a tribe goes by: the one given by hand, else its own.
#[must_use]
pub fn tribe_name<'a>(scored: &'a Scored, document: &'a Document, position: usize) -> &'a str {
    let Some(tribe) = scored.tribes.tribes.get(position) else { return say::no_tribe() };
    document.tribe_names.get(&tribe.id).map_or(&tribe.name, |name| name)
}

/// Chooses a person, alone or beside those chosen already.
pub fn choose_person(selection: &mut Selection, person: Person, is_adding: bool) {
    if is_adding {
        if !selection.people.remove(&person) {
            selection.people.insert(person);
        }
    } else {
        selection.clear();
        selection.people.insert(person);
    }
    selection.card = selection.people.contains(&person).then_some(person);
}

/// Chooses a tribe, alone or beside those chosen already.
pub fn choose_tribe(selection: &mut Selection, tribe: u32, is_adding: bool) {
    if is_adding {
        if !selection.tribes.remove(&tribe) {
            selection.tribes.insert(tribe);
        }
    } else {
        let is_alone = selection.tribes.len() == 1 && selection.tribes.contains(&tribe) && selection.people.is_empty();
        selection.clear();
        if !is_alone {
            selection.tribes.insert(tribe);
        }
    }
    selection.card = None;
}

impl Lists {
    /// What is to be told of what was done in a list.
    pub fn take_said(&mut self) -> Option<&'static str> {
        self.cursor.take_said()
    }
}

/// What the lists are drawn from.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) project: &'a Project,
    pub(super) scored: &'a Arc<Scored>,
}

/// The lists beside the map.
pub fn show(
    ui: &mut Ui,
    lists: &mut Lists,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    let from = From { project, scored };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::SPACE_XS;
        ui.spacing_mut().button_padding.x = 9.0;
        ui.set_min_height(30.0);
        tabs(ui, &mut lists.tab);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon(ui, glyph::TABLE, words::as_table(), true).clicked() {
                lists.is_wide = true;
            }
        });
    });
    if scene.selection.card.is_some() && scene.selection.card != lists.shown {
        lists.tab = Tab::People;
    }
    match lists.tab {
        Tab::Tribes => tribes::show(ui, lists, &from, scene, tribes::NARROW),
        Tab::People => people::show(ui, lists, &from, scene, &people::NARROW, intents),
        Tab::Ties => ties::show(ui, lists, &from, scene, &ties::NARROW, intents),
    }
    lists.shown = scene.selection.card;
}

fn tabs(ui: &mut Ui, now: &mut Tab) {
    for tab in Tab::ALL {
        let face = if *now == tab { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
        if ui.selectable_label(*now == tab, RichText::new(tab.word()).font(face)).clicked() {
            *now = tab;
        }
    }
}
