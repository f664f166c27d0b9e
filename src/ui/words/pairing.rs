//! Who says what to the people of each stage and tribe, in words.

use super::{number, pick, said, sentences, situations, stages};
use crate::domain::model::Stage;
use crate::domain::pairing::PairingEdit;
use crate::domain::stages::Swayer;

sentences! {
    bad_say: "Say to whom and what: --say at-risk=TEXT, or --say at-risk/Runners=TEXT for one tribe. Nothing was changed."
        | "Indica a chi e che cosa dire: --say at-risk=TESTO, oppure --say at-risk/Runners=TESTO per una sola tribù. Non è cambiato nulla.";
    title_label: "Who says what" | "Chi dice che cosa";
    open: "Open the table" | "Apri la tabella";
    hint: "For the people of each stage in each tribe: who is best able to sway them, from the ties they have, and what that person should say. What is written for every tribe counts wherever a tribe has nothing of its own."
        | "Per le persone di ogni fase in ogni tribù: chi, con i legami che ha, le può convincere meglio, e che cosa dovrebbe dire. Ciò che è scritto per ogni tribù vale dove una tribù non ha nulla di suo.";
    any_tribe: "Every tribe" | "Ogni tribù";
    nobody: "Nobody" | "Nessuno";
    nobody_knows: "Nobody of your market is in touch with them." | "Nessuno del tuo mercato è in contatto con loro.";
    unsaid_label: "Nothing to say yet" | "Ancora nulla da dire";
    working: "Looking who knows whom…" | "Ricerca di chi conosce chi…";
}

/// What an edit of the table is called.
#[must_use]
pub fn edit(edit: &PairingEdit) -> String {
    match edit {
        PairingEdit::SetMessage { stage, .. } => said!(
            "write what to say to people who are {}" | "scrivi che cosa dire a chi è {}",
            stages::stage(*stage).to_lowercase()
        ),
        PairingEdit::SetThrough { id, .. } if id.is_empty() => {
            pick("let the best person say it", "lascia che lo dica la persona migliore").into()
        }
        PairingEdit::SetForSituation { situation, .. } => situations::edit(*situation),
        PairingEdit::SetThrough { .. } => pick("choose who says it", "scegli chi lo dice").into(),
    }
}

/// The title of the table.
#[must_use]
pub fn title(plan: &str) -> String {
    said!("Who says what: {plan}" | "Chi dice che cosa: {plan}")
}

/// How many places have nothing to say.
#[must_use]
pub fn unsaid(n: usize, of: usize) -> String {
    let groups = number::plural(of, pick("group", "gruppo"), pick("groups", "gruppi"));
    if n == 0 {
        return said!(
            "All {groups} of people by stage and tribe have something to be told."
                | "C’è qualcosa da dire per ogni fase di ogni tribù ({groups})."
        );
    }
    let have = if n == 1 { "has" } else { "have" };
    said!(
        "{} of {groups} by stage and tribe {have} nothing to be told yet."
            | "Ancora nulla da dire per {} su {groups}, divisi per fase e tribù.",
        number::count(n)
    )
}

/// "412 people".
#[must_use]
pub fn people(n: usize) -> String {
    number::people(n)
}

/// The label over whoever sways a place.
#[must_use]
pub fn sway(n: usize, is_said: bool) -> String {
    let gap = if is_said { "" } else { pick(", told nothing yet", ", ancora nulla da dire") };
    said!("{}{gap}; best to sway them:" | "{}{gap}; chi può convincerle meglio:", number::people(n))
}

/// One person on the list of those who could sway a place.
#[must_use]
pub fn swayer(name: &str, swayer: &Swayer) -> String {
    said!(
        "{name}: knows {}; {}" | "{name}: ne conosce {}; {}",
        number::count(swayer.n_contacts as usize),
        stages::would_follow(swayer.moved)
    )
}

/// The name of the field for a stage of every tribe.
#[must_use]
pub fn for_stage(stage: Stage) -> String {
    said!("What to say: {}, every tribe" | "Che cosa dire: {}, ogni tribù", stages::stage(stage))
}

/// The name of the field for a stage of a tribe.
#[must_use]
pub fn for_place(stage: Stage, tribe: &str) -> String {
    said!("What to say: {}, {tribe}" | "Che cosa dire: {}, {tribe}", stages::stage(stage))
}

/// Tribes without a column.
#[must_use]
pub fn hidden(n: usize) -> String {
    said!(
        "{} with fewer people follow what is written for every tribe."
            | "Per {} con meno persone vale ciò che è scritto per ogni tribù.",
        number::tribes(n)
    )
}
