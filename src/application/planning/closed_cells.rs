//! Why an officer cannot be planned for one shift of one day, whatever the rest of the roster holds. The optimiser's instance
//! knows only that such a cell is closed; whoever asks is told by what.

use chrono::NaiveDate;

use super::centre_facts::CentreFacts;
use crate::application::views::Obstacle;
use crate::domain::officer::{MonthLimit, OvertimeStanding};
use crate::domain::rules::{
    LabourRule, RulePack, break_in_a_long_day, consent, daily_hours, minors, normal_day, protected_officers,
    rest_between_shifts, shorter_day,
};
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// Days around a shift on which other work can cut its rest short.
const NEAR: i64 = 2;

/// What closes `shift` on `date` to the record's officer by the `values` in force for them that day, the caps of months and
/// years aside; the consent comes last, because an officer without any is closed as a whole. Overtime `by_order` needs no
/// consent.
#[must_use]
pub(super) fn closed_by(
    facts: &CentreFacts,
    record: &WorkRecord,
    values: &RulePack,
    (date, shift): (NaiveDate, &Shift),
    by_order: bool,
) -> Option<Obstacle> {
    let WorkRecord { officer, consents, office_blocks, .. } = record;
    // A shift on a day when the centre is shut serves nobody.
    let is_worked =
        shift.exists_on(date, facts.hours_of(date)) && (facts.is_open(date) || shift.kind == ShiftKind::Outreach);
    if !is_worked {
        return Some(Obstacle::NotThatDay);
    }
    if facts.unavailable.iter().any(|row| row.officer == officer.code && row.forbids(date, &shift.code)) {
        return Some(Obstacle::Unavailable);
    }
    let by_rule =
        rest_beside(record, values, date, shift).or_else(|| broken_by_itself(facts, record, values, date, shift));
    if by_rule.is_some() {
        return by_rule;
    }
    if !by_order && !protected_officers::permits(officer, consents, date, shift) {
        return Some(if officer.barred_on(date) { Obstacle::Protected } else { Obstacle::NoConsent });
    }
    let has_agreed = by_order || consent::permits(officer, consents, date, shift, office_blocks);
    (!has_agreed).then_some(Obstacle::NoConsent)
}

/// The values of a day under an emergency order: without the day's own limits.
#[must_use]
pub(super) fn uncapped(values: &RulePack) -> RulePack {
    RulePack { day: i32::MAX, overtime_day: i32::MAX, ..values.clone() }
}

/// What keeps the record's officer from `shift` on `date`: what closes the cell, or a month's limit in their consents that is
/// used up.
#[must_use]
pub(super) fn why_closed(facts: &CentreFacts, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> Option<Obstacle> {
    let WorkRecord { officer, consents, office_blocks, .. } = record;
    let values = facts.rules.values_for(officer, date);
    let ordered = facts.is_ordered(date) && officer.overtime != OvertimeStanding::Barred && shift.overtime_minutes > 0;
    // What an order lifts is a reason only where nothing else is.
    let whatever_is_ordered = ordered.then(|| closed_by(facts, record, &uncapped(&values), (date, shift), true));
    let closed = whatever_is_ordered.flatten().or_else(|| closed_by(facts, record, &values, (date, shift), false));
    closed.or_else(|| {
        // What was agreed to and is closed all the same rests on a limit of which nothing is left.
        let limit = consent::month_limit(consents, date, shift, office_blocks)?;
        let is_limited = shift.overtime_minutes > 0 && limit != MonthLimit::Unlimited;
        is_limited.then_some(Obstacle::AgreedHours(shift.overtime_minutes, 0))
    })
}

/// Too little rest between the shift and work outside the roster.
fn rest_beside(record: &WorkRecord, values: &RulePack, date: NaiveDate, shift: &Shift) -> Option<Obstacle> {
    let near = record.shifts.iter().filter(|worked| (worked.date - date).num_days().abs() <= NEAR);
    let too_little = |worked: &WorkedShift| {
        let needed = values.minimum_rest(worked.shift.shift_change || shift.shift_change).max(values.rest);
        let (starts, ends) = (date.and_time(shift.start), date.and_time(shift.end));
        let rest = if worked.starts() < starts { starts - worked.ends() } else { worked.starts() - ends };
        let rest = i32::try_from(rest.num_minutes()).unwrap_or(i32::MIN);
        (!rest_between_shifts::permits(rest, needed)).then_some((rest.max(0), needed))
    };
    near.filter_map(too_little).min_by_key(|(rest, _)| *rest).map(|(rest, needed)| Obstacle::Rest(rest, needed))
}

/// The rule that the shift breaks by itself.
fn broken_by_itself(
    facts: &CentreFacts,
    record: &WorkRecord,
    values: &RulePack,
    date: NaiveDate,
    shift: &Shift,
) -> Option<Obstacle> {
    let officer = &record.officer;
    let binds = |rule: &dyn LabourRule| rule.provision().binds(officer.worker_type, date);
    let asked = |rule: &dyn LabourRule| facts.rules.is_asked(rule.id(), officer, date);
    let minutes = shift.normal_minutes + shift.overtime_minutes;
    let within = daily_hours::permits(shift.normal_minutes, shift.overtime_minutes, values.day, values.overtime_day);
    let of_law = if !within {
        Some(daily_hours::DailyHours.id())
    } else if binds(&normal_day::NormalDay) && !normal_day::permits(shift.normal_minutes, values.normal_day) {
        Some(normal_day::NormalDay.id())
    } else if binds(&break_in_a_long_day::BreakInALongDay) && !break_in_a_long_day::permits(shift, values) {
        Some(break_in_a_long_day::BreakInALongDay.id())
    } else if asked(&minors::Minors) && !minors::permits(shift, values.minor_day) {
        Some(minors::Minors.id())
    } else if asked(&shorter_day::ShorterDay)
        && !shorter_day::permits(minutes, values.normal_day, values.time_off_a_day)
    {
        Some(shorter_day::ShorterDay.id())
    } else {
        None
    };
    of_law.map(|rule| Obstacle::Rule(rule, None)).or_else(|| {
        let row = facts.rules.row_against_cell(record, date, shift)?;
        Some(Obstacle::Rule(row.subject.id(), Some(row.id.clone())))
    })
}
