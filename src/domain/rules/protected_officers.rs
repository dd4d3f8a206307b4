//! Officers whom the law keeps from overtime, evenings and night work.
//!
//! Source: Labour Code 45/2019/QH14, art. 137(1) (pregnancy, a child under twelve months), art. 160 (disability).
//! Only "no overtime until a date" is stored, never the reason (personal data, PR-06). Whoever may agree (PR-02, PR-03)
//! has the standing of those who are asked, so that work at night needs a consent of that day from all of them; their
//! overtime is for [`super::consent`].

use chrono::NaiveDate;

use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::officer::{Consent, Officer, OvertimeStanding};
use crate::domain::shift::Shift;
use crate::domain::work_record::WorkRecord;

/// Stable identifier.
pub const ID: &str = "protected-officer";

/// Whether `officer`, who gave `consents`, may work `shift` on `date`.
#[must_use]
pub fn permits(officer: &Officer, consents: &[Consent], date: NaiveDate, shift: &Shift) -> bool {
    let by_day = shift.night_minutes() == 0;
    if officer.barred_on(date) {
        return by_day && shift.overtime_minutes == 0 && !shift.is_evening();
    }
    by_day || officer.overtime == OvertimeStanding::Allowed || consents.iter().any(|consent| consent.covers_date(date))
}

const EXAMPLES: &[Example] = &[
    Example::kept("office hours", "barred 2026-03-31, 2026-03-03 R"),
    Example::broken("overtime", "barred 2026-03-31, 2026-03-03 R +60"),
    Example::broken("an evening in normal time", "barred 2026-03-31, 2026-03-03 13:00-21:00 evening"),
    Example::broken("work before six in the morning", "barred 2026-03-31, 2026-03-03 05:30-11:30"),
    Example::kept("the day after the bar", "barred 2026-03-31, 2026-04-01 R +60"),
    Example::broken("a night in normal time, and nobody has asked", "standing consent, 2026-03-03 14:30-22:30 =450"),
    Example::kept(
        "the same with a consent of that day",
        "standing consent, consent 2026-03-03 2026-03-03, 2026-03-03 14:30-22:30 =450",
    ),
];

/// The rule.
pub struct ProtectedOfficers;

impl LabourRule for ProtectedOfficers {
    fn id(&self) -> &'static str {
        ID
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 137(1) and art. 160"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("PR-01, PR-02, PR-03", EXAMPLES)
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        record
            .in_period()
            .filter(|worked| !permits(&record.officer, &record.consents, worked.date, &worked.shift))
            .map(|worked| Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: Some(record.officer.code.clone()),
                from: worked.date,
                to: worked.date,
                observed: Quantity::Minutes(worked.shift.overtime_minutes.max(worked.shift.night_minutes())),
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
    use crate::domain::rules::example::{consent, record, with_overtime};

    #[test]
    fn the_bar_holds_on_its_last_day_and_not_after() {
        let mut record = with_overtime(record(&["2026-03-03 R", "2026-03-04 R"]), 60);
        record.officer.overtime = OvertimeStanding::Barred;
        record.officer.barred_until = NaiveDate::from_ymd_opt(2026, 3, 3);
        let breaches = ProtectedOfficers.breaches(&record, &RulePack::vietnam());
        assert_eq!(breaches.iter().map(|breach| breach.from.to_string()).collect::<Vec<_>>(), ["2026-03-03"]);
    }

    #[test]
    fn an_evening_in_normal_time_is_forbidden_too() {
        let mut record = record(&["2026-03-03 13:00-21:00 evening"]);
        record.officer.overtime = OvertimeStanding::Barred;
        assert_eq!(ProtectedOfficers.breaches(&record, &RulePack::vietnam()).len(), 1);
    }

    #[test]
    fn work_at_night_is_asked_for_in_normal_time_too() {
        let mut night = record(&["2026-03-03 14:30-22:30 =450"]);
        assert_eq!(ProtectedOfficers.breaches(&night, &RulePack::vietnam()), [], "a standing consent is on file");
        night.officer.overtime = OvertimeStanding::Consent;
        let breaches = ProtectedOfficers.breaches(&night, &RulePack::vietnam());
        assert_eq!((breaches.len(), breaches[0].observed), (1, Quantity::Minutes(30)));
        night.consents = vec![consent("2026-03-02", "2026-03-02", None, None)];
        assert_eq!(ProtectedOfficers.breaches(&night, &RulePack::vietnam()).len(), 1, "another day's");
        night.consents = vec![consent("2026-03-03", "2026-03-03", None, None)];
        assert_eq!(ProtectedOfficers.breaches(&night, &RulePack::vietnam()), []);
    }
}
