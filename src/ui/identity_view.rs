//! Customers who may be one person, side by side with the reason, and what was decided about them; merges nobody itself.

use super::intent::Intents;
use super::theme;
use super::widgets::{self, caption, plain, primary, quiet};
use super::words::{identity as say, number};
use crate::domain::identity::{Alike, Confidence, Proposal};
use crate::domain::import::{Use, use_of};
use crate::domain::model::decisions::{Identity, IdentityEdit};
use crate::domain::model::{Filled, People, Person};
use crate::project::{Command, Project};
use egui::{Grid, RichText, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

/// How many pairs of one class are on show at a time.
const N_SHOWN: usize = 40;
const CLASSES: [Confidence; 3] = [Confidence::Exact, Confidence::Likely, Confidence::Doubtful];

/// The open proposals, worked out again only when something was decided or found.
#[derive(Debug, Default)]
pub struct IdentityView {
    alike: Option<Arc<Alike>>,
    revision: u64,
    /// One list a class.
    open: [Vec<usize>; 3],
}

impl IdentityView {
    fn refresh(&mut self, project: &Project) {
        let found = project.derived().alike();
        let is_same = match (&self.alike, found) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if is_same && self.revision == project.revision() {
            return;
        }
        self.revision = project.revision();
        self.alike = found.cloned();
        let decided = &project.document().decisions.identity;
        self.open = <[Vec<usize>; 3]>::default();
        for n in found.map(|alike| alike.open(decided)).unwrap_or_default() {
            let confidence = found.map(|alike| alike.proposals[n].confidence);
            let class = CLASSES.iter().position(|class| Some(*class) == confidence).unwrap_or_default();
            self.open[class].push(n);
        }
    }
}

pub fn show(ui: &mut Ui, view: &mut IdentityView, project: &Project, intents: &mut Intents) {
    view.refresh(project);
    let Some(alike) = view.alike.clone() else {
        head(ui, None, intents);
        let is_empty = project.document().imports.is_empty();
        let text = if is_empty { say::no_files_text() } else { say::looking() };
        widgets::empty(ui, glyph::USERS, say::title(), text);
        return;
    };
    head(ui, Some((&alike, &view.open[0])), intents);
    widgets::scrolled(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        if !project.derived().is_alike_current() {
            caption(ui, say::looking());
        }
        for (class, open) in CLASSES.into_iter().zip(&view.open) {
            of_class(ui, &alike, open, class, intents);
        }
        if view.open.iter().all(Vec::is_empty) && project.derived().is_alike_current() {
            widgets::empty(ui, glyph::USERS, say::nobody_title(), say::nobody_text());
        }
        decided(ui, &project.document().decisions.identity, intents);
    });
}

/// `found` are those beyond doubt.
fn head(ui: &mut Ui, found: Option<(&Alike, &[usize])>, intents: &mut Intents) {
    let title = |ui: &mut Ui| drop(ui.label(RichText::new(say::title()).font(theme::strong(theme::TITLE))));
    if let Some((alike, exact)) = found.filter(|(_, exact)| !exact.is_empty()) {
        widgets::with_actions(ui, title, |ui| {
            if primary(ui, &say::accept_all(exact.len()), true).clicked() {
                intents.command(Command::DecideIdentity(IdentityEdit::MergeAll(alike.exact(exact))));
            }
        });
    } else {
        title(ui);
    }
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
}

fn of_class(ui: &mut Ui, alike: &Alike, open: &[usize], class: Confidence, intents: &mut Intents) {
    if open.is_empty() {
        return;
    }
    widgets::section_with(ui, say::class(class), &number::count(open.len()));
    for &n in open.iter().take(N_SHOWN) {
        one_pair(ui, alike, &alike.proposals[n], intents);
        ui.add_space(theme::SPACE_XS);
    }
    if open.len() > N_SHOWN {
        caption(ui, say::more(open.len() - N_SHOWN));
    }
}

fn one_pair(ui: &mut Ui, alike: &Alike, proposal: &Proposal, intents: &mut Intents) {
    let [a, b] = &proposal.ids;
    widgets::well(ui, |ui| {
        widgets::with_actions(
            ui,
            |ui| drop(ui.label(say::sentence(proposal))),
            |ui| {
                let two = plain(ui, say::two(), true);
                named(&two, &say::about(say::two(), &proposal.ids));
                if two.clicked() {
                    intents.command(Command::DecideIdentity(IdentityEdit::KeepApart(a.clone(), b.clone())));
                }
                let same = plain(ui, say::same(), true);
                named(&same, &say::about(say::same(), &proposal.ids));
                if same.clicked() {
                    intents.command(Command::DecideIdentity(IdentityEdit::Merge(proposal.ids.to_vec())));
                }
            },
        );
        let (Some(left), Some(right)) = (alike.people.row(a), alike.people.row(b)) else { return };
        Grid::new(("pair", a, b)).num_columns(3).spacing([24.0, 2.0]).min_col_width(150.0).show(ui, |ui| {
            for (label, [x, y]) in values(&alike.people, left, right) {
                caption(ui, label);
                for text in [&x, &y] {
                    let ink = if x == y { theme::of(ui).muted } else { theme::of(ui).ink };
                    ui.label(RichText::new(text).color(ink));
                }
                ui.end_row();
            }
        });
    });
}

fn named(button: &egui::Response, name: &str) {
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
}

/// What is known of two people, value beside value.
fn values(people: &People, a: Person, b: Person) -> Vec<(String, [String; 2])> {
    let both = |of: &dyn Fn(usize) -> String| [of(a as usize), of(b as usize)];
    let column = |values: &Filled| both(&|row| values.get(row).unwrap_or_default().to_owned());
    let ids = |row: usize| {
        let others: Vec<&str> = people.other_ids(row as Person).collect();
        std::iter::once(people.ids[row].as_str()).chain(others).collect::<Vec<_>>().join(", ")
    };
    let name = |row: usize| match people.names.get(row) {
        Some(name) => name.to_owned(),
        None if people.has_profile[row] => String::new(),
        None => say::not_listed().to_owned(),
    };
    let spend = |row: usize| {
        let cents = people.spend_cents[row];
        if cents == 0 { String::new() } else { number::money(cents) }
    };
    let out = |row: usize| if people.is_opted_out[row] { say::opted_out().to_owned() } else { String::new() };
    let mut rows = vec![
        (say::number().to_owned(), both(&ids)),
        (say::name().to_owned(), both(&name)),
        (say::phone().to_owned(), column(&people.phones)),
        (say::email().to_owned(), column(&people.emails)),
    ];
    for attribute in &people.attributes {
        if matches!(use_of(&attribute.heading), Some(Use::BirthDate | Use::Postcode | Use::Address)) {
            rows.push((attribute.heading.clone(), column(&attribute.values)));
        }
    }
    rows.push((say::spend().to_owned(), both(&spend)));
    rows.push((say::opted_out().to_owned(), both(&out)));
    rows.retain(|(_, [x, y])| !x.is_empty() || !y.is_empty());
    rows
}

fn decided(ui: &mut Ui, identity: &Identity, intents: &mut Intents) {
    if identity.same.is_empty() && identity.apart.is_empty() {
        return;
    }
    let n = identity.same.len() + identity.apart.len();
    widgets::section_with(ui, say::decided(), &number::count(n));
    for ids in identity.same.iter().rev().take(N_SHOWN) {
        decision(ui, &say::one_person(ids), say::take_apart(), ids, || IdentityEdit::Split(ids[0].clone()), intents);
    }
    for (a, b) in identity.apart.iter().take(N_SHOWN) {
        let ids = [a.clone(), b.clone()];
        let edit = || IdentityEdit::ForgetApart(a.clone(), b.clone());
        decision(ui, &say::two_people(a, b), say::ask_again(), &ids, edit, intents);
    }
}

fn decision(
    ui: &mut Ui,
    text: &str,
    action: &str,
    ids: &[String],
    edit: impl FnOnce() -> IdentityEdit,
    intents: &mut Intents,
) {
    widgets::with_actions(
        ui,
        |ui| drop(ui.label(text)),
        |ui| {
            let button = quiet(ui, action);
            named(&button, &say::about(action, ids));
            if button.clicked() {
                intents.command(Command::DecideIdentity(edit()));
            }
        },
    );
}
