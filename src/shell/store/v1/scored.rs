//! What was computed, as named Parquet blobs, so that reopening needs no computing; the network follows from the ties.

use super::columns::{In, Out};
use super::scored_in::{by_hand_in, evidence_in, people_in, places_in, scores_in, ties_in, tribes_in};
use super::{Trouble, checked, found, lives, read_field, write_field};
use crate::domain::influence::persuasion::{Evidence, Finding, Persuasion};
use crate::domain::model::{
    Bubble, Cleaned, Decisions, Network, People, Role, ScoreSettings, Scores, Ties, Tribe, Tribes,
};
use crate::domain::score::Scored;
use crate::project::Document;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Roles as stored: by their place in this list, which may only grow at its end.
pub(super) const ROLES: [Role; 7] =
    [Role::Leader, Role::Spreader, Role::Bridge, Role::Core, Role::Follower, Role::Outsider, Role::Celebrity];

/// Single values beside the columns.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RestV1 {
    headings: Vec<String>,
    /// People with several ids, that which stands for all first.
    same: Vec<Vec<String>>,
    today: i64,
    modularity_bits: u64,
}

/// What scores depend on: with another one of these they are out of date.
#[derive(PartialEq, Serialize, Deserialize)]
struct ScoredFor {
    settings: ScoreSettings,
    imports: Vec<u32>,
    /// The decisions that scoring reads, as a checksum; empty where there are none.
    #[serde(default)]
    decisions: String,
}

fn scored_for(document: &Document) -> ScoredFor {
    let imports = document.imports.iter().filter(|import| import.kind().is_for_scores()).map(|import| import.id);
    let read = document.decisions.for_scores();
    let text = serde_json::to_vec(&read).unwrap_or_default();
    let decisions = if read == Decisions::default() { String::new() } else { blake3::hash(&text).to_hex().to_string() };
    ScoredFor { settings: document.settings.clone(), imports: imports.collect(), decisions }
}

/// Blobs by name.
pub(in super::super) type Pieces = Vec<(&'static str, Vec<u8>)>;

/// Compresses everything; the long part of storing, done before the transaction.
pub(in super::super) fn pieces_of(scored: &Scored) -> Result<Pieces, Trouble> {
    let rest = RestV1 {
        headings: scored.people.attributes.iter().map(|attribute| attribute.heading.clone()).collect(),
        same: scored.people.same(),
        today: scored.ties.today,
        modularity_bits: scored.tribes.modularity.to_bits(),
    };
    let places = &scored.places;
    let bubble = |part: fn(&Bubble) -> f32| -> Vec<f32> { places.bubbles.iter().map(part).collect() };
    let place = |axis: usize| -> Vec<f32> { places.people.iter().map(|xy| xy[axis]).collect() };
    let members: Vec<u32> = scored.tribes.tribes.iter().flat_map(|tribe| tribe.members.iter().copied()).collect();
    let mut pieces = vec![
        ("people", people_out(&scored.people).bytes()?),
        ("ties", ties_out(&scored.ties).bytes()?),
        ("tribes", tribes_out(&scored.tribes).bytes()?),
        ("members", Out::default().u32("person", &members).bytes()?),
        ("tribe_of", Out::default().u32("tribe", &scored.tribes.of).bytes()?),
        ("scores", scores_out(&scored.scores).bytes()?),
        ("order", Out::default().u32("person", &scored.scores.order).bytes()?),
        (
            "bubbles",
            Out::default()
                .f32("x", &bubble(|b| b.x))
                .f32("y", &bubble(|b| b.y))
                .f32("radius", &bubble(|b| b.radius))
                .bytes()?,
        ),
        ("places", Out::default().f32("x", &place(0)).f32("y", &place(1)).bytes()?),
        ("by hand", by_hand_out(&scored.scores).bytes()?),
        ("evidence", evidence_out(&scored.persuasion.evidence).bytes()?),
        ("persuasion", serde_json::to_vec(&PersuasionV1::from(&*scored.persuasion))?),
        ("cleaned", serde_json::to_vec(&*scored.cleaned)?),
        ("rest", serde_json::to_vec(&rest)?),
    ];
    pieces.extend(lives::pieces_of(&scored.lives)?);
    pieces.extend(found::pieces_of(&scored.found)?);
    if !scored.whole.is_empty() {
        pieces.push(("whole_of", Out::default().u32("tribe", &scored.whole).bytes()?));
    }
    Ok(pieces)
}

fn people_out(people: &People) -> Out {
    let mut out = Out::default();
    out.text("id", &people.ids)
        .optional_text("name", &people.names, people.len())
        .optional_text("phone", &people.phones, people.len())
        .optional_text("email", &people.emails, people.len())
        .i64("spend_cents", &people.spend_cents)
        .bool("has_profile", &people.has_profile)
        .bool("is_customer", &people.is_customer)
        .bool("is_opted_out", &people.is_opted_out)
        .bool("is_impersonal", &people.is_impersonal)
        .bool("is_on_topic", &people.is_on_topic);
    for (n, attribute) in people.attributes.iter().enumerate() {
        out.optional_text(&format!("attribute {n}"), &attribute.values, people.len());
    }
    out
}

/// A statement a column where it is stored otherwise than it is held: its copy is gone before the next is made.
pub(super) fn ties_out(ties: &Ties) -> Out {
    let by_row = |of: fn(&Ties, usize) -> f32| -> Vec<f32> { (0..ties.len()).map(|row| of(ties, row)).collect() };
    let mut out = Out::default();
    out.u32("a", &ties.a).u32("b", &ties.b);
    out.u32("channels", &ties.channels.iter().map(|&bits| u32::from(bits)).collect::<Vec<_>>());
    out.u32("contacts_out", &ties.contacts_out).u32("contacts_back", &ties.contacts_back).u32("days", &ties.days);
    out.u64("seconds", &ties.seconds.iter().map(|&seconds| u64::from(seconds)).collect::<Vec<_>>());
    out.i64("first", &ties.first.iter().collect::<Vec<_>>());
    out.i64("last", &ties.last.iter().collect::<Vec<_>>());
    out.f32("recent_contacts", &ties.recent_contacts);
    out.f32("reciprocity", &by_row(Ties::reciprocity));
    out.f32("steadiness", &ties.steadiness).f32("overlap", &ties.overlap);
    if ties.rating.is_empty() {
        // Earlier programs look for a judgement of every pair.
        out.f32("rating", &vec![f32::NAN; ties.len()]);
    } else {
        out.f32("rating", &ties.rating);
    }
    out.f32("strength", &ties.strength);
    if !ties.going.is_empty() {
        out.f32("share_out", &by_row(Ties::share_out));
    }
    out.f32("weight", &ties.weight);
    out.u32("kinds", &ties.kinds.iter().map(|shares| u32::from_le_bytes(*shares)).collect::<Vec<_>>());
    out.u64("channel_shares", &ties.channel_shares.iter().copied().map(packed).collect::<Vec<_>>());
    out.u32("late", &ties.late.iter().map(|&share| u32::from(share)).collect::<Vec<_>>());
    out
}

/// Seven bytes in a number, the first lowest.
fn packed(shares: [u8; 7]) -> u64 {
    shares.iter().rev().fold(0, |sum, &share| (sum << 8) | u64::from(share))
}

fn tribes_out(tribes: &Tribes) -> Out {
    let tribes = &tribes.tribes;
    let float = |part: fn(&Tribe) -> f64| -> Vec<f64> { tribes.iter().map(part).collect() };
    let mut out = Out::default();
    out.u32("id", &tribes.iter().map(|tribe| tribe.id).collect::<Vec<_>>())
        .text("name", &tribes.iter().map(|tribe| tribe.name.clone()).collect::<Vec<_>>())
        .u32("n_members", &tribes.iter().map(|tribe| tribe.members.len() as u32).collect::<Vec<_>>())
        .f64("inside", &float(|tribe| tribe.inside))
        .f64("outside", &float(|tribe| tribe.outside))
        .f64("modularity_share", &float(|tribe| tribe.modularity_share));
    out
}

fn scores_out(scores: &Scores) -> Out {
    let role = |role: &Role| ROLES.iter().position(|known| known == role).unwrap_or(ROLES.len()) as u32;
    let mut out = Out::default();
    out.f32("influence", &scores.influence)
        .u32("rank", &scores.rank)
        .f32("listened_to", &scores.listened_to)
        .f32("reach", &scores.reach)
        .f32("closeness", &scores.closeness)
        .f32("bridging", &scores.bridging)
        .f32("position", &scores.position)
        .f32("holding", &scores.holding)
        .f32("persuasion", &scores.persuasion.iter().map(|share| share.unwrap_or(f32::NAN)).collect::<Vec<_>>())
        .u32("rank_by_figures", &scores.rank_by_figures)
        .f64("pagerank", &scores.pagerank)
        .f32("reach_people", &scores.reach_people)
        .f32("total_strength", &scores.total_strength)
        .f32("participation", &scores.participation)
        .u32("n_contacts", &scores.n_contacts)
        .u32("rank_by_contacts", &scores.rank_by_contacts)
        .f32("inward_share", &scores.inward_share)
        .u32("role", &scores.role.iter().map(role).collect::<Vec<_>>());
    out
}

/// The findings; the evidence of each person stands in columns beside them.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct PersuasionV1 {
    findings: Vec<Finding>,
    weeks: u32,
}

impl From<&Persuasion> for PersuasionV1 {
    fn from(persuasion: &Persuasion) -> Self {
        PersuasionV1 { findings: persuasion.findings.clone(), weeks: persuasion.weeks }
    }
}

fn evidence_out(evidence: &Evidence) -> Out {
    let mut out = Out::default();
    out.f32("n_followed", &evidence.n_followed)
        .f32("expected", &evidence.expected)
        .u32("n_contacts", &evidence.n_contacts)
        .u32("n_after", &evidence.n_after)
        .f32("expected_after", &evidence.expected_after)
        .u32("n_things", &evidence.n_things)
        .f32("n_following", &evidence.n_following)
        .f32("expected_following", &evidence.expected_following);
    out
}

fn by_hand_out(scores: &Scores) -> Out {
    let (people, calls): (Vec<u32>, Vec<u32>) =
        scores.by_hand.iter().map(|&(person, call)| (person, call as u32)).unzip();
    let mut out = Out::default();
    out.u32("person", &people).u32("call", &calls);
    out
}

/// Puts all blobs in the place of those that were there. Call it in a transaction.
pub(in super::super) fn write_scored(
    connection: &Connection,
    pieces: &Pieces,
    document: &Document,
) -> Result<(), Trouble> {
    connection.execute("DELETE FROM scored", [])?;
    for (name, body) in pieces {
        let hash = blake3::hash(body);
        connection
            .execute("INSERT INTO scored VALUES (?1, ?2, ?3)", params![name, body, hash.as_bytes().as_slice()])?;
    }
    write_field(connection, "scored_for", &scored_for(document))
}

/// The stored scores, and whether they are those of this document.
pub(in super::super) fn read_scored(
    connection: &Connection,
    document: &Document,
) -> Result<Option<(Scored, bool)>, Trouble> {
    let mut query = connection.prepare("SELECT name, body, hash FROM scored")?;
    let mut pieces: HashMap<String, Vec<u8>> = HashMap::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let hash: Vec<u8> = row.get(2)?;
        pieces.insert(row.get(0)?, checked(row.get(1)?, &hash)?);
    }
    let Some(rest) = pieces.remove("rest") else { return Ok(None) };
    let rest: RestV1 = serde_json::from_slice(&rest)?;
    let cleaned = pieces.remove("cleaned").map(|bytes| serde_json::from_slice::<Cleaned>(&bytes)).transpose()?;
    let cleaned = cleaned.unwrap_or_default();
    let persuasion = pieces.remove("persuasion").map(|bytes| serde_json::from_slice::<PersuasionV1>(&bytes));
    let persuasion = persuasion.transpose()?.unwrap_or_default();
    let mut take = |name: &str| In::from_bytes(pieces.remove(name).unwrap_or_default());
    let people = people_in(&take("people")?, rest.headings, &rest.same)?;
    let ties = ties_in(&take("ties")?, rest.today)?;
    let tribes = tribes_in(&take("tribes")?, take("members")?.u32("person")?, take("tribe_of")?.u32("tribe")?)?;
    let scores = scores_in(&take("scores")?, take("order")?.u32("person")?)?;
    let scores = Scores { by_hand: by_hand_in(&take("by hand")?)?, ..scores };
    let evidence = evidence_in(&take("evidence")?)?;
    let PersuasionV1 { findings, weeks } = persuasion;
    let persuasion = Persuasion { findings, weeks, evidence };
    if scores.position.len() != scores.influence.len() {
        // Scores of an older program lack a part: they are worked out anew.
        return Ok(None);
    }
    let places = places_in(&take("bubbles")?, &take("places")?)?;
    let tribes = Tribes { modularity: f64::from_bits(rest.modularity_bits), ..tribes };
    // Older programs did not look into people's lives: their scores are worked out anew.
    let lives = lives::read(&mut pieces, people.len())?;
    let is_whole = lives.is_some();
    let n_people = people.len() as u32;
    if ties.a.len() != ties.b.len() || ties.a.iter().chain(&ties.b).any(|&person| person >= n_people) {
        return Err(Trouble::Content("a tie of nobody"));
    }
    let network = network_of(&ties, &people);
    let found = found::read(&mut pieces, &network)?;
    let whole = found::read_whole(&mut pieces, network.n_people())?;
    let stored_for: Option<ScoredFor> = read_field(connection, "scored_for").unwrap_or_default();
    let all = Scored {
        network: Arc::new(network),
        people: Arc::new(people),
        ties: Arc::new(ties),
        tribes: Arc::new(tribes),
        found: Arc::new(found),
        whole: Arc::new(whole),
        settings: stored_for.as_ref().map(|stored| stored.settings.clone()),
        scores: Arc::new(scores),
        places: Arc::new(places),
        cleaned: Arc::new(cleaned),
        lives: Arc::new(lives.unwrap_or_default()),
        persuasion: Arc::new(persuasion),
        basis: None,
    };
    Ok(Some((all, is_whole && stored_for.is_some_and(|stored| stored == scored_for(document)))))
}

/// Networks are not stored: their ties are.
fn network_of(ties: &Ties, people: &People) -> Network {
    let Ok(network) = Network::among(ties, &people.scorable(), || Ok::<(), std::convert::Infallible>(()));
    network
}
