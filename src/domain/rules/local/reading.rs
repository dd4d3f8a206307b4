//! From a row as written to a rule, or to what is wrong with it.

use chrono::NaiveTime;

use super::row::LocalRuleRow;
use super::{KINDS, LocalRule, Subject, Window};
use crate::domain::officer::WorkerType;
use crate::domain::rules::example::Example;
use crate::domain::rules::{Bound, CENTRE_RULES, LABOUR_RULES, LabourRule, RulePack, Severity, provision};
use crate::domain::weekdays::Weekdays;

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
                let price = self.weight.filter(|weight| *weight != 0.0 && !kind.has_price());
                if let Some(price) = price {
                    let expected = "nothing, or 0 to switch the row off";
                    return Err(RowProblem::Unreadable { column: "weight", value: price.to_string(), expected });
                }
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
        let mut pack = RulePack::vietnam();
        let usual = rule.number(&mut pack).map_or(0, |number| *number);
        let milder = match rule.bound() {
            Some(Bound::Most) => self.maximum.is_some_and(|maximum| maximum > usual),
            Some(Bound::Least) => self.minimum.is_some_and(|minimum| minimum < usual),
            None => false,
        };
        let provision = rule.provision();
        let softer = self.weight.is_some() && provision.severity == Severity::Hard;
        // What binds only on request is asked for by the row itself, with the officer's own number.
        if (milder || softer) && !provision.on_request && self.citation.is_none() {
            return Err(RowProblem::MilderWithoutGround(rule.id()));
        }
        Ok(())
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
    provision::EVERYBODY.iter().copied().find(|known| format!("{known:?}") == code)
}

fn read_hours(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (start, end) = text.split_once('-')?;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let (start, end) = (time(start)?, time(end)?);
    (start < end).then_some((start, end))
}
