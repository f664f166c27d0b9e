//! What may still be chosen: count, money and places a tribe; knows nothing of sets.

use super::terms::Terms;
use crate::domain::model::tribes::n_labels;
use crate::domain::model::{NO_TRIBE, Person};
use rayon::prelude::*;
use std::cmp::Reverse;

/// What is left of the terms while people are chosen.
#[derive(Clone, Debug)]
pub(super) struct Purse<'a> {
    terms: &'a Terms,
    /// May be chosen, as far as nobody else is.
    is_open: Vec<bool>,
    n_left: usize,
    money_left: f64,
    /// By how much sums of costs may be above the budget: tenths and cents are no binary fractions, and three times 1.10
    /// must not be more than 3.30.
    slack: f64,
    /// Places left in each tribe; empty: no limit.
    places_left: Vec<usize>,
    pub spent: f64,
}

impl<'a> Purse<'a> {
    /// Everything is left. O(people).
    pub fn new(terms: &'a Terms, n_people: usize) -> Self {
        let is_open = |person: usize| {
            let cost = terms.costs.get(person).copied().unwrap_or(1.0);
            cost.is_finite() && cost >= 0.0 && !terms.is_excluded.get(person).copied().unwrap_or(false)
        };
        let n_tribes = n_labels(&terms.tribe_of);
        Purse {
            terms,
            is_open: (0..n_people).map(is_open).collect(),
            n_left: terms.count.unwrap_or(if terms.budget.is_some() { n_people } else { 0 }).min(n_people),
            money_left: terms.budget.unwrap_or(f64::INFINITY).max(0.0),
            slack: terms.budget.filter(|budget| budget.is_finite()).map_or(0.0, |budget| 1e-9 * budget.max(0.0)),
            places_left: terms.per_tribe.map_or(Vec::new(), |places| vec![places; n_tribes]),
            spent: 0.0,
        }
    }

    pub fn cost(&self, person: Person) -> f64 {
        self.terms.costs.get(person as usize).copied().unwrap_or(1.0)
    }

    /// What people are taken by, the highest first: gain a cost where money is counted, else gain alone.
    pub fn rate(&self, gain: u32, person: Person) -> f64 {
        match gain {
            0 => 0.0,
            gain if self.is_counted() => f64::from(gain) / self.cost(person),
            gain => f64::from(gain),
        }
    }

    /// Whether money is counted: then nothing is spent on people who add nothing.
    pub fn is_counted(&self) -> bool {
        self.terms.budget.is_some()
    }

    fn tribe(&self, person: Person) -> Option<usize> {
        let tribe = self.terms.tribe_of.get(person as usize).copied().unwrap_or(NO_TRIBE);
        (tribe != NO_TRIBE && !self.places_left.is_empty()).then_some(tribe as usize)
    }

    /// Open to everybody who may ever be chosen and is not yet.
    pub fn is_open(&self, person: Person) -> bool {
        self.is_open.get(person as usize).copied().unwrap_or(false)
    }

    /// Whether the person may be chosen now. Once no, no for good.
    pub fn allows(&self, person: Person) -> bool {
        self.is_open(person)
            && self.n_left > 0
            && self.cost(person) <= self.money_left + self.slack
            && self.tribe(person).is_none_or(|tribe| self.places_left[tribe] > 0)
    }

    pub fn take(&mut self, person: Person) {
        self.is_open[person as usize] = false;
        self.n_left = self.n_left.saturating_sub(1);
        self.spent += self.cost(person);
        self.money_left = (self.money_left - self.cost(person)).max(0.0);
        if let Some(tribe) = self.tribe(person) {
            self.places_left[tribe] = self.places_left[tribe].saturating_sub(1);
        }
    }

    pub fn is_full(&self) -> bool {
        self.n_left == 0
    }

    /// The most people that may still be chosen. O(people log people).
    pub fn n_most(&self) -> usize {
        let mut costs: Vec<f64> =
            (0..self.is_open.len() as Person).filter(|&person| self.allows(person)).map(|p| self.cost(p)).collect();
        costs.par_sort_unstable_by(f64::total_cmp);
        let mut money = self.money_left;
        let affordable = costs.iter().take_while(|&&cost| {
            money -= cost;
            money >= -self.slack
        });
        affordable.count().min(self.n_left)
    }

    /// No choice of people within what is left has more than this summed gain: the best `n_left` with their tribes'
    /// places, or the best by gain a cost with the last one in part, whichever is less.
    pub fn most_gain(&self, gain: &[u32]) -> f64 {
        let mut people: Vec<Person> =
            (0..gain.len() as Person).filter(|&p| gain[p as usize] > 0 && self.allows(p)).collect();
        let of = |person: Person| gain[person as usize];
        let mut most = if self.places_left.is_empty() {
            if self.n_left < people.len() {
                people.select_nth_unstable_by_key(self.n_left, |&person| Reverse(of(person)));
            }
            people.iter().take(self.n_left).map(|&person| f64::from(of(person))).sum()
        } else {
            self.most_with_places(&mut people, &of)
        };
        if self.terms.budget.is_some() {
            people = (0..gain.len() as Person).filter(|&p| gain[p as usize] > 0 && self.allows(p)).collect();
            most = self.most_for_money(&mut people, &of).min(most);
        }
        most
    }

    fn most_with_places(&self, people: &mut [Person], gain: &(impl Fn(Person) -> u32 + Sync)) -> f64 {
        people.par_sort_unstable_by_key(|&person| Reverse(gain(person)));
        let mut left = self.places_left.clone();
        let mut has_place = |person: Person| {
            let Some(tribe) = self.tribe(person) else { return true };
            let has = left[tribe] > 0;
            left[tribe] = left[tribe].saturating_sub(1);
            has
        };
        let placed = people.iter().filter(|&&person| has_place(person)).take(self.n_left);
        placed.map(|&person| f64::from(gain(person))).sum()
    }

    fn most_for_money(&self, people: &mut [Person], gain: &(impl Fn(Person) -> u32 + Sync)) -> f64 {
        let rate = |person: Person| f64::from(gain(person)) / self.cost(person);
        people.par_sort_unstable_by(|&x, &y| rate(y).total_cmp(&rate(x)));
        let mut money = self.money_left;
        let mut sum = 0.0;
        for &person in &*people {
            let cost = self.cost(person);
            if cost > money + self.slack {
                return sum + rate(person) * money.max(0.0);
            }
            money -= cost;
            sum += f64::from(gain(person));
        }
        sum
    }
}
