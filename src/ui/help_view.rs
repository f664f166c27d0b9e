//! The user guide, as shipped in assets/guide, in a window of its own; holds no text itself.

use super::{theme, widgets, words};
use egui::{RichText, ScrollArea, Ui};

/// The guide in one language, chapter by chapter.
macro_rules! guide {
    ($language:literal) => {
        [
            include_str!(concat!("../../assets/guide/", $language, "/road.md")),
            include_str!(concat!("../../assets/guide/", $language, "/words.md")),
            include_str!(concat!("../../assets/guide/", $language, "/keys.md")),
        ]
    };
}

const ENGLISH: [&str; 3] = guide!("en");
const ITALIAN: [&str; 3] = guide!("it");

pub fn show(ui: &mut Ui, is_open: &mut bool) {
    let room = ui.ctx().content_rect().size();
    let size = [560.0_f32.min(room.x - 48.0), 520.0_f32.min(room.y - 80.0)];
    let window = egui::Window::new(words::help()).open(is_open).collapsible(false).default_size(size).vscroll(false);
    let middle = ui.ctx().content_rect().center();
    let window = window.pivot(egui::Align2::CENTER_CENTER).default_pos(middle);
    window.show(ui.ctx(), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for chapter in words::pick(ENGLISH, ITALIAN) {
                page(ui, chapter);
            }
        });
    });
}

/// Headings, lists and paragraphs of a chapter: the little of Markdown that the guide uses.
fn page(ui: &mut Ui, chapter: &str) {
    let colours = theme::of(ui);
    for part in chapter.split("\n\n") {
        let text = part.trim();
        if let Some(title) = text.strip_prefix("# ") {
            ui.add_space(theme::SPACE_M);
            ui.label(RichText::new(title).font(theme::strong(theme::TITLE)));
        } else if let Some(title) = text.strip_prefix("## ") {
            widgets::section(ui, title);
        } else if text.starts_with("- ") {
            for item in text.split("\n- ") {
                let item = item.strip_prefix("- ").unwrap_or(item).replace('\n', " ");
                ui.horizontal_top(|ui| {
                    ui.label(RichText::new("•").color(colours.muted));
                    rich(ui, &item);
                });
            }
        } else if !text.is_empty() {
            rich(ui, &text.replace('\n', " "));
        }
    }
}

/// A paragraph with **bold** words.
fn rich(ui: &mut Ui, text: &str) {
    let colours = theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    for (n, piece) in text.split("**").enumerate() {
        let font_id = if n % 2 == 1 { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
        job.append(piece, 0.0, egui::TextFormat { font_id, color: colours.ink, ..Default::default() });
    }
    ui.add(egui::Label::new(job).wrap());
}
