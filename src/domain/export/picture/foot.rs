//! The legend of a picture, with the sign of each thing that is drawn; decides no place, size or colour of the map.

use super::pen::{Face, Pen};
use super::{CAPTION, EDGE, PictureInput, ROW};
use crate::domain::guise::{Class, Sign};
use crate::domain::placement::labels::text_width;
use crate::domain::placement::scene::{LegendItem, Mark};

/// The legend broken into rows: each item with where it begins.
pub(super) fn legend_rows<'a>(input: &PictureInput<'a>) -> Vec<Vec<(f32, LegendItem, &'a str)>> {
    let mut rows = vec![Vec::new()];
    let mut x = EDGE;
    for (item, caption) in input.legend {
        let wide = 26.0 + text_width(caption, CAPTION) + 20.0;
        if x + wide > input.size[0] - EDGE && x > EDGE {
            rows.push(Vec::new());
            x = EDGE;
        }
        if let Some(row) = rows.last_mut() {
            row.push((x, *item, caption.as_str()));
        }
        x += wide;
    }
    rows
}

impl Pen<'_> {
    pub(super) fn foot(&mut self, rows: &[Vec<(f32, LegendItem, &str)>], top: f32) {
        let look = self.input.look;
        self.put(format_args!(
            r#"<line x1="{EDGE}" y1="{top}" x2="{}" y2="{top}" stroke="{}"/>"#,
            self.input.size[0] - EDGE,
            look.line
        ));
        for (row, y) in rows.iter().zip((0..).map(|k| top + 20.0 + k as f32 * ROW)) {
            for &(x, item, caption) in row {
                self.sign(item, [x + 10.0, y]);
                let face = Face { size: CAPTION, weight: 400, anchor: "start", fill: &look.muted };
                self.text([x + 26.0, y + 4.5], caption, face);
            }
        }
    }

    fn sign(&mut self, item: LegendItem, at: [f32; 2]) {
        let look = self.input.look;
        let hue = self.input.scene.opened.and_then(|p| look.tribes.get(p as usize)).or(look.tribes.first());
        let (fill, edge) = hue.map_or((look.surface.as_str(), look.muted.as_str()), |ink| (&ink.fill, &ink.edge));
        let [x, y] = at;
        match item {
            LegendItem::BubbleSize => {
                for (dx, r) in [(-3.0, 6.0), (6.5, 2.8)] {
                    self.put(format_args!(
                        r#"<circle cx="{:.1}" cy="{y:.1}" r="{r}" fill="none" stroke="{}" stroke-width="1.2"/>"#,
                        x + dx,
                        look.muted
                    ));
                }
            }
            LegendItem::Hue(_) => self.three_dots(at),
            LegendItem::Class(class) => {
                let guise = self.input.emphasis.guise;
                let place = guise.classes.iter().position(|occurring| occurring.class == class).unwrap_or(usize::MAX);
                let colour = look.classes.get(place).unwrap_or(&look.muted);
                self.mark(Mark::Dot, at, 5.4, colour);
                self.class_sign(class, at, 5.4);
            }
            LegendItem::Rim => {
                self.put(format_args!(
                    r#"<circle cx="{x:.1}" cy="{y:.1}" r="7" fill="{}" stroke="{}" stroke-width="1"/>"#,
                    look.surface, look.muted
                ));
                let colour = look.classes.iter().rev().nth(1).unwrap_or(&look.muted);
                self.arc(at, 7.0, 0.6, colour);
            }
            LegendItem::FilteredOut { .. } => self.mark(Mark::Dot, at, 4.4, &look.pale),
            LegendItem::ShareOfTop => {
                self.put(format_args!(
                    r#"<circle cx="{x:.1}" cy="{y:.1}" r="7" fill="{fill}" stroke="{edge}" stroke-width="1"/>"#
                ));
                self.arc(at, 7.0, 0.3, edge);
            }
            LegendItem::TribeTie => {
                self.put(format_args!(
                    r#"<path d="M{:.1} {y:.1}h16" stroke="{}" stroke-width="4"/>"#,
                    x - 8.0,
                    look.tie
                ));
            }
            LegendItem::Point => self.mark(Mark::Dot, at, 2.0, edge),
            LegendItem::StrongTie | LegendItem::DrawnTies => {
                self.put(format_args!(r#"<path d="M{:.1} {y:.1}h16" stroke="{edge}" stroke-width="2.2"/>"#, x - 8.0));
            }
            LegendItem::InferredTie => {
                self.put(format_args!(
                    r#"<path d="M{:.1} {y:.1}h16" stroke="{}" stroke-width="1.6" stroke-dasharray="5 4"/>"#,
                    x - 8.0,
                    look.muted
                ));
            }
            LegendItem::Outside => self.mark(Mark::Dot, at, 4.0, &look.grey),
            LegendItem::PersonSize(_) => {
                for (dx, r) in [(-3.0, 5.0), (5.0, 2.2)] {
                    self.put(format_args!(r#"<circle cx="{:.1}" cy="{y:.1}" r="{r}" fill="{}"/>"#, x + dx, look.muted));
                }
            }
            LegendItem::Person(mark) => self.mark(mark, at, if mark == Mark::Dot { 3.0 } else { 4.6 }, edge),
            LegendItem::Treated => self.halo(at, 6.0, 1.8),
            LegendItem::Control => self.dashed(at, 6.0),
            LegendItem::Changed(change) => self.change(at, change),
        }
    }

    /// What colour stands for, in three of its colours.
    fn three_dots(&mut self, [x, y]: [f32; 2]) {
        let look = self.input.look;
        let tribes = || look.tribes.iter().map(|ink| &ink.edge).take(3).collect::<Vec<&String>>();
        let guise = self.input.emphasis.guise;
        let occurring = look.classes.iter().zip(&guise.classes).filter(|(_, one)| one.n > 0);
        let three =
            if look.classes.is_empty() { tribes() } else { occurring.map(|(colour, _)| colour).take(3).collect() };
        for (k, colour) in three.into_iter().enumerate() {
            let at = x - 8.0 + 8.0 * k as f32;
            self.put(format_args!(r#"<circle cx="{at:.1}" cy="{y:.1}" r="3.4" fill="{colour}"/>"#));
        }
    }

    /// What stands inside a mark beside its colour.
    pub(super) fn class_sign(&mut self, class: Class, [x, y]: [f32; 2], r: f32) {
        let (sign, look) = (class.sign(), self.input.look);
        if r < Sign::SMALLEST {
            return;
        }
        if let Some(dot) = sign.dot() {
            let r = dot * r;
            self.put(format_args!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="{}"/>"#, look.surface));
        }
        if let Some(circle) = sign.circle() {
            let (r, wide) = (circle * r, 0.8 * Sign::width(r));
            self.put(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="none" stroke="{}" stroke-width="{wide:.1}"/>"#,
                look.surface
            ));
        }
        for [from, to] in sign.strokes() {
            self.put(format_args!(
                r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" stroke="{}" stroke-width="{:.1}"/>"#,
                x + from[0] * r,
                y + from[1] * r,
                x + to[0] * r,
                y + to[1] * r,
                look.surface,
                Sign::width(r)
            ));
        }
    }
}
