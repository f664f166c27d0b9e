//! The only place where colours, sizes and fonts are made; knows no sentence and no project.

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Visuals};
use std::sync::Arc;

/// Spacing, in points.
pub const SPACE_XS: f32 = 4.0;
pub const SPACE_S: f32 = 8.0;
pub const SPACE_M: f32 = 12.0;
pub const SPACE_L: f32 = 16.0;
pub const SPACE_XL: f32 = 24.0;
/// Corner radius of everything that has corners.
pub const RADIUS: u8 = 6;

/// Type sizes, in points; the font looks small for its size, so body is 14.5.
pub const CAPTION: f32 = 12.5;
pub const BODY: f32 = 14.5;
pub const SECTION: f32 = 17.0;
pub const TITLE: f32 = 24.0;
pub const DISPLAY: f32 = 32.0;

/// The embedded typeface, also for exported pictures.
pub const FONT_REGULAR: &[u8] = include_bytes!("../../assets/fonts/TribewiseSans-Regular.ttf");
pub const FONT_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/TribewiseSans-Semibold.ttf");
/// The family name inside the font files.
pub const FONT_FAMILY: &str = "Tribewise Sans";
pub const STRONG_FAMILY: &str = "Tribewise Sans Semibold";
pub const FONT_FAMILY_STRONG: &str = "Source Sans 3 Semibold";

/// What is printed: black, a grey for what stands beside it, and one for rules; they are told apart without colours.
pub const PAPER: [&str; 3] = ["#000000", "#505050", "#8c8c8c"];

/// The name of the bold family in egui.
const STRONG: &str = "strong";

/// The colours of one theme, by meaning.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub is_dark: bool,
    pub ground: Color32,
    pub surface: Color32,
    /// A surface that the pointer is over.
    pub hovered: Color32,
    pub line: Color32,
    pub ink: Color32,
    pub muted: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    /// Ground of what is selected.
    pub accent_soft: Color32,
    pub good: Color32,
    pub care: Color32,
    pub bad: Color32,
    /// Forecasts, never facts.
    pub forecast: Color32,
    pub forecast_soft: Color32,
    /// Hues of the tribes, in the order of use.
    pub tribes: [Color32; 8],
    /// From little to much; each darker (lighter on dark ground) than the last, so that no hue is needed to tell.
    pub steps: [Color32; 5],
    /// Small tribes beyond [`N_COLOURED_TRIBES`], people outside the market.
    pub grey: Color32,
}

/// Tribes beyond this many are grey with a label.
pub const N_COLOURED_TRIBES: usize = 16;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    is_dark: false,
    ground: rgb(0x00F7_F7F5),
    surface: rgb(0x00FF_FFFF),
    hovered: rgb(0x00F0_F0ED),
    line: rgb(0x00E4_E3DF),
    ink: rgb(0x001F_2328),
    muted: rgb(0x0064_6A70),
    accent: rgb(0x0024_50D8),
    on_accent: rgb(0x00FF_FFFF),
    accent_soft: rgb(0x00E6_ECFC),
    good: rgb(0x001B_7F54),
    care: rgb(0x009A_6410),
    bad: rgb(0x00B9_3A34),
    forecast: rgb(0x006B_4BC3),
    forecast_soft: rgb(0x00E9_E3F8),
    tribes: [
        rgb(0x0000_72B2),
        rgb(0x00B8_7500),
        rgb(0x0000_8A63),
        rgb(0x00B8_5C8E),
        rgb(0x002B_8CC4),
        rgb(0x00C7_5300),
        rgb(0x007A_58A3),
        rgb(0x0085_7A00),
    ],
    steps: [rgb(0x0084_9099), rgb(0x0045_80AA), rgb(0x001F_659B), rgb(0x0018_4A86), rgb(0x0010_2450)],
    grey: rgb(0x008A_8F95),
};

const DARK: Palette = Palette {
    is_dark: true,
    ground: rgb(0x0015_171A),
    surface: rgb(0x001D_2024),
    hovered: rgb(0x0026_2A2F),
    line: rgb(0x002C_3036),
    ink: rgb(0x00E8_EAED),
    muted: rgb(0x009A_A1A9),
    accent: rgb(0x0086_A2FF),
    on_accent: rgb(0x0010_131A),
    accent_soft: rgb(0x0027_3256),
    good: rgb(0x005B_C496),
    care: rgb(0x00E0_B04C),
    bad: rgb(0x00F0_8A84),
    forecast: rgb(0x00B4_9CFF),
    forecast_soft: rgb(0x0034_2C50),
    tribes: [
        rgb(0x004C_A3DD),
        rgb(0x00E6_9F00),
        rgb(0x0022_B98A),
        rgb(0x00D9_8AB5),
        rgb(0x007C_C8F2),
        rgb(0x00F0_7B2D),
        rgb(0x00A9_8BD0),
        rgb(0x00D6_C73A),
    ],
    steps: [rgb(0x0068_7680), rgb(0x0066_93B0), rgb(0x0078_B5DE), rgb(0x00AF_D6F0), rgb(0x00F2_F8FC)],
    grey: rgb(0x0078_7F87),
};

/// How a tribe is told apart: hue first, then a ring where the hue comes round again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TribeLook {
    pub hue: Color32,
    pub has_ring: bool,
    pub is_grey: bool,
}

impl Palette {
    /// The look of the tribe at this position (0 is the largest).
    #[must_use]
    pub fn tribe(&self, position: usize) -> TribeLook {
        if position >= N_COLOURED_TRIBES {
            return TribeLook { hue: self.grey, has_ring: false, is_grey: true };
        }
        let round = self.tribes.len();
        TribeLook { hue: self.tribes[position % round], has_ring: position >= round, is_grey: false }
    }
}

impl Palette {
    /// The look of a tribe by its slot, which it keeps; see [`crate::domain::guise::Guise::slot`].
    #[must_use]
    pub fn tribe_in(&self, slot: u8) -> TribeLook {
        self.tribe(slot as usize)
    }
}

/// The colours of a theme.
#[must_use]
pub fn palette(is_dark: bool) -> &'static Palette {
    if is_dark { &DARK } else { &LIGHT }
}

/// The colours of the theme that a widget is drawn in.
#[must_use]
pub fn of(ui: &egui::Ui) -> &'static Palette {
    palette(ui.visuals().dark_mode)
}

/// A colour mixed towards another; `share` 0 is the first, 1 the second.
#[must_use]
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// `#rrggbb`, for exported pictures.
#[must_use]
pub fn hex(colour: Color32) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r(), colour.g(), colour.b())
}

/// The bold face at a size.
#[must_use]
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// The plain face at a size.
#[must_use]
pub fn plain(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Gives a window its fonts and both themes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    // Where the system does not say, a board room is lit.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            let colours = palette(theme == egui::Theme::Dark);
            style.visuals = visuals(colours);
            dress(style);
        });
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert("regular".into(), Arc::new(FontData::from_static(FONT_REGULAR)));
    fonts.font_data.insert("semibold".into(), Arc::new(FontData::from_static(FONT_SEMIBOLD)));
    fonts.families.insert(FontFamily::Proportional, vec!["regular".into()]);
    fonts.families.insert(FontFamily::Monospace, vec!["regular".into()]);
    // Puts the icon font behind the regular face; the bold family takes it from there.
    egui_phosphor::add_to_fonts(&mut fonts, egui_phosphor::Variant::Regular);
    let behind = fonts.families[&FontFamily::Proportional].iter().filter(|name| *name != "regular").cloned();
    let mut bold: Vec<String> = vec!["semibold".into()];
    bold.extend(behind);
    fonts.families.insert(FontFamily::Name(STRONG.into()), bold);
    fonts
}

fn dress(style: &mut egui::Style) {
    style.text_styles = [
        (TextStyle::Small, plain(CAPTION)),
        (TextStyle::Body, plain(BODY)),
        (TextStyle::Monospace, plain(BODY)),
        (TextStyle::Button, plain(BODY)),
        (TextStyle::Heading, strong(SECTION)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(SPACE_S, SPACE_S);
    spacing.button_padding = egui::vec2(SPACE_M, 5.0);
    spacing.interact_size = egui::vec2(36.0, 28.0);
    spacing.icon_width = 18.0;
    spacing.icon_spacing = 6.0;
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.scroll.floating = true;
    spacing.slider_rail_height = 4.0;
    style.animation_time = 0.16;
    style.interaction.selectable_labels = false;
}

fn visuals(colours: &Palette) -> Visuals {
    let mut visuals = if colours.is_dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(RADIUS);
    visuals.panel_fill = colours.surface;
    visuals.window_fill = colours.surface;
    visuals.extreme_bg_color = colours.ground;
    visuals.faint_bg_color = colours.ground;
    visuals.text_edit_bg_color = Some(colours.surface);
    visuals.code_bg_color = colours.ground;
    visuals.window_stroke = Stroke::new(1.0, colours.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = radius;
    visuals.hyperlink_color = colours.accent;
    visuals.warn_fg_color = colours.care;
    visuals.error_fg_color = colours.bad;
    visuals.weak_text_color = Some(colours.muted);
    visuals.selection.bg_fill = colours.accent_soft;
    visuals.selection.stroke = Stroke::new(2.0, colours.accent);
    visuals.slider_trailing_fill = true;
    visuals.window_shadow = egui::Shadow { offset: [0, 6], blur: 24, spread: 0, color: Color32::from_black_alpha(38) };
    visuals.popup_shadow = egui::Shadow { offset: [0, 3], blur: 12, spread: 0, color: Color32::from_black_alpha(30) };
    let faces = &mut visuals.widgets;
    for face in [&mut faces.noninteractive, &mut faces.inactive, &mut faces.hovered, &mut faces.active, &mut faces.open]
    {
        face.corner_radius = radius;
        face.expansion = 0.0;
        face.fg_stroke = Stroke::new(1.0, colours.ink);
        face.bg_stroke = Stroke::new(1.0, colours.line);
        face.bg_fill = colours.surface;
        face.weak_bg_fill = colours.surface;
    }
    faces.inactive.bg_fill = colours.line;
    faces.hovered.bg_fill = colours.hovered;
    faces.hovered.weak_bg_fill = colours.hovered;
    faces.hovered.bg_stroke = Stroke::new(1.0, mix(colours.line, colours.muted, 0.5));
    faces.active.bg_fill = colours.accent_soft;
    faces.active.weak_bg_fill = colours.accent_soft;
    faces.active.bg_stroke = Stroke::new(2.0, colours.accent);
    faces.open.weak_bg_fill = colours.hovered;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.1).
    fn luminance(colour: Color32) -> f64 {
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_in_both_themes() {
        for p in [&LIGHT, &DARK] {
            for ground in [p.ground, p.surface] {
                for text in [p.ink, p.muted, p.accent, p.good, p.care, p.bad, p.forecast] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
                }
            }
            assert!(contrast(p.on_accent, p.accent) >= 4.5);
            assert!(contrast(p.ink, p.accent_soft) >= 4.5);
        }
    }

    #[test]
    fn marks_stand_out_in_both_themes() {
        for p in [&LIGHT, &DARK] {
            for mark in p.tribes.iter().chain(&p.steps).chain([&p.grey]) {
                assert!(contrast(*mark, p.ground) >= 3.0, "{mark:?}: {}", contrast(*mark, p.ground));
            }
        }
    }

    #[test]
    fn steps_are_told_by_lightness_alone() {
        for p in [&LIGHT, &DARK] {
            let contrasts: Vec<f64> = p.steps.windows(2).map(|pair| contrast(pair[0], pair[1])).collect();
            assert!(contrasts.iter().all(|&contrast| contrast >= 1.3), "{contrasts:?}");
        }
    }

    #[test]
    fn tribes_go_round_the_hues_with_a_ring_and_end_grey() {
        let first = LIGHT.tribe(0);
        assert_eq!(LIGHT.tribe(8), TribeLook { has_ring: true, ..first });
        assert!(LIGHT.tribe(N_COLOURED_TRIBES).is_grey);
    }
}
