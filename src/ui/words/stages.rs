//! How far along customers are, who can sway them and what they may need, in words.

use super::number;
use super::sentences;
use crate::domain::model::decisions::{StageChange, StageRules, StagesEdit};
use crate::domain::model::{NeedKind, Stage};
use crate::domain::stages::{PeopleStages, Source};

sentences! {
    title: "Stages";
    hint: "How far along each customer is. A stage follows from a column of your customer list, else from purchases, contacts and since when somebody is a customer. On a person's card you can set it by hand; that wins over both.";
    scored_first: "Stages are told once people are scored.";
    every_stage: "Customers by stage";
    rules_label: "When somebody is new, loyal, at risk or lost";
    rules_hint: "A person's usual gap is the middle one of the gaps between the days they bought on. Somebody who buys at random is silent for three usual gaps about once in eight times, and for six about once in sixty.";
    usual_rules: "Back to the usual rules";
    new_days: "New for so many days";
    loyal_purchases: "Loyal from so many days with purchases";
    loyal_months: "Loyal after so many months";
    at_risk_gaps: "At risk after so many usual gaps of silence";
    lost_gaps: "Lost after so many usual gaps of silence";
    at_risk_days: "At risk after so many days, where there is no usual gap";
    lost_days: "Lost after so many days, where there is no usual gap";
    column: "Column that says the stage";
    no_column: "None: by the rules";
    column_gone: "That column is in no file any more: the rules tell.";
    sway: "Most able to sway them";
    sway_hint: "How many of them would follow, expected, if this person were won: the chances of all ties to them, as in forecasts.";
    nobody_sways: "Nobody of your market is in touch with them.";
    together: "Of all tribes";
    of_tribe: "Tribe";
    stage_label: "Stage";
    set_stage: "Set the stage";
    set_stage_hint: "By hand, with a reason; going back is fine.";
    reason: "Why";
    reason_hint: "said so at the counter";
    set_by_hand: "Set by hand";
    stage_as_files_say: "Stage as the files say";
    stance_as_files_say: "Stance as the files say";
    log: "Changes by hand";
    needs: "What may matter to them";
    show_card: "Show their card";
    bad_stage: "Give a stage: unaware, aware, considering, deciding, new, active, loyal, at-risk or lost. Nothing was changed.";
    bad_set: "Give a customer and a stage: --set C0001=loyal, or C0001=files to let the files say it. Nothing was changed.";
    bad_rules: "These rules do not go together: nobody is lost before being at risk, gaps are 1 to 50 times the usual, days up to 3,650, purchases 1 to 1,000 and months up to 240. Nothing was changed.";
    bad_value: "Give a value of the column and a stage: --value gold=loyal. Nothing was changed.";
    no_tribe: "No tribe has this name or number";
}

/// A stage as a name.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Unaware => "Unaware",
        Stage::Aware => "Aware",
        Stage::Considering => "Considering",
        Stage::Deciding => "Deciding",
        Stage::New => "New",
        Stage::Active => "Active",
        Stage::Loyal => "Loyal",
        Stage::AtRisk => "At risk",
        Stage::Lost => "Lost",
    }
}

/// What a stage means by the rules, in one sentence.
#[must_use]
pub fn meaning(stage: Stage) -> &'static str {
    match stage {
        Stage::Unaware => "Has not bought, and nobody they are in touch with has.",
        Stage::Aware => "Has not bought; somebody they are in touch with has.",
        Stage::Considering => "Has not bought; cares about a subject of yours.",
        Stage::Deciding => "About to decide: only a column or a person says so.",
        Stage::New => "Came not long ago.",
        Stage::Active => "A customer who goes on.",
        Stage::Loyal => "Here for long, bought often, and goes on.",
        Stage::AtRisk => "Silent for longer than is usual for them.",
        Stage::Lost => "Silent for so long that they will hardly come back by themselves.",
    }
}

/// Where a stage is from.
#[must_use]
pub fn source(source: Source) -> &'static str {
    match source {
        Source::ByHand => "set by hand",
        Source::Column => "as your list says",
        Source::Rules => "by the rules",
    }
}

/// "At risk, by the rules".
#[must_use]
pub fn told(of: Stage, by: Source) -> String {
    format!("{}, {}", stage(of), source(by))
}

/// The name of the row of a stage: "At risk: 412 people".
#[must_use]
pub fn row(of: Stage, n: usize) -> String {
    format!("{}: {}", stage(of), number::people(n))
}

/// The decision in a few words, as in "Undo: ...".
#[must_use]
pub fn edit(edit: &StagesEdit) -> String {
    match edit {
        StagesEdit::SetColumn { heading: Some(heading), .. } => format!("read stages from “{heading}”"),
        StagesEdit::SetColumn { heading: None, .. } => "tell stages by the rules".into(),
        StagesEdit::SetValue { value, stage: Some(of) } => format!("read “{value}” as {}", lower(*of)),
        StagesEdit::SetValue { value, stage: None } => format!("take no stage from “{value}”"),
        StagesEdit::SetRules(_) => "change the rules of stages".into(),
        StagesEdit::SetByHand { id, stage: Some(of), .. } => format!("call {id} {}", lower(*of)),
        StagesEdit::SetByHand { id, stage: None, .. } => format!("let the files say the stage of {id}"),
    }
}

fn lower(of: Stage) -> String {
    stage(of).to_lowercase()
}

/// One line of the log.
#[must_use]
pub fn change(change: &StageChange, label: &str) -> String {
    let from = change.from.map_or("not known".into(), lower);
    let to = change.to.map_or("as the files say".into(), lower);
    let reason = if change.reason.is_empty() { String::new() } else { format!(": {}", change.reason) };
    format!("{label}, {}: {from} → {to}{reason}", change.when)
}

/// The offer to read a column.
#[must_use]
pub fn use_column(heading: &str) -> String {
    format!("Read stages from “{heading}”")
}

/// What the values of the column come to.
#[must_use]
pub fn unclear(n: usize) -> Option<String> {
    let verb = if n == 1 { "has" } else { "have" };
    (n > 0).then(|| {
        format!("{} {verb} a value in this column that means no stage: the rules tell theirs.", number::people(n))
    })
}

/// A value of the column, with its meaning beside it.
#[must_use]
pub fn value(value: &str) -> String {
    format!("“{value}” means")
}

sentences! {
    no_stage: "No stage";
}

/// "Ann would move about 3 of the 5 she is in touch with".
#[must_use]
pub fn swayer(label: &str, moved: f64, n_contacts: u32) -> String {
    format!("{label}: about {moved:.1} would follow, in touch with {} of them", number::count(n_contacts as usize))
}

/// How many stages were set by hand.
#[must_use]
pub fn by_hand(n: usize) -> String {
    format!("{} set by hand.", number::plural(n, "stage", "stages"))
}

/// A button that selects all of a stage.
#[must_use]
pub fn select(people: &str) -> String {
    format!("Select these {people} on the map")
}

/// When somebody last bought, and how often they do.
#[must_use]
pub fn last_bought(days: u32, n_days: u32, gap: f32) -> String {
    let ago = number::plural(days as usize, "day", "days");
    let on = number::plural(n_days as usize, "day", "days");
    let usual =
        if gap > 0.0 { format!(", usually every {} days", number::about(f64::from(gap))) } else { String::new() };
    format!("Last bought {ago} before the last day of your files; bought on {on}{usual}.")
}

/// When somebody last complained.
#[must_use]
pub fn complained(days: u32, n: u32) -> String {
    let ago = number::plural(days as usize, "day", "days");
    format!("Complained {}, last {ago} before the last day of your files.", times(n))
}

fn times(n: u32) -> String {
    if n == 1 { "once".into() } else { format!("{n} times") }
}

/// The rules in one line.
#[must_use]
pub fn rules(rules: &StageRules) -> String {
    format!(
        "New for {} days. Loyal from {} days with purchases and {} months on. At risk after {} usual gaps of silence, lost after {}; \
         where there is no usual gap after {} and {} days.",
        rules.new_days,
        rules.loyal_purchases,
        rules.loyal_months,
        number::about(f64::from(rules.at_risk_gaps)),
        number::about(f64::from(rules.lost_gaps)),
        rules.at_risk_days,
        rules.lost_days
    )
}

/// The account of the command line, a stage a line.
#[must_use]
pub fn account(stages: &PeopleStages) -> String {
    let lines = Stage::ALL.into_iter().map(|of| row(of, stages.counts[of.position()]));
    lines.collect::<Vec<String>>().join("\n")
}

/// Where a need is told from.
#[must_use]
pub fn need(kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Bought => "bought more than is usual",
        NeedKind::CaresAbout => "a subject they care about",
        NeedKind::Said => "as your list says",
    }
}
