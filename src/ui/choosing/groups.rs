//! Groups to compare: how chance deals, which other ways are tried beside, reasons to tell, and what all that can prove;
//! draws nobody.

use crate::domain::campaign::{
    ArmKind, CellDesign, CellEdit, Cells, Deal, Plan, PlanEdit, people_needed, smallest_detectable_points,
};
use crate::project::Project;
use crate::ui::theme;
use crate::ui::widgets::{self, caption, settled_field};
use crate::ui::words::{cells as say, choosing};
use egui::{RichText, Ui};

/// Of the comparison that a plan with few people should be able to make.
const POINTS: f64 = 5.0;

/// The section; the edits asked for.
pub fn show(ui: &mut Ui, plan: &Plan, cells: &Cells, project: &Project) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    let is_draft = plan.frozen.is_none();
    let title = RichText::new(say::title()).font(theme::strong(theme::BODY));
    egui::CollapsingHeader::new(title).id_salt("groups").show_unindented(ui, |ui| {
        ui.add_enabled_ui(is_draft, |ui| {
            let mut design = |edit: CellEdit| edits.push(PlanEdit::Design(edit));
            let chosen = widgets::choice(ui, say::deal_label(), plan.cells.deal, &Deal::ALL, say::deal);
            if let Some(deal) = chosen {
                design(CellEdit::SetDeal(deal));
            }
            caption(ui, say::deal_hint(plan.cells.deal));
            caption(ui, say::beside());
            for how in CellDesign::BESIDE.into_iter().filter(|&how| how != plan.choice.how) {
                let mut is_in = plan.cells.beside.contains(&how);
                if widgets::tick(ui, &mut is_in, choosing::how(how)) {
                    design(CellEdit::SetBeside { how, is_in });
                }
            }
            motivations(ui, plan, &mut design);
        });
        caption(ui, say::groups());
        list(ui, plan, cells);
        apart(ui, plan, project);
        proof(ui, plan, cells, project, &mut edits, is_draft);
    });
    edits
}

fn motivations(ui: &mut Ui, plan: &Plan, design: &mut impl FnMut(CellEdit)) {
    let now = plan.cells.motivations.join("; ");
    if let Some(text) = settled_field(ui, say::motivations(), &now, say::motivations_hint()) {
        design(CellEdit::SetMotivations(plan.cells.corrected(text.split(';'))));
    }
    if plan.cells.motivations.len() == 1 {
        caption(ui, say::one_motivation());
    }
}

/// Every group with its code and size.
fn list(ui: &mut Ui, plan: &Plan, cells: &Cells) {
    let row = |ui: &mut Ui, code: &str, text: String| {
        ui.horizontal(|ui| {
            widgets::chip(ui, code, theme::of(ui).accent);
            ui.label(text);
        });
    };
    if !plan.cells.is_pilot() {
        row(ui, &format!("T{}", plan.id), say::group(choosing::how(plan.choice.how), cells.treated.len()));
    }
    for arm in &cells.arms {
        let name = match arm.kind {
            ArmKind::Motivation(n) => {
                say::told(n, plan.cells.motivations.get(usize::from(n)).map_or("", String::as_str))
            }
            ArmKind::Chosen(how) => choosing::how(how).to_owned(),
        };
        row(ui, &arm.kind.code(plan.id), say::group(&name, arm.people.len()));
    }
    if !cells.control.is_empty() {
        row(ui, &format!("C{}", plan.id), say::group(say::left_alone(), cells.control.len()));
    }
    if cells.beside().next().is_some() {
        caption(ui, say::beside_note());
    }
}

/// How alike the groups are, and how much word leaks from one to the other.
fn apart(ui: &mut Ui, plan: &Plan, project: &Project) {
    let assumptions = project.document().assumptions;
    let Some(study) = project.derived().study(plan, assumptions) else { return };
    if study.apart.n_control_circles == 0 {
        return;
    }
    caption(ui, say::apart(&study.apart));
    if let Some(line) = say::balance(&study.balance) {
        caption(ui, line);
    }
}

/// What the sizes can prove, and how many more people it would take.
fn proof(ui: &mut Ui, plan: &Plan, cells: &Cells, project: &Project, edits: &mut Vec<PlanEdit>, is_draft: bool) {
    if is_draft {
        ui.columns(2, |columns| {
            let base = widgets::slider(&mut columns[0], say::base(), plan.cells.base_percent, 1.0..=60.0, 1.0, " %").1;
            edits.extend(base.map(|percent| PlanEdit::Design(CellEdit::SetBasePercent(percent))));
            let alike =
                widgets::slider(&mut columns[1], say::alike(), plan.cells.alike_percent, 0.0..=30.0, 1.0, " %").1;
            edits.extend(alike.map(|percent| PlanEdit::Design(CellEdit::SetAlikePercent(percent))));
        });
    }
    let base = f64::from(plan.cells.base_percent) / 100.0;
    let (n, m) = (cells.treated.len(), cells.control.len());
    if m == 0 {
        caption(ui, say::no_control());
        return;
    }
    ui.label(say::power(smallest_detectable_points(n, m, base), n + m, base));
    caption(ui, say::needed(people_needed(base, base + POINTS / 100.0), POINTS, base));
    let assumptions = project.document().assumptions;
    if let Some(study) = project.derived().study(plan, assumptions) {
        caption(ui, say::circles(&study.apart, n, m, base, f64::from(plan.cells.alike_percent) / 100.0));
    }
}
