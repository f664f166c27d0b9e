//! Who tells whom next: the chains from the treated people along their strongest ties; simulates nothing.

use crate::domain::campaign::Plan;
use crate::domain::score::Scored;
use crate::domain::study::Chain;
use crate::project::Project;
use crate::ui::widgets::caption;
use crate::ui::words::choosing as say;
use crate::ui::{Scene, theme};
use egui::{RichText, Ui};

/// So many chains are shown.
const SHOWN: usize = 5;
/// A chance smaller than this is not worth a name.
const LEAST: f64 = 0.0005;

pub fn show(ui: &mut Ui, plan: &Plan, project: &Project, scene: &mut Scene<'_>) {
    let assumptions = project.document().assumptions;
    let Some(study) = project.derived().study(plan, assumptions) else { return };
    let Some(scored) = &project.derived().scored else { return };
    if study.chains.iter().all(|chain| chain.links.is_empty()) {
        return;
    }
    let title = RichText::new(say::chains()).font(theme::strong(theme::BODY)).color(theme::of(ui).forecast);
    egui::CollapsingHeader::new(title).id_salt("chains").show_unindented(ui, |ui| {
        caption(ui, say::chains_hint());
        for chain in study.chains.iter().filter(|chain| !chain.links.is_empty()).take(SHOWN) {
            one(ui, chain, scored, scene);
        }
        caption(ui, say::drop_off(&study.chains, project.document().assumptions.accept_share));
    });
}

fn one(ui: &mut Ui, chain: &Chain, scored: &Scored, scene: &mut Scene<'_>) {
    let colours = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = RichText::new(scored.people.label(chain.start)).font(theme::strong(theme::CAPTION));
        if ui.add(egui::Button::new(name).small()).on_hover_text(say::show_chain()).clicked() {
            scene.selection.clear();
            scene.selection.people.extend(std::iter::once(chain.start).chain(chain.links.iter().map(|l| l.person)));
        }
        for (n, link) in chain.links.iter().enumerate() {
            if n > 0 && link.arrives < LEAST {
                break;
            }
            let text = say::link(scored.people.label(link.person), link.arrives);
            ui.label(RichText::new(text).size(theme::CAPTION).color(colours.forecast));
        }
    });
    ui.add_space(theme::SPACE_XS);
}
