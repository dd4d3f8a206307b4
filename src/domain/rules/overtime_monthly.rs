//! Overtime of a calendar month.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(b): at most 40 hours. The 60 hours of NQ 17/2022/UBTVQH15 stay off
//! unless a named setting turns them on (decision D1).

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::period::Period;
use crate::domain::work_record::WorkRecord;

/// Whether a month of `minutes` overtime is lawful.
#[must_use]
pub fn permits(minutes: i32, cap: i32) -> bool {
    minutes <= cap
}

const EXAMPLES: &[Example] = &[
    Example::kept("forty hours", "overtime 2026-03 2220, 2026-03-03 R +180"),
    Example::broken("forty hours and a minute", "overtime 2026-03 2221, 2026-03-03 R +180"),
];

/// The rule.
pub struct OvertimeMonthly;

impl LabourRule for OvertimeMonthly {
    fn id(&self) -> &'static str {
        "overtime-monthly"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 107(2)(b)"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("OT-05, OT-06", EXAMPLES)
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.overtime_month)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .planned_overtime()
            .into_iter()
            .filter_map(|((year, month), planned)| {
                let total = planned + record.overtime_elsewhere.get(&(year, month)).copied().unwrap_or(0);
                let days: Vec<_> = record
                    .in_period()
                    .filter(|worked| worked.shift.overtime_minutes > 0 && in_month(worked.date, year, month))
                    .map(|worked| worked.date)
                    .collect();
                (!permits(total, pack.overtime_month)).then(|| Breach {
                    rule: self.id(),
                    severity: Severity::Hard,
                    officer: Some(record.officer.code.clone()),
                    from: days.first().copied().unwrap_or(record.period.first),
                    to: days.last().copied().unwrap_or_else(|| Period::last(&record.period)),
                    observed: Quantity::Minutes(total),
                    limit: Quantity::Minutes(pack.overtime_month),
                    citation: self.citation(),
                    local: None,
                })
            })
            .collect()
    }
}

fn in_month(date: chrono::NaiveDate, year: i32, month: u32) -> bool {
    use chrono::Datelike;
    (date.year(), date.month()) == (year, month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::{record, with_overtime};

    #[test]
    fn hours_worked_before_the_period_count() {
        let mut record = with_overtime(record(&["2026-03-03 R", "2026-03-05 R"]), 180);
        record.overtime_elsewhere.insert((2026, 3), 40 * 60 - 360);
        assert_eq!(OvertimeMonthly.breaches(&record, &RulePack::vietnam()), []);
        record.overtime_elsewhere.insert((2026, 3), 40 * 60 - 359);
        let breaches = OvertimeMonthly.breaches(&record, &RulePack::vietnam());
        assert_eq!(breaches[0].observed, Quantity::Minutes(2401));
        assert_eq!(breaches[0].to.to_string(), "2026-03-05");
    }

    #[test]
    fn the_next_month_starts_from_its_own_balance() {
        let mut record = with_overtime(record(&["2026-03-31 R", "2026-04-01 R"]), 180);
        record.overtime_elsewhere.insert((2026, 3), 40 * 60 - 180);
        assert_eq!(OvertimeMonthly.breaches(&record, &RulePack::vietnam()), []);
    }
}
