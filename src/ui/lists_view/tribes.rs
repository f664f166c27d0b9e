//! The list of tribes, the largest first or by any of its columns; computes sums over members only when they change.

use super::table::{Did, Face, Table};
use super::{From, Lists, cells, choose_tribe, tribe_name};
use crate::domain::guise::Guise;
use crate::domain::listing::{NOTHING, TribeColumn, order};
use crate::domain::model::{Stage, Stance};
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use crate::project::Selection;
use crate::ui::Scene;
use crate::ui::words::{number, people as say, table as words};
use egui::Ui;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Beside the map.
pub(super) const NARROW: &[TribeColumn] = &[TribeColumn::Name, TribeColumn::People];

/// What the members of each tribe come to, by position.
#[derive(Debug, Default)]
pub(super) struct Sums {
    of: Option<Of>,
    /// One figure a tribe and column of [`TribeColumn::ALL`]; those that have none are empty.
    figures: Vec<Vec<i64>>,
}

#[derive(Debug)]
struct Of {
    scored: Arc<crate::domain::score::Scored>,
    stages: Arc<PeopleStages>,
    stances: Arc<PeopleStances>,
    guise: Arc<Guise>,
    percent: f32,
    names: BTreeMap<u32, String>,
}

impl Sums {
    /// O(people) where something changed.
    fn refresh(&mut self, from: &From<'_>) {
        let derived = from.project.derived();
        let (percent, names) = (from.project.document().share_percent, &from.project.document().tribe_names);
        let is_same = self.of.as_ref().is_some_and(|of| {
            Arc::ptr_eq(&of.scored, from.scored)
                && Arc::ptr_eq(&of.stages, derived.stages())
                && Arc::ptr_eq(&of.stances, derived.stances())
                && Arc::ptr_eq(&of.guise, derived.guise())
                && of.percent == percent
                && of.names == *names
        });
        if is_same {
            return;
        }
        let (scored, stages, stances) = (from.scored.clone(), derived.stages().clone(), derived.stances().clone());
        let guise = derived.guise().clone();
        self.figures = TribeColumn::ALL.iter().map(|&column| figures(column, from, &guise)).collect();
        self.of = Some(Of { scored, stages, stances, guise, percent, names: names.clone() });
    }

    fn figure(&self, column: TribeColumn, position: u32) -> i64 {
        let place = TribeColumn::ALL.iter().position(|&one| one == column).unwrap_or(0);
        self.figures.get(place).and_then(|column| column.get(position as usize)).copied().unwrap_or(NOTHING)
    }
}

fn figures(column: TribeColumn, from: &From<'_>, guise: &Guise) -> Vec<i64> {
    let (scored, derived) = (from.scored, from.project.derived());
    let tribes = &scored.tribes.tribes;
    let count = |is_it: &dyn Fn(u32) -> bool| -> Vec<i64> {
        tribes.iter().map(|tribe| tribe.members.iter().filter(|&&person| is_it(person)).count()).map(whole).collect()
    };
    match column {
        TribeColumn::Name => {
            let mut names: Vec<(String, usize)> =
                (0..tribes.len()).map(|k| (tribe_name(scored, from.project.document(), k).to_lowercase(), k)).collect();
            names.sort();
            let mut places = vec![0; tribes.len()];
            names.iter().enumerate().for_each(|(place, (_, k))| places[*k] = whole(place));
            places
        }
        TribeColumn::People => tribes.iter().map(|tribe| whole(tribe.members.len())).collect(),
        TribeColumn::OnShow => count(&|person| guise.is_visible(person)),
        TribeColumn::Influencers => {
            let n_top = scored.scores.top_percent(from.project.document().share_percent).len() as u32;
            count(&|person| (1..=n_top).contains(&scored.scores.rank[person as usize]))
        }
        TribeColumn::Inside => {
            let share = |inside: f64, outside: f64| inside / (inside + outside).max(f64::MIN_POSITIVE);
            tribes.iter().map(|tribe| (share(tribe.inside, tribe.outside) * 1_000.0).round() as i64).collect()
        }
        TribeColumn::Spending => {
            let spend = |person: &u32| scored.people.spend_cents[*person as usize];
            tribes.iter().map(|tribe| tribe.members.iter().map(spend).sum()).collect()
        }
        TribeColumn::Offside => count(&|person| derived.stances().stance(person) == Some(Stance::Offside)),
        TribeColumn::AtRisk => {
            count(&|person| matches!(derived.stages().stage(person), Some(Stage::AtRisk | Stage::Lost)))
        }
    }
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(NOTHING)
}

pub(super) fn show(ui: &mut Ui, lists: &mut Lists, from: &From<'_>, scene: &mut Scene<'_>, columns: &[TribeColumn]) {
    lists.sums.refresh(from);
    let sums = &lists.sums;
    let tribes = &from.scored.tribes.tribes;
    let guise = from.project.derived().guise();
    let is_on_show = |position: &u32| guise.n_visible(*position) != Some(0);
    let rows: Vec<u32> = (0..tribes.len() as u32).filter(is_on_show).collect();
    let keys: Vec<(Vec<i64>, bool)> = lists
        .tribes_by
        .iter()
        .map(|by| ((0..tribes.len() as u32).map(|k| sums.figure(by.column, k)).collect(), by.is_falling))
        .collect();
    let rows = order(rows, &keys);
    let selection = &*scene.selection;
    let name = |position: u32| tribe_name(from.scored, from.project.document(), position as usize);
    let faces: Vec<Face<TribeColumn>> = columns.iter().map(|&column| face(column, columns.len() > 3)).collect();
    let headings: Vec<String> = columns.iter().map(|&column| words::tribe_column(column).to_owned()).collect();
    let table = Table {
        name: say::tribes(),
        faces: &faces,
        headings: &headings,
        rows: &rows,
        is_selected: &|position| selection.tribes.contains(&tribes[position as usize].id),
        text: &|position, column| match column {
            TribeColumn::Name => name(position).to_owned(),
            TribeColumn::Spending => number::money(sums.figure(column, position)),
            TribeColumn::Inside => number::percent(sums.figure(column, position) as f64 / 1_000.0),
            column => number::count(sums.figure(column, position) as usize),
        },
        draw: &|ui, position, column| {
            if column != TribeColumn::Name {
                return false;
            }
            cells::tribe_dot(ui, from, position);
            ui.add(egui::Label::new(name(position)).truncate());
            true
        },
        label: &|position| format!("{}: {}", say::tribe(), name(position)),
        may_leave: from.project.derived().is_scored(),
        shown: None,
    };
    let did = table.show(ui, &mut lists.tribes_by, &mut lists.cursor);
    let id = |position: u32| tribes[position as usize].id;
    for did in did {
        take(did, &id, scene.selection);
    }
}

fn take(did: Did, id: &dyn Fn(u32) -> u32, selection: &mut Selection) {
    match did {
        Did::Chose(position) => choose_tribe(selection, id(position), false),
        Did::Toggled(position) => choose_tribe(selection, id(position), true),
        Did::Opened(position) => {
            selection.clear();
            selection.tribes.insert(id(position));
            selection.opened_tribe = Some(id(position));
        }
        Did::ChoseAll(positions) => {
            selection.clear();
            selection.tribes.extend(positions.into_iter().map(id));
        }
    }
}

fn face(column: TribeColumn, is_wide: bool) -> Face<TribeColumn> {
    match column {
        TribeColumn::Name => Face { column, width: if is_wide { 210.0 } else { 0.0 }, is_number: false },
        TribeColumn::People if !is_wide => Face { column, width: 72.0, is_number: true },
        _ => Face { column, width: 92.0, is_number: true },
    }
}
