//! Words of a page of PDF as words, in faces that travel with the file, so that they are found, copied and small; draws
//! no line. After ISO 32000-1 (2008), 9.7 and 9.10.

use super::PictureError;
use super::pdf::{squeezed, stream, utf16};
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{self, fontdb};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The faces in use, and what each of their glyphs says.
#[derive(Default)]
pub(super) struct Lettering {
    faces: Vec<Face>,
}

struct Face {
    id: fontdb::ID,
    file: Vec<u8>,
    /// In units of the face: of the em, of each glyph, and of all of them.
    em: u16,
    advances: Vec<u16>,
    bounds: [i16; 4],
    ascent: i16,
    descent: i16,
    said: BTreeMap<u16, String>,
}

/// One line of words in one face.
pub(super) struct Run {
    /// The place in the dictionary of faces.
    pub face: usize,
    pub size: f32,
    pub at: [f32; 2],
    pub fill: usvg::Fill,
    /// What stands between the brackets of TJ.
    pub glyphs: String,
    /// Where a reader of the file has the next glyph begin.
    pen: f32,
}

impl Run {
    /// A glyph at `x`; `advance` in thousandths of the em.
    fn add(&mut self, gid: u16, advance: i32, x: f32) {
        let thousandth = self.size / 1_000.0;
        let back = ((self.pen - x) / thousandth).round() as i32;
        // Writing to a string cannot fail.
        let _ = match (back, self.glyphs.pop()) {
            (0, Some(_)) => write!(self.glyphs, "{gid:04X}>"),
            (0, None) => write!(self.glyphs, "<{gid:04X}>"),
            (_, last) => write!(self.glyphs, "{}{back}<{gid:04X}>", last.map_or("", |_| ">")),
        };
        self.pen += (advance - back) as f32 * thousandth;
    }
}

impl Lettering {
    /// The words of a text; nothing where they are turned, stroked or underlined, or where a face cannot travel: then they
    /// are drawn as shapes.
    pub fn runs(&mut self, text: &usvg::Text, faces: &fontdb::Database) -> Option<Vec<Run>> {
        let mut runs = Vec::new();
        for span in text.layouted().iter().filter(|span| span.visible) {
            let is_bare = span.stroke.is_none() && span.underline.is_none() && span.line_through.is_none();
            let fill = span.fill.clone().filter(|_| is_bare && span.overline.is_none())?;
            let size = span.font_size.get();
            let mut begun: Option<Run> = None;
            for glyph in &span.positioned_glyphs {
                let (face, gid, advance, at) = self.placed(glyph, size, text.abs_transform(), faces)?;
                let goes_on = |run: &Run| run.face == face && (run.at[1] - at[1]).abs() < 0.01;
                if !begun.as_ref().is_some_and(goes_on) {
                    runs.extend(begun.take());
                }
                let new = || Run { face, size, at, fill: fill.clone(), glyphs: String::new(), pen: at[0] };
                begun.get_or_insert_with(new).add(gid, advance, at[0]);
            }
            runs.extend(begun);
        }
        Some(runs)
    }

    /// The face, number, advance in thousandths of the em, and place of a glyph, where it stands upright and plain.
    fn placed(
        &mut self,
        glyph: &PositionedGlyph,
        size: f32,
        text: usvg::Transform,
        faces: &fontdb::Database,
    ) -> Option<(usize, u16, i32, [f32; 2])> {
        let gid = u16::try_from(glyph.id.0).ok().filter(|&gid| gid != 0)?;
        let place = self.face(glyph.font, faces)?;
        let face = &mut self.faces[place];
        let at = text.pre_concat(glyph.transform());
        let is_as_large = |scale: f32| (scale * f32::from(face.em) - size).abs() < 0.01;
        if at.kx != 0.0 || at.ky != 0.0 || !is_as_large(at.sx) || !is_as_large(at.sy) {
            return None;
        }
        face.said.entry(gid).or_insert_with(|| glyph.text.clone());
        Some((place, gid, face.advance(gid), [at.tx, at.ty]))
    }

    fn face(&mut self, id: fontdb::ID, faces: &fontdb::Database) -> Option<usize> {
        if let Some(place) = self.faces.iter().position(|face| face.id == id) {
            return Some(place);
        }
        let face = faces.with_face_data(id, |data, index| if index == 0 { Face::read(id, data) } else { None })??;
        self.faces.push(face);
        Some(self.faces.len() - 1)
    }

    /// The dictionary of faces, and the objects it names, the first of which is number `first` of the file.
    pub fn objects(&self, first: usize) -> Result<(Vec<u8>, Vec<Vec<u8>>), PictureError> {
        let mut objects = Vec::new();
        let mut names = String::new();
        for (n, face) in self.faces.iter().enumerate() {
            let number = first + objects.len();
            let _ = write!(names, "/T{n} {number} 0 R ");
            objects.extend(face.objects(number, n)?);
        }
        Ok((format!("<<{names}>>").into_bytes(), objects))
    }
}

impl Face {
    /// Reads the measures of a TrueType file: OpenType 1.9, tables head, hhea and hmtx.
    fn read(id: fontdb::ID, file: &[u8]) -> Option<Face> {
        let u16_at = |at: usize| Some(u16::from_be_bytes(file.get(at..at + 2)?.try_into().ok()?));
        let i16_at = |at: usize| Some(i16::from_be_bytes(file.get(at..at + 2)?.try_into().ok()?));
        if file.get(..4)? != [0, 1, 0, 0] {
            return None;
        }
        let table = |tag: &[u8; 4]| {
            let entries = file.get(12..)?.chunks_exact(16).take(usize::from(u16_at(4)?));
            let entry = entries.into_iter().find(|entry| entry[..4] == *tag)?;
            Some(u32::from_be_bytes(entry[8..12].try_into().ok()?) as usize)
        };
        let (head, hhea, hmtx) = (table(b"head")?, table(b"hhea")?, table(b"hmtx")?);
        let n = usize::from(u16_at(hhea + 34)?);
        Some(Face {
            id,
            file: file.to_vec(),
            em: u16_at(head + 18).filter(|&em| em > 0)?,
            advances: (0..n).map(|k| u16_at(hmtx + 4 * k)).collect::<Option<_>>()?,
            bounds: [i16_at(head + 36)?, i16_at(head + 38)?, i16_at(head + 40)?, i16_at(head + 42)?],
            ascent: i16_at(hhea + 4)?,
            descent: i16_at(hhea + 6)?,
            said: BTreeMap::new(),
        })
    }

    /// A length of the face in thousandths of the em.
    fn thousandths(&self, units: i32) -> i32 {
        units * 1_000 / i32::from(self.em)
    }

    /// How far a glyph moves the pen, in thousandths of the em.
    fn advance(&self, gid: u16) -> i32 {
        let units = self.advances.get(usize::from(gid)).or(self.advances.last());
        self.thousandths(units.copied().unwrap_or(0).into())
    }

    /// The face, its glyphs, their measures, the file, and what each glyph says: five objects from this number on.
    fn objects(&self, number: usize, n: usize) -> Result<Vec<Vec<u8>>, PictureError> {
        let name = format!("TWFACE+Tribewise{n}");
        let [glyphs, measures, file, said] = [1, 2, 3, 4].map(|k| number + k);
        let widths: Vec<String> = self.said.keys().map(|&gid| format!("{gid} [{}]", self.advance(gid))).collect();
        let bounds = self.bounds.map(|side| self.thousandths(i32::from(side)).to_string()).join(" ");
        let [ascent, descent] = [self.ascent, self.descent].map(|height| self.thousandths(i32::from(height)));
        Ok(vec![
            format!(
                "<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode {said} 0 R>>"
            )
            .into_bytes(),
            format!(
                "<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor {measures} 0 R /CIDToGIDMap /Identity /W [{}]>>",
                widths.join(" ")
            )
            .into_bytes(),
            format!(
                "<</Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{bounds}] /ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight {ascent} /StemV 80 /FontFile2 {file} 0 R>>"
            )
            .into_bytes(),
            stream(&format!("/Length1 {}", self.file.len()), &squeezed(&self.file)?),
            stream("", &squeezed(self.said_by_glyph().as_bytes())?),
        ])
    }

    fn said_by_glyph(&self) -> String {
        let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Said def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n".to_owned();
        let said: Vec<(&u16, &String)> = self.said.iter().collect();
        // A hundred at a time, as the format wants it.
        for some in said.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", some.len());
            for (gid, text) in some {
                let _ = writeln!(map, "<{gid:04X}> <{}>", utf16(text));
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

#[cfg(test)]
mod tests {
    use super::super::pdf;
    use super::*;
    use std::io::Read as _;

    const FACE: &[u8] = include_bytes!("../../../../assets/fonts/TribewiseSans-Regular.ttf");

    fn unpacked(bytes: &[u8]) -> Vec<String> {
        let starts = bytes.windows(7).enumerate().filter(|(_, window)| window == b"stream\n");
        let begin = starts.filter(|(at, _)| *at > 3 && &bytes[at - 3..*at] != b"end").map(|(at, _)| at + 7);
        let text = |from: usize| {
            let mut content = Vec::new();
            flate2::read::ZlibDecoder::new(&bytes[from..]).read_to_end(&mut content).ok()?;
            Some(String::from_utf8_lossy(&content).into_owned())
        };
        begin.filter_map(text).collect()
    }

    #[test]
    fn words_stay_words_and_each_glyph_says_what_it_is() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><text x="10" y="50" font-family="Tribewise Sans" font-size="20">AVA à</text><text x="10" y="80" font-family="Tribewise Sans" font-size="20" transform="rotate(9)">B</text></svg>"#;
        let options = super::super::options("Tribewise Sans", &[FACE]);
        let tree = || usvg::Tree::from_str(svg, &options).map_err(|_| PictureError::NotDrawn);
        let bytes = pdf::pages(std::iter::once(tree()), "x").unwrap();
        let streams = unpacked(&bytes);
        let page = &streams[0];
        assert!(page.contains("BT /T0 20.00 Tf 1 0 0 -1 10.00 50.00 Tm [<"), "{page}");
        assert_eq!(page.matches(" TJ ET").count(), 1, "what is turned is drawn");
        assert!(page.contains(" c\n"), "as shapes");
        let said = streams.iter().find(|text| text.contains("beginbfchar")).unwrap();
        for letter in ["<FEFF0041>", "<FEFF0056>", "<FEFF00E0>"] {
            assert!(said.contains(&letter.replace("FEFF", "")), "{letter} {said}");
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.contains("/FontFile2") && text.contains("/Subtype /CIDFontType2"));
        // A pair that stands closer than its letters are wide is moved together.
        let line = page.lines().find(|line| line.starts_with("BT")).unwrap();
        assert!(line.contains('>') && line.split('[').nth(1).unwrap().chars().any(|c| c.is_ascii_digit()));
    }

    #[test]
    fn what_is_no_face_is_refused() {
        let face = |file: &[u8]| Face::read(fontdb::ID::dummy(), file);
        let found = face(FACE).unwrap();
        assert!(found.em >= 1_000 && found.advances.len() > 100 && found.ascent > 0 && found.descent < 0);
        assert!(face(b"").is_none() && face(&FACE[..300]).is_none() && face(b"OTTO0000").is_none());
    }
}
