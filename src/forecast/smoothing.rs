//! Exponential smoothing of a level and a weekly season, over a grid of weights.
//!
//! No trend: the level follows a rise soon enough, and a trend carried four weeks ahead overshoots. One pass over
//! the history keeps the state of every evening, so the errors of all horizons from every past day come for free.

/// How the season joins the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// level + season
    Additive,
    /// level × season
    Multiplicative,
}

/// How fast a state forgets: shares in 0..1 of the last error that enter the level and the weekday's season.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weights {
    pub level: f64,
    pub season: f64,
    pub shape: Shape,
}

const LEVELS: [f64; 5] = [0.02, 0.05, 0.1, 0.2, 0.35];
const SEASONS: [f64; 4] = [0.01, 0.05, 0.1, 0.2];

/// All weights that are tried: five levels, four seasons, two shapes.
pub(super) const GRID: [Weights; 40] = grid();

const fn grid() -> [Weights; 40] {
    let mut all = [Weights { level: 0.0, season: 0.0, shape: Shape::Additive }; 40];
    let mut i = 0;
    while i < 40 {
        all[i].level = LEVELS[i % 5];
        all[i].season = SEASONS[(i / 5) % 4];
        if i >= 20 {
            all[i].shape = Shape::Multiplicative;
        }
        i += 1;
    }
    all
}

/// A weekly profile to start from: mean 1 over the open weekdays, and how many weeks of history it is worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub level: f64,
    pub profile: [f64; 7],
    pub weeks: f64,
}

/// What each weekday brings according to the state after one day, in cases; Monday first.
pub(super) type Week = [f64; 7];

/// Walks through `values` (the first of which falls on `weekday`) and hands the state after each day to `visit`.
/// Days that are `None` leave the state as it is.
pub(super) fn run(
    values: &[Option<f64>],
    mut weekday: usize,
    start: &Start,
    weights: Weights,
    mut visit: impl FnMut(usize, &Week),
) {
    let mut level = start.level;
    let mut season = start.profile;
    if weights.shape == Shape::Additive {
        season = season.map(|share| (share - 1.0) * level);
    }
    let mut days = 7.0 * start.weeks.max(1.0);
    let mut weeks = [start.weeks; 7];
    for (index, value) in values.iter().enumerate() {
        if let Some(value) = value {
            // A young state learns faster: it is the mean of what it has seen until the grid's weight takes over.
            days += 1.0;
            weeks[weekday] += 1.0;
            let level_gain = weights.level.max(1.0 / days);
            let season_gain = weights.season.max(1.0 / weeks[weekday]) * (1.0 - level_gain);
            match weights.shape {
                Shape::Additive => {
                    let error = value - level - season[weekday];
                    level = (level + level_gain * error).max(0.0);
                    season[weekday] += season_gain * error;
                }
                Shape::Multiplicative => {
                    let share = season[weekday];
                    let error = value - level * share;
                    // A weekday with few cases says little about the level; dividing by its small share would shout.
                    level = (level + level_gain * error * share / share.max(0.5).powi(2)).max(0.0);
                    if level > f64::EPSILON * start.level {
                        season[weekday] = (share + season_gain * error / level.max(0.2 * start.level)).clamp(0.0, 20.0);
                    }
                }
            }
        }
        let week = match weights.shape {
            Shape::Additive => season.map(|part| (level + part).max(0.0)),
            Shape::Multiplicative => season.map(|share| level * share),
        };
        visit(index, &week);
        weekday = (weekday + 1) % 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Start = Start { level: 10.0, profile: [1.0; 7], weeks: 1.0 };

    fn last_week(values: &[Option<f64>], weights: Weights) -> Week {
        let mut last = [f64::NAN; 7];
        run(values, 0, &START, weights, |_, week| last = *week);
        last
    }

    #[test]
    fn a_constant_history_gives_a_constant_week() {
        for weights in GRID {
            let week = last_week(&[Some(10.0); 60], weights);
            assert!(week.iter().all(|v| (v - 10.0).abs() < 1e-9), "{weights:?} {week:?}");
        }
    }

    #[test]
    fn a_weekly_pattern_is_found_by_every_weight() {
        let values: Vec<_> = [20.0, 10.0, 10.0, 10.0, 10.0, 5.0, 5.0].repeat(30).into_iter().map(Some).collect();
        for weights in GRID {
            let week = last_week(&values, weights);
            assert!((week[0] - 20.0).abs() < 2.5 && (week[6] - 5.0).abs() < 1.5, "{weights:?} {week:?}");
        }
    }

    #[test]
    fn a_day_that_was_not_observed_changes_nothing() {
        let mut values = vec![Some(12.0), Some(8.0), Some(9.0)];
        let before = last_week(&values, GRID[27]);
        values.extend([None; 7]);
        assert_eq!(before, last_week(&values, GRID[27]));
    }
}
