//! Files on their way in, as a person meets them in the window: how they are read, whom they meet, new months, examples.

use crate::support::{Program, folder};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use polars::prelude::ChunkUnique;
use rust_xlsxwriter::Workbook;
use std::path::Path;
use tribewise::domain::arrivals::Change;
use tribewise::domain::import::{IdFrom, template_csv};
use tribewise::domain::model::{FileKind, Meaning};
use tribewise::project::Document;
use tribewise::ui::{DataPage, words};

const OCTOBER: &str = "caller,callee,started_at,duration_seconds\n1,2,2026-10-01 10:00:00,60\n2,1,2026-10-03 10:00:00,90\n\
                       1,3,2026-10-31 23:00:00,30\n";
/// The last call of October once more, and two of November; the columns in another order.
const NOVEMBER: &str = "started_at,caller,callee,duration_seconds\n2026-10-31 23:00:00,1,3,30\n\
                        2026-11-02 10:00:00,1,2,60\n2026-11-05 11:00:00,4,1,10\n";

/// Hands files over and waits until every row of them is checked.
fn look(window: &mut Window, folder: &Path, files: &[&str]) {
    window.harness.state_mut().add_paths(files.iter().map(|name| folder.join(name)).collect());
    window.until("looked at", |window| window.harness.state().screen().drafts.len() == files.len());
    window.until("checked", |window| window.says(words::adding::all_rows()));
}

fn rows(document: &Document) -> Vec<usize> {
    document.tables().iter().map(|table| table.height()).collect()
}

#[test]
fn every_row_is_checked_and_matched_before_anything_is_added() {
    let folder = folder();
    std::fs::write(folder.path().join("calls.csv"), OCTOBER).unwrap();
    let customers = "customer_id,name\n1,Ada\n2,Ben\n9,Cleo\n";
    std::fs::write(folder.path().join("customers.csv"), customers).unwrap();
    let mut window = Window::open(folder.path(), &[]);
    look(&mut window, folder.path(), &["calls.csv", "customers.csv"]);
    window.assert_says("3 rows read: 3 kept");
    window.assert_says("67 % of the 3 callers have a row in a customer file.");
    window.assert_says("Brings 4 people and 2 pairs.");
    window.click("customers.csv");
    window.assert_says("67 % of the 3 customers are in touch with somebody in your files.");
    assert!(window.document().imports.is_empty());
    // What a person changes is checked anew.
    window.choose("name", words::data::meaning(Meaning::NotNeeded));
    window.until("checked again", |window| window.says(words::adding::all_rows()));
    window.click(&words::data::add_drafts(2));
    window.until("added", |window| window.document().imports.len() == 2);
    assert_eq!(rows(&window.document()), [3, 3]);
}

#[test]
fn a_new_month_repeats_the_mapping_counts_overlaps_once_and_says_what_changed() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("october.csv", OCTOBER);
    put("november.csv", NOVEMBER);
    put("people 10.csv", "customer_id,city,tariff\n1,Milan,S\n2,Turin,M\n");
    put("people 11.csv", "customer_id,city,tariff\n1,Milan,L\n4,Rome,S\n");
    let mut window = Window::open(folder.path(), &[&["november.csv"], &["people 11.csv"]]);
    window.add(folder.path(), &["october.csv", "people 10.csv"]);
    window.click("New month… october.csv");
    window.until("checked", |window| window.says(words::adding::month_title()));
    assert_eq!(window.harness.state().screen().drafts[0].follows, Some(window.document().imports[0].id));
    window.assert_says("Pairs: 2 as before, 1 new, 0 gone.");
    window.assert_says("The month before: 2026-10-01 to 2026-10-31. This one: 2026-10-31 to 2026-11-05.");
    window.assert_says("In an earlier month already, and counted once: 1 row.");
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 3);
    assert_eq!(rows(&window.document()), [3, 2, 2], "months of calls add up");
    window.click("New month… people 10.csv");
    window.until("looked at", |window| window.harness.state().screen().drafts.len() == 1);
    window.until("checked", |window| window.says(words::adding::month_title()));
    window.assert_says("People: 1 as before, 1 new, 1 gone.");
    window.assert_says("“tariff” changed for 1 person.");
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 4);
    let document = window.document();
    assert_eq!(rows(&document), [3, 2, 2], "the newer list of customers stands");
    assert_eq!(document.snapshots().len(), 3);
    let first = document.snapshots()[0].0;
    assert_eq!(document.tables_at(first).iter().map(|table| table.height()).collect::<Vec<_>>(), [3, 2]);
    let change = document.imports[3].difference.as_ref().unwrap().people;
    assert_eq!(change, Change { n_both: 1, n_new: 1, n_gone: 1 });
    // Every import is a line of the history, and one step back.
    window.click(words::data::page(DataPage::History));
    window.assert_says("3. add people 11.csv");
    window.assert_says("people 11.csv: Customers. 2 rows read: 2 kept");
    window.click_part("Take back these 2");
    assert_eq!(rows(&window.document()), [3, 2]);
}

#[test]
fn letters_sheets_and_cells_can_be_told_where_a_guess_is_wrong() {
    let folder = folder();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    // Western European bytes, semicolons, decimal commas, days first.
    put(
        "kunden.csv",
        b"Kundennummer;Name;Umsatz;Kunde seit\n1;M\xfcller;1.234,50;13.04.2026\n2;Gro\xdf;7,25;02.05.2026\n",
    );
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("customer_id\tname\r\n7\t\u{15e}eyma\r\n8\tIşık\r\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    put("unicode.txt", &utf16);
    let mut book = Workbook::new();
    for (name, n) in [("Notes", 1u32), ("Customers", 4), ("Old", 2)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_string(0, 0, "customer_id").unwrap();
        sheet.write_string(0, 1, "name").unwrap();
        for row in 1..=n {
            sheet.write_string(row, 0, format!("{row}")).unwrap();
            sheet.write_string(row, 1, format!("{name} {row}")).unwrap();
        }
    }
    put("book.xlsx", &book.save_to_buffer().unwrap());
    let mut window = Window::open(folder.path(), &[]);
    look(&mut window, folder.path(), &["kunden.csv", "unicode.txt", "book.xlsx"]);
    window.assert_says("Müller");
    // Told that the bytes are Greek, the window spells them so, and back again.
    window.choose(words::adding::letters(), "windows-1253");
    window.until("spelt anew", |window| window.says("Mόller"));
    window.choose(words::adding::letters(), "windows-1252");
    window.until("spelt as before", |window| window.says("Müller"));
    window.click("unicode.txt");
    window.assert_says("Şeyma");
    window.click("book.xlsx");
    window.assert_says("Customers 1");
    window.choose(words::adding::sheet_label(), "Old: 3 lines");
    window.until("the other sheet", |window| window.says("Old 1"));
    window.until("checked", |window| window.says("2 rows read: 2 kept"));
    window.click(&words::data::add_drafts(3));
    window.until("added", |window| window.document().imports.len() == 3);
    let document = window.document();
    let spend = document.imports[0].table.plain().column("spend").unwrap().f64().unwrap();
    assert_eq!(spend.iter().collect::<Vec<_>>(), [Some(1234.5), Some(7.25)]);
    assert_eq!(document.imports[2].table.height(), 2);
}

#[test]
fn an_example_of_every_kind_can_be_saved_from_the_data_room() {
    let folder = folder();
    std::fs::write(folder.path().join("calls.csv"), OCTOBER).unwrap();
    let mut window = Window::open(folder.path(), &[&["example.csv"]]);
    // Scored: until then the buttons move.
    window.fill(folder.path(), &["calls.csv"]);
    window.click(words::adding::template());
    window.click(words::data::kind(FileKind::Purchases));
    assert_eq!(window.written(&folder.path().join("example.csv")), template_csv(FileKind::Purchases));
}

#[test]
fn the_command_line_adds_a_month_and_says_what_changed() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("october.csv", OCTOBER);
    put("november.csv", NOVEMBER);
    put("prices.csv", "product,price\nWatch,9\n");
    let program = Program::new(folder.path());
    assert_eq!(program.run(&["import", "p.tribewise", "october.csv"]).status, 0);
    let ran = program.run(&["month", "p.tribewise", "november.csv", "--after", "october.csv", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    assert_eq!((&said["rows_read"], &said["snapshots"]), (&3.into(), &2.into()));
    assert_eq!((&said["rows_kept"], &said["rows_known"], &said["rows_erased"]), (&2.into(), &1.into(), &0.into()));
    assert_eq!(said["difference"]["pairs"], serde_json::json!({"both": 2, "new": 1, "gone": 0}));
    put("december.csv", &NOVEMBER.replace("2026-11", "2026-12"));
    let said = program.json(&["month", "p.tribewise", "december.csv", "--after", "october.csv"]);
    assert_eq!((&said["after"], &said["rows_known"]), (&"november.csv".into(), &1.into()));
    // Another file is refused, and an unknown name; neither changes anything.
    assert_eq!(program.run(&["month", "p.tribewise", "prices.csv", "--after", "october.csv"]).status, 65);
    let ran = program.run(&["month", "p.tribewise", "november.csv", "--after", "may.csv"]);
    assert_eq!((ran.status, ran.err.contains("october.csv, november.csv, december.csv")), (64, true), "{ran:?}");
    let ran = program.run(&["template", "calls", "example.csv"]);
    assert_eq!(ran.status, 0);
    assert_eq!(std::fs::read(folder.path().join("example.csv")).unwrap(), template_csv(FileKind::Calls));
}

#[test]
fn a_month_says_whose_rows_stay_out_and_rows_are_nobody_in_a_newer_list() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("people.csv", "customer_id,name\n1,Ann Lee\n2,Bo Ray\n3,Cy Fox\n");
    let head = "caller,callee,start_time,duration\n";
    put("october.csv", &format!("{head}1,2,2026-10-01 10:00,60\n2,3,2026-10-31 10:00,60\n"));
    put("november.csv", &format!("{head}2,3,2026-10-31 10:00,60\n1,2,2026-11-01 10:00,60\n3,2,2026-11-05 10:00,60\n"));
    put("staff.csv", "name,city,age\nAnn,Rome,30\nBo,Turin,40\n");
    let program = Program::new(folder.path());
    let json = |args: &[&str]| -> serde_json::Value {
        let ran = program.run(args);
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"))
    };
    json(&["import", "p.tribewise", "people.csv", "october.csv", "--json"]);
    let ran = program.run(&["erase", "p.tribewise", "--id", "1", "--yes"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let said = json(&["month", "p.tribewise", "november.csv", "--after", "october.csv", "--json"]);
    let n = |what: &str| said[what].as_u64().unwrap();
    assert_eq!((n("rows_erased"), n("rows_known"), n("rows_kept")), (1, 1, 1), "{said}");
    assert_eq!(n("rows_read"), n("rows_kept") + n("rows_set_aside") + n("rows_blank") + n("rows_known"), "{said}");
    let args = ["import", "q.tribewise", "staff.csv", "--kind", "people", "--id-from", "row", "--yes"];
    assert_eq!(program.run(&args).status, 0);
    let ran = program.run(&["month", "q.tribewise", "staff.csv", "--after", "staff.csv"]);
    assert_eq!((ran.status, ran.err.contains("a customer of its own")), (65, true), "{ran:?}");
}

#[test]
fn rows_tell_customers_apart_and_never_opt_outs() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("customers.csv", "name,city,age\nAnn,Rome,30\nBo,Turin,40\n");
    put("opt-outs.csv", "customer_id,channel\n17,all\n18,all\n");
    let row = |n: usize| format!("{},{},{},{}\n", n % 6, n / 6, 20 + n % 40, ["S", "M", "L"][n % 3]);
    let shops: String = std::iter::once("branch,seat,age,tariff\n".to_owned()).chain((0..60).map(row)).collect();
    put("shops.csv", &shops);
    let program = Program::new(folder.path());
    let ran =
        program.run(&["import", "p.tribewise", "customers.csv", "opt-outs.csv", "--id-from", "row", "--yes", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    assert_eq!(said["files"][0]["id_from"], "row_number", "{said}");
    assert_eq!(
        (&said["files"][1]["id_from"], &said["files"][1]["kind"]),
        (&serde_json::Value::Null, &"optouts".into())
    );
    assert_eq!(said["files"][1]["columns"][0]["meaning"], "id", "{said}");
    // Columns only where they are; a heading that is nowhere is a slip.
    let args = ["import", "q.tribewise", "shops.csv", "opt-outs.csv", "--id-from", "branch+seat", "--yes", "--json"];
    let ran = program.run(&args);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    assert_eq!(said["files"][0]["id_from"]["columns"], serde_json::json!(["branch", "seat"]), "{said}");
    assert_eq!(said["files"][1]["columns"][0]["meaning"], "id", "{said}");
    let ran = program.run(&["import", "r.tribewise", "shops.csv", "--id-from", "brnach+seat", "--yes"]);
    assert_eq!((ran.status, ran.err.contains("brnach+seat")), (64, true), "{ran:?}");
}

#[test]
fn what_is_written_beside_a_project_takes_nobodys_place() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name);
    for (name, row) in [("north", "1,Ann"), ("south", "2,Bo")] {
        std::fs::create_dir(place(name)).unwrap();
        std::fs::write(place(name).join("people.csv"), format!("customer_id,name\n{row} \n")).unwrap();
    }
    let program = Program::new(folder.path());
    let ran = program.run(&["import", "p.tribewise", "north/people.csv", "south/people.csv", "--table", "north"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let read = |name: &str| std::fs::read_to_string(place("north").join(name)).unwrap();
    assert_eq!(read("people.csv"), "customer_id,name\n1,Ann \n", "the file that was read is as it was");
    assert_eq!(read("people (2).csv"), "customer_id,name\n1,Ann\n");
    assert_eq!(read("people (3).csv"), "customer_id,name\n2,Bo\n");
}

#[test]
fn a_list_without_numbers_is_told_apart_by_row_or_by_columns() {
    let folder = folder();
    let row = |n: usize| {
        let age = if n.is_multiple_of(7) { 999 } else { 20 + n % 40 };
        format!("{},{},{age},{}\n", n % 6, n / 6, ["S", "M", "L"][n % 3])
    };
    let list: String = std::iter::once("branch,seat,age,tariff\n".to_owned()).chain((0..60).map(row)).collect();
    std::fs::write(folder.path().join("staff.csv"), list).unwrap();
    let mut window = Window::open(folder.path(), &[]);
    look(&mut window, folder.path(), &["staff.csv"]);
    let draft = |window: &Window| window.harness.state().screen().drafts[0].mapping.clone();
    assert_eq!(draft(&window).kind, FileKind::People);
    window.assert_says("No column tells your customers apart by itself. What does?");
    window.harness.get_by_role_and_label(Role::RadioButton, words::adding::id_by_row()).click_accesskit();
    window.harness.run_steps(3);
    assert_eq!(draft(&window).id_from, Some(IdFrom::RowNumber));
    window.harness.get_by_role_and_label(Role::RadioButton, words::adding::id_by_columns()).click_accesskit();
    window.harness.run_steps(3);
    assert_eq!(draft(&window).id_from, Some(IdFrom::Columns(vec!["branch".into(), "seat".into()])));
    let unknown = draft(&window).unknown;
    assert_eq!(unknown.iter().map(|code| code.code.as_str()).collect::<Vec<_>>(), ["999"]);
    window.until("checked", |window| window.says(words::adding::all_rows()));
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 1);
    let document = window.document();
    let ids = document.imports[0].table.plain().column("id").unwrap().str().unwrap();
    assert_eq!(ids.iter().flatten().take(2).collect::<Vec<_>>(), ["0/0", "1/0"]);
    assert_eq!(ids.n_unique().unwrap(), 60);
}

/// The first file of the wizard.
fn first(window: &Window) -> &tribewise::ui::Draft {
    &window.harness.state().screen().drafts[0]
}

#[test]
fn a_new_month_goes_on_from_the_newest_and_one_file_is_it() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("october.csv", OCTOBER);
    put("november.csv", NOVEMBER);
    put("december.csv", &NOVEMBER.replace("2026-11", "2026-12"));
    put("more.csv", &NOVEMBER.replace("2026-11", "2027-01"));
    let mut window = Window::open(folder.path(), &[&["november.csv"], &["december.csv", "more.csv"]]);
    window.add(folder.path(), &["october.csv"]);
    window.click("New month… october.csv");
    window.until("checked", |window| window.says(words::adding::month_title()));
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 2);
    window.harness.run_steps(3);
    window.click("New month… october.csv");
    window.until("looked at", |window| window.harness.state().screen().drafts.len() == 2);
    let november = window.document().imports[1].id;
    let follows: Vec<_> = window.harness.state().screen().drafts.iter().map(|draft| draft.follows).collect();
    assert_eq!(follows, [Some(november), None]);
    window.until("checked", |window| window.says(words::adding::month_title()));
    window.click(&words::data::add_drafts(2));
    window.until("added", |window| window.document().imports.len() == 4);
    window.harness.run_steps(3);
    window.click("Take back november.csv");
    window.assert_says("december.csv is a newer month of this file.");
    assert_eq!(window.document().imports.len(), 4);
}

#[test]
fn what_was_read_beside_a_file_is_read_again_when_that_file_is_gone() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("september.csv", &OCTOBER.replace("2026-10", "2026-09").replace("09-31", "09-30"));
    put("october.csv", OCTOBER);
    put("november.csv", NOVEMBER);
    let mut window = Window::open(folder.path(), &[&["november.csv"]]);
    window.add(folder.path(), &["september.csv"]);
    window.add(folder.path(), &["october.csv"]);
    window.click("New month… october.csv");
    window.until("checked", |window| window.says(words::adding::month_title()));
    let n_rows = |window: &Window| {
        let taken = first(window).reading.as_ref()?.outcome.as_ref().ok()?;
        Some(taken.table.height())
    };
    assert_eq!(n_rows(&window), Some(2), "one row is in October already");
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(window.document().imports.len(), 1);
    window.until("checked again", |window| n_rows(window) == Some(3));
    assert_eq!(first(&window).follows, None);
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 2);
    assert_eq!(rows(&window.document()), [3, 3]);
}

#[test]
fn files_that_cannot_be_added_together_stay_in_the_wizard() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("october.csv", OCTOBER);
    put("again.csv", OCTOBER);
    put("november.csv", NOVEMBER);
    let mut window = Window::open(folder.path(), &[]);
    window.add(folder.path(), &["october.csv"]);
    look(&mut window, folder.path(), &["again.csv", "november.csv"]);
    window.click(&words::data::add_drafts(2));
    window.until("refused", |window| window.says("The same rows are already here, from october.csv."));
    assert_eq!(window.document().imports.len(), 1);
    assert_eq!(first(&window).source.name, "again.csv");
    window.click(words::data::leave_out());
    window.until("checked", |window| window.says(words::adding::all_rows()));
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 2);
}

#[test]
fn what_columns_mean_is_remembered_and_how_bytes_are_read_is_found_anew() {
    let folder = folder();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let row = |n: usize| format!("{},{},{},{}\n", n % 6, n / 6, 20 + n % 40, ["S", "M", "L"][n % 3]);
    let list: String = std::iter::once("branch,seat,age,tariff\n".to_owned()).chain((0..60).map(row)).collect();
    put("staff.csv", &list);
    put("staff later.csv", &format!("Staff of the branches\n\n{}", list.replace(',', ";")));
    let mut window = Window::open(folder.path(), &[]);
    look(&mut window, folder.path(), &["staff.csv"]);
    window.choose("tariff", words::data::meaning(Meaning::NotNeeded));
    window.until("checked", |window| window.says(words::adding::all_rows()));
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 1);
    look(&mut window, folder.path(), &["staff later.csv"]);
    let mapping = first(&window).mapping.clone();
    assert_eq!((mapping.delimiter, mapping.n_title_lines > 0), (';', true));
    assert_eq!(mapping.columns[3].meaning, Meaning::NotNeeded);
    window.assert_says("No column tells your customers apart by itself. What does?");
    window.assert_says("60 rows read: 60 kept");
}
