//! What ties were measured from, so that they need not be measured again; measures none.

use crate::domain::model::decisions::{Cleaning, Identity};
use crate::domain::model::{Table, TieKind};
use std::sync::Arc;

/// Everything that decides who the people are and what their ties rest on: where it is the same, people and evidence are,
/// and the strength of the ties is a matter of weighing alone.
#[derive(Clone, Debug)]
pub struct Basis {
    pub tables: Vec<Arc<Table>>,
    pub identity: Identity,
    pub cleaning: Cleaning,
    pub file_kinds: Vec<Option<TieKind>>,
    pub half_life_days: f32,
}

impl PartialEq for Basis {
    /// The very same tables, not equal ones: to compare them would take as long as to measure.
    fn eq(&self, other: &Self) -> bool {
        let are_same = self.tables.iter().zip(&other.tables).all(|(one, other)| Arc::ptr_eq(one, other));
        self.tables.len() == other.tables.len()
            && are_same
            && self.identity == other.identity
            && self.cleaning == other.cleaning
            && self.file_kinds == other.file_kinds
            && self.half_life_days == other.half_life_days
    }
}
