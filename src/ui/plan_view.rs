//! The plan beside the map: whom to move, whom to treat, what it is expected to do; pushes edits, decides nothing.

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, live_field, plain, primary, settled_field};
use super::words::{number, plan as say};
use super::{Scene, Screen, choosing, lists_view, theme, words, workspace_view};
use crate::domain::campaign::{Cells, Goal, Plan, PlanEdit, PlanStatus, Treatment, readiness};
use crate::domain::score::Scored;
use crate::project::{Command, Export, Project};
use egui::{Align, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let document = project.document();
    let is_known = |id: &u32| document.plan(*id).is_some();
    screen.plan = screen.plan.filter(is_known).or_else(|| document.plans.last().map(|plan| plan.id));
    let Some(plan) = screen.plan.and_then(|id| document.plan(id)).cloned() else {
        widgets::empty(ui, glyph::CLIPBOARD_TEXT, say::FIRST_TITLE, say::FIRST_TEXT);
        ui.vertical_centered(|ui| {
            if primary(ui, say::NEW, true).clicked() {
                add_plan(project, intents);
            }
        });
        return;
    };
    header(ui, screen, project, &plan, intents);
    let cells = project.derived().cells(plan.id).unwrap_or_default();
    footer(ui, &plan, &cells, project, intents);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        let mut edits = Vec::new();
        if plan.frozen.is_some() {
            caption(ui, say::APPROVED_NOTE);
        }
        ui.add_enabled_ui(plan.frozen.is_none(), |ui| {
            aim(ui, &plan, &mut edits);
            audience(ui, &plan, &cells, project, scene, &mut edits);
            edits.extend(choosing::who(ui, screen, &plan, &cells, project, scene, intents));
        });
        edits.extend(choosing::outlook(ui, screen, &plan, project, scene, intents));
        ui.add_enabled_ui(plan.frozen.is_none(), |ui| how(ui, &plan, &cells, &mut edits));
        details(ui, &plan, &mut edits);
        ready(ui, &plan, &cells);
        for edit in edits {
            intents.command(Command::EditPlan { plan: plan.id, edit });
        }
    });
    choosing::table(ui, &mut screen.choosing, &plan, project, intents);
}

fn add_plan(project: &Project, intents: &mut Intents) {
    let name = format!("Plan {}", project.document().plans.len() + 1);
    intents.command(Command::AddPlan { name });
}

fn header(ui: &mut Ui, screen: &mut Screen, project: &Project, plan: &Plan, intents: &mut Intents) {
    let colours = theme::of(ui);
    ui.horizontal(|ui| {
        let name = RichText::new(&plan.name).font(theme::strong(theme::SECTION));
        let width = ui.available_width() - 130.0;
        let combo = egui::ComboBox::from_id_salt("plans").width(width).truncate().selected_text(name);
        combo.show_ui(ui, |ui| {
            for other in &project.document().plans {
                ui.selectable_value(&mut screen.plan, Some(other.id), &other.name);
            }
        });
        let colour = if plan.status == PlanStatus::Draft { colours.muted } else { colours.good };
        widgets::chip(ui, say::status(plan.status), colour);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            egui::containers::menu::MenuButton::new(glyph::DOTS_THREE).ui(ui, |ui| {
                if ui.button(say::NEW).clicked() {
                    add_plan(project, intents);
                    screen.plan = None;
                    ui.close();
                }
                if ui.button(say::COPY).clicked() {
                    intents.command(Command::DuplicatePlan(plan.id));
                    screen.plan = None;
                    ui.close();
                }
                if ui.button(say::REMOVE).clicked() {
                    intents.command(Command::RemovePlan(plan.id));
                    ui.close();
                }
            });
        });
    });
    widgets::hairline(ui);
}

fn footer(ui: &mut Ui, plan: &Plan, cells: &Arc<Cells>, project: &Project, intents: &mut Intents) {
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(0, 8));
    Panel::bottom("plan foot").frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let has_people = !cells.treated.is_empty();
            if primary(ui, words::export::SHORTLIST, has_people).clicked() {
                intents.ask(Ask::Export(Export::Shortlist { plan: plan.id }));
            }
            if plan.frozen.is_some() {
                if plain(ui, say::REOPEN, true).clicked() {
                    intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Reopen });
                }
            } else if plain(ui, say::APPROVE, has_people).clicked()
                && let Some(scored) = &project.derived().scored
            {
                let frozen = cells.freeze(&scored.people);
                intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Approve(frozen) });
            }
        });
    });
}

fn aim(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    edits.extend(widgets::choice(ui, say::GOAL, plan.goal, &Goal::ALL, say::goal).map(PlanEdit::SetGoal));
}

fn audience(
    ui: &mut Ui,
    plan: &Plan,
    cells: &Cells,
    project: &Project,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
) {
    let Some(scored) = &project.derived().scored else { return };
    let n_people = project.derived().cells(plan.id).map_or(String::new(), |_| number::people(cells.audience.len()));
    widgets::section_with(ui, say::WHOM, &n_people);
    if plan.audience.is_everyone() {
        caption(ui, say::EVERYONE);
    }
    if !plan.audience.is_everyone() {
        audience_chips(ui, plan, project, scored, scene, edits);
    }
    ui.horizontal(|ui| {
        let (tribes, people) = (&scene.selection.tribes, workspace_view::selected_ids(scored, scene.selection));
        let chosen = words::selected(people.len(), tribes.len());
        let has_selection = !scene.selection.is_empty();
        let response = plain(ui, say::ADD_SELECTION, has_selection);
        if response.on_hover_text(chosen).clicked() {
            if !tribes.is_empty() {
                edits.push(PlanEdit::AddTribes(tribes.iter().copied().collect()));
            }
            if !people.is_empty() {
                edits.push(PlanEdit::AddPeople(people));
            }
        }
        if !plan.audience.is_everyone() && widgets::quiet(ui, say::CLEAR_AUDIENCE).clicked() {
            edits.push(PlanEdit::ClearAudience);
        }
    });
}

fn audience_chips(
    ui: &mut Ui,
    plan: &Plan,
    project: &Project,
    scored: &Scored,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
) {
    let colours = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        for &id in &plan.audience.tribes {
            let Some(position) = scored.tribes.tribes.iter().position(|tribe| tribe.id == id) else { continue };
            let name = lists_view::tribe_name(scored, project.document(), position);
            let fill = theme::mix(colours.surface, colours.tribe(position).hue, 0.16);
            let button =
                |text: &str| egui::Button::new(RichText::new(text).size(theme::CAPTION)).corner_radius(12).small();
            ui.spacing_mut().item_spacing.x = 2.0;
            if ui.add(button(name).fill(fill)).on_hover_text(say::SHOW_ON_MAP).clicked() {
                lists_view::choose_tribe(scene.selection, id, false);
            }
            let taken = ui.add(button(glyph::X).frame_when_inactive(false));
            let word = say::take_out(name);
            taken.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &word));
            if taken.on_hover_text(&word).clicked() {
                edits.push(PlanEdit::RemoveTribe(id));
            }
        }
        let by_hand = plan.audience.people.len();
        if by_hand > 0 {
            let label =
                RichText::new(format!("{} by hand  {}", number::people(by_hand), glyph::X)).size(theme::CAPTION);
            if ui.add(egui::Button::new(label).corner_radius(12).small()).clicked() {
                edits.push(PlanEdit::RemovePeople(plan.audience.people.iter().cloned().collect()));
            }
        }
    });
}

fn how(ui: &mut Ui, plan: &Plan, cells: &Cells, edits: &mut Vec<PlanEdit>) {
    widgets::section(ui, say::HOW);
    let chosen = widgets::choice(ui, say::TREATMENT, plan.treatment, &Treatment::ALL, say::treatment);
    edits.extend(chosen.map(PlanEdit::SetTreatment));
    ui.columns(2, |columns| {
        let cost = settled_field(&mut columns[0], say::COST, &number::plain_euros(plan.cost_a_head_cents), "0");
        edits.extend(cost.and_then(|text| number::cents(&text)).map(PlanEdit::SetCostAHead));
        let budget = if plan.budget_cents == 0 { String::new() } else { number::plain_euros(plan.budget_cents) };
        let budget = settled_field(&mut columns[1], say::BUDGET, &budget, "");
        edits.extend(budget.and_then(|text| number::cents(&text)).map(PlanEdit::SetBudget));
    });
    ui.label(say::cost(cells.treated.len(), plan.cost_a_head_cents, plan.budget_cents));
    if !cells.unaffordable.is_empty() {
        ui.label(RichText::new(say::unaffordable(cells.unaffordable.len())).color(theme::of(ui).care));
    }
}

fn details(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    ui.add_space(theme::SPACE_S);
    let title = RichText::new(say::DETAILS).font(theme::strong(theme::BODY));
    egui::CollapsingHeader::new(title).id_salt("details").show_unindented(ui, |ui| {
        edits.extend(settled_field(ui, say::NAME, &plan.name, "").map(PlanEdit::Rename));
        edits.extend(live_field(ui, say::MESSAGE, &plan.message, say::MESSAGE_HINT, 3).map(PlanEdit::SetMessage));
        edits.extend(live_field(ui, say::OFFER, &plan.offer, "", 1).map(PlanEdit::SetOffer));
        let success = live_field(ui, say::SUCCESS, &plan.success_measure, say::SUCCESS_HINT, 1);
        edits.extend(success.map(PlanEdit::SetSuccessMeasure));
        edits.extend(live_field(ui, say::OWNER, &plan.owner, "", 1).map(PlanEdit::SetOwner));
        ui.columns(2, |columns| {
            let starts = settled_field(&mut columns[0], say::STARTS, &plan.starts_on, say::DATE_HINT);
            edits.extend(starts.map(PlanEdit::SetStartsOn));
            let ends = settled_field(&mut columns[1], say::ENDS, &plan.ends_on, say::DATE_HINT);
            edits.extend(ends.map(PlanEdit::SetEndsOn));
        });
    });
}

fn ready(ui: &mut Ui, plan: &Plan, cells: &Cells) {
    let colours = theme::of(ui);
    let list = readiness(plan, cells);
    let n_open = list.iter().filter(|(_, is_done)| !is_done).count();
    let title = if n_open == 0 { say::READY.to_owned() } else { format!("{} {n_open} to do", say::READY) };
    let title = RichText::new(title).font(theme::strong(theme::BODY));
    egui::CollapsingHeader::new(title).id_salt("ready").show_unindented(ui, |ui| {
        for (item, is_done) in list {
            let (done, remedy) = say::readiness(item);
            ui.horizontal(|ui| {
                let (mark, colour) =
                    if is_done { (glyph::CHECK_CIRCLE, colours.good) } else { (glyph::CIRCLE_DASHED, colours.care) };
                ui.label(RichText::new(mark).size(16.0).color(colour));
                ui.label(if is_done { RichText::new(done) } else { RichText::new(remedy).color(colours.care) });
            });
        }
    });
}
