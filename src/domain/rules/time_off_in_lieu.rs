//! Time off in lieu of overtime, in time.
//!
//! Source: TTLT 08/2005/TTLT-BNV-BTC, art. IV.2(b) (overtime made good by compensatory leave) and QĐ 14/2010/QĐ-TTg, art. 1
//! (a day off for a Saturday). That it is given within 30 days is our own assumption, hence a warning.

use chrono::{Days, NaiveDate};

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Status, breach};
use crate::domain::work_record::WorkRecord;

const EXAMPLES: &[Example] = &[
    Example::kept(
        "a free weekday within the time",
        "lieu 2026-02-05 240, period 2026-03-02 7, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R",
    ),
    Example::broken(
        "a full week, and the time is over",
        "lieu 2026-02-05 240, period 2026-03-02 7, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R",
    ),
    Example::kept(
        "there is still time",
        "lieu 2026-02-28 240, period 2026-03-02 7, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R",
    ),
];

/// The rule.
pub struct TimeOffInLieu;

impl LabourRule for TimeOffInLieu {
    fn id(&self) -> &'static str {
        "time-off-in-lieu"
    }

    fn citation(&self) -> &'static str {
        "Joint Circular 08/2005/TTLT-BNV-BTC, art. IV.2(b); Decision 14/2010/QĐ-TTg, art. 1"
    }

    fn provision(&self) -> Provision {
        Provision { status: Status::Assumed, ..Provision::labour_code("WT-11, PAY-08, §8", EXAMPLES).soft() }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.lieu_days)
    }

    /// Time owed whose last day lies in the period, and less normal time given free in the period up to that day. What was
    /// given free before the period is not known, so that only what the period's own weeks show counts.
    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let within = Days::new(u64::try_from(pack.lieu_days).unwrap_or(0));
        let due = |earned: NaiveDate| earned + within;
        let mut owed: Vec<_> =
            record.time_owed.iter().filter(|owed| record.period.contains(due(owed.earned))).collect();
        owed.sort_by_key(|owed| owed.earned);
        let mut spent = 0;
        let mut breaches = Vec::new();
        for time in owed {
            let last = due(time.earned);
            let given = (free_minutes(record, last) - spent).max(0);
            if given < time.minutes {
                let (observed, limit) = (Quantity::Minutes(given), Quantity::Minutes(time.minutes));
                breaches.push(breach(self, record, (time.earned, last), observed, limit));
            }
            spent += given.min(time.minutes);
        }
        breaches
    }
}

/// Normal minutes that the weeks of the period up to the one of `last` leave free, leave and holidays aside.
fn free_minutes(record: &WorkRecord, last: NaiveDate) -> i32 {
    let weeks = record.weeks().filter(|week| record.period.contains(week.first) && week.first <= last);
    weeks
        .map(|week| {
            let normal: i32 = record
                .shifts
                .iter()
                .filter(|worked| week.contains(worked.date))
                .map(|worked| worked.shift.normal_minutes)
                .sum();
            let away =
                week.iter().take(5).filter(|date| record.on_leave(*date) || record.days_off.contains(date)).count();
            let away = i32::try_from(away).unwrap_or(0) * record.officer.weekly_minutes / 5;
            (record.normal_minutes_of(week) - away - normal).max(0)
        })
        .sum()
}
