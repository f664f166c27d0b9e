//! What money buys: a slider over the number of people, the curve, the knee, the break-even and the goal; spends nothing.

use super::chart;
use crate::domain::campaign::{Cells, ChoiceEdit, Plan, PlanEdit, PlanStatus};
use crate::domain::forecast::{Forecast, Point, feasible, spend, worth};
use crate::project::Project;
use crate::ui::theme;
use crate::ui::widgets::{self, caption, plain, settled_field};
use crate::ui::words::{choosing as say, number};
use egui::{RichText, Ui};

/// The part below the forecast's rows; the edits asked for.
pub fn show(ui: &mut Ui, plan: &Plan, cells: &Cells, forecast: &Forecast, project: &Project) -> Vec<PlanEdit> {
    let colours = theme::of(ui);
    let mut edits = Vec::new();
    let worth = worth(plan, cells, forecast);
    let most = worth.points.last().map_or(0, |point| point.n_treated);
    if most == 0 {
        return edits;
    }
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(say::money()).font(theme::strong(theme::BODY)).color(colours.forecast));
    let is_draft = plan.status == PlanStatus::Draft;
    let tried = tried(ui, plan, forecast.n_treated, most);
    chart::show(ui, &worth, tried as f32);
    let point = point_at(&worth.points, cells, tried);
    ui.label(RichText::new(say::point(&point, &worth)).color(colours.forecast));
    if is_draft && tried != forecast.n_treated {
        ui.horizontal(|ui| {
            if plain(ui, &say::use_budget(&point), true).clicked() {
                edits.push(PlanEdit::Choose(spend(plan, cells, tried)));
                forget_tried(ui, plan);
            }
            if widgets::quiet(ui, say::back()).clicked() {
                forget_tried(ui, plan);
            }
        });
    }
    for line in say::marks(&worth) {
        caption(ui, line);
    }
    if worth.is_better_skipped() {
        let now = worth.points[worth.now];
        ui.label(RichText::new(say::skip(&now, &worth)).color(colours.care));
    }
    if is_draft {
        fields(ui, plan, &worth, &mut edits);
    }
    let accept_share = project.document().assumptions.accept_share;
    if let Some(asks) = feasible(plan.choice.goal_people, forecast, accept_share, project.best_points()) {
        caption(ui, say::feasible(plan.choice.goal_people, forecast.n_treated, &asks));
    }
    edits
}

fn fields(ui: &mut Ui, plan: &Plan, worth: &crate::domain::forecast::Worth, edits: &mut Vec<PlanEdit>) {
    let mut choose = |edit: ChoiceEdit| edits.push(PlanEdit::Choose(edit));
    ui.columns(2, |columns| {
        let now =
            if plan.choice.value_cents == 0 { String::new() } else { number::plain_euros(plan.choice.value_cents) };
        let hint = number::plain_euros(worth.value_cents / 100 * 100);
        let value = settled_field(&mut columns[0], &say::value(), &now, &hint);
        if let Some(cents) = value.and_then(|text| number::cents(&text)) {
            choose(ChoiceEdit::SetValue(cents));
        }
        let now = if plan.choice.goal_people == 0 { String::new() } else { plan.choice.goal_people.to_string() };
        if let Some(n) =
            settled_field(&mut columns[1], say::goal_people(), &now, "").and_then(|text| number::whole(&text))
        {
            choose(ChoiceEdit::SetGoalPeople(n));
        }
    });
}

/// Where a plan's slider stands while another budget is tried; it goes with the number of people it was tried from.
fn slot(ui: &Ui, plan: &Plan) -> egui::Id {
    ui.id().with(("tried", plan.id))
}

fn forget_tried(ui: &Ui, plan: &Plan) {
    let slot = slot(ui, plan);
    ui.data_mut(|data| data.remove::<(usize, usize)>(slot));
}

fn tried(ui: &mut Ui, plan: &Plan, now: usize, most: usize) -> usize {
    let slot = slot(ui, plan);
    let kept = ui.data(|data| data.get_temp::<(usize, usize)>(slot)).filter(|(from, _)| *from == now);
    let shown = kept.map_or(now, |(_, n)| n).min(most);
    let (n, settled) = widgets::slider(ui, say::try_label(), shown as f32, 1.0..=most as f32, 1.0, "");
    if let Some(n) = settled {
        ui.data_mut(|data| data.insert_temp(slot, (now, n as usize)));
    }
    n as usize
}

/// Between two points of the curve in proportion.
fn point_at(points: &[Point], cells: &Cells, n: usize) -> Point {
    let at = points.partition_point(|point| point.n_treated < n);
    let (Some(to), from) = (points.get(at), points.get(at.saturating_sub(1)).copied().unwrap_or_default()) else {
        return points.last().copied().unwrap_or_default();
    };
    let width = to.n_treated.saturating_sub(from.n_treated).max(1) as f64;
    let part = n.saturating_sub(from.n_treated) as f64 / width;
    let mix = |from: f64, to: f64| from + (to - from) * part;
    let mut point = *to;
    point.n_treated = n;
    point.cost_cents = n.checked_sub(1).and_then(|last| cells.costs.get(last)).copied().unwrap_or(0);
    point.extra.low = mix(from.extra.low, to.extra.low);
    point.extra.likely = mix(from.extra.likely, to.extra.likely);
    point.extra.high = mix(from.extra.high, to.extra.high);
    (point.random, point.most_connected) = (mix(from.random, to.random), mix(from.most_connected, to.most_connected));
    point
}
