//! Plans side by side; forecasts in their own colour, as they come in; works nothing out.

use crate::domain::campaign::{Plan, beside_mailing};
use crate::project::Project;
use crate::ui::words::{doing as say, number, plan as plan_words};
use crate::ui::{Scene, theme};
use egui::{Grid, RichText, ScrollArea, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a line says of a plan, and whether that is a forecast.
struct Line {
    name: &'static str,
    is_forecast: bool,
    text: Vec<String>,
}

pub fn show(ui: &mut Ui, compared: &mut BTreeSet<u32>, project: &Project, scene: &Scene<'_>) {
    let document = project.document();
    compared.retain(|id| document.plan(*id).is_some());
    super::page_head(ui, say::page_compare(), say::compare_hint());
    ui.horizontal_wrapped(|ui| {
        for plan in &document.plans {
            let is_on = compared.is_empty() || compared.contains(&plan.id);
            if ui.selectable_label(is_on, &plan.name).clicked() {
                toggle(compared, plan.id, project);
            }
        }
    });
    ui.add_space(theme::SPACE_S);
    let plans: Vec<&Arc<Plan>> =
        document.plans.iter().filter(|plan| compared.is_empty() || compared.contains(&plan.id)).collect();
    let colours = theme::of(ui);
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        Grid::new("compare").num_columns(plans.len() + 1).min_col_width(150.0).spacing([24.0, 8.0]).show(ui, |ui| {
            ui.label("");
            for plan in &plans {
                ui.label(RichText::new(&plan.name).font(theme::strong(theme::BODY)));
            }
            ui.end_row();
            for line in lines(&plans, project, scene.today) {
                ui.label(RichText::new(line.name).size(theme::CAPTION).color(colours.muted));
                let ink = if line.is_forecast { colours.forecast } else { colours.ink };
                for text in line.text {
                    ui.scope(|ui| {
                        ui.set_max_width(220.0);
                        ui.add(egui::Label::new(RichText::new(text).color(ink)).wrap());
                    });
                }
                ui.end_row();
            }
        });
    });
}

/// From all to all but one, else in or out; none is all again.
fn toggle(compared: &mut BTreeSet<u32>, id: u32, project: &Project) {
    if compared.is_empty() {
        compared.extend(project.document().plans.iter().map(|plan| plan.id));
    }
    if !compared.remove(&id) {
        compared.insert(id);
    }
}

fn lines(plans: &[&Arc<Plan>], project: &Project, today: &str) -> Vec<Line> {
    let (document, derived) = (project.document(), project.derived());
    let line = |name, is_forecast, text: &dyn Fn(&Arc<Plan>) -> String| Line {
        name,
        is_forecast,
        text: plans.iter().map(|plan| text(plan)).collect(),
    };
    let cells = |plan: &Arc<Plan>| derived.cells(plan.id).unwrap_or_default();
    let money = |plan: &Arc<Plan>| derived.work(plan.id).map(|work| work.money.clone()).unwrap_or_default();
    let forecast = |plan: &Arc<Plan>, text: &dyn Fn(&crate::domain::forecast::Forecast) -> String| {
        derived.forecast(plan, document.assumptions).map_or(say::not_yet().to_owned(), |forecast| text(&forecast))
    };
    let treatments = |plan: &Arc<Plan>| {
        let list = plan.treatments();
        list.iter().map(|treatment| plan_words::treatment(treatment.kind)).collect::<Vec<_>>().join(", ")
    };
    let beside = |plan: &Arc<Plan>| say::beside(&beside_mailing(plan, &money(plan), cells(plan).audience.len()));
    let open = |plan: &Arc<Plan>| {
        plan_words::open_points(project.readiness(plan, today).iter().filter(|(_, is_done)| !is_done).count())
    };
    vec![
        line(say::status(), false, &|plan| plan_words::status_of(plan.status, plan.version())),
        line(plan_words::goal_label(), false, &|plan| plan_words::goal(plan.goal).to_owned()),
        line(plan_words::whom(), false, &|plan| number::people(cells(plan).audience.len())),
        line(plan_words::who(), false, &|plan| plan_words::cells(cells(plan).treated.len(), cells(plan).control.len())),
        line(plan_words::how(), false, &treatments),
        line(say::dates_label(), false, &|plan| say::dates(&plan.starts_on, &plan.ends_on)),
        line(plan_words::will_do(), true, &|plan| forecast(plan, &|f| say::more_reached(f.extra().likely))),
        line(say::planned(), false, &|plan| plan_words::cost(money(plan).total.planned_cents, plan.budget_cents)),
        line(say::each(), true, &|plan| {
            let n_left_out = derived.work(plan.id).map_or(0, |work| work.board.n_left_out);
            forecast(plan, &|f| say::cost_a_reached(money(plan).total.planned_cents, f.extra().likely, n_left_out))
        }),
        line(say::work(), false, &|plan| say::hours(money(plan).minutes)),
        line(say::mailing(), false, &beside),
        line(plan_words::ready_label(), false, &open),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forecast::{Forecast, Range, Step};
    use crate::domain::import::{self, Source};
    use crate::domain::ticket::Ticket;
    use crate::project::{Command, Document, Import};

    #[test]
    fn a_plan_adds_what_is_likely_of_the_difference_and_not_the_difference_of_what_is_likely() {
        let bytes = b"from,to,at,seconds\n1,2,2026-08-01 10:00:00,60\n".to_vec().into();
        let source = Source { name: "calls.csv".into(), bytes };
        let mapping = import::propose(&source, None).unwrap().mapping;
        let read = import::read(&source, &mapping, &Ticket::new()).unwrap().unwrap();
        let import = Import::new(source.name, mapping, read, String::new());
        let document = Document { imports: vec![Arc::new(import)], ..Document::default() };
        let mut project = Project::open(document, Some(Arc::default()));
        project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
        let (plan, assumptions) = (project.document().plans[0].clone(), project.document().assumptions);
        let at = |likely| Range { low: 0.0, likely, high: 500.0 };
        let course = vec![Step { n_treated: 20, plan: at(130.0), random: at(0.0), most_connected: at(0.0) }];
        let forecast = Forecast { plan: at(200.0), nothing: at(90.0), n_treated: 20, course, ..Forecast::default() };
        project.accept_forecast(project.derived().forecast_key(&plan, assumptions), Arc::new(forecast));
        let said = |project: &Project| lines(&[&plan], project, "2026-11-21").into_iter().flat_map(|line| line.text);
        assert!(
            said(&project).any(|text| text == say::more_reached(130.0)),
            "{:?}",
            said(&project).collect::<Vec<_>>()
        );
    }
}
