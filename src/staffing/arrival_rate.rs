//! From arrivals that change over the day to the rate at which a steady-state queue is asked.
//!
//! A steady queue knows no past, but a half-hour inherits citizens from the one before. Three corrections (L. Green, P.
//! Kolesar and W. Whitt 2007, Coping with time-varying demand):
//!
//! * stationary, independent periods (`sipp`): the half-hour's own rate; good while handling is short against the half-hour;
//! * lagged (`lag_sipp`): the rate one mean handling time before the middle of the half-hour; what we plan by;
//! * modified offered load with the period's maximum (`mol_max`): the rate smoothed by the handling time; safest and dearest.

use super::erlang::{Load, LoadError, WaitTarget};

/// A stretch of the day with its arrivals. Stretches follow one another; breaks between them are closed up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Length in minutes.
    pub minutes: u32,
    /// Citizens who come in it.
    pub arrivals: f64,
}

impl Interval {
    /// Citizens per hour; 0 for an empty stretch.
    #[must_use]
    pub fn arrivals_per_hour(self) -> f64 {
        if self.minutes == 0 { 0.0 } else { self.arrivals * 60.0 / f64::from(self.minutes) }
    }
}

/// How a changing rate is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateMethod {
    /// The stretch's own rate.
    Sipp,
    /// The rate one mean handling time earlier.
    LagSipp,
    /// The largest smoothed rate of the stretch.
    MolMax,
}

impl RateMethod {
    /// The method with this `name` in files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "sipp" => Some(Self::Sipp),
            "lag_sipp" => Some(Self::LagSipp),
            "mol_max" => Some(Self::MolMax),
            _ => None,
        }
    }
}

/// The rate per hour at which each of the `intervals` is staffed; `service_minutes` is the mean handling time.
#[must_use]
pub fn rates_per_hour(intervals: &[Interval], service_minutes: f64, method: RateMethod) -> Vec<f64> {
    match method {
        RateMethod::Sipp => intervals.iter().map(|interval| interval.arrivals_per_hour()).collect(),
        RateMethod::LagSipp => lagged(intervals, service_minutes),
        RateMethod::MolMax => smoothed_maximum(intervals, service_minutes),
    }
}

/// The officers that each of the `intervals` needs for `target`, at least one each.
///
/// # Errors
/// When a rate or the handling time is impossible.
pub fn officers_per_interval(
    intervals: &[Interval],
    service_minutes: f64,
    target: WaitTarget,
    method: RateMethod,
) -> Result<Vec<u32>, LoadError> {
    rates_per_hour(intervals, service_minutes, method)
        .into_iter()
        .map(|rate| Ok(Load::new(rate, service_minutes)?.officers_for(target)))
        .collect()
}

/// The rate interpolated between the middles of the intervals (constant beyond the ends), read one handling time earlier.
fn lagged(intervals: &[Interval], service_minutes: f64) -> Vec<f64> {
    let mut end = 0.0;
    let points: Vec<(f64, f64)> = intervals
        .iter()
        .map(|interval| {
            let length = f64::from(interval.minutes);
            end += length;
            (end - length / 2.0, interval.arrivals_per_hour())
        })
        .collect();
    points.iter().map(|(middle, _)| interpolate(&points, middle - service_minutes)).collect()
}

fn interpolate(points: &[(f64, f64)], at: f64) -> f64 {
    let next = points.partition_point(|(middle, _)| *middle < at);
    let (Some(&(to, rate_to)), Some(&(from, rate_from))) = (points.get(next), points.get(next.wrapping_sub(1))) else {
        // Before the first middle or after the last one.
        return points.get(next).or(points.last()).map_or(0.0, |(_, rate)| *rate);
    };
    rate_from + (rate_to - rate_from) * (at - from) / (to - from)
}

/// Minutes of the past that the smoothing looks at.
const SMOOTHING_MINUTES: usize = 240;

/// The rate on a grid of minutes, averaged over the past with the exponential density of the handling time; the largest
/// value in each interval.
fn smoothed_maximum(intervals: &[Interval], service_minutes: f64) -> Vec<f64> {
    let rates: Vec<f64> = intervals
        .iter()
        .flat_map(|interval| std::iter::repeat_n(interval.arrivals_per_hour(), interval.minutes as usize))
        .collect();
    let weights: Vec<f64> =
        (0..SMOOTHING_MINUTES).map(|ago| (-(ago as f64) / service_minutes).exp() / service_minutes).collect();
    let smoothed: Vec<f64> = (0..rates.len())
        .map(|minute| rates[..=minute].iter().rev().zip(&weights).map(|(rate, weight)| rate * weight).sum())
        .collect();
    let mut start = 0;
    intervals
        .iter()
        .map(|interval| {
            let end = start + interval.minutes as usize;
            let maximum = smoothed[start..end].iter().copied().fold(0.0, f64::max);
            start = end;
            maximum
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_hours(arrivals: &[f64]) -> Vec<Interval> {
        arrivals.iter().map(|&arrivals| Interval { minutes: 30, arrivals }).collect()
    }

    #[test]
    fn day_profile_vectors_are_met_exactly() {
        let shape: Vec<f64> = include_str!("../../tests/data/staffing/day_shape.csv")
            .lines()
            .skip(1)
            .map(|line| line.split(',').nth(1).expect("a share").parse().expect("a number"))
            .collect();
        let mut reader =
            csv::Reader::from_reader(&include_bytes!("../../tests/data/staffing/day_profile_vectors.csv")[..]);
        let mut rows = 0;
        for record in reader.records() {
            let record = record.expect("a row");
            let number = |column: usize| record[column].parse::<f64>().expect("a number");
            let arrivals: Vec<f64> = shape.iter().map(|share| share * number(1)).collect();
            let target = WaitTarget::new(number(3), number(4)).expect("a target");
            let method = RateMethod::from_name(&record[5]).expect("a known method");
            let officers = officers_per_interval(&half_hours(&arrivals), number(2), target, method).expect("a load");
            let officers: Vec<String> = officers.iter().map(u32::to_string).collect();
            assert_eq!(officers.join(" "), record[6], "{} {}", &record[0], &record[5]);
            rows += 1;
        }
        assert_eq!(rows, 9);
    }

    #[test]
    fn the_lagged_rate_is_constant_beyond_the_ends() {
        let rates = rates_per_hour(&half_hours(&[10.0, 20.0, 0.0]), 15.0, RateMethod::LagSipp);
        assert_eq!(rates, [20.0, 30.0, 20.0]);
        let far = rates_per_hour(&half_hours(&[10.0, 20.0]), 500.0, RateMethod::LagSipp);
        assert_eq!(far, [20.0, 20.0]);
        assert!(rates_per_hour(&[], 15.0, RateMethod::LagSipp).is_empty());
    }

    #[test]
    fn stretches_of_unlike_length_keep_their_own_rate() {
        let intervals = [Interval { minutes: 30, arrivals: 10.0 }, Interval { minutes: 15, arrivals: 5.0 }];
        assert_eq!(rates_per_hour(&intervals, 10.0, RateMethod::Sipp), [20.0, 20.0]);
        assert_eq!(rates_per_hour(&intervals, 10.0, RateMethod::LagSipp), [20.0, 20.0]);
        assert_eq!(rates_per_hour(&intervals, 10.0, RateMethod::MolMax).len(), 2);
    }
}
