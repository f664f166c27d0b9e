//! The list of ties between people on show; choosing one chooses its two people; sorts nothing itself.

use super::table::{Did, Face, Table};
use super::{From, Lists, choose_person};
use crate::domain::import::day_text;
use crate::domain::listing::{Listing, TieColumn, What};
use crate::domain::model::{Channel, FileKind, Person, Ties};
use crate::project::Selection;
use crate::ui::Scene;
use crate::ui::intent::Intents;
use crate::ui::words::{number, table as words};
use egui::Ui;

/// Beside the map.
pub(super) const NARROW: [TieColumn; 3] = [TieColumn::From, TieColumn::To, TieColumn::Strength];

/// In place of the map: all that the files tell anything of.
pub(super) fn wide(from: &From<'_>) -> Vec<TieColumn> {
    let has_judgements = from.project.document().imports.iter().any(|import| import.kind() == FileKind::Ratings);
    let is_told = |column: &TieColumn| match column {
        TieColumn::Late => !from.scored.ties.late.is_empty(),
        TieColumn::Judgement => has_judgements,
        _ => true,
    };
    TieColumn::ALL.into_iter().filter(is_told).collect()
}

pub(super) fn show(
    ui: &mut Ui,
    lists: &mut Lists,
    from: &From<'_>,
    scene: &mut Scene<'_>,
    columns: &[TieColumn],
    intents: &mut Intents,
) {
    let derived = from.project.derived();
    let wanted = Listing {
        what: What::Ties { by: lists.ties_by.clone() },
        scored: from.scored.clone(),
        stages: derived.stages().clone(),
        stances: derived.stances().clone(),
        visible: derived.visible().cloned(),
        certainty: None,
    };
    let rows = lists.ties.of(wanted, &mut lists.n_asked, intents);
    super::wide::waiting(ui, &mut lists.ties);
    let ties = &from.scored.ties;
    let selection = &*scene.selection;
    let is_in = |person: Person| selection.people.contains(&person);
    let is_selected = |row: u32| is_in(ties.a[row as usize]) && is_in(ties.b[row as usize]);
    let faces: Vec<Face<TieColumn>> = columns.iter().map(|&column| face(column, columns.len() > 3)).collect();
    let headings: Vec<String> = columns.iter().map(|&column| words::tie_column(column).to_owned()).collect();
    let label = |row: u32| {
        let name = |person: Person| from.scored.people.label(person);
        words::tie(name(ties.a[row as usize]), name(ties.b[row as usize]))
    };
    let table = Table {
        name: words::ties(),
        faces: &faces,
        headings: &headings,
        rows: &rows,
        is_selected: &is_selected,
        text: &|row, column| text(row as usize, column, from),
        draw: &|_, _, _| false,
        label: &label,
        may_leave: from.project.derived().is_scored(),
        shown: None,
    };
    let did = table.show(ui, &mut lists.ties_by, &mut lists.cursor);
    for did in did {
        take(did, ties, scene.selection);
    }
}

fn take(did: Did, ties: &Ties, selection: &mut Selection) {
    let ends = |row: u32| [ties.a[row as usize], ties.b[row as usize]];
    match did {
        Did::Chose(row) | Did::Opened(row) => {
            let [a, b] = ends(row);
            let is_opened = matches!(did, Did::Opened(_));
            choose_person(selection, a, false);
            selection.people.insert(b);
            selection.card = is_opened.then_some(a);
        }
        Did::Toggled(row) => {
            let is_on = ends(row).into_iter().all(|end| selection.people.contains(&end));
            for end in ends(row) {
                if is_on {
                    selection.people.remove(&end);
                } else {
                    selection.people.insert(end);
                }
            }
        }
        Did::ChoseAll(rows) => {
            selection.clear();
            selection.people.extend(rows.into_iter().flat_map(ends));
        }
    }
}

fn face(column: TieColumn, is_wide: bool) -> Face<TieColumn> {
    let (width, is_number) = match column {
        TieColumn::From | TieColumn::To if is_wide => (190.0, false),
        TieColumn::From => (90.0, false),
        TieColumn::To => (0.0, false),
        TieColumn::Channels | TieColumn::Last => (130.0, false),
        _ => (92.0, true),
    };
    Face { column, width, is_number }
}

fn text(row: usize, column: TieColumn, from: &From<'_>) -> String {
    let ties = &from.scored.ties;
    let name = |person: Person| from.scored.people.label(person).to_owned();
    match column {
        TieColumn::From => name(ties.a[row]),
        TieColumn::To => name(ties.b[row]),
        TieColumn::Strength => number::percent(f64::from(ties.strength[row])),
        TieColumn::Days => number::count(ties.days[row] as usize),
        TieColumn::Contacts => number::count(ties.contacts(row) as usize),
        TieColumn::BothWays => number::percent(f64::from(ties.reciprocity(row))),
        TieColumn::Last => {
            let last = ties.last.get(row);
            if last == Ties::NO_DATE { String::new() } else { day_text(last) }
        }
        TieColumn::Late => ties.late_share(row).map_or(String::new(), |share| number::percent(f64::from(share))),
        TieColumn::Judgement => ties.judgement(row).map_or(String::new(), |mean| number::about(f64::from(mean))),
        TieColumn::Channels => {
            let has = |channel: &Channel| ties.has_channel(row, *channel);
            Channel::ALL.into_iter().filter(has).map(words::channel).collect::<Vec<_>>().join(", ")
        }
    }
}
