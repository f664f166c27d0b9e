//! What sets each tribe apart from everybody else, and a name made of it; knows nothing of ties.

use super::words::{Word, Words};
use crate::domain::model::{People, Table, Tribes};
use crate::domain::ticket::{Stopped, Ticket};
use statrs::distribution::{ContinuousCDF, Normal};
use std::collections::HashSet;
use std::sync::Arc;

/// Weight of the prior, in mentions: what one would believe of a tribe before looking.
const PRIOR: f64 = 100.0;
/// Share of false discoveries that is put up with among the words of a tribe.
const FALSE_SHARE: f64 = 0.05;
/// A word names a tribe only when at least this many members and this share of those who could have it, have it.
const MIN_MEMBERS: u32 = 3;
const MIN_SHARE: f64 = 0.2;
/// Answers that are true of people and no name for a tribe.
const NO_NAMES: [&str; 12] =
    ["yes", "no", "true", "false", "male", "female", "unknown", "none", "null", "other", "n/a", "nan"];

/// One word by which a tribe differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// "Topic" and "product" words have no heading; an attribute has its own.
    pub heading: Option<String>,
    pub text: String,
    /// Members who have it, and members of whom anything under the same heading is known.
    pub n_members: u32,
    pub n_known: u32,
    /// Log-odds against everybody else in standard deviations.
    pub z: f64,
    group: u32,
}

/// The words that set each tribe apart, by falling z, at most `n_most` a tribe.
///
/// Log-odds with an informative Dirichlet prior (Monroe, Colaresi, Quinn, Political Analysis 16:372, 2008), one-sided,
/// then Benjamini and Hochberg (1995) over the words of a tribe at a false-discovery share of 5 %.
/// O(mentions + words of a tribe · log).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn marks(
    tribes: &Tribes,
    people: &People,
    tables: &[Arc<Table>],
    n_most: usize,
    ticket: &Ticket,
) -> Result<Vec<Vec<Mark>>, Stopped> {
    let words = Words::gather(people, tables, ticket)?;
    let mut all = Counts::new(&words);
    for tribe in &tribes.tribes {
        ticket.check()?;
        tribe.members.iter().for_each(|&person| all.add(&words, person));
    }
    let mut own = Counts::new(&words);
    let mut marks = Vec::with_capacity(tribes.tribes.len());
    for tribe in &tribes.tribes {
        ticket.check()?;
        tribe.members.iter().for_each(|&person| own.add(&words, person));
        let mut found = set_apart(&own, &all, &words, people);
        found.truncate(n_most);
        marks.push(found);
        own.clear(&words);
    }
    Ok(marks)
}

/// Names every tribe that has no name yet: by the first topic or interest, else product, else attribute value that sets it apart
/// and that no other tribe is called by, else by its first member: "Around Anna". Names are unique; a second tribe of the
/// same name gets a number.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn name_tribes(
    tribes: &mut Tribes,
    people: &People,
    tables: &[Arc<Table>],
    ticket: &Ticket,
) -> Result<(), Stopped> {
    let marks = marks(tribes, people, tables, 20, ticket)?;
    forget_opted_out(tribes, people);
    let kept = tribes.tribes.iter().filter(|tribe| !tribe.name.is_empty());
    let mut used: HashSet<String> = kept.map(|tribe| tribe.name.to_lowercase()).collect();
    for (tribe, mut marks) in tribes.tribes.iter_mut().zip(marks) {
        if !tribe.name.is_empty() {
            continue;
        }
        marks.retain(|mark| is_name(&mark.text) && is_common(mark));
        marks.sort_by_key(tells_interest);
        let is_free = |mark: &&Mark| !used.contains(&mark.text.to_lowercase());
        let name = marks.iter().find(is_free).map(|mark| mark.text.clone());
        let label = || tribe.members.first().map_or_else(String::new, |&person| around(people.label(person)));
        tribe.name = numbered(name.unwrap_or_else(label), &used);
        used.insert(tribe.name.to_lowercase());
    }
    Ok(())
}

const AROUND: &str = "Around ";

/// What a tribe is called that nothing but its first member sets apart.
fn around(label: &str) -> String {
    format!("{AROUND}{label}")
}

/// The labels that a tribe's name may have been made of: what stands after "Around", with and without a number at the end.
fn labels_in(name: &str) -> impl Iterator<Item = &str> {
    let whole = name.strip_prefix(AROUND);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain =
        whole.and_then(|label| label.rsplit_once(' ')).filter(|(_, end)| is_number(end)).map(|(label, _)| label);
    whole.into_iter().chain(plain)
}

/// Whether a tribe may be called by this person's label.
#[must_use]
pub fn is_around(name: &str, label: &str) -> bool {
    labels_in(name).any(|found| found == label)
}

/// A kept name that is the label of somebody who has opted out since is taken away: they are shown nowhere.
fn forget_opted_out(tribes: &mut Tribes, people: &People) {
    let opted_out = (0..people.len() as u32).filter(|&person| people.is_opted_out[person as usize]);
    let labels: HashSet<&str> = opted_out.map(|person| people.label(person)).collect();
    for tribe in &mut tribes.tribes {
        if labels_in(&tribe.name).any(|label| labels.contains(label)) {
            tribe.name.clear();
        }
    }
}

/// Headings whose values are what people care about, in the languages of the files.
const INTEREST_HEADINGS: [&str; 14] = [
    "interest",
    "hobb",
    "pastime",
    "passion",
    "topic",
    "interess",
    "freizeit",
    "intérêt",
    "loisir",
    "centre d",
    "afici",
    "hobi",
    "ilgi",
    "zainteresowan",
];

/// Tribes are about shared interests: what people care about names them before what they buy, that before what they are.
fn tells_interest(mark: &Mark) -> u8 {
    let heading = mark.heading.as_deref().map(str::to_lowercase);
    match (mark.group, heading) {
        (0, _) => 0,
        (_, Some(heading)) if INTEREST_HEADINGS.iter().any(|word| heading.contains(word)) => 0,
        (1, _) => 1,
        _ => 2,
    }
}

fn numbered(name: String, used: &HashSet<String>) -> String {
    let is_used = |name: &str| used.contains(&name.to_lowercase());
    if !is_used(&name) {
        return name;
    }
    (2..=used.len() + 2).map(|n| format!("{name} {n}")).find(|name| !is_used(name)).unwrap_or(name)
}

fn is_name(text: &str) -> bool {
    let n_chars = text.chars().count();
    (2..=40).contains(&n_chars)
        && text.chars().any(char::is_alphabetic)
        && !NO_NAMES.contains(&text.to_lowercase().as_str())
}

fn is_common(mark: &Mark) -> bool {
    mark.n_members >= MIN_MEMBERS && f64::from(mark.n_members) >= MIN_SHARE * f64::from(mark.n_known)
}

/// How many people have each word, and anything of each group.
struct Counts {
    of_word: Vec<u32>,
    mentions: Vec<f64>,
    known: Vec<u32>,
    touched: Vec<u32>,
}

impl Counts {
    fn new(words: &Words) -> Self {
        Counts {
            of_word: vec![0; words.list.len()],
            mentions: vec![0.0; words.n_groups],
            known: vec![0; words.n_groups],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, words: &Words, person: u32) {
        let mut groups: Vec<u32> = Vec::new();
        for &word in words.of_person(person) {
            let group = words.list[word as usize].group;
            if self.of_word[word as usize] == 0 {
                self.touched.push(word);
            }
            self.of_word[word as usize] += 1;
            self.mentions[group as usize] += 1.0;
            groups.push(group);
        }
        groups.sort_unstable();
        groups.dedup();
        for group in groups {
            self.known[group as usize] += 1;
        }
    }

    fn clear(&mut self, words: &Words) {
        for word in self.touched.drain(..) {
            self.of_word[word as usize] = 0;
            let group = words.list[word as usize].group as usize;
            (self.mentions[group], self.known[group]) = (0.0, 0);
        }
    }
}

fn set_apart(own: &Counts, all: &Counts, words: &Words, people: &People) -> Vec<Mark> {
    let mut marks: Vec<Mark> = own
        .touched
        .iter()
        .map(|&word| {
            let Word { group, text } = &words.list[word as usize];
            let place = *group as usize;
            let here = (f64::from(own.of_word[word as usize]), own.mentions[place]);
            let everywhere = (f64::from(all.of_word[word as usize]), all.mentions[place]);
            Mark {
                heading: place.checked_sub(2).map(|n| people.attributes[n].heading.clone()),
                text: text.clone(),
                n_members: own.of_word[word as usize],
                n_known: own.known[place],
                z: log_odds(PRIOR, here, everywhere),
                group: *group,
            }
        })
        .collect();
    marks.sort_by(|x, y| y.z.total_cmp(&x.z).then_with(|| (x.group, &x.text).cmp(&(y.group, &y.text))));
    marks.truncate(n_discovered(&marks));
    marks
}

/// z of the log-odds of a word here against elsewhere, with a prior of so many mentions; each side is (mentions of the
/// word, mentions in all).
pub(crate) fn log_odds(weight: f64, here: (f64, f64), everywhere: (f64, f64)) -> f64 {
    let elsewhere = (everywhere.0 - here.0, everywhere.1 - here.1);
    if elsewhere.1 <= 0.0 {
        return 0.0;
    }
    let prior = weight * everywhere.0 / everywhere.1;
    let odds = |(word, total): (f64, f64)| ((word + prior) / (total + weight - word - prior)).ln();
    if prior >= weight {
        return 0.0;
    }
    let variance = 1.0 / (here.0 + prior) + 1.0 / (elsewhere.0 + prior);
    (odds(here) - odds(elsewhere)) / variance.sqrt()
}

/// How many of the marks, sorted by falling z, are discoveries by Benjamini and Hochberg.
fn n_discovered(marks: &[Mark]) -> usize {
    let normal = Normal::standard();
    let is_within = |n: usize| normal.sf(marks[n].z) <= FALSE_SHARE * (n + 1) as f64 / marks.len() as f64;
    (0..marks.len()).rev().find(|&n| is_within(n)).map_or(0, |n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Attribute, Tribe};

    fn tribe(id: u32, members: Vec<u32>) -> Tribe {
        Tribe { id, name: String::new(), members, ..Tribe::default() }
    }

    /// Two tribes of 30: the first runs; towns are spread evenly.
    fn example() -> (Tribes, People) {
        let ids: Vec<String> = (0..60).map(|n| n.to_string()).collect();
        let mut people = People::from_ids(ids);
        let value = |text: &str| Some(text.to_owned());
        people.attributes = vec![
            Attribute { heading: "town".into(), values: (0..60).map(|n| value(["Bonn", "Lyon"][n % 2])).collect() },
            Attribute {
                heading: "sport".into(),
                values: (0..60).map(|n| value(if n < 28 || n == 40 { "Runners" } else { "Swimmers" })).collect(),
            },
        ];
        let of = (0..60).map(|n| u32::from(n >= 30)).collect();
        let tribes = vec![tribe(0, (0..30).collect()), tribe(1, (30..60).collect())];
        (Tribes { tribes, of, modularity: 0.0 }, people)
    }

    #[test]
    fn a_tribe_is_named_by_what_sets_it_apart_and_not_by_what_all_share() {
        let (mut tribes, people) = example();
        name_tribes(&mut tribes, &people, &[], &Ticket::new()).unwrap();
        assert_eq!(tribes.tribes[0].name, "Runners");
        assert_eq!(tribes.tribes[1].name, "Swimmers");
        let found = marks(&tribes, &people, &[], 5, &Ticket::new()).unwrap();
        assert_eq!(found[0].len(), 1, "{found:?}");
        assert_eq!((found[0][0].n_members, found[0][0].n_known), (28, 30));
        assert!(found[0][0].z > 3.0);
    }

    #[test]
    fn with_nothing_known_the_first_member_gives_the_name_and_names_are_unique() {
        let (mut tribes, mut people) = example();
        people.attributes.clear();
        people.names.set(0, "Anna");
        people.names.set(30, "anna");
        name_tribes(&mut tribes, &people, &[], &Ticket::new()).unwrap();
        assert_eq!(tribes.tribes[0].name, "Around Anna");
        assert_eq!(tribes.tribes[1].name, "Around anna 2");
    }

    #[test]
    fn a_kept_name_of_somebody_who_opted_out_goes_with_its_number_and_no_other_does() {
        let (mut tribes, mut people) = example();
        people.attributes.clear();
        people.names.set(0, "Anna");
        people.names.set(30, "anna");
        name_tribes(&mut tribes, &people, &[], &Ticket::new()).unwrap();
        people.is_opted_out[30] = true;
        (tribes.of[30], tribes.tribes[1].members) = (0, (31..60).collect());
        name_tribes(&mut tribes, &people, &[], &Ticket::new()).unwrap();
        assert_eq!([&tribes.tribes[0].name, &tribes.tribes[1].name], ["Around Anna", "Around 31"]);
        assert!(is_around("Around Anna 2", "Anna") && is_around("Around Anna 2", "Anna 2"));
        assert!(
            !is_around("Around Anna B", "Anna") && !is_around("Around Annabel", "Anna") && !is_around("Anna", "Anna")
        );
    }

    #[test]
    fn a_name_that_was_kept_stays_and_is_not_given_twice() {
        let (mut tribes, people) = example();
        tribes.tribes[1].name = "Runners".into();
        name_tribes(&mut tribes, &people, &[], &Ticket::new()).unwrap();
        assert_eq!(tribes.tribes[1].name, "Runners");
        assert_eq!(tribes.tribes[0].name, "Around 0");
    }
}
