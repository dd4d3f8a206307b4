//! Solving one benchmark instance with the column search.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::columns::nrp_work::nrp_work;
use super::columns::search::{self, Host, Search};
use super::columns::work::{Column, Work};
use super::shared::{Judge, Shared};
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
    let Some(work) = nrp_work(instance) else { return nothing(Status::NoRoster) };
    let Some(first) = search::first_roster(&work) else { return nothing(Status::NoRoster) };
    let shared = Shared::new(instance, plan_of(instance, &first));
    let host = NrpHost { instance, work: &work, shared: &shared, gap: options.gap };
    let mut reporter = Reporter::new(progress, started);
    let limits = search::Options {
        deadline: started + options.time_limit,
        seed: options.seed,
        threads: options.threads,
        work_limit: options.work_limit,
    };
    thread::scope(|scope| {
        let search = scope.spawn(|| Search::new(&work, &host, limits).run());
        while !search.is_finished() {
            thread::sleep(LOOK_EVERY);
            reporter.report(&shared, false);
        }
        if let Ok(Err(error)) = search.join() {
            tracing::error!(%error, "the column search ended early");
        }
    });
    reporter.report(&shared, true);
    let best = shared.best();
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

fn plan_of(instance: &NrpInstance, columns: &[Arc<Column>]) -> Plan {
    let mut plan = Plan::empty(instance.staff.len(), instance.days);
    for column in columns {
        for (day, choice) in column.choices.iter().enumerate() {
            plan.set(column.officer, day, usize::from(*choice).checked_sub(1));
        }
    }
    plan
}

/// Joins the column search and the caller.
struct NrpHost<'a> {
    instance: &'a NrpInstance,
    work: &'a Work,
    shared: &'a Shared,
    gap: f64,
}

impl Host for NrpHost<'_> {
    fn offer(&self, columns: &[Arc<Column>]) -> Option<f64> {
        let plan = plan_of(self.instance, columns);
        self.shared.offer(self.instance, &plan);
        self.instance.judge(&plan)
    }

    fn best(&self) -> f64 {
        self.shared.best().objective
    }

    fn best_choices(&self) -> Vec<Vec<u8>> {
        let plan = self.shared.best().plan;
        let choice = |shift: &Option<usize>| shift.map_or(0, |shift| u8::try_from(shift + 1).unwrap_or(0));
        (0..self.work.officers.len()).map(|staff| plan.row(staff).iter().map(choice).collect()).collect()
    }

    fn raise_bound(&self, bound: f64) {
        self.shared.raise_bound(bound);
    }

    fn stopped(&self) -> bool {
        let (_, gap) = self.shared.news();
        self.shared.stopped() || gap.is_some_and(|gap| gap <= self.gap.max(EQUAL * EQUAL))
    }
}
