//! What `tribewise import` writes beside a project: mappings, clean tables, rows set aside; takes nobody's place.

use super::Ended;
use super::args::ImportArgs;
use super::import_account::Reading;
use crate::domain::import::{self, Source, Unreadable, mapping_to_toml};
use crate::domain::ticket::Ticket;
use crate::project::Trouble;
use crate::shell::files;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Writes mappings, clean tables and rows set aside where the person wants them.
pub(super) fn keep_beside(readings: &[Reading], sources: &[Option<Source>], args: &ImportArgs) -> Result<(), Ended> {
    let mut out = Out::new(&args.files);
    for (reading, source) in readings.iter().zip(sources) {
        let Some(source) = source else { continue };
        let Some((mapping, report)) = reading.read() else {
            let is_header = reading.outcome.as_ref().is_err_and(|why| *why == Unreadable::NoRows);
            if let (Some(folder), Some(table)) = (&args.table, is_header.then(|| import::header_csv(source)).flatten())
            {
                out.put(folder, &reading.name, ".csv", &table)?;
            }
            continue;
        };
        if let Some(folder) = &args.save_mapping {
            out.put(folder, &reading.name, ".toml", mapping_to_toml(mapping).as_bytes())?;
        }
        if let Some(folder) = &args.table {
            let rows_only = reading.waiting.is_some().then(|| mapping.rows_only());
            let mapping = rows_only.as_ref().unwrap_or(mapping);
            let table = import::clean_csv(source, mapping, report, &Ticket::new()).map_err(|_| Trouble::Bug)?;
            out.put(folder, &reading.name, ".csv", &table.unwrap_or_default())?;
        }
        if let Some(folder) = args.rejects.as_ref().filter(|_| report.n_rows_set_aside > 0) {
            out.put(folder, &reading.name, " set aside.csv", &import::problems_csv(report))?;
        }
    }
    Ok(())
}

/// The files that nothing may be written over: those that are read, and those that were written a moment ago.
struct Out {
    taken: HashSet<String>,
}

/// A path as systems see it that tell no capitals apart.
fn key(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

impl Out {
    fn new(sources: &[PathBuf]) -> Self {
        Self { taken: sources.iter().filter_map(|path| Some(key(&path.canonicalize().ok()?))).collect() }
    }

    /// Writes a file into a folder, which is made where there is none, under the name of the file it comes from; with
    /// "(2)" behind it where another file of that name came first.
    fn put(&mut self, folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> Result<(), Ended> {
        let refuse = |error: std::io::Error| Trouble::from(&files::FileError::from_io(folder, &error));
        std::fs::create_dir_all(folder).map_err(refuse)?;
        let whole = folder.canonicalize().map_err(refuse)?;
        let stem = PathBuf::from(name);
        let stem = stem.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let numbered = |n: u32| if n == 1 { format!("{stem}{ending}") } else { format!("{stem} ({n}){ending}") };
        let mut n = 1;
        while self.taken.contains(&key(&whole.join(numbered(n)))) {
            n += 1;
        }
        let free = numbered(n);
        files::write_whole(&folder.join(&free), bytes).map_err(|error| Trouble::from(&error))?;
        self.taken.insert(key(&whole.join(free)));
        Ok(())
    }
}
