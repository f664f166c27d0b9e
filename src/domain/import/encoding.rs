//! Which letters the bytes of a text stand for, where the file itself does not say; knows nothing of rows or columns.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes looked at to guess.
const N_BYTES: usize = 4 << 20;
/// A UTF-8 text may hold so many damaged places for each hundred sound letters beyond ASCII.
const MAX_DAMAGE_PERCENT: usize = 100;

/// One byte in so many may be beyond ASCII in a text that nearly is.
const MIN_ASCII: usize = 200;

/// The name of the encoding that a text without a mark seems to be in; `None` for UTF-8, damaged or not, and for ASCII.
#[must_use]
pub fn guess(bytes: &[u8]) -> Option<&'static str> {
    if let Some(utf16) = utf16(bytes) {
        return Some(utf16);
    }
    if is_utf8_mostly(bytes) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(N_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    let found = detector.guess(None, Utf8Detection::Deny);
    Some(if found.is_single_byte() { among_western(sample, found) } else { found }.name())
}

/// Whether a name is one that [`decode`] knows.
#[must_use]
pub fn is_known(name: &str) -> bool {
    Encoding::for_label(name.as_bytes()).is_some()
}

/// The text as UTF-8; letters that the encoding does not have become U+FFFD, which no reader takes for text. An
/// unknown name leaves the bytes as they are.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], name: &str) -> Cow<'a, [u8]> {
    let Some(encoding) = Encoding::for_label(name.as_bytes()) else { return Cow::Borrowed(bytes) };
    match encoding.decode_without_bom_handling(bytes).0 {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// An encoding in which each byte is a letter, and those of ASCII are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters(&'static Encoding);

impl Letters {
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Encoding::for_label(name.as_bytes()).filter(|encoding| encoding.is_single_byte()).map(Self)
    }

    /// As [`decode`] does of a whole text.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Vec<u8> {
        self.0.decode_without_bom_handling(bytes).0.into_owned().into_bytes()
    }
}

/// Whether so few bytes are beyond ASCII that their rows can be decoded one by one.
#[must_use]
pub fn is_nearly_ascii(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() <= bytes.len() / MIN_ASCII
}

/// UTF-16 without its mark: every other byte of plain letters is zero.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let n_zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (n_even, n_odd, n_pairs) = (n_zeros(0), n_zeros(1), sample.len() / 2);
    if n_pairs < 4 {
        None
    } else if n_odd * 10 >= n_pairs * 7 && n_even * 20 <= n_pairs {
        Some("UTF-16LE")
    } else if n_even * 10 >= n_pairs * 7 && n_odd * 20 <= n_pairs {
        Some("UTF-16BE")
    } else {
        None
    }
}

/// Whether the text is UTF-8 with at most a few damaged places. One damaged place in a text that is plain otherwise
/// counts as damage where no letter stands beside it, as in no language's words.
fn is_utf8_mostly(bytes: &[u8]) -> bool {
    let (mut n_sound, mut n_damaged) = (0_usize, 0_usize);
    let mut n_words = 0_usize;
    let mut before = b' ';
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, n_invalid) = match std::str::from_utf8(rest) {
            Ok(_) => (rest, 0),
            Err(error) => {
                let n_valid = error.valid_up_to();
                (&rest[..n_valid], error.error_len().unwrap_or(rest.len() - n_valid))
            }
        };
        // Without a damaged place nothing else matters.
        if n_invalid == 0 && n_damaged == 0 {
            return true;
        }
        n_sound += valid.iter().filter(|&&byte| byte >= 0xC0).count();
        before = valid.last().copied().unwrap_or(before);
        if n_invalid > 0 {
            n_damaged += 1;
            n_words += usize::from(before.is_ascii_alphabetic());
        }
        if n_damaged > 100_000 {
            break;
        }
        rest = &rest[valid.len() + n_invalid..];
    }
    n_damaged == 0
        || n_damaged * 100 <= n_sound * MAX_DAMAGE_PERCENT
        || (n_sound == 0 && n_damaged == 1 && n_words == 0)
}

/// The detector knows neither the Macintosh's letters nor those of Latin 9: told apart by where bytes stand in words.
fn among_western(sample: &[u8], found: &'static Encoding) -> &'static Encoding {
    let is_letter = |at: Option<&u8>| at.is_some_and(|&byte| byte.is_ascii_alphabetic());
    let (mut n_low, mut n_high, mut n_latin_9, mut has_controls) = (0_usize, 0_usize, 0_usize, false);
    for (at, &byte) in sample.iter().enumerate().filter(|(_, byte)| **byte >= 0x80) {
        let is_before = at > 0 && is_letter(sample.get(at - 1));
        let is_in_word = is_before || is_letter(sample.get(at + 1));
        has_controls |= byte < 0xA0;
        match byte {
            0x80..0xA0 if is_in_word => n_low += 1,
            0xC0.. if is_in_word => n_high += 1,
            0xA4 if !is_in_word => n_latin_9 += 1,
            0xA6 | 0xA8 | 0xB4 | 0xB8 | 0xBC..=0xBE if is_in_word => n_latin_9 += 1,
            _ => {}
        }
    }
    // Quotes, dashes and the euro sign of Windows stand beside words at times, its few letters there are rare.
    let n_marks = sample.iter().filter(|byte| matches!(byte, 0x80 | 0x85 | 0x91..=0x97)).count();
    if n_low > 2 * n_high && 2 * n_marks <= n_low + usize::from(n_low == 1) {
        return MACINTOSH;
    }
    if found == WINDOWS_1252 && n_latin_9 > 0 && !has_controls { ISO_8859_15 } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_their_names() {
        let text = "id,name\n1,Siân D'Amico\n2,Zoë Khan\n3,Nicolò Brown\n4,Siân Smith\n5,Günther Preuß\n6,José\n";
        for name in ["windows-1252", "macintosh", "UTF-16LE"] {
            let bytes = match name {
                "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                _ => Encoding::for_label(name.as_bytes()).unwrap().encode(text).0.into_owned(),
            };
            assert_eq!(guess(&bytes), Some(name));
            assert_eq!(&*decode(&bytes, name), text.as_bytes());
        }
        let greek = "όνομα;πόλη\nΓιώργος Παπαδόπουλος;Αθήνα\nΜαρία Νικολάου;Θεσσαλονίκη\n";
        let bytes = encoding_rs::WINDOWS_1253.encode(greek).0.into_owned();
        assert_eq!(&*decode(&bytes, guess(&bytes).unwrap()), greek.as_bytes());
    }

    #[test]
    fn utf_8_with_a_damaged_place_stays_utf_8() {
        assert_eq!(guess("id,Zoë\n1,Siân\n2,ò".as_bytes()), None);
        assert_eq!(guess(b"id,name\n1,Zo\xC3\xAB\n2,Si\xC3\xA2n\n3,a\xFFb\n"), None);
        assert_eq!(guess(b"plain text, nothing else"), None);
        assert!(is_known("windows-1252") && !is_known("my own"));
    }
}
