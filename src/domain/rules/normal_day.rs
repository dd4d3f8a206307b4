//! Normal hours of one day.
//!
//! Source: Labour Code 45/2019/QH14, art. 105: at most eight normal hours a day, or ten where the hours are set by the
//! week (setting `normal_day_minutes`). What goes beyond is overtime and is planned as overtime.

use super::example::Example;
use super::provision::STATE_STAFF;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, breach};
use crate::domain::work_record::WorkRecord;

/// Whether a day of `normal` minutes is short enough.
#[must_use]
pub fn permits(normal: i32, limit: i32) -> bool {
    normal <= limit
}

const EXAMPLES: &[Example] = &[
    Example::kept("eight hours", "2026-03-03 07:30-17:00 =480"),
    Example::broken("eight hours and a minute", "2026-03-03 07:30-17:30 =481"),
    Example::broken("nine hours in two shifts", "2026-03-03 06:30-12:30 =360, 2026-03-03 14:00-17:00 =180"),
    Example::kept("volunteers are no employees", "type TN, 2026-03-03 07:30-17:30 =481"),
];

/// The rule.
pub struct NormalDay;

impl LabourRule for NormalDay {
    fn id(&self) -> &'static str {
        "normal-day"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 105(1) and art. 105(2)"
    }

    fn provision(&self) -> Provision {
        Provision { worker_types: STATE_STAFF, ..Provision::labour_code("WT-03", EXAMPLES) }
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.normal_day)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .minutes_by_day()
            .into_iter()
            .filter(|(_, (normal, _))| !permits(*normal, pack.normal_day))
            .map(|(date, (normal, _))| {
                breach(self, record, (date, date), Quantity::Minutes(normal), Quantity::Minutes(pack.normal_day))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::record;

    #[test]
    fn ten_hours_are_lawful_only_where_hours_are_set_by_the_week() {
        let long = record(&["2026-03-03 06:30-17:30 =600"]);
        assert_eq!(NormalDay.breaches(&long, &RulePack::vietnam()).len(), 1);
        let by_the_week = RulePack { normal_day: 600, ..RulePack::vietnam() };
        assert_eq!(NormalDay.breaches(&long, &by_the_week), []);
    }
}
