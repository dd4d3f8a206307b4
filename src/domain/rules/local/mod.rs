//! Local rules: the rows of `rules.csv`, read into types and judged.
//!
//! A row either names a rule of the pack and replaces its number, strictness or dates for whom it binds, or it names one of
//! the [`KINDS`] below, which the centre fills with its own numbers. `docs/constraints.md` lists them all.

pub mod balance;
pub mod cells;
pub mod counted;
pub mod crew;
pub mod pairs;
pub mod row;
pub mod runs;
pub mod window;

use chrono::{NaiveDate, NaiveTime};

use super::centre_record::CentreRecord;
use super::example::Example;
use super::{Bound, CENTRE_RULES, LABOUR_RULES, LabourRule, Quantity};
use crate::domain::officer::{Officer, WorkerType};
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::weekdays::Weekdays;
use crate::domain::work_record::{WorkRecord, WorkedShift};
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
    /// What one officer's record breaks.
    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        let _ = (rule, record);
        Vec::new()
    }
    /// What the centre's officers break together.
    fn of_centre(&self, rule: &LocalRule, centre: &CentreRecord<'_>) -> Vec<Finding> {
        let _ = (rule, centre);
        Vec::new()
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

/// Why a row cannot be understood; what, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// No rule and no kind of that name.
    #[error("kind {0:?} is neither a rule of the pack nor a local kind; docs/constraints.md lists both")]
    UnknownKind(String),
    /// A cell that cannot be read.
    #[error("{column} {value:?} cannot be read; write {expected}")]
    Unreadable {
        /// The column.
        column: &'static str,
        /// Its value.
        value: String,
        /// What would do.
        expected: &'static str,
    },
    /// A column that the kind needs is empty.
    #[error("kind {kind} needs a value in column {column}")]
    Missing {
        /// The kind.
        kind: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The row makes a rule of law milder and does not say on which ground.
    #[error("the row makes the rule {0} milder than the pack; name the legal ground in column citation")]
    MilderWithoutGround(&'static str),
    /// The rule of the pack has no such number.
    #[error("the rule {0} has no such limit; leave minimum and maximum empty, or use the other one")]
    NoSuchLimit(&'static str),
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

/// Whether `token` (a code, the name of a kind, or `overtime`) names `shift`.
pub(crate) fn names(token: &str, shift: &Shift) -> bool {
    shift.code.as_str() == token
        || kind_name(shift.kind) == token
        || (token == "overtime" && shift.overtime_minutes > 0)
        || (token == "night" && shift.night_minutes() > 0)
}

impl LocalRule {
    /// Reads a row.
    ///
    /// # Errors
    /// What is wrong with it; see [`RowProblem`].
    pub fn read(row: &LocalRuleRow) -> Result<Self, RowProblem> {
        let subject = subject(&row.kind).ok_or_else(|| RowProblem::UnknownKind(row.kind.clone()))?;
        let unreadable =
            |column, value: &str, expected| RowProblem::Unreadable { column, value: value.into(), expected };
        let number = |column, value: Option<i64>| -> Result<Option<i32>, RowProblem> {
            let whole = |value: i64| {
                i32::try_from(value).map_err(|_| unreadable(column, &value.to_string(), "a smaller number"))
            };
            value.map(whole).transpose()
        };
        let list = |cell: &Option<String>| -> Vec<String> {
            let parts = cell.iter().flat_map(|cell| cell.split(';'));
            parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let more = &row.more;
        let window = row.window.as_deref().map(|text| {
            Window::read(text).ok_or_else(|| {
                unreadable("window", text, "day, week, month, year, period, 14d or 4w (at most 56 days)")
            })
        });
        let worker_types = list(&more.worker_types)
            .iter()
            .map(|code| worker_type(code).ok_or_else(|| unreadable("worker_types", code, "CC, VC, HD, CA, BC or TN")))
            .collect::<Result<_, _>>()?;
        let weekdays = list(&more.weekdays).iter().map(|day| day.parse::<u32>().ok()).collect::<Option<Vec<u32>>>();
        let weekdays = match weekdays.and_then(Weekdays::from_numbers) {
            Some(days) if days.is_empty() => Weekdays::ALL,
            Some(days) => days,
            None => {
                return Err(unreadable(
                    "weekdays",
                    more.weekdays.as_deref().unwrap_or_default(),
                    "numbers from 1 (Monday) to 7",
                ));
            }
        };
        let examples = more
            .examples
            .as_deref()
            .map(Example::list)
            .transpose()
            .map_err(|part| unreadable("examples", &part, "RECORD => kept or RECORD => broken"))?;
        let rule = Self {
            id: row.id.clone(),
            subject,
            scope: row.scope.clone(),
            window: window.transpose()?.unwrap_or(Window::Period),
            minimum: number("minimum", row.minimum)?,
            maximum: number("maximum", row.maximum)?,
            weight: row.weight,
            from: row.from,
            to: row.to,
            worker_types,
            shifts: list(&more.shifts),
            then: list(&more.then),
            with: list(&more.with),
            weekdays,
            hours: more
                .hours
                .as_deref()
                .map(|text| {
                    read_hours(text).ok_or_else(|| unreadable("hours", text, "START-END, for example 17:00-21:00"))
                })
                .transpose()?,
            citation: more.citation.clone(),
            examples: examples.unwrap_or_default(),
        };
        rule.check(row.window.is_some())?;
        Ok(rule)
    }

    fn check(&self, has_window: bool) -> Result<(), RowProblem> {
        match self.subject {
            Subject::Officer(rule) => self.check_override(rule),
            // A centre's rules only warn by themselves; a row that makes them hard makes nothing milder.
            Subject::Centre(id) if self.minimum.is_some() || self.maximum.is_some() => Err(RowProblem::NoSuchLimit(id)),
            Subject::Centre(_) => Ok(()),
            Subject::Kind(kind) => {
                let needs = kind.needs();
                let missing = |column| Err(RowProblem::Missing { kind: kind.id(), column });
                match () {
                    () if needs.number && self.minimum.is_none() && self.maximum.is_none() => missing("maximum"),
                    () if needs.maximum && self.maximum.is_none() => missing("maximum"),
                    () if needs.minimum && self.minimum.is_none() => missing("minimum"),
                    () if needs.window && !has_window => missing("window"),
                    () if needs.shifts && self.shifts.is_empty() => missing("shifts"),
                    () if needs.then && self.then.is_empty() => missing("then"),
                    () if needs.with && self.with.is_empty() => missing("with"),
                    () if needs.hours && self.hours.is_none() => missing("hours"),
                    () => Ok(()),
                }
            }
        }
    }

    /// A row may always be stricter than the pack; to be milder it names its ground.
    fn check_override(&self, rule: &'static dyn LabourRule) -> Result<(), RowProblem> {
        let wrong = match rule.bound() {
            Some(Bound::Most) => self.minimum.is_some(),
            Some(Bound::Least) => self.maximum.is_some(),
            None => self.minimum.is_some() || self.maximum.is_some(),
        };
        if wrong {
            return Err(RowProblem::NoSuchLimit(rule.id()));
        }
        let mut pack = super::RulePack::vietnam();
        let usual = rule.number(&mut pack).map_or(0, |number| *number);
        let milder = match rule.bound() {
            Some(Bound::Most) => self.maximum.is_some_and(|maximum| maximum > usual),
            Some(Bound::Least) => self.minimum.is_some_and(|minimum| minimum < usual),
            None => false,
        };
        let provision = rule.provision();
        let softer = self.weight.is_some() && provision.severity == super::Severity::Hard;
        // What binds only on request is asked for by the row itself, with the officer's own number.
        if (milder || softer) && !provision.on_request && self.citation.is_none() {
            return Err(RowProblem::MilderWithoutGround(rule.id()));
        }
        Ok(())
    }

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
            RuleScope::Skill(code) => officer.skills.contains(code),
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

/// A kind may be written with underscores, as the other columns are.
fn subject(kind: &str) -> Option<Subject> {
    let kind = kind.replace('_', "-");
    let officer = LABOUR_RULES.iter().find(|rule| rule.id() == kind).map(|rule| Subject::Officer(*rule));
    let centre = || CENTRE_RULES.iter().find(|rule| rule.id() == kind).map(|rule| Subject::Centre(rule.id()));
    let local = || KINDS.iter().find(|known| known.id() == kind).map(|known| Subject::Kind(*known));
    officer.or_else(centre).or_else(local)
}

fn worker_type(code: &str) -> Option<WorkerType> {
    super::provision::EVERYBODY.iter().copied().find(|known| format!("{known:?}") == code)
}

fn read_hours(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (start, end) = text.split_once('-')?;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let (start, end) = (time(start)?, time(end)?);
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests;
