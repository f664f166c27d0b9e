//! What the strength of a tie is made of: a slider for each part that the files know, and for how soon contacts fade.

use crate::domain::model::{HALF_LIVES, ScoreSettings, TiePart, TieWeights, Weighting};
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{self, caption, quiet};
use crate::ui::words::{cleaning, strength as say};
use egui::{Grid, Ui};

const COLUMN: f32 = 380.0;

/// The parts that the ties on show have any of, and whether any contact has a date.
#[derive(Clone, Debug)]
pub struct Known {
    pub parts: Vec<TiePart>,
    pub has_dates: bool,
}

pub fn show(ui: &mut Ui, known: Option<Known>, project: &Project, intents: &mut Intents) {
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
    let Some(known) = known else {
        caption(ui, cleaning::scored_first());
        return;
    };
    let settings = &project.document().settings;
    let n_columns = if widgets::is_narrow(ui) { 1 } else { 2 };
    let wide = COLUMN.min(ui.available_width());
    let mut settled = None;
    Grid::new("parts of strength").num_columns(n_columns).spacing([32.0, 14.0]).show(ui, |ui| {
        for (n, &part) in known.parts.iter().enumerate() {
            ui.vertical(|ui| {
                ui.set_width(wide);
                settled = weight(ui, part, settings).or(settled.take());
            });
            if (n + 1) % n_columns == 0 {
                ui.end_row();
            }
        }
    });
    if known.parts.iter().all(|&part| settings.tie_weights.of(part) <= 0.0) {
        caption(ui, say::nothing_counts());
    }
    if known.has_dates {
        ui.add_space(theme::SPACE_S);
        ui.scope(|ui| {
            ui.set_max_width(wide);
            settled = half_life(ui, settings).or(settled.take());
        });
    }
    settled = ways_back(ui, settings).or(settled);
    if let Some(settings) = settled {
        intents.command(Command::SetSettings(settings));
    }
}

/// One part; the settings it makes once a gesture ends.
fn weight(ui: &mut Ui, part: TiePart, settings: &ScoreSettings) -> Option<ScoreSettings> {
    let (name, hint) = say::part(part);
    let before = (settings.tie_weights.of(part) * 100.0).round();
    let (_, settled) = widgets::percent_slider(ui, name, before, 0.0..=100.0, 1.0);
    caption(ui, hint);
    let tie_weights = settings.tie_weights.with(part, settled?.round() / 100.0);
    Some(ScoreSettings { tie_weights, ..settings.clone() })
}

fn half_life(ui: &mut Ui, settings: &ScoreSettings) -> Option<ScoreSettings> {
    let (_, settled) = widgets::slider(ui, say::half_life(), settings.half_life_days, HALF_LIVES, 1.0, say::days());
    caption(ui, say::half_life_hint());
    Some(ScoreSettings { half_life_days: settled?.round(), ..settings.clone() })
}

/// What is not as usual can be made so again.
fn ways_back(ui: &mut Ui, settings: &ScoreSettings) -> Option<ScoreSettings> {
    let usual = ScoreSettings::default();
    let mut settled = None;
    if let Some(why) = say::without_effect(settings.weighting) {
        ui.add_space(theme::SPACE_S);
        caption(ui, why);
        if quiet(ui, say::use_strength()).clicked() {
            settled = Some(ScoreSettings { weighting: Weighting::Strength, ..settings.clone() });
        }
    }
    let is_usual = settings.tie_weights == TieWeights::default() && settings.half_life_days == usual.half_life_days;
    if !is_usual && quiet(ui, say::usual()).clicked() {
        let (tie_weights, half_life_days) = (usual.tie_weights, usual.half_life_days);
        settled = Some(ScoreSettings { half_life_days, tie_weights, ..settings.clone() });
    }
    settled
}
