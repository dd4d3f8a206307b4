//! Rolling-origin evaluation: what would the method have said then, and how good would that have been?

use chrono::NaiveDate;

use super::accuracy::{Accuracy, accuracy};
use super::series::day_after;
use super::{Member, Method};
use crate::domain::demand::DemandDay;

/// One past forecast of one member beside what came.
#[derive(Clone, Debug, PartialEq)]
pub struct PastForecast {
    /// The last day that the forecast knew.
    pub origin: NaiveDate,
    /// What was said on that evening.
    pub days: Vec<DemandDay>,
    /// How good it was; `None` when nothing can be compared.
    pub accuracy: Option<Accuracy>,
}

/// Origins whose forecasts of `horizon` days can be judged by the evening of `last`: `count` of them, `step` days apart,
/// the earliest first.
#[must_use]
pub fn rolling_origins(last: NaiveDate, horizon: u32, step: u32, count: u32) -> Vec<NaiveDate> {
    (0..i64::from(count)).rev().map(|back| day_after(last, -i64::from(horizon) - back * i64::from(step))).collect()
}

/// Forecasts every member anew from each of `origins`, without the counts after it; for each member, in the order of
/// `members`, its forecasts in the order of `origins`.
#[must_use]
pub fn backtest(
    method: &dyn Method,
    members: &[Member],
    origins: &[NaiveDate],
    horizon: u32,
) -> Vec<Vec<PastForecast>> {
    let mut past: Vec<Vec<PastForecast>> = vec![Vec::with_capacity(origins.len()); members.len()];
    for origin in origins {
        let forecasts = method.forecast(members, *origin, horizon);
        for ((member, days), past) in members.iter().zip(forecasts).zip(&mut past) {
            let accuracy = accuracy(&days, &member.series, *origin);
            past.push(PastForecast { origin: *origin, days, accuracy });
        }
    }
    past
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{PooledSmoothing, SeasonalNaive, Series};

    fn member(days: u32) -> Member {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let week = [30.0, 22.0, 20.0, 21.0, 25.0, 8.0, 0.0];
        let noise = |d: u32| f64::from((d * 7919 + d * d) % 11) - 5.0;
        let values =
            (0..days).map(|d| Some((week[d as usize % 7] + noise(d)).max(0.0) * f64::from(u8::from(d % 7 != 6))));
        Member::new(Series { first, values: values.collect() })
    }

    #[test]
    fn origins_leave_room_for_the_horizon() {
        let last: NaiveDate = "2026-06-30".parse().unwrap();
        let origins = rolling_origins(last, 28, 7, 3);
        assert_eq!(
            origins.iter().map(NaiveDate::to_string).collect::<Vec<_>>(),
            ["2026-05-19", "2026-05-26", "2026-06-02"]
        );
    }

    #[test]
    fn the_future_leaves_no_trace_in_a_past_forecast() {
        let (long, short) = (member(200), member(150));
        let origin = short.series.date(149);
        let known = backtest(&PooledSmoothing, &[long], &[origin], 28);
        let unknown = backtest(&PooledSmoothing, &[short], &[origin], 28);
        assert_eq!(known[0][0].days, unknown[0][0].days);
        assert!(known[0][0].accuracy.is_some() && unknown[0][0].accuracy.is_none());
    }

    #[test]
    fn smoothing_beats_repeating_last_week_on_a_noisy_week() {
        let member = member(200);
        let origins = rolling_origins(member.series.date(199), 28, 14, 5);
        let mase = |method: &dyn Method| {
            let past = backtest(method, std::slice::from_ref(&member), &origins, 28);
            past[0].iter().map(|p| p.accuracy.unwrap().mase).sum::<f64>() / 5.0
        };
        assert!(mase(&PooledSmoothing) < 0.85 * mase(&SeasonalNaive));
    }
}
