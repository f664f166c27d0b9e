//! How sure ranks are and how old a list is: in the lists, on the card and in the files that leave.

use crate::filters::go_to_list;
use crate::support::{SCORED, csv_column, folder, score_now, town_project, xlsx_text};
use crate::visitor::Window;
use std::sync::Arc;
use tribewise::domain::export::{CsvStyle, Kind};
use tribewise::domain::influence::certainty::Certainty;
use tribewise::domain::listing::PersonColumn;
use tribewise::domain::ticket::Ticket;
use tribewise::domain::turnover::Age;
use tribewise::project::{Command, Export, Project, Surroundings, bytes};
use tribewise::ui::words::{certainty as say, table};
use tribewise::ui::{Room, words};

fn around() -> Surroundings {
    Surroundings {
        today: "2026-11-21".into(),
        csv: CsvStyle::ExactForSystems,
        picture: tribewise::ui::map::picture_style(),
    }
}

fn leaving(project: &Project, kind: Kind, extension: &str) -> Vec<u8> {
    bytes(&Export::Table(kind), extension, &project.snapshot(), &around()).unwrap()
}

#[test]
fn the_lists_and_the_card_say_how_sure_a_rank_is() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.until("it is known how sure ranks are", |window| window.project().derived().certainty().is_some());
    window.harness.run_steps(3);
    let known = window.project().derived().certainty().unwrap().clone();
    let scored = window.project().derived().scored.clone().unwrap();
    let ranks: Vec<u32> = scored.scores.order.iter().map(|&person| known.shown(person).unwrap().rank).collect();
    assert!(ranks.windows(2).all(|two| two[0] <= two[1]), "shown ranks never fall down the list");
    assert!(ranks.iter().zip(1u32..).all(|(&shown, rank)| shown <= rank));
    let n = scored.scores.top_percent(window.document().share_percent).len();
    let (sure, possible) = known.sure_and_possible(n);
    window.assert_says(&say::of_list(n, sure, possible));
    window.click(table::as_table());
    go_to_list(&mut window, words::people::people());
    window.until("the list is there", |window| window.says("Person: "));
    window.harness.run_steps(3);
    window.assert_says(table::person_column(PersonColumn::CouldBe));
    let first = scored.scores.order[0];
    window.assert_says(&say::between(known.range(first).unwrap()));
    window.click(&format!("Person: {}", scored.people.label(first)));
    let shown = known.shown(first).unwrap();
    window.assert_says(&say::of_person(1, known.range(first).unwrap(), shown));
    assert_eq!((say::rank(Some(shown), 1).starts_with('='), shown.rank), (shown.is_shared(), 1));
    // Other scores are on show: what was known of the old ones is not said of them.
    let mut settings = window.document().settings.clone();
    settings.weights.reach = 0.9;
    let mut project = window.project().clone();
    project.apply(Command::SetSettings(settings)).unwrap();
    assert!(project.derived().certainty().is_none());
}

#[test]
fn a_list_that_is_too_old_says_so_and_offers_newer_files() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let newest = window.project().derived().newest_day(&window.document()).unwrap();
    assert_eq!(newest, "2026-08-30");
    let age = Age::new(&newest, &tribewise::shell::clock::today(), None, 3.0).unwrap();
    assert!(age.is_stale());
    window.assert_says(&say::age(age));
    window.assert_button(say::new_month());
}

#[test]
fn lists_that_leave_have_the_range_of_every_rank_and_the_formula_in_force() {
    let mut project = town_project(300);
    let mut settings = project.document().settings.clone();
    settings.weights.position = 0.4;
    project.apply(Command::SetSettings(settings.clone())).unwrap();
    score_now(&mut project);
    let scored = project.derived().scored.clone().unwrap();
    let known = Arc::new(Certainty::of(&scored, &settings, &Ticket::new()).unwrap());
    for kind in [Kind::People, Kind::Influencers] {
        let bytes = leaving(&project, kind, "csv");
        let ids = csv_column(&bytes, "id");
        let column = |name: &str| csv_column(&bytes, name);
        let (best, worst) = (column("rank_at_best"), column("rank_at_worst"));
        for (at, id) in ids.iter().enumerate() {
            let range = known.range(scored.people.row(id).unwrap());
            let told = |rank: Option<u32>| rank.map(|rank| rank.to_string()).unwrap_or_default();
            assert_eq!((&best[at], &worst[at]), (&told(range.map(|r| r.best)), &told(range.map(|r| r.worst))), "{id}");
        }
    }
    let workbook = xlsx_text(&leaving(&project, Kind::Influencers, "xlsx"));
    // 0.4 of 0.4 + 0.25 + 0.2 + 0.4.
    assert!(workbook.contains("0.32 × listened_to + 0.2 × reach + 0.16 × closeness + 0.32 × position"), "{workbook}");
    // What was worked out in the window is what leaves.
    assert!(project.accept_certainty(project.derived().n_taken(), known.clone()));
    assert_eq!(project.derived().certainty(), Some(&known));
    assert!(!project.accept_certainty(project.derived().n_taken() + 1, known));
}
