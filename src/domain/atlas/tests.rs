//! What an atlas promises: everybody in their place and colour, the strongest ties within the budget, the same pixels
//! every time.

use super::*;
use crate::domain::guise::Guise;
use crate::domain::model::{Network, People, Places, Scores, Ties, Tribes};
use crate::domain::placement::scene::Camera;
use std::sync::Arc;

/// Four people in a square of side 10, of two tribes, tied 0-1 strong, 1-2 weak, 2-3; somebody without a place is tied
/// to all.
fn scored() -> Scored {
    let ties = Ties {
        a: vec![0, 0, 1, 2],
        b: vec![1, 4, 2, 3],
        contacts_out: vec![1; 4],
        contacts_back: vec![1; 4],
        strength: vec![0.9, 1.0, 0.2, 0.5],
        ..Ties::default()
    };
    let people = vec![[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [f32::NAN; 2]];
    Scored {
        people: Arc::new(People::from_ids((0..5).map(|n| n.to_string()).collect())),
        network: Arc::new(Network::from_ties(5, &ties)),
        ties: Arc::new(ties),
        tribes: Arc::new(Tribes { tribes: Vec::new(), of: vec![0, 0, 1, 1, NO_TRIBE], modularity: 0.0 }),
        scores: Arc::new(Scores { influence: vec![90.0, 10.0, 20.0, 30.0, 0.0], ..Scores::default() }),
        places: Arc::new(Places { people, ..Places::default() }),
        ..Scored::default()
    }
}

const RED: [u8; 3] = [200, 0, 0];
const BLUE: [u8; 3] = [0, 0, 200];

fn ink() -> Arc<Ink> {
    let (tribes, grey, pale) = (vec![RED, BLUE], [90; 3], [200; 3]);
    let (tie, accent, control, ground) = ([80; 3], [255, 0, 255], [0; 3], [255; 3]);
    let guise = Arc::new(Guise::default());
    Arc::new(Ink { guise, classes: Vec::new(), tribes, grey, pale, tie, accent, control, ground })
}

fn draw(zoom: f32, signs: Vec<Sign>) -> Sheet {
    let view = View { centre: [5.0, 5.0], zoom, size: [160, 200], sharpness: 1.0 };
    let order = Order { scored: Arc::new(scored()), atlas: None, view, ink: ink(), signs: Arc::new(signs) };
    order.draw(&Ticket::new()).unwrap()
}

/// The colour over white at a place of the map.
fn at(sheet: &Sheet, place: [f32; 2]) -> [u8; 3] {
    let pixel = sheet.view.pixel_of(place);
    let slot = (pixel[1] as usize * sheet.view.size[0] + pixel[0] as usize) * 4;
    let alpha = sheet.pixels[slot + 3];
    [0, 1, 2].map(|channel| sheet.pixels[slot + channel] + (255 - alpha))
}

#[test]
fn everybody_with_a_place_is_there_and_the_strongest_ties_within_the_budget() {
    let atlas = Atlas::new(&scored(), 2, &Ticket::new()).unwrap();
    let people: Vec<u32> = atlas.spots.iter().map(|spot| spot.person).collect();
    assert_eq!(people, [1, 2, 3, 0], "by rising influence, the one without a place left out");
    let pairs: Vec<_> = atlas.strands.iter().map(|s| (people[s.a as usize], people[s.b as usize], s.tribe)).collect();
    assert_eq!(pairs, [(2, 3, 1), (0, 1, 0)], "the weakest first");
    assert_eq!(atlas.extent, ([0.0; 2], [10.0; 2]));
    assert_eq!(Atlas::new(&scored(), 0, &Ticket::new()).unwrap().strands, []);
    assert_eq!(Atlas::new(&Scored::default(), 9, &Ticket::new()).unwrap().spots, []);
}

#[test]
fn people_are_drawn_where_they_stand_in_their_colour() {
    let sheet = draw(12.0, Vec::new());
    let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24);
    assert!(near(at(&sheet, [0.0, 0.0]), RED) && near(at(&sheet, [10.0, 10.0]), BLUE));
    assert_eq!(at(&sheet, [5.0, 5.0]), [255; 3], "nobody stands in the middle");
    let tie = at(&sheet, [5.0, 0.0]);
    assert!(tie != [255; 3] && tie[0] > tie[1], "a tie in the colour of its tribe: {tie:?}");
}

#[test]
fn from_near_the_most_influential_have_names_and_whoever_is_not_contacted_has_none() {
    let mut scored = scored();
    Arc::make_mut(&mut scored.people).is_opted_out[3] = true;
    let atlas = Atlas::new(&scored, TIE_BUDGET, &Ticket::new()).unwrap();
    let names = |view: [f32; 2]| {
        let camera = Camera { centre: [5.0, 5.0], zoom: 20.0 };
        let near = Near::new(&atlas, &scored, camera, view, 10.0);
        let people: Vec<u32> = near.seats.iter().map(|&seat| atlas.spots[seat as usize].person).collect();
        (people, near.labels.iter().map(|label| label.lines[0].text.clone()).collect::<Vec<_>>())
    };
    assert_eq!(names([400.0, 400.0]), (vec![0, 3, 2, 1], vec!["0".to_owned(), "2".to_owned(), "1".to_owned()]));
    assert_eq!(names([100.0, 100.0]), (Vec::new(), Vec::new()), "nobody stands in the middle");
}

#[test]
fn whoever_took_something_up_has_the_colour_of_that() {
    let scored = scored();
    let guise = Guise::default().taken(&scored, &[(5, 1), (9, 2)], 9, Some(6));
    let classes = vec![RED, BLUE, [120; 3]];
    let ink = Arc::new(Ink { guise: Arc::new(guise), classes, ..(*ink()).clone() });
    let view = View { centre: [5.0, 5.0], zoom: 12.0, size: [160, 200], sharpness: 1.0 };
    let order = Order { scored: Arc::new(scored), atlas: None, view, ink, signs: Arc::default() };
    let sheet = order.draw(&Ticket::new()).unwrap();
    let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24);
    assert!(near(at(&sheet, [10.0, 0.0]), BLUE) && near(at(&sheet, [10.0, 10.0]), RED), "before, and since");
    assert!(near(at(&sheet, [0.0, 0.0]), [120; 3]), "not yet");
}

#[test]
fn whoever_is_selected_has_a_ring() {
    let (plain, ringed) = (draw(12.0, Vec::new()), draw(12.0, vec![Sign::Selected]));
    let radius = person_radius(90.0) + 2.5 / 12.0;
    assert_eq!(at(&ringed, [0.0, -radius]), [255, 0, 255]);
    assert_ne!(at(&plain, [0.0, -radius]), [255, 0, 255]);
}

#[test]
fn threads_and_the_part_shown_do_not_matter() {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| draw(6.0, Vec::new()));
    let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap().install(|| draw(6.0, Vec::new()));
    assert_eq!(alone.pixels, many.pixels);
    let far = View { centre: [900.0, 900.0], ..alone.view };
    let order = Order {
        view: far,
        atlas: Some(alone.atlas.clone()),
        scored: alone.scored.clone(),
        ink: ink(),
        signs: Arc::default(),
    };
    assert!(order.draw(&Ticket::new()).unwrap().pixels.iter().all(|&byte| byte == 0));
}

#[test]
fn a_stop_is_heard() {
    let ticket = Ticket::new();
    ticket.stop();
    assert!(Atlas::new(&scored(), 9, &ticket).is_err());
}
