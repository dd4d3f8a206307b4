//! Column generation: rosters that the master misses are priced until none is left, and a Lagrangian bound says how far
//! that is from the end.

use std::sync::Arc;
use std::time::Instant;

use super::cheapest::{Found, Multipliers, Room, cheapest};
use super::master::{Master, MasterError, Relaxed};
use super::work::Work;

/// Weight of the best prices so far when new ones are tried; pure duals jump.
const SMOOTHING: f64 = 0.5;
/// Reduced prices above this bring nothing.
const GAIN: f64 = 1e-6;

/// What is kept from one pricing to the next.
#[derive(Debug, Default)]
pub struct Pricer {
    multipliers: Vec<Multipliers>,
    room: Room,
    prices: Vec<f64>,
}

/// The end of a generation.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The last linear programme.
    pub relaxed: Relaxed,
    /// No roster of the officers in the master, with the fixed ones as they are, is cheaper.
    pub bound: f64,
    /// The prices of the rows that gave the bound.
    pub centre: Vec<f64>,
    /// The bound of every officer's cheapest roster at these prices.
    pub floors: Vec<f64>,
    /// Whether no column can improve the linear programme, as far as its tolerance goes.
    pub converged: bool,
}

/// When to stop generating.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    /// The clock.
    pub deadline: Instant,
    /// Most rounds.
    pub rounds: usize,
    /// Gap between linear programme and bound at which to stop, as a share of the objective.
    pub gap: f64,
    /// Stop when the bound reaches this: nothing cheaper is to be found here.
    pub cutoff: f64,
}

impl Pricer {
    /// A pricer for `work`.
    #[must_use]
    pub fn new(work: &Work) -> Self {
        Self { multipliers: vec![Multipliers::new(); work.officers.len()], ..Self::default() }
    }

    /// The cheapest roster of one officer at these prices of the rows.
    pub fn price(&mut self, work: &Work, officer: usize, duals: &[f64], served: &[Vec<f64>], cutoff: f64) -> Found {
        work.price(officer, duals, served, &mut self.prices);
        let own = &work.officers[officer];
        cheapest(own, work.choices(), &self.prices, cutoff, &mut self.multipliers[officer], &mut self.room)
    }

    /// The last officer's prices of the cells, and room for another search over them.
    pub fn last_prices(&mut self) -> (&[f64], &mut Room) {
        (&self.prices, &mut self.room)
    }
}

/// Generates columns for the open officers of `master`.
///
/// `stop` is asked between two rounds and while HiGHS solves.
///
/// # Errors
/// When HiGHS fails, or is stopped before the first linear programme is solved.
pub fn generate(
    master: &mut Master<'_>,
    pricer: &mut Pricer,
    until: &Until,
    stop: &dyn Fn() -> bool,
) -> Result<Generated, MasterError> {
    let work = master.work();
    let mut relaxed = master.solve(stop)?;
    let mut best = Generated {
        relaxed: relaxed.clone(),
        bound: f64::NEG_INFINITY,
        centre: relaxed.duals.clone(),
        floors: Vec::new(),
        converged: false,
    };
    let officers: Vec<usize> = master.open_officers().collect();
    let mut smoothing = SMOOTHING;
    for round in 0..until.rounds {
        if Instant::now() >= until.deadline || stop() {
            break;
        }
        let first = best.floors.is_empty();
        let share = if first { 0.0 } else { smoothing };
        let mixed = best.centre.iter().zip(&relaxed.duals).map(|(old, new)| share * old + (1.0 - share) * new);
        let tried: Vec<f64> = mixed.zip(master.row_bounds()).map(|(dual, bounds)| cleaned(dual, *bounds)).collect();
        let served = work.worth(&tried);
        let mut bound = rest_of_bound(master, &tried);
        let mut floors = vec![0.0; work.officers.len()];
        let mut fresh = 0;
        for officer in officers.iter().copied() {
            let found = pricer.price(work, officer, &tried, &served, f64::INFINITY);
            bound += found.bound;
            floors[officer] = found.bound;
            let Some(cells) = found.cells else { continue };
            let column = work.column(officer, &cells);
            if column.reduced(&relaxed.duals) - relaxed.shares[officer] < -GAIN && master.add(Arc::new(column))? {
                fresh += 1;
            }
        }
        if bound > best.bound {
            best.bound = bound;
            best.centre = tried;
            best.floors = floors;
        }
        if work.round_up(best.bound) >= until.cutoff {
            break;
        }
        if fresh == 0 {
            if share == 0.0 {
                best.converged = true;
                break;
            }
            smoothing = if smoothing < 0.1 { 0.0 } else { smoothing / 2.0 };
            continue;
        }
        relaxed = match master.solve(stop) {
            Err(MasterError::Stopped) => break,
            solved => solved?,
        };
        let gap = relaxed.objective - best.bound;
        if gap <= until.gap * relaxed.objective.abs().max(1.0)
            || work.whole && work.round_up(best.bound) >= relaxed.objective - GAIN
        {
            best.converged = true;
            break;
        }
        if round > 5 {
            smoothing = SMOOTHING;
        }
    }
    best.relaxed = relaxed;
    Ok(best)
}

/// The part of the Lagrangian bound that does not belong to open officers: fixed officers, rows and slacks. The duals have
/// the signs that the rows ask for, and all slacks have bounds, so that every term is finite.
fn rest_of_bound(master: &Master<'_>, duals: &[f64]) -> f64 {
    let rows = duals.iter().zip(master.row_bounds()).map(|(dual, (low, high))| match dual {
        dual if *dual > 0.0 => dual * low,
        dual if *dual < 0.0 => dual * high,
        _ => 0.0,
    });
    let slacks = master.work().slacks.iter().map(|slack| {
        let worth: f64 = slack.entries.iter().map(|(row, amount)| duals[*row as usize] * amount).sum();
        let reduced = slack.cost - worth;
        reduced * if reduced > 0.0 { slack.bounds.0 } else { slack.bounds.1 }
    });
    master.constant() + rows.sum::<f64>() + slacks.sum::<f64>()
}

/// Takes away the rounding that gives the dual of a one-sided row the wrong sign.
fn cleaned(dual: f64, (low, high): (f64, f64)) -> f64 {
    if high.is_infinite() {
        dual.max(0.0)
    } else if low.is_infinite() {
        dual.min(0.0)
    } else {
        dual
    }
}
