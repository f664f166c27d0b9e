//! What the values of a column say of the stage, where words say it plainly in eight languages; decides nothing.

use crate::domain::import::fold;
use crate::domain::model::{Filled, People, Stage};
use std::collections::BTreeMap;

/// A column of more different values says no stage.
const MOST_VALUES: usize = 30;

/// Words of each stage, as folding spells them: English, German, Italian, French, Spanish, Portuguese, Turkish, Polish.
const WORDS: [(Stage, &[&str]); 9] = [
    (
        Stage::Unaware,
        &[
            "unaware",
            "unknown to us",
            "ahnungslos",
            "ignaro",
            "non informato",
            "ignorant",
            "sin conocimiento",
            "sem conhecimento",
            "habersiz",
            "nieswiadomy",
        ],
    ),
    (
        Stage::Aware,
        &[
            "aware",
            "awareness",
            "bekannt",
            "kenntnis",
            "consapevole",
            "conoscenza",
            "informe",
            "notoriete",
            "consciente",
            "conocimiento",
            "ciente",
            "conhecimento",
            "farkinda",
            "swiadomy",
        ],
    ),
    (
        Stage::Considering,
        &[
            "considering",
            "consideration",
            "interested",
            "prospect",
            "lead",
            "interessent",
            "interessiert",
            "erwagung",
            "interessato",
            "considerazione",
            "prospetto",
            "interesse",
            "consideration client",
            "interesado",
            "consideracion",
            "interessado",
            "consideracao",
            "ilgili",
            "degerlendiriyor",
            "aday",
            "zainteresowany",
            "rozwaza",
        ],
    ),
    (
        Stage::Deciding,
        &[
            "deciding",
            "decision",
            "negotiation",
            "offer made",
            "trial",
            "entscheidung",
            "verhandlung",
            "decisione",
            "trattativa",
            "prova",
            "essai",
            "negociation",
            "decidiendo",
            "negociacion",
            "prueba",
            "decidindo",
            "negociacao",
            "teste",
            "karar",
            "deneme",
            "decyzja",
            "negocjacje",
            "okres probny",
        ],
    ),
    (
        Stage::New,
        &[
            "new",
            "new customer",
            "onboarding",
            "neu",
            "neukunde",
            "nuovo",
            "nuovo cliente",
            "nouveau",
            "nouveau client",
            "nuevo",
            "nuevo cliente",
            "novo",
            "novo cliente",
            "yeni",
            "yeni musteri",
            "nowy",
            "nowy klient",
        ],
    ),
    (
        Stage::Active,
        &[
            "active",
            "customer",
            "current",
            "aktiv",
            "kunde",
            "bestandskunde",
            "attivo",
            "cliente",
            "actif",
            "client",
            "activo",
            "ativo",
            "aktif",
            "musteri",
            "aktywny",
            "klient",
        ],
    ),
    (
        Stage::Loyal,
        &[
            "loyal",
            "regular",
            "vip",
            "champion",
            "advocate",
            "treu",
            "stammkunde",
            "fedele",
            "affezionato",
            "fidele",
            "leal",
            "fiel",
            "sadik",
            "lojalny",
            "staly klient",
        ],
    ),
    (
        Stage::AtRisk,
        &[
            "at risk",
            "risk",
            "churn risk",
            "dormant",
            "inactive",
            "sleeping",
            "gefahrdet",
            "abwanderungsgefahrdet",
            "inaktiv",
            "a rischio",
            "dormiente",
            "inattivo",
            "a risque",
            "inactif",
            "dormant client",
            "en riesgo",
            "inactivo",
            "em risco",
            "inativo",
            "risk altinda",
            "pasif",
            "zagrozony",
            "nieaktywny",
        ],
    ),
    (
        Stage::Lost,
        &[
            "lost",
            "churned",
            "left",
            "gone",
            "cancelled",
            "canceled",
            "former",
            "ex customer",
            "verloren",
            "gekundigt",
            "ehemalig",
            "perso",
            "disdetto",
            "ex cliente",
            "perdu",
            "resilie",
            "ancien client",
            "perdido",
            "cancelado",
            "antiguo cliente",
            "ex cliente",
            "kayip",
            "ayrilmis",
            "utracony",
            "stracony",
            "byly klient",
        ],
    ),
];

/// Headings of columns that say a stage.
const HEADINGS: [&str; 22] = [
    "stage",
    "life cycle stage",
    "lifecycle stage",
    "lifecycle",
    "life cycle",
    "customer stage",
    "customer status",
    "status",
    "lebenszyklus",
    "kundenstatus",
    "phase",
    "fase",
    "stato",
    "stato cliente",
    "ciclo di vita",
    "statut",
    "cycle de vie",
    "etapa",
    "estado",
    "asama",
    "etap",
    "durum",
];

/// The stage that a value says plainly.
#[must_use]
pub fn stage_of(value: &str) -> Option<Stage> {
    let folded = fold(value);
    let is_word = |words: &[&str]| words.contains(&folded.as_str());
    WORDS.iter().find(|(_, words)| is_word(words)).map(|(stage, _)| *stage)
}

/// The column that says the stage, as it seems, with what its values mean: by its heading at least two of the values are
/// words of stages, and at least half of them. Nothing where there is none. O(people · columns with such headings).
#[must_use]
pub fn propose(people: &People) -> Option<(String, BTreeMap<String, Stage>)> {
    let is_heading = |heading: &str| HEADINGS.contains(&fold(heading).as_str());
    people.attributes.iter().filter(|attribute| is_heading(&attribute.heading)).find_map(|attribute| {
        let (n_values, known) = known_values(&attribute.values)?;
        let different: std::collections::BTreeSet<Stage> = known.values().copied().collect();
        (different.len() >= 2 && 2 * known.len() >= n_values).then(|| (attribute.heading.clone(), known))
    })
}

/// What the values of a column mean where they are plain words; nothing where there is no such column, or it has too
/// many different values. O(people).
#[must_use]
pub fn read_column(people: &People, heading: &str) -> Option<BTreeMap<String, Stage>> {
    let attribute = people.attributes.iter().find(|attribute| attribute.heading == heading)?;
    Some(known_values(&attribute.values)?.1)
}

/// The different values of a column, in order; nothing where there are too many. O(people).
#[must_use]
pub fn different_values(people: &People, heading: &str) -> Option<Vec<String>> {
    let attribute = people.attributes.iter().find(|attribute| attribute.heading == heading)?;
    Some(different(&attribute.values)?.into_iter().map(str::to_owned).collect())
}

fn different(values: &Filled) -> Option<std::collections::BTreeSet<&str>> {
    let mut different = std::collections::BTreeSet::new();
    for value in values.texts() {
        if different.insert(value) && different.len() > MOST_VALUES {
            return None;
        }
    }
    Some(different)
}

/// How many different values a column has, and what those that are plain words mean; nothing where there are too many.
fn known_values(values: &Filled) -> Option<(usize, BTreeMap<String, Stage>)> {
    let different = different(values)?;
    let known = different.iter().filter_map(|value| Some(((*value).to_owned(), stage_of(value)?))).collect();
    Some((different.len(), known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Attribute;

    #[test]
    fn plain_words_of_eight_languages_are_stages() {
        let known = [
            ("At risk", Stage::AtRisk),
            ("at_risk", Stage::AtRisk),
            ("Neukunde", Stage::New),
            ("Fedele", Stage::Loyal),
            ("résilié", Stage::Lost),
            ("Activo", Stage::Active),
            ("em risco", Stage::AtRisk),
            ("Kayıp", Stage::Lost),
            ("Zainteresowany", Stage::Considering),
        ];
        for (value, stage) in known {
            assert_eq!(stage_of(value), Some(stage), "{value}");
        }
        assert_eq!(stage_of("B2"), None);
        for (_, words) in WORDS {
            assert!(words.iter().all(|word| fold(word) == **word), "{words:?}");
        }
        assert!(HEADINGS.iter().all(|heading| fold(heading) == *heading));
    }

    #[test]
    fn a_column_is_proposed_where_heading_and_values_say_it() {
        let mut people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        let own = |values: [&str; 3]| Filled::from(values.map(Some).to_vec());
        people.attributes.push(Attribute { heading: "City".into(), values: own(["New", "Lost", "Active"]) });
        assert_eq!(propose(&people), None);
        people.attributes.push(Attribute { heading: "Status".into(), values: own(["A", "B", "Active"]) });
        assert_eq!(propose(&people), None);
        people.attributes.push(Attribute { heading: "Lifecycle stage".into(), values: own(["new", "Lost", "x"]) });
        let (heading, values) = propose(&people).unwrap();
        assert_eq!((heading.as_str(), values["new"], values["Lost"]), ("Lifecycle stage", Stage::New, Stage::Lost));
        assert_eq!(values.len(), 2);
    }
}
