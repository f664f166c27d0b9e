//! Erasing a person: planted everywhere, and afterwards nowhere, not in the project, not in its files, not when a file
//! brings them back; and what is known of somebody, and on what ground.

use crate::support::{DOUBLE, OUTGOING, Program, folder, import, score_now, text_in, town_project, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::sync::Arc;
use tribewise::domain::campaign::{FrozenCells, PlanEdit};
use tribewise::domain::export::{CsvStyle, Kind};
use tribewise::domain::import::Source;
use tribewise::domain::model::decisions::{Basis, IdentityEdit, RespectEdit};
use tribewise::domain::model::{FileKind, Meaning};
use tribewise::project::{Command, Document, Export, LeavingProblem, Project, Refusal, Surroundings, bytes};
use tribewise::shell::store::Store;
use tribewise::ui::words::privacy as say;
use tribewise::ui::{DataPage, map, words};

/// Whatever would give the erased person away.
const TRACES: [&str; 5] = [DOUBLE, "Doublia", "4480808080", "doublia@", "second-double"];
/// Somebody of another name with the same phone.
const AT_HOME: &str = "customer_id,name,phone,email\nH1,Paolo Everhome,+44 80808080,paolo@example.com\n";

fn erase(id: &str) -> Command {
    Command::DecideRespect(RespectEdit::Erase { person: id.into(), key: [3; 32] })
}

fn file(name: &str, text: &str, kind: FileKind) -> tribewise::project::Import {
    import(&Source { name: name.into(), bytes: text.as_bytes().to_vec().into() }, Some(kind))
}

/// Everything that a document holds, as text.
fn all_text(document: &Document) -> String {
    let mut text =
        format!("{:?}{:?}{:?}{:?}", document.plans, document.holds, document.tribe_names, document.decisions);
    for import in &document.imports {
        let (report, mapping) = (&import.report, &import.mapping);
        text = format!("{text}{report:?}{mapping:?}");
        let frame = &import.table.frame();
        for column in frame.columns() {
            for row in 0..frame.height() {
                text += &column.get(row).unwrap().to_string();
                text.push('\n');
            }
        }
    }
    text
}

#[track_caller]
fn assert_gone(what: &str, text: &str) {
    for trace in TRACES {
        assert!(!text.contains(trace), "{trace} was erased and is in {what}");
    }
}

fn everything_that_leaves(project: &Project) -> Vec<(String, Vec<u8>)> {
    let around =
        Surroundings { today: "2026-11-21".into(), csv: CsvStyle::ExactForSystems, picture: map::picture_style() };
    let outgoing = project.document().imports.iter().find(|import| import.kind() == FileKind::Outgoing).unwrap().id;
    let mut exports =
        [Kind::People, Kind::Ties, Kind::Tribes, Kind::Influencers, Kind::Flags].map(Export::Table).to_vec();
    exports.push(Export::Shortlist { plan: project.document().plans[0].id });
    exports.extend([Export::CleanQueue { import: outgoing }, Export::Held { import: outgoing }]);
    exports.push(Export::SetAside { import: project.document().imports[0].id });
    let one = |export: Export| match bytes(&export, "csv", &project.snapshot(), &around) {
        // Until everybody is scored anew nothing leaves that goes by scores.
        Err(LeavingProblem::NotScored) if !project.derived().is_scored() => None,
        made => Some((format!("{export:?}.csv"), made.unwrap())),
    };
    exports.into_iter().filter_map(one).collect()
}

/// The town with the person in every file and every list that a project keeps.
fn planted() -> Project {
    let mut project = town_project(120);
    let odd = "customer_id,name,phone,email,referred_by\n,Doublia Everhere,+4480808080,doublia@example.com,\nR1,Rita Referred,,,C808080\n";
    let mut odd = file("odd.csv", odd, FileKind::People);
    for column in odd.mapping.columns.iter_mut().filter(|column| column.heading == "referred_by") {
        column.meaning = Meaning::Attribute;
    }
    let source = Source {
        name: "odd.csv".into(),
        bytes: b"customer_id,name,phone,email,referred_by\n,Doublia Everhere,+4480808080,doublia@example.com,\nR1,Rita Referred,,,C808080\n"
            .to_vec()
            .into(),
    };
    let read = tribewise::domain::import::read(&source, &odd.mapping, &tribewise::domain::ticket::Ticket::new())
        .unwrap()
        .unwrap();
    (odd.table, odd.report) = (Arc::new(read.table), Arc::new(read.report));
    let calls = "from,to,at,seconds\nsecond-double,C100001,2026-08-01 10:00:00,60\n+44 80808080,C100002,2026-08-01 11:00:00,60\n";
    let imports =
        vec![odd, file("at home.csv", AT_HOME, FileKind::People), file("more calls.csv", calls, FileKind::Calls)];
    project.apply(Command::AddImports(imports)).unwrap();
    project.apply(Command::DecideIdentity(IdentityEdit::Merge(vec![DOUBLE.into(), "second-double".into()]))).unwrap();
    project.apply(Command::DecideIdentity(IdentityEdit::KeepApart(DOUBLE.into(), "C100009".into()))).unwrap();
    project.apply(Command::SetSharePercent(10.0)).unwrap();
    score_now(&mut project);
    let outgoing = project.document().imports.iter().find(|import| import.kind() == FileKind::Outgoing).unwrap().id;
    project.apply(Command::Divert { import: outgoing }).unwrap();
    for (name, edit) in [
        ("Spring", PlanEdit::AddPeople(vec![DOUBLE.into()])),
        (
            "Summer",
            PlanEdit::Approve(FrozenCells {
                treated: vec![DOUBLE.into(), "C100003".into()],
                control: Vec::new(),
                ..FrozenCells::default()
            }),
        ),
        ("Autumn", PlanEdit::ExcludePeople(vec![DOUBLE.into()])),
    ] {
        project.apply(Command::AddPlan { name: name.into() }).unwrap();
        let plan = project.document().plans.last().unwrap().id;
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
    project.apply(Command::RenameTribe { tribe: 0, name: "Friends of Doublia Everhere".into() }).unwrap();
    project
}

#[test]
fn whoever_is_erased_is_nowhere_and_stays_out() {
    let mut project = planted();
    let traces = project.traces("second-double");
    assert_eq!(traces.names, ["Doublia Everhere"]);
    assert!(traces.ids.contains(&DOUBLE.to_owned()) && traces.n_holds == 1 && traces.n_plans == 3, "{traces:?}");
    assert!(all_text(project.document()).contains(DOUBLE));
    project.apply(erase(DOUBLE)).unwrap();
    // At once, before anybody is scored anew.
    assert_gone("the document", &all_text(project.document()));
    let leaving = everything_that_leaves(&project);
    assert_eq!(leaving.len(), 1, "what was set aside, which goes by no scores");
    for (name, bytes) in leaving {
        assert_gone(&name, &text_in(&name, &bytes));
    }
    assert!(project.history().next_undo().is_none() && project.undo().is_empty(), "there is no way back");
    score_now(&mut project);
    let scored = project.derived().scored.clone().unwrap();
    assert!(scored.people.row(DOUBLE).is_none() && scored.people.row("second-double").is_none());
    assert_gone("the scores", &format!("{:?}{:?}", scored.people, scored.tribes));
    let leaving = everything_that_leaves(&project);
    assert_eq!(leaving.len(), 9);
    for (name, bytes) in leaving {
        assert_gone(&name, &text_in(&name, &bytes));
    }
    // Nobody else went: who shares the phone, who was referred, and a list of nobody left is not everyone.
    let document = project.document().clone();
    assert!(scored.people.row("H1").is_some() && scored.people.row("R1").is_some());
    assert!(!document.plans[0].audience.is_everyone());
    assert!(project.derived().cells(document.plans[0].id).unwrap().audience.is_empty());
    // Their place stays, so that nobody else changes group or treatment; it names nobody.
    let treated = &document.plans[1].frozen.as_ref().unwrap().treated;
    assert_eq!((treated.len(), treated[1].as_str()), (2, "C100003"));
    assert!(treated[0].starts_with('\0') && scored.people.row(&treated[0]).is_none());
    for import in &document.imports {
        let report = &import.report;
        assert_eq!(report.n_rows_read, report.n_rows_kept + report.n_rows_set_aside + report.n_rows_blank);
    }
    assert_eq!(project.apply(erase(DOUBLE)), Err(Refusal::Gone));
}

#[test]
fn a_file_that_brings_an_erased_person_back_is_read_without_them() {
    let mut project = planted();
    project.apply(erase(DOUBLE)).unwrap();
    let n_before = project.document().imports.len();
    // Under the old number written otherwise, under a new number with the old e-mail, and then under that number.
    let people = "customer_id,name,phone,email\n 0C808080,X,,\nN1,Doublia E.,,DOUBLIA@example.com\nN2,D. Everhere,,new@example.com\nN3,Neu Hier,+49 171 5550142,neu@example.com\n";
    let calls = "from,to,at,seconds\nN1,C100001,2026-09-01 10:00:00,60\nC808080,C100001,2026-09-01 10:00:00,60\nN3,C100001,2026-09-02 10:00:00,60\n";
    let imports = vec![
        file("new calls.csv", calls, FileKind::Calls),
        file("new people.csv", &people.replace(" 0C", " C"), FileKind::People),
    ];
    project.apply(Command::AddImports(imports)).unwrap();
    let document = project.document().clone();
    let report = |n: usize| &document.imports[n_before + n].report;
    assert_eq!((report(0).n_rows_erased, report(0).n_rows_kept), (2, 1));
    assert_eq!((report(1).n_rows_erased, report(1).n_rows_kept), (2, 2));
    assert!(words::data::account(report(1)).contains("2 rows of people who were erased"));
    assert_gone("the document", &all_text(&document));
    score_now(&mut project);
    let scored = project.derived().scored.clone().unwrap();
    assert!(
        scored.people.row("N1").is_none() && scored.people.row("N2").is_some() && scored.people.row("N3").is_some()
    );
    // Taking that import back is one step, with what was learned from it.
    project.undo();
    assert_eq!(project.document().imports.len(), n_before);
}

#[test]
fn everything_about_a_person_is_given_out_and_nobody_else_with_it() {
    let project = planted();
    let around =
        Surroundings { today: "2026-11-21".into(), csv: CsvStyle::ExactForSystems, picture: map::picture_style() };
    let export = Export::About { person: "second-double".into() };
    let text = String::from_utf8(bytes(&export, "csv", &project.snapshot(), &around).unwrap()).unwrap();
    for known in [DOUBLE, "doublia@example.com", "customers.csv", "more calls.csv", OUTGOING, "Spring", "role"] {
        assert!(text.contains(known), "{known} is not in it");
    }
    assert!(!text.contains("C100001"), "whom they called is another person");
    let nobody = Export::About { person: "nobody".into() };
    assert!(bytes(&nobody, "csv", &project.snapshot(), &around).is_err());
}

/// All bytes of all files in a folder, zstd frames also unpacked.
fn all_bytes(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all_bytes(&path, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        if let Some(at) = bytes.windows(4).position(|four| four == [0x28, 0xb5, 0x2f, 0xfd])
            && let Ok(image) = zstd::stream::decode_all(&bytes[at..])
        {
            found.push((format!("{} unpacked", path.display()), image));
        }
        found.push((path.display().to_string(), bytes));
    }
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn the_command_line_erases_from_the_disk() {
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::create_dir(folder.path().join("files")).unwrap();
    write_town(&folder.path().join("files"), 60);
    let customers = "files/customers.csv";
    program.json(&["import", "p.tribewise", customers, "--basis", "contract", "--yes"]);
    program.json(&["import", "p.tribewise", "files/calls.csv", "files/purchases.csv", "--yes"]);
    program.json(&["same", "p.tribewise", "--apart", "C808080,C100001"]);
    program.json(&[
        "hold",
        "p.tribewise",
        "files/outgoing-messages.csv",
        "--clean",
        "files/c.csv",
        "--held",
        "files/h.csv",
        "--share",
        "10",
    ]);
    let about = program.json(&["about", "p.tribewise", "--id", DOUBLE]);
    assert!(about["rows"].as_u64().unwrap() > 100 && about["facts"].as_array().unwrap().len() > 500);
    let kept = |what: &str| {
        let mut found = Vec::new();
        all_bytes(&folder.path().join("home"), &mut found);
        found.push(("p.tribewise".into(), std::fs::read(folder.path().join("p.tribewise")).unwrap()));
        let beside = tempfile::tempdir().unwrap();
        std::fs::copy(folder.path().join("p.tribewise"), beside.path().join("p.tribewise")).unwrap();
        all_bytes(beside.path(), &mut found);
        let names: Vec<String> =
            found.into_iter().filter(|(_, bytes)| holds(bytes, what)).map(|(name, _)| name).collect();
        names
    };
    assert!(
        kept("C808080").iter().any(|name| name.contains(".sqlite"))
            && kept("C808080").iter().any(|name| name.contains("unpacked"))
    );
    let refused = program.fails(64, &["erase", "p.tribewise", "--id", DOUBLE]);
    assert!(refused.contains("Nothing was erased") && refused.contains("calls.csv"), "{refused}");
    let erased = program.json(&["erase", "p.tribewise", "--id", DOUBLE, "--yes"]);
    assert!(erased["older_copies"].as_u64().unwrap() > 0, "said, not hidden");
    assert!(kept("C808080").iter().all(|name| name.contains("versions")), "{:?}", kept("C808080"));
    // The copies go when that is asked for; the person is gone already, so for somebody else.
    let erased = program.json(&["erase", "p.tribewise", "--id", "C100002", "--yes", "--copies"]);
    assert_eq!(erased["older_copies"], 0);
    for trace in TRACES {
        assert_eq!(kept(trace), Vec::<String>::new(), "{trace}");
    }
    // Text in tables is packed: read them.
    let opened = Store::open_document(&folder.path().join("p.tribewise"), &folder.path().join("home")).unwrap();
    assert_gone("the opened document", &all_text(&opened.document));
    assert_gone("the stored scores", &format!("{:?}", opened.scored.as_ref().unwrap().people));
    assert_eq!(opened.document.imports[0].basis, Basis::Contract);
    drop(opened);
    // And the same files again.
    let again = program.json(&["import", "p.tribewise", "files/results.csv", "--kind", "results", "--yes"].map(
        |word| {
            if word == "files/results.csv" { "files/winter-offer-results.csv" } else { word }
        },
    ));
    assert_eq!(again["rows_erased"].as_u64(), Some(1), "{again}");
    let refused = program.fails(65, &["import", "p.tribewise", customers, "--yes"]);
    assert!(refused.contains("already here"), "without the erased it is the same file: {refused}");
    program.json(&["export", "p.tribewise", "people", "--to", "files/people.csv"]);
    assert_gone("people.csv", &std::fs::read_to_string(folder.path().join("files/people.csv")).unwrap());
    assert!(
        program.fails(64, &["import", "p.tribewise", customers, "--basis", "whim"]).contains("legitimate-interest")
    );
}

pub fn find(window: &mut Window, text: &str) {
    let field =
        |window: &Window| window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, say::find()).rect();
    let at = field(window).center();
    window.click_at(at, 1);
    window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, say::find()).type_text(text);
    window.harness.run_steps(3);
    assert!(window.button_with(say::erase()).is_none(), "nobody is looked for while the text is typed");
    window.press(egui::Modifiers::NONE, egui::Key::Enter);
}

#[test]
fn a_person_is_found_given_out_and_erased_in_the_window_after_a_question() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &["customers.csv", "calls.csv"], &[&["about.csv"]]);
    window.assert_says("Legal basis not said");
    window.click(words::data::page(DataPage::Privacy));
    window.choose("calls.csv", say::basis(Basis::Contract));
    assert_eq!(window.document().imports[1].basis, Basis::Contract);
    find(&mut window, "doublia@EXAMPLE.com");
    window.click(&say::of(say::about(), DOUBLE));
    let about = String::from_utf8(window.written(&folder.path().join("about.csv"))).unwrap();
    assert!(about.contains("doublia@example.com"));
    window.click(&say::of(say::erase(), DOUBLE));
    window.assert_says("Erase Doublia Everhere (C808080)?");
    window.assert_says(say::cannot_undo());
    window.click(words::cancel());
    assert!(window.project().derived().scored.as_ref().unwrap().people.row(DOUBLE).is_some());
    find(&mut window, DOUBLE);
    window.click(&say::of(say::erase(), DOUBLE));
    window.click(say::erase_now());
    window.until("scored without them", |window| window.project().derived().is_scored());
    window.harness.run_steps(3);
    assert!(window.project().derived().scored.as_ref().unwrap().people.row(DOUBLE).is_none());
    window.assert_says(&say::n_erased(1));
    assert!(window.project().history().next_undo().is_none());
    assert_eq!(N_PEOPLE, 120);
}

#[test]
fn a_list_without_opt_outs_is_asked_about_and_unknown_columns_stay_behind() {
    let folder = folder();
    let list = "customer_id,name,city,religion,iban\n1,Anna Rossi,Rome,a,DE1\n2,Karl Weber,Bonn,b,DE2\n3,Eve Hall,Rome,a,DE3\n";
    std::fs::write(folder.path().join("list.csv"), list).unwrap();
    let mut window = Window::open(folder.path(), &[]);
    window.harness.state_mut().add_paths(vec![folder.path().join("list.csv")]);
    window.until("looked at", |window| window.harness.state().screen().drafts.len() == 1);
    window.harness.run_steps(3);
    window.assert_says("2 columns are not needed: religion, iban.");
    window.assert_says(say::basis_reminder());
    window.click(say::keep_all());
    assert!(!window.says("not needed: religion"));
    window.choose(say::basis_label(), say::basis(Basis::Consent));
    window.choose("iban", words::data::meaning(Meaning::NotNeeded));
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 1);
    window.harness.run_steps(3);
    let import = window.document().imports[0].clone();
    let kept = import.table.names();
    assert_eq!((kept, import.basis), (vec!["id", "name", "x:city", "x:religion"], Basis::Consent));
    window.assert_says("Legal basis: consent");
    window.assert_says(say::no_opt_outs());
    window.assert_button(say::add_opt_outs());
    std::fs::write(folder.path().join("out.csv"), "customer_id\n2\n").unwrap();
    window.add(folder.path(), &["out.csv"]);
    if window.document().imports[1].kind() == FileKind::Optouts {
        assert!(!window.says(say::no_opt_outs()));
    }
}

#[test]
fn a_column_of_opt_outs_in_a_list_of_customers_is_heeded_however_it_is_said() {
    let columns = [
        ("opted_out", ["yes", "no", "No", ""]),
        ("opted_out_on", ["2026-08-01", "", "", ""]),
        ("Opted out", ["x", "", "", ""]),
        ("unsubscribed", ["1", "0", "0", "0"]),
        ("consent", ["no", "yes", "yes", "yes"]),
    ];
    for (heading, cells) in columns {
        for more in ["", ",Rome"] {
            let folder = folder();
            let program = Program::new(folder.path());
            let calls = "started at,caller,callee,duration seconds\n2026-08-01 10:00:00,a1,a2,60\n\
                2026-08-02 10:00:00,a3,a2,60\n2026-08-04 10:00:00,a4,a2,60\n2026-08-05 10:00:00,a2,a4,60\n";
            std::fs::write(folder.path().join("calls.csv"), calls).unwrap();
            let city = if more.is_empty() { "" } else { ",name,city" };
            let name = if more.is_empty() { "" } else { ",Ann" };
            let rows: String = (1..)
                .zip(cells)
                .map(|(n, cell)| format!("a{n}{name}{more},{cell}\n"))
                .collect::<Vec<String>>()
                .concat();
            std::fs::write(folder.path().join("list.csv"), format!("customer_id{city},{heading}\n{rows}")).unwrap();
            program.json(&["import", "p.tribewise", "calls.csv", "list.csv", "--yes"]);
            let said = program.json(&["score", "p.tribewise"]);
            let counts = (&said["people_opted_out"], &said["people_ranked"]);
            assert_eq!(counts, (&serde_json::json!(1), &serde_json::json!(3)), "{heading} {more}: {said}");
        }
    }
}
