//! People, tribes and why somebody ranks where they do, in words.

use super::sentences;
use super::{cleaning, number};
use crate::domain::influence::{Band, Card, Neighbour, Overview, Part, Reason, Value};
use crate::domain::model::{Role, ScoreWeights};

sentences! {
    tribes: "Tribes";
    people: "People";
    tribe: "Tribe";
    person: "Person";
    name: "Name";
    rank: "Rank";
    score: "Influence";
    no_tribe: "No tribe";
    not_scored_title: "Nobody is scored yet";
    not_scored_text: "Add a file that says who is in touch with whom, and the map appears here.";
    working_title: "Working it out";
    working_text: "You can go on adding files or writing the plan meanwhile.";
    closest: "Closest people";
    why_label: "Why this rank";
    parts: "What it is made of";
    formula_label: "How it is worked out";
    open_tribe: "Open on the map";
    add_to_plan: "Add to the plan";
    leave_out: "Leave out of the plan";
    what_to_do: "What to do";
    key_people: "Most influential here";
    influencers: "Share to call influencers";
    most_influential: "Most influential";
    opted_out: "Opted out: not scored, on no list, never contacted.";
    not_your_customer: "Outside your market: gives context to ties, counts for no reach.";
    outside: "outside your market";
    not_a_person: "probably not a person";
    impersonal: "Probably not a person: a shop, a call centre, a machine, or somebody known to many and close to few. Kept here, not scored.";
    left_out_by_hand: "You decided that this is never an influencer.";
    no_ties: "No ties in these files: nothing can be said.";
    spent: "of their own spending";
    strength: "Closeness";
    to_plan: "Go to the plan";
    make_plan: "Make a plan with them";
}

/// What a role means, in one line.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => "Leader: people come to them",
        Role::Spreader => "Spreader: they go to many people",
        Role::Bridge => "Bridge: joins tribes that would else hear little of each other",
        Role::Core => "Core: in the thick of their tribe",
        Role::Follower => "Follower: listens more than is listened to",
        Role::Outsider => "Outsider: hardly any ties",
    }
}

/// What to do with somebody of this role.
#[must_use]
pub fn advice(role: Role) -> &'static str {
    match role {
        Role::Leader => {
            "Ask for their opinion first: a call from an executive or a preview works better than an offer."
        }
        Role::Spreader => "Give them something worth passing on: a coupon to share, news before others.",
        Role::Bridge => "Use them to carry a message from one tribe to the next; keep them in good service.",
        Role::Core => "Keep them content; their tribe notices how they are treated.",
        Role::Follower => "Reach them through the people they listen to, not directly.",
        Role::Outsider => "Nothing special: the ordinary mailing does as well.",
    }
}

sentences! {
    about_them: "About them";
}

#[must_use]
pub fn band(band: Band) -> &'static str {
    match band {
        Band::Everyone => "Everyone",
        Band::Over100 => "Over 100 contacts",
        Band::Over1000 => "Over 1,000 contacts",
        Band::LowSpend => "Low spend, high influence",
        Band::EarOf => "Has somebody’s ear",
        Band::ByHand => "By your hand",
    }
}

/// Own spend beside that of the people who follow.
#[must_use]
pub fn value(value: &Value) -> String {
    let cents = |cents: f64| number::money(cents.round() as i64);
    format!(
        "Forecast: their word would move about {} of what the {} who listen to them spend ({} to {}).",
        cents(value.swayed_cents),
        number::people(value.n_listeners as usize),
        cents(value.low_cents),
        cents(value.high_cents)
    )
}

/// "all", "16", "only 6".
fn how_many(n: usize, of: usize) -> String {
    match n {
        n if n == of => "all".into(),
        0 => "none".into(),
        n if 2 * n <= of => format!("only {n}"),
        n => n.to_string(),
    }
}

/// "8,431 people in 24 tribes".
#[must_use]
pub fn in_tribes(n_people: usize, n_tribes: usize) -> String {
    format!("{} in {}", number::people(n_people), number::tribes(n_tribes))
}

/// Who is in the files and in no tribe; nothing where everybody is in one.
#[must_use]
pub fn others(overview: &Overview) -> Option<String> {
    let n = overview.n_people - overview.n_in_tribes.min(overview.n_people);
    (n > 0).then(|| format!("{} others in your files have no tie that counts.", number::count(n)))
}

/// Where everybody is outside the market or alone.
const NOBODY_RANKED: &str = "Nobody is ranked: nobody of your market has ties to anybody.";

/// The first sentences after scoring.
#[must_use]
pub fn overview(overview: &Overview) -> [String; 3] {
    let holding = format!(
        "{} of them ({}) are in half of all the conversation.",
        number::count(overview.n_holding),
        number::percent(overview.n_holding as f64 / overview.n_ranked.max(1) as f64)
    );
    let first = format!("{}.", in_tribes(overview.n_in_tribes, overview.n_tribes));
    if overview.n_ranked == 0 {
        return [first, NOBODY_RANKED.to_owned(), String::new()];
    }
    [
        first,
        holding,
        format!(
            "Of the {} with the most contacts, {} are among the {} most influential.",
            overview.n_top,
            how_many(overview.n_both, overview.n_top),
            overview.n_top
        ),
    ]
}

/// One part of influence: its name, and what it means.
#[must_use]
pub fn part(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::ListenedTo => (
            "People come to them",
            "How much contact comes to this person, counting more when it comes from people who are listened to \
             themselves (PageRank weighted by tie strength). The figure is the share of ranked people below.",
        ),
        Part::Reach => (
            "Reach in two steps",
            "How many people of your market they reach directly or through one other, counting strong ties more. The \
             figure is the share of ranked people below.",
        ),
        Part::Closeness => (
            "Closeness to their people",
            "The strength of their twelve closest ties together: days in touch, both ways, recent, time together, steady. The \
             figure is the share of ranked people below.",
        ),
        Part::Persuasion => (
            "Others follow them",
            "How many times as often as by chance their contacts took up the same soon after them, as far as purchases \
             tell. The figure is the share of people with such evidence below.",
        ),
        Part::Position => (
            "Position",
            "Either how much more their own tribe listens to them than to its other members, or how evenly those who \
             listen to them are spread over several tribes, whichever is higher. The figure is the share of ranked \
             people below.",
        ),
    }
}

/// Why somebody ranks where they do, in one sentence a reason.
#[must_use]
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::ComesTo { n_people, n_contacts } => {
            let of = number::people(n_contacts as usize);
            format!("{} of the {of} they are in touch with come to them", number::count(n_people as usize))
        }
        Reason::Reaches { n_people } => format!("they reach about {} in two steps", number::people(n_people as usize)),
        Reason::Close { n_strong, .. } => {
            format!(
                "{} among the stronger half",
                number::plural(n_strong as usize, "of their ties is", "of their ties are")
            )
        }
        Reason::Sways { n_followed, n_contacts, expected } => format!(
            "of {} contacts bought too, {} followed within weeks, {} by chance",
            number::plural(n_contacts as usize, "thing that their", "things that their"),
            number::count(n_followed as usize),
            number::about(f64::from(expected))
        ),
        Reason::Holds { n_people } => {
            format!("their tribe of {} listens to them more than to others", number::count(n_people as usize))
        }
        Reason::Joins { n_tribes } => match n_tribes {
            1 => "they join one other tribe to their own".into(),
            n => format!("they join {n} other tribes to their own"),
        },
    }
}

/// The card's first sentence.
#[must_use]
pub fn why(card: &Card) -> String {
    if card.rank == 0 {
        return no_ties().to_owned();
    }
    let reasons: Vec<String> = card.reasons.iter().take(2).map(|&one| reason(one)).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(", and ")) };
    format!("Number {} of {}{because}.", number::count(card.rank as usize), number::count(card.n_ranked as usize))
}

/// How far the rank differs from plain popularity.
#[must_use]
pub fn by_contacts(card: &Card) -> String {
    format!("By number of contacts alone: number {}.", number::count(card.rank_by_contacts as usize))
}

/// "People come to them 64 %, they go to people 36 %".
#[must_use]
pub fn both_ways(inward_share: f32) -> String {
    let inward = f64::from(inward_share);
    format!(
        "{} of the contact comes to them, {} goes out from them.",
        number::percent(inward),
        number::percent(1.0 - inward)
    )
}

/// The evidence of one tie, in words.
#[must_use]
pub fn tie(tie: &Neighbour) -> String {
    let mut parts = Vec::new();
    let contacts = tie.contacts_in + tie.contacts_out;
    if tie.is_inferred {
        let days = number::plural(tie.days as usize, "day", "days");
        parts.push(format!("inferred: bought the same on {days}"));
    } else if contacts > 0 {
        let days = number::plural(tie.days as usize, "day", "days");
        parts.push(format!("{} on {days}", number::plural(contacts as usize, "contact", "contacts")));
        parts.push(match (tie.contacts_in, tie.contacts_out) {
            (0, _) => "only outwards".into(),
            (_, 0) => "only inwards".into(),
            (inward, outward) => format!("{inward} in, {outward} out"),
        });
    }
    if tie.seconds > 0 {
        parts.push(format!("{} together", number::duration(tie.seconds)));
    }
    match tie.days_ago {
        Some(0) => parts.push("last on the last day".into()),
        Some(days) => parts.push(format!("last {} before the end", number::plural(days as usize, "day", "days"))),
        None if contacts == 0 => parts.push("they know each other".into()),
        None => {}
    }
    parts.extend(cleaning::shares(tie));
    parts.join(", ")
}

/// The formula, one click away.
#[must_use]
pub fn formula(weights: &ScoreWeights, has_evidence: bool) -> String {
    let fifth = if has_evidence { weights.persuasion } else { 0.0 };
    let all = weights.listened_to + weights.reach + weights.closeness + weights.position + fifth;
    let share = |weight: f32| number::percent(f64::from(weight / all.max(f32::EPSILON)));
    format!(
        "Influence = 100 × ({} × people come to them + {} × reach + {} × closeness + {} × position{}). Each part is \
         the share of ranked people below this one. Contacts of one half-life ago count one half; the number of contacts \
         itself is not used.",
        share(weights.listened_to),
        share(weights.reach),
        share(weights.closeness),
        share(weights.position),
        if fifth > 0.0 {
            format!(" + {} × others follow them, where that is higher", share(fifth))
        } else {
            String::new()
        }
    )
}

/// To which tribes somebody belongs, and how much to each.
#[must_use]
pub fn belongs(name: &str, share: f32, others: &[(&str, f32)]) -> String {
    let others: Vec<String> =
        others.iter().map(|(name, share)| format!("{} to {name}", number::percent(f64::from(*share)))).collect();
    format!("{} of their ties lead to {name}, {}.", number::percent(f64::from(share)), others.join(", "))
}

/// Few ties, one of them to somebody at the top.
#[must_use]
pub fn has_ear_of(name: &str) -> String {
    format!("Has the ear of {name}: few ties, and one of {name}’s closest.")
}

/// What holds a tribe together, in words.
#[must_use]
pub fn tribe_inside(inside: f64, outside: f64) -> String {
    let share = if inside + outside > 0.0 { inside / (inside + outside) } else { 0.0 };
    format!("{} of their contact stays inside the tribe.", number::percent(share))
}
