//! What the people of a preview panel say of what is to be launched, beside what to do about it; counts nothing itself.

use crate::domain::campaign::{Cells, Plan, PlanEdit};
use crate::domain::measure::{Advice, Panel, Part, Voice};
use crate::domain::model::Stance;
use crate::domain::score::Scored;
use crate::project::{Export, Import, Project};
use crate::ui::intent::{Ask, Intents};
use crate::ui::widgets::{self, caption, plain, primary, settled_field};
use crate::ui::words::{cells, day, number, panel as say};
use crate::ui::{Scene, lists_view, theme};
use egui::{Color32, Grid, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

/// More answers, tribes and voices than a person reads are not shown one by one.
const N_ANSWERS: usize = 12;
const N_TRIBES: usize = 40;
const N_VOICES: usize = 40;

/// What a file says, and the state of the project and the people of the plan that it is of.
type Heard = ((u64, u64), Option<Arc<Cells>>, Option<Arc<Panel>>);

/// What the panel says in a file of opinions, worked out once for each state of the project, not every frame.
pub fn heard(ui: &Ui, import: &Import, project: &Project) -> Option<Arc<Panel>> {
    let place = egui::Id::new(("heard", &project.document().project_id, import.id));
    let now = (project.revision(), project.derived().n_taken());
    let cells = import.plan.and_then(|plan| project.derived().cells(plan));
    if let Some((of, by, panel)) = ui.data(|data| data.get_temp::<Heard>(place))
        && of == now
        && by.as_ref().map(Arc::as_ptr) == cells.as_ref().map(Arc::as_ptr)
    {
        return panel;
    }
    let panel = project.heard(import).map(Arc::new);
    ui.data_mut(|data| data.insert_temp::<Heard>(place, (now, cells, panel.clone())));
    panel
}

/// What the newest file of opinions on a plan says.
pub fn newest(ui: &Ui, plan: &Plan, project: &Project) -> Option<Arc<Panel>> {
    heard(ui, project.opinions_on(plan.id).first()?, project)
}

/// The advice, where it is to be read beside other things: a word in its colour, and why.
pub fn advice(ui: &mut Ui, panel: &Panel) {
    ui.horizontal_wrapped(|ui| {
        widgets::chip(ui, say::verdict(panel.advice), colour(ui, panel.advice));
        ui.label(say::share(panel));
    });
}

fn colour(ui: &Ui, advice: Advice) -> Color32 {
    let colours = theme::of(ui);
    match advice {
        Advice::TooFew => colours.muted,
        Advice::Go => colours.good,
        Advice::Change => colours.care,
        Advice::Stop => colours.bad,
    }
}

pub fn show(
    ui: &mut Ui,
    plan: &Plan,
    project: &Project,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
    intents: &mut Intents,
) {
    let rounds = project.opinions_on(plan.id);
    let Some((newest, earlier)) = rounds.split_first() else {
        nothing_yet(ui, plan, project, intents);
        return;
    };
    ScrollArea::vertical().id_salt(("panel", plan.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(720.0_f32.min(ui.available_width() - theme::SPACE_S));
        super::page_head(ui, say::page(), say::hint());
        caption(ui, format!("{}, {}", newest.file_name, day::said(&newest.imported_on)));
        match (heard(ui, newest, project), &project.derived().scored) {
            (Some(panel), Some(scored)) => one(ui, &panel, plan, project, scored, scene, edits),
            _ => drop(ui.label(RichText::new(say::not_chosen()).color(theme::of(ui).care))),
        }
        if !earlier.is_empty() {
            widgets::section(ui, say::earlier());
            for import in earlier {
                if let Some(panel) = heard(ui, import, project) {
                    caption(ui, say::round(&import.file_name, &panel));
                }
            }
        }
        ui.add_space(theme::SPACE_M);
        ui.horizontal_wrapped(|ui| {
            if plain(ui, say::bring(), true).clicked() {
                intents.ask(Ask::Opinions { plan: plan.id });
            }
            if plain(ui, say::export(), true).on_hover_text(say::export_hint()).clicked() {
                intents.ask(Ask::Export(Export::PanelAnswers { plan: plan.id }));
            }
        });
    });
}

fn nothing_yet(ui: &mut Ui, plan: &Plan, project: &Project, intents: &mut Intents) {
    let has_panel = project.plans_with_panels().contains(&plan.id);
    let text = if has_panel { say::none_text() } else { say::no_panel() };
    widgets::empty(ui, glyph::CHATS_CIRCLE, say::none_title(), text);
    if has_panel {
        ui.vertical_centered(|ui| {
            if primary(ui, say::bring(), true).clicked() {
                intents.ask(Ask::Opinions { plan: plan.id });
            }
        });
    }
}

fn one(
    ui: &mut Ui,
    panel: &Panel,
    plan: &Plan,
    project: &Project,
    scored: &Scored,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
) {
    let name = |tribe: u32| lists_view::tribe_name(scored, project.document(), tribe as usize).to_owned();
    ui.add_space(theme::SPACE_S);
    let ink = colour(ui, panel.advice);
    let verdict = RichText::new(say::verdict(panel.advice)).font(theme::strong(theme::TITLE)).color(ink);
    ui.label(verdict);
    ui.label(RichText::new(say::advice(panel)).size(theme::SECTION));
    let against: Vec<String> = panel.tribes_against().into_iter().map(name).collect();
    if let Some(line) = say::tribes_against(&against.iter().map(String::as_str).collect::<Vec<_>>()) {
        ui.label(RichText::new(line).color(theme::of(ui).care));
    }
    ui.label(say::share(panel));
    if 2 * panel.all.n_answered < panel.all.n_invited {
        caption(ui, say::few_answers());
    }
    caption(ui, say::not_a_sample());
    for line in say::left_out(panel) {
        caption(ui, line);
    }
    answers(ui, panel, plan, edits);
    // While people are scored anew it is not known who has opted out since: nobody is quoted.
    if project.derived().is_scored() {
        voices(ui, &panel.voices, scored, scene, &name);
    }
    // Where somebody is against first.
    let mut by_tribe = panel.by_tribe.clone();
    by_tribe.sort_by_key(|(_, part)| std::cmp::Reverse(part.n_against));
    table(ui, say::by_tribe(), &by_tribe.iter().map(|&(tribe, part)| (name(tribe), part)).collect::<Vec<_>>());
    let reasons = &plan.cells.motivations;
    let groups = panel.by_group.iter().map(|(code, part)| (cells::of_code(plan.id, code, reasons), *part));
    table(ui, say::by_group(), &groups.collect::<Vec<_>>());
}

/// How many gave each answer, and how marks are read.
fn answers(ui: &mut Ui, panel: &Panel, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    if panel.answers.is_empty() {
        return;
    }
    widgets::section(ui, say::answers());
    let most = panel.answers.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
    ui.scope(|ui| {
        widgets::at_most(ui, 420.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (answer, n) in panel.answers.iter().take(N_ANSWERS) {
            let figure = number::count(usize::try_from(*n).unwrap_or(usize::MAX));
            widgets::share_bar(ui, answer, *n as f32 / most as f32, &figure, "");
        }
    });
    if panel.answers.len() > N_ANSWERS {
        caption(ui, say::more_voices(panel.answers.len() - N_ANSWERS));
    }
    let Some(bounds) = panel.bounds else { return };
    caption(ui, say::scale(bounds));
    let typed = ui.columns(2, |columns| {
        let mut field = |column: usize, name: &str, now: f32| {
            settled_field(&mut columns[column], name, &say::mark(now), say::as_meant())
        };
        [field(0, say::for_from(), bounds.for_from), field(1, say::against_to(), bounds.against_to)]
    });
    if typed.iter().flatten().any(|text| text.trim().is_empty()) {
        // An emptied field leaves it to the program again.
        edits.extend(plan.panel_bounds.map(|_| PlanEdit::SetPanelBounds(None)));
        return;
    }
    let [for_from, against_to] = typed.map(|text| text.and_then(|text| number::typed(&text)).map(|mark| mark as f32));
    let next = match (for_from, against_to) {
        (None, None) => return,
        (Some(mark), None) => bounds.with_for_from(mark),
        (_, Some(mark)) => bounds.with_against_to(mark),
    };
    if next != bounds && next.is_sound() {
        edits.push(PlanEdit::SetPanelBounds(Some(next)));
    }
}

/// Counts under one another; nothing where there is one line or none.
fn table(ui: &mut Ui, title: &str, lines: &[(String, Part)]) {
    if lines.len() < 2 {
        return;
    }
    let colours = theme::of(ui);
    widgets::section(ui, title);
    Grid::new(title).num_columns(6).striped(true).spacing([18.0, 4.0]).show(ui, |ui| {
        ui.label("");
        for heading in [say::invited(), say::answered(), say::in_favour(), say::between(), say::against()] {
            ui.label(RichText::new(heading).size(theme::CAPTION).color(colours.muted));
        }
        ui.end_row();
        for (name, part) in lines.iter().take(N_TRIBES) {
            ui.scope(|ui| {
                ui.set_max_width(220.0);
                ui.add(egui::Label::new(name.as_str()).truncate());
            });
            let Part { n_invited, n_answered, n_for, n_between, n_against } = *part;
            for n in [n_invited, n_answered, n_for, n_between, n_against] {
                let ink = if n == 0 { colours.muted } else { colours.ink };
                ui.label(RichText::new(number::count(usize::try_from(n).unwrap_or(usize::MAX))).color(ink));
            }
            ui.end_row();
        }
    });
    if lines.len() > N_TRIBES {
        caption(ui, say::more_voices(lines.len() - N_TRIBES));
    }
}

/// What people said, each with who it was: a click opens the card.
fn voices(ui: &mut Ui, voices: &[Voice], scored: &Scored, scene: &mut Scene<'_>, name: &impl Fn(u32) -> String) {
    if voices.is_empty() {
        return;
    }
    widgets::section(ui, say::voices());
    for voice in voices.iter().take(N_VOICES) {
        let colours = theme::of(ui);
        let (word, ink) = match voice.stance {
            Some(Stance::Onside) => (say::stance(Stance::Onside), colours.good),
            Some(Stance::Neutral) => (say::stance(Stance::Neutral), colours.muted),
            Some(Stance::Offside) => (say::stance(Stance::Offside), colours.care),
            None => ("", colours.muted),
        };
        ui.add_space(theme::SPACE_XS);
        ui.add(egui::Label::new(format!("“{}”", voice.words)).wrap());
        ui.horizontal_wrapped(|ui| {
            if !word.is_empty() {
                ui.label(RichText::new(format!("{} ({word})", voice.answer)).size(theme::CAPTION).color(ink));
            }
            let label = scored.people.label(voice.person);
            let who = RichText::new(label).size(theme::CAPTION).color(colours.accent);
            if ui.add(egui::Button::new(who).frame_when_inactive(false).small()).clicked() {
                lists_view::choose_person(scene.selection, voice.person, false);
            }
            if let Some(tribe) = voice.tribe {
                ui.label(RichText::new(name(tribe)).size(theme::CAPTION).color(colours.muted));
            }
        });
    }
    if voices.len() > N_VOICES {
        caption(ui, say::more_voices(voices.len() - N_VOICES));
    }
}
