//! The road without a window, by the real program: files in, figures, plans, lists and pictures out, and what it says
//! when something is wrong.

use crate::support::{
    DOUBLE, OPTED_OUT, OUTGOING, Program, RESULTS, SCORED, assert_no_trace, csv_column, csv_rows, folder, text_in,
    write_town,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const N_PEOPLE: usize = 200;
const P: &str = "p.tribewise";

/// What came of the whole road.
struct Road {
    said: BTreeMap<&'static str, Value>,
    files: BTreeMap<String, Vec<u8>>,
}

/// The whole road in a fresh folder.
fn walk(n_threads: Option<&'static str>) -> Road {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let program = Program { n_threads, ..Program::new(folder.path()) };
    let mut said = BTreeMap::new();
    said.insert("import", program.json(&[&["import", P], &SCORED[..]].concat()));
    said.insert("score", program.json(&["score", P]));
    said.insert("new", program.json(&["plan", P, "new", "--name", "Spring", "--share", "10", "--control", "30"]));
    said.insert("list", program.json(&["plan", P, "list"]));
    said.insert("show", program.json(&["plan", P, "show", "--name", "Spring"]));
    said.insert("forecast", program.json(&["plan", P, "forecast", "--name", "Spring", "--runs", "100"]));
    said.insert(
        "hold",
        program.json(&["hold", P, OUTGOING, "--clean", "clean.csv", "--held", "held.csv", "--share", "10"]),
    );
    said.insert("measure", program.json(&["measure", P, RESULTS, "--plan", "Spring"]));
    let mut names = vec!["clean.csv".to_owned(), "held.csv".to_owned()];
    for what in ["people", "ties", "tribes", "influencers", "flags", "shortlist"] {
        for ending in ["csv", "xlsx", "parquet"] {
            names.push(export(&program, what, ending));
        }
    }
    names.push(export(&program, "map", "png"));
    names.push(export(&program, "map", "svg"));
    said.insert("verify", program.json(&["verify", P]));
    let read = |name: String| {
        let bytes = std::fs::read(folder.path().join(&name)).unwrap();
        (name, bytes)
    };
    Road { said, files: names.into_iter().map(read).collect() }
}

fn export(program: &Program, what: &str, ending: &str) -> String {
    let name = format!("{what}.{ending}");
    let plan: &[&str] = if what == "shortlist" { &["--plan", "Spring"] } else { &[] };
    let said = program.json(&[&["export", P, what, "--to", &name], plan].concat());
    assert_eq!(said["file"], name.as_str());
    name
}

/// Walked once for all tests that only look.
fn road() -> &'static Road {
    static ROAD: OnceLock<Road> = OnceLock::new();
    ROAD.get_or_init(|| walk(Some("1")))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn every_row_of_every_file_is_accounted_for() {
    let files = road().said["import"]["files"].as_array().unwrap();
    let kinds: Vec<&str> = files.iter().map(|file| file["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["people", "calls", "messages", "purchases", "optouts"]);
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    for file in files {
        let n = |what: &str| file[what].as_u64().unwrap();
        assert_eq!(n("rows_read"), n("rows_kept") + n("rows_set_aside") + n("rows_blank"), "{file}");
        let name = file["file"].as_str().unwrap();
        let n_lines = std::fs::read_to_string(folder.path().join(name)).unwrap().lines().count() as u64;
        assert_eq!(n("rows_read"), n_lines - 1, "every line of {name} but its header");
        let listed = file["warnings"].as_array().unwrap();
        assert!(listed.iter().all(|warning| warning["row"].as_u64() > Some(1) && warning["message"].is_string()));
        assert!(listed.len() as u64 >= n("rows_set_aside"));
    }
    let n_set_aside: u64 = files.iter().map(|file| file["rows_set_aside"].as_u64().unwrap()).sum();
    assert_eq!(n_set_aside, 5, "the town's untidy rows, and no other");
}

#[test]
fn the_figures_of_scoring_agree_with_the_lists() {
    let Road { said, files } = road();
    let score = &said["score"];
    let [everybody, in_tribes] = ["people", "people_in_tribes"].map(|key| score[key].as_u64().unwrap());
    assert!(in_tribes > 0 && in_tribes < everybody, "somebody opted out: {score}");
    let people = csv_column(&files["people.csv"], "id");
    let n_out = score["people_opted_out"].as_u64().unwrap();
    assert!(n_out > 0);
    assert_eq!(people.len() as u64, score["people"].as_u64().unwrap() - n_out);
    assert_eq!(people.iter().collect::<BTreeSet<_>>().len(), people.len(), "everybody once");
    let ranks: BTreeSet<u64> =
        csv_column(&files["people.csv"], "rank").iter().filter_map(|rank| rank.parse().ok()).collect();
    let n_ranked = score["people_ranked"].as_u64().unwrap();
    assert_eq!(ranks, (1..=n_ranked).collect(), "every rank once");
    assert_eq!(csv_column(&files["tribes.csv"], "id").len() as u64, score["tribes"].as_u64().unwrap());
    let modularity = number(&score["modularity"]);
    assert!((0.2..1.0).contains(&modularity), "planted tribes are found: {modularity}");
    let shares: f64 =
        csv_column(&files["tribes.csv"], "modularity_share").iter().map(|share| share.parse::<f64>().unwrap()).sum();
    assert!((shares - modularity).abs() < 1e-6, "{shares} {modularity}");
    let stages: Vec<&String> = score["seconds"].as_object().unwrap().keys().collect();
    let all = ["findingtribes", "joiningpeople", "measuringties", "placingmap", "scoringpeople", "waiting"];
    assert_eq!(stages, all, "the same in every run");
    assert!(score["people_left_out"].as_u64() >= Some(n_out), "opted out, or probably no person: {score}");
    assert!(score["ties_counted"].as_u64() < score["ties"].as_u64());
}

#[test]
fn tables_have_the_promised_columns_and_sane_values() {
    let files = &road().files;
    for (name, columns) in [
        (
            "people",
            &[
                "id",
                "tribe",
                "influence",
                "rank",
                "role",
                "listened_to",
                "reach",
                "closeness",
                "position",
                "holding",
                "bridging",
            ][..],
        ),
        ("ties", &["from", "to", "strength", "days", "reciprocity", "steadiness", "recent_contacts", "overlap"]),
        ("tribes", &["id", "name", "size", "modularity_share"]),
        ("shortlist", &["id", "phone", "cell", "treatment", "reason"]),
        ("flags", &["id", "since", "valid_until"]),
    ] {
        let heads = &csv_rows(&files[&format!("{name}.csv")])[0];
        for column in columns {
            assert!(heads.iter().any(|head| head == column), "{name} has no {column}: {heads:?}");
        }
    }
    let strengths = csv_column(&files["ties.csv"], "strength");
    assert!(strengths.iter().all(|x| (0.0..=1.0).contains(&x.parse::<f64>().unwrap())));
    assert!(!text_in("people.csv", &files["people.csv"]).contains(",-0"), "nothing is minus nothing");
    let sizes = csv_column(&files["tribes.csv"], "size");
    assert!(sizes.iter().all(|size| size.parse::<u32>().unwrap() > 0));
}

#[test]
fn the_same_table_is_in_every_format() {
    let files = &road().files;
    for what in ["people", "influencers", "shortlist"] {
        let ids = csv_column(&files[&format!("{what}.csv")], "id");
        assert!(!ids.is_empty());
        for ending in ["xlsx", "parquet"] {
            let name = format!("{what}.{ending}");
            let text = text_in(&name, &files[&name]);
            for id in &ids {
                assert!(text.contains(id.as_str()), "{id} is not in {name}");
            }
        }
    }
    assert!(!text_in("shortlist.xlsx", &files["shortlist.xlsx"]).contains("<f>"), "no cell is a formula");
}

#[test]
fn who_opted_out_is_in_nothing_that_leaves_and_their_double_is_in_all_of_it() {
    let files = &road().files;
    for (name, bytes) in files {
        assert_no_trace(name, bytes);
    }
    for name in ["people", "influencers", "flags", "shortlist"] {
        assert!(csv_column(&files[&format!("{name}.csv")], "id").iter().any(|id| id == DOUBLE), "{name}");
    }
    assert!(text_in("ties.csv", &files["ties.csv"]).contains(DOUBLE));
    assert!(text_in("held.csv", &files["held.csv"]).contains(DOUBLE));
    // The planted files do hold them: the test would see them.
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    for name in [SCORED[0], SCORED[1], OUTGOING, RESULTS] {
        assert!(std::fs::read_to_string(folder.path().join(name)).unwrap().contains(OPTED_OUT));
    }
}

#[test]
fn a_plan_has_cells_of_the_size_asked_for() {
    let Road { said, files } = road();
    assert_eq!(said["list"]["plans"][0]["name"], "Spring");
    let show = &said["show"];
    let n = |what: &str| show[what].as_u64().unwrap();
    assert_eq!(&said["new"], show, "shown as it was made");
    let n_chosen = n("n_treated") + n("n_control");
    assert_eq!(n("n_control"), (n_chosen as f64 * 0.3).round() as u64);
    let codes = csv_column(&files["shortlist.csv"], "cell");
    let n_of = |letter: char| codes.iter().filter(|code| code.starts_with(letter)).count() as u64;
    assert_eq!((n_of('T'), n_of('C')), (n("n_treated"), n("n_control")));
    let treatments = csv_column(&files["shortlist.csv"], "treatment");
    let is_alone = |(code, treatment): (&String, &String)| code.starts_with('C') == treatment.starts_with("nothing");
    assert!(codes.iter().zip(&treatments).all(is_alone));
}

#[test]
fn a_plan_gets_another_name_only_where_it_is_changed() {
    let folder = folder();
    write_town(folder.path(), 60);
    let program = Program::new(folder.path());
    program.json(&["import", P, SCORED[0], SCORED[1], "--yes"]);
    let names = || {
        let plans = program.json(&["plan", P, "list"])["plans"].clone();
        plans.as_array().unwrap().iter().map(|plan| plan["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let refused = program.fails(64, &["plan", P, "new", "--name", "A", "--rename", "B"]);
    assert!(refused.contains("Nothing was changed"), "{refused}");
    assert_eq!(names(), Vec::<String>::new());
    program.json(&["plan", P, "new", "--name", "A", "--share", "10"]);
    for verb in ["list", "show", "forecast", "groups", "ready", "change"] {
        program.fails(64, &["plan", P, verb, "--name", "A", "--rename", "B"]);
    }
    assert_eq!(names(), ["A"]);
    program.json(&["plan", P, "set", "--name", "A", "--rename", "B"]);
    assert_eq!(names(), ["B"]);
}

#[test]
fn a_forecast_is_four_ranges() {
    let forecast = &road().said["forecast"];
    let strategies = forecast["strategies"].as_object().unwrap();
    let names: Vec<&str> = strategies.keys().map(String::as_str).collect();
    assert_eq!(names, ["most_connected", "nothing", "plan", "random"]);
    for (name, range) in strategies {
        let at = |what: &str| number(&range[what]);
        assert!(0.0 <= at("low") && at("low") <= at("likely") && at("likely") <= at("high"), "{name}: {range}");
        assert!(at("high") <= number(&forecast["n_audience"]), "{name}: {range}");
    }
    assert!(number(&strategies["plan"]["likely"]) > number(&strategies["nothing"]["likely"]));
}

#[test]
fn held_and_clean_messages_are_the_queue_without_who_opted_out() {
    let Road { said, files } = road();
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let queue = csv_column(&std::fs::read(folder.path().join(OUTGOING)).unwrap(), "customer_id");
    let known: BTreeSet<String> = csv_column(&files["people.csv"], "id").into_iter().collect();
    let (clean, held) = (csv_column(&files["clean.csv"], "id"), csv_column(&files["held.csv"], "id"));
    assert_eq!(held.len() as u64, said["hold"]["held"].as_u64().unwrap());
    assert!(!held.is_empty() && !clean.is_empty());
    let influencers: BTreeSet<String> = csv_column(&files["influencers.csv"], "id").into_iter().collect();
    assert!(held.iter().all(|id| influencers.contains(id)) && !clean.iter().any(|id| influencers.contains(id)));
    let mut left: Vec<&String> = clean.iter().chain(&held).collect();
    let mut may_leave: Vec<&String> = queue.iter().filter(|id| known.contains(*id)).collect();
    assert!(may_leave.len() < queue.len(), "somebody in the queue has opted out");
    left.sort();
    may_leave.sort();
    assert_eq!(left, may_leave);
}

#[test]
fn results_are_measured_in_words_and_figures() {
    let lift = &road().said["measure"];
    let (low, points, high) = (number(&lift["points_low"]), number(&lift["points"]), number(&lift["points_high"]));
    assert!(low <= points && points <= high, "{lift}");
    let share = |arm: &str| number(&lift[arm]["n_yes"]) / number(&lift[arm]["n_people"]);
    assert!((points - 100.0 * (share("treated") - share("control"))).abs() < 1e-6, "{lift}");
    // The file says who was treated: T or C.
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let cells = csv_column(&std::fs::read(folder.path().join(RESULTS)).unwrap(), "cell");
    let n_of = |code: &str| cells.iter().filter(|cell| *cell == code).count() as u64;
    let n_people = |arm: &str| lift[arm]["n_people"].as_u64().unwrap();
    assert_eq!((n_people("treated"), n_people("control")), (n_of("T"), n_of("C")));
    assert!(lift["sentence"].as_str().unwrap().contains("points"));
}

#[test]
fn the_same_files_give_the_same_bytes_on_any_number_of_threads() {
    let (one, four) = (road(), walk(Some("4")));
    assert_eq!(one.files.keys().collect::<Vec<_>>(), four.files.keys().collect::<Vec<_>>());
    assert_eq!(one.files.len(), 22);
    for (name, bytes) in &one.files {
        assert!(bytes == &four.files[name], "{name} differs");
    }
    for what in ["new", "show", "forecast", "measure"] {
        assert_eq!(one.said[what], four.said[what]);
    }
}

#[test]
fn a_sound_file_is_called_sound_and_a_torn_one_damaged() {
    let verify = &road().said["verify"];
    assert_eq!((verify["is_sound"].as_bool(), verify["plans"].as_u64()), (Some(true), Some(1)));
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::write(folder.path().join("k.csv"), "from,to,at,seconds\na,b,2026-01-01,60\nb,c,2026-01-02,60\n").unwrap();
    program.json(&["import", P, "k.csv", "--kind", "calls"]);
    let whole = std::fs::read(folder.path().join(P)).unwrap();
    for n in [0, 10, whole.len() / 2, whole.len() - 1] {
        std::fs::write(folder.path().join("torn.tribewise"), &whole[..n]).unwrap();
        let said = program.fails(74, &["verify", "torn.tribewise"]);
        assert!(said.contains("torn.tribewise"), "{said}");
        assert!(said.contains("is damaged") || n <= 10, "{n} bytes: {said}");
        assert_eq!(std::fs::read(folder.path().join("torn.tribewise")).unwrap(), &whole[..n], "left as it was");
    }
    let mut flipped = whole.clone();
    let middle = whole.len() / 2;
    flipped[middle] ^= 1;
    std::fs::write(folder.path().join("torn.tribewise"), flipped).unwrap();
    assert!(program.fails(74, &["verify", "torn.tribewise"]).contains("is damaged"));
    program.json(&["verify", P]);
}

#[test]
fn wrong_words_end_with_64() {
    let folder = folder();
    write_town(folder.path(), 60);
    let program = Program::new(folder.path());
    program.json(&["import", P, "calls.csv"]);
    program.json(&["plan", P, "new", "--name", "One"]);
    for words in [
        &["fly"][..],
        &["import", P],
        &["import", P, "calls.csv", "--kind", "telepathy"],
        &["import", P, "calls.csv", "--start", "yesterday"],
        &["score", P, "--resolution", "-1"],
        &["export", P, "people", "--to", "people.doc"],
        &["export", P, "map", "--to", "map.csv"],
        &["export", P, "shortlist", "--to", "s.csv"],
        &["export", P, "shortlist", "--plan", "Two", "--to", "s.csv"],
        &["plan", P, "show"],
        &["plan", P, "show", "--name", "Two"],
        &["plan", P, "new", "--name", "One"],
        &["plan", P, "new", "--name", "Three", "--treatment", "flattery"],
        &["plan", P, "new", "--name", "Three", "--tribes", "nobody"],
        &["sample", P],
    ] {
        let said = program.fails(64, words);
        assert!(!said.trim().is_empty(), "{words:?}");
    }
    assert!(program.fails(64, &["plan", P, "show", "--name", "Two"]).contains("There is: One."));
    let plans = program.json(&["plan", P, "list"]);
    assert_eq!(plans["plans"].as_array().unwrap().len(), 1, "a plan that was not understood is not half made");
}

#[test]
fn unusable_data_ends_with_65_and_a_remedy() {
    let folder = folder();
    let program = Program::new(folder.path());
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("empty.csv", b"");
    write("picture.csv", include_bytes!("../../assets/icon.png"));
    write("customers.csv", b"customer_id,name\n1,Ada\n2,Ben\n");
    write("numbers.csv", b"customer_id\n1\n2\n");
    write("seconds.csv", b"timestamp,from,to,duration\n10,1,2,30\n500,2,1,40\n90000,1,3,10\n");
    for (file, remedy) in [("empty.csv", "export it again"), ("picture.csv", "save it as CSV")] {
        let said = program.fails(65, &["import", P, file]);
        assert!(said.contains(file) && said.contains("Nothing was added") && said.contains(remedy), "{said}");
    }
    let said = program.fails(65, &["import", P, "numbers.csv", "--kind", "calls"]);
    assert!(said.contains("numbers.csv") && said.contains("No column says"), "{said}");
    let said = program.fails(65, &["import", P, "seconds.csv"]);
    assert!(said.contains("seconds.csv") && said.contains("--start DATE") && said.contains("--yes"), "{said}");
    assert!(!folder.path().join(P).exists(), "nothing was begun by what failed");
    program.json(&["import", P, "seconds.csv", "--start", "2026-01-01"]);
    let again = program.fails(65, &["import", P, "seconds.csv", "--start", "2026-01-01"]);
    assert!(again.contains("already here") && again.contains("seconds.csv"), "{again}");
    program.json(&["import", "people.tribewise", "customers.csv"]);
    let said = program.fails(65, &["score", "people.tribewise"]);
    assert!(said.contains("people.tribewise") && said.contains("Add calls"), "{said}");
    // What comes to nothing leaves the file and what is read out of it as they were.
    program.json(&["score", P]);
    let file = || std::fs::read(folder.path().join(P)).unwrap();
    let (before, list) = (file(), program.json(&["export", P, "influencers", "--to", "before.csv"]));
    assert!(list["bytes"].as_u64().unwrap() > 0);
    let before_bytes = std::fs::read(folder.path().join("before.csv")).unwrap();
    let said = program.fails(65, &["score", P, "--topic", "unicorns"]);
    assert!(said.contains("unicorns"), "{said}");
    for (status, words) in [
        (65, &["clean", P, "--market", "no such column=1"][..]),
        (64, &["clean", P, "--person", "nobody"]),
        (64, &["clean", P, "--undecided", "nobody"]),
        (64, &["judge", P, "--undecide", "nobody"]),
        (64, &["stages", P, "--at-risk-gaps", "9", "--lost-gaps", "2"]),
        (64, &["export", P, "influencers", "--to", "x.csv", "--share", "50"]),
        (64, &["score", P, "--certainty", "0"]),
    ] {
        program.fails(status, words);
    }
    assert!(file() == before, "the file is as it was");
    program.json(&["export", P, "influencers", "--to", "after.csv"]);
    assert!(std::fs::read(folder.path().join("after.csv")).unwrap() == before_bytes);
}

#[test]
fn what_cannot_be_read_or_written_ends_with_74() {
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::write(folder.path().join("calls.csv"), "from,to,at,seconds\na,b,2026-01-01,60\nb,c,2026-01-02,60\n")
        .unwrap();
    std::fs::write(folder.path().join("notes.tribewise"), "my notes").unwrap();
    std::fs::create_dir(folder.path().join("a folder")).unwrap();
    for (words, name) in [
        (&["import", P, "nowhere.csv"][..], "nowhere.csv"),
        (&["import", P, "a folder"], "a folder"),
        (&["score", "nowhere.tribewise"], "nowhere.tribewise"),
        (&["verify", "notes.tribewise"], "notes.tribewise"),
        (&["import", "notes.tribewise", "calls.csv"], "notes.tribewise"),
    ] {
        let said = program.fails(74, words);
        assert!(said.contains(name), "{words:?}: {said}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("notes.tribewise")).unwrap(), "my notes");
    program.json(&["import", P, "calls.csv", "--kind", "calls"]);
    let said = program.fails(74, &["export", P, "people", "--to", "nowhere/people.csv"]);
    assert!(said.contains("people.csv"), "{said}");
}

#[test]
fn without_a_display_it_says_so_and_names_the_other_road() {
    let folder = folder();
    let program = Program::new(folder.path());
    for words in [&[][..], &["--sample"], &[P]] {
        let said = program.fails(74, words);
        assert!(said.contains("display") && said.contains("import") && said.contains("score"), "{words:?}: {said}");
    }
    let help = program.run(&["--help"]);
    assert_eq!(help.status, 0);
    assert!(help.out.contains("import") && help.out.contains("verify"));
}

#[test]
fn the_readme_names_every_command() {
    let folder = folder();
    let help = Program::new(folder.path()).run(&["--help"]).out;
    let listed = help.split_once("Commands:\n").unwrap().1.split("\n\n").next().unwrap();
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names: Vec<&str> = listed.lines().filter(is_name).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 20, "{help}");
    let readme = include_str!("../../README.md");
    let is_there = |name: &&&str| !readme.lines().any(|line| line.starts_with(&format!("tribewise {name} ")));
    let missing: Vec<&&str> = names.iter().filter(|name| **name != "help").filter(is_there).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_sample_is_a_whole_project() {
    let folder = folder();
    let program = Program::new(folder.path());
    let said = program.json(&["sample", P, "--people", "200", "--seed", "3"]);
    assert!(said["people"].as_u64() >= Some(200), "{said}");
    assert_eq!(said["files"].as_array().unwrap().len(), 7);
    let plans = program.json(&["plan", P, "list"]);
    let names: Vec<&str> = plans["plans"].as_array().unwrap().iter().filter_map(|plan| plan["name"].as_str()).collect();
    assert!(names.contains(&"Winter offer"), "its earlier campaign: {names:?}");
    for name in names {
        let show = program.json(&["plan", P, "show", "--name", name]);
        assert!(show["n_treated"].as_u64() > Some(0), "{show}");
    }
    let found = program.json(&["verify", P]);
    assert_eq!((found["imports"].as_u64(), found["is_sound"].as_bool()), (Some(7), Some(true)));
}

/// Fifty pairs in touch a hundred times, and fifteen thousand who spoke once.
#[test]
fn a_file_too_large_for_memory_is_refused_and_its_strongest_ties_are_taken() {
    let folder = folder();
    let mut calls = "from,to,at,duration\n".to_owned();
    for n in 0..20_000 {
        let (from, to) = if n % 4 == 0 { (n / 4 % 50, 100 + n / 4 % 50) } else { (1_000 + n, 50_000 + n) };
        calls.push_str(&["39", &from.to_string(), ",39", &to.to_string(), ",2026-11-21 10:00:00,60\n"].concat());
    }
    std::fs::write(folder.path().join("calls.csv"), calls).unwrap();
    let program = Program::new(folder.path());
    let said = program.fails(65, &["import", P, "calls.csv", "--memory", "4"]);
    assert!(said.contains("would need about"), "{said}");
    assert!(said.contains("--strongest-only 2"), "{said}");
    assert!(program.fails(65, &["import", P, "calls.csv", "--memory", "0"]).contains("split the file"));
    let said = program.json(&["import", P, "calls.csv", "--memory", "4", "--strongest-only", "2"]);
    let file = &said["files"][0];
    assert_eq!((&file["rows_read"], &file["rows_kept"]), (&20_000.into(), &5_000.into()));
    assert_eq!((&file["rows_left_out"], &said["ties"]), (&15_000.into(), &50.into()));
}

#[test]
fn score_says_how_many_people_the_tribes_hold() {
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::write(folder.path().join("friends.csv"), "from,to\n1,2\n2,3\n3,1\n3,4\n5,6\n").unwrap();
    std::fs::write(folder.path().join("optouts.csv"), "customer_id,channel,opted_out_on\n6,sms,2026-10-01\n").unwrap();
    program.json(&["import", P, "friends.csv", "optouts.csv", "--yes"]);
    let said = program.json(&["score", P]);
    assert_eq!([&said["people"], &said["people_in_tribes"]], [6, 4], "5 knows nobody but one who opted out: {said}");
    let told = program.run(&["score", P]).out;
    assert!(told.starts_with("4 people in 1 tribe, "), "{told}");
}
