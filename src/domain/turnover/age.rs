//! How old a list of influencers is and how long such lists hold; looks at no table.

use super::LookBack;
use chrono::NaiveDate;

/// How old a list of influencers is, and after how many days it is to be worked out anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// Days since the last thing that the files tell of.
    pub days: u32,
    /// Days that a list holds.
    pub every: u32,
    /// Whether `every` was found by looking back; else it is the usual.
    pub is_measured: bool,
    /// Whether it held as far back as was looked: at least so long.
    pub is_at_least: bool,
}

impl Age {
    /// Days that a list is taken to hold while nobody looked back: files come by the month.
    pub const USUAL: u32 = 30;

    /// `newest` and `today` are days as `2026-11-21`, later letters aside; nothing where one of them is no day, or the
    /// newest is still to come.
    #[must_use]
    pub fn new(newest: &str, today: &str, back: Option<&LookBack>, percent: f32) -> Option<Age> {
        let day = |text: &str| NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok();
        let days = u32::try_from((day(today)? - day(newest)?).num_days()).ok()?;
        let steps = back.and_then(|back| back.recommended_steps(percent));
        let measured = steps.map(|steps| steps as u32 * LookBack::DAYS);
        let is_at_least = back.is_some_and(|back| back.holds_throughout(percent));
        Some(Age { days, every: measured.unwrap_or(Self::USUAL), is_measured: measured.is_some(), is_at_least })
    }

    #[must_use]
    pub fn is_stale(self) -> bool {
        self.days > self.every
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::ranks;
    use super::*;

    #[test]
    fn a_list_is_as_old_as_what_it_tells_of() {
        let age = |newest, today, back| Age::new(newest, today, back, 30.0);
        let old = age("2026-08-30", "2026-11-12", None).unwrap();
        assert_eq!((old.days, old.every, old.is_measured, old.is_stale()), (74, 30, false, true));
        // A third of the list changes in every step: it is worth working out anew after the first.
        let back = ranks(&[&[1, 2, 3, 4, 9], &[1, 3, 9, 2, 4]]);
        let fresh = age("2026-11-02 10:30", "2026-11-12", Some(&back)).unwrap();
        assert_eq!((fresh.days, fresh.every, fresh.is_measured, fresh.is_stale()), (10, 14, true, false));
        assert!(!fresh.is_at_least && !old.is_at_least);
        let steady = ranks(&[&[1, 2, 3, 4, 9], &[1, 3, 2, 9, 4], &[2, 1, 3, 9, 4]]);
        let held = age("2026-11-02", "2026-11-12", Some(&steady)).unwrap();
        assert_eq!((held.every, held.is_at_least), (28, true), "as far back as was looked");
        assert_eq!((age("soon", "2026-11-12", None), age("2026-12-01", "2026-11-12", None)), (None, None));
    }
}
