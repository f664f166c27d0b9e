//! Tribes too large to work with, split into tribes of their own; knows nothing of who the people are.

use super::find::{find, from_labels};
use super::within::within;
use crate::domain::model::{NO_TRIBE, Network, Person, ScoreSettings, Tribes};
use crate::domain::ticket::{Stopped, Ticket};

/// Doublings of the resolution tried on a tribe that does not fall apart.
const DOUBLINGS: u32 = 8;

/// Splits every tribe of more than `largest` people by finding the tribes inside it, again and again until none is
/// larger or a tribe will not split (everybody in it knows nearly everybody). The others stay as they are.
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
    let mut giants: Vec<Vec<Person>> = tribes.tribes.iter().map(|tribe| tribe.members.clone()).collect();
    giants.retain(|members| members.len() > largest);
    while let Some(mut members) = giants.pop() {
        members.sort_unstable();
        let part = within(network, &members);
        let Some(inner) = fall_apart(&part, settings, ticket)? else { continue };
        for tribe in inner.tribes {
            let members: Vec<Person> = tribe.members.iter().map(|&place| members[place as usize]).collect();
            for &person in &members {
                labels[person as usize] = n_labels;
            }
            n_labels += 1;
            if members.len() > largest {
                giants.push(members);
            }
        }
    }
    // Labels of split tribes are unused now; numbering by size closes the gaps.
    debug_assert!(labels.iter().zip(&tribes.of).all(|(&new, &old)| (new == NO_TRIBE) == (old == NO_TRIBE)));
    Ok(from_labels(network, &labels))
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
    use crate::domain::ties::fixtures::{complete, network, planted};
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
    fn tribes_below_the_limit_stay_and_a_solid_one_is_left_whole() {
        let network = network(30, &complete(30));
        let whole = from_labels(&network, &[0; 30]);
        let settings = ScoreSettings::default();
        assert_eq!(split_giants(&network, &whole, 30, &settings, &Ticket::new()).unwrap(), whole);
        let tried = split_giants(&network, &whole, 10, &settings, &Ticket::new()).unwrap();
        assert_eq!(tried.tribes.iter().map(|tribe| tribe.members.len()).sum::<usize>(), 30);
    }
}
