//! Groups to compare, how alike and how far apart they are, and what they can prove, in words.

use super::plan::{of_the, the};
use super::{choosing, comma, decimal, number, pick, said, sentences};
use crate::domain::campaign::{
    Apart, ArmKind, CellDesign, CellEdit, Deal, Difference, Trait, design_effect, smallest_detectable_points,
};
use crate::domain::measure::GroupLift;

sentences! {
    no_such_deal: "Chance deals by person, tribes or circles. Nothing was changed."
        | "Il caso distribuisce per person, tribes o circles. Non è cambiato nulla.";
    no_such_beside: "Beside the treated there can be top-scored, most-connected and random people, or none. Nothing was changed."
        | "Accanto ai trattati possono esserci persone top-scored, most-connected e random, oppure none. Non è cambiato nulla.";
    title: "Groups to compare" | "Gruppi da confrontare";
    deal_label: "How chance keeps some for comparison" | "Come il caso tiene da parte chi serve per confronto";
    beside: "Treat as many people chosen in another way, side by side:"
        | "Tratta altrettante persone scelte in un altro modo, fianco a fianco:";
    beside_note: "Each of these groups costs as much as the treated. Only the treated and those left alone were drawn from the same people; the others show what another way of choosing does."
        | "Ognuno di questi gruppi costa quanto i trattati. Solo i trattati e i tenuti per confronto sono estratti dalle stesse persone; gli altri mostrano che cosa ottiene un altro modo di scegliere.";
    motivations: "Reasons to try, two to four, with ; between them"
        | "Motivi da provare, da due a quattro, separati da ;";
    motivations_hint: "helps a friend save; be the first to know" | "aiuta un amico a risparmiare; saperlo per primi";
    one_motivation: "One reason is told to everybody. Write two to four to see which is passed on most."
        | "A tutti si dice un solo motivo. Scrivine da due a quattro per vedere quale passa di più di bocca in bocca.";
    groups: "The code of a group travels with every list and comes back with the results."
        | "Il codice di un gruppo viaggia con ogni elenco e torna insieme ai risultati.";
    left_alone: "Left alone, to compare" | "Tenuti per confronto";
    base: "Would do it anyway" | "Lo farebbero comunque";
    alike: "Circles act alike" | "Somiglianza nelle cerchie";
    no_control: "Nobody is left alone: whatever happens, it cannot be told from what would have happened anyway."
        | "Nessuno è tenuto per confronto: qualunque cosa accada, non si potrà distinguere da ciò che sarebbe accaduto comunque.";
}

/// How chance deals, for the list.
#[must_use]
pub fn deal(deal: Deal) -> &'static str {
    match deal {
        Deal::Person => pick("Person by person", "Persona per persona"),
        Deal::WithinTribes => pick("The same share of each tribe", "La stessa quota di ogni tribù"),
        Deal::Circles => pick("Whole circles together", "Cerchie intere, insieme"),
    }
}

/// What that means.
#[must_use]
pub fn deal_hint(deal: Deal) -> &'static str {
    match deal {
        Deal::Person => pick(
            "Everybody has the same chance of being left alone.",
            "Tutti hanno la stessa probabilità di essere tenuti per confronto.",
        ),
        Deal::WithinTribes => pick(
            "Everybody has the same chance of being left alone, and no tribe is left out by chance.",
            "Tutti hanno la stessa probabilità di essere tenuti per confronto, e nessuna tribù resta fuori per caso.",
        ),
        Deal::Circles => pick(
            "Chosen people who are close to each other are treated or left alone together, so that less word leaks.",
            "Le persone scelte che sono vicine tra loro vengono trattate o tenute per confronto insieme, \
             così passa meno voce da un gruppo all’altro.",
        ),
    }
}

/// What an edit of the groups is called.
#[must_use]
pub fn edit(edit: &CellEdit) -> String {
    match edit {
        CellEdit::SetDeal(how) => {
            said!("draw the comparison: {}" | "estrai per il confronto: {}", deal(*how).to_lowercase())
        }
        CellEdit::SetBeside { how, is_in: true } => {
            said!("compare with {}" | "confronta con: {}", choosing::how(*how).to_lowercase())
        }
        CellEdit::SetBeside { how, .. } => {
            said!("no longer compare with {}" | "non confrontare più con: {}", choosing::how(*how).to_lowercase())
        }
        CellEdit::SetMotivations(_) => pick("change the reasons to try", "cambia i motivi da provare").into(),
        CellEdit::SetBasePercent(percent) => {
            said!(
                "expect {} % without a campaign" | "imposta quanti lo farebbero comunque: {} %",
                comma(&percent.to_string())
            )
        }
        CellEdit::SetAlikePercent(percent) => {
            said!(
                "take people of a circle as {} % alike" | "imposta la somiglianza nelle cerchie: {} %",
                comma(&percent.to_string())
            )
        }
    }
}

/// A group in a line.
#[must_use]
pub fn group(name: &str, n: usize) -> String {
    format!("{name}: {}", number::people(n))
}

/// The part of the treated who are told this reason, at its place in the plan.
#[must_use]
pub fn told(place: u8, reason: &str) -> String {
    const LETTERS: [&str; CellDesign::MOST_MOTIVATIONS] = ["A", "B", "C", "D"];
    if reason.is_empty() {
        // Its words are gone with somebody whom they named.
        let letter = LETTERS.get(usize::from(place)).copied().unwrap_or_default();
        return said!("Reason {letter}" | "Motivo {letter}");
    }
    said!("Told “{reason}”" | "Con il motivo “{reason}”")
}

/// What the group with a code is called: what its people are told, or how they were chosen.
#[must_use]
pub fn of_code(plan: u32, code: &str, reasons: &[String]) -> String {
    match ArmKind::of_code(plan, code) {
        Some(ArmKind::Motivation(n)) => told(n, reasons.get(usize::from(n)).map_or("", String::as_str)),
        Some(ArmKind::Chosen(how)) => choosing::how(how).to_owned(),
        None => super::plan::treated().to_owned(),
    }
}

/// What a further group is called.
#[must_use]
pub fn group_name(kind: ArmKind, reason: &str) -> String {
    match kind {
        ArmKind::Motivation(n) => told(n, reason),
        ArmKind::Chosen(how) => choosing::how(how).to_owned(),
    }
}

/// What a further group did, in a line.
#[must_use]
pub fn group_lift(group: &GroupLift, reasons: &[String]) -> String {
    let reason = match group.kind {
        ArmKind::Motivation(n) => reasons.get(usize::from(n)).map_or("", String::as_str),
        ArmKind::Chosen(_) => "",
    };
    group_result(&group_name(group.kind, reason), group)
}

/// The same of a group with a name.
#[must_use]
pub fn group_result(name: &str, group: &GroupLift) -> String {
    let share = group.arm.n_yes as f64 / group.arm.n_people.max(1) as f64;
    let n = usize::try_from(group.arm.n_people).unwrap_or(usize::MAX);
    let is_told = group.points_low > 0.0 || group.points_high < 0.0;
    let verdict = if is_told { "" } else { pick("cannot tell yet, ", "non si può ancora dire, ") };
    said!(
        "{name}: {} of {} said yes; {verdict}{} points against those left alone ({} to {})."
            | "{name}: ha detto sì {} di {}; {verdict}{} punti rispetto ai tenuti per confronto (da {} a {}).",
        the(&number::percent(share)),
        number::people(n),
        decimal(group.points),
        decimal(group.points_low),
        decimal(group.points_high)
    )
}

/// How far the circles of the two groups are apart.
#[must_use]
pub fn apart(apart: &Apart) -> String {
    said!(
        "{} in the circles of the treated, {} in those left alone. {} of the ties of those left alone lead to a treated circle, \
         where word can leak; {} of the people around them know a treated person too."
            | "Nelle cerchie dei trattati: {}; in quelle tenute per confronto: {}. Tra i legami di queste ultime, \
               {} porta a una cerchia trattata, da cui la voce può arrivare; tra le persone che hanno intorno, \
               {} conosce anche una persona trattata.",
        number::people(apart.n_treated_circles),
        number::count(apart.n_control_circles),
        the(&number::percent(apart.leakage)),
        the(&number::percent(apart.overlap)),
    )
}

/// The largest difference between the groups, beside what chance gives; nothing where there is none to tell.
#[must_use]
pub fn balance(differences: &[Difference]) -> Option<String> {
    let widest = differences.first()?;
    let what = match widest.of {
        Trait::Influence => pick("influence", "nell’influenza"),
        Trait::Contacts => pick("number of contacts", "nel numero di contatti"),
        Trait::Spend => pick("spending", "nella spesa"),
        Trait::Tribe => pick("the share of one tribe", "nella quota di una tribù"),
    };
    let size = number::percent(widest.deviations.abs());
    Some(if widest.errors.abs() < 3.0 {
        said!(
            "The two groups are alike: they differ most in {what}, by {size} of what people usually differ, as chance does."
                | "I due gruppi si somigliano: la differenza maggiore è {what} ({size} di quanto si distinguono di solito le \
                   persone), come fa il caso."
        )
    } else {
        said!(
            "The two groups differ in {what} by {size} of what people usually differ, more than chance explains. Draw again."
                | "I due gruppi si distinguono {what} ({size} di quanto si distinguono di solito le persone), più di quanto \
                   spieghi il caso. Estrai di nuovo."
        )
    })
}

/// What the two groups can prove; honest where it is nothing.
#[must_use]
pub fn power(points: Option<f64>, n: usize, base: f64) -> String {
    let (people, base) = (number::people(n), of_the(&number::percent(base)));
    match points {
        Some(points) if points < 30.0 => said!(
            "With {people} you can detect about {points:.0} points from a {base} base."
                | "Con {people} si possono notare circa {points:.0} punti, da una base {base}."
        ),
        Some(points) => said!(
            "With {people} only a jump of {points:.0} points from a {base} base would show: run it as a case study."
                | "Con {people} si noterebbe solo un salto di {points:.0} punti, da una base {base}: \
                   trattalo come un caso di studio."
        ),
        None => pick(
            "Too few people to prove anything: run it as a case study.",
            "Troppo poche persone per dimostrare qualcosa: trattalo come un caso di studio.",
        )
        .into(),
    }
}

/// How many it would take.
#[must_use]
pub fn needed(n: Option<usize>, points: f64, base: f64) -> String {
    n.map_or(String::new(), |n| {
        said!(
            "To detect {points:.0} points from a {} base takes {} in each group."
                | "Per notare {points:.0} punti, da una base {}, servono {} in ogni gruppo.",
            of_the(&number::percent(base)),
            number::people(n)
        )
    })
}

/// What counting the circles proves: more people, but alike.
#[must_use]
pub fn circles(apart: &Apart, n_treated: usize, n_control: usize, base: f64, alike: f64) -> String {
    let effect = design_effect(apart.mean_circle, apart.spread_of_circles, alike);
    let like = |n: usize| (n as f64 / effect) as usize;
    let (n, m) = (apart.n_treated_circles, apart.n_control_circles);
    let points = smallest_detectable_points(like(n), like(m), base);
    let end = match points {
        Some(points) if points < 30.0 => {
            said!("about {points:.0} points can be detected." | "si possono notare circa {points:.0} punti.")
        }
        _ => pick("nothing can be proved.", "non si può dimostrare nulla.").into(),
    };
    said!(
        "Counting everybody in their {} circles: {} act alike within a circle and count as {}; {end}"
            | "Contando tutti nelle loro cerchie ({}): {} si comportano in modo simile dentro ogni cerchia e valgono come {}; {end}",
        number::count(n_treated + n_control),
        number::people(n + m),
        number::count(like(n + m)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_proved_is_said_in_a_sentence_and_honestly() {
        let points = smallest_detectable_points(450, 450, 0.2);
        assert_eq!(power(points, 900, 0.2), "With 900 people you can detect about 8 points from a 20 % base.");
        assert!(power(Some(44.0), 40, 0.1).contains("case study") && power(None, 4, 0.1).contains("case study"));
        assert_eq!(needed(Some(435), 5.0, 0.1), "To detect 5 points from a 10 % base takes 435 people in each group.");
        let apart = Apart { n_treated_circles: 400, n_control_circles: 100, mean_circle: 10.0, ..Apart::default() };
        let text = circles(&apart, 40, 10, 0.1, 0.05);
        assert!(text.contains("50 circles") && text.contains("count as 344"), "{text}");
    }
}
