//! Treatments, tasks and money in words.

mod printed;
mod steps;

pub use printed::{board, print, print_hint, save_pdf, save_pdf_hint};
pub use steps::{copy_and_change, edit, mark_finished, mark_running, next_step, standing, version};

use super::{day, number, pick, plan, said, sentences};
use crate::domain::campaign::codes::Came;
use crate::domain::campaign::{BesideMailing, Department, Paper, PlanTreatment, TaskState, TouchPoint, Treatment};
use crate::domain::model::SignSide;

/// The label of a field for money, with the sign of the currency.
#[must_use]
pub fn cost_a_head() -> String {
    said!("Cost a head ({})" | "Costo a testa ({})", number::sign())
}

/// The label of a field for money, with the sign of the currency.
#[must_use]
pub fn fixed_cost() -> String {
    said!("Once ({})" | "Una tantum ({})", number::sign())
}

/// The label of a field for money, with the sign of the currency.
#[must_use]
pub fn paid_label() -> String {
    said!("Paid in the end ({})" | "Pagato alla fine ({})", number::sign())
}

/// The label of a field for money, with the sign of the currency.
#[must_use]
pub fn mail_fixed() -> String {
    said!("Cost to make ({})" | "Per prepararlo ({})", number::sign())
}

/// On which side the sign of the currency stands.
#[must_use]
pub fn sign_side(side: SignSide) -> &'static str {
    match side {
        SignSide::Usual => pick("As usual here", "Come d’uso qui"),
        SignSide::Before => pick("Before the amount", "Prima dell’importo"),
        SignSide::After => pick("After the amount", "Dopo l’importo"),
    }
}

sentences! {
    currency: "Currency" | "Valuta";
    currency_sign: "Sign of the currency" | "Simbolo della valuta";
    currency_side: "Where it stands" | "Dove si scrive";
    currency_hint: "All amounts of the project are in it; nothing is converted." | "Vale per tutti gli importi del progetto; nulla viene convertito.";
    treatments: "What they get" | "Che cosa ricevono";
    add_treatment: "Add a treatment" | "Aggiungi un trattamento";
    remove_treatment: "Remove this treatment" | "Togli questo trattamento";
    terms_label: "Cost, capacity, hands" | "Costo, capienza, incaricati";
    share_of_treated: "For so many of those treated" | "Per questa quota dei trattati";
    a_day: "People a day" | "Persone al giorno";
    no_limit: "no limit" | "senza limite";
    minutes: "Minutes each" | "Minuti a testa";
    touch_point_label: "How it reaches them" | "Punto di contatto";
    department_label: "Who carries it out" | "Chi se ne occupa";
    by: "In whose hands" | "Affidato a";
    as_plan: "the plan's owner" | "il responsabile del piano";

    page_map: "Map" | "Mappa";
    page_strategy: "Strategy" | "Strategia";
    page_tasks: "Tasks" | "Attività";
    page_money: "Money" | "Denaro";
    page_review: "Review" | "Verifica";
    page_compare: "Compare" | "Confronto";

    tasks_hint: "Who is to be turned to, on which working day. Tick tasks off here, or export the list and tick there."
        | "A chi rivolgersi e in quale giorno lavorativo. Spunta qui le attività, oppure esporta l’elenco e spuntale lì.";
    no_tasks_title: "No tasks yet" | "Ancora nessuna attività";
    no_tasks_text: "Nobody is treated yet. Choose an audience, and the tasks follow."
        | "Non c’è ancora nessuno da trattare. Scegli un pubblico e le attività arriveranno da sé.";
    no_dates: "Without a start there are no days. Set the start of the plan, and the tasks are spread over it."
        | "Senza un inizio non ci sono giorni. Indica l’inizio del piano e le attività si distribuiranno da lì in poi.";
    all_treatments: "All treatments" | "Tutti i trattamenti";
    start_task: "Start" | "Comincia";
    finish_task: "Done" | "Fatto";
    task_back: "Back" | "Indietro";
    finish_due: "All due by today are done" | "Tutto ciò che scade entro oggi è fatto";
    open_card: "Who is this?" | "Chi è?";
    go_there: "Go there" | "Vai lì";
    to_tasks: "Go to the tasks" | "Vai alle attività";
    status: "Status" | "Stato";
    dates_label: "Dates" | "Date";
    each: "Cost a person reached" | "Costo per persona raggiunta";
    work: "Working time" | "Ore di lavoro";
    other_tribes: "All other tribes" | "Tutte le altre tribù";
    not_said: "not said yet" | "non ancora indicato";
    mail_terms: "What the mailing would take" | "Che cosa richiederebbe l’invio";
    outcome: "What came of it" | "Com’è andata";
    export_tasks: "Export the task list…" | "Esporta l’elenco delle attività…";
    no_day: "no day yet" | "senza data";

    money_hint: "Planned beside what it came to. Ticked-off tasks count at their planned cost, until you say what was paid."
        | "Quanto previsto accanto a quanto speso. Le attività fatte contano al costo previsto, finché non indichi quanto hai pagato.";
    treatment: "Treatment" | "Trattamento";
    tribe: "Tribe" | "Tribù";
    stage: "Stage" | "Fase";
    people: "People" | "Persone";
    planned: "Planned" | "Previsto";
    actual: "So far" | "Finora";
    total: "Together" | "In tutto";
    no_stage: "Not known" | "Non nota";
    by_treatment: "By treatment" | "Per trattamento";
    by_tribe: "By tribe" | "Per tribù";
    by_stage: "By stage" | "Per fase";
    beside_label: "Beside the mass mailing it replaces" | "A confronto con l’invio di massa che sostituisce";
    mail_piece: "Cost a piece (cents)" | "Costo a pezzo (cent)";
    mail_waves: "How often" | "Quante volte";
    mail_hours: "Hours to make" | "Ore per prepararlo";
    this_plan: "This plan" | "Questo piano";
    mailing: "Mass mailing" | "Invio di massa";

    review_hint: "A few minutes a week: where it stands, what was seen, what comes next."
        | "Pochi minuti a settimana: a che punto è, che cosa si è visto, che cosa viene dopo.";
    next_step_label: "What to do next" | "Che cosa fare adesso";
    note: "What we saw and decided this week" | "Che cosa abbiamo visto e deciso questa settimana";
    notes: "Earlier weeks" | "Settimane precedenti";
    versions: "Versions" | "Versioni";
    as_approved: "As first approved" | "Come approvato la prima volta";
    no_change: "Nothing was changed yet" | "Ancora nessuna modifica";
    compare_hint: "Plans side by side. Forecasts are violet, and worked out while you look."
        | "I piani uno accanto all’altro. Le previsioni sono in viola e si calcolano mentre guardi.";
    not_yet: "working it out…" | "calcolo in corso…";
}

/// The name of the nth of several.
#[must_use]
pub fn numbered(name: &str, n: usize, n_all: usize) -> String {
    if n_all == 1 { name.to_owned() } else { format!("{name} {}", n + 1) }
}

#[must_use]
pub fn touch_point(at: TouchPoint) -> &'static str {
    match at {
        TouchPoint::Call => pick("Call", "Telefonata"),
        TouchPoint::Post => pick("Post", "Posta"),
        TouchPoint::Email => pick("E-mail", "E-mail"),
        TouchPoint::App => pick("App", "App"),
        TouchPoint::Shop => pick("Shop", "Negozio"),
        TouchPoint::Event => pick("Event", "Evento"),
    }
}

#[must_use]
pub fn department(by: Department) -> &'static str {
    match by {
        Department::Management => pick("Management", "Direzione"),
        Department::CustomerCare => pick("Customer care", "Assistenza clienti"),
        Department::Marketing => pick("Marketing", "Marketing"),
        Department::Shops => pick("Shops", "Negozi"),
        Department::Product => pick("Product", "Prodotto"),
    }
}

#[must_use]
pub fn state(state: TaskState) -> &'static str {
    match state {
        TaskState::ToDo => pick("To do", "Da fare"),
        TaskState::Doing => pick("Doing", "In corso"),
        TaskState::Done => pick("Done", "Fatto"),
    }
}

/// The button that makes the file of a treatment.
#[must_use]
pub fn paper(paper: Paper) -> &'static str {
    match paper {
        Paper::CallSheet => pick("Call sheet…", "Elenco delle telefonate…"),
        Paper::MailMerge => pick("Address list for the notes…", "Indirizzi per i biglietti…"),
        Paper::Codes => pick("Coupon codes…", "Codici sconto…"),
        Paper::Panel => pick("Invitations to the panel…", "Inviti all’anteprima…"),
        Paper::Priority => pick("Flags for customer care…", "Segnalazioni per l’assistenza…"),
        Paper::Suppression => pick("Who gets no newsletter…", "Chi non riceve la newsletter…"),
        Paper::Tasks => export_tasks(),
    }
}

/// "24 people, €288, 8 a day".
#[must_use]
pub fn terms(treatment: &PlanTreatment, n_people: usize, cents: i64) -> String {
    let a_day = match treatment.a_day {
        0 => String::new(),
        n => said!(", {} a day" | ", {} al giorno", number::count(n as usize)),
    };
    format!("{}, {}{a_day}", number::people(n_people), number::money(cents))
}

/// A panel seats one person a tribe.
#[must_use]
pub fn seats(n_seats: usize) -> String {
    said!(
        "{}: the most listened-to of each tribe." | "{}: per chi è più ascoltato in ogni tribù.",
        number::plural(n_seats, pick("seat", "posto"), pick("seats", "posti"))
    )
}

/// What is to be done, in a few words; `who` is the person's name.
#[must_use]
pub fn task(treatment: Treatment, who: Option<&str>, is_preparing: bool) -> String {
    let what = plan::treatment(treatment).to_lowercase();
    match (who, is_preparing) {
        (Some(who), _) => who.to_owned(),
        (None, true) => said!("Prepare: {what}" | "Prepara: {what}"),
        (None, false) => said!("Hand over the list: {what}" | "Consegna l’elenco: {what}"),
    }
}

/// "late" for a task whose day is past.
#[must_use]
pub fn late(n: usize) -> String {
    said!("{} late" | "{} in ritardo", number::count(n))
}

/// Hours from minutes: "12 hours", "1.5 hours".
#[must_use]
pub fn hours(minutes: i64) -> String {
    let hours = minutes as f64 / 60.0;
    if minutes == 60 { pick("1 hour", "1 ora").into() } else { said!("{} hours" | "{} ore", number::about(hours)) }
}

/// The plan beside the mailing in one sentence.
#[must_use]
pub fn beside(beside: &BesideMailing) -> String {
    let cents = beside.mailing_cents - beside.plan_cents;
    let minutes = beside.mailing_minutes - beside.plan_minutes;
    let money = if cents >= 0 {
        said!("costs {} less" | "costa {} in meno", number::money(cents))
    } else {
        said!("costs {} more" | "costa {} in più", number::money(-cents))
    };
    let time = if minutes >= 0 {
        said!("{} less work" | "{} di lavoro in meno", hours(minutes))
    } else {
        said!("{} more work" | "{} di lavoro in più", hours(-minutes))
    };
    said!(
        "The plan {money} than the mass mailing it replaces, and takes {time}."
            | "Il piano {money} dell’invio di massa che sostituisce, e richiede {time}."
    )
}

/// What reaching one more person costs; a forecast.
#[must_use]
pub fn cost_a_reached(cents: i64, n_reached: f64, n_left_out: usize) -> String {
    if n_left_out > 0 {
        // The forecast treats them all; the money does not.
        return pick(
            "Some of the treated get nothing yet, so the cost of a person reached cannot be said.",
            "Alcuni trattati non ricevono ancora nulla: il costo per persona raggiunta non si può dire.",
        )
        .into();
    }
    if n_reached < 0.5 {
        return pick(
            "It is not expected to reach anybody who would not be reached anyway.",
            "Non si prevede che raggiunga qualcuno che non sarebbe raggiunto comunque.",
        )
        .into();
    }
    let each = (cents as f64 / n_reached).round() as i64;
    let each = if each < 1_000 { number::money(each) } else { number::about_money(each) };
    said!(
        "About {each} for each person reached who would not be otherwise."
            | "Circa {each} per ogni persona raggiunta che altrimenti non lo sarebbe."
    )
}

/// People whom another campaign treats at the same time.
#[must_use]
pub fn shared(n_people: usize, plan: &str) -> String {
    said!(
        "{} of them {} in “{plan}” at the same time." | "{} di loro {} anche in “{plan}”, nello stesso periodo.",
        number::count(n_people),
        if n_people == 1 { pick("is", "è") } else { pick("are", "sono") }
    )
}

sentences! {
    leave_shared_out: "Leave them out here" | "Lasciali fuori da qui";
}

/// The field for what a treatment cost in the end.
#[must_use]
pub fn paid(treatment: &str) -> String {
    said!("Paid for: {}" | "Pagato per: {}", treatment.to_lowercase())
}

/// What somebody has received, when and from which plan.
#[must_use]
pub fn received(treatment: Treatment, on: &str, of_plan: &str) -> String {
    let on = if on.is_empty() { String::new() } else { said!(" on {}" | " il {}", day::said(on)) };
    let what = plan::treatment(treatment).to_lowercase();
    said!("Received{on}: {what} (“{of_plan}”)" | "Ha ricevuto{on}: {what} (“{of_plan}”)")
}

/// When a task was last ticked.
#[must_use]
pub fn marked(of: TaskState, on: &str) -> String {
    said!("{} since {}." | "{}, dal {}.", state(of), day::said(on))
}

/// From when to when.
#[must_use]
pub fn dates(from: &str, to: &str) -> String {
    let (from, to) = (day::said(from), day::said(to));
    match (from.as_str(), to.as_str()) {
        ("", "") => pick("not set", "non indicate").into(),
        (from, "") => said!("from {from}" | "dal {from}"),
        ("", to) => said!("until {to}" | "fino al {to}"),
        (from, to) => said!("{from} to {to}" | "dal {from} al {to}"),
    }
}

/// People reached beyond doing nothing; a forecast.
#[must_use]
pub fn more_reached(extra: f64) -> String {
    said!("about {} more people" | "circa {} persone in più", number::about(extra.max(0.0)))
}

sentences! {
    no_codes: "This plan gives nobody coupon codes." | "Questo piano non dà a nessuno codici sconto.";
    no_code_columns: "There is no column called code (or coupon code), or none called id (or customer). Nothing was read."
        | "Non c’è una colonna chiamata code (o coupon code), oppure una chiamata id (o customer). Non è stato letto nulla.";
}

/// What became of coupon codes that came back.
#[must_use]
pub fn came(came: Came, n: usize) -> String {
    let codes = number::plural(n, pick("code", "codice"), pick("codes", "codici"));
    let used = number::plural(n, pick("code used", "codice usato"), pick("codes used", "codici usati"));
    match came {
        Came::Own => said!("{used} by the influencer" | "{used} dall’influencer"),
        Came::Friend => said!("{used} by a friend of the influencer" | "{used} da un amico dell’influencer"),
        Came::Stranger => said!("{used} by a stranger: leaked" | "{used} da un estraneo: in giro senza controllo"),
        Came::UsedBefore => {
            said!("{used} a second time: leaked" | "{used} una seconda volta: in giro senza controllo")
        }
        Came::Misread => said!("{codes} misread or made up" | "{codes}: errore di lettura o invenzione"),
        Came::Unknown => said!("{codes} of another campaign" | "{codes} di un’altra campagna"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_reached_costs_is_said_only_of_those_who_get_something() {
        assert!(cost_a_reached(57_500, 84.0, 0).starts_with("About €6.85 "));
        assert!(cost_a_reached(57_500, 20.0, 0).starts_with("About €29 "));
        for said in [cost_a_reached(57_500, 84.0, 57), cost_a_reached(57_500, 0.2, 0)] {
            assert!(!said.contains('€'), "{said}");
        }
    }
}
