//! What treating people costs: the one price of a plan, whoever asks; knows no budget.

use super::{Plan, PlanTreatment, Treatment, receivers};
use crate::domain::import::parse_number;
use crate::domain::model::{Attribute, NO_TRIBE, People, Person};
use crate::domain::score::Scored;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The price of a plan's treatments, worked out when it is asked for.
///
/// Who receives a treatment costs what it costs a head, or, where the customers' list says what treating them costs,
/// that, once, shared by the treatments they receive. What a treatment costs once is paid once, however many groups
/// receive it, and not where nobody does.
#[derive(Clone, Copy, Debug)]
pub struct Costs<'a> {
    plan: &'a Plan,
    scored: &'a Scored,
    column: Option<&'a Attribute>,
}

impl<'a> Costs<'a> {
    /// The column that the plan names, where the customers' list has it; else what the plan's treatments cost.
    #[must_use]
    pub fn of(plan: &'a Plan, scored: &'a Scored) -> Costs<'a> {
        let heading = &plan.choice.cost_column;
        let is_it = |column: &&Attribute| !heading.is_empty() && column.heading.eq_ignore_ascii_case(heading);
        Costs { plan, scored, column: scored.people.attributes.iter().find(is_it) }
    }

    /// Whether all cost the same.
    #[must_use]
    pub fn are_even(&self) -> bool {
        self.column.is_none()
    }

    /// Whether the number of people alone says what they cost.
    pub(super) fn is_by_number(&self) -> bool {
        let has_panel = self.plan.treatments().iter().any(|treatment| treatment.kind == Treatment::PreviewPanel);
        self.are_even() && !has_panel && self.plan.frozen.is_none()
    }

    /// Of so many people who cost alike, in cents; a panel seats no more of them than there are tribes.
    #[must_use]
    pub fn of_number(&self, n: usize) -> i64 {
        self.plan.cost_of(n, self.scored.tribes.tribes.len())
    }

    pub(super) fn tribe(&self, person: Person) -> u32 {
        self.scored.tribes.of.get(person as usize).copied().unwrap_or(NO_TRIBE)
    }

    /// What the treatments cost once, in cents.
    #[must_use]
    pub fn once(&self) -> i64 {
        self.plan.treatments().iter().map(|treatment| treatment.fixed_cents).fold(0, i64::saturating_add)
    }

    /// Of one person more, in cents; never below nothing.
    #[must_use]
    pub fn cents(&self, person: Person) -> i64 {
        self.own(person).unwrap_or(self.plan.cost_a_head_cents)
    }

    fn own(&self, person: Person) -> Option<i64> {
        let text = self.column?.values.get(person as usize)?;
        let euros = parse_number(text, false).filter(|euros| euros.is_finite() && *euros >= 0.0)?;
        Some((euros * 100.0).round().min(1e15) as i64)
    }

    /// What each costs in each treatment, where these receive them; one list for each of [`Plan::treatments`].
    #[must_use]
    pub fn prices(&self, receivers: &[Vec<Person>]) -> Prices<'a> {
        let treatments = self.plan.treatments();
        let mut own = vec![BTreeMap::new(); treatments.len()];
        let mut received: BTreeMap<Person, Vec<usize>> = BTreeMap::new();
        for (n, people) in receivers.iter().enumerate().filter(|_| self.column.is_some()) {
            for &person in people {
                received.entry(person).or_default().push(n);
            }
        }
        for (person, list) in received {
            let Some(cents) = self.own(person) else { continue };
            let heads: Vec<i64> = list.iter().map(|&n| treatments[n].cost_a_head_cents).collect();
            for (n, part) in list.into_iter().zip(parts(cents, &heads)) {
                own[n].insert(person, part);
            }
        }
        Prices { treatments, own }
    }

    /// Of these people together, in cents, were they everybody who is treated.
    #[must_use]
    pub fn of_all(&self, people: &[Person]) -> i64 {
        if self.is_by_number() {
            return self.of_number(people.len());
        }
        let receivers = receivers(self.plan, people, self.scored);
        let prices = self.prices(&receivers);
        receivers.iter().enumerate().map(|(n, list)| prices.cents(n, list)).fold(0, i64::saturating_add)
    }

    /// Of the first person, the first two, and so on; of the first `n_exact` to the cent, of the others about (who
    /// of them receives a treatment that is for some only is not drawn).
    #[must_use]
    pub fn rising(&self, people: &[Person], n_exact: usize) -> Vec<i64> {
        let mut tribes = BTreeSet::new();
        let mut heads = 0i64;
        let mut cost = |(n, &person): (usize, &Person)| {
            tribes.insert(self.tribe(person));
            if self.are_even() {
                return self.plan.cost_of(n + 1, tribes.len());
            }
            heads = heads.saturating_add(self.cents(person));
            heads.saturating_add(self.once())
        };
        let mut rising: Vec<i64> = people.iter().enumerate().map(&mut cost).collect();
        if let Some(last) = n_exact.checked_sub(1).filter(|&last| last < rising.len()) {
            let exact = self.of_all(&people[..n_exact]);
            rising[..last].iter_mut().for_each(|cents| *cents = (*cents).min(exact));
            rising[last] = exact;
            rising[n_exact..].iter_mut().for_each(|cents| *cents = (*cents).max(exact));
        }
        rising
    }
}

/// An amount parted by weights so that the parts sum to it; evenly where nothing weighs.
fn parts(cents: i64, weights: &[i64]) -> Vec<i64> {
    let is_weighed = weights.iter().any(|&weight| weight > 0);
    let weight = |weight: i64| if is_weighed { i128::from(weight.max(0)) } else { 1 };
    let whole: i128 = weights.iter().map(|&w| weight(w)).sum();
    let mut before = 0i128;
    let part = |&w: &i64| {
        let up_to = |sum: i128| i128::from(cents) * sum / whole.max(1);
        let from = up_to(before);
        before += weight(w);
        (up_to(before) - from) as i64
    };
    weights.iter().map(part).collect()
}

/// What each costs in each treatment.
#[derive(Clone, Debug)]
pub struct Prices<'a> {
    treatments: Cow<'a, [PlanTreatment]>,
    /// For each treatment, of those whose cost the customers' list says.
    own: Vec<BTreeMap<Person, i64>>,
}

impl Prices<'_> {
    /// Of one treatment for some of those who receive it, in cents; nothing for nobody.
    #[must_use]
    pub fn cents(&self, treatment: usize, people: &[Person]) -> i64 {
        let Some(terms) = self.treatments.get(treatment).filter(|_| !people.is_empty()) else { return 0 };
        let own = &self.own[treatment];
        let head = |person: &Person| own.get(person).copied().unwrap_or(terms.cost_a_head_cents);
        people.iter().map(head).fold(terms.fixed_cents, i64::saturating_add)
    }
}

/// Headings under which at least half of the people have a number: what could be a cost.
#[must_use]
pub fn number_columns(people: &People) -> Vec<&str> {
    let is_number = |text: &str| parse_number(text, false).is_some();
    let is_full = |column: &&Attribute| {
        // A sample tells: headings are offered, not proven.
        let seen = column.values.texts().take(200);
        let (n, n_numbers) = seen.fold((0, 0), |(n, yes), text| (n + 1, yes + u32::from(is_number(text))));
        n > 0 && n_numbers * 2 >= n
    };
    people.attributes.iter().filter(is_full).map(|column| column.heading.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CellEdit, ChoiceEdit, How, PlanEdit, Template, TemplateTexts, board, draw_cells, edit, money};
    use super::*;
    use crate::domain::stages::PeopleStages;
    use crate::domain::testing::Town;

    fn column(heading: &str, values: &[Option<&str>]) -> Attribute {
        Attribute { heading: heading.into(), values: values.iter().copied().collect() }
    }

    #[test]
    fn a_column_says_what_each_costs_and_gaps_cost_what_the_plan_pays() {
        let mut town = Town::ring(4);
        town.people.attributes = vec![column("Visit cost", &[Some("12.50"), None, Some("free"), Some("-3")])];
        let scored = town.scored();
        let mut plan = Plan::new(1, "A");
        plan.cost_a_head_cents = 700;
        assert!(Costs::of(&plan, &scored).are_even());
        plan.choice.cost_column = "visit COST".into();
        let costs = Costs::of(&plan, &scored);
        assert!(!costs.are_even());
        assert_eq!([0, 1, 2, 3].map(|person| costs.cents(person)), [1_250, 700, 700, 700]);
        assert_eq!(number_columns(&scored.people), ["Visit cost"]);
        assert_eq!((parts(10, &[1, 2, 0]), parts(7, &[0, 0])), (vec![3, 7, 0], vec![3, 4]));
    }

    fn after(plan: Plan, edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(plan, |plan, e| edit(&plan, e).unwrap())
    }

    #[test]
    fn a_plan_has_one_price_whatever_it_gives_to_whom() {
        let mut town = Town::ring(600).split_at(250);
        let fee = |row: usize| [Some("7.31"), None, Some("0"), Some("19.99")][row % 4].map(str::to_owned);
        town.people.attributes = vec![Attribute { heading: "Fee".into(), values: (0..600).map(fee).collect() }];
        let scored = town.scored();
        let beside = |how| PlanEdit::Design(CellEdit::SetBeside { how, is_in: true });
        let variants = [
            vec![],
            vec![PlanEdit::Choose(ChoiceEdit::SetCostColumn("fee".into()))],
            vec![beside(How::Random), beside(How::MostConnected)],
            vec![beside(How::Random), PlanEdit::Choose(ChoiceEdit::SetCostColumn("fee".into()))],
        ];
        for template in Template::ALL {
            let plan = after(Plan::new(1, "A"), &template.edits(&TemplateTexts::default()));
            let plan = after(
                plan.clone(),
                &plan.audience.stages.iter().map(|&s| PlanEdit::ToggleStage(s)).collect::<Vec<_>>(),
            );
            for more in &variants {
                for share_percent in [100.0, 40.0] {
                    for budget in [0, 60_000, 250_000] {
                        let mut plan = after(plan.clone(), more);
                        plan.treatments.iter_mut().for_each(|one| one.share_percent = share_percent);
                        plan.budget_cents = budget;
                        let cells = draw_cells(&plan, &scored);
                        let board = board(&plan, &cells.receiving(), &scored);
                        let money = money(&board, &Costs::of(&plan, &scored), &PeopleStages::default());
                        assert_eq!(money.total.planned_cents, cells.cost_cents, "{template:?} {more:?} {budget}");
                        assert!(budget == 0 || cells.cost_cents <= budget, "{template:?} {more:?} {budget}");
                        assert!(!cells.treated.is_empty() || budget == 60_000, "{template:?} {more:?} {budget}");
                        assert!(
                            cells.costs.is_sorted()
                                && (!more.is_empty()
                                    || cells.treated.is_empty()
                                    || cells.costs[cells.treated.len() - 1] == cells.cost_cents)
                        );
                        assert_eq!(money.by_treatment.iter().map(|s| s.planned_cents).sum::<i64>(), cells.cost_cents);
                    }
                }
            }
        }
    }

    #[test]
    fn a_budget_is_used_where_a_panel_seats_few() {
        let scored = Town::ring(600).split_at(20).scored();
        let panel = PlanEdit::SetTreatment(Treatment::PreviewPanel);
        let plan = after(Plan::new(1, "A"), &[panel, PlanEdit::SetSharePercent(10.0), PlanEdit::SetCostAHead(4_000)]);
        // Two tribes, two seats: all sixty are chosen, not the two whom that money would seat by number.
        let cells = draw_cells(&Plan { budget_cents: 8_000, ..plan.clone() }, &scored);
        assert_eq!((cells.treated.len(), cells.cost_cents, cells.unaffordable.len()), (48, 8_000, 0));
    }
}
