//! How far along customers are, who can sway them and what they may need, in words.

use super::number;
use super::{pick, said, sentences};
use crate::domain::model::decisions::{StageChange, StageRules, StagesEdit};
use crate::domain::model::{NeedKind, Stage};
use crate::domain::stages::{PeopleStages, Source};

sentences! {
    title: "Stages" | "Fasi";
    hint: "How far along each customer is. A stage follows from a column of your customer list, else from purchases, contacts and since when somebody is a customer. On a person's card you can set it by hand; that wins over both."
        | "A che punto è ogni cliente. La fase viene da una colonna del tuo elenco di clienti, altrimenti da acquisti, contatti e da quanto tempo qualcuno è cliente. Sulla scheda di una persona puoi impostarla a mano: vale più di tutto.";
    scored_first: "Stages are told once people are scored." | "Le fasi arrivano quando ci sono i punteggi.";
    every_stage: "Customers by stage" | "Clienti per fase";
    rules_label: "When somebody is new, loyal, at risk or lost"
        | "Quando un cliente è nuovo, fedele, a rischio o perso";
    rules_hint: "A person's usual gap is the middle one of the gaps between the days they bought on. Somebody who buys at random is silent for three usual gaps about once in eight times, and for six about once in sixty. At risk counts from the last purchase; lost from the last purchase or the last contact, whichever is later. Of those whose usual gap is not known both count from the later one."
        | "L’intervallo abituale di una persona è quello di mezzo tra quelli che separano i suoi giorni di acquisto. Chi compra a caso resta in silenzio per tre intervalli abituali circa una volta su otto, e per sei circa una su sessanta. Il rischio si conta dall’ultimo acquisto; la perdita dall’ultimo acquisto o dall’ultimo contatto, il più recente dei due. Per chi non ha un intervallo abituale noto entrambi si contano dal più recente.";
    usual_rules: "Back to the usual rules" | "Torna alle regole solite";
    new_days: "New for so many days" | "Nuovo per tanti giorni";
    loyal_purchases: "Loyal from so many days with purchases" | "Fedele da tanti giorni con acquisti";
    loyal_months: "Loyal after so many months" | "Fedele dopo tanti mesi";
    at_risk_gaps: "At risk after so many usual gaps without buying"
        | "A rischio dopo tanti intervalli abituali senza acquisti";
    lost_gaps: "Lost after so many usual gaps of silence" | "Perso dopo tanti intervalli abituali di silenzio";
    at_risk_days: "At risk after so many days, where there is no usual gap"
        | "A rischio dopo tanti giorni, senza un intervallo abituale";
    lost_days: "Lost after so many days, where there is no usual gap"
        | "Perso dopo tanti giorni, senza un intervallo abituale";
    column: "Column that says the stage" | "Colonna che dice la fase";
    no_column: "None: by the rules" | "Nessuna: secondo le regole";
    column_gone: "That column is in no file any more: the rules tell."
        | "Quella colonna non è più in nessun file: valgono le regole.";
    sway: "Most able to sway them" | "Chi può convincerli di più";
    sway_hint: "How many of them would follow, expected, if this person were won: the chances of all ties to them, as in forecasts."
        | "Quanti di loro seguirebbero questa persona, secondo le attese, se fosse conquistata: le probabilità di tutti i legami con loro, come nelle previsioni.";
    nobody_sways: "Nobody of your market is in touch with them." | "Nessuno del tuo mercato è in contatto con loro.";
    together: "Of all tribes" | "Di tutte le tribù";
    of_tribe: "Tribe" | "Tribù";
    stage_label: "Stage" | "Fase";
    set_stage: "Set the stage" | "Imposta la fase";
    set_stage_hint: "By hand, with a reason; going back is fine."
        | "A mano, con un motivo; si può anche tornare indietro.";
    reason: "Why" | "Perché";
    reason_hint: "said so at the counter" | "l’ha detto in negozio";
    set_by_hand: "Set by hand" | "Imposta a mano";
    stage_as_files_say: "Stage as the files say" | "Fase come dicono i file";
    stance_as_files_say: "Stance as the files say" | "Opinione come dicono i file";
    log: "Changes by hand" | "Modifiche a mano";
    needs: "What may matter to them" | "Che cosa può interessare";
    show_card: "Show their card" | "Mostra la scheda";
    bad_stage: "Give a stage: unaware, aware, considering, deciding, new, active, loyal, at-risk or lost. Nothing was changed."
        | "Indica una fase: unaware, aware, considering, deciding, new, active, loyal, at-risk o lost. Non è cambiato nulla.";
    bad_set: "Give a customer and a stage: --set C0001=loyal, or C0001=files to let the files say it. Nothing was changed."
        | "Indica un cliente e una fase: --set C0001=loyal, o C0001=files perché lo dicano i file. Non è cambiato nulla.";
    bad_rules: "These rules do not go together: nobody is lost before being at risk, gaps are 1 to 50 times the usual, days up to 3,650, purchases 1 to 1,000 and months up to 240. Nothing was changed."
        | "Queste regole non vanno insieme: nessuno è perso prima di essere a rischio, gli intervalli vanno da 1 a 50 volte il solito, i giorni fino a 3650, gli acquisti da 1 a 1000 e i mesi fino a 240. Non è cambiato nulla.";
    bad_value: "Give a value of the column and a stage: --value gold=loyal. Nothing was changed."
        | "Indica un valore della colonna e una fase: --value gold=loyal. Non è cambiato nulla.";
    of_those_on_show: "Those on show" | "Chi è visibile";
    of_any_stage: "Of any stage" | "Di qualsiasi fase";
    any_stage: "Customers of any stage" | "Clienti di qualsiasi fase";
    nobody_to_sway: "There is nobody among them to be swayed." | "Tra loro non c’è nessuno da convincere.";
    no_tribe: "No tribe has this name or number" | "Nessuna tribù ha questo nome o numero";
}

/// A stage as a name.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Unaware => pick("Unaware", "Ignaro"),
        Stage::Aware => pick("Aware", "A conoscenza"),
        Stage::Considering => pick("Considering", "Interessato"),
        Stage::Deciding => pick("Deciding", "Vicino alla scelta"),
        Stage::New => pick("New", "Nuovo"),
        Stage::Active => pick("Active", "Attivo"),
        Stage::Loyal => pick("Loyal", "Fedele"),
        Stage::AtRisk => pick("At risk", "A rischio"),
        Stage::Lost => pick("Lost", "Perso"),
    }
}

/// What a stage means by the rules, in one sentence.
#[must_use]
pub fn meaning(stage: Stage) -> &'static str {
    match stage {
        Stage::Unaware => pick(
            "Has not bought, and nobody they are in touch with has.",
            "Non ha comprato, e nemmeno i suoi contatti.",
        ),
        Stage::Aware => pick(
            "Has not bought; somebody they are in touch with has.",
            "Non ha comprato; qualcuno dei suoi contatti sì.",
        ),
        Stage::Considering => {
            pick("Has not bought; cares about a subject of yours.", "Non ha comprato; si interessa a un tuo tema.")
        }
        Stage::Deciding => pick(
            "Has not bought; cares about a subject of yours, and somebody close to them has just bought.",
            "Non ha comprato; si interessa a un tuo tema, e qualcuno a cui è vicino ha appena comprato.",
        ),
        Stage::New => pick("Came not long ago.", "È arrivato da poco."),
        Stage::Active => pick("A customer who goes on.", "Un cliente che continua."),
        Stage::Loyal => {
            pick("Here for long, bought often, and goes on.", "C’è da tempo, ha comprato spesso e continua.")
        }
        Stage::AtRisk => pick(
            "Has not bought, or is silent, for longer than is usual for them.",
            "Non compra, o è in silenzio, da più tempo del suo solito.",
        ),
        Stage::Lost => pick(
            "Silent for so long that they will hardly come back by themselves.",
            "In silenzio da così tanto che difficilmente tornerà da solo.",
        ),
    }
}

/// Where a stage is from.
#[must_use]
pub fn source(source: Source) -> &'static str {
    match source {
        Source::ByHand => pick("set by hand", "impostato a mano"),
        Source::Column => pick("as your list says", "come dice il tuo elenco"),
        Source::Rules => pick("by the rules", "secondo le regole"),
    }
}

/// "At risk, by the rules".
#[must_use]
pub fn told(of: Stage, by: Source) -> String {
    format!("{}, {}", stage(of), source(by))
}

/// The name of the row of a stage: "At risk: 412 people".
#[must_use]
pub fn row(of: Stage, n: usize) -> String {
    format!("{}: {}", stage(of), number::people(n))
}

/// The decision in a few words, as in "Undo: ...".
#[must_use]
pub fn edit(edit: &StagesEdit) -> String {
    match edit {
        StagesEdit::SetColumn { heading: Some(heading), .. } => {
            said!("read stages from “{heading}”" | "leggi le fasi da “{heading}”")
        }
        StagesEdit::SetColumn { heading: None, .. } => {
            pick("tell stages by the rules", "ricava le fasi dalle regole").into()
        }
        StagesEdit::SetValue { value, stage: Some(of) } => {
            said!("read “{value}” as {}" | "leggi “{value}” come {}", lower(*of))
        }
        StagesEdit::SetValue { value, stage: None } => {
            said!("take no stage from “{value}”" | "non ricavare fasi da “{value}”")
        }
        StagesEdit::SetRules(_) => pick("change the rules of stages", "cambia le regole delle fasi").into(),
        StagesEdit::SetByHand { id, stage: Some(of), .. } => said!("call {id} {}" | "segna {id} come {}", lower(*of)),
        StagesEdit::SetByHand { id, stage: None, .. } => {
            said!("let the files say the stage of {id}" | "lascia che siano i file a dire la fase di {id}")
        }
    }
}

fn lower(of: Stage) -> String {
    stage(of).to_lowercase()
}

/// One line of the log.
#[must_use]
pub fn change(change: &StageChange, label: &str) -> String {
    let from = change.from.map_or_else(|| pick("not known", "non nota").into(), lower);
    let to = change.to.map_or_else(|| pick("as the files say", "come dicono i file").into(), lower);
    let reason = if change.reason.is_empty() { String::new() } else { format!(": {}", change.reason) };
    format!("{label}, {}: {from} → {to}{reason}", super::day::said(&change.when))
}

/// The offer to read a column.
#[must_use]
pub fn use_column(heading: &str) -> String {
    said!("Read stages from “{heading}”" | "Leggi le fasi da “{heading}”")
}

/// What the values of the column come to.
#[must_use]
pub fn unclear(n: usize) -> Option<String> {
    let verb = if n == 1 { pick("has", "ha") } else { pick("have", "hanno") };
    (n > 0).then(|| {
        said!(
            "{} {verb} a value in this column that means no stage: the rules tell theirs."
                | "{} {verb} in questa colonna un valore che non indica nessuna fase: valgono le regole.",
            number::people(n)
        )
    })
}

/// A value of the column, with its meaning beside it.
#[must_use]
pub fn value(value: &str) -> String {
    said!("“{value}” means" | "“{value}” significa")
}

sentences! {
    no_stage: "No stage" | "Nessuna fase";
}

/// Somebody who can sway others: "Ann: in touch with 5 of them".
#[must_use]
pub fn swayer(label: &str, n_contacts: u32) -> String {
    said!(
        "{label}: in touch with {} of them" | "{label}: in contatto con {} di loro",
        number::count(n_contacts as usize)
    )
}

/// Those who are selected, as a choice.
#[must_use]
pub fn of_chosen(n: usize) -> String {
    said!("Those selected: {}" | "Chi è selezionato: {}", number::count(n))
}

/// How many would follow, a forecast: "about 3.1 would follow".
#[must_use]
pub fn would_follow(moved: f64) -> String {
    if moved < 0.05 {
        return pick("hardly anybody would follow", "quasi nessuno la seguirebbe").to_owned();
    }
    said!("about {0} would follow" | "circa {0} la seguirebbero", number::about(moved))
}

/// How many stages were set by hand.
#[must_use]
pub fn by_hand(n: usize) -> String {
    said!(
        "{} set by hand." | "{} a mano.",
        number::plural(n, pick("stage", "fase impostata"), pick("stages", "fasi impostate"))
    )
}

/// A button that selects all of a stage.
#[must_use]
pub fn select(people: &str) -> String {
    said!("Select these {people} on the map" | "Seleziona sulla mappa {people}")
}

/// When somebody last bought, and how often they do.
#[must_use]
pub fn last_bought(days: u32, n_days: u32, gap: f32) -> String {
    let ago = number::plural(days as usize, pick("day", "giorno"), pick("days", "giorni"));
    let on = number::plural(n_days as usize, pick("day", "giorno"), pick("days", "giorni"));
    let usual = if gap > 0.0 {
        said!(", usually every {} days" | ", di solito ogni {} giorni", number::about(f64::from(gap)))
    } else {
        String::new()
    };
    said!(
        "Last bought {ago} before the last day of your files; bought on {on}{usual}."
            | "Ultimo acquisto {ago} prima dell’ultimo giorno dei tuoi file; acquisti in {on}{usual}."
    )
}

/// When somebody last complained.
#[must_use]
pub fn complained(days: u32, n: u32) -> String {
    if days == 0 {
        return said!(
            "Complained {}, last on the last day of your files."
                | "Ha reclamato {}, l’ultima l’ultimo giorno dei tuoi file.",
            times(n)
        );
    }
    let ago = number::plural(days as usize, pick("day", "giorno"), pick("days", "giorni"));
    said!(
        "Complained {}, last {ago} before the last day of your files."
            | "Ha reclamato {}, l’ultima {ago} prima dell’ultimo giorno dei tuoi file.",
        times(n)
    )
}

fn times(n: u32) -> String {
    if n == 1 { pick("once", "una volta").into() } else { said!("{n} times" | "{n} volte") }
}

/// The rules in one line.
#[must_use]
pub fn rules(rules: &StageRules) -> String {
    said!(
        "New for {} days. Loyal from {} days with purchases and {} months on. At risk after {} usual gaps without buying, lost after {} of silence; \
         where there is no usual gap after {} and {} days."
            | "Nuovo per {} giorni. Fedele da {} giorni con acquisti e dopo {} mesi. A rischio dopo {} intervalli abituali senza \
         acquisti, perso dopo {} di silenzio; senza un intervallo abituale, dopo {} e {} giorni.",
        rules.new_days,
        rules.loyal_purchases,
        rules.loyal_months,
        number::about(f64::from(rules.at_risk_gaps)),
        number::about(f64::from(rules.lost_gaps)),
        rules.at_risk_days,
        rules.lost_days
    )
}

/// The account of the command line, a stage a line.
#[must_use]
pub fn account(stages: &PeopleStages) -> String {
    let lines = Stage::ALL.into_iter().map(|of| row(of, stages.counts[of.position()]));
    lines.collect::<Vec<String>>().join("\n")
}

/// Where a need is told from.
#[must_use]
pub fn need(kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Bought => pick("bought more than is usual", "ha comprato più del solito"),
        NeedKind::CaresAbout => pick("a subject they care about", "un tema che gli interessa"),
        NeedKind::Said => pick("as your list says", "come dice il tuo elenco"),
    }
}
