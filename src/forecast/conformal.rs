//! Intervals set right by what came on later evenings: a split conformal step.
//!
//! Quantiles from past errors may promise too much or too little, because weights and effects were chosen on those same
//! errors. Days of trials, from which nothing was learned, tell how far each quantile would have had to lie from the median.
//! Neighbouring days err alike, so that only whole trials count as independent: a quantile is moved just as far as the
//! spread between trials cannot explain, and stays where they do not contradict it.
//!
//! Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, "Distribution-free predictive inference for regression",
//! Journal of the American Statistical Association 113 (2018); by quantile: Romano, Patterson and Candès, "Conformalized
//! quantile regression", NeurIPS 2019.

use super::history::mean;
use super::intervals::{PROBABILITIES, quantile};
use super::trials::TriedDay;

/// Place of the median among the `PROBABILITIES`; it is not moved.
const MEDIAN: usize = 2;
/// The 80 % quantile moves with the 90 % one: for that share alone half of the days tell next to nothing.
const MOVES_WITH: (usize, usize) = (3, 4);
/// Standard errors between trials that the share beyond a quantile may be off.
const DOUBT: f64 = 2.0;
/// Bounds of a factor.
const BOUNDS: (f64, f64) = (0.5, 2.0);
/// Days that must have been judged before anything is set right.
const LEAST_DAYS: usize = 80;

/// How many times further from the median each quantile lies than past errors say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Conformal {
    factors: [f64; PROBABILITIES.len()],
}

impl Conformal {
    /// Leaves every quantile where it is.
    pub const NEUTRAL: Self = Self { factors: [1.0; PROBABILITIES.len()] };

    /// From the days of so many `trials`; `annual_belief` of the annual term is in the forecast that is set right.
    pub fn of(days: &[TriedDay], annual_belief: f64, trials: usize) -> Self {
        let mut found = Self::NEUTRAL;
        if days.len() < LEAST_DAYS {
            return found;
        }
        for place in [0, 1, 4, 5] {
            let reaches: Vec<(usize, f64)> =
                days.iter().map(|day| (day.trial, reach(day, annual_belief, place))).collect();
            let tail = PROBABILITIES[place].min(1.0 - PROBABILITIES[place]);
            found.factors[place] = factor(&reaches, tail, trials);
        }
        found.factors[MOVES_WITH.0] = found.factors[MOVES_WITH.1];
        found
    }

    /// The quantiles set right, in order and never negative.
    pub fn applied(&self, quantiles: [f64; PROBABILITIES.len()]) -> [f64; PROBABILITIES.len()] {
        let median = quantiles[MEDIAN];
        let mut moved: [f64; PROBABILITIES.len()] =
            std::array::from_fn(|place| (median + self.factors[place] * (quantiles[place] - median)).max(0.0));
        moved.sort_unstable_by(f64::total_cmp);
        moved
    }
}

/// How far from the median the day came to lie, as a multiple of the distance of the quantile at `place`; more than 1 is
/// beyond it.
fn reach(day: &TriedDay, annual_belief: f64, place: usize) -> f64 {
    let told = &day.outlook.day;
    let quantile = [told.lo95, told.q10, told.q50, told.q80, told.q90, told.hi95][place];
    let came = day.actual - told.q50 - annual_belief * day.outlook.annual;
    let distance = quantile - told.q50;
    if distance.abs() > 1e-9 {
        came / distance
    } else if came == 0.0 {
        1.0
    } else {
        let above = place > MEDIAN;
        if (came > 0.0) == above { f64::INFINITY } else { f64::NEG_INFINITY }
    }
}

/// The factor by which a share of `tail` would have lain beyond, or the nearest to it that the trials leave in doubt.
fn factor(reaches: &[(usize, f64)], tail: f64, trials: usize) -> f64 {
    let shares: Vec<f64> = (0..trials)
        .filter_map(|trial| {
            let of_trial: Vec<f64> = reaches.iter().filter(|(t, _)| *t == trial).map(|(_, reach)| *reach).collect();
            let beyond = of_trial.iter().filter(|reach| **reach > 1.0).count();
            (!of_trial.is_empty()).then(|| beyond as f64 / of_trial.len() as f64)
        })
        .collect();
    let n = shares.len() as f64;
    if n < 2.0 {
        return 1.0;
    }
    let seen = mean(&shares);
    let variance = shares.iter().map(|share| (share - seen).powi(2)).sum::<f64>() / (n - 1.0);
    let doubt = DOUBT * (variance / n).sqrt();
    if (seen - tail).abs() <= doubt {
        return 1.0;
    }
    let reached = tail + if seen > tail { doubt } else { -doubt };
    let mut sorted: Vec<f64> = reaches.iter().map(|(_, reach)| reach.clamp(-1e3, 1e3)).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile(&sorted, 1.0 - reached.clamp(0.0, 1.0)).clamp(BOUNDS.0, BOUNDS.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::demand::DemandDay;
    use crate::forecast::boosted_trees::Chance;
    use crate::forecast::trials::Outlook;
    use proptest::prelude::*;

    const PROMISED: [f64; 6] = [452.5, 460.0, 500.0, 530.0, 540.0, 547.5];

    /// Counts even from 500 − `half` to 500 + `half`, all of whose quantiles are promised as those of 450 to 550, in which each
    /// trial is off by something common.
    fn tried(trials: usize, half: f64, common: f64, seed: u64) -> Vec<TriedDay> {
        // Small seeds would begin with small numbers.
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        (0..trials)
            .flat_map(|trial| {
                let shift = common * (2.0 * chance.next() - 1.0);
                let actuals: Vec<f64> = (0..400).map(|_| 500.0 + shift + half * (2.0 * chance.next() - 1.0)).collect();
                actuals.into_iter().map(move |actual| {
                    let day = DemandDay::new(chrono::NaiveDate::default(), 500.0, PROMISED);
                    TriedDay { trial, outlook: Outlook { day, annual: 0.0 }, actual }
                })
            })
            .collect()
    }

    #[test]
    fn intervals_that_hold_what_they_promise_are_hardly_moved() {
        let kept = Conformal::of(&tried(6, 50.0, 0.0, 7), 0.0, 6);
        assert!(kept.factors.iter().all(|factor| (0.95..1.05).contains(factor)), "{kept:?}");
    }

    #[test]
    fn trials_that_contradict_one_another_move_nothing() {
        let mut days = tried(3, 50.0, 0.0, 7);
        days.iter_mut().filter(|day| day.trial == 1).for_each(|day| day.actual += 30.0);
        days.iter_mut().filter(|day| day.trial == 2).for_each(|day| day.actual -= 30.0);
        assert_eq!(Conformal::of(&days, 0.0, 3), Conformal::NEUTRAL);
    }

    #[test]
    fn what_the_annual_term_adds_is_part_of_the_forecast() {
        let mut days = tried(6, 50.0, 0.0, 7);
        for day in &mut days {
            day.actual += 40.0;
            day.outlook.annual = 40.0;
        }
        let (with, without) = (Conformal::of(&days, 1.0, 6), Conformal::of(&days, 0.0, 6));
        assert!((with.factors[4] - 1.0).abs() < 0.05 && without.factors[4] > 1.5, "{with:?} {without:?}");
    }

    proptest! {
        #[test]
        fn intervals_end_nearer_to_what_they_promise(half in 25.0..90.0_f64, seed in 1..u64::MAX) {
            let (learned, later) = (tried(6, half, 0.0, seed), tried(6, half, 0.0, seed ^ 0xabcdef));
            let conformal = Conformal::of(&learned, 0.0, 6);
            let share = |quantiles: [f64; 6]| {
                let inside = |day: &&TriedDay| (quantiles[1]..=quantiles[4]).contains(&day.actual);
                later.iter().filter(inside).count() as f64 / later.len() as f64
            };
            let (before, after) = (share(PROMISED), share(conformal.applied(PROMISED)));
            prop_assert!((after - 0.8).abs() <= (before - 0.8).abs() + 0.03, "{} {}", before, after);
            // Twice the doubt of six trials is left standing on either side.
            prop_assert!((after - 0.8).abs() < 0.1, "{} {}", before, after);
        }

        #[test]
        fn quantiles_stay_in_order_and_none_is_negative(
            mut quantiles in prop::array::uniform6(0.0..200.0_f64), half in 1.0..300.0_f64, common in 0.0..200.0_f64,
        ) {
            quantiles.sort_unstable_by(f64::total_cmp);
            let moved = Conformal::of(&tried(4, half, common, 11), 0.0, 4).applied(quantiles);
            prop_assert!(moved[0] >= 0.0 && moved.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", moved);
            prop_assert_eq!(moved[MEDIAN], quantiles[MEDIAN]);
        }
    }
}
