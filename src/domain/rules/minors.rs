//! Helpers under eighteen.
//!
//! Source: Labour Code 45/2019/QH14, art. 146: from fifteen to eighteen at most eight hours a day and forty a week, no
//! work at night. Still to be checked against the text. No date of birth is kept (personal data): a row `minors` of
//! `rules.csv` with the officer as scope and the day before the eighteenth birthday as last day asks for it.

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Status, breach};
use crate::domain::shift::Shift;
use crate::domain::work_record::WorkRecord;

/// Whether somebody under eighteen may work `shift`.
#[must_use]
pub fn permits(shift: &Shift, longest_day: i32) -> bool {
    shift.normal_minutes + shift.overtime_minutes <= longest_day && shift.night_minutes() == 0
}

const EXAMPLES: &[Example] = &[
    Example::kept("eight hours", "type TN, asks minors 480, 2026-03-03 R"),
    Example::broken("a minute more", "type TN, asks minors 480, 2026-03-03 R +1"),
    Example::broken("a session after ten", "type TN, asks minors 480, 2026-03-03 19:00-22:15"),
    Example::broken(
        "more than forty hours a week",
        "type TN, asks minors 480, weekly 2880, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 07:30-08:30",
    ),
    Example::kept("nobody has said that the officer is a minor", "type TN, 2026-03-03 R +1"),
];

/// The rule.
pub struct Minors;

impl LabourRule for Minors {
    fn id(&self) -> &'static str {
        "minors"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 146"
    }

    fn provision(&self) -> Provision {
        Provision { status: Status::ToCheck, on_request: true, ..Provision::labour_code("PR-04", EXAMPLES) }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.minor_day)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let days = record.in_period().filter(|worked| !permits(&worked.shift, pack.minor_day)).map(|worked| {
            let night = worked.shift.night_minutes();
            let (observed, limit) = if night > 0 { (night, 0) } else { (worked.minutes(), pack.minor_day) };
            breach(self, record, (worked.date, worked.date), Quantity::Minutes(observed), Quantity::Minutes(limit))
        });
        let weeks = record.weeks().filter_map(|week| {
            let minutes: i32 =
                record.shifts.iter().filter(|worked| week.contains(worked.date)).map(|worked| worked.minutes()).sum();
            (minutes > pack.minor_week).then(|| {
                let (observed, limit) = (Quantity::Minutes(minutes), Quantity::Minutes(pack.minor_week));
                breach(self, record, (week.first, week.last()), observed, limit)
            })
        });
        days.chain(weeks).collect()
    }
}
