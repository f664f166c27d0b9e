//! The table of a preview panel: who was invited, who answered, and what they said; opted-out people are not in it.

use super::ExportProblem;
use super::sheet::{Exported, Lookup, Sheet};
use crate::domain::campaign::{Cells, Plan};
use crate::domain::measure::{Panel, Voice};
use crate::domain::model::{Person, Stance};
use crate::domain::score::Scored;
use std::collections::{BTreeMap, BTreeSet};

/// What the table is made from.
#[derive(Clone, Copy, Debug)]
pub struct AnswersRequest<'a> {
    pub plan: &'a Plan,
    pub panel: &'a Panel,
    /// Everybody once.
    pub invited: &'a [Person],
    pub cells: &'a Cells,
    pub scored: &'a Scored,
    /// Names given by hand, by lasting tribe id.
    pub tribe_names: &'a BTreeMap<u32, String>,
    /// The file that the answers are from.
    pub file: &'a str,
}

/// Everybody invited, those who answered first and as the page has them: against, in between, without a mark, in favour.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn answers(request: &AnswersRequest<'_>) -> Result<Exported, ExportProblem> {
    let replies: BTreeMap<Person, &Voice> = request.panel.replies.iter().map(|reply| (reply.person, reply)).collect();
    let invited: BTreeSet<Person> = request.invited.iter().copied().collect();
    let answered = request.panel.replies.iter().map(|reply| reply.person).filter(|person| invited.contains(person));
    let silent = request.invited.iter().copied().filter(|person| !replies.contains_key(person));
    let list = Lookup::new(request.scored, request.tribe_names, answered.chain(silent));
    let reply = |row: usize| replies.get(&(row as Person)).copied();
    let mut sheet = Sheet::new("Panel answers", list.list.len());
    sheet.put("id", "customer number", list.ids());
    sheet.put("name", "name, where known", list.text(&request.scored.people.names));
    list.put_tribe(&mut sheet);
    let is_answered = |row: usize| if reply(row).is_some() { "yes" } else { "no" };
    sheet.put("answered", "yes or no; everybody here was invited", list.rows(is_answered));
    let answer = |row: usize| reply(row).map(|reply| reply.answer.clone()).filter(|answer| !answer.is_empty());
    sheet.put("answer", "the mark or word they gave; empty: none", list.rows(answer));
    let opinion = |row: usize| {
        reply(row).and_then(|reply| reply.stance).map(|stance| match stance {
            Stance::Onside => "in favour",
            Stance::Neutral => "in between",
            Stance::Offside => "against",
        })
    };
    sheet.put(
        "opinion",
        "how the answer is read: in favour, in between, against; empty: not at all",
        list.rows(opinion),
    );
    let words = |row: usize| reply(row).map(|reply| reply.words.clone()).filter(|words| !words.is_empty());
    sheet.put("in_their_words", "what they said besides", list.rows(words));
    let codes: BTreeMap<Person, String> = request.cells.coded(request.plan.id).into_iter().collect();
    let code = |row: usize| codes.get(&(row as Person)).cloned();
    sheet.put("cell", "code of the cell; empty: no longer in one", list.rows(code));
    let mut exported = sheet.finish()?;
    let (n, n_all) = (list.list.iter().filter(|person| replies.contains_key(person)).count(), list.list.len());
    exported.note = Some(format!("{n} of {n_all} invited answered, as of {}", request.file));
    Ok(exported)
}
