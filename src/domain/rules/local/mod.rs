//! Local rules: the rows of `rules.csv`, read into types and judged.
//!
//! A row either names a rule of the pack and replaces its number, strictness or dates for whom it binds, or it names one of
//! the [`KINDS`] below, which the centre fills with its own numbers. `docs/constraints.md` lists them all.

pub mod balance;
pub mod cells;
pub mod counted;
pub mod crew;
pub mod pairs;
pub mod reading;
pub mod row;
pub mod runs;
pub mod skill_validity;
pub mod window;

use chrono::{NaiveDate, NaiveTime};

use super::centre_record::CentreRecord;
use super::example::Example;
use super::{LabourRule, Quantity};
use crate::domain::officer::{Officer, WorkerType};
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::weekdays::Weekdays;
use crate::domain::work_record::{WorkRecord, WorkedShift};
pub use reading::RowProblem;
pub use row::{LocalRuleRow, RowDetails, RuleScope};
pub use window::Window;

/// What a kind found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// First day.
    pub from: NaiveDate,
    /// Last day: the rule must be in force on it.
    pub to: NaiveDate,
    /// What was measured.
    pub observed: Quantity,
    /// What the row allows.
    pub limit: Quantity,
}

/// What a row of a kind must fill in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// `minimum` or `maximum`.
    pub number: bool,
    /// `maximum`.
    pub maximum: bool,
    /// `minimum`.
    pub minimum: bool,
    /// `window`.
    pub window: bool,
    /// `shifts`.
    pub shifts: bool,
    /// `then`.
    pub then: bool,
    /// `with`.
    pub with: bool,
    /// `hours`.
    pub hours: bool,
}

/// A kind of local rule: what it measures, for whom is the row's business.
pub trait LocalKind: Sync {
    /// The name in the column `kind`; its words are found under it.
    fn id(&self) -> &'static str;
    /// Lines of the reference list of scheduling constraints that it expresses.
    fn lines(&self) -> &'static [u8];
    /// Columns that a row must fill in.
    fn needs(&self) -> Needs;
    /// Whether a breach of it can have a price; otherwise `weight` is empty, or 0 to switch the row off.
    fn has_price(&self) -> bool {
        true
    }
    /// What one officer's record breaks.
    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        let _ = (rule, record);
        Vec::new()
    }
    /// Whether it is about what the centre's officers do together.
    fn is_about_all(&self) -> bool {
        false
    }
    /// What the centre's officers break together; nothing unless it is about that.
    fn of_centre(&self, rule: &LocalRule, centre: &CentreRecord<'_>) -> Vec<Finding> {
        let _ = (rule, centre);
        Vec::new()
    }
    /// Whether the record of one officer can show what keeps it and what breaks it, so that its rows may carry examples.
    fn takes_examples(&self) -> bool {
        !self.is_about_all()
    }
    /// Whether `shift` on `date` alone breaks the rule, so that the optimiser never plans it.
    fn forbids(&self, rule: &LocalRule, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        let _ = (rule, record, date, shift);
        false
    }
}

/// Every kind of local rule.
pub const KINDS: &[&dyn LocalKind] = &[
    &counted::MINUTES_WORKED,
    &counted::NORMAL_MINUTES,
    &counted::OVERTIME_MINUTES,
    &counted::DAYS_WORKED,
    &counted::SHIFTS_WORKED,
    &counted::WEEKEND_MINUTES,
    &counted::WEEKENDS_WORKED,
    &counted::DAYS_OFF,
    &counted::DAYS_OFF_IN_A_ROW,
    &counted::MINUTES_OFF,
    &counted::SHIFT_KINDS,
    &counted::PLACES,
    &runs::DAYS_IN_A_ROW,
    &runs::WEEKENDS_IN_A_ROW,
    &runs::WEEKS_IN_A_ROW,
    &pairs::RestAfter,
    &pairs::Sequence,
    &pairs::StartDifference,
    &pairs::TravelTime,
    &cells::Prohibited,
    &cells::OnlyShifts,
    &cells::RequiredSkill,
    &skill_validity::SkillValidity,
    &cells::AvailableHours,
    &cells::GapInDay,
    &cells::BesideLeave,
    &crew::Present,
    &crew::Concurrent,
    &crew::MissingBelowFloor,
    &crew::MissingBelowTarget,
    &crew::CentreShifts,
    &crew::SurplusSpread,
    &crew::OfficersUsed,
    &crew::SameCrew,
    &crew::ChangedCells,
    &crew::OvertimeCost,
    &balance::BalanceMinutes,
    &balance::BalanceShifts,
];

/// What a row is about.
#[derive(Clone, Copy)]
pub enum Subject {
    /// A rule of the pack about one officer.
    Officer(&'static dyn LabourRule),
    /// A rule of the pack about the centre: its identifier.
    Centre(&'static str),
    /// A local kind.
    Kind(&'static dyn LocalKind),
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl Subject {
    /// The rule's or the kind's identifier.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Officer(rule) => rule.id(),
            Self::Centre(id) => id,
            Self::Kind(kind) => kind.id(),
        }
    }
}

/// A row of `rules.csv`, understood.
#[derive(Clone, Debug)]
pub struct LocalRule {
    /// Its identifier.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// Whom it binds.
    pub scope: RuleScope,
    /// The span over which it counts.
    pub window: Window,
    /// At least so many.
    pub minimum: Option<i32>,
    /// At most so many.
    pub maximum: Option<i32>,
    /// Price of a breach; none when it is hard.
    pub weight: Option<f64>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Worker types that it binds; empty for all.
    pub worker_types: Vec<WorkerType>,
    /// Shift codes or kinds that it counts; empty for all.
    pub shifts: Vec<String>,
    /// Shift codes or kinds that follow.
    pub then: Vec<String>,
    /// Skills or officers that it speaks of.
    pub with: Vec<String>,
    /// Weekdays on which it counts.
    pub weekdays: Weekdays,
    /// Hours of the day on which it counts.
    pub hours: Option<(NaiveTime, NaiveTime)>,
    /// What it rests on.
    pub citation: Option<String>,
    /// Its own worked examples.
    pub examples: Vec<Example>,
}

/// Names of shift kinds in the columns `shifts` and `then`.
const SHIFT_KINDS: &[(&str, ShiftKind)] = &[
    ("regular", ShiftKind::Regular),
    ("early", ShiftKind::Early),
    ("evening", ShiftKind::Evening),
    ("outreach", ShiftKind::Outreach),
    ("weekend", ShiftKind::Weekend),
    ("standby", ShiftKind::Standby),
    ("hotline", ShiftKind::Hotline),
];

/// The kind's name.
#[must_use]
pub(crate) fn kind_name(kind: ShiftKind) -> &'static str {
    SHIFT_KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name)
}

/// In the column `with` of `pay-minutes`: normal minutes are paid too.
pub const WITH_NORMAL_TIME: &str = "normal";

/// Whether `token` names shifts by what they are, not by a code of theirs.
#[must_use]
pub fn is_word_for_shifts(token: &str) -> bool {
    matches!(token, "overtime" | "night" | "off" | "on") || SHIFT_KINDS.iter().any(|(name, _)| *name == token)
}

/// Whether `token` (a code, the name of a kind, or `overtime`) names `shift`.
pub(crate) fn names(token: &str, shift: &Shift) -> bool {
    shift.code.as_str() == token
        || kind_name(shift.kind) == token
        || (token == "overtime" && shift.overtime_minutes > 0)
        || (token == "night" && shift.night_minutes() > 0)
}

impl LocalRule {
    /// Whether the row is in force on `date`.
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether the row binds `officer` at all.
    #[must_use]
    pub fn binds(&self, officer: &Officer) -> bool {
        let scope = match &self.scope {
            RuleScope::All => true,
            RuleScope::Centre(code) => officer.centre == *code,
            RuleScope::Officer(code) => officer.code == *code,
            RuleScope::Skill(code) => officer.skills.contains(code) || officer.lapsed.contains(code),
        };
        scope && (self.worker_types.is_empty() || self.worker_types.contains(&officer.worker_type))
    }

    /// Whether the row counts `shift` on `date`.
    #[must_use]
    pub fn counts(&self, date: NaiveDate, shift: &Shift) -> bool {
        self.in_force(date)
            && self.weekdays.includes(date)
            && (self.shifts.is_empty() || self.shifts.iter().any(|token| names(token, shift)))
            && self.hours.is_none_or(|(start, end)| shift.start < end && start < shift.end)
    }

    /// The shifts of a record that the row counts, by start.
    pub fn counted<'a>(&'a self, record: &'a WorkRecord) -> impl Iterator<Item = &'a WorkedShift> {
        record.shifts.iter().filter(|worked| self.counts(worked.date, &worked.shift))
    }

    /// The finding for `measured`, when it passes one of the row's numbers.
    #[must_use]
    pub fn compare(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        measured: i32,
        unit: fn(i32) -> Quantity,
    ) -> Option<Finding> {
        let limit = self
            .maximum
            .filter(|maximum| measured > *maximum)
            .or_else(|| self.minimum.filter(|minimum| measured < *minimum))?;
        Some(Finding { from, to, observed: unit(measured), limit: unit(limit) })
    }

    /// How specific the row is; of two rows about one rule, the more specific one holds, then the later one.
    pub(crate) fn rank(&self) -> (u8, Option<NaiveDate>, &str) {
        let scope = match self.scope {
            RuleScope::All => 0,
            RuleScope::Centre(_) => 1,
            RuleScope::Skill(_) => 2,
            RuleScope::Officer(_) => 3,
        };
        (scope, self.from, &self.id)
    }
}

#[cfg(test)]
mod tests;
