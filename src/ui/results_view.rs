//! What campaigns did: lift of the treated over those left alone, in words first; measures nothing itself.

use super::intent::{Ask, Intents};
use super::plan::{Page, panel_page};
use super::widgets::{self, caption, plain, primary};
use super::words::{cells, day, doing, learned, number, panel, plan as say};
use super::{ResultsPage, Room, Screen, learned_view, theme};
use crate::domain::campaign::Cells;
use crate::domain::campaign::codes::Came;
use crate::domain::measure::{Arm, Lift};
use crate::domain::model::FileKind;
use crate::project::{CameBack, Command, Import, Project};
use egui::{Align, CentralPanel, Layout, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, intents: &mut Intents) {
    let frame = widgets::body(ui);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        tabs(ui, &mut screen.results);
        widgets::scrolled_room(ui, ("results", screen.results as u8), |ui| match screen.results {
            ResultsPage::Results => all(ui, screen, project, intents),
            ResultsPage::Learned => learned_view::show(ui, screen, project, intents),
        });
    });
}

fn tabs(ui: &mut Ui, page: &mut ResultsPage) {
    ui.horizontal_wrapped(|ui| {
        for choice in ResultsPage::ALL {
            ui.selectable_value(page, choice, learned::results_page(choice));
        }
    });
    ui.add_space(theme::SPACE_S);
}

fn all(ui: &mut Ui, screen: &mut Screen, project: &Project, intents: &mut Intents) {
    let imports = &project.document().imports;
    let results: Vec<_> = imports.iter().filter(|import| import.kind().is_of_plan()).collect();
    if results.is_empty() {
        ui.add_space(ui.available_height() * 0.2);
        widgets::empty(ui, glyph::CHART_BAR, say::no_results_title(), say::no_results_text());
        ui.vertical_centered(|ui| {
            if primary(ui, say::add_results(), true).clicked() {
                intents.ask(Ask::ChooseFiles);
            }
        });
        return;
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::results_title()).font(theme::strong(theme::TITLE)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if plain(ui, say::add_results(), true).clicked() {
                intents.ask(Ask::ChooseFiles);
            }
        });
    });
    ui.add_space(theme::SPACE_S);
    widgets::scrolled(ui, |ui| {
        for import in results {
            one(ui, import, screen, project, intents);
            ui.add_space(theme::SPACE_M);
        }
    });
}

fn one(ui: &mut Ui, import: &Import, screen: &mut Screen, project: &Project, intents: &mut Intents) {
    let colours = theme::of(ui);
    let frame =
        egui::Frame::new().fill(colours.surface).corner_radius(theme::RADIUS).inner_margin(egui::Margin::same(20));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        caption(ui, format!("{}, {}", import.file_name, day::said(&import.imported_on)));
        let plan = import.plan.and_then(|id| project.document().plan(id));
        let name = plan.map_or(say::no_plan(), |plan| plan.name.as_str());
        ui.horizontal(|ui| {
            let is_panel = import.kind() == FileKind::Feedback;
            let label = ui.label(if is_panel { panel::whose() } else { say::belongs_to() });
            let mut chosen = import.plan;
            let combo = egui::ComboBox::from_id_salt(("plan of", import.id)).width(220.0).selected_text(name);
            let response = combo.show_ui(ui, |ui| {
                for plan in &project.document().plans {
                    ui.selectable_value(&mut chosen, Some(plan.id), &plan.name);
                }
            });
            response.response.labelled_by(label.id);
            if chosen != import.plan {
                intents.command(Command::AssignResults { import: import.id, plan: chosen });
            }
        });
        if import.kind() == FileKind::Feedback {
            opinions(ui, import, screen, project);
        } else if let Some(lift) = project.derived().lift(import.id) {
            figures(ui, &lift);
            for group in project.derived().group_lifts(import.id) {
                ui.label(cells::group_lift(group, plan.map_or(&[], |plan| &plan.cells.motivations)));
            }
            codes(ui, import, project);
        } else {
            let why = if plan.is_some() { say::not_chosen_yet() } else { say::needs_plan() };
            ui.label(RichText::new(why).color(colours.care));
        }
    });
}

/// What the panel says, in short, and the way to all of it.
fn opinions(ui: &mut Ui, import: &Import, screen: &mut Screen, project: &Project) {
    let Some(heard) = panel_page::heard(ui, import, project) else {
        let is_known = import.plan.is_some_and(|plan| project.document().plan(plan).is_some());
        let why = if is_known { panel::not_chosen() } else { say::needs_plan() };
        ui.label(RichText::new(why).color(theme::of(ui).care));
        return;
    };
    panel_page::advice(ui, &heard);
    ui.label(panel::advice(&heard));
    if widgets::quiet(ui, panel::open_page()).clicked() {
        (screen.room, screen.plan, screen.plans.page) = (Room::Plan, import.plan, Page::Panel);
    }
}

fn figures(ui: &mut Ui, lift: &Lift) {
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(say::lift(lift)).font(theme::strong(theme::SECTION)));
    ui.label(say::shares(lift));
    ui.add_space(theme::SPACE_S);
    let most = share(lift.treated).max(share(lift.control)).max(0.01) * 1.25;
    bar(ui, say::treated(), lift.treated, most, true);
    bar(ui, say::left_alone(), lift.control, most, false);
    for line in say::uncounted(lift) {
        caption(ui, line);
    }
}

/// How many codes of each fate; none where the file has none.
type Counts = Option<[usize; Came::ALL.len()]>;

/// Counts, and the state of the project and the people of the plan that they are of.
type Counted = ((u64, u64), Option<Arc<Cells>>, Counts);

/// What became of the coupon codes that the file names.
fn codes(ui: &mut Ui, import: &Import, project: &Project) {
    let place = egui::Id::new(("codes", &project.document().project_id, import.id));
    let now = (project.revision(), project.derived().scored_generation);
    let cells = import.plan.and_then(|plan| project.derived().cells(plan));
    let known = ui.data(|data| data.get_temp::<Counted>(place));
    // Worked out once for each state of the project, not every frame.
    let counts = match known {
        Some((of, by, counts)) if of == now && by.as_ref().map(Arc::as_ptr) == cells.as_ref().map(Arc::as_ptr) => {
            counts
        }
        _ => {
            let codes = project.codes_of_results(import);
            let n = |codes: &[CameBack], came| codes.iter().filter(|code| code.came == came).count();
            let counts: Counts = codes.map(|codes| Came::ALL.map(|came| n(&codes, came)));
            ui.data_mut(|data| data.insert_temp::<Counted>(place, (now, cells, counts)));
            counts
        }
    };
    let Some(counts) = counts else { return };
    ui.add_space(theme::SPACE_S);
    for (came, n) in Came::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0) {
        let ink = if came.is_leak() { theme::of(ui).care } else { theme::of(ui).ink };
        ui.label(RichText::new(doing::came(came, n)).color(ink));
    }
}

fn share(arm: Arm) -> f64 {
    if arm.n_people == 0 { 0.0 } else { arm.n_yes as f64 / arm.n_people as f64 }
}

fn bar(ui: &mut Ui, name: &str, arm: Arm, most: f64, is_treated: bool) {
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width().min(560.0), 26.0), Sense::hover());
    let painter = ui.painter_at(rect);
    painter.text(rect.left_center(), egui::Align2::LEFT_CENTER, name, theme::plain(theme::BODY), colours.ink);
    let track =
        Rect::from_min_max(pos2(rect.left() + 110.0, rect.top() + 5.0), pos2(rect.right() - 70.0, rect.bottom() - 5.0));
    let mut filled = track;
    filled.set_width((track.width() * (share(arm) / most) as f32).max(2.0));
    let colour = if is_treated { colours.accent } else { colours.grey };
    painter.rect_filled(filled, 3.0, colour);
    painter.vline(track.left(), rect.y_range(), Stroke::new(1.0, colours.line));
    let figure = number::percent(share(arm));
    painter.text(rect.right_center(), egui::Align2::RIGHT_CENTER, &figure, theme::strong(theme::BODY), colours.ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, format!("{name}: {figure}")));
}
