//! Which names are written on the map, and where, so that none covers another; the same for screen and picture.

/// A name that wants to be written, most important first.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Middle and radius of what is named, in the picture's pixels.
    pub at: [f32; 2],
    pub radius: f32,
    pub name: String,
    /// A quieter line below, where there is room inside.
    pub detail: String,
    /// May be written inside; else only beside.
    pub may_be_inside: bool,
}

/// One line of text of a chosen name.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
    pub size: f32,
    pub is_detail: bool,
    /// Middle of the line.
    pub at: [f32; 2],
}

/// A name that is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Which wish.
    pub wish: usize,
    pub is_inside: bool,
    pub lines: Vec<Line>,
}

/// A name must have this size at least; detail lines are one step smaller.
pub const SMALLEST: f32 = 12.5;
/// The last resort inside a circle.
const TINY: f32 = 11.0;
const LARGEST: f32 = 19.0;
const LINE: f32 = 1.22;

/// Left, top, right, bottom.
type Rect = [f32; 4];

/// Room between names side by side, in pixels.
const NAMES_APART: f32 = 6.0;

/// Chooses at most `limit` names, in order, that fit into `room`, cover no other name, and (beside) no circle that is in
/// the way; the first `n_first` names mind only as many circles. O(wishes · (names + obstacles)).
#[must_use]
pub fn choose(wishes: &[Wish], obstacles: &[([f32; 2], f32)], n_first: usize, room: Rect, limit: usize) -> Vec<Label> {
    let mut taken: Vec<Rect> = Vec::new();
    let mut labels = Vec::new();
    for (k, wish) in wishes.iter().enumerate() {
        if labels.len() >= limit {
            break;
        }
        if !wish.at[0].is_finite() || !is_over(around(wish.at, wish.radius), room) {
            continue;
        }
        let in_the_way = if k < n_first { &obstacles[..n_first.min(obstacles.len())] } else { obstacles };
        // Looked up once: of many circles few are near.
        let near = std::cell::OnceCell::new();
        let near = || near.get_or_init(|| within_reach(wish, in_the_way)).iter();
        let is_free = |line: &Line, is_across: bool| {
            let rect = rect_of(line);
            let is_in = rect[0] >= room[0] && rect[1] >= room[1] && rect[2] <= room[2] && rect[3] <= room[3];
            let covers =
                |&(at, radius): &([f32; 2], f32)| !(is_across && at == wish.at) && touches(rect, at, radius - 1.0);
            // Two names side by side read as one without air between them.
            let apart = [rect[0] - NAMES_APART, rect[1], rect[2] + NAMES_APART, rect[3]];
            is_in && !near().any(covers) && !taken.iter().any(|other| is_over(apart, *other))
        };
        let found = inside(wish)
            .filter(|lines| lines.iter().all(|line| !taken.iter().any(|other| is_over(rect_of(line), *other))))
            .map(|lines| (true, lines))
            .or_else(|| across(wish, 2.2).filter(|line| is_free(line, true)).map(|line| (true, vec![line])))
            .or_else(|| beside(wish).find(|line| is_free(line, false)).map(|line| (false, vec![line])))
            .or_else(|| {
                overhanging(wish).filter(|lines| lines.iter().all(|line| is_free(line, true))).map(|l| (true, l))
            })
            .or_else(|| across(wish, 3.0).filter(|line| is_free(line, true)).map(|line| (true, vec![line])));
        let Some((is_inside, lines)) = found else { continue };
        taken.extend(lines.iter().map(rect_of));
        labels.push(Label { wish: k, is_inside, lines });
    }
    labels
}

/// The circles that a name may come to lie on, wherever it is written around its own.
fn within_reach(wish: &Wish, obstacles: &[([f32; 2], f32)]) -> Vec<([f32; 2], f32)> {
    let reach = 1.5 * wish.radius + text_width(&wish.name, SMALLEST) + 2.0 * SMALLEST;
    let is_near = |&&(at, radius): &&([f32; 2], f32)| {
        let (x, y, far) = (at[0] - wish.at[0], at[1] - wish.at[1], reach + radius);
        x * x + y * y < far * far
    };
    obstacles.iter().filter(is_near).copied().collect()
}

/// The name in one or two lines inside its circle, with the detail below where it fits.
fn inside(wish: &Wish) -> Option<Vec<Line>> {
    if !wish.may_be_inside {
        return None;
    }
    let size = (wish.radius * 0.2).clamp(SMALLEST, LARGEST);
    // A long name in a small circle is better small than missing.
    inside_at(wish, size).or_else(|| inside_at(wish, TINY))
}

fn inside_at(wish: &Wish, size: f32) -> Option<Vec<Line>> {
    let small = (size - 2.0).max(TINY - 1.0);
    let detail = (!wish.detail.is_empty()).then_some((wish.detail.as_str(), small, true));
    let whole = vec![(wish.name.as_str(), size, false)];
    let halves = split(&wish.name).map(|(a, b)| vec![(a, size, false), (b, size, false)]);
    let thirds = thirds(&wish.name).map(|parts| parts.map(|part| (part, size, false)).to_vec());
    let mut ways = Vec::new();
    for name in [Some(whole), halves, thirds].into_iter().flatten() {
        ways.push(name.iter().copied().chain(detail).collect::<Vec<_>>());
        ways.push(name);
    }
    ways.into_iter().find(|lines| fits(lines, wish.radius)).map(|lines| stack(&lines, wish.at))
}

/// The name in two or three lines that reach a little beyond the circle.
fn overhanging(wish: &Wish) -> Option<Vec<Line>> {
    if !wish.may_be_inside {
        return None;
    }
    let line = |text| (text, TINY, false);
    let halves = split(&wish.name).map(|(a, b)| vec![line(a), line(b)]);
    let thirds = thirds(&wish.name).map(|parts| parts.map(line).to_vec());
    let mut ways = [halves, thirds].into_iter().flatten();
    ways.find(|lines| fits(lines, 1.3 * wish.radius)).map(|lines| stack(&lines, wish.at))
}

/// Whether stacked lines lie within a circle, with a little air.
fn fits(lines: &[(&str, f32, bool)], radius: f32) -> bool {
    let air = radius * 0.92 - 3.0;
    let high: f32 = lines.iter().map(|l| l.1 * LINE).sum();
    let mut top = -high / 2.0;
    lines.iter().all(|&(text, size, _)| {
        let far = top.abs().max((top + size * LINE).abs());
        top += size * LINE;
        far < air && text_width(text, size) / 2.0 <= (air * air - far * far).sqrt()
    })
}

fn stack(lines: &[(&str, f32, bool)], at: [f32; 2]) -> Vec<Line> {
    let high: f32 = lines.iter().map(|l| l.1 * LINE).sum();
    let mut top = at[1] - high / 2.0;
    lines
        .iter()
        .map(|&(text, size, is_detail)| {
            let line = Line { text: text.to_owned(), size, is_detail, at: [at[0], top + size * LINE / 2.0] };
            top += size * LINE;
            line
        })
        .collect()
}

/// The name over its circle and a little beyond: at most `widest` radii.
fn across(wish: &Wish, widest: f32) -> Option<Line> {
    let line = Line { text: wish.name.clone(), size: SMALLEST, is_detail: false, at: wish.at };
    (wish.may_be_inside && text_width(&wish.name, SMALLEST) < widest * wish.radius).then_some(line)
}

/// The name to the right, the left, below, above, and aslant.
fn beside(wish: &Wish) -> impl Iterator<Item = Line> + '_ {
    let half = text_width(&wish.name, SMALLEST) / 2.0;
    let away = wish.radius + 4.0;
    let rise = wish.radius + 2.0 + SMALLEST * LINE / 2.0;
    let (near, high) = (0.7 * wish.radius + 2.0 + half, 0.7 * wish.radius + SMALLEST / 2.0);
    let ways = [
        [away + half, 0.0],
        [-away - half, 0.0],
        [0.0, rise],
        [0.0, -rise],
        [near, -high],
        [near, high],
        [-near, -high],
        [-near, high],
    ];
    ways.into_iter().map(move |by| Line {
        text: wish.name.clone(),
        size: SMALLEST,
        is_detail: false,
        at: [wish.at[0] + by[0], wish.at[1] + by[1]],
    })
}

/// Breaks a name at the blank nearest to its middle.
fn split(name: &str) -> Option<(&str, &str)> {
    let middle = name.len() / 2;
    let at = name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle))?;
    Some((name[..at].trim_end(), name[at + 1..].trim_start()))
}

/// Breaks a name of three words or more at its first and last blank.
fn thirds(name: &str) -> Option<[&str; 3]> {
    let (first, rest) = name.split_once(' ')?;
    let (middle, last) = rest.rsplit_once(' ')?;
    Some([first, middle, last])
}

fn rect_of(line: &Line) -> Rect {
    let (half, rise) = (text_width(&line.text, line.size) / 2.0, line.size * LINE / 2.0);
    [line.at[0] - half, line.at[1] - rise, line.at[0] + half, line.at[1] + rise]
}

fn around(at: [f32; 2], radius: f32) -> Rect {
    [at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius]
}

fn is_over(a: Rect, b: Rect) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn touches(rect: Rect, at: [f32; 2], radius: f32) -> bool {
    let near = [at[0].clamp(rect[0], rect[2]), at[1].clamp(rect[1], rect[3])];
    (near[0] - at[0]).hypot(near[1] - at[1]) < radius
}

/// How wide a text is about in the embedded face, a little generous; the same wherever it is drawn.
#[must_use]
pub fn text_width(text: &str, size: f32) -> f32 {
    let width = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | '\'' | ':' | ';' | '|' | '!' => 0.26,
        ' ' => 0.21,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '-' | '/' => 0.36,
        'm' | 'w' => 0.82,
        'M' | 'W' | '@' | '%' => 0.88,
        'a'..='z' | '0'..='9' => 0.52,
        c if c.is_ascii_uppercase() => 0.62,
        c if (c as u32) < 0x2E80 => 0.58,
        _ => 1.0,
    };
    text.chars().map(width).sum::<f32>() * size
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Rect = [0.0, 0.0, 600.0, 400.0];

    fn wish(name: &str, at: [f32; 2], radius: f32) -> Wish {
        Wish { at, radius, name: name.into(), detail: "12 people".into(), may_be_inside: radius > 20.0 }
    }

    #[test]
    fn a_large_circle_takes_name_and_detail_inside_a_small_one_has_the_name_beside() {
        let labels =
            choose(&[wish("Runners", [200.0, 200.0], 60.0), wish("Cooks", [300.0, 100.0], 6.0)], &[], 0, ROOM, 9);
        assert!(labels[0].is_inside && labels[0].lines.len() == 2);
        assert!(!labels[1].is_inside && labels[1].lines[0].at[0] > 306.0);
    }

    #[test]
    fn long_names_break_in_two() {
        let labels = choose(&[wish("Mountain runners", [200.0, 200.0], 50.0)], &[], 0, ROOM, 9);
        assert_eq!(labels[0].lines[0].text, "Mountain");
        assert_eq!(labels[0].lines[1].text, "runners");
    }

    #[test]
    fn names_never_cover_each_other_and_the_first_wins() {
        let wishes: Vec<Wish> = (0..200)
            .map(|k| wish(&format!("Person {k}"), [(30 + k * 37 % 500) as f32, (30 + k * 91 % 340) as f32], 4.0))
            .collect();
        let labels = choose(&wishes, &[], 0, ROOM, 500);
        assert_eq!(labels[0].wish, 0);
        assert!(labels.len() > 30 && labels.len() < 200);
        for (k, a) in labels.iter().enumerate() {
            for b in &labels[..k] {
                let [left, top, right, bottom] = rect_of(&a.lines[0]);
                assert!(!is_over([left - NAMES_APART, top, right + NAMES_APART, bottom], rect_of(&b.lines[0])));
            }
        }
    }

    #[test]
    fn names_keep_off_what_is_in_the_way() {
        let wishes = [wish("Cooks", [300.0, 100.0], 6.0)];
        let labels = choose(&wishes, &[([340.0, 100.0], 20.0)], 0, ROOM, 9);
        assert!(labels[0].lines[0].at[0] < 300.0);
        assert!(choose(&wishes, &[([300.0, 100.0], 90.0)], 0, ROOM, 9).is_empty());
    }
}
