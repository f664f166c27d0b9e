//! How large tribes are, in words.

use super::{number, pick, said, sentences};
use crate::domain::tribes::stability::Level;

sentences! {
    title: "How large tribes are" | "Quanto sono grandi le tribù";
    hint: "Tribes inside tribes: a town falls into quarters, and a quarter into circles of friends. Look at it from as near as you need."
        | "Tribù dentro le tribù: una città si divide in quartieri e un quartiere in cerchie di amici. Guardala da quanto vicino ti serve.";
    fineness: "Seen from" | "Vista da";
    limit: "Nobody’s tribe is larger than" | "Nessuna tribù più grande di";
    limit_hint: "Larger ones are split again inside, where they hold least. A crowd in which everybody knows everybody stays whole."
        | "Quelle più grandi si dividono ancora, dove tengono meno. Un gruppo in cui tutti conoscono tutti resta intero.";
    ask: "Which sizes come back most surely?" | "Quali grandezze tornano più sicure?";
    ask_hint: "Finds tribes of seven sizes from four beginnings each, which takes 28 times as long as finding them once. Sizes that come out the same however it is begun are in your data, not in the method."
        | "Trova tribù di sette grandezze, ognuna partendo da quattro punti diversi: ci vuole 28 volte il tempo di una ricerca. Le grandezze che tornano uguali da qualunque punto si parta sono nei dati, non nel metodo.";
    none_sure: "No size has several tribes that come back: these ties do not fall into groups."
        | "Nessuna grandezza ha più tribù che tornano: questi legami non si dividono in gruppi.";
    use_it: "Use these" | "Usa queste";
    in_use: "in use" | "in uso";
}

/// How fine tribes are asked for, by resolution.
#[must_use]
pub fn fine(resolution: f64) -> &'static str {
    match resolution {
        0.25 => pick("Very far: few, very large", "Molto lontano: poche, grandissime"),
        0.5 => pick("Far: fewer, larger", "Lontano: meno, più grandi"),
        1.0 => pick("As usual", "Distanza abituale"),
        2.0 => pick("Near: more, smaller", "Vicino: di più, più piccole"),
        4.0 => pick("Nearer: many, small", "Più vicino: molte, piccole"),
        8.0 => pick("Very near: close circles", "Molto vicino: cerchie strette"),
        16.0 => pick("Nearest: closest friends", "Vicinissimo: gli amici più stretti"),
        _ => pick("As set on the command line", "Come dalla riga di comando"),
    }
}

/// The most people of a tribe; 0 for no limit.
#[must_use]
pub fn at_most(n: u32) -> &'static str {
    match n {
        0 => pick("No limit", "Nessun limite"),
        30 => pick("30 people", "30 persone"),
        50 => pick("50 people", "50 persone"),
        100 => pick("100 people", "100 persone"),
        150 => pick("150 people", "150 persone"),
        300 => pick("300 people", "300 persone"),
        500 => pick("500 people", "500 persone"),
        1_000 => pick("1,000 people", "1.000 persone"),
        _ => pick("As set on the command line", "Come dalla riga di comando"),
    }
}

/// One size that comes back: "Near: more, smaller: 24 tribes, 97 % alike from one beginning to another".
#[must_use]
pub fn level(level: &Level) -> String {
    said!(
        "{}: {}, {:.0} % alike from one beginning to another" | "{}: {}, uguali al {:.0} % da un inizio all’altro",
        fine(level.resolution),
        number::tribes(level.n_tribes as usize),
        100.0 * level.stability
    )
}
