//! Templates, the questionnaire and fair play, in words.

use super::goals;
use super::sentences;
use crate::domain::campaign::{Question, Template, TemplateTexts};

sentences! {
    choose_title: "A new plan";
    choose_text: "Start from a template, or with an empty plan. Everything can be changed.";
    empty_plan: "Empty plan";
    empty_hint: "You decide everything yourself.";
    strategy_title: "What is our influencer strategy?";
    strategy_hint: "Six short answers. They are page one of the plan, for everybody who asks why.";
    fair_play: "Fair play: people recommend what is good for their friends, and are thanked for it openly. Tribewise has no treatment that harms, deceives or pressures anybody; who opts out is left alone.";
}

/// "4 of 6 answered".
#[must_use]
pub fn answered(n: usize) -> String {
    format!("{n} of {} answered", Question::ALL.len())
}

#[must_use]
pub fn question(question: Question) -> &'static str {
    match question {
        Question::WhatChanges => "Whose behaviour should change, and how?",
        Question::WhoSways => "Whose word do these people follow?",
        Question::WhyTalk => "What is in it for those who pass it on?",
        Question::WhatToSay => "What should they be able to say in one sentence?",
        Question::WhenToStop => "What would make us stop?",
        Question::NeverDo => "What do we never do?",
    }
}

/// The industry a template is for.
#[must_use]
pub fn industry(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep | Template::TelecomLaunch => "Telecom",
        Template::CardsLoyalty | Template::CardsCrossSell => "Bank and cards",
        Template::RetailLaunch | Template::RetailWinBack => "Retail",
    }
}

/// What a plan from it is called.
#[must_use]
pub fn template(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep => "Keep circles from leaving",
        Template::TelecomLaunch => "Launch a tariff through friends",
        Template::CardsLoyalty => "Thank the members others follow",
        Template::CardsCrossSell => "A second card by recommendation",
        Template::RetailLaunch => "New range, shown to those others ask",
        Template::RetailWinBack => "Win back through old friends",
    }
}

/// What it does, in a line.
#[must_use]
pub fn about(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep => "Calls and first-class service for the few whose circles would follow them out.",
        Template::TelecomLaunch => "One listened-to person a tribe sees it first; the others get codes for friends.",
        Template::CardsLoyalty => "Handwritten thanks and an upgrade for those who hold your members together.",
        Template::CardsCrossSell => {
            "Personal contact in place of the newsletter, for the people friends ask about money."
        }
        Template::RetailLaunch => "Codes to pass on, and an evening preview for one person a tribe.",
        Template::RetailWinBack => "A note and a coupon to those whom lost customers still listen to.",
    }
}

/// The texts that a template begins with.
#[must_use]
pub fn texts(template: Template) -> TemplateTexts {
    let (message, offer) = match template {
        Template::TelecomKeep => {
            ("They called me themselves, and fixed it the same day.", "A direct line and no queue for a year")
        }
        Template::TelecomLaunch => {
            ("I have tried it for a month: your family can join mine.", "One month free for you and each friend")
        }
        Template::CardsLoyalty => ("They wrote to thank me. By hand.", "An upgrade for a year, as thanks"),
        Template::CardsCrossSell => {
            ("I use the second card for the household; it keeps things apart.", "No fee in the first year")
        }
        Template::RetailLaunch => {
            ("I saw the new range before it came, and this is my code for you.", "20 % for you and each friend")
        }
        Template::RetailWinBack => {
            ("They asked me what went wrong, and changed it.", "15 euros off the next purchase, for two")
        }
    };
    let what_changes = match template {
        Template::TelecomKeep => "Customers in tight circles stay, because the people they follow stay.",
        Template::TelecomLaunch => "Families move to the new tariff together.",
        Template::CardsLoyalty => "Members use the card more often, and stay.",
        Template::CardsCrossSell => "Holders of one card take a second one.",
        Template::RetailLaunch => "Shoppers try the new range in its first month.",
        Template::RetailWinBack => "Customers who stopped buying come back once.",
    };
    TemplateTexts {
        message,
        offer,
        success_measure: goals::success(template.goal()),
        answers: vec![
            (Question::WhatChanges, what_changes),
            (Question::WhoSways, "The few in each tribe to whom the others come, not the ones with the most contacts."),
            (Question::WhyTalk, "They help their friends, and are the first to know."),
            (Question::WhatToSay, message),
            (Question::WhenToStop, "More complaints among those treated than among those left alone."),
            (Question::NeverDo, "Pay for praise, speak badly of others, or write to people who opted out."),
        ],
    }
}
