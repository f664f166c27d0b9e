//! What the people of a plan receive, and what it costs; pushes edits.

use super::money::{cents, euros};
use crate::domain::campaign::{Cells, Plan, PlanEdit, Treatment};
use crate::ui::theme;
use crate::ui::widgets::{self, settled_field};
use crate::ui::words::plan as say;
use egui::{RichText, Ui};

pub fn show(ui: &mut Ui, plan: &Plan, cells: &Cells, edits: &mut Vec<PlanEdit>) {
    widgets::section(ui, say::HOW);
    let chosen = widgets::choice(ui, say::TREATMENT, plan.treatment, &Treatment::ALL, say::treatment);
    edits.extend(chosen.map(PlanEdit::SetTreatment));
    ui.columns(2, |columns| {
        let cost = settled_field(&mut columns[0], say::COST, &euros(plan.cost_a_head_cents), "0");
        edits.extend(cost.and_then(|text| cents(&text)).map(PlanEdit::SetCostAHead));
        let budget = if plan.budget_cents == 0 { String::new() } else { euros(plan.budget_cents) };
        let budget = settled_field(&mut columns[1], say::BUDGET, &budget, "");
        edits.extend(budget.and_then(|text| cents(&text)).map(PlanEdit::SetBudget));
    });
    ui.label(say::cost(cells.treated.len(), plan.cost_a_head_cents, plan.budget_cents));
    if !cells.unaffordable.is_empty() {
        ui.label(RichText::new(say::unaffordable(cells.unaffordable.len())).color(theme::of(ui).care));
    }
}
