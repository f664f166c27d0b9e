//! The rule that narrows an audience: stages, stances, columns of the list, influence; pushes edits, tells nobody's stage.

use crate::domain::campaign::{Plan, PlanEdit, SetColumn};
use crate::domain::model::{People, Stage, Stance};
use crate::domain::stages::different_values;
use crate::project::Project;
use crate::ui::theme;
use crate::ui::widgets::{caption, percent_slider};
use crate::ui::words::{plan as say, stages, stance};
use egui::{RichText, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The columns of few values, read once for each scoring.
#[derive(Debug, Default)]
pub struct Narrow {
    of: Option<Arc<People>>,
    columns: Vec<(String, Vec<String>)>,
}

impl Narrow {
    fn read(&mut self, people: &Arc<People>) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, people)) {
            return;
        }
        let headings = people.attributes.iter().map(|attribute| &attribute.heading);
        self.columns =
            headings.filter_map(|heading| Some((heading.clone(), different_values(people, heading)?))).collect();
        self.of = Some(people.clone());
    }
}

/// What narrows the audience, in words, each with the edit that takes it away.
pub fn parts(plan: &Plan) -> Vec<(String, PlanEdit)> {
    let audience = &plan.audience;
    let stages = audience.stages.iter().map(|&of| (stages::stage(of).to_owned(), PlanEdit::ToggleStage(of)));
    let stances = audience.stances.iter().map(|&of| (stance::stance(of).to_owned(), PlanEdit::ToggleStance(of)));
    let column = |column: &SetColumn| {
        let values: Vec<&str> = column.values.iter().map(String::as_str).collect();
        let none = SetColumn { heading: column.heading.clone(), ..SetColumn::default() };
        (format!("{}: {}", column.heading, values.join(", ")), PlanEdit::SetColumn(none))
    };
    let top =
        (audience.top_percent > 0.0).then(|| (say::top_share(audience.top_percent), PlanEdit::SetTopPercent(0.0)));
    stages.chain(stances).chain(audience.columns.iter().map(column)).chain(top).collect()
}

pub fn show(ui: &mut Ui, view: &mut Narrow, plan: &Plan, project: &Project, edits: &mut Vec<PlanEdit>) {
    let title = RichText::new(say::narrow()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("narrow").show_unindented(ui, |ui| {
        let Some(scored) = &project.derived().scored else { return };
        view.read(&scored.people);
        caption(ui, say::by_stage());
        let told = project.derived().stages();
        ui.horizontal_wrapped(|ui| {
            for stage in Stage::ALL.into_iter().filter(|stage| told.counts[stage.position()] > 0) {
                if chip(ui, plan.audience.stages.contains(&stage), stages::stage(stage)) {
                    edits.push(PlanEdit::ToggleStage(stage));
                }
            }
        });
        caption(ui, say::by_stance());
        ui.horizontal_wrapped(|ui| {
            for stance in Stance::ALL {
                if chip(ui, plan.audience.stances.contains(&stance), stance::stance(stance)) {
                    edits.push(PlanEdit::ToggleStance(stance));
                }
            }
        });
        for (heading, values) in &view.columns {
            caption(ui, heading.as_str());
            let set = plan.audience.columns.iter().find(|column| column.heading == *heading);
            let chosen: BTreeSet<String> = set.map(|column| column.values.clone()).unwrap_or_default();
            ui.horizontal_wrapped(|ui| {
                for value in values {
                    if chip(ui, chosen.contains(value), value) {
                        let mut values = chosen.clone();
                        if !values.remove(value) {
                            values.insert(value.clone());
                        }
                        edits.push(PlanEdit::SetColumn(SetColumn { heading: heading.clone(), values }));
                    }
                }
            });
        }
        let (_, settled) = percent_slider(ui, say::top_share_label(), plan.audience.top_percent, 0.0..=50.0, 5.0);
        edits.extend(settled.map(PlanEdit::SetTopPercent));
    });
}

fn chip(ui: &mut Ui, is_on: bool, text: &str) -> bool {
    let text = RichText::new(text).size(theme::CAPTION);
    ui.add(egui::Button::selectable(is_on, text).corner_radius(12).small()).clicked()
}
