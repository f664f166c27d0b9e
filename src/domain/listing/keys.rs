//! What each column sorts by, as one whole number a row; knows no order.

use super::{Listing, NOTHING, PersonColumn, TieColumn};
use crate::domain::model::{Filled, NO_TRIBE, Person, Stance, Ties};
use rayon::prelude::*;

pub(super) fn person(column: PersonColumn, of: &Listing) -> Vec<i64> {
    use PersonColumn as C;
    let (people, scores) = (&*of.scored.people, &*of.scored.scores);
    let n = people.len();
    let rank = |column: &[u32]| each(n, |row| column.get(row).copied().filter(|&rank| rank > 0).map(i64::from));
    let part = |column: &[f32]| each(n, |row| column.get(row).filter(|_| scores.rank[row] > 0).map(|&x| number(x)));
    match column {
        C::Rank => rank(&scores.rank),
        C::CouldBe => {
            let range = |row| of.certainty.as_ref().and_then(|known| known.range(row as Person));
            each(n, |row| range(row).map(|range| (i64::from(range.best) << 32) + i64::from(range.worst)))
        }
        C::RankByContacts => rank(&scores.rank_by_contacts),
        C::Name => text(&(0..n).map(|row| Some(people.label(row as Person))).collect::<Vec<_>>()),
        // People stand in the natural order of their ids.
        C::Id => each(n, |row| i64::try_from(row).ok()),
        C::Tribe => {
            each(n, |row| of.scored.tribes.of.get(row).filter(|&&tribe| tribe != NO_TRIBE).map(|&t| i64::from(t)))
        }
        C::Influence => part(&scores.influence),
        C::Role => each(n, |row| scores.role.get(row).filter(|_| scores.rank[row] > 0).map(|&role| role as i64)),
        C::Stage => each(n, |row| of.stages.stage(row as Person).map(|stage| stage as i64)),
        C::Stance => each(n, |row| of.stances.stance(row as Person).map(stance)),
        C::Contacts => each(n, |row| scores.n_contacts.get(row).map(|&n| i64::from(n))),
        C::Spending => people.spend_cents.clone(),
        C::ListenedTo => part(&scores.listened_to),
        C::Reach => each(n, |row| scores.reach_people.get(row).filter(|_| scores.rank[row] > 0).map(|&x| number(x))),
        C::Closeness => part(&scores.closeness),
        C::Position => part(&scores.position),
        C::Persuasion => each(n, |row| scores.persuasion_of(row as Person).map(number)),
        C::Attribute(place) => match people.attributes.get(place as usize) {
            Some(column) => attribute(&column.values, n),
            None => vec![NOTHING; n],
        },
    }
}

fn stance(stance: Stance) -> i64 {
    stance as i64
}

pub(super) fn tie(column: TieColumn, of: &Listing) -> Vec<i64> {
    use TieColumn as C;
    let ties = &*of.scored.ties;
    let n = ties.len();
    let names =
        || text(&(0..of.scored.people.len()).map(|p| Some(of.scored.people.label(p as Person))).collect::<Vec<_>>());
    let ends = |end: &[Person]| {
        let names = names();
        each(n, |row| Some(names[end[row] as usize]))
    };
    match column {
        C::From => ends(&ties.a),
        C::To => ends(&ties.b),
        C::Strength => each(n, |row| ties.strength.get(row).map(|&x| number(x))),
        C::Days => each(n, |row| ties.days.get(row).map(|&days| i64::from(days))),
        C::Contacts => each(n, |row| Some(i64::from(ties.contacts_out[row]) + i64::from(ties.contacts_back[row]))),
        C::BothWays => each(n, |row| Some(number(ties.reciprocity(row)))),
        C::Last => each(n, |row| Some(ties.last.get(row)).filter(|&at| at != Ties::NO_DATE)),
        C::Late => each(n, |row| ties.late_share(row).map(number)),
        C::Judgement => each(n, |row| ties.judgement(row).map(number)),
        C::Channels => each(n, |row| ties.channels.get(row).map(|&bits| i64::from(bits))),
    }
}

fn each(n: usize, key: impl Fn(usize) -> Option<i64> + Sync + Send) -> Vec<i64> {
    (0..n).into_par_iter().map(|row| key(row).unwrap_or(NOTHING)).collect()
}

/// A number with a point as a whole one in the same order; what is no number is not known.
fn number(x: f32) -> i64 {
    if x.is_nan() {
        return NOTHING;
    }
    let bits = i64::from((x + 0.0).to_bits().cast_signed());
    if bits < 0 { i64::from(i32::MIN) - bits } else { bits }
}

/// The place of each text among all, in the order of their small letters; equal texts have the same.
fn text(texts: &[Option<&str>]) -> Vec<i64> {
    let folded: Vec<Option<String>> =
        texts.par_iter().map(|text| text.filter(|text| !text.trim().is_empty()).map(str::to_lowercase)).collect();
    let mut rows: Vec<u32> = (0..texts.len() as u32).filter(|&row| folded[row as usize].is_some()).collect();
    rows.par_sort_unstable_by(|&a, &b| folded[a as usize].cmp(&folded[b as usize]));
    let mut places = vec![NOTHING; texts.len()];
    let mut place = 0;
    for (n, &row) in rows.iter().enumerate() {
        if n > 0 && folded[rows[n - 1] as usize] != folded[row as usize] {
            place += 1;
        }
        places[row as usize] = place;
    }
    places
}

/// Numbers as numbers where all values are, else as text.
fn attribute(values: &Filled, n: usize) -> Vec<i64> {
    let said = |row: usize| values.get(row).map(str::trim).filter(|text| !text.is_empty());
    let numbers: Option<Vec<i64>> = (0..n)
        .into_par_iter()
        .map(|row| match said(row) {
            None => Some(NOTHING),
            Some(text) => text.parse::<f64>().ok().filter(|x| x.abs() < 1e12).map(|x| (x * 1e6).round() as i64),
        })
        .collect();
    numbers.unwrap_or_else(|| text(&values.iter(n).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_the_order_of_their_values() {
        let numbers = [f32::NEG_INFINITY, -3.5, -0.0, 0.0, 1e-20, 0.5, 7.0, f32::INFINITY, f32::NAN];
        let keys: Vec<i64> = numbers.map(number).to_vec();
        assert!(keys.is_sorted() && keys[2] == keys[3] && keys[8] == NOTHING, "{keys:?}");
        assert_eq!(text(&[Some("b"), None, Some("A"), Some("B"), Some(" ")]), [1, NOTHING, 0, 1, NOTHING]);
        let values = |texts: &[&str]| attribute(&texts.iter().copied().map(Some).collect(), texts.len());
        assert_eq!(values(&["10", "9", ""]), [10_000_000, 9_000_000, NOTHING]);
        assert_eq!(values(&["10", "9", "x"]), [0, 1, 2]);
    }
}
