//! Groups to compare, how alike and how far apart they are, and what they can prove, in words.

use super::{choosing, number};
use crate::domain::campaign::{
    Apart, ArmKind, CellEdit, Deal, Difference, Trait, design_effect, smallest_detectable_points,
};
use crate::domain::measure::GroupLift;

pub const NO_SUCH_DEAL: &str = "Chance deals by person, tribes or circles. Nothing was changed.";
pub const NO_SUCH_BESIDE: &str =
    "Beside the treated there can be top-scored, most-connected and random people, or none. Nothing was changed.";
pub const TITLE: &str = "Groups to compare";
pub const DEAL: &str = "How chance keeps some for comparison";
pub const BESIDE: &str = "Treat as many people chosen in another way, side by side:";
pub const BESIDE_NOTE: &str = "Each of these groups costs as much as the treated. Only the treated and those left alone were drawn from the \
    same people; the others show what another way of choosing does.";
pub const MOTIVATIONS: &str = "Reasons to try, two to four, with ; between them";
pub const MOTIVATIONS_HINT: &str = "helps a friend save; be the first to know";
pub const ONE_MOTIVATION: &str = "One reason is told to everybody. Write two to four to see which is passed on most.";
pub const GROUPS: &str = "The code of a group travels with every list and comes back with the results.";
pub const LEFT_ALONE: &str = "Left alone, to compare";
pub const BASE: &str = "Would do it anyway";
pub const ALIKE: &str = "Circles act alike";
pub const NO_CONTROL: &str =
    "Nobody is left alone: whatever happens, it cannot be told from what would have happened anyway.";

/// How chance deals, for the list.
#[must_use]
pub fn deal(deal: Deal) -> &'static str {
    match deal {
        Deal::Person => "Person by person",
        Deal::WithinTribes => "The same share of each tribe",
        Deal::Circles => "Whole circles together",
    }
}

/// What that means.
#[must_use]
pub fn deal_hint(deal: Deal) -> &'static str {
    match deal {
        Deal::Person => "Everybody has the same chance of being left alone.",
        Deal::WithinTribes => "Everybody has the same chance of being left alone, and no tribe is left out by chance.",
        Deal::Circles => {
            "Chosen people who are close to each other are treated or left alone together, so that less word leaks."
        }
    }
}

/// What an edit of the groups is called.
#[must_use]
pub fn edit(edit: &CellEdit) -> String {
    match edit {
        CellEdit::SetDeal(how) => format!("draw the comparison: {}", deal(*how).to_lowercase()),
        CellEdit::SetBeside { how, is_in: true } => format!("compare with {}", choosing::how(*how).to_lowercase()),
        CellEdit::SetBeside { how, .. } => format!("no longer compare with {}", choosing::how(*how).to_lowercase()),
        CellEdit::SetMotivations(_) => "change the reasons to try".into(),
        CellEdit::SetBasePercent(percent) => format!("expect {percent} % without a campaign"),
        CellEdit::SetAlikePercent(percent) => format!("take people of a circle as {percent} % alike"),
    }
}

/// A group in a line.
#[must_use]
pub fn group(name: &str, n: usize) -> String {
    format!("{name}: {}", number::people(n))
}

/// The part of the treated who are told this reason.
#[must_use]
pub fn told(reason: &str) -> String {
    format!("Told “{reason}”")
}

/// What a further group did, in a line.
#[must_use]
pub fn group_lift(group: &GroupLift, reasons: &[String]) -> String {
    let name = match group.kind {
        ArmKind::Motivation(n) => told(reasons.get(usize::from(n)).map_or("", String::as_str)),
        ArmKind::Chosen(how) => choosing::how(how).to_owned(),
    };
    let share = group.arm.n_yes as f64 / group.arm.n_people.max(1) as f64;
    let n = usize::try_from(group.arm.n_people).unwrap_or(usize::MAX);
    let verdict = if group.points_low > 0.0 || group.points_high < 0.0 { "" } else { "cannot tell yet, " };
    format!(
        "{name}: {} of {} said yes; {verdict}{:.1} points against those left alone ({:.1} to {:.1}).",
        number::percent(share),
        number::people(n),
        group.points,
        group.points_low,
        group.points_high
    )
}

/// How far the circles of the two groups are apart.
#[must_use]
pub fn apart(apart: &Apart) -> String {
    format!(
        "{} in the circles of the treated, {} in those left alone. {} of the ties of those left alone lead to a treated circle, \
         where word can leak; {} of the people around them know a treated person too.",
        number::people(apart.n_treated_circles),
        number::count(apart.n_control_circles),
        number::percent(apart.leakage),
        number::percent(apart.overlap),
    )
}

/// The largest difference between the groups, beside what chance gives; nothing where there is none to tell.
#[must_use]
pub fn balance(differences: &[Difference]) -> Option<String> {
    let widest = differences.first()?;
    let what = match widest.of {
        Trait::Influence => "influence",
        Trait::Contacts => "number of contacts",
        Trait::Spend => "spending",
        Trait::Tribe => "the share of one tribe",
    };
    let size = number::percent(widest.deviations.abs());
    Some(if widest.errors.abs() < 3.0 {
        format!(
            "The two groups are alike: they differ most in {what}, by {size} of what people usually differ, as chance does."
        )
    } else {
        format!(
            "The two groups differ in {what} by {size} of what people usually differ, more than chance explains. Draw again."
        )
    })
}

/// What the two groups can prove; honest where it is nothing.
#[must_use]
pub fn power(points: Option<f64>, n: usize, base: f64) -> String {
    let base = number::percent(base);
    match points {
        Some(points) if points < 30.0 => {
            format!("With {} you can detect about {points:.0} points from a {base} base.", number::people(n))
        }
        Some(points) => format!(
            "With {} only a jump of {points:.0} points from a {base} base would show: run it as a case study.",
            number::people(n)
        ),
        None => "Too few people to prove anything: run it as a case study.".into(),
    }
}

/// How many it would take.
#[must_use]
pub fn needed(n: Option<usize>, points: f64, base: f64) -> String {
    n.map_or(String::new(), |n| {
        format!(
            "To detect {points:.0} points from a {} base takes {} in each group.",
            number::percent(base),
            number::people(n)
        )
    })
}

/// What counting the circles proves: more people, but alike.
#[must_use]
pub fn circles(apart: &Apart, n_treated: usize, n_control: usize, base: f64, alike: f64) -> String {
    let effect = design_effect(apart.mean_circle, apart.spread_of_circles, alike);
    let like = |n: usize| (n as f64 / effect) as usize;
    let (n, m) = (apart.n_treated_circles, apart.n_control_circles);
    let points = smallest_detectable_points(like(n), like(m), base);
    let end = match points {
        Some(points) if points < 30.0 => format!("about {points:.0} points can be detected."),
        _ => "nothing can be proved.".into(),
    };
    format!(
        "Counting everybody in their {} circles: {} act alike within a circle and count as {}; {end}",
        number::count(n_treated + n_control),
        number::people(n + m),
        number::count(like(n + m)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_proved_is_said_in_a_sentence_and_honestly() {
        let points = smallest_detectable_points(450, 450, 0.2);
        assert_eq!(power(points, 900, 0.2), "With 900 people you can detect about 8 points from a 20 % base.");
        assert!(power(Some(44.0), 40, 0.1).contains("case study") && power(None, 4, 0.1).contains("case study"));
        assert_eq!(needed(Some(435), 5.0, 0.1), "To detect 5 points from a 10 % base takes 435 people in each group.");
        let apart = Apart { n_treated_circles: 400, n_control_circles: 100, mean_circle: 10.0, ..Apart::default() };
        let text = circles(&apart, 40, 10, 0.1, 0.05);
        assert!(text.contains("50 circles") && text.contains("count as 344"), "{text}");
    }
}
