//! What every row of a file came to, how its people meet those of the other files, and what a new month changed.

use super::Draft;
use crate::domain::arrivals::Difference;
use crate::domain::import::Report;
use crate::domain::model::FileKind;
use crate::ui::theme;
use crate::ui::widgets::{self, caption};
use crate::ui::words::{adding, data as say};
use egui::{RichText, Ui};

/// How many problems are listed on screen.
const N_PROBLEMS_SHOWN: usize = 50;

pub(super) fn show(ui: &mut Ui, draft: &Draft, has_check_failed: bool) {
    let colours = theme::of(ui);
    if !draft.is_ready() {
        return;
    }
    let Some(reading) = draft.checked() else {
        if has_check_failed {
            ui.label(RichText::new(adding::check_failed()).color(colours.bad));
            return;
        }
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(RichText::new(adding::checking()).color(colours.muted));
        });
        return;
    };
    let taken = match &reading.outcome {
        Ok(taken) => taken,
        Err(why) => {
            ui.label(RichText::new(say::unreadable(why)).color(colours.bad));
            return;
        }
    };
    widgets::well(ui, |ui| {
        ui.label(RichText::new(adding::all_rows()).font(theme::strong(theme::BODY)));
        let ink = if taken.report.n_rows_set_aside > 0 { colours.care } else { colours.good };
        ui.label(RichText::new(say::account(&taken.report)).color(ink));
        if let Some(found) = &reading.matches {
            for line in adding::matches(draft.mapping.kind, found) {
                let ink = if found.n_with_profile == Some(0) { colours.care } else { colours.ink };
                ui.label(RichText::new(line).color(ink));
            }
        }
        problem_lines(ui, &taken.report, &draft.source.name);
    });
    if let Some(difference) = &reading.difference {
        ui.add_space(theme::SPACE_S);
        widgets::well(ui, |ui| {
            ui.label(RichText::new(adding::month_title()).font(theme::strong(theme::BODY)));
            difference_lines(ui, draft.mapping.kind, difference);
        });
    }
}

/// What is odd about a file, and the rows and cells that could not be read, to be unfolded.
pub(in crate::ui) fn problem_lines(ui: &mut Ui, report: &Report, name: &str) {
    let colours = theme::of(ui);
    for warning in report.warnings.iter().filter(|warning| !warning.kind.is_of_a_cell()) {
        ui.label(RichText::new(say::warning(warning)).color(colours.care));
    }
    if report.problems.is_empty() {
        return;
    }
    let title = RichText::new(say::look_at_them()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt(("problems", name)).show(ui, |ui| {
        for problem in report.problems.iter().take(N_PROBLEMS_SHOWN) {
            caption(ui, say::problem_line(problem));
        }
        if report.problems.len() > N_PROBLEMS_SHOWN {
            caption(ui, adding::more_problems(report.problems.len() - N_PROBLEMS_SHOWN));
        }
    });
}

pub(in crate::ui) fn difference_lines(ui: &mut Ui, kind: FileKind, difference: &Difference) {
    for line in adding::difference(kind, difference) {
        ui.label(line);
    }
}
