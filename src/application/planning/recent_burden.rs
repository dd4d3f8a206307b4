//! What an officer did in the last three months of that which should be shared equally.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::build_instance::planned_shifts;
use super::centre_facts::{CentreFacts, FAIRNESS_DAYS};
use crate::domain::ids::{CentreCode, OfficerCode, ShiftCode};
use crate::domain::officer::Leave;
use crate::domain::rules::leave;
use crate::optimiser::burden::long_shifts;
pub use crate::optimiser::burden::{Burden, MEASURES, Measure};

/// From this hour on, work counts as an evening.
const EVENING_FROM: (u32, u32) = (18, 0);

/// The burden of `officer` in the three months before the period. Where the ledger knows a day, its hours count; otherwise
/// the published roster does. Only the roster knows which shift a day was: one is hard to fill when it is in `long`, or when
/// somebody was missing in its blocks as its roster was published.
#[must_use]
pub fn recent_burden(facts: &CentreFacts, officer: &OfficerCode, long: &BTreeSet<ShiftCode>) -> Burden {
    let from = facts.period.first - Days::new(FAIRNESS_DAYS);
    let evening = NaiveTime::from_hms_opt(EVENING_FROM.0, EVENING_FROM.1, 0).unwrap_or_default();
    let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
    let (mut evenings, mut hard): (BTreeSet<NaiveDate>, BTreeSet<NaiveDate>) = (BTreeSet::new(), BTreeSet::new());
    let mut overtime = 0;
    for entry in facts.ledger.get(officer).into_iter().flatten().filter(|entry| from <= entry.date) {
        days.insert(entry.date);
        if entry.end > evening {
            evenings.insert(entry.date);
        }
        if entry.class.is_overtime() {
            overtime += entry.minutes;
        }
    }
    let in_ledger = days.clone();
    let leaves: Vec<Leave> = facts.leave_before.iter().filter(|row| &row.officer == officer).cloned().collect();
    let own = facts.officers.iter().find(|known| &known.code == officer);
    let away = |date: NaiveDate| own.is_some_and(|own| !leave::permits(own, &leaves, &[], date));
    for worked in facts.work_elsewhere.get(officer).into_iter().flatten() {
        // A day of leave that was entered after the roster was published was not worked.
        if worked.date < from || facts.period.first <= worked.date || away(worked.date) {
            continue;
        }
        if was_hard_to_fill(facts, &worked.centre, worked.date, &worked.shift.code, long) {
            hard.insert(worked.date);
        }
        if in_ledger.contains(&worked.date) {
            continue;
        }
        days.insert(worked.date);
        if worked.shift.is_evening() {
            evenings.insert(worked.date);
        }
        overtime += worked.shift.overtime_minutes;
    }
    let weekend_days = days.iter().filter(|date| is_weekend(**date)).count();
    let mut burden = [0; MEASURES.len()];
    burden[Measure::Evenings as usize] = count(evenings.len());
    burden[Measure::WeekendDays as usize] = count(weekend_days);
    burden[Measure::Overtime as usize] = overtime;
    burden[Measure::HardToFill as usize] = count(hard.len());
    burden
}

/// Shifts of the centre that are hard to fill on any day.
#[must_use]
pub fn long_shift_codes(facts: &CentreFacts) -> BTreeSet<ShiftCode> {
    long_shifts(&planned_shifts(facts)).map(|shift| ShiftCode(shift.code.clone())).collect()
}

/// Whether `shift`, worked on `date` in `centre`, was hard to fill.
#[must_use]
pub fn was_hard_to_fill(
    facts: &CentreFacts,
    centre: &CentreCode,
    date: NaiveDate,
    shift: &ShiftCode,
    long: &BTreeSet<ShiftCode>,
) -> bool {
    // Codes are those of a centre: another one's long shifts are among those that its rosters kept.
    (centre == &facts.centre.code && long.contains(shift))
        || facts.hard_to_fill.contains(&(centre.clone(), date, shift.clone()))
}

/// Saturdays and Sundays, worked in place of another day or not: as the optimiser counts them.
#[must_use]
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
