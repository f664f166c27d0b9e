//! How large tribes are: seen from how near, split above which size, and which sizes come back most surely.

use crate::domain::model::ScoreSettings;
use crate::domain::tribes::stability::{Level, RESOLUTIONS};
use crate::project::{Command, Project};
use crate::ui::intent::{Ask, Intents};
use crate::ui::theme;
use crate::ui::widgets::{self, caption, quiet};
use crate::ui::words::{cleaning, sizes as say};
use egui::Ui;

const COLUMN: f32 = 380.0;
/// Sizes that are offered; any other can be set on the command line.
const LIMITS: [u32; 8] = [0, 30, 50, 100, 150, 300, 500, 1_000];

pub fn show(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
    if project.derived().scored.is_none() {
        caption(ui, cleaning::scored_first());
        return;
    }
    let settings = &project.document().settings;
    let mut settled = None;
    ui.scope(|ui| {
        widgets::at_most(ui, COLUMN);
        let fine = widgets::choice(ui, say::fineness(), settings.resolution, &RESOLUTIONS, say::fine);
        settled = fine.map(|resolution| ScoreSettings { resolution, ..settings.clone() });
        ui.add_space(theme::SPACE_S);
        let limit = widgets::choice(ui, say::limit(), settings.largest_tribe, &LIMITS, say::at_most);
        if let Some(largest_tribe) = limit {
            settled = Some(ScoreSettings { largest_tribe, ..settings.clone() });
        }
        caption(ui, say::limit_hint());
    });
    ui.add_space(theme::SPACE_S);
    match project.derived().sure_levels(settings) {
        Some([]) => {
            caption(ui, say::none_sure());
        }
        Some(levels) => {
            let chosen = levels.iter().filter_map(|level| one(ui, level, settings)).last();
            settled = chosen.or(settled);
        }
        None if project.derived().is_scored() && quiet(ui, say::ask()).on_hover_text(say::ask_hint()).clicked() => {
            intents.ask(Ask::SureLevels);
        }
        None => {}
    }
    if let Some(settings) = settled {
        intents.command(Command::SetSettings(settings));
    }
}

/// One size that comes back, and the settings with it where it was chosen.
fn one(ui: &mut Ui, level: &Level, settings: &ScoreSettings) -> Option<ScoreSettings> {
    let text = say::level(level);
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.label(&text);
        if (settings.resolution - level.resolution).abs() < 1e-9 {
            caption(ui, say::in_use());
        } else if super::quiet_about(ui, say::use_it(), &text).clicked() {
            chosen = Some(ScoreSettings { resolution: level.resolution, ..settings.clone() });
        }
    });
    chosen
}
