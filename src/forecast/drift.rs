//! Whether what comes has left what was expected, so that a forecast can no longer be trusted.
//!
//! Two signs, each rare by chance while the forecast holds: of the last ten open days at least five lay beyond the same
//! end of the 80 % interval (one chance in 600 if days strayed independently), or the last ten all lay on the same side of
//! the median and by a sixth on average. Either may be the first sign of a reform that nobody told the program.

use chrono::NaiveDate;

use crate::domain::demand::DemandDay;

/// Open days that are looked at.
const DAYS: usize = 10;
/// Of them beyond the same end of the 80 % interval.
const OUTSIDE: usize = 5;
/// How far all of them must lie on one side on average, as a share of what was expected.
const ASIDE: f64 = 1.0 / 6.0;

/// What came has left what was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift {
    /// The first of the days that say so.
    pub since: NaiveDate,
    /// How many of the last ten open days lay beyond that end of the 80 % interval.
    pub outside: usize,
    /// How many days were looked at.
    pub days: usize,
    /// What came over what was expected in these days: above 1 when more came.
    pub ratio: f64,
}

/// Judges the last ten open days of `days`, expectation and count in order of date; nothing when there are fewer.
#[must_use]
pub fn drift(days: &[(DemandDay, f64)]) -> Option<Drift> {
    let open: Vec<&(DemandDay, f64)> = days.iter().filter(|(expected, _)| expected.hi95 > 0.0).collect();
    let last = open.get(open.len().checked_sub(DAYS)?..)?;
    let expected: f64 = last.iter().map(|(expected, _)| expected.mean).sum();
    if expected <= 0.0 {
        return None;
    }
    let ratio = last.iter().map(|(_, came)| came).sum::<f64>() / expected;
    let more = ratio > 1.0;
    // Whole dossiers against quantiles with a fraction: only what lies beyond the next whole one is outside.
    let is_outside = |(expected, came): &(DemandDay, f64)| {
        if more { *came > expected.q90.ceil() } else { *came < expected.q10.floor() }
    };
    let is_aside = |(expected, came): &(DemandDay, f64)| if more { *came > expected.q50 } else { *came < expected.q50 };
    let outside = last.iter().filter(|day| is_outside(day)).count();
    let all_aside = last.iter().all(|day| is_aside(day)) && (ratio - 1.0).abs() >= ASIDE;
    let first = if outside >= OUTSIDE {
        last.iter().find(|day| is_outside(day))
    } else if all_aside {
        last.first()
    } else {
        None
    };
    first.map(|(expected, _)| Drift { since: expected.date, outside, days: DAYS, ratio })
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    use super::*;
    use crate::forecast::series::day_after;

    fn days(counts: &[f64]) -> Vec<(DemandDay, f64)> {
        let first: NaiveDate = "2026-11-02".parse().expect("a date");
        let expected = |at| DemandDay::new(day_after(first, at), 50.0, [30.0, 37.0, 50.0, 58.0, 63.0, 70.0]);
        (0..).zip(counts).map(|(at, count)| (expected(at), *count)).collect()
    }

    #[test]
    fn a_jump_is_seen_within_five_days_and_dated_where_it_began() {
        let mut counts = vec![50.0; 20];
        counts.extend([90.0; 5]);
        let found = drift(&days(&counts)).expect("half of the days lie outside");
        assert_eq!((found.since.to_string().as_str(), found.outside, found.days), ("2026-11-22", 5, 10));
        assert!((found.ratio - 1.4).abs() < 1e-9);
        counts.truncate(24);
        assert_eq!(drift(&days(&counts)), None);
    }

    #[test]
    fn a_slow_fall_inside_the_interval_is_seen_when_ten_days_say_the_same() {
        assert!(drift(&days(&[40.0; 10])).is_some_and(|found| found.ratio < 1.0 && found.outside == 0));
        assert_eq!(drift(&days(&[46.0; 10])), None, "too near to worry");
        assert_eq!(drift(&days(&[40.0; 9])), None, "too few days");
    }

    #[test]
    fn closed_days_say_nothing() {
        let mut with_closed = days(&[50.0; 30]);
        for (expected, count) in with_closed.iter_mut().skip(12) {
            (*expected, *count) = (DemandDay::closed(expected.date), 0.0);
        }
        assert_eq!(drift(&with_closed), None);
        assert_eq!(drift(&[]), None);
    }

    #[test]
    fn a_forecast_that_holds_rarely_raises_the_alarm() {
        let mut rng = StdRng::seed_from_u64(3);
        // Draws whose quantiles are those of `days`.
        let quantiles = [
            (0.0, 20.0),
            (0.025, 30.0),
            (0.1, 37.0),
            (0.5, 50.0),
            (0.8, 58.0),
            (0.9, 63.0),
            (0.975, 70.0),
            (1.0, 80.0),
        ];
        let mut draw = || {
            let share: f64 = rng.random();
            let above = quantiles.iter().position(|(p, _)| *p >= share).unwrap_or(1).max(1);
            let ((p0, q0), (p1, q1)) = (quantiles[above - 1], quantiles[above]);
            q0 + (q1 - q0) * (share - p0) / (p1 - p0)
        };
        let alarms =
            (0..2_000).filter(|_| drift(&days(&std::array::from_fn::<f64, 10, _>(|_| draw()))).is_some()).count();
        assert!(alarms < 20, "{alarms} of 2000");
    }
}
