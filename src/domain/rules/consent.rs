//! Consent to overtime.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(a) and NĐ 145/2020/NĐ-CP art. 59: each officer agrees to the time, the
//! place and the work. A standing consent on file covers every shift; a consent with limits covers what it names.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::ids::BlockCode;
use crate::domain::officer::{Consent, Officer, OvertimeStanding};
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::work_record::WorkRecord;

/// Whether `officer`, who gave `consents`, has agreed to the overtime of `shift` on `date`, its month aside.
///
/// `office_blocks` are the blocks that the centre's regular shifts serve in normal time. A consent that names blocks
/// covers the shift when it names every block of it outside those hours; on a rest day, every block of it.
#[must_use]
pub fn permits(
    officer: &Officer,
    consents: &[Consent],
    date: NaiveDate,
    shift: &Shift,
    office_blocks: &[BlockCode],
) -> bool {
    if shift.overtime_minutes == 0 {
        return true;
    }
    let agreed = || consents.iter().any(|consent| covers(consent, date, shift, office_blocks));
    match officer.overtime {
        OvertimeStanding::Allowed => true,
        OvertimeStanding::Consent => agreed(),
        // Once a dated bar has ended the officer is asked like everybody else.
        OvertimeStanding::Barred => !officer.barred_on(date) && agreed(),
    }
}

fn covers(consent: &Consent, date: NaiveDate, shift: &Shift, office_blocks: &[BlockCode]) -> bool {
    consent.covers_date(date)
        && consent.max_minutes_per_day.is_none_or(|most| shift.overtime_minutes <= most)
        && consent.blocks.as_ref().is_none_or(|named| {
            let mut asked = overtime_blocks(shift, office_blocks).peekable();
            asked.peek().is_some() && asked.all(|block| named.contains(block))
        })
}

/// The blocks of `shift` in which its overtime lies.
fn overtime_blocks<'a>(shift: &'a Shift, office_blocks: &'a [BlockCode]) -> impl Iterator<Item = &'a BlockCode> {
    let outside = |block: &BlockCode| !office_blocks.contains(block);
    // Overtime within office hours is a rest day's, or longer than the blocks say: then all of them are asked for.
    let all = shift.kind == ShiftKind::Weekend || !shift.blocks.iter().any(outside);
    shift.blocks.iter().filter(move |block| all || outside(block))
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
    let key = |date: NaiveDate| (date.year(), date.month());
    key(consent.from) <= (year, month) && (year, month) <= key(consent.to)
}

const EXAMPLES: &[Example] = &[
    Example::kept("a live consent covers the day", "standing consent, consent 2026-03-01 2026-03-31, 2026-03-03 R +60"),
    Example::broken("nobody has answered", "standing consent, 2026-03-03 R +60"),
];

/// The rule.
pub struct ConsentToOvertime;

impl LabourRule for ConsentToOvertime {
    fn id(&self) -> &'static str {
        "consent"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 107(2)(a); Decree 145/2020/NĐ-CP, art. 59"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("OT-01", EXAMPLES)
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        let unasked = record
            .in_period()
            .filter(|worked| !record.officer.barred_on(worked.date))
            .filter(|worked| {
                let WorkRecord { officer, consents, office_blocks, .. } = record;
                !permits(officer, consents, worked.date, &worked.shift, office_blocks)
            })
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
                officer: Some(record.officer.code.clone()),
                from,
                to,
                observed: Quantity::Minutes(observed),
                limit: Quantity::Minutes(limit),
                citation: self.citation(),
                local: None,
            })
            .collect()
    }
}

/// Months in which more overtime is planned than the officer's consents allow: (first day, last day, minutes, limit).
fn beyond_the_month(record: &WorkRecord) -> Vec<(NaiveDate, NaiveDate, i32, i32)> {
    let mut months: BTreeMap<(i32, u32), Vec<NaiveDate>> = BTreeMap::new();
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
    fn a_consent_that_names_blocks_must_name_every_block_of_the_overtime() {
        let mut record = with_overtime(record(&["2026-03-03 R"]), 120);
        record.officer.overtime = OvertimeStanding::Consent;
        record.office_blocks = vec!["MOR".into(), "AFT".into()];
        record.shifts[0].shift.blocks = vec!["EAR".into(), "MOR".into(), "AFT".into(), "LAT".into()];
        let mut given = consent("2026-03-01", "2026-03-31", None, None);
        let mut breaches_when_named = |named: &[&str], record: &mut WorkRecord| {
            given.blocks = Some(named.iter().map(|code| (*code).into()).collect());
            record.consents = vec![given.clone()];
            ConsentToOvertime.breaches(record, &RulePack::vietnam()).len()
        };
        assert_eq!(breaches_when_named(&["EAR", "LAT"], &mut record), 0);
        assert_eq!(breaches_when_named(&["EAR"], &mut record), 1, "the late hour was not agreed to");
        assert_eq!(breaches_when_named(&["MOR", "AFT"], &mut record), 1, "office hours are no overtime");
        record.shifts[0].shift.kind = ShiftKind::Weekend;
        record.shifts[0].shift.blocks = vec!["MOR".into(), "AFT".into()];
        assert_eq!(breaches_when_named(&["MOR"], &mut record), 1, "on a rest day every block is overtime");
        assert_eq!(breaches_when_named(&["MOR", "AFT"], &mut record), 0);
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
