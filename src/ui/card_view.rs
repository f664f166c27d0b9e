//! The card of one person and of one tribe: why they rank where they do, and what to do; computes no score.

use super::intent::{Ask, Intents};
use super::lists_view::{choose_person, tribe_name};
use super::widgets::{self, caption, icon, plain, primary, quiet};
use super::words::{self, number, people as say};
use super::{
    Scene, Screen, certainty_view, judgement_view, plan, stages_view, taken_view, theme, topic_view, tribe_view,
    turnover_view, workspace_view,
};
use crate::domain::campaign::PlanEdit;
use crate::domain::influence::{Card, Neighbour, Part, card, tie_between, value, working};
use crate::domain::model::decisions::CleaningEdit;
use crate::domain::model::{Person, Role, Suspect};
use crate::domain::score::Scored;
use crate::domain::ties::touch::InTouch;
use crate::project::{Command, Export, Project};
use egui::{Align, Layout, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;

/// Ties of others chosen beside whose card it is, at most.
const N_CHOSEN: usize = 3;

/// The mark of a role, as on the map.
fn role_mark(role: Role) -> &'static str {
    match role {
        Role::Leader => glyph::CIRCLE,
        Role::Bridge => glyph::DIAMOND,
        Role::Spreader => glyph::TRIANGLE,
        Role::Celebrity => glyph::STAR,
        Role::Core => glyph::DOT_OUTLINE,
        Role::Follower => glyph::DOT,
        Role::Outsider => glyph::CIRCLE_DASHED,
    }
}

pub(super) fn head(ui: &mut Ui, title: &str, is_closed: &mut bool) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            *is_closed = icon(ui, glyph::X, words::close(), true).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(title).font(theme::strong(theme::TITLE))).truncate());
            });
        });
    });
}

pub fn person(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Scored,
    scene: &mut Scene<'_>,
    who: Person,
    intents: &mut Intents,
) {
    let Some(card) = card(who, scored) else { return };
    let mut is_closed = false;
    head(ui, scored.people.label(who), &mut is_closed);
    if is_closed {
        scene.selection.forget_people();
        return;
    }
    // Each person's card keeps its own scroll and drafts.
    ScrollArea::vertical().id_salt(("card", who)).auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        identity(ui, project, scored, &card, scene);
        if card.rank == 0 {
            caption(ui, unranked(scored, &card));
            if card.rank_by_figures > 0 {
                judgement_view::of_person(ui, project, scored, &card, intents);
            }
            stages_view::person(ui, &mut screen.life, project, scored, who, intents);
            details(ui, project, scored, &card);
            doubts(ui, project, scored, who, intents);
            return;
        }
        ui.add_space(theme::SPACE_S);
        ui.label(RichText::new(say::why(&card)).size(theme::SECTION));
        caption(ui, say::by_contacts(&card));
        widgets::steady(ui, |ui| certainty_view::of_person(ui, project, scored, who));
        topic_view::of_person(ui, project, who);
        widgets::steady(ui, |ui| turnover_view::of_person(ui, project, who));
        parts(ui, project, scored, &card);
        closest(ui, project, scored, &card, scene);
        widgets::steady(ui, |ui| taken_view::of_person(ui, &mut screen.took, project, scored, who));
        details(ui, project, scored, &card);
        widgets::section(ui, say::what_to_do());
        ui.label(say::advice(card.role));
        ui.add_space(theme::SPACE_S);
        let id = scored.people.ids[who as usize].clone();
        plan_buttons(ui, screen, project, id.clone(), intents);
        plan::received(ui, project, &id);
        stages_view::person(ui, &mut screen.life, project, scored, who, intents);
        tribe_view::pin(ui, project, scored, who, intents);
        judgement_view::of_person(ui, project, scored, &card, intents);
        doubts(ui, project, scored, who, intents);
        if quiet(ui, words::privacy::about()).clicked() {
            intents.ask(Ask::Export(Export::About { person: id }));
        }
    });
}

/// Why somebody has no rank.
fn unranked(scored: &Scored, card: &Card) -> &'static str {
    let at = card.person as usize;
    if card.rank_by_figures > 0 {
        return say::left_out_by_hand();
    }
    match (scored.people.is_opted_out[at], scored.people.is_impersonal[at], scored.people.is_customer[at]) {
        (true, _, _) => say::opted_out(),
        (_, true, _) if card.role == Role::Celebrity => say::known_to_all(),
        (_, true, _) => say::impersonal(),
        (_, _, false) => say::not_your_customer(),
        _ => say::no_ties(),
    }
}

/// Why somebody may be no person, and what a person decides about it.
fn doubts(ui: &mut Ui, project: &Project, scored: &Scored, who: Person, intents: &mut Intents) {
    let (at, id) = (who as usize, &scored.people.ids[who as usize]);
    if scored.people.is_opted_out[at] {
        return;
    }
    let cleaning = &project.document().decisions.cleaning;
    let suspect = scored.cleaned.suspect(who);
    let is_impersonal = scored.people.is_impersonal[at];
    let signs = suspect.filter(|_| is_impersonal).map(Suspect::signs).unwrap_or_default();
    for sign in signs {
        caption(ui, words::cleaning::sign(sign));
    }
    let is_by_hand = cleaning.persons.contains(id) || cleaning.not_persons.contains(id);
    let (text, edit) = match (is_by_hand, is_impersonal) {
        (true, _) => (words::cleaning::undecide(), CleaningEdit::LeaveToContacts(id.clone())),
        (false, true) => (words::cleaning::is_person(), CleaningEdit::IsPerson(id.clone())),
        (false, false) => (words::cleaning::not_person(), CleaningEdit::IsNotPerson(id.clone())),
    };
    if widgets::quiet(ui, text).clicked() {
        intents.command(Command::DecideCleaning(edit));
    }
}

fn identity(ui: &mut Ui, project: &Project, scored: &Scored, card: &Card, scene: &mut Scene<'_>) {
    let colours = theme::of(ui);
    let at = card.person as usize;
    let id = &scored.people.ids[at];
    ui.horizontal_wrapped(|ui| {
        if scored.people.label(card.person) != id {
            caption(ui, id.as_str());
        }
        let others: Vec<&str> = scored.people.other_ids(card.person).collect();
        if !others.is_empty() {
            caption(ui, words::identity::also(&others));
        }
        if let Some(tribe) = card.tribe {
            let position = tribe as usize;
            let name = tribe_name(scored, project.document(), position);
            let chip = widgets::chip(ui, name, colours.tribe_in(project.derived().guise().slot(tribe)).hue)
                .interact(egui::Sense::click());
            if chip.on_hover_text(say::open_tribe()).clicked() {
                scene.selection.opened_tribe = scored.tribes.tribes.get(position).map(|tribe| tribe.id);
            }
        }
    });
    if card.rank > 0 {
        ui.label(RichText::new(format!("{}  {}", role_mark(card.role), say::role(card.role))).color(colours.accent));
        caption(ui, say::both_ways(card.inward_share));
        if let [(own, share), others @ ..] = &card.memberships[..]
            && !others.is_empty()
        {
            let name = |tribe: u32| tribe_name(scored, project.document(), tribe as usize);
            let others: Vec<(&str, f32)> = others.iter().map(|&(tribe, share)| (name(tribe), share)).collect();
            caption(ui, say::belongs(name(*own), *share, &others));
        }
        if let Some(other) = project.derived().ear_of(card.person) {
            caption(ui, say::has_ear_of(scored.people.label(other)));
        }
    }
}

/// What the files tell of somebody, what they bring, and what their word would move.
fn details(ui: &mut Ui, project: &Project, scored: &Scored, card: &Card) {
    let at = card.person as usize;
    let details = scored
        .people
        .attributes
        .iter()
        .filter_map(|attribute| attribute.values.get(at).map(|value| format!("{}: {value}", attribute.heading)));
    let details: Vec<String> = details.take(6).collect();
    let spend = scored.people.spend_cents[at];
    let worth = value(&scored.people, &scored.network, card.person, &project.document().assumptions);
    let moves = card.rank > 0 && worth.swayed_cents >= 50.0;
    if details.is_empty() && spend == 0 && !moves {
        return;
    }
    widgets::section(ui, say::about_them());
    if !details.is_empty() {
        caption(ui, details.join("  ·  "));
    }
    if spend != 0 {
        caption(ui, format!("{} {}", number::money(spend), say::spent()));
    }
    if moves {
        widgets::forecast(ui, say::value(&worth));
    }
}

fn parts(ui: &mut Ui, project: &Project, scored: &Scored, card: &Card) {
    widgets::section(ui, say::parts());
    for bar in &card.bars {
        let (name, meaning) = say::part(bar.part);
        widgets::share_bar(ui, name, bar.share, &number::percent(f64::from(bar.share)), meaning);
    }
    if card.bars.iter().all(|bar| bar.part != Part::Persuasion) {
        widgets::empty_bar(
            ui,
            say::part(Part::Persuasion).0,
            say::cannot_tell(&scored.persuasion),
            say::nothing_known(&scored.persuasion),
        );
    }
    let title = RichText::new(say::formula_label()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("formula").show_unindented(ui, |ui| {
        let settings = &project.document().settings;
        caption(ui, say::formula(settings, !scored.scores.persuasion.is_empty()));
        if let Some(working) = working(card.person, &scored.scores, &settings.weights) {
            caption(ui, say::own(&working));
        }
    });
    if let Some(followed) = &card.followed {
        caption(ui, words::judgement::followed(followed, scored.persuasion.weeks_told()));
    }
}

/// The pairs that somebody chose, as in the list of ties, however weak; then the closest of the others.
fn closest(ui: &mut Ui, project: &Project, scored: &Scored, card: &Card, scene: &mut Scene<'_>) {
    let in_touch = project.derived().in_touch(card.person).map(|in_touch| &**in_touch);
    let others = scene.selection.people.iter().filter(|&&other| other != card.person).take(N_CHOSEN);
    let chosen: Vec<Neighbour> = others.filter_map(|&other| tie_between(card.person, other, scored)).collect();
    let is_chosen = |tie: &&Neighbour| chosen.iter().any(|one| one.person == tie.person);
    let closest: Vec<Neighbour> = card.ties.iter().filter(|tie| !is_chosen(tie)).copied().collect();
    if !chosen.is_empty() {
        widgets::section(ui, say::chosen_pairs(chosen.len()));
        ties(ui, &chosen, in_touch, scored, card, scene);
    }
    if chosen.is_empty() || !closest.is_empty() {
        widgets::section(ui, say::closest());
        ties(ui, &closest, in_touch, scored, card, scene);
    }
}

fn ties(
    ui: &mut Ui,
    ties: &[Neighbour],
    in_touch: Option<&InTouch>,
    scored: &Scored,
    card: &Card,
    scene: &mut Scene<'_>,
) {
    for tie in ties {
        let name = scored.people.label(tie.person);
        let is_outside = !scored.people.is_customer[tie.person as usize];
        let response = ui
            .horizontal(|ui| {
                let link = ui.add(egui::Button::new(name).frame_when_inactive(false).truncate());
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    strength(ui, tie.strength, tie.is_gone);
                });
                link
            })
            .inner;
        let outside = if is_outside { format!("{}, ", say::outside()) } else { String::new() };
        caption(ui, format!("{outside}{}", say::tie(tie)));
        widgets::steady(ui, |ui| {
            let Some(touch) = in_touch.and_then(|in_touch| in_touch.with(tie.person)) else { return };
            for line in words::touch::lines(touch, scored.people.label(card.person), name) {
                caption(ui, line);
            }
        });
        if response.clicked() {
            choose_person(scene.selection, tie.person, false);
        }
    }
}

/// Five small strokes: how strong a tie is, grey where it is probably over.
fn strength(ui: &mut Ui, strength: f32, is_gone: bool) {
    let colours = theme::of(ui);
    let full = if is_gone { colours.muted } else { colours.accent };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(44.0, 12.0), egui::Sense::hover());
    let n_full = (strength * 5.0).ceil().clamp(1.0, 5.0) as usize;
    for n in 0..5 {
        let left = rect.left() + n as f32 * 9.0;
        let stroke = egui::Rect::from_min_size(egui::pos2(left, rect.top() + 3.0), egui::vec2(7.0, 6.0));
        ui.painter().rect_filled(stroke, 2.0, if n < n_full { full } else { colours.line });
    }
    let text = say::closeness(n_full);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &text));
    response.on_hover_text(text);
}

fn plan_buttons(ui: &mut Ui, screen: &mut Screen, project: &Project, id: String, intents: &mut Intents) {
    let document = project.document();
    let plan = screen.plan.and_then(|plan| document.plan(plan)).or(document.plans.last());
    ui.horizontal(|ui| {
        let Some(plan) = plan else {
            if primary(ui, say::make_plan(), true).clicked() {
                workspace_view::begin_plan(screen, project, vec![PlanEdit::AddPeople(vec![id])], intents);
            }
            return;
        };
        let is_open = plan.frozen.is_none();
        if primary(ui, say::add_to_plan(), is_open).on_hover_text(&plan.name).clicked() {
            intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::AddPeople(vec![id.clone()]) });
        }
        if plain(ui, say::leave_out(), is_open).on_hover_text(&plan.name).clicked() {
            intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::ExcludePeople(vec![id]) });
        }
    });
}
