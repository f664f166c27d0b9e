//! What the files say of each person's life as a customer: purchases, contacts, complaints, needs; tells no stage.

use super::{Person, Ties};

/// A complaint of a person, or a time when their service failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub person: Person,
    /// Seconds, as [`super::Meaning::At`].
    pub at: i64,
    /// The service failed; else the person complained.
    pub is_outage: bool,
    /// As the file says; may be empty.
    pub subject: String,
}

/// Facts of each person, one entry a person; [`Ties::NO_DATE`] where there is no date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lives {
    /// The last dated moment of purchases, contacts and incidents: what "now" means to the files.
    pub today: i64,
    /// Whether any file holds purchases.
    pub has_purchases: bool,
    /// Whether any file holds complaints or outages.
    pub has_incidents: bool,
    pub has_bought: Vec<bool>,
    pub first_bought: Vec<i64>,
    pub last_bought: Vec<i64>,
    /// Days on which they bought something.
    pub n_days_bought: Vec<u32>,
    /// The middle one of the gaps between those days, in days; 0 where there are fewer than two gaps.
    pub gap_days: Vec<f32>,
    /// The middle one of all people's usual gaps; 0 where nobody has one.
    pub usual_gap_days: f32,
    /// Since when they are a customer, where the customers' list says so.
    pub since: Vec<i64>,
    /// The last contact with anybody.
    pub last_contact: Vec<i64>,
    /// Named in a file of interests.
    pub is_interested: Vec<bool>,
    /// In touch with somebody who is a customer by their purchases or by the list.
    pub knows_buyer: Vec<bool>,
    /// Close to somebody who bought in the last month. Empty in projects of older programs.
    pub friend_bought: Vec<bool>,
    pub n_complaints: Vec<u32>,
    pub last_complaint: Vec<i64>,
    /// What happened in the last days of the files, by person, the newest first; see [`Lives::WEEK`].
    pub hit: Vec<Incident>,
    pub needs: Needs,
    pub tones: Tones,
}

impl Lives {
    /// How far back [`Lives::hit`] goes, in seconds: a week before the last day of the files.
    pub const WEEK: i64 = 7 * 86_400;

    /// Whether there is an entry for each of so many people: not so in projects of older programs.
    #[must_use]
    pub fn is_of(&self, n_people: usize) -> bool {
        self.has_bought.len() == n_people
    }

    /// Whole days from a moment to the last day of the files; none where there is no date.
    #[must_use]
    pub fn days_ago(&self, at: i64) -> Option<u32> {
        (at != Ties::NO_DATE).then(|| u32::try_from(self.today.saturating_sub(at).max(0) / 86_400).unwrap_or(u32::MAX))
    }
}

/// The tone of what people wrote or had written of them, as far as their language is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tones {
    /// The mean of each person's texts, -1 against to 1 for; not a number where none speaks for or against. Empty where
    /// there are no texts.
    pub of: Vec<f32>,
    /// Texts there are, those in a language that is read, and those of them that speak for or against.
    pub n_texts: u32,
    pub n_english: u32,
    pub n_italian: u32,
    pub n_telling: u32,
}

impl Tones {
    #[must_use]
    pub fn tone(&self, person: Person) -> Option<f32> {
        self.of.get(person as usize).copied().filter(|tone| tone.is_finite())
    }

    /// Texts in a language that is read.
    #[must_use]
    pub fn n_read(&self) -> u32 {
        self.n_english + self.n_italian
    }
}

/// Where a need is told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedKind {
    /// Bought more than is usual.
    Bought,
    /// A subject of a file of interests.
    CaresAbout,
    /// An answer in a column of interests, needs or notes.
    Said,
}

/// What people may need, as short tags.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needs {
    pub words: Vec<(NeedKind, String)>,
    /// Places in `words`, the most telling first; [`Needs::NONE`] fills up.
    pub of_person: Vec<[u32; Needs::MOST]>,
    /// For each tribe, by position, what sets its members apart from everybody else.
    pub of_tribe: Vec<Vec<u32>>,
}

impl Needs {
    pub const MOST: usize = 4;
    pub const NONE: u32 = u32::MAX;

    /// The tags of a person.
    pub fn person(&self, person: Person) -> impl Iterator<Item = &(NeedKind, String)> {
        let places = self.of_person.get(person as usize).into_iter().flatten();
        places.filter_map(|&place| self.words.get(place as usize))
    }

    /// The tags of a tribe, by position.
    pub fn tribe(&self, position: usize) -> impl Iterator<Item = &(NeedKind, String)> {
        let places = self.of_tribe.get(position).into_iter().flatten();
        places.filter_map(|&place| self.words.get(place as usize))
    }
}
