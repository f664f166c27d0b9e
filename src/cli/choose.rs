//! `tribewise choose` and `tribewise spread`: whom to start with, and how far word from given people reaches.

use super::args::{ChooseArgs, SpreadArgs, SpreadModel, SpreadTerms};
use super::choosing::at_stage;
use super::named::{read_ids, rows, tell_left_out, unknown, why_left_out};
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::campaign::{ChoiceEdit, StageChance, StageChances};
use crate::domain::forecast::choose::{self, Chance, Chosen, Credit, Model, Precision, Reach, Spreading, Terms};
use crate::domain::forecast::{Assumptions, Learned, Ways};
use crate::domain::import::{ColumnMapping, parse_number};
use crate::domain::model::{Attribute, Meaning, Network, Person, Weighting};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::ticket::{Stopped, Ticket};
use crate::project::{Document, Trouble};
use crate::ui::words::choose::LeftOut;
use crate::ui::words::{choose as say, choosing as say_choosing};
use serde_json::{Value, json};
use std::sync::Arc;

/// Sets on which everybody's part is counted: known to a few hundredths for whoever is worth choosing.
const MOST_CREDIT_SETS: u64 = 1 << 18;

/// What chances follow from beside the ties.
struct PastAndStages {
    past: Learned,
    stages: Arc<PeopleStages>,
    said: StageChances,
    assumptions: Assumptions,
}

/// What both commands simulate with.
struct Question {
    scored: Arc<Scored>,
    /// Its ties along which word can pass.
    network: Arc<Network>,
    model: Model,
    chance: Chance,
    /// In place of the chance, where chances are to be learned from purchases, or people at stages are not alike.
    past: Option<PastAndStages>,
    /// One a person; 0 outside the market.
    worth: Vec<f64>,
    unit: String,
    seed: u64,
    precision: Precision,
}

pub(super) fn run(args: &ChooseArgs) -> Result<Said, Ended> {
    if !(args.tolerance.is_finite() && args.tolerance > 0.0) {
        return Err(Ended::Usage(say::above_zero("--tolerance")));
    }
    if args.budget.is_some_and(|budget| !(budget.is_finite() && budget > 0.0)) {
        return Err(Ended::Usage(say::above_zero("--budget")));
    }
    let mut session = Session::open(&args.common.project)?;
    let question = question(&mut session, &args.spreading)?;
    let terms = terms(&question, session.project.document(), args)?;
    let compute = |ticket: &Ticket| {
        let spreading = question.spreading(ticket)?;
        let chosen = choose::choose(&spreading, &terms, question.scored.people.len(), ticket)?;
        let reach = question.reach(&spreading, &chosen.people, ticket)?;
        let n_sets = chosen.n_sets.min(MOST_CREDIT_SETS);
        let credit = choose::credit(&spreading, &question.worth, n_sets, question.seed, ticket)?;
        Ok::<_, Stopped>((chosen, reach, credit))
    };
    let (outcome, _) = Watched::work(compute);
    let (chosen, reach, credit) = outcome.map_err(|_| Trouble::Bug)?;
    session.finish()?;
    let left_out = tell_left_out(&question.scored, &pins_left_out(&question, &terms, &chosen), say::pin_left_out);
    if chosen.people.is_empty() {
        eprintln!("{}", say::nobody_chosen());
    }
    let mut said = said(&question, &chosen, &reach, &credit, &left_out);
    said.json["unknown"] = json!(unknown(&question.scored, args.pin.iter().chain(&args.exclude)));
    Ok(said)
}

/// Whoever was to be chosen whatever they add, and could not be.
fn pins_left_out(question: &Question, terms: &Terms, chosen: &Chosen) -> Vec<(Person, LeftOut)> {
    let people = &question.scored.people;
    let why = |person: Person| {
        let is_excluded = terms.is_excluded[person as usize];
        why_left_out(people, person).unwrap_or(if is_excluded { LeftOut::Excluded } else { LeftOut::NoCost })
    };
    let pins = terms.pins.iter().filter(|person| !chosen.people.contains(person));
    pins.map(|&person| (person, why(person))).collect()
}

fn said(
    question: &Question,
    chosen: &Chosen,
    (reach, by_tribe): &(Reach, Vec<f64>),
    credit: &Credit,
    left_out: &[String],
) -> Said {
    let people = &question.scored.people;
    let ids: Vec<&str> = chosen.people.iter().map(|&person| people.ids[person as usize].as_str()).collect();
    let credit_of = |&person: &Person| {
        let row = person as usize;
        json!({"id": people.ids[row], "alone": credit.alone[row], "fair": credit.fair[row]})
    };
    let json = json!({
        "ids": ids,
        "credit": chosen.people.iter().map(credit_of).collect::<Vec<Value>>(),
        "tribes": question.tribes_json(by_tribe),
        "lower_bound": chosen.lower_bound,
        "upper_bound": chosen.upper_bound,
        "reach": reach_json(reach),
        "cost": (chosen.cost * 1e6).round() / 1e6,
        "left_out": left_out,
        "n_sets": chosen.n_sets,
        "seed": question.seed,
    });
    let sentences = format!("{}\n{}", say::reach(reach, &question.unit), say::bounds(chosen, &question.unit));
    Said { json, text: format!("{}\n{sentences}", ids.join("\n")) }
}

fn reach_json(reach: &Reach) -> Value {
    json!({"mean": reach.mean, "low": reach.low, "high": reach.high, "runs": reach.n_runs})
}

pub(super) fn spread(args: &SpreadArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let question = question(&mut session, &args.spreading)?;
    let ids = read_ids(&args.ids)?;
    let list = rows(&question.scored, &ids);
    if list.is_empty() {
        return Err(Ended::Data(format!("{}: {}", args.ids.display(), say::nobody())));
    }
    let left_out = list.iter().filter_map(|&person| Some((person, why_left_out(&question.scored.people, person)?)));
    let left_out = tell_left_out(&question.scored, &left_out.collect::<Vec<_>>(), say::starter_left_out);
    let compute = |ticket: &Ticket| question.reach(&question.spreading(ticket)?, &list, ticket);
    let (outcome, _) = Watched::work(compute);
    let (reach, by_tribe) = outcome.map_err(|_| Trouble::Bug)?;
    session.finish()?;
    let people = &question.scored.people;
    let known: Vec<&str> = list.iter().map(|&person| people.ids[person as usize].as_str()).collect();
    let tribes = question.tribes_json(&by_tribe);
    let reached = reach_json(&reach);
    let mut json =
        json!({"ids": known, "left_out": left_out, "reach": reached, "tribes": tribes, "seed": question.seed});
    json["unknown"] = json!(unknown(&question.scored, &ids));
    Ok(Said { json, text: say::reach(&reach, &question.unit) })
}

impl Question {
    fn spreading(&self, ticket: &Ticket) -> Result<Spreading<'_>, Stopped> {
        let network = &*self.network;
        let Some(PastAndStages { past, stages, said, assumptions }) = &self.past else {
            return Spreading::new(network, self.model, self.chance, ticket);
        };
        let known = past.known(stages, &self.scored.people, StageChance::default());
        let ways = Arc::new(Ways::new(network, said, assumptions, &known, ticket)?);
        let (ways, way_out) = (&ways, Arc::clone(&ways));
        let heard = |hears: Person, slot: usize| ways.heard(hears, slot);
        let told = move |tells: Person, slot: usize| way_out.told(tells, slot);
        Spreading::of_chances(network, self.model, heard, told, ticket)
    }

    fn reach(&self, spreading: &Spreading, list: &[Person], ticket: &Ticket) -> Result<(Reach, Vec<f64>), Stopped> {
        let tribe_of = &self.scored.tribes.of;
        choose::reach_by_tribe(spreading, list, &self.worth, tribe_of, self.precision, self.seed, ticket)
    }

    /// The tribes that word reaches, the most reached first.
    fn tribes_json(&self, by_tribe: &[f64]) -> Vec<Value> {
        let mut reached: Vec<_> = self.scored.tribes.tribes.iter().zip(by_tribe).collect();
        reached.retain(|(_, reach)| **reach > 0.0);
        reached.sort_by(|x, y| y.1.total_cmp(x.1).then(x.0.id.cmp(&y.0.id)));
        reached.iter().map(|(tribe, reach)| json!({"id": tribe.id, "name": tribe.name, "reach": reach})).collect()
    }
}

fn question(session: &mut Session, args: &SpreadTerms) -> Result<Question, Ended> {
    if args.runs < 2 {
        return Err(Ended::Usage(say::too_few_runs().into()));
    }
    let scored = session.scored()?;
    let document = session.project.document();
    let chance = match (args.chance.as_str(), document.settings.weighting) {
        ("weighted", Weighting::Contacts) => Chance::ByStrength,
        ("weighted", _) => Chance::Alike,
        ("strength" | "learned", _) => Chance::Strength { pass_on_share: document.assumptions.pass_on_share },
        (other, _) => uniform(other).ok_or_else(|| Ended::Usage(say::no_such_chance(other)))?,
    };
    let past = past_and_stages(session, &scored, args)?;
    let people = &scored.people;
    let mut worth = match &args.value {
        None => vec![1.0; people.len()],
        Some(column) => column_of(&scored, document, column)?
            .into_iter()
            .map(|worth| if worth > 0.0 { worth } else { 0.0 })
            .collect(),
    };
    for (worth, is_in) in worth.iter_mut().zip(inside(&scored)) {
        *worth = if is_in { *worth } else { 0.0 };
    }
    if let Some(column) = args.value.as_ref().filter(|_| worth.iter().all(|worth| *worth <= 0.0)) {
        return Err(Ended::Data(say::worth_nothing(column)));
    }
    Ok(Question {
        model: if args.model == SpreadModel::Ic { Model::Cascade } else { Model::Threshold },
        chance,
        past,
        worth,
        unit: args.value.as_ref().map_or("people".to_owned(), |column| format!("of {column}")),
        seed: args.seed.unwrap_or(document.settings.seed),
        precision: Precision { most_runs: args.runs, ..Precision::default() },
        network: choose::voices(&scored.network, &scored.ties),
        scored,
    })
}

/// What chances are learned from, of which there must be some where they are to be learned, and what is said of stages.
/// Nothing where the ties alone tell.
fn past_and_stages(session: &Session, scored: &Scored, args: &SpreadTerms) -> Result<Option<PastAndStages>, Ended> {
    let is_learned = args.chance == "learned";
    let said = said_of_stages(&args.at_stage)?;
    if !said.is_empty() && !is_learned && args.chance != "strength" || args.learn_stages && !is_learned {
        return Err(Ended::Usage(say::stages_need_chances().into()));
    }
    if said.is_empty() && !is_learned {
        return Ok(None);
    }
    let document = session.project.document();
    let assumptions = Assumptions { is_learned, ..document.assumptions };
    let stages = session.project.derived().stages().clone();
    let past = Learned::of(assumptions, &document.tables_and_months(), scored, &stages, &Ticket::new())
        .map_err(|_| Trouble::Bug)?;
    if is_learned && past.is_empty() {
        return Err(Ended::Data(say::nothing_to_learn().into()));
    }
    let past = if args.learn_stages { past } else { past.of_ties_alone() };
    Ok(Some(PastAndStages { past, stages, said, assumptions }))
}

fn said_of_stages(words: &[String]) -> Result<StageChances, Ended> {
    let wrong = || Ended::Usage(say_choosing::bad_stage_chance().into());
    let one = |text: &String| match at_stage(text) {
        Some(ChoiceEdit::SetStageChance { stage, chance }) => Ok((stage, chance)),
        _ => Err(wrong()),
    };
    let said: Result<StageChances, Ended> = words.iter().map(one).collect();
    Ok(said?.into_iter().filter(|(_, chance)| !chance.is_open()).collect())
}

/// Who is in the market and has not opted out.
fn inside(scored: &Scored) -> impl Iterator<Item = bool> + '_ {
    scored
        .people
        .scorable()
        .into_iter()
        .zip(&scored.people.is_customer)
        .map(|(is_in, &is_customer)| is_in && is_customer)
}

fn uniform(text: &str) -> Option<Chance> {
    let share: f32 = text.strip_prefix("uniform:")?.parse().ok()?;
    (0.0..=1.0).contains(&share).then_some(Chance::Uniform(share))
}

fn terms(question: &Question, document: &Document, args: &ChooseArgs) -> Result<Terms, Ended> {
    let scored = &question.scored;
    let mut is_excluded: Vec<bool> = inside(scored).map(|is_in| !is_in).collect();
    for person in rows(scored, &args.exclude) {
        is_excluded[person as usize] = true;
    }
    let costs = args.cost.as_ref().map_or(Ok(Vec::new()), |column| column_of(scored, document, column))?;
    Ok(Terms {
        count: args.count,
        budget: args.budget,
        costs,
        worth: question.worth.clone(),
        per_tribe: args.per_tribe,
        tribe_of: scored.tribes.of.clone(),
        pins: rows(scored, &args.pin),
        is_excluded,
        tolerance: args.tolerance,
        seed: question.seed,
    })
}

/// The numbers of a column of the people file, not a number where a cell has none.
fn column_of(scored: &Scored, document: &Document, column: &str) -> Result<Vec<f64>, Ended> {
    let people = &scored.people;
    let is_spend_known = people.spend_cents.iter().any(|&cents| cents != 0);
    if column.eq_ignore_ascii_case("spend") {
        if !is_spend_known {
            return Err(Ended::Data(say::no_spending().into()));
        }
        return Ok(people.spend_cents.iter().map(|&cents| cents as f64 / 100.0).collect());
    }
    let found = people.attributes.iter().find(|attribute| attribute.heading.eq_ignore_ascii_case(column));
    let number = |cell: Option<&str>| cell.and_then(|cell| parse_number(cell, false)).unwrap_or(f64::NAN);
    let numbers: Vec<f64> =
        found.map_or(Vec::new(), |attribute| attribute.values.iter(people.len()).map(number).collect());
    if numbers.iter().all(|number| number.is_nan()) {
        let is_it = |of: &&ColumnMapping| of.meaning == Meaning::NotNeeded && of.heading.eq_ignore_ascii_case(column);
        let left_out =
            document.imports.iter().find_map(|import| Some((import, import.mapping.columns.iter().find(is_it)?)));
        if let Some((import, left_out)) = left_out.filter(|_| found.is_none()) {
            return Err(Ended::Usage(say::column_left_out(&left_out.heading, &import.file_name)));
        }
        let has_numbers = |attribute: &&Attribute| {
            attribute.values.iter(people.len()).flatten().any(|cell| parse_number(cell, false).is_some())
        };
        let spend = is_spend_known.then_some("spend").into_iter();
        let with_numbers = people.attributes.iter().filter(has_numbers).map(|attribute| attribute.heading.as_str());
        let headings: Vec<&str> = spend.chain(with_numbers).collect();
        return Err(Ended::Usage(say::no_such_column(column, &headings)));
    }
    Ok(numbers)
}
