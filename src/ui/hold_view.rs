//! The holding area: outgoing messages to influencers, one beside the other as they came and as they will leave.

use super::intent::{Ask, Intents};
use super::lists_view::tribe_name;
use super::theme;
use super::widgets::{self, caption, live_field, plain, primary};
use super::words::{self, hold as say};
use crate::domain::holding::{Hold, HoldStatus};
use crate::domain::model::FileKind;
use crate::project::{Command, Export, Import, Project};
use egui::{Align, CentralPanel, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

/// Which message is on show.
#[derive(Debug, Default)]
pub struct HoldView {
    chosen: Option<u32>,
}

pub fn show(ui: &mut Ui, view: &mut HoldView, project: &Project, intents: &mut Intents) {
    let colours = theme::of(ui);
    let document = project.document();
    let outgoing: Vec<_> = document.imports.iter().filter(|import| import.kind() == FileKind::Outgoing).collect();
    if document.holds.is_empty() {
        let frame = widgets::body(ui);
        CentralPanel::default().frame(frame).show(ui, |ui| nothing_held(ui, project, &outgoing, intents));
        return;
    }
    let is_there = |id: &u32| document.hold(*id).is_some();
    let first_held = || document.holds.iter().find(|hold| hold.status == HoldStatus::Held).map(|hold| hold.id);
    view.chosen =
        view.chosen.filter(is_there).or_else(first_held).or_else(|| document.holds.first().map(|hold| hold.id));
    let side = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::same(12));
    let panel = if widgets::is_narrow(ui) {
        Panel::left("holds beside little").exact_size(240.0)
    } else {
        Panel::left("holds").default_size(320.0).size_range(240.0..=460.0)
    };
    panel.frame(side).show(ui, |ui| {
        list(ui, view, project, &outgoing, intents);
    });
    let body = widgets::body(ui);
    CentralPanel::default().frame(body).show(ui, |ui| {
        if let Some(hold) = view.chosen.and_then(|id| document.hold(id)) {
            ScrollArea::vertical().id_salt(hold.id).auto_shrink(false).show(ui, |ui| {
                widgets::keep_clear_of_scroll_bar(ui);
                message(ui, view, hold, project, intents);
            });
        }
    });
}

fn nothing_held(ui: &mut Ui, project: &Project, outgoing: &[&Arc<Import>], intents: &mut Intents) {
    ui.add_space(ui.available_height() * 0.2);
    let all_seen = outgoing.iter().all(|import| project.document().diverted.contains(&import.id));
    let text = match (outgoing.is_empty(), project.derived().is_scored(), all_seen) {
        (false, false, _) => say::not_scored(),
        (false, true, true) => say::none_match(),
        _ => say::empty_text(),
    };
    widgets::empty(ui, glyph::ENVELOPE_SIMPLE, say::empty_title(), text);
    ui.vertical_centered(|ui| {
        if outgoing.is_empty() {
            if primary(ui, say::add(), true).clicked() {
                intents.ask(Ask::ChooseFiles);
            }
        } else if primary(ui, say::look_again(), project.derived().is_scored()).clicked() {
            divert(outgoing, intents);
        }
    });
}

/// Of files seen before, what goes to those who have become influencers since is held, too.
fn divert(outgoing: &[&Arc<Import>], intents: &mut Intents) {
    for import in outgoing {
        intents.command(Command::Divert { import: import.id });
    }
}

fn list(ui: &mut Ui, view: &mut HoldView, project: &Project, outgoing: &[&Arc<Import>], intents: &mut Intents) {
    let holds = &project.document().holds;
    let count = |status| holds.iter().filter(|hold| hold.status == status).count();
    ui.label(RichText::new(say::title()).font(theme::strong(theme::BODY)));
    caption(ui, say::counts(count(HoldStatus::Held), count(HoldStatus::Released), count(HoldStatus::Dropped)));
    if !outgoing.is_empty() && plain(ui, say::look_again(), project.derived().is_scored()).clicked() {
        divert(outgoing, intents);
    }
    let foot = egui::Frame::new().inner_margin(egui::Margin::symmetric(0, 8));
    Panel::bottom("hold files").frame(foot).show(ui, |ui| {
        for import in outgoing {
            caption(ui, import.file_name.as_str());
            if plain(ui, words::export::clean(), true).clicked() {
                intents.ask(Ask::Export(Export::CleanQueue { import: import.id }));
            }
            let has_released = holds.iter().any(|h| h.import_id == import.id && h.status == HoldStatus::Released);
            if plain(ui, words::export::released(), has_released).clicked() {
                intents.ask(Ask::Export(Export::Released { import: import.id }));
            }
        }
    });
    let height = 44.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, holds.len(), |ui, range| {
        widgets::list(ui, |ui| {
            for hold in &holds[range] {
                list_row(ui, view, hold, project, height);
            }
        });
    });
}

/// Opted-out people's names are not shown.
fn label_of(hold: &Hold, project: &Project) -> String {
    let Some(scored) = &project.derived().scored else { return hold.customer_id.clone() };
    scored.people.row(&hold.customer_id).map_or(hold.customer_id.clone(), |row| scored.people.label(row).to_owned())
}

fn list_row(ui: &mut Ui, view: &mut HoldView, hold: &Hold, project: &Project, height: f32) {
    let colours = theme::of(ui);
    let (mark, colour) = match hold.status {
        HoldStatus::Held if hold.is_edited() => (glyph::PENCIL_SIMPLE, colours.accent),
        HoldStatus::Held => (glyph::HAND_PALM, colours.care),
        HoldStatus::Released => (glyph::PAPER_PLANE_TILT, colours.good),
        HoldStatus::Dropped => (glyph::TRASH, colours.muted),
    };
    let label = label_of(hold, project);
    let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
    let mut text = egui::text::LayoutJob::default();
    text.append(&label, 0.0, format(theme::plain(theme::BODY), colours.ink));
    let subject = if hold.subject.is_empty() { &hold.body } else { &hold.subject };
    let short: String = subject.chars().take(60).collect();
    text.append(&format!("\n{short}"), 0.0, format(theme::plain(theme::CAPTION), colours.muted));
    let is_chosen = view.chosen == Some(hold.id);
    let atoms = (RichText::new(mark).size(18.0).color(colour), text);
    let button = egui::Button::selectable(is_chosen, atoms).truncate().min_size(egui::vec2(0.0, height));
    let response = ui.add(button).on_hover_text(say::status(hold));
    response.widget_info(|| {
        let name = format!("{label}: {}", say::status(hold));
        egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_chosen, name)
    });
    if response.clicked() {
        view.chosen = Some(hold.id);
    }
}

fn message(ui: &mut Ui, view: &mut HoldView, hold: &Hold, project: &Project, intents: &mut Intents) {
    let colours = theme::of(ui);
    widgets::with_actions(
        ui,
        |ui| {
            ui.label(RichText::new(label_of(hold, project)).font(theme::strong(theme::TITLE)));
            widgets::chip(ui, say::status(hold), colours.accent);
        },
        |ui| actions(ui, view, hold, project, intents),
    );
    if let Some(scored) = &project.derived().scored
        && let Some(row) = scored.people.row(&hold.customer_id)
    {
        let at = row as usize;
        let tribe = tribe_name(scored, project.document(), scored.tribes.of[at] as usize);
        caption(ui, say::reason(scored.people.label(row), scored.scores.rank[at], tribe));
        if scored.people.is_opted_out[at] {
            ui.label(RichText::new(words::people::opted_out()).color(colours.bad));
        }
    }
    ui.add_space(theme::SPACE_M);
    if widgets::is_narrow(ui) {
        original(ui, hold);
        edited(ui, hold, intents);
        return;
    }
    ui.columns(2, |columns| {
        original(&mut columns[0], hold);
        edited(&mut columns[1], hold, intents);
    });
}

fn original(ui: &mut Ui, hold: &Hold) {
    widgets::section(ui, say::original());
    // A column justifies its text, which tears short messages apart.
    let left = Layout::top_down(Align::LEFT);
    ui.with_layout(left, |ui| {
        widgets::well(ui, |ui| {
            if !hold.original_subject.is_empty() {
                let subject = RichText::new(&hold.original_subject).font(theme::strong(theme::BODY));
                ui.label(subject);
            }
            ui.label(&hold.original_body);
        });
    });
}

fn edited(ui: &mut Ui, hold: &Hold, intents: &mut Intents) {
    widgets::section(ui, say::edited());
    ui.add_enabled_ui(hold.status == HoldStatus::Held, |ui| {
        let subject = live_field(ui, say::subject(), &hold.subject, "", 1);
        let body = live_field(ui, say::text(), &hold.body, "", 12);
        if subject.is_some() || body.is_some() {
            intents.command(Command::EditHold {
                hold: hold.id,
                subject: subject.unwrap_or_else(|| hold.subject.clone()),
                body: body.unwrap_or_else(|| hold.body.clone()),
            });
        }
    });
    if hold.status == HoldStatus::Held && !hold.is_edited() {
        ui.label(RichText::new(say::untouched()).color(theme::of(ui).care));
    }
}

fn actions(ui: &mut Ui, view: &mut HoldView, hold: &Hold, project: &Project, intents: &mut Intents) {
    if hold.status != HoldStatus::Held {
        if plain(ui, say::hold_again(), true).clicked() {
            intents.command(Command::KeepHold(hold.id));
        }
        return;
    }
    let is_released = primary(ui, say::release(), true).clicked();
    let is_dropped = plain(ui, say::drop(), true).clicked();
    if is_released {
        intents.command(Command::ReleaseHold(hold.id));
    } else if is_dropped {
        intents.command(Command::DropHold(hold.id));
    }
    if is_released || is_dropped {
        let waits = |other: &&Arc<Hold>| other.id != hold.id && other.status == HoldStatus::Held;
        let next = project.document().holds.iter().find(waits).map(|other| other.id);
        view.chosen = next.or(Some(hold.id));
    }
}
