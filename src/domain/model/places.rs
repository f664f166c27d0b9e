//! Where each tribe and each person stands on the map, as values; knows nothing of the camera or the screen.

/// One tribe on the map; the unit is arbitrary, areas are in proportion to people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bubble {
    pub x: f32,
    pub y: f32,
    pub radius: f32,
}

/// The whole map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// One a tribe, in the order of [`super::Tribes::tribes`]; bubbles do not overlap.
    pub bubbles: Vec<Bubble>,
    /// One a person, inside the bubble of their tribe; people without a tribe are at NaN.
    pub people: Vec<[f32; 2]>,
    /// Whether people but fill their bubbles, by influence from the middle, and ties have had no say yet.
    pub is_rough: bool,
}
