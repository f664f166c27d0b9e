//! Writes the map as SVG, mark by mark; decides no place, size or colour.

use super::{EDGE, HEAD, PictureInput, arc_width};
use crate::domain::model::Person;
use crate::domain::placement::labels::Label;
use crate::domain::placement::scene::{
    BubbleMark, Camera, Margins, Mark, PersonMark, TieMark, bubble_pixels, halo_pixels, person_pixels, quiet_tie,
};
use std::fmt::Write;

pub(super) struct Pen<'a> {
    pub(super) input: &'a PictureInput<'a>,
    pub(super) camera: Camera,
    pub(super) view: [f32; 2],
    pub(super) svg: String,
}

/// How a text stands.
#[derive(Clone, Copy)]
pub(super) struct Face<'a> {
    pub(super) size: f32,
    pub(super) weight: u32,
    pub(super) anchor: &'a str,
    pub(super) fill: &'a str,
}

impl Pen<'_> {
    pub(super) fn put(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.svg.write_fmt(line);
        self.svg.push('\n');
    }

    /// The picture's frame; with its ground and title, or without.
    pub(super) fn open(&mut self, is_first: bool) {
        let [wide, high] = self.input.size;
        let look = self.input.look;
        let family = escape(self.input.font_family);
        self.put(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" font-family="'{family}', sans-serif">"#
        ));
        if !is_first {
            return;
        }
        self.put(format_args!("<title>{}</title>", escape(self.input.title)));
        self.put(format_args!(r#"<rect width="{wide}" height="{high}" fill="{}"/>"#, look.ground));
        let title = Face { size: 24.0, weight: 600, anchor: "start", fill: &look.ink };
        self.text([EDGE, 40.0], self.input.title, title);
        self.text([EDGE, 63.0], self.input.subtitle, Face { size: 14.0, weight: 400, fill: &look.muted, ..title });
    }

    pub(super) fn text(&mut self, at: [f32; 2], text: &str, face: Face<'_>) {
        let family = match face.weight {
            ..=400 => String::new(),
            _ => format!(
                r#" font-family="'{}', '{}', sans-serif""#,
                escape(self.input.strong_family),
                escape(self.input.font_family)
            ),
        };
        self.put(format_args!(
            r#"<text x="{:.1}" y="{:.1}" font-size="{:.1}" font-weight="{}"{family} text-anchor="{}" fill="{}">{}</text>"#,
            at[0],
            at[1],
            face.size,
            face.weight,
            face.anchor,
            face.fill,
            escape(text)
        ));
    }

    pub(super) fn at(&self, at: [f32; 2]) -> [f32; 2] {
        self.camera.to_view(at, self.view)
    }

    pub(super) fn map(&mut self, margins: Margins) {
        self.begin_map();
        let scene = self.input.scene;
        match scene.opened {
            None => {
                self.tribe_ties();
                for mark in &scene.bubbles {
                    self.bubble(mark);
                }
            }
            Some(position) => self.opened(position),
        }
        self.changes();
        let labels =
            scene.labels(self.camera, self.view, margins, self.input.names, self.input.details, self.input.people);
        self.labels(&labels, false);
        self.put(format_args!("</g>"));
    }

    /// What follows is clipped to the map and told in its pixels.
    pub(super) fn begin_map(&mut self) {
        let [wide, high] = self.view;
        self.put(format_args!(r#"<clipPath id="map"><rect width="{wide}" height="{high}"/></clipPath>"#));
        self.put(format_args!(r#"<g transform="translate(0 {HEAD})" clip-path="url(#map)">"#));
    }

    fn tribe_ties(&mut self) {
        let scene = self.input.scene;
        self.put(format_args!(r#"<g stroke="{}" stroke-linecap="round">"#, self.input.look.tie));
        for tie in &scene.ties {
            let end = |row: u32| {
                let bubble = scene.bubbles[row as usize].bubble;
                self.at([bubble.x, bubble.y])
            };
            let (a, b) = (end(tie.a), end(tie.b));
            self.tie(a, b, tie);
        }
        self.put(format_args!("</g>"));
    }

    fn tie(&mut self, a: [f32; 2], b: [f32; 2], tie: &TieMark) {
        let dashes = if tie.is_inferred { r#" stroke-dasharray="5 4" stroke-linecap="butt""# } else { "" };
        self.put(format_args!(
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" stroke-width="{:.2}"{dashes}/>"#,
            a[0], a[1], b[0], b[1], tie.width
        ));
    }

    fn bubble(&mut self, mark: &BubbleMark) {
        let Some(ink) = self.input.look.tribes.get(mark.position as usize) else { return };
        let [x, y] = self.at([mark.bubble.x, mark.bubble.y]);
        let r = bubble_pixels(mark.bubble.radius, self.camera.zoom);
        let (guise, look) = (self.input.emphasis.guise, self.input.look);
        let is_out = guise.n_visible(mark.position) == Some(0);
        let (fill, edge) = if is_out { (&look.ground, &look.pale) } else { (&ink.fill, &ink.edge) };
        // An opaque ground below, so that ties do not shine through.
        self.put(format_args!(
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="{fill}" stroke="{edge}" stroke-width="1.2"/>"#
        ));
        if is_out || !guise.classes.is_empty() {
            self.rim([x, y], r, mark.position);
            if self.input.emphasis.tribes.contains(&mark.id) {
                self.halo([x, y], r + 4.0, 2.5);
            }
            return;
        }
        if ink.has_ring && r > 9.0 {
            self.put(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{:.1}" fill="none" stroke="{}" stroke-width="1"/>"#,
                r - 5.0,
                ink.edge
            ));
        }
        // An arc of less than some two pixels is no more than a speck.
        if mark.share_of_top * r > 0.35 {
            self.arc([x, y], r, mark.share_of_top, &ink.edge);
        }
        if self.input.emphasis.tribes.contains(&mark.id) {
            self.halo([x, y], r + 4.0, 2.5);
        }
    }

    /// The rim of a bubble: its people on show by class, clockwise from the top.
    fn rim(&mut self, at: [f32; 2], r: f32, position: u32) {
        let look = self.input.look;
        let mut from = 0.0;
        for (k, share) in self.input.emphasis.guise.shares(position).into_iter().enumerate() {
            if share > 0.0 {
                let colour = look.classes.get(k).unwrap_or(&look.muted);
                self.arc_from(at, r, from, share, colour);
            }
            from += share;
        }
    }

    /// The part of a bubble's rim that shows a share, clockwise from the top.
    pub(super) fn arc(&mut self, at: [f32; 2], r: f32, share: f32, colour: &str) {
        self.arc_from(at, r, 0.0, share, colour);
    }

    fn arc_from(&mut self, at: [f32; 2], r: f32, from: f32, share: f32, colour: &str) {
        let wide = arc_width(r);
        let style = format!(r#"fill="none" stroke="{colour}" stroke-width="{wide:.1}""#);
        if share >= 0.999 {
            self.put(format_args!(r#"<circle cx="{:.1}" cy="{:.1}" r="{r:.1}" {style}/>"#, at[0], at[1]));
        } else if share > 0.0 {
            let on_rim = |part: f32| {
                let (sin, cos) = (part * std::f32::consts::TAU).sin_cos();
                [at[0] + r * sin, at[1] - r * cos]
            };
            let ([x, y], [to_x, to_y]) = (on_rim(from), on_rim(from + share));
            let is_long = u8::from(share > 0.5);
            self.put(format_args!(
                r#"<path d="M{x:.1} {y:.1}A{r:.1} {r:.1} 0 {is_long} 1 {to_x:.1} {to_y:.1}" {style}/>"#
            ));
        }
    }

    pub(super) fn halo(&mut self, at: [f32; 2], r: f32, wide: f32) {
        self.put(format_args!(
            r#"<circle cx="{:.1}" cy="{:.1}" r="{r:.1}" fill="none" stroke="{}" stroke-width="{wide}"/>"#,
            at[0], at[1], self.input.look.accent
        ));
    }

    fn opened(&mut self, position: u32) {
        let (scene, look) = (self.input.scene, self.input.look);
        for mark in &scene.bubbles {
            let [x, y] = self.at([mark.bubble.x, mark.bubble.y]);
            let r = bubble_pixels(mark.bubble.radius, self.camera.zoom);
            let Some(ink) = look.tribes.get(mark.position as usize) else { continue };
            let (fill, edge) =
                if mark.position == position { (&look.surface, &ink.edge) } else { (&look.ground, &look.line) };
            self.put(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="{fill}" stroke="{edge}" stroke-width="1.2"/>"#
            ));
        }
        let edge = look.tribes.get(position as usize).map_or(look.muted.as_str(), |ink| ink.edge.as_str());
        for is_strong in [false, true] {
            let (colour, opacity) =
                if is_strong { (edge, 0.9) } else { (look.muted.as_str(), quiet_tie(scene.ties.len())) };
            self.put(format_args!(r#"<g stroke="{colour}" stroke-opacity="{opacity}">"#));
            for tie in scene.ties.iter().filter(|tie| tie.is_strong == is_strong) {
                let (a, b) = (self.at(scene.people[tie.a as usize].at), self.at(scene.people[tie.b as usize].at));
                self.tie(a, b, tie);
            }
            self.put(format_args!("</g>"));
        }
        // The most influential last, over the others.
        for mark in scene.people.iter().rev() {
            let at = self.at(mark.at);
            let class = self.input.emphasis.guise.class_of(mark.person).and_then(|class| look.classes.get(class));
            let own = class.map_or(edge, String::as_str);
            let is_visible = self.input.emphasis.guise.is_visible(mark.person);
            self.person(
                mark,
                at,
                if !is_visible {
                    &look.pale
                } else if mark.is_outside {
                    &look.grey
                } else {
                    own
                },
            );
        }
    }

    fn person(&mut self, mark: &PersonMark, at: [f32; 2], edge: &str) {
        let r = person_pixels(mark.radius, self.camera.zoom);
        self.mark(mark.mark, at, r, edge);
        let guise = self.input.emphasis.guise;
        if let Some(class) = guise.class_of(mark.person).filter(|_| guise.is_visible(mark.person)) {
            self.class_sign(guise.classes[class].class, at, r);
        }
        let halo = r + halo_pixels(mark.mark);
        let is_in = |list: &[Person]| list.binary_search(&mark.person).is_ok();
        if is_in(self.input.emphasis.treated) {
            self.halo(at, halo, 1.8);
        } else if is_in(self.input.emphasis.control) {
            self.dashed(at, halo);
        }
        if self.input.emphasis.people.contains(&mark.person) {
            self.halo(at, halo + 3.0, 2.5);
        }
    }

    pub(super) fn dashed(&mut self, at: [f32; 2], r: f32) {
        self.put(format_args!(
            r#"<circle cx="{:.1}" cy="{:.1}" r="{r:.1}" fill="none" stroke="{}" stroke-width="1.5" stroke-dasharray="3 2.5"/>"#,
            at[0], at[1], self.input.look.ink
        ));
    }

    pub(super) fn mark(&mut self, mark: Mark, at: [f32; 2], r: f32, colour: &str) {
        let look = self.input.look;
        let rim = format!(r#"stroke="{}" stroke-width="1""#, look.surface);
        match mark {
            Mark::Diamond | Mark::Triangle => {
                let corners: Vec<String> =
                    mark.corners().iter().map(|c| format!("{:.1},{:.1}", at[0] + c[0] * r, at[1] + c[1] * r)).collect();
                self.put(format_args!(r#"<polygon points="{}" fill="{colour}" {rim}/>"#, corners.join(" ")));
            }
            Mark::Ring => self.put(format_args!(
                r#"<circle cx="{:.1}" cy="{:.1}" r="{:.1}" fill="{}" stroke="{colour}" stroke-width="1.3"/>"#,
                at[0], at[1], r, look.surface
            )),
            Mark::Dot | Mark::Leader => {
                self.put(format_args!(
                    r#"<circle cx="{:.1}" cy="{:.1}" r="{r:.1}" fill="{colour}" {rim}/>"#,
                    at[0], at[1]
                ));
                if mark == Mark::Leader {
                    self.put(format_args!(
                        r#"<circle cx="{:.1}" cy="{:.1}" r="{:.1}" fill="none" stroke="{}" stroke-width="1.2"/>"#,
                        at[0],
                        at[1],
                        r + 2.0,
                        look.ink
                    ));
                }
            }
        }
    }

    /// Names; over points all of them have a rim of ground.
    pub(super) fn labels(&mut self, labels: &[Label], has_rim: bool) {
        let look = self.input.look;
        for line in labels.iter().flat_map(|label| label.lines.iter().map(move |line| (label.is_inside, line))) {
            let (is_inside, line) = line;
            let at = [line.at[0], line.at[1] + line.size * 0.34];
            if !is_inside || has_rim {
                self.put(format_args!(
                    r#"<text x="{:.1}" y="{:.1}" font-size="{:.1}" font-weight="400" text-anchor="middle" fill="none" stroke="{}" stroke-width="3" stroke-linejoin="round" aria-hidden="true">{}</text>"#,
                    at[0],
                    at[1],
                    line.size,
                    if self.input.scene.opened.is_some() { &look.surface } else { &look.ground },
                    escape(&line.text)
                ));
            }
            let weight = if is_inside && !line.is_detail { 600 } else { 400 };
            self.text(at, &line.text, Face { size: line.size, weight, anchor: "middle", fill: &look.ink });
        }
    }
}

/// Text as it may stand in XML; signs that XML does not know are left out.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => safe.push(c),
        }
    }
    safe
}
