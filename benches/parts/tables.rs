//! The tables of who foretold better, beside each other and beside their errors; scores and reads nothing.

use super::areas::{Apart, Difference, Sums, Verdict};
use super::foretold::{Case, Data};
use tribewise::domain::model::Inferred;

pub const N_MEASURES: usize = 7;
const MEASURES: [&str; N_MEASURES] = [
    "influence",
    "influence for the thing",
    "word, pair by pair",
    "word, pair by pair, learned",
    "friend count",
    "PageRank",
    "spend",
];
/// Where they are in [`MEASURES`], or where a group of them begins.
const INFLUENCE: usize = 0;
pub const FOR_THE_THING: usize = 1;
pub const PAIRS: usize = 2;
pub const OTHERS: usize = 4;
const SPEND: usize = 6;
const N_OTHERS: usize = N_MEASURES - OTHERS;
/// Those of ours that are set beside each of the others: the same for every data set and reading, whatever comes out.
pub const OURS: [usize; 3] = [INFLUENCE, PAIRS, PAIRS + 1];
pub const N_READINGS: usize = 3;
const READINGS: [&str; N_READINGS] = ["first 1 %", "first who have it", "weighted"];
/// Where they are in [`READINGS`].
pub const OF_ALL: usize = 0;
pub const WEIGHTED: usize = 2;

const VERDICTS: [Verdict; 3] = [Verdict::Better, Verdict::Worse, Verdict::CannotBeTold];

fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "better",
        Verdict::Worse => "worse",
        Verdict::CannotBeTold => "cannot be told",
    }
}

/// All that the cuts of one data set say.
#[derive(Default)]
pub struct Told {
    pub n_open: usize,
    pub n_next: usize,
    pub n_ties: usize,
    pub inferred: Option<Inferred>,
    /// At each cut, as many things taken up as the strength of a tie counted for.
    pub as_many: Vec<f64>,
    pub sums: [[Sums; N_MEASURES]; N_READINGS],
    /// By [`OURS`].
    pub apart: [[[Apart; N_OTHERS]; N_READINGS]; OURS.len()],
}

/// Whether a data set can say anything of a measure.
pub fn is_told(case: &Case, measure: usize) -> bool {
    match measure {
        FOR_THE_THING => case.has_few_things,
        SPEND => case.has_spend,
        _ => true,
    }
}

pub fn head() {
    let heads = READINGS.map(|reading| format!("AUC, {reading} | lift at 5 %, {reading}")).join(" | ");
    println!("| data set | open | took it up | by | {heads} |");
    println!("|{}", "---|".repeat(4 + 2 * N_READINGS));
}

/// The lines of one data set in the first table; says in words where there is nothing to judge.
pub fn lines(case: &Case, all: &Told) {
    let name = &case.name;
    if all.n_ties == 0 {
        let why = all.inferred.map_or_else(String::new, |inferred| {
            let n = inferred.n_looked_at;
            format!(
                ", as of {n} pairs who bought the same thing on the same day more than once {} did so beyond chance",
                inferred.n_beyond_chance
            )
        });
        println!("| {name} | nothing to foretell: nobody is tied to anybody{why} |");
        return;
    }
    for measure in (0..N_MEASURES).filter(|&measure| is_told(case, measure)) {
        let [first, who_have, weighted] = std::array::from_fn(|reading| all.sums[reading][measure]);
        println!(
            "| {name} | {} | {} | {} | {:.3} | {:.2} | {:.3} | {:.2} | {:.3} ± {:.3} | {:.2} |",
            all.n_open,
            all.n_next,
            MEASURES[measure],
            first.auc(),
            first.lift(),
            who_have.auc(),
            who_have.lift(),
            weighted.auc(),
            weighted.error(),
            weighted.lift()
        );
    }
}

/// Who comes out highest, by data set; how far the learned chances rest on strength; each of ours beside each other
/// measure; and what that makes of the bar.
pub fn rest(all: &[(&Case, Told)]) {
    led(all, "area", Sums::auc);
    led(all, "lift at 5 %", Sums::lift);
    println!("\nIn learned chances the strength of a tie counted for as many things taken up, cut by cut:");
    for (case, told) in all {
        println!("  {}: {}", case.name, told.as_many.iter().map(f64::to_string).collect::<Vec<_>>().join(", "));
    }
    compared(all);
    counted(all);
    bar(all);
}

/// How often each measure comes out highest, whether or not that can be told from chance.
fn led(all: &[(&Case, Told)], what: &str, of: impl Fn(&Sums) -> f64) {
    for (reading, name) in READINGS.iter().enumerate() {
        let mut n_led = [0; N_MEASURES];
        for (case, told) in all {
            let height = |measure: usize| of(&told.sums[reading][measure]);
            let told = (0..N_MEASURES).filter(|&measure| is_told(case, measure));
            if let Some(best) = told.max_by(|&x, &y| height(x).total_cmp(&height(y))) {
                n_led[best] += 1;
            }
        }
        println!("\nHighest {what}, {name}, of {} data sets (differences within the error are chance):", all.len());
        for (name, n) in MEASURES.iter().zip(n_led) {
            println!("  {name}: {n}");
        }
    }
}

fn compared(all: &[(&Case, Told)]) {
    let others =
        MEASURES[OTHERS..].iter().map(|name| format!("AUC less that by {name} | lift at 5 % less that by {name}"));
    println!("\n| data set | reading | by | {} |", others.collect::<Vec<_>>().join(" | "));
    println!("|{}", "---|".repeat(3 + 2 * N_OTHERS));
    for (case, told) in all {
        for (reading, name) in READINGS.iter().enumerate() {
            for (ours, apart) in OURS.iter().zip(&told.apart) {
                let cell = |other: usize| {
                    let apart = &apart[reading][other];
                    let said = |one: Difference, digits: usize| {
                        format!("{:+.digits$} ± {:.digits$} {}", one.by, one.error, words(one.verdict()))
                    };
                    if !is_told(case, OTHERS + other) {
                        return "not known | not known".to_owned();
                    }
                    format!("{} | {}", said(apart.area(), 3), said(apart.lift(), 2))
                };
                let cells: Vec<String> = (0..N_OTHERS).map(cell).collect();
                println!("| {} | {name} | {} | {} |", case.name, MEASURES[*ours], cells.join(" | "));
            }
        }
    }
}

/// What two measures are compared by.
type Compared = fn(&Apart) -> Difference;
const BY: [(&str, Compared); 2] = [("AUC", Apart::area), ("lift at 5 %", Apart::lift)];

/// How often one of [`OURS`] was better, worse, and neither, over the data sets in which the other is known; and how often
/// in real ones.
fn verdicts(
    all: &[(&Case, Told)],
    [ours, reading, other]: [usize; 3],
    of: Compared,
) -> [(usize, usize); VERDICTS.len()] {
    let mut n = [(0, 0); VERDICTS.len()];
    for (case, told) in all.iter().filter(|(case, _)| is_told(case, OTHERS + other)) {
        let (n, n_real) = &mut n[of(&told.apart[ours][reading][other]).verdict() as usize];
        *n += 1;
        *n_real += usize::from(case.data == Data::Real);
    }
    n
}

fn counted(all: &[(&Case, Told)]) {
    println!("\nOf comparisons in which there is nothing to tell, about one in twenty is told by chance.");
    println!("Data sets, and in brackets how many of them are real:");
    let others = MEASURES[OTHERS..].iter().map(|name| format!("beside {name}"));
    println!("\n| by | reading | of | {} |", others.collect::<Vec<_>>().join(" | "));
    println!("|{}", "---|".repeat(3 + N_OTHERS));
    for (ours, measure) in OURS.iter().enumerate() {
        for (reading, name) in READINGS.iter().enumerate() {
            for (what, of) in BY {
                let cell = |other: usize| {
                    let n = verdicts(all, [ours, reading, other], of);
                    let said = |verdict: Verdict| {
                        let (n, n_real) = n[verdict as usize];
                        format!("{n} ({n_real}) {}", words(verdict))
                    };
                    VERDICTS.map(said).join(", ")
                };
                let cells: Vec<String> = (0..N_OTHERS).map(cell).collect();
                println!("| {} | {name} | {what} | {} |", MEASURES[*measure], cells.join(" | "));
            }
        }
    }
}

/// Whether the first one per cent by influence foretell better than those by each other measure, in every data set.
fn bar(all: &[(&Case, Told)]) {
    let (first, influence) = (READINGS[OF_ALL], MEASURES[INFLUENCE]);
    println!("\nDo the {first} by {influence} foretell better in every data set, beyond two standard errors?");
    for (what, of) in BY {
        let n = |other: usize| {
            let n = verdicts(all, [0, OF_ALL, other], of);
            (n[Verdict::Better as usize].0, n.iter().map(|(n, _)| n).sum::<usize>())
        };
        let said = |other: usize| {
            let (better, of) = n(other);
            format!("than {} in {better} of {of}", MEASURES[OTHERS + other])
        };
        let is_so = (0..N_OTHERS).map(n).all(|(better, of)| better == of && of > 0);
        let said = (0..N_OTHERS).map(said).collect::<Vec<_>>().join(", ");
        println!("  By {what}: {}; better {said}.", if is_so { "yes" } else { "no" });
    }
    println!(
        "Where no word of mouth was planted, what foretells does so because contacts are alike: to foretell is not to \
         persuade."
    );
}
