//! Nobody is in two places at once.
//!
//! Source: Labour Code 45/2019/QH14, art. 105 counts the hours of one person once; two shifts of one officer, of one or
//! of two centres, may not overlap, and an officer has one shift a day.

use super::{Breach, LabourRule, Quantity, RulePack, Severity};
use crate::domain::work_record::WorkRecord;

/// Whether an officer may work `shifts` shifts on one day.
#[must_use]
pub fn permits(shifts: usize) -> bool {
    shifts <= 1
}

/// The rule.
pub struct DoubleBooking;

impl LabourRule for DoubleBooking {
    fn id(&self) -> &'static str {
        "double-booking"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 105"
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        let mut days: Vec<(chrono::NaiveDate, usize)> = Vec::new();
        for worked in record.in_period() {
            match days.last_mut() {
                Some((date, count)) if *date == worked.date => *count += 1,
                _ => days.push((worked.date, 1)),
            }
        }
        days.into_iter()
            .filter(|(_, count)| !permits(*count))
            .map(|(date, count)| Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: record.officer.code.clone(),
                from: date,
                to: date,
                observed: Quantity::Count(i32::try_from(count).unwrap_or(i32::MAX)),
                limit: Quantity::Count(1),
                citation: self.citation(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::record;

    #[test]
    fn two_shifts_of_one_day_are_one_breach() {
        let record = record(&["2026-03-03 R", "2026-03-03 18:00-20:00", "2026-03-04 R"]);
        let breaches = DoubleBooking.breaches(&record, &RulePack::vietnam());
        assert_eq!(breaches.len(), 1);
        assert_eq!(breaches[0].observed, Quantity::Count(2));
    }
}
