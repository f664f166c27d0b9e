//! The bar on top: the project, the five stations, search and tools; folds into a menu where the window is narrow.

use super::intent::{Ask, Intent, Intents};
use super::widgets::{self, icon};
use super::words;
use super::{Room, Scene, Screen, theme};
use crate::domain::holding::HoldStatus;
use crate::domain::model::FileKind;
use crate::project::{Command, Project};
use egui::{Align, Button, Key, Layout, Panel, RichText, Ui};
use egui_phosphor::regular as glyph;

/// Between the edges of the window and the bar's first and last word.
const EDGE: f32 = 16.0;
/// A tool with the space beside it.
const TOOL: f32 = 50.0;
/// Size of a station's mark.
const MARK: f32 = 16.0;
/// A project's name is cut short down to this before something else gives way.
const NAME: f32 = 150.0;

/// How much of the bar is shown at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    /// Everything, in words.
    Open,
    /// Without the product's name, and with a shorter search.
    Slim,
    /// The stations; the project and the rarer tools in a menu, search where it is asked for.
    Menu,
    /// As before, the stations without their marks.
    Bare,
}

impl Fold {
    /// With the room that the project's name has.
    fn of(ui: &Ui, project: &Project) -> (Fold, f32) {
        let wide = |text: &str, size: f32| {
            ui.painter().layout_no_wrap(text.to_owned(), theme::strong(size), egui::Color32::PLACEHOLDER).size().x
        };
        let padding = 2.0 * ui.spacing().button_padding.x + theme::SPACE_S;
        let bare: f32 = Room::ALL.iter().map(|&room| wide(room_word(room), theme::BODY) + padding).sum();
        let rooms = bare + Room::ALL.len() as f32 * (MARK + ui.spacing().icon_spacing);
        let name = wide(name(project), theme::BODY) + padding + 24.0;
        let brand = wide(words::tribewise(), theme::SECTION) + theme::SPACE_S;
        let tools = rooms + TOOL * 5.0 + theme::SPACE_L + 2.0 * EDGE;
        let room = ui.ctx().content_rect().width();
        let least = name.min(NAME);
        if room >= tools + brand + least + SEARCH {
            (Fold::Open, room - tools - brand - SEARCH)
        } else if room >= tools + least + SLIM_SEARCH {
            (Fold::Slim, room - tools - SLIM_SEARCH)
        } else if room >= rooms + TOOL * 4.0 + EDGE {
            (Fold::Menu, 0.0)
        } else {
            (Fold::Bare, 0.0)
        }
    }

    fn is_folded(self) -> bool {
        matches!(self, Fold::Menu | Fold::Bare)
    }
}

/// Width of the search field with its edges, where there is room and where there is little.
const SEARCH: f32 = 210.0 + 3.0 * theme::SPACE_S;
const SLIM_SEARCH: f32 = 130.0 + 3.0 * theme::SPACE_S;

/// The search field's own name, so that a shortcut can go there.
fn search_id() -> egui::Id {
    egui::Id::new("search")
}

/// Goes to the search field, which may be folded away.
pub fn go_to_search(ui: &Ui, screen: &mut Screen) {
    screen.is_search_open = true;
    ui.memory_mut(|memory| memory.request_focus(search_id()));
}

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let colours = theme::of(ui);
    let (fold, name_room) = Fold::of(ui, project);
    let (edge, high) = if fold.is_folded() { (8, 44.0) } else { (EDGE as i8, 52.0) };
    let frame = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::symmetric(edge, 6));
    screen.is_search_open &= fold.is_folded();
    Panel::top("top bar").exact_size(high).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            if screen.is_search_open {
                unfolded_search(ui, screen, project, scene);
                return;
            }
            if fold.is_folded() {
                ui.spacing_mut().item_spacing.x = theme::SPACE_XS;
                folded_menu(ui, screen, project, scene, intents);
            } else {
                if fold == Fold::Open {
                    ui.label(
                        RichText::new(words::tribewise()).font(theme::strong(theme::SECTION)).color(colours.accent),
                    );
                }
                project_menu(ui, project, scene, name_room, intents);
                ui.add_space(theme::SPACE_M);
            }
            for room in Room::ALL {
                room_button(ui, screen, project, room, fold);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if fold.is_folded() {
                    if icon(ui, glyph::MAGNIFYING_GLASS, words::search_hint(), true).clicked() {
                        go_to_search(ui, screen);
                    }
                    steps(ui, project, intents);
                    return;
                }
                tools(ui, screen, scene, intents);
                steps(ui, project, intents);
                search(ui, screen, project, scene, if fold == Fold::Open { 210.0 } else { 130.0 });
            });
        });
    });
}

fn name(project: &Project) -> &str {
    if project.document().name.is_empty() { words::untitled() } else { &project.document().name }
}

fn project_menu(ui: &mut Ui, project: &Project, scene: &Scene<'_>, room: f32, intents: &mut Intents) {
    ui.scope(|ui| {
        ui.set_max_width(room);
        let label = RichText::new(name(project)).font(theme::strong(theme::BODY));
        let caret = RichText::new(glyph::CARET_DOWN).font(theme::strong(theme::BODY));
        let button = Button::new(label).right_text(caret).frame_when_inactive(false).truncate();
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| of_project(ui, project, scene, intents));
    });
}

/// The project, the theme, the language and help, where the bar has no room for them.
fn folded_menu(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &Scene<'_>, intents: &mut Intents) {
    let label = RichText::new(glyph::LIST).size(18.0);
    let button = Button::new(label).frame_when_inactive(false).min_size(egui::vec2(30.0, 30.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        of_project(ui, project, scene, intents);
        widgets::hairline(ui);
        let (mark, name) = theme_name(scene);
        if ui.button(format!("{mark}  {name}")).clicked() {
            intents.ask(Ask::SetDark(!scene.is_dark));
            ui.close();
        }
        for language in other_languages() {
            if ui.button(format!("{}  {}", glyph::TRANSLATE, words::bar::speak(language))).clicked() {
                intents.ask(Ask::Speak(language));
                ui.close();
            }
        }
        if ui.button(format!("{}  {}", glyph::QUESTION, words::help())).clicked() {
            screen.is_help_open = !screen.is_help_open;
            ui.close();
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, words::bar::menu()));
    response.on_hover_text(words::bar::menu());
}

fn of_project(ui: &mut Ui, project: &Project, scene: &Scene<'_>, intents: &mut Intents) {
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
            let results = || document.imports.iter().filter(|import| import.kind().is_of_plan());
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

fn room_button(ui: &mut Ui, screen: &mut Screen, project: &Project, room: Room, fold: Fold) {
    let colours = theme::of(ui);
    let is_here = screen.room == room;
    let (mark, colour) = match station(project, room, screen.drafts.len()) {
        Station::Done => (glyph::CHECK_CIRCLE, colours.good),
        Station::NeedsYou => (glyph::CIRCLE_DASHED, colours.accent),
        Station::NotYet => (glyph::CIRCLE, colours.muted),
    };
    let face = if is_here { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
    let ink = if is_here { colours.accent } else { colours.ink };
    let (mark, word) =
        (RichText::new(mark).size(MARK).color(colour), RichText::new(room_word(room)).font(face).color(ink));
    let fill = if is_here { colours.accent_soft } else { colours.surface };
    let button = if fold == Fold::Bare { Button::new(word) } else { Button::new((mark, word)) };
    let button = button.fill(fill).stroke(egui::Stroke::NONE).min_size(egui::vec2(0.0, 32.0));
    let response = ui.add(button);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_here, room_word(room)));
    if response.clicked() {
        screen.room = room;
    }
}

fn tools(ui: &mut Ui, screen: &mut Screen, scene: &Scene<'_>, intents: &mut Intents) {
    if icon(ui, glyph::QUESTION, words::help(), true).clicked() {
        screen.is_help_open = !screen.is_help_open;
    }
    let (mark, name) = theme_name(scene);
    if icon(ui, mark, name, true).clicked() {
        intents.ask(Ask::SetDark(!scene.is_dark));
    }
    languages(ui, intents);
}

/// The theme that is not on, with its sign.
fn theme_name(scene: &Scene<'_>) -> (&'static str, &'static str) {
    if scene.is_dark { (glyph::SUN, words::light_theme()) } else { (glyph::MOON, words::dark_theme()) }
}

/// A step back and a step forward, from the right.
fn steps(ui: &mut Ui, project: &Project, intents: &mut Intents) {
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

fn other_languages() -> impl Iterator<Item = words::Language> {
    words::Language::ALL.into_iter().filter(|language| *language != words::spoken())
}

/// Goes over to another language, each named in itself.
pub fn languages(ui: &mut Ui, intents: &mut Intents) {
    for language in other_languages() {
        if icon(ui, glyph::TRANSLATE, words::bar::speak(language), true).clicked() {
            intents.ask(Ask::Speak(language));
        }
    }
}

/// The search in the place of the stations, until it is left.
fn unfolded_search(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>) {
    let before = scene.selection.clone();
    let wide = ui.available_width() - TOOL - 2.0 * theme::SPACE_S;
    search(ui, screen, project, scene, wide);
    let is_left = icon(ui, glyph::X, words::close(), true).clicked();
    let is_left = is_left || ui.input(|input| input.key_pressed(Key::Escape));
    if is_left || *scene.selection != before {
        screen.search.clear();
        screen.is_search_open = false;
    }
}

fn search(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, wide: f32) {
    let hint = RichText::new(words::search_hint()).color(theme::of(ui).muted);
    let edit = egui::TextEdit::singleline(&mut screen.search)
        .id(search_id())
        .hint_text(hint)
        .desired_width(wide)
        .min_size(egui::vec2(0.0, 30.0))
        .vertical_align(Align::Center)
        .margin(egui::Margin::symmetric(8, 4));
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, words::search_hint()));
    if screen.search.trim().is_empty() {
        screen.found.forget();
        return;
    }
    let Some(scored) = &project.derived().scored else { return };
    let found = screen.found.of(scored, project.document(), &screen.search);
    let has_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut chosen = if has_entered { found.first().cloned() } else { None };
    egui::Popup::from_response(&response).open(true).width(response.rect.width()).show(|ui| {
        if found.is_empty() {
            ui.label(words::nothing_found());
        }
        for hit in found.iter() {
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
