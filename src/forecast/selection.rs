//! Which smoothing weights a member uses: the eight with the smallest discounted error over all horizons, judged by its own
//! past and by the group's.
//!
//! Few members have enough history to tell forty candidates apart, so the group's verdict counts until a member has
//! years of its own.

use super::smoothing::{GRID, Start, Week, run};

/// How many of the grid are averaged.
pub(super) const CHOSEN: usize = 8;
/// Days of history at which a member's own verdict counts as much as the group's.
const OWN_VERDICT_DAYS: f64 = 400.0;
/// Days after which a past error counts half.
const HALF_LIFE_DAYS: f64 = 180.0;
/// Horizon of the errors, in days.
const LOSS_HORIZON: usize = 28;
/// Every third evening is judged: not a divisor of the week, so all weekdays have their turn.
const STRIDE: usize = 3;
/// Candidates that are judged side by side; divides the twenty of each shape.
const TOGETHER: usize = 4;

/// Errors of every candidate, relative to the mean candidate; `None` when the history is too short to judge.
pub(super) type Losses = Option<[f64; GRID.len()]>;

/// Judges every candidate on one cleaned history.
pub(super) fn losses(values: &[Option<f64>], weekday: usize, start: &Start) -> Losses {
    let burn_in = burn_in(values.len())?;
    let n = values.len();
    let discount: Vec<f64> = (0..n).map(|age| 0.5_f64.powf(age as f64 / HALF_LIFE_DAYS)).collect();
    // Not a number where nothing was observed: then neither is the error, and it is passed over without a branch.
    let counts: Vec<f64> = values.iter().map(|value| value.unwrap_or(f64::NAN)).collect();
    let mut losses = [0.0; GRID.len()];
    for (weights, losses) in GRID.as_chunks::<TOGETHER>().0.iter().zip(losses.as_chunks_mut::<TOGETHER>().0) {
        run(values, weekday, start, *weights, |day, states| {
            if day < burn_in || day % STRIDE != 0 {
                return;
            }
            let mut week = states.week();
            week.rotate_left((weekday + day + 1) % 7);
            let ahead = &counts[day + 1..=(day + LOSS_HORIZON).min(n - 1)];
            let mut sums = [0.0; TOGETHER];
            for counts in ahead.chunks(7) {
                for (count, expected) in counts.iter().zip(&week) {
                    for (sum, expected) in sums.iter_mut().zip(expected) {
                        let error = (count - expected).abs();
                        *sum += if error.is_nan() { 0.0 } else { error };
                    }
                }
            }
            for (loss, sum) in losses.iter_mut().zip(sums) {
                *loss += sum * discount[n - 1 - day];
            }
        });
    }
    let mean = losses.iter().sum::<f64>() / losses.len() as f64;
    (mean > 0.0).then(|| losses.map(|loss| loss / mean))
}

/// The group's verdict: the mean of its members', and a mild wish for middling weights while they are few.
pub(super) fn pooled(members: &[Losses]) -> [f64; GRID.len()] {
    let judged = members.iter().flatten().count() as f64;
    std::array::from_fn(|candidate| {
        let middling =
            1.0 + 0.05 * (GRID[candidate].level / 0.1).ln().abs() + 0.03 * (GRID[candidate].season / 0.05).ln().abs();
        (members.iter().flatten().map(|losses| losses[candidate]).sum::<f64>() + middling) / (judged + 1.0)
    })
}

/// The grid positions of the best.
pub(super) fn choose(own: &Losses, group: &[f64; GRID.len()], days: usize) -> [usize; CHOSEN] {
    let own_share = if own.is_some() { days as f64 / (days as f64 + OWN_VERDICT_DAYS) } else { 0.0 };
    let verdict = |candidate: usize| {
        let own = own.map_or(0.0, |losses| losses[candidate]);
        own_share * own + (1.0 - own_share) * group[candidate]
    };
    let mut ranking: [usize; GRID.len()] = std::array::from_fn(|candidate| candidate);
    ranking.sort_by(|a, b| verdict(*a).total_cmp(&verdict(*b)));
    std::array::from_fn(|place| ranking[place])
}

/// The mean of the chosen states on every evening.
pub(super) fn weeks(values: &[Option<f64>], weekday: usize, start: &Start, chosen: &[usize; CHOSEN]) -> Vec<Week> {
    let mut weeks = vec![[0.0; 7]; values.len()];
    for candidate in chosen {
        run(values, weekday, start, [GRID[*candidate]], |day, states| {
            for (mean, [value]) in weeks[day].iter_mut().zip(states.week()) {
                *mean += value / CHOSEN as f64;
            }
        });
    }
    weeks
}

/// The first evening whose forecast is judged, or nothing when fewer than two weeks would be left to judge by.
pub(super) fn burn_in(days: usize) -> Option<usize> {
    let burn_in = (days / 3).clamp(14, 56);
    (days >= burn_in + 14).then_some(burn_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Start = Start { level: 10.0, profile: [1.0; 7], weeks: 4.0 };

    #[test]
    fn a_level_that_jumps_wants_quick_weights_and_a_steady_one_wants_slow_ones() {
        let jumpy: Vec<_> = (0..300).map(|d| Some(if (d / 40) % 2 == 0 { 10.0 } else { 30.0 })).collect();
        let noisy: Vec<_> = (0..300_u32).map(|d| Some(10.0 + f64::from((d * 7919) % 11) - 5.0)).collect();
        let level = |values: &[Option<f64>]| {
            let own = losses(values, 0, &START);
            let chosen = choose(&own, &pooled(&[own]), 100_000);
            chosen.iter().map(|c| GRID[*c].level).sum::<f64>() / CHOSEN as f64
        };
        assert!(level(&jumpy) > level(&noisy) + 0.05, "{} {}", level(&jumpy), level(&noisy));
    }

    #[test]
    fn a_short_history_follows_the_group() {
        let mut group = [1.0; GRID.len()];
        group[33] = 0.5;
        assert_eq!(choose(&losses(&[Some(1.0); 10], 0, &START), &group, 10)[0], 33);
    }
}
