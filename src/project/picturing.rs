//! The map as a picture, as it is on the screen, made into bytes; draws and writes no file itself.

use super::leaving::{Export, LeavingProblem, Snapshot, Surroundings, present};
use super::past::Pasts;
use crate::domain::atlas::{Ink, Order, Sheet, Sign, View};
use crate::domain::export::picture::{self, Look, PictureInput};
use crate::domain::guise::Guise;
use crate::domain::placement::scene::{Emphasis, LegendItem, Scene};
use crate::domain::score::Scored;
use crate::domain::ticket::Ticket;
use std::sync::Arc;

/// All tribes, everybody as points, or the opened tribe, with what is selected stressed.
pub(super) fn map(
    export: &Export,
    extension: &str,
    snapshot: &Snapshot,
    around: &Surroundings,
) -> Result<Vec<u8>, LeavingProblem> {
    let Snapshot { document, derived, selection } = snapshot;
    let scored = present(derived)?;
    let style = around.picture;
    let names = document.names_of_tribes(scored);
    let position = |id: u32| scored.tribes.tribes.iter().position(|tribe| tribe.id == id);
    let opened = selection.opened_tribe.and_then(position).and_then(|position| u32::try_from(position).ok());
    let past = selection.then.as_ref().and_then(|then| Pasts::default().show(document, derived, then));
    let guise = past.as_ref().map_or_else(|| derived.guise(), |past| &past.guise);
    let is_by_people = opened.is_none() && selection.is_everyone_shown;
    let mut scene = Scene::new(scored, document.share_percent, opened);
    scene.size_by(guise);
    let changes = past.as_ref().map(|past| &*past.changes);
    let emphasis =
        Emphasis { tribes: &selection.tribes, people: &selection.people, treated: &[], control: &[], guise, changes };
    let sign = |item: LegendItem| (item, (style.legend)(item, document.share_percent));
    let items = if is_by_people { scene.legend_of_everyone(&emphasis) } else { scene.legend(&emphasis) };
    let legend: Vec<_> = items.into_iter().map(sign).collect();
    let look = (style.look)(guise);
    let details = document.details_of_tribes(scored, guise, style.detail);
    let shown = opened.and_then(|position| names.get(position as usize));
    let title = shown.map_or_else(|| document.name.clone(), |name| format!("{}: {name}", document.name));
    let filtered = derived.visible().map(|visible| (style.filtered)(document, scored, visible));
    let moment = past.as_ref().map(|past| {
        let subject = past.then.subject.as_ref().and_then(|subject| subject.name(document));
        (style.then)(past, subject)
    });
    let said = [around.today.clone(), (style.count)(scored.people.len())].into_iter().chain(filtered).chain(moment);
    let mut input = PictureInput {
        scene: &scene,
        names: &names,
        details: &details,
        people: &scored.people,
        emphasis,
        look: &look,
        title: &title,
        subtitle: &said.collect::<Vec<_>>().join("  ·  "),
        legend: &legend,
        camera: style.camera,
        everyone: None,
        size: style.size,
        font_family: style.font_family,
        strong_family: style.strong_family,
    };
    let scale = if *export == Export::LargeMap { 2.0 * style.scale } else { style.scale };
    let sheet = is_by_people.then(|| everyone(&input, scored, guise, scale)).transpose()?;
    input.everyone = sheet.as_ref();
    if extension == "svg" {
        return Ok(picture::map_svg(&input).into_bytes());
    }
    if extension == "pdf" {
        return Ok(picture::map_pdf(&input, style.fonts)?);
    }
    Ok(picture::map_png(&input, style.fonts, scale)?)
}

/// Everybody as points, in the part of the map that the picture shows.
fn everyone(
    input: &PictureInput<'_>,
    scored: &Arc<Scored>,
    guise: &Arc<Guise>,
    scale: f32,
) -> Result<Sheet, LeavingProblem> {
    let (camera, view) = picture::frame(input);
    let size = view.map(|side| (side * scale).round() as usize);
    let view = View { centre: camera.centre, zoom: camera.zoom * scale, size, sharpness: scale };
    let mut signs = Vec::new();
    if !input.emphasis.people.is_empty() {
        signs = vec![Sign::None; scored.people.len()];
        for &person in input.emphasis.people {
            signs.get_mut(person as usize).into_iter().for_each(|sign| *sign = Sign::Selected);
        }
    }
    let (ink, signs) = (Arc::new(ink(input.look, guise)), Arc::new(signs));
    let order = Order { scored: scored.clone(), atlas: None, view, ink, signs };
    // A ticket of one's own is never stopped.
    order.draw(&Ticket::new()).map_err(|_| LeavingProblem::Gone)
}

/// The same colours as those of the rest of the picture.
fn ink(look: &Look, guise: &Arc<Guise>) -> Ink {
    Ink {
        guise: guise.clone(),
        classes: look.classes.iter().map(|colour| parts(colour)).collect(),
        tribes: look.tribes.iter().map(|ink| parts(&ink.edge)).collect(),
        grey: parts(&look.grey),
        pale: parts(&look.pale),
        tie: parts(&look.muted),
        accent: parts(&look.accent),
        control: parts(&look.ink),
        ground: parts(&look.ground),
    }
}

/// Red, green and blue of `#rrggbb`; black where it is none.
fn parts(colour: &str) -> [u8; 3] {
    let hex = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap_or(0);
    [16, 8, 0].map(|shift| (hex >> shift) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!((parts("#0172b2"), parts("none")), ([1, 0x72, 0xb2], [0; 3]));
    }
}
