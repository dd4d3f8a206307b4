//! What a branch decides: a total of slacks, or one cell of one officer.

use std::sync::Arc;

use super::work::{Column, Slack, Work};

/// One decision on the way from the root to a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Cut {
    /// The slacks together take at least, or at most, so many.
    Total {
        /// Positions of the slacks.
        slacks: Arc<[u32]>,
        /// Least and most; one of them infinite.
        bounds: (f64, f64),
    },
    /// The officer takes this choice on this day, or does not.
    Cell {
        /// The officer.
        officer: usize,
        /// The day.
        day: usize,
        /// 0 for a free day, otherwise the shift + 1.
        choice: usize,
        /// Whether the choice is taken.
        taken: bool,
    },
}

impl Cut {
    /// Whether a column may be part of the node.
    #[must_use]
    pub fn allows(&self, column: &Column) -> bool {
        match self {
            Self::Total { .. } => true,
            Self::Cell { officer, day, choice, taken } => {
                column.officer != *officer || (usize::from(column.choices[*day]) == *choice) == *taken
            }
        }
    }
}

/// The work with the cuts of a node. A total may be missed at the price `missed` a unit, so that the linear programme of
/// the node always has a solution; with less paid than the truth, its bound stays a bound.
#[must_use]
pub fn with_cuts(work: &Work, cuts: &[Cut], missed: f64) -> Work {
    let mut work = work.clone();
    let width = work.choices();
    for cut in cuts {
        match cut {
            Cut::Total { slacks, bounds } => {
                let row = u32::try_from(work.rows.len()).unwrap_or(u32::MAX);
                work.rows.push(*bounds);
                for slack in slacks.iter() {
                    work.slacks[*slack as usize].entries.push((row, 1.0));
                }
                let most = slacks.iter().map(|slack| work.slacks[*slack as usize].bounds.1).sum::<f64>();
                let way = if bounds.0.is_finite() { 1.0 } else { -1.0 };
                work.slacks.push(Slack {
                    cost: missed,
                    bounds: (0.0, most.max(1.0)),
                    entries: vec![(row, way)],
                    whole: false,
                });
            }
            Cut::Cell { officer, day, choice, taken } => {
                let costs = &mut work.officers[*officer].costs[day * 2 * width..(day + 1) * 2 * width];
                for (cell, cost) in costs.iter_mut().enumerate() {
                    if (cell % width == *choice) != *taken {
                        *cost = f64::INFINITY;
                    }
                }
            }
        }
    }
    work
}
