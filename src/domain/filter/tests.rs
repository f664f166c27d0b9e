//! Filters by relations: of a filter, of its parts, of their order; knows no screen.

use super::*;
use crate::domain::model::{Attribute, Channel, Network, Person};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use crate::domain::testing::Town;
use std::sync::Arc;

fn town() -> Scored {
    let mut town = Town::ring(200).split_at(120).opted_out(&[3, 150]);
    town.people.spend_cents = (0..200).map(|k| (k * 37 % 101) * 100).collect();
    town.people.is_customer[9] = false;
    let values = (0..200).map(|k| Some(["red", "blue", "green"][k % 3].to_owned())).collect();
    town.people.attributes.push(Attribute { heading: "colour".into(), values });
    town.scored()
}

fn seen(scored: &Scored, rules: &[Rule]) -> Vec<Person> {
    let filter = Filter { rules: rules.to_vec() };
    let (stages, stances) = (PeopleStages::default(), PeopleStances::default());
    let plan = |id: u32| (id == 5).then(|| vec![1, 2, 3, 4]);
    let around = Around { scored, stages: &stages, stances: &stances, ear_of: &[], plan: &plan };
    let seen = visible(&filter, &around);
    let people: Vec<Person> = seen.people().collect();
    assert_eq!((seen.n, seen.of), (people.len(), 198));
    people
}

fn colour(value: &str) -> Rule {
    Rule::Has { heading: "colour".into(), value: value.into() }
}

fn all_rules() -> Vec<Rule> {
    vec![
        Rule::Tribe(10),
        Rule::TopPercent(20),
        Rule::Role(Role::Core),
        Rule::SpendsOver(5_000),
        Rule::ContactsOver(2),
        colour("red"),
        Rule::Market { is_inside: true },
        Rule::NotInPlan(5),
        Rule::InPlan(5),
        Rule::Group(Band::LowSpend),
        Rule::People(["1", "2", "3", "199"].map(str::to_owned).into()),
    ]
}

#[test]
fn kinds_narrow_and_alternatives_widen_whatever_their_order() {
    let scored = town();
    let rules = all_rules();
    let everybody = seen(&scored, &[]);
    assert_eq!(everybody.len(), 198);
    for a in &rules {
        for b in &rules {
            let (only_a, only_b, both) = (
                seen(&scored, std::slice::from_ref(a)),
                seen(&scored, std::slice::from_ref(b)),
                seen(&scored, &[a.clone(), b.clone()]),
            );
            let in_both: Vec<Person> = only_a.iter().copied().filter(|person| only_b.contains(person)).collect();
            assert_eq!(both, in_both, "{a:?} and {b:?}");
            assert_eq!(both, seen(&scored, &[b.clone(), a.clone()]));
        }
    }
    let (red, blue) = (seen(&scored, &[colour("red")]), seen(&scored, &[colour("blue")]));
    let either = seen(&scored, &[colour("red"), colour("blue")]);
    assert_eq!(either.len(), red.len() + blue.len());
    assert!(red.iter().chain(&blue).all(|person| either.contains(person)));
    assert_eq!(seen(&scored, &[Rule::NotInPlan(5), Rule::NotInPlan(6)]), seen(&scored, &[Rule::NotInPlan(5)]));
}

#[test]
fn who_opted_out_is_never_on_show_and_what_is_gone_shows_nobody() {
    let scored = town();
    for rule in all_rules() {
        let seen = seen(&scored, &[rule]);
        assert!(!seen.contains(&3) && !seen.contains(&150));
    }
    assert_eq!(seen(&scored, &[Rule::Market { is_inside: false }]), [9]);
    for gone in [Rule::Tribe(99), colour("white"), Rule::InPlan(6), Rule::OnlyInferred] {
        assert!(seen(&scored, std::slice::from_ref(&gone)).is_empty(), "{gone:?}");
    }
    assert_eq!(seen(&scored, &[Rule::Tribe(10)]).len(), 119);
}

#[test]
fn who_has_but_guessed_ties_among_those_who_count_is_found() {
    let mut town = Town::ring(200).opted_out(&[3, 150]);
    for (x, y) in [(60, 61), (61, 62), (80, 81)] {
        let row = town.ties.row(x, y).unwrap();
        town.ties.channels[row] = Channel::Inferred as u8;
    }
    let mut scored = town.scored();
    assert_eq!(seen(&scored, &[Rule::OnlyInferred]), [61]);
    // Without the one whom 81 is known to be in touch with, a guess is all there is of 81; who has no ties at all is not asked for.
    let is_in: Vec<bool> = (0..200).map(|person| person != 82).collect();
    let Ok(network) = Network::among(&scored.ties, &is_in, || Ok::<(), std::convert::Infallible>(()));
    scored.network = Arc::new(network);
    assert_eq!(seen(&scored, &[Rule::OnlyInferred]), [61, 81]);
}

#[test]
fn a_new_limit_takes_the_place_of_the_old_and_people_can_be_forgotten() {
    let filter = Filter::default().with(Rule::TopPercent(5)).with(colour("red")).with(Rule::TopPercent(1));
    assert_eq!(filter.rules, [Rule::TopPercent(1), colour("red")]);
    assert_eq!(filter.with(colour("red")), filter);
    assert_eq!(filter.without(&Rule::TopPercent(1)).without(&colour("red")), Filter::default());
    let mut filter = Filter::default().with(Rule::People(["1", "2"].map(str::to_owned).into()));
    filter.forget(|id| id == "1" || id == "2", |_| false);
    assert_eq!(filter.rules, [Rule::People(BTreeSet::new())]);
    assert!(seen(&town(), &filter.rules).is_empty(), "nobody left is not everybody");
    let mut filter = Filter::default().with(Rule::Tribe(1)).with(Rule::Tribe(2));
    filter.move_tribe(2, 1);
    assert_eq!(filter.rules, [Rule::Tribe(1)]);
    let text = serde_json::to_string(&Filter { rules: all_rules() }).unwrap();
    assert_eq!(serde_json::from_str::<Filter>(&text).unwrap().rules, all_rules());
    let scored = Scored { people: Arc::default(), ..Scored::default() };
    let (stages, stances) = (PeopleStages::default(), PeopleStances::default());
    let plan = |_: u32| None;
    let around = Around { scored: &scored, stages: &stages, stances: &stances, ear_of: &[], plan: &plan };
    assert_eq!(visible(&Filter { rules: all_rules() }, &around), Visible::default());
}
