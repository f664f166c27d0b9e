//! What treating each person costs; knows no budget.

use super::Plan;
use crate::domain::import::parse_number;
use crate::domain::model::{Attribute, People, Person};

/// The cost of each person, looked up when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Costs<'a> {
    plan: &'a Plan,
    column: Option<&'a Attribute>,
}

impl<'a> Costs<'a> {
    /// The column that the plan names, where the customers' list has it; else what the plan's treatments cost.
    #[must_use]
    pub fn of(plan: &'a Plan, people: &'a People) -> Costs<'a> {
        let heading = &plan.choice.cost_column;
        let is_it = |column: &&Attribute| !heading.is_empty() && column.heading.eq_ignore_ascii_case(heading);
        Costs { plan, column: people.attributes.iter().find(is_it) }
    }

    /// Whether all cost the same.
    #[must_use]
    pub fn are_even(&self) -> bool {
        self.column.is_none()
    }

    /// In cents; never below nothing.
    #[must_use]
    pub fn cents(&self, person: Person) -> i64 {
        let text = self.column.and_then(|column| column.values.get(person as usize)?.as_deref());
        let own = text.and_then(|text| parse_number(text, false)).filter(|euros| euros.is_finite() && *euros >= 0.0);
        own.map_or(self.plan.cost_a_head_cents, |euros| (euros * 100.0).round().min(1e15) as i64)
    }
}

impl Costs<'_> {
    /// Of these people together, in cents; what the treatments cost once, whoever gets them, counts where all cost the
    /// same.
    #[must_use]
    pub fn of_all(&self, people: &[Person]) -> i64 {
        if self.are_even() {
            return self.plan.cost_of(people.len());
        }
        people.iter().fold(0, |sum, &person| sum.saturating_add(self.cents(person)))
    }

    /// Of the first person, the first two, and so on.
    #[must_use]
    pub fn rising(&self, people: impl Iterator<Item = Person>) -> Vec<i64> {
        if self.are_even() {
            return people.enumerate().map(|(n, _)| self.plan.cost_of(n + 1)).collect();
        }
        let mut sum = 0i64;
        let add = |person| {
            sum = sum.saturating_add(self.cents(person));
            sum
        };
        people.map(add).collect()
    }
}

/// Headings under which at least half of the people have a number: what could be a cost.
#[must_use]
pub fn number_columns(people: &People) -> Vec<&str> {
    let is_number = |cell: &Option<String>| cell.as_deref().is_some_and(|text| parse_number(text, false).is_some());
    let is_full = |column: &&Attribute| {
        // A sample tells: headings are offered, not proven.
        let seen = column.values.iter().filter(|cell| cell.is_some()).take(200);
        let (n, n_numbers) = seen.fold((0, 0), |(n, yes), cell| (n + 1, yes + u32::from(is_number(cell))));
        n > 0 && n_numbers * 2 >= n
    };
    people.attributes.iter().filter(is_full).map(|column| column.heading.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_what_each_costs_and_gaps_cost_what_the_plan_pays() {
        let mut people = People::from_ids(["1", "2", "3", "4"].map(str::to_owned).to_vec());
        let values = [Some("12.50".to_owned()), None, Some("free".to_owned()), Some("-3".to_owned())].to_vec();
        people.attributes = vec![Attribute { heading: "Visit cost".into(), values }];
        let mut plan = Plan::new(1, "A");
        plan.cost_a_head_cents = 700;
        assert!(Costs::of(&plan, &people).are_even());
        plan.choice.cost_column = "visit COST".into();
        let costs = Costs::of(&plan, &people);
        assert!(!costs.are_even());
        assert_eq!([0, 1, 2, 3].map(|person| costs.cents(person)), [1_250, 700, 700, 700]);
        assert_eq!(number_columns(&people), ["Visit cost"]);
    }
}
