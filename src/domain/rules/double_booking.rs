//! Nobody is in two places at once.
//!
//! Source: Labour Code 45/2019/QH14, art. 105 counts the hours of one person once; two shifts of one officer, of one or
//! of two centres, may not overlap, and an officer has one shift a day.

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::work_record::WorkRecord;

/// Whether an officer may work `shifts` shifts on one day, of which at most `most` are allowed.
#[must_use]
pub fn permits(shifts: usize, most: i32) -> bool {
    i32::try_from(shifts).is_ok_and(|shifts| shifts <= most)
}

const EXAMPLES: &[Example] = &[
    Example::kept("one shift a day", "2026-03-03 R, 2026-03-04 R"),
    Example::broken("an evening on top", "2026-03-03 R, 2026-03-03 18:00-20:00"),
];

/// The rule.
pub struct DoubleBooking;

impl LabourRule for DoubleBooking {
    fn id(&self) -> &'static str {
        "double-booking"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 105"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("F16, §8", EXAMPLES)
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.shifts_a_day)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let mut days: Vec<(chrono::NaiveDate, usize)> = Vec::new();
        for worked in record.in_period() {
            match days.last_mut() {
                Some((date, count)) if *date == worked.date => *count += 1,
                _ => days.push((worked.date, 1)),
            }
        }
        // Where a centre allows split days, two shifts of a day may still not overlap.
        let overlap = |date: chrono::NaiveDate| {
            record.consecutive().any(|(earlier, later)| later.date == date && later.starts() < earlier.ends())
        };
        days.into_iter()
            .filter(|(date, count)| !permits(*count, pack.shifts_a_day) || overlap(*date))
            .map(|(date, count)| Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: Some(record.officer.code.clone()),
                from: date,
                to: date,
                observed: Quantity::Count(i32::try_from(count).unwrap_or(i32::MAX)),
                limit: Quantity::Count(if overlap(date) { 1 } else { pack.shifts_a_day }),
                citation: self.citation(),
                local: None,
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
