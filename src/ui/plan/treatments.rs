//! What the people of a plan receive, one card a treatment, and what all of it costs; pushes edits.

use super::{Page, Place, PlanView, panel_page, terms};
use crate::domain::campaign::{Cells, Plan, PlanEdit, PlanTreatment, Treatment};
use crate::project::{Export, Project};
use crate::ui::intent::{Ask, Intents};
use crate::ui::theme;
use crate::ui::widgets::{self, caption, settled_field};
use crate::ui::words::{doing, number, panel, plan as say};
use egui::{Align, Layout, RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(
    ui: &mut Ui,
    view: &mut PlanView,
    plan: &Plan,
    cells: &Cells,
    project: &Project,
    edits: &mut Vec<PlanEdit>,
    intents: &mut Intents,
) {
    view.is_here(ui, Place::Treatments);
    widgets::section(ui, say::how());
    let list = plan.treatments();
    for (n, treatment) in list.iter().enumerate() {
        ui.push_id(("treatment", treatment.id), |ui| {
            card(ui, view, plan, treatment, n, list.len(), project, edits, intents);
        });
    }
    ui.add_enabled_ui(plan.frozen.is_none(), |ui| {
        let label = format!("{}  {}", glyph::PLUS, doing::add_treatment());
        ui.menu_button(label, |ui| {
            for kind in Treatment::ALL {
                if ui.button(say::treatment(kind)).clicked() {
                    edits.push(PlanEdit::AddTreatment(kind));
                    ui.close();
                }
            }
        });
        let budget = if plan.budget_cents == 0 { String::new() } else { number::plain_euros(plan.budget_cents) };
        let budget = settled_field(ui, &say::budget(), &budget, "");
        edits.extend(budget.and_then(|text| number::cents(&text)).map(PlanEdit::SetBudget));
    });
    let planned = project.derived().work(plan.id).map_or(0, |work| work.money.total.planned_cents);
    ui.label(say::cost(planned, plan.budget_cents));
    if !cells.unaffordable.is_empty() {
        ui.label(RichText::new(say::unaffordable(cells.unaffordable.len())).color(theme::of(ui).care));
    }
}

#[allow(clippy::too_many_arguments, reason = "a card shows one treatment of a plan of a project")]
fn card(
    ui: &mut Ui,
    view: &mut PlanView,
    plan: &Plan,
    treatment: &PlanTreatment,
    n: usize,
    n_all: usize,
    project: &Project,
    edits: &mut Vec<PlanEdit>,
    intents: &mut Intents,
) {
    let colours = theme::of(ui);
    let is_open = plan.frozen.is_none();
    let frame = egui::Frame::new().stroke(egui::Stroke::new(1.0, colours.line)).corner_radius(theme::RADIUS);
    frame.inner_margin(egui::Margin::same(8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add_enabled_ui(is_open, |ui| kind(ui, treatment, n, n_all, edits));
        let work = project.derived().work(plan.id);
        let n_people = work.and_then(|work| work.board.receivers.get(n)).map_or(0, Vec::len);
        let spent = work.and_then(|work| work.money.by_treatment.get(n)).copied().unwrap_or_default();
        caption(ui, doing::terms(treatment, n_people, spent.planned_cents));
        if treatment.kind == Treatment::PreviewPanel {
            caption(ui, doing::seats(n_people));
            opinions(ui, view, plan, project, intents);
        }
        terms::show(ui, treatment, n_all > 1, is_open, edits);
        let paper = treatment.kind.paper();
        if n_people > 0 && widgets::quiet(ui, doing::paper(paper)).clicked() {
            intents.ask(Ask::Export(Export::Paper { plan: plan.id, paper }));
        }
    });
    ui.add_space(theme::SPACE_XS);
}

/// What the panel says, in a line, and the way to all of it; before that, the way to bring it in.
fn opinions(ui: &mut Ui, view: &mut PlanView, plan: &Plan, project: &Project, intents: &mut Intents) {
    if project.opinions_on(plan.id).is_empty() {
        if widgets::quiet(ui, panel::bring()).clicked() {
            intents.ask(Ask::Opinions { plan: plan.id });
        }
        return;
    }
    if let Some(heard) = panel_page::newest(ui, plan, project) {
        panel_page::advice(ui, &heard);
    }
    if widgets::quiet(ui, panel::open_page()).clicked() {
        view.page = Page::Panel;
    }
}

/// Which treatment it is, and the way to be without it.
fn kind(ui: &mut Ui, treatment: &PlanTreatment, n: usize, n_all: usize, edits: &mut Vec<PlanEdit>) {
    ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
        if n_all > 1 && widgets::icon(ui, glyph::TRASH, doing::remove_treatment(), true).clicked() {
            edits.push(PlanEdit::RemoveTreatment(treatment.id));
        }
        ui.vertical(|ui| {
            let name = doing::numbered(say::treatment_label(), n, n_all);
            if let Some(kind) = widgets::choice(ui, &name, treatment.kind, &Treatment::ALL, say::treatment) {
                let usual = PlanTreatment::usual(treatment.id, kind);
                let share_percent = treatment.share_percent;
                edits.push(PlanEdit::ChangeTreatment(PlanTreatment { share_percent, ..usual }));
            }
        });
    });
}
