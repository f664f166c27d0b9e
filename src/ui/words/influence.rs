//! What influence is asked for and how it is weighed, in words.

use super::number::{self, count};
use crate::domain::influence::CutCurve;
use crate::domain::influence::persuasion::Finding;
use crate::domain::influence::topical::{ForTopic, TopicEvidence};
use crate::domain::ties::Topic;
use std::fmt::Write as _;

pub const FOR_WHAT: &str = "Influence for which product or subject?";
pub const ANYTHING: &str = "Anything";
pub const OWN_WORDS: &str = "Or words of your own";
pub const OWN_WORDS_HINT: &str = "several with ; between";
pub const BESIDE: &str = "Top for one, absent for another";
pub const ON_TOP_FOR: &str = "On top for";
pub const NOT_FOR: &str = "beside";
pub const COMPARE: &str = "Compare the two";
pub const BOTH: &str = "On top for both";
pub const EACH_SHARE: &str = "What each share reaches";
pub const WEIGHTS: &str = "What counts how much";
pub const WEIGHTS_HINT: &str = "Only the proportions matter. The names below follow while you move a slider.";
pub const USUAL_WEIGHTS: &str = "Back to the usual weights";

/// "Spark watch: 412 people".
#[must_use]
pub fn topic(topic: &Topic) -> String {
    format!("{}: {}", topic.name, number::people(topic.n_people))
}

/// What the ranking for a topic rests on, with what dated purchases say of it.
#[must_use]
pub fn rests_on(evidence: TopicEvidence, finding: Option<&Finding>) -> String {
    let ties = number::plural(evidence.n_ties, "tie", "ties");
    let mut text = format!(
        "This rests on {} who bought it or care about it, {} of them ranked, with {ties} between two of them.",
        number::people(evidence.n_people),
        count(evidence.n_ranked)
    );
    if let Some(finding) = finding {
        let timing = &finding.timing;
        let _ = write!(
            text,
            " Of {} of takers who know each other, {} took it up within {} of one another; {} by chance.",
            number::plural(timing.n_pairs as usize, "pair", "pairs"),
            count(timing.n_followed as usize),
            number::plural(timing.weeks as usize, "week", "weeks"),
            number::about(timing.expected)
        );
    }
    if evidence.is_thin() {
        text.push_str(" That is little: take it as a hint.");
    }
    text
}

/// One of two topics side by side.
#[must_use]
pub fn side(of: &ForTopic) -> String {
    let thin = if of.evidence.is_thin() { "; that is little" } else { "" };
    format!(
        "{}: {}, {} between two of them{thin}.",
        name(&of.topic),
        number::people(of.evidence.n_people),
        number::plural(of.evidence.n_ties, "tie", "ties")
    )
}

/// "On top for Watch, not for Phone".
#[must_use]
pub fn only(here: &str, there: &str) -> String {
    format!("On top for {}, not for {}", name(here), name(there))
}

/// "On top for both: 3".
#[must_use]
pub fn counted(title: &str, n: usize) -> String {
    format!("{title}: {}", count(n))
}

/// "Watch: number 3. Phone: number 212."
#[must_use]
pub fn ranks(here: (&str, u32), there: (&str, u32)) -> String {
    let one = |(topic, rank): (&str, u32)| match rank {
        0 => format!("{}: not ranked.", name(topic)),
        rank => format!("{}: number {}.", name(topic), count(rank as usize)),
    };
    format!("{} {}", one(here), one(there))
}

fn name(topic: &str) -> &str {
    if topic.is_empty() { ANYTHING } else { topic }
}

/// "The top 3 %: 72 influencers. They and those who hear them directly: about 640 people."
#[must_use]
pub fn cut(curve: &CutCurve, percent: f32, n_influencers: usize) -> String {
    let top = format!("The top {} %: {}", half(percent), number::plural(n_influencers, "influencer", "influencers"));
    match curve.points.iter().find(|point| point.percent >= percent - 0.01) {
        Some(point) => format!("{top}. They and those who hear them directly: about {}.", people(point.n_reached)),
        None => format!("{top}."),
    }
}

/// Why the suggested share is suggested.
#[must_use]
pub fn knee(curve: &CutCurve) -> String {
    let Some(at) = curve.knee else { return String::new() };
    let (before, after) = (curve.gain(0, at), curve.gain(at, curve.points.len() - 1));
    format!(
        "Up to {} % each influencer more brings about {before:.1} people more; beyond it about {after:.1}.",
        half(curve.points[at].percent)
    )
}

#[must_use]
pub fn use_knee(percent: f32) -> String {
    format!("Take the suggested {} %", half(percent))
}

/// The curve for those who do not see it.
#[must_use]
pub fn curve(curve: &CutCurve) -> String {
    let told = curve.points.iter().filter(|point| point.percent.fract() == 0.0);
    let points: Vec<String> =
        told.map(|point| format!("{} %: {}", half(point.percent), people(point.n_reached))).collect();
    format!("People reached by share of influencers. {}", points.join(", "))
}

fn people(n: f64) -> String {
    count(n.round().max(0.0) as usize) + " people"
}

/// "3", "3.5".
fn half(percent: f32) -> String {
    if percent.fract() == 0.0 { format!("{percent:.0}") } else { format!("{percent:.1}") }
}
