//! Makes forecasts of parts and of their sum agree: groups of a centre, centres of a province.
//!
//! The parts and the whole are forecast from their own pasts, and each has its doubt. The whole becomes the mean of its
//! own forecast and of the sum of its parts, each weighed by the other's variance, and the parts share the difference by
//! theirs: the part that is least certain moves most. That is minimum-trace reconciliation (Wickramasuriya, Athanasopoulos
//! and Hyndman, 2019) of two levels with a diagonal of variances. Means agree exactly; quantiles move along with them, for
//! quantiles of parts never sum to those of the whole. Closed days have no variance and stay at 0.

use crate::domain::demand::DemandDay;

/// Makes `parts` (each the same days) and their `whole` agree, day by day.
pub fn reconcile(parts: &mut [Vec<DemandDay>], whole: &mut [DemandDay]) {
    for (at, total) in whole.iter_mut().enumerate() {
        let mut days: Vec<&mut DemandDay> = parts.iter_mut().filter_map(|part| part.get_mut(at)).collect();
        let (sum, doubt) = sum_of(&days);
        let own_doubt = total.variance();
        let agreed = match doubt + own_doubt {
            all if all > 0.0 => (sum * own_doubt + total.mean * doubt) / all,
            _ => sum,
        };
        spread(&mut days, agreed - sum);
        let (sum, _) = sum_of(&days);
        if sum == 0.0 && doubt == 0.0 {
            *total = DemandDay::closed(total.date);
        } else {
            move_by(total, sum - total.mean);
        }
    }
}

/// Moves `parts` so that they sum to `whole`, which stays.
pub fn share_out(parts: &mut [Vec<DemandDay>], whole: &[DemandDay]) {
    for (at, total) in whole.iter().enumerate() {
        let mut days: Vec<&mut DemandDay> = parts.iter_mut().filter_map(|part| part.get_mut(at)).collect();
        let (sum, _) = sum_of(&days);
        spread(&mut days, total.mean - sum);
    }
}

fn sum_of(days: &[&mut DemandDay]) -> (f64, f64) {
    days.iter().fold((0.0, 0.0), |(sum, doubt), day| (sum + day.mean, doubt + day.variance()))
}

/// Adds `difference` to `days` by their variance. A part never falls below 0; what it cannot give the others do.
fn spread(days: &mut [&mut DemandDay], mut difference: f64) {
    let mut open: Vec<usize> = (0..days.len()).filter(|at| days[*at].variance() > 0.0).collect();
    loop {
        let variances: Vec<f64> = open.iter().map(|at| days[*at].variance()).collect();
        let doubt: f64 = variances.iter().sum();
        let empty = open.iter().zip(&variances).position(|(at, own)| days[*at].mean + difference * own / doubt < 0.0);
        match empty {
            Some(place) => {
                let at = open.remove(place);
                let mean = days[at].mean;
                difference += mean;
                move_by(days[at], -mean);
            }
            None => {
                for (at, own) in open.iter().zip(variances) {
                    move_by(days[*at], difference * own / doubt);
                }
                return;
            }
        }
    }
}

/// Moves the mean and all quantiles, none below 0.
fn move_by(day: &mut DemandDay, difference: f64) {
    let DemandDay { mean, q10, q50, q80, q90, lo95, hi95, .. } = day;
    for value in [mean, q10, q50, q80, q90, lo95, hi95] {
        *value = (*value + difference).max(0.0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(mean: f64, width: f64) -> DemandDay {
        let at = |share: f64| (mean + share * width).max(0.0);
        DemandDay::new(
            "2026-12-14".parse().expect("a date"),
            mean,
            [at(-0.8), at(-0.5), at(0.0), at(0.3), at(0.5), at(0.8)],
        )
    }

    #[test]
    fn the_whole_is_the_mean_by_certainty_and_the_least_certain_part_moves_most() {
        let mut parts = [vec![day(100.0, 10.0)], vec![day(100.0, 30.0)]];
        let mut whole = [day(240.0, 1_000f64.sqrt())];
        reconcile(&mut parts, &mut whole);
        // Both say so with the same doubt: 220, of which the second part takes nine tenths.
        assert!((whole[0].mean - 220.0).abs() < 1e-9, "{whole:?}");
        assert!((parts[0][0].mean - 102.0).abs() < 1e-9 && (parts[1][0].mean - 118.0).abs() < 1e-9, "{parts:?}");
        assert!((parts[1][0].q90 - 133.0).abs() < 1e-9);
    }

    #[test]
    fn a_certain_whole_is_shared_out_and_a_part_that_would_fall_below_nothing_gives_what_it_has() {
        let mut parts = [vec![day(5.0, 60.0)], vec![day(100.0, 30.0)]];
        share_out(&mut parts, &[day(70.0, 0.0)]);
        assert_eq!(parts[0][0].mean, 0.0);
        assert!((parts[1][0].mean - 70.0).abs() < 1e-9);
    }

    #[test]
    fn a_day_on_which_every_part_is_closed_is_closed() {
        let shut = DemandDay::closed(day(1.0, 1.0).date);
        let mut parts = [vec![shut], vec![shut]];
        let mut whole = [day(3.0, 2.0)];
        reconcile(&mut parts, &mut whole);
        assert_eq!((whole[0], parts[0][0]), (shut, shut));
        reconcile(&mut [], &mut []);
    }

    proptest! {
        #[test]
        fn means_agree_and_quantiles_stay_in_order(
            parts in prop::collection::vec((0.0..500.0_f64, 0.0..80.0_f64), 1..8),
            whole in (0.0..3_000.0_f64, 0.1..200.0_f64),
        ) {
            let mut days: Vec<Vec<DemandDay>> = parts.iter().map(|(mean, width)| vec![day(*mean, *width)]).collect();
            let mut total = [day(whole.0, whole.1)];
            reconcile(&mut days, &mut total);
            let sum: f64 = days.iter().map(|part| part[0].mean).sum();
            prop_assert!((sum - total[0].mean).abs() < 1e-6 * (1.0 + sum));
            for day in days.iter().flatten().chain(&total) {
                let all = [0.0, day.lo95, day.q10, day.q50, day.q80, day.q90, day.hi95];
                prop_assert!(all.windows(2).all(|pair| pair[0] <= pair[1]) && day.mean >= 0.0);
            }
        }
    }
}
