//! Which columns the clean table has and which of the file they come from, by the mapping; looks at no row.

use super::headings;
use super::types::{ColumnMapping, IdFrom, Mapping, Unreadable};
use super::wide;
use crate::domain::model::{FileKind, Meaning};

/// A column of the clean table and where it comes from.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name in the clean table.
    pub name: String,
    pub meaning: Meaning,
    /// `None` where no column carries it.
    pub column: Option<usize>,
    pub heading: String,
    pub is_required: bool,
    /// Cells that mean "not known".
    pub unknown: Vec<String>,
    /// The line of the file stands for it.
    pub is_line: bool,
    /// A column of consent under a heading that says the contrary: see [`headings::is_opt_out`].
    pub is_opt_out: bool,
}

/// What makes the ids of a file without a column for them.
#[derive(Clone, Debug)]
pub enum Maker {
    /// The file's name without its ending.
    Row(String),
    Columns(Vec<usize>),
}

/// The columns of the clean table: those meanings that the kind knows, in its order, then a people list's attributes or
/// the subjects of a wide list.
pub fn of(mapping: &Mapping, found: &[String]) -> Result<Vec<Slot>, Unreadable> {
    let required = &mapping.kind.meanings()[..mapping.kind.n_required()];
    let slot = |column: usize, name: String, is_required: bool| {
        let ColumnMapping { heading, meaning } = &mapping.columns[column];
        let unknown = mapping.unknown.iter().filter(|unknown| unknown.heading == *heading);
        let unknown = unknown.map(|unknown| unknown.code.clone()).collect();
        let column = place(column, heading, found)?;
        Ok(Slot {
            name,
            meaning: *meaning,
            column: Some(column),
            heading: heading.clone(),
            is_required,
            unknown,
            is_line: false,
            is_opt_out: *meaning == Meaning::Consent && headings::is_opt_out(heading),
        })
    };
    let mut slots = Vec::new();
    for &meaning in mapping.kind.meanings() {
        let name = meaning.word().to_owned();
        if meaning == Meaning::Id && mapping.made_ids().is_some() {
            let (heading, unknown) = (String::new(), Vec::new());
            let is_line = mapping.made_ids() == Some(&IdFrom::RowNumber);
            slots.push(Slot {
                name,
                meaning,
                column: None,
                heading,
                is_required: true,
                unknown,
                is_line,
                is_opt_out: false,
            });
        } else if let Some(column) = mapping.column(meaning).filter(|_| meaning != Meaning::Topic || !mapping.is_wide())
        {
            slots.push(slot(column, name, required.contains(&meaning))?);
        }
    }
    for (column, mapped) in mapping.columns.iter().enumerate() {
        let prefix = match mapped.meaning {
            Meaning::Attribute if mapping.kind == FileKind::People => "x:",
            Meaning::Topic if mapping.is_wide() => wide::PREFIX,
            _ => continue,
        };
        slots.push(slot(column, format!("{prefix}{}", mapped.heading), false)?);
    }
    Ok(slots)
}

/// Where a column of the mapping stands in this file.
fn place(column: usize, heading: &str, headings: &[String]) -> Result<usize, Unreadable> {
    if headings.get(column).is_some_and(|found| found == heading) {
        return Ok(column);
    }
    headings.iter().position(|other| other == heading).ok_or(Unreadable::OtherColumns)
}

pub fn maker(made: &IdFrom, headings: &[String], file: &str) -> Result<Maker, Unreadable> {
    Ok(match made {
        IdFrom::RowNumber => Maker::Row(file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()),
        IdFrom::Columns(columns) => {
            let place = |heading: &String| place(usize::MAX, heading, headings);
            Maker::Columns(columns.iter().map(place).collect::<Result<_, _>>()?)
        }
    })
}
