//! Rest between shifts.
//!
//! Source: Labour Code 45/2019/QH14, art. 110: whoever works in shifts rests at least 12 hours before another shift.
//! Twelve hours are asked when one of the two shifts moves the working hours; office-hours staff who work overtime keep
//! a shorter rest that the centre may set (decision D4).

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::work_record::WorkRecord;

/// Whether `rest` minutes between two shifts reach `minimum`.
///
/// The check below and the optimiser both ask this function: the law stands once.
#[must_use]
pub fn permits(rest: i32, minimum: i32) -> bool {
    rest >= minimum
}

const EXAMPLES: &[Example] = &[
    Example::kept("twelve hours beside a moved shift", "2026-03-03 13:00-18:30 change, 2026-03-04 06:30-11:30"),
    Example::broken("a minute less", "2026-03-03 13:00-18:31 change, 2026-03-04 06:30-11:30"),
    Example::broken("outreach to half past nine, then half past six", "2026-03-03 07:30-21:30, 2026-03-04 06:30-17:00"),
];

/// The rule.
pub struct RestBetweenShifts;

impl LabourRule for RestBetweenShifts {
    fn id(&self) -> &'static str {
        "rest-between-shifts"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 110"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("WT-06, D4", EXAMPLES)
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Least)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.rest)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .consecutive()
            .filter(|(earlier, later)| earlier.date < later.date)
            .filter_map(|(earlier, later)| {
                let rest = i32::try_from((later.starts() - earlier.ends()).num_minutes()).unwrap_or(i32::MAX);
                // A local row that asks for more than the law's longer rest asks for it beside every shift.
                let minimum = pack.minimum_rest(earlier.shift.shift_change || later.shift.shift_change).max(pack.rest);
                (!permits(rest, minimum)).then(|| Breach {
                    rule: self.id(),
                    severity: Severity::Hard,
                    officer: Some(record.officer.code.clone()),
                    from: earlier.date,
                    to: later.date,
                    observed: Quantity::Minutes(rest),
                    limit: Quantity::Minutes(minimum),
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
    fn exactly_twelve_hours_of_rest_is_lawful_beside_a_moved_shift() {
        let record = record(&["2026-03-03 13:00-18:30 change", "2026-03-04 06:30-11:30"]);
        assert_eq!(RestBetweenShifts.breaches(&record, &RulePack::vietnam()), []);
    }

    #[test]
    fn one_minute_less_is_a_breach_that_says_by_how_much() {
        let record = record(&["2026-03-03 13:00-18:31 change", "2026-03-04 06:30-11:30"]);
        let breaches = RestBetweenShifts.breaches(&record, &RulePack::vietnam());
        assert_eq!(breaches.len(), 1);
        assert_eq!((breaches[0].observed, breaches[0].limit), (Quantity::Minutes(719), Quantity::Minutes(720)));
    }

    #[test]
    fn office_hours_keep_the_shorter_rest() {
        assert_eq!(
            RestBetweenShifts
                .breaches(&record(&["2026-03-03 07:30-21:00", "2026-03-04 07:30-17:00"]), &RulePack::vietnam()),
            []
        );
        // Outreach to 21:30 and an early start at 06:30 leave nine hours (WT-06).
        let short = record(&["2026-03-03 07:30-21:30", "2026-03-04 06:30-17:00"]);
        assert_eq!(RestBetweenShifts.breaches(&short, &RulePack::vietnam())[0].observed, Quantity::Minutes(540));
    }
}
