//! Why one person ranks where they rank, as numbers that a screen can turn into sentences; writes no sentence itself.

use super::bridging::{into_tribes, memberships};
use super::persuasion::Followed;
use crate::domain::model::{Channel, NO_TRIBE, Network, Person, Role, TieKind};
use crate::domain::score::Scored;
use crate::domain::ties::pair;

/// How many ties a card shows.
const N_TIES: usize = 5;

/// One of the parts of influence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    ListenedTo,
    Reach,
    Closeness,
    Position,
    Persuasion,
}

/// One bar of the card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub part: Part,
    /// Share of the other ranked people below, 0 to 1.
    pub share: f32,
}

/// One tie of the card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    pub person: Person,
    /// The row in the ties, for all its evidence.
    pub tie_row: u32,
    pub strength: f32,
    /// Contacts the neighbour made, and contacts this person made.
    pub contacts_in: u32,
    pub contacts_out: u32,
    pub days: u32,
    pub seconds: u64,
    /// Days from the pair's last contact to the last contact of the whole data; nothing where undated.
    pub days_ago: Option<u32>,
    /// Days from one day in touch to the next, where that can be said; see [`pair::usual_gap_days`].
    pub usual_gap_days: Option<f64>,
    /// Silent for so long that the tie is probably over; see [`pair::is_probably_gone`].
    pub is_gone: bool,
    pub reciprocity: f32,
    pub overlap: f32,
    /// Nothing but a guess from purchases.
    pub is_inferred: bool,
    /// Share of the contacts of each [`TieKind`]; nothing where the data does not tell kinds.
    pub kinds: Option<[f32; 4]>,
    /// Share of the contacts late in the evening or at the weekend; nothing where no hour is known.
    pub late_share: Option<f32>,
    /// What they think of each other, in the scale of the file.
    pub judgement: Option<f32>,
    /// Share of the contacts in each of [`Channel::ALL`].
    pub channels: [f32; 7],
}

/// One reason for the rank, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// So many people make at least as many contacts with them as they make back; `n_contacts` in all.
    ComesTo { n_people: u32, n_contacts: u32 },
    /// Expected people inside the market in two steps.
    Reaches { n_people: u32 },
    /// Close ties: so many of the person's ties have a strength of one half or more.
    Close { n_strong: u32, n_contacts: u32 },
    /// Their own tribe of so many listens to them more than to its other members.
    Holds { n_people: u32 },
    /// So many tribes besides the own one.
    Joins { n_tribes: u32 },
    /// So many contacts took things up within the weeks after them, of so many who took them up at all; `expected` by chance.
    /// No weeks where some are dated by months.
    Sways { n_followed: u32, n_contacts: u32, n_things: u32, expected: f32, weeks: Option<u32> },
}

impl Reason {
    /// The part of influence that it explains.
    #[must_use]
    pub fn part(self) -> Part {
        match self {
            Reason::ComesTo { .. } => Part::ListenedTo,
            Reason::Reaches { .. } => Part::Reach,
            Reason::Close { .. } => Part::Closeness,
            Reason::Joins { .. } | Reason::Holds { .. } => Part::Position,
            Reason::Sways { .. } => Part::Persuasion,
        }
    }
}

/// Everything a person card shows about influence.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub person: Person,
    /// 0 to 100.
    pub influence: f32,
    /// 0: not ranked (opted out, outside the market, or without ties).
    pub rank: u32,
    pub n_ranked: u32,
    pub rank_by_contacts: u32,
    pub role: Role,
    /// Position of the tribe, where there is one.
    pub tribe: Option<u32>,
    /// Positions of the tribes they belong to, with the share of their strength that leads there, largest first.
    pub memberships: Vec<(u32, f32)>,
    /// The four parts, and the fifth where anything is known of it.
    pub bars: Vec<Bar>,
    /// The contacts who took things up after them, where anything is known of it.
    pub followed: Option<Followed>,
    /// The rank by the figures alone, whatever was decided over them.
    pub rank_by_figures: u32,
    /// Share of the strength that comes to the person.
    pub inward_share: f32,
    /// Reach without close ties: more contacts than a circle has, hardly any of them close.
    pub is_broadcast: bool,
    /// The strongest ties, at most five.
    pub ties: Vec<Neighbour>,
    /// By falling share of the part explained; none for people who are not ranked.
    pub reasons: Vec<Reason>,
}

/// The card of one person; nothing where there is no such row. O(ties of the person · log).
#[must_use]
pub fn card(person: Person, scored: &Scored) -> Option<Card> {
    let row = person as usize;
    let known = &scored.scores;
    let rank = *known.rank.get(row)?;
    let bar = |part: Part, shares: &[f32]| Bar { part, share: shares[row] };
    Some(Card {
        person,
        influence: known.influence[row],
        rank,
        n_ranked: known.order.len() as u32,
        rank_by_contacts: known.rank_by_contacts[row],
        role: known.role[row],
        tribe: Some(scored.tribes.of[row]).filter(|&tribe| tribe != NO_TRIBE),
        memberships: memberships(&scored.network, &scored.tribes.of, person),
        bars: [
            Some(bar(Part::ListenedTo, &known.listened_to)),
            Some(bar(Part::Reach, &known.reach)),
            Some(bar(Part::Closeness, &known.closeness)),
            Some(bar(Part::Position, &known.position)),
            known.persuasion_of(person).map(|share| Bar { part: Part::Persuasion, share }),
        ]
        .into_iter()
        .flatten()
        .collect(),
        followed: scored.persuasion.evidence.of(person),
        rank_by_figures: known.figures_rank(person),
        inward_share: known.inward_share[row],
        is_broadcast: is_broadcast(&scored.network, person),
        ties: closest(person, scored, N_TIES),
        reasons: if rank == 0 { Vec::new() } else { reasons(person, scored) },
    })
}

/// Whether hardly one tie in twenty of more than a circle is close (a strength of one half or more).
pub(super) fn is_broadcast(network: &Network, person: Person) -> bool {
    let strengths = &network.strength[network.slots(person)];
    let n_strong = strengths.iter().filter(|&&strength| strength >= 0.5).count();
    strengths.len() as f32 > super::reach::CIRCLE && n_strong * 20 < strengths.len()
}

/// Somebody's strongest ties, at most so many, the strongest first.
#[must_use]
pub fn closest(person: Person, scored: &Scored, most: usize) -> Vec<Neighbour> {
    let network = &scored.network;
    let mut slots: Vec<usize> = network.slots(person).collect();
    slots.sort_by(|&x, &y| network.strength[y].total_cmp(&network.strength[x]).then(x.cmp(&y)));
    slots.into_iter().take(most).filter_map(|slot| neighbour(person, slot, scored)).collect()
}

/// The tie of two people, seen from the first; nothing where they have none.
#[must_use]
pub fn tie_between(person: Person, other: Person, scored: &Scored) -> Option<Neighbour> {
    let slots = scored.network.slots(person);
    let first = slots.start;
    // Rows are sorted by neighbour.
    let place = scored.network.neighbours[slots].binary_search(&other).ok()?;
    neighbour(person, first + place, scored)
}

/// O(log ties).
fn neighbour(person: Person, slot: usize, scored: &Scored) -> Option<Neighbour> {
    let (network, ties) = (&scored.network, &scored.ties);
    let other = network.neighbours[slot];
    let row = ties.row(person, other)?;
    let (out, back) = (ties.contacts_out[row], ties.contacts_back[row]);
    let is_dated = ties.last.get(row) != crate::domain::model::Ties::NO_DATE;
    let days_ago = ties.today.saturating_sub(ties.last.get(row)).div_euclid(86_400);
    Some(Neighbour {
        person: other,
        tie_row: row as u32,
        strength: network.strength[slot],
        contacts_in: if person < other { back } else { out },
        contacts_out: if person < other { out } else { back },
        days: ties.days[row],
        seconds: u64::from(ties.seconds[row]),
        days_ago: if is_dated { u32::try_from(days_ago).ok() } else { None },
        usual_gap_days: Some(row).filter(|_| is_dated).and_then(|row| pair::usual_gap_days(ties, row)),
        is_gone: is_dated && pair::is_probably_gone(ties, row),
        reciprocity: ties.reciprocity(row),
        overlap: ties.overlap[row],
        is_inferred: ties.is_inferred(row),
        kinds: ties.kinds.get(row).map(|_| TieKind::ALL.map(|kind| ties.share_of_kind(row, kind).unwrap_or(0.0))),
        late_share: ties.late_share(row),
        judgement: ties.judgement(row),
        channels: Channel::ALL.map(|channel| ties.share_of_channel(row, channel)),
    })
}

fn reasons(person: Person, scored: &Scored) -> Vec<Reason> {
    let row = person as usize;
    let (network, known) = (&scored.network, &scored.scores);
    let slots = network.slots(person);
    let n_contacts = known.n_contacts[row];
    let comes = slots.clone().filter(|&slot| network.goes_to[slot] <= network.strength[slot] / 2.0).count();
    let strong = slots.filter(|&slot| network.strength[slot] >= 0.5).count();
    let own = scored.tribes.of[row];
    let joined = into_tribes(network, &scored.tribes.of, person).iter().filter(|(tribe, _)| *tribe != own).count();
    let mut reasons = vec![
        (known.listened_to[row], Reason::ComesTo { n_people: comes as u32, n_contacts }),
        (known.reach[row], Reason::Reaches { n_people: known.reach_people[row].round() as u32 }),
        (known.closeness[row], Reason::Close { n_strong: strong as u32, n_contacts }),
    ];
    reasons.push(if known.holding[row] > known.bridging[row] {
        let n_people = scored.tribes.tribe_of(person).map_or(0, |tribe| tribe.members.len() as u32);
        (known.position[row], Reason::Holds { n_people })
    } else {
        (known.position[row], Reason::Joins { n_tribes: joined as u32 })
    });
    if let (Some(share), Some(seen)) = (known.persuasion_of(person), scored.persuasion.evidence.of(person))
        && seen.n_followed as f32 > seen.expected
    {
        let Followed { n_followed, n_contacts, n_things, expected, .. } = seen;
        let weeks = scored.persuasion.weeks_told();
        reasons.push((share, Reason::Sways { n_followed, n_contacts, n_things, expected, weeks }));
    }
    reasons.retain(|(share, reason)| {
        let (Reason::ComesTo { n_people: n, .. }
        | Reason::Reaches { n_people: n }
        | Reason::Close { n_strong: n, .. }
        | Reason::Joins { n_tribes: n }
        | Reason::Holds { n_people: n }
        | Reason::Sways { n_followed: n, .. }) = *reason;
        *share > 0.0 && n > 0
    });
    // Stable: of equal shares the heavier part of the default weights comes first.
    reasons.sort_by(|x, y| y.0.total_cmp(&x.0));
    reasons.into_iter().map(|(_, reason)| reason).collect()
}
