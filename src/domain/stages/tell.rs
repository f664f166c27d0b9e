//! The stage of each person, from what was set by hand, a column, and rules over facts; reads no table.

use crate::domain::model::decisions::{StageRules, Stages};
use crate::domain::model::{Lives, People, Person, Stage, Ties};
use std::collections::HashMap;

/// Silence of fewer days says nothing, however often somebody buys: two weeks hold a holiday.
const LEAST_SILENCE_DAYS: f32 = 14.0;
const DAYS_A_MONTH: f32 = 30.4;

/// What a stage is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    ByHand,
    Column,
    Rules,
}

/// Everybody's stage, one entry a person. Nobody has one who opted out, is no person, or is outside the market.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleStages {
    pub of: Vec<Option<(Stage, Source)>>,
    /// How many people are in each stage, in the order of [`Stage::ALL`].
    pub counts: [usize; Stage::ALL.len()],
    /// People whose value in the chosen column means nothing, so that rules tell.
    pub n_unclear: usize,
    /// People whose stage somebody set.
    pub n_by_hand: usize,
    /// The chosen column is in no file any more.
    pub is_column_gone: bool,
    /// The rules it was told by, where neither a person nor a column did.
    pub rules: StageRules,
}

impl PeopleStages {
    #[must_use]
    pub fn stage(&self, person: Person) -> Option<Stage> {
        Some(self.of.get(person as usize).copied()??.0)
    }

    /// Everybody of a stage, by row.
    #[must_use]
    pub fn people(&self, stage: Stage) -> Vec<Person> {
        let is_it = |&person: &Person| self.stage(person) == Some(stage);
        (0..self.of.len() as Person).filter(is_it).collect()
    }
}

/// Whether somebody is a customer by what they bought or by the list: where no purchases are known, whoever has a row
/// in the customers' list is one.
pub(super) fn is_customer(people: &People, lives: &Lives, row: usize) -> bool {
    lives.has_bought[row] || lives.since[row] != Ties::NO_DATE || (!lives.has_purchases && people.has_profile[row])
}

/// Tells everybody's stage. By hand wins over the column, the column over the rules. O(people).
#[must_use]
pub fn tell(people: &People, lives: &Lives, stages: &Stages) -> PeopleStages {
    let n = people.len();
    if !lives.is_of(n) {
        return PeopleStages { of: vec![None; n], ..PeopleStages::default() };
    }
    let mut told = PeopleStages { of: vec![None; n], rules: stages.rules, ..PeopleStages::default() };
    let scorable = people.scorable();
    let column = stages.column.as_ref().map(|heading| people.attributes.iter().find(|a| a.heading == *heading));
    told.is_column_gone = column == Some(None);
    let column = column.flatten();
    // Texts are looked up once for each different value.
    let means: HashMap<&str, Stage> = stages.values.iter().map(|(value, stage)| (value.as_str(), *stage)).collect();
    for row in (0..n).filter(|&row| scorable[row] && people.is_customer[row]) {
        let value = column.and_then(|column| column.values.get(row));
        let by_column = value.and_then(|value| means.get(value).copied());
        told.n_unclear += usize::from(value.is_some() && by_column.is_none());
        told.of[row] = Some(match by_column {
            Some(stage) => (stage, Source::Column),
            None => (by_rules(people, lives, &stages.rules, row), Source::Rules),
        });
    }
    for (person, set) in people.by_person(&stages.by_hand) {
        let row = person as usize;
        if told.of[row].is_some() {
            told.of[row] = Some((set.stage, Source::ByHand));
            told.n_by_hand += 1;
        }
    }
    for (stage, _) in told.of.iter().flatten() {
        told.counts[stage.position()] += 1;
    }
    told
}

fn by_rules(people: &People, lives: &Lives, rules: &StageRules, row: usize) -> Stage {
    if !is_customer(people, lives, row) {
        // Interest of one's own and a friend who has just bought: nothing else of the files tells of a decision.
        let has_example = lives.friend_bought.get(row) == Some(&true);
        return match (lives.is_interested[row], lives.knows_buyer[row]) {
            (true, _) if has_example => Stage::Deciding,
            (true, _) => Stage::Considering,
            (false, true) => Stage::Aware,
            (false, false) => Stage::Unaware,
        };
    }
    let days = |at: i64| lives.days_ago(at).map(|days| days as f32);
    let first = [lives.since[row], lives.first_bought[row]].into_iter().filter(|&at| at != Ties::NO_DATE).min();
    let here_for = first.and_then(days);
    // Whoever came after the last sign of life was silent only since.
    let silent = |last: i64| days(last).map_or(0.0, |silent| here_for.map_or(silent, |here_for| silent.min(here_for)));
    // Whoever is in touch is not gone, however long they have not bought: the later of the two is the last sign of life.
    let silence = silent(lives.last_bought[row].max(lives.last_contact[row]));
    let gap = lives.gap_days[row];
    let least = LEAST_SILENCE_DAYS;
    // Yet whoever bought regularly and has stopped may be on the way out.
    let (lapse, at_risk, lost) = if gap > 0.0 {
        let (at_risk, lost) = ((rules.at_risk_gaps * gap).max(least), (rules.lost_gaps * gap).max(2.0 * least));
        (silent(lives.last_bought[row]), at_risk, lost)
    } else {
        (silence, rules.at_risk_days as f32, rules.lost_days as f32)
    };
    if silence > lost {
        return Stage::Lost;
    }
    if lapse > at_risk {
        return Stage::AtRisk;
    }
    match here_for {
        Some(days) if days <= rules.new_days as f32 => Stage::New,
        Some(days)
            if days >= rules.loyal_months as f32 * DAYS_A_MONTH
                && lives.n_days_bought[row] >= rules.loyal_purchases =>
        {
            Stage::Loyal
        }
        _ => Stage::Active,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Attribute;
    use crate::domain::model::decisions::StagesEdit;
    use Stage::{Active, AtRisk, Aware, Considering, Deciding, Lost, Loyal, New};
    use std::collections::BTreeMap;

    const DAY: i64 = 86_400;

    /// Nine people on day 1,000: see the test.
    fn lives(n: usize) -> Lives {
        let none = vec![Ties::NO_DATE; n];
        Lives {
            today: 1_000 * DAY,
            has_purchases: true,
            has_bought: vec![false; n],
            first_bought: none.clone(),
            last_bought: none.clone(),
            n_days_bought: vec![0; n],
            gap_days: vec![0.0; n],
            since: none.clone(),
            last_contact: none.clone(),
            is_interested: vec![false; n],
            knows_buyer: vec![false; n],
            n_complaints: vec![0; n],
            last_complaint: none,
            ..Lives::default()
        }
    }

    fn people(n: usize) -> People {
        People::from_ids((0..n).map(|k| k.to_string()).collect())
    }

    fn buys(lives: &mut Lives, row: usize, first: i64, last: i64, n: u32, gap: f32) {
        lives.has_bought[row] = true;
        (lives.first_bought[row], lives.last_bought[row]) = (first * DAY, last * DAY);
        (lives.n_days_bought[row], lives.gap_days[row]) = (n, gap);
    }

    #[test]
    fn rules_tell_every_stage_by_hand_checked_figures() {
        let mut lives = lives(9);
        buys(&mut lives, 0, 950, 990, 2, 0.0); // first 50 days ago: new
        buys(&mut lives, 1, 800, 990, 3, 60.0); // 10 days silent: active
        buys(&mut lives, 2, 500, 990, 9, 60.0); // 16 months, 9 purchases: loyal
        buys(&mut lives, 3, 500, 899, 9, 30.0); // 101 > 3 × 30: at risk
        buys(&mut lives, 4, 500, 700, 9, 30.0); // 300 > 6 × 30: lost
        buys(&mut lives, 5, 500, 700, 1, 0.0); // no gap: 300 days is at risk, not lost
        buys(&mut lives, 6, 300, 990, 9, 2.0); // 10 days are more than 3 × 2, and less than two weeks
        lives.is_interested[7] = true;
        lives.knows_buyer[7] = true;
        lives.knows_buyer[8] = true;
        let told = tell(&people(9), &lives, &Stages::default());
        let stages: Vec<Stage> = (0..9).filter_map(|person| told.stage(person)).collect();
        assert_eq!(stages, [New, Active, Loyal, AtRisk, Lost, AtRisk, Loyal, Considering, Aware]);
        assert_eq!((told.counts[AtRisk.position()], told.people(AtRisk)), (2, vec![3, 5]));
        lives.friend_bought = (0..9).map(|row| row > 6).collect();
        assert_eq!(
            [7, 8].map(|row| tell(&people(9), &lives, &Stages::default()).stage(row)),
            [Some(Deciding), Some(Aware)]
        );
        let rules = StageRules { lost_gaps: 3.2, ..StageRules::default() };
        let stages = Stages::default().edited(&StagesEdit::SetRules(rules), None);
        assert_eq!(tell(&people(9), &lives, &stages).stage(3), Some(Lost));
    }

    #[test]
    fn whoever_is_in_touch_is_not_lost_however_long_they_have_not_bought() {
        let mut lives = lives(4);
        for row in 0..4 {
            buys(&mut lives, row, 500, 700, 9, 30.0); // 300 > 6 × 30
        }
        lives.last_contact = [990, 895, 760, 600].map(|day| day * DAY).to_vec();
        let told = tell(&people(4), &lives, &Stages::default());
        // They have not bought for 300 days. Silent for 10 and 105; 240 > 6 × 30; and a contact before the last purchase
        // changes nothing.
        let stages: Vec<Stage> = (0..4).filter_map(|person| told.stage(person)).collect();
        assert_eq!(stages, [AtRisk, AtRisk, Lost, Lost]);
        // Where nothing says how often they buy, contacts speak.
        lives.gap_days = vec![0.0; 4];
        lives.last_contact[3] = 630 * DAY;
        lives.last_bought[3] = 630 * DAY;
        let told = tell(&people(4), &lives, &Stages::default());
        let stages: Vec<Stage> = (0..4).filter_map(|person| told.stage(person)).collect();
        assert_eq!(stages, [Loyal, AtRisk, AtRisk, Lost]);
    }

    #[test]
    fn without_purchases_the_list_and_contacts_tell() {
        let mut lives = lives(3);
        lives.has_purchases = false;
        lives.last_contact = vec![999 * DAY, 700 * DAY, Ties::NO_DATE];
        lives.since[0] = 980 * DAY;
        let mut people = people(3);
        people.has_profile = vec![true, true, false];
        let told = tell(&people, &lives, &Stages::default());
        assert_eq!(
            [0, 1, 2].map(|person| told.stage(person)),
            [Some(Stage::New), Some(Stage::AtRisk), Some(Stage::Unaware)]
        );
    }

    #[test]
    fn by_hand_wins_over_the_column_that_over_the_rules_and_opted_out_people_have_none() {
        let lives = lives(5);
        let mut people = people(5);
        people.is_opted_out[3] = true;
        people.is_customer[4] = false;
        let values = ["gold", "gold", "odd", "gold", "gold"].map(Some).to_vec().into();
        people.attributes.push(Attribute { heading: "Status".into(), values });
        let column = StagesEdit::SetColumn {
            heading: Some("Status".into()),
            values: BTreeMap::from([("gold".to_owned(), Stage::Loyal)]),
        };
        let set = |id: &str| StagesEdit::SetByHand {
            id: id.into(),
            stage: Some(Stage::Deciding),
            reason: String::new(),
            when: String::new(),
        };
        let stages = Stages::default().edited(&column, None).edited(&set("0"), None).edited(&set("3"), None);
        let told = tell(&people, &lives, &stages);
        assert_eq!(told.of[0], Some((Stage::Deciding, Source::ByHand)));
        assert_eq!(told.of[1], Some((Stage::Loyal, Source::Column)));
        assert_eq!(told.of[2], Some((Stage::Unaware, Source::Rules)));
        assert_eq!((told.of[3], told.of[4], told.n_unclear), (None, None, 1));
        people.attributes.clear();
        assert!(tell(&people, &lives, &stages).is_column_gone);
    }
}
