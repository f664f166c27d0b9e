//! The files of the project, each with its account, and the way to add more; reads no file itself.

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, plain, primary, quiet};
use super::words::{adding, data as say};
use super::{
    DataPage, Room, Scene, Screen, cleaning_view, history_view, identity_view, import_view, privacy_view, stages_view,
    theme, words,
};
use crate::domain::arrivals::Difference;
use crate::domain::model::FileKind;
use crate::domain::ticket::Progress;
use crate::project::{Command, Document, Export, Import, Project};
use egui::{CentralPanel, RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    if !screen.drafts.is_empty() || !screen.refused.is_empty() {
        import_view::show(ui, screen, project, intents);
        return;
    }
    let frame = widgets::body(ui);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if project.document().imports.is_empty() && project.history().next_undo().is_none() {
            screen.page = DataPage::Files;
        } else {
            tabs(ui, &mut screen.page);
        }
        widgets::scrolled_room(ui, ("data", screen.page as u8), |ui| page(ui, screen, project, scene, intents));
    });
}

fn page(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    match screen.page {
        DataPage::Files => files(ui, screen, project, scene.progress, intents),
        DataPage::Cleaning => cleaning_view::show(ui, &mut screen.cleaning, project, intents),
        DataPage::Stages => {
            if stages_view::show(ui, &mut screen.stages, project, scene.selection, intents) {
                screen.room = Room::People;
            }
        }
        DataPage::Same => identity_view::show(ui, &mut screen.identity, project, intents),
        DataPage::Privacy => privacy_view::show(ui, &mut screen.privacy, project, scene.n_copies, intents),
        DataPage::History => history_view::show(ui, project, intents),
    }
}

fn tabs(ui: &mut Ui, page: &mut DataPage) {
    ui.horizontal_wrapped(|ui| {
        if widgets::is_narrow(ui) {
            ui.spacing_mut().item_spacing = egui::vec2(0.0, 2.0);
            ui.spacing_mut().button_padding.x = 7.0;
        }
        for choice in DataPage::ALL {
            ui.selectable_value(page, choice, say::page(choice));
        }
    });
    ui.add_space(theme::SPACE_S);
}

fn files(ui: &mut Ui, screen: &mut Screen, project: &Project, progress: Option<Progress>, intents: &mut Intents) {
    let document = project.document();
    widgets::with_actions(
        ui,
        |ui| drop(ui.label(RichText::new(say::files_title()).font(theme::strong(theme::TITLE)))),
        |ui| {
            if project.derived().is_scored() && document.has_ties() {
                if primary(ui, say::show_me_who(), true).clicked() {
                    screen.room = Room::People;
                }
                if plain(ui, say::add_files(), true).clicked() {
                    intents.ask(Ask::ChooseFiles);
                }
            } else if primary(ui, say::add_files(), true).clicked() {
                intents.ask(Ask::ChooseFiles);
            }
            templates(ui, intents);
        },
    );
    if let Some(progress) = progress.filter(|_| document.imports.is_empty()) {
        widgets::empty(ui, glyph::HOURGLASS, &words::progress(progress), say::reading_text());
        return;
    }
    if document.imports.is_empty() {
        widgets::empty(ui, glyph::FILES, say::no_files_title(), say::no_files_text());
        return;
    }
    if !document.has_ties() {
        ui.label(RichText::new(say::need_pairs()).color(theme::of(ui).care));
        cleaning_view::propose_inference(ui, document, intents);
    }
    if document.lacks_opt_outs() {
        privacy_view::ask_for_opt_outs(ui, intents);
    }
    ui.add_space(theme::SPACE_S);
    widgets::scrolled(ui, |ui| {
        for import in &document.imports {
            one_import(ui, import, document, intents);
            ui.add_space(theme::SPACE_S);
        }
    });
}

fn one_import(ui: &mut Ui, import: &Import, document: &Document, intents: &mut Intents) {
    let colours = theme::of(ui);
    let frame =
        egui::Frame::new().fill(colours.surface).corner_radius(theme::RADIUS).inner_margin(egui::Margin::same(14));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        widgets::with_actions(
            ui,
            |ui| {
                ui.label(RichText::new(say::kind(import.kind())).font(theme::strong(theme::BODY)));
                ui.label(RichText::new(&import.file_name).color(colours.muted));
            },
            |ui| {
                let name = format!("{} {}", say::take_back(), import.file_name);
                let button = quiet(ui, say::take_back());
                button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
                if button.clicked() {
                    intents.command(Command::TakeBackImport(import.id));
                }
                let name = format!("{} {}", adding::new_month(), import.file_name);
                let button = quiet(ui, adding::new_month());
                button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
                if button.clicked() {
                    let newest = document.newest_month(import.id).map_or(import.id, |month| month.id);
                    intents.ask(Ask::NewMonth { import: newest });
                }
                if import.report.n_rows_set_aside > 0 && quiet(ui, say::save_set_aside()).clicked() {
                    intents.ask(Ask::Export(Export::SetAside { import: import.id }));
                }
                caption(ui, words::day::said(&import.imported_on));
            },
        );
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say::row_sentence(import.kind())).color(colours.muted));
            caption(ui, words::privacy::basis_line(import.basis));
        });
        let ink = if import.report.n_rows_set_aside > 0 { colours.care } else { colours.ink };
        ui.label(RichText::new(say::account(&import.report)).color(ink));
        if import.kind().is_pairs() {
            cleaning_view::file_kind(ui, import, document.file_kind(import.id), intents);
        }
        import_view::problem_lines(ui, &import.report, &import.file_name);
        if let Some(difference) = &import.difference {
            month(ui, import, difference);
        }
    });
}

/// What the new month changed, to be unfolded.
fn month(ui: &mut Ui, import: &Import, difference: &Difference) {
    let title = RichText::new(adding::month_title()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt(("month", import.id)).show(ui, |ui| {
        import_view::difference_lines(ui, import.kind(), difference);
    });
}

/// An example file of a kind, to be filled in.
fn templates(ui: &mut Ui, intents: &mut Intents) {
    ui.menu_button(adding::template(), |ui| {
        for kind in FileKind::ALL {
            if ui.button(say::kind(kind)).clicked() {
                intents.ask(Ask::Export(Export::Template(kind)));
                ui.close();
            }
        }
    });
}
