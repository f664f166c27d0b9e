//! How likely people at each stage take a thing up and pass it on, in words.

use crate::domain::forecast::AtStage;
use crate::domain::model::Stage;
use crate::ui::words::{number, said, sentences, stages};

sentences! {
    by_stage: "How stages differ" | "Come cambiano le fasi";
    by_stage_hint: "In per cent of the usual: 100 is like everybody, 0 is never. Empty: as your past purchases say where chances are learned, else like everybody."
        | "In per cento del solito: 100 è come tutti, 0 è mai. Vuoto: come dicono gli acquisti passati, se le probabilità si ricavano da lì, altrimenti come tutti.";
    off_topic_takes_up: "Others, who have nothing to do with the topic: take it up, %" | "Gli altri, che con il tema non c’entrano: aderiscono, %";
    off_topic_passes_on: "Others, who have nothing to do with the topic: pass it on, %" | "Gli altri, che con il tema non c’entrano: passano la voce, %";
    off_topic_edit: "say how people off the topic take it up and pass it on" | "indica come aderisce e passa la voce chi con il tema non c’entra";
    bad_off_topic: "People off the topic are written as 50/20: take it up and pass it on, in per cent of the usual, up to 500; or usual. Nothing was changed."
        | "Chi con il tema non c’entra si scrive così: 50/20, cioè quanto aderisce e quanto passa la voce, in per cento del solito, fino a 500; oppure usual. Non è cambiato nulla.";
    bad_stage_chance: "A stage is written as at-risk=150/80: takes it up and passes it on, in per cent of the usual, up to 500; or at-risk=usual. Nothing was changed."
        | "Una fase si scrive così: at-risk=150/80, cioè quanto aderisce e quanto passa la voce, in per cento del solito, fino a 500; oppure at-risk=usual. Non è cambiato nulla.";
}

/// The name of the field for how likely people at a stage take it up.
#[must_use]
pub fn stage_takes_up(stage: Stage) -> String {
    said!("{}: take it up, %" | "{}: aderisce, %", stages::stage(stage))
}

/// The name of the field for how likely people at a stage pass it on.
#[must_use]
pub fn stage_passes_on(stage: Stage) -> String {
    said!("{}: pass it on, %" | "{}: passa la voce, %", stages::stage(stage))
}

/// What the past says of people at a stage.
#[must_use]
pub fn at_stage(at: &AtStage) -> String {
    said!(
        "{}: {} half way through your purchases, {} of whom later took up something new ({} expected); their contacts followed {} times ({} expected)."
            | "{}: {} a metà dei tuoi acquisti; di queste, {} hanno poi comprato qualcosa di nuovo (attese {}) e i loro contatti le hanno seguite {} volte (attese {}).",
        stages::stage(at.stage),
        number::people(at.n_people),
        number::count(at.n_took),
        number::about(at.expected_took),
        number::about(at.passed),
        number::about(at.expected_passed)
    )
}

/// What an edit of a stage's chances is called.
#[must_use]
pub fn stage_edit(stage: Stage) -> String {
    said!(
        "say how people take it up and pass it on: {}" | "indica come aderiscono e passano la voce: {}",
        stages::stage(stage).to_lowercase()
    )
}
