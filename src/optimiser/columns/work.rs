//! One model of work for every kind of instance: what each officer may do in a row of days, and the counters that all
//! share.
//!
//! An officer is a lattice of lawful rosters, own prices and counted limits. The counters are linear rows over what the
//! officers serve, with slack columns that carry the prices of too few and too many.

use std::ops::Range;
use std::sync::Arc;

use crate::optimiser::lattice::Lattice;

/// A choice of a day as columns keep it: 0 for a free day, otherwise the shift + 1.
pub type Choice = u16;

/// The choice as columns keep it.
#[must_use]
pub fn narrow(choice: usize) -> Choice {
    Choice::try_from(choice).expect("an instance has fewer shifts than a choice has values")
}

/// A whole problem.
#[derive(Clone, Debug)]
pub struct Work {
    /// Shifts; a choice is 0 for a free day or the shift + 1.
    pub shifts: usize,
    /// Officers.
    pub officers: Vec<OfficerWork>,
    /// Kinds of service, shared by officers who serve alike.
    pub services: Vec<Service>,
    /// Amounts per choice that officers' own rows count, such as overtime hours.
    pub measures: Vec<Vec<f64>>,
    /// Rows: lower and upper bound.
    pub rows: Vec<(f64, f64)>,
    /// Slack columns.
    pub slacks: Vec<Slack>,
    /// Whether every lawful objective is a whole number.
    pub whole: bool,
}

/// What one choice on one day brings to which rows; by day and choice.
pub type Service = Vec<Vec<(u32, f64)>>;

/// One officer.
#[derive(Clone, Debug)]
pub struct OfficerWork {
    /// The lawful rosters, counted limits aside.
    pub lattice: Arc<Lattice>,
    /// Limits over choices of the whole roster.
    pub limits: Vec<Limit>,
    /// Own price of every cell of the lattice; infinite where the officer may not be.
    pub costs: Vec<f64>,
    /// Position among the services.
    pub service: usize,
    /// Own rows: (row, measure).
    pub tallies: Vec<(u32, usize)>,
}

/// At most `most` of the amounts on the days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Days that count.
    pub days: Range<usize>,
    /// Amount per choice.
    pub amounts: Arc<[i32]>,
    /// The most.
    pub most: i32,
}

/// A column of the master problem that belongs to nobody.
#[derive(Clone, Debug)]
pub struct Slack {
    /// Price of one unit.
    pub cost: f64,
    /// Least and most, both finite, so that a bound never rests on an unbounded slack.
    pub bounds: (f64, f64),
    /// Entries in the rows.
    pub entries: Vec<(u32, f64)>,
    /// Whether some cheapest way to fill the slacks, whatever the rosters, takes a whole number of this one.
    pub whole: bool,
}

/// The whole roster of one officer, as a column of the master problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The officer.
    pub officer: usize,
    /// Choice of every day.
    pub choices: Box<[Choice]>,
    /// Own price.
    pub cost: f64,
    /// Entries in the rows, each row at most once.
    pub entries: Box<[(u32, f64)]>,
}

impl Column {
    /// The own price less the worth of what is served.
    #[must_use]
    pub fn reduced(&self, duals: &[f64]) -> f64 {
        self.cost - self.entries.iter().map(|(row, amount)| duals[*row as usize] * amount).sum::<f64>()
    }
}

impl Work {
    /// Number of choices of a day.
    #[must_use]
    pub fn choices(&self) -> usize {
        self.shifts + 1
    }

    /// The column of `officer` whose roster takes these cells of the lattice, one for each day.
    #[must_use]
    pub fn column(&self, officer: usize, cells: &[u32]) -> Column {
        let own = &self.officers[officer];
        let width = self.choices();
        let choices: Box<[Choice]> = cells.iter().map(|cell| narrow(*cell as usize % width)).collect();
        let cost = cells.iter().map(|cell| own.costs[*cell as usize]).sum();
        let mut entries: Vec<(u32, f64)> = Vec::new();
        for (day, choice) in choices.iter().enumerate() {
            entries.extend(&self.services[own.service][day * width + usize::from(*choice)]);
        }
        for (row, measure) in &own.tallies {
            let amount: f64 = choices.iter().map(|choice| self.measures[*measure][usize::from(*choice)]).sum();
            if amount != 0.0 {
                entries.push((*row, amount));
            }
        }
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 += later.1;
            }
            same
        });
        Column { officer, choices, cost, entries: entries.into() }
    }

    /// The column of `officer` with these choices; `None` when the lattice has no such roster.
    #[must_use]
    pub fn column_of(&self, officer: usize, choices: &[Choice]) -> Option<Column> {
        let lattice = &self.officers[officer].lattice;
        let mut node = 0;
        let mut cells = Vec::with_capacity(choices.len());
        for choice in choices {
            let first = lattice.edges().partition_point(|edge| edge.from < node);
            let mut edges = lattice.edges()[first..].iter().take_while(|edge| edge.from == node);
            let edge = edges.find(|edge| lattice.choice(edge.cell) == usize::from(*choice))?;
            cells.push(edge.cell);
            node = edge.to;
        }
        Some(self.column(officer, &cells))
    }

    /// Whether the column keeps its officer's counted limits.
    #[must_use]
    pub fn keeps_limits(&self, column: &Column) -> bool {
        self.officers[column.officer].limits.iter().all(|limit| {
            let amount = |choice: &Choice| limit.amounts[usize::from(*choice)];
            column.choices[limit.days.clone()].iter().map(amount).sum::<i32>() <= limit.most
        })
    }

    /// Prices of all cells of an officer when a unit of row i is worth `duals[i]`: own price less what is served.
    /// `served` holds the worth of every service, see [`Work::worth`].
    pub fn price(&self, officer: usize, duals: &[f64], served: &[Vec<f64>], prices: &mut Vec<f64>) {
        let own = &self.officers[officer];
        let width = self.choices();
        let worth = &served[own.service];
        let mut tallied = vec![0.0; width];
        for (row, measure) in &own.tallies {
            for (sum, amount) in tallied.iter_mut().zip(&self.measures[*measure]) {
                *sum += duals[*row as usize] * amount;
            }
        }
        prices.clear();
        prices.extend(own.costs.chunks(2 * width).zip(worth.chunks(width)).flat_map(|(costs, worth)| {
            let tallied = &tallied;
            costs.iter().enumerate().map(move |(cell, cost)| cost - worth[cell % width] - tallied[cell % width])
        }));
    }

    /// The worth of every service by day and choice.
    #[must_use]
    pub fn worth(&self, duals: &[f64]) -> Vec<Vec<f64>> {
        let sum = |entries: &Vec<(u32, f64)>| entries.iter().map(|(row, amount)| duals[*row as usize] * amount).sum();
        self.services.iter().map(|service| service.iter().map(sum).collect()).collect()
    }

    /// Bounds of the rows less what fixed columns serve, and the price of those columns.
    #[must_use]
    pub fn residual(&self, fixed: &[Option<Arc<Column>>]) -> (Vec<(f64, f64)>, f64) {
        let mut bounds = self.rows.clone();
        let mut constant = 0.0;
        for column in fixed.iter().flatten() {
            constant += column.cost;
            for (row, amount) in &column.entries {
                let bound = &mut bounds[*row as usize];
                *bound = (bound.0 - amount, bound.1 - amount);
            }
        }
        (bounds, constant)
    }

    /// Rounds a proven bound up where every objective is a whole number.
    #[must_use]
    pub fn round_up(&self, bound: f64) -> f64 {
        /// Numerical dirt that must not lift a bound to the next whole number.
        const DIRT: f64 = 1e-4;
        if self.whole { (bound - DIRT).ceil() } else { bound }
    }
}
