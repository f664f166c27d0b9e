//! What somebody decided over the figures, and what the figures say of persuasion, in words.

use super::number::{self, count};
use crate::domain::influence::persuasion::{Finding, Followed, LookAlikes, Timing, Verdict};
use crate::domain::model::Call;
use crate::domain::model::decisions::{JudgementEdit, Opinion};

pub const YOUR_JUDGEMENT: &str = "Your judgement";
pub const REASON: &str = "Reason";
pub const REASON_HINT: &str = "What do you know that the figures do not?";
pub const NOTE: &str = "Note on their position";
pub const NOTE_HINT: &str = "Assistant to the director, coach of the team …";
pub const TAKE_BACK: &str = "Let the figures decide";
pub const BY_YOUR_HAND: &str = "By your hand";
pub const WORD_OF_MOUTH: &str = "Does word of mouth show?";
pub const NOTHING_DATED: &str = "No purchase in these files has a date: nothing can be said of who followed whom.";
pub const DETAILS: &str = "How this was found";
pub const SWAYS_AND_SWAYED: &str = "Who sways and who is swayed";
pub const SWAYS_HINT: &str = "Up: contacts follow them more often than by chance. To the right: they follow others more \
                              often. The lines mark chance itself.";

#[must_use]
pub fn call(call: Call) -> &'static str {
    match call {
        Call::Pin => "Always an influencer",
        Call::Promote => "Move up",
        Call::Exclude => "Never an influencer",
    }
}

/// What the call does, for whoever hesitates.
#[must_use]
pub fn meaning(call: Call) -> &'static str {
    match call {
        Call::Pin => "Heads every list, whatever the figures say.",
        Call::Promote => "Ten points of influence more than the figures say.",
        Call::Exclude => {
            "Not among the influencers, whatever the figures say. Their ties stay, so that others are judged as before."
        }
    }
}

/// "Always an influencer. By the figures alone: number 214. Reason: …"
#[must_use]
pub fn decided(opinion: &Opinion, rank_by_figures: u32) -> String {
    let mut text = format!("{}.", call(opinion.call));
    if rank_by_figures > 0 {
        text = format!("{text} By the figures alone: number {}.", count(rank_by_figures as usize));
    }
    if !opinion.reason.is_empty() {
        text = format!("{text} Reason: {}", opinion.reason);
    }
    text
}

#[must_use]
pub fn edit(edit: &JudgementEdit) -> String {
    match edit {
        JudgementEdit::Decide { id, opinion } => match opinion.call {
            Call::Pin => format!("make {id} always an influencer"),
            Call::Promote => format!("move {id} up"),
            Call::Exclude => format!("make {id} never an influencer"),
        },
        JudgementEdit::Undecide(id) => format!("let the figures decide about {id}"),
        JudgementEdit::Note { id, .. } => format!("note something on {id}"),
    }
}

/// The evidence of one person, in one sentence.
#[must_use]
pub fn followed(seen: &Followed, weeks: u32) -> String {
    let n = number::about(f64::from(seen.n_followed));
    let within = number::plural(weeks as usize, "week", "weeks");
    let mut text = format!(
        "Of {} contacts bought too, {n} followed within {within} after them; {} by chance.",
        number::plural(seen.n_contacts as usize, "thing that their", "things that their"),
        number::about(f64::from(seen.expected))
    );
    if seen.n_followed > seen.expected && seen.by_chance < 0.05 {
        text = format!("{text} So many would come by chance {}.", one_in(seen.by_chance));
    }
    text
}

/// "1 in 40".
#[must_use]
pub fn one_in(chance: f64) -> String {
    let n = (1.0 / chance.max(1e-9)).round();
    if n > 1_000_000.0 { "less than 1 in a million times".into() } else { format!("1 time in {}", count(n as usize)) }
}

/// What a verdict means, said so that nobody takes it for more.
#[must_use]
pub fn verdict(finding: &Finding) -> String {
    let what = if finding.subject.is_empty() { "All products together".to_owned() } else { finding.subject.clone() };
    let says = match finding.verdict {
        Verdict::CannotTell => "too few buyers who know each other to tell",
        Verdict::Chance => "no sign of persuasion beyond chance",
        Verdict::ActAlike => {
            "people who know each other buy at the same time, but not after those they listen to: liking the same things \
             explains it as well"
        }
        Verdict::Persuasion => "people follow those they listen to, which is consistent with persuasion",
    };
    format!("{what}: {says}.")
}

/// The figures behind a verdict.
#[must_use]
pub fn figures(finding: &Finding) -> String {
    let Timing { n_pairs, weeks, n_followed, expected, sigma, by_chance, direction_sigma, .. } = finding.timing;
    let mut text = format!(
        "{} bought, {} who know each other bought the same. Within {}, {} followed one another, where {} would in any other order \
         ({sigma:.1} times the usual scatter of chance; by chance {}).",
        number::people(finding.n_takers as usize),
        number::plural(n_pairs as usize, "pair", "pairs"),
        number::plural(weeks as usize, "week", "weeks"),
        number::about(n_followed),
        number::about(expected),
        one_in(by_chance),
    );
    if matches!(finding.verdict, Verdict::ActAlike | Verdict::Persuasion) {
        text = format!("{text} Towards those they listen to: {direction_sigma:.1} times the usual scatter of chance.");
    }
    if let Some(alike) = lookalikes(&finding.lookalikes) {
        text = format!("{text} {alike}");
    }
    text
}

fn lookalikes(seen: &LookAlikes) -> Option<String> {
    let (exposed, alike) = (seen.exposed_share()?, seen.alike_share()?);
    let times = |ratio: Option<f64>| ratio.map(|ratio| format!("{ratio:.1}"));
    let (naive, matched) = (times(seen.naive_ratio())?, times(seen.matched_ratio())?);
    Some(format!(
        "Of people with a contact who had just bought, {} bought within {}; of people like them without, {}: {matched} \
         times as often. A plain count would have said {naive} times.",
        number::percent(exposed),
        number::plural(seen.weeks as usize, "week", "weeks"),
        number::percent(alike),
    ))
}

/// The chart of sways and swayed, for those who do not see it.
#[must_use]
pub fn chart(n_sway: usize, n_swayed: usize, n_known: usize) -> String {
    format!(
        "Of {} with evidence, {} sway others more than chance, {} are swayed more than chance.",
        number::people(n_known),
        count(n_sway),
        count(n_swayed)
    )
}
