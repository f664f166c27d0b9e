//! What the values of a column say of the stance: scores on a scale, or plain words of eight languages; decides nothing.

use crate::domain::import::{fold, parse_number};
use crate::domain::model::decisions::StanceColumn;
use crate::domain::model::{People, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// A column of more different words says no stance.
const MOST_WORDS: usize = 30;

/// Words of each stance, as folding spells them: English, German, Italian, French, Spanish, Portuguese, Turkish, Polish.
const WORDS: [(Stance, &[&str]); 3] = [
    (
        Stance::Onside,
        &[
            "onside",
            "promoter",
            "promoters",
            "satisfied",
            "very satisfied",
            "happy",
            "positive",
            "good",
            "excellent",
            "supporter",
            "fan",
            "zufrieden",
            "sehr zufrieden",
            "positiv",
            "gut",
            "promotore",
            "soddisfatto",
            "molto soddisfatto",
            "positivo",
            "buono",
            "promoteur",
            "satisfait",
            "tres satisfait",
            "positif",
            "bon",
            "promotor",
            "satisfecho",
            "muy satisfecho",
            "bueno",
            "satisfeito",
            "muito satisfeito",
            "bom",
            "memnun",
            "cok memnun",
            "olumlu",
            "iyi",
            "zadowolony",
            "bardzo zadowolony",
            "pozytywny",
            "dobry",
        ],
    ),
    (
        Stance::Neutral,
        &[
            "neutral",
            "passive",
            "indifferent",
            "mixed",
            "average",
            "ok",
            "neutrale",
            "passiv",
            "gleichgultig",
            "indifferente",
            "neutre",
            "passif",
            "passivo",
            "pasivo",
            "neutro",
            "notr",
            "pasif",
            "neutralny",
            "obojetny",
        ],
    ),
    (
        Stance::Offside,
        &[
            "offside",
            "detractor",
            "detractors",
            "dissatisfied",
            "very dissatisfied",
            "unhappy",
            "angry",
            "negative",
            "bad",
            "critic",
            "unzufrieden",
            "sehr unzufrieden",
            "negativ",
            "schlecht",
            "kritiker",
            "detrattore",
            "insoddisfatto",
            "negativo",
            "cattivo",
            "detracteur",
            "insatisfait",
            "mecontent",
            "negatif",
            "mauvais",
            "insatisfecho",
            "malo",
            "detrator",
            "insatisfeito",
            "ruim",
            "memnun degil",
            "olumsuz",
            "kotu",
            "niezadowolony",
            "negatywny",
            "zly",
        ],
    ),
];

/// Parts of headings of columns that say what people think of the company.
const HEADINGS: [&str; 19] = [
    "nps",
    "net promoter",
    "recommend",
    "satisfaction",
    "csat",
    "stance",
    "attitude",
    "sentiment",
    "zufriedenheit",
    "weiterempfehlung",
    "soddisfazione",
    "raccomand",
    "recommandation",
    "satisfaccion",
    "recomend",
    "satisfacao",
    "memnuniyet",
    "tavsiye",
    "zadowolenie",
];

/// The stance that a word says plainly.
#[must_use]
pub fn stance_of(value: &str) -> Option<Stance> {
    let folded = fold(value);
    WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(stance, _)| *stance)
}

/// What a value says by a column's bounds and words.
#[must_use]
pub fn by_column(column: &StanceColumn, value: &str) -> Option<Stance> {
    if let Some(stance) = column.words.get(value) {
        return Some(*stance);
    }
    let score = parse_number(value, false).filter(|score| score.is_finite())?;
    Some(match score {
        score if score >= column.onside_from => Stance::Onside,
        score if score <= column.offside_to => Stance::Offside,
        _ => Stance::Neutral,
    })
}

/// A column read as it seems, by its scale: 0 to 10 as the net promoter score is (Reichheld 2003: 9 and 10 promote, 0 to
/// 6 detract), 1 to 5 with 2 and 4, 0 to 100 in proportion, signed scores by their sign. Nothing where most values are
/// neither numbers nor plain words. O(people).
#[must_use]
pub fn read_column(people: &People, heading: &str) -> Option<StanceColumn> {
    let attribute = people.attributes.iter().find(|attribute| attribute.heading == heading)?;
    let (mut low, mut high, mut n_scores, mut n_all) = (f64::INFINITY, f64::NEG_INFINITY, 0usize, 0usize);
    let mut texts = BTreeSet::new();
    for value in attribute.values.texts() {
        n_all += 1;
        match parse_number(value, false).filter(|score| score.is_finite()) {
            Some(score) => {
                n_scores += 1;
                (low, high) = (low.min(score), high.max(score));
            }
            None if texts.len() <= MOST_WORDS => drop(texts.insert(value)),
            None => {}
        }
    }
    let words: BTreeMap<String, Stance> =
        texts.iter().filter_map(|value| Some(((*value).to_owned(), stance_of(value)?))).collect();
    let is_scores = 2 * n_scores >= n_all && n_scores > 0;
    let is_words = texts.len() <= MOST_WORDS && words.len() >= 2 && 2 * words.len() >= texts.len();
    if !is_scores && !is_words {
        return None;
    }
    let (offside_to, onside_from) = if is_scores { bounds_of_scale(low, high) } else { (6.0, 9.0) };
    Some(StanceColumn { heading: heading.to_owned(), offside_to, onside_from, words })
}

/// Up to where scores between these are against, and from where they are for: see [`read_column`].
#[must_use]
pub fn bounds_of_scale(low: f64, high: f64) -> (f64, f64) {
    match (low, high) {
        (low, high) if low < 0.0 && high <= 100.0 => (-f64::MIN_POSITIVE, f64::MIN_POSITIVE),
        (_, high) if high <= 5.0 => (2.0, 4.0),
        (_, high) if high > 10.0 => (60.0, 90.0),
        _ => (6.0, 9.0),
    }
}

/// Of the columns that can be read, the one that says what people think, as its heading seems to say.
#[must_use]
pub fn propose(read: &[StanceColumn]) -> Option<StanceColumn> {
    let is_heading = |heading: &str| {
        let folded = fold(heading);
        HEADINGS.iter().any(|part| folded.contains(part))
    };
    read.iter().find(|column| is_heading(&column.heading)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Attribute;

    fn proposed(people: &People) -> Option<StanceColumn> {
        let headings = people.attributes.iter().map(|attribute| attribute.heading.as_str());
        propose(&headings.filter_map(|heading| read_column(people, heading)).collect::<Vec<_>>())
    }

    fn people(heading: &str, values: &[&str]) -> People {
        let mut people = People::from_ids((0..values.len()).map(|n| n.to_string()).collect());
        let values = values.iter().map(|value| Some((*value).to_owned())).collect();
        people.attributes.push(Attribute { heading: heading.into(), values });
        people
    }

    #[test]
    fn a_scale_is_told_by_its_range_and_words_by_eight_languages() {
        let stances = |heading: &str, values: &[&str]| -> Vec<Option<Stance>> {
            let column = proposed(&people(heading, values)).unwrap();
            values.iter().map(|value| by_column(&column, value)).collect()
        };
        let (on, mid, off) = (Some(Stance::Onside), Some(Stance::Neutral), Some(Stance::Offside));
        assert_eq!(stances("NPS", &["10", "9", "8", "7", "6", "0"]), [on, on, mid, mid, off, off]);
        assert_eq!(stances("Satisfaction 1-5", &["5", "4", "3", "2", "1"]), [on, on, mid, off, off]);
        assert_eq!(stances("sentiment", &["-0.4", "0", "0.7"]), [off, mid, on]);
        assert_eq!(stances("Zufriedenheit", &["zufrieden", "unzufrieden", "neutral"]), [on, off, mid]);
        assert_eq!(proposed(&people("NPS", &["blue", "red", "green"])), None);
        assert_eq!(proposed(&people("Age", &["10", "9"])), None);
        for (_, words) in WORDS {
            assert!(words.iter().all(|word| fold(word) == **word), "{words:?}");
        }
    }
}
