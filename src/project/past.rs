//! What the map shows of an earlier moment: who had taken something up by then, and how the list of influencers had
//! changed since the snapshot before; nothing of it is part of the document.

use super::derived::Derived;
use super::document::Document;
use crate::domain::changes::Changes;
use crate::domain::guise::Guise;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::{FileKind, Meaning, Person, Table};
use crate::domain::score::Scored;
use crate::domain::taking::taking_of_results;
use crate::domain::ties::columns::whole_numbers;
use crate::domain::turnover::LookBack;
use std::sync::Arc;

/// Whose taking up lights people up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A product, by its name.
    Product(Arc<str>),
    /// What a campaign wanted, as its results say.
    Plan(u32),
}

impl Subject {
    /// The product, or the plan's name.
    #[must_use]
    pub fn name<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        match self {
            Subject::Product(name) => Some(name),
            Subject::Plan(plan) => document.plan(*plan).map(|plan| plan.name.as_str()),
        }
    }
}

/// A moment that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Then {
    /// Seconds since 1970; beyond what is known it means the first or the last moment known.
    pub at: i64,
    pub subject: Option<Subject>,
}

/// What is shown of it.
#[derive(Clone, Debug)]
pub struct Past {
    pub then: Then,
    /// The snapshots of the list up to then, oldest first, and the last of them is in force.
    pub snapshot: Option<i64>,
    /// The one before, which it is compared with.
    pub before: Option<i64>,
    /// Everybody's looks, by who had taken it up where something is looked for.
    pub guise: Arc<Guise>,
    pub changes: Arc<Changes>,
}

impl Past {
    /// How many of those on show had it by then, and how many of them took it up since the snapshot before.
    #[must_use]
    pub fn n_taken(&self) -> Option<(usize, usize)> {
        let n = |place: usize| self.guise.classes.get(place).map_or(0, |class| class.n);
        self.guise.is_of_takers().then(|| (n(0) + n(1), n(0)))
    }
}

/// What was worked out last, so that the next moment costs little.
#[derive(Debug, Default)]
pub struct Pasts {
    taken: Option<Taken>,
    compared: Option<Compared>,
    past: Option<(Arc<Guise>, Arc<Past>)>,
}

/// Who took something up, and what that follows from.
#[derive(Debug)]
struct Taken {
    subject: Subject,
    results: Vec<Arc<Table>>,
    scored: Arc<Scored>,
    takers: Takers,
}

/// What changed up to one of the snapshots, and what that follows from.
#[derive(Debug)]
struct Compared {
    back: Arc<LookBack>,
    scored: Arc<Scored>,
    certainty: Option<Arc<Certainty>>,
    percent: f32,
    place: usize,
    changes: Arc<Changes>,
}

/// Who took it up when, by moment.
type Takers = Arc<Vec<(i64, Person)>>;

impl Pasts {
    /// The first and the last moment that can be looked at; nothing where nothing is dated, or was not looked at yet.
    pub fn range(&mut self, document: &Document, derived: &Derived, subject: Option<&Subject>) -> Option<(i64, i64)> {
        let (back, scored) = (derived.look_back()?, derived.scored.as_ref()?);
        let (first, last) = (back.moments.first()?.at, back.moments.last()?.at);
        if first < last {
            return Some((first, last));
        }
        // No earlier snapshot, but people who took something up.
        let takers = self.takers(document, back, scored, subject?);
        let (first, latest) = (takers.first()?.0, takers.last()?.0);
        let last = if last > first { last } else { latest };
        (first < last).then_some((first, last))
    }

    /// What is shown of a moment; nothing where nothing of earlier is known. O(people) at worst, and little where only
    /// the moment is another.
    pub fn show(&mut self, document: &Document, derived: &Derived, then: &Then) -> Option<Arc<Past>> {
        let (first, last) = self.range(document, derived, then.subject.as_ref())?;
        let (back, scored) = (derived.look_back()?, derived.scored.as_ref()?);
        let then = Then { at: then.at.clamp(first, last), subject: then.subject.clone() };
        let in_force = back.moments.iter().rposition(|moment| moment.at <= then.at);
        let changes = self.changes(back, scored, derived.certainty(), document.share_percent, in_force);
        let takers = then.subject.as_ref().map(|subject| self.takers(document, back, scored, subject));
        let base = derived.guise();
        if let Some((guise, past)) = &self.past
            && Arc::ptr_eq(guise, base)
            && past.then == then
            && Arc::ptr_eq(&past.changes, &changes)
        {
            return Some(past.clone());
        }
        let moment = |place: usize| back.moments.get(place).map(|moment| moment.at);
        let snapshot = in_force.and_then(moment);
        let before = in_force.and_then(|place| place.checked_sub(1)).and_then(moment);
        let guise =
            takers.map_or_else(|| base.clone(), |takers| Arc::new(base.taken(scored, &takers, then.at, before)));
        let past = Arc::new(Past { then, snapshot, before, guise, changes });
        self.past = Some((base.clone(), past.clone()));
        Some(past)
    }

    /// Nothing is kept of what was there before.
    pub fn forget(&mut self) {
        *self = Pasts::default();
    }

    fn changes(
        &mut self,
        back: &Arc<LookBack>,
        scored: &Arc<Scored>,
        certainty: Option<&Arc<Certainty>>,
        percent: f32,
        in_force: Option<usize>,
    ) -> Arc<Changes> {
        let place = in_force.unwrap_or(usize::MAX);
        if let Some(known) = &self.compared
            && Arc::ptr_eq(&known.back, back)
            && Arc::ptr_eq(&known.scored, scored)
            && known.certainty.as_ref().map(Arc::as_ptr) == certainty.map(Arc::as_ptr)
            && (known.percent, known.place) == (percent, place)
        {
            return known.changes.clone();
        }
        let before = in_force.and_then(|place| place.checked_sub(1));
        let range = |person| certainty.and_then(|known| known.range(person));
        let turnover = before.and_then(|before| back.between_as_far_as_known(before, place, percent, range));
        let turnover = turnover.unwrap_or_default();
        let is_out = &scored.people.is_opted_out;
        let may_show = |person: Person| !is_out.get(person as usize).copied().unwrap_or(true);
        let changes = Arc::new(Changes::new(&turnover, &scored.tribes, may_show));
        let (back, scored, same) = (back.clone(), scored.clone(), changes.clone());
        let certainty = certainty.cloned();
        self.compared = Some(Compared { back, scored, certainty, percent, place, changes: same });
        changes
    }

    fn takers(&mut self, document: &Document, back: &LookBack, scored: &Arc<Scored>, subject: &Subject) -> Takers {
        let results = match subject {
            Subject::Plan(plan) => results_of(document, *plan),
            Subject::Product(_) => Vec::new(),
        };
        if let Some(known) = &self.taken
            && known.subject == *subject
            && Arc::ptr_eq(&known.scored, scored)
            && known.results.len() == results.len()
            && known.results.iter().zip(&results).all(|(x, y)| Arc::ptr_eq(x, y))
        {
            return known.takers.clone();
        }
        let takers = Arc::new(match subject {
            Subject::Plan(_) => taking_of_results(results.iter().map(Arc::as_ref), &scored.people).takers,
            Subject::Product(name) => {
                let found = back.takings.iter().find(|taking| *taking.subject == **name);
                found.map(|taking| taking.takers.clone()).unwrap_or_default()
            }
        });
        let (subject, scored, same) = (subject.clone(), scored.clone(), takers.clone());
        self.taken = Some(Taken { subject, results, scored, takers: same });
        takers
    }
}

/// The results of a plan that tell the day.
fn results_of(document: &Document, plan: u32) -> Vec<Arc<Table>> {
    let is_dated = |table: &Table| whole_numbers(table, Meaning::At).is_some();
    let is_of = |import: &&Arc<super::Import>| {
        import.kind() == FileKind::Results && import.plan == Some(plan) && is_dated(&import.table)
    };
    document.imports.iter().filter(is_of).map(|import| import.table.clone()).collect()
}

/// The plans whose results can light people up, by number and name.
#[must_use]
pub fn plans_with_results(document: &Document) -> Vec<(u32, &str)> {
    let has = |plan: &u32| !results_of(document, *plan).is_empty();
    document.plans.iter().filter(|plan| has(&plan.id)).map(|plan| (plan.id, plan.name.as_str())).collect()
}
