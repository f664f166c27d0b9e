//! Who took what up when, by person, and one person's beside their ties'; judges nothing.

use super::log::{Adoption, AdoptionLog, Thing};
use super::timing::WEEK;
use crate::domain::model::{Network, Person};

/// Everybody's first dated purchase of each product, by person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenUp {
    /// What there is to take up, by number.
    pub things: Vec<Thing>,
    /// The last date of what is dated exactly; nothing where nothing is. Months end with the last of them.
    last: Option<i64>,
    /// Where each person's begin in `of`, and one more: their end.
    starts: Vec<usize>,
    /// By thing within each person.
    of: Vec<Taken>,
}

/// One thing that somebody took up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// The thing, by its number in [`TakenUp::things`].
    pub what: u32,
    /// Nobody knows since when they have it, only by when.
    pub is_held: bool,
    /// Seconds since 1970; see [`Adoption::at`].
    pub at: i64,
}

/// Somebody of a person's ties, with the seconds from one's date to the other's, always above 0.
pub type Beside = (Person, i64);

/// One thing that somebody took up, beside their ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TookUp {
    /// The thing, by its number in [`TakenUp::things`].
    pub what: u32,
    /// Seconds since 1970.
    pub at: i64,
    /// How near its date is known.
    pub known: Known,
    /// Ties who had it before, the latest first.
    pub before: Vec<Beside>,
    /// Ties with the very same date, or of whom nobody knows who of the two was first: neither follows the other.
    pub same: Vec<Person>,
    /// Ties who took it up within the weeks after, the soonest first.
    pub followed: Vec<Beside>,
    /// Ties who took it up later than that.
    pub n_later: usize,
    /// The moment up to which following counts; where dates are known by month, the last month of that time, which is the
    /// one of `at` where the next is too much later.
    pub until: i64,
    /// The dates of such things end before the weeks do: who follows is not all known yet.
    pub is_open: bool,
}

/// How near the date is known at which something was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// To the moment.
    Exactly,
    /// It lies between this moment, seconds since 1970, and the date.
    Since(i64),
    /// No later than the date.
    By,
}

impl TakenUp {
    /// The log by person. O(adoptions · log adoptions).
    #[must_use]
    pub fn new(log: AdoptionLog, n_people: usize) -> Self {
        let taken = |one: &Adoption, is_held| (one.person, Taken { what: one.what, is_held, at: one.at });
        let mut all: Vec<(Person, Taken)> = log.adoptions.iter().map(|one| taken(one, false)).collect();
        all.extend(log.held.iter().map(|one| taken(one, true)));
        all.sort_unstable();
        let starts = (0..=n_people).map(|person| all.partition_point(|one| (one.0 as usize) < person)).collect();
        let exact = log.adoptions.iter().filter(|one| log.months(one.what).is_none());
        let last = exact.map(|one| one.at).max();
        TakenUp { things: log.things, last, starts, of: all.into_iter().map(|(_, taken)| taken).collect() }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// What the thing is called.
    #[must_use]
    pub fn name(&self, what: u32) -> &str {
        self.things.get(what as usize).map_or("", |thing| thing.name.as_str())
    }

    /// What a person took up, by thing.
    #[must_use]
    pub fn of(&self, person: Person) -> &[Taken] {
        let at = person as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        &self.of[start..end]
    }

    fn when(&self, person: Person, what: u32) -> Option<Taken> {
        let of = self.of(person);
        of.binary_search_by_key(&what, |one| one.what).ok().map(|at| of[at])
    }

    fn known(&self, one: Taken) -> Known {
        let months = self.things.get(one.what as usize).and_then(|thing| thing.months.as_ref());
        match months {
            _ if one.is_held => Known::By,
            Some(months) => months.before(one.at).map_or(Known::By, Known::Since),
            None => Known::Exactly,
        }
    }

    /// Everything that a person took up, the latest first, with who of their ties had it before and who followed within
    /// so many weeks. O(things of the person · ties · log things of a tie).
    #[must_use]
    pub fn beside_ties(&self, person: Person, network: &Network, weeks: u32) -> Vec<TookUp> {
        self.these_beside_ties(person, &self.latest_first(person), network, weeks)
    }

    /// What a person took up, the latest first.
    #[must_use]
    pub fn latest_first(&self, person: Person) -> Vec<Taken> {
        let mut all = self.of(person).to_vec();
        all.sort_by_key(|one| (std::cmp::Reverse(one.at), one.what));
        all
    }

    /// The same of some of the things that a person took up, in their order: of somebody with thousands and a card with
    /// room for a few. O(these · ties · log things of a tie).
    #[must_use]
    pub fn these_beside_ties(&self, person: Person, these: &[Taken], network: &Network, weeks: u32) -> Vec<TookUp> {
        let window = i64::from(weeks) * WEEK;
        these.iter().map(|&thing| self.one(person, network, thing, window)).collect()
    }

    fn one(&self, person: Person, network: &Network, own: Taken, window: i64) -> TookUp {
        let Taken { what, at, is_held } = own;
        let months = self.things.get(what as usize).and_then(|thing| thing.months.as_ref());
        let window = months.and_then(|months| months.window(window)).unwrap_or(window);
        let until = months.and_then(|months| months.last_by(at + window)).unwrap_or(at + window);
        let last = months.map_or(self.last, |months| months.at.last().copied());
        let is_open = last.is_some_and(|last| last < at + window);
        let (before, same, followed) = (Vec::new(), Vec::new(), Vec::new());
        let mut one = TookUp { what, at, known: self.known(own), before, same, followed, n_later: 0, until, is_open };
        for (tie, _) in network.ties_of(person) {
            let Some(theirs) = self.when(tie, what) else { continue };
            match theirs.at - at {
                0 => one.same.push(tie),
                // Who had it by some moment may have had it long before.
                gap if gap < 0 && is_held || gap > 0 && theirs.is_held => one.same.push(tie),
                gap if gap < 0 => one.before.push((tie, -gap)),
                gap if gap <= window => one.followed.push((tie, gap)),
                _ => one.n_later += 1,
            }
        }
        one.before.sort_unstable_by_key(|&(tie, gap)| (gap, tie));
        one.followed.sort_unstable_by_key(|&(tie, gap)| (gap, tie));
        one.same.sort_unstable();
        one
    }
}

#[cfg(test)]
mod tests {
    use super::super::Adoption;
    use super::*;
    use crate::domain::testing::Town;

    const DAY: i64 = 86_400;

    fn log(rows: &[(u32, i64, Person)]) -> AdoptionLog {
        let adoptions = rows.iter().map(|&(what, day, person)| Adoption { what, at: day * DAY, person }).collect();
        AdoptionLog { things: vec!["Phone".into(), "Watch".into()], adoptions, ..AdoptionLog::default() }
    }

    #[test]
    fn who_had_it_before_and_who_followed_are_told_apart_by_date() {
        // 0 knows 1 to 5; 6 is a stranger.
        let scored = Town::new(7, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (0, 4, 1.0), (0, 5, 1.0)]).scored();
        let rows =
            [(0, 90, 1), (0, 97, 2), (0, 100, 0), (0, 100, 3), (0, 100, 6), (0, 110, 4), (0, 128, 5), (1, 200, 0)];
        let taken = TakenUp::new(log(&rows), 7);
        let found = taken.beside_ties(0, &scored.network, 4);
        assert_eq!(found.len(), 2);
        let (watch, phone) = (&found[0], &found[1]);
        assert_eq!((watch.what, watch.before.len(), watch.followed.len(), watch.is_open), (1, 0, 0, true));
        assert_eq!((phone.at, phone.is_open), (100 * DAY, false));
        assert_eq!(phone.before, [(2, 3 * DAY), (1, 10 * DAY)], "the latest first");
        assert_eq!(phone.same, [3], "of two with one date neither follows");
        assert_eq!(phone.followed, [(4, 10 * DAY), (5, 28 * DAY)], "the last day of the weeks counts");
        let found = taken.beside_ties(0, &scored.network, 1);
        assert_eq!((found[1].followed.len(), found[1].n_later), (0, 2));
    }

    #[test]
    fn following_is_what_the_evidence_counts_and_before_is_its_mirror() {
        let town = Town::ring(40);
        let scored = town.scored();
        let rows: Vec<(u32, i64, Person)> = (0..40).map(|person| (0, i64::from(person * 7 % 19), person)).collect();
        let taken = TakenUp::new(log(&rows), 40);
        for person in 0..40 {
            let found = &taken.beside_ties(person, &scored.network, 2)[0];
            for &(tie, gap) in &found.followed {
                let theirs = &taken.beside_ties(tie, &scored.network, 2)[0];
                assert!(theirs.before.contains(&(person, gap)), "{person} {tie}");
            }
        }
        assert!(TakenUp::default().beside_ties(3, &scored.network, 4).is_empty());
        assert!(taken.of(99).is_empty());
    }
}
