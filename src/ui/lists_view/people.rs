//! The list of people: best first, or by any of its columns; sorts nothing itself.

use super::table::{Did, Face, Table};
use super::{From, Lists, cells, choose_person};
use crate::domain::listing::{Listing, PersonColumn, What};
use crate::domain::model::Person;
use crate::project::Selection;
use crate::ui::Scene;
use crate::ui::intent::Intents;
use crate::ui::words::{certainty, filter, number, people as say, stages, stance, table as words};
use egui::Ui;

/// Beside the map.
pub(super) const NARROW: [PersonColumn; 4] =
    [PersonColumn::Rank, PersonColumn::Name, PersonColumn::RankByContacts, PersonColumn::Influence];
/// Where there is room, as long as nobody chose others.
pub(super) const USUAL: [PersonColumn; 11] = [
    PersonColumn::Rank,
    PersonColumn::CouldBe,
    PersonColumn::RankByContacts,
    PersonColumn::Name,
    PersonColumn::Tribe,
    PersonColumn::Influence,
    PersonColumn::Role,
    PersonColumn::Stage,
    PersonColumn::Stance,
    PersonColumn::Contacts,
    PersonColumn::Spending,
];

pub(super) fn show(
    ui: &mut Ui,
    lists: &mut Lists,
    from: &From<'_>,
    scene: &mut Scene<'_>,
    columns: &[PersonColumn],
    intents: &mut Intents,
) {
    let derived = from.project.derived();
    let opened = scene.selection.opened_tribe;
    let tribe = opened.and_then(|id| from.scored.tribes.tribes.iter().position(|tribe| tribe.id == id));
    let what = What::People { by: lists.people_by.clone(), tribe: tribe.map(|position| position as u32) };
    let wanted = Listing {
        what,
        scored: from.scored.clone(),
        stages: derived.stages().clone(),
        stances: derived.stances().clone(),
        visible: derived.visible().cloned(),
        certainty: derived.certainty().cloned(),
    };
    let rows = lists.people.of(wanted, &mut lists.n_asked, intents);
    super::wide::waiting(ui, &mut lists.people);
    let shown = scene.selection.card.filter(|card| lists.shown != Some(*card));
    let selection = &*scene.selection;
    let is_selected = |person: Person| selection.people.contains(&person);
    let is_narrow = columns == NARROW;
    let faces: Vec<Face<PersonColumn>> = columns.iter().map(|&column| face(column, !is_narrow)).collect();
    let headings = columns.iter().map(|&column| match column {
        PersonColumn::RankByContacts if is_narrow => words::by_contacts().to_owned(),
        column => heading(column, from),
    });
    let headings: Vec<String> = headings.collect();
    let table = Table {
        name: say::people(),
        faces: &faces,
        headings: &headings,
        rows: &rows,
        is_selected: &is_selected,
        text: &|person, column| text(person, column, from),
        draw: &|ui, person, column| {
            let is_name = column == PersonColumn::Name;
            if is_name {
                cells::person(ui, from, person);
            }
            is_name
        },
        label: &|person| format!("{}: {}", say::person(), from.scored.people.label(person)),
        may_leave: from.project.derived().is_scored(),
        shown: shown.and_then(|card| rows.iter().position(|&person| person == card)),
    };
    let did = table.show(ui, &mut lists.people_by, &mut lists.cursor);
    for did in did {
        take(did, scene.selection);
    }
}

fn take(did: Did, selection: &mut Selection) {
    match did {
        Did::Chose(person) | Did::Opened(person) => choose_person(selection, person, false),
        Did::Toggled(person) => choose_person(selection, person, true),
        Did::ChoseAll(people) => {
            selection.clear();
            selection.people.extend(people);
        }
    }
}

fn face(column: PersonColumn, is_wide: bool) -> Face<PersonColumn> {
    use PersonColumn as C;
    let (width, is_number) = match column {
        C::Rank if !is_wide => (34.0, false),
        C::Rank => (56.0, false),
        C::Name if !is_wide => (0.0, false),
        C::Name => (190.0, false),
        C::Id => (100.0, false),
        C::Tribe => (130.0, false),
        C::CouldBe => (84.0, false),
        C::Role | C::Stage | C::Stance => (96.0, false),
        C::Attribute(_) => (110.0, false),
        C::RankByContacts if !is_wide => (72.0, true),
        C::Influence if !is_wide => (60.0, true),
        C::Influence => (74.0, true),
        _ => (92.0, true),
    };
    Face { column, width, is_number }
}

/// What a column is called.
pub(super) fn heading(column: PersonColumn, from: &From<'_>) -> String {
    match column {
        PersonColumn::Attribute(place) => {
            from.scored.people.attributes.get(place as usize).map(|column| column.heading.clone()).unwrap_or_default()
        }
        column => words::person_column(column).to_owned(),
    }
}

/// A cell in words; nothing where nothing is known.
pub(super) fn text(person: Person, column: PersonColumn, from: &From<'_>) -> String {
    use PersonColumn as C;
    let at = person as usize;
    let (people, scores, derived) = (&*from.scored.people, &*from.scored.scores, from.project.derived());
    let is_ranked = scores.rank.get(at).is_some_and(|&rank| rank > 0);
    let when_ranked = |text: &dyn Fn() -> String| if is_ranked { text() } else { String::new() };
    let share = |column: &[f32]| when_ranked(&|| number::percent(f64::from(column.get(at).copied().unwrap_or(0.0))));
    match column {
        C::Rank => {
            let known = derived.certainty().and_then(|known| known.shown(person));
            when_ranked(&|| certainty::rank(known, scores.rank[at]))
        }
        C::CouldBe => {
            let range = derived.certainty().and_then(|known| known.range(person));
            range.map(certainty::between).unwrap_or_default()
        }
        C::Name => people.label(person).to_owned(),
        C::Id => people.ids[at].clone(),
        C::Tribe => {
            let position = from.scored.tribes.of.get(at).copied().unwrap_or(u32::MAX) as usize;
            super::tribe_name(from.scored, from.project.document(), position).to_owned()
        }
        C::Influence => when_ranked(&|| format!("{:.0}", scores.influence[at])),
        C::Role => when_ranked(&|| filter::one_role(scores.role[at]).to_owned()),
        C::Stage => derived.stages().stage(person).map(stages::stage).unwrap_or_default().to_owned(),
        C::Stance => derived.stances().told(person).map(|(of, by)| stance::short(of, by)).unwrap_or_default(),
        C::Contacts => scores.n_contacts.get(at).map(|&n| number::count(n as usize)).unwrap_or_default(),
        C::Spending => number::money(people.spend_cents[at]),
        C::ListenedTo => share(&scores.listened_to),
        C::Reach => {
            when_ranked(&|| number::count(scores.reach_people.get(at).copied().unwrap_or(0.0).round() as usize))
        }
        C::Closeness => share(&scores.closeness),
        C::Position => share(&scores.position),
        C::Persuasion => scores.persuasion_of(person).map(|x| number::percent(f64::from(x))).unwrap_or_default(),
        C::RankByContacts => when_ranked(&|| number::count(scores.rank_by_contacts[at] as usize)),
        C::Attribute(place) => {
            let column = people.attributes.get(place as usize);
            column.and_then(|column| column.values.get(at)).unwrap_or_default().to_owned()
        }
    }
}
