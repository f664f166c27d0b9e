//! The word for how somebody sits among the others; knows nothing of where the numbers come from.

use crate::domain::model::Role;

/// What a role is decided by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub n_contacts: u32,
    /// Share of ranked people below, as in the scores.
    pub listened_to: f32,
    pub closeness: f32,
    pub bridging: f32,
    pub participation: f32,
    pub inward_share: f32,
    pub within_tribe: f32,
    pub core: u32,
}

/// Share of people below from which somebody counts as standing out.
const HIGH: f32 = 0.9;
/// Guimerà and Amaral's line between peripheral and connector people.
const CONNECTOR: f32 = 0.62;
/// Going out clearly more than coming in.
const OUTWARD: f32 = 0.45;

/// The first that fits: outsider, leader, bridge, spreader, core, follower.
pub(super) fn role(seat: &Seat) -> Role {
    match () {
        () if seat.n_contacts == 0 || (seat.core <= 1 && seat.closeness < 0.25) => Role::Outsider,
        () if seat.listened_to >= HIGH && seat.inward_share >= OUTWARD => Role::Leader,
        () if seat.bridging >= HIGH || (seat.participation > CONNECTOR && seat.closeness >= 0.5) => Role::Bridge,
        () if seat.inward_share < OUTWARD && seat.closeness >= 0.5 => Role::Spreader,
        () if seat.within_tribe >= 0.0 && seat.closeness >= 0.5 => Role::Core,
        () => Role::Follower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AVERAGE: Seat = Seat {
        n_contacts: 5,
        listened_to: 0.4,
        closeness: 0.4,
        bridging: 0.4,
        participation: 0.3,
        inward_share: 0.5,
        within_tribe: -0.2,
        core: 2,
    };

    #[test]
    fn each_role_has_its_people() {
        assert_eq!(role(&AVERAGE), Role::Follower);
        assert_eq!(role(&Seat { n_contacts: 0, ..AVERAGE }), Role::Outsider);
        assert_eq!(role(&Seat { core: 1, closeness: 0.1, ..AVERAGE }), Role::Outsider);
        assert_eq!(role(&Seat { listened_to: 0.95, ..AVERAGE }), Role::Leader);
        assert_eq!(role(&Seat { bridging: 0.95, ..AVERAGE }), Role::Bridge);
        assert_eq!(role(&Seat { closeness: 0.8, inward_share: 0.2, listened_to: 0.95, ..AVERAGE }), Role::Spreader);
        assert_eq!(role(&Seat { closeness: 0.8, within_tribe: 1.0, ..AVERAGE }), Role::Core);
    }
}
