//! In which situation each customer reads a message, from what the files say of them; writes no message.

use super::import::Use;
use super::model::{Lives, People, Person, Situation, Stance, Ties};
use super::stages::dates;
use super::stance::PeopleStances;

/// A complaint of so many days before the last day of the files is fresh.
const COMPLAINT_DAYS: u32 = 30;
/// A contract that ends within so many days of the last day of the files ends soon.
const CONTRACT_DAYS: i64 = 60;
const DAY: i64 = 86_400;

/// What the files say of each person, whatever anybody decides: one bit a situation, by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds(Vec<u8>);

impl Grounds {
    /// Reads them. Nobody is in any situation who opted out, is no person, or is outside the market. O(people).
    #[must_use]
    pub fn of(people: &People, lives: &Lives) -> Grounds {
        let n = people.len();
        let mut bits = vec![0_u8; n];
        let mut put = |row: usize, situation: Situation| bits[row] |= bit(situation);
        if lives.is_of(n) {
            let failed = lives.hit.iter().filter(|hit| hit.is_outage);
            failed.for_each(|hit| put(hit.person as usize, Situation::ServiceFailed));
            let is_fresh =
                |row: &usize| lives.days_ago(lives.last_complaint[*row]).is_some_and(|days| days <= COMPLAINT_DAYS);
            (0..n).filter(is_fresh).for_each(|row| put(row, Situation::Complained));
        }
        if let Some(ends) = dates(people, Use::ContractEnd).filter(|_| lives.today != Ties::NO_DATE) {
            let last = lives.today.div_euclid(DAY);
            let is_soon = |at: &i64| *at != Ties::NO_DATE && (0..=CONTRACT_DAYS).contains(&(at.div_euclid(DAY) - last));
            let soon = ends.iter().enumerate().filter(|(_, at)| is_soon(at));
            soon.for_each(|(row, _)| put(row, Situation::ContractEnding));
        }
        if let Some(most) = ninth_tenth(&people.spend_cents) {
            let top = people.spend_cents.iter().enumerate().filter(|(_, cents)| **cents > most);
            top.for_each(|(row, _)| put(row, Situation::TopSpender));
        }
        let counts = people.scorable();
        for row in (0..n).filter(|&row| !counts[row] || !people.is_customer[row]) {
            bits[row] = 0;
        }
        Grounds(bits)
    }
}

fn bit(situation: Situation) -> u8 {
    1 << situation.position()
}

/// What nine tenths of those who spend anything do not spend more than; nothing where nobody spends.
fn ninth_tenth(spend: &[i64]) -> Option<i64> {
    let mut some: Vec<i64> = spend.iter().copied().filter(|&cents| cents > 0).collect();
    let place = (some.len() * 9).div_ceil(10).checked_sub(1)?;
    Some(*some.select_nth_unstable(place).1)
}

/// Everybody's most urgent situation, one entry a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleSituations {
    pub of: Vec<Option<Situation>>,
    /// How many people are in each, in the order of [`Situation::ALL`].
    pub counts: [usize; Situation::ALL.len()],
}

impl PeopleSituations {
    #[must_use]
    pub fn situation(&self, person: Person) -> Option<Situation> {
        self.of.get(person as usize).copied().flatten()
    }

    /// Those that anybody is in, the most urgent first.
    #[must_use]
    pub fn present(&self) -> Vec<Situation> {
        Situation::ALL.into_iter().filter(|situation| self.counts[situation.position()] > 0).collect()
    }
}

/// Tells them; whoever is in several counts in the most urgent. Those who opted out have no stance, and so no situation.
/// O(people).
#[must_use]
pub fn tell(grounds: &Grounds, stances: &PeopleStances) -> PeopleSituations {
    let mut told = PeopleSituations::default();
    let one = |(row, &bits): (usize, &u8)| {
        let by_stance = match stances.stance(row as Person) {
            Some(Stance::Offside) => bit(Situation::Against),
            Some(Stance::Onside) => bit(Situation::InFavour),
            Some(Stance::Neutral) | None => 0,
        };
        Situation::ALL.into_iter().find(|&situation| (bits | by_stance) & bit(situation) != 0)
    };
    told.of = grounds.0.iter().enumerate().map(one).collect();
    for situation in told.of.iter().flatten() {
        told.counts[situation.position()] += 1;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Attribute, Incident};
    use crate::domain::stance::Source;
    use Situation::{Against, Complained, ContractEnding, InFavour, ServiceFailed, TopSpender};

    fn people(n: usize) -> People {
        People::from_ids((0..n).map(|k| k.to_string()).collect())
    }

    fn lives(n: usize) -> Lives {
        let last_complaint = vec![Ties::NO_DATE; n];
        Lives { today: 1_000 * DAY, has_bought: vec![false; n], last_complaint, ..Lives::default() }
    }

    #[test]
    fn everybody_is_in_the_most_urgent_of_their_situations() {
        let (mut people, mut lives) = (people(20), lives(20));
        people.spend_cents = (0..20).map(|k| 100 + i64::from(k / 18) * 50).collect(); // 18 and 19 spend the most
        lives.last_complaint[1] = 970 * DAY;
        lives.last_complaint[2] = 969 * DAY; // 31 days ago: no longer fresh
        lives.last_complaint[3] = 999 * DAY;
        let hit = |person, is_outage| Incident { person, at: 999 * DAY, is_outage, subject: String::new() };
        lives.hit = vec![hit(3, true), hit(4, false)];
        // 1972-09-27 is the last day of the files; the days stand first.
        let ends = ["27.09.1972", "26.11.1972", "27.11.1972", "26.09.1972", ""];
        let values = (0..20).map(|row: usize| row.checked_sub(5).and_then(|k| ends.get(k)).map(ToString::to_string));
        people.attributes.push(Attribute { heading: "Contract end".into(), values: values.collect() });
        let mut stances = PeopleStances { of: vec![None; 20], ..PeopleStances::default() };
        for (row, stance) in [(1, Stance::Offside), (10, Stance::Offside), (11, Stance::Onside), (12, Stance::Neutral)]
        {
            stances.of[row] = Some((stance, Source::ByHand));
        }
        let told = tell(&Grounds::of(&people, &lives), &stances);
        let of = |rows: &[u32]| rows.iter().map(|&row| told.situation(row)).collect::<Vec<_>>();
        assert_eq!(of(&[1, 2, 3, 4]), [Some(Complained), None, Some(ServiceFailed), None]);
        assert_eq!(of(&[5, 6, 7, 8, 9]), [Some(ContractEnding), Some(ContractEnding), None, None, None]);
        assert_eq!(of(&[10, 11, 12]), [Some(Against), Some(InFavour), None]);
        assert_eq!(of(&[17, 18, 19, 99]), [None, Some(TopSpender), Some(TopSpender), None]);
        assert_eq!(told.present(), Situation::ALL);
        assert_eq!(told.counts, [1, 1, 1, 2, 2, 1]);
    }

    #[test]
    fn who_opted_out_or_is_outside_is_in_none_and_equal_spend_is_no_top() {
        let (mut people, mut lives) = (people(12), lives(12));
        lives.last_complaint.fill(999 * DAY);
        people.spend_cents.fill(500);
        people.is_opted_out[0] = true;
        people.is_customer[1] = false;
        people.is_impersonal[2] = true;
        let told = tell(&Grounds::of(&people, &lives), &PeopleStances::default());
        assert_eq!((told.present(), told.counts[Complained.position()]), (vec![Complained], 9));
        // Files without dates and without a column tell of nobody.
        let told = tell(&Grounds::of(&people, &Lives::default()), &PeopleStances::default());
        assert!(told.present().is_empty() && told.of.len() == 12);
    }
}
