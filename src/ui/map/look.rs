//! The colours of the map made from the theme's, the same for the screen and for pictures; knows no project.

use crate::domain::export::picture::{Look, TribeInk};
use crate::project::PictureStyle;
use crate::ui::theme::{self, Palette, hex, mix};
use crate::ui::words;
use egui::Color32;

/// The colours of one tribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) fill: Color32,
    pub(super) edge: Color32,
    pub(super) has_ring: bool,
}

/// A soft ground in the tribe's hue, which ink stands out on, under a rim of the full hue.
pub(super) fn ink(palette: &Palette, position: usize) -> Ink {
    let look = palette.tribe(position);
    let share = if palette.is_dark { 0.30 } else { 0.24 };
    let share = if look.is_grey { share * 0.7 } else { share };
    Ink { fill: mix(palette.ground, look.hue, share), edge: look.hue, has_ring: look.has_ring }
}

/// Ties between tribes.
pub(super) fn tie(palette: &Palette) -> Color32 {
    mix(palette.ground, palette.muted, 0.32)
}

/// The colours for [`crate::domain::export::picture`].
#[must_use]
pub fn picture_look(palette: &Palette, n_tribes: usize) -> Look {
    let tribe = |position| {
        let ink = ink(palette, position);
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
        tribes: (0..n_tribes).map(tribe).collect(),
    }
}

/// How exported pictures look: always in the light theme, for they are printed and put on slides.
#[must_use]
pub fn picture_style() -> PictureStyle {
    PictureStyle {
        look: |n_tribes| picture_look(theme::palette(false), n_tribes),
        legend: words::map::legend,
        count: words::number::people,
        fonts: &[theme::FONT_REGULAR, theme::FONT_SEMIBOLD],
        font_family: theme::FONT_FAMILY,
        strong_family: theme::STRONG_FAMILY,
        size: [1280.0, 900.0],
        scale: 2.0,
    }
}
