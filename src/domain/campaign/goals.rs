//! What each goal is measured by, which data that needs, and how long it takes to show; knows no plan and no sentence.

use super::Goal;

/// What tells whether a goal was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Share of customers who leave.
    LeaveShare,
    /// Money a customer and month.
    RevenueACustomer,
    /// Share of customers who buy something they did not have.
    SecondProductShare,
    /// Share of people who take the new thing up.
    TakeUpShare,
    /// Purchases a customer.
    PurchasesACustomer,
    /// Share of people who have heard of it.
    HeardShare,
    /// Share of lost customers who buy again.
    ReturnShare,
}

/// Data that a goal needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataNeed {
    /// Who is in touch with whom.
    Ties,
    /// The list of customers.
    Customers,
    /// Money that customers bring.
    Spend,
    /// Who bought something, and when.
    DatedPurchases,
    /// What was bought.
    Products,
    /// Who may not be contacted.
    OptOuts,
}

impl Goal {
    #[must_use]
    pub fn metric(self) -> Metric {
        match self {
            Goal::LessChurn => Metric::LeaveShare,
            Goal::MoreRevenue => Metric::RevenueACustomer,
            Goal::CrossSell => Metric::SecondProductShare,
            Goal::Launch => Metric::TakeUpShare,
            Goal::Loyalty => Metric::PurchasesACustomer,
            Goal::Awareness => Metric::HeardShare,
            Goal::WinBack => Metric::ReturnShare,
        }
    }

    /// Days from the start until it shows.
    #[must_use]
    pub fn horizon_days(self) -> u32 {
        match self {
            Goal::Awareness => 30,
            Goal::Launch | Goal::WinBack => 60,
            Goal::LessChurn | Goal::MoreRevenue | Goal::CrossSell => 90,
            Goal::Loyalty => 180,
        }
    }

    /// What it needs, the most needed first.
    #[must_use]
    pub fn needs(self) -> &'static [DataNeed] {
        use DataNeed as Need;
        match self {
            Goal::Awareness => &[Need::Ties, Need::OptOuts],
            Goal::MoreRevenue => &[Need::Ties, Need::Customers, Need::Spend, Need::OptOuts],
            Goal::LessChurn | Goal::Loyalty | Goal::WinBack => {
                &[Need::Ties, Need::Customers, Need::DatedPurchases, Need::OptOuts]
            }
            Goal::CrossSell | Goal::Launch => &[Need::Ties, Need::Customers, Need::Products, Need::OptOuts],
        }
    }
}

impl super::Plan {
    /// Days after the start on which success is measured.
    #[must_use]
    pub fn horizon(&self) -> u32 {
        if self.horizon_days == 0 { self.goal.horizon_days() } else { self.horizon_days }
    }

    /// The day on which success is measured, `2026-11-21`; none without a start.
    #[must_use]
    pub fn measured_on(&self) -> Option<String> {
        let start = super::day(&self.starts_on)?;
        start.checked_add_days(chrono::Days::new(u64::from(self.horizon()))).map(|day| day.to_string())
    }
}
