//! Which ids of the files are one person; finds none itself.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
    /// Not the same person; not proposed again.
    KeepApart(String, String),
    /// A person with several ids becomes as many people again.
    Split(String),
}

impl Identity {
    /// The decisions after one more.
    #[must_use]
    pub fn edited(&self, edit: &IdentityEdit) -> Self {
        let mut next = self.clone();
        match edit {
            IdentityEdit::Merge(ids) => next.merge(ids),
            IdentityEdit::KeepApart(a, b) => {
                next.apart.insert(if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) });
            }
            IdentityEdit::Split(id) => next.same.retain(|ids| !ids.contains(id)),
        }
        next
    }

    /// Joins the ids with every group that has one of them.
    fn merge(&mut self, ids: &[String]) {
        let mut joined: Vec<String> = ids.to_vec();
        self.same.retain(|group| {
            let is_met = group.iter().any(|id| joined.contains(id));
            if is_met {
                joined.extend(group.iter().filter(|id| !ids.contains(id)).cloned());
            }
            !is_met
        });
        joined.retain({
            let mut seen = BTreeSet::new();
            move |id| seen.insert(id.clone())
        });
        if joined.len() > 1 {
            self.same.push(joined);
        }
    }
}
