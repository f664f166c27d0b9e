//! Whom to treat: the way of choosing, how many, within which limits; chooses nobody.

use crate::domain::campaign::{Cells, ChoiceEdit, How, Plan, PlanEdit, number_columns};
use crate::project::Project;
use crate::ui::intent::{Ask, Intents};
use crate::ui::widgets::{self, caption, percent_slider, plain, settled_field};
use crate::ui::words::{choosing as say, number, plan as say_plan};
use crate::ui::{ChoiceEnded, Scene, Screen, theme};
use egui::{RichText, Ui};

/// The section; `cells` are empty while people are being chosen.
pub fn show(
    ui: &mut Ui,
    screen: &Screen,
    plan: &Plan,
    cells: &Cells,
    project: &Project,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    let mut choose = |edit: ChoiceEdit| edits.push(PlanEdit::Choose(edit));
    widgets::section(ui, say_plan::who());
    if let Some(how) = widgets::choice(ui, say::how_label(), plan.choice.how, &How::ALL, say::how) {
        choose(ChoiceEdit::SetHow(how));
    }
    caption(ui, say::how_hint(plan.choice.how));
    if plan.choice.how == How::ByHand {
        by_hand(ui, plan, project, scene, &mut choose);
    } else {
        let (_, settled) = percent_slider(ui, say_plan::share(), plan.share_percent, 1.0..=10.0, 0.5);
        edits.extend(settled.map(PlanEdit::SetSharePercent));
    }
    let (_, settled) = percent_slider(ui, say_plan::control(), plan.control_percent, 0.0..=50.0, 5.0);
    edits.extend(settled.map(PlanEdit::SetControlPercent));
    limits(ui, plan, project, &mut |edit| edits.push(PlanEdit::Choose(edit)));
    if project.derived().cells(plan.id).is_none() {
        waiting(ui, screen.choice_ended, intents);
        return edits;
    }
    result(ui, plan, cells, project);
    ui.horizontal(|ui| {
        if !cells.treated.is_empty() && plain(ui, say_plan::show_them(), true).clicked() {
            scene.selection.clear();
            scene.selection.people.extend(cells.treated.iter().chain(&cells.control));
        }
        let is_drawn = plan.control_percent > 0.0 || plan.choice.how == How::Random;
        if is_drawn && widgets::quiet(ui, say_plan::draw_again()).clicked() {
            edits.push(PlanEdit::SetSeed(plan.seed.wrapping_add(1)));
        }
    });
    edits
}

/// Somebody is choosing, or nobody is any more.
fn waiting(ui: &mut Ui, ended: Option<ChoiceEnded>, intents: &mut Intents) {
    let Some(ended) = ended else {
        ui.horizontal(|ui| {
            ui.add(egui::Spinner::new().size(14.0));
            caption(ui, say::choosing());
        });
        return;
    };
    ui.label(RichText::new(say::ended(ended == ChoiceEnded::Failed)).color(theme::of(ui).care));
    if plain(ui, say::choose_again(), true).clicked() {
        intents.ask(Ask::ChooseAgain);
    }
}

fn result(ui: &mut Ui, plan: &Plan, cells: &Cells, project: &Project) {
    ui.label(say_plan::cells(cells.treated.len(), cells.control.len()));
    let assumptions = project.document().assumptions;
    if let Some(best) = project.derived().choice(plan, project.document().assumptions) {
        caption(ui, say::proven(&best)).on_hover_text(say::proven_hint());
    }
    if let Some(study) = project.derived().study(plan, assumptions)
        && !cells.treated.is_empty()
    {
        caption(ui, say::coverage(&study.coverage));
    }
}

fn by_hand(ui: &mut Ui, plan: &Plan, project: &Project, scene: &Scene<'_>, choose: &mut impl FnMut(ChoiceEdit)) {
    let Some(scored) = &project.derived().scored else { return };
    let n_selected = scene.selection.n_people(&scored.tribes);
    ui.horizontal(|ui| {
        if plain(ui, &say::take_selected(n_selected), n_selected > 0).clicked() {
            let everyone = scene.selection.everyone(&scored.tribes);
            let ids = everyone.iter().map(|&person| scored.people.ids[person as usize].clone());
            choose(ChoiceEdit::AddByHand(ids.collect()));
        }
        let n = plan.choice.by_hand.len();
        if n > 0 && widgets::quiet(ui, &say::forget_named(n)).clicked() {
            choose(ChoiceEdit::RemoveByHand(plan.choice.by_hand.iter().cloned().collect()));
        }
    });
}

fn limits(ui: &mut Ui, plan: &Plan, project: &Project, choose: &mut impl FnMut(ChoiceEdit)) {
    let title = RichText::new(say::limits()).size(theme::CAPTION).color(theme::of(ui).muted);
    egui::CollapsingHeader::new(title).id_salt("limits").show_unindented(ui, |ui| {
        let now = if plan.choice.per_tribe == 0 { String::new() } else { plan.choice.per_tribe.to_string() };
        if let Some(n) = settled_field(ui, say::per_tribe(), &now, "").and_then(|text| number::whole(&text)) {
            choose(ChoiceEdit::SetPerTribe(n));
        }
        let columns =
            project.derived().scored.as_ref().map(|scored| number_columns(&scored.people)).unwrap_or_default();
        if !columns.is_empty() || !plan.choice.cost_column.is_empty() {
            costs(ui, plan, &columns, choose);
        }
        if !plan.audience.is_everyone() {
            let mut is_from_anywhere = plan.choice.is_from_anywhere;
            if widgets::tick(ui, &mut is_from_anywhere, say::from_anywhere()) {
                choose(ChoiceEdit::SetFromAnywhere(is_from_anywhere));
            }
        }
    });
}

fn costs(ui: &mut Ui, plan: &Plan, columns: &[&str], choose: &mut impl FnMut(ChoiceEdit)) {
    let now = plan.choice.cost_column.as_str();
    let shown = if now.is_empty() { say::even_costs() } else { now };
    let label = caption(ui, say::costs());
    let combo = egui::ComboBox::from_id_salt("costs").width(ui.available_width()).truncate().selected_text(shown);
    let response = combo.show_ui(ui, |ui| {
        for column in std::iter::once("").chain(columns.iter().copied()) {
            let text = if column.is_empty() { say::even_costs() } else { column };
            if ui.selectable_label(column == now, text).clicked() && column != now {
                choose(ChoiceEdit::SetCostColumn(column.to_owned()));
            }
        }
    });
    response.response.labelled_by(label.id);
}
