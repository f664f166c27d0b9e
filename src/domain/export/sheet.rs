//! Building blocks of exported tables: columns with meanings, and lists of people who may leave; knows no table.

use super::{ExportProblem, Request, formula, reason};
use crate::domain::influence::{Value, value};
use crate::domain::model::{Filled, Person, Tribe, Wording};
use crate::domain::score::Scored;
use polars::prelude::{Column, DataFrame, NamedFrom, Series};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A table ready to leave, with the meaning of each column.
#[derive(Clone, Debug)]
pub struct Exported {
    /// What the table is called on a worksheet.
    pub title: Cow<'static, str>,
    pub frame: DataFrame,
    /// Column and meaning, in the order of the columns.
    pub dictionary: Vec<(&'static str, Cow<'static, str>)>,
    /// Who is in it where it is not everybody, in a sentence.
    pub note: Option<String>,
}

impl Exported {
    /// The same with this word for those whose word others follow: on the sheet, in what explains the columns, and as a
    /// level. Names and texts of people stay.
    ///
    /// # Errors
    /// [`ExportProblem::Unwritable`] if the table cannot be built.
    pub fn called(mut self, wording: Wording) -> Result<Exported, ExportProblem> {
        if wording == Wording::Influencer {
            return Ok(self);
        }
        self.title = wording.in_english(&self.title).into_owned().into();
        for (_, meaning) in &mut self.dictionary {
            *meaning = wording.in_english(meaning).into_owned().into();
        }
        self.note = self.note.map(|note| wording.in_english(&note).into_owned());
        let unwritable = |error: polars::error::PolarsError| ExportProblem::Unwritable(error.to_string());
        if let Ok(levels) = self.frame.column("level").and_then(|column| column.str()) {
            let levels: Vec<Option<String>> =
                levels.iter().map(|level| level.map(|level| wording.in_english(level).into_owned())).collect();
            self.frame.with_column(Column::new("level".into(), levels)).map_err(unwritable)?;
        }
        Ok(self)
    }
}

/// Columns as they are made, each with its meaning.
pub(super) struct Sheet {
    title: &'static str,
    height: usize,
    columns: Vec<Column>,
    dictionary: Vec<(&'static str, Cow<'static, str>)>,
}

impl Sheet {
    pub(super) fn new(title: &'static str, height: usize) -> Sheet {
        Sheet { title, height, columns: Vec::new(), dictionary: Vec::new() }
    }

    pub(super) fn put<T>(&mut self, name: &'static str, meaning: impl Into<Cow<'static, str>>, values: Vec<T>)
    where
        Series: NamedFrom<Vec<T>, [T]>,
    {
        self.columns.push(Series::new(name.into(), values).into());
        self.dictionary.push((name, meaning.into()));
    }

    pub(super) fn finish(self) -> Result<Exported, ExportProblem> {
        let frame =
            DataFrame::new(self.height, self.columns).map_err(|error| ExportProblem::Unwritable(error.to_string()))?;
        Ok(Exported { title: self.title.into(), frame, dictionary: self.dictionary, note: None })
    }
}

/// Looks things up for a list of people.
pub(super) struct Lookup<'a> {
    scored: &'a Scored,
    names: &'a BTreeMap<u32, String>,
    pub(super) list: Vec<Person>,
}

impl<'a> Lookup<'a> {
    /// The list without opted-out people: the gate of every table.
    pub(super) fn new(
        scored: &'a Scored,
        names: &'a BTreeMap<u32, String>,
        list: impl IntoIterator<Item = Person>,
    ) -> Self {
        let may_leave = |&person: &Person| !scored.people.is_opted_out[person as usize];
        Lookup { scored, names, list: list.into_iter().filter(may_leave).collect() }
    }

    pub(super) fn rows<T>(&self, value: impl Fn(usize) -> T) -> Vec<T> {
        self.list.iter().map(|&person| value(person as usize)).collect()
    }

    pub(super) fn pick<T: Copy>(&self, column: &[T]) -> Vec<T> {
        self.rows(|row| column[row])
    }

    pub(super) fn text(&self, column: &'a Filled) -> Vec<Option<&'a str>> {
        self.list.iter().map(|&person| column.get(person as usize)).collect()
    }

    pub(super) fn ids(&self) -> Vec<&'a str> {
        let ids = &self.scored.people.ids;
        self.list.iter().map(|&person| ids[person as usize].as_str()).collect()
    }

    pub(super) fn tribe_ids(&self) -> Vec<Option<u32>> {
        self.rows(|row| self.scored.tribes.tribe_of(row as Person).map(|tribe| tribe.id))
    }

    pub(super) fn tribe_names(&self) -> Vec<Option<&'a str>> {
        let name = |tribe: &'a Tribe| self.names.get(&tribe.id).map_or(tribe.name.as_str(), String::as_str);
        self.list.iter().map(|&person| self.scored.tribes.tribe_of(person).map(name)).collect()
    }

    pub(super) fn ranks(&self) -> Vec<Option<u32>> {
        self.rows(|row| Some(self.scored.scores.rank[row]).filter(|&rank| rank > 0))
    }

    pub(super) fn roles(&self) -> Vec<&'static str> {
        self.rows(|row| self.scored.scores.role[row].word())
    }

    pub(super) fn reasons(&self) -> Vec<String> {
        self.rows(|row| reason(&self.scored.scores, row as Person))
    }

    /// Rank, how sure it is, influence and role.
    pub(super) fn put_standing(&self, sheet: &mut Sheet, request: &Request) {
        sheet.put("rank", "1 is the most influential; empty: not ranked, having no ties", self.ranks());
        let known = request.certainty;
        let range = |row: usize| known.and_then(|known| known.range(row as Person));
        let best = self.rows(|row| range(row).map(|range| range.best));
        sheet.put("rank_at_best", "the rank could be as good as this: nine of ten re-samplings of the ties", best);
        let worst = self.rows(|row| range(row).map(|range| range.worst));
        sheet.put("rank_at_worst", "the rank could be as bad as this; empty: not worked out", worst);
        let shown = self.rows(|row| known.and_then(|known| Some(known.shown(row as Person)?.rank)));
        sheet.put(
            "rank_as_far_as_known",
            "people whom nothing tells from the first of them have that one's rank; empty: not worked out",
            shown,
        );
        let influence = self.pick(&self.scored.scores.influence);
        let has_evidence = !self.scored.scores.persuasion.is_empty();
        sheet.put("influence", formula(request.settings, has_evidence), influence);
        sheet.put("role", "how the person sits among the others", self.roles());
    }

    /// Own spend, and what a forecast expects of those who would follow, with its range; nothing of it for people who are
    /// not ranked.
    pub(super) fn put_value(&self, sheet: &mut Sheet, request: &Request) {
        let people = &self.scored.people;
        sheet.put("spend_cents", "money the customer brings, in cents: a fact", self.pick(&people.spend_cents));
        let worth = |row: usize| {
            let is_ranked = self.scored.scores.rank[row] > 0;
            is_ranked.then(|| value(people, &self.scored.network, row as Person, request.assumptions))
        };
        let worth: Vec<Option<Value>> = self.rows(worth);
        let column = |cents: fn(&Value) -> f64| -> Vec<Option<i64>> {
            worth.iter().map(|worth| worth.as_ref().map(|worth| cents(worth).round() as i64)).collect()
        };
        sheet.put(
            "forecast_swayed_spend_cents",
            "forecast, no fact: spend of the customers who would follow, each by the chance that they do, in cents; empty: \
             not ranked",
            column(|worth| worth.swayed_cents),
        );
        sheet.put(
            "forecast_swayed_spend_low_cents",
            "forecast, no fact: nine times in ten the spend of those who follow lies from this to the next, in cents",
            column(|worth| worth.low_cents),
        );
        sheet.put(
            "forecast_swayed_spend_high_cents",
            "forecast, no fact: the upper end of that range, in cents",
            column(|worth| worth.high_cents),
        );
    }

    pub(super) fn put_tribe(&self, sheet: &mut Sheet) {
        sheet.put("tribe", "lasting number of the tribe; empty: in none", self.tribe_ids());
        sheet.put("tribe_name", "name of the tribe", self.tribe_names());
    }
}
