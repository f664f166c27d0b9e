//! Each person's own followers against those that chance would have brought; decides no verdict.

use super::timing::{Subject, Takers};
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use statrs::distribution::{DiscreteCDF, Poisson};

/// Followers that chance is credited with before a person is believed: rare takers say little about themselves.
const PRIOR: f64 = 2.0;

/// One entry a person in every column; all empty where no subject tells of persuasion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Contacts who took up the same thing within the weeks after them, each with the share in which that contact comes
    /// to them.
    pub n_followed: Vec<f32>,
    /// The same by chance: had these contacts taken it up when others of their tribe did.
    pub expected: Vec<f32>,
    /// Contacts who took up the same thing at any time, each counted with each thing.
    pub n_contacts: Vec<u32>,
    /// Those of them who did so within the weeks after, whole, and as many as would by chance: what is said in words.
    pub n_after: Vec<u32>,
    pub expected_after: Vec<f32>,
    /// The things that a contact took up, too.
    pub n_things: Vec<u32>,
    /// How often the person took something up after a contact whom they come to, and how often chance would say so.
    pub n_following: Vec<f32>,
    pub expected_following: Vec<f32>,
}

/// What a card says about one person.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Followed {
    /// Contacts who took up the same within the weeks after, as many as by chance, and all who took it up; each counted with
    /// each of so many things.
    pub n_followed: u32,
    pub expected: f32,
    pub n_contacts: u32,
    pub n_things: u32,
    /// The chance of so many followers or more; a Poisson count with the expected mean.
    pub by_chance: f64,
    /// Times as many as chance says, each contact with the share in which they come to the person, drawn towards one for those
    /// who took up little: `(followed + 2) / (expected + 2)`.
    pub sways: f32,
    /// The same for the person as the one who follows.
    pub is_swayed: f32,
}

impl Evidence {
    /// Whether anybody's evidence counts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n_contacts.is_empty()
    }

    /// How many times as often as by chance contacts followed somebody; see [`Followed::sways`].
    #[must_use]
    pub fn sways(&self, person: Person) -> Option<f32> {
        let at = person as usize;
        (*self.n_contacts.get(at)? > 0).then(|| ratio(self.n_followed[at], self.expected[at]))
    }

    /// Whether more contacts followed than by chance, counted whole and by how much each comes to the person.
    #[must_use]
    pub fn is_beyond_chance(&self, person: Person) -> bool {
        let at = person as usize;
        let whole = self.n_after.get(at).zip(self.expected_after.get(at));
        self.sways(person).is_some_and(|times| times > 1.0) && whole.is_none_or(|(&n, &by_chance)| n as f32 > by_chance)
    }

    /// The same for somebody as the one who follows.
    #[must_use]
    pub fn is_swayed(&self, person: Person) -> Option<f32> {
        let at = person as usize;
        (*self.n_contacts.get(at)? > 0).then(|| ratio(self.n_following[at], self.expected_following[at]))
    }

    /// The evidence about one person; nothing where none of their contacts took up what they did.
    #[must_use]
    pub fn of(&self, person: Person) -> Option<Followed> {
        let at = person as usize;
        let (sways, is_swayed) = (self.sways(person)?, self.is_swayed(person)?);
        // Projects of older programs have no whole counts until they are scored anew.
        let (n_followed, expected) = (*self.n_after.get(at)?, *self.expected_after.get(at)?);
        Some(Followed {
            n_followed,
            expected,
            n_contacts: self.n_contacts[at],
            n_things: *self.n_things.get(at)?,
            by_chance: by_chance(n_followed, expected),
            sways,
            is_swayed,
        })
    }
}

fn ratio(seen: f32, expected: f32) -> f32 {
    ((f64::from(seen) + PRIOR) / (f64::from(expected) + PRIOR)) as f32
}

/// The chance of a count of at least `n` where `expected` is the mean.
fn by_chance(n: u32, expected: f32) -> f64 {
    match Poisson::new(f64::from(expected)) {
        Ok(poisson) if n > 0 => poisson.sf(u64::from(n) - 1),
        _ => 1.0,
    }
}

/// Counts followers within `weeks` over the subjects that count. O(pairs · log takers).
pub(super) fn evidence(
    takers: &Takers,
    network: &Network,
    weeks: u32,
    counts: impl Fn(usize) -> bool,
    ticket: &Ticket,
) -> Result<Evidence, Stopped> {
    let n = network.n_people();
    let counted: Vec<&Subject> =
        takers.subjects.iter().enumerate().filter(|(at, _)| counts(*at)).map(|(_, subject)| subject).collect();
    if counted.is_empty() {
        return Ok(Evidence::default());
    }
    let mut evidence = Evidence {
        n_followed: vec![0.0; n],
        expected: vec![0.0; n],
        n_contacts: vec![0; n],
        n_after: vec![0; n],
        expected_after: vec![0.0; n],
        n_things: vec![0; n],
        n_following: vec![0.0; n],
        expected_following: vec![0.0; n],
    };
    let mut latest = vec![usize::MAX; n];
    for (thing, subject) in counted.into_iter().enumerate() {
        ticket.check()?;
        let chance = Chance::new(subject, subject.window(weeks));
        for pair in &subject.pairs {
            evidence.add(subject, &chance, (pair.a, pair.b), pair.b_listens);
            evidence.add(subject, &chance, (pair.b, pair.a), pair.a_listens);
            for place in [pair.a, pair.b] {
                let person = subject.people[place as usize] as usize;
                evidence.n_things[person] += u32::from(latest[person] != thing);
                latest[person] = thing;
            }
        }
    }
    Ok(evidence)
}

impl Evidence {
    /// One pair of takers, seen as the second following the first; `share` is how much the second comes to the first.
    fn add(&mut self, subject: &Subject, chance: &Chance, (first, second): (u32, u32), share: f32) {
        let (leads, follows) = (subject.people[first as usize] as usize, subject.people[second as usize] as usize);
        let gap = subject.at[second as usize] - subject.at[first as usize];
        let has_followed = gap > 0 && gap <= chance.window;
        let seen = if has_followed { share } else { 0.0 };
        let by_chance = chance.after(subject.at[first as usize], second, subject) as f32;
        self.n_contacts[leads] += 1;
        self.n_followed[leads] += seen;
        self.expected[leads] += share * by_chance;
        self.n_after[leads] += u32::from(has_followed);
        self.expected_after[leads] += by_chance;
        self.n_following[follows] += seen;
        self.expected_following[follows] += share * chance.before(subject.at[second as usize], first, subject) as f32;
    }
}

/// The dates of each group of takers, sorted, to ask how many fall into a stretch.
struct Chance {
    window: i64,
    group_of: Vec<u32>,
    dates: Vec<Vec<i64>>,
}

impl Chance {
    fn new(subject: &Subject, window: i64) -> Self {
        let mut group_of = vec![0; subject.people.len()];
        let mut dates = Vec::with_capacity(subject.groups.len());
        for (group, places) in (0..).zip(&subject.groups) {
            for &place in places {
                group_of[place as usize] = group;
            }
            let mut of_group: Vec<i64> = places.iter().map(|&place| subject.at[place as usize]).collect();
            of_group.sort_unstable();
            dates.push(of_group);
        }
        Chance { window, group_of, dates }
    }

    /// The share of the other takers of this one's tribe who took it up within the window after a moment.
    fn after(&self, moment: i64, who: u32, subject: &Subject) -> f64 {
        self.share(moment, moment + self.window, who, subject)
    }

    /// The same for the window before a moment.
    fn before(&self, moment: i64, who: u32, subject: &Subject) -> f64 {
        self.share(moment - self.window - 1, moment - 1, who, subject)
    }

    /// The share of dates later than `from` and not later than `to`.
    fn share(&self, from: i64, to: i64, who: u32, subject: &Subject) -> f64 {
        let dates = &self.dates[self.group_of[who as usize] as usize];
        let own = subject.at[who as usize];
        let inside = dates.partition_point(|&at| at <= to) - dates.partition_point(|&at| at <= from);
        let others = inside - usize::from(own > from && own <= to);
        if dates.len() > 1 { others as f64 / (dates.len() - 1) as f64 } else { 0.0 }
    }
}
