//! Where each tribe stands among the others; knows nothing of the people inside.

use super::forces::{Forces, Springs, settle};
use super::pack::{ASPECT, extent, free_place, part, rows};
use crate::domain::model::{Bubble, Network, Person, Tribes};
use crate::domain::ticket::{Stopped, Ticket};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many springs of a tribe decide where it stands, where there are more.
const STRONGEST: usize = 48;
/// People whose ties a thread looks at in one go, at least.
const LEAST_PEOPLE: usize = 4_096;

/// How strongly two tribes are tied, `a < b` by position: the summed strength of the ties between their people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub a: u32,
    pub b: u32,
    pub strength: f32,
}

/// All links between tribes, by (a, b). O(m log m) in ties between tribes; sums do not depend on the rows of people.
#[must_use]
pub fn links(network: &Network, tribes: &Tribes) -> Vec<Link> {
    let n_tribes = tribes.tribes.len() as u32;
    let across = |(person, &a): (usize, &u32)| {
        let ties = network.ties_of(person as Person).filter(move |_| a < n_tribes);
        let links = ties.map(move |(other, strength)| Link { a, b: tribes.of[other as usize], strength });
        links.filter(|link| link.a < link.b && link.b < n_tribes)
    };
    let mut single: Vec<Link> =
        tribes.of.par_iter().enumerate().with_min_len(LEAST_PEOPLE).flat_map_iter(across).collect();
    single.par_sort_unstable_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(x.strength.total_cmp(&y.strength)));
    single
        .chunk_by(|x, y| (x.a, x.b) == (y.a, y.b))
        .map(|group| Link { strength: group.iter().map(|l| f64::from(l.strength)).sum::<f64>() as f32, ..group[0] })
        .collect()
}

pub(super) fn place(
    network: &Network,
    tribes: &Tribes,
    old: &BTreeMap<u32, Bubble>,
    seed: u64,
    ticket: &Ticket,
) -> Result<Vec<Bubble>, Stopped> {
    let radii: Vec<f32> = tribes.tribes.iter().map(|t| (t.members.len().max(1) as f32).sqrt()).collect();
    let links = links(network, tribes);
    ticket.check()?;
    let known: Vec<Option<Bubble>> = tribes.tribes.iter().map(|t| old.get(&t.id).copied()).collect();
    let people = |is_counted: &dyn Fn(usize) -> bool| -> f32 {
        radii.iter().enumerate().filter(|(k, _)| is_counted(*k)).map(|(_, r)| r * r).sum()
    };
    if people(&|k| known[k].is_some()) >= 0.5 * people(&|_| true) && !radii.is_empty() {
        return keep(&radii, &links, &known, ticket);
    }
    let mut bubbles = compose(&radii, &links, seed, ticket)?;
    turn_towards(&mut bubbles, &known);
    Ok(bubbles)
}

/// Space between bubbles: wide enough to see ties between large ones.
fn gap_of(radii: &[f32]) -> f32 {
    let mass: f32 = radii.iter().map(|r| r * r).sum();
    // The typical radius as people meet it: larger tribes count more.
    let typical = if mass > 0.0 { radii.iter().map(|r| r * r * r).sum::<f32>() / mass } else { 1.0 };
    0.3 + 0.22 * typical
}

/// A fresh picture: the connected whole by forces, the rest in rows below, all in about 1.4 : 1.
fn compose(radii: &[f32], links: &[Link], seed: u64, ticket: &Ticket) -> Result<Vec<Bubble>, Stopped> {
    let parts = components(radii, links);
    let mut bubbles: Vec<Bubble> = radii.iter().map(|&radius| Bubble { x: 0.0, y: 0.0, radius }).collect();
    let mut blocks: Vec<(Vec<usize>, Vec<Bubble>)> = Vec::new();
    // Rows of what stands alone will lie below: the whole above is made the wider.
    let mass = |part: &[usize]| part.iter().map(|&k| radii[k] * radii[k]).sum::<f32>();
    let total: f32 = radii.iter().map(|r| r * r).sum();
    let main = parts.first().map_or(1.0, |part| mass(part)).max(1e-6);
    let wish = ASPECT * (1.0 + 1.5 * (total - main) / main).min(2.0);
    for part in parts {
        let placed = compose_part(&part, radii, links, wish, seed, ticket)?;
        blocks.push((part, placed));
    }
    let gap = gap_of(radii);
    // What is tied to a large whole is set around it; what stands alone, or nearly, goes below in rows.
    let main = blocks.first().map_or(0.0, |(_, placed)| half_diagonal(placed));
    let is_large = |placed: &[Bubble]| half_diagonal(placed) > 0.45 * main && placed.len() > 1;
    let (large, small): (Vec<_>, Vec<_>) =
        blocks.into_iter().enumerate().partition(|(k, (_, placed))| *k == 0 || is_large(placed));
    let mut hulls: Vec<Bubble> = Vec::new();
    let mut done: Vec<Bubble> = Vec::new();
    for (_, (part, placed)) in large {
        let radius = half_diagonal(&placed);
        let at = if hulls.is_empty() { [0.0; 2] } else { free_place(&hulls, [0.0; 2], radius, gap) };
        hulls.push(Bubble { x: at[0], y: at[1], radius });
        for (&tribe, bubble) in part.iter().zip(&placed) {
            bubbles[tribe] = Bubble { x: bubble.x + at[0], y: bubble.y + at[1], radius: bubble.radius };
            done.push(bubbles[tribe]);
        }
    }
    set_rows(&small.into_iter().map(|(_, block)| block).collect::<Vec<_>>(), &done, gap, &mut bubbles);
    centre(&mut bubbles);
    Ok(bubbles)
}

/// Rows of small parts under what is placed, as wide as makes the whole about 1.4 : 1.
fn set_rows(small: &[(Vec<usize>, Vec<Bubble>)], done: &[Bubble], gap: f32, bubbles: &mut [Bubble]) {
    if small.is_empty() {
        return;
    }
    let (low, high) = extent(done);
    let middle = f32::midpoint(low[0], high[0]);
    let radii: Vec<f32> = small.iter().map(|(_, placed)| half_diagonal(placed)).collect();
    let gap = gap.min(0.3 + 0.6 * radii.iter().sum::<f32>() / radii.len() as f32);
    let mut width = (high[0] - low[0]).max(2.0 * radii[0]);
    let top = high[1] + 1.5 * gap;
    let mut set = rows(&radii, width, top, gap);
    for _ in 0..80 {
        if width >= ASPECT * (set.1 - low[1]) {
            break;
        }
        width *= 1.05;
        set = rows(&radii, width, top, gap);
    }
    for ((part, placed), at) in small.iter().zip(set.0) {
        for (&tribe, bubble) in part.iter().zip(placed) {
            bubbles[tribe] = Bubble { x: bubble.x + at[0] + middle, y: bubble.y + at[1], radius: bubble.radius };
        }
    }
}

/// Tribes that are tied to each other, in parts by falling number of people (then by first tribe).
fn components(radii: &[f32], links: &[Link]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..radii.len()).collect();
    for link in links {
        let (a, b) = (top(&mut root, link.a as usize), top(&mut root, link.b as usize));
        root[a.max(b)] = a.min(b);
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for k in 0..radii.len() {
        parts.entry(top(&mut root, k)).or_default().push(k);
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    let mass = |part: &[usize]| part.iter().map(|&k| radii[k] * radii[k]).sum::<f32>();
    parts.sort_by(|x, y| mass(y).total_cmp(&mass(x)).then(x[0].cmp(&y[0])));
    parts
}

/// The first of the tribes that `k` is known to be tied to.
fn top(root: &mut [usize], mut k: usize) -> usize {
    while root[k] != k {
        root[k] = root[root[k]];
        k = root[k];
    }
    k
}

/// One connected part by itself, about `wish` times as wide as high, its box centred on the origin.
fn compose_part(
    part: &[usize],
    radii: &[f32],
    links: &[Link],
    wish: f32,
    seed: u64,
    ticket: &Ticket,
) -> Result<Vec<Bubble>, Stopped> {
    if part.len() == 1 {
        return Ok(vec![Bubble { x: 0.0, y: 0.0, radius: radii[part[0]] }]);
    }
    let own: Vec<f32> = part.iter().map(|&k| radii[k]).collect();
    let springs = springs_of(part, &own, links);
    let unit = (own.iter().map(|r| r * r).sum::<f32>() / own.len() as f32).sqrt();
    let mass: Vec<f32> = own.iter().map(|r| (r / unit).powi(2)).collect();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut at: Vec<[f32; 2]> = (0..own.len())
        .map(|k| {
            let (turn, far) = (k as f32 * 2.399_963, (k as f32 + 0.5).sqrt());
            [far * turn.cos() + random.random_range(-0.05..0.05), far * turn.sin() + random.random_range(-0.05..0.05)]
        })
        .collect();
    let pull = vec![1.0; own.len()];
    // Gravity below one leaves room between bubbles; unequal gravity makes the picture wide.
    let gravity = [0.5 / ASPECT.sqrt(), 0.5 * ASPECT.sqrt()];
    let heat = 0.15 * mass.iter().sum::<f32>().sqrt();
    settle(&mut at, &Forces { mass: &mass, pull: &pull, springs: &springs, gravity, rounds: 400, heat }, ticket)?;
    let mut settled: Vec<Bubble> =
        at.iter().zip(&own).map(|(p, &radius)| Bubble { x: p[0] * unit, y: p[1] * unit, radius }).collect();
    lay_wide(&mut settled);
    // Parting makes a picture rounder: several stretches are tried, the one that ends nearest to the wish is kept.
    let tried: Vec<Vec<Bubble>> = [1.0, 1.5, 2.2, 3.2]
        .into_par_iter()
        .map(|wide| part_stretched(&settled, wide, ticket))
        .collect::<Result<_, Stopped>>()?;
    let off = |parted: &[Bubble]| (aspect_of(parted) / wish).ln().abs();
    Ok(tried.into_iter().min_by(|x, y| off(x).total_cmp(&off(y))).unwrap_or(settled))
}

/// Bubbles stretched to `wide` : 1, then drawn together and parted.
fn part_stretched(settled: &[Bubble], wide: f32, ticket: &Ticket) -> Result<Vec<Bubble>, Stopped> {
    let mut bubbles = settled.to_vec();
    let by = (wide / aspect_of(&bubbles)).sqrt().clamp(0.5, 2.0);
    for bubble in &mut bubbles {
        bubble.x *= by;
        bubble.y /= by;
    }
    let gap = gap_of(&bubbles.iter().map(|b| b.radius).collect::<Vec<_>>());
    let draw = |round: u32, circles: &mut [Bubble]| {
        // A falling pull to the middle closes holes that the springs have left.
        let by = 0.02 * (1.0 - round as f32 / 200.0);
        for circle in circles {
            circle.x -= circle.x * by / wide.max(1.0);
            circle.y -= circle.y * by * wide.max(1.0);
        }
    };
    part(&mut bubbles, gap, 200, draw, ticket)?;
    centre(&mut bubbles);
    Ok(bubbles)
}

fn aspect_of(bubbles: &[Bubble]) -> f32 {
    let (low, high) = extent(bubbles);
    (high[0] - low[0]).max(1e-3) / (high[1] - low[1]).max(1e-3)
}

/// Springs by how much more two tribes are tied than their sizes let expect, so that giants do not swallow everyone.
fn springs_of(part: &[usize], radii: &[f32], links: &[Link]) -> Springs {
    let seat: BTreeMap<u32, usize> = part.iter().enumerate().map(|(seat, &k)| (k as u32, seat)).collect();
    let mut rows = vec![Vec::new(); part.len()];
    for link in links {
        if let (Some(&a), Some(&b)) = (seat.get(&link.a), seat.get(&link.b)) {
            let weight = link.strength.max(1e-6) / (radii[a] * radii[b]);
            rows[a].push((b as u32, weight));
            rows[b].push((a as u32, weight));
        }
    }
    thin_out(&mut rows);
    let mut springs = Springs::from_rows(&rows);
    // All springs of one body together pull about as hard as three, whatever the number of tribes.
    let mean_row = (springs.ends.len() as f32 / part.len() as f32).max(1.0);
    for weight in &mut springs.weights {
        *weight *= 3.0 / mean_row;
    }
    springs
}

/// Of rows as long as hundreds of tribes make them, keeps the strongest [`STRONGEST`] springs of each tribe, at both ends:
/// the many weak ones all round pull nowhere, and would take nearly all the time. O(springs).
fn thin_out(rows: &mut [Vec<(u32, f32)>]) {
    let stronger = |x: &(u32, f32), y: &(u32, f32)| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0));
    let weakest: Vec<(u32, f32)> = rows
        .par_iter()
        .map(|row| match row.len() {
            0..=STRONGEST => (u32::MAX, f32::NEG_INFINITY),
            _ => *row.clone().select_nth_unstable_by(STRONGEST - 1, stronger).1,
        })
        .collect();
    rows.par_iter_mut().enumerate().for_each(|(own, row)| {
        let is_strong = |of: usize, (end, weight): (u32, f32)| stronger(&(end, weight), &weakest[of]).is_le();
        row.retain(|&(end, weight)| is_strong(own, (end, weight)) || is_strong(end as usize, (own as u32, weight)));
    });
}

/// Turns a picture so that its longest direction lies across.
fn lay_wide(bubbles: &mut [Bubble]) {
    centre(bubbles);
    let mut moments = [0.0f32; 3];
    for b in bubbles.iter() {
        let mass = b.radius * b.radius;
        moments[0] += mass * b.x * b.x;
        moments[1] += mass * b.x * b.y;
        moments[2] += mass * b.y * b.y;
    }
    let turn = -0.5 * (2.0 * moments[1]).atan2(moments[0] - moments[2]);
    let (sin, cos) = turn.sin_cos();
    for b in bubbles.iter_mut() {
        (b.x, b.y) = (b.x * cos - b.y * sin, b.x * sin + b.y * cos);
    }
}

/// Old bubbles stay, changed in size only and pushed apart where they must; new ones find room near whom they are tied to.
fn keep(radii: &[f32], links: &[Link], known: &[Option<Bubble>], ticket: &Ticket) -> Result<Vec<Bubble>, Stopped> {
    let olds: Vec<f32> = known.iter().flatten().map(|b| b.radius).collect();
    let mut bubbles: Vec<Bubble> = Vec::with_capacity(radii.len());
    let mut placed: Vec<Bubble> =
        known.iter().zip(radii).filter_map(|(old, &radius)| old.map(|b| Bubble { radius, ..b })).collect();
    let near = wishes(links, known);
    let gap = gap_of(radii).min(gap_of(&olds)).min(0.3 + 0.3 * radii.iter().copied().fold(f32::MAX, f32::min));
    for (k, &radius) in radii.iter().enumerate() {
        ticket.check()?;
        let bubble = if let Some(old) = known[k] {
            Bubble { radius, ..old }
        } else {
            let at = free_place(&placed, near[k], radius, gap);
            placed.push(Bubble { x: at[0], y: at[1], radius });
            Bubble { x: at[0], y: at[1], radius }
        };
        bubbles.push(bubble);
    }
    // Old neighbours may stand as near as the old picture had them.
    let gap = gap.min(nearest(&bubbles).max(0.1));
    part(&mut bubbles, gap, 0, |_, _| (), ticket)?;
    Ok(bubbles)
}

/// The smallest space between any two circles.
fn nearest(bubbles: &[Bubble]) -> f32 {
    let mut least = f32::MAX;
    for (k, a) in bubbles.iter().enumerate() {
        for b in &bubbles[..k] {
            least = least.min(super::pack::distance(a, b) - a.radius - b.radius);
        }
    }
    least
}

/// Where new tribes would like to stand: amid the old ones that they are tied to, by strength.
fn wishes(links: &[Link], known: &[Option<Bubble>]) -> Vec<[f32; 2]> {
    let mut sums = vec![[0.0f32; 3]; known.len()];
    for link in links {
        for (new, old) in [(link.a, link.b), (link.b, link.a)] {
            if let Some(b) = known[old as usize] {
                let sum = &mut sums[new as usize];
                *sum = [sum[0] + link.strength * b.x, sum[1] + link.strength * b.y, sum[2] + link.strength];
            }
        }
    }
    let (low, high) = extent(&known.iter().flatten().copied().collect::<Vec<_>>());
    let below = [f32::midpoint(low[0], high[0]), high[1]];
    sums.iter().map(|s| if s[2] > 0.0 { [s[0] / s[2], s[1] / s[2]] } else { below }).collect()
}

/// Mirrors a fresh picture so that tribes that are still there come nearest to their old places.
fn turn_towards(bubbles: &mut [Bubble], known: &[Option<Bubble>]) {
    let cost = |sx: f32, sy: f32| -> f32 {
        bubbles
            .iter()
            .zip(known)
            .filter_map(|(new, old)| old.map(|old| (sx * new.x - old.x).hypot(sy * new.y - old.y) * old.radius))
            .sum()
    };
    let mut best = (1.0, 1.0);
    for way in [(-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
        if cost(way.0, way.1) < cost(best.0, best.1) {
            best = way;
        }
    }
    for bubble in bubbles {
        bubble.x *= best.0;
        bubble.y *= best.1;
    }
}

fn half_diagonal(bubbles: &[Bubble]) -> f32 {
    bubbles.iter().map(|b| b.x.hypot(b.y) + b.radius).fold(0.0, f32::max)
}

fn centre(bubbles: &mut [Bubble]) {
    let (low, high) = extent(bubbles);
    for bubble in bubbles {
        bubble.x -= f32::midpoint(low[0], high[0]);
        bubble.y -= f32::midpoint(low[1], high[1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_springs_the_strongest_of_each_end_stay() {
        // All of 200 tied to all, and each to the next far more strongly.
        let weight =
            |a: u32, b: u32| if (a + 1) % 200 == b || (b + 1) % 200 == a { 9.0 } else { 0.1 + 1e-6 * (a + b) as f32 };
        let all = |a: u32| (0..200).filter(|&b| b != a).map(|b| (b, weight(a, b))).collect();
        let mut rows: Vec<Vec<(u32, f32)>> = (0..200).map(all).collect();
        let few = vec![vec![(1, 0.5)], vec![(0, 0.5)]];
        thin_out(&mut rows);
        for (a, row) in (0..200u32).zip(&rows) {
            assert!(row.len() >= STRONGEST && row.iter().filter(|spring| spring.1 == 9.0).count() == 2);
            assert!(row.iter().all(|&(b, weight)| rows[b as usize].contains(&(a, weight))), "seen from both ends");
        }
        assert!(rows.iter().map(Vec::len).sum::<usize>() <= 2 * 200 * STRONGEST);
        let mut same = few.clone();
        thin_out(&mut same);
        assert_eq!(same, few);
    }
}
