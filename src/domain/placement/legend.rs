//! What the legend has to explain: every sign that is drawn, and what colour stands for; its captions are written elsewhere.

use super::scene::{Emphasis, Mark, Scene};
use crate::domain::changes::Change;
use crate::domain::guise::{Class, Guise, Preset};
use crate::domain::model::Person;

/// What a sign on the map means; its caption in words is made elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LegendItem {
    BubbleSize,
    /// What colour stands for.
    Hue(Preset),
    /// One class of that.
    Class(Class),
    /// The rim of a bubble: its people by class.
    Rim,
    ShareOfTop,
    TribeTie,
    /// Everybody: a point each, and the strongest of all ties.
    Point,
    DrawnTies,
    PersonSize(Preset),
    Person(Mark),
    StrongTie,
    InferredTie,
    Outside,
    Treated,
    Control,
    /// What became of somebody since the snapshot before.
    Changed(Change),
    /// So many of so many are on show; the others are pale.
    FilteredOut {
        n: usize,
        of: usize,
    },
}

impl Scene {
    /// What the legend has to explain where everybody is a point, the plan aside.
    #[must_use]
    pub fn legend_of_everyone(&self, emphasis: &Emphasis<'_>) -> Vec<LegendItem> {
        let mut items = vec![LegendItem::Point];
        items.extend(hue(emphasis.guise));
        items.extend(classes(emphasis.guise));
        items.extend(changes(emphasis));
        items.push(LegendItem::DrawnTies);
        items.extend(filtered_out(emphasis.guise));
        items
    }

    /// What the legend has to explain, in order.
    #[must_use]
    pub fn legend(&self, emphasis: &Emphasis<'_>) -> Vec<LegendItem> {
        use LegendItem as L;
        if self.opened.is_none() {
            let mut items = vec![L::BubbleSize];
            items.extend(hue(emphasis.guise));
            items.extend(classes(emphasis.guise));
            items.extend(changes(emphasis));
            items.push(if emphasis.guise.classes.is_empty() { L::ShareOfTop } else { L::Rim });
            items.push(L::TribeTie);
            items.extend(self.ties.iter().any(|tie| tie.is_inferred).then_some(L::InferredTie));
            items.extend((!emphasis.treated.is_empty()).then_some(L::Treated));
            items.extend((!emphasis.control.is_empty()).then_some(L::Control));
            items.extend(filtered_out(emphasis.guise));
            return items;
        }
        let has = |mark: Mark| self.people.iter().any(|p| p.mark == mark);
        let marks = [Mark::Leader, Mark::Diamond, Mark::Triangle, Mark::Dot, Mark::Ring];
        let mut items = vec![L::PersonSize(emphasis.guise.preset)];
        if !emphasis.guise.classes.is_empty() {
            items.extend(hue(emphasis.guise));
            items.extend(classes(emphasis.guise));
        }
        let is_here = |change: &L| match change {
            L::Changed(change) => {
                let of = |person: Person| emphasis.changes.and_then(|changes| changes.of(person));
                self.people.iter().any(|mark| of(mark.person) == Some(*change))
            }
            _ => true,
        };
        items.extend(changes(emphasis).filter(is_here));
        items.extend(marks.into_iter().filter(|&mark| has(mark)).map(L::Person));
        items.push(L::StrongTie);
        items.extend(self.ties.iter().any(|tie| tie.is_inferred).then_some(L::InferredTie));
        items.extend(self.people.iter().any(|person| person.is_outside).then_some(L::Outside));
        let here = |list: &[Person]| self.people.iter().any(|p| list.binary_search(&p.person).is_ok());
        items.extend(here(emphasis.treated).then_some(L::Treated));
        items.extend(here(emphasis.control).then_some(L::Control));
        items.extend(filtered_out(emphasis.guise));
        items
    }
}

/// What colour stands for; who had taken something up says so itself.
fn hue(guise: &Guise) -> Option<LegendItem> {
    (!guise.is_of_takers()).then_some(LegendItem::Hue(guise.preset))
}

/// The changes that occur.
fn changes<'a>(emphasis: &Emphasis<'a>) -> impl Iterator<Item = LegendItem> + use<'a> {
    let changes = emphasis.changes;
    let occurs = move |change: &Change| changes.is_some_and(|changes| changes.n(*change) > 0);
    Change::ALL.into_iter().filter(occurs).map(LegendItem::Changed)
}

/// The classes that occur among those on show.
fn classes(guise: &Guise) -> impl Iterator<Item = LegendItem> + '_ {
    guise.classes.iter().filter(|class| class.n > 0).map(|class| LegendItem::Class(class.class))
}

fn filtered_out(guise: &Guise) -> Option<LegendItem> {
    guise.visible.as_ref().map(|visible| LegendItem::FilteredOut { n: visible.n, of: visible.of })
}
