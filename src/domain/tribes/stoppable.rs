//! Stops a borrowed computation that knows no ticket, from inside the callbacks it makes; knows nothing of tribes.

use crate::domain::ticket::{Stopped, Ticket};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Leaves the computation at once when the ticket says stop. Only inside [`stoppable`].
///
/// Unwinds without a panic's message or hook, as query cancelling in rust-analyzer does: the crate's functions return
/// no error that could carry a stop, and some run for seconds.
#[inline]
pub(super) fn leave_if_stopped(ticket: &Ticket) {
    if ticket.is_stopped() {
        resume_unwind(Box::new(Stopped));
    }
}

/// Runs a computation that may [`leave_if_stopped`]. Everything it changed must be dropped by it, as it is when all of
/// it is owned by the closure; any other unwinding goes on upwards.
///
/// # Errors
/// [`Stopped`] when it left.
pub(super) fn stoppable<T>(compute: impl FnOnce() -> T) -> Result<T, Stopped> {
    catch_unwind(AssertUnwindSafe(compute)).map_err(|cause| match cause.downcast::<Stopped>() {
        Ok(stopped) => *stopped,
        Err(cause) => resume_unwind(cause),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_comes_out_of_the_middle_of_a_computation() {
        let ticket = Ticket::new();
        let mut n = 0;
        let count = |n: &mut i32| {
            for _ in 0..10 {
                *n += 1;
                leave_if_stopped(&ticket);
                if *n == 4 {
                    ticket.stop();
                }
            }
            *n
        };
        assert_eq!(stoppable(|| count(&mut n)), Err(Stopped));
        assert_eq!(n, 5);
    }
}
