//! Cells that are more than their words: the dot of a tribe, a name with what is to be known of it; sorts nothing.

use super::From;
use crate::domain::model::{NO_TRIBE, Person, Stance};
use crate::ui::theme;
use crate::ui::words::{people as say, stance};
use egui::{RichText, Sense, Ui, vec2};
use egui_phosphor::regular as glyph;

/// The look of the tribe at this position.
pub(super) fn tribe_dot(ui: &mut Ui, from: &From<'_>, position: u32) {
    let colours = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
    if position == NO_TRIBE {
        ui.painter().circle_filled(rect.center(), 5.0, colours.line);
        return;
    }
    let look = colours.tribe_in(from.project.derived().guise().slot(position));
    ui.painter().circle_filled(rect.center(), 5.0, look.hue);
    if look.has_ring {
        ui.painter().circle_stroke(rect.center(), 6.5, egui::Stroke::new(1.0, look.hue));
    }
}

/// A person's name after the dot of their tribe, with what is to be known of them.
pub(super) fn person(ui: &mut Ui, from: &From<'_>, person: Person) {
    let at = person as usize;
    let (people, colours) = (&from.scored.people, theme::of(ui));
    tribe_dot(ui, from, from.scored.tribes.of.get(at).copied().unwrap_or(NO_TRIBE));
    let label = people.label(person);
    let text = if people.is_impersonal[at] {
        RichText::new(format!("{label} · {}", say::not_a_person())).color(colours.muted)
    } else if !people.is_customer[at] {
        RichText::new(format!("{label} · {}", say::outside())).color(colours.muted)
    } else if let Some((of @ Stance::Offside, by)) = from.project.derived().stances().told(person) {
        let text = format!("{}  {label} · {}", glyph::THUMBS_DOWN, stance::short(of, by).to_lowercase());
        RichText::new(text).color(colours.care)
    } else {
        RichText::new(label)
    };
    ui.add(egui::Label::new(text).truncate());
}
