//! What a frame of the map costs the processor (drawing and tessellating, without the graphics card), and how long
//! selecting takes, on made people; prints, and judges nothing.
//!
//! `cargo bench --bench map` for all, `cargo bench --bench map -- 100000` for everybody at that size only, `-- graphs` for
//! tribes only.

use egui::{Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;
use tribewise::domain::campaign::Cells;
use tribewise::domain::guise::{From, Guise, Preset};
use tribewise::domain::model::{Bubble, Network, People, Places, Role, Scores, Ties, Tribe, Tribes};
use tribewise::domain::score::Scored;
use tribewise::domain::selecting::Index;
use tribewise::domain::stages::PeopleStages;
use tribewise::domain::stance::PeopleStances;
use tribewise::domain::ticket::Ticket;
use tribewise::project::{Document, Selection};
use tribewise::ui::map::{Briefed, MapInput, MapView};
use tribewise::ui::theme;

const SIZE: Vec2 = Vec2::new(1280.0, 800.0);
const FRAMES: usize = 60;

/// People in tribes of even sizes, set in a square of bubbles, each tied to two of their tribe and some across.
fn made(n_people: usize, n_tribes: usize, n_ties: usize) -> Arc<Scored> {
    let mut random = ChaCha8Rng::seed_from_u64(42);
    let size = n_people / n_tribes;
    let of: Vec<u32> = (0..n_people).map(|p| (p / size).min(n_tribes - 1) as u32).collect();
    let mut pairs: Vec<(u32, u32)> = (0..n_ties)
        .map(|_| {
            let a = random.random_range(0..n_people);
            let is_across = random.random_range(0.0..1.0) < 0.2;
            let home = of[a] as usize * size;
            let b = if is_across { random.random_range(0..n_people) } else { home + random.random_range(0..size) };
            (a.min(b) as u32, a.max(b) as u32)
        })
        .filter(|pair| pair.0 != pair.1)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let m = pairs.len();
    let ties = Ties {
        a: pairs.iter().map(|pair| pair.0).collect(),
        b: pairs.iter().map(|pair| pair.1).collect(),
        contacts_out: vec![1; m],
        contacts_back: vec![1; m],
        strength: (0..m).map(|_| random.random_range(0.0f32..1.0).powi(3)).collect(),
        ..Ties::default()
    };
    let radius = (size as f32).sqrt();
    let wide = (n_tribes as f32 * 1.4).sqrt().ceil() as usize;
    let middle = |k: usize| [(k % wide) as f32 * 2.3 * radius, (k / wide) as f32 * 2.3 * radius];
    let people = (0..n_people).map(|p| {
        let (home, seat) = (middle(of[p] as usize), (p % size) as f32);
        let (turn, far) = (seat * 2.399_963, (seat + 0.5).sqrt() * 0.93);
        [home[0] + far * turn.cos(), home[1] + far * turn.sin()]
    });
    let places = Places {
        people: people.collect(),
        bubbles: (0..n_tribes).map(|k| Bubble { x: middle(k)[0], y: middle(k)[1], radius }).collect(),
        is_rough: false,
    };
    let influence: Vec<f32> = (0..n_people).map(|_| 100.0 * random.random_range(0.0f32..1.0).powi(4)).collect();
    let mut order: Vec<u32> = (0..n_people as u32).collect();
    order.sort_by(|&a, &b| influence[b as usize].total_cmp(&influence[a as usize]));
    let tribe = |k: usize| Tribe {
        id: k as u32,
        name: format!("Tribe {k}"),
        members: (0..n_people as u32).skip(k * size).take_while(|&p| of[p as usize] == k as u32).collect(),
        ..Tribe::default()
    };
    let tribes = (0..n_tribes).map(tribe).collect();
    let scores =
        Scores { influence, rank: vec![1; n_people], role: vec![Role::Core; n_people], order, ..Scores::default() };
    Arc::new(Scored {
        people: Arc::new(People::from_ids((0..n_people).map(|p| p.to_string()).collect())),
        network: Arc::new(Network::from_ties(n_people, &ties)),
        ties: Arc::new(ties),
        tribes: Arc::new(Tribes { tribes, of, modularity: 0.0 }),
        scores: Arc::new(scores),
        places: Arc::new(places),
        ..Scored::default()
    })
}

/// A plan for the two hundred most influential people.
fn cells(scored: &Scored) -> Cells {
    let chosen = &scored.scores.order[..200.min(scored.scores.order.len())];
    let (treated, control) = chosen.split_at(chosen.len() / 2);
    Cells { treated: treated.to_vec(), control: control.to_vec(), ..Cells::default() }
}

/// A window with nothing but the map in it.
struct Bench {
    ctx: egui::Context,
    view: MapView,
    scored: Arc<Scored>,
    /// What the window works out for the map beside it: names and the plan's people.
    briefed: Briefed,
    document: Arc<Document>,
    cells: Arc<Cells>,
    guise: Arc<Guise>,
    selection: Selection,
    time: f64,
    /// Milliseconds that a worker took to draw everybody.
    drawn: Vec<f64>,
}

impl Bench {
    fn new(scored: Arc<Scored>, selection: Selection) -> Bench {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let (stages, stances, looks) = (PeopleStages::default(), PeopleStances::default(), BTreeMap::new());
        let (stages, stances, looks) = (&stages, &stances, &looks);
        let from = From { scored: &scored, stages, stances, visible: None, looks, preset: Preset::default() };
        let (view, guise) = (MapView::default(), Arc::new(Guise::new(&from)));
        let mut bench = Bench {
            ctx,
            view,
            briefed: Briefed::default(),
            document: Arc::default(),
            cells: Arc::new(cells(&scored)),
            scored,
            guise,
            selection,
            time: 0.0,
            drawn: Vec::new(),
        };
        for _ in 0..6 {
            bench.frame(Vec::new());
        }
        bench
    }

    /// One frame; its milliseconds on this thread.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let begin = Instant::now();
        let (mut order, pinned) = (None, BTreeMap::new());
        let (view, scored, selection, guise) = (&mut self.view, &self.scored, &self.selection, &self.guise);
        let brief = &self.briefed.refresh(&self.document, scored, guise, Some(&self.cells));
        let mut output = self.ctx.run_ui(input, |ui| {
            let input = MapInput {
                scored,
                brief,
                guise,
                selection,
                percent: 3.0,
                is_plan_locked: false,
                pinned: &pinned,
                past: None,
            };
            order = view.show(ui, &input).order;
        });
        let shapes = std::mem::take(&mut output.shapes);
        let scale = output.pixels_per_point;
        std::hint::black_box(self.ctx.tessellate(shapes, scale));
        let spent = begin.elapsed().as_secs_f64() * 1e3;
        output.drop_without_applying_deltas();
        if let Some(order) = order {
            // A worker's time, not the frame's.
            let begin = Instant::now();
            if let Ok(sheet) = order.draw(&Ticket::new()) {
                self.drawn.push(begin.elapsed().as_secs_f64() * 1e3);
                self.view.take_sheet(sheet);
            }
        }
        spent
    }

    fn say(&mut self, what: &str, mut times: Vec<f64>) {
        times.sort_by(f64::total_cmp);
        let (median, worst) = (times[times.len() / 2], times[times.len() * 95 / 100]);
        println!("{what:<58} {median:>8.2} ms a frame (95 of 100 below {worst:.2})");
        if !self.drawn.is_empty() {
            let (n, longest) = (self.drawn.len(), self.drawn.iter().copied().fold(0.0, f64::max));
            println!("{:<58} {n:>8} pictures by a worker, the longest {longest:.0} ms", "");
            self.drawn.clear();
        }
    }

    fn still(&mut self, what: &str) {
        let times = (0..FRAMES).map(|_| self.frame(Vec::new())).collect();
        self.say(&format!("{what}, still"), times);
    }

    fn panned(&mut self, what: &str) {
        let at = |k: usize| Pos2::new(640.0 + 6.0 * k as f32, 420.0 + 2.0 * k as f32);
        let button = |pos: Pos2, pressed: bool| Event::PointerButton {
            pos,
            button: PointerButton::Middle,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(at(0))]);
        self.frame(vec![button(at(0), true)]);
        let times = (1..FRAMES).map(|k| self.frame(vec![Event::PointerMoved(at(k))])).collect();
        self.frame(vec![button(at(FRAMES - 1), false)]);
        self.say(&format!("{what}, moved"), times);
    }

    fn hovered(&mut self, what: &str) {
        let at = |k: usize| Pos2::new(300.0 + 11.0 * k as f32, 250.0 + 5.0 * k as f32);
        let times = (0..FRAMES).map(|k| self.frame(vec![Event::PointerMoved(at(k))])).collect();
        self.say(&format!("{what}, pointer moving over it"), times);
        self.frame(vec![Event::PointerGone]);
    }
}

/// Everybody on the map, and a line round ten thousand of them.
fn everybody(n_people: usize) {
    let scored = made(n_people, (n_people / 400).clamp(8, 1_000), 3 * n_people);
    let selection = Selection { is_everyone_shown: true, ..Selection::default() };
    let mut bench = Bench::new(scored.clone(), selection);
    for _ in 0..30 {
        bench.frame(Vec::new());
    }
    let what = format!("everyone, {n_people} people");
    bench.still(&what);
    bench.panned(&what);
    bench.hovered(&what);
    let begin = Instant::now();
    let index = Index::new(&scored.places.people);
    let made_in = begin.elapsed().as_secs_f64() * 1e3;
    // Round the middle, as large as takes in ten thousand.
    let extent = scored.places.bubbles.iter().fold([0.0f32; 2], |most, b| [most[0].max(b.x), most[1].max(b.y)]);
    let mut radius = extent[0].min(extent[1]) / 2.0 * (10_000.0 / n_people as f32).sqrt().min(1.0) * 1.3;
    let mut best = (f64::MAX, 0);
    for _ in 0..40 {
        let corner = |k: usize| {
            let turn = k as f32 / 400.0 * std::f32::consts::TAU;
            let wobble = 1.0 + 0.07 * (turn * 9.0).sin();
            [extent[0] / 2.0 + radius * wobble * turn.cos(), extent[1] / 2.0 + radius * wobble * turn.sin()]
        };
        let outline: Vec<[f32; 2]> = (0..400).map(corner).collect();
        let begin = Instant::now();
        let found = index.inside(&outline).len();
        best = (begin.elapsed().as_secs_f64() * 1e3, found);
        if (9_500..10_500).contains(&found) {
            break;
        }
        radius *= (10_000.0 / found.max(100) as f32).sqrt().clamp(0.7, 1.4);
    }
    println!(
        "{:<58} {:>8.2} ms for {} people (400 corners; index made in {made_in:.1} ms)",
        format!("lasso among {n_people}"),
        best.0,
        best.1
    );
}

/// A tribe of 3,000 people with 15,000 ties drawn, and 3,000 tribes.
fn graphs() {
    let scored = made(9_000, 3, 90_000);
    let selection = Selection { opened_tribe: Some(1), ..Selection::default() };
    let mut bench = Bench::new(scored, selection);
    let (people, ties) = (bench.view.scene().people.len(), bench.view.scene().ties.len());
    let what = format!("a tribe, {people} people and {ties} ties drawn");
    bench.still(&what);
    bench.panned(&what);
    bench.hovered(&what);
    let mut bench = Bench::new(made(60_000, 3_000, 240_000), Selection::default());
    let (bubbles, ties) = (bench.view.scene().bubbles.len(), bench.view.scene().ties.len());
    let what = format!("all tribes, {bubbles} bubbles and {ties} ties drawn");
    bench.still(&what);
    bench.panned(&what);
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if words.iter().any(|word| word == "graphs") {
        graphs();
    } else if sizes.is_empty() {
        graphs();
        everybody(100_000);
        everybody(1_000_000);
    }
    for n_people in sizes {
        everybody(n_people);
    }
}
