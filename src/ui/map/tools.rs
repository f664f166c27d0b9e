//! The tools of the map, as a bar over it and as keys: point, draw round, draw a box, take in neighbours, select
//! nothing, add to the plan; every gesture is data.

use super::{Gesture, MapInput, MapResponse, MapView, Tool};
use crate::domain::model::Tribes;
use crate::project::{Choosing, Chosen, Selection, Shared};
use crate::ui::theme::{self, CAPTION, Palette, SPACE_M, SPACE_S, SPACE_XS};
use crate::ui::words::{map as say, time};
use egui::{
    Button, CornerRadius, Key, Label, Pos2, Rect, RichText, Sense, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType,
};
use egui_phosphor::regular as icon;
use std::sync::Arc;

/// Side of a button of the bar.
const SIDE: f32 = 30.0;

impl Tool {
    pub(super) const ALL: [Tool; 4] = [Tool::Pointer, Tool::Lasso, Tool::Box, Tool::Move];

    fn icon(self) -> &'static str {
        match self {
            Tool::Pointer => icon::CURSOR,
            Tool::Lasso => icon::LASSO,
            Tool::Box => icon::SELECTION,
            Tool::Move => icon::PUSH_PIN,
        }
    }

    fn key(self) -> Key {
        match self {
            Tool::Pointer => Key::V,
            Tool::Lasso => Key::L,
            Tool::Box => Key::B,
            Tool::Move => Key::M,
        }
    }
}

/// What selecting at this moment does with those selected already.
pub(super) fn choosing(ui: &Ui) -> Choosing {
    ui.input(|i| match i.modifiers {
        held if held.alt => Choosing::TakingAway,
        held if held.shift || held.command => Choosing::Adding,
        _ => Choosing::Anew,
    })
}

/// Whether a key was pressed without command or alt, by what was held at that moment: with them it is a shortcut of the
/// window, whose keys may all be let go within the same frame.
pub(super) fn is_pressed_alone(ui: &Ui, key: Key) -> bool {
    let is_it = |event: &egui::Event| match event {
        egui::Event::Key { key: of, pressed: true, modifiers, .. } => {
            *of == key && !modifiers.command && !modifiers.alt
        }
        _ => false,
    };
    ui.input(|input| input.events.iter().any(is_it))
}

impl MapView {
    /// The keys of the tools; heard where no text is being typed.
    pub(super) fn tool_keys(&mut self, ui: &Ui, input: &MapInput<'_>, answer: &mut MapResponse) {
        let pressed = |key: Key| is_pressed_alone(ui, key);
        for tool in Tool::ALL {
            if pressed(tool.key()) {
                self.take_up(tool);
            }
        }
        if pressed(Key::A) {
            let is_by_people = !self.is_by_people(input);
            answer.gestures.push(Gesture::ShowedAll { is_by_people });
        }
        if pressed(Key::T) {
            answer.gestures.push(Gesture::LookedBack);
        }
        if input.selection.then.is_some() {
            for (key, is_back) in [(Key::Comma, true), (Key::Period, false)] {
                answer.gestures.extend(pressed(key).then_some(Gesture::SteppedInTime { is_back }));
            }
        }
        if pressed(Key::N) {
            answer.gestures.extend(self.with_neighbours(input));
        }
        if pressed(Key::C) && !input.selection.is_empty() {
            answer.gestures.push(Gesture::ClearedSelection);
        }
        if pressed(Key::P) && may_go_to_plan(input) {
            answer.gestures.push(Gesture::ToPlan);
        }
    }

    fn take_up(&mut self, tool: Tool) {
        self.tool = tool;
        (self.drawing, self.carried) = (None, None);
    }

    /// The bar at the top right and, below it, who is selected; gives the room taken.
    pub(super) fn toolbar(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        rect: Rect,
        answer: &mut MapResponse,
    ) -> [Rect; 2] {
        let palette = theme::of(ui);
        let n = Tool::ALL.len() + 3;
        let wide = SIDE * n as f32 + SPACE_XS * (n - 1) as f32 + 2.0 * SPACE_S + 2.0 * SPACE_XS;
        let size = Vec2::new(wide, SIDE + 2.0 * SPACE_XS);
        let panel = Rect::from_min_size(Pos2::new(rect.max.x - SPACE_M - wide, rect.min.y + SPACE_S), size);
        ui.painter().rect(
            panel,
            CornerRadius::same(theme::RADIUS),
            palette.surface,
            egui::Stroke::new(1.0, palette.line),
            egui::StrokeKind::Inside,
        );
        let mut at = panel.min + Vec2::splat(SPACE_XS);
        let mut slot = |by: f32| {
            let room = Rect::from_min_size(at, Vec2::splat(SIDE));
            at.x += SIDE + by;
            room
        };
        for tool in Tool::ALL {
            let by = if tool == Tool::Move { SPACE_XS + SPACE_S } else { SPACE_XS };
            if toggle(ui, slot(by), tool.icon(), self.tool == tool, say::tool(tool), say::tool_hint(tool)) {
                self.take_up(tool);
            }
        }
        let has_any = !input.selection.is_empty();
        if action(ui, slot(SPACE_XS), icon::SHARE_NETWORK, say::neighbours(), say::neighbours_hint(), has_any) {
            answer.gestures.extend(self.with_neighbours(input));
        }
        if action(ui, slot(SPACE_XS + SPACE_S), icon::SELECTION_SLASH, say::clear(), say::clear_hint(), has_any) {
            answer.gestures.push(Gesture::ClearedSelection);
        }
        let is_back = input.selection.then.is_some();
        if toggle(ui, slot(0.0), icon::CLOCK_COUNTER_CLOCKWISE, is_back, time::time(), time::time_hint()) {
            answer.gestures.push(Gesture::LookedBack);
        }
        [panel, self.chosen(ui, input, panel, answer)]
    }

    /// Who is selected, in words, with the way into the plan; may be dragged there too.
    fn chosen(&mut self, ui: &mut Ui, input: &MapInput<'_>, above: Rect, answer: &mut MapResponse) -> Rect {
        if input.selection.is_empty() {
            return Rect::NOTHING;
        }
        let palette = theme::of(ui);
        let (n_people, n_tribes) = self.counted(input.selection, &input.scored.tribes);
        let text = say::count(n_people, n_tribes);
        let galley = ui.painter().layout_no_wrap(text.clone(), theme::plain(theme::BODY), palette.ink);
        let button =
            ui.painter().layout_no_wrap(say::add_to_plan().into(), theme::plain(theme::BODY), palette.ink).size();
        let padding = 2.0 * ui.spacing().button_padding.x;
        let wide = galley.size().x + button.x + padding + 2.0 * SPACE_M + SPACE_S + SPACE_XS;
        let size = Vec2::new(wide, SIDE + 2.0 * SPACE_XS);
        let panel = Rect::from_min_size(Pos2::new(above.max.x - wide, above.max.y + SPACE_XS), size);
        let painter = ui.painter();
        painter.rect_filled(panel, CornerRadius::same(theme::RADIUS), palette.accent_soft);
        let words =
            Rect::from_min_max(panel.min, Pos2::new(panel.min.x + galley.size().x + 2.0 * SPACE_M, panel.max.y));
        drag_to_plan(ui, input, words, &text, palette);
        let mut child = ui.new_child(
            UiBuilder::new()
                .id(ui.id().with("chosen"))
                .max_rect(Rect::from_min_max(Pos2::new(words.min.x + SPACE_M, panel.min.y), panel.max))
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        child.add(Label::new(&text).selectable(false).extend());
        child.add_space(SPACE_S);
        let hint = if input.is_plan_locked { say::plan_locked() } else { say::add_to_plan_hint() };
        let add = child.add_enabled(may_go_to_plan(input), Button::new(say::add_to_plan()));
        if add.on_hover_text(hint).on_disabled_hover_text(hint).clicked() {
            answer.gestures.push(Gesture::ToPlan);
        }
        panel
    }

    /// The number of people selected and of their tribes, counted when somebody else is selected.
    pub fn counted(&mut self, selection: &Selection, tribes: &Arc<Tribes>) -> (usize, usize) {
        let is_same = |known: &Counted| {
            known.tribes == selection.tribes && known.people == selection.people && Arc::ptr_eq(&known.of, tribes)
        };
        if let Some(known) = self.counted.as_ref().filter(|known| is_same(known)) {
            return known.count;
        }
        let count = selection.count(tribes);
        let (chosen_tribes, people) = (selection.tribes.clone(), selection.people.clone());
        self.counted = Some(Counted { tribes: chosen_tribes, people, of: tribes.clone(), count });
        count
    }

    /// Those one step away: tribes tied to selected ones on the map, and everybody tied to somebody selected.
    fn with_neighbours(&self, input: &MapInput<'_>) -> Option<Gesture> {
        let (selection, scored) = (input.selection, input.scored);
        let mut chosen = Chosen::default();
        if selection.people.is_empty() && self.scene.opened.is_none() {
            let id = |row: u32| self.scene.bubbles.get(row as usize).map(|mark| mark.id);
            for tie in &self.scene.ties {
                let (Some(a), Some(b)) = (id(tie.a), id(tie.b)) else { continue };
                let is_in = (selection.tribes.contains(&a), selection.tribes.contains(&b));
                chosen.tribes.extend((is_in == (true, false)).then_some(b));
                chosen.tribes.extend((is_in == (false, true)).then_some(a));
            }
        } else {
            let from = selection.everyone(&scored.tribes);
            chosen.people = crate::domain::selecting::neighbours(&scored.network, &from);
            chosen.people.retain(|&person| may_be_chosen(input, person));
        }
        let is_any = !chosen.tribes.is_empty() || !chosen.people.is_empty();
        is_any.then_some(Gesture::Chose { chosen, choosing: Choosing::Adding })
    }
}

fn may_go_to_plan(input: &MapInput<'_>) -> bool {
    !input.selection.is_empty() && !input.is_plan_locked
}

/// How many are selected, and what was counted.
#[derive(Debug)]
pub(super) struct Counted {
    tribes: Shared,
    people: Shared,
    of: Arc<Tribes>,
    count: (usize, usize),
}

/// What is dragged from the map onto the plan: whoever is selected.
#[derive(Clone, Copy, Debug)]
pub struct ToPlan;

/// Whether somebody is taken in by gestures that mean many: nobody who opted out, and nothing that is no person.
pub(super) fn may_be_chosen(input: &MapInput<'_>, person: u32) -> bool {
    let people = &input.scored.people;
    let is = |flags: &[bool]| flags.get(person as usize).copied().unwrap_or(false);
    !is(&people.is_opted_out) && !is(&people.is_impersonal)
}

fn toggle(ui: &mut Ui, room: Rect, sign: &str, is_on: bool, name: &str, hint: &str) -> bool {
    let palette = theme::of(ui);
    let mut child = ui.new_child(UiBuilder::new().id(ui.id().with(("tool", sign))).max_rect(room));
    child.spacing_mut().button_padding = Vec2::splat(2.0);
    let (ink, fill) = if is_on { (palette.accent, palette.accent_soft) } else { (palette.ink, palette.surface) };
    let button = Button::new(RichText::new(sign).size(17.0).color(ink)).fill(fill).frame_when_inactive(is_on);
    let button = child.add_sized(room.size(), button);
    button.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_on, name));
    button.on_hover_text(hint).clicked()
}

fn action(ui: &mut Ui, room: Rect, sign: &str, name: &str, hint: &str, is_possible: bool) -> bool {
    let mut child = ui.new_child(UiBuilder::new().id(ui.id().with(("action", sign))).max_rect(room));
    child.spacing_mut().button_padding = Vec2::splat(2.0);
    if !is_possible {
        child.disable();
    }
    let button = Button::new(RichText::new(sign).size(17.0)).frame_when_inactive(false);
    let button = child.add_sized(room.size(), button);
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, is_possible, name));
    button.on_hover_text(hint).on_disabled_hover_text(hint).clicked()
}

/// The words can be taken and dropped on the plan.
fn drag_to_plan(ui: &Ui, input: &MapInput<'_>, words: Rect, text: &str, palette: &Palette) {
    let held = ui.interact(words, ui.id().with("chosen words"), Sense::drag());
    if !may_go_to_plan(input) {
        return;
    }
    held.dnd_set_drag_payload(ToPlan);
    if held.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
    let Some(pointer) = ui.ctx().pointer_interact_pos().filter(|_| held.dragged()) else { return };
    let layer = egui::LayerId::new(egui::Order::Tooltip, held.id);
    let painter = ui.ctx().layer_painter(layer);
    let galley = painter.layout_no_wrap(text.to_owned(), theme::strong(CAPTION), palette.on_accent);
    let panel = Rect::from_min_size(pointer + Vec2::splat(8.0), galley.size() + Vec2::new(16.0, 8.0));
    painter.rect_filled(panel, CornerRadius::same(theme::RADIUS), palette.accent);
    painter.galley(panel.min + Vec2::new(8.0, 4.0), galley, palette.on_accent);
}
