//! Tribes as they were found, where a person changed them, as Parquet blobs; knows no database.

use super::columns::{In, Out};
use super::{Pieces, Trouble};
use crate::domain::model::{NO_TRIBE, Network, Tribes};
use crate::domain::tribes::from_labels;
use std::collections::HashMap;

/// The blobs by name; none where nobody changed the tribes.
pub(super) fn pieces_of(found: &Tribes) -> Result<Pieces, Trouble> {
    if found.of.is_empty() {
        return Ok(Vec::new());
    }
    let mut tribes = Out::default();
    tribes
        .u32("id", &found.tribes.iter().map(|tribe| tribe.id).collect::<Vec<_>>())
        .text("name", &found.tribes.iter().map(|tribe| tribe.name.clone()).collect::<Vec<_>>());
    Ok(vec![("found", tribes.bytes()?), ("found_of", Out::default().u32("tribe", &found.of).bytes()?)])
}

/// What the blobs say; sums and members follow from the network.
pub(super) fn read(pieces: &mut HashMap<String, Vec<u8>>, network: &Network) -> Result<Tribes, Trouble> {
    let (Some(tribes), Some(of)) = (pieces.remove("found"), pieces.remove("found_of")) else {
        return Ok(Tribes::default());
    };
    let (columns, of) = (In::from_bytes(tribes)?, In::from_bytes(of)?.u32("tribe")?);
    let (ids, names) = (columns.u32("id")?, columns.text("name")?);
    let is_sound = of.len() == network.n_people()
        && ids.len() == names.len()
        && of.iter().all(|&tribe| tribe == NO_TRIBE || (tribe as usize) < ids.len());
    if !is_sound {
        return Err(Trouble::Content("tribes of unequal columns"));
    }
    let mut found = from_labels(network, &of);
    if found.tribes.len() != ids.len() {
        return Err(Trouble::Content("a tribe of nobody"));
    }
    for (tribe, (id, name)) in found.tribes.iter_mut().zip(ids.into_iter().zip(names)) {
        (tribe.id, tribe.name) = (id, name);
    }
    Ok(found)
}

/// The tribe of each person before those too large were split; empty where there was no limit, or an earlier program
/// wrote it.
pub(super) fn read_whole(pieces: &mut HashMap<String, Vec<u8>>, n_people: usize) -> Result<Vec<u32>, Trouble> {
    let Some(whole) = pieces.remove("whole_of") else { return Ok(Vec::new()) };
    let whole = In::from_bytes(whole)?.u32("tribe")?;
    let is_sound =
        whole.len() == n_people && whole.iter().all(|&tribe| tribe == NO_TRIBE || (tribe as usize) < n_people);
    if is_sound { Ok(whole) } else { Err(Trouble::Content("tribes of unequal columns")) }
}
