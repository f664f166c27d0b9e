//! The strip under the map by which earlier moments are looked at: a slider over the days, played or stepped from
//! snapshot to snapshot, and whose taking up lights people up; works nothing out itself.

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, quiet};
use super::words::{self, time as say};
use super::{Scene, theme};
use crate::project::{Past, Pasts, Project, Selection, Subject, Then, plans_with_results};
use egui::{
    Button, ComboBox, Key, Label, Panel, Pos2, Response, RichText, Slider, Stroke, Ui, Vec2, WidgetInfo, WidgetType,
};
use egui_phosphor::regular as icon;
use std::sync::Arc;

const DAY: i64 = 86_400;
/// Seconds in which all days are played, and a snapshot is where nothing may move.
const SECONDS: f64 = 10.0;
const SECONDS_A_SNAPSHOT: f64 = 1.2;

/// What is played, and what was worked out for the moment shown.
#[derive(Debug, Default)]
pub struct TimeView {
    pasts: Pasts,
    is_playing: bool,
    /// Days since the first, while it is played.
    played: f64,
}

impl TimeView {
    /// What is shown of the moment looked at.
    pub fn past(&mut self, project: &Project, selection: &Selection) -> Option<Arc<Past>> {
        let Some(then) = &selection.then else {
            self.forget();
            return None;
        };
        self.pasts.show(project.document(), project.derived(), then)
    }

    /// Nothing is kept while nothing is shown.
    pub fn forget(&mut self) {
        self.is_playing = false;
        self.pasts.forget();
    }

    /// Begins with the last moment known, or ends.
    pub fn toggle(&mut self, project: &Project, selection: &mut Selection, intents: &mut Intents) {
        if selection.then.take().is_some() {
            self.forget();
            return;
        }
        selection.then = Some(Then { at: i64::MAX, subject: None });
        if project.derived().look_back().is_none() {
            intents.ask(Ask::LookBack);
        }
    }

    /// To the snapshot before or after the moment shown.
    pub fn step(&mut self, project: &Project, selection: &mut Selection, is_back: bool) {
        let Some(at) = self.past(project, selection).map(|past| past.then.at) else { return };
        let Some(back) = project.derived().look_back() else { return };
        let mut moments = back.moments.iter().map(|moment| moment.at);
        let next = if is_back { moments.rfind(|moment| *moment < at) } else { moments.find(|moment| *moment > at) };
        if let (Some(then), Some(next)) = (&mut selection.then, next) {
            (then.at, self.is_playing) = (next, false);
        }
    }
}

/// The strip, where an earlier moment is asked for. `is_ready`: what was asked for last is on the screen.
pub fn show(
    ui: &mut Ui,
    view: &mut TimeView,
    project: &Project,
    scene: &mut Scene<'_>,
    is_ready: bool,
    intents: &mut Intents,
) {
    if scene.selection.then.is_none() {
        return;
    }
    let frame = egui::Frame::new().fill(theme::of(ui).surface).inner_margin(egui::Margin::symmetric(12, 8));
    Panel::bottom("time").resizable(false).frame(frame).show(ui, |ui| {
        let subject = scene.selection.then.as_ref().and_then(|then| then.subject.clone());
        let range = view.pasts.range(project.document(), project.derived(), subject.as_ref());
        ui.horizontal(|ui| match range {
            Some(range) => days(ui, view, project, scene, range, is_ready),
            None => nothing(ui, project, scene, intents),
        });
        if project.derived().look_back().is_some() {
            ui.horizontal(|ui| {
                // Two lines, also where there is one to read: the map above stays where it is.
                ui.set_min_height(40.0);
                subjects(ui, project, scene.selection, subject.as_ref());
                if let Some(past) = view.past(project, scene.selection) {
                    let name = past.then.subject.as_ref().and_then(|one| one.name(project.document()));
                    let said = say::summary(&past, name);
                    ui.add(Label::new(RichText::new(said).size(theme::CAPTION).color(theme::of(ui).muted)).wrap());
                }
            });
        }
    });
}

/// Nothing to slide over: why, and what to do.
fn nothing(ui: &mut Ui, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    if project.derived().look_back().is_some() {
        caption(ui, say::nothing());
    } else if scene.progress.is_some() {
        ui.spinner();
        caption(ui, say::looking());
    } else {
        caption(ui, say::not_looked());
        if quiet(ui, words::turnover::look_back()).clicked() {
            intents.ask(Ask::LookBack);
        }
    }
    close(ui, scene.selection);
}

fn close(ui: &mut Ui, selection: &mut Selection) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if small(ui, icon::X, say::now(), say::now()).clicked() {
            selection.then = None;
        }
    });
}

fn days(
    ui: &mut Ui,
    view: &mut TimeView,
    project: &Project,
    scene: &mut Scene<'_>,
    (first, last): (i64, i64),
    is_ready: bool,
) {
    let n_days = days_between(first, last).max(1);
    let at = scene.selection.then.as_ref().map_or(last, |then| then.at.clamp(first, last));
    let mut day = days_between(first, at).clamp(0, n_days);
    let (sign, name) = if view.is_playing { (icon::PAUSE, say::pause()) } else { (icon::PLAY, say::play()) };
    if small(ui, sign, name, name).clicked() {
        view.is_playing = !view.is_playing;
        if view.is_playing && day == n_days {
            day = 0;
        }
        view.played = day as f64;
    }
    let stepped =
        [(icon::SKIP_BACK, say::earlier(), say::earlier_hint()), (icon::SKIP_FORWARD, say::later(), say::later_hint())]
            .map(|(sign, name, hint)| small(ui, sign, name, hint).clicked());
    let date = words::time::shown(at);
    let wide = ui.painter().layout_no_wrap(date.clone(), theme::strong(theme::BODY), theme::of(ui).ink).size().x;
    ui.spacing_mut().slider_width = (ui.available_width() - wide - 68.0).max(60.0);
    widgets::dress_slider(ui);
    let slider = ui.add(Slider::new(&mut day, 0..=n_days).step_by(1.0).show_value(false));
    slider.widget_info(|| {
        let mut info = WidgetInfo::slider(true, day as f64, say::day_shown());
        info.current_text_value = Some(date.clone());
        info
    });
    snapshots(ui, &slider, project, (first, last));
    if slider.changed() {
        view.is_playing = false;
    }
    ui.add(Label::new(RichText::new(&date).font(theme::strong(theme::BODY))).selectable(false).extend());
    if view.is_playing {
        day = play(ui, view, project, (first, n_days), is_ready).unwrap_or(day);
    }
    let at = if day == n_days { last } else { first + day * DAY };
    if let Some(then) = &mut scene.selection.then {
        then.at = at;
    }
    // The slider keeps the keys from the map.
    let hears = |key: Key| slider.has_focus() && ui.input(|input| input.key_pressed(key));
    let stepped = [stepped[0] || hears(Key::Comma), stepped[1] || hears(Key::Period)];
    let is_over = hears(Key::T);
    for (is_pressed, is_back) in stepped.into_iter().zip([true, false]) {
        if is_pressed {
            view.step(project, scene.selection, is_back);
        }
    }
    close(ui, scene.selection);
    if is_over {
        scene.selection.then = None;
    }
}

/// Whole days from one moment to a later one; a part of a day counts as one.
fn days_between(from: i64, to: i64) -> i64 {
    (to - from + DAY - 1) / DAY
}

/// The day that is shown next; nothing before what was shown last is on the screen.
fn play(ui: &Ui, view: &mut TimeView, project: &Project, (first, n_days): (i64, i64), is_ready: bool) -> Option<i64> {
    ui.ctx().request_repaint();
    if !is_ready {
        return None;
    }
    let passed = f64::from(ui.input(|input| input.stable_dt).min(0.1));
    view.played += passed * n_days as f64 / SECONDS;
    let mut day = (view.played.floor() as i64).min(n_days);
    if ui.style().animation_time == 0.0 {
        // Nothing glides where that is not wanted: from snapshot to snapshot.
        let moments = project.derived().look_back().map_or(&[][..], |back| &back.moments);
        let n = moments.len().max(2) as f64 - 1.0;
        view.played += passed * n_days as f64 * (1.0 / (n * SECONDS_A_SNAPSHOT) - 1.0 / SECONDS);
        let at = first + (view.played.floor() as i64).min(n_days) * DAY;
        day = moments.iter().rfind(|moment| moment.at <= at).map_or(0, |moment| days_between(first, moment.at));
    }
    view.is_playing = day < n_days;
    Some(day)
}

/// A stroke under the slider at each snapshot.
fn snapshots(ui: &Ui, slider: &Response, project: &Project, (first, last): (i64, i64)) {
    let Some(back) = project.derived().look_back() else { return };
    let along = slider.rect.x_range().shrink(slider.rect.height() / 2.5);
    for moment in back.moments.iter().filter(|moment| (first..=last).contains(&moment.at)) {
        let share = (moment.at - first) as f32 / (last - first).max(1) as f32;
        let at = Pos2::new(egui::lerp(along.min..=along.max, share), slider.rect.bottom() - 1.0);
        ui.painter().line_segment([at, at + Vec2::new(0.0, 5.0)], Stroke::new(1.2, theme::of(ui).muted));
    }
}

/// Whose taking up lights people up.
fn subjects(ui: &mut Ui, project: &Project, selection: &mut Selection, now: Option<&Subject>) {
    let (document, back) = (project.document(), project.derived().look_back());
    let mut chosen = now.cloned();
    let name = |subject: &Subject| match subject {
        Subject::Product(name) => name.to_string(),
        Subject::Plan(_) => subject.name(document).map(say::plan).unwrap_or_default(),
    };
    let label = caption(ui, say::light_up());
    let shown = now.map_or_else(|| say::nobody().to_owned(), name);
    let list = ComboBox::from_id_salt("light up").selected_text(shown).width(150.0).truncate().show_ui(ui, |ui| {
        ui.selectable_value(&mut chosen, None, say::nobody());
        for (plan, name) in plans_with_results(document) {
            ui.selectable_value(&mut chosen, Some(Subject::Plan(plan)), say::plan(name));
        }
        for taking in back.iter().flat_map(|back| &back.takings) {
            let product = Subject::Product(taking.subject.as_str().into());
            ui.selectable_value(&mut chosen, Some(product), &taking.subject);
        }
    });
    list.response.labelled_by(label.id);
    if chosen.as_ref() != now
        && let Some(then) = &mut selection.then
    {
        then.subject = chosen;
    }
}

fn small(ui: &mut Ui, sign: &str, name: &str, hint: &str) -> Response {
    let button =
        ui.add_sized(Vec2::splat(28.0), Button::new(RichText::new(sign).size(16.0)).frame_when_inactive(false));
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    button.on_hover_text(hint)
}
