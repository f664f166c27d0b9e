//! Ties as one sheet of triangles: each a line of its own width and colour, soft at its sides, or dashes; knows no scene.

use super::shapes::{DASH, FADED, GAP, beyond};
use super::sight::Sight;
use egui::{Color32, Mesh, Pos2, Rect, Vec2};

/// A tie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strand {
    /// The rows of what it ties, and where they stand on the map.
    pub(super) rows: [u32; 2],
    pub(super) ends: [[f32; 2]; 2],
    /// In pixels.
    pub(super) width: f32,
    pub(super) colour: Color32,
    /// The colour while the pointer is over one of its ends.
    pub(super) lifted: Color32,
    /// A guess.
    pub(super) is_dashed: bool,
}

/// All that is in sight, and somewhat beyond, `slim` times as wide; `over` is the row that the pointer is over.
pub(super) fn mesh(strands: &[Strand], sight: Sight, over: Option<u32>, slim: f32, a_pixel: f32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(8 * strands.len());
    mesh.reserve_triangles(6 * strands.len());
    let around = beyond(sight.rect);
    for strand in strands {
        let ends = strand.ends.map(|end| sight.on_screen(end));
        let (width, colour) = match over {
            None => (slim * strand.width, strand.colour),
            Some(row) if strand.rows.contains(&row) => ((slim * strand.width).max(1.0), strand.lifted),
            Some(_) => (slim * strand.width, strand.colour.gamma_multiply(FADED)),
        };
        if !around.intersects(Rect::from_two_pos(ends[0], ends[1]).expand(width)) {
            continue;
        }
        if strand.is_dashed {
            for [from, to] in dashes(ends) {
                line(&mut mesh, [from, to], width, colour, a_pixel);
            }
        } else {
            line(&mut mesh, ends, width, colour, a_pixel);
        }
    }
    mesh
}

fn dashes([from, to]: [Pos2; 2]) -> impl Iterator<Item = [Pos2; 2]> {
    let (along, long) = ((to - from).normalized(), (to - from).length());
    let n = (long / (DASH + GAP)).ceil() as usize;
    (0..n).map(move |k| {
        let begin = k as f32 * (DASH + GAP);
        [from + along * begin, from + along * (begin + DASH).min(long)]
    })
}

/// One line: full in the middle, fading out within a pixel at either side.
fn line(mesh: &mut Mesh, ends: [Pos2; 2], width: f32, colour: Color32, a_pixel: f32) {
    let along = (ends[1] - ends[0]).normalized();
    if along == Vec2::ZERO {
        return;
    }
    let across = along.rot90();
    let first = mesh.vertices.len() as u32;
    if width <= a_pixel {
        // Thinner than a pixel: as wide as one, and paler.
        let colour = colour.gamma_multiply(width / a_pixel);
        for end in ends {
            mesh.colored_vertex(end - across * a_pixel, Color32::TRANSPARENT);
            mesh.colored_vertex(end, colour);
            mesh.colored_vertex(end + across * a_pixel, Color32::TRANSPARENT);
        }
        strip(mesh, first, 3);
        return;
    }
    let (inner, outer) = ((width - a_pixel) / 2.0, width.midpoint(a_pixel));
    for end in ends {
        mesh.colored_vertex(end - across * outer, Color32::TRANSPARENT);
        mesh.colored_vertex(end - across * inner, colour);
        mesh.colored_vertex(end + across * inner, colour);
        mesh.colored_vertex(end + across * outer, Color32::TRANSPARENT);
    }
    strip(mesh, first, 4);
}

/// The triangles between two rows of so many points.
fn strip(mesh: &mut Mesh, first: u32, n: u32) {
    for k in first..first + n - 1 {
        mesh.add_triangle(k, k + 1, k + n);
        mesh.add_triangle(k + 1, k + n, k + n + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::placement::scene::Camera;

    fn strand(ends: [[f32; 2]; 2], is_dashed: bool) -> Strand {
        let (colour, lifted) = (Color32::GRAY, Color32::RED);
        Strand { rows: [3, 5], ends, width: 2.0, colour, lifted, is_dashed }
    }

    fn sight() -> Sight {
        let rect = Rect::from_min_size(Pos2::new(10.0, 20.0), Vec2::new(200.0, 100.0));
        Sight { rect, camera: Camera { centre: [0.0; 2], zoom: 10.0 } }
    }

    #[test]
    fn a_line_is_as_wide_as_asked_and_what_is_out_of_sight_is_left_out() {
        let strands = [strand([[-5.0, 0.0], [5.0, 0.0]], false), strand([[-5.0, 50.0], [5.0, 60.0]], false)];
        let mesh = mesh(&strands, sight(), None, 1.0, 1.0);
        assert!(mesh.is_valid() && mesh.vertices.len() == 8);
        let full: Vec<_> = mesh.vertices.iter().filter(|v| v.color == Color32::GRAY).map(|v| v.pos.y).collect();
        assert_eq!(full, [70.5, 69.5, 70.5, 69.5]);
        let rim: Vec<_> = mesh.vertices.iter().filter(|v| v.color == Color32::TRANSPARENT).map(|v| v.pos.y).collect();
        assert_eq!(rim, [71.5, 68.5, 71.5, 68.5]);
        let slim = super::mesh(&strands, sight(), None, 0.75, 1.0);
        assert!(slim.vertices.iter().all(|v| (68.75..=71.25).contains(&v.pos.y)), "a line of a pixel and a half");
    }

    #[test]
    fn guesses_are_dashes_and_ties_of_what_the_pointer_is_over_are_lifted() {
        let dashed = mesh(&[strand([[-5.0, 0.0], [5.0, 0.0]], true)], sight(), Some(5), 1.0, 1.0);
        assert_eq!(dashed.vertices.len(), 12 * 8, "a hundred pixels in steps of nine");
        assert!(dashed.vertices.iter().any(|v| v.color == Color32::RED));
        let other = mesh(&[strand([[-5.0, 0.0], [5.0, 0.0]], false)], sight(), Some(4), 1.0, 1.0);
        assert!(other.vertices.iter().all(|v| v.color != Color32::GRAY && v.color != Color32::RED));
    }
}
