//! What a plan is expected to do and what it did, in words.

use super::the;
use crate::domain::forecast::{Forecast, Range};
use crate::domain::measure::Lift;
use crate::ui::words::{decimal, number, pick, said};

/// What became of result rows that could not be counted, and of people without one; none where nothing is to say.
#[must_use]
pub fn uncounted(lift: &Lift) -> Vec<String> {
    let n = |n: u64| number::count(usize::try_from(n).unwrap_or(usize::MAX));
    let mut lines = Vec::new();
    if lift.n_unmatched > 0 {
        lines.push(said!(
            "{} result rows are for customers this project does not know."
                | "Righe dei risultati su clienti che questo progetto non conosce: {}.",
            n(lift.n_unmatched)
        ));
    }
    if lift.n_outside_cells > 0 {
        lines.push(said!(
            "{} result rows are for customers who were in neither group."
                | "Righe dei risultati su clienti che non erano in nessuno dei due gruppi: {}.",
            n(lift.n_outside_cells)
        ));
    }
    if lift.n_silent > 0 {
        lines.push(said!(
            "{} people of the two groups have no result row and count as a no."
                | "Persone dei due gruppi senza una riga nei risultati, contate come un no: {}.",
            n(lift.n_silent)
        ));
    }
    lines
}

/// "about 1,200 people (900 to 1,600)".
#[must_use]
pub fn range(range: &Range) -> String {
    said!(
        "about {} ({} to {})" | "circa {} (da {} a {})",
        number::about(range.likely),
        number::about(range.low),
        number::about(range.high)
    )
}

/// The forecast in one sentence: what the plan adds over doing nothing, and how it compares with random people.
#[must_use]
pub fn forecast(forecast: &Forecast) -> String {
    let own = forecast.own();
    let [extra, random, connected] = [own.plan, own.random, own.most_connected].map(|range| range.likely);
    let (treated, reached) = (number::people(forecast.n_treated), number::about(extra.max(0.0)));
    said!(
        "Treating {treated} is expected to reach {reached} more of the {} in the audience: {}, {}."
            | "Trattando {treated} si prevede di raggiungerne {reached} in più, su un pubblico di {}: {}; {}.",
        number::people(forecast.n_audience),
        beside(pick("as many random people", "altrettante persone a caso"), extra, random),
        beside(pick("the most-connected people", "le persone con più legami"), extra, connected),
    )
}

/// What a plan adds beside what others would, who are several.
fn beside(name: &str, extra: f64, other_extra: f64) -> String {
    if other_extra <= 0.0 {
        return said!("{name} would add next to nothing" | "{name} non aggiungerebbero quasi nulla");
    }
    let ratio = extra / other_extra;
    if ratio >= 1.95 {
        said!("{} times what {name} would do" | "{} volte quanto farebbero {name}", decimal(ratio))
    } else if ratio >= 1.05 {
        said!("{:.0} % more than {name}" | "{:.0} % in più di quanto farebbero {name}", (ratio - 1.0) * 100.0)
    } else if ratio > 0.95 {
        said!("no more than {name}" | "non più di quanto farebbero {name}")
    } else {
        said!("{:.0} % less than {name}" | "{:.0} % in meno di quanto farebbero {name}", (1.0 - ratio) * 100.0)
    }
}

/// The lift in words: how much, between what and what, and how sure.
#[must_use]
pub fn lift(lift: &Lift) -> String {
    let verdict = if lift.points_low > 0.0 {
        said!(
            "Between {} and {} points more" | "Tra {} e {} punti in più",
            decimal(lift.points_low),
            decimal(lift.points_high)
        )
    } else if lift.points_high < 0.0 {
        said!(
            "Between {} and {} points less" | "Tra {} e {} punti in meno",
            decimal(-lift.points_high),
            decimal(-lift.points_low)
        )
    } else {
        said!(
            "Cannot tell yet: somewhere between {} points less and {} points more"
                | "Non si può ancora dire: tra {} punti in meno e {} punti in più",
            decimal(-lift.points_low),
            decimal(lift.points_high)
        )
    };
    said!(
        "{verdict}; the chance that it helped is {}." | "{verdict}; probabilità che sia servito: {}.",
        chance(lift.chance_helped)
    )
}

/// Never "100 %": a measurement is not a proof.
#[must_use]
pub fn chance(share: f64) -> String {
    if share > 0.999 {
        pick("over 99.9 %", "oltre il 99,9 %").into()
    } else if share < 0.001 {
        pick("under 0.1 %", "meno dello 0,1 %").into()
    } else {
        number::percent(share)
    }
}

/// "18.4 % of the 240 treated said yes, 12.1 % of the 58 left alone."
#[must_use]
pub fn shares(lift: &Lift) -> String {
    let share = |yes: u64, n: u64| if n == 0 { 0.0 } else { yes as f64 / n as f64 };
    said!(
        "{} of the {} treated said yes, {} of the {} left alone."
            | "Ha detto sì {} di chi è stato trattato ({}), e {} di chi è stato tenuto per confronto ({}).",
        the(&number::percent(share(lift.treated.n_yes, lift.treated.n_people))),
        number::people(usize::try_from(lift.treated.n_people).unwrap_or(0)),
        the(&number::percent(share(lift.control.n_yes, lift.control.n_people))),
        number::people(usize::try_from(lift.control.n_people).unwrap_or(0)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::measure::Arm;

    #[test]
    fn a_lift_says_what_it_cannot_tell() {
        let arm = |n_people, n_yes| Arm { n_people, n_yes };
        let mut measured = Lift { treated: arm(240, 44), control: arm(60, 7), ..Lift::default() };
        (measured.points_low, measured.points_high, measured.chance_helped) = (1.1, 4.3, 0.97);
        assert_eq!(lift(&measured), "Between 1.1 and 4.3 points more; the chance that it helped is 97 %.");
        (measured.points_low, measured.chance_helped) = (-2.0, 0.9995);
        assert!(lift(&measured).starts_with("Cannot tell yet: somewhere between 2.0 points less and 4.3"));
        assert!(lift(&measured).contains("over 99.9 %"));
        assert!(shares(&measured).starts_with("18 % of the 240 people treated said yes, 12 % of the 60 people"));
    }

    #[test]
    fn a_forecast_is_set_beside_the_alternatives() {
        let at = |likely| Range { low: likely, likely, high: likely };
        let made = Forecast {
            plan: at(130.0),
            nothing: at(10.0),
            random: at(50.0),
            most_connected: at(120.0),
            n_audience: 1_000,
            n_treated: 20,
            n_runs: 100,
            // Not the difference of what is likely: that of each run, and what is likely of those.
            course: vec![crate::domain::forecast::Step {
                n_treated: 20,
                plan: at(120.0),
                random: at(40.0),
                most_connected: at(110.0),
            }],
            ..Forecast::default()
        };
        let text = forecast(&made);
        assert!(text.contains("120 more of the 1,000 people"), "{text}");
        assert!(text.contains("3.0 times what as many random people would do"), "{text}");
        assert!(text.contains("9 % more than the most-connected people"), "{text}");
    }
}
