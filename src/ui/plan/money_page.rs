//! What a plan costs, planned and so far, by treatment, tribe and stage, beside the mass mailing; adds nothing up.

use super::terms::whole;
use crate::domain::campaign::{MassMailing, Money, Plan, PlanEdit, PlanTreatment, Spent, beside_mailing};
use crate::domain::model::NO_TRIBE;
use crate::domain::model::{Currency, SignSide};
use crate::domain::score::Scored;
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::widgets::{self, settled_field};
use crate::ui::words::{doing as say, number, people, plan as plan_words, stages};
use crate::ui::{lists_view, theme};
use egui::{Align, Layout, RichText, ScrollArea, Ui};

/// More tribes than this are one line.
const N_TRIBES: usize = 12;

pub fn show(ui: &mut Ui, plan: &Plan, project: &Project, edits: &mut Vec<PlanEdit>, intents: &mut Intents) {
    let (Some(work), Some(scored)) = (project.derived().work(plan.id), &project.derived().scored) else { return };
    ScrollArea::vertical().id_salt(("money", plan.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(760.0_f32.min(ui.available_width() - theme::SPACE_S));
        super::page_head(ui, say::page_money(), say::money_hint());
        by_treatment(ui, plan, &work.money, edits);
        reached(ui, plan, project, &work.money);
        beside(ui, plan, project, &work.money, edits);
        let name = |tribe: u32| {
            let is_in = tribe != NO_TRIBE;
            let name = lists_view::tribe_name(scored, project.document(), tribe as usize);
            if is_in { name.to_owned() } else { people::no_tribe().to_owned() }
        };
        let tribes = tribes(&work.money, scored)
            .into_iter()
            .map(|(tribe, spent)| (tribe.map_or(say::other_tribes().to_owned(), &name), spent));
        table(ui, say::by_tribe(), say::tribe(), tribes.collect(), None);
        let stage = |(stage, spent): (&Option<crate::domain::model::Stage>, &Spent)| {
            (stage.map_or(say::no_stage(), stages::stage).to_owned(), *spent)
        };
        table(ui, say::by_stage(), say::stage(), work.money.by_stage.iter().map(stage).collect(), None);
        if let Some(changed) = currency(ui, &project.document().currency) {
            intents.command(Command::SetCurrency(changed));
        }
    });
}

/// What all amounts of the project are in.
fn currency(ui: &mut Ui, now: &Currency) -> Option<Currency> {
    let mut next = now.clone();
    widgets::section(ui, say::currency());
    ui.columns(3, |columns| {
        if let Some(sign) = settled_field(&mut columns[0], say::currency_sign(), &now.sign, Currency::EURO) {
            next = Currency { sign, side: next.side }.tidy();
        }
        let side = widgets::choice(&mut columns[1], say::currency_side(), now.side, &SignSide::ALL, say::sign_side);
        next.side = side.unwrap_or(next.side);
    });
    widgets::caption(ui, say::currency_hint());
    (next != *now).then_some(next)
}

/// The costliest tribes, and all others together.
fn tribes(money: &Money, scored: &Scored) -> Vec<(Option<u32>, Spent)> {
    let mut lines: Vec<(u32, Spent)> = money.by_tribe.iter().map(|(&tribe, &spent)| (tribe, spent)).collect();
    lines.sort_by_key(|(tribe, spent)| (std::cmp::Reverse(spent.planned_cents), *tribe));
    let rest = lines.split_off(N_TRIBES.min(lines.len()).min(scored.tribes.tribes.len() + 1));
    let mut shown: Vec<(Option<u32>, Spent)> = lines.into_iter().map(|(tribe, spent)| (Some(tribe), spent)).collect();
    if !rest.is_empty() {
        let sum = rest.iter().fold(Spent::default(), |sum, (_, spent)| Spent {
            n_people: sum.n_people + spent.n_people,
            planned_cents: sum.planned_cents + spent.planned_cents,
            actual_cents: sum.actual_cents + spent.actual_cents,
        });
        shown.push((None, sum));
    }
    shown
}

/// Width of the first column, and of each further one.
const FIRST: f32 = 250.0;
const FURTHER: f32 = 110.0;

/// A line of a table: a name, then figures that stand under one another.
fn line(ui: &mut Ui, name: RichText, figures: [RichText; 3]) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let height = ui.text_style_height(&egui::TextStyle::Body) + 4.0;
        let mut cell = |width: f32, layout: Layout, text: RichText| {
            ui.allocate_ui_with_layout(egui::vec2(width, height), layout, |ui| {
                ui.set_min_width(width);
                ui.add(egui::Label::new(text).truncate());
            });
        };
        cell(FIRST, Layout::left_to_right(Align::Center), name);
        for figure in figures {
            cell(FURTHER, Layout::right_to_left(Align::Center), figure);
        }
    });
}

fn figures(spent: &Spent, is_strong: bool) -> [RichText; 3] {
    let face = if is_strong { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
    let texts = [number::count(spent.n_people), number::money(spent.planned_cents), number::money(spent.actual_cents)];
    texts.map(|text| RichText::new(text).font(face.clone()))
}

/// Lines with people, planned and actual; the whole at the end.
fn table(ui: &mut Ui, title: &str, first: &str, lines: Vec<(String, Spent)>, total: Option<&Spent>) {
    if lines.is_empty() {
        return;
    }
    widgets::section(ui, title);
    let muted = theme::of(ui).muted;
    let head = |text: &str| RichText::new(text).size(theme::CAPTION).color(muted);
    line(ui, head(first), [say::people(), say::planned(), say::actual()].map(head));
    for (name, spent) in lines {
        line(ui, RichText::new(name), figures(&spent, false));
    }
    if let Some(total) = total {
        line(ui, RichText::new(say::total()).font(theme::strong(theme::BODY)), figures(total, true));
    }
}

fn by_treatment(ui: &mut Ui, plan: &Plan, money: &Money, edits: &mut Vec<PlanEdit>) {
    let list = plan.treatments();
    let name = |treatment: &PlanTreatment| plan_words::treatment(treatment.kind).to_owned();
    let lines = list.iter().zip(&money.by_treatment).map(|(treatment, spent)| (name(treatment), *spent));
    table(ui, say::by_treatment(), say::treatment(), lines.collect(), Some(&money.total));
    ui.label(plan_words::cost(money.total.planned_cents, plan.budget_cents));
    egui::CollapsingHeader::new(RichText::new(say::paid_label()).size(theme::CAPTION)).id_salt("paid").show_unindented(
        ui,
        |ui| {
            widgets::at_most(ui, 320.0);
            for treatment in list.iter() {
                ui.push_id(treatment.id, |ui| {
                    let paid = treatment.actual_cents.map(number::plain_euros).unwrap_or_default();
                    let Some(text) = settled_field(ui, &say::paid(&name(treatment)), &paid, say::not_said()) else {
                        return;
                    };
                    let actual_cents = if text.trim().is_empty() { Some(None) } else { number::cents(&text).map(Some) };
                    if let Some(actual_cents) = actual_cents {
                        edits.push(PlanEdit::ChangeTreatment(PlanTreatment { actual_cents, ..treatment.clone() }));
                    }
                });
            }
        },
    );
}

/// What reaching one person costs: a forecast, so in its colour.
fn reached(ui: &mut Ui, plan: &Plan, project: &Project, money: &Money) {
    let document = project.document();
    let Some(plan) = document.plan(plan.id) else { return };
    if let Some(forecast) = project.derived().forecast(plan, document.assumptions) {
        let n_left_out = project.derived().work(plan.id).map_or(0, |work| work.board.n_left_out);
        let text = say::cost_a_reached(money.total.planned_cents, forecast.extra().likely, n_left_out);
        ui.label(RichText::new(text).color(theme::of(ui).forecast));
    }
}

fn beside(ui: &mut Ui, plan: &Plan, project: &Project, money: &Money, edits: &mut Vec<PlanEdit>) {
    let n_audience = project.derived().cells(plan.id).map_or(0, |cells| cells.audience.len());
    let beside = beside_mailing(plan, money, n_audience);
    widgets::section(ui, say::beside_label());
    ui.label(say::beside(&beside));
    let lines = [
        (say::this_plan(), money.total.n_people, beside.plan_cents, beside.plan_minutes),
        (say::mailing(), n_audience, beside.mailing_cents, beside.mailing_minutes),
    ];
    for (name, n_people, cents, minutes) in lines {
        let figures = [number::people(n_people), number::money(cents), say::hours(minutes)];
        line(ui, RichText::new(name), figures.map(RichText::new));
    }
    egui::CollapsingHeader::new(RichText::new(say::mail_terms()).size(theme::CAPTION))
        .id_salt("mailing")
        .show_unindented(ui, |ui| {
            let old = &plan.mailing;
            let mut new = old.clone();
            ui.columns(4, |columns| mailing(columns, old, &mut new));
            if new != *old {
                edits.push(PlanEdit::SetMailing(new));
            }
        });
}

fn mailing(columns: &mut [Ui], old: &MassMailing, new: &mut MassMailing) {
    let piece = whole(&mut columns[0], say::mail_piece(), &old.cents_a_piece.to_string(), "0");
    new.cents_a_piece = piece.map_or(old.cents_a_piece, i64::from);
    let fixed = settled_field(&mut columns[1], &say::mail_fixed(), &number::plain_euros(old.fixed_cents), "0");
    new.fixed_cents = fixed.and_then(|text| number::cents(&text)).unwrap_or(old.fixed_cents);
    new.n_waves = whole(&mut columns[2], say::mail_waves(), &old.n_waves.to_string(), "1").unwrap_or(old.n_waves);
    let hours = whole(&mut columns[3], say::mail_hours(), &(old.fixed_minutes / 60).to_string(), "0");
    new.fixed_minutes = hours.map_or(old.fixed_minutes, |hours| hours.saturating_mul(60));
}
