//! The best whole roster out of known columns: a restricted integer programme in HiGHS.

use std::sync::Arc;
use std::time::Duration;

use highs::{ColProblem, HighsModelStatus, Model, Sense};

use super::work::{Column, Work};
use crate::optimiser::highs_callback::solve_stoppable;

/// What the integer programme found.
#[derive(Clone, Debug)]
pub struct Picked {
    /// One column for every officer with columns, by officer.
    pub columns: Option<Vec<Arc<Column>>>,
    /// No choice among the columns is cheaper, fixed officers included.
    pub bound: f64,
    /// Whether HiGHS searched to the end.
    pub finished: bool,
}

/// How long HiGHS may search.
#[derive(Clone, Copy, Debug)]
pub enum Effort {
    /// By the clock.
    Time(Duration),
    /// By nodes of its tree, so that the same input gives the same answer.
    Nodes(i32),
}

/// Picks one of `columns` for every officer that has any, beside the `fixed` ones, as cheaply as possible.
///
/// `start` is a known choice (positions in `columns`, one for each officer).
pub fn pick(
    work: &Work,
    fixed: &[Option<Arc<Column>>],
    columns: &[Arc<Column>],
    start: Option<&[usize]>,
    effort: Effort,
    seed: u64,
    stop: &dyn Fn() -> bool,
) -> Option<Picked> {
    let (bounds, constant) = work.residual(fixed);
    let mut problem = ColProblem::default();
    let rows: Vec<_> = bounds.iter().map(|(low, high)| problem.add_row(*low..=*high)).collect();
    let mut shares = vec![None; work.officers.len()];
    for column in columns {
        let share = &mut shares[column.officer];
        if share.is_none() {
            *share = Some(problem.add_row(1.0..=1.0));
        }
    }
    for slack in &work.slacks {
        let entries = slack.entries.iter().map(|(row, amount)| (rows[*row as usize], *amount));
        problem.add_column(slack.cost, slack.bounds.0..=slack.bounds.1, entries);
    }
    for column in columns {
        let entries = column.entries.iter().map(|(row, amount)| (rows[*row as usize], *amount));
        let share = shares[column.officer].map(|share| (share, 1.0));
        problem.add_integer_column(column.cost, 0.0..=1.0, entries.chain(share));
    }
    let mut model = Model::try_new(problem).ok()?;
    model.set_sense(Sense::Minimise);
    let mut set = true;
    set &= model.try_set_option("output_flag", false).is_ok();
    set &= model.try_set_option("threads", 1).is_ok();
    set &= model.try_set_option("parallel", "off").is_ok();
    set &= model.try_set_option("random_seed", i32::try_from(seed % (1 << 31)).unwrap_or(0)).is_ok();
    set &= model.try_set_option("mip_rel_gap", 0.0).is_ok();
    set &= model.try_set_option("mip_abs_gap", if work.whole { 0.999 } else { 1e-6 }).is_ok();
    set &= match effort {
        Effort::Time(time) => model.try_set_option("time_limit", time.as_secs_f64()).is_ok(),
        Effort::Nodes(nodes) => model.try_set_option("mip_max_nodes", nodes).is_ok(),
    };
    if let Some(start) = start {
        let values = values_of(work, &bounds, columns, start);
        set &= model.try_set_solution(Some(&values), None, None, None).is_ok();
    }
    if !set {
        return None;
    }
    let solved = solve_stoppable(model, stop).ok()?;
    let finished = matches!(solved.status(), HighsModelStatus::Optimal | HighsModelStatus::Infeasible);
    let bound = match solved.status() {
        HighsModelStatus::Infeasible => f64::INFINITY,
        _ => solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::NEG_INFINITY) + constant,
    };
    let solution = solved.get_solution();
    let values = solution.columns();
    let mut picked: Vec<Option<Arc<Column>>> = vec![None; work.officers.len()];
    if values.len() == work.slacks.len() + columns.len() {
        for (column, value) in columns.iter().zip(&values[work.slacks.len()..]) {
            if *value > 0.5 {
                picked[column.officer] = Some(column.clone());
            }
        }
    }
    let asked = shares.iter().filter(|share| share.is_some()).count();
    let picked: Vec<Arc<Column>> = picked.into_iter().flatten().collect();
    Some(Picked { columns: (picked.len() == asked).then_some(picked), bound, finished })
}

/// The value of every column of the model for a known choice. Slacks that stand alone in a row are computed; the rest is
/// left to HiGHS.
fn values_of(work: &Work, bounds: &[(f64, f64)], columns: &[Arc<Column>], start: &[usize]) -> Vec<f64> {
    let mut values = vec![0.0; work.slacks.len() + columns.len()];
    let mut served = vec![0.0; bounds.len()];
    for position in start {
        values[work.slacks.len() + position] = 1.0;
        for (row, amount) in &columns[*position].entries {
            served[*row as usize] += amount;
        }
    }
    for (slack, value) in work.slacks.iter().zip(&mut values) {
        if let [(row, amount)] = slack.entries[..] {
            let missing = (bounds[row as usize].0 - served[row as usize]) / amount;
            if missing > 0.0 {
                *value = missing.min(slack.bounds.1);
                served[row as usize] += amount * *value;
            }
        }
    }
    values
}
