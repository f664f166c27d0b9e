//! What stands around every room below its bar: the status, shortcuts and notices.

use super::intent::{Ask, Intent, Intents};
use super::widgets::{self, icon};
use super::words;
use super::{Notice, Scene, Screen, theme};
use crate::project::Project;
use egui::{Align, Key, KeyboardShortcut, Layout, Modifiers, Panel, RichText, Ui};
use egui_phosphor::regular as glyph;

const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
const REDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
const REDO_TOO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);
const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
const ADD: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
const HELP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);

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
        super::bar_view::go_to_search(ui, screen);
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
            let said = quiet(parts.join("  ·  "));
            let all_said = |ui: &mut egui::Ui| {
                let left = Layout::left_to_right(Align::Center);
                ui.with_layout(left, |ui| ui.add(egui::Label::new(said).truncate()));
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let Some(progress) = scene.progress else {
                    all_said(ui);
                    return;
                };
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
                all_said(ui);
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

/// A longer sentence is read more easily in several lines.
const NOTICE_WIDTH: f32 = 760.0;

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
                    let wide = (ui.ctx().content_rect().width() - 120.0).min(NOTICE_WIDTH);
                    let (extend, style) = (egui::TextWrapMode::Extend, egui::TextStyle::Body);
                    let line = egui::WidgetText::from(&notice.text).into_galley(ui, Some(extend), f32::INFINITY, style);
                    if line.size().x <= wide {
                        ui.add(egui::Label::new(&notice.text).extend());
                    } else {
                        ui.vertical(|ui| {
                            ui.set_max_width(wide);
                            ui.add(egui::Label::new(&notice.text).wrap());
                        });
                    }
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
