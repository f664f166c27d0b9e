//! The list beside the map: tribes and people, sharing the map's selection; also finds people and tribes by name.

use super::words::{number, people as say, stance};
use super::{Scene, theme};
use crate::domain::influence::Band;
use crate::domain::model::{NO_TRIBE, Person, Stance};
use crate::domain::score::Scored;
use crate::project::{Document, Project, Selection};
use egui::{Align, Color32, Layout, RichText, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

/// Which list is on show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Tribes,
    People,
}

/// What the lists remember.
#[derive(Debug, Default)]
pub struct Lists {
    tab: Tab,
    /// Brings the row of a newly chosen person into view once.
    shown: Option<Person>,
    /// To whom the list of people is narrowed, and who they are in the scores that it was made from.
    band: Band,
    narrowed: Option<(Band, Arc<Scored>, Vec<Person>)>,
}

/// A person or tribe found by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub text: String,
    target: Target,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Tribe(u32),
    Person(Person),
}

impl Hit {
    pub fn select(&self, selection: &mut Selection) {
        selection.clear();
        match self.target {
            Target::Tribe(id) => {
                selection.tribes.insert(id);
            }
            Target::Person(person) => choose_person(selection, person, false),
        }
    }
}

/// The name a tribe goes by: the one given by hand, else its own.
#[must_use]
pub fn tribe_name<'a>(scored: &'a Scored, document: &'a Document, position: usize) -> &'a str {
    let Some(tribe) = scored.tribes.tribes.get(position) else { return say::NO_TRIBE };
    document.tribe_names.get(&tribe.id).map_or(&tribe.name, |name| name)
}

/// Tribes and people whose name or number contains the words; opted-out people are not found by name.
#[must_use]
pub fn find(scored: &Scored, document: &Document, wanted: &str, most: usize) -> Vec<Hit> {
    let wanted = wanted.trim().to_lowercase();
    let mut hits = Vec::new();
    for (position, tribe) in scored.tribes.tribes.iter().enumerate() {
        let name = tribe_name(scored, document, position);
        if name.to_lowercase().contains(&wanted) {
            let text = format!("{name} · {}", number::people(tribe.members.len()));
            hits.push(Hit { text, target: Target::Tribe(tribe.id) });
        }
        if hits.len() >= most / 2 {
            break;
        }
    }
    let exact = scored.people.row(&wanted);
    let by_rank = scored.scores.order.iter().copied().filter(|&person| Some(person) != exact);
    // Whoever is taken for no person is kept, and found as well.
    let doubted = scored.cleaned.suspects.iter().map(|suspect| suspect.person);
    let doubted = doubted.filter(|&person| Some(person) != exact && scored.people.is_impersonal[person as usize]);
    let by_hand = document.decisions.cleaning.not_persons.iter().filter_map(|id| scored.people.row(id));
    let by_hand = by_hand.filter(|&person| Some(person) != exact && scored.cleaned.suspect(person).is_none());
    for person in exact.into_iter().chain(by_rank).chain(doubted).chain(by_hand) {
        if hits.len() >= most {
            break;
        }
        let (label, id) = (scored.people.label(person), &scored.people.ids[person as usize]);
        let is_hit = Some(person) == exact || label.to_lowercase().contains(&wanted) || id.starts_with(&wanted);
        if is_hit && !scored.people.is_opted_out[person as usize] {
            let mut text = if label == id { label.to_owned() } else { format!("{label} · {id}") };
            if scored.people.is_impersonal[person as usize] {
                text = format!("{text} · {}", say::NOT_A_PERSON);
            } else if !scored.people.is_customer[person as usize] {
                text = format!("{text} · {}", say::OUTSIDE);
            }
            hits.push(Hit { text, target: Target::Person(person) });
        }
    }
    hits
}

/// Chooses a person, alone or beside those chosen already.
pub fn choose_person(selection: &mut Selection, person: Person, is_adding: bool) {
    if is_adding {
        if !selection.people.remove(&person) {
            selection.people.insert(person);
        }
    } else {
        selection.clear();
        selection.people.insert(person);
    }
    selection.card = selection.people.contains(&person).then_some(person);
}

/// Chooses a tribe, alone or beside those chosen already.
pub fn choose_tribe(selection: &mut Selection, tribe: u32, is_adding: bool) {
    if is_adding {
        if !selection.tribes.remove(&tribe) {
            selection.tribes.insert(tribe);
        }
    } else {
        let is_alone = selection.tribes.len() == 1 && selection.tribes.contains(&tribe) && selection.people.is_empty();
        selection.clear();
        if !is_alone {
            selection.tribes.insert(tribe);
        }
    }
    selection.card = None;
}

pub fn show(ui: &mut Ui, lists: &mut Lists, project: &Project, scored: &Scored, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        for (tab, word) in [(Tab::Tribes, say::TRIBES), (Tab::People, say::PEOPLE)] {
            let face = if lists.tab == tab { theme::strong(theme::BODY) } else { theme::plain(theme::BODY) };
            if ui.selectable_label(lists.tab == tab, RichText::new(word).font(face)).clicked() {
                lists.tab = tab;
            }
        }
    });
    if scene.selection.card.is_some() && scene.selection.card != lists.shown {
        lists.tab = Tab::People;
    }
    match lists.tab {
        Tab::Tribes => tribes(ui, project, scored, scene),
        Tab::People => {
            if scene.selection.opened_tribe.is_none() {
                bands(ui, lists, project);
            }
            people(ui, lists, project, scored, scene);
        }
    }
    lists.shown = scene.selection.card;
}

fn dot(ui: &mut Ui, colour: Color32, has_ring: bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), 5.0, colour);
    if has_ring {
        ui.painter().circle_stroke(rect.center(), 6.5, egui::Stroke::new(1.0, colour));
    }
}

fn tribe_dot(ui: &mut Ui, position: u32) {
    let colours = theme::of(ui);
    if position == NO_TRIBE {
        dot(ui, colours.line, false);
    } else {
        let look = colours.tribe(position as usize);
        dot(ui, look.hue, look.has_ring);
    }
}

fn right(ui: &mut Ui, text: String, size: f32) {
    let colour = theme::of(ui).muted;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(RichText::new(text).size(size).color(colour)));
}

fn header(ui: &mut Ui, text: &str) {
    super::widgets::caption(ui, text);
}

fn is_adding(ui: &Ui) -> bool {
    ui.input(|input| input.modifiers.command || input.modifiers.shift)
}

fn name_for_ears(response: &egui::Response, is_selected: bool, text: &str) {
    response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_selected, text));
}

fn tribes(ui: &mut Ui, project: &Project, scored: &Scored, scene: &mut Scene<'_>) {
    let mut chosen = None;
    let table = TableBuilder::new(ui)
        .id_salt("tribes")
        .striped(false)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(16.0))
        .column(Column::remainder().clip(true))
        .column(Column::exact(64.0));
    let body = table.header(22.0, |mut row| {
        row.col(|_| {});
        row.col(|ui| header(ui, say::TRIBE));
        row.col(|ui| right(ui, say::PEOPLE.into(), theme::CAPTION));
    });
    body.body(|body| {
        body.rows(28.0, scored.tribes.tribes.len(), |mut row| {
            let position = row.index();
            let tribe = &scored.tribes.tribes[position];
            let name = tribe_name(scored, project.document(), position);
            let is_selected = scene.selection.tribes.contains(&tribe.id);
            row.set_selected(is_selected);
            row.col(|ui| tribe_dot(ui, u32::try_from(position).unwrap_or(NO_TRIBE)));
            row.col(|ui| {
                ui.add(egui::Label::new(name).truncate());
            });
            row.col(|ui| right(ui, number::count(tribe.members.len()), theme::BODY));
            let response = row.response();
            name_for_ears(&response, is_selected, &format!("{}: {name}", say::TRIBE));
            if response.double_clicked() {
                chosen = Some((tribe.id, true, false));
            } else if response.clicked() {
                chosen = Some((tribe.id, false, is_adding_of(&response)));
            }
        });
    });
    if let Some((id, is_opened, is_adding)) = chosen {
        if is_opened {
            scene.selection.opened_tribe = Some(id);
            scene.selection.clear();
            scene.selection.tribes.insert(id);
        } else {
            choose_tribe(scene.selection, id, is_adding);
        }
    }
}

fn is_adding_of(response: &egui::Response) -> bool {
    response.ctx.input(|input| input.modifiers.command || input.modifiers.shift)
}

/// The groups that the list can be narrowed to; worked out once for each scores, not every frame.
fn bands(ui: &mut Ui, lists: &mut Lists, project: &Project) {
    let Some(scored) = project.derived().scored.as_ref() else { return };
    let label = super::widgets::choice(ui, say::SHOW, lists.band, &Band::ALL, say::band);
    lists.band = label.unwrap_or(lists.band);
    if lists.band == Band::Everyone {
        lists.narrowed = None;
        return;
    }
    let is_of = |made: &(Band, Arc<Scored>, Vec<Person>)| made.0 == lists.band && Arc::ptr_eq(&made.1, scored);
    if !lists.narrowed.as_ref().is_some_and(is_of) {
        let found = lists.band.people(scored, |person| project.derived().ear_of(person).is_some());
        lists.narrowed = Some((lists.band, scored.clone(), found));
    }
    let n = lists.narrowed.as_ref().map_or(0, |made| made.2.len());
    super::widgets::caption(ui, say::narrowed(lists.band, n, scored.scores.order.len()));
}

fn people(ui: &mut Ui, lists: &mut Lists, project: &Project, scored: &Scored, scene: &mut Scene<'_>) {
    let adding = is_adding(ui);
    let narrowed = lists.narrowed.as_ref().filter(|_| scene.selection.opened_tribe.is_none());
    let order = match narrowed {
        Some((_, _, people)) => people.as_slice().into(),
        None => listed(scored, scene.selection),
    };
    let mut chosen = None;
    let mut table = TableBuilder::new(ui)
        .id_salt("people")
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(34.0))
        .column(Column::exact(16.0))
        .column(Column::remainder().clip(true))
        .column(Column::exact(62.0));
    if scene.selection.card != lists.shown
        && let Some(row) = scene.selection.card.and_then(|card| order.iter().position(|&person| person == card))
    {
        table = table.scroll_to_row(row, Some(Align::Center));
    }
    let body = table.header(22.0, |mut row| {
        row.col(|ui| header(ui, say::RANK));
        row.col(|_| {});
        row.col(|ui| header(ui, say::NAME));
        row.col(|ui| right(ui, say::SCORE.into(), theme::CAPTION));
    });
    body.body(|body| {
        body.rows(28.0, order.len(), |mut row| {
            let person = order[row.index()];
            let is_selected = scene.selection.people.contains(&person);
            row.set_selected(is_selected);
            let is_offside = project.derived().stances().stance(person) == Some(Stance::Offside);
            person_cells(&mut row, scored, person, is_offside);
            let response = row.response();
            name_for_ears(&response, is_selected, &format!("{}: {}", say::PERSON, scored.people.label(person)));
            if response.clicked() {
                chosen = Some(person);
            }
        });
    });
    if let Some(person) = chosen {
        choose_person(scene.selection, person, adding);
    }
}

fn person_cells(row: &mut egui_extras::TableRow<'_, '_>, scored: &Scored, person: Person, is_offside: bool) {
    let at = person as usize;
    let is_outside = !scored.people.is_customer[at];
    row.col(|ui| {
        if !is_outside {
            super::widgets::caption(ui, number::count(scored.scores.rank[at] as usize));
        }
    });
    row.col(|ui| tribe_dot(ui, scored.tribes.of[at]));
    row.col(|ui| {
        let label = scored.people.label(person);
        let text = if is_outside {
            RichText::new(format!("{label} · {}", say::OUTSIDE)).color(theme::of(ui).muted)
        } else if is_offside {
            let text = format!("{}  {label} · {}", glyph::THUMBS_DOWN, stance::stance(Stance::Offside).to_lowercase());
            RichText::new(text).color(theme::of(ui).care)
        } else {
            RichText::new(label)
        };
        ui.add(egui::Label::new(text).truncate());
    });
    row.col(|ui| {
        if !is_outside {
            right(ui, format!("{:.0}", scored.scores.influence[at]), theme::BODY);
        }
    });
}

/// Whom the people list shows: everyone ranked, or the members of the opened tribe; best first.
fn listed<'a>(scored: &'a Scored, selection: &Selection) -> std::borrow::Cow<'a, [Person]> {
    match selection.opened_tribe.and_then(|id| scored.tribes.by_id(id)) {
        Some(tribe) => {
            let rank = |person: &Person| scored.scores.rank[*person as usize];
            let mut members: Vec<Person> = tribe.members.iter().copied().filter(|person| rank(person) > 0).collect();
            members.sort_unstable_by_key(rank);
            // Those outside the market are context: they come last.
            members.extend(tribe.members.iter().filter(|&&person| !scored.people.is_customer[person as usize]));
            members.into()
        }
        None => scored.scores.order.as_slice().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::People;
    use std::sync::Arc;

    #[test]
    fn whoever_is_no_person_by_hand_is_found_by_name() {
        let mut people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        people.names = ["Ada", "Kiosk at the gate", "Kiosk in town"].map(|name| Some(name.to_owned())).to_vec();
        (people.is_impersonal[1], people.is_opted_out[2]) = (true, true);
        let scored = Scored { people: Arc::new(people), ..Scored::default() };
        let mut document = Document::default();
        document.decisions.cleaning.not_persons = ["2", "3"].map(str::to_owned).into();
        let found = find(&scored, &document, "kiosk", 8);
        assert_eq!(found.len(), 1);
        assert!(found[0].text.contains("Kiosk at the gate") && found[0].text.contains(say::NOT_A_PERSON));
    }
}
