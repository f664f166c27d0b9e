//! The names on the map and what lies over it, with a button for keys and screen readers under each name.

use super::canvas::Target;
use super::sight::Sight;
use super::{Gesture, MapInput, MapResponse, MapView, emphasis, furniture, look, name, tools};
use crate::domain::model::Person;
use crate::domain::placement::scene::{BubbleMark, LegendItem, bubble_pixels, person_pixels};
use crate::ui::theme::{self, Palette};
use crate::ui::words;
use egui::{Id, Key, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use std::sync::Arc;

impl MapView {
    /// One invisible button over each named tribe or person, so that keys and screen readers reach them.
    pub(super) fn proxies(&mut self, ui: &mut Ui, input: &MapInput<'_>, sight: Sight, answer: &mut MapResponse) {
        for target in self.named() {
            let (at, radius, text, key) = match target {
                Target::Tribe(row) => {
                    let mark = &self.scene.bubbles[row];
                    let radius = bubble_pixels(mark.bubble.radius, sight.camera.zoom);
                    let text = spoken_tribe(input, mark);
                    ([mark.bubble.x, mark.bubble.y], radius, text, ("tribe", mark.id))
                }
                // Somebody among everybody has no name on the map: the list has them.
                Target::Somebody(_) => continue,
                Target::Person(row) => {
                    let mark = &self.scene.people[row];
                    let radius = person_pixels(mark.radius, sight.camera.zoom);
                    let text = with_past(input, mark.person, input.scored.people.label(mark.person).to_owned());
                    (mark.at, radius, text, ("person", mark.person))
                }
            };
            let at = sight.on_screen(at);
            let over = Rect::from_center_size(at, Vec2::splat(radius * 1.4)).intersect(sight.rect);
            if !over.is_positive() {
                continue;
            }
            let proxy = ui.interact(over, proxy_id(ui, key), Sense::click());
            proxy.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &text));
            if proxy.has_focus() {
                let stroke = egui::Stroke::new(2.0, theme::of(ui).accent);
                ui.painter_at(sight.rect).circle_stroke(at, radius + 3.0, stroke);
            }
            if proxy.clicked() && proxy.interact_pointer_pos().is_some() {
                // What lies under the pointer is meant, which may be somebody standing on a tribe's ground.
                self.click(ui, input, &proxy, sight, answer);
            } else if proxy.clicked() {
                let choosing = tools::choosing(ui);
                let is_opening = proxy.double_clicked() || ui.input(|i| i.key_pressed(Key::Enter));
                answer.gestures.push(match target {
                    Target::Tribe(row) if is_opening => Gesture::OpenedTribe(self.scene.bubbles[row].id),
                    _ => self.gesture_of(target, choosing),
                });
            }
        }
    }

    /// What has a name on the screen, in the order of importance.
    pub(super) fn named(&self) -> Vec<Target> {
        let target = if self.scene.opened.is_none() { Target::Tribe } else { Target::Person };
        self.labels.iter().map(|label| target(self.wishing[label.wish])).collect()
    }

    pub(super) fn is_proxy(&self, ui: &Ui, focused: Option<Id>) -> bool {
        let Some(focused) = focused else { return false };
        self.named().into_iter().any(|target| {
            focused
                == match target {
                    Target::Tribe(row) => proxy_id(ui, ("tribe", self.scene.bubbles[row].id)),
                    Target::Person(row) => proxy_id(ui, ("person", self.scene.people[row].person)),
                    Target::Somebody(person) => proxy_id(ui, ("person", person)),
                }
        })
    }

    /// Chooses the names again where the view changed, and writes them.
    pub(super) fn write_labels(&mut self, ui: &Ui, input: &MapInput<'_>, sight: Sight, palette: &Palette) {
        let is_known = self.labelled_for.as_ref().is_some_and(|(camera, size, brief)| {
            let is_same = Arc::ptr_eq(brief, input.brief)
                || (brief.names == input.brief.names && brief.details == input.brief.details);
            *camera == sight.camera && *size == self.size && is_same
        });
        if !is_known {
            let people = &input.scored.people;
            let view = self.size.into();
            self.labels =
                self.scene.labels(sight.camera, view, self.margins(), &input.brief.names, &input.brief.details, people);
            self.labelled_for = Some((sight.camera, self.size, input.brief.clone()));
        }
        if self.names_people(input, sight.camera) {
            return;
        }
        let named = self.named();
        let has_rim = self.is_by_people(input);
        for (label, target) in self.labels.iter().zip(named) {
            let is_faded = self.near.as_ref().is_some_and(|near| target.row().is_some_and(|row| !near.contains(&row)));
            let ground = if self.scene.opened.is_some() { palette.surface } else { palette.ground };
            furniture::write(ui, sight.rect, label, palette, ground, is_faded, has_rim);
        }
    }

    /// Path, legend and zoom buttons, which lie over the map.
    pub(super) fn furnish(&mut self, ui: &mut Ui, input: &MapInput<'_>, rect: Rect, answer: &mut MapResponse) {
        let mut covered = Vec::with_capacity(3);
        let n_people = self.scene.bubbles.iter().map(|mark| mark.n_people as usize).sum();
        let opened = self
            .scene
            .opened
            .map(|position| (name(input, position), self.scene.bubbles[position as usize].n_people as usize));
        let place = furniture::Place {
            opened,
            n_tribes: self.scene.bubbles.len(),
            n_people,
            is_everyone_shown: input.selection.is_everyone_shown,
            is_drawing: self.is_by_people(input) && self.everyone.atlas(input.scored).is_none(),
        };
        let (path, step) = furniture::path(ui, rect, &place);
        covered.push(path);
        answer.gestures.extend(step.map(|is_by_people| Gesture::ShowedAll { is_by_people }));
        let items = if self.is_by_people(input) {
            let plan = [(&input.brief.treated, LegendItem::Treated), (&input.brief.control, LegendItem::Control)];
            let plan = plan.into_iter().filter(|(people, _)| !people.is_empty()).map(|(_, item)| item);
            self.scene.legend_of_everyone(&emphasis(input)).into_iter().chain(plan).collect()
        } else {
            self.scene.legend(&emphasis(input))
        };
        let position = self.scene.opened.unwrap_or(0);
        let (legend, beside) = furniture::legend(ui, rect, &items, input.percent, (input.guise, position));
        covered.push(legend);
        self.legend_high = rect.max.y - legend.min.y;
        if !input.guise.is_of_takers() {
            let (choice, preset) = look::colour_by(ui, beside, input.guise.preset, input.brief.has_topic);
            answer.gestures.extend(preset.map(Gesture::ColouredBy));
            covered.push(choice);
        }
        let (buttons, zoom) = furniture::zoom_buttons(ui, rect);
        covered.push(buttons);
        covered.extend(self.toolbar(ui, input, rect, answer));
        match zoom {
            Some(furniture::Zoom::By(factor)) => self.zoom_by(ui, factor),
            Some(furniture::Zoom::All) => self.show_all(ui),
            None => {}
        }
        self.covered = covered;
    }

    pub(super) fn tooltip(&self, ui: &Ui, input: &MapInput<'_>, rect: Rect, palette: &Palette) {
        let (Some(target), Some(pointer)) = (self.hovered, ui.input(|i| i.pointer.hover_pos())) else { return };
        let line = match target {
            Target::Tribe(row) => {
                let mark = &self.scene.bubbles[row];
                let n = mark.n_people as usize;
                words::map::tribe_line(name(input, mark.position), n, mark.share_of_top, input.percent)
            }
            Target::Person(_) | Target::Somebody(_) => {
                let Some(person) = self.person_of(target) else { return };
                let scores = &input.scored.scores;
                let influence = scores.influence.get(person as usize).copied().unwrap_or(0.0);
                let role = scores.role.get(person as usize).map(|&role| words::filter::one_role(role).to_lowercase());
                let role = role.unwrap_or_default();
                let line = words::map::person_line(input.scored.people.label(person), &role, influence);
                let is_outside = !input.scored.people.is_customer.get(person as usize).copied().unwrap_or(true);
                let line = if is_outside { format!("{line}, {}", words::people::outside()) } else { line };
                with_past(input, person, line)
            }
        };
        furniture::tooltip(ui, rect, pointer, &line, palette);
    }
}

/// The tribe, and where an earlier moment is shown what is said of it there.
fn spoken_tribe(input: &MapInput<'_>, mark: &BubbleMark) -> String {
    let text = words::map::tribe(name(input, mark.position), mark.n_people as usize);
    let Some(past) = input.past else { return text };
    let changes = words::time::changes(past.changes.in_tribe(mark.position).map(|(change, n)| (change, n as usize)));
    let detail = input.brief.details.get(mark.position as usize).filter(|_| input.guise.is_of_takers());
    let said = detail.cloned().into_iter().chain((!changes.is_empty()).then_some(changes));
    std::iter::once(text).chain(said).collect::<Vec<_>>().join(", ")
}

/// The line of somebody, with what became of them.
fn with_past(input: &MapInput<'_>, person: Person, line: String) -> String {
    let Some(past) = input.past else { return line };
    let class = input.guise.class_of(person).filter(|_| input.guise.is_of_takers());
    let class = class.map(|class| words::look::class(input.guise.classes[class].class).to_lowercase());
    let change = past.changes.of(person).map(|change| words::time::of_person(change).to_owned());
    std::iter::once(line).chain(class).chain(change).collect::<Vec<_>>().join(", ")
}

fn proxy_id(ui: &Ui, key: (&str, u32)) -> Id {
    ui.id().with("map").with(key)
}
