//! What colours and sizes mean, by relations between people, classes and tribes; knows no colour.

use super::*;
use crate::domain::filter::{Around, Filter, Rule, visible};
use crate::domain::testing::Town;

fn town() -> Scored {
    let mut town = Town::ring(200).split_at(120).opted_out(&[3]);
    town.people.spend_cents = (0..200).map(|k| (k % 50) * 100).collect();
    town.scored()
}

fn guise(scored: &Scored, preset: Preset, visible: Option<&Arc<Visible>>, looks: &BTreeMap<u32, u8>) -> Guise {
    let (stages, stances) = (PeopleStages::default(), PeopleStances::default());
    Guise::new(&From { scored, stages: &stages, stances: &stances, visible, looks, preset })
}

fn seen(scored: &Scored, rule: Rule) -> Arc<Visible> {
    let (stages, stances) = (PeopleStages::default(), PeopleStances::default());
    let filter = Filter { rules: vec![rule] };
    let around = Around { scored, stages: &stages, stances: &stances, ear_of: &[], plan: &|_| None };
    Arc::new(visible(&filter, &around))
}

#[test]
fn every_meaning_puts_everybody_on_show_in_one_class() {
    let scored = town();
    for preset in Preset::ALL {
        assert_eq!(Preset::from_word(preset.word()), Some(preset));
        for visible in [None, Some(seen(&scored, Rule::Tribe(11)))] {
            let guise = guise(&scored, preset, visible.as_ref(), &BTreeMap::new());
            let n: usize = guise.classes.iter().map(|class| class.n).sum();
            let expected = visible.as_ref().map_or(199, |visible| visible.n);
            assert_eq!(n, if preset == Preset::Tribe { 0 } else { expected }, "{preset:?}");
            for tribe in 0..2 {
                let sum: f32 = guise.shares(tribe).iter().sum();
                assert!(guise.shares(tribe).is_empty() || (sum - 1.0).abs() < 1e-4);
            }
            assert_eq!(guise.n_visible(0), visible.as_ref().map(|_| 0));
        }
    }
}

#[test]
fn more_influence_and_more_spending_never_mean_a_lower_class() {
    let scored = town();
    let by_influence = guise(&scored, Preset::Influence, None, &BTreeMap::new());
    let classes: Vec<usize> = scored.scores.order.iter().map(|&p| by_influence.class_of(p).unwrap()).collect();
    assert!(classes.is_sorted() && classes[0] == 0);
    let by_value = guise(&scored, Preset::Value, None, &BTreeMap::new());
    for a in 0..200u32 {
        for b in 0..200u32 {
            if scored.people.spend_cents[a as usize] > scored.people.spend_cents[b as usize] {
                assert!(by_value.class_of(a) <= by_value.class_of(b) && by_value.size_of(a) >= by_value.size_of(b));
            }
        }
    }
    assert_eq!(by_value.main_class(0).map(|(_, share)| share > 0.19), Some(true));
}

#[test]
fn tribes_keep_their_look_when_others_go_and_have_what_they_were_given() {
    let scored = town();
    let ids = |ids: &[u32]| {
        let mut tribes = (*scored.tribes).clone();
        tribes.tribes = ids.iter().map(|&id| super::super::model::Tribe { id, ..tribes.tribes[0].clone() }).collect();
        Scored { tribes: Arc::new(tribes), ..scored.clone() }
    };
    let slots = |scored: &Scored, looks: &[(u32, u8)]| {
        guise(scored, Preset::Tribe, None, &looks.iter().copied().collect()).slots
    };
    assert_eq!(slots(&ids(&[0, 1, 2, 3]), &[]), [0, 1, 2, 3]);
    assert_eq!(slots(&ids(&[0, 3, 2]), &[]), [0, 3, 2], "one gone, the others as they were");
    assert_eq!(slots(&ids(&[0, 16, 1]), &[]), [0, 2, 1], "a newcomer takes what is free");
    assert_eq!(slots(&ids(&[0, 1, 2]), &[(2, 0)]), [2, 1, 0]);
    let many: Vec<u32> = (0..20).collect();
    let all = slots(&ids(&many), &[(19, 9)]);
    assert_eq!((all[19], all[16]), (9, GREY));
}

#[test]
fn those_who_took_it_up_are_counted_once_and_only_where_they_are_on_show() {
    let scored = town();
    let takers: Vec<(i64, Person)> = (0..60).map(|k| (10 * i64::from(k), k * 3)).collect();
    for visible in [None, Some(seen(&scored, Rule::Tribe(11)))] {
        let base = guise(&scored, Preset::Tribe, visible.as_ref(), &BTreeMap::new());
        let n_all = visible.as_ref().map_or(199, |visible| visible.n);
        let mut last = 0;
        for at in [-1, 0, 105, 300, 10_000] {
            let then = base.taken(&scored, &takers, at, Some(95));
            let n: Vec<usize> = then.classes.iter().map(|class| class.n).collect();
            assert_eq!(n.iter().sum::<usize>(), n_all);
            let is_lit = |taker: &&(i64, Person)| taker.0 <= at && base.is_visible(taker.1);
            let (lit, since) = (takers.iter().filter(is_lit), takers.iter().filter(is_lit).filter(|t| t.0 > 95));
            assert_eq!((n[0] + n[1], n[0]), (lit.clone().count(), since.count()), "{at}");
            assert!(lit.map(|taker| then.class_of(taker.1)).all(|class| class < Some(2)));
            assert!(n[0] + n[1] >= last, "nobody goes out again");
            last = n[0] + n[1];
            for tribe in 0..2 {
                let sum: f32 = then.shares(tribe).iter().sum();
                assert!(then.shares(tribe).is_empty() || (sum - 1.0).abs() < 1e-4);
            }
            assert_eq!((then.n_visible(0), then.slot(1)), (base.n_visible(0), base.slot(1)));
        }
    }
}
