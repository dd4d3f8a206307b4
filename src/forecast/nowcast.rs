//! What the rest of today will bring, from the morning's forecast and who has come so far.
//!
//! The rate of the day is a gamma variable, what comes given the rate is Poisson, and the share of the day that is usually in
//! by now strays from day to day (as in A. Avramidis, A. Deslauriers and P. L'Ecuyer 2004, Modeling daily arrivals to a
//! telephone call center, whose days are a random total spread by a random profile). With
//!
//! ```text
//! R rate of the day, mean m and variance v;   S share seen, mean s and variance w = (2·stray)²·s·(1 − s);
//! A = R·S what should have come,   B = R·(1 − S) what should still come,   x came:
//! var A = v·s² + (m² + v)·w            cov(A, B) = v·s(1 − s) − (m² + v)·w
//! E[B | x] = m(1 − s) + max(cov, 0) / (var A + ms) · (x − ms)
//! ```
//!
//! the rest is negative binomial with that mean. Without stray this is exactly the conjugate gamma–Poisson update; the
//! stray discounts the evidence, down to none where a busy morning is more likely an early one. It is never taken as a
//! reason to expect fewer, which would be hard to tell anybody at a counter.

use super::negative_binomial::{Level, quantiles};
use super::reconcile::share_out;
use crate::domain::demand::DemandDay;

/// How far the share of the day that is in by the middle of it strays, as a standard deviation: 4 points of 100. A
/// modelling assumption without a source: where a tenth of the day comes in an hour around then, the middle is reached within
/// 25 minutes of the usual time on two days of three. A centre's own timestamps should replace it.
pub const PROFILE_STRAY: f64 = 0.04;

/// Counts vary at least by this factor more than chance alone; nobody knows a rate exactly.
const LEAST_DISPERSION: f64 = 1.05;

/// Shares at which the quantiles stand, in the order lo95, q10, q50, q80, q90, hi95.
const LEVELS: [Level; 6] = [
    Level { share: 0.025, normal: -1.959_964 },
    Level { share: 0.1, normal: -1.281_552 },
    Level { share: 0.5, normal: 0.0 },
    Level { share: 0.8, normal: 0.841_621 },
    Level { share: 0.9, normal: 1.281_552 },
    Level { share: 0.975, normal: 1.959_964 },
];

/// Today, seen from some minute of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nowcast {
    /// What is still to come.
    pub rest: DemandDay,
    /// What the whole day brings: what came, and the rest.
    pub day: DemandDay,
}

/// The variance that the quantiles speak of, at least a little more than that of chance.
fn variance(day: &DemandDay) -> f64 {
    day.variance().max(day.mean * LEAST_DISPERSION)
}

/// Today after `so_far` have come by a minute by which the share `seen` (in `0.0..=1.0`) of a day is usually in: 0 before
/// the first arrivals, 1 after closing. `stray` is the profile's doubt, see [`PROFILE_STRAY`]; 0 trusts it fully.
///
/// Before anything is seen the day is that of the `forecast`; after closing it is what came.
#[must_use]
pub fn nowcast(forecast: &DemandDay, so_far: f64, seen: f64, stray: f64) -> Nowcast {
    let so_far = so_far.max(0.0);
    let rest = Rest::new(forecast, so_far, seen.clamp(0.0, 1.0), stray);
    let usual = quantiles(forecast.mean, variance(forecast), LEVELS);
    let found = quantiles(rest.mean, rest.variance, LEVELS);
    // The forecast knows its own shape from past errors, which no textbook distribution has: it is kept, and fades as the
    // deviation does.
    let scale = (rest.variance / variance(forecast)).sqrt();
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let mut floor: f64 = 0.0;
    let own: [f64; 6] = std::array::from_fn(|at| {
        floor = floor.max(found[at] + scale * (forecast.quantiles()[at] - usual[at]));
        floor
    });
    Nowcast {
        rest: DemandDay::new(forecast.date, rest.mean, own),
        day: DemandDay::new(forecast.date, rest.mean + so_far, own.map(|quantile| quantile + so_far)),
    }
}

/// One part of the whole: a procedure group of a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartSoFar {
    /// What the morning's forecast says of it.
    pub forecast: DemandDay,
    /// How many of it have come; none where only the sum is known.
    pub so_far: Option<f64>,
    /// Share of its day that is usually in by now, `0.0..=1.0`.
    pub seen: f64,
}

/// The `parts` of a `whole` of which `so_far` have come, each by its own profile; what is still to come of them sums to the
/// whole's, and so does what has come.
///
/// A part of which nobody knows how many came has its usual part of the sum: what tells two parts apart then is only the
/// morning's forecast and the hours in which each is asked for. The difference to the whole is shared by the parts' doubts,
/// as between the groups of a forecast ([`super::reconcile`](mod@super::reconcile)).
#[must_use]
pub fn nowcast_parts(parts: &[PartSoFar], whole: &Nowcast, so_far: f64, stray: f64) -> Vec<Nowcast> {
    let usual = |part: &PartSoFar| part.forecast.mean * part.seen.clamp(0.0, 1.0);
    let counted: f64 = parts.iter().filter_map(|part| part.so_far).sum();
    let unknown: Vec<&PartSoFar> = parts.iter().filter(|part| part.so_far.is_none()).collect();
    let due: f64 = unknown.iter().copied().map(usual).sum();
    let expected: f64 = unknown.iter().map(|part| part.forecast.mean).sum();
    let came = |part: &PartSoFar| {
        let left = (so_far - counted).max(0.0);
        match part.so_far {
            Some(came) => came,
            None if due > 0.0 => left * usual(part) / due,
            None if expected > 0.0 => left * part.forecast.mean / expected,
            None => left / unknown.len() as f64,
        }
    };
    let mut rests: Vec<Vec<DemandDay>> =
        parts.iter().map(|part| vec![nowcast(&part.forecast, came(part), part.seen, stray).rest]).collect();
    share_out(&mut rests, std::slice::from_ref(&whole.rest));
    // Parts so small that all their quantiles are 0 show no doubt by which they could share; they do by their means.
    let sum: f64 = rests.iter().flatten().map(|rest| rest.mean).sum();
    for rest in rests.iter_mut().flatten() {
        let share = if sum > 0.0 { rest.mean / sum } else { 1.0 / parts.len() as f64 };
        rest.mean += (whole.rest.mean - sum) * share;
    }
    let with = |(rest, part): (DemandDay, &PartSoFar)| {
        let came = came(part);
        let day = DemandDay::new(rest.date, rest.mean + came, rest.quantiles().map(|quantile| quantile + came));
        Nowcast { rest, day }
    };
    rests.into_iter().flatten().zip(parts).map(with).collect()
}

/// Mean and variance of what is still to come.
struct Rest {
    mean: f64,
    variance: f64,
}

impl Rest {
    fn new(forecast: &DemandDay, so_far: f64, seen: f64, stray: f64) -> Self {
        let (mean, unseen) = (forecast.mean, 1.0 - seen);
        let rate_variance = variance(forecast) - mean;
        let square = mean * mean + rate_variance;
        let share_variance = 4.0 * stray * stray * seen * unseen;
        let due_variance = rate_variance * seen * seen + square * share_variance;
        let rest_variance = rate_variance * unseen * unseen + square * share_variance;
        let common = (rate_variance * seen * unseen - square * share_variance).max(0.0);
        let noise = due_variance + mean * seen;
        let (gain, learned) = if noise > 0.0 { (common / noise, common * common / noise) } else { (0.0, 0.0) };
        let usual = mean * unseen;
        // The gain is at most (1 − s)/s, so that nobody at all still leaves a mean of 0 or more, up to rounding.
        let rest = (usual + gain * (so_far - mean * seen)).max(0.0);
        // The doubt about a rate grows with the rate, as in the conjugate update.
        let grown = if usual > 0.0 { rest / usual } else { 1.0 };
        Self { mean: rest, variance: rest + (rest_variance - learned).max(0.0) * grown }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    use super::*;

    fn expected(mean: f64, variance: f64) -> DemandDay {
        DemandDay::new(NaiveDate::default(), mean, quantiles(mean, variance, LEVELS))
    }

    fn in_order(expected: &DemandDay) -> bool {
        let quantiles = expected.quantiles();
        expected.mean >= 0.0 && quantiles[0] >= 0.0 && quantiles.windows(2).all(|pair| pair[0] <= pair[1])
    }

    #[test]
    fn a_busy_morning_promises_a_busy_day_and_the_profile_s_doubt_makes_less_of_it() {
        let forecast = expected(100.0, 500.0);
        let trusting = nowcast(&forecast, 60.0, 0.4, 0.0);
        // v = 400, so that the gamma has shape 25 and rate ¼: (25 + 60) ÷ (0.25 + 0.4) × 0.6.
        assert!((trusting.rest.mean - 85.0 / 0.65 * 0.6).abs() < 2.0, "{trusting:?}");
        let doubting = nowcast(&forecast, 60.0, 0.4, PROFILE_STRAY);
        assert!(doubting.rest.mean < trusting.rest.mean && doubting.rest.mean > 60.0, "{doubting:?}");
        assert!((doubting.day.mean - doubting.rest.mean - 60.0).abs() < 1e-9);
        assert_eq!(doubting.day.q90, doubting.rest.q90 + 60.0);
    }

    #[test]
    fn a_sure_forecast_does_not_follow_an_early_crowd() {
        let sure = nowcast(&expected(100.0, 105.0), 60.0, 0.4, PROFILE_STRAY);
        assert!((sure.rest.mean - 60.0).abs() < 1.0, "{sure:?}");
    }

    #[test]
    fn the_day_grows_surer_as_it_passes() {
        let forecast = expected(100.0, 500.0);
        let widths = [0.0, 0.25, 0.5, 0.75, 1.0].map(|seen| {
            let day = nowcast(&forecast, 100.0 * seen, seen, PROFILE_STRAY).day;
            day.q90 - day.q10
        });
        assert!(widths.windows(2).all(|pair| pair[0] > pair[1]), "{widths:?}");
    }

    #[test]
    fn a_shut_day_to_which_somebody_comes_expects_nobody_before_and_counts_who_came() {
        let shut = DemandDay::closed(NaiveDate::default());
        assert_eq!(nowcast(&shut, 0.0, 0.3, PROFILE_STRAY), Nowcast { rest: shut, day: shut });
        assert_eq!(nowcast(&shut, 2.0, 0.3, PROFILE_STRAY).day.mean, 2.0);
    }

    /// Sum of exponentials: a gamma variable of whole `shape` and mean `shape`.
    fn gamma(rng: &mut StdRng, shape: u32) -> f64 {
        (0..shape).map(|_| -(1.0 - rng.random::<f64>()).ln()).sum()
    }

    fn poisson(rng: &mut StdRng, mean: f64) -> f64 {
        let (mut count, mut time) = (0.0, 0.0);
        loop {
            time -= (1.0 - rng.random::<f64>()).ln();
            if time > mean {
                return count;
            }
            count += 1.0;
        }
    }

    #[test]
    fn four_of_five_simulated_days_end_within_the_interval() {
        // Rates vary by 20 % (shape 25), shares stray as assumed: 1 ÷ (156 + 1) × s(1 − s) is (2 × 0.04)² × s(1 − s).
        let (shape, concentration) = (25, 156);
        for mean in [40.0, 120.0, 600.0] {
            let forecast = expected(mean, mean + mean * mean / f64::from(shape));
            for (seen, share) in [(0.25, 39), (0.5, 78), (0.75, 117)] {
                let mut rng = StdRng::seed_from_u64(11);
                let (mut within, mut below, mut error) = (0, 0, 0.0);
                let days = 3_000;
                for _ in 0..days {
                    let rate = mean * gamma(&mut rng, shape) / f64::from(shape);
                    let (early, late) = (gamma(&mut rng, share), gamma(&mut rng, concentration - share));
                    let so_far = poisson(&mut rng, rate * early / (early + late));
                    let whole = so_far + poisson(&mut rng, rate * late / (early + late));
                    let day = nowcast(&forecast, so_far, seen, PROFILE_STRAY).day;
                    within += u32::from((day.q10..=day.q90).contains(&whole));
                    below += u32::from(whole <= day.q50);
                    error += day.mean - whole;
                }
                let (covered, median) = (f64::from(within) / f64::from(days), f64::from(below) / f64::from(days));
                assert!((0.74..=0.86).contains(&covered), "{mean} at {seen}: {covered}");
                assert!((0.46..=0.58).contains(&median), "{mean} at {seen}: median {median}");
                assert!((error / f64::from(days) / mean).abs() < 0.01, "{mean} at {seen}: {error}");
            }
        }
    }

    fn part(mean: f64, so_far: Option<f64>, seen: f64) -> PartSoFar {
        PartSoFar { forecast: expected(mean, mean * 1.5), so_far, seen }
    }

    #[test]
    fn a_counted_part_follows_its_own_count_and_the_parts_sum_to_the_whole() {
        let forecast = expected(100.0, 400.0);
        let whole = nowcast(&forecast, 50.0, 0.5, PROFILE_STRAY);
        let even = nowcast_parts(&[part(50.0, Some(25.0), 0.5); 2], &whole, 50.0, PROFILE_STRAY);
        let uneven = [part(50.0, Some(40.0), 0.5), part(50.0, Some(10.0), 0.5)];
        let uneven = nowcast_parts(&uneven, &whole, 50.0, PROFILE_STRAY);
        assert!((even[0].rest.mean - even[1].rest.mean).abs() < 1e-9);
        assert!(uneven[0].rest.mean > even[0].rest.mean && even[1].rest.mean > uneven[1].rest.mean, "{uneven:?}");
        assert!((uneven[0].day.mean + uneven[1].day.mean - whole.day.mean).abs() < 1e-6);
        assert_eq!(uneven[0].day.q10, uneven[0].rest.q10 + 40.0);
    }

    #[test]
    fn parts_that_nobody_counted_have_their_usual_share_of_the_sum() {
        // The first is asked for in the morning, the second in the afternoon.
        let whole = nowcast(&expected(100.0, 400.0), 60.0, 0.5, PROFILE_STRAY);
        let parts = [part(50.0, None, 0.9), part(50.0, None, 0.1)];
        let found = nowcast_parts(&parts, &whole, 60.0, PROFILE_STRAY);
        assert!((found[0].day.mean - found[0].rest.mean - 54.0).abs() < 1e-9, "{found:?}");
        assert!(found[0].rest.mean < 10.0 && found[1].rest.mean > 40.0, "{found:?}");
    }

    fn any_forecast() -> impl Strategy<Value = DemandDay> {
        let steps = prop_oneof![prop::array::uniform6(0.0..4.0f64), prop::array::uniform6(0.0..400.0f64)];
        (steps, 0.2..1.5f64).prop_map(|(steps, tilt)| {
            let mut sum = 0.0;
            let quantiles = steps.map(|step| {
                sum += step;
                sum
            });
            DemandDay::new(NaiveDate::default(), quantiles[2] * tilt, quantiles)
        })
    }

    proptest! {
        #[test]
        fn before_opening_the_day_is_the_forecast_and_after_closing_what_came(
            forecast in any_forecast(), so_far in 0_u32..2_000, stray in 0.0..0.1f64,
        ) {
            let so_far = f64::from(so_far);
            let morning = nowcast(&forecast, 0.0, 0.0, stray);
            prop_assert!((morning.day.mean - forecast.mean).abs() < 1e-6);
            for (ours, theirs) in morning.day.quantiles().iter().zip(forecast.quantiles()) {
                prop_assert!((ours - theirs).abs() < 1.001, "{morning:?} {forecast:?}");
            }
            let evening = nowcast(&forecast, so_far, 1.0, stray);
            prop_assert_eq!(evening.rest, DemandDay::closed(forecast.date));
            prop_assert_eq!(evening.day, DemandDay::new(forecast.date, so_far, [so_far; 6]));
        }

        #[test]
        fn more_so_far_never_lowers_what_is_expected(
            forecast in any_forecast(), so_far in 0.0..1_000.0f64, more in 0.0..500.0f64, seen in 0.0..=1.0f64,
            stray in 0.0..0.2f64,
        ) {
            let (less, more) = (nowcast(&forecast, so_far, seen, stray), nowcast(&forecast, so_far + more, seen, stray));
            prop_assert!(more.rest.mean >= less.rest.mean && more.day.mean >= less.day.mean);
        }

        #[test]
        fn what_is_still_to_come_of_the_parts_is_that_of_the_whole(
            parts in prop::collection::vec((any_forecast(), prop::option::of(0_u32..300), 0.0..1.0f64), 1..9),
            so_far in 0.0..2_000.0f64, seen in 0.0..1.0f64,
        ) {
            let of = |(forecast, so_far, seen): (DemandDay, Option<u32>, f64)| {
                PartSoFar { forecast, so_far: so_far.map(f64::from), seen }
            };
            let parts: Vec<PartSoFar> = parts.into_iter().map(of).collect();
            let forecast = DemandDay::sum_of(NaiveDate::default(), parts.iter().map(|part| &part.forecast));
            let whole = nowcast(&forecast, so_far, seen, PROFILE_STRAY);
            let found = nowcast_parts(&parts, &whole, so_far, PROFILE_STRAY);
            let rest: f64 = found.iter().map(|part| part.rest.mean).sum();
            prop_assert!((rest - whole.rest.mean).abs() < 1e-6 * (1.0 + rest), "{rest} {:?}", whole.rest);
            prop_assert!(found.iter().all(|part| in_order(&part.rest) && in_order(&part.day)), "{found:?}");
        }

        #[test]
        fn quantiles_are_in_order_and_never_below_what_came(
            forecast in any_forecast(), so_far in 0.0..3_000.0f64, seen in 0.0..=1.0f64, stray in 0.0..0.5f64,
        ) {
            let now = nowcast(&forecast, so_far, seen, stray);
            prop_assert!(in_order(&now.rest) && in_order(&now.day), "{now:?}");
            prop_assert!(now.day.lo95 >= so_far && now.day.mean.is_finite() && now.day.hi95.is_finite());
        }
    }
}
