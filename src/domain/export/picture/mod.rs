//! The map as a picture, SVG, PNG or PDF, as it is on the screen with title, date and legend, and boards of tasks on paper;
//! knows no screen, disk or clock.

mod changed;
mod everyone;
mod foot;
mod lettering;
mod pdf;
mod pen;
mod printed;

use crate::domain::atlas::Sheet;
use crate::domain::model::People;
use crate::domain::placement::scene::{Camera, Emphasis, LegendItem, Margins, Scene};
use foot::legend_rows;
use pen::Pen;
pub use printed::{DayOfTasks, Line, Printed, board_pdf, board_svgs};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// The colours of one tribe, `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TribeInk {
    pub fill: String,
    pub edge: String,
    /// Told apart by a second rim where the hue comes round again.
    pub has_ring: bool,
}

/// All colours of a picture, `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub ground: String,
    pub surface: String,
    pub line: String,
    pub ink: String,
    pub muted: String,
    pub accent: String,
    /// Ties between tribes, and the many ties inside.
    pub tie: String,
    /// People outside the market.
    pub grey: String,
    /// Those who are filtered out.
    pub pale: String,
    /// For the better, and for the worse.
    pub good: String,
    pub bad: String,
    /// One a tribe, by position.
    pub tribes: Vec<TribeInk>,
    /// One a class of what colour stands for, in their order; none where it stands for tribes.
    pub classes: Vec<String>,
}

/// What a picture shows and says.
#[derive(Clone, Copy, Debug)]
pub struct PictureInput<'a> {
    pub scene: &'a Scene,
    /// Display names of the tribes, by position.
    pub names: &'a [String],
    /// What is written beneath the names.
    pub details: &'a [String],
    pub people: &'a People,
    pub emphasis: Emphasis<'a>,
    pub look: &'a Look,
    pub title: &'a str,
    /// The day, and what is filtered, in words.
    pub subtitle: &'a str,
    /// Each sign with its caption; see [`Scene::legend`].
    pub legend: &'a [(LegendItem, String)],
    /// None: all of the scene. Else as on a screen of this size, which the picture shows the whole of.
    pub camera: Option<(Camera, [f32; 2])>,
    /// Everybody as points, in the part of the map that [`frame`] says; none: bubbles, or the opened tribe.
    pub everyone: Option<&'a Sheet>,
    /// Width and height in pixels at scale 1.
    pub size: [f32; 2],
    pub font_family: &'a str,
    /// The family name of the bold face.
    pub strong_family: &'a str,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("the picture would be too large")]
    TooLarge,
    #[error("the picture could not be drawn")]
    NotDrawn,
}

const HEAD: f32 = 84.0;
const EDGE: f32 = 28.0;
const ROW: f32 = 24.0;
const CAPTION: f32 = 13.0;
const MARGINS: Margins = [EDGE, 10.0, EDGE, 10.0];

/// Which part of the map a picture shows, and how large, in pixels at scale 1.
#[must_use]
pub fn frame(input: &PictureInput<'_>) -> (Camera, [f32; 2]) {
    let [wide, high] = input.size;
    let foot = legend_rows(input).len() as f32 * ROW + EDGE;
    let view = [wide, (high - HEAD - foot).max(80.0)];
    let fitted = || input.scene.fit(view, MARGINS);
    (input.camera.map_or_else(fitted, |(camera, seen)| zoomed(camera, seen, view)), view)
}

/// The map as an SVG document.
#[must_use]
pub fn map_svg(input: &PictureInput<'_>) -> String {
    svg(input, Part::Whole)
}

/// Which part of a picture: pixels are laid between what is under them and what is over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Under,
    Over,
}

fn svg(input: &PictureInput<'_>, part: Part) -> String {
    let (camera, view) = frame(input);
    let mut pen = Pen { input, camera, view, svg: String::new() };
    pen.open(part != Part::Over);
    match input.everyone {
        Some(sheet) => pen.everyone(sheet, part),
        None => pen.map(MARGINS),
    }
    if part != Part::Under {
        pen.foot(&legend_rows(input), HEAD + view[1]);
    }
    pen.svg.push_str("</svg>\n");
    pen.svg
}

/// The camera that shows all that was seen in a view of one size in a view of another.
fn zoomed(camera: Camera, seen: [f32; 2], view: [f32; 2]) -> Camera {
    let share = (view[0] / seen[0].max(1.0)).min(view[1] / seen[1].max(1.0));
    Camera { zoom: camera.zoom * share, ..camera }
}

/// The map as a PNG, `scale` pixels a pixel of the picture's size; `fonts` are the only faces used.
///
/// # Errors
/// [`PictureError`]
pub fn map_png(input: &PictureInput<'_>, fonts: &[&[u8]], scale: f32) -> Result<Vec<u8>, PictureError> {
    let [wide, high] = input.size.map(|side| (side * scale).round());
    if !(1.0..=16_384.0).contains(&wide) || !(1.0..=16_384.0).contains(&high) {
        return Err(PictureError::TooLarge);
    }
    let at = tiny_skia::Transform::from_scale(scale, scale);
    let mut pixels = tiny_skia::Pixmap::new(wide as u32, high as u32).ok_or(PictureError::TooLarge)?;
    if let Some(sheet) = input.everyone {
        resvg::render(&drawn(input, fonts, Part::Under)?, at, &mut pixels.as_mut());
        everyone::lay(sheet, scale, &mut pixels)?;
        resvg::render(&drawn(input, fonts, Part::Over)?, at, &mut pixels.as_mut());
    } else {
        resvg::render(&drawn(input, fonts, Part::Whole)?, at, &mut pixels.as_mut());
    }
    pixels.encode_png().map_err(|_| PictureError::NotDrawn)
}

/// The map as one page of PDF, letters drawn as shapes; `fonts` are the only faces used.
///
/// # Errors
/// [`PictureError`]
pub fn map_pdf(input: &PictureInput<'_>, fonts: &[&[u8]]) -> Result<Vec<u8>, PictureError> {
    let Some(sheet) = input.everyone else {
        return pdf::page(&[&drawn(input, fonts, Part::Whole)?], None, input.title);
    };
    let trees = [drawn(input, fonts, Part::Under)?, drawn(input, fonts, Part::Over)?];
    let [wide, high] = frame(input).1;
    pdf::page(&[&trees[0], &trees[1]], Some((sheet, [0.0, HEAD, wide, high])), input.title)
}

/// What letters are drawn with: these faces and no others.
fn options(font_family: &str, fonts: &[&[u8]]) -> usvg::Options<'static> {
    let mut options = usvg::Options { font_family: font_family.to_owned(), ..usvg::Options::default() };
    let faces: &mut usvg::fontdb::Database = Arc::make_mut(&mut options.fontdb);
    for font in fonts {
        faces.load_font_data(font.to_vec());
    }
    options
}

fn drawn(input: &PictureInput<'_>, fonts: &[&[u8]], part: Part) -> Result<usvg::Tree, PictureError> {
    let options = options(input.font_family, fonts);
    usvg::Tree::from_str(&svg(input, part), &options).map_err(|_| PictureError::NotDrawn)
}

/// How wide the rim of a bubble of this radius is where it shows a share.
#[must_use]
pub fn arc_width(radius: f32) -> f32 {
    (radius * 0.09).clamp(2.0, 5.0)
}
