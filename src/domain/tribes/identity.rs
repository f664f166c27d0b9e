//! Which tribe of a new scoring is which tribe of the last one; knows nothing of ties or influence.

use crate::domain::model::tribes::n_labels;
use crate::domain::model::{NO_TRIBE, People, Tribes};

/// Gives each new tribe the id and name of the old one that it shares most customers with.
///
/// Pairs of tribes are taken by falling number of shared customers (of equals, the lower old id, then the lower new
/// position), each tribe once; a pair that shares less than a quarter of the smaller tribe is not the same tribe. New
/// tribes get ids that the last scoring did not have. O(n log n).
pub fn keep_identity(new: &mut Tribes, new_people: &People, old: &Tribes, old_people: &People) {
    let mut shared: Vec<(u32, u32)> = Vec::new();
    for (row, id) in old_people.ids.iter().enumerate() {
        let Some(old_tribe) = old.of.get(row).filter(|tribe| (**tribe as usize) < old.tribes.len()) else { continue };
        let Some(new_row) = new_people.row(id) else { continue };
        let Some(new_tribe) = new.of.get(new_row as usize).filter(|tribe| (**tribe as usize) < new.tribes.len()) else {
            continue;
        };
        shared.push((*old_tribe, *new_tribe));
    }
    shared.sort_unstable();
    let mut pairs: Vec<(usize, u32, u32)> =
        shared.chunk_by(|x, y| x == y).map(|same| (same.len(), same[0].0, same[0].1)).collect();
    pairs
        .sort_by_key(|&(n, old_tribe, new_tribe)| (std::cmp::Reverse(n), old.tribes[old_tribe as usize].id, new_tribe));
    let mut is_taken = vec![false; old.tribes.len()];
    let mut heir_of: Vec<Option<usize>> = vec![None; new.tribes.len()];
    for (n, old_tribe, new_tribe) in pairs {
        let (from, to) = (old_tribe as usize, new_tribe as usize);
        let smaller = old.tribes[from].members.len().min(new.tribes[to].members.len());
        if !is_taken[from] && heir_of[to].is_none() && 4 * n >= smaller {
            is_taken[from] = true;
            heir_of[to] = Some(from);
        }
    }
    let mut next_id = old.tribes.iter().map(|tribe| tribe.id + 1).max().unwrap_or(0);
    for (tribe, heir_of) in new.tribes.iter_mut().zip(heir_of) {
        if let Some(from) = heir_of {
            tribe.id = old.tribes[from].id;
            tribe.name.clone_from(&old.tribes[from].name);
        } else {
            tribe.id = next_id;
            next_id += 1;
        }
    }
}

/// The tribes of the last scoring as labels of the new people, to begin from: the row of one of the tribe's people, and
/// the own row for whoever is new or had none. `of` has the tribe of each of the old people.
#[must_use]
pub fn carry_labels(new_people: &People, of: &[u32], old_people: &People) -> Vec<u32> {
    let mut labels: Vec<u32> = (0..new_people.len() as u32).collect();
    let here = old_people.ids.iter().zip(of).filter(|(_, tribe)| **tribe != NO_TRIBE);
    let here: Vec<(u32, u32)> = here.filter_map(|(id, &tribe)| Some((new_people.row(id)?, tribe))).collect();
    // Whoever has the lowest row stands for the tribe.
    let mut first = vec![u32::MAX; n_labels(of)];
    for &(row, tribe) in &here {
        first[tribe as usize] = first[tribe as usize].min(row);
    }
    for &(row, tribe) in &here {
        labels[row as usize] = first[tribe as usize];
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Tribe;

    fn people(ids: &[&str]) -> People {
        People::from_ids(ids.iter().map(ToString::to_string).collect())
    }

    fn tribes(of: &[u32], ids: &[u32]) -> Tribes {
        let tribes = ids.iter().enumerate().map(|(position, &id)| Tribe {
            id,
            name: format!("old {id}"),
            members: (0..).zip(of).filter(|(_, tribe)| **tribe == position as u32).map(|(row, _)| row).collect(),
            ..Tribe::default()
        });
        Tribes { tribes: tribes.collect(), of: of.to_vec(), modularity: 0.0 }
    }

    #[test]
    fn a_tribe_that_keeps_its_people_keeps_its_id_whatever_their_rows() {
        let old = tribes(&[0, 0, 0, 1, 1, NO_TRIBE], &[7, 3]);
        let old_people = people(&["1", "2", "3", "4", "5", "6"]);
        // Customer 0 is new, so every row moved by one; the small tribe grew past the large one.
        let new_people = people(&["0", "1", "2", "3", "4", "5", "6", "8"]);
        let mut new = tribes(&[1, 1, 1, 2, 0, 0, 0, 2], &[0, 1, 2]);
        keep_identity(&mut new, &new_people, &old, &old_people);
        let ids: Vec<u32> = new.tribes.iter().map(|tribe| tribe.id).collect();
        assert_eq!(ids, [3, 7, 8]);
        assert_eq!(new.tribes[1].name, "old 7");
    }
}
