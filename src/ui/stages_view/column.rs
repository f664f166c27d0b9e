//! The columns that may say the stage and what people think, chosen from a list; reads no file.

use crate::domain::model::decisions::{StagesEdit, StanceColumn};
use crate::domain::model::{People, Stage};
use crate::domain::stages;
use crate::domain::stance;
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{caption, quiet};
use crate::ui::words::stages as say;
use egui::{RichText, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// As many cells are read in a frame, and the rest of their column.
const CELLS_A_FRAME: usize = 200_000;

/// What the columns of the customers' list could say, read once for each scoring.
#[derive(Debug, Default)]
pub struct Read {
    of: Option<Arc<People>>,
    /// How many columns were read so far.
    n_columns: usize,
    /// Columns of few values, with those values.
    pub few: Vec<(String, Vec<String>)>,
    pub stage: Option<(String, BTreeMap<String, Stage>)>,
    /// Columns that can be read as a stance.
    pub stances: Vec<StanceColumn>,
    pub stance: Option<StanceColumn>,
}

impl Read {
    /// Reads some columns more, so that no frame waits for all of a long list. Whether some are still to be read.
    pub fn read(&mut self, people: &Arc<People>) -> bool {
        if !self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, people)) {
            *self = Read { of: Some(people.clone()), ..Read::default() };
        }
        let mut cells = 0;
        while let Some(attribute) = people.attributes.get(self.n_columns).filter(|_| cells < CELLS_A_FRAME) {
            let heading = &attribute.heading;
            self.few.extend(stages::different_values(people, heading).map(|values| (heading.clone(), values)));
            self.stances.extend(stance::read_column(people, heading));
            (self.n_columns, cells) = (self.n_columns + 1, cells + people.len());
            if self.n_columns == people.attributes.len() {
                self.stage = stages::propose(people);
                self.stance = stance::propose(&self.stances);
            }
        }
        self.n_columns < people.attributes.len()
    }
}

/// The column of stages, and what its values mean.
pub fn stage(ui: &mut Ui, read: &Read, project: &Project, intents: &mut Intents) {
    let decided = &project.document().decisions.stages;
    let told = project.derived().stages();
    let names: Vec<&str> = read.few.iter().map(|(heading, _)| heading.as_str()).collect();
    let shown = decided.column.as_deref();
    let chosen = pick(ui, say::column(), say::no_column(), shown, &names);
    if chosen != decided.column {
        set_column(read, chosen.as_deref(), intents);
    }
    match (&decided.column, &read.stage) {
        (None, Some((heading, _))) => {
            if quiet(ui, &say::use_column(heading)).clicked() {
                set_column(read, Some(heading), intents);
            }
        }
        (None, None) => {}
        (Some(heading), _) => {
            if told.is_column_gone {
                ui.label(RichText::new(say::column_gone()).color(theme::of(ui).care));
            }
            let values = read.few.iter().find(|(known, _)| known == heading).map(|(_, values)| values);
            for value in values.into_iter().flatten() {
                meaning(ui, value, decided.values.get(value).copied(), intents);
            }
            if let Some(line) = say::unclear(told.n_unclear) {
                caption(ui, line);
            }
        }
    }
}

fn set_column(read: &Read, heading: Option<&str>, intents: &mut Intents) {
    let known = read.few.iter().find(|(known, _)| Some(known.as_str()) == heading).map(|(_, values)| values);
    let plain = known.into_iter().flatten();
    let values = plain.filter_map(|value| Some((value.clone(), stages::stage_of(value)?))).collect();
    let heading = heading.map(str::to_owned);
    intents.command(Command::DecideStages(StagesEdit::SetColumn { heading, values }));
}

/// What one value means.
fn meaning(ui: &mut Ui, value: &str, now: Option<Stage>, intents: &mut Intents) {
    let mut chosen = now;
    ui.horizontal(|ui| {
        let label = ui.label(say::value(value));
        let shown = now.map_or(say::no_stage(), say::stage);
        let combo = egui::ComboBox::from_id_salt(("meaning", value)).selected_text(shown);
        let list = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, say::no_stage());
            for stage in Stage::ALL {
                ui.selectable_value(&mut chosen, Some(stage), say::stage(stage));
            }
        });
        list.response.labelled_by(label.id);
    });
    if chosen != now {
        let value = value.to_owned();
        intents.command(Command::DecideStages(StagesEdit::SetValue { value, stage: chosen }));
    }
}

/// A heading from a list, or none: what is chosen now.
pub fn pick(ui: &mut Ui, name: &str, none: &str, now: Option<&str>, headings: &[&str]) -> Option<String> {
    let mut chosen = now.map(str::to_owned);
    ui.horizontal(|ui| {
        let label = ui.label(name);
        let combo = egui::ComboBox::from_id_salt(("column", name)).selected_text(now.unwrap_or(none));
        let list = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, none);
            for heading in headings {
                ui.selectable_value(&mut chosen, Some((*heading).to_owned()), *heading);
            }
        });
        list.response.labelled_by(label.id);
    });
    chosen
}
