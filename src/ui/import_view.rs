//! Files handed over and not yet added: what each is taken for, column by column, changeable; adds nothing by itself.

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, primary, quiet};
use super::words::data as say;
use super::{Screen, theme, words};
use crate::domain::import::{self, Mapping, Preview, Proposal, Question, Source, TimeReading};
use crate::domain::model::{FileKind, Meaning};
use egui::{Align, CentralPanel, Grid, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;

/// How many rows the preview shows.
const N_PREVIEW_ROWS: usize = 5;

/// One file in the wizard.
#[derive(Clone, Debug)]
pub struct Draft {
    pub source: Source,
    pub proposal: Proposal,
    pub mapping: Mapping,
    preview: Preview,
}

impl Draft {
    #[must_use]
    pub fn new(source: Source, proposal: Proposal) -> Self {
        let mapping = proposal.mapping.clone();
        let preview = import::preview(&source, &mapping, N_PREVIEW_ROWS);
        Draft { source, proposal, mapping, preview }
    }

    fn refresh(&mut self) {
        self.preview = import::preview(&self.source, &self.mapping, N_PREVIEW_ROWS);
    }

    fn is_ready(&self) -> bool {
        self.mapping.missing().is_empty()
    }
}

/// Which file is on show.
#[derive(Debug, Default)]
pub struct ImportView {
    chosen: usize,
}

pub fn show(ui: &mut Ui, screen: &mut Screen, is_busy: bool, intents: &mut Intents) {
    let colours = theme::of(ui);
    let view = &mut screen.import;
    view.chosen = view.chosen.min(screen.drafts.len().saturating_sub(1));
    let side = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::same(16));
    Panel::left("drafts").default_size(250.0).frame(side).show(ui, |ui| {
        file_list(ui, &screen.drafts, &screen.refused, &mut view.chosen);
    });
    let body = egui::Frame::new().fill(colours.ground).inner_margin(egui::Margin::same(24));
    let foot = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::symmetric(24, 10));
    let mut is_cancelled = false;
    Panel::bottom("add drafts").frame(foot).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_ready = !screen.drafts.is_empty() && screen.drafts.iter().all(Draft::is_ready) && !is_busy;
            if primary(ui, &say::add_drafts(screen.drafts.len()), is_ready).clicked() {
                let files = screen.drafts.iter().map(|draft| (draft.source.clone(), draft.mapping.clone())).collect();
                intents.ask(Ask::ReadFiles(files));
            }
            is_cancelled = widgets::plain(ui, words::CANCEL, true).clicked();
        });
    });
    CentralPanel::default().frame(body).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            widgets::keep_clear_of_scroll_bar(ui);
            ui.label(RichText::new(say::WIZARD_TITLE).font(theme::strong(theme::TITLE)));
            caption(ui, say::WIZARD_HINT);
            ui.add_space(theme::SPACE_M);
            let chosen = screen.import.chosen;
            if let Some(draft) = screen.drafts.get_mut(chosen)
                && !one_file(ui, chosen, draft, intents)
            {
                screen.drafts.remove(chosen);
            }
        });
    });
    if is_cancelled {
        screen.drafts.clear();
        screen.refused.clear();
    }
}

fn file_list(ui: &mut Ui, drafts: &[Draft], refused: &[(String, String)], chosen: &mut usize) {
    let colours = theme::of(ui);
    ui.label(RichText::new(say::FILES_TITLE).font(theme::strong(theme::BODY)));
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
                widgets::section(ui, say::CANNOT_USE);
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
fn one_file(ui: &mut Ui, n: usize, draft: &mut Draft, intents: &mut Intents) -> bool {
    let colours = theme::of(ui);
    let before = draft.mapping.clone();
    let mut is_kept = true;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&draft.source.name).font(theme::strong(theme::SECTION)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| is_kept = !quiet(ui, say::LEAVE_OUT).clicked());
    });
    ui.label(say::row_sentence(draft.mapping.kind));
    ui.scope(|ui| {
        ui.set_max_width(320.0);
        if let Some(kind) = widgets::choice(ui, say::KIND_LABEL, draft.mapping.kind, &FileKind::ALL, say::kind) {
            intents.ask(Ask::ProposeAs { draft: n, source: draft.source.clone(), kind });
        }
    });
    questions(ui, draft);
    ui.add_space(theme::SPACE_M);
    columns(ui, draft);
    if draft.mapping != before {
        draft.refresh();
    }
    for missing in draft.mapping.missing() {
        ui.label(RichText::new(say::question(Question::MissingColumn(missing))).color(colours.bad));
    }
    ui.add_space(theme::SPACE_M);
    preview(ui, draft);
    is_kept
}

fn questions(ui: &mut Ui, draft: &mut Draft) {
    let asked = draft.proposal.questions.clone();
    for question in asked.into_iter().filter(|question| !matches!(question, Question::MissingColumn(_))) {
        ui.add_space(theme::SPACE_S);
        widgets::well(ui, |ui| {
            ui.label(RichText::new(say::question(question)).color(theme::of(ui).care));
            match question {
                Question::StartDate => start_date(ui, &mut draft.mapping),
                Question::DayOrMonthFirst => {
                    if let TimeReading::Calendar { is_day_first } = &mut draft.mapping.time {
                        ui.checkbox(is_day_first, say::DAY_FIRST);
                    }
                }
                Question::CommaMeaning => {
                    ui.checkbox(&mut draft.mapping.is_decimal_comma, say::DECIMAL_COMMA);
                }
                Question::Encoding => {
                    caption(ui, draft.proposal.spellings.join("  ·  "));
                }
                Question::Sheet => {
                    let names = draft.proposal.sheets.iter().map(|sheet| sheet.name.as_str());
                    caption(ui, names.collect::<Vec<_>>().join("  ·  "));
                }
                Question::IdFrom | Question::Header | Question::ByPlace(_) => {
                    caption(ui, say::guess(question, &draft.mapping));
                }
                Question::Kind | Question::MissingColumn(_) | Question::ConsentWords => {}
            }
        });
    }
}

fn start_date(ui: &mut Ui, mapping: &mut Mapping) {
    let TimeReading::SecondsSince { start } = mapping.time else { return };
    let shown = import::day_text(start);
    let size = egui::vec2(320.0, 52.0);
    let typed = ui.allocate_ui(size, |ui| widgets::settled_field(ui, say::START_LABEL, &shown, "2026-11-21")).inner;
    if let Some(start) = typed.and_then(|text| import::day_seconds(&text)) {
        mapping.time = TimeReading::SecondsSince { start };
    }
}

fn columns(ui: &mut Ui, draft: &mut Draft) {
    let colours = theme::of(ui);
    let frame =
        egui::Frame::new().fill(colours.surface).corner_radius(theme::RADIUS).inner_margin(egui::Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let kind = draft.mapping.kind;
        Grid::new(("columns", &draft.source.name)).num_columns(3).spacing([24.0, 6.0]).min_col_width(120.0).show(
            ui,
            |ui| {
                for title in [say::COLUMN_IN_FILE, say::MEANS, say::SAMPLES] {
                    caption(ui, title);
                }
                ui.end_row();
                for (n, column) in draft.mapping.columns.iter_mut().enumerate() {
                    let is_used = column.meaning != Meaning::NotNeeded;
                    let ink = if is_used { colours.ink } else { colours.muted };
                    let heading = ui.label(RichText::new(&column.heading).color(ink));
                    meaning_choice(ui, kind, &mut column.meaning, n, heading.id);
                    let samples =
                        draft.proposal.columns.get(n).map_or(String::new(), |view| view.samples.join("  ·  "));
                    ui.add(egui::Label::new(RichText::new(samples).color(colours.muted)).truncate());
                    ui.end_row();
                }
            },
        );
    });
}

fn meaning_choice(ui: &mut Ui, kind: FileKind, meaning: &mut Meaning, n: usize, heading: egui::Id) {
    let combo = egui::ComboBox::from_id_salt(("meaning", n)).width(190.0).selected_text(say::meaning(*meaning));
    let response = combo
        .show_ui(ui, |ui| {
            for &choice in kind.meanings() {
                ui.selectable_value(meaning, choice, say::meaning(choice));
            }
            if kind == FileKind::People {
                ui.selectable_value(meaning, Meaning::Attribute, say::meaning(Meaning::Attribute));
            }
            ui.selectable_value(meaning, Meaning::NotNeeded, say::meaning(Meaning::NotNeeded));
        })
        .response;
    response.labelled_by(heading);
}

/// What the preview's columns are called, in their order: the kind's meanings first, then what describes the customer.
fn preview_heads(mapping: &Mapping) -> Vec<String> {
    let used = mapping.kind.meanings().iter().filter(|&&meaning| mapping.column(meaning).is_some());
    let attributes = mapping.columns.iter().filter(|column| column.meaning == Meaning::Attribute);
    let words = used.map(|&meaning| say::meaning(meaning).to_owned());
    words.chain(attributes.map(|column| column.heading.clone())).collect()
}

fn preview(ui: &mut Ui, draft: &Draft) {
    let colours = theme::of(ui);
    ui.label(RichText::new(say::FIRST_ROWS).font(theme::strong(theme::BODY)));
    let ink = if draft.preview.n_set_aside + draft.preview.n_doubtful > 0 { colours.care } else { colours.good };
    ui.label(RichText::new(say::preview(&draft.preview)).color(ink));
    let heads = preview_heads(&draft.mapping);
    ScrollArea::horizontal().id_salt("preview").show(ui, |ui| {
        Grid::new("preview rows").striped(true).spacing([24.0, 6.0]).show(ui, |ui| {
            for head in &heads {
                ui.label(RichText::new(head).size(theme::CAPTION).color(colours.muted));
            }
            ui.end_row();
            for row in &draft.preview.rows {
                for cell in row {
                    let short: String = cell.chars().take(40).collect();
                    ui.label(short);
                }
                ui.end_row();
            }
        });
    });
}
