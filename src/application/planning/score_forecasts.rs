//! How good the forecasts of a centre have been: a score that rolls over several origins.
//!
//! One origin says little: four weeks may happen to be easy. The score is the mean over the last [`ORIGINS`] of them, each
//! over the four weeks after its cut. An origin is a span of two weeks; of the forecasts that were kept with a cut in it the
//! latest one is taken, and only where none was kept the one that was made anew from the data of then.
//!
//! Of a cut that was forecast several times (a manager noted something, and the forecast was made again) the *first* version
//! is scored. It is what the plan was made from, and no note of what has already come can have embellished it; which of the
//! later versions still was a forecast cannot be told, for days may pass between a cut and the next count.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::forecast_demand::COMPARED_DAYS;
use crate::application::ports::{Store, Stored};
use crate::application::views::Accuracy;
use crate::domain::demand::{DemandDay, DemandForecast, Made};
use crate::domain::ids::CentreCode;

/// Origins of the score: eight weeks of days, most of them seen by two forecasts. One that nobody kept costs a whole forecast
/// when it is made anew, so that more of them would make the first forecast of a centre slow.
const ORIGINS: u64 = 3;
/// Days of an origin. Forecasts less than two weeks apart are judged by much the same days.
const ORIGIN_DAYS: u64 = 14;
/// Days of a week, to which "same as last week" looks back.
const WEEK: u64 = 7;

/// A span of cuts that count as one origin: `after < cut <= last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) after: NaiveDate,
    pub(super) last: NaiveDate,
}

/// The origins whose four weeks have come by `cut`, the latest first.
pub(super) fn origins_before(cut: NaiveDate) -> impl Iterator<Item = Origin> {
    (0..ORIGINS).map(move |back| {
        let last = cut - Days::new(u64::from(COMPARED_DAYS) + back * ORIGIN_DAYS);
        Origin { after: last - Days::new(ORIGIN_DAYS), last }
    })
}

/// The first day whose count the score up to `cut` needs.
pub(super) fn days_scored(cut: NaiveDate) -> NaiveDate {
    cut - Days::new(u64::from(COMPARED_DAYS) + ORIGINS * ORIGIN_DAYS + WEEK)
}

/// A forecast of every group that is scored.
pub(super) struct Scored {
    made: Made,
    pub(super) forecasts: Vec<DemandForecast>,
}

/// The forecasts that are scored by what came up to `cut`, the latest origin first; fewer where nothing was kept.
///
/// # Errors
/// When the store fails.
pub(super) fn scored_forecasts(store: &mut impl Store, centre: &CentreCode, cut: NaiveDate) -> Stored<Vec<Scored>> {
    let mut scored = Vec::new();
    for origin in origins_before(cut) {
        let kept = store.kept_cuts(centre, origin.after, origin.last)?;
        if let Some((cut, made)) = chosen(&kept) {
            scored.push(Scored { made, forecasts: store.first_forecasts(centre, cut, made)? });
        }
    }
    Ok(scored)
}

/// The latest cut that was forecast in time, else the latest one that was forecast anew.
fn chosen(kept: &[(NaiveDate, Made)]) -> Option<(NaiveDate, Made)> {
    let latest = |made: Made| kept.iter().copied().filter(|(_, how)| *how == made).max();
    latest(Made::InTime).or_else(|| latest(Made::Anew))
}

/// The score of one group. `came`: the count of every day from [`days_scored`] on, `None` where nothing was observed.
/// `None` when nothing can be compared.
///
/// The error of the medians stands against that of "same as last week" over all these days, so that every origin is measured
/// by the same rule.
pub(super) fn score(came: &[(NaiveDate, Option<u32>)], scored: &[Scored], group: &str) -> Option<Accuracy> {
    let came: BTreeMap<NaiveDate, f64> =
        came.iter().filter_map(|(date, count)| count.map(|count| (*date, f64::from(count)))).collect();
    let naive = came.iter().filter_map(|(date, count)| came.get(&(*date - Days::new(WEEK))).map(|b| (count - b).abs()));
    let scale = mean(naive).filter(|scale| *scale > 0.0)?;
    let (mut errors, mut inside, mut days, mut kept) = (Vec::new(), 0, 0, 0);
    for Scored { made, forecasts } in scored {
        let Some(forecast) = forecasts.iter().find(|forecast| forecast.group.as_str() == group) else { continue };
        let compared: Vec<(&DemandDay, f64)> = (forecast.days.iter())
            .filter(|day| (day.date - forecast.cut).num_days() <= i64::from(COMPARED_DAYS))
            .filter_map(|day| Some((day, *came.get(&day.date)?)))
            .collect();
        let error = mean(compared.iter().map(|(day, count)| (count - day.q50).abs()));
        if let Some(error) = error {
            errors.push(error / scale);
            days += compared.len();
            inside += compared.iter().filter(|(day, count)| day.band80().contains(count)).count();
            kept += usize::from(*made == Made::InTime);
        }
    }
    let origins = errors.len();
    let mase = mean(errors.into_iter())?;
    Some(Accuracy { mase, coverage80: inside as f64 / days as f64, days, origins, kept })
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    fn expected(cut: NaiveDate, median: f64, made: Made) -> Scored {
        let spread = [median - 6.0, median - 3.0, median, median + 1.5, median + 3.0, median + 6.0];
        let days = cut.iter_days().skip(1).take(40).map(|date| DemandDay::new(date, median, spread)).collect();
        Scored { made, forecasts: vec![DemandForecast::new(&"A".into(), &"land".into(), cut, days)] }
    }

    /// Weeks of 10 and 14 dossiers a day in turn, up to and with `cut`.
    fn came(cut: NaiveDate) -> Vec<(NaiveDate, Option<u32>)> {
        let days = days_scored(cut).iter_days().take_while(|date| *date <= cut);
        days.enumerate().map(|(at, date)| (date, Some(if at / 7 % 2 == 0 { 10 } else { 14 }))).collect()
    }

    #[test]
    fn the_score_is_the_mean_over_the_origins_and_says_how_many_were_kept() {
        let cut = day("2026-11-22");
        let origins: Vec<Origin> = origins_before(cut).collect();
        let good = expected(origins[0].last, 12.0, Made::InTime);
        let bad = expected(origins[1].last, 24.0, Made::Anew);
        let came = came(cut);
        // "Same as last week" misses by 4 every day; the good one by 2, the bad one by 14 and 10.
        let alone = score(&came, &[good], "land").expect("a score");
        assert_eq!((alone.mase, alone.coverage80, alone.days, alone.origins, alone.kept), (0.5, 1.0, 28, 1, 1));
        let both = [expected(origins[0].last, 12.0, Made::InTime), bad];
        let both = score(&came, &both, "land").expect("a score");
        assert_eq!((both.mase, both.coverage80, both.days, both.origins, both.kept), (1.75, 0.5, 56, 2, 1));
    }

    #[test]
    fn a_count_on_the_edge_of_the_band_that_is_shown_is_inside() {
        let cut = day("2026-11-22");
        // 10.4 to 13.6 is shown as 10 to 14.
        let spread = [8.0, 10.4, 12.0, 13.0, 13.6, 16.0];
        let days = origins_before(cut).next().expect("an origin").last.iter_days().skip(1).take(28);
        let days = days.map(|date| DemandDay::new(date, 12.0, spread)).collect();
        let last = cut - Days::new(28);
        let scored = Scored {
            made: Made::InTime,
            forecasts: vec![DemandForecast::new(&"A".into(), &"land".into(), last, days)],
        };
        assert_eq!(score(&came(cut), &[scored], "land").expect("a score").coverage80, 1.0);
    }

    #[test]
    fn only_the_four_weeks_after_a_cut_count_and_only_those_that_came() {
        let cut = day("2026-11-22");
        let late = expected(cut - Days::new(10), 12.0, Made::InTime);
        assert_eq!(score(&came(cut), &[late], "land").expect("a score").days, 10);
        let early = expected(cut - Days::new(35), 12.0, Made::InTime);
        assert_eq!(score(&came(cut), &[early], "land").expect("a score").days, 28);
        assert_eq!(score(&came(cut), &[expected(cut, 12.0, Made::InTime)], "land"), None);
        assert_eq!(score(&came(cut), &[expected(cut - Days::new(28), 12.0, Made::Anew)], "civil"), None);
    }

    #[test]
    fn origins_do_not_overlap_and_one_that_was_kept_in_time_is_preferred() {
        let origins: Vec<Origin> = origins_before(day("2026-11-22")).collect();
        assert_eq!(origins[0].last, day("2026-10-25"));
        assert!(origins.windows(2).all(|pair| pair[1].last == pair[0].after));
        let (first, second) = (day("2026-10-14"), day("2026-10-20"));
        let kept = [(first, Made::InTime), (second, Made::Anew), (second, Made::Hindsight)];
        assert_eq!(chosen(&kept), Some((first, Made::InTime)));
        assert_eq!(chosen(&kept[1..]), Some((second, Made::Anew)));
        assert_eq!(chosen(&kept[2..]), None);
    }
}
