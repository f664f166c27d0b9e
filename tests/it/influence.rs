//! What influence is asked for and how it is weighed, as a person sets it in the window.

use crate::support::{DOUBLE, DOUBLE_NAME, SCORED, folder};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use tribewise::domain::influence::{Part, working};
use tribewise::domain::model::ScoreWeights;
use tribewise::ui::{Room, words};

/// The names on top of the list, best first.
fn top(window: &Window) -> Vec<u32> {
    window.project().derived().scored.as_ref().unwrap().scores.order[..10].to_vec()
}

#[test]
fn weights_rank_anew_at_once_and_come_back_with_one_step() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let before = top(&window);
    window.harness.get_by_role_and_label(Role::Button, words::influence::weights()).click_accesskit();
    window.harness.run_steps(6);
    let reach = words::people::part(tribewise::domain::influence::Part::Reach).0;
    for _ in 0..75 {
        window.press_on_slider(reach, Key::ArrowRight);
    }
    let weights = window.document().settings.weights;
    assert!(weights.reach > ScoreWeights::default().reach, "{weights:?}");
    let at_once = top(&window);
    window.until("scored anew", |window| window.project().derived().is_scored());
    assert_eq!(top(&window), at_once, "the quick ranking is the thorough one");
    assert_ne!(at_once, before);
    window.harness.get_by_role_and_label(Role::Button, words::influence::usual_weights()).click_accesskit();
    window.harness.run_steps(3);
    window.until("scored again", |window| window.project().derived().is_scored());
    assert_eq!((window.document().settings.weights, top(&window)), (ScoreWeights::default(), before));
}

#[test]
fn a_product_is_asked_for_and_the_share_has_a_suggestion() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.until("topics are listed", |window| !window.harness.state().screen().topics.is_empty());
    window.harness.run_steps(2);
    let before = top(&window);
    let topic = window.harness.state().screen().topics[0].clone();
    window.choose(words::influence::for_what(), &words::influence::topic(&topic));
    assert_eq!(window.document().settings.topic, topic.name);
    window.until("scored for it", |window| window.project().derived().is_scored());
    assert_ne!(top(&window), before);
    window.harness.get_by_role_and_label(Role::Button, words::influence::each_share()).click_accesskit();
    window.harness.run_steps(6);
    window.assert_says("People reached by share of influencers. 1 %:");
    let at = |window: &Window| {
        let share = window.document().share_percent;
        window.project().derived().cut().points.iter().position(|point| point.percent >= share - 0.01).unwrap()
    };
    let next = words::influence::next(window.project().derived().cut(), at(&window)).unwrap();
    window.assert_says(&next);
    // The curve rises, and what it suggests is taken with one click.
    let curve = window.project().derived().cut().clone();
    assert!(curve.points.windows(2).all(|pair| pair[0].n_reached <= pair[1].n_reached));
    let percent = curve.points[curve.knee.expect("in the town more stops paying somewhere")].percent;
    window.assert_says(&words::influence::knee(&curve));
    assert!((percent - window.document().share_percent).abs() > 0.01, "another share than the usual is suggested");
    let button = words::influence::use_knee(percent);
    window.harness.get_by_role_and_label(Role::Button, &button).click_accesskit();
    window.harness.run_steps(3);
    assert_eq!(window.document().share_percent, percent);
}

#[test]
fn a_card_has_five_bars_and_the_formula_adds_up_in_own_numbers() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    // A name with the rank by plain number of contacts beside it.
    let best = scored.scores.order[0] as usize;
    let influence = words::number::about(f64::from(scored.scores.influence[best].round()));
    window.assert_says(&words::people::beside(scored.scores.rank_by_contacts[best], &influence));
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    for part in [Part::ListenedTo, Part::Reach, Part::Closeness, Part::Position, Part::Persuasion] {
        window.assert_says(&format!("{}: ", words::people::part(part).0));
    }
    window.harness.get_by_role_and_label(Role::Button, words::people::formula_label()).click_accesskit();
    window.harness.run_steps(6);
    let settings = window.document().settings.clone();
    window.assert_says(&words::people::formula(&settings, !scored.scores.persuasion.is_empty()));
    let person = scored.people.row(DOUBLE).unwrap();
    let working = working(person, &scored.scores, &settings.weights).expect("these weights are in force");
    assert!((working.points.iter().sum::<f64>() - working.mean).abs() < 1e-9, "{working:?}");
    window.assert_says(&words::people::own(&working));
}
