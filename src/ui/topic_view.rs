//! For which product or subject influence is asked, what that rests on, and two of them side by side; ranks nobody.

use super::intent::{Ask, Intents};
use super::overview_view::name_row;
use super::widgets::{self, caption, quiet, settled_field};
use super::words::influence as say;
use super::{Scene, theme};
use crate::domain::influence::topical::{Apart, Contrast};
use crate::domain::model::{Person, ScoreSettings};
use crate::domain::score::Scored;
use crate::domain::ties::{Topic, TopicKind};
use crate::project::{Command, Project};
use egui::{CollapsingHeader, RichText, Ui};
use std::sync::Arc;

/// Topics with a tab of their own; the others are in the list.
const N_TABS: usize = 4;
/// Names shown of each side of a comparison.
const N_NAMES: usize = 8;

/// The topics to compare, and what was worked out of them.
#[derive(Debug, Default)]
pub struct Beside {
    here: String,
    there: String,
    of: Option<(Arc<Contrast>, f32)>,
    apart: Apart,
}

impl Beside {
    fn refresh(&mut self, contrast: &Arc<Contrast>, percent: f32) {
        if !self.of.as_ref().is_some_and(|(of, share)| Arc::ptr_eq(of, contrast) && *share == percent) {
            self.apart = contrast.apart(percent);
            self.of = Some((contrast.clone(), percent));
        }
    }
}

/// For which product or subject?
pub fn ask(
    ui: &mut Ui,
    topics: &[Topic],
    project: &Project,
    scored: &Scored,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    let settings = &project.document().settings;
    if topics.is_empty() && settings.topic.is_empty() {
        return;
    }
    let label = ui.label(RichText::new(say::for_what()).font(theme::strong(theme::BODY)));
    let mut chosen = settings.topic.clone();
    tabs(ui, topics, &mut chosen);
    if topics.len() > N_TABS {
        list(ui, say::for_what(), label.id, topics, &mut chosen, true);
    }
    if let Some(own) = settled_field(ui, say::own_words(), &settings.topic, say::own_words_hint()) {
        own.trim().clone_into(&mut chosen);
    }
    if chosen != settings.topic {
        intents.command(Command::SetSettings(ScoreSettings { topic: chosen, ..settings.clone() }));
    }
    if !settings.topic.is_empty() && project.derived().is_scored() {
        rests_on(ui, project, scored, &settings.topic);
        hears_next(ui, project, scored, scene, intents);
    }
    widgets::hairline(ui);
}

/// Anything, and the topics that most people have to do with, kinds of product apart; the one chosen is always among them.
fn tabs(ui: &mut Ui, topics: &[Topic], chosen: &mut String) {
    let is_kind = |topic: &&Topic| topic.kind == TopicKind::Category;
    let first = |topics: &mut dyn Iterator<Item = &Topic>| -> Vec<String> {
        topics.take(N_TABS).map(|topic| topic.name.clone()).collect()
    };
    let kinds = first(&mut topics.iter().filter(is_kind));
    let mut names = vec![String::new()];
    names.extend(first(&mut topics.iter().filter(|topic| !is_kind(topic))));
    if !chosen.is_empty() && !names.iter().chain(&kinds).any(|name| is_same(name, chosen)) {
        names.push(chosen.clone());
    }
    tab_row(ui, &names, chosen);
    if !kinds.is_empty() {
        caption(ui, say::by_kind());
        tab_row(ui, &kinds, chosen);
    }
}

fn is_same(name: &str, other: &str) -> bool {
    name.to_lowercase() == other.to_lowercase()
}

fn tab_row(ui: &mut Ui, names: &[String], chosen: &mut String) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::SPACE_XS, theme::SPACE_XS);
        ui.spacing_mut().button_padding.x = theme::SPACE_S;
        for name in names {
            let is_on = is_same(name, chosen);
            let face = if is_on { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
            let text = if name.is_empty() { say::anything() } else { name };
            if ui.selectable_label(is_on, RichText::new(text).font(face)).clicked() && !is_on {
                chosen.clone_from(name);
            }
        }
    });
}

fn list(ui: &mut Ui, salt: &str, label: egui::Id, topics: &[Topic], chosen: &mut String, has_anything: bool) {
    let shown = if chosen.is_empty() { say::anything().to_owned() } else { chosen.clone() };
    let combo = egui::ComboBox::from_id_salt(("topic", salt)).width(ui.available_width()).truncate().height(320.0);
    let show = |ui: &mut Ui| {
        if has_anything {
            ui.selectable_value(chosen, String::new(), say::anything());
        }
        for topic in topics {
            ui.selectable_value(chosen, topic.name.clone(), say::topic(topic));
        }
    };
    combo.selected_text(shown).show_ui(ui, show).response.labelled_by(label);
}

/// What the ranking for a topic rests on.
fn rests_on(ui: &mut Ui, project: &Project, scored: &Scored, topic: &str) {
    let Some(evidence) = project.derived().topic_evidence() else { return };
    caption(ui, say::rests_on(evidence, scored.persuasion.of_topic(topic)));
}

/// To whom word of the topic is likely to get next, by name, once that was asked; all of them can be selected.
fn hears_next(ui: &mut Ui, project: &Project, scored: &Scored, scene: &mut Scene<'_>, intents: &mut Intents) {
    let Some(next) = project.derived().hears_next(&project.document().assumptions) else {
        if quiet(ui, say::ask_hears_next()).on_hover_text(say::hears_next_hint()).clicked() {
            intents.ask(Ask::HearsNext);
        }
        return;
    };
    if next.people.is_empty() {
        caption(ui, say::nobody_hears());
        return;
    }
    caption(ui, say::hears_next(&project.document().settings.topic, next.n_have));
    for &(person, chance) in next.people.iter().take(N_NAMES) {
        name_row(ui, scored, &scored.scores, person, scene);
        ui.label(RichText::new(say::chance_to_hear(chance)).size(theme::CAPTION).color(theme::of(ui).forecast));
    }
    if quiet(ui, &say::select_them(next.people.len())).clicked() {
        scene.selection.clear();
        scene.selection.people.extend(next.people.iter().map(|(person, _)| *person));
    }
}

/// Two topics side by side: who is on top for one and not for the other.
pub fn beside(
    ui: &mut Ui,
    beside: &mut Beside,
    topics: &[Topic],
    project: &Project,
    scored: &Scored,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    // Single things differ more than kinds, which nearly everybody has something of.
    let mut single = topics.iter().filter(|topic| topic.kind != TopicKind::Category);
    let Some(first) = single.next().or(topics.first()) else { return };
    let other = || topics.iter().find(|topic| topic.name != first.name);
    let Some(second) = single.next().or_else(other) else { return };
    let asked = &project.document().settings.topic;
    if beside.here.is_empty() {
        beside.here = if asked.is_empty() { first.name.clone() } else { asked.clone() };
    }
    if beside.there.is_empty() || is_same(&beside.there, &beside.here) {
        let other = if is_same(&beside.here, &first.name) { second } else { first };
        beside.there.clone_from(&other.name);
    }
    CollapsingHeader::new(RichText::new(say::beside()).size(theme::CAPTION)).id_salt("beside").show(ui, |ui| {
        for (what, name) in [(say::on_top_for(), &mut beside.here), (say::not_for(), &mut beside.there)] {
            let label = caption(ui, what);
            list(ui, what, label.id, topics, name, false);
        }
        if quiet(ui, say::compare()).clicked() {
            intents.ask(Ask::BesideTopics { here: beside.here.clone(), there: beside.there.clone() });
        }
        let Some(contrast) = project.derived().contrast() else { return };
        beside.refresh(contrast, project.document().share_percent);
        compared(ui, contrast, &beside.apart, scored, scene);
    });
}

fn compared(ui: &mut Ui, contrast: &Contrast, apart: &Apart, scored: &Scored, scene: &mut Scene<'_>) {
    let (here, there) = (&contrast.here, &contrast.there);
    for one in [here, there] {
        caption(ui, say::side(one));
    }
    let sides = [
        (say::only(&here.topic, &there.topic), &apart.only_here),
        (say::only(&there.topic, &here.topic), &apart.only_there),
        (say::both().to_owned(), &apart.both),
    ];
    for (title, people) in sides {
        let head = RichText::new(say::counted(&title, people.len())).size(theme::CAPTION);
        CollapsingHeader::new(head).id_salt(("beside", &title)).default_open(true).show(ui, |ui| {
            for &person in people.iter().take(N_NAMES) {
                name_row(ui, scored, &scored.scores, person, scene);
                let (n_here, n_there) = contrast.ranks(person);
                caption(ui, say::ranks((&here.topic, n_here), (&there.topic, n_there)));
            }
        });
    }
}

/// A person's rank for the topics that were compared, on their card.
pub fn of_person(ui: &mut Ui, project: &Project, person: Person) {
    let Some(contrast) = project.derived().contrast() else { return };
    let (here, there) = contrast.ranks(person);
    if here > 0 || there > 0 {
        caption(ui, say::ranks((&contrast.here.topic, here), (&contrast.there.topic, there)));
    }
}
