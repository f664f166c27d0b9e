//! Who is most able to sway some people; simulates nothing and knows no plan.

use crate::domain::forecast::{Assumptions, Ways};
use crate::domain::model::{Network, People, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// Members looked at between two looks at the ticket.
const BLOCK: usize = 4_096;

/// Somebody who can sway others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swayer {
    pub person: Person,
    /// How many of those to be swayed would follow, expected, were this person won: the sum of the chances of the ties
    /// to them.
    pub moved: f64,
    /// How many of those to be swayed they are in touch with.
    pub n_contacts: u32,
}

/// The `top` people most able to sway the `members` of a group, the most able first: over each tie to one of them, the
/// chance with which a forecast lets word pass. Nobody is named who opted out, is no person, or is outside the market,
/// nor counts as somebody to be swayed; nobody is swayed by themselves. O(people + ties of the members).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn sway(
    network: &Network,
    people: &People,
    members: &[Person],
    assumptions: &Assumptions,
    top: usize,
    ticket: &Ticket,
) -> Result<Vec<Swayer>, Stopped> {
    let may = |person: Person| people.scorable_one(person) && people.is_customer[person as usize];
    let ways = Ways::by_strength(network, assumptions);
    let mut moved = vec![0.0; network.n_people()];
    let mut n_contacts = vec![0u32; network.n_people()];
    for (n, &member) in members.iter().enumerate() {
        if n.is_multiple_of(BLOCK) {
            ticket.check()?;
        }
        if !may(member) {
            continue;
        }
        for slot in network.slots(member) {
            let other = network.neighbours[slot] as usize;
            moved[other] += f64::from(ways.heard(member, slot));
            n_contacts[other] += 1;
        }
    }
    let one = |(person, &moved): (Person, &f64)| Swayer { person, moved, n_contacts: n_contacts[person as usize] };
    let mut found: Vec<Swayer> =
        (0..).zip(&moved).map(one).filter(|swayer| swayer.moved > 0.0 && may(swayer.person)).collect();
    found.sort_by(|x, y| y.moved.total_cmp(&x.moved).then(x.person.cmp(&y.person)));
    found.truncate(top);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::directed;

    /// 1 and 2 go to 0, 3 goes to 2; 4 goes to 1.
    fn network() -> Network {
        directed(5, &[(1, 0, 1.0), (2, 0, 1.0), (3, 2, 0.5), (4, 1, 1.0)])
    }

    fn people() -> People {
        People::from_ids((0..5).map(|k| k.to_string()).collect())
    }

    #[test]
    fn those_whom_they_come_to_sway_them_and_the_sum_is_by_hand() {
        let usual = Assumptions::default();
        let found = sway(&network(), &people(), &[1, 2, 3], &usual, 9, &Ticket::new()).unwrap();
        // 0 is gone to by 1 and 2: 0.04 · 1.5 each. 2 by 3 (strength one half), 4 goes to 1: 0.04 · 0.5.
        let told: Vec<(u32, u32)> = found.iter().map(|swayer| (swayer.person, swayer.n_contacts)).collect();
        assert_eq!(told, [(0, 2), (2, 1), (4, 1), (3, 1)]);
        assert!((found[0].moved - 0.12).abs() < 1e-6 && (found[1].moved - 0.03).abs() < 1e-6, "{found:?}");
        assert!((found[2].moved - 0.02).abs() < 1e-6 && (found[3].moved - 0.01).abs() < 1e-6);
        let one = sway(&network(), &people(), &[1, 2, 3], &usual, 1, &Ticket::new()).unwrap();
        assert_eq!(one, found[..1]);
    }

    #[test]
    fn nobody_who_opted_out_or_is_outside_the_market_sways_or_is_swayed() {
        let mut people = people();
        people.is_opted_out[0] = true;
        people.is_customer[2] = false;
        let found = sway(&network(), &people, &[0, 1, 2, 3, 4], &Assumptions::default(), 9, &Ticket::new()).unwrap();
        let told: Vec<u32> = found.iter().map(|swayer| swayer.person).collect();
        assert_eq!(told, [1, 4]);
        let ticket = Ticket::new();
        ticket.stop();
        assert!(sway(&network(), &people, &[0, 1, 2, 3, 4], &Assumptions::default(), 9, &ticket).is_err());
    }
}
