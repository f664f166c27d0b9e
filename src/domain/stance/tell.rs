//! The stance of each person, from what was set by hand, a column, and complaints; reads no table.

use super::values::by_column;
use crate::domain::model::decisions::Stances;
use crate::domain::model::{Lives, People, Person, Stance};

/// What a stance is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    ByHand,
    Column,
    Complaints,
    /// The tone of what they wrote: a guess.
    Tone,
}

/// Everybody's stance, one entry a person; nobody has one of whom nothing is known, who opted out, or is no person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleStances {
    pub of: Vec<Option<(Stance, Source)>>,
    /// How many are onside, neutral and offside.
    pub counts: [usize; 3],
    /// People of the market who could have a stance: what the counts are out of.
    pub n_people: usize,
    /// The chosen column is in no file any more.
    pub is_column_gone: bool,
}

impl PeopleStances {
    #[must_use]
    pub fn stance(&self, person: Person) -> Option<Stance> {
        Some(self.told(person)?.0)
    }

    /// The stance and what tells it.
    #[must_use]
    pub fn told(&self, person: Person) -> Option<(Stance, Source)> {
        self.of.get(person as usize).copied().flatten()
    }

    /// Of how many a stance is known.
    #[must_use]
    pub fn n_known(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// A mean tone from here on is for or against; one closer to nought is neutral. A “please” alone (0.32) is no opinion.
const PLAIN: f32 = 0.33;

/// Tells everybody's stance. By hand wins over the column, the column over complaints, those over the tone of what was
/// written where that is wanted. O(people).
#[must_use]
pub fn tell(people: &People, lives: &Lives, stances: &Stances) -> PeopleStances {
    let n = people.len();
    let mut told = PeopleStances { of: vec![None; n], ..PeopleStances::default() };
    let scorable = people.scorable();
    let column = stances.column.as_ref().and_then(|column| {
        let attribute = people.attributes.iter().find(|attribute| attribute.heading == column.heading);
        told.is_column_gone = attribute.is_none();
        Some((column, attribute?))
    });
    let has_lives = lives.is_of(n);
    for row in (0..n).filter(|&row| scorable[row] && people.is_customer[row]) {
        told.n_people += 1;
        let by_column = column.and_then(|(column, attribute)| by_column(column, attribute.values.get(row)?));
        told.of[row] = by_column.map(|stance| (stance, Source::Column)).or_else(|| {
            let has_complained = has_lives
                && stances.complaint_days > 0
                && lives.days_ago(lives.last_complaint[row]).is_some_and(|days| days <= stances.complaint_days);
            let by_tone = || lives.tones.tone(row as Person).filter(|_| stances.is_by_tone).map(by_tone);
            has_complained.then_some((Stance::Offside, Source::Complaints)).or_else(by_tone)
        });
    }
    for (person, set) in people.by_person(&stances.by_hand) {
        let row = person as usize;
        if scorable[row] && people.is_customer[row] {
            told.of[row] = Some((set.stance, Source::ByHand));
        }
    }
    for (stance, _) in told.of.iter().flatten() {
        told.counts[*stance as usize] += 1;
    }
    told
}

fn by_tone(tone: f32) -> (Stance, Source) {
    let stance = match tone {
        tone if tone >= PLAIN => Stance::Onside,
        tone if tone <= -PLAIN => Stance::Offside,
        _ => Stance::Neutral,
    };
    (stance, Source::Tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::decisions::{StanceColumn, StancesEdit};
    use crate::domain::model::{Attribute, Ties, Tones};

    #[test]
    fn by_hand_wins_over_scores_those_over_complaints_and_coverage_is_counted() {
        let day = |n: i64| n * 86_400;
        let mut people = People::from_ids((0..6).map(|n| n.to_string()).collect());
        people.is_opted_out[5] = true;
        let values = vec![Some("10"), Some("10"), None, None, None, Some("0")].into();
        people.attributes.push(Attribute { heading: "NPS".into(), values });
        let lives = Lives {
            today: day(400),
            has_bought: vec![false; 6],
            last_complaint: vec![day(399), Ties::NO_DATE, day(350), day(100), Ties::NO_DATE, day(399)],
            ..Lives::default()
        };
        let column =
            StanceColumn { heading: "NPS".into(), offside_to: 6.0, onside_from: 9.0, ..StanceColumn::default() };
        let set = |id: &str| StancesEdit::SetByHand {
            id: id.into(),
            stance: Some(Stance::Neutral),
            reason: "said so".into(),
            when: String::new(),
        };
        let stances = Stances::default().edited(&StancesEdit::SetColumn(Some(column)));
        let stances = stances.edited(&set("1")).edited(&set("5"));
        let told = tell(&people, &lives, &stances);
        assert_eq!(told.of[0], Some((Stance::Onside, Source::Column)));
        assert_eq!(told.of[1], Some((Stance::Neutral, Source::ByHand)));
        assert_eq!(told.of[2], Some((Stance::Offside, Source::Complaints)));
        assert_eq!((told.of[3], told.of[4], told.of[5]), (None, None, None));
        assert_eq!((told.n_known(), told.n_people, told.counts), (3, 5, [1, 1, 1]));
        // Tone says something of those alone of whom nothing else does, and only where it is wanted.
        let nan = f32::NAN;
        let tones = Tones { of: vec![-0.9, -0.9, 0.9, -0.6, 0.1, 0.9], ..Tones::default() };
        let lives = Lives { tones, ..lives };
        assert_eq!(tell(&people, &lives, &stances), told);
        let by_tone = tell(&people, &lives, &stances.edited(&StancesEdit::SetByTone(true)));
        assert_eq!(by_tone.of[..3], told.of[..3]);
        let guessed = [Some((Stance::Offside, Source::Tone)), Some((Stance::Neutral, Source::Tone)), None];
        assert_eq!(by_tone.of[3..], guessed, "nobody guesses of whoever opted out");
        let lives = Lives { tones: Tones { of: vec![nan; 6], ..Tones::default() }, ..lives };
        assert_eq!(tell(&people, &lives, &stances.edited(&StancesEdit::SetByTone(true))), told);
        let off = stances.edited(&StancesEdit::SetComplaintDays(0));
        assert_eq!(tell(&people, &lives, &off).of[2], None);
    }
}
