//! `tribewise score`: works out ties, tribes and influence and prints the figures.

use super::args::{ScoreArgs, Weight};
use super::deeper;
use super::progress::peak_megabytes;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::model::{HALF_LIVES, ScoreSettings, TiePart, TieWeights, Weighting};
use crate::domain::ticket::Ticket;
use crate::domain::tribes::parts;
use crate::project::Command;
use crate::ui::words;
use serde_json::{Map, Value, json};

pub(super) fn run(args: &ScoreArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let old = session.project.document().settings.clone();
    let settings = wanted(args, &old)?;
    if settings != old {
        let applied = session.project.apply(Command::SetSettings(settings.clone()));
        applied.map_err(|refusal| Ended::Data(words::trouble::refusal(&refusal)))?;
    }
    let worked = session.work_out()?;
    let scored = worked.scored.clone();
    if !settings.topic.is_empty() && !scored.people.is_on_topic.contains(&true) {
        return Err(Ended::Data(words::data::no_such_topic(&settings.topic)));
    }
    session.keep(&worked);
    let seconds: Map<String, Value> = worked
        .stages
        .iter()
        .map(|(stage, seconds)| (format!("{stage:?}").to_lowercase(), json!((seconds * 1000.0).round() / 1000.0)))
        .collect();
    let n_left_out = scored.people.scorable().into_iter().filter(|is_in| !is_in).count();
    let n_counted = scored.network.n_ties();
    let (tribes, scores) = (&scored.tribes, &scored.scores);
    let (more, lines) = deeper::look(args, &scored, &settings)?;
    let is_connected = parts(&scored.network, &tribes.of, &Ticket::new())
        .is_ok_and(|(_, n_parts)| n_parts as usize == tribes.tribes.len());
    let of_tribes = || tribes.tribes.iter().map(|tribe| tribe.members.len()).sum();
    let n_in_tribes = session.project.derived().overview().map_or_else(of_tribes, |overview| overview.n_in_tribes);
    let mut json = json!({
        "people": scored.people.len(),
        "people_in_tribes": n_in_tribes,
        "people_with_profile": scored.people.has_profile.iter().filter(|has| **has).count(),
        "people_opted_out": scored.people.is_opted_out.iter().filter(|is| **is).count(),
        "people_left_out": n_left_out,
        "people_ranked": scores.order.len(),
        "ties": scored.ties.len(),
        "ties_counted": n_counted,
        "tribes": tribes.tribes.len(),
        "modularity": tribes.modularity,
        "tribes_hang_together": is_connected,
        "seed": settings.seed,
        "weighting": settings.weighting,
        "tie_weights": tie_weights(&settings.tie_weights),
        "half_life_days": settings.half_life_days,
        "topic": settings.topic,
        "seconds": seconds,
        "peak_megabytes": peak_megabytes(),
    });
    let mut text = words::cli::scored(n_in_tribes, tribes.tribes.len(), scored.ties.len()) + "\n";
    if n_left_out > 0 {
        text = format!("{text}{}\n", words::cli::left_out(n_left_out, n_counted));
    }
    if let Some(overview) = session.project.derived().overview() {
        json["half_of_conversation"] = json!({"people": overview.n_holding, "share": overview.held});
        json["most_connected_among_most_influential"] = json!({"of": overview.n_top, "people": overview.n_both});
        let [_, second, third] = words::people::overview(overview);
        text = format!("{text}{second}\n{third}\n");
    }
    let is_without_contacts = scored.ties.contacts_out.iter().chain(&scored.ties.contacts_back).all(|&n| n == 0);
    if settings.weighting == Weighting::Contacts && is_without_contacts {
        text = format!("{text}{}\n", words::cli::no_contacts());
    }
    text = format!("{text}{}\n", words::cli::quality(tribes.modularity, is_connected));
    text = format!("{text}{}\n", words::cli::effort(&worked.stages, peak_megabytes()));
    text.push_str(&lines);
    if let Some(object) = json.as_object_mut() {
        object.extend(more);
    }
    session.finish()?;
    Ok(Said { json, text })
}

/// The settings of before with those that were asked for now.
fn wanted(args: &ScoreArgs, old: &ScoreSettings) -> Result<ScoreSettings, Ended> {
    let mut settings = old.clone();
    settings.seed = args.seed.unwrap_or(settings.seed);
    settings.resolution = args.resolution.unwrap_or(settings.resolution);
    settings.topic = args.topic.clone().map_or(settings.topic, |topic| topic.trim().to_owned());
    settings.weighting = args.weight.map_or(settings.weighting, weighting);
    settings.largest_tribe = args.largest_tribe.unwrap_or(settings.largest_tribe);
    for text in args.tie_weight.iter().flat_map(|text| text.split(',')) {
        settings.tie_weights = tie_weight(text, settings.tie_weights)?;
    }
    settings.half_life_days = args.half_life.map_or(Ok(settings.half_life_days), half_life)?;
    if !(settings.resolution.is_finite() && settings.resolution > 0.0) {
        return Err(Ended::Usage(words::cli::bad_resolution().into()));
    }
    Ok(settings)
}

fn tie_weight(text: &str, weights: TieWeights) -> Result<TieWeights, Ended> {
    let wrong = || Ended::Usage(words::strength::bad_weight().into());
    let (name, weight) = text.split_once('=').ok_or_else(wrong)?;
    let name = name.trim().to_lowercase();
    let part = TiePart::ALL.into_iter().find(|part| part.word() == name).ok_or_else(wrong)?;
    let weight: f32 = weight.trim().parse().map_err(|_| wrong())?;
    if (0.0..=1.0).contains(&weight) { Ok(weights.with(part, weight)) } else { Err(wrong()) }
}

/// By the words of the parts, as they were typed.
fn tie_weights(weights: &TieWeights) -> Map<String, Value> {
    let typed = |part: TiePart| (f64::from(weights.of(part)) * 1_000.0).round() / 1_000.0;
    TiePart::ALL.into_iter().map(|part| (part.word().to_owned(), json!(typed(part)))).collect()
}

fn half_life(days: f32) -> Result<f32, Ended> {
    if HALF_LIVES.contains(&days) { Ok(days) } else { Err(Ended::Usage(words::strength::bad_half_life().into())) }
}

fn weighting(weight: Weight) -> Weighting {
    match weight {
        Weight::Strength => Weighting::Strength,
        Weight::Raw => Weighting::Contacts,
        Weight::One => Weighting::One,
    }
}
