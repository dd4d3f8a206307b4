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

/// The states of `L` weights of one shape, side by side.
pub(super) struct States<const L: usize> {
    shape: Shape,
    level: [f64; L],
    season: [[f64; L]; 7],
}

impl<const L: usize> States<L> {
    /// What each weekday brings, for every weight.
    pub fn week(&self) -> [[f64; L]; 7] {
        self.season.map(|season| {
            std::array::from_fn(|lane| match self.shape {
                Shape::Additive => (self.level[lane] + season[lane]).max(0.0),
                Shape::Multiplicative => self.level[lane] * season[lane],
            })
        })
    }
}

/// Walks through `values` (the first of which falls on `weekday`) and hands the states after each day to `visit`.
/// Days that are `None` leave the states as they are. Weights that walk together take little longer than one alone; they
/// have to be of one shape.
pub(super) fn run<const L: usize>(
    values: &[Option<f64>],
    mut weekday: usize,
    start: &Start,
    weights: [Weights; L],
    mut visit: impl FnMut(usize, &States<L>),
) {
    let shape = weights[0].shape;
    debug_assert!(weights.iter().all(|other| other.shape == shape));
    let season = start.profile.map(|share| match shape {
        Shape::Additive => [(share - 1.0) * start.level; L],
        Shape::Multiplicative => [share; L],
    });
    let mut states = States { shape, level: [start.level; L], season };
    let mut days = 7.0 * start.weeks.max(1.0);
    let mut weeks = [start.weeks; 7];
    for (index, value) in values.iter().enumerate() {
        if let Some(value) = value {
            // A young state learns faster: it is the mean of what it has seen until the grid's weight takes over.
            days += 1.0;
            weeks[weekday] += 1.0;
            let young = (1.0 / days, 1.0 / weeks[weekday]);
            let season = &mut states.season[weekday];
            for lane in 0..L {
                let level_gain = weights[lane].level.max(young.0);
                let season_gain = weights[lane].season.max(young.1) * (1.0 - level_gain);
                let (level, part) = (&mut states.level[lane], &mut season[lane]);
                match shape {
                    Shape::Additive => add(*value, level, part, level_gain, season_gain),
                    Shape::Multiplicative => multiply(*value, level, part, level_gain, season_gain, start.level),
                }
            }
        }
        visit(index, &states);
        weekday = (weekday + 1) % 7;
    }
}

fn add(value: f64, level: &mut f64, part: &mut f64, level_gain: f64, season_gain: f64) {
    let error = value - *level - *part;
    *level = (*level + level_gain * error).max(0.0);
    *part += season_gain * error;
}

fn multiply(value: f64, level: &mut f64, part: &mut f64, level_gain: f64, season_gain: f64, first_level: f64) {
    let share = *part;
    let error = value - *level * share;
    // A weekday with few cases says little about the level; dividing by its small share would shout.
    *level = (*level + level_gain * error * share / share.max(0.5).powi(2)).max(0.0);
    if *level > f64::EPSILON * first_level {
        *part = (share + season_gain * error / level.max(0.2 * first_level)).clamp(0.0, 20.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Start = Start { level: 10.0, profile: [1.0; 7], weeks: 1.0 };

    fn last_week(values: &[Option<f64>], weights: Weights) -> Week {
        let mut last = [f64::NAN; 7];
        run(values, 0, &START, [weights], |_, states| last = states.week().map(|[expected]| expected));
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
    fn weights_that_walk_together_end_where_each_would_alone() {
        let values: Vec<_> = (0..90_u32).map(|d| (d % 11 != 3).then(|| f64::from((d * 7919) % 23))).collect();
        for place in [3, 26] {
            let weights = [GRID[place], GRID[place + 7]];
            let mut together = [[f64::NAN; 2]; 7];
            run(&values, 0, &START, weights, |_, states| together = states.week());
            for (lane, alone) in weights.into_iter().enumerate() {
                assert_eq!(together.map(|expected| expected[lane]), last_week(&values, alone));
            }
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
