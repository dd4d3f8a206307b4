//! Nobody works on leave, on a public holiday given off, before joining or after leaving.
//!
//! Source: Labour Code 45/2019/QH14, art. 112 and art. 113 (holidays and annual leave).

use chrono::NaiveDate;

use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::officer::{Leave, Officer};
use crate::domain::work_record::WorkRecord;

/// Whether `officer`, with those leaves and general days off, is there on `date`.
#[must_use]
pub fn permits(officer: &Officer, leave: &[Leave], days_off: &[NaiveDate], date: NaiveDate) -> bool {
    officer.employed_on(date)
        && !days_off.contains(&date)
        && !leave.iter().any(|leave| leave.from <= date && date <= leave.to)
}

const EXAMPLES: &[Example] = &[
    Example::kept("the day after a leave", "leave 2026-03-03, 2026-03-04 R"),
    Example::broken("the last day of a leave", "leave 2026-03-03 2026-03-04, 2026-03-04 R"),
    Example::broken("a holiday", "off 2026-04-30, 2026-04-30 R"),
];

/// The rule.
pub struct OnLeave;

impl LabourRule for OnLeave {
    fn id(&self) -> &'static str {
        "leave"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 112 and art. 113"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("§8, WT-08", EXAMPLES)
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        record
            .in_period()
            .filter(|worked| !permits(&record.officer, &record.leave, &record.days_off, worked.date))
            .map(|worked| Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: Some(record.officer.code.clone()),
                from: worked.date,
                to: worked.date,
                observed: Quantity::Minutes(worked.minutes()),
                limit: Quantity::Minutes(0),
                citation: self.citation(),
                local: None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::officer::LeaveKind;
    use crate::domain::rules::example::record;

    #[test]
    fn first_and_last_day_of_a_leave_are_free_and_the_day_after_is_not() {
        let mut record = record(&["2026-03-03 R", "2026-03-04 R", "2026-03-05 R"]);
        record.leave = vec![Leave {
            officer: record.officer.code.clone(),
            from: NaiveDate::from_ymd_opt(2026, 3, 3).expect("a date"),
            to: NaiveDate::from_ymd_opt(2026, 3, 4).expect("a date"),
            kind: LeaveKind::Annual,
        }];
        let days: Vec<_> = OnLeave.breaches(&record, &RulePack::vietnam()).iter().map(|b| b.from.to_string()).collect();
        assert_eq!(days, ["2026-03-03", "2026-03-04"]);
    }

    #[test]
    fn a_holiday_is_free_for_everybody() {
        let mut record = record(&["2026-04-30 R"]);
        record.days_off = vec![NaiveDate::from_ymd_opt(2026, 4, 30).expect("a date")];
        assert_eq!(OnLeave.breaches(&record, &RulePack::vietnam()).len(), 1);
    }
}
