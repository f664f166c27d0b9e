//! Everything in a project that a person gave or decided; what follows from it is in `derived`.

use crate::domain::arrivals::{Difference, Taken, stood_by};
use crate::domain::campaign::Plan;
use crate::domain::filter::Filter;
use crate::domain::forecast::Assumptions;
use crate::domain::guise::{Detail, Guise, Preset};
use crate::domain::holding::Hold;
use crate::domain::import::{Mapping, Report};
use crate::domain::measure::Lesson;
use crate::domain::model::decisions::Basis;
use crate::domain::model::{
    Currency, Decisions, FileKind, Meaning, Month, ScoreSettings, Table, TieKind, Tribe, Wording,
};
use crate::domain::score::{Given, Scored};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// One imported file: one step to undo, one transaction to store.
#[derive(Clone, Debug)]
pub struct Import {
    pub id: u32,
    /// The file's name without its folder.
    pub file_name: String,
    /// When it was imported, `2026-11-21 10:30`, as the shell's clock said.
    pub imported_on: String,
    pub mapping: Mapping,
    pub report: Arc<Report>,
    pub table: Arc<Table>,
    /// The plan whose results these are, for a results file.
    pub plan: Option<u32>,
    /// On what ground its data may be used, as whoever added it said.
    pub basis: Basis,
    /// The import whose new month this is.
    pub follows: Option<u32>,
    /// What the new month changed.
    pub difference: Option<Arc<Difference>>,
    /// The number that all files added in one step share: the state after that step is a snapshot.
    pub batch: u32,
    /// Its table as that of a month, once that was asked for.
    pub month: OnceLock<Option<Arc<Table>>>,
}

impl Import {
    /// A file just read; the project gives its number when it takes it in. `imported_on` as the shell's clock says.
    #[must_use]
    pub fn new(file_name: String, mapping: Mapping, taken: impl Into<Taken>, imported_on: String) -> Self {
        let Taken { table, report } = taken.into();
        Import {
            id: 0,
            file_name,
            imported_on,
            mapping,
            report,
            table,
            plan: None,
            basis: Basis::default(),
            follows: None,
            difference: None,
            batch: 0,
            month: OnceLock::new(),
        }
    }

    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.table.kind
    }

    /// What it says as what was so by its day, for interests that follow one another; always the same value.
    fn as_month(&self) -> Option<&Arc<Table>> {
        let month = || {
            let at = stood_by(&self.file_name, &self.imported_on)?;
            let month = Month { id: self.id.into(), follows: self.follows.map(i64::from), at };
            Some(Arc::new(month.of_interests(&self.table)?))
        };
        self.month.get_or_init(month).as_ref()
    }

    /// A month always follows an older import, so no way along months goes round.
    fn is_next_month_of(&self, older: &Import) -> bool {
        self.follows == Some(older.id) && self.id > older.id
    }
}

/// The editable whole. Cheap to copy: the big parts are shared.
#[derive(Clone, Debug)]
pub struct Document {
    /// Names the working database; never changes.
    pub project_id: String,
    pub name: String,
    pub imports: Vec<Arc<Import>>,
    /// What was decided about the people and ties of the files.
    pub decisions: Decisions,
    pub settings: ScoreSettings,
    /// Share of the ranked people to call influencers where no plan says otherwise, in per cent; 1 to 10.
    pub share_percent: f32,
    pub assumptions: Assumptions,
    /// What all amounts are in.
    pub currency: Currency,
    /// Names given by hand, by [`crate::domain::model::Tribe::id`].
    pub tribe_names: BTreeMap<u32, String>,
    /// Who is on show on the map and in the lists; empty: everybody.
    pub filter: Filter,
    /// What was kept of it under a name.
    pub filters: BTreeMap<String, Filter>,
    /// What colour and size mean on the map.
    pub preset: Preset,
    /// What those whose word others follow are called.
    pub wording: Wording,
    /// Where tribes were put on the map by hand, by [`crate::domain::model::Tribe::id`].
    pub pinned: BTreeMap<u32, [f32; 2]>,
    pub plans: Vec<Arc<Plan>>,
    pub holds: Vec<Arc<Hold>>,
    /// What was learned from measured campaigns, oldest first; it outlives plans and files.
    pub lessons: Vec<Lesson>,
    /// Outgoing files whose messages have been looked through for influencers.
    pub diverted: Vec<u32>,
    /// The next free number of imports, plans, holds and lessons; never used twice.
    pub next_id: u32,
}

impl Default for Document {
    fn default() -> Self {
        Document {
            project_id: String::new(),
            name: String::new(),
            imports: Vec::new(),
            decisions: Decisions::default(),
            settings: ScoreSettings::default(),
            share_percent: 3.0,
            assumptions: Assumptions::default(),
            currency: Currency::default(),
            tribe_names: BTreeMap::new(),
            filter: Filter::default(),
            filters: BTreeMap::new(),
            preset: Preset::default(),
            wording: Wording::default(),
            pinned: BTreeMap::new(),
            plans: Vec::new(),
            holds: Vec::new(),
            lessons: Vec::new(),
            diverted: Vec::new(),
            next_id: 1,
        }
    }
}

impl Document {
    #[must_use]
    pub fn plan(&self, id: u32) -> Option<&Arc<Plan>> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    #[must_use]
    pub fn hold(&self, id: u32) -> Option<&Arc<Hold>> {
        self.holds.iter().find(|hold| hold.id == id)
    }

    #[must_use]
    pub fn import(&self, id: u32) -> Option<&Arc<Import>> {
        self.imports.iter().find(|import| import.id == id)
    }

    /// What each tribe is called, by position: the name given by hand, else its own.
    #[must_use]
    pub fn names_of_tribes(&self, scored: &Scored) -> Vec<String> {
        let name = |tribe: &Tribe| self.tribe_names.get(&tribe.id).unwrap_or(&tribe.name).clone();
        scored.tribes.tribes.iter().map(name).collect()
    }

    /// What is written beneath each tribe's name, by position; `say` writes it of the number of people, of those on show
    /// and of what most of them are.
    #[must_use]
    pub fn details_of_tribes(&self, scored: &Scored, guise: &Guise, say: Detail) -> Vec<String> {
        let detail = |(position, tribe): (u32, &Tribe)| {
            let main = guise.main_class(position).map(|(k, share)| (guise.classes[k].class, share));
            say(tribe.members.len(), guise.n_visible(position).map(|n| n as usize), main)
        };
        (0..).zip(&scored.tribes.tribes).map(detail).collect()
    }

    /// What the tribe with this lasting id is called, where it is still there.
    #[must_use]
    pub fn name_of_tribe<'a>(&'a self, id: u32, scored: Option<&'a Scored>) -> Option<&'a str> {
        let found = scored?.tribes.by_id(id)?;
        Some(self.tribe_names.get(&id).unwrap_or(&found.name))
    }

    /// The tables that scoring reads, in the order of their import. Where a month of a file that tells how things stand
    /// (customers, friendships, interests) is followed by a newer one, the newest stands; months of what happened add up.
    #[must_use]
    pub fn tables(&self) -> Vec<Arc<Table>> {
        self.tables_at(u32::MAX)
    }

    /// As [`Document::tables`], and after them the months of interests of which there are several, the oldest first: who
    /// had taken what up by when.
    #[must_use]
    pub fn tables_and_months(&self) -> Vec<Arc<Table>> {
        let mut tables = self.tables();
        let is_followed = |import: &Import| self.imports.iter().any(|newer| newer.is_next_month_of(import));
        let of_interests = self.imports.iter().filter(|import| import.kind() == FileKind::Interests);
        for last in of_interests.filter(|import| !is_followed(import)) {
            let months = self.months_of(last.id);
            if months.len() > 1 {
                tables.extend(months.into_iter().rev().filter_map(|month| month.as_month().cloned()));
            }
        }
        tables
    }

    /// As [`Document::tables`], as they were after the step with this number.
    #[must_use]
    pub fn tables_at(&self, batch: u32) -> Vec<Arc<Table>> {
        self.standing_at(batch).map(|import| import.table.clone()).collect()
    }

    /// The imports of [`Document::tables_at`].
    fn standing_at(&self, batch: u32) -> impl Iterator<Item = &Arc<Import>> {
        let there = move || self.imports.iter().filter(move |import| import.batch <= batch);
        let is_followed =
            move |import: &Import| import.kind().is_of_state() && there().any(|newer| newer.follows == Some(import.id));
        there().filter(move |import| !is_followed(import))
    }

    /// The steps that added files, oldest first, each with the moment of its import: the project's snapshots.
    #[must_use]
    pub fn snapshots(&self) -> Vec<(u32, &str)> {
        let mut steps: Vec<(u32, &str)> =
            self.imports.iter().map(|import| (import.batch, import.imported_on.as_str())).collect();
        steps.sort_unstable();
        steps.dedup_by_key(|step| step.0);
        steps
    }

    /// An import and the months before it, the newest first.
    #[must_use]
    pub fn months_of(&self, import: u32) -> Vec<&Arc<Import>> {
        let first = self.import(import);
        // A month always follows an older import, so the way back ends.
        std::iter::successors(first, |newer| self.import(newer.follows.filter(|&older| older < newer.id)?)).collect()
    }

    /// The last of the months that follow an import; itself where none does.
    #[must_use]
    pub fn newest_month(&self, import: u32) -> Option<&Arc<Import>> {
        let next = |older: &&Arc<Import>| self.imports.iter().rev().find(|newer| newer.is_next_month_of(older));
        std::iter::successors(self.import(import), next).last()
    }

    /// What scoring reads.
    #[must_use]
    pub fn given(&self) -> Given {
        Given {
            tables: self.tables_and_months(),
            decisions: self.decisions.clone(),
            settings: self.settings.clone(),
            file_kinds: self.standing_at(u32::MAX).map(|import| self.file_kind(import.id)).collect(),
        }
    }

    /// The kind of all ties of a file: as decided for it, else as for the month before.
    #[must_use]
    pub fn file_kind(&self, import: u32) -> Option<TieKind> {
        let kinds = &self.decisions.cleaning.file_kinds;
        self.months_of(import).into_iter().find_map(|month| kinds.get(&month.id).copied())
    }

    /// Whether there is anything to score: contacts, or purchases that ties are to be guessed from.
    #[must_use]
    pub fn has_ties(&self) -> bool {
        self.has_pairs() || (self.decisions.cleaning.inference.is_on && self.has_purchases())
    }

    /// Whether anything says who bought what.
    #[must_use]
    pub fn has_purchases(&self) -> bool {
        self.imports.iter().any(|import| import.kind() == FileKind::Purchases)
    }

    /// Whether customers are listed and nothing says who of them may not be contacted.
    #[must_use]
    pub fn lacks_opt_outs(&self) -> bool {
        let of = |kind: FileKind| self.imports.iter().filter(move |import| import.kind() == kind);
        let says = |import: &Arc<Import>| import.mapping.column(Meaning::Consent).is_some();
        of(FileKind::People).next().is_some()
            && !of(FileKind::People).any(says)
            && of(FileKind::Optouts).next().is_none()
    }

    /// Whether anything says who is in touch with whom.
    #[must_use]
    pub fn has_pairs(&self) -> bool {
        self.imports.iter().any(|import| import.kind().is_pairs())
    }

    /// One tribe is part of another now: open plans and filters mean that one.
    pub(super) fn follow_merge(&mut self, from: u32, into: u32) {
        let is_meant = |plan: &&mut Arc<Plan>| plan.frozen.is_none() && plan.audience.tribes.contains(&from);
        for plan in self.plans.iter_mut().filter(is_meant) {
            let mut next = (**plan).clone();
            next.audience.tribes.remove(&from);
            next.audience.tribes.insert(into);
            *plan = Arc::new(next);
        }
        for filter in self.filters.values_mut().chain([&mut self.filter]) {
            filter.move_tribe(from, into);
        }
    }

    pub(super) fn take_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }
}
