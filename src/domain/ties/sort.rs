//! Sorting that hears a stop however much there is to sort; knows nothing of what it sorts.

use crate::domain::ticket::{Stopped, Ticket};
use std::cmp::Ordering;

/// What is sorted between two looks at the ticket: some ten milliseconds.
const MANY: usize = 1 << 17;

/// As the standard library sorts, equals in no order. More than [`MANY`] are halved by their middle one first, which takes
/// as long a time as one look at each.
pub(super) fn sort<T>(
    rows: &mut [T],
    order: impl Fn(&T, &T) -> Ordering + Copy,
    ticket: &Ticket,
) -> Result<(), Stopped> {
    ticket.check()?;
    if rows.len() <= MANY {
        rows.sort_unstable_by(order);
        return Ok(());
    }
    let middle = rows.len() / 2;
    rows.select_nth_unstable_by(middle, order);
    let (below, above) = rows.split_at_mut(middle);
    sort(below, order, ticket)?;
    sort(above, order, ticket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn mixed(n: u32) -> Vec<u32> {
        (0..n).map(|n| n.wrapping_mul(2_654_435_761) % 100_003).collect()
    }

    #[test]
    fn few_and_many_come_out_in_order() {
        for n in [0, 1, 1_000, 700_001] {
            let mut rows = mixed(n);
            let mut known = rows.clone();
            known.sort_unstable();
            sort(&mut rows, u32::cmp, &Ticket::new()).unwrap();
            assert_eq!(rows, known);
        }
    }

    #[test]
    fn a_stop_is_heard_while_many_are_sorted() {
        let (ticket, n_compared) = (Ticket::new(), Cell::new(0u64));
        let n = 1 << 21;
        let order = |x: &u32, y: &u32| {
            n_compared.set(n_compared.get() + 1);
            // While the whole is halved for the first time.
            if n_compared.get() == 1_000 {
                ticket.stop();
            }
            x.cmp(y)
        };
        assert_eq!(sort(&mut mixed(n), order, &ticket), Err(Stopped));
        assert!(n_compared.get() < 8 * u64::from(n), "{} comparisons", n_compared.get());
    }
}
