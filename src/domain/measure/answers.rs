//! Answers of people who were asked what they think: marks on a scale, or plain words; counts nobody.

use crate::domain::campaign::PanelBounds;
use crate::domain::import::{fold, parse_number, yes_or_no};
use crate::domain::model::Stance;
use crate::domain::stance::{bounds_of_scale, stance_of};
use std::collections::BTreeMap;

/// Answers of each stance beside yes and no and the words for stances, as folding spells them.
const WORDS: [(Stance, &[&str]); 3] = [
    (
        Stance::Onside,
        &[
            "in favour",
            "in favor",
            "for",
            "agree",
            "strongly agree",
            "like",
            "like it",
            "love it",
            "loved it",
            "great",
            "very good",
            "very positive",
            "definitely",
            "definitely yes",
            "probably",
            "probably yes",
            "would buy",
            "would recommend",
            "a favore",
            "favorevole",
            "molto favorevole",
            "d accordo",
            "molto d accordo",
            "mi piace",
            "mi piace molto",
            "ottimo",
            "ottima",
            "molto buono",
            "molto positivo",
            "certamente",
            "certamente si",
            "sicuramente",
            "sicuramente si",
            "probabilmente",
            "probabilmente si",
            "lo comprerei",
            "lo consiglierei",
        ],
    ),
    (
        Stance::Neutral,
        &[
            "maybe",
            "perhaps",
            "undecided",
            "not sure",
            "unsure",
            "don t know",
            "do not know",
            "so so",
            "neither",
            "depends",
            "it depends",
            "forse",
            "non so",
            "non saprei",
            "indeciso",
            "indecisa",
            "cosi cosi",
            "dipende",
            "vielleicht",
            "peut etre",
            "quiza",
            "quizas",
            "talvez",
            "belki",
            "moze",
        ],
    ),
    (
        Stance::Offside,
        &[
            "against",
            "disagree",
            "strongly disagree",
            "dislike",
            "don t like it",
            "do not like it",
            "poor",
            "very bad",
            "very negative",
            "terrible",
            "awful",
            "definitely not",
            "probably not",
            "would not buy",
            "contrario",
            "contraria",
            "molto contrario",
            "in disaccordo",
            "non sono d accordo",
            "non mi piace",
            "pessimo",
            "scarso",
            "molto negativo",
            "certamente no",
            "sicuramente no",
            "probabilmente no",
            "non lo comprerei",
        ],
    ),
];

/// How marks are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub bounds: PanelBounds,
}

impl Scale {
    /// What an answer says, if it says it plainly.
    #[must_use]
    pub fn stance(self, answer: &str) -> Option<Stance> {
        if let Some((mark, _)) = mark(answer) {
            return Some(match mark as f32 {
                mark if mark >= self.bounds.for_from => Stance::Onside,
                mark if mark <= self.bounds.against_to => Stance::Offside,
                _ => Stance::Neutral,
            });
        }
        let folded = fold(answer);
        let said = WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(stance, _)| *stance);
        let yes_no = || yes_or_no(answer).map(|is_yes| if is_yes { Stance::Onside } else { Stance::Offside });
        said.or_else(|| stance_of(answer)).or_else(yes_no)
    }
}

/// A mark, and how far marks go where the answer says so: 4 of 5, 8/10.
fn mark(answer: &str) -> Option<(f64, Option<f64>)> {
    let number = |text: &str| {
        let text = text.trim();
        parse_number(text, false).or_else(|| parse_number(text, true)).filter(|number| number.is_finite())
    };
    if let Some(mark) = number(answer) {
        return Some((mark, None));
    }
    let (mark, most) = ["/", " out of ", " of ", " su "].iter().find_map(|between| answer.split_once(between))?;
    Some((number(mark)?, Some(number(most)?)))
}

/// The scale that marks seem to be on: by what the heading says of it (“1-5”, “da 1 a 10”), or the answers
/// (8/10), else by the highest mark. As [`bounds_of_scale`] has it; 0 and 1 are no and yes; of 1 to 7 the upper three are
/// for, of 1 to 4 the upper two; of any other scale that is spoken of the upper fifth is for and the lower two fifths are
/// against. Nothing where nobody gave a mark.
#[must_use]
pub fn scale<'a>(answers: impl Iterator<Item = &'a str>, heading: &str) -> Option<Scale> {
    let (mut low, mut high, mut ends) = (f64::INFINITY, f64::NEG_INFINITY, range_of(heading));
    for (mark, end) in answers.filter_map(mark) {
        (low, high) = (low.min(mark), high.max(mark));
        ends = ends.into_iter().chain(end).reduce(f64::max);
    }
    if high < low {
        return None;
    }
    let said = ends.filter(|&most| most >= high);
    let high = said.unwrap_or(high);
    let (against_to, for_from) = match (low, high) {
        (low, high) if low >= 0.0 && high <= 1.0 => (0.0, 1.0),
        (low, 7.0) if low >= 0.0 && said.is_some() => (3.0, 5.0),
        (low, 4.0) if low >= 0.0 && said.is_some() => (2.0, 3.0),
        (low, high) if low >= 0.0 && said.is_some() && ![10.0, 100.0].contains(&high) => {
            ((0.4 * high).floor(), (0.8 * high).ceil())
        }
        (low, high) => bounds_of_scale(low, high),
    };
    // The least above nought stays above it.
    let single = |bound: f64| {
        let least = if bound == 0.0 { 0.0 } else { f32::MIN_POSITIVE };
        (bound.abs() as f32).max(least).copysign(if bound < 0.0 { -1.0 } else { 1.0 })
    };
    Some(Scale { bounds: PanelBounds { against_to: single(against_to), for_from: single(for_from) } })
}

/// The upper end of a range that a heading speaks of: from 0 or 1 to more than that, with a word between at most; or out
/// of so many.
fn range_of(heading: &str) -> Option<f64> {
    let folded = fold(heading);
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let ends = |n: usize| {
        let most = [n + 1, n + 2].into_iter().find_map(|k| number(words.get(k)?))?;
        (number(words[n])? <= 1 && (3..=100).contains(&most)).then_some(f64::from(most))
    };
    let out_of = |two: &[&str]| {
        let most = number(two[1]).filter(|most| ["of", "su"].contains(&two[0]) && (3..=100).contains(most))?;
        Some(f64::from(most))
    };
    (0..words.len()).find_map(ends).or_else(|| words.windows(2).find_map(out_of))
}

/// Every different answer, as it was first met, with how many gave it: marks upwards, then words, the most frequent first.
#[must_use]
pub fn counted<'a>(answers: impl Iterator<Item = &'a str>) -> Vec<(String, u64)> {
    let mut different: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for answer in answers.filter(|answer| !answer.is_empty()) {
        different.entry(fold(answer)).or_insert_with(|| (answer.to_owned(), 0)).1 += 1;
    }
    let mut counted: Vec<(String, u64)> = different.into_values().collect();
    let order = |(x, n): &(String, u64), (y, m): &(String, u64)| match (mark(x), mark(y)) {
        (Some((x, _)), Some((y, _))) => x.total_cmp(&y),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => m.cmp(n).then_with(|| x.cmp(y)),
    };
    counted.sort_by(order);
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str, answers: &[&str]) -> Vec<Option<Stance>> {
        let scale = scale(answers.iter().copied(), heading);
        let scale = scale.unwrap_or(Scale { bounds: PanelBounds::default() });
        answers.iter().map(|answer| scale.stance(answer)).collect()
    }

    #[test]
    fn marks_are_read_by_their_scale_and_words_by_what_they_say() {
        let (yes, mid, no) = (Some(Stance::Onside), Some(Stance::Neutral), Some(Stance::Offside));
        assert_eq!(read("rating", &["5", "4", "3", "2", "1"]), [yes, yes, mid, no, no]);
        assert_eq!(read("Voto (1-10)", &["5", "4", "9,5"]), [no, no, yes]);
        assert_eq!(read("da 1 a 5", &["3", "4"]), [mid, yes]);
        assert_eq!(read("Rating 1 to 7", &["5", "4", "3"]), [yes, mid, no]);
        assert_eq!(read("", &["10", "8", "6"]), [yes, mid, no]);
        assert_eq!(read("", &["4/10", "9 su 10"]), [no, yes]);
        assert_eq!(read("", &["4 out of 5", "1 out of 5"]), [yes, no]);
        assert_eq!(read("Score out of 10", &["3", "5", "9"]), [no, no, yes]);
        assert_eq!(read("Rating 1-6", &["6", "4", "2"]), [yes, mid, no]);
        assert_eq!(read("da 1 a 4", &["4", "3", "2"]), [yes, yes, no]);
        assert_eq!(read("1-3", &["3", "2", "1"]), [yes, mid, no]);
        assert_eq!(read("", &["28/30", "15/30", "10/30"]), [yes, mid, no]);
        assert_eq!(read("", &["1", "0"]), [yes, no]);
        assert_eq!(read("", &["-2", "0", "1"]), [no, mid, yes]);
        assert_eq!(
            read("", &["Sì", "forse", "no", "Mi piace!", "probably not", "D'accordo", "blue", "good"]),
            [yes, mid, no, yes, no, yes, None, yes]
        );
        for (_, words) in WORDS {
            assert!(words.iter().all(|word| fold(word) == **word), "{words:?}");
        }
    }

    #[test]
    fn answers_are_counted_however_they_are_written() {
        let told = counted(["Yes", "no", "yes", "10", "2", "", "NO", "YES "].into_iter());
        let told: Vec<(&str, u64)> = told.iter().map(|(answer, n)| (answer.as_str(), *n)).collect();
        assert_eq!(told, [("2", 1), ("10", 1), ("Yes", 3), ("no", 2)]);
    }
}
