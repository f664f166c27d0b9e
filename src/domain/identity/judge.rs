//! Whether two people are one, how sure that is and why; looks for no pairs.

use super::blocks::{EMAIL, ID, MAILBOX, PHONE, Pair};
use super::names::{Likeness, compare};
use super::normal::is_desk;
use super::traits::Traits;
use super::{Confidence, Reason};

/// A proposal's confidence and reasons; nothing where the two are not worth a person's time.
pub(super) fn judge(traits: &Traits<'_>, pair: &Pair) -> Option<(Confidence, Vec<Reason>)> {
    let (a, b) = (pair.a as usize, pair.b as usize);
    let likeness = compare(&traits.names[a], &traits.names[b], &traits.counts);
    let against = against(traits, a, b, likeness);
    let mut reasons = Vec::new();
    let shares = |bit: u8| pair.shared & bit != 0;
    reasons.extend(shares(PHONE).then_some(Reason::SamePhone));
    reasons.extend(shares(EMAIL).then_some(Reason::SameEmail));
    reasons.extend(shares(ID).then_some(Reason::SameId));
    reasons.extend((shares(MAILBOX) && !shares(EMAIL)).then_some(Reason::EmailsAlike));
    match likeness {
        Likeness::Same => reasons.push(Reason::SameName),
        Likeness::Alike(score) => reasons.push(Reason::NamesAlike((100.0 * score).floor() as u8)),
        Likeness::Unknown | Likeness::FirstNamesDiffer | Likeness::Different => {}
    }
    let equal = |column: &[String]| !column[a].is_empty() && column[a] == column[b];
    reasons.extend(equal(&traits.birthdays).then_some(Reason::SameBirthDate));
    if equal(&traits.addresses) {
        reasons.push(Reason::SameAddress);
    } else {
        reasons.extend(equal(&traits.postcodes).then_some(Reason::SamePostcode));
    }
    let confidence = if pair.shared & (PHONE | EMAIL | ID) == 0 {
        if against.is_some() {
            return None;
        }
        suggested(traits, pair, likeness, &reasons)?
    } else if against.is_some() {
        // One number but for zeros, and two names: two numbers.
        if pair.shared & (PHONE | EMAIL) == 0 {
            return None;
        }
        Confidence::Doubtful
    } else {
        equal_key(traits, pair, likeness)
    };
    reasons.extend(against);
    Some((confidence, reasons))
}

fn against(traits: &Traits<'_>, a: usize, b: usize, likeness: Likeness) -> Option<Reason> {
    match likeness {
        Likeness::FirstNamesDiffer => return Some(Reason::FirstNamesDiffer),
        Likeness::Different => return Some(Reason::NamesDiffer),
        Likeness::Unknown | Likeness::Same | Likeness::Alike(_) => {}
    }
    let (x, y) = (&traits.birthdays[a], &traits.birthdays[b]);
    (!x.is_empty() && !y.is_empty() && x != y).then_some(Reason::BirthDatesDiffer)
}

/// Phone, e-mail or id are equal and nothing speaks against it. Households share phones and desks share mailboxes, so
/// two whom the company itself lists, and of whom one has no name, are not beyond doubt.
fn equal_key(traits: &Traits<'_>, pair: &Pair, likeness: Likeness) -> Confidence {
    let (a, b) = (pair.a as usize, pair.b as usize);
    let shared_desk = || traits.emails[a].iter().any(|key| traits.emails[b].contains(key) && is_desk(key));
    let is_own_email = pair.shared & EMAIL != 0 && !shared_desk();
    let is_exact = match likeness {
        Likeness::Same => true,
        Likeness::Unknown => {
            let are_both_listed = traits.people.has_profile[a] && traits.people.has_profile[b];
            is_own_email || (!are_both_listed && has_equal_key(traits, pair))
        }
        Likeness::Alike(_) | Likeness::FirstNamesDiffer | Likeness::Different => false,
    };
    if is_exact { Confidence::Exact } else { Confidence::Likely }
}

/// More than capitals apart is no longer the same id.
fn has_equal_key(traits: &Traits<'_>, pair: &Pair) -> bool {
    let plain = |row: u32| -> String {
        let id = &traits.people.ids[row as usize];
        id.chars().filter(|c| !c.is_whitespace()).collect::<String>().trim_start_matches('0').to_owned()
    };
    pair.shared & (PHONE | EMAIL) != 0 || plain(pair.a) == plain(pair.b)
}

/// Nothing is equal but names are alike.
fn suggested(traits: &Traits<'_>, pair: &Pair, likeness: Likeness, reasons: &[Reason]) -> Option<Confidence> {
    let has = |reason: Reason| reasons.contains(&reason);
    if pair.shared & MAILBOX != 0 {
        return Some(Confidence::Likely);
    }
    let is_same = match likeness {
        Likeness::Same => true,
        Likeness::Alike(_) => false,
        Likeness::Unknown | Likeness::FirstNamesDiffer | Likeness::Different => return None,
    };
    if has(Reason::SameBirthDate) || has(Reason::SameAddress) {
        return Some(Confidence::Likely);
    }
    if !has(Reason::SamePostcode) {
        return None;
    }
    let is_rare = |row: u32| traits.name_counts[traits.names[row as usize].as_str()] <= 4;
    let is_likely = is_same && is_rare(pair.a) && is_rare(pair.b);
    Some(if is_likely { Confidence::Likely } else { Confidence::Doubtful })
}
