//! The board of a plan's tasks on paper: every task of those who may be contacted, with a box to tick, in the window and on
//! the command line.

use crate::privacy::find;
use crate::support::{
    DOUBLE, DOUBLE_NAME, OPTED_OUT, Program, SCORED, assert_no_trace, folder, town_project, write_town,
};
use crate::visitor::Window;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tribewise::app::App;
use tribewise::domain::campaign::{FrozenCells, Ids, Launch, PlanEdit, TaskState, Treatment};
use tribewise::domain::export::CsvStyle;
use tribewise::project::{Command, Export, LeavingProblem, Surroundings, board_sheets, bytes};
use tribewise::shell::clock;
use tribewise::shell::dialogs::FixedPicker;
use tribewise::shell::printing::Viewer;
use tribewise::ui::words::{self, doing, privacy};
use tribewise::ui::{Room, map};

const P: &str = "p.tribewise";

fn around() -> Surroundings {
    Surroundings { today: "2026-11-25".into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() }
}

#[test]
fn everybody_who_may_be_contacted_is_on_paper_once_with_day_owner_and_box() {
    let mut project = town_project(120);
    let edits = vec![
        PlanEdit::SetTreatment(Treatment::ExecutiveCall),
        PlanEdit::AddTreatment(Treatment::Coupon),
        PlanEdit::SetOwner("Ada Rossi".into()),
        PlanEdit::SetStartsOn("2026-11-23".into()),
        PlanEdit::SetEndsOn("2026-12-23".into()),
    ];
    project.apply(Command::BeginPlan { name: "Autumn & after".into(), edits }).unwrap();
    let plan = project.document().plans[0].id;
    let scored = project.derived().scored.clone().unwrap();
    let best = scored.scores.order.iter().map(|&person| scored.people.ids[person as usize].clone());
    let mut treated: Vec<String> = best.take(60).filter(|id| id != DOUBLE).collect();
    treated.extend([OPTED_OUT.to_owned(), DOUBLE.to_owned()]);
    let cells = FrozenCells { treated: treated.clone(), ..FrozenCells::default() };
    let launch = Launch { on: "2026-11-21".into(), audience: Ids::from(treated) };
    project.apply(Command::EditPlan { plan, edit: PlanEdit::Launch { cells, launch } }).unwrap();
    let mark = |job: String, state, on: &str| PlanEdit::MarkTasks { tasks: vec![(1, job)], state, on: on.into() };
    let note = PlanEdit::NoteOutcome { treatment: 1, job: format!("#{DOUBLE}"), text: "glad of it".into() };
    for edit in [mark(format!("#{DOUBLE}"), TaskState::Done, "2026-11-24"), note] {
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
    let sheets = board_sheets(plan, None, &project.snapshot(), &around()).unwrap();
    let all = sheets.concat();
    assert_no_trace("board.svg", all.as_bytes());
    let board = project.derived().work(plan).unwrap().board.clone();
    assert!(sheets.len() > 1 && board.tasks.len() > 60);
    assert_eq!(all.matches("<rect x=").count(), board.tasks.len(), "a box for each task");
    assert_eq!(all.matches("l3.4 3.6").count(), 1, "one is ticked");
    assert_eq!(all.matches(">Ada Rossi<").count(), board.tasks.len());
    assert!(all.contains(DOUBLE_NAME) && all.contains("glad of it") && all.contains("Autumn &amp; after"));
    assert!(all.contains(">Mon 23 Nov 2026<") && all.contains("late") && all.contains(">Page 1 of "));
    // One treatment alone; the same bytes each time; nothing while people are to be scored anew.
    let only = board_sheets(plan, Some(2), &project.snapshot(), &around()).unwrap().concat();
    assert_eq!(only.matches("<rect x=").count(), 2, "the coupons are made ready and handed over");
    let list = Export::TaskBoard { plan, of: None };
    let pdf = bytes(&list, "pdf", &project.snapshot(), &around()).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.5"));
    assert_eq!(pdf, bytes(&list, "pdf", &project.snapshot(), &around()).unwrap());
    if let Some(to) = std::env::var_os("TRIBEWISE_SHOW") {
        std::fs::write(to, &pdf).unwrap();
    }
    println!("{} tasks on {} pages, {} kB", board.tasks.len(), sheets.len(), pdf.len() / 1_000);
    let nothing = bytes(&Export::TaskBoard { plan, of: Some(9) }, "pdf", &project.snapshot(), &around());
    assert!(matches!(nothing, Err(LeavingProblem::Table(_))));
    let messages = project.document().imports.iter().find(|import| import.file_name == "messages.csv").unwrap().id;
    project.apply(Command::TakeBackImport(messages)).unwrap();
    assert_eq!(board_sheets(plan, None, &project.snapshot(), &around()), Err(LeavingProblem::NotScored));
}

#[test]
fn the_command_line_prints_the_board() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P], &SCORED[..]].concat());
    program.json(&["plan", P, "new", "--name", "Spring", "--treatment", "executive call"]);
    let said = program.json(&["export", P, "tasks", "--plan", "Spring", "--to", "board.pdf"]);
    let pdf = std::fs::read(folder.path().join("board.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF") && said["bytes"] == pdf.len());
    program.fails(64, &["export", P, "call-sheet", "--plan", "Spring", "--to", "calls.pdf"]);
}

#[test]
fn the_page_of_tasks_saves_it() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&["list.csv"], &["board.pdf"]]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.harness.run_steps(3);
    window.click(doing::page_tasks());
    window.until("the tasks are there", |window| window.says(doing::save_pdf()));
    window.click(words::export::shortlist());
    window.written(&folder.path().join("list.csv"));
    window.click(doing::save_pdf());
    assert!(window.written(&folder.path().join("board.pdf")).starts_with(b"%PDF"));
}

/// Notes what it was handed.
#[derive(Debug, Default)]
struct NotingViewer {
    shown: Mutex<Vec<(PathBuf, Vec<u8>)>>,
    is_missing: bool,
}

impl Viewer for NotingViewer {
    fn show(&self, path: &Path) -> io::Result<()> {
        self.shown.lock().unwrap().push((path.to_owned(), std::fs::read(path)?));
        if self.is_missing { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
    }
}

/// A window whose pages are shown by this.
fn window_shown_by(folder: &Path, viewer: Arc<NotingViewer>) -> Window {
    let home = folder.join("home");
    let app = move |ctx: &egui::Context| App::new(ctx, home, Box::new(FixedPicker::new([]))).shown_by(viewer);
    let mut window = Window::with_app(egui_kittest::Harness::builder().with_size([1280.0, 800.0]), app);
    window.harness.run_steps(3);
    window
}

/// The tasks of a plan of the town, in such a window.
fn tasks_shown_by(folder: &Path, viewer: Arc<NotingViewer>) -> Window {
    write_town(folder, 120);
    let mut window = window_shown_by(folder, viewer);
    window.fill(folder, &SCORED);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.harness.run_steps(3);
    window.click(doing::page_tasks());
    window.until("the tasks are there", |window| window.says(doing::print()));
    window
}

/// Erases somebody on the page of privacy.
pub fn erase(window: &mut Window, id: &str) {
    window.go(Room::Data);
    window.click(privacy::title());
    find(window, id);
    window.click(&privacy::of(privacy::erase(), id));
    window.click(privacy::erase_now());
    window.until("they are erased", |window| window.document().decisions.respect.n_erased == 1);
}

#[test]
fn the_board_is_printed_by_the_viewer_and_nothing_of_it_stays() {
    let folder = folder();
    let (home, viewer) = (folder.path().join("home"), Arc::new(NotingViewer::default()));
    let mut window = tasks_shown_by(folder.path(), viewer.clone());
    window.click(doing::print());
    window.until("it is shown", |window| window.says(words::export::shown_for_print()));
    let (path, bytes) = viewer.shown.lock().unwrap()[0].clone();
    let plan = window.plan();
    let board = Export::TaskBoard { plan: plan.id, of: None };
    let around = Surroundings { today: clock::today(), ..around() };
    assert_eq!(bytes, tribewise::project::bytes(&board, "pdf", &window.project().snapshot(), &around).unwrap());
    assert_eq!(path.file_name().unwrap().to_string_lossy(), format!("{} tasks.pdf", plan.name));
    assert!(path.starts_with(&home), "in the program's own folder");
    // Pages name people: who is erased is on none, and none outlast the program's next start.
    erase(&mut window, DOUBLE);
    assert!(!path.exists());
    window.go(Room::Plan);
    window.until("people are scored anew", |window| window.project().derived().is_scored());
    window.until("the tasks are there", |window| window.says(doing::print()));
    window.click(doing::print());
    window.until("they are shown again", |_| viewer.shown.lock().unwrap().len() == 2);
    let (path, _) = viewer.shown.lock().unwrap()[1].clone();
    window.until("that is said", |window| window.says(words::export::shown_for_print()));
    // Another window leaves alone what this one may still show.
    let other = Window::open(folder.path(), &[]);
    assert!(path.exists());
    drop((other, window));
    let _window = Window::open(folder.path(), &[]);
    assert!(!path.exists() && !home.join("printed").exists());
}

#[test]
fn a_plan_with_the_longest_name_is_printed() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P, "--yes"], &SCORED[..]].concat());
    let name = ["Spring à"; 40].join(" ");
    program.json(&["plan", P, "new", "--name", &name, "--share", "10"]);
    let viewer = Arc::new(NotingViewer::default());
    let mut window = window_shown_by(folder.path(), viewer.clone());
    window.open_scored(folder.path().join(P));
    window.go(Room::Plan);
    window.click(doing::page_tasks());
    window.until("the tasks are there", |window| window.says(doing::print()));
    window.click(doing::print());
    window.until("it is shown", |window| window.says(words::export::shown_for_print()));
    let (path, bytes) = viewer.shown.lock().unwrap()[0].clone();
    let file_name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(file_name.starts_with("Spring à Spring à") && path.extension().unwrap() == "pdf", "{file_name}");
    assert!(file_name.len() < 143, "{file_name}: the shortest names that a disk takes");
    assert!(bytes.starts_with(b"%PDF"));
}

#[test]
fn where_nothing_shows_pages_it_is_said_where_they_lie() {
    let folder = folder();
    let viewer = Arc::new(NotingViewer { is_missing: true, ..NotingViewer::default() });
    let mut window = tasks_shown_by(folder.path(), viewer.clone());
    window.click(doing::print());
    window.until("it was tried", |_| viewer.shown.lock().unwrap().len() == 1);
    let (path, bytes) = viewer.shown.lock().unwrap()[0].clone();
    let said = words::export::not_shown(&path.display().to_string());
    window.until("that is said", |window| window.says(&said));
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "to be opened by hand");
}
