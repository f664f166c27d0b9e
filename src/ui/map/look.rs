//! The colours of the map made from the theme's, the same for the screen and for pictures; knows no project.

use crate::domain::export::picture::{Look, TribeInk};
use crate::domain::guise::{Class, Guise, Preset};
use crate::domain::model::{Person, Role, Stage, Stance};
use crate::project::PictureStyle;
use crate::ui::theme::{self, Palette, hex, mix};
use crate::ui::words;
use egui::{Color32, Pos2, Rect, RichText, Ui, UiBuilder, Vec2};

/// The colours of one tribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) fill: Color32,
    pub(super) edge: Color32,
    pub(super) has_ring: bool,
}

/// A soft ground in the tribe's hue, which ink stands out on, under a rim of the full hue; see [`Guise::slot`].
pub(super) fn ink(palette: &Palette, slot: u8) -> Ink {
    let look = palette.tribe_in(slot);
    let share = if palette.is_dark { 0.30 } else { 0.24 };
    let share = if look.is_grey { share * 0.7 } else { share };
    Ink { fill: mix(palette.ground, look.hue, share), edge: look.hue, has_ring: look.has_ring }
}

/// The colours of a tribe on the map: pale where none of it is on show, quiet where colour stands for something else.
pub(super) fn tribe(palette: &Palette, guise: &Guise, position: u32) -> Ink {
    if guise.n_visible(position) == Some(0) {
        return Ink { fill: palette.ground, edge: pale(palette), has_ring: false };
    }
    if guise.classes.is_empty() {
        return ink(palette, guise.slot(position));
    }
    let main = guise.main_class(position);
    let class = main.map_or(palette.grey, |(k, _)| class(palette, guise.classes[k].class));
    // A tribe lights up with those of it who took something up, as far as its name can be read.
    let strength = if guise.is_of_takers() { main.map_or(0.06, |(_, share)| 0.06 + 0.5 * share) } else { 0.16 };
    Ink { fill: mix(palette.ground, class, strength), edge: mix(palette.ground, palette.muted, 0.6), has_ring: false }
}

/// The colour of a person on the map, `own` being that of their tribe.
pub(super) fn person(palette: &Palette, guise: &Guise, person: Person, own: Color32) -> Color32 {
    if !guise.is_visible(person) {
        return pale(palette);
    }
    guise.class_of(person).map_or(own, |k| class(palette, guise.classes[k].class))
}

/// Who is filtered out.
pub(super) fn pale(palette: &Palette) -> Color32 {
    mix(palette.ground, palette.grey, 0.32)
}

/// The colour of a class; its sign is in [`Class::sign`].
#[must_use]
pub fn class(palette: &Palette, of: Class) -> Color32 {
    let hue = |k: usize| palette.tribes[k];
    match of {
        Class::TopPercent(1) | Class::Fifth(4) | Class::SilentFor(0) => palette.steps[4],
        Class::TopPercent(5) | Class::Fifth(3) | Class::SilentFor(6) => palette.steps[3],
        Class::TopPercent(_) | Class::Fifth(2) | Class::SilentFor(3) => palette.steps[2],
        Class::Fifth(1) | Class::SilentFor(2) => palette.steps[1],
        Class::Ranked | Class::Fifth(_) | Class::SilentFor(_) => palette.steps[0],
        Class::Role(Role::Leader)
        | Class::Stage(Stage::Active)
        | Class::Stance(Stance::Onside)
        | Class::OnTopic
        | Class::TakenBefore => hue(0),
        Class::Role(Role::Bridge) | Class::Stage(Stage::Deciding) | Class::TakenSince => hue(1),
        Class::Role(Role::Core) | Class::Stage(Stage::Loyal) => hue(2),
        Class::Role(Role::Spreader) | Class::Stage(Stage::AtRisk) | Class::Stance(Stance::Offside) => hue(5),
        Class::Role(Role::Celebrity) | Class::Stage(Stage::Considering) => hue(3),
        Class::Role(Role::Follower) | Class::Stage(Stage::New) => hue(4),
        Class::Stage(Stage::Aware) => hue(6),
        Class::Stage(Stage::Lost) => palette.ink,
        Class::Stance(Stance::Neutral) | Class::Stage(Stage::Unaware) | Class::Role(Role::Outsider) => palette.grey,
        Class::NotYet => mix(palette.ground, palette.grey, 0.45),
        Class::OffTopic | Class::Unknown => mix(palette.ground, palette.grey, 0.7),
    }
}

/// Ties between tribes.
pub(super) fn tie(palette: &Palette) -> Color32 {
    mix(palette.ground, palette.muted, 0.32)
}

/// The colours for [`crate::domain::export::picture`].
#[must_use]
pub fn picture_look(palette: &Palette, guise: &Guise) -> Look {
    let tribe = |position: usize| {
        let ink = tribe(palette, guise, position as u32);
        TribeInk { fill: hex(ink.fill), edge: hex(ink.edge), has_ring: ink.has_ring }
    };
    Look {
        ground: hex(palette.ground),
        surface: hex(palette.surface),
        line: hex(palette.line),
        ink: hex(palette.ink),
        muted: hex(palette.muted),
        accent: hex(palette.accent),
        tie: hex(tie(palette)),
        grey: hex(palette.grey),
        pale: hex(pale(palette)),
        good: hex(palette.good),
        bad: hex(palette.bad),
        tribes: (0..guise.slots.len()).map(tribe).collect(),
        classes: guise.classes.iter().map(|occurring| hex(class(palette, occurring.class))).collect(),
    }
}

/// What colour stands for, as a choice above the legend; gives the room taken and another choice.
pub(super) fn colour_by(ui: &mut Ui, at: Pos2, now: Preset, has_topic: bool) -> (Rect, Option<Preset>) {
    let room = Rect::from_min_size(at, Vec2::new(260.0, 30.0));
    let mut ui = ui.new_child(UiBuilder::new().id_salt("colour by").max_rect(room));
    let mut chosen = now;
    let taken = ui.horizontal_centered(|ui| {
        let label = RichText::new(words::look::colour_by()).size(theme::CAPTION).color(theme::of(ui).muted);
        let label = ui.label(label);
        let combo = egui::ComboBox::from_id_salt("colour by").selected_text(words::look::preset(now)).width(128.0);
        let list = combo.show_ui(ui, |ui| {
            for preset in Preset::ALL.into_iter().filter(|&preset| has_topic || preset != Preset::Topic) {
                ui.selectable_value(&mut chosen, preset, words::look::preset(preset));
            }
        });
        list.response.labelled_by(label.id);
    });
    (taken.response.rect, (chosen != now).then_some(chosen))
}

/// How exported pictures look: always in the light theme, for they are printed and put on slides.
#[must_use]
pub fn picture_style() -> PictureStyle {
    PictureStyle {
        look: |guise| picture_look(theme::palette(false), guise),
        legend: words::map::legend,
        count: words::number::people,
        filtered: |document, scored, visible| {
            let sentence = words::filter::sentence(&document.filter, document, Some(scored));
            words::filter::whole(visible.n, visible.of, &sentence)
        },
        then: words::time::picture,
        learned: (words::learned::said_of, words::learned::markdown),
        board: words::doing::board(),
        paper: theme::PAPER,
        camera: None,
        detail: words::look::tribe_detail,
        fonts: &[theme::FONT_REGULAR, theme::FONT_SEMIBOLD],
        font_family: theme::FONT_FAMILY,
        strong_family: theme::STRONG_FAMILY,
        size: [1280.0, 900.0],
        scale: 2.0,
    }
}
