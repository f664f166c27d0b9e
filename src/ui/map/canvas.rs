//! The community graph on the screen, painted anew only when something changed; knows no gesture.

use super::look;
use super::shapes::{BEYOND, Body, FADED, Halo, Kind, Picture, Still, beyond};
use super::sight::Sight;
use super::signs::Rim;
use super::strands::{self, Strand};
use crate::domain::guise::Sign;
use crate::domain::model::Person;
use crate::domain::placement::scene::{
    BubbleMark, Emphasis, Mark, PEOPLE_WITH_SHAPE, Scene, TieMark, person_pixels, quiet_tie,
};
use crate::ui::theme::{Palette, mix};
use egui::epaint::{ClippedPrimitive, ClippedShape, Primitive};
use egui::layers::ShapeIdx;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, UiBuilder, Vec2};
use egui_graphs::{GraphView, MetadataFrame, SettingsInteraction, SettingsNavigation};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The name under which the graph widget keeps its camera.
const GRAPH: &str = "tribewise-map";

/// Where the largest bubble is smaller than this, in pixels, ties between tribes are slimmer, or they would be one grey
/// mass; never slimmer than this share.
const LARGE: f32 = 55.0;
const SLIMMEST: f32 = 0.35;

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
    /// Drawn under the graph, by ourselves: the widget copies both ends of each tie in each frame.
    strands: Vec<Strand>,
    /// The radius of the largest bubble on the map of all tribes.
    largest: Option<f32>,
    /// The row that the pointer is over.
    over: Option<u32>,
    /// All that was drawn as triangles, made where the map is not zoomed: laying them down again costs little.
    triangles: Option<Triangles>,
    /// What was painted last.
    painted: Option<Sight>,
    is_dirty: bool,
    /// The hue of the opened tribe.
    hue: Color32,
    /// How often the graph was drawn, for tests.
    pub(super) n_painted: u64,
}

impl Default for Canvas {
    fn default() -> Self {
        Canvas {
            graph: Picture::new(),
            strands: Vec::new(),
            largest: None,
            over: None,
            triangles: None,
            painted: None,
            is_dirty: true,
            hue: Color32::GRAY,
            n_painted: 0,
        }
    }
}

impl Canvas {
    /// Takes a new scene, or the same one in other colours or with another selection.
    pub(super) fn rebuild(&mut self, scene: &Scene, emphasis: &Emphasis<'_>, palette: &Palette) {
        self.graph = Picture::new();
        self.is_dirty = true;
        self.hue = look::tribe(palette, emphasis.guise, scene.opened.unwrap_or(0)).edge;
        match scene.opened {
            None => self.add_tribes(scene, emphasis, palette),
            Some(_) => self.add_people(scene, emphasis, palette),
        }
        self.over = None;
        let radii = scene.bubbles.iter().map(|mark| mark.bubble.radius);
        self.largest = scene.opened.is_none().then(|| radii.fold(0.0, f32::max));
        self.strands = scene.ties.iter().map(|tie| self.strand(tie, scene, palette)).collect();
    }

    fn strand(&self, tie: &TieMark, scene: &Scene, palette: &Palette) -> Strand {
        let (colour, lifted) = if scene.opened.is_none() {
            (look::tie(palette), mix(palette.ground, palette.muted, 0.8))
        } else {
            let quiet = palette.muted.gamma_multiply(quiet_tie(scene.ties.len()));
            (if tie.is_strong { self.hue } else { quiet }, self.hue.gamma_multiply(0.8))
        };
        let place = |row: u32| {
            let bubble = |mark: &BubbleMark| [mark.bubble.x, mark.bubble.y];
            let bubble = |row: u32| scene.bubbles.get(row as usize).map(bubble);
            let person = |row: u32| scene.people.get(row as usize).map(|mark| mark.at);
            if scene.opened.is_none() { bubble(row) } else { person(row) }.unwrap_or_default()
        };
        let (rows, ends) = ([tie.a, tie.b], [place(tie.a), place(tie.b)]);
        Strand { rows, ends, width: tie.width, colour, lifted, is_dashed: tie.is_inferred }
    }

    fn add_tribes(&mut self, scene: &Scene, emphasis: &Emphasis<'_>, palette: &Palette) {
        for mark in &scene.bubbles {
            let guise = emphasis.guise;
            let ink = look::tribe(palette, guise, mark.position);
            let is_plain = guise.classes.is_empty() && guise.n_visible(mark.position) != Some(0);
            let rim = if guise.classes.is_empty() { Rim::NONE } else { Rim::of(guise, mark.position, palette) };
            let share_of_top = if is_plain { mark.share_of_top } else { 0.0 };
            let body = Body {
                kind: Kind::Bubble { share_of_top, has_ring: ink.has_ring, rim },
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

    fn add_people(&mut self, scene: &Scene, emphasis: &Emphasis<'_>, palette: &Palette) {
        let guise = emphasis.guise;
        let is_in = |list: &[Person], person: Person| list.binary_search(&person).is_ok();
        for mark in scene.people.iter().take(PEOPLE_WITH_SHAPE) {
            let halo = if is_in(emphasis.treated, mark.person) {
                Halo::Treated
            } else if is_in(emphasis.control, mark.person) {
                Halo::Control
            } else {
                Halo::None
            };
            let own = if mark.is_outside { palette.grey } else { self.hue };
            let fill = look::person(palette, guise, mark.person, own);
            let class = guise.class_of(mark.person).filter(|_| guise.is_visible(mark.person));
            let sign = class.map_or(Sign::None, |k| guise.classes[k].class.sign());
            let body = Body {
                kind: Kind::Person(mark.mark, sign),
                radius: mark.radius,
                fill,
                edge: fill,
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
        self.over = stressed.map(|(row, _)| row as u32);
        for (row, body) in self.graph.g_mut().node_weights_mut().enumerate() {
            body.payload_mut().is_faded = !is_near(row);
        }
    }

    /// Paints into the rectangle. The graph widget is shown only where something changed, for it asks for another frame
    /// each time; else the triangles are laid down again that were made when the map first stood still or was moved.
    pub(super) fn paint(&mut self, ui: &mut Ui, sight: Sight, scene: &Scene, palette: &Palette) {
        #[allow(clippy::redundant_closure_for_method_calls, reason = "the method alone is of one lifetime only")]
        let font = ui.fonts(|fonts| fonts.font_image_size());
        let made_for = (font, ui.ctx().pixels_per_point());
        let known = self.triangles.as_ref().filter(|known| !self.is_dirty && known.made_for == made_for);
        if let Some((known, shift)) = known.and_then(|known| Some((known, known.shift(sight)?))) {
            known.lay(ui, sight, shift);
            return;
        }
        let is_moved_at_most =
            self.painted.is_some_and(|before| before.rect == sight.rect && before.camera.zoom == sight.camera.zoom);
        let begin = ui.ctx().graphics_mut(|layers| layers.entry(ui.layer_id()).next_idx());
        backdrop(ui, sight, scene, palette, self.hue);
        let slim = self.largest.map_or(1.0, |largest| (largest * sight.camera.zoom / LARGE).clamp(SLIMMEST, 1.0));
        let ties = strands::mesh(&self.strands, sight, self.over, slim, 1.0 / made_for.1);
        if !ties.is_empty() {
            ui.painter_at(sight.rect).add(Shape::mesh(ties));
        }
        let is_settled = self.show_graph(ui, sight);
        self.triangles = (is_moved_at_most && is_settled).then(|| Triangles::instead(ui, begin, sight, made_for));
        self.painted = Some(sight);
        self.is_dirty = !is_settled;
        self.n_painted += 1;
    }

    /// Shows the graph widget; false where it changed the camera that it was given (as it does at first), so that it has
    /// to be shown again.
    fn show_graph(&mut self, ui: &mut Ui, sight: Sight) -> bool {
        let builder = UiBuilder::new().id(ui.id().with(GRAPH)).max_rect(sight.rect);
        let mut ui = ui.new_child(builder);
        let id = Some(GRAPH.to_owned());
        let pan = sight.rect.size() / 2.0 - Vec2::from(sight.camera.centre) * sight.camera.zoom;
        // The widget keeps what it shows in its place on the screen when it is moved; we keep it in the widget.
        let moved = self.painted.map_or(Vec2::ZERO, |before| sight.rect.min - before.rect.min);
        let mut frame = MetadataFrame::new(id.clone());
        (frame.zoom, frame.pan) = (sight.camera.zoom, pan - moved);
        frame.save(&mut ui);
        let interactions = SettingsInteraction::new().with_dragging_enabled(false).with_hover_enabled(false);
        let navigations = SettingsNavigation::new().with_fit_to_screen_enabled(false);
        GraphView::<Still, Still>::new()
            .with_id(id.clone())
            .with_interactions(&interactions)
            .with_navigations(&navigations)
            .show(&mut ui, &mut self.graph);
        let after = MetadataFrame::new(id).load(&ui);
        (after.zoom - sight.camera.zoom).abs() <= 1e-4 * sight.camera.zoom && (after.pan - pan).length() < 0.05
    }
}

/// Shapes as triangles, somewhat beyond what is in sight.
struct Triangles {
    meshes: Vec<Arc<Mesh>>,
    sight: Sight,
    /// Discs are pieces of the picture of the font, so they hold while that is as large as it was, and as sharp.
    made_for: ([usize; 2], f32),
}

impl Triangles {
    /// Puts triangles in the place of the shapes since `begin`.
    fn instead(ui: &Ui, begin: ShapeIdx, sight: Sight, made_for: ([usize; 2], f32)) -> Triangles {
        let around = beyond(sight.rect);
        let shapes: Vec<ClippedShape> = ui.ctx().graphics_mut(|layers| {
            let list = layers.entry(ui.layer_id());
            let mut taken = Vec::new();
            for at in begin.0..list.next_idx().0 {
                list.mutate_shape(ShapeIdx(at), |one| {
                    let shape = std::mem::replace(&mut one.shape, Shape::Noop);
                    taken.push(ClippedShape { clip_rect: around, shape });
                });
            }
            taken
        });
        let mesh = |primitive: ClippedPrimitive| match primitive.primitive {
            Primitive::Mesh(mesh) => Some(Arc::new(mesh)),
            Primitive::Callback(_) => None,
        };
        let primitives = ui.ctx().tessellate(shapes, made_for.1);
        let triangles = Triangles { meshes: primitives.into_iter().filter_map(mesh).collect(), sight, made_for };
        triangles.lay(ui, sight, Vec2::ZERO);
        triangles
    }

    /// How far they are to be moved to be what is in sight; nothing where they cannot be.
    fn shift(&self, sight: Sight) -> Option<Vec2> {
        let (old, new) = (self.sight.camera, sight.camera);
        let shift = (Vec2::from(old.centre) - Vec2::from(new.centre)) * new.zoom;
        let most = sight.rect.size() * BEYOND;
        let is_near = shift.x.abs() <= most.x && shift.y.abs() <= most.y;
        (self.sight.rect == sight.rect && old.zoom == new.zoom && is_near).then_some(shift)
    }

    fn lay(&self, ui: &Ui, sight: Sight, shift: Vec2) {
        let clip = sight.rect.intersect(ui.clip_rect());
        ui.ctx().graphics_mut(|layers| {
            let list = layers.entry(ui.layer_id());
            for mesh in &self.meshes {
                let mut mesh = mesh.clone();
                if shift != Vec2::ZERO {
                    Arc::make_mut(&mut mesh).translate(shift);
                }
                list.add(clip, Shape::Mesh(mesh));
            }
        });
    }
}

/// What lies under the graph: the opened bubble and hints of the others, and the many people without a shape of their own.
fn backdrop(ui: &Ui, sight: Sight, scene: &Scene, palette: &Palette, hue: Color32) {
    let Some(position) = scene.opened else { return };
    let painter = ui.painter().with_clip_rect(sight.rect.intersect(ui.clip_rect()));
    let on_screen = |at: [f32; 2]| sight.on_screen(at);
    for mark in &scene.bubbles {
        let (fill, edge) = if mark.position == position {
            (palette.surface, hue)
        } else {
            (mix(palette.ground, palette.surface, 0.4), palette.line)
        };
        let at = on_screen([mark.bubble.x, mark.bubble.y]);
        painter.circle(at, mark.bubble.radius * sight.camera.zoom, fill, Stroke::new(1.2, edge));
    }
    let mut crowd = Mesh::default();
    for mark in scene.people.iter().skip(PEOPLE_WITH_SHAPE) {
        let half = person_pixels(mark.radius, sight.camera.zoom) * 0.8;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guise::Guise;
    use crate::domain::model::{Bubble, Going, Network, People, Places, Ties, Tribe, Tribes};
    use crate::domain::placement::scene::Camera;
    use crate::domain::score::Scored;
    use crate::ui::theme;

    /// Three tribes of one person each, in a triangle, tied to each other.
    fn scene() -> Scene {
        let (a, b, going) = (vec![0, 0, 1], vec![1, 2, 2], vec![Going::EVEN; 3]);
        let ties = Ties { a, b, strength: vec![0.5; 3], going, ..Ties::default() };
        let at = [[-20.0, 0.0], [20.0, 0.0], [0.0, 15.0]];
        let tribe = |k: u32| Tribe { id: k, members: vec![k], ..Tribe::default() };
        let bubbles = at.iter().map(|at| Bubble { x: at[0], y: at[1], radius: 4.0 }).collect();
        let tribes = Tribes { tribes: (0..3).map(tribe).collect(), of: vec![0, 1, 2], modularity: 0.0 };
        let scored = Scored {
            people: Arc::new(People::from_ids((0..3).map(|n| n.to_string()).collect())),
            network: Arc::new(Network::from_ties(3, &ties)),
            ties: Arc::new(ties),
            tribes: Arc::new(tribes),
            places: Arc::new(Places { bubbles, people: at.to_vec(), ..Places::default() }),
            ..Scored::default()
        };
        Scene::new(&scored, 10.0, None)
    }

    /// The corners of all triangles that are painted with the camera there, one frame each.
    fn painted(canvas: &mut Canvas, ctx: &egui::Context, scene: &Scene, centres: &[[f32; 2]]) -> Vec<Vec<Pos2>> {
        let rect = Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 300.0));
        let frame = |centre: &[f32; 2]| {
            let sight = Sight { rect, camera: Camera { centre: *centre, zoom: 5.0 } };
            let input = egui::RawInput { screen_rect: Some(rect), ..egui::RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| canvas.paint(ui, sight, scene, theme::of(ui)));
            let shapes = std::mem::take(&mut output.shapes);
            let primitives = ctx.tessellate(shapes, output.pixels_per_point);
            output.drop_without_applying_deltas();
            let corners = primitives.into_iter().filter_map(|primitive| match primitive.primitive {
                Primitive::Mesh(mesh) => Some(mesh.vertices),
                Primitive::Callback(_) => None,
            });
            corners.flatten().map(|vertex| vertex.pos).collect()
        };
        centres.iter().map(frame).collect()
    }

    #[test]
    fn a_map_that_is_moved_is_not_drawn_anew_and_looks_as_if_it_were() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let (scene, none, guise) = (scene(), BTreeSet::new(), Guise::default());
        let emphasis =
            Emphasis { tribes: &none, people: &none, treated: &[], control: &[], guise: &guise, changes: None };
        let fresh = || {
            let mut canvas = Canvas::default();
            canvas.rebuild(&scene, &emphasis, theme::palette(false));
            canvas
        };
        let mut canvas = fresh();
        // The tribe at the right is out of sight at first.
        let start = [-30.0, 0.0];
        painted(&mut canvas, &ctx, &scene, &[start, start, start]);
        let n_painted = canvas.n_painted;
        let there = [-14.0, -4.5];
        let moved = painted(&mut canvas, &ctx, &scene, &[[-27.0, 0.0], there]).pop().unwrap_or_default();
        assert_eq!(canvas.n_painted, n_painted);
        let anew = painted(&mut fresh(), &ctx, &scene, &[there, there, there]).pop().unwrap_or_default();
        assert!(moved.len() > 50 && moved.len() == anew.len(), "{} {}", moved.len(), anew.len());
        assert!(moved.iter().zip(&anew).all(|(a, b)| a.distance(*b) < 0.01));
        // Farther off there may be what was out of sight.
        painted(&mut canvas, &ctx, &scene, &[[40.0, 0.0]]);
        assert_eq!(canvas.n_painted, n_painted + 1);
    }
}
