//! Whether a file is a new month of one that is there; changes the draft and nothing else.

use super::Draft;
use crate::project::{Import, Project};
use crate::ui::widgets;
use crate::ui::words::adding as say;
use egui::Ui;

/// `taken` are the imports whose new months other files of the wizard are.
pub(super) fn show(ui: &mut Ui, draft: &mut Draft, taken: &[u32], project: &Project) {
    let document = project.document();
    // A file that a newer one follows is followed by nothing else: months are one line.
    let is_free = |import: &&Import| {
        import.kind() == draft.mapping.kind
            && !taken.contains(&import.id)
            && document.newest_month(import.id).is_some_and(|newest| newest.id == import.id)
    };
    let there: Vec<&Import> = document.imports.iter().map(AsRef::as_ref).filter(is_free).collect();
    if there.is_empty() {
        draft.follow(None);
        return;
    }
    let label = widgets::caption(ui, say::belongs());
    let word = |follows: Option<u32>| match follows.and_then(|id| document.import(id)) {
        Some(import) => say::month_of(&import.file_name),
        None => say::of_its_own().to_owned(),
    };
    let mut chosen = draft.follows;
    let combo = egui::ComboBox::from_id_salt("belongs").width(ui.available_width()).truncate();
    let response = combo
        .selected_text(word(chosen))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, word(None));
            for import in &there {
                ui.selectable_value(&mut chosen, Some(import.id), word(Some(import.id)));
            }
        })
        .response;
    response.labelled_by(label.id);
    draft.follow(chosen);
    let is_alike = |import: &&&Import| import.mapping.fitted_to(&draft.mapping).is_some();
    if let (None, Some(alike)) = (chosen, there.iter().rev().find(is_alike)) {
        widgets::caption(ui, say::looks_like_a_month_of(&alike.file_name));
    }
}
