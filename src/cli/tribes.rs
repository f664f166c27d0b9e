//! `tribewise tribes`: joins, parts, fills, names and colours tribes by hand, and lists them.

use super::args::TribesArgs;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::guise::N_SLOTS;
use crate::domain::model::decisions::TribeEdit;
use crate::domain::score::Scored;
use crate::domain::ticket::Ticket;
use crate::domain::tribes::facts;
use crate::project::{Command, Document};
use crate::ui::words::{self, number, tribes as say};
use serde_json::{Value, json};

/// A tribe's lasting id by its name, given or found, or its number.
pub(super) fn tribe_of(word: &str, document: &Document, scored: &Scored) -> Result<u32, Ended> {
    let word = word.trim();
    let names = document.names_of_tribes(scored);
    let by_name = names.iter().position(|name| name.eq_ignore_ascii_case(word));
    let by_name = by_name.map(|position| scored.tribes.tribes[position].id);
    let by_number = || word.parse().ok().filter(|&id| scored.tribes.by_id(id).is_some());
    by_name.or_else(by_number).ok_or_else(|| Ended::Data(format!("{word}: {}", words::stages::no_tribe())))
}

pub(super) fn run(args: &TribesArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    // Understood whole before anything is done.
    let commands = commands(args, session.project.document(), &scored)?;
    for command in commands {
        session.apply(command)?;
    }
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let guise = session.project.derived().guise().clone();
    session.finish()?;
    let names = document.names_of_tribes(&scored);
    let by_hand = &document.decisions.tribes;
    let one = |(position, tribe): (u32, &crate::domain::model::Tribe)| {
        json!({
            "id": tribe.id, "name": names[position as usize], "people": tribe.members.len(),
            "colour": guise.slot(position).checked_add(1),
            "by_hand": by_hand.shapes.iter().any(|shape| shape.touches(tribe.id)),
        })
    };
    let list: Vec<Value> = (0..).zip(&scored.tribes.tribes).map(one).collect();
    let json = json!({"tribes": list, "changes": by_hand.shapes.len(), "modularity": scored.tribes.modularity});
    let line = |(name, tribe): (&String, &crate::domain::model::Tribe)| {
        format!("{name} ({}): {}", tribe.id, number::people(tribe.members.len()))
    };
    let text = names.iter().zip(&scored.tribes.tribes).map(line).collect::<Vec<_>>().join("\n");
    Ok(Said { json, text })
}

fn commands(args: &TribesArgs, document: &Document, scored: &Scored) -> Result<Vec<Command>, Ended> {
    let tribe = |word: &str| tribe_of(word, document, scored);
    let two = |text: &'_ str, sentence: &str| -> Result<(String, String), Ended> {
        let parts = text.rsplit_once('=').ok_or_else(|| Ended::Usage(sentence.to_owned()))?;
        Ok((parts.0.trim().to_owned(), parts.1.trim().to_owned()))
    };
    let mut edits = Vec::new();
    for word in &args.restore {
        edits.push(TribeEdit::Restore { tribe: tribe(word)? });
    }
    for text in &args.merge {
        let (from, into) = two(text, say::bad_merge())?;
        edits.push(TribeEdit::Merge { from: tribe(&from)?, into: tribe(&into)? });
    }
    for word in &args.split {
        edits.push(split(tribe(word)?, scored)?);
    }
    for text in &args.pin {
        let (person, word) = two(text, say::bad_pin())?;
        let tribe = if word == "found" { None } else { Some(tribe(&word)?) };
        edits.push(TribeEdit::Pin { person, tribe });
    }
    for text in &args.colour {
        let (word, colour) = two(text, say::bad_colour())?;
        let number = colour.parse::<u8>().ok().filter(|&n| (1..=N_SLOTS).contains(&n));
        let look = match (colour.as_str(), number) {
            ("usual", _) => None,
            (_, Some(n)) => Some(n - 1),
            _ => return Err(Ended::Usage(say::bad_colour().into())),
        };
        edits.push(TribeEdit::Recolour { tribe: tribe(&word)?, look });
    }
    let mut commands: Vec<Command> = edits.into_iter().map(Command::ShapeTribes).collect();
    for text in &args.rename {
        let (word, name) = text.split_once('=').ok_or_else(|| Ended::Usage(say::bad_rename().to_owned()))?;
        commands.push(Command::RenameTribe { tribe: tribe(word)?, name: name.trim().to_owned() });
    }
    Ok(commands)
}

/// The smaller side of where a tribe holds least becomes a tribe of its own.
fn split(tribe: u32, scored: &Scored) -> Result<TribeEdit, Ended> {
    let found = facts(scored, tribe, &Ticket::new()).ok().flatten();
    let seam = found.and_then(|facts| facts.seam).ok_or_else(|| Ended::Data(say::no_seam().into()))?;
    let members = seam.smaller.iter().map(|&row| scored.people.ids[row as usize].clone()).collect();
    Ok(TribeEdit::Split { tribe, members })
}
