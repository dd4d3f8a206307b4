//! HiGHS as the prover: it closes the gap from below and polishes from the best roster known.

use std::time::{Duration, Instant};

use highs::HighsModelStatus;

use super::highs_callback::{Watcher, solve_watched};
use super::lawful::Lawful;
use super::model::{self, Column};
use super::shared::Shared;
use crate::domain::instance::{Instance, Plan};

/// How a run of HiGHS is limited.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wall clock left; `None` when no decision may depend on the clock.
    pub time: Option<Duration>,
    /// Nodes of the search tree, when the run must not depend on the clock.
    pub nodes: Option<i32>,
    /// Relative gap at which to stop.
    pub gap: f64,
    /// Seed of HiGHS.
    pub seed: u64,
}

/// Runs HiGHS on the whole instance from the best roster of `shared`, handing over every better roster and bound.
///
/// Must run on a fresh thread: HiGHS binds its pool of workers to the thread of the first solve. Returns whether HiGHS
/// finished its search; a failure of HiGHS counts as not finished, since the roster known before still stands.
pub fn prove(instance: &Instance, lawful: &Lawful, shared: &Shared, limits: Limits) -> bool {
    let started = Instant::now();
    let Ok(finished) = model::build(instance, lawful).finish() else { return false };
    let mut highs = finished.highs;
    let seed = i32::try_from(limits.seed % (1 << 31)).unwrap_or(0);
    let absolute_gap = if shared.whole_numbers() { 0.999 } else { 1e-6 };
    let mut set = true;
    set &= highs.try_set_option("output_flag", false).is_ok();
    set &= highs.try_set_option("threads", 1).is_ok();
    set &= highs.try_set_option("parallel", "off").is_ok();
    set &= highs.try_set_option("random_seed", seed).is_ok();
    set &= highs.try_set_option("mip_rel_gap", limits.gap).is_ok();
    set &= highs.try_set_option("mip_abs_gap", absolute_gap).is_ok();
    if let Some(nodes) = limits.nodes {
        set &= highs.try_set_option("mip_max_nodes", nodes).is_ok();
    }
    let best = shared.best();
    let start = model::values_of(instance, &finished.columns, &best.plan);
    set &= highs.try_set_solution(Some(&start), None, None, None).is_ok();
    if let Some(time) = limits.time {
        let left = time.saturating_sub(started.elapsed());
        set &= highs.try_set_option("time_limit", left.as_secs_f64()).is_ok();
    }
    if !set {
        return false;
    }
    let mut link = Link {
        instance,
        columns: &finished.columns,
        constant: finished.constant,
        shared,
        version: best.version,
        deaf: limits.time.is_none(),
    };
    let Ok(solved) = solve_watched(highs, &mut link) else { return false };
    if let Ok(bound) = solved.double_info_value(c"mip_dual_bound") {
        shared.raise_bound(bound + finished.constant);
    }
    let solution = solved.get_solution();
    if solution.columns().len() == finished.columns.len() {
        shared.offer(instance, &model::plan_of(instance, &finished.columns, solution.columns()));
    }
    solved.status() == HighsModelStatus::Optimal
}

/// Joins HiGHS and the other searches.
struct Link<'a> {
    instance: &'a Instance,
    columns: &'a [Column],
    constant: f64,
    shared: &'a Shared,
    version: u64,
    /// Takes nothing in from outside, so that the run depends on its input alone.
    deaf: bool,
}

impl Watcher for Link<'_> {
    fn improved(&mut self, values: &[f64]) {
        let plan: Plan = model::plan_of(self.instance, self.columns, values);
        self.shared.offer(self.instance, &plan);
    }

    fn bound(&mut self, bound: f64) {
        self.shared.raise_bound(bound + self.constant);
    }

    fn wants_stop(&mut self) -> bool {
        self.shared.stopped()
    }

    fn offer(&mut self) -> Option<Vec<f64>> {
        if self.deaf {
            return None;
        }
        let (version, plan) = self.shared.newer_than(self.version)?;
        self.version = version;
        Some(model::values_of(self.instance, self.columns, &plan))
    }
}
