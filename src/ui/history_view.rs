//! What was done since the project was opened, newest first, with the way back; decides nothing.

use super::intent::{Intent, Intents};
use super::theme;
use super::widgets::{self, caption, quiet};
use super::words::{command, history as say};
use crate::project::Project;
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    let colours = theme::of(ui);
    ui.label(RichText::new(say::title()).font(theme::strong(theme::TITLE)));
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
    let steps: Vec<_> = project.history().steps().collect();
    if steps.is_empty() {
        widgets::empty(ui, glyph::CLOCK_COUNTER_CLOCKWISE, say::nothing_title(), say::nothing_text());
        return;
    }
    widgets::scrolled(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        for (n, step) in steps.iter().enumerate().rev() {
            let frame = egui::Frame::new()
                .fill(colours.surface)
                .corner_radius(theme::RADIUS)
                .inner_margin(egui::Margin::same(12));
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                let name = RichText::new(format!("{}. {}", n + 1, command::name(step))).color(colours.ink);
                widgets::with_actions(
                    ui,
                    |ui| drop(ui.label(name)),
                    |ui| {
                        let back = steps.len() - n;
                        if quiet(ui, &say::back_to_before(back)).clicked() {
                            intents.0.push(Intent::GoBack { n_steps: back });
                        }
                    },
                );
                for line in say::details(step) {
                    caption(ui, line);
                }
            });
            ui.add_space(theme::SPACE_XS);
        }
    });
}
