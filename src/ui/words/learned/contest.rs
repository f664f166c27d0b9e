//! What each group of a measured campaign did, and which did best, in words; compares nothing itself.

use crate::domain::measure::{Between, Contest, Contestant, GroupLesson, Lesson};
use crate::ui::words::plan::the;
use crate::ui::words::{cells, decimal, number, pick, said};

/// What a further group is called.
#[must_use]
pub fn group_name(group: &GroupLesson) -> String {
    cells::group_name(group.lift.kind, &group.reason)
}

/// What the group at this place did, in a line.
#[must_use]
pub fn group_result(lesson: &Lesson, place: usize) -> String {
    let Some(group) = lesson.groups.get(place) else { return String::new() };
    let (name, arm) = (group_name(group), group.lift.arm);
    let people = number::people(usize::try_from(arm.n_people).unwrap_or(usize::MAX));
    match lesson.range(Contestant::Group(place)) {
        None => said!("{name}: nobody was in it." | "{name}: non c’era nessuno."),
        Some(_) if lesson.lift.control.n_people > 0 => cells::group_result(&name, &group.lift),
        Some((low, high)) => {
            let share = number::percent(arm.n_yes as f64 / arm.n_people as f64);
            let (low, high) = (decimal(low), decimal(high));
            said!(
                "{name}: {} of {people} said yes ({low} to {high} of 100)."
                    | "{name}: ha detto sì {} di {people} (da {low} a {high} su 100).",
                the(&share)
            )
        }
    }
}

/// What somebody in a contest is called, in the middle of a sentence.
#[must_use]
pub fn contestant(lesson: &Lesson, whose: Contestant) -> String {
    let name = match whose {
        Contestant::Treated => return pick("the treated", "i trattati").to_owned(),
        Contestant::Group(n) => match lesson.groups.get(n) {
            Some(GroupLesson { reason, .. }) if !reason.is_empty() => return format!("“{reason}”"),
            group => group.map(group_name).unwrap_or_default(),
        },
    };
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn listed(lesson: &Lesson, those: &[Contestant]) -> String {
    let names: Vec<String> = those.iter().map(|&whose| contestant(lesson, whose)).collect();
    match &names[..] {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => said!("{} and {last}" | "{} e {last}", all.join(", ")),
    }
}

/// Which did best, and from which others that can be told.
#[must_use]
pub fn contest(lesson: &Lesson, contest: &Contest) -> String {
    let list = |those: &[Contestant]| listed(lesson, those);
    let (best, apart, alike) = (list(&contest.best), list(&contest.told_apart), list(&contest.not_told_apart));
    let is_alone = contest.told_apart.is_empty() && contest.not_told_apart.is_empty();
    let first = match (contest.best.len(), contest.between) {
        (1, Between::Reasons) => said!("Best reason: {best}." | "Il motivo migliore: {best}."),
        (1, Between::WaysOfChoosing) => said!("Best chosen: {best}." | "La scelta migliore: {best}."),
        _ if is_alone => said!("Equally good: {best}." | "A pari merito: {best}."),
        _ => said!("Equally good, and best: {best}." | "I migliori, a pari merito: {best}."),
    };
    let second = match (contest.told_apart.is_empty(), contest.not_told_apart.is_empty()) {
        (true, true) => String::new(),
        (false, true) => said!(
            " More than chance sets this apart from {apart}: the ranges do not overlap."
                | " A fare la differenza da {apart} non è solo il caso: gli intervalli non si sovrappongono."
        ),
        (true, false) => said!(
            " This cannot be told apart from {alike}: the ranges overlap."
                | " Non si può distinguere da {alike}: gli intervalli si sovrappongono."
        ),
        (false, false) => said!(
            " More than chance sets this apart from {apart}; this cannot be told apart from {alike}, where the ranges overlap."
                | " A fare la differenza da {apart} non è solo il caso; non si può distinguere da {alike}, dove gli intervalli si sovrappongono."
        ),
    };
    let third = match contest.between {
        Between::Reasons => "",
        Between::WaysOfChoosing => pick(
            " They are not the same kind of people, so part of it may lie in who they are.",
            " Non sono persone dello stesso tipo: parte della differenza può dipendere da chi sono.",
        ),
    };
    format!("{first}{second}{third}")
}

/// A sentence each on what can be compared.
#[must_use]
pub fn best_of(lesson: &Lesson) -> Vec<String> {
    lesson.contests().iter().map(|one| contest(lesson, one)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::{Language, speak};
    use super::*;
    use crate::domain::campaign::ArmKind;
    use crate::domain::campaign::How;
    use crate::domain::measure::{Arm, GroupLift, difference_points};

    fn lesson(groups: &[(ArmKind, &str, u64)], control: Arm) -> Lesson {
        let group = |&(kind, reason, n_yes): &(ArmKind, &str, u64)| {
            let arm = Arm { n_people: 400, n_yes };
            let (points, points_low, points_high) = difference_points(arm, control);
            let lift = GroupLift { kind, arm, points, points_low, points_high, chance_helped: 0.5 };
            GroupLesson { reason: reason.into(), lift }
        };
        let mut lesson = Lesson { groups: groups.iter().map(group).collect(), ..Lesson::default() };
        lesson.lift.control = control;
        lesson
    }

    const LEFT: Arm = Arm { n_people: 400, n_yes: 20 };

    #[test]
    fn the_best_reason_is_named_with_whether_it_can_be_told_apart() {
        let reason = |n| ArmKind::Motivation(n);
        let open = lesson(&[(reason(0), "helps a friend", 60), (reason(1), "be first", 52)], LEFT);
        assert_eq!(
            best_of(&open)[0],
            "Best reason: “helps a friend”. This cannot be told apart from “be first”: the ranges overlap."
        );
        assert!(group_result(&open, 0).starts_with("Told “helps a friend”: 15 % of 400 people said yes; 10.0 points"));
        let clear = lesson(&[(reason(0), "a", 60), (reason(1), "", 200), (reason(2), "c", 190)], LEFT);
        assert_eq!(
            best_of(&clear)[0],
            "Best reason: reason B. More than chance sets this apart from “a”; this cannot be told apart from “c”, where the ranges \
             overlap."
        );
        let alone = lesson(&[(reason(0), "a", 60), (reason(1), "b", 60)], Arm::default());
        assert_eq!(best_of(&alone)[0], "Equally good: “a” and “b”.");
        assert_eq!(group_result(&alone, 0), "Told “a”: 15 % of 400 people said yes (11.8 to 18.8 of 100).");
        speak(Language::Italian);
        assert!(
            best_of(&open)[0].starts_with("Il motivo migliore: “helps a friend”. Non si può distinguere da “be first”")
        );
    }

    #[test]
    fn people_chosen_in_other_ways_are_said_to_be_other_people() {
        let mut ways = lesson(&[(ArmKind::Chosen(How::Random), "", 24)], LEFT);
        ways.lift.treated = Arm { n_people: 400, n_yes: 160 };
        let (_, low, high) = difference_points(ways.lift.treated, LEFT);
        (ways.lift.points_low, ways.lift.points_high) = (low, high);
        let said = best_of(&ways).remove(0);
        assert!(
            said.starts_with("Best chosen: the treated. More than chance sets this apart from random people"),
            "{said}"
        );
        assert!(said.ends_with("part of it may lie in who they are."), "{said}");
    }
}
