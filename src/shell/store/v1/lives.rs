//! What is known of people's lives as customers as Parquet blobs, there and back; knows no database.

use super::columns::{In, Out};
use super::{Pieces, Trouble};
use crate::domain::model::{Incident, Lives, NeedKind, Needs, Tones};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Kinds of needs as stored: by their place in this list, which may only grow at its end.
const KINDS: [NeedKind; 3] = [NeedKind::Bought, NeedKind::CaresAbout, NeedKind::Said];

/// Single values beside the columns.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct LivesRestV1 {
    today: i64,
    has_purchases: bool,
    has_incidents: bool,
    usual_gap_bits: u32,
    /// The tags of each tribe.
    of_tribe: Vec<Vec<u32>>,
    /// Texts, English ones, Italian ones, and those that speak for or against.
    texts: [u32; 4],
}

impl LivesRestV1 {
    fn of(lives: &Lives) -> Self {
        LivesRestV1 {
            today: lives.today,
            has_purchases: lives.has_purchases,
            has_incidents: lives.has_incidents,
            usual_gap_bits: lives.usual_gap_days.to_bits(),
            of_tribe: lives.needs.of_tribe.clone(),
            texts: [lives.tones.n_texts, lives.tones.n_english, lives.tones.n_italian, lives.tones.n_telling],
        }
    }
}

/// The blobs by name.
pub(super) fn pieces_of(lives: &Lives) -> Result<Pieces, Trouble> {
    Ok(vec![
        ("lives", lives_out(lives).bytes()?),
        ("hit", hit_out(lives).bytes()?),
        ("needs", needs_out(&lives.needs).bytes()?),
        ("tones", tones_out(&lives.tones).bytes()?),
        ("lives_rest", serde_json::to_vec(&LivesRestV1::of(lives))?),
    ])
}

/// What the blobs say; nothing where an older program wrote none.
pub(super) fn read(pieces: &mut HashMap<String, Vec<u8>>, n_people: usize) -> Result<Option<Lives>, Trouble> {
    let Some(rest) = pieces.remove("lives_rest") else { return Ok(None) };
    let rest = serde_json::from_slice(&rest)?;
    let mut take = |name: &str| In::from_bytes(pieces.remove(name).unwrap_or_default());
    let (lives, hit, needs) = (take("lives")?, take("hit")?, take("needs")?);
    let rest: LivesRestV1 = rest;
    let texts = rest.texts;
    // Older programs kept no tone.
    let tones = match pieces.remove("tones") {
        Some(bytes) => tones_in(&In::from_bytes(bytes)?, texts, n_people)?,
        None => Tones::default(),
    };
    Ok(Some(Lives { tones, ..lives_in(rest, &lives, &hit, &needs, n_people)? }))
}

fn lives_out(lives: &Lives) -> Out {
    let mut out = Out::default();
    out.bool("has_bought", &lives.has_bought)
        .i64("first_bought", &lives.first_bought)
        .i64("last_bought", &lives.last_bought)
        .u32("n_days_bought", &lives.n_days_bought)
        .f32("gap_days", &lives.gap_days)
        .i64("since", &lives.since)
        .i64("last_contact", &lives.last_contact)
        .bool("is_interested", &lives.is_interested)
        .bool("knows_buyer", &lives.knows_buyer)
        .bool("friend_bought", &lives.friend_bought)
        .u32("n_complaints", &lives.n_complaints)
        .i64("last_complaint", &lives.last_complaint);
    for place in 0..Needs::MOST {
        let column: Vec<u32> = lives.needs.of_person.iter().map(|places| places[place]).collect();
        out.u32(&format!("need {place}"), &column);
    }
    out
}

fn hit_out(lives: &Lives) -> Out {
    let mut out = Out::default();
    out.u32("person", &lives.hit.iter().map(|hit| hit.person).collect::<Vec<_>>())
        .i64("at", &lives.hit.iter().map(|hit| hit.at).collect::<Vec<_>>())
        .bool("is_outage", &lives.hit.iter().map(|hit| hit.is_outage).collect::<Vec<_>>())
        .text("subject", &lives.hit.iter().map(|hit| hit.subject.clone()).collect::<Vec<_>>());
    out
}

fn tones_out(tones: &Tones) -> Out {
    let mut out = Out::default();
    out.f32("tone", &tones.of);
    out
}

fn tones_in(columns: &In, texts: [u32; 4], n_people: usize) -> Result<Tones, Trouble> {
    let [n_texts, n_english, n_italian, n_telling] = texts;
    let of = columns.f32("tone")?;
    if !of.is_empty() && of.len() != n_people {
        return Err(Trouble::Content("tones of other people"));
    }
    Ok(Tones { of, n_texts, n_english, n_italian, n_telling })
}

fn needs_out(needs: &Needs) -> Out {
    let kind = |kind: NeedKind| KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len()) as u32;
    let mut out = Out::default();
    out.u32("kind", &needs.words.iter().map(|(of, _)| kind(*of)).collect::<Vec<_>>())
        .text("word", &needs.words.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>());
    out
}

fn lives_in(rest: LivesRestV1, columns: &In, hit: &In, needs: &In, n_people: usize) -> Result<Lives, Trouble> {
    let lives = Lives {
        today: rest.today,
        has_purchases: rest.has_purchases,
        has_incidents: rest.has_incidents,
        has_bought: columns.bool("has_bought")?,
        first_bought: columns.i64("first_bought")?,
        last_bought: columns.i64("last_bought")?,
        n_days_bought: columns.u32("n_days_bought")?,
        gap_days: columns.f32("gap_days")?,
        usual_gap_days: f32::from_bits(rest.usual_gap_bits),
        since: columns.i64("since")?,
        last_contact: columns.i64("last_contact")?,
        is_interested: columns.bool("is_interested")?,
        knows_buyer: columns.bool("knows_buyer")?,
        friend_bought: columns.bool("friend_bought")?,
        n_complaints: columns.u32("n_complaints")?,
        last_complaint: columns.i64("last_complaint")?,
        hit: hit_in(hit)?,
        needs: needs_in(needs, columns, rest.of_tribe)?,
        tones: Tones::default(),
    };
    let lengths = [
        lives.has_bought.len(),
        lives.first_bought.len(),
        lives.last_bought.len(),
        lives.n_days_bought.len(),
        lives.gap_days.len(),
        lives.since.len(),
        lives.last_contact.len(),
        lives.is_interested.len(),
        lives.knows_buyer.len(),
        lives.n_complaints.len(),
        lives.last_complaint.len(),
        lives.needs.of_person.len(),
    ];
    let is_sound =
        lengths.iter().all(|&n| n == n_people) && lives.hit.iter().all(|hit| (hit.person as usize) < n_people);
    if is_sound { Ok(lives) } else { Err(Trouble::Content("lives of unequal columns")) }
}

fn hit_in(columns: &In) -> Result<Vec<Incident>, Trouble> {
    let (people, at) = (columns.u32("person")?, columns.i64("at")?);
    let (is_outage, subjects) = (columns.bool("is_outage")?, columns.text("subject")?);
    if [at.len(), is_outage.len(), subjects.len()] != [people.len(); 3] {
        return Err(Trouble::Content("incidents of unequal columns"));
    }
    let all = people.into_iter().zip(at).zip(is_outage).zip(subjects);
    Ok(all.map(|(((person, at), is_outage), subject)| Incident { person, at, is_outage, subject }).collect())
}

fn needs_in(words: &In, people: &In, of_tribe: Vec<Vec<u32>>) -> Result<Needs, Trouble> {
    let kind = |number: u32| KINDS.get(number as usize).copied().ok_or(Trouble::Content("an unknown kind of need"));
    let kinds: Vec<NeedKind> = words.u32("kind")?.into_iter().map(kind).collect::<Result<_, _>>()?;
    let words = kinds.into_iter().zip(words.text("word")?).collect();
    let mut of_person: Vec<[u32; Needs::MOST]> = Vec::new();
    for place in 0..Needs::MOST {
        let column = people.u32(&format!("need {place}"))?;
        of_person.resize(column.len().max(of_person.len()), [Needs::NONE; Needs::MOST]);
        of_person.iter_mut().zip(column).for_each(|(places, word)| places[place] = word);
    }
    Ok(Needs { words, of_person, of_tribe })
}
