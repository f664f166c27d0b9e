//! Tribes too large to work with, split into tribes of their own; knows nothing of who the people are.

use super::find::{find, from_labels};
use super::regroup::regroup;
use super::within::within;
use crate::domain::model::{NO_TRIBE, Network, Person, ScoreSettings, Tribes};
use crate::domain::ticket::{Stopped, Ticket};

/// Doublings of the resolution tried on a tribe that does not fall apart.
const DOUBLINGS: u32 = 8;

/// Splits every tribe of more than `largest` people by finding the tribes inside it, again and again until none is
/// larger or a tribe will not split (everybody in it knows nearly everybody), and joins those that came out smaller than
/// they need to be. The others stay as they are. The same tribes and settings give the same again.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn split_giants(
    network: &Network,
    tribes: &Tribes,
    largest: usize,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<Tribes, Stopped> {
    let largest = largest.max(1);
    let mut labels = tribes.of.clone();
    let mut n_labels = tribes.tribes.len() as u32;
    let total = network.strength.iter().map(|&strength| f64::from(strength)).sum();
    for giant in tribes.tribes.iter().filter(|tribe| tribe.members.len() > largest) {
        let pieces = pieces(network, giant.members.clone(), largest, settings, ticket)?;
        for members in regroup(network, pieces, largest, total, ticket)? {
            for person in members {
                labels[person as usize] = n_labels;
            }
            n_labels += 1;
        }
    }
    // Labels of split tribes are unused now; numbering by size closes the gaps.
    debug_assert!(labels.iter().zip(&tribes.of).all(|(&new, &old)| (new == NO_TRIBE) == (old == NO_TRIBE)));
    Ok(from_labels(network, &labels))
}

/// What a giant falls into, none larger than asked for unless it will not split.
fn pieces(
    network: &Network,
    giant: Vec<Person>,
    largest: usize,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<Vec<Vec<Person>>, Stopped> {
    let (mut pieces, mut giants) = (Vec::new(), vec![giant]);
    while let Some(mut members) = giants.pop() {
        members.sort_unstable();
        let inner = match members.len() {
            n if n > largest => fall_apart(&within(network, &members), settings, ticket)?,
            _ => None,
        };
        match inner {
            Some(inner) => {
                let of_network = |place: &Person| members[*place as usize];
                giants.extend(inner.tribes.iter().map(|tribe| tribe.members.iter().map(of_network).collect()));
            }
            None => pieces.push(members),
        }
    }
    Ok(pieces)
}

/// The tribes inside one tribe at the lowest resolution at which there are several.
fn fall_apart(part: &Network, settings: &ScoreSettings, ticket: &Ticket) -> Result<Option<Tribes>, Stopped> {
    for doubling in 0..DOUBLINGS {
        let settings = ScoreSettings { resolution: f64::from(1u32 << doubling), ..settings.clone() };
        let inner = find(part, &settings, ticket)?;
        // Only people on their own: the resolution has gone past every tribe there is.
        if inner.tribes.iter().all(|tribe| tribe.members.len() == 1) {
            return Ok(None);
        }
        if inner.tribes.len() > 1 {
            return Ok(Some(inner));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, network, path, planted};
    use crate::domain::tribes::parts;

    #[test]
    fn one_giant_falls_into_whole_tribes_below_the_limit() {
        let network = network(203, &planted(10));
        let labels: Vec<u32> = (0..203).map(|person| if person < 200 { 0 } else { NO_TRIBE }).collect();
        let giant = from_labels(&network, &labels);
        let split = split_giants(&network, &giant, 50, &ScoreSettings::default(), &Ticket::new()).unwrap();
        assert!(split.tribes.len() >= 4 && split.tribes.iter().all(|tribe| tribe.members.len() <= 50));
        assert_eq!(split.tribes.iter().map(|tribe| tribe.members.len()).sum::<usize>(), 200);
        assert_eq!(split.of[200..], [NO_TRIBE; 3]);
        let (_, n_parts) = parts(&network, &split.of, &Ticket::new()).unwrap();
        assert_eq!(n_parts as usize, split.tribes.len());
    }

    #[test]
    fn no_two_tied_tribes_are_left_that_would_fit_together() {
        // A chain of a thousand in ten stretches: each falls apart further than it has to.
        let network = network(1_000, &path(1_000));
        let stretch = |person: u32| person / 100;
        let giants = from_labels(&network, &(0..1_000).map(stretch).collect::<Vec<u32>>());
        for largest in [25, 40, 60] {
            let split = split_giants(&network, &giants, largest, &ScoreSettings::default(), &Ticket::new()).unwrap();
            let size = |person: u32| split.tribe_of(person).unwrap().members.len();
            assert!((0..1_000).all(|person| size(person) <= largest));
            let apart = (1..1_000)
                .filter(|&b| stretch(b - 1) == stretch(b) && split.of[b as usize - 1] != split.of[b as usize]);
            let too_small: Vec<u32> = apart.filter(|&b| size(b - 1) + size(b) <= largest).collect();
            assert!(too_small.is_empty(), "{largest}: {too_small:?}");
            let again = split_giants(&network, &giants, largest, &ScoreSettings::default(), &Ticket::new()).unwrap();
            assert_eq!(again, split);
        }
    }

    #[test]
    fn tribes_below_the_limit_stay_and_a_solid_one_is_left_whole() {
        let network = network(30, &complete(30));
        let whole = from_labels(&network, &[0; 30]);
        let settings = ScoreSettings::default();
        assert_eq!(split_giants(&network, &whole, 30, &settings, &Ticket::new()).unwrap(), whole);
        let tried = split_giants(&network, &whole, 10, &settings, &Ticket::new()).unwrap();
        assert_eq!(tried.tribes.iter().map(|tribe| tribe.members.len()).sum::<usize>(), 30);
    }
}
