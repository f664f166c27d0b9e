//! Stored columns back into what was computed: each part of the scores from its own; opens no database.

use super::Trouble;
use super::columns::In;
use super::scored::ROLES;
use crate::domain::influence::persuasion::Evidence;
use crate::domain::model::{Attribute, Bubble, Call, Going, People, Places, Scores, Ties, Tribe, Tribes};

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
        seconds: columns.u64("seconds")?.into_iter().map(|n| u32::try_from(n).unwrap_or(u32::MAX)).collect(),
        first: columns.i64("first")?.into(),
        last: columns.i64("last")?.into(),
        recent_contacts: columns.f32("recent_contacts")?,
        going: going_in(columns)?,
        steadiness: columns.f32("steadiness")?,
        overlap: columns.f32("overlap")?,
        rating: Some(columns.f32("rating")?).filter(|all| all.iter().any(|mean| !mean.is_nan())).unwrap_or_default(),
        strength: columns.f32("strength")?,
        weight: columns.f32("weight")?,
        kinds: columns.u32("kinds")?.into_iter().map(u32::to_le_bytes).collect(),
        channel_shares: columns.u64("channel_shares")?.into_iter().map(unpacked).collect(),
        late: columns.u32("late")?.into_iter().map(|share| share as u8).collect(),
        today,
    })
}

/// What is stored as two numbers a pair; empty where the shares were left to the contacts.
fn going_in(columns: &In) -> Result<Vec<Going>, Trouble> {
    let (shares, reciprocity) = (columns.f32("share_out")?, columns.f32("reciprocity")?);
    if !shares.is_empty() && shares.len() != reciprocity.len() {
        return Err(Trouble::Content("shares of unequal columns"));
    }
    Ok(shares.into_iter().zip(reciprocity).map(|(share, both)| Going::from_answers(share, both)).collect())
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
        n_after: columns.u32("n_after")?,
        expected_after: columns.f32("expected_after")?,
        n_things: columns.u32("n_things")?,
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

#[cfg(test)]
mod tests {
    use super::super::columns::{In, Out};
    use super::super::scored::ties_out;
    use super::*;

    fn read(out: &mut Out) -> Ties {
        ties_in(&In::from_bytes(out.bytes().unwrap()).unwrap(), 9).unwrap()
    }

    /// Two pairs as every program has written them, the second joined by distrust alone.
    fn written() -> Out {
        let mut out = Out::default();
        out.u32("a", &[0, 0]).u32("b", &[1, 2]).u64("seconds", &[u64::MAX, 7]);
        out.i64("first", &[Ties::NO_DATE, 5]).i64("last", &[Ties::NO_DATE, i64::MAX]);
        out.f32("reciprocity", &[2.0 / 3.0, 0.0]).f32("rating", &[f32::NAN; 2]).f32("share_out", &[2.0 / 3.0, 0.5]);
        out
    }

    #[test]
    fn what_earlier_programs_wrote_is_read_and_written_again() {
        let ties = read(&mut written());
        assert_eq!((&ties.seconds, ties.rating.len()), (&vec![u32::MAX, 7], 0));
        assert_eq!((ties.first.get(0), ties.first.get(1), ties.last.get(1)), (Ties::NO_DATE, 5, i64::MAX));
        assert_eq!(ties.going, [Going::of(2.0, 1.0), Going::NOTHING]);
        let again = In::from_bytes(ties_out(&ties).bytes().unwrap()).unwrap();
        let whole = In::from_bytes(written().bytes().unwrap()).unwrap();
        for name in ["rating", "reciprocity", "share_out"] {
            assert_eq!(again.u32(name).unwrap(), whole.u32(name).unwrap(), "{name}");
        }
        assert_eq!(again.u64("seconds").unwrap(), [u64::from(u32::MAX), 7]);
        assert_eq!(
            (again.i64("first").unwrap(), again.i64("last").unwrap()),
            (vec![Ties::NO_DATE, 5], vec![Ties::NO_DATE, i64::MAX])
        );
    }

    #[test]
    fn shares_left_to_the_contacts_are_left_to_them_again() {
        let mut out = Out::default();
        out.u32("a", &[0]).u32("b", &[1]).u32("contacts_out", &[3]).u32("contacts_back", &[1]);
        let ties = read(&mut out);
        assert_eq!((ties.going.len(), ties.share_out(0), ties.reciprocity(0)), (0, 0.75, 0.5));
        let again = In::from_bytes(ties_out(&ties).bytes().unwrap()).unwrap();
        assert!(again.f32("share_out").unwrap().is_empty());
        assert_eq!(read(&mut ties_out(&ties)), ties);
    }

    #[test]
    fn shares_of_unequal_columns_are_refused() {
        let mut out = Out::default();
        out.u32("a", &[0]).f32("share_out", &[0.5]);
        let columns = In::from_bytes(out.bytes().unwrap()).unwrap();
        assert!(matches!(ties_in(&columns, 9), Err(Trouble::Content(_))));
    }
}
