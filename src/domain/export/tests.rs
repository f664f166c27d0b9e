//! The tables that leave, tried at their doors on a small town; above all, who must not be in them.

use super::*;
use crate::domain::campaign::Plan;
use crate::domain::campaign::{Cells, PlanEdit, draw_cells, edit};
use crate::domain::forecast::Assumptions;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::Table;
use crate::domain::model::{FileKind, ScoreSettings};
use crate::domain::score::Scored;
use crate::domain::situations::PeopleSituations;
use crate::domain::stages::PeopleStages;
use crate::domain::testing::Town;
use crate::domain::ticket::Ticket;
use polars::prelude::Column;
use polars::prelude::DataFrame;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A town where the best person, and some others, have opted out; names tell who must not leave.
fn town() -> Scored {
    let mut town = Town::ring(200).split_at(120).opted_out(&[0, 5, 150]);
    for row in 0..200 {
        let sign = if town.people.is_opted_out[row] { "SECRET" } else { "=HYPERLINK" };
        town.people.names.set(row, &format!("{sign} {row}"));
        town.people.phones.set(row, &format!("+39333{row:07}"));
        town.people.emails.set(row, &format!("{sign}{row}@example.org"));
    }
    let mut scored = town.scored();
    // Careless scores: opted-out people ranked first must be stopped at this gate as well.
    let careless = std::sync::Arc::make_mut(&mut scored.scores);
    careless.order.splice(0..0, [0, 5, 150]);
    for (k, &person) in careless.order.iter().enumerate() {
        careless.rank[person as usize] = k as u32 + 1;
    }
    scored
}

fn plan() -> Plan {
    let edits = [PlanEdit::SetSharePercent(10.0), PlanEdit::SetControlPercent(50.0)];
    edits.iter().fold(Plan::new(7, "A"), |plan, e| edit(&plan, e).unwrap())
}

static NAMES: BTreeMap<u32, String> = BTreeMap::new();
static SAID: LazyLock<Said> = LazyLock::new(Said::default);
static STAGES: LazyLock<PeopleStages> = LazyLock::new(PeopleStages::default);
static SITUATIONS: LazyLock<PeopleSituations> = LazyLock::new(PeopleSituations::default);
static ASSUMPTIONS: LazyLock<Assumptions> = LazyLock::new(Assumptions::default);
static SETTINGS: LazyLock<ScoreSettings> = LazyLock::new(ScoreSettings::default);

fn listed<'a>(plan: &'a Plan, cells: &'a Cells) -> Listed<'a> {
    Listed { plan, cells, said: &SAID, stages: &STAGES, situations: &SITUATIONS }
}

/// Everything about everybody, without a plan.
fn request(scored: &Scored) -> Request<'_> {
    Request {
        scored,
        tribe_names: &NAMES,
        share_percent: 3.0,
        plan: None,
        today: "2026-11-21",
        visible: None,
        certainty: None,
        settings: &SETTINGS,
        assumptions: &ASSUMPTIONS,
    }
}

fn text(exported: &Exported, column: &str) -> Vec<String> {
    let column = exported.frame.column(column).unwrap().str().unwrap();
    column.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect()
}

fn all(scored: &Scored, check: impl Fn(Kind, &Exported)) {
    let plan = plan();
    let mut cells = draw_cells(&plan, scored);
    // Cells drawn before somebody opted out.
    cells.treated.insert(0, 0);
    cells.control.push(150);
    let names = BTreeMap::from([(11, "Night owls".to_owned())]);
    let plan = Some(listed(&plan, &cells));
    let request = Request { tribe_names: &names, share_percent: 10.0, plan, ..request(scored) };
    for kind in Kind::ALL {
        check(kind, &frame(kind, &request).unwrap());
    }
}

#[test]
fn opted_out_people_never_leave() {
    let scored = town();
    all(&scored, |kind, exported| {
        for column in ["id", "from", "to", "leading_member"] {
            if kind == Kind::Tribes && column == "id" || exported.frame.column(column).is_err() {
                continue;
            }
            for id in text(exported, column) {
                assert!(!["0", "5", "150"].contains(&id.as_str()), "{kind:?} {column} {id}");
            }
        }
        let bytes = write(exported, Format::Csv(CsvStyle::ExactForSystems)).unwrap();
        assert!(!String::from_utf8(bytes).unwrap().contains("SECRET"), "{kind:?}");
    });
}

#[test]
fn every_column_is_explained_and_every_format_is_the_same_twice() {
    let scored = town();
    all(&scored, |kind, exported| {
        let columns: Vec<&str> = exported.frame.get_column_names().iter().map(|name| name.as_str()).collect();
        let explained: Vec<&str> = exported.dictionary.iter().map(|(column, _)| *column).collect();
        assert_eq!(columns, explained, "{kind:?}");
        assert_eq!(Kind::from_word(kind.word()), Some(kind));
        for format in [Format::Csv(CsvStyle::SafeForExcel), Format::Xlsx, Format::Parquet] {
            assert_eq!(write(exported, format).unwrap(), write(exported, format).unwrap(), "{kind:?} {format:?}");
        }
    });
}

#[test]
fn required_columns_are_there() {
    let scored = town();
    all(&scored, |kind, exported| {
        let required: &[&str] = match kind {
            Kind::People => {
                &["id", "tribe", "influence", "rank", "role", "listened_to", "reach", "closeness", "position"]
            }
            Kind::Ties => {
                &["from", "to", "strength", "days", "recent_contacts", "reciprocity", "steadiness", "overlap"]
            }
            Kind::Tribes => &["id", "name", "size", "modularity_share"],
            Kind::Influencers => &["id", "rank", "influence", "role", "reason"],
            Kind::Flags => &["id", "level", "topics", "since", "valid_until", "reason"],
            Kind::Shortlist => {
                &["id", "name", "phone", "email", "tribe", "rank", "influence", "role", "cell", "treatment", "reason"]
            }
        };
        for column in required {
            assert!(exported.frame.column(column).is_ok(), "{kind:?} {column}");
        }
        let height = match kind {
            Kind::People => 197,
            Kind::Tribes => 2,
            // 20 of 200 ranked; the first three of them have opted out.
            Kind::Influencers | Kind::Flags => 17,
            _ => exported.frame.height(),
        };
        assert_eq!(exported.frame.height(), height, "{kind:?}");
    });
}

#[test]
fn a_shortlist_names_cells_and_its_formulas_are_disarmed() {
    let scored = town();
    let plan = plan();
    let cells = draw_cells(&plan, &scored);
    let request = Request { plan: Some(listed(&plan, &cells)), ..request(&scored) };
    let list = shortlist(&request).unwrap();
    assert_eq!(list.frame.height(), cells.treated.len() + cells.control.len());
    let codes = text(&list, "cell");
    assert!(codes[..cells.treated.len()].iter().all(|code| code == "T7"));
    assert!(codes[cells.treated.len()..].iter().all(|code| code == "C7"));
    assert_eq!(text(&list, "treatment")[0], "executive call");
    let ranked = format!("Ranked {} of 200. ", scored.scores.rank[cells.treated[0] as usize]);
    assert!(text(&list, "reason")[0].starts_with(&ranked), "{}", text(&list, "reason")[0]);
    let csv = String::from_utf8(write(&list, Format::Csv(CsvStyle::SafeForExcel)).unwrap()).unwrap();
    assert!(csv.contains("\"'=HYPERLINK 1\",\"+393330000001\",\"'=HYPERLINK1@example.org\""), "{csv}");
}

#[test]
fn every_list_of_ranks_says_how_sure_they_are_and_by_which_formula() {
    let scored = Town::ring(200).scored();
    let (plan, settings) = (plan(), ScoreSettings::default());
    let cells = draw_cells(&plan, &scored);
    let certainty = Certainty::of(&scored, &settings, &Ticket::new()).unwrap();
    let request = Request { plan: Some(listed(&plan, &cells)), certainty: Some(&certainty), ..request(&scored) };
    for kind in [Kind::People, Kind::Influencers, Kind::Shortlist] {
        let exported = frame(kind, &request).unwrap();
        let column = |name: &str| -> Vec<u32> {
            exported.frame.column(name).unwrap().u32().unwrap().iter().map(Option::unwrap).collect()
        };
        let (rank, best, worst) = (column("rank"), column("rank_at_best"), column("rank_at_worst"));
        let is_within = |k: usize| best[k] <= rank[k] && rank[k] <= worst[k];
        assert!((0..rank.len()).all(is_within) && best != worst, "{kind:?}");
        assert!(column("rank_as_far_as_known").iter().zip(&rank).all(|(shown, rank)| shown <= rank), "{kind:?}");
        let meaning = exported.dictionary.iter().find(|(column, _)| *column == "influence").unwrap();
        assert_eq!(meaning.1, formula(&settings, false));
    }
}

#[test]
fn names_given_by_hand_win() {
    let scored = town();
    all(&scored, |kind, exported| match kind {
        Kind::Tribes => {
            assert_eq!(text(exported, "name"), ["Tribe 0", "Night owls"]);
            let sizes = exported.frame.column("size").unwrap().u64().unwrap();
            assert_eq!(sizes.iter().flatten().collect::<Vec<_>>(), [118, 79]);
        }
        Kind::People => assert!(text(exported, "tribe_name").contains(&"Night owls".to_owned())),
        _ => {}
    });
}

#[test]
fn own_and_swayed_spend_leave_with_their_range_as_what_they_are() {
    let scored = Town::ring(200).scored();
    for kind in [Kind::People, Kind::Influencers] {
        let exported = frame(kind, &request(&scored)).unwrap();
        let cents =
            |name: &str| -> Vec<Option<i64>> { exported.frame.column(name).unwrap().i64().unwrap().iter().collect() };
        let (low, high) = (cents("forecast_swayed_spend_low_cents"), cents("forecast_swayed_spend_high_cents"));
        for ((swayed, low), high) in cents("forecast_swayed_spend_cents").into_iter().zip(low).zip(high) {
            assert!(low <= swayed && swayed <= high, "{low:?} {swayed:?} {high:?}");
        }
        assert_eq!(cents("spend_cents").len(), exported.frame.height());
        for (column, meaning) in &exported.dictionary {
            assert_eq!(column.starts_with("forecast_"), meaning.starts_with("forecast, no fact"), "{column}");
        }
    }
}

#[test]
fn flags_run_for_ninety_days() {
    let settings = ScoreSettings { topic: "Watch".into(), ..ScoreSettings::default() };
    let flags_of = |today| flags(&Town::ring(200).scored(), 2.0, today, &settings);
    let exported = flags_of("2026-11-21").unwrap();
    assert!(exported.dictionary.iter().any(|(_, meaning)| meaning.ends_with(&formula(&settings, false))));
    assert_eq!(text(&exported, "topics")[0], "Watch");
    assert_eq!(text(&exported, "level"), ["key", "key", "influencer", "influencer"]);
    assert_eq!(
        (&text(&exported, "since")[0][..], &text(&exported, "valid_until")[0][..]),
        ("2026-11-21", "2027-02-19")
    );
    assert_eq!(flags_of("soon").unwrap_err(), ExportProblem::NotADate);
}

#[test]
fn what_is_missing_is_said_and_nobody_can_be_exported() {
    let scored = Scored::default();
    let request = request(&scored);
    assert_eq!(frame(Kind::Shortlist, &request).unwrap_err(), ExportProblem::NoPlan);
    assert_eq!(frame(Kind::People, &request).unwrap().frame.height(), 0);
    assert_eq!(frame(Kind::Ties, &request).unwrap().frame.height(), 0);
}

#[test]
fn outgoing_messages_leave_with_calendar_days() {
    let columns = vec![
        Column::new("id".into(), ["1", "0"]),
        Column::new("subject".into(), ["a", "b"]),
        Column::new("due".into(), [Some(1_795_219_200i64), None]),
    ];
    let table = Table::new(FileKind::Outgoing, DataFrame::new(2, columns).unwrap());
    let exported = outgoing(&table, &Town::ring(8).opted_out(&[0]).people).unwrap();
    assert_eq!((text(&exported, "id"), text(&exported, "due")), (vec!["1".to_owned()], vec!["2026-11-21".to_owned()]));
    assert_eq!(exported.dictionary.len(), 3);
}
