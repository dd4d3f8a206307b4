//! Consent to overtime.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(a) and NĐ 145/2020/NĐ-CP art. 59: each officer agrees to the time, the
//! place and the work. A standing consent on file covers every shift; a consent with limits covers what it names.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::{Breach, LabourRule, Quantity, RulePack, Severity};
use crate::domain::officer::{Consent, Officer, OvertimeStanding};
use crate::domain::shift::Shift;
use crate::domain::work_record::WorkRecord;

/// Whether `officer`, who gave `consents`, has agreed to the overtime of `shift` on `date`, its month aside.
///
/// A consent that names blocks covers the shift when it names every evening, early or rest-day block of it; since the
/// regular blocks of a shift bring no overtime, one of the named blocks in the shift is enough.
#[must_use]
pub fn permits(officer: &Officer, consents: &[Consent], date: chrono::NaiveDate, shift: &Shift) -> bool {
    if shift.overtime_minutes == 0 {
        return true;
    }
    match officer.overtime {
        OvertimeStanding::Allowed => true,
        OvertimeStanding::Consent => consents.iter().any(|consent| covers(consent, date, shift)),
        // Once a dated bar has ended the officer is asked like everybody else.
        OvertimeStanding::Barred => {
            !officer.barred_on(date) && consents.iter().any(|consent| covers(consent, date, shift))
        }
    }
}

fn covers(consent: &Consent, date: chrono::NaiveDate, shift: &Shift) -> bool {
    consent.covers_date(date)
        && consent.max_minutes_per_day.is_none_or(|most| shift.overtime_minutes <= most)
        && consent.blocks.as_ref().is_none_or(|blocks| shift.blocks.iter().any(|block| blocks.contains(block)))
}

/// The most overtime that the consents allow in a month; `None` when they set no limit.
#[must_use]
pub fn month_limit(consents: &[Consent], year: i32, month: u32) -> Option<i32> {
    let live = || consents.iter().filter(|consent| touches(consent, year, month));
    if live().any(|consent| consent.max_minutes_per_month.is_none()) {
        return None;
    }
    live().filter_map(|consent| consent.max_minutes_per_month).max()
}

fn touches(consent: &Consent, year: i32, month: u32) -> bool {
    let key = |date: chrono::NaiveDate| (date.year(), date.month());
    key(consent.from) <= (year, month) && (year, month) <= key(consent.to)
}

/// The rule.
pub struct ConsentToOvertime;

impl LabourRule for ConsentToOvertime {
    fn id(&self) -> &'static str {
        "consent"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 107(2)(a); NĐ 145/2020/NĐ-CP, art. 59"
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        let unasked = record
            .in_period()
            .filter(|worked| !record.officer.barred_on(worked.date))
            .filter(|worked| !permits(&record.officer, &record.consents, worked.date, &worked.shift))
            .map(|worked| (worked.date, worked.date, worked.shift.overtime_minutes, 0));
        let beyond: Vec<_> = match record.officer.overtime {
            OvertimeStanding::Allowed => Vec::new(),
            OvertimeStanding::Consent | OvertimeStanding::Barred => beyond_the_month(record),
        };
        unasked
            .chain(beyond)
            .map(|(from, to, observed, limit)| Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: record.officer.code.clone(),
                from,
                to,
                observed: Quantity::Minutes(observed),
                limit: Quantity::Minutes(limit),
                citation: self.citation(),
            })
            .collect()
    }
}

/// Months in which more overtime is planned than the officer's consents allow: (first day, last day, minutes, limit).
fn beyond_the_month(record: &WorkRecord) -> Vec<(chrono::NaiveDate, chrono::NaiveDate, i32, i32)> {
    let mut months: BTreeMap<(i32, u32), Vec<chrono::NaiveDate>> = BTreeMap::new();
    for worked in record.in_period().filter(|worked| worked.shift.overtime_minutes > 0) {
        months.entry((worked.date.year(), worked.date.month())).or_default().push(worked.date);
    }
    let planned = record.planned_overtime();
    months
        .into_iter()
        .filter_map(|(month, dates)| {
            let limit = month_limit(&record.consents, month.0, month.1)?;
            let minutes = planned.get(&month)? + record.overtime_elsewhere.get(&month).copied().unwrap_or(0);
            (minutes > limit).then(|| (dates[0], dates[dates.len() - 1], minutes, limit))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::{consent, record, with_overtime};

    #[test]
    fn overtime_without_an_answer_is_a_breach() {
        let mut record = with_overtime(record(&["2026-03-03 R"]), 60);
        record.officer.overtime = OvertimeStanding::Consent;
        let breaches = ConsentToOvertime.breaches(&record, &RulePack::vietnam());
        assert_eq!((breaches.len(), breaches[0].observed), (1, Quantity::Minutes(60)));
    }

    #[test]
    fn a_live_consent_covers_its_days_and_minutes_only() {
        let mut record = with_overtime(record(&["2026-03-03 R"]), 60);
        record.officer.overtime = OvertimeStanding::Consent;
        record.consents = vec![consent("2026-03-03", "2026-03-31", Some(60), None)];
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()), []);
        record.consents = vec![consent("2026-03-04", "2026-03-31", Some(60), None)];
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()).len(), 1);
        record.consents = vec![consent("2026-03-03", "2026-03-31", Some(59), None)];
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()).len(), 1);
    }

    #[test]
    fn the_monthly_limit_of_a_consent_holds_with_hours_worked_before() {
        let mut record = with_overtime(record(&["2026-03-03 R", "2026-03-05 R"]), 60);
        record.officer.overtime = OvertimeStanding::Consent;
        record.consents = vec![consent("2026-03-01", "2026-03-31", None, Some(180))];
        record.overtime_elsewhere.insert((2026, 3), 60);
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()), []);
        record.overtime_elsewhere.insert((2026, 3), 61);
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam())[0].observed, Quantity::Minutes(181));
    }
}
