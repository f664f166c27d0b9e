//! Whether ranges hold what happens as often as they say: worlds with known chances, played once each by other code.

use super::{Assumptions, forecast, pass_chance};
use crate::domain::campaign::{Cells, Plan};
use crate::domain::model::Person;
use crate::domain::random::{STEP, mix};
use crate::domain::score::Scored;
use crate::domain::testing::Town;
use crate::domain::ticket::Ticket;

/// Numbers from 0 to 1, one after the other.
struct Luck(u64);

impl Luck {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(STEP);
        (mix(self.0) >> 11) as f64 / 9_007_199_254_740_992.0
    }
}

/// A made-up world of 400 people, each tied to about six others.
fn world(number: u64) -> Scored {
    let mut luck = Luck(mix(number ^ 0x7769_6c64));
    let mut pairs = Vec::new();
    for a in 0..400u32 {
        for b in a + 1..400 {
            if luck.share() < 6.0 / 400.0 {
                pairs.push((a, b, 0.1 + 0.9 * luck.share() as f32));
            }
        }
    }
    Town::new(400, &pairs).scored()
}

/// One campaign as it might happen: everybody reached tells each contact once.
fn happens(scored: &Scored, treated: &[Person], assumptions: &Assumptions, luck: &mut Luck) -> usize {
    let n = scored.people.len();
    let mut is_reached = vec![false; n];
    let mut to_tell: Vec<Person> = Vec::new();
    for person in 0..n as Person {
        let is_treated = treated.contains(&person);
        let starts = luck.share() < f64::from(assumptions.unaided_share)
            || (is_treated && luck.share() < f64::from(assumptions.accept_share));
        if starts {
            is_reached[person as usize] = true;
            to_tell.push(person);
        }
    }
    while let Some(person) = to_tell.pop() {
        for slot in scored.network.slots(person) {
            let other = scored.network.neighbours[slot];
            let chance = pass_chance(assumptions, scored.network.strength[slot], scored.network.goes_to[slot]);
            if luck.share() < chance && !std::mem::replace(&mut is_reached[other as usize], true) {
                to_tell.push(other);
            }
        }
    }
    is_reached.into_iter().filter(|is_reached| *is_reached).count()
}

#[test]
fn ninety_per_cent_ranges_hold_the_truth_nine_times_in_ten() {
    let assumptions =
        Assumptions { accept_share: 0.5, pass_on_share: 0.2, unaided_share: 0.01, ..Assumptions::default() };
    let plan = Plan::new(1, "A");
    let n_worlds = 200u64;
    let holds = |number: &u64| {
        let scored = world(*number);
        let treated: Vec<Person> = scored.scores.order[..20].to_vec();
        let audience = (0..scored.people.len() as Person).collect();
        let cells = Cells { audience, treated: treated.clone(), ..Cells::default() };
        let told = forecast(&plan, &cells, &scored, &assumptions, 300, *number, &Ticket::new()).unwrap().plan;
        let truth = happens(&scored, &treated, &assumptions, &mut Luck(mix(*number ^ 0x7472_7574))) as f64;
        told.low <= truth && truth <= told.high
    };
    let n_held = (0..n_worlds).filter(holds).count();
    println!("ranges of 90 % held the truth in {n_held} of {n_worlds} worlds");
    assert!((170..=190).contains(&n_held), "{n_held} of {n_worlds}");
}
