//! What measured campaigns taught, a line each, kept across campaigns; measures nothing and words nothing itself.

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, icon, live_field, plain, primary};
use super::words::learned as say;
use super::{ResultsPage, Screen, theme};
use crate::domain::campaign::Cells;
use crate::domain::measure::{NextTest, Verdict};
use crate::domain::score::Scored;
use crate::project::{Command, Document, Export, LearnEdit, LearnedLine, Project};
use egui::{Color32, Frame, Margin, RichText, Ui};
use egui_phosphor::regular as glyph;
use std::sync::{Arc, Weak};

/// Lines of a length that the eye finds its way back from.
const WIDE: f32 = 820.0;

/// What the lines were worked out from: the document, the scores, and the people of every plan with results.
type Of = (Weak<Document>, Weak<Scored>, Vec<Weak<Cells>>);

/// The lines, worked out once for each state of the project, not every frame. Keeps nothing of that state alive.
#[derive(Debug, Default)]
pub struct Learned {
    of: Option<Of>,
    lines: Arc<Vec<LearnedLine>>,
}

impl Learned {
    fn refresh(&mut self, project: &Project) -> Arc<Vec<LearnedLine>> {
        let now = worked_out_from(project);
        if !self.of.as_ref().is_some_and(|of| is_same(of, &now)) {
            (self.of, self.lines) = (Some(now), Arc::new(project.learned()));
        }
        self.lines.clone()
    }
}

fn worked_out_from(project: &Project) -> Of {
    let (document, derived) = (project.document(), project.derived());
    let scored = derived.scored.as_ref().map(Arc::downgrade).unwrap_or_default();
    let plans = document.imports.iter().filter(|import| import.kind().is_of_plan()).filter_map(|import| import.plan);
    // A choice that is done draws other people for a plan of the same document and the same scores.
    let cells = plans.map(|plan| derived.cells(plan).as_ref().map(Arc::downgrade).unwrap_or_default());
    (Arc::downgrade(document), scored, cells.collect())
}

fn is_same(a: &Of, b: &Of) -> bool {
    let same_cells = a.2.len() == b.2.len() && a.2.iter().zip(&b.2).all(|(a, b)| a.ptr_eq(b));
    a.0.ptr_eq(&b.0) && a.1.ptr_eq(&b.1) && same_cells
}

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, intents: &mut Intents) {
    let lines = screen.learned.refresh(project);
    widgets::with_actions(
        ui,
        |ui| drop(ui.label(RichText::new(say::page()).font(theme::strong(theme::TITLE)))),
        |ui| {
            if !lines.is_empty() && plain(ui, say::export(), true).clicked() {
                intents.ask(Ask::Export(Export::Learned));
            }
        },
    );
    if lines.is_empty() {
        nothing_yet(ui, screen);
        return;
    }
    caption(ui, say::hint());
    if let Some(points) = project.best_points().filter(|&points| points > 0.0) {
        caption(ui, say::best(points));
    }
    if let Some(line) = say::by_chance(n_results(&lines)) {
        caption(ui, line);
    }
    ui.add_space(theme::SPACE_S);
    widgets::scrolled(ui, |ui| {
        for line in lines.iter() {
            one(ui, line, project, intents);
            ui.add_space(theme::SPACE_M);
        }
    });
}

/// Every group is looked at, too.
fn n_results(lines: &[LearnedLine]) -> usize {
    lines.iter().map(|line| 1 + line.lesson.groups.len()).sum()
}

fn nothing_yet(ui: &mut Ui, screen: &mut Screen) {
    ui.add_space(ui.available_height() * 0.15);
    widgets::empty(ui, glyph::LIGHTBULB, say::none_title(), say::none_text());
    ui.vertical_centered(|ui| {
        if primary(ui, say::to_results(), true).clicked() {
            screen.results = ResultsPage::Results;
        }
    });
}

fn colour(ui: &Ui, verdict: Verdict) -> Color32 {
    let colours = theme::of(ui);
    match verdict {
        Verdict::Works => colours.good,
        Verdict::Unclear | Verdict::NoComparison => colours.care,
        Verdict::Harms => colours.bad,
    }
}

fn one(ui: &mut Ui, line: &LearnedLine, project: &Project, intents: &mut Intents) {
    let (lesson, colours) = (&line.lesson, theme::of(ui));
    let frame = Frame::new().fill(colours.surface).corner_radius(theme::RADIUS).inner_margin(Margin::same(20));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.push_id(("learned", lesson.import, lesson.plan), |ui| {
            let (document, scored) = (project.document(), project.derived().scored.as_deref());
            let tribe = match line.next {
                NextTest::Tribe(id) => document.name_of_tribe(id, scored),
                _ => None,
            };
            let said = say::said_of(line, tribe);
            let is_forgotten = head(ui, line, &said.verdict, said.whose);
            if is_forgotten {
                intents.command(Command::Learn(LearnEdit::Forget(lesson.id)));
            }
            ui.add(egui::Label::new(RichText::new(said.result).font(theme::strong(theme::SECTION))).wrap());
            ui.label(said.sure);
            ui.label(said.cost);
            for group in said.groups {
                caption(ui, group);
            }
            for best in said.best {
                ui.label(best);
            }
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(format!("{}:", say::next())).font(theme::strong(theme::BODY)));
                ui.label(said.next);
            });
            kept(ui, line, intents);
        });
    });
}

/// What it says in a word and whose it is, with the way to keep it no longer at the right; whether that was taken.
fn head(ui: &mut Ui, line: &LearnedLine, verdict: &str, whose: String) -> bool {
    let (colour, mut is_forgotten) = (colour(ui, line.lesson.verdict()), false);
    widgets::with_actions(
        ui,
        |ui| {
            widgets::chip(ui, verdict, colour);
            caption(ui, whose);
        },
        |ui| {
            if line.is_kept {
                is_forgotten = icon(ui, glyph::TRASH, say::forget(), true).clicked();
            }
        },
    );
    is_forgotten
}

/// The planner's remark on what is kept, and the way to keep what is not.
fn kept(ui: &mut Ui, line: &LearnedLine, intents: &mut Intents) {
    let lesson = &line.lesson;
    let mut edit = |edit| intents.command(Command::Learn(edit));
    ui.add_space(theme::SPACE_S);
    if !line.is_kept {
        ui.horizontal_wrapped(|ui| {
            if plain(ui, say::keep(), true).clicked() {
                edit(LearnEdit::Keep { import: lesson.import });
            }
            caption(ui, say::not_kept());
        });
        return;
    }
    if let Some(now) = &line.now {
        ui.label(RichText::new(say::differs(now)).color(theme::of(ui).care));
        if plain(ui, say::keep_now(), true).clicked() {
            edit(LearnEdit::Keep { import: lesson.import });
        }
    }
    let typed = ui.scope(|ui| {
        widgets::at_most(ui, WIDE);
        live_field(ui, say::remark(), &lesson.remark, say::remark_hint(), 2)
    });
    if let Some(text) = typed.inner {
        edit(LearnEdit::Remark { lesson: lesson.id, text });
    }
}
