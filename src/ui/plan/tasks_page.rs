//! The board of a plan's tasks: to do, doing, done; pushes ticks and outcomes, spreads no task over days.

use crate::domain::campaign::{Board, Job, Paper, Plan, PlanEdit, Task, TaskState, day, mark};
use crate::domain::score::Scored;
use crate::project::{Export, Project};
use crate::ui::intent::{Ask, Intents};
use crate::ui::widgets::{self, caption, live_field, plain, quiet};
use crate::ui::words::{doing as say, number, plan as plan_words};
use crate::ui::{Scene, lists_view, theme};
use chrono::NaiveDate;
use egui::{Align, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;

const ROW: f32 = 46.0;

/// Which tasks are on show.
#[derive(Debug, Default)]
pub struct TasksView {
    /// Only of this treatment, by its lasting number.
    of: Option<u32>,
    /// The task whose outcome is written, by treatment and job.
    chosen: Option<(u32, Job)>,
    /// The column on show where there is room for one.
    state: TaskState,
}

/// What a column is drawn from.
struct Shown<'a> {
    plan: &'a Plan,
    board: &'a Board,
    scored: &'a Scored,
    today: Option<NaiveDate>,
    today_text: &'a str,
}

impl Shown<'_> {
    fn mark(&self, tasks: &[&Task], state: TaskState) -> PlanEdit {
        let key = |task: &&Task| (self.board.treatments[task.treatment].id, task.job.key(&self.scored.people));
        PlanEdit::MarkTasks { tasks: tasks.iter().map(key).collect(), state, on: self.today_text.to_owned() }
    }

    fn is_due(&self, task: &Task) -> bool {
        task.on.zip(self.today).is_some_and(|(on, today)| on <= today)
    }

    fn is_late(&self, task: &Task) -> bool {
        task.state != TaskState::Done && task.on.zip(self.today).is_some_and(|(on, today)| on < today)
    }

    fn name(&self, task: &Task) -> String {
        let who = match task.job {
            Job::For(person) => Some(self.scored.people.label(person)),
            Job::Prepare | Job::HandOver => None,
        };
        say::task(self.board.treatments[task.treatment].kind, who, task.job == Job::Prepare)
    }
}

pub fn show(
    ui: &mut Ui,
    view: &mut TasksView,
    plan: &Plan,
    project: &Project,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
    intents: &mut Intents,
) {
    let (Some(work), Some(scored)) = (project.derived().work(plan.id), &project.derived().scored) else { return };
    let board = &work.board;
    if board.tasks.is_empty() {
        widgets::empty(ui, glyph::KANBAN, say::no_tasks_title(), say::no_tasks_text());
        return;
    }
    let shown = Shown { plan, board, scored, today: day(scene.today), today_text: scene.today };
    // What was looked at of another plan says nothing of this one.
    let is_there = |of: &u32| board.treatments.len() > 1 && board.treatments.iter().any(|one| one.id == *of);
    view.of = view.of.filter(is_there);
    head(ui, view, plan, intents);
    if plan.starts_on.is_empty() {
        ui.label(RichText::new(say::no_dates()).color(theme::of(ui).care));
        ui.add_space(theme::SPACE_S);
    }
    filter(ui, view, &shown);
    outcome(ui, view, &shown, scene, edits);
    let is_shown = |task: &&Task| view.of.is_none_or(|of| board.treatments[task.treatment].id == of);
    let tasks: Vec<&Task> = board.tasks.iter().filter(is_shown).collect();
    if widgets::is_narrow(ui) {
        ui.horizontal(|ui| {
            for state in TaskState::ALL {
                let n = tasks.iter().filter(|task| task.state == state).count();
                let text = format!("{} {}", say::state(state), number::count(n));
                let text = RichText::new(text).size(theme::CAPTION);
                if ui.selectable_label(view.state == state, text).clicked() {
                    view.state = state;
                }
            }
        });
        let of_state: Vec<&Task> = tasks.iter().copied().filter(|task| task.state == view.state).collect();
        column(ui, view.state, &of_state, &shown, &mut view.chosen, edits);
        return;
    }
    ui.columns(TaskState::ALL.len(), |columns| {
        for (ui, state) in columns.iter_mut().zip(TaskState::ALL) {
            let of_state: Vec<&Task> = tasks.iter().copied().filter(|task| task.state == state).collect();
            column(ui, state, &of_state, &shown, &mut view.chosen, edits);
        }
    });
}

/// What the page is about, and the files that can be made of it.
fn head(ui: &mut Ui, view: &TasksView, plan: &Plan, intents: &mut Intents) {
    let mut files = |ui: &mut Ui| {
        if plain(ui, say::export_tasks(), true).clicked() {
            intents.ask(Ask::Export(Export::Paper { plan: plan.id, paper: Paper::Tasks }));
        }
        let board = Export::TaskBoard { plan: plan.id, of: view.of };
        if plain(ui, say::save_pdf(), true).on_hover_text(say::save_pdf_hint()).clicked() {
            intents.ask(Ask::Export(board.clone()));
        }
        if plain(ui, say::print(), true).on_hover_text(say::print_hint()).clicked() {
            intents.ask(Ask::Print(board));
        }
    };
    if widgets::is_narrow(ui) {
        super::page_head(ui, say::page_tasks(), say::tasks_hint());
        ui.horizontal_wrapped(files);
        return;
    }
    ui.horizontal(|ui| {
        // The buttons first: the words take what they leave.
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            files(ui);
            let down = Layout::top_down(Align::Min);
            ui.with_layout(down, |ui| super::page_head(ui, say::page_tasks(), say::tasks_hint()));
        });
    });
}

/// Which treatment's tasks are shown, where there are several.
fn filter(ui: &mut Ui, view: &mut TasksView, shown: &Shown) {
    if shown.board.treatments.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut choice = |of: Option<u32>, word: &str| {
            if ui.selectable_label(view.of == of, RichText::new(word).size(theme::CAPTION)).clicked() {
                view.of = of;
            }
        };
        choice(None, say::all_treatments());
        for treatment in &shown.board.treatments {
            choice(Some(treatment.id), plan_words::treatment(treatment.kind));
        }
    });
}

fn column(
    ui: &mut Ui,
    state: TaskState,
    tasks: &[&Task],
    shown: &Shown,
    chosen: &mut Option<(u32, Job)>,
    edits: &mut Vec<PlanEdit>,
) {
    let colours = theme::of(ui);
    ui.horizontal(|ui| {
        if !widgets::is_narrow(ui) {
            ui.label(RichText::new(say::state(state)).font(theme::strong(theme::BODY)));
            ui.label(RichText::new(number::count(tasks.len())).color(colours.muted));
        }
        let n_late = tasks.iter().filter(|task| shown.is_late(task)).count();
        if n_late > 0 {
            ui.label(RichText::new(say::late(n_late)).size(theme::CAPTION).color(colours.care));
        }
    });
    let due: Vec<&Task> = tasks.iter().copied().filter(|task| shown.is_due(task)).collect();
    // Beside a column with that button the others begin as low.
    let is_aligned = !widgets::is_narrow(ui)
        && shown.board.tasks.iter().any(|task| task.state != TaskState::Done && shown.is_due(task));
    if (state == TaskState::Done || due.is_empty()) && is_aligned {
        ui.label(RichText::new(" ").size(theme::CAPTION));
    } else if state != TaskState::Done
        && !due.is_empty()
        && ui.add(egui::Button::new(RichText::new(say::finish_due()).size(theme::CAPTION)).small()).clicked()
    {
        edits.push(shown.mark(&due, TaskState::Done));
    }
    let height = ui.available_height();
    ScrollArea::vertical().id_salt(("tasks", state)).max_height(height).auto_shrink(false).show_rows(
        ui,
        ROW,
        tasks.len(),
        |ui, range| {
            widgets::keep_clear_of_scroll_bar(ui);
            for task in &tasks[range] {
                row(ui, task, shown, chosen, edits);
            }
        },
    );
}

fn row(ui: &mut Ui, task: &Task, shown: &Shown, chosen: &mut Option<(u32, Job)>, edits: &mut Vec<PlanEdit>) {
    let colours = theme::of(ui);
    let treatment = &shown.board.treatments[task.treatment];
    let (name, key) = (shown.name(task), (treatment.id, task.job));
    let on = task.on.map_or(say::no_day().to_owned(), number::weekday);
    let owner = [&treatment.owner, &shown.plan.owner].into_iter().find(|owner| !owner.trim().is_empty());
    let owner = owner.map_or(say::department(treatment.department), String::as_str);
    let is_late = shown.is_late(task);
    let is_chosen = *chosen == Some(key);
    let fill = if is_chosen { colours.accent_soft } else { colours.surface };
    let frame = egui::Frame::new().fill(fill).corner_radius(theme::RADIUS).inner_margin(egui::Margin::symmetric(8, 2));
    frame.show(ui, |ui| {
        ui.set_height(ROW - 8.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let padding = std::mem::replace(&mut ui.spacing_mut().button_padding.x, 4.0);
            for (to, glyph, word) in steps(task.state) {
                if widgets::icon(ui, glyph, &format!("{word}: {name}"), true).clicked() {
                    edits.push(shown.mark(&[task], to));
                }
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.spacing_mut().button_padding.x = padding.min(theme::SPACE_S);
                let label = egui::Button::selectable(false, name.as_str()).truncate();
                if ui.add(label).on_hover_text(&name).clicked() {
                    *chosen = (!is_chosen).then_some(key);
                }
                let ink = if is_late { colours.care } else { colours.muted };
                let text = RichText::new(format!("{on} · {owner}")).size(theme::CAPTION).color(ink);
                ui.horizontal(|ui| {
                    ui.add_space(ui.spacing().button_padding.x);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    });
}

/// Where a task can go from here, the likeliest at the right.
fn steps(state: TaskState) -> Vec<(TaskState, &'static str, &'static str)> {
    let done = (TaskState::Done, glyph::CHECK, say::finish_task());
    let begin = (TaskState::Doing, glyph::PLAY, say::start_task());
    let back = (TaskState::ToDo, glyph::ARROW_U_UP_LEFT, say::task_back());
    match state {
        TaskState::ToDo => vec![done, begin],
        TaskState::Doing => vec![done, back],
        TaskState::Done => vec![back],
    }
}

/// The chosen task: what came of it, and the person's card.
fn outcome(ui: &mut Ui, view: &mut TasksView, shown: &Shown, scene: &mut Scene<'_>, edits: &mut Vec<PlanEdit>) {
    let Some((treatment, job)) = view.chosen else { return };
    let task =
        shown.board.tasks.iter().find(|task| task.job == job && shown.board.treatments[task.treatment].id == treatment);
    let Some(task) = task else {
        view.chosen = None;
        return;
    };
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(0, 8));
    Panel::bottom("outcome").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(shown.name(task)).font(theme::strong(theme::BODY)));
            if let Job::For(person) = job
                && quiet(ui, say::open_card()).clicked()
            {
                lists_view::choose_person(scene.selection, person, false);
            }
        });
        let key = job.key(&shown.scored.people);
        let mark = mark(shown.plan, treatment, &key);
        if let Some(mark) = mark.filter(|mark| !mark.on.is_empty()) {
            caption(ui, say::marked(mark.state, &mark.on));
        }
        let text = mark.map_or("", |mark| mark.outcome.as_str());
        if let Some(text) = live_field(ui, say::outcome(), text, "", 2) {
            edits.push(PlanEdit::NoteOutcome { treatment, job: key, text });
        }
    });
}
