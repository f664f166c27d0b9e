//! Other formats at their door, from files made here.

use super::*;
use crate::domain::import::{Proposal, Question, Report, Source, WarningKind, propose, read};
use crate::domain::model::FileKind;
use crate::domain::ticket::Ticket;
use std::io::Write;

fn taken(bytes: &[u8]) -> (Proposal, Report) {
    let carried = if is_foreign(bytes) { read_foreign(bytes).unwrap() } else { bytes.to_vec() };
    let source = Source { name: "customers".to_owned(), bytes: carried.into() };
    let proposal = propose(&source, None).unwrap();
    let report = read(&source, &proposal.mapping, &Ticket::new()).unwrap().unwrap().report;
    (proposal, report)
}

fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Workbook)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn fill(sheet: &mut rust_xlsxwriter::Worksheet, top: u32, left: u16, n_rows: u32) {
    for (n, heading) in ["customer_id", "name", "spend"].into_iter().enumerate() {
        sheet.write(top, left + n as u16, heading).unwrap();
    }
    for row in 1..=n_rows {
        sheet.write(top + row, left, format!("00{row}")).unwrap();
        sheet.write(top + row, left + 1, format!("Zoë {row}")).unwrap();
        sheet.write(top + row, left + 2, f64::from(row) + 0.5).unwrap();
    }
}

#[test]
fn a_table_anywhere_on_a_sheet_is_found() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(1, 3, "Our customers").unwrap();
        fill(sheet, 5, 3, 12);
        sheet.write(7, 9, "a note").unwrap();
    });
    let (proposal, report) = taken(&bytes);
    assert_eq!(report.headings, ["customer_id", "name", "spend"]);
    assert_eq!((report.n_rows_kept, report.n_rows_set_aside), (12, 0));
    assert!(proposal.questions.is_empty(), "{:?}", proposal.questions);
}

#[test]
fn several_tables_are_asked_about_and_hidden_rows_told() {
    let bytes = book(|book| {
        fill(book.add_worksheet().set_name("Main").unwrap(), 0, 0, 9);
        let other = book.add_worksheet().set_name("Other").unwrap();
        fill(other, 0, 0, 4);
        other.set_row_hidden(2).unwrap();
        fill(other, 8, 0, 3);
    });
    let (proposal, report) = taken(&bytes);
    assert_eq!(proposal.questions, [Question::Sheet]);
    assert_eq!(proposal.mapping.sheet.as_deref(), Some("Main"));
    let names: Vec<&str> = proposal.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Main", "Other", "Other, table 2"]);
    assert_eq!(report.n_rows_kept, 9);
    let source = Source { name: "x".to_owned(), bytes: read_foreign(&bytes).unwrap().into() };
    let told = crate::domain::import::Told { sheet: Some("Other".to_owned()), ..Default::default() };
    let proposal = crate::domain::import::propose_as(&source, &told).unwrap();
    let report = read(&source, &proposal.mapping, &Ticket::new()).unwrap().unwrap().report;
    assert_eq!(report.n_rows_kept, 4);
    assert!(report.warnings.iter().any(|warning| warning.kind == WarningKind::HiddenRows && warning.n == 1));
}

#[test]
fn packed_text_and_json_lines_read_like_text() {
    let text = b"id,name\n1,Ann\n2,Bo\n";
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text).unwrap();
    let gz = packer.finish().unwrap();
    assert_eq!(read_foreign(&gz).unwrap(), text);
    let (_, report) = taken(b"{\"id\": 1, \"name\": \"Ann\"}\n{\"name\": \"Bo\", \"id\": 2, \"x\": null}\nbroken\n");
    assert_eq!((report.n_rows_kept, report.n_rows_set_aside), (2, 1));
    assert!(!is_foreign(b"{\n \"id\": 1\n}") && !is_foreign(b"id,name\n"));
}

#[test]
fn columns_files_read_like_text() {
    use polars::prelude::*;
    let mut frame = df!("customer_id" => ["01", "02", "03"], "spend" => [1.5, 2.0, 3.0]).unwrap();
    let mut parquet = Vec::new();
    polars_io::parquet::write::ParquetWriter::new(&mut parquet)
        .with_compression(polars_io::parquet::write::ParquetCompression::Uncompressed)
        .finish(&mut frame)
        .unwrap();
    let mut arrow = Vec::new();
    polars_io::ipc::IpcWriter::new(&mut arrow).finish(&mut frame).unwrap();
    for bytes in [parquet, arrow] {
        let (_, report) = taken(&bytes);
        assert_eq!((report.n_rows_kept, report.headings.len()), (3, 2));
        assert_eq!(read_foreign(&bytes[..bytes.len() / 2]), Err(Refusal::Damaged));
    }
}

#[test]
fn bombs_are_refused_before_they_burst() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&vec![b' '; 30 << 20]).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    assert_eq!(read_foreign(&bytes), Err(Refusal::TooLarge));
    assert_eq!(read_foreign(&bytes[..1000]), Err(Refusal::Damaged));
}

#[test]
fn graph_files_become_ties_and_people() {
    let graphml = br#"<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="d0" for="node" attr.name="town" attr.type="string"/><key id="d1" for="edge" attr.name="weight"/>
        <graph edgedefault="directed"><node id="A&amp;B"><data key="d0">R&#246;m</data></node><node id="c"/>
        <edge source="A&amp;B" target="c"><data key="d1">2.5</data></edge><edge source="c" target="d"/></graph></graphml>"#;
    let packed = read_foreign(graphml).unwrap();
    let tables = crate::domain::import::carried::unpack(&packed).unwrap();
    let texts: Vec<&str> = tables.iter().map(|(_, text)| std::str::from_utf8(text).unwrap()).collect();
    assert_eq!(texts, ["from,to,weight\nA&B,c,2.5\nc,d,\n", "id,town\nA&B,Röm\nc,\n"]);
    let (proposal, report) = taken(graphml);
    assert_eq!((proposal.mapping.kind, report.n_rows_kept), (FileKind::Friendships, 2));
    assert_eq!(proposal.questions, [Question::Sheet]);

    let gexf = br#"<gexf version="1.3"><graph defaultedgetype="undirected"><nodes><node id="0"/><node id="1"/></nodes>
        <edges><edge id="0" source="0" target="1" weight="-2"/><edge id="1" source="1" target="2" weight="4"/></edges></graph></gexf>"#;
    let (proposal, report) = taken(gexf);
    assert_eq!((proposal.mapping.kind, report.n_rows_kept), (FileKind::Ratings, 2), "{:?}", proposal.mapping);
    assert!(proposal.questions.is_empty(), "{:?}", proposal.questions);

    let net = b"% made up\n*Vertices 3\n1 \"Ann Lee\" 0.1 0.2\n2 \"Bo\"\n3 \"Cy\"\n*Edges\n1 2 1\n2 3 4\n2 x\n*Edgeslist\n1 2 3\n";
    let (proposal, report) = taken(net);
    assert_eq!((proposal.mapping.kind, report.n_rows_kept, report.n_rows_set_aside), (FileKind::Friendships, 4, 1));
    assert_eq!(proposal.columns[0].samples[0], "Ann Lee");
}

#[test]
fn hostile_graph_files_are_refused() {
    let laughs = b"<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><graphml><graph><edge source=\"&b;\" target=\"x\"/></graph></graphml>";
    let outside = b"<!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><graphml><key id=\"k\" attr.name=\"k\"/><graph><node id=\"1\"><data key=\"k\">&x;</data></node></graph></graphml>";
    let unknown = b"<graphml><key id=\"k\" attr.name=\"k\"/><graph><node id=\"1\"><data key=\"k\">&x;</data></node></graph></graphml>";
    let deep = [b"<graphml>".to_vec(), b"<graph>".repeat(100_000)].concat();
    let cut = b"<graphml><graph><edge source=\"1\" target=\"2\"/>";
    for bytes in [&laughs[..], outside, unknown, &deep, cut] {
        assert_eq!(read_foreign(bytes), Err(Refusal::Damaged));
    }
    assert_eq!(read_foreign(b"*Vertices 99999999999\n4000000000 \"x\"\n*Arcs\n1 2\n"), Err(Refusal::Damaged));
}

#[test]
fn phones_kept_as_figures_are_told() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        for (n, heading) in ["customer_id", "phone", "spend"].into_iter().enumerate() {
            sheet.write(0, n as u16, heading).unwrap();
        }
        for row in 1..9 {
            sheet.write(row, 0, format!("00{row}")).unwrap();
            sheet.write(row, 1, 2_079_460_820.0 + f64::from(row)).unwrap();
            sheet.write(row, 2, 12_345_678.0).unwrap();
        }
    });
    let (_, report) = taken(&bytes);
    let lost: Vec<_> = report.warnings.iter().filter(|warning| warning.kind == WarningKind::LostZeros).collect();
    assert_eq!((lost.len(), lost[0].column.as_deref(), lost[0].n), (1, Some("phone"), 8), "{lost:?}");
}

#[test]
fn an_open_document_sheet_says_what_it_hides_and_pads() {
    let cell = |kind: &str, text: &str| {
        let value = if kind == "string" { String::new() } else { format!(" office:value=\"{text}\"") };
        format!("<table:table-cell office:value-type=\"{kind}\"{value}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |n: usize, how: &str| {
        let id = format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{n}\"><text:p>{n:05}</text:p></table:table-cell>"
        );
        format!("<table:table-row{how}>{id}{}{}</table:table-row>", cell("string", "Ann"), cell("float", "2.5"))
    };
    let rows: String = (1..9).map(|n| row(n, if n == 3 { " table:visibility=\"filter\"" } else { "" })).collect();
    let head = ["customer_id", "name", "spend"].map(|word| cell("string", word)).concat();
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"List\"><table:table-column table:visibility=\"collapse\"/><table:table-row>{head}</table:table-row>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let (proposal, report) = taken(&zip.finish().unwrap().into_inner());
    assert_eq!(proposal.columns[0].samples[0], "00001");
    let hidden =
        |kind| report.warnings.iter().filter(|warning| warning.kind == kind).map(|warning| warning.n).sum::<u64>();
    assert_eq!((hidden(WarningKind::HiddenRows), hidden(WarningKind::HiddenColumns)), (1, 1));
}
