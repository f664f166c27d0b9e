//! What stands around every room: the bar on top, the status below, shortcuts and notices.

use super::intent::{Ask, Intent, Intents};
use super::widgets::{self, icon};
use super::words;
use super::{Notice, Room, Scene, Screen, theme};
use crate::domain::holding::HoldStatus;
use crate::domain::model::FileKind;
use crate::project::{Command, Project};
use egui::{Align, Button, Key, KeyboardShortcut, Layout, Modifiers, Panel, RichText, Ui};
use egui_phosphor::regular as glyph;

const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
const REDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
const REDO_TOO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);
const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
const ADD: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
const HELP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);

/// The search field's own name, so that a shortcut can go there.
fn search_id() -> egui::Id {
    egui::Id::new("search")
}

pub fn shortcuts(ui: &mut Ui, screen: &mut Screen, intents: &mut Intents) {
    // The longer combinations first: they contain the shorter ones.
    let pressed = |shortcut: &KeyboardShortcut| ui.input_mut(|input| input.consume_shortcut(shortcut));
    if pressed(&REDO) || pressed(&REDO_TOO) {
        intents.0.push(Intent::Redo);
    } else if pressed(&UNDO) {
        intents.0.push(Intent::Undo);
    }
    if pressed(&SAVE_AS) {
        intents.ask(Ask::SaveAs);
    } else if pressed(&SAVE) {
        intents.ask(Ask::Save);
    }
    if pressed(&ADD) {
        intents.ask(Ask::ChooseFiles);
    }
    if pressed(&HELP) {
        screen.is_help_open = !screen.is_help_open;
    }
    if pressed(&KeyboardShortcut::new(Modifiers::COMMAND, Key::F)) {
        ui.memory_mut(|memory| memory.request_focus(search_id()));
    }
}

pub fn top_bar(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let colours = theme::of(ui);
    let frame = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::symmetric(16, 8));
    Panel::top("top bar").exact_size(52.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.label(RichText::new(words::tribewise()).font(theme::strong(theme::SECTION)).color(colours.accent));
            project_menu(ui, project, scene, intents);
            ui.add_space(theme::SPACE_M);
            for room in Room::ALL {
                room_button(ui, screen, project, room);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tools(ui, screen, project, scene, intents);
                search(ui, screen, project, scene);
            });
        });
    });
}

fn project_menu(ui: &mut Ui, project: &Project, scene: &Scene<'_>, intents: &mut Intents) {
    let name = if project.document().name.is_empty() { words::untitled() } else { &project.document().name };
    let label = RichText::new(format!("{name}  {}", glyph::CARET_DOWN)).font(theme::strong(theme::BODY));
    let button = Button::new(label).frame_when_inactive(false);
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_width(260.0);
        if let Some(name) = widgets::settled_field(ui, words::rename(), &project.document().name, words::untitled()) {
            intents.command(Command::RenameProject(name));
        }
        widgets::hairline(ui);
        if scene.has_file && ui.button(format!("{}  {}", glyph::FLOPPY_DISK, words::save_now())).clicked() {
            intents.ask(Ask::Save);
            ui.close();
        }
        if ui.button(format!("{}  {}", glyph::FILE_PLUS, words::save_as())).clicked() {
            intents.ask(Ask::SaveAs);
            ui.close();
        }
        if ui.button(format!("{}  {}", glyph::X, words::close_project())).clicked() {
            intents.ask(Ask::CloseProject);
            ui.close();
        }
    });
}

/// How far a station is: done, in need of the person, or not yet possible.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Station {
    Done,
    NeedsYou,
    NotYet,
}

fn station(project: &Project, room: Room, n_drafts: usize) -> Station {
    let document = project.document();
    let (is_scored, done_if) =
        (project.derived().is_scored(), |done: bool| if done { Station::Done } else { Station::NeedsYou });
    match room {
        Room::Data => done_if(document.has_ties() && n_drafts == 0),
        Room::People if is_scored => Station::Done,
        Room::Plan if is_scored => done_if(!document.plans.is_empty()),
        Room::People | Room::Plan => Station::NotYet,
        Room::Hold if document.imports.iter().all(|import| import.kind() != FileKind::Outgoing) => Station::NotYet,
        Room::Hold if document.diverted.is_empty() => Station::NotYet,
        Room::Hold => done_if(document.holds.iter().all(|hold| hold.status != HoldStatus::Held)),
        Room::Results => {
            let results = || document.imports.iter().filter(|import| import.kind() == FileKind::Results);
            if results().next().is_none() {
                Station::NotYet
            } else {
                done_if(results().all(|import| import.plan.is_some()))
            }
        }
    }
}

fn room_word(room: Room) -> &'static str {
    match room {
        Room::Data => words::room_data(),
        Room::People => words::room_people(),
        Room::Plan => words::room_plan(),
        Room::Hold => words::room_hold(),
        Room::Results => words::room_results(),
    }
}

fn room_button(ui: &mut Ui, screen: &mut Screen, project: &Project, room: Room) {
    let colours = theme::of(ui);
    let is_here = screen.room == room;
    let (mark, colour) = match station(project, room, screen.drafts.len()) {
        Station::Done => (glyph::CHECK_CIRCLE, colours.good),
        Station::NeedsYou => (glyph::CIRCLE_DASHED, colours.accent),
        Station::NotYet => (glyph::CIRCLE, colours.muted),
    };
    let face = if is_here { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
    let ink = if is_here { colours.accent } else { colours.ink };
    let atoms = (RichText::new(mark).size(16.0).color(colour), RichText::new(room_word(room)).font(face).color(ink));
    let fill = if is_here { colours.accent_soft } else { colours.surface };
    let button = Button::new(atoms).fill(fill).stroke(egui::Stroke::NONE).min_size(egui::vec2(0.0, 32.0));
    let response = ui.add(button);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_here, room_word(room)));
    if response.clicked() {
        screen.room = room;
    }
}

fn tools(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &Scene<'_>, intents: &mut Intents) {
    if icon(ui, glyph::QUESTION, words::help(), true).clicked() {
        screen.is_help_open = !screen.is_help_open;
    }
    let (mark, name) =
        if scene.is_dark { (glyph::SUN, words::light_theme()) } else { (glyph::MOON, words::dark_theme()) };
    if icon(ui, mark, name, true).clicked() {
        intents.ask(Ask::SetDark(!scene.is_dark));
    }
    languages(ui, intents);
    let redo = project.next_step().map(words::command::step);
    let name = redo.as_ref().map_or_else(|| words::bar::nothing_to_redo().to_owned(), |name| words::bar::redo(name));
    if icon(ui, glyph::ARROW_CLOCKWISE, &name, redo.is_some()).clicked() {
        intents.0.push(Intent::Redo);
    }
    let undo = project.last_step().map(words::command::step);
    let name = undo.as_ref().map_or_else(|| words::bar::nothing_to_undo().to_owned(), |name| words::bar::undo(name));
    if icon(ui, glyph::ARROW_COUNTER_CLOCKWISE, &name, undo.is_some()).clicked() {
        intents.0.push(Intent::Undo);
    }
}

/// Goes over to another language, each named in itself.
pub fn languages(ui: &mut Ui, intents: &mut Intents) {
    for language in words::Language::ALL.into_iter().filter(|language| *language != words::spoken()) {
        if icon(ui, glyph::TRANSLATE, words::bar::speak(language), true).clicked() {
            intents.ask(Ask::Speak(language));
        }
    }
}

fn search(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>) {
    let hint = RichText::new(words::search_hint()).color(theme::of(ui).muted);
    let edit = egui::TextEdit::singleline(&mut screen.search)
        .id(search_id())
        .hint_text(hint)
        .desired_width(210.0)
        .min_size(egui::vec2(0.0, 30.0))
        .vertical_align(Align::Center)
        .margin(egui::Margin::symmetric(8, 4));
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, words::search_hint()));
    if screen.search.trim().is_empty() {
        return;
    }
    let Some(scored) = &project.derived().scored else { return };
    let found = super::lists_view::find(scored, project.document(), &screen.search, 8);
    let has_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut chosen = if has_entered { found.first().cloned() } else { None };
    egui::Popup::from_response(&response).open(true).width(response.rect.width()).show(|ui| {
        if found.is_empty() {
            ui.label(words::nothing_found());
        }
        for hit in &found {
            if ui.add(Button::new(hit.text.as_str()).frame_when_inactive(false)).clicked() {
                chosen = Some(hit.clone());
            }
        }
    });
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        screen.search.clear();
    }
    if let Some(hit) = chosen {
        let before = scene.selection.clone();
        hit.select(scene.selection);
        if ui.input(|input| input.modifiers.shift) {
            // With shift held, whoever is found joins those selected.
            scene.selection.tribes.extend(before.tribes.iter());
            scene.selection.people.extend(before.people.iter());
        }
        screen.search.clear();
        if !matches!(screen.room, Room::People | Room::Plan) {
            screen.room = Room::People;
        }
    }
}

pub fn status_bar(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let colours = theme::of(ui);
    let frame = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::symmetric(16, 0));
    Panel::bottom("status").exact_size(30.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let quiet = |text: String| RichText::new(text).size(theme::CAPTION).color(colours.muted);
            let mut parts = Vec::new();
            if let Some(overview) = project.derived().overview() {
                parts.push(words::people::in_tribes(overview.n_in_tribes, overview.n_tribes));
            }
            if let Some(visible) = project.derived().visible() {
                parts.push(words::filter::visible(visible.n, visible.of));
            }
            if !scene.selection.is_empty() {
                parts.extend(project.derived().scored.as_ref().map(|scored| {
                    let (n_people, n_tribes) = screen.map.counted(scene.selection, &scored.tribes);
                    words::selected(n_people, n_tribes)
                }));
            }
            parts.push(words::kept(scene.is_saved_to_file, scene.has_file).to_owned());
            ui.label(quiet(parts.join("  ·  ")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let Some(progress) = scene.progress else { return };
                if icon(ui, glyph::X_CIRCLE, words::stop(), true).clicked() {
                    intents.ask(Ask::StopWork);
                }
                if progress.total > 0 {
                    let share = progress.done as f32 / progress.total as f32;
                    ui.add(egui::ProgressBar::new(share).desired_width(120.0).desired_height(6.0).fill(colours.accent));
                } else {
                    ui.add(egui::Spinner::new().size(14.0).color(colours.accent));
                }
                ui.label(quiet(words::progress(progress)));
            });
        });
    });
}

/// Seconds that good news stays; trouble stays until it is put away.
const GOOD_NEWS_SECONDS: f64 = 8.0;

fn forget_old(ui: &Ui, notices: &mut Vec<Notice>) {
    let now = ui.input(|input| input.time);
    for notice in notices.iter_mut().filter(|notice| !notice.is_trouble) {
        let left = *notice.shown_at.get_or_insert(now) + GOOD_NEWS_SECONDS - now;
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left.max(0.0)));
    }
    let is_over = |notice: &Notice| notice.shown_at.is_some_and(|at| now >= at + GOOD_NEWS_SECONDS);
    notices.retain(|notice| !is_over(notice));
}

pub fn notices(ui: &mut Ui, notices: &mut Vec<Notice>) {
    if notices.is_empty() {
        return;
    }
    forget_old(ui, notices);
    let colours = theme::of(ui);
    let area = egui::Area::new(egui::Id::new("notices")).anchor(egui::Align2::CENTER_BOTTOM, [0.0, -42.0]);
    let mut closed = None;
    area.order(egui::Order::Foreground).show(ui.ctx(), |ui| {
        for (n, notice) in notices.iter().enumerate() {
            let (mark, colour) =
                if notice.is_trouble { (glyph::WARNING, colours.care) } else { (glyph::CHECK_CIRCLE, colours.good) };
            egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(mark).size(18.0).color(colour));
                    ui.add(egui::Label::new(&notice.text).wrap_mode(egui::TextWrapMode::Extend));
                    if icon(ui, glyph::X, words::close(), true).clicked() {
                        closed = Some(n);
                    }
                });
            });
        }
    });
    if let Some(n) = closed {
        notices.remove(n);
    }
}

/// A place that is typed, where the system has no file dialog.
#[derive(Clone, Debug)]
pub struct TypedPath {
    pub title: String,
    /// What is to be typed.
    pub hint: &'static str,
    pub typed: String,
}

/// Where the system has no file dialog, the place can be typed.
pub fn typed_path(ui: &mut Ui, screen: &mut Screen, intents: &mut Intents) {
    let Some(TypedPath { title, hint, typed }) = &mut screen.typed_path else { return };
    let modal = egui::Modal::new(egui::Id::new("typed path"));
    let frame = egui::Frame::window(ui.style()).inner_margin(egui::Margin::same(20));
    let modal = modal.frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        ui.label(RichText::new(title.as_str()).font(theme::strong(theme::SECTION)));
        widgets::caption(ui, *hint);
        let edit = egui::TextEdit::singleline(typed).desired_width(f32::INFINITY).min_size(egui::vec2(0.0, 30.0));
        let field = ui.add(edit.vertical_align(Align::Center));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, words::dialog::place()));
        let has_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::primary(ui, words::dialog::use_label(), !typed.trim().is_empty()).clicked() || has_entered {
                intents.ask(Ask::TypedPath(typed.trim().to_owned()));
            }
            if widgets::plain(ui, words::cancel(), true).clicked() {
                intents.ask(Ask::NoPath);
            }
        });
    });
    if modal.should_close() {
        intents.ask(Ask::NoPath);
    }
}
