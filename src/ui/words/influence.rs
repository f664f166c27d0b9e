//! What influence is asked for and how it is weighed, in words.

use super::number::{self, count};
use super::{decimal, pick, said, sentences};
use crate::domain::influence::CutCurve;
use crate::domain::ties::Topic;

sentences! {
    for_what: "Influence for which product or subject?" | "Influenza per quale prodotto o tema?";
    anything: "Anything" | "Qualsiasi";
    each_share: "What each share reaches" | "Quante persone raggiunge ogni quota";
    weights: "What counts how much" | "Che cosa pesa, e quanto";
    weights_hint: "Only the proportions matter. The names below follow while you move a slider."
        | "Contano solo le proporzioni. I nomi qui sotto si aggiornano mentre muovi un cursore.";
    usual_weights: "Back to the usual weights" | "Torna ai pesi abituali";
}

/// "Spark watch: 412 people".
#[must_use]
pub fn topic(topic: &Topic) -> String {
    format!("{}: {}", topic.name, number::people(topic.n_people))
}

/// "The top 3 %: 72 influencers. They and those who hear them directly: about 640 people."
#[must_use]
pub fn cut(curve: &CutCurve, percent: f32, n_influencers: usize) -> String {
    let top = said!(
        "The top {} %: {}" | "Primo {} %: {}",
        half(percent),
        number::plural(n_influencers, pick("influencer", "influencer"), pick("influencers", "influencer"))
    );
    match curve.points.iter().find(|point| point.percent >= percent - 0.01) {
        Some(point) => said!(
            "{top}. They and those who hear them directly: about {}."
                | "{top}. Con chi li ascolta direttamente: circa {}.",
            people(point.n_reached)
        ),
        None => format!("{top}."),
    }
}

/// Why the suggested share is suggested.
#[must_use]
pub fn knee(curve: &CutCurve) -> String {
    let Some(at) = curve.knee else { return String::new() };
    let (before, after) = (curve.gain(0, at), curve.gain(at, curve.points.len() - 1));
    said!(
        "Up to {} % each influencer more brings about {} people more; beyond it about {}."
            | "Fino a quota {} % ogni influencer in più porta circa {} persone in più; oltre, circa {}.",
        half(curve.points[at].percent),
        decimal(before),
        decimal(after)
    )
}

#[must_use]
pub fn use_knee(percent: f32) -> String {
    said!("Take the suggested {} %" | "Usa la quota suggerita: {} %", half(percent))
}

/// The curve for those who do not see it.
#[must_use]
pub fn curve(curve: &CutCurve) -> String {
    let told = curve.points.iter().filter(|point| point.percent.fract() == 0.0);
    let points: Vec<String> =
        told.map(|point| format!("{} %: {}", half(point.percent), people(point.n_reached))).collect();
    said!(
        "People reached by share of influencers. {}" | "Persone raggiunte per quota di influencer. {}",
        points.join(", ")
    )
}

fn people(n: f64) -> String {
    let n = n.round().max(0.0) as usize;
    pick(count(n) + " people", number::people(n))
}

/// "3", "3.5".
fn half(percent: f32) -> String {
    if percent.fract() == 0.0 { format!("{percent:.0}") } else { decimal(f64::from(percent)) }
}
