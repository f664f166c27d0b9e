//! A mapping as TOML text, to be kept beside the files it reads and changed by hand; opens no file.

use super::rows;
use super::types::Mapping;

/// The mapping as TOML.
#[must_use]
pub fn mapping_to_toml(mapping: &Mapping) -> String {
    // Every part of a mapping has a TOML form: numbers, words, tables of them.
    toml::to_string_pretty(mapping).unwrap_or_default()
}

/// A mapping from TOML.
///
/// # Errors
/// A sentence that names the line and what is wrong with it.
pub fn mapping_from_toml(text: &str) -> Result<Mapping, String> {
    let mapping: Mapping = toml::from_str(text).map_err(|error| error.to_string())?;
    let is_possible = u8::try_from(mapping.delimiter).is_ok_and(rows::is_delimiter);
    if is_possible { Ok(mapping) } else { Err(format!("delimiter: {:?} cannot part cells", mapping.delimiter)) }
}
