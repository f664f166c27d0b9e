//! What is expected of a plan and what is known of its cells, in one place that keeps its size while it is worked out.

use super::{groups, situations, table, telephone, worth};
use crate::domain::campaign::{Plan, PlanEdit};
use crate::project::Project;
use crate::ui::intent::Intents;
use crate::ui::{Scene, Screen, forecast_view};
use egui::Ui;
use std::sync::Arc;

/// The edits asked for.
pub fn show(
    ui: &mut Ui,
    screen: &mut Screen,
    plan: &Arc<Plan>,
    project: &Project,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    let derived = project.derived();
    let cells = derived.cells(plan.id);
    let forecast = derived.forecast(plan, project.document().assumptions);
    // Nothing below jumps while it is worked out anew.
    let slot = ui.id().with(("outlook", plan.id));
    let kept: f32 = ui.data(|data| data.get_temp(slot)).unwrap_or(0.0);
    let is_waiting = forecast.is_none() || cells.is_none();
    let shown = ui.vertical(|ui| {
        if is_waiting {
            ui.set_min_height(kept);
        }
        forecast_view::show(ui, project, plan, screen.has_forecast_failed, intents);
        let Some(cells) = cells else { return };
        if let Some(forecast) = forecast.filter(|forecast| forecast.n_treated > 0) {
            edits.extend(worth::show(ui, plan, &cells, &forecast, project));
        }
        telephone::show(ui, plan, project, scene);
        edits.extend(groups::show(ui, plan, &cells, project));
        table::button(ui, &mut screen.choosing, plan, project);
        situations::button(ui, &mut screen.choosing, plan, project);
    });
    if !is_waiting {
        ui.data_mut(|data| data.insert_temp(slot, shown.response.rect.height()));
    }
    edits
}
