//! A person's stage, stance and needs on their card, how they are set by hand, and who goes if they turn or
//! leave; tells neither.

use crate::domain::forecast::LeftCheck;
use crate::domain::forecast::leaving::exposed;
use crate::domain::model::{Lives, Needs, Person, Stage, Stance};
use crate::domain::score::Scored;
use crate::domain::stance::damage;
use crate::project::Project;
use crate::ui::intent::{Ask, Intents};
use crate::ui::theme;
use crate::ui::widgets::{self, caption, live_field, plain, quiet};
use crate::ui::words::{leaving, number, stages as say, stance as stance_words};
use egui::{RichText, Ui};

/// How many who go with somebody are named.
const N_NAMED: usize = 5;

/// What is being set by hand, for whom, before it is set.
#[derive(Debug, Default)]
pub struct LifeDraft {
    id: String,
    reason: String,
}

/// The lines and choices of one person.
pub fn person(
    ui: &mut Ui,
    draft: &mut LifeDraft,
    project: &Project,
    scored: &Scored,
    who: Person,
    intents: &mut Intents,
) {
    let id = &scored.people.ids[who as usize];
    if draft.id != *id {
        *draft = LifeDraft { id: id.clone(), reason: String::new() };
    }
    let derived = project.derived();
    let stage = derived.stages().of.get(who as usize).copied().flatten();
    let Some((stage, source)) = stage else { return };
    widgets::section(ui, say::stage_label());
    ui.label(say::told(stage, source)).on_hover_text(say::meaning(stage));
    let stance = derived.stances().of.get(who as usize).copied().flatten();
    if let Some((of, by)) = stance {
        let text = RichText::new(stance_words::told(of, by));
        ui.label(if of == Stance::Offside { text.color(theme::of(ui).care) } else { text });
    }
    facts(ui, &scored.lives, who);
    needs(ui, scored.lives.needs.person(who));
    let decisions = &project.document().decisions;
    let stage_by_hand = scored.people.kept(&decisions.stages.by_hand, who);
    let stance_by_hand = scored.people.kept(&decisions.stances.by_hand, who);
    let reasons = [stage_by_hand.map(|set| set.reason.as_str()), stance_by_hand.map(|set| set.reason.as_str())];
    reasons.into_iter().flatten().filter(|reason| !reason.is_empty()).for_each(|reason| drop(caption(ui, reason)));
    let title = RichText::new(say::set_by_hand()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("by hand").show_unindented(ui, |ui| {
        caption(ui, say::set_stage_hint());
        if let Some(reason) = live_field(ui, say::reason(), &draft.reason, say::reason_hint(), 1) {
            draft.reason = reason;
        }
        let is_set = [stage_by_hand.is_some(), stance_by_hand.is_some()];
        set_by_hand(ui, draft, (stage, stance.map(|(of, _)| of)), is_set, intents);
    });
    what_goes(ui, scored, who);
    who_leaves_too(ui, project, scored, who, intents);
}

/// When they last bought or complained.
fn facts(ui: &mut Ui, lives: &Lives, who: Person) {
    let row = who as usize;
    if row >= lives.last_bought.len() {
        return;
    }
    if let Some(days) = lives.days_ago(lives.last_bought[row]) {
        caption(ui, say::last_bought(days, lives.n_days_bought[row], lives.gap_days[row]));
    }
    if let Some(days) = lives.days_ago(lives.last_complaint[row]) {
        caption(ui, say::complained(days, lives.n_complaints[row]));
    }
}

/// Needs as chips; nothing where there are none.
pub fn needs<'a>(ui: &mut Ui, needs: impl Iterator<Item = &'a (crate::domain::model::NeedKind, String)>) {
    let needs: Vec<_> = needs.take(Needs::MOST + 2).collect();
    if needs.is_empty() {
        return;
    }
    let accent = theme::of(ui).accent;
    caption(ui, say::needs());
    ui.horizontal_wrapped(|ui| {
        for (kind, text) in needs {
            widgets::chip(ui, text, accent).on_hover_text(say::need(*kind));
        }
    });
}

/// The choices, and the way back to what the files say.
fn set_by_hand(
    ui: &mut Ui,
    draft: &LifeDraft,
    (stage, stance): (Stage, Option<Stance>),
    [has_stage, has_stance]: [bool; 2],
    intents: &mut Intents,
) {
    let (id, reason) = (&draft.id, &draft.reason);
    let mut ask_stage = |stage: Option<Stage>| {
        intents.ask(Ask::SetStage { id: id.clone(), stage, reason: reason.clone() });
    };
    if let Some(stage) = widgets::choice(ui, say::set_stage(), stage, &Stage::ALL, say::stage) {
        ask_stage(Some(stage));
    }
    if has_stage && quiet(ui, say::stage_as_files_say()).clicked() {
        ask_stage(None);
    }
    let mut ask_stance = |stance: Option<Stance>| {
        intents.ask(Ask::SetStance { id: id.clone(), stance, reason: reason.clone() });
    };
    caption(ui, stance_words::set_stance());
    ui.horizontal(|ui| {
        for choice in Stance::ALL {
            if plain(ui, stance_words::stance(choice), stance != Some(choice)).clicked() {
                ask_stance(Some(choice));
            }
        }
    });
    if has_stance && quiet(ui, say::stance_as_files_say()).clicked() {
        ask_stance(None);
    }
}

/// Who could follow if this person turned.
fn what_goes(ui: &mut Ui, scored: &Scored, who: Person) {
    if scored.network.n_contacts(who) == 0 {
        return;
    }
    let title = RichText::new(stance_words::damage_label()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("damage").show_unindented(ui, |ui| {
        let found = damage(&scored.network, &scored.people, who, N_NAMED);
        ui.label(stance_words::damage(&found));
        if let Some(may_go) = stance_words::may_go(&found) {
            widgets::forecast(ui, may_go);
        }
        for one in &found.people {
            caption(ui, stance_words::at_risk(scored.people.label(one.person), one.share, one.spend_cents));
        }
        if found.n_contacts > found.people.len() {
            caption(ui, stance_words::and_others(&number::count(found.n_contacts - found.people.len())));
        }
    });
}

/// Who is at risk if this person leaves, and what the last month says of circles whose people left.
fn who_leaves_too(ui: &mut Ui, project: &Project, scored: &Scored, who: Person, intents: &mut Intents) {
    if scored.network.n_contacts(who) == 0 || !scored.people.scorable_one(who) {
        return;
    }
    let title = RichText::new(leaving::if_one_leaves()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("leaves").show_unindented(ui, |ui| {
        let found = exposed(&scored.network, &scored.people, &[who]);
        widgets::forecast(ui, leaving::at_risk(found.len(), 1));
        for one in found.iter().take(N_NAMED) {
            caption(ui, leaving::exposed(scored.people.label(one.person), one));
        }
        if found.len() > N_NAMED {
            caption(ui, stance_words::and_others(&number::count(found.len() - N_NAMED)));
        }
        match project.derived().left_check() {
            Some(Some(check)) => drop(caption(ui, leaving::first_month(&check))),
            Some(None) => drop(caption(ui, leaving::too_short(LeftCheck::DAYS))),
            None => {
                caption(ui, leaving::first_month_not_asked());
                if quiet(ui, leaving::look()).clicked() {
                    intents.ask(Ask::CheckLeaving);
                }
            }
        }
    });
}
