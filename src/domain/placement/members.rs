//! Where the people of one tribe stand inside its bubble; knows nothing of other tribes' people.

use super::forces::{Forces, Springs, settle};
use super::levels::{Level, levels};
use crate::domain::model::{Bubble, Network, Person, Scores, Tribe, Tribes};
use crate::domain::ticket::{Stopped, Ticket};

/// Room kept around everybody where there is any (a person takes a circle of radius one).
const AROUND: f32 = 0.32;
/// How strongly all ties of somebody together draw, beside the push of the others.
const TIES_PULL: f32 = 20.0;
/// How much the order of influence counts in how near to the middle people stand, beside their ties.
const TO_THE_MIDDLE: f32 = 0.12;
const SMALLEST_PERSON: f32 = 0.22;
/// The largest radius at which a person is drawn, in the same unit.
pub const LARGEST_PERSON: f32 = 0.62;

/// The radius at which somebody with this influence, 0 to 100, is drawn.
#[must_use]
pub fn person_radius(influence: f32) -> f32 {
    SMALLEST_PERSON + (LARGEST_PERSON - SMALLEST_PERSON) * (influence.clamp(0.0, 100.0) / 100.0).powf(1.5)
}

/// One bubble and who is in it.
#[derive(Debug)]
pub(super) struct Room<'a> {
    pub(super) position: u32,
    pub(super) bubble: Bubble,
    /// Of all tribes, by position.
    pub(super) bubbles: &'a [Bubble],
    pub(super) old: Option<Bubble>,
    /// Members by falling influence.
    pub(super) roster: &'a [Person],
    /// Of everybody, 0 to 100.
    pub(super) influence: &'a [f32],
    /// Of everybody: the position in the own tribe's roster.
    pub(super) seats: &'a [u32],
}

/// Members by falling influence, then by row.
pub(super) fn by_influence(tribe: &Tribe, scores: &Scores) -> Vec<Person> {
    let influence = |p: Person| scores.influence.get(p as usize).copied().unwrap_or(0.0);
    let mut roster = tribe.members.clone();
    roster.sort_by(|&a, &b| influence(b).total_cmp(&influence(a)).then(a.cmp(&b)));
    roster
}

/// Seats that fill a bubble, from the middle outwards.
pub(super) fn seats(bubble: &Bubble, n: usize) -> impl Iterator<Item = [f32; 2]> {
    let scale = if n == 1 { 0.0 } else { usable(bubble.radius) / (n as f32).sqrt().max(1.0) };
    let (x, y) = (bubble.x, bubble.y);
    (0..n).map(sunflower).map(move |at| [x + at[0] * scale, y + at[1] * scale])
}

/// A place for each of the roster, inside the bubble.
pub(super) fn place(
    room: &Room<'_>,
    network: &Network,
    tribes: &Tribes,
    old: &[[f32; 2]],
    ticket: &Ticket,
) -> Result<Vec<[f32; 2]>, Stopped> {
    ticket.check()?;
    let rows = ties_inside(room, network, tribes);
    let kept = kept_places(room, old);
    let n_kept = kept.iter().flatten().count();
    let mut places = if n_kept * 2 >= kept.len() && n_kept > 0 {
        join_kept(&kept, &rows)
    } else {
        compose(room, rows, &outwards(room, network, tribes), ticket)?
    };
    // A tribe that has not changed stays to the letter.
    let is_same = n_kept == kept.len() && room.old.is_some_and(|b| b.radius == room.bubble.radius);
    if !is_same {
        let influence = |&p: &Person| room.influence.get(p as usize).copied().unwrap_or(0.0);
        let reach: Vec<f32> = room.roster.iter().map(|p| person_radius(influence(p)) + AROUND).collect();
        spread(&mut places, &reach, usable(room.bubble.radius), ticket)?;
    }
    for place in &mut places {
        *place = [place[0] + room.bubble.x, place[1] + room.bubble.y];
    }
    Ok(places)
}

/// How far from the middle of a bubble people may stand, so that nobody is drawn across its border.
fn usable(radius: f32) -> f32 {
    radius - (LARGEST_PERSON + 0.04 * radius).min(0.62 * radius)
}

/// Ties within the tribe by seats, each row by seat.
fn ties_inside(room: &Room<'_>, network: &Network, tribes: &Tribes) -> Vec<Vec<(u32, f32)>> {
    room.roster
        .iter()
        .map(|&person| {
            let mut row: Vec<(u32, f32)> = network
                .ties_of(person)
                .filter(|&(other, strength)| tribes.of[other as usize] == room.position && strength > 0.0)
                .map(|(other, strength)| (room.seats[other as usize], strength))
                .collect();
            row.sort_unstable_by_key(|&(seat, _)| seat);
            row
        })
        .collect()
}

/// Old places of the roster that lay in the old bubble of this tribe, carried over to the size of the new one.
fn kept_places(room: &Room<'_>, old: &[[f32; 2]]) -> Vec<Option<[f32; 2]>> {
    let Some(bubble) = room.old else { return vec![None; room.roster.len()] };
    let grown =
        if bubble.radius == room.bubble.radius { 1.0 } else { usable(room.bubble.radius) / usable(bubble.radius) };
    room.roster
        .iter()
        .map(|&person| {
            let at = old.get(person as usize)?;
            let (dx, dy) = (at[0] - bubble.x, at[1] - bubble.y);
            (dx.hypot(dy) <= bubble.radius).then_some([dx * grown, dy * grown])
        })
        .collect()
}

/// New members join amid those that they are tied to; kept ones stay.
fn join_kept(kept: &[Option<[f32; 2]>], rows: &[Vec<(u32, f32)>]) -> Vec<[f32; 2]> {
    let join = |(seat, old): (usize, &Option<[f32; 2]>)| {
        old.unwrap_or_else(|| {
            let mut sum = [0.0f32; 3];
            for &(other, strength) in &rows[seat] {
                if let Some(at) = kept[other as usize] {
                    sum = [sum[0] + at[0] * strength, sum[1] + at[1] * strength, sum[2] + strength];
                }
            }
            // A little aside by seat, so that two with the same friends do not stand in one place.
            let aside = [(seat as f32).cos() * 0.3, (seat as f32).sin() * 0.3];
            if sum[2] > 0.0 { [sum[0] / sum[2] + aside[0], sum[1] / sum[2] + aside[1]] } else { sunflower(seat) }
        })
    };
    kept.iter().enumerate().map(join).collect()
}

/// The n-th seat of a sunflower, which fills a disc evenly (Vogel 1979).
fn sunflower(seat: usize) -> [f32; 2] {
    let (turn, far) = (seat as f32 * 2.399_963, (seat as f32 + 0.5).sqrt());
    [far * turn.cos(), far * turn.sin()]
}

/// Settles all members by forces, from far off to near, the influential drawn to the middle, and fills the disc evenly.
fn compose(
    room: &Room<'_>,
    rows: Vec<Vec<(u32, f32)>>,
    outwards: &[[f32; 2]],
    ticket: &Ticket,
) -> Result<Vec<[f32; 2]>, Stopped> {
    let n = rows.len();
    let mut places: Vec<[f32; 2]> = (0..n).map(sunflower).collect();
    if n > 2 {
        places = settled(levels(rows, ticket)?, ticket)?;
        even_out(&mut places);
        turn_outwards(&mut places, outwards);
    }
    let scale = usable(room.bubble.radius) / (n as f32).sqrt().max(1.0);
    for place in &mut places {
        *place = if n == 1 { [0.0; 2] } else { [place[0] * scale, place[1] * scale] };
    }
    Ok(places)
}

/// Places of the bodies of the nearest level, each level begun from the one above.
fn settled(mut levels: Vec<Level>, ticket: &Ticket) -> Result<Vec<[f32; 2]>, Stopped> {
    let mut above: Option<Vec<[f32; 2]>> = None;
    while let Some(level) = levels.pop() {
        let n = level.rows.len();
        let size = (level.mass.iter().sum::<f32>() / n as f32).sqrt();
        let mut places: Vec<[f32; 2]> = match &above {
            None => (0..n).map(sunflower).map(|at| [at[0] * size, at[1] * size]).collect(),
            Some(places) => {
                let beside = |(body, &parent): (usize, &u32)| {
                    let (at, turn) = (places[parent as usize], body as f32 * 2.399_963);
                    [at[0] + 0.5 * size * turn.cos(), at[1] + 0.5 * size * turn.sin()]
                };
                level.parents.iter().enumerate().map(beside).collect()
            }
        };
        let rank = |seat: usize| 1.0 - seat as f32 / n as f32;
        // Only of the nearest level the order tells influence.
        let drawn = |seat: usize| if levels.is_empty() { 0.6 + 0.8 * rank(seat).powi(3) } else { 1.0 };
        let pull: Vec<f32> = (0..n).map(drawn).collect();
        let mut springs = Springs::from_rows(&level.rows);
        let mean_row = (springs.ends.len() as f32 / n as f32).max(1.0);
        for weight in &mut springs.weights {
            *weight *= TIES_PULL * size * size / mean_row;
        }
        // From farthest off much is to be put in order, unless that is near and of many.
        let (rounds, heat) = match above {
            None if n <= 500 => (150, 0.15 * (n as f32).sqrt()),
            None => ((75_000.0 / n as f32).clamp(40.0, 100.0) as u32, 0.15 * (n as f32).sqrt()),
            Some(_) => (40, 1.5),
        };
        let heat = heat * size;
        let forces = Forces { mass: &level.mass, pull: &pull, springs: &springs, gravity: [1.0; 2], rounds, heat };
        settle(&mut places, &forces, ticket)?;
        above = Some(places);
    }
    Ok(above.unwrap_or_default())
}

/// The directions in which the contacts of each member in other tribes are, together; by the strength of these ties as
/// a share of all of the member's.
fn outwards(room: &Room<'_>, network: &Network, tribes: &Tribes) -> Vec<[f32; 2]> {
    let mut ties: Vec<(u32, f32)> = Vec::new();
    let member = |&person: &Person| {
        ties.clear();
        ties.extend(network.ties_of(person).map(|(other, strength)| (tribes.of[other as usize], strength)));
        // Whatever the rows of the people, the sums are the same to the letter.
        ties.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
        let mut sum = [0.0f32; 3];
        for &(tribe, strength) in &ties {
            sum[2] += strength;
            if let Some(to) = room.bubbles.get(tribe as usize).filter(|_| tribe != room.position) {
                let (dx, dy) = (to.x - room.bubble.x, to.y - room.bubble.y);
                let by = strength / dx.hypot(dy).max(1e-6);
                (sum[0], sum[1]) = (sum[0] + by * dx, sum[1] + by * dy);
            }
        }
        [0, 1].map(|axis| sum[axis] / sum[2].max(1e-9))
    };
    room.roster.iter().map(member).collect()
}

/// Turns (or mirrors) the whole so that those who are tied to other tribes stand on the side of these; nothing else
/// changes.
fn turn_outwards(places: &mut [[f32; 2]], outwards: &[[f32; 2]]) {
    // How well the whole fits as it is and a quarter further, then mirrored.
    let mut fits = [[0.0f64; 2]; 2];
    for (at, to) in places.iter().zip(outwards) {
        let [x, ux, uy] = [at[0], to[0], to[1]].map(f64::from);
        for (fit, y) in fits.iter_mut().zip([f64::from(at[1]), -f64::from(at[1])]) {
            *fit = [fit[0] + x * ux + y * uy, fit[1] + x * uy - y * ux];
        }
    }
    let long = |fit: [f64; 2]| fit[0].hypot(fit[1]);
    let is_mirrored = long(fits[1]) > long(fits[0]) * 1.001;
    let [along, across] = fits[usize::from(is_mirrored)];
    if long([along, across]) < 1e-9 {
        return;
    }
    let (sin, cos) = (across.atan2(along) as f32).sin_cos();
    for place in places {
        let (x, y) = (place[0], if is_mirrored { -place[1] } else { place[1] });
        *place = [x * cos - y * sin, x * sin + y * cos];
    }
}

/// Keeps everybody's direction and gives distances from the middle that fill a disc of radius √n; the order of distances
/// is that of the forces, drawn somewhat towards the order of influence: more would tear those apart who are tied.
fn even_out(places: &mut [[f32; 2]]) {
    let n = places.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| places[a][0].hypot(places[a][1]).total_cmp(&places[b][0].hypot(places[b][1])));
    let mut wish = vec![0.0f32; n];
    for (rank, &seat) in order.iter().enumerate() {
        wish[seat] = (1.0 - TO_THE_MIDDLE) * rank as f32 + TO_THE_MIDDLE * seat as f32;
    }
    order.sort_by(|&a, &b| wish[a].total_cmp(&wish[b]).then(a.cmp(&b)));
    for (rank, &seat) in order.iter().enumerate() {
        let place = &mut places[seat];
        let far = place[0].hypot(place[1]);
        let wanted = (rank as f32 + 0.5).sqrt();
        if far > 1e-4 {
            *place = [place[0] / far * wanted, place[1] / far * wanted];
        } else {
            let at = sunflower(seat);
            let long = at[0].hypot(at[1]).max(1e-6);
            *place = [at[0] / long * wanted, at[1] / long * wanted];
        }
    }
}

/// Pushes people apart who stand too near, and back in who stand outside; O(rounds · n) by a grid.
fn spread(places: &mut [[f32; 2]], reach: &[f32], radius: f32, ticket: &Ticket) -> Result<(), Stopped> {
    let mut grid = Grid::default();
    let widest = reach.iter().copied().fold(0.1, f32::max);
    for _ in 0..80 {
        ticket.check()?;
        grid.fill(places, 2.0 * widest);
        let moved = grid.push(places, reach);
        let mut is_over = false;
        for place in places.iter_mut() {
            let far = place[0].hypot(place[1]);
            if far > radius {
                is_over |= far > radius * 1.000_01;
                let by = radius / far * 0.999_999;
                *place = [place[0] * by, place[1] * by];
            }
        }
        if moved < 0.01 && !is_over {
            break;
        }
    }
    Ok(())
}

/// People by square cells, in compressed rows.
#[derive(Debug, Default)]
struct Grid {
    low: [f32; 2],
    cell: f32,
    wide: usize,
    high: usize,
    offsets: Vec<usize>,
    people: Vec<u32>,
}

impl Grid {
    fn fill(&mut self, places: &[[f32; 2]], cell: f32) {
        let (low, high) = super::tree::bounds(places);
        self.low = low;
        // Never more cells than a few a person, however far somebody stands.
        let area = ((high[0] - low[0]) * (high[1] - low[1])).max(1e-6);
        self.cell = cell.max((area / (4.0 * places.len().max(1) as f32)).sqrt());
        self.wide = ((high[0] - low[0]) / self.cell) as usize + 1;
        self.high = ((high[1] - low[1]) / self.cell) as usize + 1;
        self.offsets.clear();
        self.offsets.resize(self.wide * self.high + 1, 0);
        for place in places {
            let at = self.cell_of(*place);
            self.offsets[at.1 * self.wide + at.0 + 1] += 1;
        }
        for k in 1..self.offsets.len() {
            self.offsets[k] += self.offsets[k - 1];
        }
        let mut next = self.offsets.clone();
        self.people.resize(places.len(), 0);
        for (person, place) in (0..).zip(places) {
            let at = self.cell_of(*place);
            let slot = &mut next[at.1 * self.wide + at.0];
            self.people[*slot] = person;
            *slot += 1;
        }
    }

    fn cell_of(&self, place: [f32; 2]) -> (usize, usize) {
        let along = |axis: usize, n: usize| (((place[axis] - self.low[axis]) / self.cell) as usize).min(n - 1);
        (along(0, self.wide), along(1, self.high))
    }

    /// One round over all near pairs; gives the deepest overlap met.
    fn push(&self, places: &mut [[f32; 2]], reach: &[f32]) -> f32 {
        let mut deepest = 0.0f32;
        for a in 0..places.len() {
            let (x, y) = self.cell_of(places[a]);
            for row in y.saturating_sub(1)..=(y + 1).min(self.high - 1) {
                let first = row * self.wide + x.saturating_sub(1);
                let last = row * self.wide + (x + 1).min(self.wide - 1);
                for &b in &self.people[self.offsets[first]..self.offsets[last + 1]] {
                    if b as usize > a {
                        deepest = deepest.max(push_pair(places, reach[a] + reach[b as usize], a, b as usize));
                    }
                }
            }
        }
        deepest
    }
}

fn push_pair(places: &mut [[f32; 2]], apart: f32, a: usize, b: usize) -> f32 {
    let (mut dx, mut dy) = (places[b][0] - places[a][0], places[b][1] - places[a][1]);
    let d = dx.hypot(dy);
    if d >= apart {
        return 0.0;
    }
    let depth = apart - d;
    if d < 1e-5 {
        let turn = (a * 31 + b) as f32;
        (dx, dy) = (turn.cos(), turn.sin());
    } else {
        (dx, dy) = (dx / d, dy / d);
    }
    let by = depth / 2.0;
    places[a] = [places[a][0] - dx * by, places[a][1] - dy * by];
    places[b] = [places[b][0] + dx * by, places[b][1] + dy * by];
    depth
}
