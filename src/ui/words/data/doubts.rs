//! What is asked, guessed, refused and found odd about a file, in words.

use super::kinds::meaning;
use super::{amount, count};
use crate::domain::import::{
    IdFrom, Mapping, ProblemKind, Question, Refusal, TimeReading, Unreadable, Warning, WarningKind, day_text,
};
use crate::ui::words::{Language, fit, pick, said, spoken};

/// Why a row or cell could not be read.
#[must_use]
pub fn problem(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::TooFewCells => {
            pick("The row has fewer cells than the header", "La riga ha meno celle dell’intestazione")
        }
        ProblemKind::TooManyCells => {
            pick("The row has more cells than the header", "La riga ha più celle dell’intestazione")
        }
        ProblemKind::NotText => pick("Some letters could not be read", "Alcuni caratteri non si leggono"),
        ProblemKind::MissingValue => pick("A needed value is missing", "Manca un valore necessario"),
        ProblemKind::NotADate => pick("This is not a date", "Questa non è una data"),
        ProblemKind::NotANumber => pick("This is not a number", "Questo non è un numero"),
        ProblemKind::NotYesOrNo => pick("This is neither yes nor no", "Non è né sì né no"),
        ProblemKind::SamePerson => {
            pick("Both sides are the same person", "Da una parte e dall’altra c’è la stessa persona")
        }
        ProblemKind::OpenQuote => pick("A quotation mark is never closed", "Le virgolette non vengono mai chiuse"),
        ProblemKind::RepeatedHeader => pick("The header again", "Di nuovo l’intestazione"),
        ProblemKind::NotAnEmail => pick("This is not an e-mail address", "Questo non è un indirizzo e-mail"),
        ProblemKind::Footer => pick("A sum or a note, not a customer", "Un totale o una nota, non un cliente"),
    }
}

/// What only the file's owner can say, with the guess that is taken meanwhile.
#[must_use]
pub fn question(question: Question) -> String {
    match question {
        Question::StartDate => pick(
            "The times count seconds from some moment. On which day did they start? Only the order matters for scores.",
            "Gli orari contano i secondi da un certo momento. Da quale giorno? Per i punteggi conta solo l’ordine.",
        )
        .into(),
        Question::DayOrMonthFirst => pick(
            "Dates like 03/04/2026: is the day first, or the month?",
            "Date come 03/04/2026: viene prima il giorno o il mese?",
        )
        .into(),
        Question::CommaMeaning => pick(
            "Numbers like 1,234: is the comma a decimal comma?",
            "Numeri come 1,234: la virgola separa i decimali?",
        )
        .into(),
        Question::Kind => {
            pick("What is this file? The guess may be wrong.", "Che file è questo? L’ipotesi può essere sbagliata.")
                .into()
        }
        Question::Encoding => pick(
            "The file does not say how its letters are written. Are the names below spelled right?",
            "Il file non dice come sono codificati i caratteri. I nomi qui sotto si leggono bene?",
        )
        .into(),
        Question::Sheet => {
            pick("The file holds several tables. Which one is meant?", "Il file contiene più tabelle. Quale va presa?")
                .into()
        }
        Question::ConsentWords => pick(
            "Some words for consent are not known. They count as “no” until you change them in the file.",
            "Alcune parole per il consenso non sono note. Contano come “no” finché non le cambi nel file.",
        )
        .into(),
        Question::IdFrom => pick(
            "No column tells your customers apart by itself. What does?",
            "Nessuna colonna da sola distingue i tuoi clienti. Che cosa li distingue?",
        )
        .into(),
        Question::Header => pick(
            "The header does not name as many columns as the rows have. Does each name stand above the right column?",
            "L’intestazione non ha tanti nomi quante sono le colonne. Ogni nome sta sopra la colonna giusta?",
        )
        .into(),
        Question::MissingColumn(missing) => said!(
            "Which column says “{}”? The file cannot be used without it."
                | "Quale colonna dice “{}”? Senza, il file non si può usare.",
            meaning(missing)
        ),
        Question::ByPlace(by_place) => said!(
            "Nothing in the file says which column is “{}”. The first that could be was taken: is it right?"
                | "Niente nel file dice quale colonna è “{}”. È stata presa la prima possibile: va bene?",
            meaning(by_place)
        ),
    }
}

/// The guess that stands for a question until somebody changes it in the columns below.
#[must_use]
pub fn guess(question: Question, mapping: &Mapping) -> String {
    let whole = answer_by(question, mapping);
    let how = pick("; answer", "; rispondi");
    whole.split_once(how).map_or(whole.clone(), |(guess, _)| format!("{guess}."))
}

/// The guess that stands for a question until somebody answers it, and how to answer on the command line.
#[must_use]
pub fn answer_by(question: Question, mapping: &Mapping) -> String {
    match (question, mapping.time) {
        (Question::StartDate, TimeReading::SecondsSince { start }) => said!(
            "The guess is {}; answer with --start DATE." | "L’ipotesi è {}; rispondi con --start DATE.",
            day_text(start)
        ),
        (Question::DayOrMonthFirst, TimeReading::Calendar { is_day_first }) => {
            let first = if is_day_first { pick("day", "il giorno") } else { pick("month", "il mese") };
            said!(
                "The guess is that the {first} comes first; answer with --mapping FILE."
                    | "L’ipotesi è che prima venga {first}; rispondi con --mapping FILE."
            )
        }
        (Question::CommaMeaning, _) => {
            let decimals = pick("decimals", "che separi i decimali");
            let thousands = pick("thousands", "che separi le migliaia");
            by_mapping(if mapping.is_decimal_comma { decimals } else { thousands })
        }
        (Question::Encoding, _) => by_mapping(mapping.encoding.as_deref().unwrap_or("UTF-8")),
        (Question::Sheet, _) => said!(
            "The guess is “{}”; answer with --sheet NAME." | "L’ipotesi è “{}”; rispondi con --sheet NAME.",
            mapping.sheet.as_deref().unwrap_or_default()
        ),
        (Question::IdFrom, _) => answer_by_ids(mapping.id_from.as_ref()),
        (Question::Header, _) => by_mapping(pick("that they do, from the left", "di sì, a partire da sinistra")),
        (Question::ByPlace(meaning), _) => {
            let column = mapping.column(meaning).and_then(|n| mapping.columns.get(n));
            by_mapping(&format!("“{}”", column.map_or("", |column| column.heading.as_str())))
        }
        (Question::ConsentWords, _) => pick(
            "The guess is that they mean no; correct the file to say otherwise.",
            "L’ipotesi è che vogliano dire no; se non è così, correggi il file.",
        )
        .into(),
        (Question::Kind, _) => said!(
            "The guess is {}; answer with --kind KIND." | "L’ipotesi è {}; rispondi con --kind KIND.",
            mapping.kind.word()
        ),
        _ => pick("Answer with --mapping FILE.", "Rispondi con --mapping FILE.").into(),
    }
}

fn by_mapping(guess: &str) -> String {
    said!("The guess is {guess}; answer with --mapping FILE." | "L’ipotesi è {guess}; rispondi con --mapping FILE.")
}

fn answer_by_ids(id_from: Option<&IdFrom>) -> String {
    match id_from {
        Some(IdFrom::Columns(columns)) => said!(
            "The guess is {} together; answer with --id-from row or --id-from COLUMN+COLUMN."
                | "L’ipotesi è {} insieme; rispondi con --id-from row o --id-from COLUMN+COLUMN.",
            columns.join(pick(" and ", " e "))
        ),
        _ => pick(
            "The guess is that each row is a customer of its own; answer with --id-from COLUMN+COLUMN.",
            "L’ipotesi è che ogni riga sia un cliente a sé; rispondi con --id-from COLUMN+COLUMN.",
        )
        .into(),
    }
}

/// What happened, what was kept, what to do.
#[must_use]
pub fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => pick(
            "The file is empty. Nothing was added; export it again from where it came.",
            "Il file è vuoto. Non è stato aggiunto nulla; esportalo di nuovo da dove viene.",
        )
        .into(),
        Unreadable::NotATable(what) => said!(
            "This is {}, not a table. Nothing was added; save it as CSV and drop it here again."
                | "Si tratta di {}, non di una tabella. Non è stato aggiunto nulla; salva i dati come CSV e trascinali di nuovo qui.",
            other_file(what)
        ),
        Unreadable::MissingColumn(missing) => said!(
            "No column says “{}”. Nothing was added; choose the column that does, or another kind of file."
                | "Nessuna colonna dice “{}”. Non è stato aggiunto nulla; scegli la colonna giusta, o un altro tipo di file.",
            meaning(*missing)
        ),
        Unreadable::OtherColumns => pick(
            "The columns are not those of the saved settings. Nothing was added; choose the columns again.",
            "Le colonne non sono quelle delle impostazioni salvate. Non è stato aggiunto nulla; scegli di nuovo le colonne.",
        )
        .into(),
        Unreadable::Foreign(refusal) => refused(*refusal).into(),
        Unreadable::DoesNotFit(fit) => said!(
            "{} Nothing was added; {}" | "{} Non è stato aggiunto nulla; {}",
            fit::sentence(fit),
            fit::way_out(fit)
        ),
        Unreadable::NoRows => pick(
            "Not one row could be read. Nothing was added; check the choices above.",
            "Non si è potuta leggere nemmeno una riga. Non è stato aggiunto nulla; controlla le scelte qui sopra.",
        )
        .into(),
    }
}

/// What a file is that is no table, as import names it.
fn other_file(what: &str) -> &str {
    let italian = match what {
        "an Excel workbook or a zip archive" => "una cartella di lavoro Excel o un archivio zip",
        "an empty zip archive" => "un archivio zip vuoto",
        "an old Excel workbook" => "una vecchia cartella di lavoro Excel",
        "a PDF document" => "un documento PDF",
        "a picture" => "un’immagine",
        "a Parquet file" => "un file Parquet",
        "an Arrow file" => "un file Arrow",
        "a compressed file" => "un file compresso",
        "a database" => "un database",
        "a text document" => "un documento di testo",
        "a web page" => "una pagina web",
        "an XML document" => "un documento XML",
        "a JSON file" => "un file JSON",
        _ => "un file di un altro tipo",
    };
    if spoken() == Language::Italian { italian } else { what }
}

fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Protected => pick(
            "The file is protected by a password. Nothing was added; open it, save it without the password and drop it here again.",
            "Il file è protetto da una password. Non è stato aggiunto nulla; aprilo, salvalo senza password e trascinalo di nuovo qui.",
        ),
        Refusal::Damaged => pick(
            "The file is damaged or was cut off. Nothing was added; open it in the program that made it and save it again.",
            "Il file è danneggiato o incompleto. Non è stato aggiunto nulla; aprilo nel programma che lo ha creato e salvalo di nuovo.",
        ),
        Refusal::TooLarge => pick(
            "Unpacked, the file would be larger than a table can sensibly be. Nothing was added; save it as CSV, in parts if need be.",
            "Una volta estratto, il file sarebbe troppo grande per una tabella. Non è stato aggiunto nulla; salvalo come CSV, se serve in più parti.",
        ),
        Refusal::NoTable => pick(
            "There is no table in the file. Nothing was added; check that it is the right one.",
            "Nel file non c’è nessuna tabella. Non è stato aggiunto nulla; controlla che sia quello giusto.",
        ),
        Refusal::SeveralFiles => pick(
            "The archive holds several files or none that is a table. Nothing was added; unpack it and drop the right file here.",
            "L’archivio contiene più file, o nessuna tabella. Non è stato aggiunto nulla; estrailo e trascina qui il file giusto.",
        ),
        Refusal::TookTooLong => pick(
            "Reading the file took too long. Nothing was added; save it as CSV and drop it here again.",
            "Leggere il file ha richiesto troppo tempo. Non è stato aggiunto nulla; salvalo come CSV e trascinalo di nuovo qui.",
        ),
        Refusal::ReaderFailed => pick(
            "The file could not be read: something in it is not as it should be. Nothing was added; save it as CSV and drop it here again.",
            "Il file non si è potuto leggere: qualcosa al suo interno non va. Non è stato aggiunto nulla; salvalo come CSV e trascinalo di nuovo qui.",
        ),
    }
}

/// What is odd about a table, and what it means for the result.
#[must_use]
pub fn warning(warning: &Warning) -> String {
    let n = count(warning.n);
    let column = warning.column.as_deref().unwrap_or("?");
    let found = &warning.found;
    match warning.kind {
        WarningKind::DuplicateRows => said!(
            "{n} rows say the same as a row before. All were kept."
                | "Righe uguali a una riga precedente: {n}. Sono state tenute tutte."
        ),
        WarningKind::DuplicateIds => said!(
            "{n} rows give a customer number a second name (first “{found}”). Nobody was merged by name."
                | "Righe che danno a un numero cliente un secondo nome: {n} (la prima “{found}”). Nessuno è stato unito per nome."
        ),
        WarningKind::MaybeCut => said!(
            "The file has exactly {n} rows, the most that a spreadsheet can write. The rest may have been cut off."
                | "Il file ha esattamente {n} righe, il massimo per un foglio di calcolo. Il resto potrebbe mancare."
        ),
        WarningKind::DamagedLetters => said!(
            "Some letters look damaged (“{found}”). They were kept as they are."
                | "Alcuni caratteri sembrano rovinati (“{found}”). Sono stati tenuti come sono."
        ),
        WarningKind::HiddenRows => said!(
            "{n} rows are hidden or filtered out in the sheet. They were read like the others."
                | "Righe nascoste o filtrate nel foglio: {n}. Sono state lette come le altre."
        ),
        WarningKind::HiddenColumns => said!(
            "{n} columns are hidden in the sheet. They were read like the others."
                | "Colonne nascoste nel foglio: {n}. Sono state lette come le altre."
        ),
        WarningKind::LostDigits => said!(
            "Column {column}: “{found}” and {n} in all lost digits before this file was made. Export the column as text."
                | "Colonna {column}: numeri che hanno perso cifre prima che il file fosse creato: {n} (come “{found}”). Esporta la colonna come testo."
        ),
        WarningKind::LostZeros => said!(
            "Column {column}: numbers of fixed length were kept as figures, so zeros in front may be gone (“{found}”)."
                | "Colonna {column}: codici di lunghezza fissa tenuti come numeri: gli zeri iniziali possono mancare (“{found}”)."
        ),
        WarningKind::UnknownCode => said!(
            "Column {column}: “{found}” was read as “not known” ({})."
                | "Colonna {column}: “{found}” è stato letto come “non noto” ({}).",
            amount(warning.n, pick("cell", "cella"), pick("cells", "celle"))
        ),
        WarningKind::NoStoredResult => said!(
            "Column {column}: {n} formulas have no stored result. Open the file, save it and add it again."
                | "Colonna {column}: formule senza un risultato salvato: {n}. Apri il file, salvalo e aggiungilo di nuovo."
        ),
        WarningKind::ErrorCell => {
            said!(
                "Column {column}: the cell shows an error ({found})."
                    | "Colonna {column}: la cella mostra un errore ({found})."
            )
        }
        WarningKind::NotADate => {
            said!("Column {column}: “{found}” is not a date." | "Colonna {column}: “{found}” non è una data.")
        }
        WarningKind::NotANumber => {
            said!("Column {column}: “{found}” is not a number." | "Colonna {column}: “{found}” non è un numero.")
        }
        WarningKind::NotAnEmail => said!(
            "Column {column}: “{found}” is not an e-mail address."
                | "Colonna {column}: “{found}” non è un indirizzo e-mail."
        ),
    }
}
