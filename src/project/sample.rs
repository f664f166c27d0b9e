//! The plans of the made-up town as commands: last winter's offer with its results, and one to go on with.

use super::command::Command;
use super::document::{Document, Import};
use crate::domain::campaign::{FrozenCells, Goal, PlanEdit, PlanStatus, Treatment};
use crate::domain::model::{FileKind, Meaning};
use std::sync::Arc;

const WINTER: &str = "Winter offer";
const SPRING: &str = "Spring launch";

/// What to do to a document that holds just the town's files.
#[must_use]
pub fn sample_commands(document: &Document) -> Vec<Command> {
    let (winter, spring) = (document.next_id, document.next_id + 1);
    let results = document.imports.iter().find(|import| import.kind() == FileKind::Results);
    let mut commands = vec![Command::AddPlan { name: WINTER.to_owned() }];
    let mut edit = |plan: u32, edit: PlanEdit| commands.push(Command::EditPlan { plan, edit });
    edit(winter, PlanEdit::SetGoal(Goal::CrossSell));
    edit(winter, PlanEdit::SetTreatment(Treatment::Coupon));
    edit(winter, PlanEdit::SetMessage("Three winter months at half the price, for you and one friend.".to_owned()));
    edit(winter, PlanEdit::SetOffer("Half the price for three months".to_owned()));
    edit(winter, PlanEdit::SetOwner("Campaign desk".to_owned()));
    edit(winter, PlanEdit::SetSuccessMeasure("5 points more take the offer".to_owned()));
    if let Some(results) = results {
        edit(winter, PlanEdit::Approve(cells_of(results)));
        edit(winter, PlanEdit::SetStatus(PlanStatus::Running));
        edit(winter, PlanEdit::SetStatus(PlanStatus::Done));
        commands.push(Command::AssignResults { import: results.id, plan: Some(winter) });
    }
    commands.push(Command::AddPlan { name: SPRING.to_owned() });
    let mut edit = |edit: PlanEdit| commands.push(Command::EditPlan { plan: spring, edit });
    edit(PlanEdit::SetGoal(Goal::Launch));
    edit(PlanEdit::SetTreatment(Treatment::PreviewPanel));
    edit(PlanEdit::SetSharePercent(5.0));
    commands
}

/// Who was in which cell, by the codes in the results: T for treated, C for left alone.
fn cells_of(results: &Arc<Import>) -> FrozenCells {
    let text = |meaning: Meaning| results.table.plain().column(meaning.word()).ok()?.str().ok();
    let mut cells = FrozenCells::default();
    let (Some(ids), Some(codes)) = (text(Meaning::Id), text(Meaning::Cell)) else { return cells };
    for (id, code) in ids.iter().zip(codes.iter()) {
        let (Some(id), Some(code)) = (id, code) else { continue };
        match code.chars().next() {
            Some('T') => cells.treated.push(id.to_owned()),
            Some('C') => cells.control.push(id.to_owned()),
            _ => {}
        }
    }
    cells
}
