//! What those whose word others follow are called: in the window, in files and on the command line.

use crate::support::{Program, SCORED, folder, town_project, write_town, xlsx_text};
use crate::visitor::Window;
use tribewise::domain::export::{CsvStyle, Kind};
use tribewise::domain::model::Wording;
use tribewise::project::{Command, Export, Surroundings, bytes};
use tribewise::ui::words::{self, calling};
use tribewise::ui::{Room, map};

#[test]
fn another_word_stands_in_every_sentence_of_the_window_and_is_taken_back_with_one_step() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.assert_says("Share to call influencers");
    window.choose(calling::call_them(), calling::name(Wording::Ambassador));
    assert_eq!(window.document().wording, Wording::Ambassador);
    window.harness.run_steps(3);
    window.assert_says("Share to call ambassadors");
    window.assert_says(" ambassadors. They and those who hear them directly");
    // Nothing but the name to choose says it the other way.
    let says_it =
        |text: &String| text.to_lowercase().contains("influencer") && text != calling::name(Wording::Influencer);
    let left: Vec<String> = window.texts().into_iter().filter(says_it).collect();
    assert!(left.is_empty(), "{left:?}");
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    window.harness.run_steps(3);
    window.assert_says("Share to call influencers");
    words::calling::call(Wording::Influencer);
}

#[test]
fn files_say_the_word_and_the_command_line_sets_it() {
    let mut project = town_project(300);
    let around =
        Surroundings { today: "2026-11-21".into(), csv: CsvStyle::ExactForSystems, picture: map::picture_style() };
    let leaving = |project: &tribewise::project::Project, kind, extension: &str| {
        bytes(&Export::Table(kind), extension, &project.snapshot(), &around).unwrap()
    };
    assert!(xlsx_text(&leaving(&project, Kind::Flags, "xlsx")).contains("influencer: the others"));
    project.apply(Command::SetWording(Wording::OpinionLeader)).unwrap();
    let flags = xlsx_text(&leaving(&project, Kind::Flags, "xlsx"));
    assert!(flags.contains("opinion leader: the others") && !flags.to_lowercase().contains("influencer"), "{flags}");
    let list = xlsx_text(&leaving(&project, Kind::Influencers, "xlsx"));
    assert!(!list.to_lowercase().contains("influencer"), "{list}");
    let folder = folder();
    write_town(folder.path(), 300);
    let program = Program::new(folder.path());
    program.json(&[&["import", "p.tribewise"][..], &SCORED, &["--yes"]].concat());
    assert_eq!(program.json(&["show", "p.tribewise", "--call", "connector"])["called"], "connector");
    assert_eq!(program.json(&["show", "p.tribewise"])["called"], "connector", "kept with the project");
    assert!(program.fails(64, &["show", "p.tribewise", "--call", "boss"]).contains("opinion-leader"));
}
