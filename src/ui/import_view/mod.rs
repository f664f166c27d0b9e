//! Files handed over and not yet added: what each is taken for, column by column, changeable; adds nothing by itself.

mod account;
mod columns;
mod how_read;
mod ids;
mod months;
mod questions;
mod rows;

pub(super) use account::{difference_lines, problem_lines};

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, primary, quiet};
use super::words::{adding, data as say};
use super::{Adding, Screen, columns_choice, fit_view, theme, words};
use crate::domain::arrivals::Reading;
use crate::domain::import::{self, Mapping, Preview, Proposal, Question, Source, Told};
use crate::domain::model::FileKind;
use crate::domain::model::decisions::Basis;
use crate::project::Project;
use egui::{Align, CentralPanel, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;

/// How many rows the preview shows.
const N_PREVIEW_ROWS: usize = 5;

/// One file in the wizard.
#[derive(Clone, Debug)]
pub struct Draft {
    pub source: Source,
    pub proposal: Proposal,
    pub mapping: Mapping,
    /// What the person said of the file that only a second look can take in.
    pub told: Told,
    /// What of it the last look took in.
    heard: Told,
    /// Another look at it is under way.
    pub is_looked_at: bool,
    /// The import whose new month it is.
    pub follows: Option<u32>,
    /// The plan that they are opinions on, where they were asked for there.
    pub plan: Option<u32>,
    /// On what ground the data may be used.
    pub basis: Basis,
    /// What all its rows came to, for the mapping named there.
    pub reading: Option<Reading>,
    /// Questions that a second look has the answer to; shown on, so that the answer can be changed.
    answered: Vec<Question>,
    preview: Preview,
}

impl Draft {
    #[must_use]
    pub fn new(source: Source, proposal: Proposal, follows: Option<u32>) -> Self {
        let mapping = proposal.mapping.clone();
        let preview = import::preview(&source, &mapping, N_PREVIEW_ROWS);
        Draft {
            source,
            proposal,
            mapping,
            told: Told::default(),
            heard: Told::default(),
            is_looked_at: false,
            follows,
            plan: None,
            basis: Basis::default(),
            reading: None,
            answered: Vec::new(),
            preview,
        }
    }

    /// Brought in for a plan, as opinions on it.
    #[must_use]
    pub fn on_plan(mut self, plan: Option<u32>) -> Self {
        self.plan = plan;
        if plan.is_some() {
            self.told.kind = Some(self.mapping.kind);
            self.heard.kind = self.told.kind;
        }
        self
    }

    /// Whether this is the file whose bytes these are.
    #[must_use]
    pub fn is_of(&self, source: &Source) -> bool {
        self.source.bytes.is_same(&source.bytes)
    }

    /// What was told and not taken in, because the look was stopped or came to nothing, can be told again.
    pub fn forget_unheard(&mut self) {
        self.told = self.heard.clone();
    }

    /// Takes another look at the file in, made as the person told.
    pub fn look_again(&mut self, source: Source, heard: Told, proposal: Proposal) {
        let told = std::mem::take(&mut self.told);
        let is_answered = |question: &Question| matches!(question, Question::Encoding | Question::Sheet);
        let asked = self.proposal.questions.iter().chain(&self.answered);
        let mut answered: Vec<Question> =
            asked.copied().filter(is_answered).filter(|asked| !proposal.questions.contains(asked)).collect();
        answered.dedup();
        let (basis, plan) = (self.basis, self.plan);
        *self = Draft { told, heard, plan, basis, answered, ..Draft::new(source, proposal, self.follows) };
    }

    fn refresh(&mut self) {
        self.preview = import::preview(&self.source, &self.mapping, N_PREVIEW_ROWS);
    }

    /// Says which import it is a new month of; what was read for another is read again.
    fn follow(&mut self, import: Option<u32>) {
        if self.follows != import {
            (self.follows, self.reading) = (import, None);
        }
    }

    /// Whether the file is text, whose letters and delimiter may be told.
    fn is_text(&self) -> bool {
        !import::is_carried(&self.source.bytes)
    }

    /// What all its rows came to, as it is mapped now.
    fn checked(&self) -> Option<&Reading> {
        self.reading.as_ref().filter(|reading| reading.mapping == self.mapping)
    }

    /// Nothing that import must know is missing.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.mapping.missing().is_empty()
    }
}

/// What one file's choices depend on besides the file.
struct Around<'a> {
    project: &'a Project,
    /// The imports whose new months other files of the wizard are.
    taken: Vec<u32>,
    has_check_failed: bool,
}

/// Which file is on show.
#[derive(Debug, Default)]
pub struct ImportView {
    chosen: usize,
}

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, intents: &mut Intents) {
    let colours = theme::of(ui);
    let view = &mut screen.import;
    view.chosen = view.chosen.min(screen.drafts.len().saturating_sub(1));
    let side = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::same(16));
    let panel = if widgets::is_narrow(ui) {
        Panel::left("drafts beside little").exact_size(190.0)
    } else {
        Panel::left("drafts").default_size(250.0)
    };
    panel.frame(side).show(ui, |ui| {
        file_list(ui, &screen.drafts, &screen.refused, &mut view.chosen);
    });
    let body = widgets::body(ui);
    let foot = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::symmetric(24, 10));
    let mut is_cancelled = false;
    Panel::bottom("add drafts").frame(foot).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_ready = !screen.drafts.is_empty() && screen.drafts.iter().all(Draft::is_ready);
            let is_adding = screen.adding == Adding::Wanted;
            let word = if is_adding { adding::adding().into() } else { say::add_drafts(screen.drafts.len()) };
            if !screen.drafts.is_empty() && primary(ui, &word, is_ready && !is_adding).clicked() {
                intents.ask(Ask::AddDrafts);
            }
            is_cancelled = widgets::plain(ui, words::cancel(), true).clicked();
            let is_checked = screen.drafts.iter().all(|draft| draft.checked().is_some());
            if let Some(growth) = screen.growth.filter(|_| is_checked) {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(adding::growth(&growth)).color(colours.muted)).truncate());
                });
            }
        });
    });
    CentralPanel::default().frame(body).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            widgets::keep_clear_of_scroll_bar(ui);
            if screen.drafts.is_empty() {
                nothing_usable(ui, intents);
                return;
            }
            ui.label(RichText::new(say::wizard_title()).font(theme::strong(theme::TITLE)));
            caption(ui, say::wizard_hint());
            ui.add_space(theme::SPACE_M);
            let chosen = screen.import.chosen;
            let others = screen.drafts.iter().enumerate().filter(|(n, _)| *n != chosen);
            let taken = others.filter_map(|(_, draft)| draft.follows).collect();
            let around = Around { project, taken, has_check_failed: screen.adding == Adding::CheckFailed };
            if let Some(draft) = screen.drafts.get_mut(chosen)
                && !one_file(ui, draft, &around, intents)
            {
                screen.drafts.remove(chosen);
                screen.begin_anew();
            }
        });
    });
    if is_cancelled {
        screen.drafts.clear();
        screen.refused.clear();
        screen.begin_anew();
    }
}

/// Of all files handed over none could be used.
fn nothing_usable(ui: &mut Ui, intents: &mut Intents) {
    ui.add_space(ui.available_height() * 0.25);
    widgets::empty(ui, glyph::FILE_X, say::none_usable(), say::none_usable_text());
    ui.vertical_centered(|ui| {
        if primary(ui, say::other_files(), true).clicked() {
            intents.ask(Ask::ChooseFiles);
        }
    });
}

fn file_list(ui: &mut Ui, drafts: &[Draft], refused: &[(String, String)], chosen: &mut usize) {
    let colours = theme::of(ui);
    ui.label(RichText::new(say::files_title()).font(theme::strong(theme::BODY)));
    ScrollArea::vertical().show(ui, |ui| {
        widgets::list(ui, |ui| {
            for (n, draft) in drafts.iter().enumerate() {
                let (mark, ink) = match (draft.is_ready(), draft.proposal.questions.is_empty()) {
                    (false, _) => (glyph::WARNING_CIRCLE, colours.bad),
                    (true, false) => (glyph::QUESTION, colours.care),
                    (true, true) => (glyph::CHECK_CIRCLE, colours.good),
                };
                let atoms = (RichText::new(mark).size(18.0).color(ink), two_lines(ui, draft));
                let button = egui::Button::selectable(*chosen == n, atoms).truncate().min_size(egui::vec2(0.0, 44.0));
                let response = ui.add(button);
                response.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::WidgetType::SelectableLabel,
                        true,
                        *chosen == n,
                        &draft.source.name,
                    )
                });
                if response.clicked() {
                    *chosen = n;
                }
            }
            if !refused.is_empty() {
                widgets::section(ui, say::cannot_use());
            }
            for (name, why) in refused {
                ui.label(RichText::new(name).font(theme::strong(theme::BODY)));
                // Not justified as the buttons of the list are: short sentences would be torn apart.
                ui.with_layout(Layout::top_down(Align::LEFT), |ui| caption(ui, why.as_str()));
            }
        });
    });
}

fn two_lines(ui: &Ui, draft: &Draft) -> egui::text::LayoutJob {
    let colours = theme::of(ui);
    let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
    let mut job = egui::text::LayoutJob::default();
    job.append(&draft.source.name, 0.0, format(theme::plain(theme::BODY), colours.ink));
    let kind = format!("\n{}", say::kind(draft.mapping.kind));
    job.append(&kind, 0.0, format(theme::plain(theme::CAPTION), colours.muted));
    job
}

/// One file's choices; false when the person leaves the file out.
fn one_file(ui: &mut Ui, draft: &mut Draft, around: &Around<'_>, intents: &mut Intents) -> bool {
    let colours = theme::of(ui);
    let before = draft.mapping.clone();
    let mut is_kept = true;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&draft.source.name).font(theme::strong(theme::SECTION)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| is_kept = !quiet(ui, say::leave_out()).clicked());
    });
    ui.label(say::row_sentence(draft.mapping.kind));
    let mut told = draft.told.clone();
    ui.horizontal_top(|ui| {
        let width = ((ui.available_width() - theme::SPACE_L) / 2.0).min(320.0);
        ui.allocate_ui(egui::vec2(width, 48.0), |ui| {
            if let Some(kind) = widgets::choice(ui, say::kind_label(), draft.mapping.kind, &FileKind::ALL, say::kind) {
                told.kind = Some(kind);
            }
        });
        ui.allocate_ui(egui::vec2(width, 48.0), |ui| months::show(ui, draft, &around.taken, around.project));
    });
    questions::show(ui, draft, &mut told);
    how_read::show(ui, draft, &mut told);
    ids::unknown(ui, draft);
    if told != draft.told {
        draft.told = told;
        intents.ask(Ask::ProposeAs { source: draft.source.clone() });
    }
    columns_choice::basis(ui, &mut draft.basis);
    ui.add_space(theme::SPACE_S);
    columns_choice::left_out(ui, &mut draft.mapping);
    columns::show(ui, draft);
    fit_view::show(ui, &mut draft.mapping, draft.proposal.fit.as_deref());
    if draft.mapping != before {
        draft.refresh();
    }
    for missing in draft.mapping.missing() {
        ui.label(RichText::new(say::question(Question::MissingColumn(missing))).color(colours.bad));
    }
    ui.add_space(theme::SPACE_M);
    account::show(ui, draft, around.has_check_failed);
    ui.add_space(theme::SPACE_M);
    rows::show(ui, draft);
    is_kept
}
