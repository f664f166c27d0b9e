//! The map: tribes as bubbles, one tribe with its people, and what the pointer and the keys say about them; it decides
//! nothing, every gesture is handed back as data.

mod atlas;
mod brief;
mod canvas;
mod carrying;
mod changing;
mod drawing;
mod everyone;
mod flight;
mod furniture;
mod look;
mod marks;
mod naming;
mod pointing;
mod shapes;
mod sight;
mod signs;
mod steering;
mod strands;
mod tools;

pub use brief::{Brief, Briefed};
pub use look::{class, picture_look, picture_style};
pub use tools::ToPlan;

use crate::domain::atlas::{Order, Sheet};
use crate::domain::guise::{Guise, Preset};
use crate::domain::model::{People, Person};
use crate::domain::placement::labels::Label;
use crate::domain::placement::scene::{Camera, Emphasis, Margins, Scene};
use crate::domain::score::Scored;
use crate::domain::selecting::Index;
use crate::project::{Choosing, Chosen, Past, PictureStyle, Selection};
use crate::ui::theme::{self, Palette};
use canvas::{Canvas, Target};
use drawing::Drawing;
use egui::{Pos2, Rect, Sense, Ui, Vec2};
use flight::Flight;
use sight::Sight;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Room around a fitted picture: for the path above and the legend below.
const MARGINS: Margins = [24.0, 52.0, 24.0, 64.0];
/// How near the pointer must come to something small, in pixels.
const REACH: f32 = 5.0;
/// Zooming stops here, in pixels a unit.
const ZOOM: (f32, f32) = (0.02, 120.0);

/// What the map shows.
#[derive(Clone, Copy, Debug)]
pub struct MapInput<'a> {
    pub scored: &'a Arc<Scored>,
    /// What is written, and who is in the plan.
    pub brief: &'a Arc<Brief>,
    /// What colours and sizes mean, and who is on show.
    pub guise: &'a Arc<Guise>,
    pub selection: &'a Selection,
    /// The share of people called influential, in per cent.
    pub percent: f32,
    /// The plan that people would be added to takes no more of them.
    pub is_plan_locked: bool,
    /// Tribes that were put somewhere by hand, by lasting id.
    pub pinned: &'a BTreeMap<u32, [f32; 2]>,
    /// The earlier moment that is shown.
    pub past: Option<&'a Arc<Past>>,
}

/// What dragging on the map does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Moves the map.
    #[default]
    Pointer,
    /// Draws a line round those who are meant.
    Lasso,
    Box,
    /// Puts a tribe somewhere else.
    Move,
}

/// Something that was done on the map.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// By lasting id; adding: with shift or command held.
    ClickedTribe {
        id: u32,
        is_adding: bool,
    },
    OpenedTribe(u32),
    ClickedPerson {
        person: Person,
        is_adding: bool,
    },
    ClearedSelection,
    /// Many at once.
    Chose {
        chosen: Chosen,
        choosing: Choosing,
    },
    /// Whoever is selected is to be in the plan.
    ToPlan,
    /// A tribe was put somewhere, or is to stand where it belongs.
    Pinned {
        id: u32,
        at: Option<[f32; 2]>,
    },
    /// One step back: from an opened tribe, or from everybody to the tribes.
    Closed,
    /// Colour and size are to mean this.
    ColouredBy(Preset),
    /// An earlier moment is to be shown, or the present again.
    LookedBack,
    /// To the snapshot before, or after.
    SteppedInTime {
        is_back: bool,
    },
    /// All tribes, by their people or as bubbles.
    ShowedAll {
        is_by_people: bool,
    },
}

/// What was done in this frame, in order.
#[derive(Clone, Debug, Default)]
pub struct MapResponse {
    pub gestures: Vec<Gesture>,
    /// A picture of everybody that a worker is to draw, for [`MapView::take_sheet`].
    pub order: Option<Box<Order>>,
}

/// What the drawn scene was made from; another of these makes another scene.
#[derive(Clone, Debug)]
struct MadeFrom {
    scored: Arc<Scored>,
    opened: Option<u32>,
    percent: f32,
    preset: Preset,
}

/// What a scene is drawn with; another of these only draws it again.
#[derive(Clone, Debug)]
struct Dress {
    selection: Selection,
    brief: Arc<Brief>,
    guise: Arc<Guise>,
    is_dark: bool,
}

impl Dress {
    fn new(input: &MapInput<'_>, palette: &Palette) -> Dress {
        Dress {
            selection: input.selection.clone(),
            brief: input.brief.clone(),
            guise: input.guise.clone(),
            is_dark: palette.is_dark,
        }
    }

    fn fits(&self, input: &MapInput<'_>, palette: &Palette) -> bool {
        self.is_dark == palette.is_dark
            && self.selection == *input.selection
            && self.brief.treated == input.brief.treated
            && self.brief.control == input.brief.control
            && Arc::ptr_eq(&self.guise, input.guise)
    }
}

/// The map's own state: camera, what the pointer is over, and what was drawn last.
#[derive(Default)]
pub struct MapView {
    made_from: Option<MadeFrom>,
    dress: Option<Dress>,
    scene: Scene,
    canvas: Canvas,
    camera: Option<Camera>,
    flight: Option<Flight>,
    /// The person has not moved the camera: a new size or new places show all again.
    is_fitted: bool,
    size: Vec2,
    hovered: Option<Target>,
    near: Option<BTreeSet<usize>>,
    labels: Vec<Label>,
    labelled_for: Option<(Camera, Vec2, Arc<Brief>)>,
    /// The rows that wish for a name, in the order of importance.
    wishing: Vec<usize>,
    /// The map was reached by keys, so that it shows its focus.
    is_reached_by_key: bool,
    /// What lies over the map and takes the pointer.
    covered: Vec<Rect>,
    /// Height that the legend takes at the bottom.
    legend_high: f32,
    /// The same when all was last fitted into the view.
    fitted_above: f32,
    tool: Tool,
    drawing: Option<Drawing>,
    /// Where the people of the opened tribe stand.
    index: Index,
    counted: Option<tools::Counted>,
    everyone: atlas::Layer,
    /// The tribe on its way to another place, where its middle was, and how far it is carried.
    carried: Option<(usize, [f32; 2])>,
    carried_by: Vec2,
}

impl std::fmt::Debug for MapView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MapView").field("camera", &self.camera).field("hovered", &self.hovered).finish_non_exhaustive()
    }
}

impl MapView {
    /// Draws the map into all the room that is left and tells what was done on it.
    pub fn show(&mut self, ui: &mut Ui, input: &MapInput<'_>) -> MapResponse {
        let palette = theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let mut answer = MapResponse::default();
        if rect.width() < 40.0 || rect.height() < 40.0 {
            return answer;
        }
        ui.painter().rect_filled(rect, 0.0, palette.ground);
        if input.scored.places.bubbles.is_empty() {
            furniture::empty(ui, rect, palette);
            return answer;
        }
        let now = ui.input(|i| i.time);
        self.take(ui, input, palette, rect.size(), now);
        let id = ui.id().with("map");
        if let Some(before) = ui.ctx().read_response(id) {
            self.steer(ui, &before, rect);
        }
        let camera = self.fly(now);
        let sight = Sight { rect, camera };
        self.point(ui, input, sight);
        answer.order = self.paint(ui, input, sight, palette);
        self.paint_changes(ui, input, sight, palette);
        self.write_labels(ui, input, sight, palette);
        let response = ui.interact(rect, id, Sense::click_and_drag());
        self.draw(ui, input, &response, sight, &mut answer);
        self.carry(ui, input, &response, sight, &mut answer);
        self.listen(ui, input, &response, sight, &mut answer);
        self.proxies(ui, input, sight, &mut answer);
        self.furnish(ui, input, rect, &mut answer);
        if self.drawing.is_some() {
            self.paint_drawing(ui, sight, palette);
        } else {
            self.tooltip(ui, input, rect, palette);
        }
        if self.flight.is_some() {
            ui.ctx().request_repaint();
        }
        answer
    }

    /// The camera as it will be when it has arrived, for a picture of what is on the screen.
    #[must_use]
    pub fn camera(&self) -> Option<Camera> {
        self.flight.map(|flight| flight.target()).or(self.camera)
    }

    /// Whether the whole is in view and stays so, until somebody moves or zooms it.
    #[must_use]
    pub fn is_all_in_view(&self) -> bool {
        self.is_fitted
    }

    /// What is drawn, for a picture of it.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// How a picture of what is seen now looks.
    #[must_use]
    pub fn picture_style(&self) -> PictureStyle {
        let size = self.size.into();
        let camera = self.camera().filter(|_| self.size.x > 1.0 && !self.is_fitted).map(|camera| (camera, size));
        PictureStyle { camera, ..picture_style() }
    }

    /// How often the graph was drawn anew since the start; still frames do not count.
    #[must_use]
    pub fn n_painted(&self) -> u64 {
        self.canvas.n_painted
    }

    /// Takes in what a worker drew.
    pub fn take_sheet(&mut self, sheet: Sheet) {
        self.everyone.take(sheet);
    }

    /// What was ordered last will not come.
    pub fn give_up(&mut self) {
        self.everyone.give_up();
    }

    /// Keeps nothing of other people than these, also while the map is not on the screen.
    pub fn keep_to(&mut self, people: &Arc<People>) {
        self.everyone.keep_to(people);
        if let Some(made) = self.made_from.as_mut().filter(|made| !Arc::ptr_eq(&made.scored.people, people)) {
            // Another scene is made when the map is shown next.
            made.scored = Arc::default();
            self.labels.clear();
            self.labelled_for = None;
        }
    }

    /// Whether everybody is on the screen, a point each.
    #[must_use]
    pub fn is_everyone_drawn(&self) -> bool {
        self.made_from.as_ref().is_some_and(|made| self.everyone.atlas(&made.scored).is_some())
    }

    /// Whether everybody is on the screen as they were last asked for: nothing is still being drawn.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.everyone.is_waiting()
    }

    /// Which tool is in hand.
    #[must_use]
    pub fn tool(&self) -> Tool {
        self.tool
    }

    /// Where a tribe is on the screen, if it is drawn.
    #[must_use]
    pub fn tribe_on_screen(&self, id: u32, rect: Rect) -> Option<Pos2> {
        let mark = self.scene.bubbles.iter().find(|mark| mark.id == id)?;
        let at = self.camera()?.to_view([mark.bubble.x, mark.bubble.y], rect.size().into());
        Some(rect.min + Vec2::from(at))
    }

    /// Takes in what changed since the last frame.
    fn take(&mut self, ui: &Ui, input: &MapInput<'_>, palette: &Palette, size: Vec2, now: f64) {
        self.keep_to(&input.scored.people);
        let opened =
            input.selection.opened_tribe.and_then(|id| input.scored.tribes.tribes.iter().position(|t| t.id == id));
        let opened = opened.map(|position| position as u32);
        let is_same = self.made_from.as_ref().is_some_and(|key| {
            let is_same_share = key.percent == input.percent && key.preset == input.guise.preset;
            Arc::ptr_eq(&key.scored, input.scored) && key.opened == opened && is_same_share
        });
        if !is_same {
            let is_elsewhere = self.made_from.as_ref().is_none_or(|key| key.opened != opened);
            let preset = input.guise.preset;
            self.made_from = Some(MadeFrom { scored: input.scored.clone(), opened, percent: input.percent, preset });
            self.scene = Scene::new(input.scored, input.percent, opened);
            self.scene.size_by(input.guise);
            self.wishing = self.scene.wishing();
            self.index = Index::new(&self.scene.people.iter().map(|mark| mark.at).collect::<Vec<_>>());
            // Rows of the scene before mean others now.
            (self.drawing, self.carried) = (None, None);
            self.hovered = None;
            self.near = None;
            self.labelled_for = None;
            self.is_fitted |= is_elsewhere;
        }
        if !is_same || !self.dress.as_ref().is_some_and(|dress| dress.fits(input, palette)) {
            self.canvas.rebuild(&self.scene, &emphasis(input), palette);
            if self.near.is_some() {
                self.stress();
            }
            self.dress = Some(Dress::new(input, palette));
        }
        let is_resized = self.size != size;

        self.size = size;
        let is_above_another = (self.fitted_above - self.legend_high).abs() > 0.5;
        let is_first = self.fitted_above == 0.0;
        self.fitted_above = self.legend_high;
        if self.camera.is_none() || (self.is_fitted && (is_resized || (is_first && is_above_another))) {
            self.is_fitted = true;
            self.flight = None;
            self.camera = Some(self.fitted());
        } else if self.is_fitted && (!is_same || is_above_another) {
            self.fly_to(ui, self.fitted(), now);
        }
    }
}

fn name<'a>(input: &MapInput<'a>, position: u32) -> &'a str {
    input.brief.names.get(position as usize).map_or("", String::as_str)
}

fn emphasis<'a>(input: &MapInput<'a>) -> Emphasis<'a> {
    Emphasis {
        tribes: &input.selection.tribes,
        people: &input.selection.people,
        treated: &input.brief.treated,
        control: &input.brief.control,
        guise: input.guise,
        changes: input.past.map(|past| &*past.changes),
    }
}
