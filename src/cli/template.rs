//! `tribewise template`: an example of a kind of file; opens no project.

use super::args::TemplateArgs;
use super::import::kind_named;
use super::{Ended, Said};
use crate::domain::import;
use crate::project::Trouble;
use crate::shell::files;
use crate::ui::words::{data, export};
use serde_json::json;

pub(super) fn run(args: &TemplateArgs) -> Result<Said, Ended> {
    let kind = kind_named(&args.kind)?;
    files::write_whole(&args.file, &import::template_csv(kind)).map_err(|error| Trouble::from(&error))?;
    let file = args.file.display().to_string();
    let text = format!("{} {}", data::row_sentence(kind), export::written(&file));
    Ok(Said { json: json!({"file": file, "kind": kind}), text })
}
