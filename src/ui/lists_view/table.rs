//! A long table of any rows: headings that sort, one row at a time by keys, many by shift, copied as text; knows no row.

use super::By;
use crate::domain::export::guarded;
use crate::domain::listing::sorted_by;
use crate::ui::theme;
use crate::ui::words::table as words;
use egui::{Align, Event, EventFilter, Id, Key, Layout, Modifiers, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder, TableRow};

/// More rows are not copied at once.
const MOST_COPIED: usize = 100_000;
const HIGH: f32 = 28.0;

/// Where the keys are, by place in the list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cursor {
    at: usize,
    /// Where a range began.
    from: usize,
    is_to_be_seen: bool,
    /// What is to be told of the last copying.
    said: Option<&'static str>,
}

impl Cursor {
    pub(super) fn take_said(&mut self) -> Option<&'static str> {
        self.said.take()
    }
}

/// How a column stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face<C> {
    pub column: C,
    pub width: f32,
    /// Stands at the right; the largest comes first when it sorts.
    pub is_number: bool,
}

/// What was done to the rows, by what the list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Did {
    Chose(u32),
    /// Chosen beside the others, or no longer.
    Toggled(u32),
    /// These and no others.
    ChoseAll(Vec<u32>),
    Opened(u32),
}

/// What a table is drawn from.
pub(super) struct Table<'a, C> {
    pub name: &'static str,
    pub faces: &'a [Face<C>],
    pub headings: &'a [String],
    pub rows: &'a [u32],
    pub is_selected: &'a dyn Fn(u32) -> bool,
    /// A cell's words, for eyes, ears and the clipboard.
    pub text: &'a dyn Fn(u32, C) -> String,
    /// Draws a cell otherwise than as its words; false: it does not.
    pub draw: &'a dyn Fn(&mut Ui, u32, C) -> bool,
    /// What a row is called.
    pub label: &'a dyn Fn(u32) -> String,
    /// Whether anything may leave, the clipboard included: not while it is unknown who opted out.
    pub may_leave: bool,
    /// A place to bring into view.
    pub shown: Option<usize>,
}

impl<C: Copy + PartialEq + std::hash::Hash> Table<'_, C> {
    /// Draws the table into the room that is left.
    pub(super) fn show(&self, ui: &mut Ui, by: &mut Vec<By<C>>, cursor: &mut Cursor) -> Vec<Did> {
        let id = ui.id().with(("keys of", self.name));
        let mut did = Vec::new();
        cursor.at = cursor.at.min(self.rows.len().saturating_sub(1));
        self.keys(ui, id, cursor, &mut did);
        let (has_focus, n_by_keys) = (ui.memory(|memory| memory.has_focus(id)), did.len());
        let room = ui.available_rect_before_wrap();
        if self.faces.len() > 4 {
            egui::ScrollArea::horizontal().id_salt(("across", self.name)).auto_shrink(false).show(ui, |ui| {
                self.body(ui, by, cursor, has_focus, &mut did);
            });
        } else {
            self.body(ui, by, cursor, has_focus, &mut did);
        }
        let keys = ui.interact(room, id, Sense::FOCUSABLE);
        if did.len() > n_by_keys {
            // Only now: a press on something else, as rows are, has just taken the focus away.
            keys.request_focus();
        }
        let at = self.rows.get(cursor.at).map(|&row| (self.label)(row)).unwrap_or_default();
        let spoken = words::place(self.name, cursor.at + 1, self.rows.len(), &at);
        keys.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Other, true, &spoken));
        did
    }

    fn body(&self, ui: &mut Ui, by: &mut Vec<By<C>>, cursor: &mut Cursor, has_focus: bool, did: &mut Vec<Did>) {
        let last = self.faces.len().saturating_sub(1);
        let mut table = TableBuilder::new(ui)
            .id_salt(self.name)
            .striped(false)
            .sense(Sense::CLICK)
            .cell_layout(Layout::left_to_right(Align::Center));
        for (n, face) in self.faces.iter().enumerate() {
            let is_wide = face.width <= 0.0;
            let column = if is_wide || (n == last && !face.is_number) {
                Column::remainder().at_least(face.width.max(110.0))
            } else if self.faces.len() > 4 {
                Column::initial(face.width).at_least(36.0).resizable(true)
            } else {
                Column::exact(face.width)
            };
            table = table.column(column.clip(true));
        }
        let seen = self.shown.or(cursor.is_to_be_seen.then_some(cursor.at));
        cursor.is_to_be_seen = false;
        if let Some(place) = seen.filter(|&place| place < self.rows.len()) {
            table = table.scroll_to_row(place, self.shown.map(|_| Align::Center));
        }
        let body = table.header(24.0, |mut header| {
            for (n, (face, heading)) in self.faces.iter().zip(self.headings).enumerate() {
                header.col(|ui| Self::heading(ui, face, n == last, heading, by));
            }
        });
        body.body(|body| {
            body.rows(HIGH, self.rows.len(), |mut row| {
                let place = row.index();
                self.row(&mut row, has_focus && place == cursor.at);
                let response = row.response();
                let (item, is_selected) = (self.rows[place], (self.is_selected)(self.rows[place]));
                let label = (self.label)(item);
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_selected, &label)
                });
                if response.clicked() || response.double_clicked() {
                    let modifiers = response.ctx.input(|input| input.modifiers);
                    did.push(self.clicked(place, modifiers, response.double_clicked(), cursor));
                }
            });
        });
    }

    fn row(&self, row: &mut TableRow<'_, '_>, is_at: bool) {
        let item = self.rows[row.index()];
        row.set_selected((self.is_selected)(item));
        row.set_hovered(is_at);
        let last = self.faces.len().saturating_sub(1);
        for (n, face) in self.faces.iter().enumerate() {
            row.col(|ui| {
                if (self.draw)(ui, item, face.column) {
                    return;
                }
                let text = (self.text)(item, face.column);
                if face.is_number {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        keep_clear_of_scroll_bar(ui, n == last);
                        ui.label(RichText::new(text).color(theme::of(ui).muted));
                    });
                } else {
                    ui.add(egui::Label::new(text).truncate());
                }
            });
        }
    }

    fn heading(ui: &mut Ui, face: &Face<C>, is_last: bool, heading: &str, by: &mut Vec<By<C>>) {
        let colours = theme::of(ui);
        let place = by.iter().position(|one| one.column == face.column);
        let mark = place.map_or(String::new(), |place| words::sort_mark(by[place].is_falling, place, by.len()));
        let ink = if place.is_some() { colours.accent } else { colours.muted };
        let text = RichText::new(format!("{heading}{mark}")).size(theme::CAPTION).color(ink);
        let button = egui::Button::new(text).frame_when_inactive(false).truncate().min_size(egui::vec2(0.0, 22.0));
        let layout =
            if face.is_number { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
        ui.spacing_mut().button_padding.x = 0.0;
        let response = ui.with_layout(layout, |ui| {
            keep_clear_of_scroll_bar(ui, is_last && face.is_number);
            ui.add(button)
        });
        let response = response.inner;
        let spoken = words::sort_by(heading);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &spoken));
        if response.on_hover_text(words::sort_hint()).clicked() {
            let is_adding = ui.input(|input| input.modifiers.shift);
            *by = sorted_by(by, face.column, face.is_number, is_adding);
        }
    }

    fn clicked(&self, place: usize, modifiers: Modifiers, is_double: bool, cursor: &mut Cursor) -> Did {
        let item = self.rows[place];
        cursor.at = place;
        if is_double {
            return Did::Opened(item);
        }
        if modifiers.shift {
            return self.range(cursor);
        }
        cursor.from = place;
        if modifiers.command { Did::Toggled(item) } else { Did::Chose(item) }
    }

    fn range(&self, cursor: &Cursor) -> Did {
        let (low, high) = (cursor.at.min(cursor.from), cursor.at.max(cursor.from).min(self.rows.len() - 1));
        Did::ChoseAll(self.rows[low..=high].to_vec())
    }

    /// Arrows, pages and ends move, space chooses, Enter opens; with shift, a range; with command A all, C copies.
    fn keys(&self, ui: &mut Ui, id: Id, cursor: &mut Cursor, did: &mut Vec<Did>) {
        if self.rows.is_empty() || !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let page = ((ui.available_height() / HIGH) as usize).max(2) - 1;
        let last = self.rows.len() - 1;
        let moves: [(Key, usize); 6] = [
            (Key::ArrowDown, (cursor.at + 1).min(last)),
            (Key::ArrowUp, cursor.at.saturating_sub(1)),
            (Key::PageDown, (cursor.at + page).min(last)),
            (Key::PageUp, cursor.at.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let with_shift = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
        for (key, to) in moves {
            // The longer combination first: the shorter is contained in it.
            if with_shift(key) {
                (cursor.at, cursor.is_to_be_seen) = (to, true);
                did.push(self.range(cursor));
            } else if pressed(key) {
                (cursor.at, cursor.from, cursor.is_to_be_seen) = (to, to, true);
            }
        }
        let item = self.rows[cursor.at];
        if pressed(Key::Space) {
            did.push(Did::Toggled(item));
        }
        if pressed(Key::Enter) {
            did.push(Did::Opened(item));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            did.push(Did::ChoseAll(self.rows.to_vec()));
        }
        if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
            if self.may_leave {
                ui.ctx().copy_text(self.copied(cursor));
            }
            cursor.said = if self.may_leave { self.is_cut().then_some(words::cut()) } else { Some(words::not_now()) };
        }
    }

    /// Whether more rows are chosen than are copied.
    fn is_cut(&self) -> bool {
        self.rows.iter().filter(|&&row| (self.is_selected)(row)).nth(MOST_COPIED).is_some()
    }

    /// The chosen rows as text, tab by tab under their headings; where none is chosen, the one that the keys are on.
    fn copied(&self, cursor: &Cursor) -> String {
        let mut rows: Vec<u32> =
            self.rows.iter().copied().filter(|&row| (self.is_selected)(row)).take(MOST_COPIED).collect();
        if rows.is_empty() {
            rows.extend(self.rows.get(cursor.at));
        }
        let line = |row: u32| {
            // Copied into a spreadsheet, nothing is taken for a formula.
            let cell = |face: &Face<C>| guarded(&(self.text)(row, face.column)).replace(['\t', '\n', '\r'], " ");
            self.faces.iter().map(cell).collect::<Vec<_>>().join("\t")
        };
        let lines = std::iter::once(self.headings.join("\t")).chain(rows.into_iter().map(line));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Room at the right of the last column, so that the scroll bar lies over no figure.
fn keep_clear_of_scroll_bar(ui: &mut Ui, is_last: bool) {
    if is_last {
        ui.add_space(theme::SPACE_S);
    }
}
