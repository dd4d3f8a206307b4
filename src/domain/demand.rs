//! Dossiers expected, with quantiles: what the forecast says and staffing reads.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::ids::{CentreCode, GroupCode};

/// The group code under which the forecast of a centre's sum over all groups is kept. The sum is forecast on its own,
/// because the quantiles of a sum do not follow from the quantiles of its parts.
pub const ALL_GROUPS: &str = "*";

/// Shares at which the kept quantiles stand, in the order of [`DemandDay::quantiles`].
pub const SHARES: [f64; 6] = [0.025, 0.1, 0.5, 0.8, 0.9, 0.975];

/// From the 10 to the 90 %, and from the 2.5 to the 97.5 % quantile of a bell curve, in standard deviations.
const WIDTH_80: f64 = 2.563;
const WIDTH_95: f64 = 3.920;

/// Dossiers expected on one day; all figures are dossiers, monotone in the quantile, never negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandDay {
    /// The day.
    pub date: NaiveDate,
    /// Expected value.
    pub mean: f64,
    /// 2.5 % quantile.
    pub lo95: f64,
    /// 10 % quantile.
    pub q10: f64,
    /// Median.
    pub q50: f64,
    /// 80 % quantile, the default for staffing.
    pub q80: f64,
    /// 90 % quantile.
    pub q90: f64,
    /// 97.5 % quantile.
    pub hi95: f64,
}

impl DemandDay {
    /// A day on which nothing can come.
    #[must_use]
    pub fn closed(date: NaiveDate) -> Self {
        Self::new(date, 0.0, [0.0; 6])
    }

    /// A day with its 2.5, 10, 50, 80, 90 and 97.5 % quantiles.
    #[must_use]
    pub fn new(date: NaiveDate, mean: f64, [lo95, q10, q50, q80, q90, hi95]: [f64; 6]) -> Self {
        Self { date, mean, lo95, q10, q50, q80, q90, hi95 }
    }

    /// The sum of `days` that are busy together; beside a forecast of the sum itself it claims nothing of its own.
    #[must_use]
    pub fn sum_of<'a>(date: NaiveDate, days: impl Iterator<Item = &'a Self>) -> Self {
        days.fold(Self::closed(date), |sum, day| {
            let (of_sum, of_day) = (sum.quantiles(), day.quantiles());
            Self::new(date, sum.mean + day.mean, std::array::from_fn(|at| of_sum[at] + of_day[at]))
        })
    }

    /// Its 2.5, 10, 50, 80, 90 and 97.5 % quantiles.
    #[must_use]
    pub fn quantiles(&self) -> [f64; 6] {
        [self.lo95, self.q10, self.q50, self.q80, self.q90, self.hi95]
    }

    /// The `share` quantile in dossiers, `share` in `0.0..=1.0`: linear between the kept quantiles, the outermost beyond.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        let kept = self.quantiles();
        let Some(above) = SHARES.iter().position(|kept| share <= *kept) else { return self.hi95 };
        let Some(below) = above.checked_sub(1) else { return self.lo95 };
        kept[below] + (kept[above] - kept[below]) * (share - SHARES[below]) / (SHARES[above] - SHARES[below])
    }

    /// The 80 % interval in whole dossiers. Counts are whole, so it is rounded outwards, wherever it is shown and wherever a
    /// count is judged by it.
    #[must_use]
    pub fn band80(&self) -> RangeInclusive<f64> {
        self.q10.floor()..=self.q90.ceil()
    }

    /// The 95 % interval, as [`band80`](Self::band80).
    #[must_use]
    pub fn band95(&self) -> RangeInclusive<f64> {
        self.lo95.floor()..=self.hi95.ceil()
    }

    /// The variance that the quantiles speak of: the square of the mean of the deviations that the 80 and the 95 % interval
    /// of a bell curve would have. Closed days have none.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let deviation = ((self.q90 - self.q10) / WIDTH_80 + (self.hi95 - self.lo95) / WIDTH_95) / 2.0;
        deviation * deviation
    }
}

/// From which knowledge a forecast was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Made {
    /// When its data cut was the last one: nobody knew what would come.
    InTime,
    /// Later, from the counts up to its cut, and as if nobody had noted anything of the days after it.
    Anew,
    /// Later, with what was noted by then. It says nothing of how good forecasts are.
    Hindsight,
}

/// The forecast of one centre and group, with the data cut that it saw.
#[derive(Clone, Debug, PartialEq)]
pub struct DemandForecast {
    /// The centre.
    pub centre: CentreCode,
    /// The procedure group.
    pub group: GroupCode,
    /// Last day of history that the forecast could see.
    pub cut: NaiveDate,
    /// The days ahead, in order.
    pub days: Vec<DemandDay>,
}

impl DemandForecast {
    /// What is kept of the `days` ahead of `cut`.
    #[must_use]
    pub fn new(centre: &CentreCode, group: &GroupCode, cut: NaiveDate, days: Vec<DemandDay>) -> Self {
        Self { centre: centre.clone(), group: group.clone(), cut, days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_quantiles_are_met_and_the_ones_between_lie_between() {
        let day = DemandDay {
            date: NaiveDate::default(),
            mean: 10.0,
            lo95: 2.0,
            q10: 4.0,
            q50: 10.0,
            q80: 16.0,
            q90: 20.0,
            hi95: 26.0,
        };
        assert_eq!([0.0, 0.1, 0.5, 0.8, 0.9, 1.0].map(|share| day.quantile(share)), [2.0, 4.0, 10.0, 16.0, 20.0, 26.0]);
        assert!((day.quantile(0.85) - 18.0).abs() < 1e-9);
    }

    #[test]
    fn bands_in_whole_dossiers_hold_the_intervals() {
        let day = DemandDay::new(NaiveDate::default(), 3.0, [0.3, 1.6, 3.0, 3.9, 4.2, 7.0]);
        assert_eq!((day.band80(), day.band95()), (1.0..=5.0, 0.0..=7.0));
        assert_eq!(DemandDay::closed(NaiveDate::default()).band95(), 0.0..=0.0);
    }
}
