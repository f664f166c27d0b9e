//! What a plan still lacks, point by point; checks nothing itself.

use crate::domain::campaign::{Cells, Plan, readiness};
use crate::ui::theme;
use crate::ui::words::plan as say;
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(ui: &mut Ui, plan: &Plan, cells: &Cells) {
    let colours = theme::of(ui);
    let list = readiness(plan, cells);
    let n_open = list.iter().filter(|(_, is_done)| !is_done).count();
    let title = if n_open == 0 { say::READY.to_owned() } else { format!("{} {n_open} to do", say::READY) };
    let title = RichText::new(title).font(theme::strong(theme::BODY));
    egui::CollapsingHeader::new(title).id_salt("ready").show_unindented(ui, |ui| {
        for (item, is_done) in list {
            let (done, remedy) = say::readiness(item);
            ui.horizontal(|ui| {
                let (mark, colour) =
                    if is_done { (glyph::CHECK_CIRCLE, colours.good) } else { (glyph::CIRCLE_DASHED, colours.care) };
                ui.label(RichText::new(mark).size(16.0).color(colour));
                ui.label(if is_done { RichText::new(done) } else { RichText::new(remedy).color(colours.care) });
            });
        }
    });
}
