//! Kinds that one shift of one day keeps or breaks by itself; where they are hard, the optimiser never plans it.

use chrono::{Days, NaiveDate, NaiveTime};

use super::{Finding, LocalKind, LocalRule, Needs};
use crate::domain::ids::SkillCode;
use crate::domain::rules::Quantity;
use crate::domain::shift::Shift;
use crate::domain::work_record::WorkRecord;

/// One finding for every shift of the period that the kind forbids by itself.
fn forbidden(kind: &dyn LocalKind, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
    record
        .in_period()
        .filter(|worked| kind.forbids(rule, record, worked.date, &worked.shift))
        .map(|worked| Finding {
            from: worked.date,
            to: worked.date,
            observed: Quantity::Count(1),
            limit: Quantity::Count(0),
        })
        .collect()
}

/// Shifts that whoever the row binds does not work; with a weight, would rather not.
pub struct Prohibited;

impl LocalKind for Prohibited {
    fn id(&self) -> &'static str {
        "prohibited"
    }

    fn lines(&self) -> &'static [u8] {
        &[4, 7, 61, 62]
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        forbidden(self, rule, record)
    }

    fn forbids(&self, rule: &LocalRule, _record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        rule.counts(date, shift)
    }
}

/// The only shifts that whoever the row binds works; with a weight, would rather work.
pub struct OnlyShifts;

impl LocalKind for OnlyShifts {
    fn id(&self) -> &'static str {
        "only-shifts"
    }

    fn lines(&self) -> &'static [u8] {
        &[6, 63]
    }

    fn needs(&self) -> Needs {
        Needs { shifts: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        forbidden(self, rule, record)
    }

    fn forbids(&self, rule: &LocalRule, _record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        rule.in_force(date) && rule.weekdays.includes(date) && !rule.counts(date, shift)
    }
}

/// Skills (`with`) of which whoever works such a shift has at least one, as long as the row is in force.
pub struct RequiredSkill;

impl LocalKind for RequiredSkill {
    fn id(&self) -> &'static str {
        "required-skill"
    }

    fn lines(&self) -> &'static [u8] {
        &[2, 60]
    }

    fn needs(&self) -> Needs {
        Needs { with: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        forbidden(self, rule, record)
    }

    fn forbids(&self, rule: &LocalRule, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        let held = |skill: &String| record.officer.skills.contains(&SkillCode::from(skill.as_str()));
        rule.counts(date, shift) && !rule.with.iter().any(held)
    }
}

/// The hours within which whoever the row binds works; with a weight, would rather work.
pub struct AvailableHours;

impl LocalKind for AvailableHours {
    fn id(&self) -> &'static str {
        "available-hours"
    }

    fn lines(&self) -> &'static [u8] {
        &[5, 62]
    }

    fn needs(&self) -> Needs {
        Needs { hours: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        forbidden(self, rule, record)
    }

    fn forbids(&self, rule: &LocalRule, _record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        let Some((start, end)) = rule.hours else { return false };
        rule.in_force(date) && rule.weekdays.includes(date) && !(start <= shift.start && shift.end <= end)
    }
}

/// Minutes of a day, between its first start and its last end, in which the officer waits or rests: at least so many for a
/// break, at most so many for a split day.
pub struct GapInDay;

impl LocalKind for GapInDay {
    fn id(&self) -> &'static str {
        "gap-in-day"
    }

    fn lines(&self) -> &'static [u8] {
        &[35, 70]
    }

    fn needs(&self) -> Needs {
        Needs { number: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        let mut days: Vec<NaiveDate> = record.in_period().map(|worked| worked.date).collect();
        days.dedup();
        days.into_iter()
            .filter_map(|date| {
                let day = || rule.counted(record).filter(|worked| worked.date == date);
                let (first, last) =
                    (day().map(|worked| worked.starts()).min()?, day().map(|worked| worked.ends()).max()?);
                let worked: i32 = day().map(|worked| worked.minutes()).sum();
                let gap = i32::try_from((last - first).num_minutes()).unwrap_or(i32::MAX) - worked;
                rule.compare((date, date), gap.max(0), Quantity::Minutes)
            })
            .collect()
    }

    fn forbids(&self, rule: &LocalRule, _record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        rule.counts(date, shift) && rule.compare((date, date), shift.unworked_minutes(), Quantity::Minutes).is_some()
    }
}

/// Minutes between such a shift and midnight of a leave before or after it.
pub struct BesideLeave;

impl BesideLeave {
    fn distance(record: &WorkRecord, date: NaiveDate, shift: &Shift) -> Option<i32> {
        let (starts, ends) = (date.and_time(shift.start), date.and_time(shift.end));
        let distances = record.leave.iter().filter_map(|leave| {
            let begins = leave.from.and_time(NaiveTime::MIN);
            let over = (leave.to + Days::new(1)).and_time(NaiveTime::MIN);
            if ends <= begins {
                Some((begins - ends).num_minutes())
            } else if over <= starts {
                Some((starts - over).num_minutes())
            } else {
                None
            }
        });
        distances.min().and_then(|minutes| i32::try_from(minutes).ok())
    }
}

impl LocalKind for BesideLeave {
    fn id(&self) -> &'static str {
        "beside-leave"
    }

    fn lines(&self) -> &'static [u8] {
        &[31, 32]
    }

    fn needs(&self) -> Needs {
        Needs { minimum: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        record
            .in_period()
            .filter(|worked| rule.counts(worked.date, &worked.shift))
            .filter_map(|worked| {
                let distance = Self::distance(record, worked.date, &worked.shift)?;
                rule.compare((worked.date, worked.date), distance, Quantity::Minutes)
            })
            .collect()
    }

    fn forbids(&self, rule: &LocalRule, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        rule.counts(date, shift)
            && Self::distance(record, date, shift)
                .is_some_and(|distance| rule.minimum.is_some_and(|minimum| distance < minimum))
    }
}
