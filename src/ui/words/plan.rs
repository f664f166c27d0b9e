//! Plans and what they still lack, in words.

mod figures;
mod outcome;

pub(super) use figures::{of_the, the};
pub use outcome::{chance, forecast, lift, range, shares, uncounted};

use super::{number, pick, said, sentences};
use crate::domain::campaign::{Goal, PlanStatus, ReadinessItem, Treatment};

/// The label of a field for money, with the sign of the currency.
#[must_use]
pub fn budget() -> String {
    said!("Budget ({}, empty for no limit)" | "Budget ({}, vuoto: nessun limite)", number::sign())
}

sentences! {
    first_title: "Your first plan" | "Il tuo primo piano";
    first_text: "Choose whom you want to move, treat the few they listen to, and see what it would do before any money is spent."
        | "Scegli chi vuoi conquistare, tratta le poche persone che ascoltano e guarda che effetto avrebbe, prima di spendere denaro.";
    new: "New plan" | "Nuovo piano";
    copy: "Copy this plan" | "Copia questo piano";
    remove: "Remove this plan" | "Togli questo piano";
    name: "Name" | "Nome";
    goal_label: "Goal" | "Obiettivo";
    whom: "Whom to move" | "Chi conquistare";
    everyone: "Everyone in your market. Select tribes or people on the map to narrow it down."
        | "Tutto il tuo mercato. Seleziona tribù o persone sulla mappa per restringere il campo.";
    add_selection: "Add the selection" | "Aggiungi la selezione";
    narrow: "Narrow it down" | "Restringi il pubblico";
    by_stage: "Only people who are" | "Solo chi è";
    by_stance: "Only people whose view of you is" | "Solo chi verso di te è";
    top_share_label: "Only the most influential (0: whoever they are)" | "Solo i più influenti (0: chiunque sia)";
    by_hand: "by hand" | "a mano";
    left_out: "left out" | "fuori dal pubblico";
    living: "Follows the scores" | "Segue i punteggi";
    living_hint: "A living rule: who is in it is told anew after each scoring. A copy is kept when the plan is approved."
        | "Una regola viva: chi ne fa parte si stabilisce di nuovo dopo ogni calcolo dei punteggi. Quando il piano viene approvato se ne conserva una copia.";
    fixed: "Fixed list" | "Elenco fisso";
    fixed_hint: "These people and nobody else, whatever the scores say later. Who opts out still leaves it."
        | "Queste persone e nessun’altra, qualunque cosa dicano poi i punteggi. Chi nega il consenso ne esce comunque.";
    clear_audience: "Everyone again" | "Di nuovo tutti";
    who: "Whom to treat" | "Chi trattare";
    share: "Share of the audience to treat as influencers" | "Quota del pubblico da trattare come influencer";
    control: "Kept for comparison, drawn at random" | "Tenuti per confronto, estratti a caso";
    show_them: "Select them on the map" | "Selezionali sulla mappa";
    show_on_map: "Show on the map" | "Mostra sulla mappa";
    draw_again: "Draw again" | "Estrai di nuovo";
    how: "What they get" | "Che cosa ricevono";
    treatment_label: "Treatment" | "Trattamento";
    message: "Message" | "Messaggio";
    message_hint: "What you want them to say to their friends" | "Che cosa vuoi che dicano ai loro amici";
    offer: "Offer" | "Offerta";
    owner: "Owner" | "Responsabile";
    starts: "Starts on" | "Inizia il";
    ends: "Ends on" | "Finisce il";
    days_off: "Days off besides week-ends, with commas" | "Giorni di chiusura oltre ai fine settimana, separati da virgole";
    days_off_hint: "2026-12-25, 2026-12-26" | "25/12/2026, 26/12/2026";
    success: "Success is" | "Il successo è";
    date_hint: "2026-11-21" | "21/11/2026";
    will_do: "What it is expected to do" | "Effetto previsto";
    no_forecast: "This forecast could not be worked out. The plan is kept; change anything in it to try again."
        | "Non è stato possibile calcolare questa previsione. Il piano è al sicuro; cambia qualcosa per riprovare.";
    forecasting: "Working it out…" | "Calcolo in corso…";
    this_plan: "This plan" | "Questo piano";
    nothing: "Doing nothing" | "Non fare nulla";
    random: "As many random people" | "Altrettante persone a caso";
    connected: "The most-connected people" | "Le persone con più legami";
    assumes: "What this assumes" | "Da che cosa si parte";
    accepts: "Treated people who take it up" | "Trattati che aderiscono";
    passes_on: "Chance that it passes between the closest people" | "Probabilità che passi tra le persone più vicine";
    unaided: "People who take it up by themselves" | "Persone che aderiscono da sole";
    ready_label: "Ready to go?" | "Tutto pronto?";
    details: "Message, owner, dates" | "Messaggio, responsabile, date";
    approve: "Approve" | "Approva";
    reopen: "Change it" | "Modifica";
    reopen_hint: "Begins a new version; this one is kept under Review."
        | "Comincia una nuova versione; questa resta in Verifica.";
    approved_note: "Approved: the lists stay as they are. A change begins a new version; this one is kept."
        | "Approvato: gli elenchi restano come sono. Una modifica comincia una nuova versione; questa si conserva.";
    results_title: "What campaigns did" | "Che effetto hanno avuto le campagne";
    no_results_title: "No results yet" | "Ancora nessun risultato";
    no_results_text: "Add the file that says what each customer did after the campaign. Tribewise compares those treated with those left alone."
        | "Aggiungi il file che dice che cosa ha fatto ogni cliente dopo la campagna. Tribewise confronta i trattati con i tenuti per confronto.";
    add_results: "Add results…" | "Aggiungi risultati…";
    belongs_to: "These are the results of" | "Questi sono i risultati di";
    no_plan: "Choose a plan" | "Scegli un piano";
    needs_plan: "Say which plan these results belong to." | "Indica a quale piano appartengono questi risultati.";
    not_chosen_yet: "Whom this plan treats is not worked out yet. Open the plan and wait for its people; then its results are here."
        | "Chi tratta questo piano non è ancora stabilito. Apri il piano e attendi le sue persone; poi i risultati saranno qui.";
    none_yet: "No plans yet." | "Ancora nessun piano.";
    treated: "Treated" | "Trattati";
    left_alone: "Left alone" | "Per confronto";
}

/// The name of a plan that has none yet.
#[must_use]
pub fn numbered(n: usize) -> String {
    said!("Plan {n}" | "Piano {n}")
}

/// "31 people: 25 treated, 6 kept for comparison."
#[must_use]
pub fn cells(n_treated: usize, n_control: usize) -> String {
    said!(
        "{}: {} treated, {} kept for comparison." | "{}: {} da trattare, {} per confronto.",
        number::people(n_treated + n_control),
        number::count(n_treated),
        number::count(n_control)
    )
}

/// No plan has this name.
#[must_use]
pub fn no_such_plan(name: &str, names: &[&str]) -> String {
    if names.is_empty() {
        return said!(
            "There is no plan “{name}”, and no other either. Make one first."
                | "Il piano “{name}” non c’è, e non ce ne sono altri. Prima creane uno."
        );
    }
    said!(
        "There is no plan “{name}”. There is: {}." | "Il piano “{name}” non c’è. Piani del progetto: {}.",
        names.join(", ")
    )
}

/// Takes a tribe out of the audience.
#[must_use]
pub fn take_out(name: &str) -> String {
    said!("Take {name} out" | "Togli: {name}")
}

/// "the top 5 %".
#[must_use]
pub fn top_share(percent: f32) -> String {
    said!("The top {percent:.0} %" | "Primo {percent:.0} % per influenza")
}

/// The heading of the readiness list.
#[must_use]
pub fn ready(n_open: usize) -> String {
    format!("{} {}", ready_label(), open_points(n_open))
}

/// The same beside a title that asks.
#[must_use]
pub fn open_points(n_open: usize) -> String {
    if n_open == 0 { pick("Yes.", "Sì.").into() } else { said!("{n_open} to do" | "{n_open} da sistemare") }
}

/// "Approved", or "Draft 2" where there was an approved version before.
#[must_use]
pub fn status_of(of: PlanStatus, version: u32) -> String {
    if version == 1 { status(of).to_owned() } else { format!("{} {version}", status(of)) }
}

/// What treating them costs, beside the budget.
#[must_use]
pub fn cost(total_cents: i64, budget_cents: i64) -> String {
    if budget_cents == 0 {
        said!("{} in all." | "{} in tutto.", number::money(total_cents))
    } else {
        said!("{} of {}." | "{} su {}.", number::money(total_cents), number::money(budget_cents))
    }
}

/// How many the budget leaves out.
#[must_use]
pub fn unaffordable(n: usize) -> String {
    said!(
        "The budget leaves out {}, the least influential of those chosen."
            | "Il budget non basta per {}: resta fuori chi, tra i prescelti, ha meno influenza.",
        number::people(n)
    )
}

/// One point of the readiness list: what it is, and what to do while it is open.
#[must_use]
pub fn readiness(item: ReadinessItem) -> (&'static str, &'static str) {
    (met(item), remedy(item))
}

fn met(item: ReadinessItem) -> &'static str {
    match item {
        ReadinessItem::HasName => pick("It has a name", "Ha un nome"),
        ReadinessItem::AudienceNotEmpty => pick("Somebody is in the audience", "Nel pubblico c’è qualcuno"),
        ReadinessItem::InfluencersChosen => pick("Influencers are chosen", "Gli influencer sono scelti"),
        ReadinessItem::MessageWritten => pick("The message is written", "Il messaggio è scritto"),
        ReadinessItem::OfferSet => pick("The offer is set", "L’offerta è indicata"),
        ReadinessItem::OwnerNamed => pick("Somebody owns it", "Ha un responsabile"),
        ReadinessItem::DatesSet => pick("It has dates", "Ha le date"),
        ReadinessItem::DatesInOrder => pick("The dates are in order", "Le date sono in ordine"),
        ReadinessItem::DaysSuffice => {
            pick("There are days enough for all tasks", "I giorni bastano per tutte le attività")
        }
        ReadinessItem::SuccessMeasureSet => pick("Success is defined", "È chiaro che cos’è il successo"),
        ReadinessItem::BudgetCovers => pick("The budget covers everybody chosen", "Il budget copre tutti i prescelti"),
        ReadinessItem::ControlCanProve => {
            pick("The comparison can prove something", "Il confronto può dimostrare qualcosa")
        }
        ReadinessItem::EverybodyGetsSomething => {
            pick("Everybody treated gets something", "Tutti i trattati ricevono qualcosa")
        }
        ReadinessItem::DataForGoal => pick("The data for this goal is here", "I dati per questo obiettivo ci sono"),
        ReadinessItem::OptOutsKnown => pick("It is known who may not be contacted", "Si sa chi non è contattabile"),
        ReadinessItem::NobodyTwice => pick("Nobody is in two campaigns at once", "Nessuno è in due campagne insieme"),
        ReadinessItem::SituationsAnswered => {
            pick("Every situation has its message", "Ogni situazione ha il suo messaggio")
        }
    }
}

fn remedy(item: ReadinessItem) -> &'static str {
    match item {
        ReadinessItem::HasName => pick("Give it a name", "Dagli un nome"),
        ReadinessItem::AudienceNotEmpty => {
            pick("Nobody is in the audience: widen it", "Il pubblico è vuoto: allargalo")
        }
        ReadinessItem::InfluencersChosen => {
            pick("Raise the share or widen the audience", "Alza la quota o allarga il pubblico")
        }
        ReadinessItem::MessageWritten => pick("Write the message", "Scrivi il messaggio"),
        ReadinessItem::OfferSet => pick("Say what the offer is", "Indica qual è l’offerta"),
        ReadinessItem::OwnerNamed => pick("Name an owner", "Indica un responsabile"),
        ReadinessItem::DatesSet => pick("Set start and end", "Indica inizio e fine"),
        ReadinessItem::DatesInOrder => pick(
            "Set a start that lies ahead, and an end after it",
            "Indica un inizio ancora da venire, e una fine successiva",
        ),
        ReadinessItem::DaysSuffice => pick(
            "More tasks than days: end later, or do more a day",
            "Più attività che giorni: finisci più tardi o fanne di più al giorno",
        ),
        ReadinessItem::SuccessMeasureSet => pick("Say what success is", "Indica che cos’è il successo"),
        ReadinessItem::BudgetCovers => pick("Raise the budget or choose fewer", "Alza il budget o scegli meno persone"),
        ReadinessItem::ControlCanProve => {
            pick("Choose more people, or accept a case study", "Scegli più persone, o accetta un caso di studio")
        }
        ReadinessItem::EverybodyGetsSomething => pick(
            "Some of the treated get nothing: add a treatment or raise a share",
            "Alcuni trattati non ricevono nulla: aggiungi un trattamento o alza una quota",
        ),
        ReadinessItem::DataForGoal => {
            pick("Add the data that this goal needs", "Aggiungi i dati che servono a questo obiettivo")
        }
        ReadinessItem::OptOutsKnown => {
            pick("Add the list of customers who opted out", "Aggiungi l’elenco di chi ha negato il consenso")
        }
        ReadinessItem::NobodyTwice => pick(
            "Some are in another campaign now: leave them out",
            "Alcuni sono ora in un’altra campagna: lasciali fuori",
        ),
        ReadinessItem::SituationsAnswered => pick(
            "Some are in a situation for which nothing is written: write it",
            "Alcuni sono in una situazione per cui manca il testo: scrivilo",
        ),
    }
}

#[must_use]
pub fn goal(goal: Goal) -> &'static str {
    match goal {
        Goal::LessChurn => pick("Fewer customers leave", "Meno clienti che se ne vanno"),
        Goal::MoreRevenue => pick("More revenue a customer", "Più ricavi per cliente"),
        Goal::CrossSell => pick("Sell a second product", "Vendere un secondo prodotto"),
        Goal::Launch => pick("Launch something new", "Lanciare una novità"),
        Goal::Loyalty => pick("Loyalty", "Fedeltà"),
        Goal::Awareness => pick("Be talked about", "Far parlare di sé"),
        Goal::WinBack => pick("Win customers back", "Riconquistare clienti"),
    }
}

#[must_use]
pub fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::ExecutiveCall => pick("Call from an executive", "Telefonata di un dirigente"),
        Treatment::HandwrittenNote => pick("Handwritten thank-you note", "Ringraziamento scritto a mano"),
        Treatment::PriorityService => pick("Top of the service queue", "Precedenza nell’assistenza"),
        Treatment::SpecialNumber => pick("Special phone number", "Numero di telefono dedicato"),
        Treatment::PreviewPanel => pick("Preview and feedback panel", "Anteprima con raccolta di pareri"),
        Treatment::Coupon => pick("Personal coupon to share", "Codice sconto da condividere"),
        Treatment::FreeUpgrade => pick("Free upgrade", "Upgrade gratuito"),
        Treatment::SpecialOutreach => pick("Personal contact, no newsletter", "Contatto personale, niente newsletter"),
    }
}

#[must_use]
pub fn status(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Draft => pick("Draft", "Bozza"),
        PlanStatus::Approved => pick("Approved", "Approvato"),
        PlanStatus::Running => pick("Running", "In corso"),
        PlanStatus::Done => pick("Done", "Concluso"),
    }
}
