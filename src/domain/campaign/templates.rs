//! Plans to start from, for telecom, cards and retail: the figures; the texts are the screen's.

use super::{Goal, Plan, PlanEdit, Question, Treatment};
use crate::domain::model::Stage;

/// A plan to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    TelecomKeep,
    TelecomLaunch,
    CardsLoyalty,
    CardsCrossSell,
    RetailLaunch,
    RetailWinBack,
}

/// The texts of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateTexts {
    pub message: &'static str,
    pub offer: &'static str,
    pub success_measure: &'static str,
    pub answers: Vec<(Question, &'static str)>,
}

impl Template {
    pub const ALL: [Template; 6] = [
        Template::TelecomKeep,
        Template::TelecomLaunch,
        Template::CardsLoyalty,
        Template::CardsCrossSell,
        Template::RetailLaunch,
        Template::RetailWinBack,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Template::TelecomKeep => "telecom-keep",
            Template::TelecomLaunch => "telecom-launch",
            Template::CardsLoyalty => "cards-loyalty",
            Template::CardsCrossSell => "cards-cross-sell",
            Template::RetailLaunch => "retail-launch",
            Template::RetailWinBack => "retail-win-back",
        }
    }

    #[must_use]
    pub fn goal(self) -> Goal {
        match self {
            Template::TelecomKeep => Goal::LessChurn,
            Template::TelecomLaunch | Template::RetailLaunch => Goal::Launch,
            Template::CardsLoyalty => Goal::Loyalty,
            Template::CardsCrossSell => Goal::CrossSell,
            Template::RetailWinBack => Goal::WinBack,
        }
    }

    /// What it treats with, the first for the plan itself.
    #[must_use]
    pub fn treatments(self) -> &'static [Treatment] {
        match self {
            Template::TelecomKeep => &[Treatment::ExecutiveCall, Treatment::PriorityService],
            Template::TelecomLaunch => &[Treatment::PreviewPanel, Treatment::Coupon],
            Template::CardsLoyalty => &[Treatment::HandwrittenNote, Treatment::FreeUpgrade],
            Template::CardsCrossSell => &[Treatment::SpecialOutreach],
            Template::RetailLaunch => &[Treatment::Coupon, Treatment::PreviewPanel],
            Template::RetailWinBack => &[Treatment::HandwrittenNote, Treatment::Coupon],
        }
    }

    /// Whose stages it is about; empty: everyone's.
    #[must_use]
    pub fn stages(self) -> &'static [Stage] {
        match self {
            Template::TelecomKeep => &[Stage::Active, Stage::Loyal, Stage::AtRisk],
            Template::RetailWinBack => &[Stage::AtRisk, Stage::Lost],
            _ => &[],
        }
    }

    /// The steps that make a new plan one of these.
    #[must_use]
    pub fn edits(self, texts: &TemplateTexts) -> Vec<PlanEdit> {
        let text = |text: &str| text.to_owned();
        let mut edits = vec![
            PlanEdit::PickGoal { goal: self.goal(), success_measure: Some(text(texts.success_measure)) },
            PlanEdit::SetMessage(text(texts.message)),
            PlanEdit::SetOffer(text(texts.offer)),
            PlanEdit::SetSharePercent(5.0),
        ];
        edits.extend(self.treatments().iter().map(|&treatment| PlanEdit::AddTreatment(treatment)));
        // The treatment that a new plan begins with makes room for the template's own.
        edits.push(PlanEdit::RemoveTreatment(Plan::FIRST_TREATMENT));
        edits.extend(self.stages().iter().map(|&stage| PlanEdit::ToggleStage(stage)));
        edits.extend(texts.answers.iter().map(|(question, answer)| PlanEdit::Answer(*question, text(answer))));
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit;
    use super::*;

    #[test]
    fn every_template_makes_a_plan_of_its_goal_and_treatments() {
        for template in Template::ALL {
            let edits = template.edits(&TemplateTexts { message: "Say it", ..TemplateTexts::default() });
            let plan = edits.iter().fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap());
            assert_eq!((plan.goal, plan.message.as_str()), (template.goal(), "Say it"));
            let kinds: Vec<Treatment> = plan.treatments().iter().map(|treatment| treatment.kind).collect();
            assert_eq!(kinds, template.treatments());
            assert_eq!(plan.treatment, kinds[0]);
            assert!(plan.audience.stages.iter().copied().eq(template.stages().iter().copied()));
        }
    }
}
