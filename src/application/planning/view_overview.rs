//! The overview: every centre that the account may see, with load, capacity and the roster at hand.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::centre_facts::CentreFacts;
use super::forecast_demand::COMPARED_DAYS;
use super::view_forecast::{received, unexplained_drift};
use crate::application::actors::Account;
use crate::application::attendance::overtime_by_day::{by_officer, overtime_by_day};
use crate::application::ports::{Clock, Store, Stored};
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::application::views::{CentreOverview, RosterSummary};
use crate::domain::centre::Centre;
use crate::domain::demand::{ALL_GROUPS, DemandForecast};
use crate::domain::dossiers::DossierCount;
use crate::domain::ids::{CentreCode, SkillCode};
use crate::domain::period::Period;
use crate::domain::roster::RosterHead;
use crate::forecast::Drift;

/// Days over which the on-time share is taken; the drift is looked for in the last of them.
const COUNTED_DAYS: u64 = 90;
/// Days ahead over which the load is averaged.
const AHEAD_DAYS: u32 = 28;

/// One row for each centre that the account may see, by code.
///
/// # Errors
/// When the store fails.
pub fn view_overview(store: &mut impl Store, clock: &dyn Clock, account: &Account) -> Stored<Vec<CentreOverview>> {
    let today = clock.today();
    let centres: Vec<Centre> =
        store.centres()?.into_iter().filter(|centre| account.viewer_of(&centre.code).is_some()).collect();
    centres.into_iter().map(|centre| overview(store, centre, today)).collect()
}

fn overview(store: &mut impl Store, centre: Centre, today: NaiveDate) -> Stored<CentreOverview> {
    let period = Period { first: today, days: AHEAD_DAYS };
    let facts = CentreFacts::gather(store, &centre.code, period)?;
    let Some(facts) = facts else {
        return Ok(CentreOverview {
            centre,
            officers: 0,
            expected_per_day: None,
            load_minutes: None,
            capacity_minutes: 0.0,
            on_time_share: None,
            highest_overtime: 0,
            overtime_cap: 0,
            roster: None,
            drift: None,
        });
    };
    let officers = facts.officers.iter().filter(|officer| officer.employed_on(today)).count();
    let weekly: i32 =
        facts.officers.iter().filter(|officer| officer.employed_on(today)).map(|officer| officer.weekly_minutes).sum();
    let open_days = facts.calendar.opening_days(&centre).on(today).numbers().count().max(1);
    let open_days = f64::from(u32::try_from(open_days).unwrap_or(7));
    let mut expected: BTreeMap<NaiveDate, (f64, f64)> = BTreeMap::new();
    let by_group = |forecast: &DemandForecast| forecast.group.as_str() != ALL_GROUPS;
    for forecast in store.latest_forecasts(&centre.code, today)?.into_iter().filter(by_group) {
        let minutes = facts
            .groups
            .iter()
            .find(|group| group.code == forecast.group)
            .map_or(0.0, |group| group.desk_minutes + group.back_minutes);
        for day in forecast.days.iter().filter(|day| period.contains(day.date) && day.mean > 0.0) {
            let sum = expected.entry(day.date).or_insert((0.0, 0.0));
            *sum = (sum.0 + day.mean, sum.1 + day.mean * minutes);
        }
    }
    let counts = store.counts(&centre.code, today - Days::new(COUNTED_DAYS), today)?;
    let days = u32::try_from(expected.len()).ok().filter(|days| *days > 0).map(f64::from);
    let per_day = |part: fn(&(f64, f64)) -> f64| days.map(|days| expected.values().map(part).sum::<f64>() / days);
    let month_start = today.with_day(1).unwrap_or(today);
    let month = Period {
        first: month_start,
        days: u32::try_from((month_start + Months::new(1) - month_start).num_days()).unwrap_or(31),
    };
    Ok(CentreOverview {
        officers,
        expected_per_day: per_day(|sum| sum.0),
        load_minutes: per_day(|sum| sum.1),
        capacity_minutes: f64::from(weekly) / open_days * facts.settings.productive_share,
        on_time_share: on_time_share(&counts),
        highest_overtime: highest_overtime(store, &facts, month)?,
        overtime_cap: facts.settings.rules.overtime_month,
        roster: roster_at_hand(store, &centre.code, today)?,
        drift: drift_of(store, &centre.code, &counts)?,
        centre,
    })
}

/// The most overtime of one officer in the whole month, counted as on the committee's list.
fn highest_overtime(store: &mut impl Store, facts: &CentreFacts, month: Period) -> Stored<i32> {
    let centre = &facts.centre.code;
    let planned = store.published_work_of_centre(centre, month.first, month.end())?.into_iter().filter_map(
        |(where_worked, cell)| {
            let shift = facts.shift(&cell.shift).filter(|_| &where_worked == centre)?;
            Some((cell.officer, cell.date, shift.overtime_minutes))
        },
    );
    let overtime = overtime_by_day(planned, &store.ledger(centre, month.first, month.end())?);
    Ok(by_officer(&overtime).into_values().max().unwrap_or(0))
}

fn on_time_share(counts: &[DossierCount]) -> Option<f64> {
    let (mut in_time, mut late) = (0_u64, 0_u64);
    for count in counts {
        let part = |value: Option<u32>| u64::from(value.unwrap_or(0));
        in_time += part(count.outcome.completed_early) + part(count.outcome.completed_on_time);
        late += part(count.outcome.completed_late);
    }
    let exact = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    (in_time + late > 0).then(|| exact(in_time) / exact(in_time + late))
}

/// Whether the sum of all groups has left what was expected of it four weeks ago.
fn drift_of(store: &mut impl Store, centre: &CentreCode, counts: &[DossierCount]) -> Stored<Option<Drift>> {
    let Some(cut) = counts.iter().map(|count| count.date).max() else { return Ok(None) };
    let earlier = store.latest_forecasts(centre, cut - Days::new(u64::from(COMPARED_DAYS)))?;
    let Some(expected) = earlier.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS) else { return Ok(None) };
    let days: Vec<NaiveDate> = expected.days.iter().map(|day| day.date).filter(|date| *date <= cut).collect();
    let known = store.known_days(centre)?;
    Ok(unexplained_drift(&received(counts, None, &days), &expected.days, &known))
}

/// The next roster that has not ended: of the earliest period that ends after today, its highest version; a coming period
/// that has a draft wins over a running one that is published.
fn roster_at_hand(store: &mut impl Store, centre: &CentreCode, today: NaiveDate) -> Stored<Option<RosterSummary>> {
    let mut latest: BTreeMap<NaiveDate, RosterHead> = BTreeMap::new();
    for head in store.rosters(centre)?.into_iter().filter(|head| head.period.end() > today) {
        latest.entry(head.period.first).or_insert(head);
    }
    let head = latest.into_values().next_back();
    let Some(head) = head else { return Ok(None) };
    let judged = judge_roster(store, head)?;
    let missing_by_skill = missing_by_skill(&judged);
    Ok(Some(RosterSummary {
        hard_breaches: judged.hard_breaches().len(),
        open_days: judged.head.period.iter().filter(|day| judged.facts.is_open(*day)).count(),
        missing: missing_by_skill.iter().map(|(_, missing)| missing).sum(),
        missing_by_skill,
        head: judged.head,
    }))
}

/// Officers missing in the roster by skill, most missing first.
fn missing_by_skill(judged: &JudgedRoster) -> Vec<(SkillCode, i32)> {
    let mut missing: BTreeMap<SkillCode, i32> = BTreeMap::new();
    for gap in &judged.coverage.shortfalls {
        let skill = judged.instance.skills[gap.skill].code.as_str().into();
        *missing.entry(skill).or_insert(0) += gap.below_floor + gap.below_target;
    }
    let mut missing: Vec<(SkillCode, i32)> = missing.into_iter().filter(|(_, missing)| *missing > 0).collect();
    missing.sort_by_key(|(_, missing)| std::cmp::Reverse(*missing));
    missing
}
