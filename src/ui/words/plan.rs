//! Plans, cells, forecasts and results in words.

use super::number;
use super::{said, sentences};
use crate::domain::campaign::{Goal, PlanStatus, ReadinessItem, Treatment};
use crate::domain::forecast::{Forecast, Range};
use crate::domain::measure::Lift;

sentences! {
    first_title: "Your first plan";
    first_text: "Choose whom you want to move, treat the few they listen to, and see what it would do before any money is spent.";
    new: "New plan";
    copy: "Copy this plan";
    remove: "Remove this plan";
    name: "Name";
    goal_label: "Goal";
    whom: "Whom to move";
    everyone: "Everyone in your market. Select tribes or people on the map to narrow it down.";
    add_selection: "Add the selection";
    narrow: "Narrow it down";
    by_stage: "Only people who are";
    by_stance: "Only people whose view of you is";
    top_share_label: "Only the most influential (0: whoever they are)";
    by_hand: "by hand";
    left_out: "left out";
    living: "Follows the scores";
    living_hint: "A living rule: who is in it is told anew after each scoring. A copy is kept when the plan is approved.";
    fixed: "Fixed list";
    fixed_hint: "These people and nobody else, whatever the scores say later. Who opts out still leaves it.";
    clear_audience: "Everyone again";
    who: "Whom to treat";
    share: "Share of the audience to treat as influencers";
    control: "Kept for comparison, drawn at random";
    show_them: "Select them on the map";
    show_on_map: "Show on the map";
    draw_again: "Draw again";
    how: "What they get";
    treatment_label: "Treatment";
    budget: "Budget (€, empty for no limit)";
    message: "Message";
    message_hint: "What you want them to say to their friends";
    offer: "Offer";
    owner: "Owner";
    starts: "Starts on";
    ends: "Ends on";
    success: "Success is";
    date_hint: "2026-11-21";
    will_do: "What it is expected to do";
    no_forecast: "This forecast could not be worked out. The plan is kept; change anything in it to try again.";
    forecasting: "Working it out…";
    this_plan: "This plan";
    nothing: "Doing nothing";
    random: "As many random people";
    connected: "The most-connected people";
    assumes: "What this assumes";
    accepts: "Treated people who take it up";
    passes_on: "Chance that it passes between the closest people";
    unaided: "People who take it up by themselves";
    ready_label: "Ready to go?";
    details: "Message, owner, dates";
    approve: "Approve";
    reopen: "Change it";
    reopen_hint: "Begins a new version; this one is kept under Review.";
    approved_note: "Approved: the lists stay as they are. A change begins a new version; this one is kept.";
    results_title: "What campaigns did";
    no_results_title: "No results yet";
    no_results_text: "Add the file that says what each customer did after the campaign. Tribewise compares those treated with those left alone.";
    add_results: "Add results…";
    belongs_to: "These are the results of";
    no_plan: "Choose a plan";
    needs_plan: "Say which plan these results belong to.";
    none_yet: "No plans yet.";
    treated: "Treated";
    left_alone: "Left alone";
}

/// The name of a plan that has none yet.
#[must_use]
pub fn numbered(n: usize) -> String {
    said!("Plan {n}" | "Piano {n}")
}

/// What became of result rows that could not be counted, and of people without one; none where nothing is to say.
#[must_use]
pub fn uncounted(lift: &Lift) -> Vec<String> {
    let n = |n: u64| number::count(usize::try_from(n).unwrap_or(usize::MAX));
    let mut lines = Vec::new();
    if lift.n_unmatched > 0 {
        lines.push(format!("{} result rows are for customers this project does not know.", n(lift.n_unmatched)));
    }
    if lift.n_outside_cells > 0 {
        lines.push(format!("{} result rows are for customers who were in neither group.", n(lift.n_outside_cells)));
    }
    if lift.n_silent > 0 {
        lines.push(format!("{} people of the two groups have no result row and count as a no.", n(lift.n_silent)));
    }
    lines
}

/// "31 people: 25 treated, 6 kept for comparison."
#[must_use]
pub fn cells(n_treated: usize, n_control: usize) -> String {
    format!(
        "{}: {} treated, {} kept for comparison.",
        number::people(n_treated + n_control),
        number::count(n_treated),
        number::count(n_control)
    )
}

/// No plan has this name.
#[must_use]
pub fn no_such_plan(name: &str, names: &[&str]) -> String {
    if names.is_empty() {
        return format!("There is no plan “{name}”, and no other either. Make one first.");
    }
    format!("There is no plan “{name}”. There is: {}.", names.join(", "))
}

/// Takes a tribe out of the audience.
#[must_use]
pub fn take_out(name: &str) -> String {
    format!("Take {name} out")
}

/// "the top 5 %".
#[must_use]
pub fn top_share(percent: f32) -> String {
    format!("The top {percent:.0} %")
}

/// The heading of the readiness list.
#[must_use]
pub fn ready(n_open: usize) -> String {
    format!("{} {}", ready_label(), open_points(n_open))
}

/// The same beside a title that asks.
#[must_use]
pub fn open_points(n_open: usize) -> String {
    if n_open == 0 { "Yes.".into() } else { format!("{n_open} to do") }
}

/// "Approved", or "Draft 2" where there was an approved version before.
#[must_use]
pub fn status_of(of: PlanStatus, version: u32) -> String {
    if version == 1 { status(of).to_owned() } else { format!("{} {version}", status(of)) }
}

/// What treating them costs, beside the budget.
#[must_use]
pub fn cost(total_cents: i64, budget_cents: i64) -> String {
    if budget_cents == 0 {
        format!("{} in all.", number::money(total_cents))
    } else {
        format!("{} of {}.", number::money(total_cents), number::money(budget_cents))
    }
}

/// How many the budget leaves out.
#[must_use]
pub fn unaffordable(n: usize) -> String {
    format!("The budget leaves out {}, the least influential of those chosen.", number::people(n))
}

/// What the comparison can prove, honest when it can prove nothing.
#[must_use]
pub fn power(points: Option<f64>, n_treated: usize) -> String {
    match points {
        Some(points) if points < 30.0 => format!(
            "With {} treated you can detect about {points:.0} points from a 10 % base.",
            number::people(n_treated)
        ),
        _ => "Too few people to prove anything: run it as a case study.".into(),
    }
}

/// One point of the readiness list: what it is, and what to do while it is open.
#[must_use]
pub fn readiness(item: ReadinessItem) -> (&'static str, &'static str) {
    match item {
        ReadinessItem::HasName => ("It has a name", "Give it a name"),
        ReadinessItem::AudienceNotEmpty => ("Somebody is in the audience", "Nobody is in the audience: widen it"),
        ReadinessItem::InfluencersChosen => ("Influencers are chosen", "Raise the share or widen the audience"),
        ReadinessItem::MessageWritten => ("The message is written", "Write the message"),
        ReadinessItem::OfferSet => ("The offer is set", "Say what the offer is"),
        ReadinessItem::OwnerNamed => ("Somebody owns it", "Name an owner"),
        ReadinessItem::DatesSet => ("It has dates", "Set start and end"),
        ReadinessItem::DatesInOrder => ("The dates are in order", "Set a start that lies ahead, and an end after it"),
        ReadinessItem::DaysSuffice => {
            ("There are days enough for all tasks", "More tasks than days: end later, or do more a day")
        }
        ReadinessItem::SuccessMeasureSet => ("Success is defined", "Say what success is"),
        ReadinessItem::BudgetCovers => ("The budget covers everybody chosen", "Raise the budget or choose fewer"),
        ReadinessItem::ControlCanProve => {
            ("The comparison can prove something", "Choose more people, or accept a case study")
        }
        ReadinessItem::EverybodyGetsSomething => {
            ("Everybody treated gets something", "Some of the treated get nothing: add a treatment or raise a share")
        }
        ReadinessItem::DataForGoal => ("The data for this goal is here", "Add the data that this goal needs"),
        ReadinessItem::OptOutsKnown => {
            ("It is known who may not be contacted", "Add the list of customers who opted out")
        }
        ReadinessItem::NobodyTwice => {
            ("Nobody is in two campaigns at once", "Some are in another campaign now: leave them out")
        }
    }
}

#[must_use]
pub fn goal(goal: Goal) -> &'static str {
    match goal {
        Goal::LessChurn => "Fewer customers leave",
        Goal::MoreRevenue => "More revenue a customer",
        Goal::CrossSell => "Sell a second product",
        Goal::Launch => "Launch something new",
        Goal::Loyalty => "Loyalty",
        Goal::Awareness => "Be talked about",
        Goal::WinBack => "Win customers back",
    }
}

#[must_use]
pub fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::ExecutiveCall => "Call from an executive",
        Treatment::HandwrittenNote => "Handwritten thank-you note",
        Treatment::PriorityService => "Top of the service queue",
        Treatment::SpecialNumber => "Special phone number",
        Treatment::PreviewPanel => "Preview and feedback panel",
        Treatment::Coupon => "Personal coupon to share",
        Treatment::FreeUpgrade => "Free upgrade",
        Treatment::SpecialOutreach => "Personal contact, no newsletter",
    }
}

#[must_use]
pub fn status(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Draft => "Draft",
        PlanStatus::Approved => "Approved",
        PlanStatus::Running => "Running",
        PlanStatus::Done => "Done",
    }
}

/// "about 1,200 people (900 to 1,600)".
#[must_use]
pub fn range(range: &Range) -> String {
    format!("about {} ({} to {})", number::about(range.likely), number::about(range.low), number::about(range.high))
}

/// The forecast in one sentence: what the plan adds over doing nothing, and how it compares with random people.
#[must_use]
pub fn forecast(forecast: &Forecast) -> String {
    let step = forecast.course.iter().find(|step| step.n_treated == forecast.n_treated);
    let more = |range: &Range, extra: Option<Range>| extra.map_or(range.likely - forecast.nothing.likely, |e| e.likely);
    let extra = more(&forecast.plan, step.map(|step| step.plan));
    let random = more(&forecast.random, step.map(|step| step.random));
    let connected = more(&forecast.most_connected, step.map(|step| step.most_connected));
    let (treated, reached) = (number::people(forecast.n_treated), number::about(extra.max(0.0)));
    let beside = |name: &str, other_extra: f64| {
        if other_extra <= 0.0 {
            return format!("{name} would add next to nothing");
        }
        let ratio = extra / other_extra;
        if ratio >= 1.95 {
            format!("{ratio:.1} times what {name} would do")
        } else if ratio >= 1.05 {
            format!("{:.0} % more than {name}", (ratio - 1.0) * 100.0)
        } else if ratio > 0.95 {
            format!("no more than {name}")
        } else {
            format!("{:.0} % less than {name}", (1.0 - ratio) * 100.0)
        }
    };
    format!(
        "Treating {treated} is expected to reach {reached} more of the {} in the audience: {}, {}.",
        number::people(forecast.n_audience),
        beside("as many random people", random),
        beside("the most-connected people", connected),
    )
}

/// The lift in words: how much, between what and what, and how sure.
#[must_use]
pub fn lift(lift: &Lift) -> String {
    let verdict = if lift.points_low > 0.0 {
        format!("Between {:.1} and {:.1} points more", lift.points_low, lift.points_high)
    } else if lift.points_high < 0.0 {
        format!("Between {:.1} and {:.1} points less", -lift.points_high, -lift.points_low)
    } else {
        format!(
            "Cannot tell yet: somewhere between {:.1} points less and {:.1} points more",
            -lift.points_low, lift.points_high
        )
    };
    format!("{verdict}; the chance that it helped is {}.", chance(lift.chance_helped))
}

/// Never "100 %": a measurement is not a proof.
fn chance(share: f64) -> String {
    if share > 0.999 {
        "over 99.9 %".into()
    } else if share < 0.001 {
        "under 0.1 %".into()
    } else {
        number::percent(share)
    }
}

/// "18.4 % of the 240 treated said yes, 12.1 % of the 58 left alone."
#[must_use]
pub fn shares(lift: &Lift) -> String {
    let share = |yes: u64, n: u64| if n == 0 { 0.0 } else { yes as f64 / n as f64 };
    format!(
        "{} of the {} treated said yes, {} of the {} left alone.",
        number::percent(share(lift.treated.n_yes, lift.treated.n_people)),
        number::people(usize::try_from(lift.treated.n_people).unwrap_or(0)),
        number::percent(share(lift.control.n_yes, lift.control.n_people)),
        number::people(usize::try_from(lift.control.n_people).unwrap_or(0)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::measure::Arm;

    #[test]
    fn a_lift_says_what_it_cannot_tell() {
        let arm = |n_people, n_yes| Arm { n_people, n_yes };
        let mut measured = Lift { treated: arm(240, 44), control: arm(60, 7), ..Lift::default() };
        (measured.points_low, measured.points_high, measured.chance_helped) = (1.1, 4.3, 0.97);
        assert_eq!(lift(&measured), "Between 1.1 and 4.3 points more; the chance that it helped is 97 %.");
        (measured.points_low, measured.chance_helped) = (-2.0, 0.9995);
        assert!(lift(&measured).starts_with("Cannot tell yet: somewhere between 2.0 points less and 4.3"));
        assert!(lift(&measured).contains("over 99.9 %"));
        assert!(shares(&measured).starts_with("18 % of the 240 people treated said yes, 12 % of the 60 people"));
    }

    #[test]
    fn a_forecast_is_set_beside_the_alternatives() {
        let at = |likely| Range { low: likely, likely, high: likely };
        let made = Forecast {
            plan: at(130.0),
            nothing: at(10.0),
            random: at(50.0),
            most_connected: at(120.0),
            n_audience: 1_000,
            n_treated: 20,
            n_runs: 100,
            ..Forecast::default()
        };
        let text = forecast(&made);
        assert!(text.contains("120 more of the 1,000 people"), "{text}");
        assert!(text.contains("3.0 times what as many random people would do"), "{text}");
        assert!(text.contains("9 % more than the most-connected people"), "{text}");
    }
}
