//! Today so far: what the rest of the day will bring.

use chrono::{Days, NaiveTime, Timelike};

use super::centre_facts::CentreFacts;
use super::require_staff::day_demand;
use crate::application::ports::{Clock, Store, Stored};
use crate::application::views::NowcastView;
use crate::domain::demand::{ALL_GROUPS, DemandForecast};
use crate::exchange::data_folder::ProfileRow;
use crate::forecast::{PROFILE_STRAY, nowcast};
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
    let counted = match told {
        Some(_) => None,
        None => {
            let arrivals = store.arrival_times(&facts.centre.code, today, today + Days::new(1))?;
            let come = arrivals.iter().filter(|(_, arrival)| arrival.time() <= at).count();
            u32::try_from(come).ok().filter(|_| !arrivals.is_empty())
        }
    };
    let demand = day_demand(facts, forecasts, profiles, today);
    let seen = share_until(&demand, at);
    let so_far = told.or(counted);
    let found = so_far.map(|so_far| nowcast(morning, f64::from(so_far), seen, PROFILE_STRAY));
    Ok(Some(NowcastView {
        at,
        so_far,
        is_counted: counted.is_some(),
        seen,
        morning: *morning,
        minutes_each: minutes_each(&demand),
        nowcast: found,
    }))
}

/// Share of the day's dossiers that have usually come by `at`, over all groups.
fn share_until(demand: &DayDemand, at: NaiveTime) -> f64 {
    let hours = OpenHours::new(&demand.blocks);
    let minute = at.num_seconds_from_midnight() / 60;
    let all: f64 = demand.groups.iter().map(|group| group.median).sum();
    let come: f64 = demand.groups.iter().map(|group| group.median * hours.share_until(&group.profile, minute)).sum();
    if all > 0.0 { come / all } else { 0.0 }
}

/// Minutes of work of a dossier, over all groups.
fn minutes_each(demand: &DayDemand) -> f64 {
    let all: f64 = demand.groups.iter().map(|group| group.median).sum();
    let work: f64 = demand.groups.iter().map(|group| group.median * (group.desk_minutes + group.back_minutes)).sum();
    if all > 0.0 { work / all } else { 0.0 }
}
