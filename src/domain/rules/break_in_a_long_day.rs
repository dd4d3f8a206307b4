//! The break of a long day.
//!
//! Source: Labour Code 45/2019/QH14, art. 109: whoever works six hours or more on a day rests at least 30 minutes without
//! interruption, at night at least 45. In a continuous shift the break counts as work, so that it lies inside the paid
//! minutes and cannot be read from the span; a shift that moves the working hours is such a shift.

use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, breach};
use crate::domain::shift::Shift;
use crate::domain::work_record::WorkRecord;

/// Minutes of break that `shift` owes; nothing when it is short or its break counts as work.
#[must_use]
pub fn owed(shift: &Shift, pack: &RulePack) -> i32 {
    if shift.shift_change || shift.normal_minutes + shift.overtime_minutes < pack.long_day {
        0
    } else if shift.night_minutes() > 0 {
        pack.break_by_night
    } else {
        pack.break_by_day
    }
}

/// Whether the span of `shift` leaves room for its break.
#[must_use]
pub fn permits(shift: &Shift, pack: &RulePack) -> bool {
    shift.unworked_minutes() >= owed(shift, pack)
}

const EXAMPLES: &[Example] = &[
    Example::kept("half an hour", "2026-03-03 07:30-16:00 =480"),
    Example::broken("a minute less", "2026-03-03 07:30-15:59 =480"),
    Example::kept("less than six hours", "2026-03-03 07:30-13:29"),
    Example::broken("six hours without a break", "2026-03-03 07:30-13:30"),
    Example::broken("half an hour is too little at night", "2026-03-03 13:45-22:15 =480"),
    Example::kept("a continuous shift counts its break as work", "2026-03-03 13:00-21:00 change"),
];

/// The rule.
pub struct BreakInALongDay;

impl LabourRule for BreakInALongDay {
    fn id(&self) -> &'static str {
        "break"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 109(1)"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("WT-05, OT-11", EXAMPLES)
    }

    fn bound(&self) -> Option<super::Bound> {
        Some(super::Bound::Least)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.break_by_day)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .in_period()
            .filter(|worked| !permits(&worked.shift, pack))
            .map(|worked| {
                let observed = Quantity::Minutes(worked.shift.unworked_minutes());
                let limit = Quantity::Minutes(owed(&worked.shift, pack));
                breach(self, record, (worked.date, worked.date), observed, limit)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::record;

    #[test]
    fn the_breach_says_how_much_break_there_is_and_how_much_is_owed() {
        let breaches = BreakInALongDay.breaches(&record(&["2026-03-03 13:45-22:15 =480"]), &RulePack::vietnam());
        assert_eq!((breaches[0].observed, breaches[0].limit), (Quantity::Minutes(30), Quantity::Minutes(45)));
    }
}
