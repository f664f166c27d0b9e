//! What a caller should know and may say: the last bad experience of a person, and three talking points; calls nobody.

use super::papers::{PaperRequest, read};
use super::reason;
use crate::domain::model::{Incident, NeedKind, Person, Stage};
use crate::domain::score::Scored;
use chrono::DateTime;
use std::collections::BTreeMap;

/// The last complaint or outage of people, as the files say.
pub(super) struct BadExperiences<'a> {
    scored: &'a Scored,
    hit: BTreeMap<Person, &'a Incident>,
}

impl<'a> BadExperiences<'a> {
    pub fn of(scored: &'a Scored) -> Self {
        let mut hit: BTreeMap<Person, &Incident> = BTreeMap::new();
        for one in &scored.lives.hit {
            let last = hit.entry(one.person).or_insert(one);
            if one.at > last.at {
                *last = one;
            }
        }
        BadExperiences { scored, hit }
    }

    pub fn of_person(&self, person: Person) -> String {
        let lives = &self.scored.lives;
        let day =
            |at: i64| DateTime::from_timestamp(at, 0).map_or(String::new(), |at| at.format("%Y-%m-%d").to_string());
        if let Some(hit) = self.hit.get(&person) {
            let what = if hit.is_outage { "service failed" } else { "complained" };
            let subject = if hit.subject.is_empty() { String::new() } else { format!(": {}", hit.subject) };
            return format!("{what} on {}{subject}", day(hit.at));
        }
        match lives.n_complaints.get(person as usize) {
            Some(&n) if n > 0 => {
                let last = lives.last_complaint[person as usize];
                let plural = if n == 1 { "complaint" } else { "complaints" };
                if last == crate::domain::model::Ties::NO_DATE {
                    format!("{n} {plural}")
                } else {
                    format!("{n} {plural}, the last on {}", day(last))
                }
            }
            _ => "none known".to_owned(),
        }
    }
}

/// How to begin, what may matter to them, what they may pass on.
pub(super) fn talking_points(request: &PaperRequest, person: Person) -> [String; 3] {
    let begin = match request.stages.stage(person) {
        Some(Stage::Loyal) => "Thank them for staying so long.",
        Some(Stage::AtRisk | Stage::Lost) => "Say that they were missed, and ask what went wrong.",
        Some(Stage::New) => "Welcome them, and ask how the first weeks were.",
        Some(Stage::Active) => "Thank them for being a customer.",
        _ => "Introduce yourself, and ask what they have heard of us.",
    };
    let need = request.scored.lives.needs.person(person).next().map(|(kind, word)| match kind {
        NeedKind::Bought => format!("They buy {word} more than is usual."),
        NeedKind::CaresAbout => format!("They care about {word}."),
        NeedKind::Said => format!("They said: {word}."),
    });
    let tribe = request.scored.tribes.tribe_of(person).map(|tribe| {
        let name = request.tribe_names.get(&tribe.id).unwrap_or(&tribe.name);
        format!("They belong to {name}: ask what people there talk about.")
    });
    let matters = need.or(tribe).unwrap_or_else(|| reason(&request.scored.scores, person));
    let read = read(request, person);
    let pass_on = match (read.message.trim(), request.plan.offer.trim()) {
        (message, _) if !read.is_for_all => format!("Say: “{message}”"),
        ("", "") => "Ask what they would tell a friend about us.".to_owned(),
        ("", offer) => format!("Offer: {offer}."),
        (message, _) => format!("Worth passing on: “{message}”"),
    };
    [begin.to_owned(), matters, pass_on]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Lives, Ties};
    use crate::domain::testing::Town;
    use std::sync::Arc;

    #[test]
    fn the_last_bad_experience_of_each_is_told() {
        let mut scored = Town::ring(10).scored();
        let at = |day: i64| 1_795_219_200 + day * 86_400;
        let hit = |person, day, is_outage, subject: &str| Incident {
            person,
            at: at(day),
            is_outage,
            subject: subject.into(),
        };
        let mut lives =
            Lives { n_complaints: vec![0; 10], last_complaint: vec![Ties::NO_DATE; 10], ..Lives::default() };
        (lives.n_complaints[2], lives.last_complaint[2], lives.n_complaints[4]) = (2, at(0), 1);
        lives.hit = vec![hit(3, 2, true, "router"), hit(3, 1, false, ""), hit(5, 1, false, "")];
        scored.lives = Arc::new(lives);
        let bad = BadExperiences::of(&scored);
        let said = [2, 3, 4, 5, 6].map(|person| bad.of_person(person));
        let told = [
            "2 complaints, the last on 2026-11-21",
            "service failed on 2026-11-23: router",
            "1 complaint",
            "complained on 2026-11-22",
            "none known",
        ];
        assert_eq!(said, told);
    }
}
