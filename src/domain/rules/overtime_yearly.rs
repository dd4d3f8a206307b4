//! Overtime of a calendar year, with the balance carried in.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(c): at most 200 hours; 300 where art. 107(3) and NĐ 145/2020 art. 61
//! are invoked by the centre.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::work_record::WorkRecord;

/// Whether a year of `minutes` overtime is lawful.
#[must_use]
pub fn permits(minutes: i32, cap: i32) -> bool {
    minutes <= cap
}

const EXAMPLES: &[Example] = &[
    Example::kept("two hundred hours", "overtime 2026-02 11820, 2026-12-01 R +180"),
    Example::broken("two hundred hours and a minute", "overtime 2026-02 11821, 2026-12-01 R +180"),
];

/// The rule.
pub struct OvertimeYearly;

impl LabourRule for OvertimeYearly {
    fn id(&self) -> &'static str {
        "overtime-yearly"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 107(2)(c)"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("OT-07, OT-08, OT-13", EXAMPLES)
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.overtime_year)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let mut planned: BTreeMap<i32, i32> = BTreeMap::new();
        for ((year, _), minutes) in record.planned_overtime() {
            *planned.entry(year).or_insert(0) += minutes;
        }
        planned
            .into_iter()
            .filter_map(|(year, minutes)| {
                let carried: i32 =
                    record.overtime_elsewhere.range((year, 1)..=(year, 12)).map(|(_, minutes)| minutes).sum();
                let days = || {
                    record.in_period().filter(|worked| worked.shift.overtime_minutes > 0 && worked.date.year() == year)
                };
                (!permits(carried + minutes, pack.overtime_year)).then(|| Breach {
                    rule: self.id(),
                    severity: Severity::Hard,
                    officer: Some(record.officer.code.clone()),
                    from: days().next().map_or(record.period.first, |worked| worked.date),
                    to: days().last().map_or_else(|| record.period.last(), |worked| worked.date),
                    observed: Quantity::Minutes(carried + minutes),
                    limit: Quantity::Minutes(pack.overtime_year),
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
    use crate::domain::rules::example::{record, with_overtime};

    #[test]
    fn the_carried_balance_of_the_year_counts_to_the_minute() {
        let mut record = with_overtime(record(&["2026-12-01 R"]), 180);
        record.overtime_elsewhere.insert((2026, 2), 11_820);
        assert_eq!(OvertimeYearly.breaches(&record, &RulePack::vietnam()), []);
        record.overtime_elsewhere.insert((2026, 7), 1);
        assert_eq!(OvertimeYearly.breaches(&record, &RulePack::vietnam())[0].observed, Quantity::Minutes(12_001));
    }

    #[test]
    fn january_starts_a_new_balance() {
        let mut record = with_overtime(record(&["2027-01-04 R"]), 180);
        record.overtime_elsewhere.insert((2026, 12), 12_000);
        assert_eq!(OvertimeYearly.breaches(&record, &RulePack::vietnam()), []);
    }
}
