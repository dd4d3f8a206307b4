//! Worked examples: small work records in one line of text, with the verdict that a rule must reach.
//!
//! A record is a list of facts, separated by commas, about one officer of type CC with a week of forty hours:
//!
//! ```text
//! 2026-03-02 R                        a shift 07:30–17:00 with 480 normal minutes
//! 2026-03-03 13:00-18:30 change       normal minutes up to eight hours; `change` moves the working hours
//! 2026-03-03 R +180                   with 180 minutes of overtime on top
//! 2026-03-07 07:30-11:30 weekend =0 +240    `=` sets the normal minutes; also early, evening, outreach, standby, @CENTRE
//! type HD | weekly 1200 | standing consent | standing barred | barred 2026-03-31 | skills land civil | asked land
//! leave 2026-03-03 2026-03-04 | off 2026-04-30 | made-up 2026-03-07 | consent 2026-03-01 2026-03-31 | cannot 2026-03-03
//! overtime 2026-02 600                overtime minutes of a month outside the period
//! recent overtime 120 | recent evenings 3    overtime minutes and evenings of the three months before the period
//! order 2026-03-02 2026-03-04         an emergency order of the officer's centre
//! lieu 2026-02-20 240                 overtime to be given back as time off
//! asks minors 480                     a local row of that kind binds the officer, with its number
//! period 2026-03-02 28                the judged days; otherwise from the first shift to the last
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::centre::CentreScope;
use crate::domain::emergency::OrderedDays;
use crate::domain::officer::{Consent, Leave, LeaveKind, Officer, OvertimeStanding, Unavailability, WorkerType};
use crate::domain::period::Period;
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::weekdays::Weekdays;
use crate::domain::work_record::{TimeOwed, WorkRecord, WorkedShift};

/// A worked example of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub name: Cow<'static, str>,
    /// The record, in the notation above.
    pub facts: Cow<'static, str>,
    /// Whether the rule must find a breach.
    pub broken: bool,
}

impl Example {
    /// An example that keeps the rule.
    #[must_use]
    pub const fn kept(name: &'static str, facts: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), facts: Cow::Borrowed(facts), broken: false }
    }

    /// An example that breaks the rule.
    #[must_use]
    pub const fn broken(name: &'static str, facts: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), facts: Cow::Borrowed(facts), broken: true }
    }

    /// The examples of a cell of `rules.csv`: `RECORD => kept; RECORD => broken`.
    ///
    /// # Errors
    /// The part that cannot be read.
    pub fn list(text: &str) -> Result<Vec<Self>, String> {
        text.split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (facts, verdict) = part.rsplit_once("=>").ok_or_else(|| part.to_owned())?;
                let broken = match verdict.trim() {
                    "kept" => false,
                    "broken" => true,
                    _ => return Err(part.to_owned()),
                };
                read(facts).map_err(|_| part.to_owned())?;
                Ok(Self { name: Cow::Owned(part.to_owned()), facts: Cow::Owned(facts.trim().to_owned()), broken })
            })
            .collect()
    }
}

/// An example's record, and the numbers of the local rows that bind its officer, by kind.
#[derive(Clone, Debug)]
pub struct ExampleRecord {
    /// The record.
    pub record: WorkRecord,
    /// Kind and number of each local row.
    pub asks: Vec<(String, i32)>,
}

/// Reads the record of an example.
///
/// # Errors
/// The fact that cannot be read.
pub fn read(facts: &str) -> Result<ExampleRecord, String> {
    let mut read = ExampleRecord { record: empty(), asks: Vec::new() };
    let mut period = None;
    for fact in facts.split(',').map(str::trim).filter(|fact| !fact.is_empty()) {
        add(&mut read, &mut period, fact).ok_or_else(|| fact.to_owned())?;
    }
    let record = &mut read.record;
    record.shifts.sort_by_key(WorkedShift::starts);
    if let Some(period) = period {
        record.period = period;
    } else if let (Some(first), Some(last)) = (record.shifts.first(), record.shifts.last()) {
        let days = u32::try_from((last.date - first.date).num_days() + 1).unwrap_or(1);
        record.period = Period { first: first.date, days };
    }
    Ok(read)
}

fn add(read: &mut ExampleRecord, period: &mut Option<Period>, fact: &str) -> Option<()> {
    let record = &mut read.record;
    let words: Vec<&str> = fact.split_whitespace().collect();
    let date = |at: usize| -> Option<NaiveDate> { words.get(at)?.parse().ok() };
    let whole = |at: usize| -> Option<i32> { words.get(at)?.parse().ok() };
    match *words.first()? {
        "type" => record.officer.worker_type = worker_type(words.get(1)?)?,
        "made-up" => record.made_up.push(date(1)?),
        "weekly" => record.officer.weekly_minutes = whole(1)?,
        "standing" => {
            record.officer.overtime = match *words.get(1)? {
                "allowed" => OvertimeStanding::Allowed,
                "consent" => OvertimeStanding::Consent,
                "barred" => OvertimeStanding::Barred,
                _ => return None,
            }
        }
        "barred" => {
            record.officer.overtime = OvertimeStanding::Barred;
            record.officer.barred_until = Some(date(1)?);
        }
        "skills" => record.officer.skills = words[1..].iter().map(|code| (*code).into()).collect(),
        "asked" => record.skills_asked = words[1..].iter().map(|code| (*code).into()).collect(),
        "leave" => record.leave.push(Leave {
            officer: record.officer.code.clone(),
            from: date(1)?,
            to: date(2).or(date(1))?,
            kind: LeaveKind::Annual,
        }),
        "off" => record.days_off.push(date(1)?),
        "consent" => record.consents.push(Consent {
            officer: record.officer.code.clone(),
            from: date(1)?,
            to: date(2)?,
            weekdays: None,
            blocks: None,
            max_minutes_per_day: None,
            max_minutes_per_month: None,
        }),
        "cannot" => record.unavailable.push(Unavailability {
            officer: record.officer.code.clone(),
            from: Some(date(1)?),
            to: Some(date(2).or(date(1))?),
            weekdays: None,
            shifts: None,
        }),
        "overtime" => {
            let (year, month) = words.get(1)?.split_once('-')?;
            record.overtime_elsewhere.insert((year.parse().ok()?, month.parse().ok()?), whole(2)?);
        }
        "recent" => match *words.get(1)? {
            "overtime" => record.recent_overtime = whole(2)?,
            "evenings" => record.recent_evenings = whole(2)?,
            _ => return None,
        },
        "order" => {
            record.ordered.push(OrderedDays { centre: record.officer.centre.clone(), first: date(1)?, last: date(2)? })
        }
        "lieu" => record.time_owed.push(TimeOwed { earned: date(1)?, minutes: whole(2)? }),
        "asks" => read.asks.push(((*words.get(1)?).to_owned(), whole(2)?)),
        "period" => *period = Some(Period { first: date(1)?, days: words.get(2)?.parse().ok()? }),
        _ => record.shifts.push(worked(fact)?),
    }
    Some(())
}

fn worker_type(code: &str) -> Option<WorkerType> {
    super::provision::EVERYBODY.iter().copied().find(|known| format!("{known:?}") == code)
}

fn empty() -> WorkRecord {
    WorkRecord {
        officer: Officer {
            code: "P1".into(),
            name: "An".into(),
            centre: "C".into(),
            agency: None,
            worker_type: WorkerType::CC,
            skills: vec!["certify".into()],
            lapsed: Vec::new(),
            weekly_minutes: 2400,
            signatory: false,
            overtime: OvertimeStanding::Allowed,
            barred_until: None,
            joined: None,
            left: None,
        },
        period: Period { first: NaiveDate::default(), days: 1 },
        shifts: Vec::new(),
        leave: Vec::new(),
        consents: Vec::new(),
        unavailable: Vec::new(),
        overtime_elsewhere: BTreeMap::new(),
        agreed_elsewhere: Vec::new(),
        time_owed: Vec::new(),
        days_off: Vec::new(),
        made_up: Vec::new(),
        ordered: Vec::new(),
        skills_asked: Vec::new(),
        office_blocks: Vec::new(),
        recent_evenings: 0,
        recent_overtime: 0,
    }
}

fn worked(text: &str) -> Option<WorkedShift> {
    let mut words = text.split_whitespace();
    let date: NaiveDate = words.next()?.parse().ok()?;
    let span = words.next()?;
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let (start, end) = match span.split_once('-') {
        Some((start, end)) => (time(start)?, time(end)?),
        None => (NaiveTime::from_hms_opt(7, 30, 0)?, NaiveTime::from_hms_opt(17, 0, 0)?),
    };
    let length = i32::try_from((end - start).num_minutes()).ok()?;
    let mut worked = WorkedShift {
        date,
        centre: "C".into(),
        shift: Shift {
            scope: CentreScope::All,
            code: span.into(),
            name_vi: String::new(),
            name_en: String::new(),
            kind: ShiftKind::Regular,
            blocks: vec!["MOR".into()],
            start,
            end,
            normal_minutes: length.min(480),
            overtime_minutes: 0,
            weekdays: Weekdays::ALL,
            shift_change: false,
            from: None,
            to: None,
        },
    };
    for word in words {
        let shift = &mut worked.shift;
        match word {
            "change" => shift.shift_change = true,
            "early" => shift.kind = ShiftKind::Early,
            "evening" => shift.kind = ShiftKind::Evening,
            "outreach" => shift.kind = ShiftKind::Outreach,
            "weekend" => shift.kind = ShiftKind::Weekend,
            "standby" => shift.kind = ShiftKind::Standby,
            _ if word.starts_with('+') => shift.overtime_minutes = word[1..].parse().ok()?,
            _ if word.starts_with('=') => shift.normal_minutes = word[1..].parse().ok()?,
            _ if word.starts_with('@') => worked.centre = word[1..].into(),
            _ => return None,
        }
    }
    Some(worked)
}

/// A record of shifts, each written as above; the judged period is from the first to the last.
#[cfg(test)]
pub(crate) fn record(shifts: &[&str]) -> WorkRecord {
    read(&shifts.join(",")).expect("a readable example").record
}

/// The record with `minutes` of overtime on every shift.
#[cfg(test)]
pub(crate) fn with_overtime(mut record: WorkRecord, minutes: i32) -> WorkRecord {
    for worked in &mut record.shifts {
        worked.shift.overtime_minutes = minutes;
    }
    record
}

/// A standing consent of the example's officer.
#[cfg(test)]
pub(crate) fn consent(from: &str, to: &str, per_day: Option<i32>, per_month: Option<i32>) -> Consent {
    Consent {
        officer: "P1".into(),
        from: from.parse().expect("a date"),
        to: to.parse().expect("a date"),
        weekdays: None,
        blocks: None,
        max_minutes_per_day: per_day,
        max_minutes_per_month: per_month,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_is_not_one_is_named() {
        assert_eq!(read("2026-03-02 R, wekly 1200").expect_err("a slip"), "wekly 1200");
        assert_eq!(read("2026-13-02 R").expect_err("no such month"), "2026-13-02 R");
    }

    #[test]
    fn the_examples_of_a_cell_carry_their_verdicts() {
        let list = Example::list("2026-03-02 R => kept; 2026-03-02 R, 2026-03-03 R => broken").expect("two examples");
        assert_eq!(list.iter().map(|example| example.broken).collect::<Vec<_>>(), [false, true]);
        assert!(Example::list("2026-03-02 R => fine").is_err());
    }
}
