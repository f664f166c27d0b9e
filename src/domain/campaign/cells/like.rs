//! Whether two states of a plan draw the same cells; draws nobody.

use crate::domain::campaign::{Choice, Plan};

impl Plan {
    /// Whether cells drawn for `other` from the same scores are those of this plan: everything that [`super::draw_cells_on`]
    /// reads is the same. Words, days, owners, tasks, and what was paid or found out are not read.
    #[must_use]
    pub fn draws_like(&self, other: &Plan) -> bool {
        self.id == other.id
            && self.seed == other.seed
            && self.share_percent.to_bits() == other.share_percent.to_bits()
            && self.control_percent.to_bits() == other.control_percent.to_bits()
            && self.budget_cents == other.budget_cents
            && choice(&self.choice) == choice(&other.choice)
            && self.has_groups_like(other)
            && self.costs_like(other)
            && self.audience == other.audience
            && self.launch == other.launch
            && self.frozen == other.frozen
    }

    /// Of the reasons only the number counts.
    fn has_groups_like(&self, other: &Plan) -> bool {
        let (a, b) = (&self.cells, &other.cells);
        (a.deal, a.motivations.len(), &a.beside) == (b.deal, b.motivations.len(), &b.beside)
    }

    /// The same people receive the same treatments, which cost the same.
    fn costs_like(&self, other: &Plan) -> bool {
        let terms = |plan: &Plan| -> Vec<_> {
            let of = |one: &crate::domain::campaign::PlanTreatment| {
                (one.kind, one.share_percent.to_bits(), one.cost_a_head_cents, one.fixed_cents)
            };
            plan.treatments().iter().map(of).collect()
        };
        self.cost_a_head_cents == other.cost_a_head_cents && terms(self) == terms(other)
    }
}

/// What reaching people is worth chooses nobody.
fn choice(choice: &Choice) -> impl PartialEq + '_ {
    (choice.how, choice.per_tribe, &choice.by_hand, choice.is_from_anywhere, &choice.cost_column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{
        CellEdit, ChoiceEdit, Deal, FrozenCells, How, Launch, PlanEdit, PlanTreatment, Question, Treatment, draw_cells,
        edit,
    };
    use crate::domain::testing::Town;

    fn after(plan: &Plan, e: &PlanEdit) -> Plan {
        edit(plan, e).unwrap()
    }

    #[test]
    fn words_and_bills_draw_the_same_people_and_everything_else_may_not() {
        let plan = after(&Plan::new(1, "A"), &PlanEdit::AddTreatment(Treatment::Coupon));
        let bill = PlanTreatment { actual_cents: Some(5), owner: "Ann".into(), ..plan.treatments[1].clone() };
        let scored = Town::ring(200).split_at(80).scored();
        for same in [
            PlanEdit::Rename("B".into()),
            PlanEdit::SetMessage("Hello".into()),
            PlanEdit::SetStartsOn("2026-11-21".into()),
            PlanEdit::SetDaysOff(vec!["2026-12-25".into()]),
            PlanEdit::Answer(Question::WhyTalk, "pride".into()),
            PlanEdit::ChangeTreatment(bill.clone()),
            PlanEdit::Choose(ChoiceEdit::SetValue(9)),
            PlanEdit::Design(CellEdit::SetBasePercent(30.0)),
        ] {
            let next = after(&plan, &same);
            assert!(next != plan && next.draws_like(&plan), "{same:?}");
            assert_eq!(draw_cells(&next, &scored), draw_cells(&plan, &scored), "{same:?}");
        }
        let frozen = FrozenCells { treated: vec!["1".into()], ..FrozenCells::default() };
        for other in [
            PlanEdit::AddTribes(vec![1]),
            PlanEdit::SetSharePercent(4.0),
            PlanEdit::SetControlPercent(30.0),
            PlanEdit::SetBudget(100),
            PlanEdit::SetSeed(9),
            PlanEdit::SetCostAHead(7),
            PlanEdit::ChangeTreatment(PlanTreatment { fixed_cents: 1, ..bill.clone() }),
            PlanEdit::ChangeTreatment(PlanTreatment { share_percent: 50.0, ..bill.clone() }),
            PlanEdit::ChangeTreatment(PlanTreatment { kind: Treatment::PreviewPanel, ..bill }),
            PlanEdit::Choose(ChoiceEdit::SetHow(How::Random)),
            PlanEdit::Choose(ChoiceEdit::SetPerTribe(1)),
            PlanEdit::Choose(ChoiceEdit::SetFromAnywhere(true)),
            PlanEdit::Choose(ChoiceEdit::SetCostColumn("cost".into())),
            PlanEdit::Design(CellEdit::SetDeal(Deal::Circles)),
            PlanEdit::Design(CellEdit::SetBeside { how: How::Random, is_in: true }),
            PlanEdit::Design(CellEdit::SetMotivations(vec!["a".into(), "b".into()])),
            PlanEdit::Approve(frozen.clone()),
            PlanEdit::Launch {
                cells: frozen,
                launch: Launch { on: String::new(), audience: vec!["1".to_owned()].into() },
            },
        ] {
            assert!(!after(&plan, &other).draws_like(&plan), "{other:?}");
        }
        assert!(!Plan { id: 2, ..plan.clone() }.draws_like(&plan));
    }
}
