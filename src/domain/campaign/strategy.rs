//! The short questionnaire at the beginning of a plan, and what was noted week by week; knows no plan.

use serde::{Deserialize, Serialize};

/// One question of "what is our influencer strategy?"; the sentence is the screen's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Whose behaviour is to change, and how?
    WhatChanges,
    /// Whose word do they follow?
    WhoSways,
    /// What is in it for those who pass it on?
    WhyTalk,
    /// What should they be able to say in one sentence?
    WhatToSay,
    /// What would make us stop?
    WhenToStop,
    /// What do we never do?
    NeverDo,
}

impl Question {
    pub const ALL: [Question; 6] = [
        Question::WhatChanges,
        Question::WhoSways,
        Question::WhyTalk,
        Question::WhatToSay,
        Question::WhenToStop,
        Question::NeverDo,
    ];
}

/// The answers; empty where not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Strategy {
    pub what_changes: String,
    pub who_sways: String,
    pub why_talk: String,
    pub what_to_say: String,
    pub when_to_stop: String,
    pub never_do: String,
}

impl Strategy {
    #[must_use]
    pub fn answer(&self, question: Question) -> &str {
        match question {
            Question::WhatChanges => &self.what_changes,
            Question::WhoSways => &self.who_sways,
            Question::WhyTalk => &self.why_talk,
            Question::WhatToSay => &self.what_to_say,
            Question::WhenToStop => &self.when_to_stop,
            Question::NeverDo => &self.never_do,
        }
    }

    pub(super) fn set(&mut self, question: Question, text: &str) {
        let field = match question {
            Question::WhatChanges => &mut self.what_changes,
            Question::WhoSways => &mut self.who_sways,
            Question::WhyTalk => &mut self.why_talk,
            Question::WhatToSay => &mut self.what_to_say,
            Question::WhenToStop => &mut self.when_to_stop,
            Question::NeverDo => &mut self.never_do,
        };
        text.clone_into(field);
    }

    /// How many questions are answered.
    #[must_use]
    pub fn n_answered(&self) -> usize {
        Question::ALL.into_iter().filter(|&question| !self.answer(question).trim().is_empty()).count()
    }
}

/// What was seen and decided in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewNote {
    /// The day it was begun, `2026-11-21`.
    pub on: String,
    pub text: String,
}
