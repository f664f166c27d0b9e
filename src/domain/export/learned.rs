//! What measured campaigns taught as a table that leaves; words no result itself.

use super::sheet::Sheet;
use super::{ExportProblem, Exported};
use crate::domain::measure::{Arm, Lesson, Verdict};

/// A measured campaign: whether it is kept, what is said of it and of its groups, and what to test next.
#[derive(Clone, Copy, Debug)]
pub struct LearnedRow<'a> {
    pub lesson: &'a Lesson,
    pub is_kept: bool,
    pub result: &'a str,
    /// What each of the lesson's groups is called, and what is said of it.
    pub group_names: &'a [String],
    pub groups: &'a [String],
    /// Which group did best; nothing where there is nothing to compare.
    pub best: &'a [String],
    pub next: &'a str,
}

/// A line of the table: a whole campaign, or one of its groups.
struct Line<'a> {
    of: &'a LearnedRow<'a>,
    group: Option<usize>,
    /// Who was treated, the points and their range, and the chance that it helped.
    arm: Arm,
    figures: [f64; 4],
}

impl<'a> Line<'a> {
    fn of(row: &'a LearnedRow<'a>) -> impl Iterator<Item = Line<'a>> {
        let lift = &row.lesson.lift;
        let figures = [lift.points, lift.points_low, lift.points_high, lift.chance_helped];
        let whole = Line { of: row, group: None, arm: lift.treated, figures };
        let groups = row.lesson.groups.iter().enumerate().map(move |(n, group)| {
            let lift = &group.lift;
            let figures = [lift.points, lift.points_low, lift.points_high, lift.chance_helped];
            Line { of: row, group: Some(n), arm: lift.arm, figures }
        });
        std::iter::once(whole).chain(groups)
    }

    fn verdict(&self) -> Verdict {
        self.group.map_or_else(|| self.of.lesson.verdict(), |n| self.of.lesson.verdict_of(n))
    }

    /// What is said of a group, or else of the whole campaign.
    fn said(&self, whole: &'a str, of_groups: &'a [String]) -> &'a str {
        self.group.map_or(whole, |n| of_groups.get(n).map_or("", String::as_str))
    }

    /// What is known of a campaign as a whole only.
    fn whole<T>(&self, value: T) -> Option<T> {
        self.group.is_none().then_some(value)
    }
}

/// One row a measured campaign, and beneath it one for each of its groups; nobody is named in it but by what the planner
/// wrote.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn learned(rows: &[LearnedRow<'_>]) -> Result<Exported, ExportProblem> {
    let lines: Vec<Line> = rows.iter().flat_map(Line::of).collect();
    let mut sheet = Sheet::new("What we learned", lines.len());
    what(&mut sheet, &lines);
    figures(&mut sheet, &lines);
    rest(&mut sheet, &lines);
    sheet.finish()
}

fn what(sheet: &mut Sheet, lines: &[Line<'_>]) {
    let texts = |of: fn(&Lesson) -> &str| lines.iter().map(|line| of(line.of.lesson)).collect::<Vec<&str>>();
    let treatments =
        |line: &Line| line.of.lesson.treatments.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    sheet.put("campaign", "the plan, by the name that it had", texts(|lesson| &lesson.plan_name));
    sheet.put(
        "group",
        "empty: all the treated; else a part of them who were told something of their own, or people chosen in another way",
        lines.iter().map(|line| line.said("", line.of.group_names)).collect::<Vec<_>>(),
    );
    sheet.put("results_came", "when its results were added", texts(|lesson| &lesson.on));
    sheet.put("treatment", "what the treated received", lines.iter().map(treatments).collect::<Vec<String>>());
    let results: Vec<&str> = lines.iter().map(|line| line.said(line.of.result, line.of.groups)).collect();
    sheet.put("result", "what came of it, in a sentence", results);
    sheet.put(
        "best_group",
        "which group did best, and whether it can be told apart from the others",
        lines.iter().map(|line| line.whole(line.of.best.join(" ")).filter(|best| !best.is_empty())).collect::<Vec<_>>(),
    );
    sheet.put(
        "verdict",
        "works or harms: the whole range is on that side of 0; unclear: it holds 0",
        lines.iter().map(|line| line.verdict().word()).collect::<Vec<_>>(),
    );
}

fn figures(sheet: &mut Sheet, lines: &[Line<'_>]) {
    let figure = |n: usize| lines.iter().map(|line| line.figures[n]).collect::<Vec<f64>>();
    let counts = |of: fn(&Line) -> u64| lines.iter().map(of).collect::<Vec<u64>>();
    sheet.put(
        "points",
        "percentage points that more of the treated did what was wanted than of those left alone",
        figure(0),
    );
    let range = "end of its range: 19 of 20 such ranges hold the truth (Newcombe 1998, method 10)";
    sheet.put("points_low", format!("lower {range}"), figure(1));
    sheet.put("points_high", format!("upper {range}"), figure(2));
    sheet.put("chance_helped", "chance that it helped at all, 0 to 1", figure(3));
    sheet.put("treated", "people treated", counts(|line| line.arm.n_people));
    sheet.put("treated_yes", "of whom did what was wanted", counts(|line| line.arm.n_yes));
    sheet.put("left_alone", "people left alone, to compare with", counts(|line| line.of.lesson.lift.control.n_people));
    sheet.put("left_alone_yes", "of whom did what was wanted", counts(|line| line.of.lesson.lift.control.n_yes));
}

fn rest(sheet: &mut Sheet, lines: &[Line<'_>]) {
    let yes_no = |is: bool| if is { "yes" } else { "no" };
    let said = |of: for<'a> fn(&LearnedRow<'a>) -> &'a str| {
        lines.iter().map(|line| line.whole(of(line.of)).unwrap_or("")).collect::<Vec<_>>()
    };
    let cost = |line: &Line| line.whole(line.of.lesson.cost.cents as f64 / 100.0);
    sheet.put(
        "cost",
        "what the campaign cost, in the project's currency",
        lines.iter().map(cost).collect::<Vec<Option<f64>>>(),
    );
    let planned = |line: &Line| line.whole(yes_no(line.of.lesson.cost.is_planned)).unwrap_or("");
    sheet.put(
        "cost_is_planned",
        "yes: nothing was said to be spent, so it is what was planned",
        lines.iter().map(planned).collect::<Vec<_>>(),
    );
    sheet.put("test_next", "what to test next", said(|row| row.next));
    sheet.put("remark", "what the planner says of it", said(|row| &row.lesson.remark));
    let kept: Vec<&str> = lines.iter().map(|line| yes_no(line.of.is_kept)).collect();
    sheet.put("kept", "yes: kept whatever becomes of the plan and its files", kept);
}
