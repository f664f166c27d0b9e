//! Which of the few looks each tribe has: its own by hand, else by its lasting id, so that it keeps it; knows no colour.

use crate::domain::model::Tribes;
use std::collections::BTreeMap;

/// So many tribes have a look of their own.
pub const N_SLOTS: u8 = 16;
/// The look of the small tribes beyond.
pub const GREY: u8 = u8::MAX;

/// The look of each tribe, by position. The largest have one each; a tribe prefers that of its lasting id, and whoever
/// was given one by hand has it whatever the size.
pub(super) fn slots(tribes: &Tribes, looks: &BTreeMap<u32, u8>) -> Vec<u8> {
    let mut slots: Vec<u8> = tribes
        .tribes
        .iter()
        .map(|tribe| looks.get(&tribe.id).copied().filter(|&look| look < N_SLOTS).unwrap_or(GREY))
        .collect();
    let mut is_taken = [false; N_SLOTS as usize];
    for &slot in slots.iter().filter(|&&slot| slot != GREY) {
        is_taken[slot as usize] = true;
    }
    let largest = 0..slots.len().min(N_SLOTS as usize);
    // Those who can have what they prefer first, so that nobody loses it to a newcomer.
    for place in largest.clone() {
        let wanted = tribes.tribes[place].id as usize % N_SLOTS as usize;
        if slots[place] == GREY && !is_taken[wanted] {
            (slots[place], is_taken[wanted]) = (wanted as u8, true);
        }
    }
    for place in largest {
        let free = is_taken.iter().position(|is_taken| !is_taken);
        if let (GREY, Some(free)) = (slots[place], free) {
            (slots[place], is_taken[free]) = (free as u8, true);
        }
    }
    slots
}
