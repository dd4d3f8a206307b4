//! The master problem: which known rosters of the officers together serve the counters best, as a linear programme in
//! HiGHS whose basis is kept while columns come in.

use std::collections::HashSet;
use std::sync::Arc;

use highs::{ColProblem, HighsModelStatus, Model, Row, Sense};

use super::work::{Choice, Column, Work};
use crate::optimiser::highs_callback::solve_stoppable;

/// The master problem over the officers that are not fixed from outside.
pub struct Master<'a> {
    work: &'a Work,
    model: Option<Model>,
    rows: Vec<Row>,
    bounds: Vec<(f64, f64)>,
    convexity: Vec<Option<Row>>,
    columns: Vec<Arc<Column>>,
    known: HashSet<(usize, Box<[Choice]>)>,
    constant: f64,
    primal_feasible: bool,
}

/// Why the master problem could not be solved.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// HiGHS refused the model, a column or an option.
    #[error("HiGHS refused the master problem: {0}")]
    Refused(String),
    /// HiGHS ended without an optimum.
    #[error("HiGHS found no optimum of the master problem")]
    NoOptimum,
    /// Whoever asked for it wants it no more.
    #[error("the master problem was stopped")]
    Stopped,
}

/// HiGHS's own words for a refusal.
fn refused(error: impl std::fmt::Debug) -> MasterError {
    MasterError::Refused(format!("{error:?}"))
}

/// Sets an option of HiGHS.
fn set(model: &mut Model, name: &str, value: impl highs::HighsOptionValue) -> Result<(), MasterError> {
    model.try_set_option(name, value).map_err(refused)
}

/// The optimum of the linear programme.
#[derive(Clone, Debug)]
pub struct Relaxed {
    /// Objective, fixed officers included.
    pub objective: f64,
    /// Worth of a unit of every row.
    pub duals: Vec<f64>,
    /// Worth of each officer's convexity row; 0 for officers outside.
    pub shares: Vec<f64>,
    /// Weight of every column, in the order in which they came.
    pub weights: Vec<f64>,
    /// Amount of every slack.
    pub slacks: Vec<f64>,
}

impl<'a> Master<'a> {
    /// A master without columns; `fixed` officers keep their column and are no part of it.
    ///
    /// # Errors
    /// When HiGHS refuses the model.
    pub fn new(work: &'a Work, fixed: &[Option<Arc<Column>>]) -> Result<Self, MasterError> {
        let (bounds, constant) = work.residual(fixed);
        let mut problem = ColProblem::default();
        let rows: Vec<Row> = bounds.iter().map(|(low, high)| problem.add_row(*low..=*high)).collect();
        let convexity =
            fixed.iter().map(|fixed| fixed.is_none().then(|| problem.add_row(1.0..=1.0))).collect::<Vec<_>>();
        for slack in &work.slacks {
            let entries = slack.entries.iter().map(|(row, amount)| (rows[*row as usize], *amount));
            problem.add_column(slack.cost, slack.bounds.0..=slack.bounds.1, entries);
        }
        let mut model = Model::try_new(problem).map_err(refused)?;
        model.set_sense(Sense::Minimise);
        set(&mut model, "output_flag", false)?;
        set(&mut model, "threads", 1)?;
        set(&mut model, "parallel", "off")?;
        set(&mut model, "presolve", "off")?;
        set(&mut model, "solver", "simplex")?;
        Ok(Self {
            work,
            model: Some(model),
            rows,
            bounds,
            convexity,
            columns: Vec::new(),
            known: HashSet::new(),
            constant,
            primal_feasible: false,
        })
    }

    /// The problem.
    #[must_use]
    pub fn work(&self) -> &'a Work {
        self.work
    }

    /// Bounds of the rows, less what fixed officers serve.
    #[must_use]
    pub fn row_bounds(&self) -> &[(f64, f64)] {
        &self.bounds
    }

    /// Price of the officers fixed from outside.
    #[must_use]
    pub fn constant(&self) -> f64 {
        self.constant
    }

    /// Officers of the master.
    pub fn open_officers(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.convexity.len()).filter(|officer| self.convexity[*officer].is_some())
    }

    /// The columns, in the order in which they came.
    pub fn columns(&self) -> impl Iterator<Item = &Arc<Column>> {
        self.columns.iter()
    }

    /// The column at a position.
    #[must_use]
    pub fn column(&self, position: usize) -> &Arc<Column> {
        &self.columns[position]
    }

    /// Adds a column of an officer of the master; returns whether it was new.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn add(&mut self, column: Arc<Column>) -> Result<bool, MasterError> {
        let Some(share) = self.convexity[column.officer] else { return Ok(false) };
        if !self.known.insert((column.officer, column.choices.clone())) {
            return Ok(false);
        }
        let Some(model) = &mut self.model else { return Err(MasterError::NoOptimum) };
        let rows = &self.rows;
        let entries = column.entries.iter().map(|(row, amount)| (rows[*row as usize], *amount));
        model.try_add_column(column.cost, 0.0.., entries.chain([(share, 1.0)])).map_err(refused)?;
        self.columns.push(column);
        Ok(true)
    }

    /// Solves the linear programme, unless `stop` says otherwise meanwhile.
    ///
    /// # Errors
    /// When HiGHS fails, finds no optimum or was stopped.
    pub fn solve(&mut self, stop: &dyn Fn() -> bool) -> Result<Relaxed, MasterError> {
        let Some(mut model) = self.model.take() else { return Err(MasterError::NoOptimum) };
        // New columns keep the old optimum feasible, so the primal simplex goes on from there; held officers do not.
        set(&mut model, "simplex_strategy", if self.primal_feasible { 4 } else { 1 })?;
        let solved = solve_stoppable(model, stop).map_err(refused)?;
        let optimal = solved.status() == HighsModelStatus::Optimal;
        let solution = solved.get_solution();
        let objective = solved.objective_value() + self.constant;
        self.model = Some(Model::from(solved));
        if !optimal {
            return Err(if stop() { MasterError::Stopped } else { MasterError::NoOptimum });
        }
        self.primal_feasible = true;
        let all = solution.dual_rows();
        let mut shares = vec![0.0; self.convexity.len()];
        let mut next = self.rows.len();
        for (officer, share) in self.convexity.iter().enumerate() {
            if share.is_some() {
                shares[officer] = all[next];
                next += 1;
            }
        }
        Ok(Relaxed {
            objective,
            duals: all[..self.rows.len()].to_vec(),
            shares,
            weights: solution.columns()[self.work.slacks.len()..].to_vec(),
            slacks: solution.columns()[..self.work.slacks.len()].to_vec(),
        })
    }
}
