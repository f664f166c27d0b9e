//! The tone of what people wrote, English and Italian: for the company, against it, or neither; reads no table, and
//! says nothing where it does not know the language.
//!
//! English is read with VADER (Hutto and Gilbert, ICWSM 2014), Italian with a list of our own. A lexicon reads words, not
//! minds: irony escapes it, so what it says is a guess and shown as one.

mod italian;

use crate::domain::import::fold;
use std::sync::LazyLock;
use vader_parity::SentimentIntensityAnalyzer;

static ENGLISH: LazyLock<SentimentIntensityAnalyzer> = LazyLock::new(SentimentIntensityAnalyzer::new);

/// A language whose texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Italian,
}

/// The tone of one text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    pub language: Language,
    /// -1 all against to 1 all for; nothing where no word speaks for or against.
    pub value: Option<f32>,
}

/// Usual small words of each language, as folding spells them, without those that two of the languages share.
const SMALL: [(Option<Language>, &[&str]); 6] = [
    (
        Some(Language::English),
        &[
            "the", "and", "is", "i", "you", "to", "of", "not", "my", "it", "was", "for", "with", "are", "this", "that",
            "very", "but", "have", "has", "been", "we", "they", "your", "our", "an", "when", "why", "how", "what",
            "will", "would", "can", "they", "from", "after", "about", "never", "always", "too", "at", "be", "did",
            "does", "don", "isn", "wasn", "t", "s",
        ],
    ),
    (
        Some(Language::Italian),
        &[
            "il", "lo", "gli", "che", "di", "e", "non", "sono", "mi", "ho", "ha", "molto", "anche", "questo", "questa",
            "nel", "nella", "piu", "della", "del", "dei", "delle", "dal", "dalla", "al", "alla", "ci", "perche",
            "dopo", "sempre", "mai", "ma", "una", "un", "per", "con", "hanno", "abbiamo", "stato", "stata", "vostro",
            "vostra", "mio", "mia", "cosi", "troppo", "tutto", "era", "c",
        ],
    ),
    (
        None,
        &[
            "der", "die", "das", "und", "nicht", "ist", "ich", "sie", "ein", "eine", "mit", "auf", "sehr", "aber",
            "wir", "zu", "habe",
        ],
    ),
    (
        None,
        &[
            "le", "les", "et", "est", "pas", "je", "vous", "nous", "une", "des", "du", "tres", "mais", "ce", "pour",
            "avec", "au", "que",
        ],
    ),
    (
        None,
        &[
            "el", "los", "las", "y", "es", "muy", "pero", "con", "una", "un", "por", "para", "que", "lo", "se", "su",
            "mi", "estoy", "del",
        ],
    ),
    (
        None,
        &[
            "o", "os", "as", "e", "nao", "um", "uma", "muito", "mas", "com", "para", "por", "que", "do", "da", "no",
            "na", "eu", "ao",
        ],
    ),
];

/// The tone of a text; nothing where its language is not known.
#[must_use]
pub fn tone(text: &str) -> Option<Tone> {
    let words: Vec<String> = fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let language = language(text, &words)?;
    let value = match language {
        Language::English => Some(ENGLISH.polarity_scores(text).compound as f32).filter(|value| *value != 0.0),
        Language::Italian => italian::tone(&words, text.matches('!').count()),
    };
    Some(Tone { language, value })
}

/// The language with the most small words; of a draw, or of a few words without any, the one whose list alone knows some
/// of them. Else it is not known.
fn language(text: &str, words: &[String]) -> Option<Language> {
    let hits = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let mut counts = SMALL.map(|(language, list)| (hits(list), language));
    // Letters that neither of the two languages has.
    let is_other = |letter: char| "äöüßñçãõœ¿¡".contains(letter.to_lowercase().next().unwrap_or(letter));
    if text.chars().filter(|letter| letter.is_alphabetic()).any(|letter| !letter.is_ascii() && is_other(letter)) {
        counts[2].0 += 2;
    }
    let most = counts.iter().map(|(n, _)| *n).max().filter(|most| *most > 0);
    // More words without a single small one are a list, a name, or another language.
    let Some(most) = most else { return by_lists(text, words).filter(|_| words.len() <= 6) };
    let first: Vec<Option<Language>> =
        counts.iter().filter(|(n, _)| *n == most).map(|(_, language)| *language).collect();
    match first[..] {
        [language] => language,
        _ => by_lists(text, words).filter(|language| first.contains(&Some(*language))),
    }
}

/// The language whose list of telling words knows some of these, where only one does.
fn by_lists(text: &str, words: &[String]) -> Option<Language> {
    let is_english = ENGLISH.polarity_scores(text).compound != 0.0;
    match (is_english, italian::n_known(words) > 0) {
        (true, false) => Some(Language::English),
        (false, true) => Some(Language::Italian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(Language, i8)> {
        let tone = tone(text)?;
        let sign = match tone.value {
            Some(value) if value >= 0.33 => 1,
            Some(value) if value <= -0.33 => -1,
            _ => 0,
        };
        Some((tone.language, sign))
    }

    #[test]
    fn english_and_italian_are_read_and_other_languages_are_not() {
        use Language::{English, Italian};
        let texts = [
            ("I love the new plan, very helpful staff!", Some((English, 1))),
            ("The bill was wrong again and nobody helped me. Terrible service.", Some((English, -1))),
            ("This is not good at all, I am leaving", Some((English, -1))),
            ("Please call me after five", None),
            ("Great service", Some((English, 1))),
            ("Il servizio è ottimo e il personale gentilissimo", Some((Italian, 1))),
            ("Non sono soddisfatto, la linea cade sempre", Some((Italian, -1))),
            ("Pessima esperienza, mi hanno truffato!!", Some((Italian, -1))),
            ("Non ho mai avuto problemi con voi", Some((Italian, 1))),
            ("All'inizio bene, ma adesso è un disastro", Some((Italian, -1))),
            ("La fattura è arrivata il 3 di marzo", Some((Italian, 0))),
            ("Delusa", Some((Italian, -1))),
            ("Der Service ist sehr gut und ich bin zufrieden", None),
            ("Le service est très bien mais pas pour moi", None),
            ("El servicio es muy malo y los empleados son lentos", None),
            ("O serviço não é bom e a conta está errada", None),
            ("Tariffa XL 42", None),
            ("", None),
        ];
        for (text, expected) in texts {
            let found = of(text);
            // A text of no opinion may be taken for either: what counts is that nothing is read into it.
            let is_as_expected = found == expected || (expected.is_none() && found.is_none_or(|(_, sign)| sign == 0));
            assert!(is_as_expected, "{text}: {found:?} {:?}", tone(text));
        }
    }

    #[test]
    fn degree_and_negation_move_italian_words_as_they_do_in_speech() {
        let value = |text: &str| tone(text).unwrap().value.unwrap();
        assert!(value("il servizio è molto buono") > value("il servizio è buono"));
        assert!(value("il servizio è buono") > value("il servizio è abbastanza buono"));
        assert!(value("il servizio non è buono") < 0.0);
        assert!(value("il servizio è buonissimo") > value("il servizio è buono"));
        assert!(value("ho avuto un guasto!!!") < value("ho avuto un guasto"));
        assert!(value("la rete non è male") > 0.0);
        let all = ["che schifo", "è una truffa", "è perfetto", "adoro il servizio", "mi fa schifo, schifo, schifo"];
        assert!(all.iter().all(|text| value(text).abs() <= 1.0));
    }
}
