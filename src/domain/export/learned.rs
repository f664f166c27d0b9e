//! What measured campaigns taught as a table that leaves; words no result itself.

use super::sheet::Sheet;
use super::{ExportProblem, Exported};
use crate::domain::measure::Lesson;

/// A line of the table: what was measured, whether it is kept, what is said of the result, and what to test next.
#[derive(Clone, Copy, Debug)]
pub struct LearnedRow<'a> {
    pub lesson: &'a Lesson,
    pub is_kept: bool,
    pub result: &'a str,
    pub next: &'a str,
}

/// One row a measured campaign; nobody is named in it but by what the planner wrote.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn learned(rows: &[LearnedRow<'_>]) -> Result<Exported, ExportProblem> {
    let texts = |of: fn(&Lesson) -> &str| rows.iter().map(|row| of(row.lesson)).collect::<Vec<&str>>();
    let counts = |of: fn(&Lesson) -> u64| rows.iter().map(|row| of(row.lesson)).collect::<Vec<u64>>();
    let figures = |of: fn(&Lesson) -> f64| rows.iter().map(|row| of(row.lesson)).collect::<Vec<f64>>();
    let treatments =
        |row: &LearnedRow| row.lesson.treatments.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    let yes_no = |is: bool| if is { "yes" } else { "no" };
    let mut sheet = Sheet::new("What we learned", rows.len());
    sheet.put("campaign", "the plan, by the name that it had", texts(|lesson| &lesson.plan_name));
    sheet.put("results_came", "when its results were added", texts(|lesson| &lesson.on));
    sheet.put("treatment", "what the treated received", rows.iter().map(treatments).collect::<Vec<String>>());
    sheet.put("result", "what came of it, in a sentence", rows.iter().map(|row| row.result).collect::<Vec<_>>());
    sheet.put(
        "verdict",
        "works or harms: the whole range is on that side of 0; unclear: it holds 0",
        texts(|lesson| lesson.verdict().word()),
    );
    sheet.put(
        "points",
        "percentage points that more of the treated did what was wanted than of those left alone",
        figures(|lesson| lesson.lift.points),
    );
    let range = "end of its range: 19 of 20 such ranges hold the truth (Newcombe 1998, method 10)";
    sheet.put("points_low", format!("lower {range}"), figures(|lesson| lesson.lift.points_low));
    sheet.put("points_high", format!("upper {range}"), figures(|lesson| lesson.lift.points_high));
    sheet.put("chance_helped", "chance that it helped at all, 0 to 1", figures(|lesson| lesson.lift.chance_helped));
    sheet.put("treated", "people treated", counts(|lesson| lesson.lift.treated.n_people));
    sheet.put("treated_yes", "of whom did what was wanted", counts(|lesson| lesson.lift.treated.n_yes));
    sheet.put("left_alone", "people left alone, to compare with", counts(|lesson| lesson.lift.control.n_people));
    sheet.put("left_alone_yes", "of whom did what was wanted", counts(|lesson| lesson.lift.control.n_yes));
    sheet.put("cost", "what it cost, in the project's currency", figures(|lesson| lesson.cost.cents as f64 / 100.0));
    let planned: Vec<&str> = rows.iter().map(|row| yes_no(row.lesson.cost.is_planned)).collect();
    sheet.put("cost_is_planned", "yes: nothing was said to be spent, so it is what was planned", planned);
    sheet.put("test_next", "what to test next", rows.iter().map(|row| row.next).collect::<Vec<_>>());
    sheet.put("remark", "what the planner says of it", texts(|lesson| &lesson.remark));
    let kept: Vec<&str> = rows.iter().map(|row| yes_no(row.is_kept)).collect();
    sheet.put("kept", "yes: kept whatever becomes of the plan and its files", kept);
    sheet.finish()
}
