//! What colour and size mean on the map: everybody's class by the chosen meaning, and what each tribe is made of; knows
//! no colour and no sentence.

mod classes;
mod sign;
mod slots;
mod taken;

pub use sign::Sign;
pub use slots::{GREY, N_SLOTS};

use super::filter::Visible;
use super::model::{NO_TRIBE, Person, Role, Stage, Stance};
use super::score::Scored;
use super::stages::PeopleStages;
use super::stance::PeopleStances;
use classes::Classed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What colour and size stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    #[default]
    Tribe,
    Influence,
    Role,
    Stage,
    Stance,
    /// Own spending.
    Value,
    /// Silence beside the own usual gap.
    Risk,
    /// The subject that influence is asked for.
    Topic,
}

impl Preset {
    pub const ALL: [Preset; 8] = [
        Preset::Tribe,
        Preset::Influence,
        Preset::Role,
        Preset::Stage,
        Preset::Stance,
        Preset::Value,
        Preset::Risk,
        Preset::Topic,
    ];

    /// The word on the command line and in saved files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Preset::Tribe => "tribe",
            Preset::Influence => "influence",
            Preset::Role => "role",
            Preset::Stage => "stage",
            Preset::Stance => "stance",
            Preset::Value => "value",
            Preset::Risk => "risk",
            Preset::Topic => "topic",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.word() == word)
    }
}

/// A class of people by the chosen meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Among the most influential so many per cent, beyond the narrower classes.
    TopPercent(u8),
    /// Ranked, below all of those.
    Ranked,
    Role(Role),
    Stage(Stage),
    Stance(Stance),
    /// Of those who spend anything, which fifth by spending, 0 the lowest.
    Fifth(u8),
    /// Silent for at most so many times the own usual gap; 0: for longer than all of those.
    SilentFor(u8),
    OnTopic,
    OffTopic,
    /// Had taken something up since the snapshot before, earlier, or not yet.
    TakenSince,
    TakenBefore,
    NotYet,
    /// Nothing is known.
    Unknown,
}

/// A class as it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurring {
    pub class: Class,
    /// How many of those on show.
    pub n: usize,
}

/// What everybody and every tribe looks like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guise {
    pub preset: Preset,
    /// The look of each tribe, by position: below [`N_SLOTS`], or [`GREY`].
    pub slots: Vec<u8>,
    /// The classes in order; none where colours stand for tribes.
    pub classes: Vec<Occurring>,
    /// Who is on show; nothing: everybody.
    pub visible: Option<Arc<Visible>>,
    /// The place in `classes` of each person.
    of: Vec<u8>,
    /// 0 to 1 by person; empty: the size stands for influence.
    size: Vec<f32>,
    /// How many members of each tribe are on show, by position; empty: all.
    n_visible: Vec<u32>,
    /// How many of those on show are of each class, by position of the tribe.
    n_of_class: Vec<Vec<u32>>,
}

/// Writes what stands beneath a tribe's name, of its people, of those on show where not all are, and of what most of them
/// are.
pub type Detail = fn(usize, Option<usize>, Option<(Class, f32)>) -> String;

/// What a guise is made from.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    pub scored: &'a Scored,
    pub stages: &'a PeopleStages,
    pub stances: &'a PeopleStances,
    pub visible: Option<&'a Arc<Visible>>,
    /// Looks chosen by hand, by lasting tribe id.
    pub looks: &'a BTreeMap<u32, u8>,
    pub preset: Preset,
}

impl Guise {
    /// O(people).
    #[must_use]
    pub fn new(from: &From<'_>) -> Guise {
        let scored = from.scored;
        let Classed { all, of, size } = classes::classes(from);
        let mut guise = Guise {
            preset: from.preset,
            slots: slots::slots(&scored.tribes, from.looks),
            classes: all.into_iter().map(|class| Occurring { class, n: 0 }).collect(),
            visible: from.visible.cloned(),
            of,
            size,
            n_visible: Vec::new(),
            n_of_class: Vec::new(),
        };
        guise.count(scored);
        guise
    }

    fn count(&mut self, scored: &Scored) {
        let tribes = &scored.tribes;
        if self.visible.is_some() {
            self.n_visible = tribes.tribes.iter().map(|tribe| self.n_on_show(&tribe.members)).collect();
        }
        if self.of.is_empty() {
            return;
        }
        self.n_of_class = vec![vec![0; self.classes.len()]; tribes.tribes.len()];
        for (row, &class) in self.of.iter().enumerate() {
            if scored.people.is_opted_out[row] || !self.is_visible(row as Person) {
                continue;
            }
            let Some(occurring) = self.classes.get_mut(class as usize) else { continue };
            occurring.n += 1;
            let tribe = tribes.of.get(row).copied().unwrap_or(NO_TRIBE);
            if let Some(counts) = self.n_of_class.get_mut(tribe as usize) {
                counts[class as usize] += 1;
            }
        }
    }

    fn n_on_show(&self, members: &[Person]) -> u32 {
        members.iter().filter(|&&person| self.is_visible(person)).count() as u32
    }

    #[must_use]
    pub fn is_visible(&self, person: Person) -> bool {
        self.visible.as_ref().is_none_or(|visible| visible.contains(person))
    }

    /// How many members of a tribe are on show, by position; nothing where all are.
    #[must_use]
    pub fn n_visible(&self, tribe: u32) -> Option<u32> {
        self.n_visible.get(tribe as usize).copied()
    }

    /// The look of a tribe, by position.
    #[must_use]
    pub fn slot(&self, tribe: u32) -> u8 {
        self.slots.get(tribe as usize).copied().unwrap_or(GREY)
    }

    /// The class of a person by its place in `classes`; nothing where colours stand for tribes.
    #[must_use]
    pub fn class_of(&self, person: Person) -> Option<usize> {
        self.of.get(person as usize).map(|&class| class as usize)
    }

    /// The size of a person, 0 to 1, where it stands for something else than influence.
    #[must_use]
    pub fn size_of(&self, person: Person) -> Option<f32> {
        self.size.get(person as usize).copied()
    }

    /// The classes of a tribe's members on show as shares, by the place in `classes`; empty where colours stand for
    /// tribes or nobody of it is on show.
    #[must_use]
    pub fn shares(&self, tribe: u32) -> Vec<f32> {
        let Some(counts) = self.n_of_class.get(tribe as usize) else { return Vec::new() };
        let all: u32 = counts.iter().sum();
        if all == 0 { Vec::new() } else { counts.iter().map(|&n| n as f32 / all as f32).collect() }
    }

    /// The class that most of a tribe's members on show have, of those that say something, and their share of all of it.
    #[must_use]
    pub fn main_class(&self, tribe: u32) -> Option<(usize, f32)> {
        let shares = self.shares(tribe);
        if let (true, &[since, before, _]) = (self.is_of_takers(), shares.as_slice()) {
            // All who have it by now, whenever they took it up.
            return (since + before > 0.0).then_some((1, since + before));
        }
        let said = shares.into_iter().enumerate().filter(|&(k, share)| self.is_telling(k) && share > 0.0);
        said.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    fn is_telling(&self, place: usize) -> bool {
        !matches!(self.classes[place].class, Class::Unknown | Class::OffTopic | Class::NotYet)
    }
}

#[cfg(test)]
mod tests;
