//! What money buys: points of the curve, its marks and the aim, in words.

use crate::domain::forecast::{Feasible, Point, Reaching, Worth};
use crate::ui::words::plan::of_the;
use crate::ui::words::{decimal, number, pick, said};

/// "about 120 more".
#[must_use]
pub fn people_more(n: f64) -> String {
    said!("{} more people" | "{} persone in più", number::about(n))
}

/// What so many people cost, add and are worth.
#[must_use]
pub fn point(point: &Point, worth: &Worth) -> String {
    let price = if point.cost_cents > 0 {
        said!(" for {}" | " per {}", number::money(point.cost_cents))
    } else {
        String::new()
    };
    let value = if worth.value_cents > 0 {
        said!(", worth {}" | ", per un valore di {}", number::about_money(worth.value(point)))
    } else {
        String::new()
    };
    let extra = &point.extra;
    said!(
        "{}{price}: about {} more reached ({} to {}){value}."
            | "{}{price}: circa {} raggiunte in più (da {} a {}){value}.",
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
        said!("Spend {}" | "Spendi {}", number::money(point.cost_cents))
    } else {
        said!("Treat {}" | "Tratta {}", number::people(point.n_treated))
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
    let knee = worth.knee.and_then(|place| worth.points.get(place)).map(|knee| {
        said!(
            "Beyond {} more money reaches clearly fewer people."
                | "Oltre {} altro denaro raggiunge nettamente meno persone.",
            priced(knee)
        )
    });
    knee.into_iter().chain(pays_for_itself(worth)).chain(worth.goal.map(aim)).collect()
}

/// Up to where it pays for itself; nothing where that is not asked.
fn pays_for_itself(worth: &Worth) -> Option<String> {
    let last = worth.points.last().filter(|last| last.cost_cents != 0)?;
    if worth.value_cents <= 0 {
        return None;
    }
    let value = number::money(worth.value_cents / 100 * 100);
    let source = if worth.is_average {
        pick(", what a customer of the audience spends on average", ", quanto spende in media un cliente del pubblico")
    } else {
        ""
    };
    Some(match worth.break_even.and_then(|place| worth.points.get(place)) {
        Some(even) if even.n_treated == last.n_treated => said!(
            "It pays for itself as far as looked, at {value} a person won{source}."
                | "Si ripaga fin dove si è guardato, a {value} per persona conquistata{source}."
        ),
        Some(even) => said!(
            "It pays for itself up to {}, at {value} a person won{source}."
                | "Si ripaga fino a {}, a {value} per persona conquistata{source}.",
            priced(even)
        ),
        None => said!(
            "It never pays for itself at {value} a person won{source}."
                | "Non si ripaga mai, a {value} per persona conquistata{source}."
        ),
    })
}

fn aim(goal: Reaching) -> String {
    match goal {
        Reaching::With { n_treated, cost_cents } if cost_cents > 0 => said!(
            "The smallest budget that reaches the aim: {} for {}."
                | "Il budget più piccolo per arrivare al traguardo: {} per {}.",
            number::money(cost_cents),
            number::people(n_treated)
        ),
        Reaching::With { n_treated, .. } => said!(
            "The fewest people that reach the aim: {}." | "Il minor numero che arriva al traguardo: {}.",
            number::people(n_treated)
        ),
        Reaching::NotWith { n_treated, extra } => said!(
            "The aim is out of reach: even {} are expected to add only about {}."
                | "Il traguardo è fuori portata: anche con {} se ne prevedono solo circa {} in più.",
            number::people(n_treated),
            number::about(extra)
        ),
    }
}

/// Advice not to do it.
#[must_use]
pub fn skip(point: &Point, worth: &Worth) -> String {
    said!(
        "Better skip it as it is: it costs {} and is expected to bring {}."
            | "Così com’è, meglio lasciar perdere: costa {} e si prevede che renda {}.",
        number::money(point.cost_cents),
        number::about_money(worth.value(point))
    )
}

/// What the aim asks of the treated.
#[must_use]
pub fn feasible(goal_people: u32, n_treated: usize, asks: &Feasible) -> String {
    let goal = number::people(goal_people as usize);
    let treated = number::people(n_treated);
    let each_wins = number::about(asks.each_wins);
    if asks.needed_share > 1.0 {
        return said!(
            "To win {goal} more, not even all of these {treated} are enough: each who takes it up wins about {each_wins}."
                | "Per conquistare {goal} in più non basta che aderiscano tutti i trattati ({treated}): ognuno ne conquista circa {each_wins}."
        );
    }
    let best = asks.times_best.map_or(String::new(), |times| {
        if times > 1.0 {
            said!(
                " This needs {} times your best past result." | " Serve {} volte il tuo miglior risultato finora.",
                decimal(times)
            )
        } else {
            pick(" Your best past result was as good.", " Il tuo miglior risultato finora è stato altrettanto buono.")
                .into()
        }
    });
    said!(
        "To win {goal} more, {} of these {treated} must take it up; each of them wins about {each_wins}.{best}"
            | "Per conquistare {goal} in più serve l’adesione {} dei trattati ({treated}); ognuno ne conquista circa {each_wins}.{best}",
        of_the(&number::percent(asks.needed_share))
    )
}

/// The curve for those who hear the screen.
#[must_use]
pub fn curve(worth: &Worth) -> String {
    let points = worth
        .points
        .iter()
        .map(|point| said!("{} add {}" | "{}: {} in più", priced(point), number::about(point.extra.likely)));
    said!(
        "What the money buys: {}" | "Che cosa compra il denaro: {}",
        points.collect::<Vec<_>>().join(pick(", ", "; "))
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
