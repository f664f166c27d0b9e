//! The board of a plan's tasks on sheets of A4, black on white, with a box to tick for each; knows no plan and no words.

use super::pen::escape;
use super::{PictureError, pdf};
use crate::domain::placement::labels::text_width;
use resvg::usvg;
use std::fmt::Write as _;

/// One task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Whom it is for, or what is to be done; beneath it what tells them from others of that name.
    pub what: [String; 2],
    /// What they get, and how.
    pub gets: [String; 2],
    pub owner: String,
    /// What came of it so far; empty: a line to write on.
    pub outcome: String,
    pub is_done: bool,
}

/// The tasks of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayOfTasks {
    pub title: String,
    /// How many, and how many are late.
    pub note: String,
    pub lines: Vec<Line>,
}

/// A whole board, in words.
#[derive(Clone, Debug)]
pub struct Printed<'a> {
    pub title: String,
    /// Beneath the title, a line each.
    pub about: Vec<String>,
    /// Over the columns of [`Line`].
    pub headings: [&'a str; 4],
    pub days: Vec<DayOfTasks>,
    /// At the foot of every sheet, at the left.
    pub foot: String,
    /// "Sheet 1 of 3".
    pub sheet: fn(usize, usize) -> String,
    /// After the title of a day that goes on from the sheet before.
    pub goes_on: &'a str,
    /// `#rrggbb`: for words and boxes, for what stands beside them, for rules.
    pub ink: [&'a str; 3],
    pub font_family: &'a str,
    pub strong_family: &'a str,
}

/// A4 in pixels of 1/96 of an inch.
const WIDE: f32 = 793.7;
const HIGH: f32 = 1_122.5;
const EDGE: f32 = 54.0;
const BOTTOM: f32 = HIGH - 64.0;
const ROW: f32 = 37.0;
const DAY: f32 = 42.0;
const BOX: f32 = 13.0;
/// Where the columns begin, and how wide they are.
const COLUMNS: [(f32, f32); 4] = [(EDGE + 26.0, 208.0), (296.0, 172.0), (476.0, 116.0), (600.0, WIDE - EDGE - 600.0)];

/// Places in [`Printed::ink`].
#[derive(Clone, Copy)]
enum Ink {
    Black,
    Grey,
    Rule,
}

/// What stands on a sheet, from the top.
enum Item<'a> {
    Day(&'a DayOfTasks, bool),
    Line(&'a Line),
}

/// Every sheet as an SVG document.
#[must_use]
pub fn board_svgs(printed: &Printed<'_>) -> Vec<String> {
    let sheets = laid_out(printed);
    let n = sheets.len();
    sheets.iter().enumerate().map(|(k, items)| sheet(printed, items, k, n)).collect()
}

/// Every sheet as a page of PDF, words as words; `fonts` are the only faces used, and travel with it.
///
/// # Errors
/// [`PictureError::NotDrawn`]
pub fn board_pdf(printed: &Printed<'_>, fonts: &[&[u8]]) -> Result<Vec<u8>, PictureError> {
    let options = super::options(printed.font_family, fonts);
    let trees = board_svgs(printed)
        .into_iter()
        .map(|svg| usvg::Tree::from_str(&svg, &options).map_err(|_| PictureError::NotDrawn));
    pdf::pages(trees, &printed.title)
}

/// Where the first row stands on a sheet.
fn top(printed: &Printed<'_>, is_first: bool) -> f32 {
    if is_first { 104.0 + 17.0 * printed.about.len() as f32 } else { 78.0 }
}

/// The rows of each sheet: no day's title stands alone at the foot, and a day that goes on says so.
fn laid_out<'a>(printed: &'a Printed<'_>) -> Vec<Vec<Item<'a>>> {
    let mut sheets: Vec<Vec<Item<'a>>> = vec![Vec::new()];
    let mut y = top(printed, true);
    for day in &printed.days {
        for (n, line) in day.lines.iter().enumerate() {
            let wanted = if n == 0 { DAY + ROW } else { ROW };
            let is_over = y + wanted > BOTTOM;
            if is_over {
                sheets.push(Vec::new());
                y = top(printed, false);
            }
            let Some(sheet) = sheets.last_mut() else { continue };
            if n == 0 || is_over {
                sheet.push(Item::Day(day, n > 0));
                y += DAY;
            }
            sheet.push(Item::Line(line));
            y += ROW;
        }
    }
    sheets
}

fn sheet(printed: &Printed<'_>, items: &[Item<'_>], k: usize, n: usize) -> String {
    let mut pen = Sheet { printed, svg: String::new() };
    pen.put(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" font-family="'{}', sans-serif"><rect width="{WIDE}" height="{HIGH}" fill="white"/>"#,
        escape(printed.font_family)
    ));
    if k == 0 {
        pen.words([EDGE, 70.0], &fitting(&printed.title, 24.0, WIDE - 2.0 * EDGE), 24.0, true, Ink::Black);
        for (row, text) in printed.about.iter().enumerate() {
            let at = [EDGE, 92.0 + 17.0 * row as f32];
            pen.words(at, &fitting(text, 12.0, WIDE - 2.0 * EDGE), 12.0, false, Ink::Grey);
        }
    }
    let mut y = top(printed, k == 0);
    pen.headings(y);
    for item in items {
        match item {
            Item::Day(day, goes_on) => {
                pen.day(day, *goes_on, y);
                y += DAY;
            }
            Item::Line(line) => {
                pen.line(line, y);
                y += ROW;
            }
        }
    }
    let of = (printed.sheet)(k + 1, n);
    let wide = text_width(&of, 10.5);
    pen.words([EDGE, HIGH - 34.0], &fitting(&printed.foot, 10.5, WIDE - 3.0 * EDGE - wide), 10.5, false, Ink::Grey);
    pen.words([WIDE - EDGE - wide, HIGH - 34.0], &of, 10.5, false, Ink::Grey);
    pen.svg.push_str("</svg>\n");
    pen.svg
}

struct Sheet<'a> {
    printed: &'a Printed<'a>,
    svg: String,
}

impl Sheet<'_> {
    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.svg.write_fmt(what);
    }

    fn words(&mut self, [x, y]: [f32; 2], text: &str, size: f32, is_strong: bool, ink: Ink) {
        let (weight, family) = if is_strong {
            (600, format!(r#" font-family="'{}'""#, escape(self.printed.strong_family)))
        } else {
            (400, String::new())
        };
        let (text, ink) = (escape(text), self.printed.ink[ink as usize]);
        self.put(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" font-weight="{weight}"{family} fill="{ink}">{text}</text>"#
        ));
    }

    fn rule(&mut self, [from, to]: [f32; 2], y: f32, wide: f32, ink: Ink) {
        let ink = self.printed.ink[ink as usize];
        self.put(format_args!(
            r#"<path d="M{from:.1} {y:.1}H{to:.1}" fill="none" stroke="{ink}" stroke-width="{wide}"/>"#
        ));
    }

    /// The names of the columns, over the first row of a sheet.
    fn headings(&mut self, top: f32) {
        for (heading, (x, wide)) in self.printed.headings.iter().zip(COLUMNS) {
            self.words([x, top - 4.0], &fitting(heading, 10.5, wide), 10.5, false, Ink::Grey);
        }
        self.rule([EDGE, WIDE - EDGE], top + 3.0, 0.8, Ink::Rule);
    }

    fn day(&mut self, day: &DayOfTasks, goes_on: bool, top: f32) {
        let title = if goes_on { format!("{} {}", day.title, self.printed.goes_on) } else { day.title.clone() };
        self.words([EDGE, top + 29.0], &title, 15.0, true, Ink::Black);
        let x = EDGE + text_width(&title, 15.0) * 1.04 + 10.0;
        self.words([x, top + 29.0], &fitting(&day.note, 11.5, WIDE - EDGE - x), 11.5, false, Ink::Grey);
        self.rule([EDGE, WIDE - EDGE], top + 38.0, 1.2, Ink::Black);
    }

    fn line(&mut self, line: &Line, top: f32) {
        let (left, upper) = (EDGE + 1.0, top + 10.0);
        let black = self.printed.ink[0];
        self.put(format_args!(
            r#"<rect x="{left:.1}" y="{upper:.1}" width="{BOX}" height="{BOX}" fill="none" stroke="{black}" stroke-width="1.2"/>"#
        ));
        if line.is_done {
            self.put(format_args!(
                r#"<path d="M{:.1} {:.1}l3.4 3.6l6.6 -8.4" fill="none" stroke="{black}" stroke-width="2"/>"#,
                left + 1.6,
                upper + 6.8
            ));
        }
        let texts = [&line.what, &line.gets];
        for ((n, text), (x, wide)) in texts.into_iter().enumerate().zip(COLUMNS) {
            let is_alone = text[1].is_empty();
            let y = if is_alone { top + 21.0 } else { top + 16.0 };
            self.words([x, y], &fitting(&text[0], 12.5, wide), 12.5, n == 0, Ink::Black);
            self.words([x, top + 30.0], &fitting(&text[1], 10.5, wide), 10.5, false, Ink::Grey);
        }
        let [_, _, (x, wide), (last, rest)] = COLUMNS;
        self.words([x, top + 21.0], &fitting(&line.owner, 12.5, wide), 12.5, false, Ink::Black);
        if line.outcome.is_empty() {
            self.rule([last, WIDE - EDGE], top + 26.0, 0.6, Ink::Rule);
        } else {
            for (row, text) in broken(&line.outcome, 11.0, rest).iter().enumerate() {
                self.words([last, top + 16.0 + 13.0 * row as f32], text, 11.0, false, Ink::Black);
            }
        }
        self.rule([EDGE, WIDE - EDGE], top + ROW, 0.4, Ink::Rule);
    }
}

/// As much of a text as fits, with … where something is left out.
fn fitting(text: &str, size: f32, wide: f32) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text_width(&text, size) <= wide {
        return text;
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if text_width(&kept, size) + size > wide {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// A text in two lines at the most.
fn broken(text: &str, size: f32, wide: f32) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fits = |n: &usize| text_width(&words[..*n].join(" "), size) <= wide;
    let first = (1..=words.len()).take_while(fits).last().unwrap_or(words.len().min(1));
    let lines = [&words[..first], &words[first..]];
    lines.into_iter().filter(|line| !line.is_empty()).map(|line| fitting(&line.join(" "), size, wide)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(n_days: usize, n_lines: usize) -> Printed<'static> {
        let line = |n: usize| Line {
            what: [format!("Ann <{n}> & co"), format!("C{n}")],
            gets: ["Call".into(), String::new()],
            owner: "Ada".into(),
            outcome: if n == 0 {
                "was glad of it and will tell the whole choir next week at the latest".into()
            } else {
                String::new()
            },
            is_done: n == 0,
        };
        let day = |k: usize| DayOfTasks {
            title: format!("Day {k}"),
            note: "some".into(),
            lines: (0..n_lines).map(line).collect(),
        };
        Printed {
            title: "Spring".into(),
            about: vec!["Tasks".into()],
            headings: ["Who", "What", "Whose", "Outcome"],
            days: (0..n_days).map(day).collect(),
            foot: "Spring".into(),
            sheet: |k, n| format!("Sheet {k} of {n}"),
            goes_on: "(goes on)",
            ink: ["black", "gray", "silver"],
            font_family: "Sans",
            strong_family: "Sans",
        }
    }

    /// Where each box and text stands.
    fn heights(svg: &str) -> Vec<f32> {
        svg.split(" y=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
    }

    #[test]
    fn every_task_is_on_one_sheet_and_none_runs_over_the_edge() {
        for (n_days, n_lines) in [(1, 1), (1, 24), (1, 25), (1, 26), (3, 40), (40, 1), (40, 2)] {
            let printed = board(n_days, n_lines);
            let sheets = board_svgs(&printed);
            let all = sheets.concat();
            assert_eq!(all.matches("<rect x=").count(), n_days * n_lines, "a box each");
            assert_eq!(all.matches("l3.4 3.6").count(), n_days, "one a day is ticked");
            let n = sheets.len();
            for (k, svg) in sheets.iter().enumerate() {
                assert!(svg.contains(&format!("Sheet {} of {n}", k + 1)));
                assert!(heights(svg).iter().all(|&y| y < HIGH - 30.0), "{n_days} {n_lines}");
                assert_eq!(svg.contains(">Tasks<"), k == 0);
                // A day's title is followed by a task.
                let (day, task) = (svg.rfind(">Day "), svg.rfind("<rect x="));
                assert!(day < task && day.is_some());
            }
            let n_titles = all.matches(">Day ").count();
            assert_eq!(n_titles, n_days + all.matches("(goes on)").count());
        }
        let one = board_svgs(&board(1, 1)).concat();
        assert!(one.contains("Ann &lt;0&gt; &amp; co") && one.contains("was glad of it"));
    }

    #[test]
    fn long_words_are_cut_and_long_sentences_broken() {
        assert_eq!(fitting("short", 10.0, 100.0), "short");
        let cut = fitting("a very long name that goes on and on", 10.0, 60.0);
        assert!(cut.ends_with('…') && text_width(&cut, 10.0) < 66.0, "{cut}");
        let lines = broken("one two three four five six seven eight nine ten", 10.0, 70.0);
        assert!(lines.len() == 2 && lines[0].starts_with("one") && lines[1].ends_with('…'), "{lines:?}");
        assert_eq!(broken("", 10.0, 70.0), Vec::<String>::new());
    }

    #[test]
    fn each_sheet_is_a_page() {
        let bytes = board_pdf(&board(3, 40), &[]).unwrap();
        assert_eq!(bytes, board_pdf(&board(3, 40), &[]).unwrap());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let n = board_svgs(&board(3, 40)).len();
        assert!(n > 3 && text.contains(&format!("/Count {n}")));
        assert_eq!(text.matches("/Type /Page /Parent").count(), n);
        assert_eq!(text.matches("/MediaBox [0 0 595.2").count(), n);
    }
}
