//! What of the plans and results is drawn and measured anew after a change; scores nobody.

use super::super::choosing;
use super::super::document::{Document, Import};
use super::{Derived, Drawn, Measured};
use crate::domain::campaign::{Plan, PlanStatus, Told};
use crate::domain::forecast::BestSpread;
use crate::domain::measure::{groups, measure};
use crate::domain::model::FileKind;
use crate::domain::score::Scored;
use std::sync::Arc;

impl Derived {
    /// Draws and measures anew what is out of date, and nothing else.
    pub(in super::super) fn refresh(&mut self, document: &Document) {
        let Some(scored) = self.scored.clone() else { return };
        self.lives.refresh(document, &scored);
        self.drawn.retain(|id, _| document.plan(*id).is_some());
        self.measured.retain(|id, _| document.import(*id).is_some());
        for plan in &document.plans {
            self.refresh_cells(plan, &scored, self.choice(plan, document.assumptions));
        }
        let is_live = |plan: &&Arc<Plan>| matches!(plan.status, PlanStatus::Approved | PlanStatus::Running);
        let live: Vec<Arc<Plan>> = document.plans.iter().filter(is_live).cloned().collect();
        if live.len() != self.live.len() || live.iter().zip(&self.live).any(|(a, b)| !Arc::ptr_eq(a, b)) {
            self.live = live;
            self.drawn.values_mut().for_each(|drawn| drawn.work = Arc::default());
        }
        for import in document.imports.iter().filter(|import| import.kind() == FileKind::Results) {
            self.refresh_lift(document, import, &scored);
        }
        let cells = |plan: u32| self.drawn.get(&plan).map(|drawn| drawn.cells.clone());
        self.sight.refresh(document, &scored, &self.lives, &self.ear_of, &cells);
    }

    /// Cells whose audience is told by stage or stance are drawn anew when those are told anew. Cells that came out as they
    /// were stay the same value, so that what is known of them stands.
    fn refresh_cells(&mut self, plan: &Arc<Plan>, scored: &Arc<Scored>, choice: Option<Arc<BestSpread>>) {
        let lives = (self.lives.stages.clone(), self.lives.stances.clone());
        if let Some(drawn) = self.drawn.get_mut(&plan.id)
            && (Arc::ptr_eq(&drawn.plan, plan) || plan.draws_like(&drawn.plan))
            && Arc::ptr_eq(&drawn.scored, scored)
            && drawn.choice.as_ref().map(Arc::as_ptr) == choice.as_ref().map(Arc::as_ptr)
        {
            let same_lives = Arc::ptr_eq(&drawn.lives.0, &lives.0) && Arc::ptr_eq(&drawn.lives.1, &lives.1);
            if same_lives && Arc::ptr_eq(&drawn.plan, plan) {
                return;
            }
            if same_lives || !choosing::is_by_lives(plan) {
                // The same people, with other words or in other stages: only tasks and money are told apart anew.
                (drawn.plan, drawn.lives, drawn.work) = (plan.clone(), lives, Arc::default());
                return;
            }
        }
        let told = Told { stages: Some(&lives.0), stances: Some(&lives.1) };
        let Some(cells) = choosing::cells(plan, scored, told, choice.as_deref()) else {
            self.drawn.remove(&plan.id);
            return;
        };
        let same = self.drawn.get(&plan.id).filter(|old| Arc::ptr_eq(&old.scored, scored) && *old.cells == cells);
        let cells = same.map_or_else(|| Arc::new(cells), |old| old.cells.clone());
        let (plan, scored, work) = (plan.clone(), scored.clone(), Arc::default());
        self.drawn.insert(plan.id, Drawn { plan, scored, choice, lives, cells, work });
    }

    fn refresh_lift(&mut self, document: &Document, import: &Arc<Import>, scored: &Scored) {
        let plan = import.plan.and_then(|plan| document.plan(plan));
        let Some((plan, cells)) = plan.and_then(|plan| Some((plan, self.cells(plan.id)?))) else {
            // A lift of other people is none of theirs.
            self.measured.remove(&import.id);
            return;
        };
        let is_fresh = |old: &Measured| {
            Arc::ptr_eq(&old.import, import)
                && Arc::ptr_eq(&old.people, &scored.people)
                && (Arc::ptr_eq(&old.cells, &cells) || old.cells == cells)
        };
        if !self.measured.get(&import.id).is_some_and(is_fresh) {
            let (people, import) = (scored.people.clone(), import.clone());
            let lift = Arc::new(measure(&import.table, plan, &cells, &people));
            let groups = Arc::new(groups(&import.table, plan, &cells, &people, &lift));
            self.measured.insert(import.id, Measured { import, cells, people, lift, groups });
        }
    }
}
