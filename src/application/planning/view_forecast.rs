//! The forecast page: what came, what is expected, and how good earlier expectations were.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::ViewError;
use super::centre_facts::calendar;
use super::forecast_demand::{ForecastError, forecast_from};
use crate::application::actors::Viewer;
use crate::application::ports::{Clock, Store, Stored};
use crate::application::views::{Accuracy, ForecastView, GroupForecast};
use crate::domain::calendar::DayKind;
use crate::domain::demand::{DemandDay, DemandForecast};
use crate::domain::dossiers::DossierCount;
use crate::domain::ids::{CentreCode, GroupCode};

/// Days of history on the page.
const HISTORY_DAYS: u64 = 84;
/// Days over which earlier expectations are compared with what came.
const COMPARED_DAYS: u32 = 28;

/// The page of the viewer's centre.
///
/// # Errors
/// When there is no such centre or no forecast of it, or the store fails.
pub fn view_forecast(store: &mut impl Store, clock: &dyn Clock, viewer: &Viewer) -> Result<ForecastView, ViewError> {
    let centre = store.centre(viewer.centre())?.ok_or(ViewError::NotFound)?;
    let forecasts = store.latest_forecasts(&centre.code, clock.today())?;
    let cut = forecasts.iter().map(|forecast| forecast.cut).max().ok_or(ViewError::NotFound)?;
    let counts = store.counts(&centre.code, cut - Days::new(HISTORY_DAYS - 1), cut + Days::new(1))?;
    let earlier = expectation_before(store, &centre.code, cut - Days::new(u64::from(COMPARED_DAYS)))?;
    let days: Vec<NaiveDate> = (0..HISTORY_DAYS).rev().map(|back| cut - Days::new(back)).collect();
    let mut groups = Vec::new();
    for group in store.groups()? {
        let Some(forecast) = forecasts.iter().find(|forecast| forecast.group == group.code) else { continue };
        let history = history(&counts, Some(&group.code), &days);
        let expected_before = earlier
            .iter()
            .find(|old| old.group == group.code)
            .map(|old| old.days.iter().filter(|day| day.date <= cut).copied().collect::<Vec<_>>())
            .unwrap_or_default();
        groups.push(GroupForecast {
            accuracy: accuracy(&history, &expected_before),
            group: Some(group),
            history,
            days: forecast.days.clone(),
            expected_before,
        });
    }
    let total = total(&groups, &counts, &days);
    let calendar = calendar(store)?;
    let end = groups.iter().filter_map(|group| group.days.last()).map(|day| day.date).max().unwrap_or(cut);
    let special_days = days[0]
        .iter_days()
        .take_while(|date| *date <= end)
        .filter_map(|date| match calendar.kind(date, &centre.code) {
            DayKind::Working | DayKind::WeeklyRest => None,
            DayKind::Holiday { name } => Some((date, name)),
            DayKind::OffInLieu => Some((date, "off-in-lieu".to_owned())),
            DayKind::WorkInLieu => Some((date, "work-in-lieu".to_owned())),
            DayKind::Compensatory => Some((date, "compensatory".to_owned())),
            DayKind::Closed => Some((date, "closed".to_owned())),
        })
        .collect();
    Ok(ForecastView { centre, cut, total, groups, special_days })
}

/// What was expected when the data ended on `cut`: the kept forecast of that cut, otherwise one made again from the data
/// of then.
fn expectation_before(store: &mut impl Store, centre: &CentreCode, cut: NaiveDate) -> Stored<Vec<DemandForecast>> {
    let kept = store.latest_forecasts(centre, cut)?;
    let as_long = |forecast: &DemandForecast| {
        forecast.cut == cut && forecast.days.len() >= usize::try_from(COMPARED_DAYS).unwrap_or(usize::MAX)
    };
    if !kept.is_empty() && kept.iter().all(as_long) {
        return Ok(kept);
    }
    match forecast_from(store, centre, cut, COMPARED_DAYS) {
        Ok(forecasts) => Ok(forecasts),
        Err(ForecastError::Storage(error)) => Err(error),
        Err(ForecastError::NoCentre(_) | ForecastError::NoHistory(_) | ForecastError::TooFarAhead { .. }) => Ok(Vec::new()),
    }
}

fn history(
    counts: &[DossierCount],
    group: Option<&GroupCode>,
    days: &[NaiveDate],
) -> Vec<(NaiveDate, Option<u32>)> {
    let mut received: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for count in counts.iter().filter(|count| group.is_none_or(|group| &count.group == group)) {
        *received.entry(count.date).or_insert(0) += count.received;
    }
    days.iter().map(|date| (*date, received.get(date).copied())).collect()
}

/// The sum of the groups. The quantiles of a sum are not the sums of the quantiles: the groups are treated as independent,
/// so the distances from the mean add by their squares.
fn total(groups: &[GroupForecast], counts: &[DossierCount], days: &[NaiveDate]) -> GroupForecast {
    let history = history(counts, None, days);
    let ahead = sum(groups.iter().map(|group| group.days.as_slice()));
    let expected_before = sum(groups.iter().map(|group| group.expected_before.as_slice()));
    GroupForecast { group: None, accuracy: accuracy(&history, &expected_before), history, days: ahead, expected_before }
}

fn sum<'a>(parts: impl Iterator<Item = &'a [DemandDay]>) -> Vec<DemandDay> {
    let mut days: BTreeMap<NaiveDate, Vec<DemandDay>> = BTreeMap::new();
    for part in parts {
        for day in part {
            days.entry(day.date).or_default().push(*day);
        }
    }
    days.into_iter()
        .map(|(date, parts)| {
            let mean: f64 = parts.iter().map(|day| day.mean).sum();
            let median: f64 = parts.iter().map(|day| day.q50).sum();
            let spread = |quantile: fn(&DemandDay) -> f64| -> f64 {
                parts.iter().map(|day| (quantile(day) - day.q50).powi(2)).sum::<f64>().sqrt()
            };
            DemandDay {
                date,
                mean,
                lo95: (median - spread(|day| day.lo95)).max(0.0),
                q10: (median - spread(|day| day.q10)).max(0.0),
                q50: median,
                q80: median + spread(|day| day.q80),
                q90: median + spread(|day| day.q90),
                hi95: median + spread(|day| day.hi95),
            }
        })
        .collect()
}

/// Mean absolute error of the medians against that of "same as last week", and the share inside the 80 % band.
fn accuracy(history: &[(NaiveDate, Option<u32>)], expected: &[DemandDay]) -> Option<Accuracy> {
    let came: BTreeMap<NaiveDate, f64> =
        history.iter().filter_map(|(date, count)| count.map(|count| (*date, f64::from(count)))).collect();
    let pairs: Vec<(&DemandDay, f64)> =
        expected.iter().filter_map(|day| came.get(&day.date).map(|count| (day, *count))).collect();
    let errors: Vec<f64> = pairs.iter().map(|(day, count)| (count - day.q50).abs()).collect();
    let naive: Vec<f64> = came
        .iter()
        .filter_map(|(date, count)| came.get(&(*date - Days::new(7))).map(|before| (count - before).abs()))
        .collect();
    let mean = |values: &[f64]| -> Option<f64> {
        let count = f64::from(u32::try_from(values.len()).ok().filter(|count| *count > 0)?);
        Some(values.iter().sum::<f64>() / count)
    };
    let scale = mean(&naive).filter(|scale| *scale > 0.0)?;
    let inside: Vec<f64> = pairs
        .iter()
        .map(|(day, count)| f64::from(u8::from(day.q10 <= *count && *count <= day.q90)))
        .collect();
    Some(Accuracy { mase: mean(&errors)? / scale, coverage80: mean(&inside)?, days: pairs.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str, median: f64, spread: f64) -> DemandDay {
        DemandDay {
            date: date.parse().expect("a date"),
            mean: median,
            lo95: median - 2.0 * spread,
            q10: median - spread,
            q50: median,
            q80: median + spread / 2.0,
            q90: median + spread,
            hi95: median + 2.0 * spread,
        }
    }

    #[test]
    fn the_band_of_a_sum_is_narrower_than_the_sum_of_bands() {
        let parts = [vec![day("2026-03-02", 100.0, 30.0)], vec![day("2026-03-02", 50.0, 40.0)]];
        let total = sum(parts.iter().map(Vec::as_slice));
        assert_eq!((total[0].q50, total[0].q90), (150.0, 200.0));
    }

    #[test]
    fn a_forecast_as_bad_as_last_week_has_an_error_of_one() {
        let dates: Vec<NaiveDate> = "2026-03-02".parse::<NaiveDate>().expect("a date").iter_days().take(14).collect();
        let history: Vec<_> =
            dates.iter().enumerate().map(|(at, date)| (*date, Some(if at < 7 { 10 } else { 14 }))).collect();
        let expected: Vec<DemandDay> = dates[7..].iter().map(|date| day(&date.to_string(), 10.0, 3.0)).collect();
        let accuracy = accuracy(&history, &expected).expect("seven days compared");
        assert_eq!((accuracy.mase, accuracy.coverage80, accuracy.days), (1.0, 0.0, 7));
    }
}
