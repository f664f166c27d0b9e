//! What a plan is expected to do, beside doing nothing, random and the most-connected people; simulates nothing itself.

use super::intent::Intents;
use super::theme;
use super::widgets::{self, caption, percent_slider};
use super::words::{self, plan as say};
use crate::domain::campaign::Plan;
use crate::domain::forecast::{Assumptions, Forecast};
use crate::project::{Command, Project};
use egui::{RichText, Ui};
use std::sync::Arc;

pub fn show(ui: &mut Ui, project: &Project, plan: &Arc<Plan>, has_failed: bool, intents: &mut Intents) {
    let colours = theme::of(ui);
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(say::will_do()).font(theme::strong(theme::BODY)).color(colours.forecast));
    let assumptions = project.document().assumptions;
    let forecast = project.derived().forecast(plan, assumptions);
    match &forecast {
        Some(forecast) if forecast.n_treated > 0 => rows(ui, forecast),
        Some(_) => {
            caption(ui, say::readiness(crate::domain::campaign::ReadinessItem::InfluencersChosen).1);
        }
        None if has_failed => {
            ui.label(RichText::new(say::no_forecast()).color(colours.care));
        }
        None => {
            ui.horizontal(|ui| {
                ui.add(egui::Spinner::new().size(14.0).color(colours.forecast));
                caption(ui, say::forecasting());
            });
        }
    }
    let title = RichText::new(say::assumes()).size(theme::CAPTION).color(colours.forecast);
    egui::CollapsingHeader::new(title).id_salt("assumes").show_unindented(ui, |ui| {
        if let Some(changed) = sliders(ui, assumptions).or_else(|| learning(ui, project, assumptions)) {
            intents.command(Command::SetAssumptions(changed));
        }
        for edit in super::choosing::by_stage(ui, plan, project, forecast.as_deref()) {
            intents.command(Command::EditPlan { plan: plan.id, edit });
        }
    });
}

fn rows(ui: &mut Ui, forecast: &Forecast) {
    let all = [&forecast.plan, &forecast.nothing, &forecast.random, &forecast.most_connected];
    let most = all.iter().map(|range| range.high).fold(1.0, f64::max);
    let names = [say::this_plan(), say::nothing(), say::random(), say::connected()];
    for (n, (range, name)) in all.iter().zip(names).enumerate() {
        widgets::range_row(ui, name, range, most, n == 0, &say::range(range));
    }
    ui.label(RichText::new(say::forecast(forecast)).color(theme::of(ui).forecast));
    caption(ui, words::choosing::chances(forecast.n_learned_from));
}

/// Whether chances are learned from purchases, where there are any.
fn learning(ui: &mut Ui, project: &Project, now: Assumptions) -> Option<Assumptions> {
    if !project.document().has_purchases() && !now.is_learned {
        return None;
    }
    let mut is_learned = now.is_learned;
    let changed = widgets::tick(ui, &mut is_learned, words::choosing::learn());
    caption(ui, words::choosing::learn_hint());
    changed.then_some(Assumptions { is_learned, ..now })
}

fn sliders(ui: &mut Ui, now: Assumptions) -> Option<Assumptions> {
    let mut changed = None;
    let mut slide = |name, share: f32, range, step, put: fn(Assumptions, f32) -> Assumptions| {
        let per_cent = (share * 1000.0).round() / 10.0;
        if let (_, Some(settled)) = percent_slider(ui, name, per_cent, range, step) {
            changed = Some(put(now, settled / 100.0));
        }
    };
    slide(say::accepts(), now.accept_share, 0.0..=100.0, 5.0, |a, accept_share| Assumptions { accept_share, ..a });
    slide(say::passes_on(), now.pass_on_share, 0.0..=30.0, 0.5, |a, pass_on_share| Assumptions { pass_on_share, ..a });
    slide(say::unaided(), now.unaided_share, 0.0..=10.0, 0.1, |a, unaided_share| Assumptions { unaided_share, ..a });
    changed
}
