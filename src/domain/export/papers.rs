//! The files by which treatments are carried out: call sheets, address lists, codes, invitations, flags, tasks; opted-out
//! people are in none of them.

use super::reading::Reading;
use super::sheet::{Exported, Lookup, Sheet};
use super::talk::{BadExperiences, talking_points};
use super::{ExportProblem, treated_code};
use crate::domain::campaign::codes::{Codes, codes, secret};
use crate::domain::campaign::{Board, Cells, Job, Paper, Plan, PlanTreatment, all_contacts, mark};
use crate::domain::model::{Filled, Person};
use crate::domain::pairing::Read;
use crate::domain::score::Scored;
use crate::domain::situations::PeopleSituations;
use crate::domain::stages::PeopleStages;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the files are made from.
#[derive(Clone, Copy, Debug)]
pub struct PaperRequest<'a> {
    pub plan: &'a Plan,
    pub board: &'a Board,
    /// Who is in which group, for the codes that come back.
    pub cells: &'a Cells,
    /// All plans, for what people have received so far.
    pub plans: &'a [Arc<Plan>],
    pub scored: &'a Scored,
    pub stages: &'a PeopleStages,
    /// In which situation everybody reads a message.
    pub situations: &'a PeopleSituations,
    /// Names given by hand, by lasting tribe id.
    pub tribe_names: &'a BTreeMap<u32, String>,
    /// What names the project: codes depend on it.
    pub project_id: &'a str,
    /// `2026-11-21`.
    pub today: &'a str,
}

/// Days that a flag or a pause of the newsletter lasts where the plan has no end.
const FLAG_DAYS: u64 = 90;
/// Headings of columns that say where somebody lives.
const ADDRESS: [&str; 14] = [
    "address",
    "street",
    "postcode",
    "postal code",
    "zip",
    "city",
    "town",
    "country",
    "indirizzo",
    "via",
    "cap",
    "citta",
    "strasse",
    "plz",
];

/// One line of a file: who, by which treatment, when.
struct Line<'a> {
    treatment: &'a PlanTreatment,
    job: Job,
    person: Option<Person>,
    on: Option<NaiveDate>,
}

/// The file of this kind.
///
/// # Errors
/// [`ExportProblem::NoTreatment`] where nothing in the plan needs it; [`ExportProblem::NotADate`] for flags without a day.
pub fn paper(kind: Paper, request: &PaperRequest) -> Result<Exported, ExportProblem> {
    let lines = lines(kind, request);
    if lines.is_empty() {
        return Err(ExportProblem::NoTreatment(kind.word()));
    }
    match kind {
        Paper::CallSheet => call_sheet(request, &lines),
        Paper::MailMerge => mail_merge(request, &lines),
        Paper::Codes => code_list(request, &lines),
        Paper::Panel => panel(request, &lines),
        Paper::Priority => priority(request, &lines),
        Paper::Suppression => suppression(request, &lines),
        Paper::Tasks => tasks(request, &lines),
    }
}

/// Who is on a file: the tasks of people for personal treatments, else the list of the treatment.
fn lines<'a>(kind: Paper, request: &PaperRequest<'a>) -> Vec<Line<'a>> {
    let board = request.board;
    let may_leave = |person: Person| !request.scored.people.is_opted_out[person as usize];
    if kind == Paper::Tasks {
        let line = |task: &crate::domain::campaign::Task| Line {
            treatment: &board.treatments[task.treatment],
            job: task.job,
            person: person_of(task.job),
            on: task.on,
        };
        return board.tasks.iter().map(line).filter(|line| line.person.is_none_or(may_leave)).collect();
    }
    let mut days: BTreeMap<(u32, Person), NaiveDate> = BTreeMap::new();
    for task in &board.tasks {
        if let (Some(person), Some(on)) = (person_of(task.job), task.on) {
            days.insert((board.treatments[task.treatment].id, person), on);
        }
    }
    let of_paper = board.treatments.iter().zip(&board.receivers).filter(|(of, _)| of.kind.paper() == kind);
    let line = |(treatment, people): (&'a PlanTreatment, &'a Vec<Person>)| {
        let people = people.iter().copied().filter(|&person| may_leave(person));
        people
            .map(|person| Line { treatment, job: Job::For(person), person: Some(person), on: None })
            .collect::<Vec<_>>()
    };
    let mut lines: Vec<Line> = of_paper.flat_map(line).collect();
    for line in &mut lines {
        line.on = line.person.and_then(|person| days.get(&(line.treatment.id, person)).copied());
    }
    lines.sort_by_key(|line| line.on);
    lines
}

fn person_of(job: Job) -> Option<Person> {
    match job {
        Job::For(person) => Some(person),
        Job::Prepare | Job::HandOver => None,
    }
}

fn people<'a>(request: &PaperRequest<'a>, lines: &[Line]) -> Lookup<'a> {
    Lookup::new(request.scored, request.tribe_names, lines.iter().filter_map(|line| line.person))
}

fn put_who(sheet: &mut Sheet, list: &Lookup, request: &PaperRequest) {
    sheet.put("id", "customer number", list.ids());
    sheet.put("name", "name, where known", list.text(&request.scored.people.names));
}

const CELL_MEANING: &str = "code of the cell; send it back with the results";

/// The code of everybody's group.
fn code_of<'a>(request: &PaperRequest<'a>) -> impl Fn(Person) -> String + 'a {
    let codes: BTreeMap<Person, String> = request.cells.coded(request.plan.id).into_iter().collect();
    let plan = request.plan;
    move |person| codes.get(&person).cloned().unwrap_or_else(|| treated_code(plan))
}

fn put_cell(sheet: &mut Sheet, request: &PaperRequest, list: &Lookup) {
    let code = code_of(request);
    sheet.put("cell", CELL_MEANING, list.rows(|row| code(row as Person)));
}

fn put_day(sheet: &mut Sheet, lines: &[Line]) {
    let days = lines.iter().map(|line| line.on.map(|on| on.to_string())).collect::<Vec<_>>();
    sheet.put("day", "working day it is planned for; empty: the plan has no start", days);
}

fn put_owner(sheet: &mut Sheet, request: &PaperRequest, lines: &[Line]) {
    let owner = |line: &Line| owner(request.plan, line.treatment).to_owned();
    sheet.put("owner", "in whose hands it is", lines.iter().map(owner).collect::<Vec<_>>());
}

/// Who carries a treatment out: its own owner, else the plan's, else the department.
fn owner<'a>(plan: &'a Plan, treatment: &'a PlanTreatment) -> &'a str {
    let named = [treatment.owner.as_str(), plan.owner.as_str()].into_iter().find(|owner| !owner.trim().is_empty());
    named.unwrap_or(treatment.department.word())
}

fn call_sheet(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let list = people(request, lines);
    let mut sheet = Sheet::new("Call sheet", list.list.len());
    put_day(&mut sheet, lines);
    put_owner(&mut sheet, request, lines);
    put_who(&mut sheet, &list, request);
    sheet.put("phone", "phone number, as text", list.text(&request.scored.people.phones));
    list.put_tribe(&mut sheet);
    sheet.put("why_they_matter", "why this person is on the list", list.reasons());
    let bad = BadExperiences::of(request.scored);
    let bad = list.rows(|row| bad.of_person(row as Person));
    sheet.put("last_bad_experience", "complaint or outage, as the files say", bad);
    let points: Vec<[String; 3]> = list.rows(|row| talking_points(request, row as Person));
    let point = |n: usize| points.iter().map(|points| points[n].clone()).collect::<Vec<_>>();
    sheet.put("talking_point_1", "how to begin", point(0));
    sheet.put("talking_point_2", "what may matter to them", point(1));
    sheet.put("talking_point_3", "what to say to them, or what they may pass on", point(2));
    put_message(&mut sheet, request, &list);
    put_received(&mut sheet, request, &list);
    put_state(&mut sheet, request, lines);
    put_cell(&mut sheet, request, &list);
    sheet.finish()
}

fn mail_merge(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let list = people(request, lines);
    let mut sheet = Sheet::new("Handwritten notes", list.list.len());
    put_day(&mut sheet, lines);
    put_owner(&mut sheet, request, lines);
    put_who(&mut sheet, &list, request);
    let address = list.rows(|row| address(request.scored, row));
    sheet.put("address", "from the columns of your list that say where somebody lives", address);
    sheet.put("email", "e-mail address", list.text(&request.scored.people.emails));
    let points: Vec<[String; 3]> = list.rows(|row| talking_points(request, row as Person));
    let point = |n: usize| points.iter().map(|points| points[n].clone()).collect::<Vec<_>>();
    sheet.put("prompt_1", "how the note may begin", point(0));
    sheet.put("prompt_2", "what may matter to them", point(1));
    sheet.put("prompt_3", "what the note may say", point(2));
    put_message(&mut sheet, request, &list);
    put_state(&mut sheet, request, lines);
    put_cell(&mut sheet, request, &list);
    sheet.finish()
}

fn address(scored: &Scored, row: usize) -> Option<String> {
    let is_address = |heading: &str| {
        let heading = heading.to_lowercase();
        ADDRESS
            .iter()
            .any(|word| heading.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word) || heading == *word)
    };
    let parts = scored.people.attributes.iter().filter(|attribute| is_address(&attribute.heading));
    let parts: Vec<&str> = parts.filter_map(|attribute| attribute.values.get(row)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn codes_of<'a>(request: &PaperRequest<'a>, list: &[Person]) -> BTreeMap<&'a str, Codes> {
    let secret = secret(request.project_id, request.plan.id, request.plan.seed);
    codes(&secret, list.iter().map(|&person| request.scored.people.ids[person as usize].as_str()))
}

fn code_list(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let codes = codes_of(request, &people(request, lines).list);
    let mut rows: Vec<(Person, &str, &'static str)> = Vec::new();
    for &person in &people(request, lines).list {
        let Some(own) = codes.get(request.scored.people.ids[person as usize].as_str()) else { continue };
        rows.push((person, &own.own, "own"));
        rows.extend(own.friends.iter().map(|code| (person, code.as_str(), "for one friend, once")));
    }
    let list = Lookup::new(request.scored, request.tribe_names, rows.iter().map(|row| row.0));
    let mut sheet = Sheet::new("Coupon codes", list.list.len());
    put_who(&mut sheet, &list, request);
    sheet.put("email", "e-mail address", list.text(&request.scored.people.emails));
    sheet.put("phone", "phone number, as text", list.text(&request.scored.people.phones));
    let code = rows.iter().map(|row| row.1.to_owned()).collect::<Vec<_>>();
    sheet.put("coupon_code", "the code; the last letter checks the others", code);
    sheet.put(
        "use",
        "own: theirs, as often as the offer says; the others are for friends",
        rows.iter().map(|row| row.2).collect::<Vec<_>>(),
    );
    put_message(&mut sheet, request, &list);
    put_cell(&mut sheet, request, &list);
    sheet.finish()
}

fn panel(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let list = people(request, lines);
    let mut sheet = Sheet::new("Panel invitations", list.list.len());
    put_day(&mut sheet, lines);
    put_owner(&mut sheet, request, lines);
    put_who(&mut sheet, &list, request);
    sheet.put("phone", "phone number, as text", list.text(&request.scored.people.phones));
    sheet.put("email", "e-mail address", list.text(&request.scored.people.emails));
    list.put_tribe(&mut sheet);
    let size = |row: usize| request.scored.tribes.tribe_of(row as Person).map(|tribe| tribe.members.len() as u64);
    sheet.put("tribe_size", "people in the tribe for which they speak", list.rows(size));
    sheet.put("reason", "why this person is invited", list.reasons());
    put_message(&mut sheet, request, &list);
    put_state(&mut sheet, request, lines);
    put_cell(&mut sheet, request, &list);
    sheet.finish()
}

/// From the start or today until the end of the plan, or for 90 days.
fn days(request: &PaperRequest) -> Result<(String, String), ExportProblem> {
    let parse = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d");
    let today = parse(request.today).map_err(|_| ExportProblem::NotADate)?;
    let since = parse(&request.plan.starts_on).unwrap_or(today);
    let until = parse(&request.plan.ends_on).ok().or_else(|| since.checked_add_days(Days::new(FLAG_DAYS)));
    Ok((since.to_string(), until.ok_or(ExportProblem::NotADate)?.to_string()))
}

fn priority(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let list = people(request, lines);
    let n = list.list.len();
    let (since, until) = days(request)?;
    let mut best: Vec<u32> = list.pick(&request.scored.scores.rank);
    best.sort_unstable();
    let middle = best.get(n.div_ceil(2).saturating_sub(1)).copied().unwrap_or(0);
    let level = |row: usize| if request.scored.scores.rank[row] <= middle { "key" } else { "influencer" };
    let mut sheet = Sheet::new("Priority flags", n);
    sheet.put("id", "customer number", list.ids());
    sheet.put("level", "key: the better half of the list; influencer: the others", list.rows(level));
    let what = lines.iter().map(|line| line.treatment.kind.word()).collect::<Vec<_>>();
    sheet.put("entitled_to", "what the person receives", what);
    sheet.put("since", "first day of the flag", vec![since; n]);
    sheet.put("until", "last day of the flag", vec![until; n]);
    put_cell(&mut sheet, request, &list);
    sheet.finish()
}

fn suppression(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let list = people(request, lines);
    let n = list.list.len();
    let (since, until) = days(request)?;
    let mut sheet = Sheet::new("No newsletter", n);
    sheet.put("id", "customer number", list.ids());
    sheet.put("email", "e-mail address", list.text(&request.scored.people.emails));
    sheet.put("since", "first day without the newsletter", vec![since; n]);
    sheet.put("until", "last day without the newsletter", vec![until; n]);
    let why = format!("contacted in person: {}", request.plan.name);
    sheet.put("reason", "why they get no newsletter", vec![why; n]);
    put_cell(&mut sheet, request, &list);
    sheet.finish()
}

fn tasks(request: &PaperRequest, lines: &[Line]) -> Result<Exported, ExportProblem> {
    let people = &request.scored.people;
    let text = |column: &Filled| -> Vec<Option<String>> {
        lines.iter().map(|line| column.get(line.person? as usize).map(str::to_owned)).collect()
    };
    let mut sheet = Sheet::new("Tasks", lines.len());
    put_day(&mut sheet, lines);
    put_owner(&mut sheet, request, lines);
    sheet.put("treatment", "what is done", lines.iter().map(|line| line.treatment.kind.word()).collect::<Vec<_>>());
    let task = |line: &Line| match line.job {
        Job::Prepare => "prepare",
        Job::HandOver => "hand over the list",
        Job::For(_) => "turn to this person",
    };
    sheet.put("task", "what is to be done", lines.iter().map(task).collect::<Vec<_>>());
    let touch = lines.iter().map(|line| line.treatment.touch_point.word()).collect::<Vec<_>>();
    sheet.put("touch_point", "how it reaches the customer", touch);
    let department = lines.iter().map(|line| line.treatment.department.word()).collect::<Vec<_>>();
    sheet.put("department", "who carries it out", department);
    let id = |line: &Line| line.person.map(|person| people.ids[person as usize].clone());
    sheet.put("id", "customer number", lines.iter().map(id).collect::<Vec<_>>());
    sheet.put("name", "name, where known", text(&people.names));
    sheet.put("phone", "phone number, as text", text(&people.phones));
    sheet.put("email", "e-mail address", text(&people.emails));
    put_state(&mut sheet, request, lines);
    let code = code_of(request);
    sheet.put("cell", CELL_MEANING, lines.iter().map(|line| line.person.map(&code)).collect::<Vec<_>>());
    sheet.finish()
}

fn put_state(sheet: &mut Sheet, request: &PaperRequest, lines: &[Line]) {
    let marks: Vec<_> =
        lines.iter().map(|line| mark(request.plan, line.treatment.id, &line.job.key(&request.scored.people))).collect();
    let state = marks.iter().map(|mark| mark.map_or("to do", |mark| mark.state.word())).collect::<Vec<_>>();
    sheet.put("state", "to do, doing or done", state);
    let outcome = marks.iter().map(|mark| mark.map_or(String::new(), |mark| mark.outcome.clone())).collect::<Vec<_>>();
    sheet.put("outcome", "what came of it; to be filled in", outcome);
}

/// What somebody reads.
pub(super) fn read<'a>(request: &PaperRequest<'a>, person: Person) -> Read<'a> {
    reading(request).of(person)
}

fn reading<'a>(request: &PaperRequest<'a>) -> Reading<'a> {
    let PaperRequest { plan, scored, stages, situations, .. } = *request;
    Reading { plan, scored, stages, situations }
}

fn put_message(sheet: &mut Sheet, request: &PaperRequest, list: &Lookup) {
    reading(request).put(sheet, list, &vec![true; list.list.len()]);
}

fn put_received(sheet: &mut Sheet, request: &PaperRequest, list: &Lookup) {
    let all = all_contacts(request.plans);
    let received = |row: usize| {
        let contacts = all.get(request.scored.people.ids[row].as_str());
        let words =
            contacts.into_iter().flatten().map(|contact| format!("{} {}", contact.on, contact.treatment.word()));
        words.collect::<Vec<_>>().join("; ")
    };
    sheet.put("received_so_far", "personal treatments of all plans that were ticked off", list.rows(received));
}
