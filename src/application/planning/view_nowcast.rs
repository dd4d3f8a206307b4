//! Today so far: what the rest of the day will bring.

use std::collections::BTreeMap;

use chrono::{Days, NaiveTime, Timelike};

use super::centre_facts::CentreFacts;
use super::open_work::OpenWork;
use super::require_staff::day_demand;
use crate::application::ports::{Clock, Store, Stored};
use crate::application::views::{GroupNowcast, NowcastView};
use crate::domain::demand::{ALL_GROUPS, DemandForecast};
use crate::domain::ids::GroupCode;
use crate::domain::procedure_group::ProcedureGroup;
use crate::exchange::data_folder::ProfileRow;
use crate::forecast::{Nowcast, PROFILE_STRAY, PartSoFar, nowcast, nowcast_parts};
use crate::staffing::DayDemand;
use crate::staffing::open_hours::OpenHours;

/// Today at the centre of `facts`, seen from `at` (now, where nobody says) with the dossiers that have come so far: those
/// that are `told`, else those that `cases.csv` knows. None where the forecast does not reach today.
///
/// # Errors
/// When the store fails.
pub(super) fn view_nowcast(
    store: &mut impl Store,
    clock: &dyn Clock,
    facts: &CentreFacts,
    (forecasts, profiles): (&[DemandForecast], &[ProfileRow]),
    (told, at): (Option<u32>, Option<NaiveTime>),
) -> Stored<Option<NowcastView>> {
    let (today, at) = (clock.today(), at.unwrap_or_else(|| clock.local_now().time()));
    let total = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS);
    let Some(morning) = total.and_then(|total| total.days.iter().find(|day| day.date == today)) else {
        return Ok(None);
    };
    // By group; none where nobody counts.
    let counted: Option<BTreeMap<GroupCode, u32>> = match told {
        Some(_) => None,
        None => {
            // The forecast is one of all dossiers, so that those from the portal count as well.
            let received = store.receipt_times(&facts.centre.code, today, today + Days::new(1))?;
            let mut come: BTreeMap<GroupCode, u32> = BTreeMap::new();
            for (group, _) in received.iter().filter(|(_, receipt)| receipt.time() <= at) {
                *come.entry(group.clone()).or_insert(0) += 1;
            }
            (!received.is_empty()).then_some(come)
        }
    };
    let demand = day_demand(facts, forecasts, profiles, &OpenWork::none(today), today);
    let seen = share_until(&demand, at);
    let so_far = told.or_else(|| counted.as_ref().map(|counted| counted.values().sum()));
    let found = so_far.map(|so_far| nowcast(morning, f64::from(so_far), seen, PROFILE_STRAY));
    let groups = found.zip(so_far).map(|(found, so_far)| {
        let counted_of = |group: &GroupCode| counted.as_ref().map(|counted| counted.get(group).copied().unwrap_or(0));
        by_group(facts, forecasts, &demand, at, (&found, so_far), counted_of)
    });
    let groups = groups.unwrap_or_default();
    Ok(Some(NowcastView {
        at,
        so_far,
        is_counted: counted.is_some(),
        seen,
        morning: *morning,
        minutes_each: minutes_each(&demand, &groups),
        nowcast: found,
        groups,
    }))
}

/// What is still to come of each group that is expected today.
fn by_group(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    demand: &DayDemand,
    at: NaiveTime,
    (whole, so_far): (&Nowcast, u32),
    counted: impl Fn(&GroupCode) -> Option<u32>,
) -> Vec<GroupNowcast> {
    let hours = OpenHours::new(&demand.blocks);
    let minute = at.num_seconds_from_midnight() / 60;
    let mut groups: Vec<(&ProcedureGroup, PartSoFar)> = Vec::new();
    for expected in &demand.groups {
        let group = facts.groups.iter().find(|group| group.code == expected.group);
        let forecast = forecasts.iter().find(|forecast| forecast.group == expected.group);
        let day = forecast.and_then(|forecast| forecast.days.iter().find(|day| day.date == demand.date));
        if let (Some(group), Some(day)) = (group, day) {
            let seen = hours.share_until(&expected.profile, minute);
            groups.push((group, PartSoFar { forecast: *day, so_far: counted(&group.code).map(f64::from), seen }));
        }
    }
    let parts: Vec<PartSoFar> = groups.iter().map(|(_, part)| *part).collect();
    let found = nowcast_parts(&parts, whole, f64::from(so_far), PROFILE_STRAY);
    let named = |((group, _), nowcast): ((&ProcedureGroup, PartSoFar), Nowcast)| GroupNowcast {
        group: group.clone(),
        so_far: counted(&group.code),
        nowcast,
    };
    groups.into_iter().zip(found).map(named).collect()
}

/// Share of the day's dossiers that have usually come by `at`, over all groups.
fn share_until(demand: &DayDemand, at: NaiveTime) -> f64 {
    let hours = OpenHours::new(&demand.blocks);
    let minute = at.num_seconds_from_midnight() / 60;
    let all: f64 = demand.groups.iter().map(|group| group.median).sum();
    let come: f64 = demand.groups.iter().map(|group| group.median * hours.share_until(&group.profile, minute)).sum();
    if all > 0.0 { come / all } else { 0.0 }
}

/// Minutes of work of a dossier over all groups: of those still to come, or of the whole day where nobody knows them.
fn minutes_each(demand: &DayDemand, groups: &[GroupNowcast]) -> f64 {
    let mean = |dossiers: f64, minutes: f64| if dossiers > 0.0 { minutes / dossiers } else { 0.0 };
    if groups.is_empty() {
        let all: f64 = demand.groups.iter().map(|group| group.median).sum();
        let work = demand.groups.iter().map(|group| group.median * (group.desk_minutes + group.back_minutes));
        return mean(all, work.sum());
    }
    let rest: f64 = groups.iter().map(|group| group.nowcast.rest.mean).sum();
    let work = groups.iter().map(|of| of.nowcast.rest.mean * (of.group.desk_minutes + of.group.back_minutes));
    mean(rest, work.sum())
}
