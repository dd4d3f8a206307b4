//! An officer's own hours: the published roster, and overtime against the caps.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::overtime_by_day::overtime_by_day;
use crate::application::actors::OwnHours;
use crate::application::planning::ViewError;
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::ports::{Clock, Store};
use crate::application::views::{MonthOvertime, OwnDay, OwnHoursView};
use crate::domain::ids::CentreCode;
use crate::domain::period::Period;
use crate::domain::roster::RosterStatus;
use crate::domain::rules::leave;
use crate::domain::shift::Shift;

/// Days ahead that are listed.
const AHEAD_DAYS: u64 = 62;

/// The page of one officer for the month `(year, month)`, by default the current one.
///
/// # Errors
/// When the officer is unknown, the month does not exist, or the store fails.
pub fn view_own_hours(
    store: &mut impl Store,
    clock: &dyn Clock,
    own: &OwnHours,
    year_month: Option<(i32, u32)>,
) -> Result<OwnHoursView, ViewError> {
    let today = clock.today();
    let officer = store.officer(own.officer())?.ok_or(ViewError::NotFound)?;
    let centre = store.centre(&officer.centre)?.ok_or(ViewError::NotFound)?;
    let (year, month) = year_month.unwrap_or((today.year(), today.month()));
    let month_start = NaiveDate::from_ymd_opt(year, month, 1).ok_or(ViewError::NotFound)?;
    let month_end = month_start + Months::new(1);
    let shown = whole_weeks(month_start, month_end);
    let year_start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(month_start);
    let to = month_end.max(today + Days::new(AHEAD_DAYS)).max(shown.end());
    // The period of the facts begins with the year, so that nothing of it counts as worked elsewhere.
    let span = Period { first: year_start.min(shown.first), days: days_between(year_start.min(shown.first), to) };
    let facts = CentreFacts::gather(store, &officer.centre, span)?.ok_or(ViewError::NotFound)?;

    let mut shifts_of: BTreeMap<CentreCode, Vec<Shift>> = BTreeMap::new();
    let mut work: BTreeMap<NaiveDate, Shift> = BTreeMap::new();
    for (where_worked, cell) in store.published_work(&officer.code, span.first, span.end())? {
        if !shifts_of.contains_key(&where_worked) {
            let shifts = store.shifts(&where_worked)?;
            shifts_of.insert(where_worked.clone(), shifts);
        }
        if let Some(shift) = shifts_of[&where_worked].iter().find(|shift| shift.code == cell.shift) {
            work.insert(cell.date, shift.clone());
        }
    }
    let mut ledger = store.ledger(&officer.centre, span.first, span.end())?;
    ledger.retain(|entry| entry.officer == officer.code);
    let planned = work.iter().map(|(date, shift)| (officer.code.clone(), *date, shift.overtime_minutes));
    let overtime = overtime_by_day(planned, &ledger);
    let minutes_in = |from: NaiveDate, to: NaiveDate| -> i32 {
        let days = (officer.code.clone(), from)..(officer.code.clone(), to);
        overtime.range(days).map(|(_, minutes)| minutes).sum()
    };
    let days_off = facts.days_off();
    let leaves: Vec<_> = facts.leave.iter().filter(|leave| leave.officer == officer.code).cloned().collect();
    let own_day = |date: NaiveDate| OwnDay {
        date,
        shift: work.get(&date).cloned(),
        away: !leave::permits(&officer, &leaves, &[], date),
        day_off: days_off.contains(&date),
    };
    let now = clock.local_now();
    let next = work
        .range(today..)
        .map(|(date, _)| own_day(*date))
        .find(|day| day.date > today || day.shift.as_ref().is_some_and(|shift| today.and_time(shift.end) > now));
    let colleagues_on_next = match &next {
        Some(day) => store
            .published_work_of_centre(&officer.centre, day.date, day.date + Days::new(1))?
            .iter()
            .filter(|(_, cell)| cell.officer != officer.code)
            .count(),
        None => 0,
    };
    let week_start = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let published_until = store
        .rosters(&officer.centre)?
        .into_iter()
        .filter(|head| matches!(head.status, RosterStatus::Published | RosterStatus::Closed))
        .map(|head| head.period.last())
        .max();
    let rules = &facts.settings.rules;
    Ok(OwnHoursView {
        today,
        next,
        colleagues_on_next,
        month: shown.iter().map(own_day).collect(),
        year_month: (year, month),
        month_overtime: MonthOvertime {
            year,
            month,
            minutes: minutes_in(month_start, month_end),
            cap: rules.overtime_month,
        },
        year_minutes: minutes_in(year_start, year_start + Months::new(12)),
        year_cap: rules.overtime_year,
        week_minutes: minutes_in(week_start, week_start + Days::new(7)),
        evenings: work.range(month_start..month_end).filter(|(_, shift)| shift.is_evening()).count(),
        ahead: work.range(today..).map(|(date, _)| own_day(*date)).collect(),
        published_until,
        centre,
        officer,
    })
}

fn whole_weeks(from: NaiveDate, to: NaiveDate) -> Period {
    let first = from - Days::new(u64::from(from.weekday().num_days_from_monday()));
    let mut end = to;
    while end.weekday() != Weekday::Mon {
        end = end + Days::new(1);
    }
    Period { first, days: days_between(first, end) }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_shown_in_whole_weeks() {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let shown = whole_weeks(date("2026-12-01"), date("2027-01-01"));
        assert_eq!((shown.first, shown.last()), (date("2026-11-30"), date("2027-01-03")));
        let exact = whole_weeks(date("2027-02-01"), date("2027-03-01"));
        assert_eq!(exact.days, 28);
    }
}
