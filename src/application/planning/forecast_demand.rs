//! Makes the forecast of a centre from the counts in the store and keeps it with its data cut.

use chrono::{Days, NaiveDate};

use crate::application::actors::Manager;
use crate::application::administration::import_folder::forecasts_have_news;
use crate::application::planning::centre_facts::calendar;
use crate::application::planning::centre_past::{CentrePast, calendar_for};
use crate::application::planning::score_forecasts::origins_before;
use crate::application::ports::{Clock, StorageError, Store, Stored};
use crate::domain::calendar::Calendar;
use crate::domain::centre::Centre;
use crate::domain::demand::{ALL_GROUPS, DemandDay, DemandForecast, Made};
use crate::domain::ids::{CentreCode, GroupCode};
use crate::forecast::{Member, forecast_group, reconcile};

/// How far a forecast reaches, in days.
pub const LONGEST_HORIZON: u32 = 62;
/// Like centres whose series help a centre's own.
const LIKE_CENTRES: usize = 12;

/// Why no forecast was made.
#[derive(Debug, thiserror::Error)]
pub enum ForecastError {
    /// There is no such centre.
    #[error("there is no centre {0}")]
    NoCentre(CentreCode),
    /// Neither the centre nor any with the same opening days has counts.
    #[error("neither centre {0} nor any like it has dossier counts yet; import dossiers.csv or cases.csv first")]
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
/// far as forecasts reach, so that a short question takes no day away from the pages. Where none was kept, those that the
/// data of earlier days would have given are made too: what the page compares with what came.
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
    forecast_for_comparison(store, clock, manager.centre(), cut)?;
    let mut forecasts = forecast_after(store, clock, manager.centre(), cut, LONGEST_HORIZON)?;
    let asked = usize::try_from(days.clamp(1, LONGEST_HORIZON)).unwrap_or(usize::MAX);
    for forecast in &mut forecasts {
        forecast.days.truncate(asked);
    }
    Ok(forecasts)
}

/// Makes and keeps what the page compares with what came up to `cut` and nobody has kept: a forecast of four weeks before, and
/// one of every origin that the score looks at.
///
/// # Errors
/// When the store fails.
pub fn forecast_for_comparison(
    store: &mut impl Store,
    clock: &dyn Clock,
    centre: &CentreCode,
    cut: NaiveDate,
) -> Result<(), ForecastError> {
    let Some((first, _)) = store.observed_span(centre)? else { return Ok(()) };
    for (at, origins) in origins_before(cut).enumerate() {
        let kept = store.kept_cuts(centre, origins.after, origins.last)?;
        // The chart shows all of the last four weeks, so that its forecast must be exactly as old.
        let fits = |(kept, made): &(NaiveDate, Made)| *made != Made::Hindsight && (at > 0 || *kept == origins.last);
        if first < origins.last && !kept.iter().any(fits) {
            let anew = forecast_from(store, centre, origins.last, COMPARED_DAYS, Made::Anew)?;
            for forecast in &anew {
                store.keep_forecast(forecast, Made::Anew, clock.now())?;
            }
        }
    }
    Ok(())
}

/// Makes and keeps a forecast that reaches `to` and beyond, from the counts before `before`; an earlier one of the same cut that
/// reaches as far is used again, unless an import has since corrected counts or brought days of the calendar.
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
    if !kept.is_empty() && kept.iter().all(far_enough) && !is_outdated(store, centre, cut)? {
        return Ok(kept);
    }
    forecast_after(store, clock, centre, cut, LONGEST_HORIZON)
}

/// Whether what the forecast of `cut` was made from has changed since.
fn is_outdated(store: &mut impl Store, centre: &CentreCode, cut: NaiveDate) -> Stored<bool> {
    match store.forecasts_made_at(centre, cut)? {
        Some(made_at) => forecasts_have_news(store, made_at),
        None => Ok(true),
    }
}

/// The last day before `before` of which the centre has counts.
pub(super) fn last_cut(store: &mut impl Store, centre: &CentreCode, before: NaiveDate) -> Stored<Option<NaiveDate>> {
    let Some((first, last)) = store.observed_span(centre)? else { return Ok(None) };
    let cut = last.min(before - Days::new(1));
    Ok((cut >= first).then_some(cut))
}

fn last_count_before(
    store: &mut impl Store,
    centre: &CentreCode,
    before: NaiveDate,
) -> Result<NaiveDate, ForecastError> {
    if let Some(cut) = last_cut(store, centre, before)? {
        return Ok(cut);
    }
    // A new centre begins where the counts of like ones end.
    let own = store.centre(centre)?.ok_or_else(|| ForecastError::NoCentre(centre.clone()))?;
    let mut latest = None;
    let calendar = calendar(store)?;
    for like in like_centres(store, &own, &calendar, before)? {
        latest = latest.max(last_cut(store, &like.code, before)?);
    }
    latest.ok_or_else(|| ForecastError::NoHistory(centre.clone()))
}

fn forecast_after(
    store: &mut impl Store,
    clock: &dyn Clock,
    code: &CentreCode,
    cut: NaiveDate,
    days: u32,
) -> Result<Vec<DemandForecast>, ForecastError> {
    let made = made_by_now(store, clock, code, cut)?;
    let forecasts = forecast_from(store, code, cut, days, made)?;
    for forecast in &forecasts {
        store.keep_forecast(forecast, made, clock.now())?;
    }
    Ok(forecasts)
}

/// How a forecast from `cut` is made today: in time where nothing was counted after it.
pub(super) fn made_by_now(
    store: &mut impl Store,
    clock: &dyn Clock,
    centre: &CentreCode,
    cut: NaiveDate,
) -> Stored<Made> {
    let last = last_cut(store, centre, clock.today())?;
    Ok(if last.is_none_or(|last| last <= cut) { Made::InTime } else { Made::Hindsight })
}

/// The forecast that the data up to `cut` give for the `days` after it; nothing is kept. The groups sum to the centre. One
/// that is `made` anew does not know what was noted of the days after the cut: when it was noted nobody knows.
///
/// # Errors
/// When there is no such centre, it has no counts, or the store fails.
pub fn forecast_from(
    store: &mut impl Store,
    code: &CentreCode,
    cut: NaiveDate,
    days: u32,
    made: Made,
) -> Result<Vec<DemandForecast>, ForecastError> {
    let own = store.centre(code)?.ok_or_else(|| ForecastError::NoCentre(code.clone()))?;
    let calendar = calendar_for(store, cut, made)?;
    let like = like_centres(store, &own, &calendar, cut + Days::new(1))?;
    let mut pasts = Vec::new();
    for centre in std::iter::once(own).chain(like) {
        pasts.push(CentrePast::read(store, centre, &calendar, (cut, made))?);
    }
    let comparable = pasts.iter().skip(1).any(|past| !past.is_new() && people(past).is_some());
    let people_there = people(&pasts[0]).filter(|_| pasts[0].is_new() && comparable);
    let knows = |group: &GroupCode| match &pasts[..] {
        [own, like @ ..] if own.is_new() => like.iter().any(|other| other.has(group)),
        pasts => pasts.first().is_some_and(|own| own.has(group)),
    };
    let ahead = |group: &GroupCode| {
        // The centre's own series stands first.
        knows(group).then_some(())?;
        let member = |past: &CentrePast| {
            let member = past.member(group, &calendar, days)?;
            if past.is_new() { Some(member) } else { in_a_new_place(people_there, past, member) }
        };
        let members: Vec<Member> = pasts.iter().filter_map(member).collect();
        forecast_group(&members, cut, days).into_iter().next()
    };
    let mut codes = groups_of(store)?;
    codes.retain(&knows);
    let mut parts: Vec<Vec<DemandDay>> = codes.iter().filter_map(ahead).collect();
    let mut total = ahead(&ALL_GROUPS.into()).ok_or_else(|| ForecastError::NoHistory(code.clone()))?;
    reconcile(&mut parts, &mut total);
    let named = codes.iter().cloned().chain([ALL_GROUPS.into()]).zip(parts.into_iter().chain([total]));
    Ok(named.map(|(group, ahead)| DemandForecast::new(code, &group, cut, ahead)).collect())
}

/// Only like is pooled with like: the same opening days on `date`, and those who have counts.
fn like_centres(store: &mut impl Store, own: &Centre, calendar: &Calendar, date: NaiveDate) -> Stored<Vec<Centre>> {
    let opening_days = |centre: &Centre| calendar.opening_days(centre).on(date);
    let own_days = opening_days(own);
    let others = store.centres()?.into_iter().filter(|other| other.code != own.code && opening_days(other) == own_days);
    let mut like = Vec::new();
    for other in others {
        if like.len() == LIKE_CENTRES {
            break;
        }
        if store.observed_span(&other.code)?.is_some() {
            like.push(other);
        }
    }
    Ok(like)
}

fn people(past: &CentrePast) -> Option<f64> {
    past.centre.population.filter(|people| *people > 0).map(f64::from)
}

/// A `member` of the centre of `like` as it would be in a new place of so many `people`: its counts by population. Where one
/// place is compared by its people, whoever does not tell theirs is left out: a province's centre does not stand for a commune.
fn in_a_new_place(people_there: Option<f64>, like: &CentrePast, member: Member) -> Option<Member> {
    let Some(people_there) = people_there else { return Some(member) };
    let series = member.series.scaled(people_there / people(like)?).into();
    Some(Member { series, ..member })
}

/// The codes of all groups.
pub(super) fn groups_of(store: &mut impl Store) -> Stored<Vec<GroupCode>> {
    Ok(store.groups()?.into_iter().map(|group| group.code).collect())
}
