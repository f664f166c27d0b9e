//! Somebody at the window: looks for words and buttons through the accessibility tree, clicks, types and waits; knows
//! nothing of what a test wants.

use crate::support::write_town;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::{Harness, HarnessBuilder, Node, kittest::NodeT, kittest::Queryable};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tribewise::app::App;
use tribewise::domain::campaign::Plan;
use tribewise::project::{Document, Project};
use tribewise::shell::dialogs::FixedPicker;
use tribewise::ui::{Room, words};

/// The town that tests of the window look at.
pub const N_PEOPLE: usize = 120;

/// The window on a folder, with the answers that file dialogs will give.
#[derive(Debug)]
pub struct Window {
    pub harness: Harness<'static, App>,
}

impl Window {
    pub fn open(folder: &Path, answers: &[&[&str]]) -> Window {
        let answers: Vec<Vec<PathBuf>> =
            answers.iter().map(|names| names.iter().map(|name| folder.join(name)).collect()).collect();
        let home = folder.join("home");
        let picker = FixedPicker::new(answers);
        Window::build(Harness::builder().with_size([1280.0, 800.0]), home, picker)
    }

    /// The window as a builder says.
    pub fn build(builder: HarnessBuilder<App>, home: PathBuf, picker: FixedPicker) -> Window {
        Window::with_app(builder, move |ctx| App::new(ctx, home, Box::new(picker)))
    }

    /// The window of this program.
    pub fn with_app(builder: HarnessBuilder<App>, app: impl FnOnce(&egui::Context) -> App + 'static) -> Window {
        let mut harness = builder.build_eframe(move |creation| app(&creation.egui_ctx));
        harness.run_steps(3);
        Window { harness }
    }

    /// The window with the town in it, scored; `answers` are for what comes after.
    pub fn with_town(folder: &Path, files: &[&str], answers: &[&[&str]]) -> Window {
        write_town(folder, N_PEOPLE);
        let mut window = Window::open(folder, answers);
        window.fill(folder, files);
        window
    }

    /// Opens a project and waits until everybody in it is scored.
    pub fn open_scored(&mut self, path: PathBuf) {
        self.harness.state_mut().open_document(path);
        let is_scored = |app: &App| app.project().is_some_and(|project| project.derived().is_scored());
        self.until("it is open and scored", |window| is_scored(window.harness.state()));
        self.harness.run_steps(3);
    }

    /// Adds files and waits until everybody is scored.
    pub fn fill(&mut self, folder: &Path, files: &[&str]) {
        self.add(folder, files);
        self.until("people are scored", |window| window.project().derived().is_scored());
        self.harness.run_steps(3);
    }

    /// Hands files over as a drop does, and adds them.
    pub fn add(&mut self, folder: &Path, files: &[&str]) {
        let n_before = self.harness.state().project().map_or(0, |project| project.document().imports.len());
        self.harness.state_mut().add_paths(files.iter().map(|name| folder.join(name)).collect());
        self.until("the files are looked at", |window| window.harness.state().screen().drafts.len() == files.len());
        self.click(&words::data::add_drafts(files.len()));
        self.until("the files are added", |window| window.project().document().imports.len() == n_before + files.len());
        self.harness.run_steps(3);
    }

    /// Steps until something is so; a generous deadline stands for "never".
    pub fn until(&mut self, what: &str, is_so: impl Fn(&mut Window) -> bool) {
        let deadline = Instant::now() + Duration::from_mins(2);
        while !is_so(self) {
            assert!(Instant::now() < deadline, "never: {what}; on the screen: {:#?}", self.texts());
            self.harness.step();
            // The worker has the machine meanwhile.
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub fn project(&self) -> &Project {
        self.harness.state().project().expect("a project is open")
    }

    pub fn document(&self) -> Arc<Document> {
        self.project().document().clone()
    }

    pub fn plan(&self) -> Arc<Plan> {
        self.document().plans.last().expect("there is a plan").clone()
    }

    /// Everything that is said on the screen.
    pub fn texts(&self) -> Vec<String> {
        let said = |node: Node<'_>| {
            let node = node.accesskit_node();
            if node.role() == Role::Label { node.value() } else { node.label() }
        };
        self.harness.root().children_recursive().filter_map(said).collect()
    }

    /// The first text that contains these words.
    pub fn text_with(&self, words: &str) -> Option<String> {
        self.texts().into_iter().find(|text| text.contains(words))
    }

    pub fn says(&self, words: &str) -> bool {
        self.text_with(words).is_some()
    }

    #[track_caller]
    pub fn assert_says(&self, words: &str) {
        assert!(self.says(words), "“{words}” is not among {:#?}", self.texts());
    }

    /// Asserts that a button has this whole name.
    #[track_caller]
    pub fn assert_button(&self, name: &str) {
        let found = self.harness.query_all_by_role_and_label(Role::Button, name).next();
        assert!(found.is_some(), "no button “{name}” among {:#?}", self.texts());
    }

    /// Clicks the button of this whole name; the first where there are several.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.assert_button(name);
        let at = self.harness.query_all_by_role_and_label(Role::Button, name).next().unwrap().rect().center();
        self.click_at(at, 1);
    }

    /// So many quick clicks in one place.
    pub fn click_at(&mut self, at: egui::Pos2, n: usize) {
        let button = |pressed| egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let clicks = std::iter::repeat_n([button(true), button(false)], n).flatten();
        self.harness.input_mut().events.extend(std::iter::once(egui::Event::PointerMoved(at)).chain(clicks));
        self.harness.run_steps(3);
    }

    /// Chooses from the list of this name.
    pub fn choose(&mut self, list: &str, item: &str) {
        // What lies below the visible part cannot be clicked, nor what still glides there.
        let place = |window: &Window| window.harness.get_by_role_and_label(Role::ComboBox, list).rect();
        self.harness.get_by_role_and_label(Role::ComboBox, list).scroll_to_me();
        self.harness.run_steps(2);
        for _ in 0..40 {
            let before = place(self);
            self.harness.run_steps(2);
            if place(self) == before {
                break;
            }
        }
        // A list that an assistive click left open is closed by the first click.
        for _ in 0..2 {
            self.harness.get_by_role_and_label(Role::ComboBox, list).click();
            self.harness.run_steps(3);
            if self.harness.query_all_by_role_and_label(Role::Button, item).next().is_some() {
                break;
            }
        }
        let found = self.harness.query_all_by_role_and_label(Role::Button, item).next();
        found.unwrap_or_else(|| panic!("no “{item}” among {:#?}", self.texts())).click_accesskit();
        self.harness.run_steps(3);
    }

    /// A button whose name contains these words.
    #[track_caller]
    pub fn click_part(&mut self, words: &str) {
        let name = self.button_with(words).unwrap_or_else(|| panic!("no button with “{words}” in {:#?}", self.texts()));
        self.click(&name);
    }

    pub fn button_with(&self, words: &str) -> Option<String> {
        let mut found = self.harness.query_all_by_label_contains(words).filter_map(|node| {
            let node = node.accesskit_node();
            (node.role() == Role::Button).then(|| node.label()).flatten()
        });
        found.next()
    }

    pub fn go(&mut self, room: Room) {
        let name = match room {
            Room::Data => words::room_data(),
            Room::People => words::room_people(),
            Room::Plan => words::room_plan(),
            Room::Hold => words::room_hold(),
            Room::Results => words::room_results(),
        };
        self.click(name);
        assert_eq!(self.harness.state().screen().room, room);
    }

    /// Presses a key on the slider of this name.
    pub fn press_on_slider(&mut self, name: &str, key: Key) {
        self.harness.get_by_role_and_label(Role::Slider, name).focus();
        self.harness.run_steps(2);
        self.harness.key_press(key);
        self.harness.run_steps(2);
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    /// Waits for a file to be written; its bytes.
    pub fn written(&mut self, path: &Path) -> Vec<u8> {
        self.until("the file is written", |_| path.is_file());
        self.until("the file is said to be written", |window| window.says(&words::export::written("")));
        // The sentence comes into its place.
        self.harness.run_steps(3);
        std::fs::read(path).unwrap()
    }

    pub fn tribe_at(&self, id: u32) -> egui::Pos2 {
        let rect = self.harness.get_by_label_contains("Map of ").rect();
        self.harness.state().screen().map.tribe_on_screen(id, rect).expect("the tribe is drawn")
    }
}
