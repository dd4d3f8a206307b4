//! Consent to overtime.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(a) and NĐ 145/2020/NĐ-CP art. 59: each officer agrees to the time, the
//! place and the work. A standing consent on file covers every shift; a consent with limits covers what it names, and
//! [`super::consented_month`] says what it allows in a month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::consented_month::{Passed, passed};
use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::ids::BlockCode;
use crate::domain::officer::{Consent, MonthLimit, Officer, OvertimeStanding};
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::work_record::{AgreedOvertime, WorkRecord};

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
    let agreed = || month_limit(consents, date, shift, office_blocks).is_some();
    match officer.overtime {
        OvertimeStanding::Allowed => true,
        OvertimeStanding::Consent => agreed(),
        // Once a dated bar has ended the officer is asked like everybody else.
        OvertimeStanding::Barred => !officer.barred_on(date) && agreed(),
    }
}

/// What the most generous of the `consents` to the overtime of `shift` on `date` says of its month; none when nobody has
/// agreed to it.
#[must_use]
pub fn month_limit(
    consents: &[Consent],
    date: NaiveDate,
    shift: &Shift,
    office_blocks: &[BlockCode],
) -> Option<MonthLimit> {
    consents.iter().filter(|consent| covers(consent, date, shift, office_blocks)).map(Consent::month_limit).max()
}

/// The same for `minutes` of overtime of which nobody knows the blocks: a consent that names some may not be meant.
#[must_use]
pub fn month_limit_of_day(consents: &[Consent], date: NaiveDate, minutes: i32) -> Option<MonthLimit> {
    let covers = |consent: &&Consent| consent.blocks.is_none() && covers_minutes(consent, date, minutes);
    consents.iter().filter(covers).map(Consent::month_limit).max()
}

fn covers_minutes(consent: &Consent, date: NaiveDate, minutes: i32) -> bool {
    consent.covers_date(date) && consent.max_minutes_per_day.is_none_or(|most| minutes <= most)
}

fn covers(consent: &Consent, date: NaiveDate, shift: &Shift, office_blocks: &[BlockCode]) -> bool {
    covers_minutes(consent, date, shift.overtime_minutes)
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
        let beyond: Vec<Passed> = match record.officer.overtime {
            OvertimeStanding::Allowed => Vec::new(),
            OvertimeStanding::Consent | OvertimeStanding::Barred => beyond_the_month(record),
        };
        unasked
            .chain(beyond.into_iter().map(|month| (month.from, month.to, month.minutes, month.limit)))
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

/// What is planned beyond the month's limits of the consents.
fn beyond_the_month(record: &WorkRecord) -> Vec<Passed> {
    let mut months: BTreeMap<(i32, u32), Vec<AgreedOvertime>> = BTreeMap::new();
    for worked in record.in_period().filter(|worked| worked.shift.overtime_minutes > 0) {
        let limit = month_limit(&record.consents, worked.date, &worked.shift, &record.office_blocks);
        let (date, minutes) = (worked.date, worked.shift.overtime_minutes);
        let month = months.entry((date.year(), date.month())).or_default();
        month.extend(limit.map(|limit| AgreedOvertime { date, minutes, limit }));
    }
    let beyond = |(month, planned): ((i32, u32), Vec<AgreedOvertime>)| {
        let (before, unknown) = record.overtime_before(month);
        passed(&planned, &before, unknown)
    };
    months.into_iter().flat_map(beyond).collect()
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

    #[test]
    fn a_day_agreed_to_without_a_limit_does_not_lift_the_limit_of_the_other_days() {
        let evenings: Vec<String> =
            [1, 3, 8, 10, 15].iter().map(|day| format!("2026-12-{day:02} 17:30-20:30 evening =0 +180")).collect();
        let saturday = "2026-12-12 07:30-11:30 weekend =0 +240";
        let mut facts: Vec<&str> = vec!["standing consent", "period 2026-11-30 28", saturday];
        facts.extend(evenings.iter().map(String::as_str));
        let mut record = record(&facts);
        let on = |days: &[u32], from: &str, to: &str, per_month| Consent {
            weekdays: crate::domain::weekdays::Weekdays::from_numbers(days.iter().copied()),
            ..consent(from, to, None, per_month)
        };
        let evenings = on(&[2, 4], "2026-12-01", "2026-12-31", Some(600));
        record.consents = vec![evenings, on(&[6], "2026-12-12", "2026-12-12", None)];
        let breaches = ConsentToOvertime.breaches(&record, &RulePack::vietnam());
        let told: Vec<_> = breaches.iter().map(|breach| (breach.observed, breach.limit)).collect();
        assert_eq!(told, [(Quantity::Minutes(900), Quantity::Minutes(600))], "the Saturday is not counted");
        record.shifts.retain(|worked| worked.date.day() < 8 || worked.date.day() == 12);
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()), []);
        // Hours of the month before the period count, but for those that another consent is known to cover.
        record.overtime_elsewhere.insert((2026, 12), 600);
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()).len(), 1);
        let date = "2026-12-05".parse().expect("a date");
        record.agreed_elsewhere = vec![AgreedOvertime { date, minutes: 360, limit: MonthLimit::Unlimited }];
        assert_eq!(ConsentToOvertime.breaches(&record, &RulePack::vietnam()), []);
    }
}
