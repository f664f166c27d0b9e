//! Everybody's class and size by the chosen meaning; knows no tribe and no colour.

use super::{Class, From, Preset};
use crate::domain::model::{Role, Stage, Stance, Ties};
use rayon::prelude::*;

/// The shares that stand out by influence, the narrowest first.
const TOPS: [u8; 3] = [1, 5, 20];
/// Silence in own usual gaps: beyond three is worth a look, beyond six hardly chance; see the rules of stages.
const SILENCES: [u8; 4] = [1, 2, 3, 6];
const N_FIFTHS: usize = 5;

/// Classes in order, everybody's place among them, and sizes where they do not stand for influence.
#[derive(Default)]
pub(super) struct Classed {
    pub all: Vec<Class>,
    pub of: Vec<u8>,
    pub size: Vec<f32>,
}

pub(super) fn classes(from: &From<'_>) -> Classed {
    let n = from.scored.people.len();
    let with = |all: Vec<Class>, of: Vec<u8>| Classed { all, of, size: Vec::new() };
    match from.preset {
        Preset::Tribe => Classed::default(),
        Preset::Influence => influence(from, n),
        Preset::Role => {
            let rank = &from.scored.scores.rank;
            let role = |row: usize| from.scored.scores.role.get(row).filter(|_| rank[row] > 0).copied();
            with(told(&Role::ALL, Class::Role), rows(n, |row| place(&Role::ALL, role(row))))
        }
        Preset::Stage => {
            let stage = |row: usize| from.stages.stage(row as u32);
            with(told(&Stage::ALL, Class::Stage), rows(n, |row| place(&Stage::ALL, stage(row))))
        }
        Preset::Stance => {
            let stance = |row: usize| from.stances.stance(row as u32);
            with(told(&Stance::ALL, Class::Stance), rows(n, |row| place(&Stance::ALL, stance(row))))
        }
        Preset::Value => value(from, n),
        Preset::Risk => risk(from, n),
        Preset::Topic => {
            let is_on = &from.scored.people.is_on_topic;
            with(vec![Class::OnTopic, Class::OffTopic], rows(n, |row| u8::from(!is_on[row])))
        }
    }
}

fn rows(n: usize, class: impl Fn(usize) -> u8 + Sync + Send) -> Vec<u8> {
    (0..n).into_par_iter().map(class).collect()
}

/// All that can be told, and that nothing can.
fn told<T: Copy>(all: &[T], class: fn(T) -> Class) -> Vec<Class> {
    all.iter().map(|&one| class(one)).chain([Class::Unknown]).collect()
}

fn place<T: PartialEq>(all: &[T], one: Option<T>) -> u8 {
    one.and_then(|one| all.iter().position(|x| *x == one)).unwrap_or(all.len()) as u8
}

fn influence(from: &From<'_>, n: usize) -> Classed {
    let scores = &from.scored.scores;
    let cuts = TOPS.map(|percent| scores.top_percent(f32::from(percent)).len() as u32);
    let class = |row: usize| match scores.rank.get(row).copied().unwrap_or(0) {
        0 => TOPS.len() as u8 + 1,
        rank => cuts.iter().position(|&cut| rank <= cut).unwrap_or(TOPS.len()) as u8,
    };
    let all = TOPS.into_iter().map(Class::TopPercent).chain([Class::Ranked, Class::Unknown]).collect();
    Classed { all, of: rows(n, class), size: Vec::new() }
}

/// Fifths of those who spend; the size is the share of them who spend less.
fn value(from: &From<'_>, n: usize) -> Classed {
    let spend = &from.scored.people.spend_cents;
    let mut spending: Vec<i64> = spend.iter().copied().filter(|&cents| cents > 0).collect();
    spending.par_sort_unstable();
    let below = |cents: i64| spending.partition_point(|&other| other < cents) as f32 / spending.len().max(1) as f32;
    let share: Vec<Option<f32>> = spend.par_iter().map(|&cents| (cents > 0).then(|| below(cents))).collect();
    let fifth = |share: f32| ((share * N_FIFTHS as f32) as usize).min(N_FIFTHS - 1);
    // The highest first, as for influence.
    let class = |row: usize| share[row].map_or(N_FIFTHS, |share| N_FIFTHS - 1 - fifth(share)) as u8;
    let all = (0..N_FIFTHS as u8).rev().map(Class::Fifth).chain([Class::Unknown]).collect();
    let size = share.iter().map(|share| share.unwrap_or(0.0)).collect();
    Classed { all, of: rows(n, class), size }
}

/// How long somebody has not bought, in own usual gaps; who has none of their own is held to everybody's.
fn risk(from: &From<'_>, n: usize) -> Classed {
    let lives = &from.scored.lives;
    let gaps = |row: usize| {
        if !lives.is_of(n) || lives.last_bought[row] == Ties::NO_DATE {
            return None;
        }
        let gap = if lives.gap_days[row] > 0.0 { lives.gap_days[row] } else { lives.usual_gap_days };
        let silent = lives.days_ago(lives.last_bought[row])? as f32;
        (gap > 0.0).then(|| silent / gap)
    };
    let longest = SILENCES.len() as u8;
    let class = |row: usize| {
        // The longest silence first.
        let step = |gaps: f32| SILENCES.iter().position(|&most| gaps <= f32::from(most)).map_or(longest, |k| k as u8);
        gaps(row).map_or(longest + 1, |gaps| longest - step(gaps))
    };
    let all = [Class::SilentFor(0)].into_iter().chain(SILENCES.into_iter().rev().map(Class::SilentFor));
    let size = (0..n).map(|row| gaps(row).map_or(0.0, |gaps| (gaps / 6.0).min(1.0))).collect();
    Classed { all: all.chain([Class::Unknown]).collect(), of: rows(n, class), size }
}
