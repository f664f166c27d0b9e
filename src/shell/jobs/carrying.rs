//! Files in and out, on a worker: proposed, read, opened and written; knows no thread.

use super::failure::{Failure, MakeBytes, Refused, Unwritable};
use super::request::{Answer, Proposed, Read};
use crate::domain::import::{self, Mapping, Proposal, Source, Unreadable};
use crate::domain::model::FileKind;
use crate::domain::ticket::{Stage, Stopped, Ticket};
use crate::shell::files;
use crate::shell::printing::{self, Viewer};
use crate::shell::store::{Opened, StoreError};
use crate::shell::{foreign, memory};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn propose(path: &Path, kind: Option<FileKind>, ticket: &Ticket) -> Result<Proposed, Stopped> {
    ticket.begin(Stage::Reading, 0)?;
    let name = files::file_name(path);
    let outcome = match files::read_copy(path, files::LIMIT_BYTES, ticket)? {
        Err(error) => Err(Refused::File((&error).into())),
        Ok(source) => {
            let proposed = foreign::carried(source, ticket)?
                .and_then(|source| import::propose(&source, kind).map(|proposal| (source, proposal)));
            with_fit(proposed, ticket)?.map_err(Refused::Content)
        }
    };
    Ok(Proposed { name, outcome })
}

/// Says how much memory the file will take, beside what is free.
pub(super) fn with_fit(
    mut proposed: Result<(Source, Proposal), Unreadable>,
    ticket: &Ticket,
) -> Result<Result<(Source, Proposal), Unreadable>, Stopped> {
    if let (Ok((source, proposal)), Some(free)) = (&mut proposed, memory::free_bytes()) {
        proposal.fit = Some(Box::new(import::fit(source, &proposal.mapping, free, ticket)?));
    }
    Ok(proposed)
}

pub(super) fn read(source: &Source, mapping: Mapping, ticket: &Ticket) -> Result<Read, Stopped> {
    let outcome = import::read_within(source, &mapping, memory::free_bytes(), ticket)?;
    Ok(Read { name: source.name.clone(), mapping, outcome })
}

/// A file that nothing can be made of is left out: only made-up files come this way.
pub(super) fn propose_and_read(source: &Source, ticket: &Ticket) -> Result<Option<Read>, Stopped> {
    match import::propose(source, None) {
        Ok(proposal) => read(source, proposal.mapping, ticket).map(Some),
        Err(_) => Ok(None),
    }
}

pub(super) fn opened(opened: Result<Opened, StoreError>) -> Result<Answer, Failure> {
    Ok(Answer::Opened(Box::new(opened?)))
}

pub(super) fn write(path: PathBuf, make: MakeBytes, ticket: &Ticket) -> Result<Result<Answer, Failure>, Stopped> {
    let bytes = match made(&path, make, ticket)? {
        Ok(bytes) => bytes,
        Err(failure) => return Ok(Err(failure)),
    };
    Ok(files::write_whole(&path, &bytes).map(|()| Answer::Written { path }).map_err(Failure::from))
}

/// From here on it is quick, and a file is either there whole or not at all.
fn made(path: &Path, make: MakeBytes, ticket: &Ticket) -> Result<Result<Vec<u8>, Failure>, Stopped> {
    ticket.begin(Stage::Writing, 0)?;
    let bytes = match make(ticket) {
        Ok(bytes) => bytes,
        Err(Unwritable::Stopped) => return Err(Stopped),
        Err(Unwritable::Failed(message)) => {
            return Ok(Err(Failure::Unwritable { path: path.to_owned(), message }));
        }
    };
    ticket.check()?;
    Ok(Ok(bytes))
}

/// Pages to be printed.
pub struct Pages {
    pub home: PathBuf,
    pub project_id: String,
    /// What the file is called.
    pub name: String,
    pub make: MakeBytes,
    pub viewer: Arc<dyn Viewer>,
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Pages {
    /// Stopped before they are shown, nothing of them is left.
    pub(super) fn print(self, ticket: &Ticket) -> Result<Result<Answer, Failure>, Stopped> {
        let bytes = match made(Path::new(&self.name), self.make, ticket)? {
            Ok(bytes) => bytes,
            Err(failure) => return Ok(Err(failure)),
        };
        let path = match printing::keep_pages(&self.home, &self.project_id, &self.name, &bytes) {
            Ok(path) => path,
            Err(error) => return Ok(Err(error.into())),
        };
        if let Err(stopped) = ticket.check() {
            printing::forget(&path);
            return Err(stopped);
        }
        let shown = self.viewer.show(&path).inspect_err(|error| log::warn!("nothing shows PDF files: {error}"));
        Ok(Ok(Answer::Printed { path, is_shown: shown.is_ok() }))
    }
}
