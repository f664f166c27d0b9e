//! Stored columns back into what was computed: each part of the scores from its own; opens no database.

use super::Trouble;
use super::columns::In;
use super::scored::ROLES;
use crate::domain::influence::persuasion::Evidence;
use crate::domain::model::{Attribute, Bubble, Call, People, Places, Scores, Ties, Tribe, Tribes};

pub(super) fn people_in(columns: &In, headings: Vec<String>, same: &[Vec<String>]) -> Result<People, Trouble> {
    let ids = columns.text("id")?;
    let mut people = People::with_same(ids.clone(), same);
    if people.ids != ids {
        return Err(Trouble::Content("customers out of order"));
    }
    people.names = columns.optional_text("name")?;
    people.phones = columns.optional_text("phone")?;
    people.emails = columns.optional_text("email")?;
    people.spend_cents = columns.i64("spend_cents")?;
    people.has_profile = columns.bool("has_profile")?;
    people.is_customer = columns.bool("is_customer")?;
    people.is_opted_out = columns.bool("is_opted_out")?;
    people.is_impersonal = columns.bool("is_impersonal")?;
    people.is_on_topic = columns.bool("is_on_topic")?;
    for (n, heading) in headings.into_iter().enumerate() {
        let values = columns.optional_text(&format!("attribute {n}"))?;
        people.attributes.push(Attribute { heading, values });
    }
    Ok(people)
}

pub(super) fn ties_in(columns: &In, today: i64) -> Result<Ties, Trouble> {
    Ok(Ties {
        a: columns.u32("a")?,
        b: columns.u32("b")?,
        channels: columns.u32("channels")?.into_iter().map(|bits| bits as u8).collect(),
        contacts_out: columns.u32("contacts_out")?,
        contacts_back: columns.u32("contacts_back")?,
        days: columns.u32("days")?,
        seconds: columns.u64("seconds")?,
        first: columns.i64("first")?,
        last: columns.i64("last")?,
        recent_contacts: columns.f32("recent_contacts")?,
        reciprocity: columns.f32("reciprocity")?,
        steadiness: columns.f32("steadiness")?,
        overlap: columns.f32("overlap")?,
        rating: columns.f32("rating")?,
        strength: columns.f32("strength")?,
        share_out: columns.f32("share_out")?,
        weight: columns.f32("weight")?,
        kinds: columns.u32("kinds")?.into_iter().map(u32::to_le_bytes).collect(),
        channel_shares: columns.u64("channel_shares")?.into_iter().map(unpacked).collect(),
        today,
    })
}

pub(super) fn tribes_in(columns: &In, members: Vec<u32>, of: Vec<u32>) -> Result<Tribes, Trouble> {
    let (ids, names, n_members) = (columns.u32("id")?, columns.text("name")?, columns.u32("n_members")?);
    let inside = columns.f64("inside")?;
    let outside = columns.f64("outside")?;
    let modularity_share = columns.f64("modularity_share")?;
    let n = ids.len();
    if [names.len(), n_members.len(), inside.len(), outside.len(), modularity_share.len()] != [n; 5] {
        return Err(Trouble::Content("tribes of unequal columns"));
    }
    let mut members = members.into_iter();
    let tribes = names.into_iter().enumerate().map(|(k, name)| Tribe {
        id: ids[k],
        name,
        members: members.by_ref().take(n_members[k] as usize).collect(),
        inside: inside[k],
        outside: outside[k],
        modularity_share: modularity_share[k],
    });
    Ok(Tribes { tribes: tribes.collect(), of, modularity: 0.0 })
}

pub(super) fn scores_in(columns: &In, order: Vec<u32>) -> Result<Scores, Trouble> {
    let role = |number: u32| ROLES.get(number as usize).copied().ok_or(Trouble::Content("an unknown role"));
    Ok(Scores {
        influence: columns.f32("influence")?,
        rank: columns.u32("rank")?,
        listened_to: columns.f32("listened_to")?,
        reach: columns.f32("reach")?,
        closeness: columns.f32("closeness")?,
        bridging: columns.f32("bridging")?,
        position: columns.f32("position")?,
        holding: columns.f32("holding")?,
        persuasion: columns.f32("persuasion")?.into_iter().map(|share| Some(share).filter(|x| !x.is_nan())).collect(),
        rank_by_figures: columns.u32("rank_by_figures")?,
        by_hand: Vec::new(),
        pagerank: columns.f64("pagerank")?,
        reach_people: columns.f32("reach_people")?,
        total_strength: columns.f32("total_strength")?,
        participation: columns.f32("participation")?,
        n_contacts: columns.u32("n_contacts")?,
        rank_by_contacts: columns.u32("rank_by_contacts")?,
        inward_share: columns.f32("inward_share")?,
        role: columns.u32("role")?.into_iter().map(role).collect::<Result<_, _>>()?,
        order,
    })
}

pub(super) fn by_hand_in(columns: &In) -> Result<Vec<(u32, Call)>, Trouble> {
    let call = |number: u32| Call::ALL.get(number as usize).copied().ok_or(Trouble::Content("an unknown decision"));
    columns.u32("person")?.into_iter().zip(columns.u32("call")?).map(|(person, of)| Ok((person, call(of)?))).collect()
}

pub(super) fn evidence_in(columns: &In) -> Result<Evidence, Trouble> {
    Ok(Evidence {
        n_followed: columns.f32("n_followed")?,
        expected: columns.f32("expected")?,
        n_contacts: columns.u32("n_contacts")?,
        n_following: columns.f32("n_following")?,
        expected_following: columns.f32("expected_following")?,
    })
}

pub(super) fn places_in(bubbles: &In, people: &In) -> Result<Places, Trouble> {
    let (x, y, radius) = (bubbles.f32("x")?, bubbles.f32("y")?, bubbles.f32("radius")?);
    let pairs = people.f32("x")?.into_iter().zip(people.f32("y")?);
    Ok(Places {
        bubbles: x.into_iter().zip(y).zip(radius).map(|((x, y), radius)| Bubble { x, y, radius }).collect(),
        people: pairs.map(|(x, y)| [x, y]).collect(),
        // Only what has settled is kept.
        is_rough: false,
    })
}

/// Seven bytes out of a number, the lowest first.
fn unpacked(number: u64) -> [u8; 7] {
    let [first @ .., _] = number.to_le_bytes();
    first
}
