//! Solving one benchmark instance with the column search.

use std::ops::ControlFlow;
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use super::columns::master::MasterError;
use super::columns::nrp::{fits_whole, horizon, whole_work};
use super::columns::plan_host::{PlanHost, write_columns};
use super::columns::search::{self, Search};
use super::shared::Shared;
use super::solve::{Progress, Reporter, SolveOptions, Status};
use crate::checker::nrp::{NrpVerdict, check_nrp};
use crate::domain::instance::Plan;
use crate::domain::nrp::NrpInstance;

/// The result of a solve.
#[derive(Clone, Debug)]
pub struct NrpOutcome {
    /// The best roster found; lawful whenever there is one.
    pub plan: Option<Plan>,
    /// What the checker says about it.
    pub verdict: Option<NrpVerdict>,
    /// No roster is cheaper than this.
    pub bound: Option<f64>,
    /// How the solve ended.
    pub status: Status,
    /// Wall clock used.
    pub seconds: f64,
}

impl NrpOutcome {
    /// (objective − bound) ÷ max(1, |objective|).
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let objective = self.verdict.as_ref()?.objective;
        self.bound.map(|bound| (objective - bound).max(0.0) / objective.abs().max(1.0))
    }
}

/// Objective and bound closer than this are equal.
const EQUAL: f64 = 1e-6;
/// A day: longer than any solve.
const FOREVER: Duration = Duration::from_secs(86_400);
/// Pause between two looks at the search.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Solves `instance` within the limits of `options`. `progress` hears of every better roster; when it breaks, the best
/// roster so far is returned. Every roster, reported or returned, was found lawful by [`crate::checker`].
pub fn solve_nrp(
    instance: &NrpInstance,
    options: &SolveOptions,
    progress: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> NrpOutcome {
    let started = Instant::now();
    let nothing = |status| NrpOutcome {
        plan: None,
        verdict: None,
        bound: None,
        status,
        seconds: started.elapsed().as_secs_f64(),
    };
    let unlawful = || {
        tracing::error!("the checker refuses the first roster");
        nothing(Status::NoneFound)
    };
    let mut reporter = Reporter::new(progress, started);
    // Counted work does not look at the clock.
    let deadline = started + if options.work_limit.is_some() { FOREVER } else { options.time_limit };
    let best = if fits_whole(instance) {
        let Some(work) = whole_work(instance) else { return nothing(Status::NoRoster) };
        // Labels are bounded, so that a roster that is not found may exist.
        let Some(first) = search::first_roster(&work) else { return nothing(Status::NoneFound) };
        let mut plan = Plan::empty(instance.staff.len(), instance.days);
        write_columns(&mut plan, 0, &first);
        let Some(shared) = Shared::new(instance, plan) else { return unlawful() };
        let (officers, days) = (instance.staff.len(), instance.days);
        let host = PlanHost { judge: instance, officers, days, shared: &shared, gap: options.gap };
        let limits =
            search::Options { deadline, seed: options.seed, threads: options.threads, work_limit: options.work_limit };
        watch(&shared, &mut reporter, |scope| vec![scope.spawn(|| Search::new(&work, &host, limits).run())]);
        shared.best()
    } else {
        let stop = || Instant::now() >= deadline;
        let Some(plan) = horizon::first_plan(instance, options.seed, &stop) else { return nothing(Status::NoneFound) };
        let Some(shared) = Shared::new(instance, plan) else { return unlawful() };
        let shared_by_all = &shared;
        watch(&shared, &mut reporter, |scope| {
            let threads = if options.work_limit.is_some() { 1 } else { options.threads.clamp(1, 2) };
            let seeds = (0..u64::from(threads)).map(|thread| options.seed ^ (thread << 32));
            seeds
                .map(|seed| {
                    scope.spawn(move || horizon::improve(instance, shared_by_all, deadline, options.work_limit, seed))
                })
                .collect()
        });
        shared.best()
    };
    let verdict = check_nrp(instance, &best.plan);
    let proven = best.bound.is_some_and(|bound| verdict.objective <= bound + EQUAL);
    NrpOutcome {
        plan: Some(best.plan),
        bound: best.bound,
        status: if proven { Status::Optimal } else { Status::Feasible },
        verdict: Some(verdict),
        seconds: started.elapsed().as_secs_f64(),
    }
}

/// Runs searches on threads of their own and reports what they find until all have ended.
fn watch<'env>(
    shared: &'env Shared,
    reporter: &mut Reporter<'_>,
    start: impl for<'scope> FnOnce(
        &'scope thread::Scope<'scope, 'env>,
    ) -> Vec<ScopedJoinHandle<'scope, Result<(), MasterError>>>,
) {
    thread::scope(|scope| {
        let searches = start(scope);
        while searches.iter().any(|search| !search.is_finished()) {
            thread::sleep(LOOK_EVERY);
            reporter.report(shared, false);
        }
        for search in searches {
            match search.join() {
                Ok(Ok(()) | Err(MasterError::Stopped)) | Err(_) => {}
                Ok(Err(error)) => tracing::error!(%error, "a column search ended early"),
            }
        }
    });
    reporter.report(shared, true);
}
