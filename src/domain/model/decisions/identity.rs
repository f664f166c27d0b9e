//! Which ids of the files are one person; finds none itself.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Merges and refusals to merge, by the ids of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    /// Each a person with several ids; the first is the one that stands for all.
    pub same: Vec<Vec<String>>,
    /// Pairs of ids that look alike and are two people, the smaller id first.
    pub apart: BTreeSet<(String, String)>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityEdit {
    /// These ids are one person; the first stands for all.
    Merge(Vec<String>),
    /// Each list is one person, as if merged one after the other.
    MergeAll(Vec<Vec<String>>),
    /// Not the same person; not proposed again.
    KeepApart(String, String),
    /// Two ids kept apart may be proposed again.
    ForgetApart(String, String),
    /// A person with several ids becomes as many people again.
    Split(String),
}

/// Two ids, the smaller first.
fn in_order(a: &str, b: &str) -> (String, String) {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    (a.to_owned(), b.to_owned())
}

impl Identity {
    /// Whether somebody said that two ids are two people.
    #[must_use]
    pub fn are_apart(&self, a: &str, b: &str) -> bool {
        !self.apart.is_empty() && self.apart.contains(&in_order(a, b))
    }

    /// The decisions after one more.
    #[must_use]
    pub fn edited(&self, edit: &IdentityEdit) -> Self {
        let mut next = self.clone();
        match edit {
            IdentityEdit::Merge(ids) => next.merge(std::slice::from_ref(ids)),
            IdentityEdit::MergeAll(groups) => next.merge(groups),
            IdentityEdit::KeepApart(a, b) => {
                next.apart.insert(in_order(a, b));
            }
            IdentityEdit::ForgetApart(a, b) => {
                next.apart.remove(&in_order(a, b));
            }
            IdentityEdit::Split(id) => next.same.retain(|ids| !ids.contains(id)),
        }
        next
    }

    /// Joins each list of ids with every person who has one of them. Who was kept apart and is now one person is no
    /// longer kept apart. O(ids).
    fn merge(&mut self, groups: &[Vec<String>]) {
        let mut all: Vec<Option<Vec<String>>> = std::mem::take(&mut self.same).into_iter().map(Some).collect();
        let mut group_of: HashMap<String, usize> = HashMap::new();
        let own = |(n, ids): (usize, &Option<Vec<String>>)| {
            ids.iter().flatten().map(|id| (id.clone(), n)).collect::<Vec<_>>()
        };
        group_of.extend(all.iter().enumerate().flat_map(own));
        for ids in groups {
            let met: BTreeSet<usize> = ids.iter().filter_map(|id| group_of.get(id).copied()).collect();
            let mut seen = BTreeSet::new();
            let others = met.iter().filter_map(|&n| all[n].take()).flatten().collect::<Vec<_>>();
            let joined: Vec<String> = ids.iter().cloned().chain(others).filter(|id| seen.insert(id.clone())).collect();
            if joined.len() > 1 {
                group_of.extend(joined.iter().map(|id| (id.clone(), all.len())));
                all.push(Some(joined));
            }
        }
        self.same = all.into_iter().flatten().collect();
        self.apart.retain(|(a, b)| group_of.get(a).is_none_or(|group| group_of.get(b) != Some(group)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn many_merges_at_once_are_those_merges_one_after_the_other() {
        let groups = [ids(&["a", "b"]), ids(&["c", "d"]), ids(&["e", "b", "b"]), ids(&["x"]), ids(&["d", "a"])];
        let mut one_by_one = Identity::default();
        for group in &groups {
            one_by_one = one_by_one.edited(&IdentityEdit::Merge(group.clone()));
        }
        let at_once = Identity::default().edited(&IdentityEdit::MergeAll(groups.to_vec()));
        assert_eq!(at_once, one_by_one);
        assert_eq!(at_once.same, [ids(&["d", "a", "c", "e", "b"])]);
    }

    #[test]
    fn kept_apart_until_merged_and_apart_again_after_a_split() {
        let apart = Identity::default().edited(&IdentityEdit::KeepApart("b".into(), "a".into()));
        assert!(apart.apart.contains(&("a".into(), "b".into())));
        assert_eq!(apart.edited(&IdentityEdit::ForgetApart("a".into(), "b".into())), Identity::default());
        let merged = apart.edited(&IdentityEdit::Merge(ids(&["a", "b"])));
        assert!(merged.apart.is_empty());
        assert_eq!(merged.edited(&IdentityEdit::Split("b".into())), Identity::default());
    }
}
