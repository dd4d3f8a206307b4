//! Makes the forecast of a centre (or of many) from the counts in the store and keeps it with its data cut.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::application::actors::Manager;
use crate::application::planning::centre_facts::calendar;
use crate::application::ports::{Clock, StorageError, Store, Stored};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::centre::Centre;
use crate::domain::demand::{ALL_GROUPS, DemandDay, DemandForecast};
use crate::domain::dossiers::DossierCount;
use crate::domain::ids::{CentreCode, GroupCode};
use crate::forecast::{DayForecast, Holiday, Member, Series, forecast_group};

/// How far a forecast reaches, in days.
pub const LONGEST_HORIZON: u32 = 62;
/// Like centres whose series help a centre's own.
const LIKE_CENTRES: usize = 12;
/// Days of history that are read; four years show every lunar holiday four times.
const HISTORY_DAYS: u64 = 4 * 366;

/// Why no forecast was made.
#[derive(Debug, thiserror::Error)]
pub enum ForecastError {
    /// There is no such centre.
    #[error("there is no centre {0}")]
    NoCentre(CentreCode),
    /// The centre has no counts.
    #[error("centre {0} has no dossier counts yet; import dossiers.csv or cases.csv first")]
    NoHistory(CentreCode),
    /// The counts end too long before the days that are asked for.
    #[error(
        "the counts of {centre} end on {last}, and a forecast reaches {LONGEST_HORIZON} days: not to {wanted}; import newer counts"
    )]
    TooFarAhead {
        /// The centre.
        centre: CentreCode,
        /// Last day observed.
        last: NaiveDate,
        /// Last day wanted.
        wanted: NaiveDate,
    },
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Days back from which an earlier expectation is compared with what came.
pub const COMPARED_DAYS: u32 = 28;

/// Makes the forecast of the manager's centre from its last count before today and gives its first `days`. It is kept as
/// far as forecasts reach, so that a short question takes no day away from the pages. Where none was kept, the one that the
/// data of four weeks ago would have given is made too: what the page compares with what came.
///
/// # Errors
/// When there are no counts, or the store fails.
pub fn forecast_demand(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    days: u32,
) -> Result<Vec<DemandForecast>, ForecastError> {
    let cut = last_count_before(store, manager.centre(), clock.today())?;
    let before = cut - Days::new(u64::from(COMPARED_DAYS));
    let kept = store.latest_forecasts(manager.centre(), before)?;
    let observed = store.observed_span(manager.centre())?.is_some_and(|(first, _)| first < before);
    if observed && !kept.iter().any(|forecast| forecast.cut == before) {
        forecast_after(store, clock, manager.centre(), before, COMPARED_DAYS)?;
    }
    let mut forecasts = forecast_after(store, clock, manager.centre(), cut, LONGEST_HORIZON)?;
    let asked = usize::try_from(days.clamp(1, LONGEST_HORIZON)).unwrap_or(usize::MAX);
    for forecast in &mut forecasts {
        forecast.days.truncate(asked);
    }
    Ok(forecasts)
}

/// Makes and keeps a forecast that reaches `to` and beyond, from the counts before `before`; an earlier one of the same cut that
/// reaches as far is used again.
///
/// # Errors
/// When there are no counts, they end too early, or the store fails.
pub fn forecast_up_to(
    store: &mut impl Store,
    clock: &dyn Clock,
    centre: &CentreCode,
    before: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<DemandForecast>, ForecastError> {
    let cut = last_count_before(store, centre, before)?;
    let ahead = u32::try_from((to - cut).num_days()).unwrap_or(0);
    if ahead > LONGEST_HORIZON {
        return Err(ForecastError::TooFarAhead { centre: centre.clone(), last: cut, wanted: to });
    }
    let kept = store.latest_forecasts(centre, cut)?;
    let far_enough =
        |forecast: &DemandForecast| forecast.cut == cut && forecast.days.last().is_some_and(|day| day.date >= to);
    if !kept.is_empty() && kept.iter().all(far_enough) {
        return Ok(kept);
    }
    forecast_after(store, clock, centre, cut, LONGEST_HORIZON)
}

/// Makes and keeps the forecasts of many centres at once, each from its counts before `before`: the whole province by
/// night. Centres without counts are left out.
///
/// # Errors
/// When the store fails.
pub fn forecast_all(
    store: &mut impl Store,
    clock: &dyn Clock,
    centres: &[Centre],
    before: NaiveDate,
    days: u32,
) -> Stored<usize> {
    let calendar = calendar(store)?;
    let mut histories = Vec::new();
    for centre in centres {
        if let Some(cut) = last_cut(store, &centre.code, before)? {
            let counts = store.counts(&centre.code, cut - Days::new(HISTORY_DAYS), cut + Days::new(1))?;
            histories.push((centre, cut, counts));
        }
    }
    let mut kept = 0;
    for group in groups_and_sum(store)? {
        let mut cuts: Vec<NaiveDate> = histories.iter().map(|(_, cut, _)| *cut).collect();
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts {
            let like: Vec<_> = histories.iter().filter(|(_, own, _)| *own == cut).collect();
            let members: Vec<Option<Member>> =
                like.iter().map(|(centre, _, counts)| member(centre, &group, counts, &calendar, cut, days)).collect();
            let present: Vec<Member> = members.iter().flatten().cloned().collect();
            let mut forecasts = forecast_group(&present, cut, days).into_iter();
            for ((centre, _, _), _) in like.iter().zip(&members).filter(|(_, member)| member.is_some()) {
                let Some(ahead) = forecasts.next() else { break };
                store.keep_forecast(&demand(&centre.code, &group, cut, ahead), clock.now())?;
                kept += 1;
            }
        }
    }
    Ok(kept)
}

fn last_cut(store: &mut impl Store, centre: &CentreCode, before: NaiveDate) -> Stored<Option<NaiveDate>> {
    let Some((first, last)) = store.observed_span(centre)? else { return Ok(None) };
    let cut = last.min(before - Days::new(1));
    Ok((cut >= first).then_some(cut))
}

fn last_count_before(
    store: &mut impl Store,
    centre: &CentreCode,
    before: NaiveDate,
) -> Result<NaiveDate, ForecastError> {
    last_cut(store, centre, before)?.ok_or_else(|| ForecastError::NoHistory(centre.clone()))
}

fn forecast_after(
    store: &mut impl Store,
    clock: &dyn Clock,
    code: &CentreCode,
    cut: NaiveDate,
    days: u32,
) -> Result<Vec<DemandForecast>, ForecastError> {
    let forecasts = forecast_from(store, code, cut, days)?;
    for forecast in &forecasts {
        store.keep_forecast(forecast, clock.now())?;
    }
    Ok(forecasts)
}

/// The forecast that the data up to `cut` give for the `days` after it; nothing is kept.
///
/// # Errors
/// When there is no such centre, it has no counts, or the store fails.
pub fn forecast_from(
    store: &mut impl Store,
    code: &CentreCode,
    cut: NaiveDate,
    days: u32,
) -> Result<Vec<DemandForecast>, ForecastError> {
    let own = store.centre(code)?.ok_or_else(|| ForecastError::NoCentre(code.clone()))?;
    let calendar = calendar(store)?;
    // Only like is pooled with like: the same opening days.
    let like: Vec<Centre> = store
        .centres()?
        .into_iter()
        .filter(|other| &other.code != code && other.open_days == own.open_days)
        .take(LIKE_CENTRES)
        .collect();
    let mut histories = Vec::new();
    for centre in std::iter::once(own).chain(like) {
        let counts = store.counts(&centre.code, cut - Days::new(HISTORY_DAYS), cut + Days::new(1))?;
        histories.push((centre, counts));
    }
    let mut forecasts = Vec::new();
    for group in groups_and_sum(store)? {
        let members: Vec<Member> = histories
            .iter()
            .filter_map(|(centre, counts)| member(centre, &group, counts, &calendar, cut, days))
            .collect();
        let has_own = histories[0].1.iter().any(|count| belongs(count, &group));
        if has_own && let Some(ahead) = forecast_group(&members, cut, days).into_iter().next() {
            forecasts.push(demand(code, &group, cut, ahead));
        }
    }
    if forecasts.is_empty() {
        return Err(ForecastError::NoHistory(code.clone()));
    }
    Ok(forecasts)
}

/// The groups, and after them the sum of all.
fn groups_and_sum(store: &mut impl Store) -> Stored<Vec<GroupCode>> {
    let mut groups: Vec<GroupCode> = store.groups()?.into_iter().map(|group| group.code).collect();
    groups.push(ALL_GROUPS.into());
    Ok(groups)
}

fn belongs(count: &DossierCount, group: &GroupCode) -> bool {
    group.as_str() == ALL_GROUPS || &count.group == group
}

/// One centre's series of one group with what the calendar says of it; `None` when nothing was ever counted.
fn member(
    centre: &Centre,
    group: &GroupCode,
    counts: &[DossierCount],
    calendar: &Calendar,
    cut: NaiveDate,
    days: u32,
) -> Option<Member> {
    let mut received: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    for count in counts.iter().filter(|count| belongs(count, group)) {
        *received.entry(count.date).or_insert(0.0) += f64::from(count.received);
    }
    let observations: Vec<(NaiveDate, f64)> = received.iter().map(|(date, count)| (*date, *count)).collect();
    let first = observations.first()?.0;
    let end = cut + Days::new(u64::from(days) + 3);
    let holidays: Arc<[Holiday]> = calendar
        .holiday_names(first..=end, &centre.code)
        .into_iter()
        .map(|(date, name)| Holiday { date, name })
        .collect();
    // A holiday on which citizens came is not a closure; one on which nothing ever came is learned as such.
    let served =
        holidays.iter().filter(|holiday| received.get(&holiday.date).is_some_and(|count| *count > 0.0)).count();
    let shut = holidays.iter().filter(|holiday| holiday.date <= cut).count() > served * 2 || served == 0;
    let closed = first
        .iter_days()
        .take_while(|date| *date <= end)
        .filter(|date| match calendar.kind(*date, &centre.code) {
            DayKind::Working | DayKind::WeeklyRest => !centre.open_days.includes(*date),
            DayKind::WorkInLieu => false,
            DayKind::Closed => true,
            DayKind::Holiday { .. } | DayKind::OffInLieu | DayKind::Compensatory => shut,
        })
        .collect();
    let make_up = first
        .iter_days()
        .take_while(|date| *date <= end)
        .filter(|date| calendar.kind(*date, &centre.code) == DayKind::WorkInLieu)
        .collect();
    Some(Member { holidays, closed, make_up, ..Member::new(Series::from_observations(&observations)) })
}

fn demand(centre: &CentreCode, group: &GroupCode, cut: NaiveDate, ahead: Vec<DayForecast>) -> DemandForecast {
    DemandForecast {
        centre: centre.clone(),
        group: group.clone(),
        cut,
        days: ahead
            .into_iter()
            .map(|day| DemandDay {
                date: day.date,
                mean: day.mean,
                lo95: day.lo95,
                q10: day.q10,
                q50: day.q50,
                q80: day.q80,
                q90: day.q90,
                hi95: day.hi95,
            })
            .collect(),
    }
}
