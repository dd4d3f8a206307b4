//! The forecast page: what came, what is expected, and how good earlier expectations were.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::ViewError;
use super::centre_facts::calendar;
use super::forecast_demand::COMPARED_DAYS;
use super::observed_counts::observed_counts;
use super::score_forecasts::{days_scored, score, scored_forecasts};
use crate::application::actors::Viewer;
use crate::application::ports::{Clock, Store};
use crate::application::views::{ForecastView, GroupForecast};
use crate::domain::calendar::{DayKind, KnownDay, KnownKind};
use crate::domain::demand::{ALL_GROUPS, DemandDay};
use crate::domain::dossiers::DossierCount;
use crate::domain::ids::GroupCode;
use crate::domain::procedure_group::ProcedureGroup;
use crate::forecast::{Drift, drift};

/// Days of history on the page.
const HISTORY_DAYS: u64 = 84;

/// The page of the viewer's centre.
///
/// # Errors
/// When there is no such centre or no forecast of it, or the store fails.
pub fn view_forecast(store: &mut impl Store, clock: &dyn Clock, viewer: &Viewer) -> Result<ForecastView, ViewError> {
    let centre = store.centre(viewer.centre())?.ok_or(ViewError::NotFound)?;
    let forecasts = store.latest_forecasts(&centre.code, clock.today())?;
    let cut = forecasts.iter().map(|forecast| forecast.cut).max().ok_or(ViewError::NotFound)?;
    let scored_from = days_scored(cut);
    let from = scored_from.min(cut - Days::new(HISTORY_DAYS - 1));
    let calendar = calendar(store)?;
    let counts = observed_counts(store, &centre, &calendar, (from, cut + Days::new(1)))?;
    let scored = scored_forecasts(store, &centre.code, cut)?;
    // What was known then, as it is scored; an older one still tells most of the days.
    let earlier = match scored.first() {
        Some(scored) => scored.forecasts.clone(),
        None => store.latest_forecasts(&centre.code, cut - Days::new(u64::from(COMPARED_DAYS)))?,
    };
    let known_days = store.known_days(&centre.code)?;
    let days: Vec<NaiveDate> = (0..HISTORY_DAYS).rev().map(|back| cut - Days::new(back)).collect();
    let about = |code: &str, group: Option<ProcedureGroup>| -> Option<GroupForecast> {
        let forecast = forecasts.iter().find(|forecast| forecast.group.as_str() == code)?;
        let history = received(&counts, group.as_ref().map(|group| &group.code), &days);
        let compared = |day: &&DemandDay| day.date <= cut && cut - Days::new(u64::from(COMPARED_DAYS)) < day.date;
        let expected_before: Vec<DemandDay> = earlier
            .iter()
            .find(|old| old.group.as_str() == code)
            .map(|old| old.days.iter().filter(compared).copied().collect())
            .unwrap_or_default();
        let scored_days: Vec<NaiveDate> = scored_from.iter_days().take_while(|date| *date <= cut).collect();
        let came = received(&counts, group.as_ref().map(|group| &group.code), &scored_days);
        let accuracy = score(&came, &scored, code);
        let drift = unexplained_drift(&history, &expected_before, &known_days);
        Some(GroupForecast { group, history, days: forecast.days.clone(), expected_before, accuracy, drift })
    };
    let total = about(ALL_GROUPS, None).ok_or(ViewError::NotFound)?;
    let groups: Vec<GroupForecast> =
        store.groups()?.into_iter().filter_map(|group| about(group.code.clone().as_str(), Some(group))).collect();
    let end = total.days.last().map_or(cut, |day| day.date);
    let special_days = days[0]
        .iter_days()
        .take_while(|date| *date <= end)
        .filter_map(|date| match calendar.kind(date, &centre.code) {
            DayKind::Working | DayKind::WeeklyRest => known_name(&known_days, date).map(|name| (date, name)),
            DayKind::Holiday { name } => Some((date, name)),
            DayKind::OffInLieu => Some((date, "off-in-lieu".to_owned())),
            DayKind::WorkInLieu => Some((date, "work-in-lieu".to_owned())),
            DayKind::Compensatory => Some((date, "compensatory".to_owned())),
            DayKind::Closed => Some((date, "closed".to_owned())),
        })
        .collect();
    let is_new = store.observed_span(&centre.code)?.is_none();
    let opening_days = calendar.opening_days(&centre);
    Ok(ForecastView { centre, cut, is_new, total, groups, special_days, known_days, opening_days })
}

/// The name of what the manager has noted of `date`.
fn known_name(known: &[KnownDay], date: NaiveDate) -> Option<String> {
    known.iter().find(|day| day.first <= date && date <= day.last).map(|day| day.name.clone())
}

/// What came on each of `days`, of one group or of all; `None` where nothing was observed.
pub(super) fn received(
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

/// Days that a noted lasting change may lie before the first day of a drift and still explain it.
const EXPLAINED_DAYS: u64 = 14;

/// Whether what came has left what was expected. Days of a noted event are not looked at, and what lasts from a
/// noted day on explains all.
pub(super) fn unexplained_drift(
    history: &[(NaiveDate, Option<u32>)],
    expected: &[DemandDay],
    known: &[KnownDay],
) -> Option<Drift> {
    let is_event = |date: NaiveDate| {
        known.iter().any(|day| matches!(day.kind, KnownKind::Event { .. }) && day.first <= date && date <= day.last)
    };
    let came = |date: NaiveDate| history.iter().find(|(day, _)| *day == date).and_then(|(_, count)| *count);
    let pairs: Vec<(DemandDay, f64)> = expected
        .iter()
        .filter(|day| !is_event(day.date))
        .filter_map(|day| Some((*day, f64::from(came(day.date)?))))
        .collect();
    drift(&pairs).filter(|drift| {
        let from = drift.since - Days::new(EXPLAINED_DAYS);
        !known.iter().any(|day| day.kind.is_lasting() && from <= day.first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::weekdays::Weekdays;

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
    fn a_noted_reform_explains_a_drift_and_a_noted_event_takes_its_days_out() {
        let first: NaiveDate = "2026-11-02".parse().expect("a date");
        let dates: Vec<NaiveDate> = first.iter_days().take(28).collect();
        let jump = |at: usize| if at < 18 { 50 } else { 90 };
        let history: Vec<_> = dates.iter().enumerate().map(|(at, date)| (*date, Some(jump(at)))).collect();
        let expected: Vec<DemandDay> = dates.iter().map(|date| day(&date.to_string(), 50.0, 10.0)).collect();
        let noted = |kind, from: usize, to: usize| KnownDay {
            centre: "SB".into(),
            kind,
            first: dates[from],
            last: dates[to],
            name: "Sáp nhập".into(),
        };
        let seen = |known: &[KnownDay]| unexplained_drift(&history, &expected, known);
        assert_eq!(seen(&[]).map(|drift| drift.since), Some(dates[18]));
        assert_eq!(seen(&[noted(KnownKind::Reform, 17, 17)]), None);
        assert_eq!(seen(&[noted(KnownKind::Event { percent: 180 }, 18, 27)]), None);
        let other_days = KnownKind::OpeningDays { weekdays: Weekdays::ALL };
        assert_eq!(seen(&[noted(other_days, 17, 17)]), None);
        assert!(seen(&[noted(KnownKind::Closed, 1, 1), noted(KnownKind::Reform, 0, 0)]).is_some());
    }
}
