//! How good a forecast was: the error measures, with their formulas.
//!
//! scale  = mean |y(t) − y(t−7)| over the two years up to the origin
//! MASE   = mean |y − q50| / scale
//! WIS    = mean (½|y − q50| + 0.1·I80 + 0.025·I95) / 2.5 / scale,
//!          where I is the width of an interval plus 2/α times the distance by which the count lies outside it
//! bias   = Σ(mean − y) / Σy
//!
//! Sources: Hyndman and Koehler, "Another look at measures of forecast accuracy" (2006); Bracher and others,
//! "Evaluating epidemic forecasts in an interval format" (2021).

use chrono::NaiveDate;

use super::Series;
use super::history::mean;
use super::series::{day_after, days_between};
use crate::domain::demand::DemandDay;

/// Errors of one forecast over the days that were observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// How many days were compared.
    pub days: usize,
    /// Mean absolute scaled error; below 1 is better than repeating last week was in the past.
    pub mase: f64,
    /// Weighted interval score, in the same scale.
    pub wis: f64,
    /// Share of days inside the 80 % interval, its ends included.
    pub coverage80: f64,
    /// Share of days inside the 95 % interval, its ends included.
    pub coverage95: f64,
    /// Sum of the means over the sum of the counts, less 1; `None` when nothing came.
    pub bias: Option<f64>,
}

/// Compares `forecast`, made on the evening of `origin`, with what came. `None` when no day of it was observed, or when
/// the past up to the origin is too short or too even to measure errors by.
#[must_use]
pub fn accuracy(forecast: &[DemandDay], actual: &Series, origin: NaiveDate) -> Option<Accuracy> {
    let scale = scale(actual, origin)?;
    let days: Vec<(&DemandDay, f64)> = forecast.iter().filter_map(|day| Some((day, actual.on(day.date)?))).collect();
    if days.is_empty() {
        return None;
    }
    let average = |measure: &dyn Fn(&DemandDay, f64) -> f64| {
        days.iter().map(|(day, count)| measure(day, *count)).sum::<f64>() / days.len() as f64
    };
    let outside = |low: f64, high: f64, count: f64| (low - count).max(0.0) + (count - high).max(0.0);
    let interval_score = |day: &DemandDay, count: f64| {
        let i80 = day.q90 - day.q10 + 10.0 * outside(day.q10, day.q90, count);
        let i95 = day.hi95 - day.lo95 + 40.0 * outside(day.lo95, day.hi95, count);
        (0.5 * (count - day.q50).abs() + 0.1 * i80 + 0.025 * i95) / 2.5
    };
    let came: f64 = days.iter().map(|(_, count)| count).sum();
    Some(Accuracy {
        days: days.len(),
        mase: average(&|day, count| (count - day.q50).abs()) / scale,
        wis: average(&interval_score) / scale,
        coverage80: average(&|day, count| f64::from(u8::from(outside(day.q10, day.q90, count) == 0.0))),
        coverage95: average(&|day, count| f64::from(u8::from(outside(day.lo95, day.hi95, count) == 0.0))),
        bias: (came > 0.0).then(|| days.iter().map(|(day, _)| day.mean).sum::<f64>() / came - 1.0),
    })
}

/// Mean absolute change of a weekday from one week to the next over the two years up to `origin`.
fn scale(actual: &Series, origin: NaiveDate) -> Option<f64> {
    let last = days_between(actual.first, origin);
    let changes: Vec<f64> = ((last - 729).max(7)..=last)
        .filter_map(|day| {
            let today = day_after(actual.first, day);
            Some((actual.on(today)? - actual.on(day_after(today, -7))?).abs())
        })
        .collect();
    Some(mean(&changes)).filter(|scale| *scale > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(counts: [f64; 3]) -> Option<Accuracy> {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        // Two weeks that differ by 2 every day, then the counts under test.
        let past = (0..14).map(|d| if d < 7 { 10.0 } else { 12.0 });
        let actual = Series { first, values: past.chain(counts).map(Some).collect() };
        let origin = day_after(first, 13);
        let forecast: Vec<DemandDay> =
            (1..=3).map(|d| DemandDay::new(day_after(origin, d), 12.0, [6.0, 8.0, 12.0, 14.0, 16.0, 18.0])).collect();
        accuracy(&forecast, &actual, origin)
    }

    #[test]
    fn the_measures_follow_their_formulas() {
        let found = case([12.0, 16.0, 20.0]).unwrap();
        assert_eq!((found.days, found.mase), (3, 2.0));
        assert!((found.coverage80 - 2.0 / 3.0).abs() < 1e-12 && (found.coverage95 - 2.0 / 3.0).abs() < 1e-12);
        // By hand: (0 + 0.8 + 0.3), (2 + 0.8 + 0.3), (4 + 0.1·48 + 0.025·92), each over 2.5, then the scale of 2.
        assert!((found.wis - (1.1 + 3.1 + 11.1) / 2.5 / 3.0 / 2.0).abs() < 1e-12, "{}", found.wis);
        assert!((found.bias.unwrap() + 0.25).abs() < 1e-12);
    }

    #[test]
    fn nothing_observed_is_no_accuracy() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let even = Series { first, values: vec![Some(5.0); 30] };
        assert_eq!(accuracy(&[DemandDay::closed(day_after(first, 29))], &even, day_after(first, 28)), None);
        assert_eq!(accuracy(&[], &even, day_after(first, 28)), None);
        assert_eq!(case([0.0; 3]).unwrap().bias, None);
    }
}
