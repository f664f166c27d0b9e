//! In which currency a project's money is, as a sign and the side it stands on; changes no amount.

use serde::{Deserialize, Serialize};

/// On which side of an amount the sign stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignSide {
    /// As is usual in the language spoken.
    #[default]
    Usual,
    Before,
    After,
}

impl SignSide {
    pub const ALL: [SignSide; 3] = [SignSide::Usual, SignSide::Before, SignSide::After];
}

/// The currency that all amounts of a project are in: none is converted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Currency {
    /// "€", "$", "CHF", "zł".
    pub sign: String,
    pub side: SignSide,
}

impl Default for Currency {
    fn default() -> Self {
        Currency { sign: Currency::EURO.to_owned(), side: SignSide::Usual }
    }
}

impl Currency {
    pub const EURO: &'static str = "€";
    const MOST_LETTERS: usize = 5;

    /// Without blanks and digits, a few letters long; nothing typed is the euro.
    #[must_use]
    pub fn tidy(&self) -> Currency {
        let is_sign = |c: &char| !c.is_whitespace() && !c.is_numeric() && !c.is_control() && !matches!(c, ',' | '-');
        let sign: String = self.sign.chars().filter(is_sign).take(Currency::MOST_LETTERS).collect();
        // A full stop belongs to a sign ("Kč", "Rs.") but is none itself.
        let is_told = sign.chars().any(|c| c != '.');
        Currency { sign: if is_told { sign } else { Currency::EURO.to_owned() }, side: self.side }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_kept_short_and_nothing_is_the_euro() {
        let tidy = |sign: &str| Currency { sign: sign.into(), side: SignSide::After }.tidy().sign;
        assert_eq!(
            [" $ ", "C H F", "12", "", ".", "Rs.", "dollars"].map(tidy),
            ["$", "CHF", "€", "€", "€", "Rs.", "dolla"]
        );
    }
}
