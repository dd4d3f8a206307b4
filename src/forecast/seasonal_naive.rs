//! The yardstick: next Monday brings what last Monday brought.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::history::mean;
use super::series::{day_after, weekday};
use super::{Member, Method};
use crate::domain::demand::DemandDay;

/// Repeats the last week that was observed. Knows no holiday; every other method must beat it.
#[derive(Clone, Copy, Debug)]
pub struct SeasonalNaive;

/// Quantiles of a standard bell curve at 2.5, 10, 50, 80, 90 and 97.5 %.
const NORMAL: [f64; 6] = [-1.96, -1.2816, 0.0, 0.8416, 1.2816, 1.96];
/// Days of the past that are read.
const DAYS: u32 = 364;

impl Method for SeasonalNaive {
    fn name(&self) -> &'static str {
        "seasonal naive"
    }

    fn forecast(&self, members: &[Member], origin: NaiveDate, horizon: u32) -> Vec<Vec<DemandDay>> {
        members.par_iter().map(|member| forecast(member, origin, horizon)).collect()
    }
}

fn forecast(member: &Member, origin: NaiveDate, horizon: u32) -> Vec<DemandDay> {
    let series = member.series.extended_to(origin).last_days(origin, DAYS);
    let observed: Vec<f64> = series.values.iter().flatten().copied().collect();
    let mut last = [None; 7];
    for (index, value) in series.values.iter().enumerate() {
        let slot = &mut last[weekday(series.date(index))];
        *slot = value.or(*slot);
    }
    let squares: Vec<f64> =
        (7..series.values.len()).filter_map(|i| Some((series.values[i]? - series.values[i - 7]?).powi(2))).collect();
    let spread = mean(&squares).sqrt();
    (1..=i64::from(horizon))
        .map(|ahead| {
            let date = day_after(origin, ahead);
            if member.closed.contains(&date) {
                return DemandDay::closed(date);
            }
            let value = last[weekday(date)].unwrap_or_else(|| mean(&observed));
            let weeks = ((ahead - 1) / 7 + 1) as f64;
            DemandDay::new(date, value, NORMAL.map(|z| (value + z * spread * weeks.sqrt()).max(0.0)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::Series;

    #[test]
    fn the_last_week_comes_again() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let values = (1..=14).map(|v| Some(f64::from(v))).collect();
        let member = Member { closed: vec![day_after(first, 15)], ..Member::new(Series { first, values }) };
        let days = &SeasonalNaive.forecast(&[member], day_after(first, 13), 9)[0];
        let means: Vec<f64> = days.iter().map(|day| day.mean).collect();
        assert_eq!(means, [8.0, 0.0, 10.0, 11.0, 12.0, 13.0, 14.0, 8.0, 9.0]);
        assert_eq!((days[0].q10, days[0].q90), (0.0, 8.0 + 1.2816 * 7.0));
    }
}
