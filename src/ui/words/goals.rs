//! What each goal means, needs and is measured by, in words.

use super::sentences;
use crate::domain::campaign::{DataNeed, Goal, Metric};

sentences! {
    measured_by: "Measured by";
    needs: "Needs";
    add_data: "Go to the data";
    horizon: "Days until it is measured";
}

#[must_use]
pub fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::LeaveShare => "the share of customers who leave",
        Metric::RevenueACustomer => "money a customer and month",
        Metric::SecondProductShare => "the share of customers who buy something they did not have",
        Metric::TakeUpShare => "the share of people who take it up",
        Metric::PurchasesACustomer => "purchases a customer",
        Metric::HeardShare => "the share of people who have heard of it",
        Metric::ReturnShare => "the share of lost customers who buy again",
    }
}

#[must_use]
pub fn need(need: DataNeed) -> &'static str {
    match need {
        DataNeed::Ties => "who is in touch with whom",
        DataNeed::Customers => "your customer list",
        DataNeed::Spend => "what customers spend",
        DataNeed::DatedPurchases => "purchases with dates",
        DataNeed::Products => "what was bought",
        DataNeed::OptOuts => "who may not be contacted",
    }
}

/// What the goal needs and whether it is there: "Everything it needs is here." or what is missing.
#[must_use]
pub fn has_data(missing: &[DataNeed]) -> String {
    if missing.is_empty() {
        return "Everything that this goal needs is in the project.".into();
    }
    let words: Vec<&str> = missing.iter().map(|missing| need(*missing)).collect();
    format!("Still missing for this goal: {}.", words.join(", "))
}

/// How and when it is measured.
#[must_use]
pub fn measured(goal: Goal, days: u32, on: Option<&str>) -> String {
    let what = metric(goal.metric());
    let when =
        on.map_or_else(|| format!("{days} days after the start"), |on| format!("on {on}, {days} days after the start"));
    format!("Measured by {what}, {when}. The report compares the treated with those left alone.")
}

/// What success is, where nobody has said it otherwise.
#[must_use]
pub fn success(goal: Goal) -> &'static str {
    match goal {
        Goal::LessChurn => "2 points fewer customers leave within 90 days",
        Goal::MoreRevenue => "5 % more revenue a customer within 90 days",
        Goal::CrossSell => "3 points more customers buy a second product within 90 days",
        Goal::Launch => "5 points more people take it up within 60 days",
        Goal::Loyalty => "One purchase in ten more within 180 days",
        Goal::Awareness => "10 points more people have heard of it within 30 days",
        Goal::WinBack => "4 points more lost customers buy again within 60 days",
    }
}

/// Whether a text is one of the sentences of [`success`], or none: then the goal may put its own in its place.
#[must_use]
pub fn is_usual_success(text: &str) -> bool {
    text.trim().is_empty() || Goal::ALL.into_iter().any(|goal| success(goal) == text)
}
