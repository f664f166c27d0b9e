//! What influence is asked for and how it is weighed, in words.

use super::number::{self, count};
use super::sentences;
use crate::domain::influence::CutCurve;
use crate::domain::ties::Topic;

sentences! {
    for_what: "Influence for which product or subject?";
    anything: "Anything";
    each_share: "What each share reaches";
    weights: "What counts how much";
    weights_hint: "Only the proportions matter. The names below follow while you move a slider.";
    usual_weights: "Back to the usual weights";
}

/// "Spark watch: 412 people".
#[must_use]
pub fn topic(topic: &Topic) -> String {
    format!("{}: {}", topic.name, number::people(topic.n_people))
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
