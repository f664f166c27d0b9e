//! What colours and sizes mean, in words.

use super::{filter, number, stages, stance};
use crate::domain::guise::{Class, Preset};

pub const COLOUR_BY: &str = "Colour by";

/// What colour stands for, as a choice.
#[must_use]
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Tribe => "Tribe",
        Preset::Influence => "Influence",
        Preset::Role => "Role",
        Preset::Stage => "Stage",
        Preset::Stance => "Stance",
        Preset::Value => "Spending",
        Preset::Risk => "Risk of leaving",
        Preset::Topic => "Subject asked for",
    }
}

/// No such meaning.
#[must_use]
pub fn bad_preset(all: &str) -> String {
    format!("Colour can mean: {all}. Nothing was changed.")
}

/// The legend's word for what colour stands for.
#[must_use]
pub fn colour(of: Preset) -> String {
    match of {
        Preset::Risk => "Colour: risk of leaving, by silence".into(),
        of => format!("Colour: {}", preset(of).to_lowercase()),
    }
}

/// The legend's word for what the size of people stands for.
#[must_use]
pub fn size(of: Preset) -> &'static str {
    match of {
        Preset::Value => "Size: spending",
        Preset::Risk => "Size: how long silent",
        _ => "Size: influence",
    }
}

/// A class, as in the legend.
#[must_use]
pub fn class(class: Class) -> String {
    match class {
        Class::TopPercent(percent) => format!("Top {percent} %"),
        Class::Ranked | Class::OffTopic => "All others".into(),
        Class::Role(role) => filter::one_role(role).into(),
        Class::Stage(stage) => stages::stage(stage).into(),
        Class::Stance(one) => stance::stance(one).into(),
        Class::Fifth(0) => "Lowest fifth".into(),
        Class::Fifth(4) => "Highest fifth".into(),
        Class::Fifth(1) => "Second lowest".into(),
        Class::Fifth(3) => "Second highest".into(),
        Class::Fifth(_) => "Middle fifth".into(),
        Class::SilentFor(0) => "Silent over 6 usual gaps".into(),
        Class::SilentFor(1) => "Within their usual gap".into(),
        Class::SilentFor(gaps) => format!("Up to {gaps} gaps"),
        Class::OnTopic => "Bought it or cares about it".into(),
        Class::TakenSince => "Took it up since the last snapshot but one".into(),
        Class::TakenBefore => "Took it up earlier".into(),
        Class::NotYet => "Not yet".into(),
        Class::Unknown => "Not known".into(),
    }
}

/// What is written beneath a tribe's name: how many are on show, and what most of them are.
#[must_use]
pub fn tribe_detail(n_people: usize, n_visible: Option<usize>, main: Option<(Class, f32)>) -> String {
    let some = n_visible.filter(|&n| n < n_people);
    let main = main.map(|(of, share)| {
        let share = number::percent(f64::from(share));
        if of == Class::TakenBefore {
            format!("{share} have it")
        } else {
            format!("{share} {}", class(of).to_lowercase())
        }
    });
    // The fewer words, the more of them find room on the map.
    match (some, main) {
        (None, None) => number::people(n_people),
        (None, Some(main)) => main,
        (Some(n), None) => format!("{} of {}", number::count(n), number::people(n_people)),
        (Some(n), Some(main)) => format!("{} of {}, {main}", number::count(n), number::count(n_people)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Stage;

    #[test]
    fn a_tribe_says_what_most_of_it_is() {
        assert_eq!(tribe_detail(1_203, None, None), "1,203 people");
        let main = Some((Class::Stage(Stage::Loyal), 0.42));
        assert_eq!(tribe_detail(1_203, Some(14), main), "14 of 1,203, 42 % loyal");
    }
}
