//! The general ceiling of a week.
//!
//! Source: Labour Code 45/2019/QH14, art. 105: at most 48 normal hours a week, whatever an officer's contract says. State
//! agencies keep forty hours, which [`super::weekly_hours`] holds.

use super::example::Example;
use super::provision::STATE_STAFF;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, breach};
use crate::domain::work_record::WorkRecord;

/// Whether a week of `normal` minutes keeps the general ceiling.
#[must_use]
pub fn permits(normal: i32, ceiling: i32) -> bool {
    normal <= ceiling
}

const EXAMPLES: &[Example] = &[
    Example::kept(
        "six days of eight hours",
        "type HD, weekly 2880, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R",
    ),
    Example::broken(
        "a minute more, whatever the contract says",
        "type HD, weekly 3000, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R =481",
    ),
];

/// The rule.
pub struct WeekCeiling;

impl LabourRule for WeekCeiling {
    fn id(&self) -> &'static str {
        "week-ceiling"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 105(1)"
    }

    fn provision(&self) -> Provision {
        Provision { worker_types: STATE_STAFF, ..Provision::labour_code("WT-03", EXAMPLES) }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.normal_week)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .weeks()
            .filter_map(|week| {
                let days = record.shifts.iter().filter(|worked| week.contains(worked.date));
                let normal: i32 = days.map(|worked| worked.shift.normal_minutes).sum();
                (!permits(normal, pack.normal_week)).then(|| {
                    let (observed, limit) = (Quantity::Minutes(normal), Quantity::Minutes(pack.normal_week));
                    breach(self, record, (week.first, week.last()), observed, limit)
                })
            })
            .collect()
    }
}
