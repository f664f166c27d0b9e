//! The plan beside the map: whom to move, whom to treat, what it is expected to do; pushes edits, decides nothing.

mod audience;
mod beginning;
mod compare_page;
mod details;
mod goal;
mod money_page;
mod narrow;
pub mod panel_page;
mod ready;
mod review_page;
mod strategy_page;
mod tasks_page;
mod terms;
mod treatments;
mod who;

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, plain, primary};
use super::words::{doing, plan as say};
use super::{Scene, Screen, choosing, theme, words};
use crate::domain::campaign::{Cells, Launch, Plan, PlanEdit, PlanStatus, contacts, launched_audience};
use crate::project::{Command, Export, Project};
use egui::{Align, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What stands beside the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Map,
    Strategy,
    Tasks,
    Panel,
    Money,
    Review,
    Compare,
}

impl Page {
    pub const ALL: [Page; 7] =
        [Page::Map, Page::Strategy, Page::Tasks, Page::Panel, Page::Money, Page::Review, Page::Compare];

    /// What it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Page::Map => doing::page_map(),
            Page::Strategy => doing::page_strategy(),
            Page::Tasks => doing::page_tasks(),
            Page::Panel => words::panel::page(),
            Page::Money => doing::page_money(),
            Page::Review => doing::page_review(),
            Page::Compare => doing::page_compare(),
        }
    }
}

/// A part of the plan that something else leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Goal,
    Audience,
    Who,
    Treatments,
    Details,
}

/// What the plan's panel and pages remember.
#[derive(Debug, Default)]
pub struct PlanView {
    pub page: Page,
    /// The plan that a new one is to be beside is not shown: templates are.
    is_choosing: bool,
    go_to: Option<Place>,
    narrow: narrow::Narrow,
    tasks: tasks_page::TasksView,
    /// The plans set side by side; none: all.
    compared: BTreeSet<u32>,
}

impl PlanView {
    /// Something led to a part of the plan that is not shown yet.
    pub(super) fn is_led(&self) -> bool {
        self.go_to.is_some()
    }

    /// Brings a part into view where it was asked for.
    fn is_here(&mut self, ui: &mut Ui, place: Place) -> bool {
        let is_here = self.go_to == Some(place);
        if is_here {
            ui.scroll_to_cursor(Some(Align::TOP));
            self.go_to = None;
        }
        is_here
    }

    /// The plans whose forecasts are on show beside the one that is open.
    #[must_use]
    pub fn is_compared(&self, plan: u32) -> bool {
        self.page == Page::Compare && (self.compared.is_empty() || self.compared.contains(&plan))
    }
}

/// The plan on show.
#[must_use]
pub fn shown<'a>(screen: &Screen, project: &'a Project) -> Option<&'a Arc<Plan>> {
    let document = project.document();
    screen.plan.and_then(|id| document.plan(id)).or_else(|| document.plans.last())
}

/// The page that takes the map's place, if one does.
#[must_use]
pub fn page(screen: &Screen, project: &Project) -> Page {
    let is_shown = shown(screen, project).is_some() && !screen.plans.is_choosing;
    if is_shown { screen.plans.page } else { Page::Map }
}

/// Draws the page that takes the map's place.
pub fn show_page(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let Some(plan) = shown(screen, project).cloned() else { return };
    let mut edits = Vec::new();
    match screen.plans.page {
        Page::Map => {}
        Page::Strategy => strategy_page::show(ui, &plan, &mut edits),
        Page::Tasks => tasks_page::show(ui, &mut screen.plans.tasks, &plan, project, scene, &mut edits, intents),
        Page::Panel => panel_page::show(ui, &plan, project, scene, &mut edits, intents),
        Page::Money => money_page::show(ui, &plan, project, &mut edits, intents),
        Page::Review => review_page::show(ui, screen, &plan, project, scene, &mut edits, intents),
        Page::Compare => compare_page::show(ui, &mut screen.plans.compared, project, scene),
    }
    push(&plan, edits, intents);
}

fn push(plan: &Plan, edits: Vec<PlanEdit>, intents: &mut Intents) {
    for edit in edits {
        intents.command(Command::EditPlan { plan: plan.id, edit });
    }
}

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let document = project.document();
    screen.plan = screen.plan.filter(|id| document.plan(*id).is_some()).or(document.plans.last().map(|plan| plan.id));
    let plan = screen.plan.and_then(|id| document.plan(id)).filter(|_| !screen.plans.is_choosing).cloned();
    let Some(plan) = plan else {
        beginning::show(ui, screen, project, intents);
        return;
    };
    header(ui, screen, project, &plan, intents);
    let cells = project.derived().cells(plan.id).unwrap_or_default();
    footer(ui, &plan, &cells, project, scene, intents);
    // A plan of its own keeps its own scroll and drafts.
    ScrollArea::vertical().id_salt(plan.id).auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        let mut edits = Vec::new();
        if plan.frozen.is_some() {
            caption(ui, say::approved_note());
        }
        let is_open = plan.frozen.is_none();
        ui.add_enabled_ui(is_open, |ui| {
            goal::show(ui, screen, &plan, project, &mut edits);
            audience::show(ui, &mut screen.plans, &plan, &cells, project, scene, &mut edits);
            screen.plans.is_here(ui, Place::Who);
            edits.extend(choosing::who(ui, screen, &plan, &cells, project, scene, intents));
        });
        who::shared(ui, &plan, project, is_open, &mut edits);
        edits.extend(choosing::outlook(ui, screen, &plan, project, scene, intents));
        treatments::show(ui, &mut screen.plans, &plan, &cells, project, &mut edits, intents);
        details::show(ui, &mut screen.plans, &plan, &mut edits);
        ready::show(ui, screen, &plan, project, scene);
        push(&plan, edits, intents);
    });
    choosing::tables(ui, &mut screen.choosing, &plan, project, intents);
}

/// What a new plan is called.
#[must_use]
pub fn new_name(project: &Project) -> String {
    say::numbered(project.document().plans.len() + 1)
}

fn header(ui: &mut Ui, screen: &mut Screen, project: &Project, plan: &Plan, intents: &mut Intents) {
    let colours = theme::of(ui);
    ui.horizontal(|ui| {
        // From the right: the name takes what the others leave.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            egui::containers::menu::MenuButton::new(glyph::DOTS_THREE).ui(ui, |ui| menu(ui, screen, plan, intents));
            let colour = if plan.status == PlanStatus::Draft { colours.muted } else { colours.good };
            widgets::chip(ui, &say::status_of(plan.status, plan.version()), colour);
            let name = RichText::new(&plan.name).font(theme::strong(theme::SECTION));
            let combo = egui::ComboBox::from_id_salt("plans").width(ui.available_width()).truncate();
            combo.selected_text(name).show_ui(ui, |ui| {
                for other in &project.document().plans {
                    ui.selectable_value(&mut screen.plan, Some(other.id), &other.name);
                }
            });
        });
    });
    pages(ui, screen, project, plan);
    widgets::hairline(ui);
}

fn menu(ui: &mut Ui, screen: &mut Screen, plan: &Plan, intents: &mut Intents) {
    if ui.button(say::new()).clicked() {
        screen.plans.is_choosing = true;
        ui.close();
    }
    if ui.button(say::copy()).clicked() {
        intents.command(Command::DuplicatePlan(plan.id));
        screen.plan = None;
        ui.close();
    }
    if ui.button(say::remove()).clicked() {
        intents.command(Command::RemovePlan(plan.id));
        ui.close();
    }
}

/// What stands beside the plan: the map, or a page of it.
fn pages(ui: &mut Ui, screen: &mut Screen, project: &Project, plan: &Plan) {
    let has_panel = project.plans_with_panels().contains(&plan.id) || !project.opinions_on(plan.id).is_empty();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(0.0, 2.0);
        ui.spacing_mut().button_padding.x = 6.0;
        for page in Page::ALL {
            let is_there = match page {
                Page::Compare => project.document().plans.len() > 1,
                Page::Panel => has_panel || screen.plans.page == Page::Panel,
                _ => true,
            };
            if !is_there {
                continue;
            }
            let is_on = screen.plans.page == page;
            let text = RichText::new(page.word()).size(theme::CAPTION);
            if ui.selectable_label(is_on, text).clicked() {
                screen.plans.page = page;
            }
        }
    });
}

fn footer(ui: &mut Ui, plan: &Plan, cells: &Arc<Cells>, project: &Project, scene: &Scene<'_>, intents: &mut Intents) {
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(0, 8));
    Panel::bottom("plan foot").frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let has_people = !cells.treated.is_empty();
            if primary(ui, words::export::shortlist(), has_people).clicked() {
                intents.ask(Ask::Export(Export::Shortlist { plan: plan.id }));
            }
            if plan.frozen.is_some() {
                if plain(ui, say::reopen(), true).on_hover_text(say::reopen_hint()).clicked() {
                    intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Reopen });
                }
            } else if plain(ui, say::approve(), has_people).clicked() {
                approve(plan, cells, project, scene.today, intents);
            }
        });
    });
}

/// Locks the plan with its people, and keeps who is in its audience today.
fn approve(plan: &Plan, cells: &Cells, project: &Project, today: &str, intents: &mut Intents) {
    let Some(scored) = &project.derived().scored else { return };
    let audience = launched_audience(plan, &cells.audience, &scored.people);
    let launch = Launch { on: today.to_owned(), audience };
    let edit = PlanEdit::Launch { cells: cells.freeze(&scored.people), launch };
    intents.command(Command::EditPlan { plan: plan.id, edit });
}

/// What somebody has received from all plans so far.
pub fn received(ui: &mut Ui, project: &Project, id: &str) {
    let plans = &project.document().plans;
    for contact in contacts(id, plans) {
        let plan = project.document().plan(contact.plan).map_or("", |plan| plan.name.as_str());
        caption(ui, doing::received(contact.treatment, &contact.on, plan));
    }
}

/// A page's heading with its hint.
fn page_head(ui: &mut Ui, title: &str, hint: &str) {
    if widgets::is_narrow(ui) {
        // The word that leads here stands above.
        caption(ui, hint);
        return;
    }
    ui.label(RichText::new(title).font(theme::strong(theme::TITLE)));
    caption(ui, hint);
    ui.add_space(theme::SPACE_S);
}
