//! Whom a plan wants to move: tribes, a rule, people by hand, living or fixed; pushes edits, decides nothing.

use super::{Place, PlanView, narrow};
use crate::domain::campaign::{Cells, Plan, PlanEdit, ids_of};
use crate::domain::score::Scored;
use crate::project::Project;
use crate::ui::widgets::{self, caption, plain};
use crate::ui::words::{self, number, plan as say};
use crate::ui::{Scene, lists_view, theme, workspace_view};
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(
    ui: &mut Ui,
    view: &mut PlanView,
    plan: &Plan,
    cells: &Cells,
    project: &Project,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
) {
    let Some(scored) = &project.derived().scored else { return };
    view.is_here(ui, Place::Audience);
    // Nothing is known while people are being chosen.
    let n_people = project.derived().cells(plan.id).map_or(String::new(), |_| number::people(cells.audience.len()));
    widgets::section_with(ui, say::whom(), &n_people);
    if plan.audience.is_everyone() {
        caption(ui, say::everyone());
    } else {
        audience_chips(ui, plan, project, scored, scene, edits);
    }
    ui.horizontal(|ui| {
        let chosen = words::selected(scene.selection.people.len(), scene.selection.tribes.len());
        let has_selection = !scene.selection.is_empty();
        let response = plain(ui, say::add_selection(), has_selection);
        if response.on_hover_text(chosen).clicked() {
            edits.extend(workspace_view::add_selection(scored, scene.selection));
        }
        if !plan.audience.is_everyone() && widgets::quiet(ui, say::clear_audience()).clicked() {
            edits.push(PlanEdit::ClearAudience);
        }
    });
    narrow::show(ui, &mut view.narrow, plan, project, edits);
    living_or_fixed(ui, plan, cells, scored, edits);
}

/// A rule that is told anew after each scoring, or a list that stays.
fn living_or_fixed(ui: &mut Ui, plan: &Plan, cells: &Cells, scored: &Scored, edits: &mut Vec<PlanEdit>) {
    let is_fixed = plan.audience.fixed.is_some();
    ui.horizontal(|ui| {
        let small = |text: &str| RichText::new(text).size(theme::CAPTION);
        if ui.selectable_label(!is_fixed, small(say::living())).on_hover_text(say::living_hint()).clicked() && is_fixed
        {
            edits.push(PlanEdit::LetAudienceLive);
        }
        let can_fix = !cells.audience.is_empty();
        let fixed = ui.add_enabled(can_fix || is_fixed, egui::Button::selectable(is_fixed, small(say::fixed())));
        if fixed.on_hover_text(say::fixed_hint()).clicked() && !is_fixed {
            edits.push(PlanEdit::FixAudience(ids_of(&cells.audience, &scored.people)));
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
    let button = |text: &str| egui::Button::new(RichText::new(text).size(theme::CAPTION)).corner_radius(12).small();
    ui.horizontal_wrapped(|ui| {
        for &id in &plan.audience.tribes {
            let Some(position) = scored.tribes.tribes.iter().position(|tribe| tribe.id == id) else { continue };
            let name = lists_view::tribe_name(scored, project.document(), position);
            let hue = colours.tribe_in(project.derived().guise().slot(position as u32)).hue;
            let fill = theme::mix(colours.surface, hue, 0.16);
            ui.spacing_mut().item_spacing.x = 2.0;
            if ui.add(button(name).fill(fill)).on_hover_text(say::show_on_map()).clicked() {
                lists_view::choose_tribe(scene.selection, id, false);
            }
            let taken = ui.add(button(glyph::X).frame_when_inactive(false));
            let word = say::take_out(name);
            taken.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &word));
            if taken.on_hover_text(&word).clicked() {
                edits.push(PlanEdit::RemoveTribe(id));
            }
        }
        for (text, edit) in narrow::parts(plan) {
            if ui.add(button(&format!("{text}  {}", glyph::X))).on_hover_text(say::take_out(&text)).clicked() {
                edits.push(edit);
            }
        }
        let lists = [(&plan.audience.people, say::by_hand()), (&plan.audience.excluded, say::left_out())];
        for (people, word) in lists.into_iter().filter(|(people, _)| !people.is_empty()) {
            let text = format!("{} {word}  {}", number::people(people.len()), glyph::X);
            if ui.add(button(&text)).clicked() {
                edits.push(PlanEdit::RemovePeople(people.iter().cloned().collect()));
            }
        }
    });
}
