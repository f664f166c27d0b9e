//! Influential people who complained or lost service in the last days, and how long their circles can still be kept;
//! ranks nobody.

use crate::domain::model::{Lives, People, Person};

/// A circle follows its influencer within four to seven days: what is done in the first four is done in time, what is
/// done after seven is too late.
pub const HIT_DAYS: (u32, u32) = (4, 7);

/// Somebody influential who was hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub person: Person,
    /// When the last incident was; seconds since 1970.
    pub at: i64,
    /// Whole days from the last incident to the last day of the files.
    pub days_ago: u32,
    /// Days before their circle begins to follow; 0: it may have begun.
    pub days_in_time: u32,
    /// Days before it is too late.
    pub days_left: u32,
    /// Of the last incident.
    pub is_outage: bool,
    pub subject: String,
    /// Incidents of the week.
    pub n_incidents: u32,
}

/// The given people, ranked by influence, who were hit in the last seven days of the files, in the order given: the
/// most influential first, as there is least time to lose with them. Opted-out people are never among them.
/// O(influencers · log incidents).
#[must_use]
pub fn hit_this_week(lives: &Lives, people: &People, influencers: &[Person]) -> Vec<Hit> {
    let hit = |&person: &Person| {
        if people.is_opted_out[person as usize] {
            return None;
        }
        let first = lives.hit.partition_point(|incident| incident.person < person);
        let own = lives.hit[first..].iter().take_while(|incident| incident.person == person);
        let n_incidents = own.clone().count() as u32;
        // The newest of a person comes first.
        let last = own.clone().next()?;
        let days_ago = lives.days_ago(last.at)?;
        let (begins, ends) = HIT_DAYS;
        Some(Hit {
            person,
            at: last.at,
            days_ago,
            days_in_time: begins.saturating_sub(days_ago),
            days_left: ends.saturating_sub(days_ago),
            is_outage: last.is_outage,
            subject: last.subject.clone(),
            n_incidents,
        })
    };
    influencers.iter().filter_map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Incident;

    #[test]
    fn only_the_influential_of_this_week_are_hit_and_the_clock_runs_down() {
        let day = |n: i64| n * 86_400;
        let mut people = People::from_ids((0..5).map(|n| n.to_string()).collect());
        people.is_opted_out[3] = true;
        let incident = |person, at, is_outage| Incident { person, at, is_outage, subject: format!("no {person}") };
        let lives = Lives {
            today: day(100),
            hit: vec![
                incident(0, day(99), true),
                incident(0, day(95), false),
                incident(2, day(94), false),
                incident(3, day(99), false),
                incident(4, day(99), false),
            ],
            ..Lives::default()
        };
        let hits = hit_this_week(&lives, &people, &[2, 3, 1, 0]);
        let told: Vec<_> = hits.iter().map(|hit| (hit.person, hit.days_ago, hit.days_in_time, hit.days_left)).collect();
        assert_eq!(told, [(2, 6, 0, 1), (0, 1, 3, 6)]);
        assert_eq!((hits[1].n_incidents, hits[1].is_outage, hits[1].subject.as_str()), (2, true, "no 0"));
    }
}
