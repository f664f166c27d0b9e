//! Plans, cells, forecasts and results in words.

use super::number;
use crate::domain::campaign::{Goal, PlanStatus, ReadinessItem, Treatment};
use crate::domain::forecast::{Forecast, Range};
use crate::domain::measure::Lift;

pub const FIRST_TITLE: &str = "Your first plan";
pub const FIRST_TEXT: &str = "Choose whom you want to move, treat the few they listen to, and see what it would do before \
    any money is spent.";
pub const NEW: &str = "New plan";
pub const COPY: &str = "Copy this plan";
pub const REMOVE: &str = "Remove this plan";
pub const NAME: &str = "Name";
pub const GOAL: &str = "Goal";
pub const WHOM: &str = "Whom to move";
pub const EVERYONE: &str = "Everyone in your market. Select tribes or people on the map to narrow it down.";
pub const ADD_SELECTION: &str = "Add the selection";
pub const NARROW: &str = "Narrow it down";
pub const BY_STAGE: &str = "Only people who are";
pub const BY_STANCE: &str = "Only people whose view of you is";
pub const TOP_SHARE: &str = "Only the most influential (0: whoever they are)";
pub const BY_HAND: &str = "by hand";
pub const LEFT_OUT: &str = "left out";
pub const LIVING: &str = "Follows the scores";
pub const LIVING_HINT: &str =
    "A living rule: who is in it is told anew after each scoring. A copy is kept when the plan is approved.";
pub const FIXED: &str = "Fixed list";
pub const FIXED_HINT: &str =
    "These people and nobody else, whatever the scores say later. Who opts out still leaves it.";
pub const CLEAR_AUDIENCE: &str = "Everyone again";
pub const WHO: &str = "Whom to treat";
pub const SHARE: &str = "Share of the audience to treat as influencers";
pub const CONTROL: &str = "Kept for comparison, drawn at random";
pub const SHOW_THEM: &str = "Select them on the map";
pub const SHOW_ON_MAP: &str = "Show on the map";
pub const DRAW_AGAIN: &str = "Draw again";
pub const HOW: &str = "What they get";
pub const TREATMENT: &str = "Treatment";
pub const BUDGET: &str = "Budget (€, empty for no limit)";
pub const MESSAGE: &str = "Message";
pub const MESSAGE_HINT: &str = "What you want them to say to their friends";
pub const OFFER: &str = "Offer";
pub const OWNER: &str = "Owner";
pub const STARTS: &str = "Starts on";
pub const ENDS: &str = "Ends on";
pub const SUCCESS: &str = "Success is";
pub const DATE_HINT: &str = "2026-11-21";
pub const WILL_DO: &str = "What it is expected to do";
pub const NO_FORECAST: &str =
    "This forecast could not be worked out. The plan is kept; change anything in it to try again.";
pub const FORECASTING: &str = "Working it out…";
pub const THIS_PLAN: &str = "This plan";
pub const NOTHING: &str = "Doing nothing";
pub const RANDOM: &str = "As many random people";
pub const CONNECTED: &str = "The most-connected people";
pub const ASSUMES: &str = "What this assumes";
pub const ACCEPTS: &str = "Treated people who take it up";
pub const PASSES_ON: &str = "Chance that it passes between the closest people";
pub const UNAIDED: &str = "People who take it up by themselves";
pub const READY: &str = "Ready to go?";
pub const DETAILS: &str = "Message, owner, dates";
pub const APPROVE: &str = "Approve";
pub const REOPEN: &str = "Change it";
pub const REOPEN_HINT: &str = "Begins a new version; this one is kept under Review.";
pub const APPROVED_NOTE: &str =
    "Approved: the lists stay as they are. A change begins a new version; this one is kept.";
pub const RESULTS_TITLE: &str = "What campaigns did";
pub const NO_RESULTS_TITLE: &str = "No results yet";
pub const NO_RESULTS_TEXT: &str = "Add the file that says what each customer did after the campaign. Tribewise compares those \
    treated with those left alone.";
pub const ADD_RESULTS: &str = "Add results…";
pub const BELONGS_TO: &str = "These are the results of";
pub const NO_PLAN: &str = "Choose a plan";
pub const NEEDS_PLAN: &str = "Say which plan these results belong to.";
pub const NOT_CHOSEN_YET: &str =
    "Whom this plan treats is not worked out yet. Open the plan and wait for its people; then its results are here.";
pub const NONE_YET: &str = "No plans yet.";
pub const TREATED: &str = "Treated";
pub const LEFT_ALONE: &str = "Left alone";

/// The name of a plan that has none yet.
#[must_use]
pub fn numbered(n: usize) -> String {
    format!("Plan {n}")
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
    format!("{READY} {}", open_points(n_open))
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
    let own = forecast.own();
    let [extra, random, connected] = [own.plan, own.random, own.most_connected].map(|range| range.likely);
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
            // Not the difference of what is likely: that of each run, and what is likely of those.
            course: vec![crate::domain::forecast::Step {
                n_treated: 20,
                plan: at(120.0),
                random: at(40.0),
                most_connected: at(110.0),
            }],
            ..Forecast::default()
        };
        let text = forecast(&made);
        assert!(text.contains("120 more of the 1,000 people"), "{text}");
        assert!(text.contains("3.0 times what as many random people would do"), "{text}");
        assert!(text.contains("9 % more than the most-connected people"), "{text}");
    }
}
