//! The tribes that were found as a person wants them: joined, parted and filled by hand; finds none itself.

use super::find::from_labels;
use crate::domain::model::decisions::Shape;
use crate::domain::model::{NO_TRIBE, Network, People, Tribes};
use std::collections::{BTreeMap, BTreeSet};

/// Every change done again on what was found. Tribes keep lasting ids and names; those made by hand have the id of the
/// change and no name yet. A change about a tribe or a person that is not there does nothing. O(people + changes · members).
#[must_use]
pub fn shape(network: &Network, people: &People, found: &Tribes, shapes: &[Shape]) -> Tribes {
    let id_at = |&position: &u32| found.tribes.get(position as usize).map(|tribe| tribe.id);
    let mut id_of: Vec<Option<u32>> = found.of.iter().map(id_at).collect();
    for shape in shapes {
        apply(shape, people, &mut id_of);
    }
    let ids: BTreeSet<u32> = id_of.iter().flatten().copied().collect();
    let label: BTreeMap<u32, u32> = ids.into_iter().zip(0..).collect();
    let labels: Vec<u32> =
        id_of.iter().map(|id| id.and_then(|id| label.get(&id).copied()).unwrap_or(NO_TRIBE)).collect();
    let mut tribes = from_labels(network, &labels);
    for tribe in &mut tribes.tribes {
        tribe.id = tribe.members.first().and_then(|&first| id_of[first as usize]).unwrap_or(tribe.id);
    }
    keep_names(&mut tribes, found, None);
    tribes
}

/// Gives tribes the names of those found with the same id, and those made by hand the names that they had.
pub fn keep_names(tribes: &mut Tribes, found: &Tribes, before: Option<&Tribes>) {
    for tribe in &mut tribes.tribes {
        let named = found.by_id(tribe.id).or_else(|| before?.by_id(tribe.id));
        tribe.name = named.map_or_else(String::new, |named| named.name.clone());
    }
}

fn apply(shape: &Shape, people: &People, id_of: &mut [Option<u32>]) {
    match shape {
        Shape::Merge { from, into } => {
            id_of.iter_mut().filter(|id| **id == Some(*from)).for_each(|id| *id = Some(*into));
        }
        Shape::Split { tribe, id, members } => {
            for row in members.iter().filter_map(|member| people.row(member)) {
                let of = &mut id_of[row as usize];
                if *of == Some(*tribe) {
                    *of = Some(*id);
                }
            }
        }
        Shape::Pin { person, tribe } => {
            let row = people.row(person).filter(|&row| people.scorable_one(row));
            if let Some(row) = row.filter(|_| id_of.contains(&Some(*tribe))) {
                id_of[row as usize] = Some(*tribe);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::decisions::MADE;
    use crate::domain::ties::fixtures::{complete, network};

    /// Three circles of four; ids 5, 6 and 7.
    fn town() -> (Network, People, Tribes) {
        let circle = |first: u32| complete(4).into_iter().map(move |(a, b, s)| (a + first, b + first, s));
        let pairs: Vec<(u32, u32, f32)> = (0..3).flat_map(|k| circle(4 * k)).collect();
        let network = network(12, &pairs);
        let mut found = from_labels(&network, &(0..12).map(|row| row / 4).collect::<Vec<u32>>());
        for (tribe, id) in found.tribes.iter_mut().zip(5..) {
            tribe.id = id;
            tribe.name = format!("Tribe {id}");
        }
        let people = People::from_ids((10..22).map(|id| id.to_string()).collect());
        (network, people, found)
    }

    fn split(tribe: u32, ids: &[&str]) -> Shape {
        Shape::Split { tribe, id: MADE, members: ids.iter().map(|id| (*id).to_owned()).collect() }
    }

    #[test]
    fn joined_parted_and_filled_tribes_keep_everybody_and_their_ids() {
        let (network, people, found) = town();
        let shaped = |shapes: &[Shape]| shape(&network, &people, &found, shapes);
        assert_eq!(shaped(&[]), found);
        let merged = shaped(&[Shape::Merge { from: 7, into: 5 }]);
        assert_eq!(
            merged.tribes.iter().map(|tribe| (tribe.id, tribe.members.len())).collect::<Vec<_>>(),
            [(5, 8), (6, 4)]
        );
        assert_eq!(merged.tribes[0].name, "Tribe 5");
        let parted = shaped(&[split(5, &["10", "11", "99", "21"])]);
        let made = parted.by_id(MADE).unwrap();
        assert_eq!((made.members.as_slice(), made.name.as_str()), (&[0, 1][..], ""));
        let pinned =
            shaped(&[Shape::Pin { person: "10".into(), tribe: 7 }, Shape::Pin { person: "10".into(), tribe: 99 }]);
        assert_eq!(pinned.tribe_of(0).unwrap().id, 7);
        for tribes in [&merged, &parted, &pinned] {
            assert_eq!(tribes.tribes.iter().map(|tribe| tribe.members.len()).sum::<usize>(), 12);
            let sum: f64 = tribes.tribes.iter().map(|tribe| tribe.modularity_share).sum();
            assert!((sum - tribes.modularity).abs() < 1e-12);
        }
        // Parting what was joined: the order of changes counts.
        let both = shaped(&[Shape::Merge { from: 7, into: 5 }, split(5, &["18", "19", "20", "21"])]);
        assert_eq!(both.by_id(MADE).unwrap().members, [8, 9, 10, 11]);
    }
}
