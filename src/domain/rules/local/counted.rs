//! Kinds that count or add up within a window: minutes, days, shifts, weekends, days off, kinds of shift, places.
//!
//! A maximum holds in every window that touches the period, with the work before it and what is published right after it; a
//! minimum only in windows that lie in the period whole and in which the row is in force throughout, because too little is
//! known of the days after. Of days off and rest a minimum holds in every window that ends in the period and in which it
//! holds work: days before it on which no work is known count as free. A window that ends later is for the roster in which
//! it does.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::{Finding, LocalKind, LocalRule, Needs};
use crate::domain::period::Period;
use crate::domain::rules::Quantity;
use crate::domain::shift::Shift;
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// A kind that measures each window by itself.
pub struct Counted {
    id: &'static str,
    lines: &'static [u8],
    unit: fn(i32) -> Quantity,
    measure: fn(&[&WorkedShift], &Period, &WorkRecord) -> i32,
    /// Whether more work means more of it; days off are the other way round.
    grows: bool,
}

/// Minutes worked, normal and overtime.
pub const MINUTES_WORKED: Counted = Counted {
    id: "minutes-worked",
    lines: &[9, 10, 12],
    unit: Quantity::Minutes,
    measure: |shifts, _, _| shifts.iter().map(|worked| worked.minutes()).sum(),
    grows: true,
};

/// Normal minutes alone.
pub const NORMAL_MINUTES: Counted = Counted {
    id: "normal-minutes",
    lines: &[11],
    unit: Quantity::Minutes,
    measure: |shifts, _, _| shifts.iter().map(|worked| worked.shift.normal_minutes).sum(),
    grows: true,
};

/// Overtime minutes alone; whole months also count what the ledger knows.
pub const OVERTIME_MINUTES: Counted = Counted {
    id: "overtime-minutes",
    lines: &[11],
    unit: Quantity::Minutes,
    measure: |shifts, window, record| {
        let minutes = |worked: &&WorkedShift| worked.shift.overtime_minutes;
        if window.first.day() != 1 || window.end().day() != 1 {
            return shifts.iter().map(minutes).sum();
        }
        let planned: i32 = shifts.iter().filter(|worked| record.period.contains(worked.date)).map(minutes).sum();
        let months = record.overtime_elsewhere.iter().filter(|((year, month), _)| {
            NaiveDate::from_ymd_opt(*year, *month, 1).is_some_and(|first| window.contains(first))
        });
        planned + months.map(|(_, minutes)| *minutes).sum::<i32>()
    },
    grows: true,
};

/// Days with work.
pub const DAYS_WORKED: Counted = Counted {
    id: "days-worked",
    lines: &[13, 14, 15],
    unit: Quantity::Count,
    measure: |shifts, _, _| count(&shifts.iter().map(|worked| worked.date).collect()),
    grows: true,
};

/// Shifts.
pub const SHIFTS_WORKED: Counted = Counted {
    id: "shifts-worked",
    lines: &[16, 17, 18],
    unit: Quantity::Count,
    measure: |shifts, _, _| i32::try_from(shifts.len()).unwrap_or(i32::MAX),
    grows: true,
};

/// Minutes worked on Saturdays and Sundays.
pub const WEEKEND_MINUTES: Counted = Counted {
    id: "weekend-minutes",
    lines: &[22],
    unit: Quantity::Minutes,
    measure: |shifts, _, _| {
        shifts.iter().filter(|worked| weekend(worked.date).is_some()).map(|worked| worked.minutes()).sum()
    },
    grows: true,
};

/// Weekends with work on either day.
pub const WEEKENDS_WORKED: Counted = Counted {
    id: "weekends-worked",
    lines: &[23, 24],
    unit: Quantity::Count,
    measure: |shifts, _, _| count(&shifts.iter().filter_map(|worked| weekend(worked.date)).collect()),
    grows: true,
};

/// Days without work.
pub const DAYS_OFF: Counted = Counted {
    id: "days-off",
    lines: &[26],
    unit: Quantity::Count,
    measure: |shifts, window, _| count(&free_days(shifts, window)),
    grows: false,
};

/// The longest run of days without work.
pub const DAYS_OFF_IN_A_ROW: Counted = Counted {
    id: "days-off-in-a-row",
    lines: &[27, 28],
    unit: Quantity::Count,
    measure: |shifts, window, _| {
        let free = free_days(shifts, window);
        let (mut longest, mut run) = (0, 0);
        for date in window.iter() {
            run = if free.contains(&date) { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        longest
    },
    grows: false,
};

/// The longest rest in one piece.
pub const MINUTES_OFF: Counted = Counted {
    id: "minutes-off",
    lines: &[29],
    unit: Quantity::Minutes,
    measure: |shifts, window, _| {
        let mut free_since = window.first.and_time(NaiveTime::MIN);
        let mut longest = 0;
        for worked in shifts {
            longest = longest.max((worked.starts() - free_since).num_minutes());
            free_since = worked.ends();
        }
        longest = longest.max((window.end().and_time(NaiveTime::MIN) - free_since).num_minutes());
        i32::try_from(longest).unwrap_or(i32::MAX)
    },
    grows: false,
};

/// Different kinds of shift.
pub const SHIFT_KINDS: Counted = Counted {
    id: "shift-kinds",
    lines: &[45],
    unit: Quantity::Count,
    measure: |shifts, _, _| {
        let kinds: BTreeSet<&str> = shifts.iter().map(|worked| super::kind_name(worked.shift.kind)).collect();
        i32::try_from(kinds.len()).unwrap_or(i32::MAX)
    },
    grows: true,
};

/// Different centres.
pub const PLACES: Counted = Counted {
    id: "places",
    lines: &[47],
    unit: Quantity::Count,
    measure: |shifts, _, _| {
        let places: BTreeSet<&str> = shifts.iter().map(|worked| worked.centre.as_str()).collect();
        i32::try_from(places.len()).unwrap_or(i32::MAX)
    },
    grows: true,
};

/// The Saturday of a day of the weekend.
pub(super) fn weekend(date: NaiveDate) -> Option<NaiveDate> {
    match date.weekday() {
        Weekday::Sat => Some(date),
        Weekday::Sun => date.pred_opt(),
        _ => None,
    }
}

fn count(days: &BTreeSet<NaiveDate>) -> i32 {
    i32::try_from(days.len()).unwrap_or(i32::MAX)
}

fn free_days(shifts: &[&WorkedShift], window: &Period) -> BTreeSet<NaiveDate> {
    window.iter().filter(|date| !shifts.iter().any(|worked| worked.date == *date)).collect()
}

impl LocalKind for Counted {
    fn id(&self) -> &'static str {
        self.id
    }

    fn lines(&self) -> &'static [u8] {
        self.lines
    }

    fn needs(&self) -> Needs {
        Needs { number: true, window: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for window in rule.window.spans(&record.period) {
            let counted: Vec<&WorkedShift> =
                rule.counted(record).filter(|worked| window.contains(worked.date)).collect();
            let measured = (self.measure)(&counted, &window, record);
            let ends_here =
                record.period.contains(window.last()) && rule.in_force(window.first) && rule.in_force(window.last());
            let whole = ends_here && record.period.contains(window.first);
            let days: Vec<NaiveDate> =
                counted.iter().map(|worked| worked.date).filter(|date| record.period.contains(*date)).collect();
            // The guarded side that more work cannot break is only judged where the whole window is known.
            let growing = LocalRule { minimum: rule.minimum.filter(|_| whole), ..rule.clone() };
            let shrinking = LocalRule {
                maximum: rule.maximum.filter(|_| whole),
                minimum: rule.minimum.filter(|_| whole || ends_here && !days.is_empty()),
                ..rule.clone()
            };
            let judged = if self.grows { growing } else { shrinking };
            let span = match (days.first(), days.last()) {
                (Some(first), Some(last)) if self.grows && rule.maximum.is_some_and(|most| measured > most) => {
                    (*first, *last)
                }
                // All of it lies before the period: not this roster's doing.
                (None, None) if self.grows && rule.maximum.is_some_and(|most| measured > most) => continue,
                _ => (window.first, window.last()),
            };
            let Some(found) = judged.compare(span, measured, self.unit) else { continue };
            match findings.last_mut() {
                Some(last) if rule.window.overlaps() && found.from <= last.to + Days::new(1) => {
                    if (found.observed.amount() - found.limit.amount()).abs()
                        > (last.observed.amount() - last.limit.amount()).abs()
                    {
                        last.observed = found.observed;
                        last.limit = found.limit;
                    }
                    last.to = last.to.max(found.to);
                }
                _ => findings.push(found),
            }
        }
        findings
    }

    fn forbids(&self, rule: &LocalRule, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> bool {
        let Some(maximum) = rule.maximum.filter(|_| self.grows && rule.counts(date, shift)) else { return false };
        let alone = WorkedShift { date, centre: record.officer.centre.clone(), shift: shift.clone() };
        (self.measure)(&[&alone], &Period { first: date, days: 2 }, record) > maximum
    }
}
