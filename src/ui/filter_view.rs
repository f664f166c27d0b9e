//! Who is on show, as chips in words above the lists, and the menu of what can be asked for; filters nobody itself.

use super::intent::Intents;
use super::widgets::{self, caption};
use super::words::{filter as say, people, stages, stance};
use super::{lists_view, theme};
use crate::domain::filter::{FilterEdit, Rule};
use crate::domain::influence::Band;
use crate::domain::model::{Filled, People, Role, Stage, Stance};
use crate::domain::score::Scored;
use crate::project::{Command, Document, Project, Selection};
use egui::{Button, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::collections::BTreeSet;
use std::sync::Arc;

const TOPS: [u8; 5] = [1, 3, 5, 10, 20];
const CONTACTS: [u32; 4] = [10, 50, 100, 1_000];
const GROUPS: [Band; 3] = [Band::LowSpend, Band::EarOf, Band::ByHand];
/// A column of more values is no choice.
const MOST_VALUES: usize = 24;

/// What the menu offers that is worked out from the people, once for each.
#[derive(Debug, Default)]
pub struct Offers {
    of: Option<Arc<People>>,
    /// Spending above which a half, a quarter and a tenth of all are, in cents.
    spending: Vec<i64>,
    columns: Vec<(String, Vec<String>)>,
    name: String,
}

impl Offers {
    /// O(people × columns) the first time the menu is opened over them.
    fn refresh(&mut self, people: &Arc<People>) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, people)) {
            return;
        }
        self.of = Some(people.clone());
        self.spending = spending(people);
        let values = |values: &Filled| {
            let mut all: BTreeSet<&str> = BTreeSet::new();
            for value in values.texts().filter(|value| !value.trim().is_empty()) {
                all.insert(value);
                if all.len() > MOST_VALUES {
                    return Vec::new();
                }
            }
            all.into_iter().map(str::to_owned).collect()
        };
        let columns = people.attributes.iter().map(|column| (column.heading.clone(), values(&column.values)));
        self.columns = columns.filter(|(_, values)| values.len() > 1).collect();
    }
}

/// Bounds of two digits, rising.
fn spending(people: &People) -> Vec<i64> {
    let mut all: Vec<i64> = people.spend_cents.iter().copied().filter(|&cents| cents > 0).collect();
    all.sort_unstable();
    let at = |share: usize| all.get(all.len() * share / 100).copied().unwrap_or(0) / 100;
    let round = |whole: i64| {
        let step = 10i64.pow(whole.max(1).ilog10().saturating_sub(1));
        whole / step * step * 100
    };
    let mut bounds: Vec<i64> = [50, 75, 90].map(|share| round(at(share))).into_iter().filter(|&x| x > 0).collect();
    bounds.dedup();
    bounds
}

pub fn show(
    ui: &mut Ui,
    offers: &mut Offers,
    project: &Project,
    scored: &Arc<Scored>,
    selection: &Selection,
    intents: &mut Intents,
) {
    let document = project.document();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::SPACE_XS, theme::SPACE_XS);
        for rule in &document.filter.rules {
            let text = say::rule(rule, document, Some(scored));
            let chip = widgets::chip(ui, &format!("{text}  {}", glyph::X), theme::of(ui).accent);
            let name = say::remove(&text);
            chip.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
            if chip.on_hover_text(name).clicked() {
                edit(intents, FilterEdit::Remove(rule.clone()));
            }
        }
        let label = format!("{}  {}", glyph::FUNNEL, say::add());
        let menu = ui.menu_button(RichText::new(label).size(theme::CAPTION), |ui| {
            offers.refresh(&scored.people);
            menu(ui, offers, document, scored, selection, intents);
        });
        menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, say::add()));
    });
    if let Some(visible) = project.derived().visible() {
        ui.horizontal(|ui| {
            caption(ui, say::visible(visible.n, visible.of));
            if widgets::quiet(ui, say::clear()).clicked() {
                edit(intents, FilterEdit::Clear);
            }
        });
        for note in document.filter.rules.iter().filter_map(say::note) {
            caption(ui, note);
        }
        if visible.n == 0 {
            caption(ui, say::nobody());
        }
    }
}

fn edit(intents: &mut Intents, edit: FilterEdit) {
    intents.command(Command::Filter(edit));
}

/// A line of a menu that opens another beside it.
fn sub_menu(ui: &mut Ui, text: &str, contents: impl FnOnce(&mut Ui)) {
    let button = Button::new(text).right_text(glyph::CARET_RIGHT).frame_when_inactive(false);
    let (response, _) = egui::containers::menu::SubMenuButton::from_button(button).ui(ui, contents);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, text));
}

/// A line of a menu that adds a condition.
fn offer(ui: &mut Ui, text: &str, rule: impl FnOnce() -> Rule, intents: &mut Intents) {
    if ui.add(Button::new(text).frame_when_inactive(false)).clicked() {
        edit(intents, FilterEdit::Add(rule()));
        ui.close();
    }
}

fn menu(
    ui: &mut Ui,
    offers: &mut Offers,
    document: &Document,
    scored: &Scored,
    selection: &Selection,
    intents: &mut Intents,
) {
    ui.set_min_width(190.0);
    sub_menu(ui, say::in_tribe(), |ui| tribes(ui, document, scored, intents));
    sub_menu(ui, say::influence(), |ui| {
        for percent in TOPS {
            offer(ui, &say::top(percent), || Rule::TopPercent(percent), intents);
        }
    });
    sub_menu(ui, say::stage(), |ui| {
        for stage in Stage::ALL {
            offer(ui, stages::stage(stage), || Rule::Stage(stage), intents);
        }
    });
    sub_menu(ui, say::stance(), |ui| {
        for one in Stance::ALL {
            offer(ui, stance::stance(one), || Rule::Stance(one), intents);
        }
    });
    sub_menu(ui, say::role_label(), |ui| {
        for role in Role::ALL {
            offer(ui, say::role(role), || Rule::Role(role), intents);
        }
    });
    if !offers.spending.is_empty() {
        sub_menu(ui, say::spending(), |ui| {
            for &cents in &offers.spending {
                offer(ui, &say::over_money(cents), || Rule::SpendsOver(cents), intents);
            }
        });
    }
    sub_menu(ui, say::contacts(), |ui| {
        for n in CONTACTS {
            offer(ui, &say::over(n), || Rule::ContactsOver(n), intents);
        }
    });
    sub_menu(ui, say::group_label(), |ui| {
        for band in GROUPS {
            offer(ui, people::band(band), || Rule::Group(band), intents);
        }
        offer(ui, say::inferred(), || Rule::OnlyInferred, intents);
    });
    if scored.people.is_customer.contains(&false) {
        sub_menu(ui, say::market_label(), |ui| {
            for is_inside in [true, false] {
                offer(ui, say::market(is_inside), || Rule::Market { is_inside }, intents);
            }
        });
    }
    plans(ui, document, intents);
    columns(ui, &offers.columns, intents);
    let is_any = !selection.people.is_empty() || !selection.tribes.is_empty();
    let button = ui.add_enabled(is_any, Button::new(say::selected()).frame_when_inactive(false));
    if button.on_disabled_hover_text(say::nothing_selected()).clicked() {
        for rule in chosen(selection, scored).into_iter().flatten() {
            edit(intents, FilterEdit::Add(rule));
        }
        ui.close();
    }
    kept(ui, offers, document, intents);
}

fn tribes(ui: &mut Ui, document: &Document, scored: &Scored, intents: &mut Intents) {
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (position, tribe) in scored.tribes.tribes.iter().enumerate().take(200) {
            let name = lists_view::tribe_name(scored, document, position);
            offer(ui, name, || Rule::Tribe(tribe.id), intents);
        }
    });
}

fn plans(ui: &mut Ui, document: &Document, intents: &mut Intents) {
    if document.plans.is_empty() {
        return;
    }
    sub_menu(ui, say::plan_label(), |ui| {
        for plan in &document.plans {
            offer(ui, &say::in_plan(&plan.name, true), || Rule::InPlan(plan.id), intents);
            offer(ui, &say::in_plan(&plan.name, false), || Rule::NotInPlan(plan.id), intents);
        }
    });
}

fn columns(ui: &mut Ui, columns: &[(String, Vec<String>)], intents: &mut Intents) {
    if columns.is_empty() {
        return;
    }
    sub_menu(ui, say::columns(), |ui| {
        for (heading, values) in columns {
            sub_menu(ui, heading, |ui| {
                for value in values {
                    let rule = || Rule::Has { heading: heading.clone(), value: value.clone() };
                    offer(ui, value, rule, intents);
                }
            });
        }
    });
}

/// What is selected as conditions: whole tribes, or people with the members of selected tribes.
fn chosen(selection: &Selection, scored: &Scored) -> Option<Vec<Rule>> {
    if selection.people.is_empty() {
        let rules: Vec<Rule> = selection.tribes.iter().map(|&id| Rule::Tribe(id)).collect();
        return (!rules.is_empty()).then_some(rules);
    }
    let members = selection.tribes.iter().filter_map(|&id| scored.tribes.by_id(id)).flat_map(|tribe| &tribe.members);
    let ids: BTreeSet<String> = selection
        .people
        .iter()
        .chain(members)
        .filter_map(|&person| scored.people.ids.get(person as usize).cloned())
        .collect();
    Some(vec![Rule::People(ids)])
}

/// Filters kept under a name, and a name for what is on show now.
fn kept(ui: &mut Ui, offers: &mut Offers, document: &Document, intents: &mut Intents) {
    if !document.filters.is_empty() {
        widgets::hairline(ui);
        caption(ui, say::kept());
    }
    for name in document.filters.keys() {
        ui.horizontal(|ui| {
            if ui.add(Button::new(name).frame_when_inactive(false)).clicked() {
                edit(intents, FilterEdit::Use(name.clone()));
                ui.close();
            }
            if widgets::icon(ui, glyph::TRASH, &say::forget(name), true).clicked() {
                edit(intents, FilterEdit::Forget(name.clone()));
            }
        });
    }
    if document.filter.is_empty() {
        return;
    }
    widgets::hairline(ui);
    let label = caption(ui, say::keep_as());
    let hint = RichText::new(say::name_hint()).color(theme::of(ui).muted);
    let field = egui::TextEdit::singleline(&mut offers.name).hint_text(hint).desired_width(180.0);
    let field = ui.add(field).labelled_by(label.id);
    let has_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if has_entered && !offers.name.trim().is_empty() {
        edit(intents, FilterEdit::SaveAs(std::mem::take(&mut offers.name)));
        ui.close();
    }
}
