//! Scores with people who were erased taken out of them, until everybody is scored anew without them; decides not who.

use crate::domain::model::{Needs, Places};
use crate::domain::respect::{Gate, Naming};
use crate::domain::score::Scored;
use crate::domain::tribes::is_around;
use std::sync::Arc;

/// Scores in which erased people are opted out, stand nowhere on the map (`placed`: before tribes are put elsewhere by
/// hand), and nothing but their row is left of them.
pub(super) fn without(scored: &Scored, placed: Option<&Arc<Places>>, gate: &Gate<'_>) -> Scored {
    let mut people = (*scored.people).clone();
    let mut places = (**placed.unwrap_or(&scored.places)).clone();
    let (mut tribes, mut found) = ((*scored.tribes).clone(), (*scored.found).clone());
    let mut lives = (*scored.lives).clone();
    for row in 0..people.len() {
        let contacts = [people.phones.get(row), people.emails.get(row)];
        let is_erased =
            gate.is_id(&people.ids[row]) || contacts.into_iter().flatten().any(|text| gate.is_contact(text));
        if !is_erased {
            continue;
        }
        let label = people.label(row as u32);
        let both = tribes.tribes.iter_mut().chain(found.tribes.iter_mut());
        for tribe in both.filter(|tribe| is_around(&tribe.name, label)) {
            tribe.name.clear();
        }
        people.is_opted_out[row] = true;
        places.people.get_mut(row).into_iter().for_each(|place| *place = [f32::NAN; 2]);
        lives.tones.of.get_mut(row).into_iter().for_each(|tone| *tone = f32::NAN);
        lives.hit.retain(|hit| hit.person as usize != row);
        lives.needs.of_person.get_mut(row).into_iter().for_each(|needs| needs.fill(Needs::NONE));
        let own = [&mut people.names, &mut people.phones, &mut people.emails];
        for column in own.into_iter().chain(people.attributes.iter_mut().map(|attribute| &mut attribute.values)) {
            column.clear(row);
        }
    }
    Scored {
        people: Arc::new(people),
        tribes: Arc::new(tribes),
        found: Arc::new(found),
        lives: Arc::new(lives),
        places: Arc::new(places),
        // What they were measured from has the erased in it.
        basis: None,
        ..scored.clone()
    }
}
