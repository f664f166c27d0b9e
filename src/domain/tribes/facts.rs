//! What one tribe's card says beyond its members: how close it is and where it would break; finds no tribe.

use super::{Cohesion, Seam, cohesion, seam};
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};

/// How close a tribe is, and where it holds least.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub cohesion: Cohesion,
    /// Nothing where it holds everywhere alike, or is too small to break.
    pub seam: Option<Seam>,
}

/// The facts of the tribe with this lasting id; nothing where it is gone. O(ties · rounds); see [`seam`].
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn facts(scored: &Scored, id: u32, ticket: &Ticket) -> Result<Option<Facts>, Stopped> {
    let Some(position) = scored.tribes.tribes.iter().position(|tribe| tribe.id == id) else { return Ok(None) };
    let held = cohesion(&scored.network, &scored.tribes);
    let seam = seam(&scored.network, &scored.ties, &scored.tribes.tribes[position], ticket)?;
    Ok(Some(Facts { cohesion: held[position], seam }))
}
