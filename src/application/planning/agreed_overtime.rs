//! What officers' consents leave of a month: what they covered before the period, and what they let the optimiser plan.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate};

use super::centre_facts::CentreFacts;
use crate::domain::ids::OfficerCode;
use crate::domain::officer::{Consent, OvertimeStanding};
use crate::domain::rules::{consent, consented_month};
use crate::domain::shift::Shift;
use crate::domain::work_record::{AgreedOvertime, WorkRecord};

/// What of the overtime of `days` outside the period rests on consents of `officer`, in the months that the period touches.
/// The roster says in which blocks it was; of a day that only the ledger knows, a consent that names blocks says nothing.
#[must_use]
pub(super) fn agreed_elsewhere(
    facts: &CentreFacts,
    officer: &OfficerCode,
    days: &BTreeMap<NaiveDate, i32>,
) -> Vec<AgreedOvertime> {
    let all = facts.consents.iter().chain(&facts.consents_before).chain(&facts.consents_after);
    let consents: Vec<Consent> = all.filter(|given| &given.officer == officer).cloned().collect();
    if consents.is_empty() {
        return Vec::new();
    }
    let (first, last) = (month(facts.period.first), month(facts.period.last()));
    let office_blocks = facts.office_blocks();
    let shifts = || facts.work_elsewhere.get(officer).into_iter().flatten();
    let agreed = |(&date, &minutes): (&NaiveDate, &i32)| {
        let worked = shifts().find(|worked| worked.date == date && worked.shift.overtime_minutes > 0);
        let limit = match worked {
            Some(worked) => {
                let shift = Shift { overtime_minutes: minutes, ..worked.shift.clone() };
                consent::month_limit(&consents, date, &shift, &office_blocks)
            }
            None => consent::month_limit_of_day(&consents, date, minutes),
        };
        limit.map(|limit| AgreedOvertime { date, minutes, limit })
    };
    days.iter().filter(|(date, _)| (first..=last).contains(&month(**date))).filter_map(agreed).collect()
}

/// A cell (day, shift) with the overtime that it holds.
type AgreedCell = ((usize, usize), AgreedOvertime);

/// Minutes of overtime that the consents of the record's officer leave in each month of the period, by one cap; no entry
/// where they set no limit. The record's work within the period is that of other centres. Closes the cells of a month whose
/// limit is used up while other consents allow more; those that are `ordered` rest on no consent.
pub(super) fn close_beyond_consents(
    facts: &CentreFacts,
    record: &WorkRecord,
    shifts: &[&Shift],
    away: &[bool],
    ordered: &BTreeSet<(usize, usize)>,
    unavailable: &mut HashSet<(usize, usize)>,
) -> BTreeMap<(i32, u32), i32> {
    let mut left = BTreeMap::new();
    if record.officer.overtime == OvertimeStanding::Allowed {
        return left;
    }
    let mut months: BTreeMap<(i32, u32), Vec<AgreedCell>> = BTreeMap::new();
    for (day, date) in facts.period.iter().enumerate().filter(|(day, _)| !away[*day]) {
        for (at, shift) in shifts.iter().enumerate() {
            let minutes = shift.overtime_minutes;
            if minutes == 0 || unavailable.contains(&(day, at)) || ordered.contains(&(day, at)) {
                continue;
            }
            let limit = consent::month_limit(&record.consents, date, shift, &record.office_blocks);
            let cell = limit.map(|limit| ((day, at), AgreedOvertime { date, minutes, limit }));
            months.entry(month(date)).or_default().extend(cell);
        }
    }
    for (month, cells) in months {
        let (mut before, unknown) = record.overtime_before(month);
        before.extend(agreed_in_other_centres(record, month));
        let agreed: Vec<AgreedOvertime> = cells.iter().map(|(_, agreed)| *agreed).collect();
        let may = consented_month::plannable(&agreed, &before, unknown);
        unavailable.extend(cells.iter().filter(|(_, agreed)| !may.is_open(agreed.limit)).map(|(cell, _)| *cell));
        left.extend(may.minutes.map(|minutes| (month, minutes)));
    }
    left
}

/// What the officer works within the period in other centres, where it rests on consents: nothing of it is planned here.
fn agreed_in_other_centres(record: &WorkRecord, of: (i32, u32)) -> impl Iterator<Item = AgreedOvertime> {
    record.in_period().filter(move |worked| month(worked.date) == of).filter_map(|worked| {
        let (date, minutes) = (worked.date, worked.shift.overtime_minutes);
        let limit = consent::month_limit(&record.consents, date, &worked.shift, &record.office_blocks);
        limit.filter(|_| minutes > 0).map(|limit| AgreedOvertime { date, minutes, limit })
    })
}

fn month(date: NaiveDate) -> (i32, u32) {
    (date.year(), date.month())
}
