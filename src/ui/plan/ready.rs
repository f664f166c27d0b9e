//! What a plan still lacks, point by point, each with the way there; checks nothing itself.

use super::Place;
use crate::domain::campaign::{Plan, ReadinessItem};
use crate::project::Project;
use crate::ui::words::plan as say;
use crate::ui::{Room, Scene, Screen, theme};
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;

pub fn show(ui: &mut Ui, screen: &mut Screen, plan: &Plan, project: &Project, scene: &Scene<'_>) {
    let colours = theme::of(ui);
    let list = project.readiness(plan, scene.today);
    let n_open = list.iter().filter(|(_, is_done)| !is_done).count();
    let title = RichText::new(say::ready(n_open)).font(theme::strong(theme::BODY));
    let header = egui::CollapsingHeader::new(title).id_salt("ready").default_open(true);
    header.show_unindented(ui, |ui| {
        for (item, is_done) in list {
            let (done, remedy) = say::readiness(item);
            ui.horizontal(|ui| {
                let (mark, colour) =
                    if is_done { (glyph::CHECK_CIRCLE, colours.good) } else { (glyph::CIRCLE_DASHED, colours.bad) };
                ui.label(RichText::new(mark).size(16.0).color(colour));
                if is_done {
                    // In line with the ways to go, which are buttons.
                    ui.add_space(ui.spacing().button_padding.x);
                    ui.add(egui::Label::new(done).wrap());
                } else {
                    // Long ones go on in a second line: one line of them would push the panel wider.
                    let button = egui::Button::new(RichText::new(remedy).color(colours.accent));
                    if ui.add(button.frame_when_inactive(false).wrap()).clicked() {
                        go(screen, item);
                    }
                }
            });
        }
    });
}

/// Goes to where the point is mended.
pub fn go(screen: &mut Screen, item: ReadinessItem) {
    use ReadinessItem as Item;
    let place = match item {
        Item::DataForGoal | Item::OptOutsKnown => {
            screen.room = Room::Data;
            return;
        }
        Item::SituationsAnswered => {
            screen.choosing.open_situations();
            return;
        }
        Item::AudienceNotEmpty => Place::Audience,
        Item::InfluencersChosen | Item::ControlCanProve | Item::NobodyTwice => Place::Who,
        Item::EverybodyGetsSomething | Item::BudgetCovers | Item::DaysSuffice => Place::Treatments,
        Item::HasName
        | Item::MessageWritten
        | Item::OfferSet
        | Item::OwnerNamed
        | Item::DatesSet
        | Item::DatesInOrder
        | Item::SuccessMeasureSet => Place::Details,
    };
    screen.plans.go_to = Some(place);
}
