//! What cleaning found, as values: who may be no person and why, and how ties were guessed; decides and finds nothing.

use super::Person;
use super::decisions::{Cleaning, STRICTEST};
use serde::{Deserialize, Serialize};

/// What scoring found when it cleaned the network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cleaned {
    /// Everybody who is taken for no person at some setting, by row.
    pub suspects: Vec<Suspect>,
    /// How ties were guessed from purchases, where that was wished.
    pub inferred: Option<Inferred>,
    /// What the ties are made of.
    pub mix: Mix,
    /// The market was to follow a column that no file has: it went as the files say.
    pub is_market_column_gone: bool,
}

/// Somebody whose contacts do not look like a person's, with the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suspect {
    pub person: Person,
    /// The least strictness that takes them for no person, 1 to [`STRICTEST`].
    pub level: u8,
    /// People they were in touch with.
    pub n_contacts: u32,
    /// What half of all people have at most.
    pub usual_contacts: u32,
    /// Contacts that went both ways.
    pub n_mutual: u32,
    /// Dated contacts with an hour, by and with them.
    pub n_timed: u32,
    /// Share of these between midnight and six.
    pub night_share: f32,
    /// Share of these in their own six quietest hours in a row: near 0 for whoever sleeps, a quarter for a machine.
    pub quiet_share: f32,
    /// Hardly anybody answers them, or they hardly anybody.
    pub is_one_sided: bool,
    /// Busy in their own night as well.
    pub is_round_the_clock: bool,
    /// There are people whom they keep in touch with, both ways, as no machine does: known to many and close to few.
    pub has_friends: bool,
}

/// One reason to doubt that somebody is a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// In touch with so many people, where so many are usual.
    ManyContacts { n_contacts: u32, usual: u32 },
    /// So few of them answer.
    HardlyAnswered { n_mutual: u32, n_contacts: u32 },
    /// Such a share of so many contacts falls into their own quietest six hours; and into the night.
    RoundTheClock { quiet_share: f32, night_share: f32, n_timed: u32 },
}

impl Suspect {
    /// The reasons, the plainest first.
    #[must_use]
    pub fn signs(&self) -> Vec<Sign> {
        let mut signs = vec![Sign::ManyContacts { n_contacts: self.n_contacts, usual: self.usual_contacts }];
        if self.is_one_sided {
            signs.push(Sign::HardlyAnswered { n_mutual: self.n_mutual, n_contacts: self.n_contacts });
        }
        if self.is_round_the_clock {
            let Suspect { quiet_share, night_share, n_timed, .. } = *self;
            signs.push(Sign::RoundTheClock { quiet_share, night_share, n_timed });
        }
        signs
    }
}

impl Cleaned {
    /// How many are taken for no person at each strictness from 0 to [`STRICTEST`], decisions by hand aside.
    #[must_use]
    pub fn curve(&self) -> [usize; STRICTEST as usize + 1] {
        std::array::from_fn(|strictness| {
            self.suspects.iter().filter(|suspect| usize::from(suspect.level) <= strictness && strictness > 0).count()
        })
    }

    #[must_use]
    pub fn suspect(&self, person: Person) -> Option<&Suspect> {
        self.suspects.binary_search_by_key(&person, |suspect| suspect.person).ok().map(|at| &self.suspects[at])
    }
}

impl Suspect {
    /// Whether the contacts alone make them no person at this setting.
    #[must_use]
    pub fn is_doubted(&self, cleaning: &Cleaning) -> bool {
        cleaning.strictness > 0 && self.level <= cleaning.strictness
    }
}

/// How ties were guessed, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inferred {
    pub n_buyers: u64,
    /// Times at which several people bought the same thing, and those among them that had too many people.
    pub n_occasions: u64,
    pub n_too_big: u64,
    /// The most people that an occasion could have in the end; lower than wished where there were too many pairs.
    pub most_people: u32,
    /// Pairs who met often enough to be looked at, and those whom chance does not explain.
    pub n_looked_at: u64,
    pub n_beyond_chance: u64,
    /// Left out because both are in touch with so many that the pair says little (disparity filter).
    pub n_thinned: u64,
    pub n_kept: u64,
    /// Purchases without a date, which say nothing.
    pub n_undated: u64,
}

/// The share of all contacts of each kind and in each channel, 0 to 1; kinds of contacts whose hour is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mix {
    /// By [`TieKind`](super::TieKind).
    pub kinds: [f64; 4],
    /// By [`Channel::position`](super::Channel::position).
    pub channels: [f64; 7],
    pub n_ties: usize,
    pub n_inferred: usize,
}
