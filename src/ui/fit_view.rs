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
            ui.checkbox(&mut is_strongest, say::strongest_only());
            let mut least = mapping.strongest_only.unwrap_or(offered);
            if is_strongest {
                let label = ui.label(say::at_least());
                ui.add(egui::DragValue::new(&mut least).range(2..=1_000).speed(0.1)).labelled_by(label.id);
            }
            mapping.strongest_only = is_strongest.then_some(least);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::{Need, Source, propose};
    use egui_kittest::{Harness, kittest::Queryable};

    #[test]
    fn the_strongest_ties_can_be_chosen_where_all_do_not_fit() {
        let source = Source { name: "calls.csv".into(), bytes: b"from,to,at\n1,2,2026-11-21\n"[..].into() };
        let mapping = propose(&source, None).unwrap().mapping;
        let need = Need { n_rows: 9_000, n_people: 9, n_ties: 8_000, n_bytes: 2_000_000_000 };
        let less = Need { n_rows: 700, n_ties: 9, n_bytes: 90_000_000, ..need };
        let fit = Fit { need, free_bytes: 100_000_000, strongest: Some((3, less)) };
        let mut harness = Harness::builder()
            .with_size([800.0, 200.0])
            .build_ui_state(|ui, mapping: &mut Mapping| show(ui, mapping, Some(&fit)), mapping);
        harness.get_by_label(&say::sentence(&fit));
        harness.get_by_label_contains("700 rows");
        harness.get_by_label(say::strongest_only()).click();
        harness.run_steps(3);
        assert_eq!(harness.state().strongest_only, Some(3));
        assert!(harness.query_by_label_contains("700 rows").is_none());
        harness.get_by_label(say::strongest_only()).click();
        harness.run_steps(3);
        assert_eq!(harness.state().strongest_only, None);
    }
}
