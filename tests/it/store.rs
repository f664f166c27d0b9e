//! A project on disk: everything comes back, whatever happens to the machine meanwhile.

use polars::prelude::{Column, DataFrame};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use tribewise::domain::arrivals::Difference;
use tribewise::domain::campaign::{ArmKind, Audience, FrozenCells, Goal, How, Plan, PlanEdit, PlanStatus, Treatment};
use tribewise::domain::filter::{Filter, Rule};
use tribewise::domain::forecast::Assumptions;
use tribewise::domain::guise::Preset;
use tribewise::domain::holding::{Hold, HoldStatus};
use tribewise::domain::import::{ColumnMapping, Mapping, Problem, ProblemKind, Report, TimeReading};
use tribewise::domain::influence::persuasion::{Evidence, Finding, LookAlikes, Persuasion, Timing, Verdict};
use tribewise::domain::measure::{Arm, Cost, GroupLift, Lesson, Lift};
use tribewise::domain::model::Wording;
use tribewise::domain::model::decisions::{
    Cleaning, Decisions, Identity, Inference, KindWeights, Market, TribeEdit, TribesByHand,
};
use tribewise::domain::model::{
    Attribute, Bubble, Call, Channel, Cleaned, Currency, FileKind, Going, Incident, Inferred, Lives, Meaning, Mix,
    NO_TRIBE, NeedKind, Needs, Network, People, Places, Role, ScoreSettings, ScoreWeights, Scores, SignSide, Suspect,
    Table, TieKind, TieWeights, Ties, Tones, Tribe, Tribes, Weighting,
};
use tribewise::domain::score::Scored;
use tribewise::project::{Command, Document, Import, Project};
use tribewise::shell::files::FileReason;
use tribewise::shell::store::{self, Damage, Notice, Opened, Replacing, Store, StoreError};

fn mapping(kind: FileKind) -> Mapping {
    Mapping {
        kind,
        delimiter: ';',
        has_header: true,
        n_title_lines: 2,
        is_decimal_comma: true,
        time: TimeReading::SecondsSince { start: 1_600_000_000 },
        encoding: None,
        sheet: None,
        strongest_only: None,
        columns: vec![ColumnMapping { heading: "Müşteri".to_owned(), meaning: Meaning::Id }],
        id_from: None,
        unknown: Vec::new(),
    }
}

fn import(id: u32, kind: FileKind, columns: Vec<Column>) -> Arc<Import> {
    let problem = Problem {
        row: 7,
        column: Some("at".to_owned()),
        kind: ProblemKind::NotADate,
        found: "31.02.2020".to_owned(),
        cells: vec!["a".to_owned(), "\"b\"\n".to_owned()],
        is_set_aside: true,
    };
    let report = Report {
        n_rows_read: 5,
        n_rows_kept: 3,
        n_rows_set_aside: 1,
        n_rows_erased: 0,
        n_rows_left_out: 0,
        n_rows_known: 0,
        n_rows_blank: 1,
        n_not_rows: 3,
        n_missed_calls: 2,
        headings: vec!["at".to_owned()],
        problems: vec![problem],
        warnings: Vec::new(),
        column_types: Vec::new(),
    };
    Arc::new(Import {
        id,
        file_name: format!("file {id} ğ.csv"),
        imported_on: "2026-11-21 10:30".to_owned(),
        mapping: mapping(kind),
        report: Arc::new(report),
        table: Arc::new(Table::new(kind, DataFrame::new_infer_height(columns).unwrap())),
        plan: (kind == FileKind::Results).then_some(20),
        basis: tribewise::domain::model::decisions::Basis::Contract,
        follows: (id > 2).then_some(2),
        difference: (id > 2)
            .then(|| Arc::new(Difference { n_left_out: 3, periods: Some([(-1, 5), (6, 7)]), ..Difference::default() })),
        batch: id.min(2),
        month: std::sync::OnceLock::new(),
    })
}

fn people_columns() -> Vec<Column> {
    vec![
        Column::new("id".into(), ["007", "Ayşe", "日本", ""]),
        Column::new("spend".into(), [Some(-0.0), Some(f64::NAN), None, Some(1.0 / 3.0)]),
        Column::new("consent".into(), [Some(true), None, Some(false), None]),
        Column::new("at".into(), [Some(i64::MIN), None, Some(i64::MAX), Some(0)]),
        Column::new("x:Şehir".into(), [None::<&str>, Some("İzmir"), Some(""), None]),
    ]
}

fn rich_plan(id: u32) -> Arc<Plan> {
    Arc::new(Plan {
        goal: Goal::WinBack,
        audience: Audience {
            tribes: [3, 1].into(),
            people: ids(&["007", "Ayşe"]).into_iter().collect(),
            ..Audience::default()
        },
        treatment: Treatment::PreviewPanel,
        message: "Merhaba \u{1F44B}\n\"you\"".to_owned(),
        status: PlanStatus::Approved,
        cost_a_head_cents: i64::MAX,
        control_percent: 12.5,
        seed: u64::MAX,
        frozen: Some(FrozenCells { treated: ids(&["007"]), control: ids(&["日本"]), ..FrozenCells::default() }),
        ..Plan::new(id, "Frühling")
    })
}

fn ids(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn rich_hold(id: u32) -> Arc<Hold> {
    Arc::new(Hold {
        id,
        customer_id: "007".to_owned(),
        import_id: 3,
        row: 9,
        channel: "sms".to_owned(),
        original_subject: "Was".to_owned(),
        original_body: "it".to_owned(),
        subject: "Is".to_owned(),
        body: "it?".to_owned(),
        due: Some(-5),
        status: HoldStatus::Released,
    })
}

fn rich_tribes() -> TribesByHand {
    let edits = [
        TribeEdit::Split { tribe: 7, members: ids(&["007", "Ayşe"]).into_iter().collect() },
        TribeEdit::Merge { from: 3, into: 7 },
        TribeEdit::Pin { person: "日本".to_owned(), tribe: Some(4) },
        TribeEdit::Recolour { tribe: 4, look: Some(15) },
    ];
    edits.iter().fold(TribesByHand::default(), |all, edit| all.edited(edit))
}

fn rich_document() -> Document {
    Document {
        project_id: store::new_project_id(),
        name: "Bahar 2027".to_owned(),
        imports: vec![
            import(2, FileKind::People, people_columns()),
            import(1, FileKind::Outgoing, vec![Column::new("id".into(), Vec::<String>::new())]),
            import(5, FileKind::Results, vec![Column::new("id".into(), ["a"]), Column::new("outcome".into(), [1.0])]),
        ],
        decisions: Decisions {
            identity: Identity {
                same: vec![vec!["1".to_owned(), "2".to_owned()]],
                apart: [("3".to_owned(), "4".to_owned())].into(),
            },
            cleaning: rich_cleaning(),
            tribes: rich_tribes(),
            ..Decisions::default()
        },
        settings: ScoreSettings {
            weights: ScoreWeights { listened_to: 0.1, ..ScoreWeights::default() },
            half_life_days: 1.0 / 3.0,
            tie_weights: TieWeights { overlap: 0.7, ..TieWeights::default() },
            resolution: 1.35,
            seed: u64::MAX,
            topic: "Spark watch".to_owned(),
            weighting: Weighting::One,
            largest_tribe: 900,
        },
        share_percent: 3.3,
        assumptions: Assumptions { pass_on_share: 0.123_456_7, ..Assumptions::default() },
        tribe_names: BTreeMap::from([(4, "Öğrenciler".to_owned())]),
        filter: Filter { rules: vec![Rule::Tribe(4), Rule::People(["日本".to_owned()].into())] },
        filters: BTreeMap::from([("Öğle".to_owned(), Filter { rules: vec![Rule::SpendsOver(i64::MAX)] })]),
        preset: Preset::Risk,
        wording: Wording::Ambassador,
        currency: Currency { sign: "zł".to_owned(), side: SignSide::After },
        pinned: BTreeMap::from([(4, [0.1, -2.5e3])]),
        plans: vec![rich_plan(20), rich_plan(10), Arc::new(Plan::new(11, "x"))],
        holds: (30..40).map(rich_hold).collect(),
        lessons: vec![rich_lesson()],
        diverted: vec![1],
        next_id: 41,
    }
}

fn rich_lesson() -> Lesson {
    // Numbers that a quick reader of JSON takes for their neighbours.
    let (points, points_low, points_high) = (21.888_888_888_888_886, -1.0 / 3.0, 90.333_333_333_333_33);
    let lift = Lift { points, points_low, points_high, chance_helped: 0.97, ..Lift::default() };
    let cost = Cost { cents: i64::MAX, n_people: u64::MAX, is_planned: true };
    let mut plan = Plan::new(7, "Öğle");
    plan.cells.motivations = vec!["日本; \"x\"".into(), String::new()];
    let arm = Arm { n_people: u64::MAX, n_yes: 3 };
    let group = |kind| GroupLift { kind, arm, points, points_low, points_high, chance_helped: 0.1 + 0.2 };
    let groups = [ArmKind::Motivation(0), ArmKind::Motivation(1), ArmKind::Chosen(How::Random)].map(group);
    Lesson {
        id: 40,
        import: 6,
        on: "2026-11-21 10:30".into(),
        remark: "日本\n\"x\"".into(),
        ..Lesson::of(&plan, &lift, &groups, cost)
    }
}

fn rich_cleaning() -> Cleaning {
    let texts = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    Cleaning {
        strictness: 8,
        persons: texts(&["Ayşe"]),
        not_persons: texts(&["007", "日本"]),
        market: Market::Column { heading: "Şehir".to_owned(), values: texts(&["İzmir", ""]) },
        weights: KindWeights {
            by_channel: [(Channel::Call, 0.1), (Channel::Inferred, 1.0 / 3.0)].into(),
            by_kind: [(TieKind::Family, 2.0)].into(),
            work_hours: (7, 24),
        },
        file_kinds: [(2, TieKind::Business), (5, TieKind::Work)].into(),
        inference: Inference {
            is_on: true,
            window_hours: 3,
            fewest_occasions: 4,
            false_share: 0.1 + 0.2,
            most_people: 7,
        },
    }
}

fn rich_found(network: &Network) -> Tribes {
    let mut found = tribewise::domain::tribes::from_labels(network, &[0, 1, 0, NO_TRIBE]);
    for (tribe, id) in found.tribes.iter_mut().zip([9, 2]) {
        (tribe.id, tribe.name) = (id, format!("Found {id} ğ"));
    }
    found
}

fn rich_ties() -> Ties {
    Ties {
        a: vec![0, 0, 1],
        b: vec![1, 2, 2],
        channels: vec![1, 255, 8],
        contacts_out: vec![1, u32::MAX, 0],
        contacts_back: vec![3, 0, 0],
        days: vec![1, 2, 3],
        seconds: vec![u32::MAX, 0, 1],
        first: vec![Ties::NO_DATE, 5, 6].into(),
        last: vec![Ties::NO_DATE, 7, i64::MAX].into(),
        recent_contacts: vec![0.1, f32::MIN_POSITIVE / 2.0, -0.0],
        steadiness: vec![0.0; 3],
        overlap: vec![1.0 / 3.0; 3],
        rating: vec![f32::NAN, f32::from_bits(0x7fc0_0001), -1.0],
        strength: vec![0.25, 0.5, 1.0],
        going: vec![Going::NOTHING, Going::of(2.0, 1.0), Going::of(1e-9, 0.7)],
        weight: vec![0.5, f32::from_bits(0x3f80_0001), 0.0],
        kinds: vec![[1, 2, 3, 255], [0; 4], [9, 0, 0, 7]],
        late: vec![0, 254, 255],
        channel_shares: vec![[1, 2, 3, 4, 5, 6, 255], [0; 7], [255, 0, 0, 0, 0, 0, 1]],
        today: Ties::NO_DATE,
    }
}

fn rich_scored() -> Scored {
    let mut people = People::from_ids(ids(&["2", "10", "Anna", "007"]));
    people.names.set(1, "Ayşe");
    people.phones.set(2, "+4500112233");
    people.spend_cents = vec![i64::MIN, -1, 0, 5];
    people.is_opted_out[3] = true;
    people.attributes.push(Attribute { heading: "Şehir".to_owned(), values: vec![None, Some(""), None, None].into() });
    let ties = rich_ties();
    let tribe = |id: u32, members: &[u32]| Tribe {
        id,
        name: format!("Tribe {id} ğ"),
        members: members.to_vec(),
        inside: 0.1 + 0.2,
        outside: f64::NAN,
        modularity_share: -0.0,
    };
    let network = Network::from_ties(4, &ties);
    Scored {
        basis: None,
        found: Arc::new(rich_found(&network)),
        whole: Arc::new(vec![0, 0, 0, NO_TRIBE]),
        settings: Some(rich_document().settings),
        network: Arc::new(network),
        tribes: Arc::new(Tribes {
            tribes: vec![tribe(7, &[2, 0]), tribe(3, &[]), tribe(4, &[1])],
            of: vec![0, 2, 0, NO_TRIBE],
            modularity: 0.1 + 0.7,
        }),
        scores: Arc::new(Scores {
            influence: vec![12.5, f32::NAN, 0.0, -0.0],
            rank: vec![1, 2, 3, 0],
            pagerank: vec![0.1 + 0.2, f64::from_bits(0x7ff8_0000_0000_0001), 1e-300, 0.0],
            role: vec![Role::Bridge, Role::Outsider, Role::Leader, Role::Core],
            order: vec![0, 1, 2],
            position: vec![0.25, 0.5, 1.0, 0.0],
            holding: vec![0.0, 0.5, 1.0, 0.0],
            persuasion: vec![None, Some(0.25), None, Some(1.0)],
            by_hand: vec![(0, Call::Exclude), (2, Call::Pin)],
            rank_by_figures: vec![3, 1, 2, 0],
            ..Scores::default()
        }),
        places: Arc::new(rich_places()),
        people: Arc::new(people),
        ties: Arc::new(ties),
        cleaned: Arc::new(rich_cleaned()),
        persuasion: Arc::new(rich_persuasion()),
        lives: Arc::new(rich_lives()),
    }
}

fn rich_places() -> Places {
    Places {
        bubbles: vec![Bubble { x: 0.1, y: -0.0, radius: 3.0 }],
        people: vec![[f32::NAN, 1.0], [0.0, -0.0], [1.5, 2.5], [0.1, 0.2]],
        is_rough: false,
    }
}

fn rich_lives() -> Lives {
    let incident = Incident { person: 3, at: -5, is_outage: true, subject: "kesinti ğ".to_owned() };
    Lives {
        today: i64::MAX,
        has_purchases: true,
        has_incidents: true,
        has_bought: vec![true, false, false, true],
        first_bought: vec![1, Ties::NO_DATE, 3, 4],
        last_bought: vec![5, Ties::NO_DATE, 7, 8],
        n_days_bought: vec![1, 0, u32::MAX, 3],
        gap_days: vec![0.1, f32::MIN_POSITIVE / 2.0, -0.0, 3.5],
        usual_gap_days: 1.0 / 3.0,
        since: vec![Ties::NO_DATE, -1, 0, 1],
        last_contact: vec![9, 8, 7, Ties::NO_DATE],
        is_interested: vec![false, true, false, true],
        knows_buyer: vec![true; 4],
        friend_bought: vec![true, false, false, true],
        n_complaints: vec![0, 2, 0, 1],
        last_complaint: vec![Ties::NO_DATE, 6, Ties::NO_DATE, 2],
        hit: vec![incident],
        needs: Needs {
            words: vec![(NeedKind::Bought, "Şarj".to_owned()), (NeedKind::Said, "quiet".to_owned())],
            of_person: vec![[0, 1, Needs::NONE, Needs::NONE]; 4],
            of_tribe: vec![vec![1], Vec::new(), vec![0, 1]],
        },
        tones: Tones { of: vec![0.1, -0.0, -1.0, 1.0 / 3.0], n_texts: 9, n_english: 4, n_italian: 2, n_telling: 5 },
    }
}

fn rich_persuasion() -> Persuasion {
    let finding = Finding {
        kind: tribewise::domain::ties::TopicKind::Subject,
        subject: "Saat".into(),
        what: Some(3),
        n_takers: 41,
        timing: Timing { sigma: 1.0 / 3.0, by_chance: 0.002, direction_sigma: -0.1, ..Timing::default() },
        lookalikes: LookAlikes { expected: 0.1 + 0.2, n_exposed: 5, ..LookAlikes::default() },
        verdict: Verdict::ActAlike,
    };
    let evidence = Evidence {
        n_followed: vec![0.5, 0.0, 1.5, 0.0],
        expected: vec![0.1, 0.0, 0.7, 0.0],
        n_contacts: vec![1, 0, 2, 0],
        n_after: vec![1, 0, 2, 0],
        expected_after: vec![0.2, 0.0, 0.9, 0.0],
        n_things: vec![1, 0, 1, 0],
        n_following: vec![0.0, 1.0, 1.0, 0.0],
        expected_following: vec![0.0, 0.3, 0.5, 0.0],
    };
    Persuasion { findings: vec![finding], weeks: 6, evidence }
}

fn rich_cleaned() -> Cleaned {
    let suspect = Suspect {
        person: 2,
        level: 4,
        n_contacts: 90,
        quiet_share: 1.0 / 3.0,
        is_one_sided: true,
        ..Suspect::default()
    };
    let inferred = Inferred { n_buyers: 7, most_people: 3, n_kept: 2, ..Inferred::default() };
    Cleaned {
        suspects: vec![suspect],
        inferred: Some(inferred),
        mix: Mix { kinds: [0.25, 1.0 / 3.0, 0.0, 0.1], n_ties: 9, ..Mix::default() },
        is_market_column_gone: true,
    }
}

/// Everything, floats by their bits.
fn bits(scored: &Scored) -> Vec<Vec<u64>> {
    let of32 = |list: &[f32]| list.iter().map(|x| u64::from(x.to_bits())).collect();
    let of64 = |list: &[f64]| list.iter().map(|x| x.to_bits()).collect();
    let (ties, ranks, places) = (&scored.ties, &scored.scores, &scored.places);
    let tribes = &scored.tribes.tribes;
    vec![
        of32(&ties.recent_contacts),
        of32(&ties.overlap),
        of32(&ties.rating),
        of32(&ranks.influence),
        of64(&ranks.pagerank),
        of64(&[scored.tribes.modularity]),
        tribes.iter().flat_map(|t| [t.inside.to_bits(), t.outside.to_bits(), t.modularity_share.to_bits()]).collect(),
        of32(&places.people.iter().flatten().copied().collect::<Vec<_>>()),
        of32(&scored.network.goes_to),
    ]
}

fn assert_same_scored(a: &Scored, b: &Scored) {
    assert_eq!(bits(a), bits(b));
    assert_eq!((&a.people, &a.cleaned), (&b.people, &b.cleaned));
    assert_eq!((&a.lives, &a.whole, &a.settings), (&b.lives, &b.whole, &b.settings));
    // A NaN is not equal to itself, its text is.
    assert_eq!(format!("{:?}", a.ties), format!("{:?}", b.ties));
    assert_eq!(a.network, b.network);
    assert_eq!(format!("{:?}", a.tribes), format!("{:?}", b.tribes));
    assert_eq!(format!("{:?}", a.scores), format!("{:?}", b.scores));
    assert_eq!(format!("{:?}", a.places), format!("{:?}", b.places));
}

fn assert_same(a: &Document, b: &Document) {
    assert_eq!((&a.project_id, &a.name, &a.currency), (&b.project_id, &b.name, &b.currency));
    assert_eq!((&a.settings, a.share_percent, a.assumptions), (&b.settings, b.share_percent, b.assumptions));
    assert_eq!((&a.tribe_names, &a.diverted, a.next_id), (&b.tribe_names, &b.diverted, b.next_id));
    assert_eq!((&a.decisions, &a.plans), (&b.decisions, &b.plans));
    assert_eq!((&a.holds, &a.lessons), (&b.holds, &b.lessons));
    assert_eq!(a.imports.len(), b.imports.len());
    for (x, y) in a.imports.iter().zip(&b.imports) {
        assert_eq!((x.id, &x.file_name, &x.imported_on, x.plan), (y.id, &y.file_name, &y.imported_on, y.plan));
        assert_eq!((&x.mapping, &x.report, x.kind()), (&y.mapping, &y.report, y.kind()));
        assert_eq!(x.table.frame().schema(), y.table.frame().schema());
        assert!(x.table.frame().equals_missing(&y.table.frame()), "{:?}", y.table.frame());
        for column in x.table.frame().columns().iter().filter_map(|column| column.f64().ok()) {
            let other = y.table.plain().column(column.name()).unwrap().f64().unwrap();
            assert!(column.iter().map(|v| v.map(f64::to_bits)).eq(other.iter().map(|v| v.map(f64::to_bits))));
        }
    }
}

/// A home, a folder of the person's own, and a saved project in it.
struct Desk {
    _folder: tempfile::TempDir,
    home: PathBuf,
    path: PathBuf,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let own = folder.path().join("own");
    std::fs::create_dir(&own).unwrap();
    Desk { path: own.join("town.tribewise"), home, _folder: folder }
}

fn saved_desk(document: &Document) -> Desk {
    let desk = desk();
    let store = Store::create(&desk.home, document).unwrap();
    store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    desk
}

fn open(desk: &Desk) -> Opened {
    Store::open_document(&desk.path, &desk.home).unwrap()
}

fn renamed(document: &Document, name: &str) -> Arc<Document> {
    Arc::new(Document { name: name.to_owned(), ..document.clone() })
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn everything_comes_back_from_the_document_on_another_machine() {
    let document = Arc::new(rich_document());
    let scored = Arc::new(rich_scored());
    let desk = desk();
    let store = Store::create(&desk.home, &document).unwrap();
    store.record_scored(&scored);
    store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    drop(store);
    let elsewhere = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        // The first time from the file, the second from the working database made of it.
        let opened = Store::open_document(&desk.path, elsewhere.path()).unwrap();
        assert_same(&opened.document, &document);
        assert_same_scored(opened.scored.as_deref().unwrap(), &scored);
        assert!(opened.are_scores_current);
        assert_eq!(opened.notices, []);
    }
    let verified = store::verify(&desk.path).unwrap();
    assert_eq!((verified.n_imports, verified.n_plans, verified.n_holds), (3, 3, 10));
    assert_eq!((verified.n_customers, verified.project_name.as_str()), (Some(4), "Bahar 2027"));
}

#[test]
fn the_file_names_nobodys_folder_and_only_its_owner_may_look_into_application_data() {
    let desk = saved_desk(&rich_document());
    let bytes = std::fs::read(&desk.path).unwrap();
    let folder = desk.path.parent().unwrap().to_str().unwrap().as_bytes().to_vec();
    assert!(!bytes.windows(folder.len()).any(|window| window == folder));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.home.join("projects")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}

#[test]
fn every_edit_is_kept_as_made_and_undo_is_kept_too() {
    let desk = desk();
    let document = rich_document();
    let store = Store::create(&desk.home, &document).unwrap();
    let id = document.project_id.clone();
    let mut project = Project::open(document, None);
    let mut steps = vec![project.document().clone()];
    let plan = |plan, edit| Command::EditPlan { plan, edit };
    let commands = [
        Command::AddPlan { name: "new".to_owned() },
        plan(10, PlanEdit::SetBudget(5)),
        Command::RemovePlan(10),
        Command::DuplicatePlan(20),
        Command::RemovePlan(20),
        Command::TakeBackImport(1),
        Command::AssignResults { import: 5, plan: None },
        Command::EditHold { hold: 35, subject: "s".to_owned(), body: "b".to_owned() },
        Command::DropHold(31),
        Command::RenameTribe { tribe: 9, name: "Nine".to_owned() },
        Command::SetSharePercent(7.5),
        Command::SetCurrency(Currency { sign: "zł".into(), ..Currency::default() }),
        Command::AddImports(vec![(*import(0, FileKind::Calls, vec![Column::new("from".into(), ["q"])])).clone()]),
    ];
    for command in commands {
        if project.apply(command).is_ok() {
            store.record(project.document());
            steps.push(project.document().clone());
        }
    }
    assert!(steps.len() >= 10);
    // Back to the start and forth again, each step as stored compared with the step as made.
    let n_steps = steps.len();
    let route: Vec<usize> = (0..n_steps - 1).rev().chain(1..n_steps).collect();
    drop(store);
    let mut opened = Store::open_working(&desk.home, &id).unwrap();
    assert_same(&opened.document, steps.last().unwrap());
    let mut changes = opened.store.status().changes;
    for step in route {
        opened.store.record(&steps[step]);
        changes += 1;
        assert_eq!(opened.store.flush().unwrap(), changes);
        drop(opened);
        opened = Store::open_working(&desk.home, &id).unwrap();
        assert_same(&opened.document, &steps[step]);
    }
}

#[test]
fn scores_that_an_edit_put_out_of_date_come_back_as_such() {
    let desk = desk();
    let document = rich_document();
    let store = Store::create(&desk.home, &document).unwrap();
    store.record_scored(&Arc::new(rich_scored()));
    store.record(&renamed(&document, "a name changes no score"));
    store.flush().unwrap();
    drop(store);
    let opened = Store::open_working(&desk.home, &document.project_id).unwrap();
    assert!(opened.are_scores_current);
    let settings = ScoreSettings { seed: 9, ..document.settings };
    opened.store.record(&Arc::new(Document { settings, ..opened.document.clone() }));
    drop(opened);
    let opened = Store::open_working(&desk.home, &document.project_id).unwrap();
    assert!(!opened.are_scores_current && opened.scored.is_some());
}

#[test]
fn unsaved_edits_come_back_with_the_document_and_the_person_is_told() {
    let document = rich_document();
    let desk = saved_desk(&document);
    let opened = open(&desk);
    assert_eq!(opened.notices, []);
    for n in 0..3 {
        opened.store.record(&renamed(&opened.document, &format!("edit {n}")));
    }
    assert_eq!(opened.store.flush().unwrap(), 4);
    assert_eq!((opened.store.status().changes, opened.store.status().saved_changes), (4, 1));
    drop(opened);
    let opened = open(&desk);
    assert_eq!(opened.document.name, "edit 2");
    assert_eq!(opened.notices, [Notice::Recovered { n_changes: 3 }]);
    let saved = opened.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    assert_eq!(saved.changes, 4);
    drop(opened);
    assert_eq!(open(&desk).notices, []);
    assert_eq!(store::verify(&desk.path).unwrap().project_name, "edit 2");
}

#[test]
fn the_version_before_is_kept() {
    let document = rich_document();
    let desk = saved_desk(&document);
    let opened = open(&desk);
    opened.store.record(&renamed(&opened.document, "second"));
    let saved = opened.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    let kept = saved.kept.unwrap();
    assert_eq!(store::verify(&kept).unwrap().project_name, "Bahar 2027");
    let newest = store::newest_good(&desk.home, &document.project_id).unwrap();
    assert_eq!((newest.path, newest.changes), (kept, 1));
}

#[test]
fn a_document_changed_outside_is_not_overwritten_unasked_and_nothing_is_lost() {
    let document = rich_document();
    let desk = saved_desk(&document);
    // A colleague's edit on another machine.
    let elsewhere = tempfile::tempdir().unwrap();
    let mine = open(&desk);
    mine.store.record(&renamed(&mine.document, "mine"));
    mine.store.flush().unwrap();
    let theirs = Store::open_document(&desk.path, elsewhere.path()).unwrap();
    theirs.store.record(&renamed(&theirs.document, "theirs"));
    theirs.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    drop(theirs);
    let refused = mine.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap_err();
    assert!(matches!(refused, StoreError::ChangedOutside { .. }), "{refused:?}");
    assert_eq!(store::verify(&desk.path).unwrap().project_name, "theirs");
    drop(mine);
    let opened = open(&desk);
    assert_eq!(opened.document.name, "theirs");
    let [Notice::ChangedOutside { kept: Some(kept) }] = &opened.notices[..] else { panic!("{:?}", opened.notices) };
    let kept = kept.clone();
    assert_eq!(store::verify(&kept).unwrap().project_name, "mine");
    // Asked, the person may overwrite; what stood there is kept.
    opened.store.record(&renamed(&opened.document, "both"));
    drop(opened);
    std::fs::copy(&kept, &desk.path).unwrap();
    let opened = Store::open_working(&desk.home, &document.project_id).unwrap();
    let saved = opened.store.save(&desk.path, Replacing::Anything).wait().unwrap();
    assert_eq!(store::verify(&saved.kept.unwrap()).unwrap().project_name, "mine");
    assert_eq!(store::verify(&desk.path).unwrap().project_name, "both");
}

#[test]
fn every_flipped_bit_and_every_cut_is_noticed_and_the_way_out_is_named() {
    let document = rich_document();
    let desk = saved_desk(&document);
    let opened = open(&desk);
    opened.store.record(&renamed(&opened.document, "second"));
    opened.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    drop(opened);
    let good = std::fs::read(&desk.path).unwrap();
    let n_bits = good.len() * 8;
    for n in 0..1_000 {
        // The head's bits one by one, then all over the file.
        let bit = if n < 450 { n } else { (n - 450) * (n_bits / 550) % n_bits };
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&desk.path, &bad).unwrap();
        let error = store::verify(&desk.path).expect_err("a flipped bit");
        assert!(matches!(error, StoreError::Damaged { .. }), "bit {bit}: {error:?}");
    }
    let step = (good.len() / 200).max(1);
    for length in (0..100).chain((100..good.len()).step_by(step)) {
        std::fs::write(&desk.path, &good[..length]).unwrap();
        assert!(store::verify(&desk.path).is_err(), "cut to {length}");
    }
    std::fs::write(&desk.path, [&good[..], b"x"].concat()).unwrap();
    let error = Store::open_document(&desk.path, &desk.home).unwrap_err();
    let StoreError::Damaged { damage: Damage::Length, project_id, newest_good, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(project_id.as_ref(), Some(&document.project_id));
    assert_eq!(store::verify(&newest_good.unwrap().path).unwrap().project_name, "Bahar 2027");
    // The working database still has everything, and saving over the damaged file needs a word.
    let opened = Store::open_working(&desk.home, &document.project_id).unwrap();
    assert_eq!(opened.document.name, "second");
    let refused = opened.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }));
    assert_eq!(std::fs::read(&desk.path).unwrap().len(), good.len() + 1);
    opened.store.save(&desk.path, Replacing::Anything).wait().unwrap();
    assert_eq!(store::verify(&desk.path).unwrap().project_name, "second");
}

#[test]
fn other_files_are_no_documents() {
    let desk = desk();
    std::fs::write(&desk.path, "id,name\n1,Anna\n").unwrap();
    let error = Store::open_document(&desk.path, &desk.home).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { damage: Damage::OtherKind, .. }));
    let error = Store::open_document(&desk.path.with_extension("gone"), &desk.home).unwrap_err();
    assert!(matches!(error, StoreError::File(file) if file.reason == FileReason::NotFound));
    let escaping = Document { project_id: "../x".to_owned(), ..Document::default() };
    assert!(matches!(Store::create(&desk.home, &escaping), Err(StoreError::BadProjectId)));
}

#[test]
fn a_damaged_working_database_gives_way_to_the_document_and_is_put_aside() {
    let document = rich_document();
    let desk = saved_desk(&document);
    let folder = desk.home.join("projects").join(&document.project_id);
    let database = folder.join(names_in(&folder).iter().find(|name| name.starts_with("work-")).unwrap());
    let mut bytes = std::fs::read(&database).unwrap();
    for byte in &mut bytes[100..] {
        *byte ^= 0x55;
    }
    std::fs::write(&database, &bytes).unwrap();
    let opened = open(&desk);
    assert_same(&opened.document, &document);
    let [Notice::WorkingDamaged { kept }] = &opened.notices[..] else { panic!("{:?}", opened.notices) };
    assert_eq!(std::fs::read(kept).unwrap(), bytes);
}

#[test]
fn a_second_window_is_told_who_has_the_project() {
    let desk = saved_desk(&rich_document());
    let first = open(&desk);
    let error = Store::open_document(&desk.path, &desk.home).unwrap_err();
    let StoreError::InUse { owner, .. } = error else { panic!("{error:?}") };
    assert_eq!(owner.pid, std::process::id());
    drop(first);
    assert_eq!(open(&desk).notices, []);
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_the_edits_stay() {
    let document = rich_document();
    let desk = saved_desk(&document);
    let opened = open(&desk);
    opened.store.record(&renamed(&opened.document, "second"));
    let nowhere = desk.path.with_file_name("no such folder").join("x.tribewise");
    let error = opened.store.save(&nowhere, Replacing::OnlyOurs).wait().unwrap_err();
    assert!(matches!(error, StoreError::File(file) if file.reason == FileReason::NotFound));
    let own = desk.path.parent().unwrap();
    let mut locked = std::fs::metadata(own).unwrap().permissions();
    locked.set_readonly(true);
    std::fs::set_permissions(own, locked.clone()).unwrap();
    if std::fs::write(own.join("probe"), "").is_ok() {
        println!("skipped: this account writes into read-only folders");
    } else {
        let error = opened.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap_err();
        let StoreError::File(file) = error else { panic!("{error:?}") };
        assert_eq!((file.path.as_path(), file.reason), (own, FileReason::NotAllowed));
    }
    #[cfg(unix)]
    std::fs::set_permissions(own, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(store::verify(&desk.path).unwrap().project_name, "Bahar 2027");
    assert_eq!(opened.store.flush().unwrap(), 2);
    opened.store.save(&desk.path, Replacing::OnlyOurs).wait().unwrap();
    assert_eq!(store::verify(&desk.path).unwrap().project_name, "second");
}

const CHILD: &str = "TRIBEWISE_TEST_CHILD";

/// Runs one test of this program as a program of its own, which finds its desk in the variable.
fn child(test: &str, desk: &Desk) -> Process {
    let mut process = Process::new(std::env::current_exe().unwrap());
    process.args(["--exact", test, "--nocapture", "--test-threads", "1"]);
    process.env(CHILD, desk.path.parent().unwrap().parent().unwrap());
    process.stdout(Stdio::piped()).stderr(Stdio::null());
    process
}

fn childs_desk() -> Option<(PathBuf, PathBuf)> {
    let folder = PathBuf::from(std::env::var_os(CHILD)?);
    Some((folder.join("own").join("town.tribewise"), folder.join("home")))
}

/// Edits and saves for ever, and says aloud what it was told is safe. Does nothing unless it is the child.
#[test]
fn child_that_edits() {
    let Some((path, home)) = childs_desk() else { return };
    let opened = Store::open_document(&path, &home).unwrap();
    let mut project = Project::open(opened.document, None);
    println!();
    loop {
        let n = project.document().plans.len();
        project.apply(Command::AddPlan { name: format!("plan {n}") }).unwrap();
        opened.store.record(project.document());
        project.apply(Command::RenameProject(format!("{}", n + 1))).unwrap();
        opened.store.record(project.document());
        opened.store.flush().unwrap();
        println!("safe {}", n + 1);
        if n.is_multiple_of(5) {
            opened.store.save(&path, Replacing::OnlyOurs).wait().unwrap();
        }
    }
}

#[test]
fn killed_at_any_moment_every_acknowledged_edit_is_there() {
    let rounds = std::env::var("TRIBEWISE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_u64);
    let document = Document { plans: Vec::new(), ..rich_document() };
    let desk = saved_desk(&document);
    for round in 0..rounds {
        let mut running = child("store::child_that_edits", &desk).spawn().unwrap();
        let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
        let mut acknowledged = 0;
        for _ in 0..=(round * 7 % 12) {
            let safe = lines.by_ref().find_map(|line| line.unwrap().strip_prefix("safe ")?.parse::<usize>().ok());
            acknowledged = safe.expect("the child edits");
        }
        std::thread::sleep(std::time::Duration::from_micros(round * 1_237 % 9_000));
        running.kill().unwrap();
        running.wait().unwrap();
        // What it said before it died but was not read yet was safe as well.
        for line in lines.map_while(Result::ok) {
            acknowledged = line.strip_prefix("safe ").and_then(|n| n.parse().ok()).unwrap_or(acknowledged);
        }
        store::verify(&desk.path).unwrap();
        let opened = open(&desk);
        let n_plans = opened.document.plans.len();
        assert!(n_plans >= acknowledged, "round {round}: {acknowledged} acknowledged, {n_plans} there");
        assert!(opened.document.plans.iter().enumerate().all(|(n, plan)| plan.name == format!("plan {n}")));
        assert!(opened.notices.iter().any(|notice| matches!(notice, Notice::EndedAbruptly { .. })));
        assert_eq!(names_in(desk.path.parent().unwrap()), ["town.tribewise"], "strays");
        let folder = desk.home.join("projects").join(&document.project_id);
        assert!(!names_in(&folder).iter().any(|name| name.contains(".part") || name.starts_with("image-")));
        drop(opened);
    }
}

/// One edit and one save under whatever limit the parent has set. Does nothing unless it is the child.
#[test]
fn child_that_saves_once() {
    let Some((path, home)) = childs_desk() else { return };
    let opened = Store::open_document(&path, &home);
    let Ok(opened) = opened else {
        println!("\noutcome: not opened");
        return;
    };
    let long: String =
        (0..40_000_u32).map(|n| char::from(33 + (n.wrapping_mul(2_654_435_761) >> 25) as u8 % 90)).collect();
    let plan = Arc::new(Plan { message: long, ..Plan::new(90, "long") });
    let document = Document { name: "second".to_owned(), plans: vec![plan], ..opened.document.clone() };
    opened.store.record(&Arc::new(document));
    let recorded = opened.store.flush();
    let saved = opened.store.save(&path, Replacing::OnlyOurs).wait();
    // Still alive and answering after every failure.
    assert_eq!(opened.store.status().trouble.is_some(), recorded.is_err());
    println!("\noutcome: recorded {} saved {}", recorded.is_ok(), saved.is_ok());
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_at_any_step_leaves_the_old_or_the_new_state() {
    let document = rich_document();
    let mut outcomes = std::collections::BTreeSet::new();
    for n_blocks in [0, 1, 2, 8, 33, 50, 66, 80, 100, 120, 140, 160, 200, 260, 400, 4_000] {
        let desk = saved_desk(&document);
        let limited = child("store::child_that_saves_once", &desk);
        let mut shell = Process::new("sh");
        // Writing beyond the limit is then an error like that of a full disk, not the end of the program.
        shell.args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh", &n_blocks.to_string()]);
        shell.arg(limited.get_program()).args(limited.get_args());
        shell.env(CHILD, desk.path.parent().unwrap().parent().unwrap());
        let output = shell.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{n_blocks}: {text} {}", String::from_utf8_lossy(&output.stderr));
        let outcome = text.lines().find_map(|line| line.strip_prefix("outcome: ")).unwrap().to_owned();
        let in_file = store::verify(&desk.path).unwrap().project_name;
        let is_saved = outcome.ends_with("saved true");
        assert_eq!(in_file, if is_saved { "second" } else { "Bahar 2027" }, "{n_blocks}: {outcome}");
        let opened = open(&desk);
        let is_recorded = outcome.starts_with("recorded true");
        assert!(opened.document.name == "second" || !is_recorded, "{n_blocks}: {outcome}");
        assert_eq!(names_in(desk.path.parent().unwrap()), ["town.tribewise"]);
        drop(opened);
        outcomes.insert(outcome);
    }
    println!("outcomes: {outcomes:?}");
    assert!(outcomes.contains("recorded true saved true"), "{outcomes:?}");
    assert!(outcomes.iter().any(|outcome| outcome.ends_with("saved false")), "{outcomes:?}");
}
