//! Templates, the questionnaire and fair play, in words.

use super::{goals, pick, said, sentences};
use crate::domain::campaign::{Question, Template, TemplateTexts};

sentences! {
    choose_title: "A new plan" | "Un nuovo piano";
    choose_text: "Start from a template, or with an empty plan. Everything can be changed."
        | "Parti da un modello o da un piano vuoto. Potrai cambiare tutto.";
    empty_plan: "Empty plan" | "Piano vuoto";
    empty_hint: "You decide everything yourself." | "Decidi tutto tu.";
    strategy_title: "What is our influencer strategy?" | "Qual è la nostra strategia con gli influencer?";
    strategy_hint: "Six short answers. They are page one of the plan, for everybody who asks why."
        | "Sei risposte brevi. Sono la prima pagina del piano, per chiunque chieda perché.";
    fair_play: "Fair play: people recommend what is good for their friends, and are thanked for it openly. Tribewise has no treatment that harms, deceives or pressures anybody; who opts out is left alone."
        | "Gioco pulito: si consiglia ciò che fa bene ai propri amici, e si viene ringraziati apertamente. Tribewise non ha trattamenti che danneggino, ingannino o facciano pressione; chi ha negato il consenso viene lasciato in pace.";
}

/// "4 of 6 answered".
#[must_use]
pub fn answered(n: usize) -> String {
    said!("{n} of {} answered" | "risposte: {n} su {}", Question::ALL.len())
}

#[must_use]
pub fn question(question: Question) -> &'static str {
    match question {
        Question::WhatChanges => {
            pick("Whose behaviour should change, and how?", "Chi dovrebbe cambiare comportamento, e come?")
        }
        Question::WhoSways => pick("Whose word do these people follow?", "Chi ascoltano queste persone?"),
        Question::WhyTalk => pick("What is in it for those who pass it on?", "Che cosa ci guadagna chi passa parola?"),
        Question::WhatToSay => {
            pick("What should they be able to say in one sentence?", "Che cosa dovrebbero poter dire in una frase?")
        }
        Question::WhenToStop => pick("What would make us stop?", "Che cosa ci farebbe fermare?"),
        Question::NeverDo => pick("What do we never do?", "Che cosa non facciamo mai?"),
    }
}

/// The industry a template is for.
#[must_use]
pub fn industry(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep | Template::TelecomLaunch => pick("Telecom", "Telefonia"),
        Template::CardsLoyalty | Template::CardsCrossSell => pick("Bank and cards", "Banca e carte"),
        Template::RetailLaunch | Template::RetailWinBack => pick("Retail", "Negozi"),
    }
}

/// What a plan from it is called.
#[must_use]
pub fn template(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep => pick("Keep circles from leaving", "Trattenere intere cerchie"),
        Template::TelecomLaunch => pick("Launch a tariff through friends", "Lanciare una tariffa tra amici"),
        Template::CardsLoyalty => pick("Thank the members others follow", "Ringraziare i soci che gli altri seguono"),
        Template::CardsCrossSell => pick("A second card by recommendation", "Una seconda carta con il passaparola"),
        Template::RetailLaunch => {
            pick("New range, shown to those others ask", "Nuova collezione, mostrata a chi dà consigli")
        }
        Template::RetailWinBack => pick("Win back through old friends", "Riconquistare con i vecchi amici"),
    }
}

/// What it does, in a line.
#[must_use]
pub fn about(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep => pick(
            "Calls and first-class service for the few whose circles would follow them out.",
            "Telefonate e assistenza di prima classe per i pochi che, andandosene, porterebbero via la loro cerchia.",
        ),
        Template::TelecomLaunch => pick(
            "One listened-to person a tribe sees it first; the others get codes for friends.",
            "In ogni tribù una persona ascoltata la vede per prima; gli altri ricevono codici per gli amici.",
        ),
        Template::CardsLoyalty => pick(
            "Handwritten thanks and an upgrade for those who hold your members together.",
            "Un grazie scritto a mano e un upgrade per chi tiene insieme i tuoi soci.",
        ),
        Template::CardsCrossSell => pick(
            "Personal contact in place of the newsletter, for the people friends ask about money.",
            "Un contatto personale al posto della newsletter, per chi dà consigli di denaro agli amici.",
        ),
        Template::RetailLaunch => pick(
            "Codes to pass on, and an evening preview for one person a tribe.",
            "Codici da passare agli amici, e un’anteprima serale per una persona di ogni tribù.",
        ),
        Template::RetailWinBack => pick(
            "A note and a coupon to those whom lost customers still listen to.",
            "Un biglietto e un codice sconto a chi i clienti persi ascoltano ancora.",
        ),
    }
}

/// The texts that a template begins with.
#[must_use]
pub fn texts(template: Template) -> TemplateTexts {
    let (message, offer) = message_and_offer(template);
    TemplateTexts {
        message,
        offer,
        success_measure: goals::success(template.goal()),
        answers: vec![
            (Question::WhatChanges, what_changes(template)),
            (
                Question::WhoSways,
                pick(
                    "The few in each tribe to whom the others come, not the ones with the most contacts.",
                    "I pochi di ogni tribù a cui gli altri si rivolgono, non chi ha più contatti.",
                ),
            ),
            (
                Question::WhyTalk,
                pick("They help their friends, and are the first to know.", "Aiutano gli amici, e lo sanno per primi."),
            ),
            (Question::WhatToSay, message),
            (
                Question::WhenToStop,
                pick(
                    "More complaints among those treated than among those left alone.",
                    "Più reclami tra i trattati che tra i tenuti per confronto.",
                ),
            ),
            (
                Question::NeverDo,
                pick(
                    "Pay for praise, speak badly of others, or write to people who opted out.",
                    "Pagare elogi, parlare male degli altri, scrivere a chi ha negato il consenso.",
                ),
            ),
        ],
    }
}

fn message_and_offer(template: Template) -> (&'static str, &'static str) {
    match template {
        Template::TelecomKeep => pick(
            ("They called me themselves, and fixed it the same day.", "A direct line and no queue for a year"),
            ("Mi hanno chiamato loro, e hanno risolto in giornata.", "Una linea diretta e niente attese per un anno"),
        ),
        Template::TelecomLaunch => pick(
            ("I have tried it for a month: your family can join mine.", "One month free for you and each friend"),
            ("La provo da un mese: la tua famiglia può unirsi alla mia.", "Un mese gratis per te e per ogni amico"),
        ),
        Template::CardsLoyalty => pick(
            ("They wrote to thank me. By hand.", "An upgrade for a year, as thanks"),
            ("Mi hanno scritto per ringraziarmi. A mano.", "Un upgrade per un anno, come grazie"),
        ),
        Template::CardsCrossSell => pick(
            ("I use the second card for the household; it keeps things apart.", "No fee in the first year"),
            ("Uso la seconda carta per la casa: così tengo i conti separati.", "Nessun canone il primo anno"),
        ),
        Template::RetailLaunch => pick(
            ("I saw the new range before it came, and this is my code for you.", "20 % for you and each friend"),
            (
                "Ho visto la nuova collezione in anteprima, e questo è il mio codice per te.",
                "20 % di sconto per te e per ogni amico",
            ),
        ),
        Template::RetailWinBack => pick(
            ("They asked me what went wrong, and changed it.", "15 euros off the next purchase, for two"),
            (
                "Mi hanno chiesto che cosa non andava, e l’hanno cambiato.",
                "15 euro di sconto sul prossimo acquisto, per due",
            ),
        ),
    }
}

fn what_changes(template: Template) -> &'static str {
    match template {
        Template::TelecomKeep => pick(
            "Customers in tight circles stay, because the people they follow stay.",
            "I clienti delle cerchie più unite restano, perché resta chi ascoltano.",
        ),
        Template::TelecomLaunch => {
            pick("Families move to the new tariff together.", "Le famiglie passano insieme alla nuova tariffa.")
        }
        Template::CardsLoyalty => {
            pick("Members use the card more often, and stay.", "I soci usano più spesso la carta, e restano.")
        }
        Template::CardsCrossSell => {
            pick("Holders of one card take a second one.", "Chi ha una carta ne prende una seconda.")
        }
        Template::RetailLaunch => pick(
            "Shoppers try the new range in its first month.",
            "I clienti provano la nuova collezione nel primo mese.",
        ),
        Template::RetailWinBack => {
            pick("Customers who stopped buying come back once.", "I clienti che non compravano più tornano una volta.")
        }
    }
}
