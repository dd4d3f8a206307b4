//! Days off of a special cycle.
//!
//! Source: Labour Code 45/2019/QH14, art. 111(1): where the cycle of work does not allow weekly rest, at least four days
//! off a month on average. The average is still to be checked against the text, so that it warns and never forbids;
//! [`super::weekly_rest`] is the hard rule.

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Status, breach};
use crate::domain::work_record::WorkRecord;

/// Days in the longest month: a share of days off counted with it never asks for more than the law does.
const LONGEST_MONTH: i32 = 31;

/// Days off that `days` judged days hold at least.
#[must_use]
pub fn owed(days: i32, a_month: i32) -> i32 {
    a_month * days / LONGEST_MONTH
}

const EXAMPLES: &[Example] = &[
    Example::kept("a day off in the second week", "period 2026-03-02 9, 2026-03-02 R, 2026-03-03 R, 2026-03-10 R"),
    Example::broken(
        "nine days without a day off",
        "2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R, 2026-03-08 R, 2026-03-09 R, 2026-03-10 R",
    ),
];

/// The rule.
pub struct RestDaysMonthly;

impl LabourRule for RestDaysMonthly {
    fn id(&self) -> &'static str {
        "rest-days-monthly"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 111(1)"
    }

    fn provision(&self) -> Provision {
        Provision { status: Status::ToCheck, ..Provision::labour_code("WT-07", EXAMPLES).soft() }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Least)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.rest_days_a_month)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let days = i32::try_from(record.period.days).unwrap_or(i32::MAX / LONGEST_MONTH);
        let owed = owed(days, pack.rest_days_a_month);
        let free = record.period.iter().filter(|date| !record.works_on(*date)).count();
        let free = i32::try_from(free).unwrap_or(i32::MAX);
        if free >= owed {
            return Vec::new();
        }
        let span = (record.period.first, record.period.last());
        vec![breach(self, record, span, Quantity::Count(free), Quantity::Count(owed))]
    }
}
