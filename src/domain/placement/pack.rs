//! Circles kept apart: pushing overlaps out, free room near a wish, rows; knows no tribe.

use super::super::model::Bubble;
use crate::domain::ticket::{Stopped, Ticket};

/// How much wider than high a picture is to be.
pub(super) const ASPECT: f32 = 1.4;

/// Pushes overlapping circles apart, the smaller moving more, until `gap` is between all; in each round each circle may
/// also be drawn towards its `wish`. Ends without any overlap whatever comes. A round is O(n · neighbours along x).
pub(super) fn part(
    circles: &mut [Bubble],
    gap: f32,
    rounds: u32,
    mut draw: impl FnMut(u32, &mut [Bubble]),
    ticket: &Ticket,
) -> Result<(), Stopped> {
    let mut order: Vec<usize> = (0..circles.len()).collect();
    for round in 0..rounds {
        ticket.check()?;
        draw(round, circles);
        push_out(circles, gap, &mut order);
    }
    for _ in 0..400 {
        ticket.check()?;
        if push_out(circles, gap, &mut order) < 1e-3 {
            break;
        }
    }
    grow_apart(circles, gap);
    Ok(())
}

/// As [`part`], without other wishes; fixed circles stay where they are, unless two of them overlap.
pub(super) fn part_around(circles: &mut [Bubble], is_fixed: &[bool], gap: f32) {
    let mut order: Vec<usize> = (0..circles.len()).collect();
    for _ in 0..1_000 {
        let weight = |k: usize| if is_fixed[k] { 1e12 } else { 1.0 };
        if push_weighted(circles, gap, &mut order, weight) < 1e-3 {
            break;
        }
    }
    grow_apart(circles, gap);
}

/// One round; gives the deepest overlap that was met, as a share of the gap.
fn push_out(circles: &mut [Bubble], gap: f32, order: &mut [usize]) -> f32 {
    push_weighted(circles, gap, order, |_| 1.0)
}

/// One round in which heavier circles move less.
fn push_weighted(circles: &mut [Bubble], gap: f32, order: &mut [usize], weight: impl Fn(usize) -> f32) -> f32 {
    order.sort_by(|&a, &b| (circles[a].x - circles[a].radius).total_cmp(&(circles[b].x - circles[b].radius)));
    let mut deepest = 0.0f32;
    for k in 0..order.len() {
        let a = order[k];
        for &b in &order[k + 1..] {
            if circles[b].x - circles[b].radius > circles[a].x + circles[a].radius + gap {
                break;
            }
            deepest = deepest.max(push_pair(circles, a, b, gap, &weight));
        }
    }
    deepest / gap.max(1e-6)
}

fn push_pair(circles: &mut [Bubble], a: usize, b: usize, gap: f32, weight: &impl Fn(usize) -> f32) -> f32 {
    let (one, two) = (circles[a], circles[b]);
    let (mut dx, mut dy) = (two.x - one.x, two.y - one.y);
    let need = one.radius + two.radius + gap;
    let mut d = dx.hypot(dy);
    if d >= need {
        return 0.0;
    }
    let depth = need - d;
    if d < 1e-4 {
        // Coincident circles part in a direction of their own, always the same.
        let turn = (a * 31 + b) as f32;
        (dx, dy, d) = (turn.cos(), turn.sin(), 1.0);
    }
    let (area_a, area_b) = (weight(a) * one.radius * one.radius, weight(b) * two.radius * two.radius);
    let share = area_b / (area_a + area_b);
    let by = depth * 1.02 / d;
    circles[a].x -= dx * by * share;
    circles[a].y -= dy * by * share;
    circles[b].x += dx * by * (1.0 - share);
    circles[b].y += dy * by * (1.0 - share);
    depth
}

/// Spreads all centres by the smallest factor that leaves at least half the gap everywhere.
fn grow_apart(circles: &mut [Bubble], gap: f32) {
    let mut factor = 1.0f32;
    for a in 0..circles.len() {
        for b in a + 1..circles.len() {
            let need = circles[a].radius + circles[b].radius + gap / 2.0;
            let d = distance(&circles[a], &circles[b]);
            if d < need {
                factor = factor.max(need / d.max(1e-3));
            }
        }
    }
    if factor > 1.0 {
        for circle in circles {
            circle.x *= factor;
            circle.y *= factor;
        }
    }
}

pub(super) fn distance(a: &Bubble, b: &Bubble) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The free place nearest to a wish, searched along a spiral.
pub(super) fn free_place(taken: &[Bubble], wish: [f32; 2], radius: f32, gap: f32) -> [f32; 2] {
    let step = f32::midpoint(radius, gap);
    for k in 0..200_000u32 {
        let (turn, far) = (k as f32 * 2.399_963, step * (k as f32).sqrt());
        let circle = Bubble {
            x: wish[0] + far * ASPECT.sqrt() * turn.cos(),
            y: wish[1] + far / ASPECT.sqrt() * turn.sin(),
            radius,
        };
        if taken.iter().all(|other| distance(other, &circle) >= other.radius + radius + gap) {
            return [circle.x, circle.y];
        }
    }
    let (_, high) = extent(taken);
    [high[0] + radius + gap, wish[1]]
}

/// The corners of the rectangle around circles.
pub(super) fn extent(circles: &[Bubble]) -> ([f32; 2], [f32; 2]) {
    let mut corners = ([f32::MAX; 2], [f32::MIN; 2]);
    for c in circles {
        corners.0 = [corners.0[0].min(c.x - c.radius), corners.0[1].min(c.y - c.radius)];
        corners.1 = [corners.1[0].max(c.x + c.radius), corners.1[1].max(c.y + c.radius)];
    }
    if circles.is_empty() { ([0.0; 2], [0.0; 2]) } else { corners }
}

/// Sets circles of these radii (falling) in rows of at most `width`, centred on x = 0, beginning at `top`; gives the
/// places and the bottom.
pub(super) fn rows(radii: &[f32], width: f32, top: f32, gap: f32) -> (Vec<[f32; 2]>, f32) {
    let mut places = Vec::with_capacity(radii.len());
    let (mut y, mut begin) = (top, 0);
    while begin < radii.len() {
        let mut end = begin;
        let mut long = 0.0;
        while end < radii.len() && (end == begin || long + 2.0 * radii[end] + gap <= width + gap) {
            long += 2.0 * radii[end] + gap;
            end += 1;
        }
        let tallest = radii[begin..end].iter().copied().fold(0.0, f32::max);
        let mut x = -(long - gap) / 2.0;
        for radius in &radii[begin..end] {
            places.push([x + radius, y + tallest]);
            x += 2.0 * radius + gap;
        }
        y += 2.0 * tallest + gap;
        begin = end;
    }
    (places, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_on_one_spot_come_apart() {
        let mut circles = vec![Bubble { x: 0.0, y: 0.0, radius: 2.0 }; 20];
        part(&mut circles, 0.5, 10, |_, _| (), &Ticket::new()).unwrap();
        for a in 0..20 {
            for b in 0..a {
                assert!(distance(&circles[a], &circles[b]) >= 4.0);
            }
        }
    }

    #[test]
    fn circles_that_are_apart_stay_where_they_are() {
        let mut circles = vec![Bubble { x: 0.0, y: 0.0, radius: 2.0 }, Bubble { x: 5.0, y: 0.0, radius: 2.0 }];
        let before = circles.clone();
        part(&mut circles, 0.5, 10, |_, _| (), &Ticket::new()).unwrap();
        assert_eq!(circles, before);
    }

    #[test]
    fn rows_keep_to_the_width_and_do_not_overlap() {
        let radii = [3.0, 2.0, 2.0, 1.0, 1.0, 1.0];
        let (places, bottom) = rows(&radii, 12.0, 10.0, 0.5);
        for (a, p) in places.iter().enumerate() {
            assert!(p[0].abs() + radii[a] <= 6.5 && p[1] - radii[a] >= 10.0 && p[1] + radii[a] <= bottom);
            for (b, q) in places[..a].iter().enumerate() {
                assert!((p[0] - q[0]).hypot(p[1] - q[1]) >= radii[a] + radii[b]);
            }
        }
    }

    #[test]
    fn room_is_found_near_the_wish() {
        let taken = [Bubble { x: 0.0, y: 0.0, radius: 5.0 }];
        let at = free_place(&taken, [0.0, 0.0], 1.0, 0.5);
        let far = at[0].hypot(at[1]);
        assert!((6.5..10.0).contains(&far), "{at:?}");
    }
}
