//! The community graph on the screen, painted anew only when something changed; knows no gesture.

use super::look;
use super::shapes::{Body, FADED, Halo, Kind, Picture, Still, Strand, StrandState};
use crate::domain::model::Person;
use crate::domain::placement::scene::{Camera, Emphasis, Mark, PEOPLE_WITH_SHAPE, Scene, person_pixels, quiet_tie};
use crate::ui::theme::{Palette, mix};
use egui::epaint::ClippedShape;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, UiBuilder, Vec2};
use egui_graphs::{GraphView, MetadataFrame, SettingsInteraction, SettingsNavigation};
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;

/// The name under which the graph widget keeps its camera.
const GRAPH: &str = "tribewise-map";

/// What the pointer is over, by row of the scene's bubbles or people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Tribe(usize),
    Person(usize),
    /// Where everybody is shown: who.
    Somebody(Person),
}

impl Target {
    /// The row among what the graph draws.
    pub(super) fn row(self) -> Option<usize> {
        match self {
            Target::Tribe(row) | Target::Person(row) => Some(row),
            Target::Somebody(_) => None,
        }
    }
}

/// The drawn graph and the shapes it left.
pub(super) struct Canvas {
    graph: Picture,
    shapes: Vec<ClippedShape>,
    /// What the shapes were painted for.
    painted: Option<(Rect, Camera)>,
    is_dirty: bool,
    /// How often the graph was drawn, for tests.
    pub(super) n_painted: u64,
}

impl Default for Canvas {
    fn default() -> Self {
        Canvas { graph: Picture::new(), shapes: Vec::new(), painted: None, is_dirty: true, n_painted: 0 }
    }
}

impl Canvas {
    /// Takes a new scene, or the same one in other colours or with another selection.
    pub(super) fn rebuild(&mut self, scene: &Scene, emphasis: &Emphasis<'_>, palette: &Palette) {
        self.graph = Picture::new();
        self.is_dirty = true;
        match scene.opened {
            None => self.add_tribes(scene, emphasis, palette),
            Some(position) => self.add_people(scene, position, emphasis, palette),
        }
        for tie in &scene.ties {
            let (colour, lifted) = match scene.opened {
                None => (look::tie(palette), mix(palette.ground, palette.muted, 0.8)),
                Some(position) => {
                    let hue = look::ink(palette, position as usize).edge;
                    let quiet = palette.muted.gamma_multiply(quiet_tie(scene.ties.len()));
                    (if tie.is_strong { hue } else { quiet }, hue.gamma_multiply(0.8))
                }
            };
            let (width, state, is_dashed) = (tie.width, StrandState::Plain, tie.is_inferred);
            let strand = Strand { width, colour, lifted, state, is_dashed };
            let (a, b) = (NodeIndex::new(tie.a as usize), NodeIndex::new(tie.b as usize));
            self.graph.add_edge_custom(a, b, strand, |_| ());
        }
    }

    fn add_tribes(&mut self, scene: &Scene, emphasis: &Emphasis<'_>, palette: &Palette) {
        for mark in &scene.bubbles {
            let ink = look::ink(palette, mark.position as usize);
            let body = Body {
                kind: Kind::Bubble { share_of_top: mark.share_of_top, has_ring: ink.has_ring },
                radius: mark.bubble.radius,
                fill: ink.fill,
                edge: ink.edge,
                ground: palette.ground,
                ink: palette.ink,
                accent: palette.accent,
                halo: Halo::None,
                is_selected: emphasis.tribes.contains(&mark.id),
                is_faded: false,
            };
            let at = Pos2::new(mark.bubble.x, mark.bubble.y);
            self.graph.add_node_custom(body, |node| node.set_location(at));
        }
    }

    fn add_people(&mut self, scene: &Scene, position: u32, emphasis: &Emphasis<'_>, palette: &Palette) {
        let ink = look::ink(palette, position as usize);
        let is_in = |list: &[Person], person: Person| list.binary_search(&person).is_ok();
        for mark in scene.people.iter().take(PEOPLE_WITH_SHAPE) {
            let halo = if is_in(emphasis.treated, mark.person) {
                Halo::Treated
            } else if is_in(emphasis.control, mark.person) {
                Halo::Control
            } else {
                Halo::None
            };
            let body = Body {
                kind: Kind::Person(mark.mark),
                radius: mark.radius,
                fill: if mark.is_outside { palette.grey } else { ink.edge },
                edge: if mark.is_outside { palette.grey } else { ink.edge },
                ground: palette.surface,
                ink: palette.ink,
                accent: palette.accent,
                halo,
                is_selected: emphasis.people.contains(&mark.person),
                is_faded: false,
            };
            self.graph.add_node_custom(body, |node| node.set_location(Pos2::new(mark.at[0], mark.at[1])));
        }
    }

    /// Lifts one row (a bubble or a person) with those near it and fades all others; none: nothing is faded.
    pub(super) fn stress(&mut self, stressed: Option<(usize, &BTreeSet<usize>)>) {
        self.is_dirty = true;
        let is_near = |row: usize| stressed.is_none_or(|(_, near)| near.contains(&row));
        let ties: Vec<_> = self.graph.g().edge_indices().collect();
        for tie in ties {
            let Some((a, b)) = self.graph.g().edge_endpoints(tie) else { continue };
            let state = match stressed {
                None => StrandState::Plain,
                Some((row, _)) if a.index() == row || b.index() == row => StrandState::Lifted,
                Some(_) => StrandState::Faded,
            };
            if let Some(tie) = self.graph.g_mut().edge_weight_mut(tie) {
                tie.payload_mut().state = state;
            }
        }
        for (row, body) in self.graph.g_mut().node_weights_mut().enumerate() {
            body.payload_mut().is_faded = !is_near(row);
        }
    }

    /// Paints into the rectangle. The graph widget is shown only where something changed, for it asks for another frame
    /// each time; else the shapes that it left are painted again.
    pub(super) fn paint(&mut self, ui: &mut Ui, rect: Rect, camera: Camera, scene: &Scene, palette: &Palette) {
        let now = (rect, camera);
        if !self.is_dirty && self.painted == Some(now) {
            let shapes = &self.shapes;
            ui.ctx().graphics_mut(|layers| {
                let list = layers.entry(ui.layer_id());
                for shape in shapes {
                    list.add(shape.clip_rect, shape.shape.clone());
                }
            });
            return;
        }
        let begin = ui.ctx().graphics_mut(|layers| layers.entry(ui.layer_id()).next_idx());
        backdrop(ui, rect, camera, scene, palette);
        let is_settled = self.show_graph(ui, rect, camera);
        self.shapes = ui.ctx().graphics(|layers| {
            layers
                .get(ui.layer_id())
                .map(|list| list.all_entries().skip(begin.0).cloned().collect())
                .unwrap_or_default()
        });
        self.painted = Some(now);
        self.is_dirty = !is_settled;
        self.n_painted += 1;
    }

    /// Shows the graph widget; false where it changed the camera that it was given (as it does at first), so that it has
    /// to be shown again.
    fn show_graph(&mut self, ui: &mut Ui, rect: Rect, camera: Camera) -> bool {
        let builder = UiBuilder::new().id(ui.id().with(GRAPH)).max_rect(rect);
        let mut ui = ui.new_child(builder);
        let id = Some(GRAPH.to_owned());
        let pan = rect.size() / 2.0 - Vec2::from(camera.centre) * camera.zoom;
        // The widget keeps what it shows in its place on the screen when it is moved; we keep it in the widget.
        let moved = self.painted.map_or(Vec2::ZERO, |(before, _)| rect.min - before.min);
        let mut frame = MetadataFrame::new(id.clone());
        (frame.zoom, frame.pan) = (camera.zoom, pan - moved);
        frame.save(&mut ui);
        let interactions = SettingsInteraction::new().with_dragging_enabled(false).with_hover_enabled(false);
        let navigations = SettingsNavigation::new().with_fit_to_screen_enabled(false);
        GraphView::<Still, Still>::new()
            .with_id(id.clone())
            .with_interactions(&interactions)
            .with_navigations(&navigations)
            .show(&mut ui, &mut self.graph);
        let after = MetadataFrame::new(id).load(&ui);
        (after.zoom - camera.zoom).abs() <= 1e-4 * camera.zoom && (after.pan - pan).length() < 0.05
    }
}

/// What lies under the graph: the opened bubble and hints of the others, and the many people without a shape of their own.
fn backdrop(ui: &Ui, rect: Rect, camera: Camera, scene: &Scene, palette: &Palette) {
    let Some(position) = scene.opened else { return };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let on_screen = |at: [f32; 2]| rect.min + Vec2::from(camera.to_view(at, rect.size().into()));
    for mark in &scene.bubbles {
        let (fill, edge) = if mark.position == position {
            (palette.surface, look::ink(palette, position as usize).edge)
        } else {
            (mix(palette.ground, palette.surface, 0.4), palette.line)
        };
        let at = on_screen([mark.bubble.x, mark.bubble.y]);
        painter.circle(at, mark.bubble.radius * camera.zoom, fill, Stroke::new(1.2, edge));
    }
    let hue = look::ink(palette, position as usize).edge;
    let mut crowd = Mesh::default();
    for mark in scene.people.iter().skip(PEOPLE_WITH_SHAPE) {
        let half = person_pixels(mark.radius, camera.zoom) * 0.8;
        let fill = if mark.mark == Mark::Ring { hue.gamma_multiply(0.5) } else { hue };
        crowd.add_colored_rect(Rect::from_center_size(on_screen(mark.at), Vec2::splat(2.0 * half)), fill);
    }
    if !crowd.is_empty() {
        painter.add(Shape::mesh(crowd));
    }
}

/// How strongly text is drawn for a row that is near the pointer or not.
pub(super) fn text_colour(colour: Color32, is_faded: bool) -> Color32 {
    if is_faded { colour.gamma_multiply(FADED) } else { colour }
}
