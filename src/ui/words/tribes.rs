//! What holds a tribe together and what a person changes about tribes, in words.

use super::{number, pick, said, sentences};
use crate::domain::model::decisions::TribeEdit;
use crate::domain::tribes::{Cohesion, Seam};

sentences! {
    shape: "Change this tribe" | "Cambia questa tribù";
    merge: "Join with another tribe" | "Unisci a un’altra tribù";
    merge_hint: "Choose a tribe" | "Scegli una tribù";
    split_seam: "Part where it holds least" | "Dividi dove tiene meno";
    split_selected: "Make the selected a tribe of their own" | "Fai una tribù a sé con i selezionati";
    colour_label: "Colour" | "Colore";
    restore: "As it was found" | "Com’era all’inizio";
    holds: "What holds it together" | "Che cosa la tiene unita";
    looking: "Looking where it holds least…" | "Ricerca del punto più debole…";
    no_seam: "It holds everywhere: there is no weak place." | "Tiene ovunque: non c’è un punto debole.";
    critical: "The few ties it hangs by" | "I pochi legami a cui è appesa";
    worth_label: "Worth and risk" | "Valore e rischio";
    pin: "Belongs to the tribe" | "Appartiene alla tribù";
    as_found: "As their ties say" | "Come dicono i suoi legami";
    whole_tribe: "Choose some of the tribe, not all and not none. Nothing was changed."
        | "Scegli una parte della tribù: non tutti e non nessuno. Non è cambiato nulla.";
    bad_merge: "Give two tribes by name or number: --merge FROM=INTO. Nothing was changed."
        | "Indica due tribù per nome o numero: --merge FROM=INTO. Non è cambiato nulla.";
    bad_pin: "Give a customer and a tribe: --pin C0001=NAME, or C0001=found to let their ties say. Nothing was changed."
        | "Indica un cliente e una tribù: --pin C0001=NAME, oppure C0001=found per lasciar decidere ai suoi legami. Non è cambiato nulla.";
    bad_colour: "Give a tribe and a colour from 1 to 16, or usual: --colour NAME=3. Nothing was changed."
        | "Indica una tribù e un colore da 1 a 16, oppure usual: --colour NAME=3. Non è cambiato nulla.";
    bad_rename: "Give a tribe and its new name: --rename NAME=NEW. Nothing was changed."
        | "Indica una tribù e il suo nuovo nome: --rename NAME=NEW. Non è cambiato nulla.";
}

/// The look of a tribe as a swatch, for those who hear it.
#[must_use]
pub fn colour(look: u8) -> String {
    let ring = if look >= 8 { pick(" with a ring", " con un anello") } else { "" };
    said!("Colour {}{ring}" | "Colore {}{ring}", look % 8 + 1)
}

/// How close its members are and how it is joined to others.
#[must_use]
pub fn cohesion(of: Cohesion) -> String {
    said!(
        "{} between its members, {} of all there could be; {} have ties to other tribes."
            | "{} tra i suoi membri, {} di tutti quelli possibili; {} con legami verso altre tribù.",
        number::plural(of.n_ties as usize, pick("tie", "legame"), pick("ties", "legami")),
        number::percent(of.density),
        number::people(of.n_bridges as usize)
    )
}

/// Two sides that no tie joins, as where tribes were joined by hand.
pub(super) fn apart(seam: &Seam) -> String {
    let of = |n: u32| number::people(n as usize);
    said!(
        "No tie joins its two sides, of {} and of {}." | "Nessun legame unisce le sue due parti, di {} e di {}.",
        of(seam.n_members.0),
        of(seam.n_members.1)
    )
}

/// Where it would break.
#[must_use]
pub fn seam(seam: &Seam) -> String {
    let n = seam.tie_rows.len();
    if n == 0 {
        return apart(seam);
    }
    said!(
        "Without {} ({} of those inside) it would fall into {} and {}."
            | "Senza {} ({} di quelli interni) si dividerebbe in {} e {}.",
        number::plural(n, pick("tie", "legame"), pick("ties", "legami")),
        number::percent(f64::from(seam.share)),
        number::people(seam.n_members.0 as usize),
        number::people(seam.n_members.1 as usize)
    )
}

/// What the members spend, of all that everybody spends.
#[must_use]
pub fn worth(cents: i64, of_all: f64) -> String {
    said!(
        "They spend {}, {} of what all your people spend."
            | "Spesa dei membri: {}, {} di quella di tutte le tue persone.",
        number::money(cents),
        number::percent(of_all)
    )
}

/// Who may be lost, and who speaks against you.
#[must_use]
pub fn risk(n_at_risk: usize, n_lost: usize, n_offside: usize) -> String {
    let mut parts = Vec::new();
    let at_risk = pick("at risk", "a rischio");
    let (lost, all_lost) = (pick("lost", "perso"), pick("lost", "persi"));
    let (offside, all_offside) = (pick("offside", "contrario"), pick("offside", "contrari"));
    for (n, one, many) in [(n_at_risk, at_risk, at_risk), (n_lost, lost, all_lost), (n_offside, offside, all_offside)] {
        if n > 0 {
            parts.push(number::plural(n, one, many));
        }
    }
    if parts.is_empty() {
        pick("Nobody is known to be at risk.", "Nessuno risulta a rischio.").to_owned()
    } else {
        format!("{}.", parts.join(", "))
    }
}

/// The decision in a few words.
#[must_use]
pub fn edit(edit: &TribeEdit) -> String {
    match edit {
        TribeEdit::Merge { .. } => pick("join two tribes", "unisci due tribù").into(),
        TribeEdit::Split { members, .. } => {
            said!("make {} a tribe of their own" | "fai una tribù a sé con {}", number::people(members.len()))
        }
        TribeEdit::Pin { tribe: Some(_), .. } => {
            pick("put a person into a tribe", "metti una persona in una tribù").into()
        }
        TribeEdit::Pin { tribe: None, .. } => {
            pick("let a person's ties say their tribe", "lascia che siano i legami a dire la tribù di una persona")
                .into()
        }
        TribeEdit::Recolour { .. } => pick("colour a tribe", "colora una tribù").into(),
        TribeEdit::Restore { .. } => {
            pick("make a tribe as it was found", "riporta una tribù com’era all’inizio").into()
        }
    }
}
