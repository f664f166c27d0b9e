//! The lists in the place of the map, with the columns that were chosen; keeps the choice, not the widths.

use super::people::{self, USUAL};
use super::rows::Rows;
use super::{From, Lists, Tab, tabs, ties, tribes};
use crate::domain::listing::{PersonColumn, TribeColumn};
use crate::domain::score::Scored;
use crate::project::Project;
use crate::ui::intent::{Ask, Intents};
use crate::ui::words::table as words;
use crate::ui::{Scene, theme, widgets};
use egui::{Align, Layout, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

/// Says that rows are on their way, or that they will not come.
pub(super) fn waiting(ui: &mut Ui, rows: &mut Rows) {
    if rows.has_failed() {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(words::not_sorted()).size(theme::CAPTION).color(theme::of(ui).care));
            if widgets::quiet(ui, words::sort_again()).clicked() {
                rows.forget_asked();
            }
        });
    }
    if rows.is_waiting() {
        ui.horizontal(|ui| {
            ui.add(egui::Spinner::new().size(12.0).color(theme::of(ui).accent));
            widgets::caption(ui, words::sorting());
        });
    }
}

/// The word under which a choice of columns is kept.
fn key(column: PersonColumn, from: &From<'_>) -> String {
    match column {
        PersonColumn::Attribute(_) => format!("list: {}", people::heading(column, from)),
        column => format!("{column:?}").to_lowercase(),
    }
}

fn all(from: &From<'_>) -> Vec<PersonColumn> {
    let n_attributes = from.scored.people.attributes.len().min(60) as u16;
    PersonColumn::FIXED.into_iter().chain((0..n_attributes).map(PersonColumn::Attribute)).collect()
}

/// The columns on show: those that were kept and are there, else the usual.
fn chosen(lists: &Lists, from: &From<'_>) -> Vec<PersonColumn> {
    let all = all(from);
    let kept: Vec<PersonColumn> =
        all.into_iter().filter(|&column| lists.columns.contains(&key(column, from))).collect();
    if kept.is_empty() { USUAL.to_vec() } else { kept }
}

/// The lists with all their columns: in the place of the map, else of the narrow lists.
pub fn show_wide(
    ui: &mut Ui,
    lists: &mut Lists,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    is_for_the_map: bool,
    intents: &mut Intents,
) {
    let from = From { project, scored };
    ui.horizontal(|ui| {
        tabs(ui, &mut lists.tab);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let back = if is_for_the_map {
                format!("{}  {}", glyph::GRAPH, words::as_map())
            } else {
                format!("{}  {}", glyph::LIST, words::as_list())
            };
            if widgets::plain(ui, &back, true).clicked() {
                lists.is_wide = false;
            }
            if lists.tab == Tab::People {
                chooser(ui, lists, &from, intents);
            }
        });
    });
    widgets::hairline(ui);
    match lists.tab {
        Tab::Tribes => tribes::show(ui, lists, &from, scene, &TribeColumn::ALL),
        Tab::People => {
            let columns = chosen(lists, &from);
            people::show(ui, lists, &from, scene, &columns, intents);
        }
        Tab::Ties => ties::show(ui, lists, &from, scene, &ties::wide(&from), intents),
    }
    lists.shown = scene.selection.card;
}

/// Which columns are on show.
fn chooser(ui: &mut Ui, lists: &mut Lists, from: &From<'_>, intents: &mut Intents) {
    let now = chosen(lists, from);
    let label = RichText::new(format!("{}  {}", glyph::COLUMNS, words::columns()));
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::containers::menu::MenuButton::new(label).config(config);
    let (response, _) = button.ui(ui, |ui| {
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for column in all(from) {
                let mut is_on = now.contains(&column);
                if widgets::tick(ui, &mut is_on, &people::heading(column, from)) {
                    let wanted = |one: &PersonColumn| if *one == column { is_on } else { now.contains(one) };
                    lists.columns = all(from).iter().filter(|one| wanted(one)).map(|&one| key(one, from)).collect();
                    intents.ask(Ask::KeepColumns(lists.columns.clone()));
                }
            }
        });
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, words::columns()));
}
