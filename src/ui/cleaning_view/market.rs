//! Who the market is: everyone, customers with a profile, or some values of a column.

use super::{CleaningView, decide};
use crate::domain::model::decisions::{CleaningEdit, Market};
use crate::domain::score::Scored;
use crate::project::Project;
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{self, caption};
use crate::ui::words::cleaning as say;
use egui::{RichText, Ui};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The ways to say it, a column aside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    AsFilesSay,
    Everyone,
    WithProfile,
    Column,
}

const WAYS: [Way; 4] = [Way::AsFilesSay, Way::Everyone, Way::WithProfile, Way::Column];

fn word(way: Way) -> &'static str {
    match way {
        Way::AsFilesSay => say::as_files_say(),
        Way::Everyone => say::everyone(),
        Way::WithProfile => say::with_profile(),
        Way::Column => say::by_column(),
    }
}

fn way(market: &Market) -> Way {
    match market {
        Market::AsFilesSay => Way::AsFilesSay,
        Market::Everyone => Way::Everyone,
        Market::WithProfile => Way::WithProfile,
        Market::Column { .. } => Way::Column,
    }
}

pub fn show(ui: &mut Ui, view: &mut CleaningView, project: &Project, intents: &mut Intents) {
    caption(ui, say::market_hint());
    ui.add_space(theme::SPACE_S);
    let Some(scored) = project.derived().scored.as_ref() else {
        caption(ui, say::scored_first());
        return;
    };
    let market = &project.document().decisions.cleaning.market;
    let counted = view.counted(scored);
    ui.label(say::market_counts(counted.inside, counted.outside));
    if scored.cleaned.is_market_column_gone {
        ui.label(RichText::new(say::column_gone()).color(theme::of(ui).care));
    }
    ui.add_space(theme::SPACE_XS);
    let columns = columns(scored, market);
    let ways = if columns.is_empty() { &WAYS[..3] } else { &WAYS[..] };
    let chosen = ui
        .scope(|ui| {
            widgets::at_most(ui, 420.0);
            widgets::choice(ui, say::market_is(), way(market), ways, word)
        })
        .inner;
    if let Some(chosen) = chosen {
        view.is_column_too_long = false;
        match chosen {
            Way::AsFilesSay => decide(intents, CleaningEdit::SetMarket(Market::AsFilesSay)),
            Way::Everyone => decide(intents, CleaningEdit::SetMarket(Market::Everyone)),
            Way::WithProfile => decide(intents, CleaningEdit::SetMarket(Market::WithProfile)),
            Way::Column => choose_column(view, scored, &columns, None, intents),
        }
    }
    if let Market::Column { heading, values } = market {
        column(ui, view, scored, &columns, heading, values, intents);
    }
    if view.is_column_too_long {
        ui.label(RichText::new(say::too_many_values()).color(theme::of(ui).care));
    }
}

/// The headings to choose from.
fn columns(scored: &Scored, market: &Market) -> Vec<String> {
    let mut columns: Vec<String> = scored.people.attributes.iter().map(|attribute| attribute.heading.clone()).collect();
    if let Market::Column { heading, .. } = market
        && !columns.contains(heading)
    {
        columns.push(heading.clone());
    }
    columns
}

/// A column is taken with all its values: nobody who is described leaves the market by the choice alone. Without a
/// heading, the first column of few values. A column of too many is not taken, and that is said.
fn choose_column(
    view: &mut CleaningView,
    scored: &Arc<Scored>,
    columns: &[String],
    heading: Option<&str>,
    intents: &mut Intents,
) {
    let counted = view.counted(scored);
    let candidates = columns.iter().filter(|column| heading.is_none_or(|heading| heading == **column));
    for heading in candidates {
        if let Some(values) = counted.values(heading).map(|values| values.keys().cloned().collect::<BTreeSet<_>>()) {
            let market = Market::Column { heading: heading.clone(), values };
            decide(intents, CleaningEdit::SetMarket(market));
            view.is_column_too_long = false;
            return;
        }
    }
    view.is_column_too_long = true;
}

fn column(
    ui: &mut Ui,
    view: &mut CleaningView,
    scored: &Arc<Scored>,
    columns: &[String],
    heading: &str,
    chosen: &BTreeSet<String>,
    intents: &mut Intents,
) {
    let mut other = heading.to_owned();
    ui.add_space(theme::SPACE_XS);
    ui.horizontal(|ui| {
        let label = ui.label(say::column());
        let combo = egui::ComboBox::from_id_salt("market column").selected_text(heading);
        let shown = combo.show_ui(ui, |ui| {
            for column in columns {
                ui.selectable_value(&mut other, column.clone(), column);
            }
        });
        shown.response.labelled_by(label.id);
    });
    if other != heading {
        choose_column(view, scored, columns, Some(&other), intents);
        return;
    }
    let Some(values) = view.counted(scored).values(heading) else {
        caption(ui, say::too_many_values());
        return;
    };
    if let Some(values) = ticked(ui, values, chosen) {
        decide(intents, CleaningEdit::SetMarket(Market::Column { heading: heading.to_owned(), values }));
    }
}

/// The values after a tick, if there was one.
fn ticked(ui: &mut Ui, values: &BTreeMap<String, usize>, chosen: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let mut changed = None;
    ui.horizontal_wrapped(|ui| {
        for (value, n) in values {
            let mut is_in = chosen.contains(value);
            if widgets::tick(ui, &mut is_in, &say::value(value, *n)) {
                let mut next = chosen.clone();
                if is_in {
                    next.insert(value.clone());
                } else {
                    next.remove(value);
                }
                changed = Some(next);
            }
        }
    });
    changed
}
