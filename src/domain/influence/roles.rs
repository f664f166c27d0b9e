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
    /// Share of the strength that leads to the tribe after the one most of it leads to.
    pub second_tribe: f32,
    /// As [`super::card::is_broadcast`] says.
    pub is_broadcast: bool,
}

/// Share of people below from which somebody counts as standing out.
const HIGH: f32 = 0.9;
/// Guimerà and Amaral's line between peripheral and connector people.
const CONNECTOR: f32 = 0.62;
/// At home in two tribes: a fifth of the strength leads to the second, and those who listen are spread more than in most.
/// Few stand so, and whoever does joins the two, however much they are listened to; but for the first of all.
const SECOND_HOME: (f32, f32) = (0.2, 0.8);
const FIRST: f32 = 0.96;
/// Going out clearly more than coming in.
const OUTWARD: f32 = 0.45;
/// Going out twice as much as coming in: so many tribes as they tell, telling is what they do.
const TELLING: f32 = 1.0 / 3.0;

/// The first that fits: outsider, celebrity, at home in two tribes, leader, spreader by far, bridge, spreader, core, follower. Whoever tells many
/// joins tribes, too; that they are hardly ever gone to says more of them.
pub(super) fn role(seat: &Seat) -> Role {
    let is_in_two = seat.second_tribe >= SECOND_HOME.0 && seat.bridging >= SECOND_HOME.1 && seat.listened_to < FIRST;
    let is_telling = seat.inward_share < TELLING && seat.closeness >= 0.5;
    match () {
        () if seat.n_contacts == 0 || (seat.core <= 1 && seat.closeness < 0.25) => Role::Outsider,
        () if seat.is_broadcast => Role::Celebrity,
        () if is_in_two && !is_telling => Role::Bridge,
        () if seat.listened_to >= HIGH && seat.inward_share >= OUTWARD => Role::Leader,
        () if is_telling => Role::Spreader,
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
        second_tribe: 0.0,
        is_broadcast: false,
    };

    #[test]
    fn each_role_has_its_people() {
        assert_eq!(role(&AVERAGE), Role::Follower);
        assert_eq!(role(&Seat { n_contacts: 0, ..AVERAGE }), Role::Outsider);
        assert_eq!(role(&Seat { core: 1, closeness: 0.1, ..AVERAGE }), Role::Outsider);
        assert_eq!(role(&Seat { listened_to: 0.95, ..AVERAGE }), Role::Leader);
        assert_eq!(role(&Seat { bridging: 0.95, ..AVERAGE }), Role::Bridge);
        assert_eq!(role(&Seat { closeness: 0.8, inward_share: 0.2, listened_to: 0.95, ..AVERAGE }), Role::Spreader);
        let joins = Seat { closeness: 0.8, bridging: 0.99, participation: 0.8, ..AVERAGE };
        assert_eq!(role(&Seat { inward_share: 0.25, ..joins }), Role::Spreader, "tells many tribes and hears none");
        assert_eq!(role(&Seat { inward_share: 0.4, ..joins }), Role::Bridge);
        let at_home_twice = Seat { listened_to: 0.95, bridging: 0.85, second_tribe: 0.3, ..AVERAGE };
        assert_eq!(role(&at_home_twice), Role::Bridge);
        assert_eq!(role(&Seat { second_tribe: 0.1, ..at_home_twice }), Role::Leader);
        assert_eq!(role(&Seat { listened_to: 0.99, ..at_home_twice }), Role::Leader);
        assert_eq!(role(&Seat { is_broadcast: true, listened_to: 0.95, ..AVERAGE }), Role::Celebrity);
        assert_eq!(role(&Seat { closeness: 0.8, within_tribe: 1.0, ..AVERAGE }), Role::Core);
    }
}
