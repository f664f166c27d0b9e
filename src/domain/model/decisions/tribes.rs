//! What a person changed about the tribes that were found: joined, parted, filled and coloured by hand; finds none.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Tribes made by hand have lasting ids from here on: none that is found reaches so far.
pub const MADE: u32 = 1 << 30;

/// One change, done again after every finding, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Everybody of a tribe belongs to another.
    Merge { from: u32, into: u32 },
    /// These members, by customer id, are a tribe of their own.
    Split { tribe: u32, id: u32, members: BTreeSet<String> },
    /// Somebody belongs to this tribe, whoever they are tied to.
    Pin { person: String, tribe: u32 },
}

impl Shape {
    /// Whether it is about this tribe.
    #[must_use]
    pub fn touches(&self, id: u32) -> bool {
        match self {
            Shape::Merge { from, into } => *from == id || *into == id,
            Shape::Split { tribe, id: made, .. } => *tribe == id || *made == id,
            Shape::Pin { tribe, .. } => *tribe == id,
        }
    }
}

/// Everything that was changed about tribes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TribesByHand {
    pub shapes: Vec<Shape>,
    /// Looks by lasting tribe id; see [`crate::domain::guise::Guise::slot`].
    pub looks: BTreeMap<u32, u8>,
    /// How many tribes were ever made by hand.
    pub n_made: u32,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TribeEdit {
    Merge {
        from: u32,
        into: u32,
    },
    Split {
        tribe: u32,
        members: BTreeSet<String>,
    },
    /// None: they belong where their ties say.
    Pin {
        person: String,
        tribe: Option<u32>,
    },
    /// None: the usual look.
    Recolour {
        tribe: u32,
        look: Option<u8>,
    },
    /// As it was found: everything that was changed about this tribe is taken back.
    Restore {
        tribe: u32,
    },
}

impl TribesByHand {
    /// The decisions after one more.
    #[must_use]
    pub fn edited(&self, edit: &TribeEdit) -> Self {
        let mut next = self.clone();
        match edit {
            TribeEdit::Merge { from, into } if from == into => {}
            TribeEdit::Merge { from, into } => next.shapes.push(Shape::Merge { from: *from, into: *into }),
            TribeEdit::Split { tribe, members } => {
                let id = MADE + next.n_made;
                next.n_made += 1;
                next.shapes.push(Shape::Split { tribe: *tribe, id, members: members.clone() });
            }
            TribeEdit::Pin { person, tribe } => {
                next.shapes.retain(|shape| !matches!(shape, Shape::Pin { person: other, .. } if other == person));
                next.shapes.extend(tribe.map(|tribe| Shape::Pin { person: person.clone(), tribe }));
            }
            TribeEdit::Recolour { tribe, look: Some(look) } => drop(next.looks.insert(*tribe, *look)),
            TribeEdit::Recolour { tribe, look: None } => drop(next.looks.remove(tribe)),
            TribeEdit::Restore { tribe } => {
                next.shapes.retain(|shape| !shape.touches(*tribe));
                next.looks.remove(tribe);
            }
        }
        next
    }

    /// The part that scoring reads: colours change no score.
    #[must_use]
    pub fn for_scores(&self) -> Self {
        TribesByHand { shapes: self.shapes.clone(), ..TribesByHand::default() }
    }

    /// The tribe that somebody was put into by hand.
    #[must_use]
    pub fn pinned(&self, is_theirs: impl Fn(&str) -> bool) -> Option<u32> {
        self.shapes.iter().find_map(|shape| match shape {
            Shape::Pin { person, tribe } if is_theirs(person) => Some(*tribe),
            _ => None,
        })
    }

    /// In how many changes somebody is named.
    #[must_use]
    pub fn n_naming(&self, is_theirs: impl Fn(&str) -> bool) -> usize {
        let names = |shape: &&Shape| match shape {
            Shape::Pin { person, .. } => is_theirs(person),
            Shape::Split { members, .. } => members.iter().any(|id| is_theirs(id)),
            Shape::Merge { .. } => false,
        };
        self.shapes.iter().filter(names).count()
    }

    /// Without somebody.
    pub fn forget(&mut self, is_theirs: impl Fn(&str) -> bool) {
        self.shapes.retain(|shape| !matches!(shape, Shape::Pin { person, .. } if is_theirs(person)));
        for shape in &mut self.shapes {
            if let Shape::Split { members, .. } = shape {
                members.retain(|id| !is_theirs(id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_come_in_order_a_person_is_in_one_place_and_a_tribe_can_be_as_found() {
        let merge = TribeEdit::Merge { from: 2, into: 1 };
        let pin = |tribe| TribeEdit::Pin { person: "7".into(), tribe };
        let split = TribeEdit::Split { tribe: 1, members: ["8", "9"].map(str::to_owned).into() };
        let by_hand = [merge, pin(Some(3)), pin(Some(1)), split, TribeEdit::Recolour { tribe: 1, look: Some(4) }];
        let all = by_hand.iter().fold(TribesByHand::default(), |all, edit| all.edited(edit));
        assert_eq!(all.shapes.len(), 3);
        assert_eq!((all.pinned(|id| id == "7"), all.n_naming(|id| id == "9")), (Some(1), 1));
        assert!(matches!(&all.shapes[2], Shape::Split { id: MADE, .. }));
        assert_eq!(all.edited(&pin(None)).shapes.len(), 2);
        let restored = all.edited(&TribeEdit::Restore { tribe: 1 });
        assert_eq!((restored.shapes, restored.looks, restored.n_made), (vec![], BTreeMap::new(), 1));
        let mut forgotten = all.clone();
        forgotten.forget(|id| id == "7" || id == "8");
        assert_eq!((forgotten.n_naming(|id| id == "7"), forgotten.shapes.len()), (0, 2));
        assert_eq!(serde_json::from_str::<TribesByHand>(&serde_json::to_string(&all).unwrap()).unwrap(), all);
    }
}
