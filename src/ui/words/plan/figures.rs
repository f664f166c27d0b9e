//! Shares as a language writes them within a sentence: with an article where it needs one.

use crate::ui::words::pick;

/// A share in the middle of a sentence: "38 %", "il 38 %", "l’8 %", "lo 0,1 %".
#[must_use]
pub fn the(percent: &str) -> String {
    pick(percent.to_owned(), format!("{}{percent}", article(percent)))
}

/// A share that something is of: "38 %", "del 38 %", "dell’8 %", "dello 0,1 %".
#[must_use]
pub fn of_the(percent: &str) -> String {
    let joined = match article(percent) {
        "l’" => "dell’",
        "lo " => "dello ",
        _ => "del ",
    };
    pick(percent.to_owned(), format!("{joined}{percent}"))
}

/// The Italian article before a figure: eight, eighty, eight hundred, one and eleven begin with a vowel, nought with a z.
fn article(figure: &str) -> &'static str {
    let whole: String = figure.chars().take_while(char::is_ascii_digit).collect();
    if whole == "0" {
        "lo "
    } else if whole == "1" || whole == "11" || whole.starts_with('8') {
        "l’"
    } else {
        "il "
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::{Language, speak};

    #[test]
    fn shares_have_the_article_that_is_said_before_them() {
        speak(Language::Italian);
        let said = ["38 %", "8 %", "11 %", "1,5 %", "80 %", "0,4 %", "18 %"].map(the);
        assert_eq!(said, ["il 38 %", "l’8 %", "l’11 %", "l’1,5 %", "l’80 %", "lo 0,4 %", "il 18 %"]);
        assert_eq!(of_the("8 %"), "dell’8 %");
        speak(Language::English);
        assert_eq!(the("8 %"), "8 %");
    }
}
