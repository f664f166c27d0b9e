//! What the people of a preview panel say: who answered, how many are in favour and how sure that is, and what to do with
//! the launch; knows no file and words nothing.

use super::answers::{self, Scale};
use crate::domain::campaign::PanelBounds;
use crate::domain::model::{Meaning, People, Person, Stance, Table, Texts, Tribes};
use crate::domain::ties::columns::{texts, whole_numbers};
use serde::Serialize;
use statrs::distribution::{Beta, ContinuousCDF};
use std::collections::{BTreeMap, BTreeSet};

/// What the opinions of a panel speak for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// So few opinions would say nothing, even if all agreed.
    #[default]
    TooFew,
    /// More than half are in favour, beyond chance.
    Go,
    /// Neither can be told, or most are in between.
    Change,
    /// Fewer than half are in favour, beyond chance, and the others are against rather than in between.
    Stop,
}

/// Opinions below this number tell nothing: five who all agree may come from people of whom half do.
pub const LEAST_OPINIONS: u64 = 6;

/// Some of those invited, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    pub n_invited: u64,
    /// Who said anything, in words or with a mark.
    pub n_answered: u64,
    pub n_for: u64,
    pub n_between: u64,
    pub n_against: u64,
}

impl Part {
    #[must_use]
    pub fn n_opinions(self) -> u64 {
        self.n_for + self.n_between + self.n_against
    }

    fn add(&mut self, said: Option<&Said>) {
        self.n_invited += 1;
        let Some(said) = said else { return };
        self.n_answered += 1;
        match said.stance {
            Some(Stance::Onside) => self.n_for += 1,
            Some(Stance::Neutral) => self.n_between += 1,
            Some(Stance::Offside) => self.n_against += 1,
            None => {}
        }
    }
}

/// What somebody invited said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub person: Person,
    /// The position of their tribe; none where they have none.
    pub tribe: Option<u32>,
    pub answer: String,
    pub stance: Option<Stance>,
    pub words: String,
}

/// What a panel said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    pub all: Part,
    /// How marks were read; none where nobody gave one.
    pub bounds: Option<PanelBounds>,
    /// The share in favour of those with an opinion, 0 to 1, between its exact 95 % bounds.
    pub low: f64,
    pub high: f64,
    pub advice: Advice,
    /// Every answer as it was first written, with how many gave it: marks upwards, then words, the most frequent first.
    pub answers: Vec<(String, u64)>,
    /// By position of the tribe, those with the most invited first; people without a tribe are in none.
    pub by_tribe: Vec<(u32, Part)>,
    /// By code of the group; where there is more than one.
    pub by_group: Vec<(String, Part)>,
    /// Everybody invited who said anything, with a mark or in words, in the same order as `voices`.
    pub replies: Vec<Voice>,
    /// Whoever said something in words: those against first, then those in between, those without a mark, those for.
    pub voices: Vec<Voice>,
    /// Answers of people who are not on the list of those invited.
    pub n_uninvited: u64,
    /// Of people whom the project does not know.
    pub n_unknown: u64,
    /// Of people who have opted out since, and count nowhere.
    pub n_opted_out: u64,
}

impl Panel {
    /// The share in favour of those with an opinion.
    #[must_use]
    pub fn share(&self) -> f64 {
        let n = self.all.n_opinions();
        if n == 0 { 0.0 } else { self.all.n_for as f64 / n as f64 }
    }

    /// How many opinions there would be if everybody invited who has not answered gave one.
    #[must_use]
    pub fn most_opinions(&self) -> u64 {
        self.all.n_invited.saturating_sub(self.all.n_answered - self.all.n_opinions())
    }

    /// Positions of the tribes whose people spoke against it, and nobody of whom spoke for it.
    #[must_use]
    pub fn tribes_against(&self) -> Vec<u32> {
        let is_against = |part: &Part| part.n_against > 0 && part.n_for == 0;
        self.by_tribe.iter().filter(|(_, part)| is_against(part)).map(|&(tribe, _)| tribe).collect()
    }
}

/// Who was asked, and how what they say is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Everybody once.
    pub invited: &'a [Person],
    /// Codes of the groups of the plan.
    pub groups: &'a BTreeMap<Person, String>,
    pub people: &'a People,
    pub tribes: &'a Tribes,
    /// From where a mark is for and against, where a person said so.
    pub bounds: Option<PanelBounds>,
    /// What stands above the answers: it may say how far the marks go.
    pub heading: &'a str,
}

/// What somebody said, over all their rows.
#[derive(Clone, Debug, Default)]
struct Said {
    answer: String,
    words: String,
    stance: Option<Stance>,
}

/// Counts the answers of a panel. Of several rows of one person the latest answer and the latest words count, by day
/// where the file has days, else by row; a row that says nothing is no answer. Whoever has opted out counts nowhere. Marks
/// are read as [`answers::scale`] says, or by the bounds that somebody set. O(rows · log rows).
#[must_use]
pub fn panel(table: &Table, asked: &Asked<'_>) -> Panel {
    let mut found = Panel::default();
    let mut said = gather(table, asked, &mut found);
    let scale = answers::scale(said.values().map(|said| said.answer.as_str()), asked.heading);
    found.bounds = scale.map(|scale| asked.bounds.unwrap_or(scale.bounds));
    let read = Scale { bounds: found.bounds.unwrap_or_default() };
    for said in said.values_mut() {
        said.stance = read.stance(&said.answer);
    }
    let is_invited: BTreeSet<Person> = asked.invited.iter().copied().collect();
    let n_before = said.len();
    said.retain(|person, _| is_invited.contains(person));
    found.n_uninvited = (n_before - said.len()) as u64;
    count(&said, asked, &mut found);
    (found.low, found.high) = share_interval(found.all.n_for, found.all.n_opinions());
    found.advice = advice(&found);
    found.answers = answers::counted(said.values().map(|said| said.answer.as_str()));
    found.replies = replies(said, asked);
    found.voices = found.replies.iter().filter(|reply| !reply.words.is_empty()).cloned().collect();
    found
}

/// What everybody known and not opted out said.
fn gather(table: &Table, asked: &Asked<'_>, found: &mut Panel) -> BTreeMap<Person, Said> {
    let (answers, words) = (texts(table, Meaning::Answer), texts(table, Meaning::Comment));
    let at = whole_numbers(table, Meaning::At);
    let Some(ids) = texts(table, Meaning::Id) else { return BTreeMap::new() };
    let mut rows: Vec<(i64, usize)> =
        (0..ids.len()).map(|row| (at.and_then(|at| at.get(row)).unwrap_or(i64::MIN), row)).collect();
    rows.sort_unstable();
    let (mut said, mut out, mut unknown) = (BTreeMap::<Person, Said>::new(), BTreeSet::new(), BTreeSet::new());
    for (_, row) in rows {
        let cell = |column: Option<Texts<'_>>| -> String {
            column.and_then(|column| column.get(row)).unwrap_or("").trim().to_owned()
        };
        let (answer, words) = (cell(answers), cell(words));
        let Some(id) = ids.get(row).filter(|_| !answer.is_empty() || !words.is_empty()) else { continue };
        match asked.people.row(id) {
            None => drop(unknown.insert(id.trim())),
            Some(person) if asked.people.is_opted_out[person as usize] => drop(out.insert(person)),
            Some(person) => {
                let now = said.entry(person).or_default();
                if !answer.is_empty() {
                    now.answer = answer;
                }
                if !words.is_empty() {
                    now.words = words;
                }
            }
        }
    }
    (found.n_unknown, found.n_opted_out) = (unknown.len() as u64, out.len() as u64);
    said
}

fn count(said: &BTreeMap<Person, Said>, asked: &Asked<'_>, found: &mut Panel) {
    let (mut tribes, mut groups) = (BTreeMap::<u32, Part>::new(), BTreeMap::<&str, Part>::new());
    let may_be_asked = |person: &&Person| !asked.people.is_opted_out[**person as usize];
    for person in asked.invited.iter().filter(may_be_asked) {
        let theirs = said.get(person);
        found.all.add(theirs);
        if let Some(tribe) = tribe_of(asked.tribes, *person) {
            tribes.entry(tribe).or_default().add(theirs);
        }
        if let Some(code) = asked.groups.get(person) {
            groups.entry(code).or_default().add(theirs);
        }
    }
    found.by_tribe = tribes.into_iter().collect();
    found.by_tribe.sort_by_key(|&(tribe, part)| (std::cmp::Reverse(part.n_invited), tribe));
    if groups.len() > 1 {
        found.by_group = groups.into_iter().map(|(code, part)| (code.to_owned(), part)).collect();
    }
}

fn tribe_of(tribes: &Tribes, person: Person) -> Option<u32> {
    tribes.of.get(person as usize).copied().filter(|&tribe| (tribe as usize) < tribes.tribes.len())
}

fn replies(said: BTreeMap<Person, Said>, asked: &Asked<'_>) -> Vec<Voice> {
    let voice = |(person, said): (Person, Said)| Voice {
        person,
        tribe: tribe_of(asked.tribes, person),
        answer: said.answer,
        stance: said.stance,
        words: said.words,
    };
    let mut replies: Vec<Voice> = said.into_iter().map(voice).collect();
    let place = |voice: &Voice| match voice.stance {
        Some(Stance::Offside) => 0,
        Some(Stance::Neutral) => 1,
        None => 2,
        Some(Stance::Onside) => 3,
    };
    replies.sort_by_key(|voice| (place(voice), voice.person));
    replies
}

fn advice(panel: &Panel) -> Advice {
    let Part { n_between, n_against, .. } = panel.all;
    if panel.all.n_opinions() < LEAST_OPINIONS {
        Advice::TooFew
    } else if panel.low > 0.5 {
        Advice::Go
    } else if panel.high < 0.5 && n_against >= n_between {
        Advice::Stop
    } else {
        Advice::Change
    }
}

/// The exact 95 % interval of a share, never too narrow however few (Clopper and Pearson, Biometrika 26:404, 1934); from
/// 0 to 1 where there is nobody.
#[must_use]
pub fn share_interval(n_yes: u64, n: u64) -> (f64, f64) {
    let quantile = |a: u64, b: u64, at: f64| Beta::new(a as f64, b as f64).map(|beta| beta.inverse_cdf(at));
    let n_no = n.saturating_sub(n_yes);
    let low = if n_yes == 0 { 0.0 } else { quantile(n_yes, n_no + 1, 0.025).unwrap_or(0.0) };
    let high = if n_no == 0 { 1.0 } else { quantile(n_yes + 1, n_no, 0.975).unwrap_or(1.0) };
    (low, high)
}

#[cfg(test)]
mod tests;
