//! Whom a plan wants to move: tribes, people by hand; pushes edits, decides nothing.

use crate::domain::campaign::{Cells, Plan, PlanEdit};
use crate::domain::score::Scored;
use crate::project::Project;
use crate::ui::widgets::{self, caption, plain};
use crate::ui::words::{self, number, plan as say};
use crate::ui::{Scene, lists_view, theme, workspace_view};
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(
    ui: &mut Ui,
    plan: &Plan,
    cells: &Cells,
    project: &Project,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
) {
    let Some(scored) = &project.derived().scored else { return };
    widgets::section_with(ui, say::WHOM, &number::people(cells.audience.len()));
    if plan.audience.is_everyone() {
        caption(ui, say::EVERYONE);
    }
    if !plan.audience.is_everyone() {
        audience_chips(ui, plan, project, scored, scene, edits);
    }
    ui.horizontal(|ui| {
        let (tribes, people) = (&scene.selection.tribes, workspace_view::selected_ids(scored, scene.selection));
        let chosen = words::selected(people.len(), tribes.len());
        let has_selection = !scene.selection.is_empty();
        let response = plain(ui, say::ADD_SELECTION, has_selection);
        if response.on_hover_text(chosen).clicked() {
            if !tribes.is_empty() {
                edits.push(PlanEdit::AddTribes(tribes.iter().copied().collect()));
            }
            if !people.is_empty() {
                edits.push(PlanEdit::AddPeople(people));
            }
        }
        if !plan.audience.is_everyone() && widgets::quiet(ui, say::CLEAR_AUDIENCE).clicked() {
            edits.push(PlanEdit::ClearAudience);
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
    ui.horizontal_wrapped(|ui| {
        for &id in &plan.audience.tribes {
            let Some(position) = scored.tribes.tribes.iter().position(|tribe| tribe.id == id) else { continue };
            let name = lists_view::tribe_name(scored, project.document(), position);
            let fill = theme::mix(colours.surface, colours.tribe(position).hue, 0.16);
            let button =
                |text: &str| egui::Button::new(RichText::new(text).size(theme::CAPTION)).corner_radius(12).small();
            ui.spacing_mut().item_spacing.x = 2.0;
            if ui.add(button(name).fill(fill)).on_hover_text(say::SHOW_ON_MAP).clicked() {
                lists_view::choose_tribe(scene.selection, id, false);
            }
            let taken = ui.add(button(glyph::X).frame_when_inactive(false));
            let word = say::take_out(name);
            taken.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &word));
            if taken.on_hover_text(&word).clicked() {
                edits.push(PlanEdit::RemoveTribe(id));
            }
        }
        let by_hand = plan.audience.people.len();
        if by_hand > 0 {
            let label =
                RichText::new(format!("{} by hand  {}", number::people(by_hand), glyph::X)).size(theme::CAPTION);
            if ui.add(egui::Button::new(label).corner_radius(12).small()).clicked() {
                edits.push(PlanEdit::RemovePeople(plan.audience.people.iter().cloned().collect()));
            }
        }
    });
}
