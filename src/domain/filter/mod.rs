//! Conditions that stack: who is on show, as a value that can be named, kept and said in words; draws and writes nothing.

mod sight;

pub use sight::{Around, Visible, visible};

use super::influence::Band;
use super::model::{Role, Stage, Stance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One condition on a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// In the tribe with this lasting id.
    Tribe(u32),
    /// Among the most influential so many per cent of the ranked people.
    TopPercent(u8),
    Role(Role),
    Stage(Stage),
    Stance(Stance),
    /// Spends more than so many cents.
    SpendsOver(i64),
    /// Tied to more than so many people.
    ContactsOver(u32),
    /// One of the plain groups.
    Group(Band),
    /// A column of the customers' list says so.
    Has {
        heading: String,
        value: String,
    },
    /// Inside the market, or outside it.
    Market {
        is_inside: bool,
    },
    /// Every tie is a guess from joint purchases.
    OnlyInferred,
    /// Chosen for the plan with this number: treated or kept for comparison.
    InPlan(u32),
    NotInPlan(u32),
    /// These people, by customer id.
    People(BTreeSet<String>),
}

impl Rule {
    /// Whether two conditions ask for the same kind of thing: one of those of a kind is enough.
    fn is_alternative_to(&self, other: &Rule) -> bool {
        match (self, other) {
            (Rule::NotInPlan(_), Rule::NotInPlan(_)) => false,
            (Rule::Has { heading: a, .. }, Rule::Has { heading: b, .. }) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether this condition takes the place of another of its kind, having a limit where the other has its own.
    fn replaces(&self, other: &Rule) -> bool {
        let has_limit = matches!(
            self,
            Rule::TopPercent(_)
                | Rule::SpendsOver(_)
                | Rule::ContactsOver(_)
                | Rule::Market { .. }
                | Rule::OnlyInferred
                | Rule::People(_)
        );
        has_limit && std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Conditions together: one of each kind must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filter {
    pub rules: Vec<Rule>,
}

/// One change of what is on show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterEdit {
    Add(Rule),
    Remove(Rule),
    Clear,
    /// Keeps what is on show now under a name.
    SaveAs(String),
    /// Shows what was kept under a name.
    Use(String),
    Forget(String),
}

impl Filter {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// With one more condition; a new limit takes the place of the old one.
    #[must_use]
    pub fn with(&self, rule: Rule) -> Filter {
        let mut rules = self.rules.clone();
        if let Some(old) = rules.iter_mut().find(|old| rule.replaces(old)) {
            *old = rule;
        } else if !rules.contains(&rule) {
            rules.push(rule);
        }
        Filter { rules }
    }

    #[must_use]
    pub fn without(&self, rule: &Rule) -> Filter {
        Filter { rules: self.rules.iter().filter(|old| *old != rule).cloned().collect() }
    }

    /// The conditions by kind, in the order in which the kinds came: all kinds must hold, of each kind one condition.
    #[must_use]
    pub fn kinds(&self) -> Vec<Vec<&Rule>> {
        let mut kinds: Vec<Vec<&Rule>> = Vec::new();
        for rule in &self.rules {
            match kinds.iter_mut().find(|kind| kind[0].is_alternative_to(rule)) {
                Some(kind) => kind.push(rule),
                None => kinds.push(vec![rule]),
            }
        }
        kinds
    }

    /// Without whoever must be forgotten: a list of people that named only them is a condition that nobody meets.
    pub fn forget(&mut self, is_id: impl Fn(&str) -> bool, is_said: impl Fn(&str) -> bool) {
        for rule in &mut self.rules {
            match rule {
                Rule::People(ids) => ids.retain(|id| !is_id(id)),
                Rule::Has { value, .. } if is_said(value) => value.clear(),
                _ => {}
            }
        }
    }

    /// Whether somebody is in a list of people.
    #[must_use]
    pub fn names(&self, is_theirs: impl Fn(&str) -> bool) -> bool {
        self.rules.iter().any(|rule| matches!(rule, Rule::People(ids) if ids.iter().any(|id| is_theirs(id))))
    }

    /// How many people are listed one by one.
    #[must_use]
    pub fn n_people(&self) -> usize {
        self.rules.iter().map(|rule| if let Rule::People(ids) = rule { ids.len() } else { 0 }).sum()
    }

    /// With one tribe's part taken over by another.
    pub fn move_tribe(&mut self, from: u32, into: u32) {
        for rule in &mut self.rules {
            if *rule == Rule::Tribe(from) {
                *rule = Rule::Tribe(into);
            }
        }
        let mut seen: Vec<Rule> = Vec::new();
        self.rules.retain(|rule| {
            let is_new = !seen.contains(rule);
            seen.push(rule.clone());
            is_new
        });
    }
}

#[cfg(test)]
mod tests;
