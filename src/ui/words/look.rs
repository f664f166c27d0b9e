//! What colours and sizes mean, in words.

use super::{filter, number, pick, plan, said, sentences, stages, stance};
use crate::domain::guise::{Class, Preset};

sentences! {
    colour_by: "Colour by" | "Colora per";
}

/// What colour stands for, as a choice.
#[must_use]
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Tribe => pick("Tribe", "Tribù"),
        Preset::Influence => pick("Influence", "Influenza"),
        Preset::Role => pick("Role", "Ruolo"),
        Preset::Stage => pick("Stage", "Fase"),
        Preset::Stance => pick("Stance", "Opinione"),
        Preset::Value => pick("Spending", "Spesa"),
        Preset::Risk => pick("Risk of leaving", "Rischio di abbandono"),
        Preset::Topic => pick("Subject asked for", "Tema scelto"),
    }
}

/// No such meaning.
#[must_use]
pub fn bad_preset(all: &str) -> String {
    said!("Colour can mean: {all}. Nothing was changed." | "Il colore può indicare: {all}. Non è cambiato nulla.")
}

/// The legend's word for what colour stands for.
#[must_use]
pub fn colour(of: Preset) -> String {
    match of {
        Preset::Risk => {
            pick("Colour: risk of leaving, by silence", "Colore: rischio di abbandono, dal silenzio").into()
        }
        of => said!("Colour: {}" | "Colore: {}", preset(of).to_lowercase()),
    }
}

/// The legend's word for what the size of people stands for.
#[must_use]
pub fn size(of: Preset) -> &'static str {
    match of {
        Preset::Value => pick("Size: spending", "Dimensione: spesa"),
        Preset::Risk => pick("Size: how long silent", "Dimensione: da quanto tace"),
        _ => pick("Size: influence", "Dimensione: influenza"),
    }
}

/// A class, as in the legend.
#[must_use]
pub fn class(class: Class) -> String {
    match class {
        Class::TopPercent(percent) => said!("Top {percent} %" | "Primo {percent} %"),
        Class::Ranked | Class::OffTopic => pick("All others", "Tutti gli altri").into(),
        Class::Role(role) => filter::one_role(role).into(),
        Class::Stage(stage) => stages::stage(stage).into(),
        Class::Stance(one) => stance::stance(one).into(),
        Class::Fifth(0) => pick("Lowest fifth", "Quinto più basso").into(),
        Class::Fifth(4) => pick("Highest fifth", "Quinto più alto").into(),
        Class::Fifth(1) => pick("Second lowest", "Secondo dal basso").into(),
        Class::Fifth(3) => pick("Second highest", "Secondo dall’alto").into(),
        Class::Fifth(_) => pick("Middle fifth", "Quinto di mezzo").into(),
        Class::SilentFor(0) => pick("Silent over 6 usual gaps", "In silenzio da oltre 6 intervalli").into(),
        Class::SilentFor(1) => pick("Within their usual gap", "Entro l’intervallo abituale").into(),
        Class::SilentFor(gaps) => said!("Up to {gaps} gaps" | "Fino a {gaps} intervalli"),
        Class::OnTopic => pick("Bought it or cares about it", "L’ha comprato o gli interessa").into(),
        Class::TakenSince => {
            pick("Took it up since the snapshot before", "L’ha preso dalla rilevazione precedente").into()
        }
        Class::TakenBefore => pick("Took it up earlier", "L’ha preso prima").into(),
        Class::NotYet => pick("Not yet", "Non ancora").into(),
        Class::Unknown => pick("Not known", "Non noto").into(),
    }
}

/// What is written beneath a tribe's name: how many are on show, and what most of them are.
#[must_use]
pub fn tribe_detail(n_people: usize, n_visible: Option<usize>, main: Option<(Class, f32)>) -> String {
    let some = n_visible.filter(|&n| n < n_people);
    let main = main.map(|(of, share)| {
        let share = number::percent(f64::from(share));
        if of == Class::TakenBefore {
            let share = plan::the(&share);
            return said!("{share} have it" | "ce l’ha {share}");
        }
        said!("{} {}" | "{1}: {0}", share, class(of).to_lowercase())
    });
    // The fewer words, the more of them find room on the map.
    match (some, main) {
        (None, None) => number::people(n_people),
        (None, Some(main)) => main,
        (Some(n), None) => said!("{} of {}" | "{} su {}", number::count(n), number::people(n_people)),
        (Some(n), Some(main)) => {
            said!("{} of {}, {main}" | "{} su {}, {main}", number::count(n), number::count(n_people))
        }
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
