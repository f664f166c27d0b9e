//! Coupon codes that came back with results: who used them, and whether they went where they were meant to; reads no file.

use super::{Import, Project};
use crate::domain::campaign::Paper;
use crate::domain::campaign::codes::{Came, codes, judge, secret};
use crate::domain::model::Meaning;
use polars::prelude::StringChunked;

/// A coupon code that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameBack {
    pub code: String,
    /// Who used it.
    pub by: String,
    pub came: Came,
    /// The influencer whose it was, where it is one of the plan's.
    pub whose: Option<String>,
}

impl Project {
    /// What became of codes that came back, each with the id of who used it; nothing before people are scored, or
    /// where the plan treats nobody with coupons.
    #[must_use]
    pub fn codes_came_back(&self, plan: u32, came_back: &[(String, String)]) -> Option<Vec<CameBack>> {
        let (document, derived) = (self.document(), self.derived());
        let (plan, work, scored) = (document.plan(plan)?, derived.work(plan)?, derived.scored.as_ref()?);
        let people = &scored.people;
        let with_codes = work.board.treatments.iter().zip(&work.board.receivers);
        let with_codes = with_codes.filter(|(treatment, _)| treatment.kind.paper() == Paper::Codes);
        let ids: Vec<&str> =
            with_codes.flat_map(|(_, list)| list).map(|&person| people.ids[person as usize].as_str()).collect();
        if ids.is_empty() {
            return None;
        }
        let codes = codes(&secret(&document.project_id, plan.id, plan.seed), ids);
        let are_tied = |a: &str, b: &str| match (people.row(a), people.row(b)) {
            (Some(a), Some(b)) => a == b || scored.network.ties_of(a).any(|(other, _)| other == b),
            _ => false,
        };
        let judged = judge(&codes, came_back, are_tied);
        let line = |((code, by), (came, whose)): (&(String, String), (Came, Option<&str>))| CameBack {
            code: code.clone(),
            by: by.clone(),
            came,
            whose: whose.map(str::to_owned),
        };
        Some(came_back.iter().zip(judged).map(line).collect())
    }

    /// As [`Project::codes_came_back`], from the coupon codes of a results file that belongs to a plan. O(rows).
    #[must_use]
    pub fn codes_of_results(&self, import: &Import) -> Option<Vec<CameBack>> {
        let text = |meaning: Meaning| -> Option<&StringChunked> {
            import.table.plain().column(meaning.word()).ok()?.str().ok()
        };
        let (ids, used) = (text(Meaning::Id)?, text(Meaning::Code)?);
        let rows = ids.iter().zip(used.iter()).filter_map(|(id, code)| {
            let code = code.filter(|code| !code.trim().is_empty())?;
            Some((code.to_owned(), id?.to_owned()))
        });
        self.codes_came_back(import.plan?, &rows.collect::<Vec<_>>())
    }
}
