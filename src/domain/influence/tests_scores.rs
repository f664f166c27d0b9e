//! What the parts come to together: ranks, weights, what is decided by hand, what persuades, and how sure it is; leaves
//! the parts themselves to their own tests.

use super::persuasion::Evidence;
use super::tests::{by_figures, scored};
use super::*;
use crate::domain::model::{Call, People, Person, Role, ScoreSettings, ScoreWeights, Scores, Ties};
use crate::domain::score::Scored;
use crate::domain::ticket::Ticket;
use crate::domain::ties::fixtures::{karate_pairs, network, ties};
use crate::domain::tribes;

#[test]
fn scores_rank_everybody_once_and_keep_every_part() {
    let (tribes, scores) = scored(&network(36, &karate_pairs()));
    assert_eq!(scores.order.len(), 34);
    for (place, &person) in (1..).zip(&scores.order) {
        assert_eq!(scores.rank[person as usize], place);
    }
    assert!(scores.order.windows(2).all(|two| scores.influence[two[0] as usize] >= scores.influence[two[1] as usize]));
    assert_eq!((scores.rank[34], scores.influence[35], scores.role[35]), (0, 0.0, Role::Outsider));
    assert!([0, 33].contains(&scores.order[0]) && scores.role[scores.order[0] as usize] == Role::Leader);
    assert_eq!(scores.rank_by_contacts[33], 1);
    let place = |person: &Person| scores.rank[*person as usize];
    assert!(tribes.tribes.iter().all(|tribe| tribe.members.is_sorted_by_key(place)));
    let all = [&scores.listened_to, &scores.reach, &scores.closeness, &scores.position];
    assert!(all.iter().all(|part| part.iter().all(|share| (0.0..=1.0).contains(share))));
    assert_eq!(scores.closeness.iter().filter(|share| **share == 1.0).count(), 1);
}

#[test]
fn people_outside_the_market_lend_their_ties_and_are_not_ranked() {
    let network = network(34, &karate_pairs());
    let mut people = People::from_ids((0..34).map(|n| format!("{n:02}")).collect());
    people.is_customer[33] = false;
    let tribes = tribes::find(&network, &ScoreSettings::default(), &Ticket::new()).unwrap();
    let scores = by_figures(&people, &network, &tribes);
    assert_eq!((scores.rank[33], scores.influence[33], scores.order.len()), (0, 0.0, 33));
    assert!(scores.n_contacts[32] == 12);
}

#[test]
fn only_the_proportions_of_the_weights_matter() {
    let (_, scores) = scored(&network(34, &karate_pairs()));
    let weighed = |listened_to: f32, reach: f32, closeness: f32, position: f32| {
        let mut scores = scores.clone();
        weigh(&mut scores, &ScoreWeights { listened_to, reach, closeness, position, ..ScoreWeights::default() });
        scores
    };
    assert_eq!(weighed(4.0, 2.5, 2.0, 1.5).order, scores.order);
    assert_eq!(weighed(0.0, 0.0, 0.0, 0.0), weighed(1.0, 1.0, 1.0, 1.0));
    assert_ne!(weighed(0.0, 0.0, 0.0, 1.0).order, scores.order);
    assert_eq!(weighed(0.4, 0.25, 0.2, 0.15).rank, scores.rank);
}

#[test]
fn what_is_decided_by_hand_stands_over_the_figures_and_is_remembered_beside_them() {
    let (_, plain) = scored(&network(34, &karate_pairs()));
    let weights = ScoreWeights::default();
    let judged = |by_hand: &[(Person, Call)]| {
        let mut scores = Scores { by_hand: by_hand.to_vec(), ..plain.clone() };
        weigh(&mut scores, &weights);
        scores
    };
    let (first, last) = (plain.order[0], plain.order[33]);
    let pinned = judged(&[(last, Call::Pin)]);
    assert_eq!((pinned.order[0], pinned.order[1], pinned.rank_by_figures[last as usize]), (last, first, 34));
    assert_eq!(pinned.influence, plain.influence);
    let excluded = judged(&[(first, Call::Exclude)]);
    assert_eq!((excluded.order.len(), excluded.rank[first as usize]), (33, 0));
    assert_eq!(excluded.order[..], plain.order[1..]);
    assert_eq!(
        (excluded.rank_by_figures[first as usize], excluded.influence[first as usize]),
        (1, plain.influence[first as usize])
    );
    let promoted = judged(&[(last, Call::Promote)]);
    assert_eq!(promoted.influence[last as usize], plain.influence[last as usize] + 10.0);
    assert!(promoted.rank[last as usize] <= 34 && promoted.rank_by_figures[last as usize] == 34);
    // Taken back: as it was, whatever was decided between.
    let mut back = Scores { by_hand: Vec::new(), ..excluded };
    weigh(&mut back, &weights);
    assert_eq!(back, plain);
}

#[test]
fn the_fifth_part_counts_only_where_something_is_known() {
    let (_, plain) = scored(&network(34, &karate_pairs()));
    let (last, first) = (plain.order[33], plain.order[0]);
    let mut evidence = Evidence {
        n_followed: vec![0.0; 34],
        n_after: vec![0; 34],
        expected_after: vec![0.0; 34],
        n_things: vec![0; 34],
        expected: vec![0.0; 34],
        n_contacts: vec![0; 34],
        n_following: vec![0.0; 34],
        expected_following: vec![0.0; 34],
    };
    (evidence.n_contacts[last as usize], evidence.n_followed[last as usize]) = (9, 6.0);
    evidence.n_after[last as usize] = 7;
    (evidence.n_contacts[first as usize], evidence.expected[first as usize]) = (9, 4.0);
    let network = network(34, &karate_pairs());
    let settings = ScoreSettings::default();
    let people = People::from_ids((0..34).map(|n| format!("{n:06}")).collect());
    let tribes = tribes::find(&network, &settings, &Ticket::new()).unwrap();
    let scores = measure(&people, &network, &tribes, &evidence, &[], &settings, &Ticket::new()).unwrap();
    assert_eq!((scores.persuasion_of(last), scores.persuasion_of(first)), (Some(1.0), Some(0.0)));
    assert!(scores.influence[last as usize] > plain.influence[last as usize] + 15.0);
    assert_eq!(scores.influence[first as usize], plain.influence[first as usize], "it lowers nobody");
    let others = |scores: &Scores| -> Vec<f32> {
        plain.order[1..33].iter().map(|&person| scores.influence[person as usize]).collect()
    };
    assert_eq!(others(&scores), others(&plain));
    let known = evidence.of(last).unwrap();
    // (6 + 2) / (0 + 2); nothing expected makes nothing certain.
    assert_eq!((known.sways, known.n_followed), (4.0, 7));
}

#[test]
fn whom_nobody_followed_beyond_chance_is_not_lifted() {
    let nothing = || vec![0.0; 34];
    let mut evidence = Evidence {
        n_followed: nothing(),
        n_after: vec![0; 34],
        expected_after: nothing(),
        n_things: vec![1; 34],
        expected: nothing(),
        n_contacts: vec![5; 34],
        n_following: nothing(),
        expected_following: nothing(),
    };
    // 1 by listening, but not by heads; 2 by heads, but not by listening; 3 by both; the others by none, where some have
    // less than chance says, so that nobody is lifted for having at least as much as that.
    for (row, seen, expected, after, by_chance) in
        [(1, 2.0, 1.0, 2, 2.5), (2, 1.0, 1.5, 3, 2.0), (3, 2.0, 1.0, 3, 2.0), (4, 0.0, 3.0, 0, 4.0)]
    {
        (evidence.n_followed[row], evidence.expected[row]) = (seen, expected);
        (evidence.n_after[row], evidence.expected_after[row]) = (after, by_chance);
    }
    let network = network(34, &karate_pairs());
    let (_, mut scores) = scored(&network);
    let without = scores.influence.clone();
    measure::take_evidence(&mut scores, &evidence);
    weigh(&mut scores, &ScoreWeights::default());
    let lifted = |row: &usize| scores.influence[*row] > without[*row];
    assert_eq!((0..34).filter(lifted).collect::<Vec<usize>>(), [3]);
    assert!((0..34).all(|row| scores.persuasion[row] == Some(0.0) || row == 3));
}

#[test]
fn an_assistant_has_the_ear_of_the_top() {
    // A well-tied person, and somebody who knows hardly anybody else but is closest to them.
    let mut pairs: Vec<_> = (1..40).map(|b| (0, b, 0.3)).collect();
    pairs.extend((1..38).map(|a| (a, a + 1, 0.4)));
    pairs[38].2 = 0.9;
    let network = network(40, &pairs);
    let (_, scores) = scored(&network);
    let ear = has_ear_of(&network, &ties(&pairs), &scores);
    assert_eq!(scores.order[0], 0);
    assert_eq!(ear[39], Some(0));
    assert_eq!(ear.iter().flatten().count(), 1);
}

#[test]
fn contacts_tell_whose_ear_somebody_has_where_a_shared_circle_makes_others_stronger() {
    // 39 is in touch with the top alone, far more than anybody; 1 is as close, and to many; 38 is no more than usual.
    let mut pairs: Vec<_> = (1..40).map(|b| (0, b, 0.7)).collect();
    pairs.extend((1..38).map(|a| (a, a + 1, 0.4)));
    pairs[38].2 = 0.3;
    let mut ties = ties(&pairs);
    ties.recent_contacts = ties.strength.iter().map(|strength| 10.0 * strength).collect();
    let row = |ties: &Ties, a, b| ties.row(a, b).unwrap();
    for (a, b, contacts) in [(0, 39, 40.0), (0, 1, 40.0), (1, 2, 30.0)] {
        let row = row(&ties, a, b);
        ties.recent_contacts[row] = contacts;
    }
    let network = network(40, &pairs);
    let (_, scores) = scored(&network);
    assert_eq!(scores.order[0], 0);
    let ear = has_ear_of(&network, &ties, &scores);
    assert_eq!((ear[39], ear.iter().flatten().count()), (Some(0), 1), "{ear:?}");
}

#[test]
fn sure_ranks_have_narrow_ranges_and_equals_are_not_told_apart() {
    let pairs: Vec<_> = karate_pairs().iter().map(|&(a, b, s)| (a, b, s / 8.0)).collect();
    let network = network(34, &pairs);
    let (settings, ticket) = (ScoreSettings::default(), Ticket::new());
    let (tribes, scores) = scored(&network);
    let whole = Scored {
        people: People::from_ids((0..34).map(|n| format!("{n:02}")).collect()).into(),
        ties: ties(&pairs).into(),
        network: network.into(),
        tribes: tribes.into(),
        scores: scores.clone().into(),
        ..Scored::default()
    };
    let ranges = || certainty::rank_ranges(&whole, &settings, 40, &ticket).unwrap();
    let found = ranges();
    assert_eq!(found, ranges());
    assert!(found.iter().all(|range| 1 <= range.best && range.best <= range.worst && range.worst <= 34));
    let of = |place: usize| found[scores.order[place] as usize];
    assert!(of(0).worst < 10 && of(0).is_told_apart(of(33)), "{:?} {:?}", of(0), of(33));
    // Persons 14 and 15 have the same two contacts.
    assert!(!found[14].is_told_apart(found[15]));
}
