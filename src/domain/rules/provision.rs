//! What a rule of the pack says about itself: which rows of the law, since when, for whom, how strictly.

use chrono::NaiveDate;

use super::Severity;
use super::example::Example;
use crate::domain::officer::WorkerType;

/// How sure the source of a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Read in a published text.
    Read,
    /// Partly read, partly remembered.
    Partly,
    /// Not yet checked against the text: shown as "to be checked" and never hard by itself.
    ToCheck,
    /// Our own assumption.
    Assumed,
    /// No law: what the centre itself has entered.
    House,
}

/// Which side of a limit a rule guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The measured value must reach the limit.
    Least,
    /// The measured value must not pass the limit.
    Most,
}

/// The terms of one rule of the pack.
#[derive(Clone, Copy, Debug)]
pub struct Provision {
    /// Rows of the table of law that the rule holds, for example `WT-06`.
    pub rows: &'static str,
    /// Year, month and day from which it is in force.
    pub since: (i32, u32, u32),
    /// The last day of its force, when it has ended.
    pub until: Option<(i32, u32, u32)>,
    /// Whom it binds.
    pub worker_types: &'static [WorkerType],
    /// How a breach is treated.
    pub severity: Severity,
    /// How sure its source is.
    pub status: Status,
    /// Whether it binds only officers for whom a row of `rules.csv` asks for it.
    pub on_request: bool,
    /// Small records with the expected verdict; they run when the pack is loaded.
    pub examples: &'static [Example],
}

/// Everybody who may be rostered.
pub const EVERYBODY: &[WorkerType] =
    &[WorkerType::CC, WorkerType::VC, WorkerType::HD, WorkerType::CA, WorkerType::BC, WorkerType::TN];

/// Cadres, civil servants, public employees and contract staff of state agencies.
pub const STATE_STAFF: &[WorkerType] = &[WorkerType::CC, WorkerType::VC, WorkerType::HD];

/// First day of Labour Code 45/2019/QH14.
pub const LABOUR_CODE: (i32, u32, u32) = (2021, 1, 1);
/// First day of NĐ 118/2025/NĐ-CP.
pub const ONE_STOP_DECREE: (i32, u32, u32) = (2025, 7, 1);

impl Provision {
    /// A hard rule of the Labour Code for everybody.
    #[must_use]
    pub const fn labour_code(rows: &'static str, examples: &'static [Example]) -> Self {
        Self {
            rows,
            since: LABOUR_CODE,
            until: None,
            worker_types: EVERYBODY,
            severity: Severity::Hard,
            status: Status::Read,
            on_request: false,
            examples,
        }
    }

    /// The same as a warning.
    #[must_use]
    pub const fn soft(self) -> Self {
        Self { severity: Severity::Soft, ..self }
    }

    /// Whether the rule binds `worker_type` on `date`.
    #[must_use]
    pub fn binds(&self, worker_type: WorkerType, date: NaiveDate) -> bool {
        self.in_force(date) && self.worker_types.contains(&worker_type)
    }

    /// Whether the rule is in force on `date`.
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> bool {
        let key = (chrono::Datelike::year(&date), chrono::Datelike::month(&date), chrono::Datelike::day(&date));
        self.since <= key && self.until.is_none_or(|until| key <= until)
    }
}
