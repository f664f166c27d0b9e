//! What everybody and every tribe looks like where colour says who had taken something up by a moment; knows no subject.

use super::{Class, Guise, Occurring};
use crate::domain::model::{NO_TRIBE, Person};
use crate::domain::score::Scored;

/// The classes, in this order.
const CLASSES: [Class; 3] = [Class::TakenSince, Class::TakenBefore, Class::NotYet];

impl Guise {
    /// The same people on show, by who had taken something up at `at`, and who of them since `since`. `takers` are by
    /// moment. O(people on show or not, a byte each + takers + tribes).
    #[must_use]
    pub fn taken(&self, scored: &Scored, takers: &[(i64, Person)], at: i64, since: Option<i64>) -> Guise {
        let (n_people, tribes) = (scored.people.len(), &scored.tribes);
        let n_taken = takers.partition_point(|taker| taker.0 <= at);
        let n_before = since.map_or(0, |since| takers.partition_point(|taker| taker.0 <= since)).min(n_taken);
        let not_yet = CLASSES.len() as u8 - 1;
        let mut of = vec![not_yet; n_people];
        let all =
            |tribe: usize| self.n_visible.get(tribe).copied().unwrap_or(tribes.tribes[tribe].members.len() as u32);
        let mut n_of_class: Vec<Vec<u32>> = (0..tribes.tribes.len()).map(|tribe| vec![0, 0, all(tribe)]).collect();
        let n_all = self
            .visible
            .as_ref()
            .map_or_else(|| scored.people.is_opted_out.iter().filter(|is_out| !**is_out).count(), |visible| visible.n);
        let mut n = [0, 0, n_all];
        for (row, &(_, person)) in takers[..n_taken].iter().enumerate() {
            let class = u8::from(row < n_before);
            let Some(slot) = of.get_mut(person as usize) else { continue };
            *slot = class;
            if !self.is_visible(person) {
                continue;
            }
            n[class as usize] += 1;
            n[2] = n[2].saturating_sub(1);
            let tribe = tribes.of.get(person as usize).copied().unwrap_or(NO_TRIBE);
            if let Some(counts) = n_of_class.get_mut(tribe as usize) {
                counts[class as usize] += 1;
                counts[2] = counts[2].saturating_sub(1);
            }
        }
        let classes = CLASSES.into_iter().zip(n).map(|(class, n)| Occurring { class, n }).collect();
        Guise {
            preset: self.preset,
            slots: self.slots.clone(),
            classes,
            visible: self.visible.clone(),
            of,
            size: self.size.clone(),
            n_visible: self.n_visible.clone(),
            n_of_class,
        }
    }

    /// Whether colour says who had taken something up.
    #[must_use]
    pub fn is_of_takers(&self) -> bool {
        self.classes.first().is_some_and(|first| first.class == CLASSES[0])
    }
}
