//! Normal hours of a week.
//!
//! Source: QĐ 188/1999/QĐ-TTg art. 1 (forty hours in state agencies); Labour Code 45/2019/QH14, art. 105. Whatever goes
//! beyond is overtime and must be planned as overtime. A rest day that a notice makes a working day in place of another (NĐ
//! 128/2025/NĐ-CP art. 7(2)) adds its normal hours to its week, as the day it is worked for takes them from another.

use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::work_record::WorkRecord;

/// Whether a week of `normal` minutes keeps the officer's weekly hours.
#[must_use]
pub fn permits(normal: i32, weekly_minutes: i32) -> bool {
    normal <= weekly_minutes
}

const EXAMPLES: &[Example] = &[
    Example::kept("five days of eight hours", "2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R"),
    Example::broken(
        "a Saturday in normal time without a day off",
        "2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 07:30-11:30 weekend",
    ),
    Example::kept(
        "a Saturday worked in place of another day",
        "made-up 2026-03-07, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R",
    ),
    Example::kept(
        "a Saturday with a day off",
        "2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-07 07:30-11:30 weekend",
    ),
];

/// The rule.
pub struct WeeklyHours;

impl LabourRule for WeeklyHours {
    fn id(&self) -> &'static str {
        "weekly-hours"
    }

    fn citation(&self) -> &'static str {
        "Decision 188/1999/QĐ-TTg, art. 1; Labour Code 45/2019/QH14, art. 105"
    }

    fn provision(&self) -> Provision {
        Provision { since: (1999, 10, 2), ..Provision::labour_code("WT-01, WT-11", EXAMPLES) }
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        record
            .weeks()
            .filter_map(|week| {
                let normal: i32 = record
                    .shifts
                    .iter()
                    .filter(|worked| week.contains(worked.date))
                    .map(|worked| worked.shift.normal_minutes)
                    .sum();
                let most = record.normal_minutes_of(week);
                (!permits(normal, most)).then(|| Breach {
                    rule: self.id(),
                    severity: Severity::Hard,
                    officer: Some(record.officer.code.clone()),
                    from: week.first,
                    to: week.last(),
                    observed: Quantity::Minutes(normal),
                    limit: Quantity::Minutes(most),
                    citation: self.citation(),
                    local: None,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::record;

    #[test]
    fn five_office_days_fill_the_week_and_a_sixth_passes_it() {
        let five = ["2026-03-02 R", "2026-03-03 R", "2026-03-04 R", "2026-03-05 R", "2026-03-06 R"];
        assert_eq!(WeeklyHours.breaches(&record(&five), &RulePack::vietnam()), []);
        let six = record(&[&five[..], &["2026-03-07 R"]].concat());
        assert_eq!(WeeklyHours.breaches(&six, &RulePack::vietnam())[0].observed, Quantity::Minutes(2880));
    }

    #[test]
    fn the_same_days_across_two_weeks_are_lawful() {
        let record =
            record(&["2026-03-05 R", "2026-03-06 R", "2026-03-07 R", "2026-03-09 R", "2026-03-10 R", "2026-03-11 R"]);
        assert_eq!(WeeklyHours.breaches(&record, &RulePack::vietnam()), []);
    }
}
