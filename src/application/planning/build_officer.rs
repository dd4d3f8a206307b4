//! One officer's facts → the officer of the optimiser's instance: free days, closed cells, caps and wishes.

use std::collections::{BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate};

use super::agreed_overtime::close_beyond_consents;
use super::centre_facts::CentreFacts;
use super::closed_cells::{closed_by, uncapped};
use super::overtime_left;
use crate::application::views::Obstacle;
use crate::domain::instance;
use crate::domain::officer::{Officer, OvertimeStanding};
use crate::domain::rules::leave;
use crate::domain::shift::Shift;
use crate::domain::work_record::{WorkRecord, WorkedShift, make_up_minutes};
use crate::optimiser::burden::{Burden, Measure};

/// Working days of a week (QĐ 188/1999/QĐ-TTg art. 1).
const WORKING_DAYS: i32 = 5;

/// `record`'s officer of the skill group `group`, with what the days of the period allow of `shifts` and the `history` that
/// fairness holds against it. `ordered` are cells (day, shift) of overtime placed by hand under an emergency order: neither
/// consent nor caps close them, and the caps leave room for them and for nothing more.
#[must_use]
pub(super) fn build_officer(
    facts: &CentreFacts,
    record: &WorkRecord,
    group: usize,
    shifts: &[&Shift],
    history: Burden,
    ordered: &BTreeSet<(usize, usize)>,
) -> instance::Officer {
    let WorkRecord { officer, consents, leave: leaves, shifts: elsewhere, days_off, made_up, .. } = record;
    // A protected standing is lifted by no order.
    let none = BTreeSet::new();
    let ordered = if officer.overtime == OvertimeStanding::Barred { &none } else { ordered };
    let away: Vec<bool> = facts.period.iter().map(|date| !leave::permits(officer, leaves, days_off, date)).collect();
    let consent = match officer.overtime {
        OvertimeStanding::Allowed => true,
        OvertimeStanding::Consent | OvertimeStanding::Barred => {
            facts.period.iter().any(|date| consents.iter().any(|given| given.covers_date(date)))
        }
    };
    // Whoever works by an order alone has every other overtime closed below, cell by cell.
    let has_agreed = consent;
    let consent = consent || !ordered.is_empty();
    let protected = facts.period.iter().all(|date| officer.barred_on(date));
    let mut unavailable = HashSet::new();
    let mut unwished = Vec::new();
    for (day, date) in facts.period.iter().enumerate() {
        let rules = &facts.rules.values_for(officer, date);
        for (at, shift) in shifts.iter().enumerate() {
            let by_order = ordered.contains(&(day, at));
            let uncapped = by_order.then(|| uncapped(rules));
            let rules = uncapped.as_ref().unwrap_or(rules);
            let closed = closed_by(facts, record, rules, (date, shift), by_order);
            // Whoever has agreed to nothing is closed to all overtime at once, so that the reasons can ask them.
            if closed.is_some_and(|by| consent || by != Obstacle::NoConsent || shift.overtime_minutes == 0) {
                unavailable.insert((day, at));
            }
            let points = facts.rules.unwished(record, date, shift);
            if points > 0.0 {
                unwished.push((day, at, -points));
            }
        }
    }
    let consented = close_beyond_consents(facts, record, shifts, &away, ordered, &mut unavailable);
    let can_work = |day: usize| {
        shifts
            .iter()
            .enumerate()
            .any(|(at, shift)| shift.normal_minutes > 0 && !away[day] && !unavailable.contains(&(day, at)))
    };
    let worked_after = worked_in_a_row(elsewhere, Some(facts.period.end()), NaiveDate::succ_opt);
    // With as many days after it as may be worked in a row, the last day cannot be worked in place of another.
    let runs_over =
        |day: usize| facts.period.offset(facts.period.last()) == Some(day) && longest_run(facts) <= worked_after;
    let make_up = made_up.iter().filter_map(|date| facts.period.offset(*date));
    let make_up = make_up.filter(|day| can_work(*day) && !runs_over(*day));
    let make_up = make_up.map(|day| (day, make_up_minutes(officer))).collect();
    let prefs = facts
        .preferences
        .iter()
        .filter(|wish| wish.officer == officer.code)
        .flat_map(|wish| {
            let days = facts.period.iter().enumerate().filter(move |(_, date)| {
                wish.date.is_none_or(|wanted| wanted == *date)
                    && wish.weekday.is_none_or(|weekday| date.weekday().number_from_monday() == weekday)
            });
            days.flat_map(move |(day, _)| {
                shifts
                    .iter()
                    .enumerate()
                    .filter(move |(_, shift)| wish.shift.as_ref().is_none_or(|code| code == &shift.code))
                    .map(move |(at, _)| (day, at, f64::from(wish.weight)))
            })
        })
        .chain(unwished)
        .collect();
    let used = overtime_left::used_elsewhere(facts, &officer.code);
    let mut months = overtime_left::month_caps(facts, officer, &used, &consented);
    let by_order = |first: usize, end: usize| -> i32 {
        let cells = ordered.iter().filter(|(day, _)| (first..end).contains(day));
        cells.map(|(_, shift)| shifts[*shift].overtime_minutes).sum()
    };
    let values = || facts.period.iter().map(|date| facts.rules.values_for(officer, date));
    // Whoever is kept at the caps of the law keeps them under an order too.
    let capped = values().any(|values| values.never_raised);
    for month in months.iter_mut().filter(|_| !capped) {
        month.remaining = month.remaining.max(by_order(month.first, month.end));
    }
    let of_period = if capped { 0 } else { by_order(0, usize::MAX) };
    // Each month has its own cap: what is left of one is no limit of the next.
    let ot_month = months.iter().map(|month| month.remaining).sum();
    let of_year = overtime_left::year_cap(facts, officer, &used);
    instance::Officer {
        code: officer.code.0.clone(),
        group,
        protected,
        consent: consent && !protected,
        to_ask: officer.overtime == OvertimeStanding::Consent && !has_agreed && !protected,
        ot_month,
        ot_year: of_year.limit.max(of_year.used + of_period),
        ot_used: of_year.used,
        leave: away,
        unavailable,
        prefs,
        base_week: base_week(facts, officer),
        make_up,
        hist_evenings: history[Measure::Evenings as usize],
        hist_ot: history[Measure::Overtime as usize],
        hist_weekends: history[Measure::WeekendDays as usize],
        hist_hard: history[Measure::HardToFill as usize],
        worked_before: worked_in_a_row(elsewhere, facts.period.first.pred_opt(), NaiveDate::pred_opt),
        worked_after,
        months,
    }
}

/// Normal minutes that a full week is planned with: time off inside the paid day is not worked.
fn base_week(facts: &CentreFacts, officer: &Officer) -> i32 {
    let shorter = facts.period.iter().filter(|date| facts.rules.is_asked("shorter-day", officer, *date));
    let time_off = shorter.map(|date| facts.rules.values_for(officer, date).time_off_a_day).max().unwrap_or(0);
    officer.weekly_minutes - WORKING_DAYS * time_off
}

/// Most days in a row that the optimiser plans.
fn longest_run(facts: &CentreFacts) -> usize {
    let (days_in_a_row, _) = facts.rules.limits_for_everybody(&facts.centre.code, &facts.period);
    usize::try_from(days_in_a_row).unwrap_or(0)
}

/// Days worked in a row from `date` on, away from the period.
fn worked_in_a_row(
    elsewhere: &[WorkedShift],
    mut date: Option<NaiveDate>,
    next: fn(&NaiveDate) -> Option<NaiveDate>,
) -> usize {
    let mut days = 0;
    while let Some(day) = date.filter(|day| elsewhere.iter().any(|worked| worked.date == *day)) {
        days += 1;
        date = next(&day);
    }
    days
}
