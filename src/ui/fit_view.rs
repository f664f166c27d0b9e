//! Whether a file fits into memory, and the offer to keep only its strongest ties; loads nothing.

use super::theme;
use super::widgets::{caption, well};
use super::words::fit as say;
use crate::domain::import::{Fit, Mapping};
use egui::{RichText, Ui};

/// Files that need less than this share of what is free are nobody's worry.
const WORTH_SAYING: u64 = 10;

/// One sentence on memory where there is something to say, and the choice of strong ties where all do not fit.
pub fn show(ui: &mut Ui, mapping: &mut Mapping, fit: Option<&Fit>) {
    let Some(fit) = fit else { return };
    if fit.is_fitting() && mapping.strongest_only.is_none() {
        if fit.need.n_bytes > fit.free_bytes / WORTH_SAYING {
            caption(ui, say::sentence(fit));
        }
        return;
    }
    let offered = fit.strongest.map_or(2, |(least, _)| least);
    let is_taken = mapping.strongest_only.is_some_and(|least| least >= offered);
    well(ui, |ui| {
        let colours = theme::of(ui);
        let ink = if is_taken { colours.muted } else { colours.bad };
        ui.label(RichText::new(say::sentence(fit)).color(ink));
        if !is_taken {
            ui.label(say::offer_line(fit));
        }
        if !mapping.kind.is_pairs() {
            return;
        }
        ui.horizontal(|ui| {
            let mut is_strongest = mapping.strongest_only.is_some();
            ui.checkbox(&mut is_strongest, say::STRONGEST_ONLY);
            let mut least = mapping.strongest_only.unwrap_or(offered);
            if is_strongest {
                let label = ui.label(say::AT_LEAST);
                ui.add(egui::DragValue::new(&mut least).range(2..=1_000).speed(0.1)).labelled_by(label.id);
            }
            mapping.strongest_only = is_strongest.then_some(least);
        });
    });
}
