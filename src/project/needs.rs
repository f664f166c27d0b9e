//! What a plan still lacks, told from the whole project: its data, its people, the other plans; words nothing.

use super::{Document, Project};
use crate::domain::campaign::{DataNeed, Facts, Goal, Plan, ReadinessItem, readiness};
use crate::domain::model::{FileKind, Meaning};

impl Document {
    /// Whether some file of a kind has a column with values.
    fn has_column(&self, kind: FileKind, meaning: Meaning) -> bool {
        self.imports.iter().filter(|import| import.kind() == kind).any(|import| {
            let column = import.table.plain().column(meaning.word());
            column.is_ok_and(|column| column.null_count() < column.len())
        })
    }

    /// Whether the project holds the data of a need.
    #[must_use]
    pub fn has_data(&self, need: DataNeed) -> bool {
        match need {
            DataNeed::Ties => self.has_ties(),
            DataNeed::Customers => self.imports.iter().any(|import| import.kind() == FileKind::People),
            DataNeed::Spend => {
                self.has_column(FileKind::People, Meaning::Spend)
                    || self.has_column(FileKind::Purchases, Meaning::Amount)
            }
            DataNeed::DatedPurchases => self.has_column(FileKind::Purchases, Meaning::At),
            DataNeed::Products => self.has_column(FileKind::Purchases, Meaning::Product),
            DataNeed::OptOuts => {
                self.imports.iter().any(|import| import.kind() == FileKind::Optouts)
                    || self.has_column(FileKind::People, Meaning::Consent)
            }
        }
    }

    /// What a goal needs and the project does not have.
    #[must_use]
    pub fn missing_data(&self, goal: Goal) -> Vec<DataNeed> {
        goal.needs().iter().copied().filter(|&need| !self.has_data(need)).collect()
    }
}

impl Project {
    /// Every point of a plan's readiness list, in its order, and whether it is done. `today` as `2026-11-21`.
    #[must_use]
    pub fn readiness(&self, plan: &Plan, today: &str) -> Vec<(ReadinessItem, bool)> {
        let (document, derived) = (self.document(), self.derived());
        let cells = derived.cells(plan.id).unwrap_or_default();
        let work = derived.work(plan.id);
        let missing = document.missing_data(plan.goal);
        let facts = Facts {
            board: work.map(|work| &work.board),
            // Opt-outs are a point of their own.
            has_goal_data: missing.iter().all(|&need| need == DataNeed::OptOuts),
            knows_opt_outs: document.has_data(DataNeed::OptOuts),
            n_shared: work.map_or(0, |work| work.shared.iter().map(|shared| shared.people.len()).sum()),
            n_unsaid: work.map_or(0, |work| work.readers.iter().filter(|of| of.is_unsaid(&plan.pairing)).count()),
            today,
        };
        readiness(plan, &cells, &facts)
    }
}
