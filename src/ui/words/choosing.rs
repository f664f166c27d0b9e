//! Whom to treat, what it costs and what it brings, in words.

use super::number;
use crate::domain::campaign::{ChoiceEdit, How};
use crate::domain::forecast::{BestSpread, Feasible, Point, Reaching, Worth};
use crate::domain::study::{Chain, Coverage};

/// A way of choosing, for the list.
#[must_use]
pub fn how(how: How) -> &'static str {
    match how {
        How::TopScored => "Most influential",
        How::BestSpread => "Best spread: together they reach the most",
        How::MostConnected => "Most connected",
        How::Random => "Random people",
        How::ByHand => "By hand",
    }
}

/// What an edit of the choice is called.
#[must_use]
pub fn choice_edit(edit: &ChoiceEdit) -> String {
    match edit {
        ChoiceEdit::SetHow(way) => format!("choose {}", how(*way).to_lowercase()),
        ChoiceEdit::SetPerTribe(0) => "lift the limit a tribe".into(),
        ChoiceEdit::SetPerTribe(n) => format!("choose at most {n} of a tribe"),
        ChoiceEdit::AddByHand(ids) => format!("choose {} by hand", number::people(ids.len())),
        ChoiceEdit::RemoveByHand(ids) => format!("no longer choose {}", number::people(ids.len())),
        ChoiceEdit::SetFromAnywhere(true) => "choose from the whole market".into(),
        ChoiceEdit::SetFromAnywhere(false) => "choose from the audience only".into(),
        ChoiceEdit::SetCostColumn(heading) if heading.is_empty() => "let everybody cost the same".into(),
        ChoiceEdit::SetCostColumn(heading) => format!("take costs from “{heading}”"),
        ChoiceEdit::SetValue(0) => "value people by what they spend on average".into(),
        ChoiceEdit::SetValue(cents) => format!("value a person won at {}", number::money(*cents)),
        ChoiceEdit::Spend { budget_cents: 0, share_percent } => {
            format!("treat {} % of the audience", number::about(f64::from(*share_percent)))
        }
        ChoiceEdit::Spend { budget_cents, .. } => format!("spend {}", number::money(*budget_cents)),
        ChoiceEdit::SetGoalPeople(0) => "lift the goal".into(),
        ChoiceEdit::SetGoalPeople(n) => format!("aim at {} more", number::people(*n as usize)),
    }
}

pub const NO_SUCH_WAY: &str =
    "People are chosen by best-spread, top-scored, most-connected, random or by-hand. Nothing was changed.";
pub const HOW: &str = "How they are chosen";
pub const LIMITS: &str = "Limits and costs";
pub const PER_TRIBE: &str = "At most so many of one tribe (empty: no limit)";
pub const COSTS: &str = "What treating each person costs";
pub const EVEN_COSTS: &str = "The same for everybody";
pub const FROM_ANYWHERE: &str = "Also people outside the audience, if they sway it";
pub const CHOOSING: &str = "Choosing the people…";
pub const CHOOSE_AGAIN: &str = "Choose them";
pub const PROVEN_HINT: &str = "The method tries out how word would pass, many thousand times, on one half of the tries it chooses, on the other \
    it checks. No choice of people within the same limits could reach more than the upper figure.";
pub const MONEY: &str = "What the money buys";
pub const TRY: &str = "People to treat: try another number";
pub const BACK: &str = "Back";
pub const VALUE: &str = "A person won is worth (€)";
pub const GOAL_PEOPLE: &str = "Aim: so many more people";
pub const CURVE_HINT: &str = "People reached beyond doing nothing, by the money spent: this plan (full line, with its range), the most-connected \
    people (long dashes), random people (short dashes). Blue ring: from here on more money reaches clearly fewer people. Green ring: up to here \
    it pays for itself.";
pub const CHAINS: &str = "Who tells whom next";
pub const CHAINS_HINT: &str =
    "If each tells only the one they are most likely to bring along. The share is the chance that word comes so far.";
pub const SHOW_CHAIN: &str = "Select this chain on the map";

pub const LEARN: &str = "Learn the chances from who bought what after whom";
pub const LEARN_HINT: &str = "Where contacts bought after one another, their tie counts for as much as that says; elsewhere its strength speaks. People     alike buy alike without a word, so that learned chances are too high rather than too low.";

/// What the chances of a forecast come from.
#[must_use]
pub fn chances(n_learned_from: usize) -> String {
    if n_learned_from == 0 {
        return "The chance that word passes follows from the strength of each tie and from who comes to whom.".into();
    }
    format!("The chances are learned from {} first purchases.", number::count(n_learned_from))
}

/// What a way of choosing means.
#[must_use]
pub fn how_hint(how: How) -> &'static str {
    match how {
        How::TopScored => "Those with the highest influence, one by one.",
        How::BestSpread => "Those whose circles together hold the most of the audience, counted along the real ties.",
        How::MostConnected => "Those with the most contacts, whatever they are worth to them.",
        How::Random => "Drawn by chance, from every tribe its share: to learn, or to compare with.",
        How::ByHand => "The people you name.",
    }
}

/// Why nobody is chosen yet.
#[must_use]
pub fn ended(is_failed: bool) -> &'static str {
    if is_failed {
        "The people could not be chosen. The plan is kept; change anything in it to try again."
    } else {
        "Choosing was stopped: nobody is chosen yet."
    }
}

/// What is proven of a choice by spread.
#[must_use]
pub fn proven(best: &BestSpread) -> String {
    let proven = 100.0 * best.proven_share().min(1.0);
    let always = match best.guarantee {
        share if share > 0.0 => format!(" (always at least {:.0} %)", 100.0 * share),
        _ => String::new(),
    };
    format!("Proven: they reach at least {proven:.0} % of what the best possible choice would{always}.")
}

/// How far their ties go.
#[must_use]
pub fn coverage(coverage: &Coverage) -> String {
    format!(
        "They are or know {} of the {} in the audience, {} in two steps; over close ties alone {} and {}.",
        number::count(coverage.one_step),
        number::people(coverage.n_audience),
        number::count(coverage.two_steps),
        number::count(coverage.one_close_step),
        number::count(coverage.two_close_steps),
    )
}

/// The button that names the selected people.
#[must_use]
pub fn take_selected(n: usize) -> String {
    if n == 0 { "Select people to name them".into() } else { format!("Name the {} selected", number::people(n)) }
}

/// The button that forgets the named people.
#[must_use]
pub fn forget_named(n: usize) -> String {
    format!("Forget the {} named", number::people(n))
}

/// "about 120 more".
#[must_use]
pub fn people_more(n: f64) -> String {
    format!("{} more people", number::about(n))
}

/// What so many people cost, add and are worth.
#[must_use]
pub fn point(point: &Point, worth: &Worth) -> String {
    let price = if point.cost_cents > 0 { format!(" for {}", number::money(point.cost_cents)) } else { String::new() };
    let value = if worth.value_cents > 0 {
        format!(", worth {}", number::about_money(worth.value(point)))
    } else {
        String::new()
    };
    let extra = &point.extra;
    format!(
        "{}{price}: about {} more reached ({} to {}){value}.",
        number::people(point.n_treated),
        number::about(extra.likely),
        number::about(extra.low),
        number::about(extra.high)
    )
}

/// The button that takes a tried budget over.
#[must_use]
pub fn use_budget(point: &Point) -> String {
    if point.cost_cents > 0 {
        format!("Spend {}", number::money(point.cost_cents))
    } else {
        format!("Treat {}", number::people(point.n_treated))
    }
}

/// A number of people with its price.
fn priced(point: &Point) -> String {
    if point.cost_cents > 0 {
        format!("{} ({})", number::people(point.n_treated), number::money(point.cost_cents))
    } else {
        number::people(point.n_treated)
    }
}

/// The knee, the break-even and the goal.
#[must_use]
pub fn marks(worth: &Worth) -> Vec<String> {
    let mut lines = Vec::new();
    let at = |place: Option<usize>| place.and_then(|place| worth.points.get(place));
    if let Some(knee) = at(worth.knee) {
        lines.push(format!("Beyond {} more money reaches clearly fewer people.", priced(knee)));
    }
    let is_free = worth.points.last().is_none_or(|last| last.cost_cents == 0);
    if worth.value_cents > 0 && !is_free {
        let value = number::money(worth.value_cents / 100 * 100);
        let source = if worth.is_average { ", what a customer of the audience spends on average" } else { "" };
        lines.push(match at(worth.break_even) {
            Some(even) if even.n_treated == worth.points.last().map_or(0, |last| last.n_treated) => {
                format!("It pays for itself as far as looked, at {value} a person won{source}.")
            }
            Some(even) => format!("It pays for itself up to {}, at {value} a person won{source}.", priced(even)),
            None => format!("It never pays for itself at {value} a person won{source}."),
        });
    }
    match worth.goal {
        Some(Reaching::With { n_treated, cost_cents }) if cost_cents > 0 => lines.push(format!(
            "The smallest budget that reaches the aim: {} for {}.",
            number::money(cost_cents),
            number::people(n_treated)
        )),
        Some(Reaching::With { n_treated, .. }) => {
            lines.push(format!("The fewest people that reach the aim: {}.", number::people(n_treated)));
        }
        Some(Reaching::NotWith { n_treated, extra }) => lines.push(format!(
            "The aim is out of reach: even {} are expected to add only about {}.",
            number::people(n_treated),
            number::about(extra)
        )),
        None => {}
    }
    lines
}

/// Advice not to do it.
#[must_use]
pub fn skip(point: &Point, worth: &Worth) -> String {
    format!(
        "Better skip it as it is: it costs {} and is expected to bring {}.",
        number::money(point.cost_cents),
        number::about_money(worth.value(point))
    )
}

/// What the aim asks of the treated.
#[must_use]
pub fn feasible(goal_people: u32, n_treated: usize, asks: &Feasible) -> String {
    let goal = number::people(goal_people as usize);
    let treated = number::people(n_treated);
    if asks.needed_share > 1.0 {
        return format!(
            "To win {goal} more, not even all of these {treated} are enough: each who takes it up wins about {}.",
            number::about(asks.each_wins)
        );
    }
    let best = asks.times_best.map_or(String::new(), |times| {
        if times > 1.0 {
            format!(" This needs {times:.1} times your best past result.")
        } else {
            " Your best past result was as good.".into()
        }
    });
    format!(
        "To win {goal} more, {} of these {treated} must take it up; each of them wins about {}.{best}",
        number::percent(asks.needed_share),
        number::about(asks.each_wins)
    )
}

/// The curve for those who hear the screen.
#[must_use]
pub fn curve(worth: &Worth) -> String {
    let points =
        worth.points.iter().map(|point| format!("{} add {}", priced(point), number::about(point.extra.likely)));
    format!("What the money buys: {}", points.collect::<Vec<_>>().join(", "))
}

/// A step of a chain.
#[must_use]
pub fn link(name: &str, arrives: f64) -> String {
    format!("→ {name} ({})", share_of_chance(arrives))
}

fn share_of_chance(share: f64) -> String {
    if share >= 0.001 { number::percent(share) } else { "under 0.1 %".into() }
}

/// How the number of people falls from step to step, over all chains.
#[must_use]
pub fn drop_off(chains: &[Chain], accept_share: f32) -> String {
    let accept = f64::from(accept_share);
    let at =
        |step: usize| chains.iter().filter_map(|chain| chain.links.get(step)).map(|link| link.arrives).sum::<f64>();
    format!(
        "Of the first {} treated about {} take it up; of those they tell next about {}, and one step on {}.",
        number::count(chains.len()),
        number::about(accept * chains.len() as f64),
        number::about(accept * at(0)),
        number::about(accept * at(1)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forecast::Range;

    #[test]
    fn money_and_goals_are_said_in_sentences() {
        let extra = |x: f64| Range { low: x / 2.0, likely: x, high: x * 2.0 };
        let at = |n: u32, x: f64| Point {
            n_treated: n as usize,
            cost_cents: i64::from(n) * 1_000,
            extra: extra(x),
            ..Point::default()
        };
        let points = vec![Point::default(), at(10, 80.0), at(20, 100.0)];
        let goal = Some(Reaching::With { n_treated: 12, cost_cents: 12_000 });
        let worth =
            Worth { points, now: 1, knee: Some(1), break_even: Some(1), goal, value_cents: 200, is_average: true };
        assert_eq!(
            point(&worth.points[1], &worth),
            "10 people for €100: about 80 more reached (40 to 160), worth €160."
        );
        let lines = marks(&worth).join(" ");
        assert!(lines.contains("Beyond 10 people (€100) more money reaches clearly fewer"), "{lines}");
        assert!(
            lines.contains("pays for itself up to 10 people (€100), at €2 a person won, what a customer"),
            "{lines}"
        );
        assert!(lines.contains("The smallest budget that reaches the aim: €120 for 12 people."), "{lines}");
        let asks = Feasible { needed_share: 0.375, each_wins: 16.0, times_best: Some(2.1) };
        let text = feasible(60, 10, &asks);
        assert!(
            text.contains("38 % of these 10 people must") && text.contains("2.1 times your best past result"),
            "{text}"
        );
    }
}
