//! The circles around chosen people, who of the chosen belong together, and how much word leaks between groups; draws
//! nobody.

use crate::domain::model::{Network, Person};

/// A circle has so many contacts at most: people have few close ones.
pub const CIRCLE: usize = 12;
/// Ties of a chosen person that can bind them to another chosen one: the closest few.
const CLOSEST: usize = 3;
/// A group of chosen people who are dealt together is no larger, else chance would have nothing left to deal.
const MOST_TOGETHER: usize = 6;
/// Stands for nobody's circle.
const NONE: u32 = u32::MAX;

/// The group of each chosen person, numbered from 0 by the first of each: two of whom one is among the three closest
/// contacts of the other belong together, the strongest such ties first, up to six people. O(ties of the chosen).
#[must_use]
pub fn groups(network: &Network, chosen: &[Person]) -> Vec<usize> {
    let mut place_of = vec![NONE; network.n_people()];
    for (place, &person) in (0u32..).zip(chosen) {
        place_of[person as usize] = place;
    }
    let mut bonds: Vec<(f32, u32, u32)> = Vec::new();
    for (place, &person) in (0u32..).zip(chosen) {
        for (other, strength) in closest(network, person, CLOSEST) {
            let other = place_of[other as usize];
            if other != NONE {
                bonds.push((strength, place.min(other), place.max(other)));
            }
        }
    }
    bonds.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut head: Vec<usize> = (0..chosen.len()).collect();
    let mut size = vec![1usize; chosen.len()];
    for (_, a, b) in bonds {
        let (a, b) = (find(&mut head, a as usize), find(&mut head, b as usize));
        if a != b && size[a] + size[b] <= MOST_TOGETHER {
            let (low, high) = (a.min(b), a.max(b));
            head[high] = low;
            size[low] += size[high];
        }
    }
    let mut number_of = vec![usize::MAX; chosen.len()];
    let mut n = 0;
    (0..chosen.len())
        .map(|place| {
            let head = find(&mut head, place);
            if number_of[head] == usize::MAX {
                number_of[head] = n;
                n += 1;
            }
            number_of[head]
        })
        .collect()
}

fn find(head: &mut [usize], mut place: usize) -> usize {
    while head[place] != place {
        head[place] = head[head[place]];
        place = head[place];
    }
    place
}

/// The strongest ties of a person, the strongest first; equal ones by row.
fn closest(network: &Network, person: Person, most: usize) -> Vec<(Person, f32)> {
    let mut ties: Vec<(Person, f32)> = network.ties_of(person).collect();
    ties.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    ties.truncate(most);
    ties
}

/// The position among the chosen of the one whose circle each person is in: a chosen person is in their own; anybody
/// else is with the chosen one whose tie to them is the strongest, if they are among that one's twelve closest.
fn circle_of(network: &Network, chosen: &[Person]) -> Vec<u32> {
    let mut of = vec![(NONE, 0.0f32); network.n_people()];
    for (place, &person) in (0u32..).zip(chosen) {
        for (other, strength) in closest(network, person, CIRCLE) {
            let (circle, best) = &mut of[other as usize];
            if *circle == NONE || strength > *best {
                (*circle, *best) = (place, strength);
            }
        }
    }
    for (place, &person) in (0u32..).zip(chosen) {
        of[person as usize].0 = place;
    }
    of.into_iter().map(|(circle, _)| circle).collect()
}

/// How far two groups of circles are apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Apart {
    /// People in the circles, the chosen ones among them.
    pub n_treated_circles: usize,
    pub n_control_circles: usize,
    /// Share of the people around those kept for comparison who are also tied to a treated one, 0 to 1.
    pub overlap: f64,
    /// Share of the ties of the comparison's circles that lead into a treated circle, 0 to 1: where word leaks.
    pub leakage: f64,
    /// Mean number of people in a circle, and the standard deviation of that number as a share of it.
    pub mean_circle: f64,
    pub spread_of_circles: f64,
}

/// Measures the circles around treated people and those kept for comparison. O(people + ties of the circles).
#[must_use]
pub fn apart(network: &Network, treated: &[Person], control: &[Person]) -> Apart {
    let chosen: Vec<Person> = treated.iter().chain(control).copied().collect();
    let circle_of = circle_of(network, &chosen);
    let is_treated = |circle: u32| circle != NONE && (circle as usize) < treated.len();
    let is_control = |circle: u32| circle != NONE && !is_treated(circle);
    let mut sizes = vec![0u32; chosen.len()];
    let (mut n_ties, mut n_leaking) = (0u64, 0u64);
    for person in 0..network.n_people() {
        let circle = circle_of[person];
        if circle == NONE {
            continue;
        }
        sizes[circle as usize] += 1;
        if is_control(circle) {
            let row = &network.neighbours[network.slots(person as Person)];
            n_ties += row.len() as u64;
            n_leaking += row.iter().filter(|&&other| is_treated(circle_of[other as usize])).count() as u64;
        }
    }
    let n = |circles: std::ops::Range<usize>| sizes[circles].iter().map(|&size| size as usize).sum();
    let (mean_circle, spread_of_circles) = mean_and_spread(&sizes);
    Apart {
        n_treated_circles: n(0..treated.len()),
        n_control_circles: n(treated.len()..chosen.len()),
        overlap: overlap(network, treated, control),
        leakage: share(n_leaking, n_ties),
        mean_circle,
        spread_of_circles,
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn mean_and_spread(sizes: &[u32]) -> (f64, f64) {
    if sizes.is_empty() {
        return (0.0, 0.0);
    }
    let n = sizes.len() as f64;
    let mean = sizes.iter().map(|&size| f64::from(size)).sum::<f64>() / n;
    let variance = sizes.iter().map(|&size| (f64::from(size) - mean).powi(2)).sum::<f64>() / n;
    (mean, if mean > 0.0 { variance.sqrt() / mean } else { 0.0 })
}

/// Share of the contacts of control, the chosen themselves aside, who are contacts of a treated person as well.
fn overlap(network: &Network, treated: &[Person], control: &[Person]) -> f64 {
    const TREATED: u8 = 1;
    const CONTROL: u8 = 2;
    const CHOSEN: u8 = 4;
    let mut marks = vec![0u8; network.n_people()];
    for (group, mark) in [(treated, TREATED), (control, CONTROL)] {
        for &person in group {
            marks[person as usize] |= CHOSEN;
            for &other in &network.neighbours[network.slots(person)] {
                marks[other as usize] |= mark;
            }
        }
    }
    let around = marks.iter().filter(|&&mark| mark & CONTROL != 0 && mark & CHOSEN == 0);
    let (n, n_both) = around.fold((0, 0), |(n, both), mark| (n + 1, both + u64::from(mark & TREATED != 0)));
    share(n_both, n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::Town;
    use crate::domain::ties::fixtures::network;
    use std::collections::BTreeSet;

    #[test]
    fn chosen_people_close_to_each_other_are_dealt_together() {
        // 0-1 close, 2-3 close, 1-2 only far: each has closer ones.
        let pairs =
            [(0, 1, 0.9), (0, 4, 0.2), (1, 2, 0.1), (1, 5, 0.3), (1, 6, 0.3), (2, 3, 0.8), (2, 7, 0.4), (2, 8, 0.4)];
        let network = network(9, &pairs);
        assert_eq!(groups(&network, &[0, 1, 2, 3, 8]), [0, 0, 1, 1, 1]);
        assert_eq!(groups(&network, &[]), Vec::<usize>::new());
        // A ring of chosen people falls into groups of at most six.
        let ring = Town::ring(60).scored();
        let all: Vec<u32> = (0..60).collect();
        let groups = groups(&ring.network, &all);
        let sizes: Vec<usize> = (0..60).map(|group| groups.iter().filter(|&&g| g == group).count()).collect();
        assert!(sizes.iter().all(|&n| n <= MOST_TOGETHER) && sizes[0] > 1, "{sizes:?}");
    }

    /// Leakage and overlap by the words of their definitions, with sets.
    fn by_force(network: &Network, treated: &[Person], control: &[Person]) -> (f64, f64) {
        let chosen: Vec<Person> = treated.iter().chain(control).copied().collect();
        let mut circle = std::collections::BTreeMap::new();
        for person in 0..network.n_people() as Person {
            let best = chosen
                .iter()
                .enumerate()
                .filter_map(|(place, &of)| {
                    let mut ties: Vec<(Person, f32)> = network.ties_of(of).collect();
                    ties.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
                    let tie = ties.iter().take(CIRCLE).find(|(other, _)| *other == person)?;
                    Some((tie.1, std::cmp::Reverse(place)))
                })
                .max_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
            let own = chosen.iter().position(|&of| of == person);
            if let Some(place) = own.or(best.map(|(_, place)| place.0)) {
                circle.insert(person, place);
            }
        }
        let side = |person: Person| circle.get(&person).map(|&place| place < treated.len());
        let (mut n, mut leaks) = (0.0, 0.0);
        for person in 0..network.n_people() as Person {
            if side(person) == Some(false) {
                for (other, _) in network.ties_of(person) {
                    n += 1.0;
                    leaks += f64::from(u8::from(side(other) == Some(true)));
                }
            }
        }
        let around = |group: &[Person]| -> BTreeSet<Person> {
            let others = group.iter().flat_map(|&of| network.ties_of(of).map(|(other, _)| other).collect::<Vec<_>>());
            others.filter(|other| !chosen.contains(other)).collect()
        };
        let (t, c) = (around(treated), around(control));
        (leaks / n, c.intersection(&t).count() as f64 / c.len() as f64)
    }

    #[test]
    fn leakage_and_overlap_are_those_of_counting_by_hand() {
        let pairs: Vec<(u32, u32, f32)> = (0..80u32)
            .flat_map(|a| (a + 1..80).map(move |b| (a, b, (a * 37 + b * 61) % 101)))
            .filter(|&(_, _, mixed)| mixed < 17)
            .map(|(a, b, mixed)| (a, b, 0.05 + mixed as f32 / 20.0))
            .collect();
        let network = network(80, &pairs);
        for (treated, control) in
            [(vec![0, 5, 9, 33], vec![2, 41]), (vec![7], vec![8]), (vec![1, 2, 3], vec![4, 60, 70])]
        {
            let found = apart(&network, &treated, &control);
            let (leakage, overlap) = by_force(&network, &treated, &control);
            assert!((found.leakage - leakage).abs() < 1e-12 && (found.overlap - overlap).abs() < 1e-12, "{found:?}");
            assert!(treated.len() < 2 || found.leakage > 0.0 && found.overlap > 0.0);
            assert!(found.mean_circle > 1.0 && found.spread_of_circles >= 0.0);
        }
        assert_eq!(apart(&network, &[], &[]), Apart::default());
    }

    #[test]
    fn two_islands_leak_nothing() {
        let found = apart(&network(6, &[(0, 1, 1.0), (0, 2, 1.0), (3, 4, 1.0), (3, 5, 1.0)]), &[0], &[3]);
        assert_eq!((found.leakage, found.overlap, found.mean_circle), (0.0, 0.0, 3.0));
        assert_eq!((found.n_treated_circles, found.n_control_circles), (3, 3));
    }
}
