//! Time off inside the paid day.
//!
//! Source: Labour Code 45/2019/QH14, art. 137(4): 60 minutes a day for the mother of a child under twelve months, 30 in
//! menstruation. Still to be checked against the text. The reason is never kept (personal data): a row `shorter-day` of
//! `rules.csv` with the officer as scope says how many minutes and until when. The officer then works shifts whose
//! normal minutes leave that time free.

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Status, breach};
use crate::domain::work_record::WorkRecord;

/// Whether a day of `minutes` leaves `time_off` of a normal day free.
#[must_use]
pub fn permits(minutes: i32, normal_day: i32, time_off: i32) -> bool {
    minutes <= normal_day - time_off
}

const EXAMPLES: &[Example] = &[
    Example::kept("seven hours", "asks shorter-day 60, 2026-03-03 07:30-15:30 =420"),
    Example::broken("a minute more", "asks shorter-day 60, 2026-03-03 07:30-15:30 =421"),
    Example::kept("half an hour off", "asks shorter-day 30, 2026-03-03 07:30-16:00 =450"),
    Example::kept("nobody has asked", "2026-03-03 R"),
];

/// The rule.
pub struct ShorterDay;

impl LabourRule for ShorterDay {
    fn id(&self) -> &'static str {
        "shorter-day"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 137(4)"
    }

    fn provision(&self) -> Provision {
        Provision { status: Status::ToCheck, on_request: true, ..Provision::labour_code("WT-12", EXAMPLES) }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Least)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.time_off_a_day)
    }

    fn reads(&self) -> &'static [&'static str] {
        &["normal-day"]
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .in_period()
            .filter(|worked| !permits(worked.minutes(), pack.normal_day, pack.time_off_a_day))
            .map(|worked| {
                let limit = Quantity::Minutes(pack.normal_day - pack.time_off_a_day);
                breach(self, record, (worked.date, worked.date), Quantity::Minutes(worked.minutes()), limit)
            })
            .collect()
    }
}
