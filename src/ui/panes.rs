//! Which of lists, map and panel is on show where the window has no room for all three; knows nothing of what is in them.

use super::plan::Page;
use super::words::bar as say;
use super::{Room, theme, widgets};
use crate::project::{Selection, Shared};
use egui::{Panel, RichText, Ui};

/// One of the three that stand side by side in a wide window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    Lists,
    #[default]
    Middle,
    Side,
}

/// What is on show, and what that followed from.
#[derive(Debug, Default)]
pub struct Panes {
    now: Pane,
    /// Where one was before a card was opened.
    before_card: Option<Pane>,
    seen: Option<Seen>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    room: Room,
    page: Page,
    card: Option<u32>,
    tribes: Shared,
    people: Shared,
    opened_tribe: Option<u32>,
}

impl Seen {
    /// People or several tribes are selected; a single tribe has its card.
    fn is_for_the_map(&self) -> bool {
        self.card.is_none() && (!self.people.is_empty() || self.tribes.len() > 1)
    }
}

impl Panes {
    /// The one to draw below the words that change it; none where all three have room. `is_led`: to a part of the plan.
    pub fn show(&mut self, ui: &mut Ui, room: Room, page: Page, is_led: bool, selection: &Selection) -> Option<Pane> {
        let Selection { card, opened_tribe, .. } = *selection;
        let (tribes, people) = (selection.tribes.clone(), selection.people.clone());
        self.follow(Seen { room, page, card, tribes, people, opened_tribe });
        if is_led {
            self.now = Pane::Side;
        }
        if !widgets::is_narrow(ui) {
            return None;
        }
        let side = if room == Room::Plan && card.is_none() { super::words::room_plan() } else { say::details() };
        let names = match page {
            Page::Map => vec![(Pane::Lists, say::lists()), (Pane::Middle, page.word()), (Pane::Side, side)],
            page => vec![(Pane::Middle, page.word()), (Pane::Side, side)],
        };
        if page != Page::Map && self.now == Pane::Lists {
            self.now = Pane::Middle;
        }
        let frame = egui::Frame::new().fill(theme::of(ui).surface).inner_margin(egui::Margin::symmetric(12, 2));
        Panel::top("panes").frame(frame).show(ui, |ui| {
            ui.horizontal(|ui| {
                for (pane, name) in names {
                    let is_on = self.now == pane;
                    let face = if is_on { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
                    if ui.selectable_label(is_on, RichText::new(name).font(face)).clicked() {
                        (self.now, self.before_card) = (pane, None);
                    }
                }
            });
        });
        Some(self.now)
    }

    /// What was just asked for comes to the front: a room, a page of the plan, somebody's card and the way back from it.
    fn follow(&mut self, now: Seen) {
        let Some(seen) = self.seen.replace(now.clone()) else {
            self.now = if now.room == Room::Plan { Pane::Side } else { Pane::Middle };
            return;
        };
        let is_chosen_anew = (&seen.tribes, &seen.people) != (&now.tribes, &now.people);
        let is_opened = now.opened_tribe.is_some() && seen.opened_tribe != now.opened_tribe;
        if is_opened || (self.now == Pane::Side && is_chosen_anew && now.is_for_the_map()) {
            self.now = Pane::Middle;
        }
        if seen.room != now.room {
            self.now = if now.room == Room::Plan { Pane::Side } else { Pane::Middle };
        } else if seen.page != now.page {
            self.now = Pane::Middle;
        }
        if seen.card != now.card {
            if now.card.is_some() {
                self.before_card = self.before_card.or(Some(self.now));
                self.now = Pane::Side;
            } else if let Some(before) = self.before_card.take() {
                self.now = before;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> Seen {
        Seen { room: Room::People, ..Seen::default() }
    }

    #[test]
    fn a_card_comes_to_the_front_and_leads_back() {
        let mut panes = Panes::default();
        panes.follow(map());
        assert_eq!(panes.now, Pane::Middle);
        panes.now = Pane::Lists;
        panes.follow(Seen { card: Some(3), ..map() });
        assert_eq!(panes.now, Pane::Side);
        panes.follow(Seen { card: Some(4), ..map() });
        panes.follow(map());
        assert_eq!(panes.now, Pane::Lists);
    }

    #[test]
    fn a_plan_comes_with_its_panel_and_a_page_of_it_before_it() {
        let mut panes = Panes::default();
        panes.follow(map());
        panes.follow(Seen { room: Room::Plan, ..map() });
        assert_eq!(panes.now, Pane::Side);
        panes.follow(Seen { room: Room::Plan, page: Page::Tasks, ..map() });
        assert_eq!(panes.now, Pane::Middle);
    }

    #[test]
    fn who_is_selected_from_the_panel_is_seen_on_the_map() {
        let mut panes = Panes::default();
        panes.follow(Seen { room: Room::Plan, ..map() });
        let one_tribe = Seen { room: Room::Plan, tribes: [4].into_iter().collect(), ..map() };
        panes.follow(one_tribe.clone());
        assert_eq!(panes.now, Pane::Side, "a tribe has its card there");
        panes.follow(Seen { people: [1, 2].into_iter().collect(), ..one_tribe.clone() });
        assert_eq!(panes.now, Pane::Middle);
        panes.now = Pane::Lists;
        panes.follow(Seen { opened_tribe: Some(4), ..one_tribe });
        assert_eq!(panes.now, Pane::Middle);
    }
}
