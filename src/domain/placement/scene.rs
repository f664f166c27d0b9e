//! What is drawn on the map: bubbles, people, ties, names and legend with their sizes and shapes, shared by the screen
//! and exported pictures; knows no colour and no pixel device.

use super::labels::{Label, Wish, choose};
use super::marks::{bubble_marks, inside_ties, person_marks, tribe_ties};
use super::pack::extent;
use crate::domain::changes::Changes;
use crate::domain::guise::Guise;
use crate::domain::model::{Bubble, People, Person, Role};
use crate::domain::score::Scored;
use std::collections::BTreeSet;

pub use super::camera::{Camera, Margins};
pub use super::legend::LegendItem;
pub use super::members::person_radius;

/// At most this many ties are drawn, the strongest.
pub const TIE_BUDGET: usize = 15_000;
/// Of an opened tribe, at most this many people have a shape of their own; the rest are points.
pub const PEOPLE_WITH_SHAPE: usize = 3_000;
/// At most this many names are written.
pub(super) const NAME_BUDGET: usize = 60;
/// The names of so many of the most influential are written even over people who matter less: all leaders within bounds.
const FIRST_NAMES: (usize, usize) = (6, 24);
/// At most so many tribes in view are tried for a name.
const MOST_WISHES: usize = 4 * NAME_BUDGET;
/// Names keep off this many people.
const PEOPLE_IN_THE_WAY: usize = 400;

/// The shape of a person, by role: never told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Leader: a full circle with a rim.
    Leader,
    Diamond,
    Triangle,
    Dot,
    Ring,
}

impl Mark {
    #[must_use]
    pub fn of(role: Role) -> Mark {
        match role {
            Role::Leader => Mark::Leader,
            Role::Bridge => Mark::Diamond,
            Role::Spreader => Mark::Triangle,
            Role::Celebrity | Role::Core | Role::Follower => Mark::Dot,
            Role::Outsider => Mark::Ring,
        }
    }

    /// The corners of a cornered mark of about the area of a circle of radius one.
    #[must_use]
    pub fn corners(self) -> &'static [[f32; 2]] {
        match self {
            Mark::Diamond => &[[0.0, -1.32], [1.32, 0.0], [0.0, 1.32], [-1.32, 0.0]],
            Mark::Triangle => &[[0.0, -1.4], [1.25, 0.8], [-1.25, 0.8]],
            Mark::Leader | Mark::Dot | Mark::Ring => &[],
        }
    }
}

/// One tribe as drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BubbleMark {
    /// Position in [`Tribes::tribes`](crate::domain::model::Tribes::tribes), and the lasting id.
    pub position: u32,
    pub id: u32,
    pub bubble: Bubble,
    pub n_people: u32,
    /// Share of the most influential people who are in this tribe, 0 to 1.
    pub share_of_top: f32,
}

/// One person as drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PersonMark {
    pub person: Person,
    pub at: [f32; 2],
    /// In the unit of the map.
    pub radius: f32,
    pub mark: Mark,
    pub is_labelled: bool,
    /// Outside the market: grey, whatever the tribe.
    pub is_outside: bool,
}

/// One tie as drawn, between two of the scene's bubbles, or of its people where a tribe is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieMark {
    pub a: u32,
    pub b: u32,
    /// In pixels.
    pub width: f32,
    /// One of the few that hold the tribe together.
    pub is_strong: bool,
    /// Nothing but a guess: dashed.
    pub is_inferred: bool,
}

/// All tribes, or one tribe with its people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Position of the opened tribe; none: all tribes.
    pub opened: Option<u32>,
    /// All bubbles, also where a tribe is open (the others are then only hinted at).
    pub bubbles: Vec<BubbleMark>,
    /// Members of the opened tribe by falling influence.
    pub people: Vec<PersonMark>,
    /// The weakest first, so that the strongest are drawn over them.
    pub ties: Vec<TieMark>,
}

/// What is stressed on the map.
#[derive(Clone, Copy, Debug)]
pub struct Emphasis<'a> {
    /// Selected tribes by lasting id, selected people by row.
    pub tribes: &'a BTreeSet<u32>,
    pub people: &'a BTreeSet<Person>,
    /// The plan's people by row, rising.
    pub treated: &'a [Person],
    pub control: &'a [Person],
    /// What colours and sizes mean, and who is on show.
    pub guise: &'a Guise,
    /// How the list of influencers changed, where an earlier moment is shown.
    pub changes: Option<&'a Changes>,
}

/// Closest that a fitted view comes, in pixels a unit: small tribes are not blown up.
pub const CLOSEST_FIT: f32 = 56.0;

impl Scene {
    /// The scene for the tribe at `opened`, or for all tribes; `percent` is the share of people called influential.
    #[must_use]
    pub fn new(scored: &Scored, percent: f32, opened: Option<u32>) -> Scene {
        let n_drawn = scored.tribes.tribes.len().min(scored.places.bubbles.len());
        let opened = opened.filter(|&position| (position as usize) < n_drawn);
        let bubbles = bubble_marks(scored, percent);
        match opened {
            None => Scene { opened, ties: tribe_ties(scored), bubbles, people: Vec::new() },
            Some(position) => {
                let people = person_marks(scored, position);
                let ties = inside_ties(scored, &people);
                Scene { opened, bubbles, people, ties }
            }
        }
    }

    /// Gives people the size that the guise says, where it does not stand for influence.
    pub fn size_by(&mut self, guise: &Guise) {
        for mark in &mut self.people {
            if let Some(size) = guise.size_of(mark.person) {
                mark.radius = person_radius(size * 100.0);
            }
        }
    }

    /// The corners of what this scene is about: everything, or the opened bubble.
    #[must_use]
    pub fn extent(&self) -> ([f32; 2], [f32; 2]) {
        let shown = |mark: &&BubbleMark| self.opened.is_none_or(|position| mark.position == position);
        extent(&self.bubbles.iter().filter(shown).map(|mark| mark.bubble).collect::<Vec<_>>())
    }

    /// The camera that shows all of the scene.
    #[must_use]
    pub fn fit(&self, view: [f32; 2], margins: Margins) -> Camera {
        let (low, high) = self.extent();
        Camera::fit(low, high, view, margins, CLOSEST_FIT)
    }

    /// The names that fit, in a view of this size; `names` and `details` are the tribes' words, by position.
    #[must_use]
    pub fn labels(
        &self,
        camera: Camera,
        view: [f32; 2],
        margins: Margins,
        names: &[String],
        details: &[String],
        people: &People,
    ) -> Vec<Label> {
        let room = [4.0, margins[1].min(44.0), view[0] - 4.0, view[1] - margins[3].min(44.0)];
        if self.opened.is_none() {
            let mut wishes: Vec<Wish> =
                self.by_size().map(|mark| tribe_wish(mark, camera, view, names, details)).collect();
            let is_seen = |wish: &Wish| {
                (0..2).all(|axis| wish.at[axis] > -wish.radius && wish.at[axis] < view[axis] + wish.radius)
            };
            let seen = wishes.iter_mut().filter(|wish| is_seen(wish));
            // Of thousands of tribes only the largest in view have a chance.
            seen.skip(MOST_WISHES).for_each(|wish| wish.at = [f32::NAN; 2]);
            let seen = wishes.iter().filter(|wish| is_seen(wish));
            let obstacles: Vec<_> = seen.take(PEOPLE_IN_THE_WAY).map(|w| (w.at, w.radius)).collect();
            return choose(&wishes, &obstacles, 0, room, NAME_BUDGET);
        }
        let wishes: Vec<Wish> = self
            .people
            .iter()
            .filter(|p| p.is_labelled)
            .map(|p| {
                let radius = person_pixels(p.radius, camera.zoom);
                let at = camera.to_view(p.at, view);
                Wish { at, radius, name: short(people.label(p.person)), detail: String::new(), may_be_inside: false }
            })
            .collect();
        let on_view = |p: &PersonMark| (camera.to_view(p.at, view), person_pixels(p.radius, camera.zoom));
        let obstacles: Vec<_> = self.people.iter().take(PEOPLE_IN_THE_WAY).map(on_view).collect();
        // As many names as a reader takes in, by the size of the view.
        let limit = ((view[0] * view[1] / 22_000.0) as usize).clamp(8, NAME_BUDGET);
        let n_leaders = self.people.iter().take_while(|p| p.mark == Mark::Leader).count();
        choose(&wishes, &obstacles, n_leaders.clamp(FIRST_NAMES.0, FIRST_NAMES.1), room, limit)
    }

    /// The rows of bubbles, or of people where a tribe is open, in the order of the wishes of [`Scene::labels`].
    #[must_use]
    pub fn wishing(&self) -> Vec<usize> {
        if self.opened.is_none() {
            self.by_size().map(|mark| mark.position as usize).collect()
        } else {
            (0..self.people.len()).filter(|&row| self.people[row].is_labelled).collect()
        }
    }

    /// Bubbles by falling number of people, the order of the wishes of [`Scene::labels`].
    pub fn by_size(&self) -> impl Iterator<Item = &BubbleMark> {
        let mut order: Vec<&BubbleMark> = self.bubbles.iter().collect();
        order.sort_by_key(|mark| (std::cmp::Reverse(mark.n_people), mark.position));
        order.into_iter()
    }
}

/// The largest radius that a person is drawn with, in pixels.
pub const LARGEST_PIXELS: f32 = 15.0;

/// How large a person is drawn: never below what can be seen, never a monster.
#[must_use]
pub fn person_pixels(radius: f32, zoom: f32) -> f32 {
    (radius * zoom).clamp(1.3, LARGEST_PIXELS)
}

/// The opacity of the many ties inside a tribe: the more there are, the quieter each.
#[must_use]
pub fn quiet_tie(n_ties: usize) -> f32 {
    (4.0 / (n_ties.max(1) as f32).sqrt()).clamp(0.1, 0.4)
}

/// How far outside a person a halo is drawn, in pixels; a leader has a rim of their own.
#[must_use]
pub fn halo_pixels(mark: Mark) -> f32 {
    if mark == Mark::Leader { 4.5 } else { 3.0 }
}

/// How large a bubble is drawn.
#[must_use]
pub fn bubble_pixels(radius: f32, zoom: f32) -> f32 {
    (radius * zoom).max(2.0)
}

fn tribe_wish(mark: &BubbleMark, camera: Camera, view: [f32; 2], names: &[String], details: &[String]) -> Wish {
    Wish {
        at: camera.to_view([mark.bubble.x, mark.bubble.y], view),
        radius: bubble_pixels(mark.bubble.radius, camera.zoom),
        name: names.get(mark.position as usize).map(|name| short(name)).unwrap_or_default(),
        detail: details.get(mark.position as usize).cloned().unwrap_or_default(),
        may_be_inside: true,
    }
}

/// Very long names end in an ellipsis.
pub(crate) fn short(name: &str) -> String {
    if name.chars().count() <= 30 { name.to_owned() } else { name.chars().take(29).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{NO_TRIBE, Network, Places, Scores, Ties, Tribe, Tribes};
    use std::sync::Arc;

    /// Two tribes of three and two; 0-1 strong, 1-2 weak, 3-4, and 2-3 between them.
    fn scored() -> Scored {
        let ties = Ties {
            a: vec![0, 1, 2, 3],
            b: vec![1, 2, 3, 4],
            contacts_out: vec![1; 4],
            contacts_back: vec![1; 4],
            strength: vec![0.9, 0.2, 0.3, 0.5],
            ..Ties::default()
        };
        let tribe =
            |id, members: &[u32]| Tribe { id, name: String::new(), members: members.to_vec(), ..Tribe::default() };
        let places = Places {
            bubbles: vec![Bubble { x: 0.0, y: 0.0, radius: 2.0 }, Bubble { x: 10.0, y: 0.0, radius: 1.4 }],
            people: vec![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [10.0, 0.0], [10.5, 0.0], [f32::NAN; 2]],
            is_rough: false,
        };
        let of = vec![0, 0, 0, 1, 1, NO_TRIBE];
        Scored {
            people: Arc::new(People::from_ids((1..=6).map(|n| n.to_string()).collect())),
            network: Arc::new(Network::from_ties(6, &ties)),
            ties: Arc::new(ties),
            tribes: Arc::new(Tribes { tribes: vec![tribe(7, &[0, 1, 2]), tribe(9, &[3, 4])], of, modularity: 0.0 }),
            scores: Arc::new(Scores {
                influence: vec![10.0, 90.0, 50.0, 40.0, 30.0, 0.0],
                role: vec![Role::Core, Role::Leader, Role::Bridge, Role::Spreader, Role::Outsider, Role::Outsider],
                order: vec![1, 2, 3, 4, 0],
                ..Scores::default()
            }),
            places: Arc::new(places),
            ..Scored::default()
        }
    }

    #[test]
    fn all_tribes_have_bubbles_ties_and_their_share_of_the_influential() {
        let scene = Scene::new(&scored(), 60.0, None);
        assert_eq!(scene.bubbles.iter().map(|b| b.id).collect::<Vec<_>>(), [7, 9]);
        assert!((scene.bubbles[0].share_of_top - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!((scene.ties.len(), scene.ties[0].a, scene.ties[0].b), (1, 0, 1));
        assert!(scene.people.is_empty());
    }

    #[test]
    fn an_opened_tribe_has_its_people_by_influence_with_shapes_by_role() {
        let scene = Scene::new(&scored(), 10.0, Some(0));
        assert_eq!(scene.people.iter().map(|p| p.person).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!(scene.people.iter().map(|p| p.mark).collect::<Vec<_>>(), [Mark::Leader, Mark::Diamond, Mark::Dot]);
        assert!(scene.people[0].radius > scene.people[2].radius);
        let strongest = scene.ties.last().unwrap();
        assert_eq!((scene.ties.len(), strongest.a, strongest.b, strongest.is_strong), (2, 0, 2, true));
    }

    #[test]
    fn guesses_are_dashed_and_outsiders_of_the_market_grey_and_the_legend_says_so() {
        let mut scored = scored();
        let guess = crate::domain::model::Channel::Inferred as u8;
        Arc::make_mut(&mut scored.ties).channels = vec![guess, 1, 1, guess | 1];
        Arc::make_mut(&mut scored.people).is_customer[2] = false;
        let scene = Scene::new(&scored, 10.0, Some(0));
        assert_eq!(scene.ties.iter().map(|tie| tie.is_inferred).collect::<Vec<_>>(), [false, true]);
        assert_eq!(scene.people.iter().map(|p| p.is_outside).collect::<Vec<_>>(), [false, true, false]);
        let (nothing, guise) = (BTreeSet::new(), Guise::default());
        let emphasis =
            Emphasis { tribes: &nothing, people: &nothing, treated: &[], control: &[], guise: &guise, changes: None };
        let has = |scene: &Scene, item: LegendItem| scene.legend(&emphasis).contains(&item);
        assert!(has(&scene, LegendItem::InferredTie) && has(&scene, LegendItem::Outside));
        // Between tribes a line is dashed where nothing but guesses makes it.
        assert!(!has(&Scene::new(&scored, 10.0, None), LegendItem::InferredTie));
        // The guess between the two tribes makes a dashed line, whatever is known inside them.
        let known_inside: Vec<u8> =
            (0..4).map(|row| if scored.ties.a[row] < 3 && scored.ties.b[row] >= 3 { guess } else { 1 }).collect();
        Arc::make_mut(&mut scored.ties).channels = known_inside;
        assert!(has(&Scene::new(&scored, 10.0, None), LegendItem::InferredTie));
        assert!(!has(&Scene::new(&super::tests::scored(), 10.0, Some(0)), LegendItem::Outside));
    }

    #[test]
    fn a_position_that_is_no_more_opens_nothing() {
        assert_eq!(Scene::new(&scored(), 10.0, Some(5)).opened, None);
        assert_eq!(Scene::new(&Scored::default(), 10.0, Some(0)), Scene::default());
    }

    #[test]
    fn a_fitted_camera_shows_all_within_the_margins() {
        let scene = Scene::new(&scored(), 10.0, None);
        let (view, margins) = ([800.0, 500.0], [20.0, 60.0, 20.0, 90.0]);
        let camera = scene.fit(view, margins);
        let (low, high) = scene.extent();
        let (a, b) = (camera.to_view(low, view), camera.to_view(high, view));
        assert!(a[0] >= 19.9 && a[1] >= 59.9 && b[0] <= 780.1 && b[1] <= 410.1, "{a:?} {b:?}");
        let back = camera.to_map(a, view);
        assert!((back[0] - low[0]).abs() < 1e-3 && (back[1] - low[1]).abs() < 1e-3);
    }

    #[test]
    fn the_legend_explains_what_is_drawn() {
        let (nothing, guise) = (BTreeSet::new(), Guise::default());
        let emphasis =
            Emphasis { tribes: &nothing, people: &nothing, treated: &[1], control: &[4], guise: &guise, changes: None };
        let items = Scene::new(&scored(), 10.0, Some(0)).legend(&emphasis);
        assert!(items.contains(&LegendItem::Person(Mark::Leader)) && !items.contains(&LegendItem::Person(Mark::Ring)));
        assert!(items.contains(&LegendItem::Treated) && !items.contains(&LegendItem::Control));
    }
}
