//! How a plan begins: empty, or from a template of the planner's industry; makes none itself.

use crate::domain::campaign::Template;
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::widgets::{self, caption, plain, primary};
use crate::ui::words::{self, plan as say, strategy};
use crate::ui::{Screen, theme};
use egui::{RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, intents: &mut Intents) {
    ScrollArea::vertical().id_salt("beginning").auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        let is_first = project.document().plans.is_empty();
        if is_first {
            widgets::empty(ui, glyph::CLIPBOARD_TEXT, say::first_title(), say::first_text());
        } else {
            ui.label(RichText::new(strategy::choose_title()).font(theme::strong(theme::TITLE)));
            caption(ui, strategy::choose_text());
            ui.add_space(theme::SPACE_S);
        }
        ui.vertical_centered(|ui| {
            let word = if is_first { say::new() } else { strategy::empty_plan() };
            if primary(ui, word, true).on_hover_text(strategy::empty_hint()).clicked() {
                intents.command(Command::AddPlan { name: super::new_name(project) });
                begun(screen);
            }
            if !is_first && plain(ui, words::cancel(), true).clicked() {
                screen.plans.is_choosing = false;
            }
        });
        let mut industry = "";
        for template in Template::ALL {
            if strategy::industry(template) != industry {
                industry = strategy::industry(template);
                widgets::section(ui, industry);
            }
            if row(ui, template) {
                let name = free_name(project, strategy::template(template));
                let edits = template.edits(&strategy::texts(template));
                intents.command(Command::BeginPlan { name, edits });
                begun(screen);
            }
        }
        ui.add_space(theme::SPACE_M);
        caption(ui, strategy::fair_play());
    });
}

/// The newest plan is shown.
fn begun(screen: &mut Screen) {
    screen.plan = None;
    screen.plans.is_choosing = false;
}

/// The name, with a number where a plan has it already.
fn free_name(project: &Project, name: &str) -> String {
    let is_taken = |name: &str| project.document().plans.iter().any(|plan| plan.name == name);
    let numbered = (2..).map(|n| format!("{name} {n}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

fn row(ui: &mut Ui, template: Template) -> bool {
    let colours = theme::of(ui);
    let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
    let mut text = egui::text::LayoutJob::default();
    let name = strategy::template(template);
    text.append(name, 0.0, format(theme::plain(theme::BODY), colours.accent));
    text.append(&format!("\n{}", strategy::about(template)), 0.0, format(theme::plain(theme::CAPTION), colours.muted));
    let width = ui.available_width();
    let button = egui::Button::new(text).wrap().frame_when_inactive(false).min_size(egui::vec2(width, 44.0));
    let response = widgets::list(ui, |ui| ui.add(button));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
    response.clicked()
}
