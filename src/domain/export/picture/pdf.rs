//! Drawn pictures as pages of PDF, every line a shape that stays sharp at any size, and letters shapes or words; knows no
//! map.

use super::lettering::{Lettering, Run};
use super::{PictureError, everyone};
use crate::domain::atlas::Sheet;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::tiny_skia::{Path, PathSegment, Point, Transform};
use resvg::usvg::{self, FillRule, Group, LineCap, LineJoin, Node, Paint, fontdb};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

/// Points of paper a pixel.
const POINTS: f32 = 0.75;

/// The page as the bytes of a file; the same picture gives the same bytes. `pixels` are laid over the first of the trees,
/// into a rectangle of left, top, width and height, under the others.
pub(super) fn page(
    trees: &[&usvg::Tree],
    pixels: Option<(&Sheet, [f32; 4])>,
    title: &str,
) -> Result<Vec<u8>, PictureError> {
    let Some(first) = trees.first() else { return Err(PictureError::NotDrawn) };
    let size = first.size();
    let (wide, high) = (size.width() * POINTS, size.height() * POINTS);
    let mut page = Page::new();
    page.put(format_args!("{POINTS} 0 0 -{POINTS} 0 {high:.2} cm"));
    for (n, tree) in trees.iter().enumerate() {
        if let (1, Some((_, [left, top, wide, high]))) = (n, pixels) {
            // Whatever was drawn last may have been half transparent.
            page.alpha(u8::MAX);
            page.put(format_args!("q {wide:.2} 0 0 -{high:.2} {left:.2} {:.2} cm /I0 Do Q", top + high));
        }
        page.group(tree.root());
    }
    let content = squeezed(page.content.as_bytes())?;
    let states = page.states();
    let images = if pixels.is_some() { " /XObject <</I0 5 0 R>>" } else { "" };
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        format!(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2} {high:.2}] /Contents 4 0 R /Resources <</ExtGState <<{states}>>{images}>>>>"
        )
        .into_bytes(),
        stream("", &content),
    ];
    if let Some((sheet, _)) = pixels {
        objects.extend(image(sheet)?);
    }
    objects.push(format!("<</Title <FEFF{}> /Producer (Tribewise)>>", utf16(title)).into_bytes());
    Ok(file(&objects))
}

/// Drawn pictures as one page each, their words as words; the same pictures give the same bytes.
pub(super) fn pages(
    trees: impl Iterator<Item = Result<usvg::Tree, PictureError>>,
    title: &str,
) -> Result<Vec<u8>, PictureError> {
    let mut leaves = Vec::new();
    let mut lettering = Lettering::default();
    for tree in trees {
        let tree = tree?;
        let letters = Some((tree.fontdb().clone(), std::mem::take(&mut lettering)));
        let (wide, high) = (tree.size().width() * POINTS, tree.size().height() * POINTS);
        // A fiftieth of a millimetre is finer than most printers.
        let mut page = Page { digits: 1, letters, ..Page::new() };
        page.put(format_args!("{POINTS} 0 0 -{POINTS} 0 {high:.2} cm"));
        page.group(tree.root());
        lettering = page.letters.take().map(|(_, lettering)| lettering).unwrap_or_default();
        // The page, and then what is on it.
        let content = leaves.len() + 5;
        let states = page.states();
        leaves.push(
            format!(
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2} {high:.2}] /Contents {content} 0 R /Resources <</Font 3 0 R /ExtGState <<{states}>>>>>>"
            )
            .into_bytes(),
        );
        leaves.push(stream("", &packed(page.content.as_bytes(), Compression::best())?));
    }
    let n = leaves.len() / 2;
    let kids: Vec<String> = (0..n).map(|k| format!("{} 0 R", 4 + 2 * k)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!("<</Type /Pages /Kids [{}] /Count {n}>>", kids.join(" ")).into_bytes(),
    ];
    let (names, mut faces) = lettering.objects(leaves.len() + 4)?;
    objects.push(names);
    objects.append(&mut leaves);
    objects.append(&mut faces);
    objects.push(format!("<</Title <FEFF{}> /Producer (Tribewise)>>", utf16(title)).into_bytes());
    Ok(file(&objects))
}

/// Pixels as the fifth object of the file, and how opaque each is as the sixth.
fn image(sheet: &Sheet) -> Result<[Vec<u8>; 2], PictureError> {
    let [wide, high] = sheet.view.size;
    let plain: Vec<u8> = sheet.pixels.chunks_exact(4).flat_map(everyone::plain).collect();
    let opacity: Vec<u8> = sheet.pixels.chunks_exact(4).map(|pixel| pixel[3]).collect();
    let head = |space: &str, more: &str| {
        format!(
            "/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /{space} /BitsPerComponent 8 {more}"
        )
    };
    Ok([
        stream(&head("DeviceRGB", "/SMask 6 0 R "), &squeezed(&plain)?),
        stream(&head("DeviceGray", ""), &squeezed(&opacity)?),
    ])
}

pub(super) fn squeezed(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    packed(bytes, Compression::default())
}

fn packed(bytes: &[u8], how: Compression) -> Result<Vec<u8>, PictureError> {
    let mut squeezed = ZlibEncoder::new(Vec::new(), how);
    squeezed.write_all(bytes).map_err(|_| PictureError::NotDrawn)?;
    squeezed.finish().map_err(|_| PictureError::NotDrawn)
}

pub(super) fn stream(head: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{head}/Length {} /Filter /FlateDecode>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A text in hexadecimal figures, two bytes a sign.
pub(super) fn utf16(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    })
}

/// Objects one after the other, with where each begins.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    // Four bytes above 127 tell that the file is binary.
    let mut bytes = b"%PDF-1.5\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut begins = Vec::with_capacity(objects.len());
    for (n, object) in (1..).zip(objects) {
        begins.push(bytes.len());
        bytes.extend_from_slice(format!("{n} 0 obj\n").as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    let n = objects.len() + 1;
    let mut tail = format!("xref\n0 {n}\n0000000000 65535 f \n");
    for begin in begins {
        let _ = writeln!(tail, "{begin:010} 00000 n ");
    }
    let _ = write!(tail, "trailer\n<</Size {n} /Root 1 0 R /Info {} 0 R>>\nstartxref\n{table}\n%%EOF\n", n - 1);
    bytes.extend_from_slice(tail.as_bytes());
    bytes
}

struct Page {
    content: String,
    /// Behind the point of each place, in pixels.
    digits: usize,
    /// The opacities in use, of 255.
    alphas: BTreeSet<u8>,
    /// Where words stay words; else they are drawn as shapes.
    letters: Option<(Arc<fontdb::Database>, Lettering)>,
}

impl Page {
    fn new() -> Page {
        Page { content: String::new(), digits: 2, alphas: BTreeSet::new(), letters: None }
    }

    fn put(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = self.content.write_fmt(line);
        self.content.push('\n');
    }

    /// The opacities in use, as the page names them.
    fn states(&self) -> String {
        let state = |alpha: &u8| {
            let share = f32::from(*alpha) / 255.0;
            format!("/A{alpha} <</Type /ExtGState /ca {share:.3} /CA {share:.3}>> ")
        };
        self.alphas.iter().map(state).collect()
    }

    fn group(&mut self, group: &Group) {
        let clip = group.clip_path();
        if let Some(clip) = clip {
            self.put(format_args!("q"));
            for node in clip.root().children() {
                if let Node::Path(path) = node {
                    self.trace(path.data(), group.abs_transform());
                }
            }
            self.put(format_args!("W n"));
        }
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner),
                Node::Path(path) if path.is_visible() => self.path(path),
                Node::Text(text) => self.text(text),
                Node::Path(_) | Node::Image(_) => {}
            }
        }
        if clip.is_some() {
            self.put(format_args!("Q"));
        }
    }

    fn text(&mut self, text: &usvg::Text) {
        let runs = self.letters.as_mut().and_then(|(faces, lettering)| lettering.runs(text, faces));
        let is_plain = |run: &Run| matches!(run.fill.paint(), Paint::Color(_));
        let Some(runs) = runs.filter(|runs| runs.iter().all(is_plain)) else {
            self.group(text.flattened());
            return;
        };
        for Run { face, size, at: [x, y], fill, glyphs, .. } in runs {
            if let Paint::Color(colour) = fill.paint() {
                self.alpha(fill.opacity().to_u8());
                self.colour(*colour, "rg");
                self.put(format_args!("BT /T{face} {size:.2} Tf 1 0 0 -1 {x:.2} {y:.2} Tm [{glyphs}] TJ ET"));
            }
        }
    }

    fn path(&mut self, path: &usvg::Path) {
        let at = path.abs_transform();
        if let Some(fill) = path.fill()
            && let Paint::Color(colour) = fill.paint()
        {
            self.alpha(fill.opacity().to_u8());
            self.colour(*colour, "rg");
            self.trace(path.data(), at);
            self.put(format_args!("{}", if fill.rule() == FillRule::EvenOdd { "f*" } else { "f" }));
        }
        if let Some(stroke) = path.stroke()
            && let Paint::Color(colour) = stroke.paint()
        {
            self.alpha(stroke.opacity().to_u8());
            self.colour(*colour, "RG");
            let scale = (at.sx * at.sy - at.kx * at.ky).abs().sqrt();
            let cap = match stroke.linecap() {
                LineCap::Butt => 0,
                LineCap::Round => 1,
                LineCap::Square => 2,
            };
            let join = match stroke.linejoin() {
                LineJoin::Round => 1,
                LineJoin::Bevel => 2,
                LineJoin::Miter | LineJoin::MiterClip => 0,
            };
            let dashes: Vec<String> =
                stroke.dasharray().unwrap_or_default().iter().map(|dash| format!("{:.2}", dash * scale)).collect();
            let width = stroke.width().get() * scale;
            self.put(format_args!("{width:.2} w {cap} J {join} j [{}] 0 d", dashes.join(" ")));
            self.trace(path.data(), at);
            self.put(format_args!("S"));
        }
    }

    fn alpha(&mut self, alpha: u8) {
        self.alphas.insert(alpha);
        self.put(format_args!("/A{alpha} gs"));
    }

    fn colour(&mut self, colour: usvg::Color, operator: &str) {
        let [r, g, b] = [colour.red, colour.green, colour.blue].map(|part| f32::from(part) / 255.0);
        self.put(format_args!("{r:.3} {g:.3} {b:.3} {operator}"));
    }

    fn places(&mut self, places: &[Point], operator: &str) {
        for at in places {
            let _ = write!(self.content, "{:.*} {:.*} ", self.digits, at.x, self.digits, at.y);
        }
        self.put(format_args!("{operator}"));
    }

    /// Writes the outline in the place where it is seen.
    fn trace(&mut self, path: &Path, at: Transform) {
        let Some(path) = path.clone().transform(at) else { return };
        let mut last = Point::zero();
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => self.places(&[to], "m"),
                PathSegment::LineTo(to) => self.places(&[to], "l"),
                PathSegment::QuadTo(by, to) => {
                    // The same curve with two controls.
                    let third = |end: Point| {
                        Point::from_xy(end.x + (by.x - end.x) * 2.0 / 3.0, end.y + (by.y - end.y) * 2.0 / 3.0)
                    };
                    self.places(&[third(last), third(to), to], "c");
                }
                PathSegment::CubicTo(a, b, to) => self.places(&[a, b, to], "c"),
                PathSegment::Close => self.put(format_args!("h")),
            }
            last = match segment {
                PathSegment::MoveTo(to)
                | PathSegment::LineTo(to)
                | PathSegment::QuadTo(_, to)
                | PathSegment::CubicTo(_, _, to) => to,
                PathSegment::Close => last,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::atlas::View;
    use std::io::Read;

    #[test]
    fn a_page_begins_where_it_says_and_holds_every_shape() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><clipPath id="c"><rect width="90" height="90"/></clipPath><g transform="translate(5 0)" clip-path="url(#c)"><circle cx="50" cy="50" r="20" fill="#ff0000" stroke="#0000ff" stroke-opacity="0.5" stroke-dasharray="3 2"/></g></svg>"##;
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        let bytes = page(&[&tree], None, "Ängste (1)").unwrap();
        assert_eq!(bytes, page(&[&tree], None, "Ängste (1)").unwrap());
        let find = |what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let begin: usize = text[text.rfind("startxref").unwrap() + 10..].lines().next().unwrap().parse().unwrap();
        assert_eq!(find(b"xref\n0 6"), Some(begin));
        for (n, line) in (1..=5).zip(text[text.find("xref\n0 6").unwrap()..].lines().skip(3)) {
            let at: usize = line[..10].parse().unwrap();
            assert!(bytes[at..].starts_with(format!("{n} 0 obj").as_bytes()), "{n}: {line}");
        }
        assert!(text.contains("/MediaBox [0 0 150.00 75.00]") && text.contains("<FEFF00C4"));
        let from = find(b"stream\n").unwrap() + 7;
        let mut content = String::new();
        flate2::read::ZlibDecoder::new(&bytes[from..]).read_to_string(&mut content).unwrap();
        assert!(
            content.contains("1.000 0.000 0.000 rg") && content.contains("[3.00 2.00] 0 d") && content.contains("W n")
        );
        assert_eq!(content.matches(" c\n").count() % 4, 0);
        assert!(text.contains("/A128") && content.matches('q').count() == content.matches('Q').count());
    }

    #[test]
    fn pixels_lie_fully_opaque_over_the_first_drawing_and_under_the_second() {
        let svg = |opacity: f32| {
            let svg = format!(
                r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle cx="9" cy="9" r="5" fill="#ff0000" fill-opacity="{opacity}"/></svg>"##
            );
            usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap()
        };
        let view = View { centre: [0.0; 2], zoom: 1.0, size: [2, 1], sharpness: 1.0 };
        let pixels = vec![100, 50, 0, 128, 0, 0, 0, 0];
        let (scored, atlas, ink, signs) = Default::default();
        let sheet = Sheet { scored, atlas, view, ink, signs, pixels };
        let bytes = page(&[&svg(0.5), &svg(1.0)], Some((&sheet, [0.0, 10.0, 40.0, 20.0])), "x").unwrap();
        let unpacked = |object: &str| {
            let find = |what: &[u8], from: usize| {
                from + bytes[from..].windows(what.len()).position(|window| window == what).unwrap()
            };
            let from = find(b"stream\n", find(format!("\n{object} 0 obj").as_bytes(), 0)) + 7;
            let mut content = Vec::new();
            flate2::read::ZlibDecoder::new(&bytes[from..]).read_to_end(&mut content).unwrap();
            content
        };
        let content = String::from_utf8(unpacked("4")).unwrap();
        let place = |what: &str| content.find(what).unwrap_or_else(|| panic!("{what} is not in {content}"));
        assert!(place("/A128 gs") < place("/A255 gs\nq 40.00 0 0 -20.00 0.00 30.00 cm /I0 Do Q"));
        assert!(content.rfind(" f").or(content.rfind("\nf")).unwrap() > place("/I0 Do"));
        assert_eq!((unpacked("5"), unpacked("6")), (vec![199, 100, 0, 0, 0, 0], vec![128, 0]));
        assert!(String::from_utf8_lossy(&bytes).contains("/SMask 6 0 R"));
    }
}
