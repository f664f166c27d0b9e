//! Files, columns and rows in words.

use super::number;
use super::sentences;
use crate::domain::import::{
    IdFrom, Mapping, ProblemKind, Question, Refusal, Report, TimeReading, Unreadable, Warning, WarningKind, day_text,
};
use crate::domain::model::{FileKind, Meaning};
use crate::ui::DataPage;

/// The kind of a file, as a short title.
#[must_use]
pub fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::People => "Customers",
        FileKind::Calls => "Calls",
        FileKind::Messages => "Messages between people",
        FileKind::Transfers => "Payments between people",
        FileKind::Friendships => "Friendships",
        FileKind::Ratings => "Ratings of each other",
        FileKind::Meetings => "Meetings",
        FileKind::Purchases => "Purchases",
        FileKind::Interests => "Interests",
        FileKind::Incidents => "Complaints and outages",
        FileKind::Outgoing => "Outgoing messages",
        FileKind::Results => "Campaign results",
        FileKind::Optouts => "Opt-outs",
    }
}

/// What the pages of the data room are called.
#[must_use]
pub fn page(page: DataPage) -> &'static str {
    match page {
        DataPage::Files => "Files",
        DataPage::Cleaning => "Who and what counts",
        DataPage::Same => "Same person?",
        DataPage::Stages => "Stages",
        DataPage::Privacy => "Privacy",
        DataPage::History => "History",
    }
}

/// What one row says, in one sentence.
#[must_use]
pub fn row_sentence(kind: FileKind) -> &'static str {
    match kind {
        FileKind::People => "Each row is one customer.",
        FileKind::Calls => "Each row is one call: who called whom, when, and for how long.",
        FileKind::Messages => "Each row is one message from one person to another.",
        FileKind::Transfers => "Each row is one payment from one person to another.",
        FileKind::Friendships => "Each row is a pair of people who know each other.",
        FileKind::Ratings => "Each row is one person's judgement of another, good or bad.",
        FileKind::Meetings => "Each row is a time that two people spent together.",
        FileKind::Purchases => "Each row is something a customer bought.",
        FileKind::Interests => "Each row is a subject that a customer cares about.",
        FileKind::Incidents => "Each row is a complaint of a customer, or a time when their service failed.",
        FileKind::Outgoing => "Each row is a message you are about to send to a customer.",
        FileKind::Results => "Each row is what a customer did after a campaign.",
        FileKind::Optouts => "Each row is a customer who must be left alone.",
    }
}

/// What a column says, as the choice in the mapping.
#[must_use]
pub fn meaning(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Id => "Customer number",
        Meaning::From => "From whom",
        Meaning::To => "To whom",
        Meaning::At => "When",
        Meaning::Seconds => "How long (seconds)",
        Meaning::Times => "How many times",
        Meaning::Amount => "Amount of money",
        Meaning::Value => "Judgement (number)",
        Meaning::Name => "Name",
        Meaning::Phone => "Phone",
        Meaning::Email => "E-mail",
        Meaning::Spend => "Spends a month",
        Meaning::Consent => "May be contacted",
        Meaning::Market => "Is in your market",
        Meaning::Product => "Product",
        Meaning::Shop => "Shop",
        Meaning::Topic => "Subject of interest",
        Meaning::Channel => "Channel",
        Meaning::Subject => "Subject line",
        Meaning::Body => "Text",
        Meaning::Due => "Send by",
        Meaning::Outcome => "Said yes",
        Meaning::Cell => "Cell code",
        Meaning::Code => "Coupon code",
        Meaning::Attribute => "Describes the customer",
        Meaning::NotNeeded => "Not needed",
    }
}

/// The account of a file: "3,600 rows read: 3,598 kept, 2 set aside".
#[must_use]
pub fn account(report: &Report) -> String {
    let mut parts = vec![format!("{} kept", count(report.n_rows_kept))];
    if report.n_rows_set_aside > 0 {
        parts.push(format!("{} set aside", count(report.n_rows_set_aside)));
    }
    if report.n_rows_blank > 0 {
        parts.push(format!("{} blank", count(report.n_rows_blank)));
    }
    if report.n_rows_erased > 0 {
        parts.push(super::privacy::rows_erased(report.n_rows_erased));
    }
    if report.n_rows_left_out > 0 {
        parts.push(format!("{} of weaker ties left out, as you chose", count(report.n_rows_left_out)));
    }
    if report.n_rows_known > 0 {
        parts.push(format!("{} in an earlier month already", count(report.n_rows_known)));
    }
    let mut text = format!("{} read: {}", number::rows(report.n_rows_read), parts.join(", "));
    if report.n_missed_calls > 0 {
        text = format!("{text}; {} missed calls among them", count(report.n_missed_calls));
    }
    text
}

fn count(n: u64) -> String {
    number::count(usize::try_from(n).unwrap_or(usize::MAX))
}

/// Why a row or cell could not be read.
#[must_use]
pub fn problem(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::TooFewCells => "The row has fewer cells than the header",
        ProblemKind::TooManyCells => "The row has more cells than the header",
        ProblemKind::NotText => "Some letters could not be read",
        ProblemKind::MissingValue => "A needed value is missing",
        ProblemKind::NotADate => "This is not a date",
        ProblemKind::NotANumber => "This is not a number",
        ProblemKind::NotYesOrNo => "This is neither yes nor no",
        ProblemKind::SamePerson => "Both sides are the same person",
        ProblemKind::OpenQuote => "A quotation mark is never closed",
        ProblemKind::RepeatedHeader => "The header again",
        ProblemKind::NotAnEmail => "This is not an e-mail address",
        ProblemKind::Footer => "A sum or a note, not a customer",
    }
}

/// What only the file's owner can say, with the guess that is taken meanwhile.
#[must_use]
pub fn question(question: Question) -> String {
    match question {
        Question::StartDate => {
            "The times count seconds from some moment. On which day did they start? Only the order matters for scores."
                .into()
        }
        Question::DayOrMonthFirst => "Dates like 03/04/2026: is the day first, or the month?".into(),
        Question::CommaMeaning => "Numbers like 1,234: is the comma a decimal comma?".into(),
        Question::Kind => "What is this file? The guess may be wrong.".into(),
        Question::MissingColumn(missing) => {
            format!("Which column says “{}”? The file cannot be used without it.", meaning(missing))
        }
        Question::Encoding => {
            "The file does not say how its letters are written. Are the names below spelled right?".into()
        }
        Question::Sheet => "The file holds several tables. Which one is meant?".into(),
        Question::ConsentWords => {
            "Some words for consent are not known. They count as “no” until you change them in the file.".into()
        }
        Question::IdFrom => "No column tells your customers apart by itself. What does?".into(),
        Question::Header => {
            "The header does not name as many columns as the rows have. Does each name stand above the right column?"
                .into()
        }
        Question::ByPlace(meaning) => format!(
            "Nothing in the file says which column is “{}”. The first that could be was taken: is it right?",
            self::meaning(meaning)
        ),
    }
}

/// What happened, what was kept, what to do.
#[must_use]
pub fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => "The file is empty. Nothing was added; export it again from where it came.".into(),
        Unreadable::NotATable(what) => {
            format!("This is {what}, not a table. Nothing was added; save it as CSV and drop it here again.")
        }
        Unreadable::MissingColumn(missing) => format!(
            "No column says “{}”. Nothing was added; choose the column that does, or another kind of file.",
            meaning(*missing)
        ),
        Unreadable::OtherColumns => {
            "The columns are not those of the saved settings. Nothing was added; choose the columns again.".into()
        }
        Unreadable::Foreign(refusal) => refused(*refusal).into(),
        Unreadable::DoesNotFit(fit) => {
            format!("{} Nothing was added; {}", super::fit::sentence(fit), super::fit::way_out(fit))
        }
        Unreadable::NoRows => "Not one row could be read. Nothing was added; check the choices above.".into(),
    }
}

fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Protected => {
            "The file is protected by a password. Nothing was added; open it, save it without the password and drop it here again."
        }
        Refusal::Damaged => {
            "The file is damaged or was cut off. Nothing was added; open it in the program that made it and save it again."
        }
        Refusal::TooLarge => {
            "Unpacked, the file would be larger than a table can sensibly be. Nothing was added; save it as CSV, in parts if need be."
        }
        Refusal::NoTable => "There is no table in the file. Nothing was added; check that it is the right one.",
        Refusal::SeveralFiles => {
            "The archive holds several files or none that is a table. Nothing was added; unpack it and drop the right file here."
        }
        Refusal::TookTooLong => {
            "Reading the file took too long. Nothing was added; save it as CSV and drop it here again."
        }
        Refusal::ReaderFailed => {
            "The file could not be read: something in it is not as it should be. Nothing was added; save it as CSV and drop it here again."
        }
    }
}

/// What is odd about a table, and what it means for the result.
#[must_use]
pub fn warning(warning: &Warning) -> String {
    let n = number::count(usize::try_from(warning.n).unwrap_or(usize::MAX));
    let column = warning.column.as_deref().unwrap_or("?");
    let found = &warning.found;
    match warning.kind {
        WarningKind::DuplicateRows => format!("{n} rows say the same as a row before. All were kept."),
        WarningKind::DuplicateIds => {
            format!("{n} rows give a customer number a second name (first “{found}”). Nobody was merged by name.")
        }
        WarningKind::LostDigits => format!(
            "Column {column}: “{found}” and {n} in all lost digits before this file was made. Export the column as text."
        ),
        WarningKind::LostZeros => {
            format!(
                "Column {column}: numbers of fixed length were kept as figures, so zeros in front may be gone (“{found}”)."
            )
        }
        WarningKind::MaybeCut => {
            format!(
                "The file has exactly {n} rows, the most that a spreadsheet can write. The rest may have been cut off."
            )
        }
        WarningKind::DamagedLetters => format!("Some letters look damaged (“{found}”). They were kept as they are."),
        WarningKind::UnknownCode => {
            format!(
                "Column {column}: “{found}” was read as “not known” ({}).",
                number::plural(usize::try_from(warning.n).unwrap_or(usize::MAX), "cell", "cells")
            )
        }
        WarningKind::HiddenRows => {
            format!("{n} rows are hidden or filtered out in the sheet. They were read like the others.")
        }
        WarningKind::HiddenColumns => format!("{n} columns are hidden in the sheet. They were read like the others."),
        WarningKind::NoStoredResult => {
            format!("Column {column}: {n} formulas have no stored result. Open the file, save it and add it again.")
        }
        WarningKind::ErrorCell => format!("Column {column}: the cell shows an error ({found})."),
        WarningKind::NotADate => format!("Column {column}: “{found}” is not a date."),
        WarningKind::NotANumber => format!("Column {column}: “{found}” is not a number."),
        WarningKind::NotAnEmail => format!("Column {column}: “{found}” is not an e-mail address."),
    }
}

sentences! {
    add_files: "Add files…";
    files_title: "Your files";
    no_files_title: "No files yet";
    no_files_text: "Add a file that says who is in touch with whom: calls, messages, payments or friendships. A customer file adds names and spending.";
    reading_text: "You check what was found before anything is added.";
    need_pairs: "Nothing here says yet who is in touch with whom. Add calls, messages, payments or friendships.";
    show_me_who: "Show me who";
    take_back: "Take back";
    save_set_aside: "Save the rows set aside…";
    look_at_them: "Look at them";
    wizard_title: "Check before adding";
    wizard_hint: "Nothing is stored until you add it. Every guess can be changed.";
    kind_label: "This file is";
    leave_out: "Leave this file out";
    column_in_file: "Column in the file";
    samples: "For example";
    means: "Means";
    start_label: "Day on which the times start (2026-11-21)";
    day_first: "The day comes first (31/12/2026)";
    decimal_comma: "Numbers use a decimal comma (1,5)";
    first_rows: "How the first rows are read";
    none_usable: "None of these files could be used";
    none_usable_text: "What is wrong with each stands at the left. Nothing was changed.";
    other_files: "Choose other files…";
    cannot_use: "Could not be used";
}

/// The wizard's one action.
#[must_use]
pub fn add_drafts(n: usize) -> String {
    if n == 1 { "Add this file".into() } else { format!("Add these {n} files") }
}

/// The live count beneath a mapping.
#[must_use]
pub fn preview(preview: &crate::domain::import::Preview) -> String {
    let scope = if preview.is_whole_file { "" } else { "Of the first rows: " };
    let mut text = format!("{scope}{} good", count(preview.n_good));
    if preview.n_doubtful > 0 {
        text = format!("{text}, {} with an unreadable cell", count(preview.n_doubtful));
    }
    if preview.n_set_aside > 0 {
        text = format!("{text}, {} to be set aside", count(preview.n_set_aside));
    }
    text
}

/// "In row 17, column duration: this is not a number (found “n/a”)".
#[must_use]
pub fn problem_line(entry: &crate::domain::import::Problem) -> String {
    let place = entry.column.as_ref().map_or(String::new(), |column| format!(", column {column}"));
    let found = if entry.found.is_empty() { String::new() } else { format!(" (found “{}”)", entry.found) };
    format!("Row {}{place}: {}{found}", number::count(usize::try_from(entry.row).unwrap_or(0)), problem(entry.kind))
}

/// Nobody is known to care about a subject.
#[must_use]
pub fn no_such_topic(topic: &str) -> String {
    format!(
        "Nobody in these files bought or cares about “{topic}”. The old scores were kept; look at the products and \
        interests in your files for the right word."
    )
}

/// The guess that stands for a question until somebody changes it in the columns below.
#[must_use]
pub fn guess(question: Question, mapping: &Mapping) -> String {
    let whole = answer_by(question, mapping);
    whole.split_once("; answer").map_or(whole.clone(), |(guess, _)| format!("{guess}."))
}

/// The guess that stands for a question until somebody answers it, and how to answer on the command line.
#[must_use]
pub fn answer_by(question: Question, mapping: &Mapping) -> String {
    match (question, mapping.time) {
        (Question::StartDate, TimeReading::SecondsSince { start }) => {
            format!("The guess is {}; answer with --start DATE.", day_text(start))
        }
        (Question::DayOrMonthFirst, TimeReading::Calendar { is_day_first }) => {
            let first = if is_day_first { "day" } else { "month" };
            format!("The guess is that the {first} comes first; answer with --mapping FILE.")
        }
        (Question::CommaMeaning, _) => {
            let meaning = if mapping.is_decimal_comma { "decimals" } else { "thousands" };
            format!("The guess is {meaning}; answer with --mapping FILE.")
        }
        (Question::Encoding, _) => {
            format!("The guess is {}; answer with --mapping FILE.", mapping.encoding.as_deref().unwrap_or("UTF-8"))
        }
        (Question::Sheet, _) => {
            format!("The guess is “{}”; answer with --sheet NAME.", mapping.sheet.as_deref().unwrap_or_default())
        }
        (Question::IdFrom, _) => match &mapping.id_from {
            Some(IdFrom::Columns(columns)) => {
                format!(
                    "The guess is {} together; answer with --id-from row or --id-from COLUMN+COLUMN.",
                    columns.join(" and ")
                )
            }
            _ => "The guess is that each row is a customer of its own; answer with --id-from COLUMN+COLUMN.".into(),
        },
        (Question::Header, _) => "The guess is that they do, from the left; answer with --mapping FILE.".into(),
        (Question::ByPlace(meaning), _) => {
            let column = mapping.column(meaning).and_then(|n| mapping.columns.get(n));
            let heading = column.map_or("", |column| column.heading.as_str());
            format!("The guess is “{heading}”; answer with --mapping FILE.")
        }
        (Question::ConsentWords, _) => "The guess is that they mean no; correct the file to say otherwise.".into(),
        (Question::Kind, _) => format!("The guess is {}; answer with --kind KIND.", mapping.kind.word()),
        _ => "Answer with --mapping FILE.".into(),
    }
}

/// How a file was read: what a person set or import found.
#[must_use]
pub fn settings(mapping: &Mapping) -> String {
    let mut parts = Vec::new();
    if let Some(sheet) = &mapping.sheet {
        parts.push(format!("sheet “{sheet}”"));
    }
    if let Some(encoding) = &mapping.encoding {
        parts.push(format!("letters as {encoding}"));
    }
    parts.push(if mapping.is_decimal_comma { "1,5 is one and a half" } else { "1.5 is one and a half" }.to_owned());
    match mapping.time {
        TimeReading::Calendar { is_day_first: true } => parts.push("days before months".into()),
        TimeReading::Calendar { is_day_first: false } => parts.push("months before days".into()),
        TimeReading::SecondsSince { start } => parts.push(format!("seconds since {}", day_text(start))),
    }
    let used = mapping.columns.iter().filter(|column| column.meaning != Meaning::NotNeeded).count();
    parts.push(format!("{used} of {} used", number::plural(mapping.columns.len(), "column", "columns")));
    format!("Read with {}.", parts.join(", "))
}
