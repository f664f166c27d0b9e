//! Memory in words: what a file needs, what is free, and what would fit.

use super::{decimal, number, pick, said, sentences};
use crate::domain::import::{Fit, Need};

sentences! {
    strongest_only: "Keep only the strongest ties" | "Tieni solo i legami più forti";
    at_least: "contacts a pair at least:" | "contatti per coppia, almeno:";
}

/// "This file will need about 1.2 GB of memory; 6 GB are free."
#[must_use]
pub fn sentence(fit: &Fit) -> String {
    let verb = if fit.is_fitting() { pick("will need", "richiederà") } else { pick("would need", "richiederebbe") };
    said!(
        "This file {verb} about {} of memory; {} are free." | "Questo file {verb} circa {} di memoria; liberi: {}.",
        size(fit.need.n_bytes),
        size(fit.free_bytes)
    )
}

/// What to do where a file does not fit.
#[must_use]
pub fn way_out(fit: &Fit) -> String {
    match fit.strongest {
        Some((least, need)) => said!(
            "{} Or close other programs and try again." | "{} Oppure chiudi altri programmi e riprova.",
            offer(least, &need)
        ),
        None => pick("close other programs, or split the file.", "chiudi altri programmi o dividi il file.").into(),
    }
}

fn offer(least: u32, need: &Need) -> String {
    let rows = number::rows(need.n_rows);
    said!(
        "keep only ties of {least} contacts or more: {rows} and about {}."
            | "tieni solo i legami con almeno {least} contatti: {rows} e circa {}.",
        size(need.n_bytes)
    )
}

/// What would fit, or what else to do, as a sentence of its own.
#[must_use]
pub fn offer_line(fit: &Fit) -> String {
    match fit.strongest {
        Some((least, need)) => {
            let rows = number::rows(need.n_rows);
            said!(
                "With ties of {least} contacts or more only, it fits: {rows} and about {}."
                    | "Con i soli legami di almeno {least} contatti ci sta: {rows} e circa {}.",
                size(need.n_bytes)
            )
        }
        None => pick(
            "Close other programs and add it again, or split the file.",
            "Chiudi altri programmi e aggiungilo di nuovo, oppure dividi il file.",
        )
        .into(),
    }
}

/// A size in the unit that people know from their disks.
fn size(n_bytes: u64) -> String {
    let megabytes = n_bytes as f64 / 1e6;
    if megabytes < 1.0 {
        "1 MB".into()
    } else if megabytes < 1000.0 {
        format!("{megabytes:.0} MB")
    } else {
        format!("{} GB", decimal(megabytes / 1000.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_too_large_is_told_with_a_way_out() {
        let need = Need { n_rows: 10_000_000, n_people: 1, n_ties: 1, n_bytes: 1_240_000_000 };
        let less = Need { n_rows: 1_200_000, n_bytes: 310_000_000, ..need };
        let fit = Fit { need, free_bytes: 800_000_000, strongest: Some((3, less)) };
        assert_eq!(sentence(&fit), "This file would need about 1.2 GB of memory; 800 MB are free.");
        assert!(way_out(&fit).starts_with("keep only ties of 3 contacts or more: 1,200,000 rows and about 310 MB."));
        assert!(way_out(&Fit { strongest: None, ..fit }).contains("split the file"));
        let fit = Fit { free_bytes: 6_000_000_000, ..fit };
        assert_eq!(sentence(&fit), "This file will need about 1.2 GB of memory; 6.0 GB are free.");
    }
}
