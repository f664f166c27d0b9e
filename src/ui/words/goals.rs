//! What each goal means, needs and is measured by, in words.

use super::{number, pick, said, sentences};
use crate::domain::campaign::{DataNeed, Goal, Metric};

sentences! {
    measured_by: "Measured by" | "Si misura con";
    needs: "Needs" | "Richiede";
    add_data: "Go to the data" | "Vai ai dati";
    horizon: "Days until it is measured" | "Giorni prima della misura";
}

#[must_use]
pub fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::LeaveShare => pick("the share of customers who leave", "la quota di clienti che se ne vanno"),
        Metric::RevenueACustomer => pick("money a customer and month", "la spesa di ogni cliente al mese"),
        Metric::SecondProductShare => pick(
            "the share of customers who buy something they did not have",
            "la quota di clienti che comprano qualcosa che non avevano",
        ),
        Metric::TakeUpShare => pick("the share of people who take it up", "la quota di persone che aderiscono"),
        Metric::PurchasesACustomer => pick("purchases a customer", "il numero di acquisti per cliente"),
        Metric::HeardShare => {
            pick("the share of people who have heard of it", "la quota di persone che ne hanno sentito parlare")
        }
        Metric::ReturnShare => {
            pick("the share of lost customers who buy again", "la quota di clienti persi che tornano a comprare")
        }
    }
}

#[must_use]
pub fn need(need: DataNeed) -> &'static str {
    match need {
        DataNeed::Ties => pick("who is in touch with whom", "chi è in contatto con chi"),
        DataNeed::Customers => pick("your customer list", "il tuo elenco clienti"),
        DataNeed::Spend => pick("what customers spend", "quanto spendono i clienti"),
        DataNeed::DatedPurchases => pick("purchases with dates", "gli acquisti con le date"),
        DataNeed::Products => pick("what was bought", "che cosa è stato comprato"),
        DataNeed::OptOuts => pick("who may not be contacted", "chi non è contattabile"),
    }
}

/// What the goal needs and whether it is there: "Everything it needs is here." or what is missing.
#[must_use]
pub fn has_data(missing: &[DataNeed]) -> String {
    if missing.is_empty() {
        return pick(
            "Everything that this goal needs is in the project.",
            "Nel progetto c’è tutto ciò che serve a questo obiettivo.",
        )
        .into();
    }
    let words: Vec<&str> = missing.iter().map(|missing| need(*missing)).collect();
    said!("Still missing for this goal: {}." | "A questo obiettivo manca ancora: {}.", words.join(", "))
}

/// How and when it is measured.
#[must_use]
pub fn measured(goal: Goal, days: u32, on: Option<&str>) -> String {
    let what = metric(goal.metric());
    let after = pick(format!("{days} days"), number::plural(days as usize, "giorno", "giorni"));
    let when = on.map_or_else(
        || said!("{after} after the start" | "{after} dopo l’inizio"),
        |on| said!("on {on}, {after} after the start" | "il {on}, {after} dopo l’inizio"),
    );
    said!(
        "Measured by {what}, {when}. The report compares the treated with those left alone."
            | "Si misura {when}, con {what}. Il rapporto confronta i trattati con i tenuti per confronto."
    )
}

/// What success is, where nobody has said it otherwise.
#[must_use]
pub fn success(goal: Goal) -> &'static str {
    let [english, italian] = successes(goal);
    pick(english, italian)
}

/// The same in every language.
fn successes(goal: Goal) -> [&'static str; 2] {
    match goal {
        Goal::LessChurn => [
            "2 points fewer customers leave within 90 days",
            "2 punti in meno di clienti che se ne vanno entro 90 giorni",
        ],
        Goal::MoreRevenue => {
            ["5 % more revenue a customer within 90 days", "5 % di ricavi in più per cliente entro 90 giorni"]
        }
        Goal::CrossSell => [
            "3 points more customers buy a second product within 90 days",
            "3 punti in più di clienti che comprano un secondo prodotto entro 90 giorni",
        ],
        Goal::Launch => [
            "5 points more people take it up within 60 days",
            "5 punti in più di persone che aderiscono entro 60 giorni",
        ],
        Goal::Loyalty => ["One purchase in ten more within 180 days", "Un acquisto su dieci in più entro 180 giorni"],
        Goal::Awareness => [
            "10 points more people have heard of it within 30 days",
            "10 punti in più di persone che ne hanno sentito parlare entro 30 giorni",
        ],
        Goal::WinBack => [
            "4 points more lost customers buy again within 60 days",
            "4 punti in più di clienti persi che tornano a comprare entro 60 giorni",
        ],
    }
}

/// Whether a text is one of the sentences of [`success`] in any language, or none: then the goal may put its own in
/// its place.
#[must_use]
pub fn is_usual_success(text: &str) -> bool {
    text.trim().is_empty() || Goal::ALL.into_iter().any(|goal| successes(goal).contains(&text))
}
