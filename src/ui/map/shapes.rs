//! How bubbles, people and ties are painted: the shapes that the community graph is given; knows no project.

use super::signs::{self, Rim};
use crate::domain::export::picture::arc_width;
use crate::domain::guise::Sign;
use crate::domain::placement::scene::{Mark, bubble_pixels, halo_pixels, person_pixels};
use egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2};
use egui_graphs::{DisplayEdge, DisplayNode, DrawContext, Layout, LayoutState, NodeProps};
use petgraph::Undirected;
use serde::{Deserialize, Serialize};

/// The part of its opacity that keeps what is not near the pointer.
pub(super) const FADED: f32 = 0.25;

/// Dashes of guessed ties and the room between, in pixels.
pub(super) const DASH: f32 = 5.0;
pub(super) const GAP: f32 = 4.0;

/// So much more than is in sight is drawn at each side, as a share of it, so that a map that is moved need not be drawn
/// anew each time.
pub(super) const BEYOND: f32 = 0.3;

/// What is in sight, and somewhat more at each side.
pub(super) fn beyond(rect: Rect) -> Rect {
    rect.expand2(rect.size() * BEYOND)
}

/// Whether a person belongs to the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Halo {
    #[default]
    None,
    Treated,
    Control,
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The rim shows the share of the top, or its people by class where there is one.
    Bubble {
        share_of_top: f32,
        has_ring: bool,
        rim: Rim,
    },
    Person(Mark, Sign),
}

/// A bubble or a person, small and copied often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Body {
    pub(super) kind: Kind,
    /// In the unit of the map.
    pub(super) radius: f32,
    pub(super) fill: Color32,
    pub(super) edge: Color32,
    /// The ground below, which shines through what is faded.
    pub(super) ground: Color32,
    pub(super) ink: Color32,
    pub(super) accent: Color32,
    pub(super) halo: Halo,
    pub(super) is_selected: bool,
    pub(super) is_faded: bool,
}

/// The graph that is handed to `egui_graphs`; ties are drawn by `strands`.
pub(super) type Picture = egui_graphs::Graph<Body, (), Undirected, u32, BodyShape>;

/// A body with its place.
#[derive(Clone, Debug)]
pub(super) struct BodyShape {
    at: Pos2,
    body: Body,
}

impl From<NodeProps<Body>> for BodyShape {
    fn from(props: NodeProps<Body>) -> Self {
        BodyShape { at: props.location(), body: props.payload }
    }
}

impl DisplayNode<Body, (), Undirected, u32> for BodyShape {
    fn closest_boundary_point(&self, dir: Vec2) -> Pos2 {
        self.at + dir.normalized() * self.body.radius
    }

    fn shapes(&mut self, ctx: &DrawContext<'_>) -> Vec<Shape> {
        let at = ctx.meta.canvas_to_screen_pos(self.at);
        let mut shapes = Vec::with_capacity(4);
        let zoom = ctx.meta.zoom;
        let radius = match self.body.kind {
            Kind::Bubble { .. } => bubble_pixels(self.body.radius, zoom),
            Kind::Person(..) => person_pixels(self.body.radius, zoom),
        };
        let clip = beyond(ctx.painter.clip_rect()).expand(radius + 8.0);
        if !clip.contains(at) {
            return shapes;
        }
        match self.body.kind {
            Kind::Bubble { share_of_top, has_ring, rim } => {
                bubble(&self.body, at, radius, share_of_top, has_ring, &mut shapes);
                rim.paint(at, radius, |colour| toned(&self.body, colour), &mut shapes);
            }
            Kind::Person(mark, sign) => {
                person(&self.body, at, radius, mark, &mut shapes);
                signs::sign(sign, at, radius, toned(&self.body, self.body.ground), &mut shapes);
            }
        }
        shapes
    }

    fn update(&mut self, state: &NodeProps<Body>) {
        self.at = state.location();
        self.body = state.payload;
    }

    fn is_inside(&self, pos: Pos2) -> bool {
        self.at.distance(pos) <= self.body.radius
    }
}

/// A colour of a faded body, mixed into the ground so that nothing shines through.
fn toned(body: &Body, colour: Color32) -> Color32 {
    if body.is_faded { body.ground.lerp_to_gamma(colour, FADED) } else { colour }
}

/// A disc with a rim outside: two discs, for those need no path.
fn rimmed(at: Pos2, radius: f32, fill: Color32, rim: Stroke, shapes: &mut Vec<Shape>) {
    if !rim.is_empty() {
        shapes.push(Shape::circle_filled(at, radius + rim.width, rim.color));
    }
    shapes.push(Shape::circle_filled(at, radius, fill));
}

fn bubble(body: &Body, at: Pos2, radius: f32, share: f32, has_ring: bool, shapes: &mut Vec<Shape>) {
    let edge = toned(body, body.edge);
    rimmed(at, radius, toned(body, body.fill), Stroke::new(1.2, edge), shapes);
    if has_ring && radius > 9.0 {
        shapes.push(Shape::circle_stroke(at, radius - 5.0, Stroke::new(1.0, edge)));
    }
    if share * radius > 0.35 {
        shapes.push(arc(at, radius, share, Stroke::new(arc_width(radius), edge)));
    }
    if body.is_selected {
        shapes.push(Shape::circle_stroke(at, radius + 4.0, Stroke::new(2.5, body.accent)));
    }
}

/// Part of a rim, clockwise from the top.
pub(super) fn arc(at: Pos2, radius: f32, share: f32, stroke: Stroke) -> Shape {
    arc_from(at, radius, 0.0, share, stroke)
}

/// Part of a rim, clockwise from so far round.
pub(super) fn arc_from(at: Pos2, radius: f32, from: f32, share: f32, stroke: Stroke) -> Shape {
    let turn = share.clamp(0.0, 1.0) * std::f32::consts::TAU;
    let n = (turn * radius.sqrt() * 1.6).ceil().max(2.0) as usize;
    let point = |k: usize| {
        let (sin, cos) = (from * std::f32::consts::TAU + turn * k as f32 / n as f32).sin_cos();
        at + Vec2::new(sin, -cos) * radius
    };
    Shape::line((0..=n).map(point).collect(), stroke)
}

fn person(body: &Body, at: Pos2, radius: f32, mark: Mark, shapes: &mut Vec<Shape>) {
    let (fill, ground) = (toned(body, body.fill), body.ground);
    mark_shapes(mark, at, radius, [fill, ground, toned(body, body.ink)], shapes);
    let halo = radius + halo_pixels(mark);
    match body.halo {
        Halo::None => {}
        Halo::Treated => {
            shapes.push(Shape::circle_stroke(at, halo, Stroke::new(1.8, toned(body, body.accent))));
        }
        Halo::Control => shapes.extend(dashed(at, halo, Stroke::new(1.5, toned(body, body.ink)))),
    }
    if body.is_selected {
        shapes.push(Shape::circle_stroke(at, halo + 3.0, Stroke::new(2.5, body.accent)));
    }
}

/// The sign of a role; colours are of the mark, of the ground, and of the leader's rim.
pub(super) fn mark_shapes(mark: Mark, at: Pos2, radius: f32, colours: [Color32; 3], shapes: &mut Vec<Shape>) {
    let [fill, ground, ink] = colours;
    let rim = if radius > 2.5 { Stroke::new(1.0, ground) } else { Stroke::NONE };
    match mark {
        Mark::Diamond | Mark::Triangle => {
            let corners = mark.corners().iter().map(|c| at + Vec2::new(c[0], c[1]) * radius).collect();
            shapes.push(Shape::convex_polygon(corners, fill, rim));
        }
        Mark::Ring => rimmed(at, radius, ground, Stroke::new(1.3, fill), shapes),
        Mark::Dot => rimmed(at, radius, fill, rim, shapes),
        Mark::Leader => {
            rimmed(at, radius, fill, rim, shapes);
            shapes.push(Shape::circle_stroke(at, radius + 2.0, Stroke::new(1.2, ink)));
        }
    }
}

/// A dashed rim.
pub(super) fn dashed(at: Pos2, radius: f32, stroke: Stroke) -> Vec<Shape> {
    let n = 24;
    let point = |k: usize| at + Vec2::angled(k as f32 / n as f32 * std::f32::consts::TAU) * radius;
    let round: Vec<Pos2> = (0..=n).map(point).collect();
    Shape::dashed_line(&round, stroke, 3.0, 2.5)
}

/// Nothing moves on the screen: places are computed elsewhere.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Still;

impl LayoutState for Still {}

impl Layout<Still> for Still {
    fn from_state(state: Still) -> impl Layout<Still> {
        state
    }

    fn next<N, E, Ty, Ix, Dn, De>(&mut self, _: &mut egui_graphs::Graph<N, E, Ty, Ix, Dn, De>, _: &egui::Ui)
    where
        N: Clone,
        E: Clone,
        Ty: petgraph::EdgeType,
        Ix: petgraph::graph::IndexType,
        Dn: DisplayNode<N, E, Ty, Ix>,
        De: DisplayEdge<N, E, Ty, Ix, Dn>,
    {
    }

    fn state(&self) -> Still {
        Still
    }
}
