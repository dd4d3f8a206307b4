//! Shorter hours that an older officer agreed to.
//!
//! Source: Labour Code 45/2019/QH14, art. 148: older workers may agree on shorter hours. Still to be checked against the
//! text. A row `agreed-hours` of `rules.csv` with the officer as scope says how many minutes a week; more is a warning.

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Status, breach};
use crate::domain::work_record::WorkRecord;

const EXAMPLES: &[Example] = &[
    Example::kept("sixteen hours", "asks agreed-hours 960, 2026-03-02 R, 2026-03-03 R"),
    Example::broken("a minute more", "asks agreed-hours 960, 2026-03-02 R, 2026-03-03 R +1"),
    Example::kept("nobody has agreed on shorter hours", "2026-03-02 R, 2026-03-03 R +1"),
];

/// The rule.
pub struct AgreedHours;

impl LabourRule for AgreedHours {
    fn id(&self) -> &'static str {
        "agreed-hours"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 148"
    }

    fn provision(&self) -> Provision {
        Provision { status: Status::ToCheck, on_request: true, ..Provision::labour_code("PR-05", EXAMPLES).soft() }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.agreed_week)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .weeks()
            .filter_map(|week| {
                let days = record.shifts.iter().filter(|worked| week.contains(worked.date));
                let minutes: i32 = days.map(|worked| worked.minutes()).sum();
                (minutes > pack.agreed_week).then(|| {
                    let (observed, limit) = (Quantity::Minutes(minutes), Quantity::Minutes(pack.agreed_week));
                    breach(self, record, (week.first, week.last()), observed, limit)
                })
            })
            .collect()
    }
}
