//! Who counts as a person, as a customer and as a tie, in words.

use super::number;
use super::{pick, said, sentences};
use crate::domain::influence::Neighbour;
use crate::domain::model::decisions::CleaningEdit;
use crate::domain::model::{Channel, Inferred, Sign, Suspect, TieKind};
use crate::domain::ties::account::Verdict;

/// A kind of contact, as the name of its slider.
#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => pick("Calls", "Chiamate"),
        Channel::Message => pick("Messages", "Messaggi"),
        Channel::Transfer => pick("Payments", "Pagamenti"),
        Channel::Friendship => pick("Friendships", "Amicizie"),
        Channel::Rating => pick("Ratings", "Giudizi"),
        Channel::Meeting => pick("Meetings", "Incontri"),
        Channel::Inferred => pick("Inferred ties", "Legami dedotti"),
    }
}

/// A part of life, as a name.
#[must_use]
pub fn kind(kind: TieKind) -> &'static str {
    match kind {
        TieKind::Work => pick("At work", "Lavoro"),
        TieKind::Private => pick("Private", "Vita privata"),
        TieKind::Business => pick("Business", "Affari"),
        TieKind::Family => pick("Family", "Famiglia"),
    }
}

/// One reason to doubt that somebody is a person.
#[must_use]
pub fn sign(sign: Sign) -> String {
    match sign {
        Sign::ManyContacts { n_contacts, usual } => {
            said!(
                "in touch with {} ({} is usual)" | "in contatto con {} (di solito {})",
                number::people(n_contacts as usize),
                number::count(usual as usize)
            )
        }
        Sign::HardlyAnswered { n_mutual: 0, .. } => {
            pick("not one contact goes both ways", "nessun contatto è ricambiato").into()
        }
        Sign::HardlyAnswered { n_mutual, n_contacts } => {
            said!(
                "{} of {} contacts go both ways" | "contatti ricambiati: {} su {}",
                number::count(n_mutual as usize),
                number::count(n_contacts as usize)
            )
        }
        Sign::RoundTheClock { quiet_share, night_share, n_timed } => said!(
            "never rests: {} of {} contacts fall into the six quietest hours, {} between midnight and six"
                | "non riposa mai: {} di {} contatti nelle sei ore più tranquille, {} tra mezzanotte e le sei",
            number::percent(f64::from(quiet_share)),
            number::count(n_timed as usize),
            number::percent(f64::from(night_share))
        ),
    }
}

/// The decision in a few words, as in "Undo: ...".
#[must_use]
pub fn edit(edit: &CleaningEdit) -> String {
    match edit {
        CleaningEdit::SetStrictness(0) => pick("take everybody for a person", "considera tutti persone").into(),
        CleaningEdit::SetStrictness(strictness) => {
            said!("look for non-persons at setting {strictness}" | "cerca chi non è una persona, livello {strictness}")
        }
        CleaningEdit::IsPerson(id) => said!("call {id} a person" | "considera {id} una persona"),
        CleaningEdit::IsNotPerson(id) => said!("call {id} not a person" | "non considerare {id} una persona"),
        CleaningEdit::LeaveToContacts(id) => {
            said!("let the contacts of {id} decide" | "lascia decidere ai contatti di {id}")
        }
        CleaningEdit::SetMarket(_) => pick("change who your market is", "cambia il tuo mercato").into(),
        CleaningEdit::SetChannelWeight { channel: of, weight } => {
            said!("count {} {}" | "conta “{}” {}", channel(*of).to_lowercase(), times(*weight))
        }
        CleaningEdit::SetKindWeight { kind: of, weight } => said!(
            "count contacts of the kind “{}” {}" | "conta i contatti di tipo “{}” {}",
            kind(*of).to_lowercase(),
            times(*weight)
        ),
        CleaningEdit::SetWorkHours(from, to) => {
            said!("set the work hours to {from} to {to}" | "imposta l’orario di lavoro da {from} a {to}")
        }
        CleaningEdit::SetFileKind { kind: Some(of), .. } => {
            said!("call the ties of a file “{}”" | "chiama “{}” i legami di un file", kind(*of).to_lowercase())
        }
        CleaningEdit::SetFileKind { kind: None, .. } => {
            pick("tell the ties of a file by the time of day", "distingui i legami di un file secondo l’ora").into()
        }
        CleaningEdit::SetInference(inference) if inference.is_on => {
            pick("infer ties from purchases", "deduci legami dagli acquisti").into()
        }
        CleaningEdit::SetInference(_) => {
            pick("infer no ties from purchases", "non dedurre legami dagli acquisti").into()
        }
    }
}

/// "once", "not at all", "1.5 times".
#[must_use]
pub fn times(weight: f32) -> String {
    match weight {
        0.0 => pick("not at all", "zero volte").into(),
        1.0 => pick("once", "una volta").into(),
        weight => said!("{} times" | "{} volte", number::about(f64::from(weight))),
    }
}

/// "counts once", "counts not at all".
#[must_use]
pub fn counts(weight: f32) -> String {
    match weight {
        0.0 => pick("does not count", "non conta").into(),
        weight => said!("counts {}" | "conta {}", times(weight)),
    }
}

sentences! {
    bad_hours: "Give the work hours as two hours of the day: --work-hours 8-18. Nothing was changed."
        | "Indica l’orario di lavoro con due ore del giorno: --work-hours 8-18. Non è cambiato nulla.";
    bad_market: "Give the market as files, everyone, profile, or a column and its values: --market tariff=Gold,Silver. Nothing was changed."
        | "Indica il mercato con files, everyone, profile, o con una colonna e i suoi valori: --market tariff=Gold,Silver. Non è cambiato nulla.";
    bad_weight: "Give a weight as a kind of contact and a number from 0 to 2: --weight calls=0.5. Kinds are calls, messages, payments, friendships, ratings, meetings, inferred, work, private, business and family. Nothing was changed."
        | "Indica un peso con un tipo di contatto e un numero da 0 a 2: --weight calls=0.5. I tipi sono calls, messages, payments, friendships, ratings, meetings, inferred, work, private, business e family. Non è cambiato nulla.";
    bad_file_kind: "Give a file of this project that holds ties and its kind: --file-kind calls.csv=work. Kinds are work, private, business, family and time. Nothing was changed."
        | "Indica un file di questo progetto che contiene legami, e il loro tipo: --file-kind calls.csv=work. I tipi sono work, private, business, family e time. Non è cambiato nulla.";
}

/// How many are taken for no person.
#[must_use]
pub fn flagged(n: usize) -> String {
    match n {
        0 => pick("Nobody is taken for something other than a person.", "Sembrano tutti persone.").into(),
        n => said!(
            "{} probably not a person: kept and shown, not scored." | "{}: in vista, ma senza punteggio.",
            number::plural(
                n,
                pick("is", "probabilmente non è una persona"),
                pick("are", "probabilmente non sono persone")
            )
        ),
    }
}

/// Why somebody counts as a person or not.
#[must_use]
pub fn verdict(verdict: Verdict, suspect: Option<&Suspect>) -> String {
    let signs = suspect.map(|suspect| suspect.signs().into_iter().map(sign).collect::<Vec<_>>().join("; "));
    match (verdict, signs) {
        (Verdict::Doubted, signs) => signs.unwrap_or_default(),
        (Verdict::NotPersonByHand, signs) => {
            decided(pick("not a person, as you decided", "non è una persona, come hai deciso"), signs.as_deref())
        }
        (Verdict::PersonByHand, signs) => {
            decided(pick("a person, as you decided", "è una persona, come hai deciso"), signs.as_deref())
        }
    }
}

fn decided(what: &str, signs: Option<&str>) -> String {
    signs.map_or_else(|| what.to_owned(), |signs| format!("{what}; {signs}"))
}

/// Inside the market and outside it.
#[must_use]
pub fn market_counts(inside: usize, outside: usize) -> String {
    match outside {
        0 => said!(
            "{} in your market, nobody outside it." | "{} nel tuo mercato, nessuno fuori.",
            number::people(inside)
        ),
        n => said!(
            "{} in your market, {} outside it." | "{} nel tuo mercato, {} fuori.",
            number::people(inside),
            number::count(n)
        ),
    }
}

sentences! {
    no_such_market: "Nobody in your files has that value in that column, so nobody would be your market. Nothing was changed; look at the columns and values of your customer file for the right words."
        | "Nei tuoi file nessuno ha quel valore in quella colonna: il tuo mercato sarebbe vuoto. Non è cambiato nulla; cerca le parole giuste tra le colonne e i valori del file dei clienti.";

    column_gone: "The column that says who your market is is in no file any more. Until you choose again, your market is what the files say."
        | "La colonna che dice qual è il tuo mercato non è più in nessun file. Finché non scegli di nuovo, il tuo mercato è quello che dicono i file.";
}

/// How ties were inferred, a sentence each.
#[must_use]
pub fn inferred(inferred: &Inferred) -> Vec<String> {
    let n = |n: u64| number::count(usize::try_from(n).unwrap_or(usize::MAX));
    let mut lines = vec![said!(
        "{} inferred ties among {} buyers: of {} pairs who bought the same thing together more than once, {} did so more \
         often than chance explains."
            | "Legami dedotti: {} (acquirenti: {}). Coppie che hanno comprato insieme la stessa cosa più di una volta: {}; \
         più spesso che per caso: {}.",
        n(inferred.n_kept),
        n(inferred.n_buyers),
        n(inferred.n_looked_at),
        n(inferred.n_beyond_chance)
    )];
    if inferred.n_too_big > 0 {
        lines.push(said!(
            "{} of {} occasions had more than {} people and say nothing about pairs: passed over."
                | "Occasioni saltate, perché con più di {2} persone non dicono nulla delle coppie: {0} su {1}.",
            n(inferred.n_too_big),
            n(inferred.n_occasions),
            inferred.most_people
        ));
    }
    if inferred.n_thinned > 0 {
        lines.push(said!(
            "{} more were left out: both shop with too many others for it to mean much."
                | "Altre coppie lasciate fuori, perché entrambi comprano insieme a troppi altri: {}.",
            n(inferred.n_thinned)
        ));
    }
    if inferred.n_undated > 0 {
        lines.push(said!(
            "{} purchases have no date and say nothing." | "Acquisti senza data, che non dicono nulla: {}.",
            n(inferred.n_undated)
        ));
    }
    lines
}

sentences! {
    title: "Who and what counts" | "Chi e che cosa conta";
    hint: "Nothing is deleted here. Every decision can be taken back, and everybody is scored anew after it."
        | "Qui non si elimina nulla. Ogni decisione si può annullare, e dopo si ricalcolano i punteggi di tutti.";
    persons: "Not people" | "Non persone";
    persons_hint: "Shops, call centres and machines are in touch with very many, and hardly anybody answers, or they never rest. They are kept and shown, and not scored."
        | "Negozi, call center e macchine sono in contatto con moltissimi e quasi nessuno risponde, oppure non riposano mai. Restano in vista, ma senza punteggio.";
    strictness_label: "How strict" | "Severità";
    is_person: "Is a person" | "È una persona";
    not_person: "Not a person" | "Non è una persona";
    undecide: "Take back my decision" | "Annulla la mia decisione";
    add_not_person: "Somebody else who is not a person" | "Qualcun altro che non è una persona";
    id_hint: "Customer number, then Enter" | "Numero cliente, poi Invio";
    scored_first: "The figures come once people are scored." | "Le cifre arrivano quando ci sono i punteggi.";
    market: "Your market" | "Il tuo mercato";
    market_hint: "Only people in your market are ranked and count for reach. Others give context to ties and are marked “outside your market” everywhere."
        | "Solo chi è nel tuo mercato entra in classifica e conta tra le persone raggiunte. Gli altri danno contesto ai legami e ovunque portano la scritta “fuori dal tuo mercato”.";
    market_is: "Your market is" | "Il tuo mercato è";
    as_files_say: "As the files say, else whoever has a profile" | "Come dicono i file, altrimenti chi ha un profilo";
    everyone: "Everyone" | "Tutti";
    with_profile: "People with a profile" | "Le persone con un profilo";
    by_column: "Chosen values of a column" | "Valori scelti di una colonna";
    column: "Column" | "Colonna";
    too_many_values: "That column has too many different values to choose from. The market was left as it is."
        | "Quella colonna ha troppi valori diversi per sceglierli. Il mercato è rimasto com’era.";
    kinds: "Kinds of contact" | "Tipi di contatto";
    kinds_hint: "How much each kind of contact counts for closeness: 0 is not at all, 1 as it comes, 2 twice as much. Only the proportions matter."
        | "Quanto ogni tipo di contatto conta per la vicinanza: 0 per niente, 1 così com’è, 2 il doppio. Contano solo le proporzioni.";
    no_hours: "The files do not say at which hour contacts were, so work and private cannot be told apart."
        | "I file non dicono a che ora sono avvenuti i contatti, quindi non si distingue il lavoro dalla vita privata.";
    work_hours: "At work is Monday to Friday from" | "È lavoro da lunedì a venerdì dalle";
    work_from: "Work begins" | "Inizio del lavoro";
    work_to: "Work ends" | "Fine del lavoro";
    to: "to" | "alle";
    file_kind_label: "Its ties are" | "Tipo dei legami";
    file_kind_hint: "A whole file can be called work, private, business or family on the Files page."
        | "Nella pagina File puoi dire che un file intero è lavoro, vita privata, affari o famiglia.";
    inferred_label: "Inferred ties" | "Legami dedotti";
    inferred_hint: "People who buy the same thing at the same time again and again, more often than chance explains, may belong together. Such ties are guesses: labelled “inferred”, drawn dashed, and they count half."
        | "Chi compra la stessa cosa nello stesso momento, più e più volte e più spesso che per caso, forse si conosce. Questi legami sono ipotesi: portano la scritta “dedotto”, sono tratteggiati e contano la metà.";
    propose: "You have purchases but no contacts: infer who shops together?"
        | "Hai acquisti ma non contatti: vuoi dedurre chi compra insieme?";
    infer: "Infer ties from purchases" | "Deduci legami dagli acquisti";
    switch: "Infer ties from purchases as well" | "Deduci legami anche dagli acquisti";
    no_purchases: "There are no purchases in your files." | "Nei tuoi file non ci sono acquisti.";
    window_label: "Together means the same thing bought" | "Insieme vuol dire la stessa cosa comprata";
    occasions_label: "Together at least" | "Insieme almeno";
    working: "Being worked out." | "Calcolo in corso.";
}

/// How many are taken for no person now, and with the setting under the pointer.
#[must_use]
pub fn strictness(n: usize, strictness: u8, n_then: usize, then: u8) -> String {
    let now = said!(
        "{} flagged at setting {strictness} of 9" | "Segnalati al livello {strictness} di 9: {}",
        number::count(n)
    );
    if strictness == then {
        format!("{now}.")
    } else {
        said!("{now}; with setting {then}: {}." | "{now}; al livello {then}: {}.", number::count(n_then))
    }
}

/// How many are taken for no person at each setting, for whoever hears or hovers the small bars.
#[must_use]
pub fn at_each_setting(counts: &[usize]) -> String {
    let counts: Vec<String> = counts.iter().map(|&n| number::count(n)).collect();
    said!("Flagged at settings 0 to 9: {}" | "Segnalati ai livelli da 0 a 9: {}", counts.join(", "))
}

/// The name of a button for whoever hears the screen: what it does, and to whom.
#[must_use]
pub fn about(text: &str, about: &str) -> String {
    format!("{text}: {about}")
}

/// The way to the whole list and back.
#[must_use]
pub fn show_all(n: usize, is_all_shown: bool) -> String {
    if is_all_shown {
        pick("Show fewer", "Mostra meno").into()
    } else {
        said!("Show all {}" | "Mostra tutti ({})", number::count(n))
    }
}

/// Nobody has the number that was typed.
#[must_use]
pub fn unknown(id: &str) -> String {
    said!(
        "Nobody in your files has the number “{id}”. Nothing was changed."
            | "Nei tuoi file nessuno ha il numero “{id}”. Non è cambiato nulla."
    )
}

/// "Gold (1,203)".
#[must_use]
pub fn value(value: &str, n: usize) -> String {
    format!("{value} ({})", number::count(n))
}

/// What a kind of contact comes to.
#[must_use]
pub fn weight(share: f64, weight: f32) -> String {
    said!("{} of all contacts; {}" | "{} di tutti i contatti; {}", number::percent(share), counts(weight))
}

/// "8:00".
#[must_use]
pub fn hour(hour: u8) -> String {
    format!("{hour}:00")
}

/// The kind of all ties of a file.
#[must_use]
pub fn file_kind(of: Option<TieKind>) -> &'static str {
    match of {
        None => pick("work or private by the time of day", "lavoro o vita privata, secondo l’ora"),
        Some(TieKind::Work) => pick("work", "lavoro"),
        Some(TieKind::Private) => pick("private", "vita privata"),
        Some(TieKind::Business) => pick("business", "affari"),
        Some(TieKind::Family) => pick("family", "famiglia"),
    }
}

/// How close in time two purchases must be.
#[must_use]
pub fn window(hours: u32) -> &'static str {
    match hours {
        1 => pick("within the hour", "entro un’ora"),
        2..=6 => pick("within a few hours", "entro poche ore"),
        7..=24 => pick("on the same day", "nello stesso giorno"),
        _ => pick("in the same week", "nella stessa settimana"),
    }
}

/// How often two people must have bought together.
#[must_use]
pub fn occasions(n: u32) -> &'static str {
    match n {
        2 => pick("twice", "due volte"),
        3 => pick("three times", "tre volte"),
        4 => pick("four times", "quattro volte"),
        5 => pick("five times", "cinque volte"),
        _ => pick("six times or more", "sei volte o più"),
    }
}

/// What most of a pair's contacts are, where the data tells: "70 % private", "60 % calls".
#[must_use]
pub fn shares(tie: &Neighbour) -> Vec<String> {
    let share = |share: f32, name: &str| format!("{} {}", number::percent(f64::from(share)), name.to_lowercase());
    let kinds = tie.kinds.unwrap_or_default();
    let most = TieKind::ALL.into_iter().max_by(|x, y| kinds[*x as usize].total_cmp(&kinds[*y as usize]));
    let most = most.filter(|&of| kinds[of as usize] > 0.0);
    let channels = tie.channels;
    let by = Channel::ALL.into_iter().max_by(|x, y| channels[x.position()].total_cmp(&channels[y.position()]));
    let by = by.filter(|of| (0.001..0.999).contains(&channels[of.position()]));
    let kind = most.map(|of| share(kinds[of as usize], kind(of)));
    kind.into_iter().chain(by.map(|of| share(channels[of.position()], channel(of)))).collect()
}
