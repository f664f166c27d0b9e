//! Panels by hand: counts, bounds, advice, and who is left out.

use super::*;
use crate::domain::model::{FileKind, Tribe};
use polars::prelude::df;

fn people(n: usize) -> People {
    People::from_ids((0..n).map(|n| format!("c{n:02}")).collect())
}

/// Two tribes: the first five people, and the others; the last has none.
fn tribes(n: usize) -> Tribes {
    let of = (0..n).map(|row| if row + 1 == n { u32::MAX } else { u32::from(row >= 5) }).collect();
    let tribe = |id: u32| Tribe { id, ..Tribe::default() };
    Tribes { tribes: vec![tribe(10), tribe(11)], of, ..Tribes::default() }
}

fn asked<'a>(
    invited: &'a [Person],
    people: &'a People,
    tribes: &'a Tribes,
    groups: &'a BTreeMap<Person, String>,
) -> Asked<'a> {
    Asked { invited, groups, people, tribes, bounds: None, heading: "answer" }
}

fn heard(rows: &[(&str, &str)], n: usize) -> Panel {
    let (people, tribes, groups) = (people(n), tribes(n), BTreeMap::new());
    let invited: Vec<Person> = (0..n as Person).collect();
    let ids: Vec<&str> = rows.iter().map(|row| row.0).collect();
    let answers: Vec<&str> = rows.iter().map(|row| row.1).collect();
    let frame = df!("id" => ids, "answer" => answers).unwrap();
    panel(&Table::new(FileKind::Feedback, frame), &asked(&invited, &people, &tribes, &groups))
}

#[test]
fn the_interval_is_the_exact_one() {
    // R: binom.test(8, 10)$conf.int; binom.test(5, 5); binom.test(0, 7).
    for ((n_yes, n), (low, high)) in
        [((8, 10), (0.443_904_5, 0.974_789_3)), ((5, 5), (0.478_176_2, 1.0)), ((0, 7), (0.0, 0.409_616_4))]
    {
        let found = share_interval(n_yes, n);
        assert!((found.0 - low).abs() < 1e-6 && (found.1 - high).abs() < 1e-6, "{found:?}");
    }
    assert_eq!(share_interval(0, 0), (0.0, 1.0));
}

#[test]
fn the_advice_says_no_more_than_the_answers_can() {
    let said = |n_yes: usize, n_maybe: usize, n_no: usize| {
        let all = [vec!["yes"; n_yes], vec!["maybe"; n_maybe], vec!["no"; n_no]].concat();
        let ids: Vec<String> = (0..all.len()).map(|n| format!("c{n:02}")).collect();
        let rows: Vec<(&str, &str)> = ids.iter().map(String::as_str).zip(all).collect();
        heard(&rows, 40).advice
    };
    assert_eq!(said(5, 0, 0), Advice::TooFew, "five who agree may be chance");
    assert_eq!(said(6, 0, 0), Advice::Go);
    assert_eq!(said(8, 0, 2), Advice::Change);
    assert_eq!(said(9, 0, 1), Advice::Go);
    assert_eq!(said(0, 0, 6), Advice::Stop);
    assert_eq!(said(1, 12, 2), Advice::Change, "most are in between: not against it");
    assert_eq!(said(0, 0, 0), Advice::TooFew);
}

#[test]
fn everybody_counts_once_with_the_last_they_said_and_who_opted_out_not_at_all() {
    let (mut people, tribes) = (people(12), tribes(12));
    people.is_opted_out[4] = true;
    let invited = [0, 1, 2, 4, 6, 7, 11];
    let groups: BTreeMap<Person, String> =
        invited.iter().map(|&person| (person, if person < 6 { "T7A" } else { "T7B" }.to_owned())).collect();
    let frame = df!(
        "id" => ["c00", "c00", "c01", "c02", "c04", "c06", "c07", "c09", "zz", "c06"],
        "answer" => [Some("2"), Some("5"), Some("3"), None, Some("5"), Some("1"), Some(" "), Some("5"), Some("5"), None],
        "comment" => [Some("dear"), None, Some("so so"), Some(""), Some("secret"), None, None, Some("hi"), None, Some("no")],
        "at" => [20i64, 10, 5, 5, 5, 5, 5, 5, 5, 9],
    )
    .unwrap();
    let table = Table::new(FileKind::Feedback, frame);
    let found = panel(&table, &asked(&invited, &people, &tribes, &groups));
    // The first said 5 on the tenth day and 2 on the twentieth; the third and the eighth said nothing.
    let all = Part { n_invited: 6, n_answered: 3, n_for: 0, n_between: 1, n_against: 2 };
    assert_eq!((found.all, found.n_uninvited, found.n_unknown, found.n_opted_out), (all, 1, 1, 1));
    assert_eq!(found.bounds, Some(PanelBounds { against_to: 2.0, for_from: 4.0 }));
    let first = Part { n_invited: 3, n_answered: 2, n_for: 0, n_between: 1, n_against: 1 };
    let second = Part { n_invited: 2, n_answered: 1, n_against: 1, ..Part::default() };
    assert_eq!(found.by_tribe, [(0, first), (1, second)]);
    assert_eq!(found.tribes_against(), [0, 1]);
    let codes: Vec<(&str, u64)> = found.by_group.iter().map(|(code, part)| (code.as_str(), part.n_invited)).collect();
    assert_eq!(codes, [("T7A", 3), ("T7B", 3)]);
    let voices: Vec<(Person, &str, &str)> =
        found.voices.iter().map(|voice| (voice.person, voice.answer.as_str(), voice.words.as_str())).collect();
    assert_eq!(voices, [(0, "2", "dear"), (6, "1", "no"), (1, "3", "so so")]);
    assert_eq!(found.answers, [("1".to_owned(), 1), ("2".to_owned(), 1), ("3".to_owned(), 1)]);
    assert!(!format!("{found:?}").contains("secret"));
    // Somebody who knows the scale says so.
    let bounds = Some(PanelBounds { against_to: 0.0, for_from: 1.5 });
    let told = panel(&table, &Asked { bounds, ..asked(&invited, &people, &tribes, &groups) });
    assert_eq!((told.all.n_for, told.all.n_against, told.bounds), (2, 0, bounds));
}
