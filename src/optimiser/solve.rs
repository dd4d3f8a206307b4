//! Solving one instance: a lawful roster at once, better ones while time lasts, and a proven bound beside them.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::lawful::{Contradiction, Lawful};
use super::level::level;
use super::run::Run;
use super::shared::{Best, Shared};
use super::start::start;
use super::warm_start::WarmStart;
use crate::checker::{self, Verdict};
use crate::domain::instance::{Instance, OfficerRoster, Plan};

/// How long and how carefully to solve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SolveOptions {
    /// Wall clock; not looked at when there is a work limit.
    pub time_limit: Duration,
    /// Steps of the local search. The same input, seed and work limit give the same roster on every machine: one
    /// thread, and no decision by the clock.
    pub work_limit: Option<u64>,
    /// Relative gap, (objective − bound) ÷ max(1, |objective|), at which to stop; 0 asks for a proof.
    pub gap: f64,
    /// Threads to use: with two or more the local search and HiGHS run side by side.
    pub threads: u32,
    /// Seed of every random choice.
    pub seed: u64,
}

/// What is known while solving, sent for every better roster and about twice a second.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Wall clock since the start.
    pub seconds: f64,
    /// Objective of the best roster.
    pub objective: f64,
    /// No roster is cheaper than this.
    pub bound: Option<f64>,
    /// (objective − bound) ÷ max(1, |objective|).
    pub gap: Option<f64>,
    /// The best roster, when it is new since the last progress.
    pub plan: Option<Plan>,
    /// Officers' rosters to begin another solve from, when they are new since the last progress.
    pub columns: Option<Vec<OfficerRoster>>,
}

/// How a solve ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// No roster is cheaper.
    Optimal,
    /// A lawful roster; how good it is at least, the bound tells.
    Feasible,
    /// Some officer has no lawful roster at all.
    NoRoster,
    /// No lawful roster was found, and there may be one.
    NoneFound,
}

/// The result of a solve.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The best roster found; lawful whenever there is one.
    pub plan: Option<Plan>,
    /// What the checker says about the roster.
    pub verdict: Option<Verdict>,
    /// No roster is cheaper than this.
    pub bound: Option<f64>,
    /// How the solve ended.
    pub status: Status,
    /// Why there is no roster: the officers without a lawful one.
    pub contradictions: Vec<Contradiction>,
    /// Officers' rosters to begin another solve from.
    pub columns: Vec<OfficerRoster>,
    /// Wall clock used.
    pub seconds: f64,
}

impl Outcome {
    /// (objective − bound) ÷ max(1, |objective|).
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let objective = self.verdict.as_ref()?.objective;
        self.bound.map(|bound| (objective - bound).max(0.0) / objective.abs().max(1.0))
    }
}

/// Objective and bound closer than this are equal.
const EQUAL: f64 = 1e-6;
/// Wall clock between two reports without a better roster.
const REPORT_EVERY: Duration = Duration::from_millis(500);

/// Solves `instance` within the limits of `options`, from what is known already.
///
/// `progress` hears of every better roster; when it breaks, the best roster so far is returned. Every roster, reported or
/// returned, was found lawful by [`crate::checker`]. The last one is shared out as evenly as its price allows, after a stop
/// too.
pub fn solve(
    instance: &Instance,
    options: &SolveOptions,
    known: &WarmStart,
    progress: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Outcome {
    let started = Instant::now();
    let first = Lawful::new(instance).and_then(|lawful| start(instance, &lawful).map(|plan| (lawful, plan)));
    let (lawful, plan) = match first {
        Ok(first) => first,
        Err(contradictions) => return nothing(Status::NoRoster, contradictions, started),
    };
    let Some(shared) = Shared::new(instance, plan.clone()) else {
        tracing::error!("the checker refuses the first roster");
        return nothing(Status::NoneFound, Vec::new(), started);
    };
    if let Some(warm) = known.over(instance, &plan) {
        shared.offer(instance, &warm);
    }
    let run = Run {
        instance: Arc::new(instance.clone()),
        shared: Arc::new(shared),
        known: Arc::new(known.columns.clone()),
        lawful: Arc::new(lawful),
        options: *options,
        started,
    };
    let mut reporter = Reporter::new(progress, started);
    match options.work_limit {
        Some(steps) => run.counted(steps, &mut reporter),
        None => run.timed(&mut reporter),
    }
    let best = run.shared.best().plan;
    let levelled = level(instance, &run.lawful, &best, run.levelling_end(reporter.broken));
    if levelled != best {
        run.shared.settle(instance, levelled);
    }
    reporter.report(&run.shared, true);
    Outcome { columns: run.shared.columns(), ..outcome(instance, &run.shared.best(), started) }
}

fn nothing(status: Status, contradictions: Vec<Contradiction>, started: Instant) -> Outcome {
    Outcome {
        plan: None,
        verdict: None,
        bound: None,
        status,
        contradictions,
        columns: Vec::new(),
        seconds: started.elapsed().as_secs_f64(),
    }
}

fn outcome(instance: &Instance, best: &Best, started: Instant) -> Outcome {
    let verdict = checker::check(instance, &best.plan);
    let proven = best.bound.is_some_and(|bound| verdict.objective <= bound + EQUAL * verdict.objective.abs().max(1.0));
    Outcome {
        plan: Some(best.plan.clone()),
        verdict: Some(verdict),
        bound: best.bound,
        status: if proven { Status::Optimal } else { Status::Feasible },
        contradictions: Vec::new(),
        columns: Vec::new(),
        seconds: started.elapsed().as_secs_f64(),
    }
}

/// Tells the caller what is new.
pub(super) struct Reporter<'a> {
    progress: &'a mut dyn FnMut(&Progress) -> ControlFlow<()>,
    started: Instant,
    version: u64,
    last: Instant,
    broken: bool,
}

impl<'a> Reporter<'a> {
    /// A reporter that has told nothing yet.
    pub(super) fn new(progress: &'a mut dyn FnMut(&Progress) -> ControlFlow<()>, started: Instant) -> Self {
        Self { progress, started, version: 0, last: started, broken: false }
    }

    /// Reports when there is something new, when it is time to, or when `now` insists; a break asks all to stop.
    pub(super) fn report(&mut self, shared: &Shared, now: bool) {
        let (version, _) = shared.news();
        if version == self.version && !now && self.last.elapsed() < REPORT_EVERY {
            return;
        }
        let best = shared.best();
        let progress = Progress {
            seconds: self.started.elapsed().as_secs_f64(),
            objective: best.objective,
            bound: best.bound,
            gap: best.gap(),
            plan: (best.version != self.version).then_some(best.plan),
            columns: shared.new_columns(),
        };
        self.version = best.version;
        self.last = Instant::now();
        if (self.progress)(&progress).is_break() {
            self.broken = true;
            shared.ask_to_stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::proof::SMALL_MODEL;
    use crate::optimiser::proof::TINY_MODEL;
    use crate::optimiser::test_support::{small_instance, tiny_instances};
    use proptest::prelude::*;

    fn options(threads: u32, work_limit: Option<u64>) -> SolveOptions {
        SolveOptions { time_limit: Duration::from_secs(20), work_limit, gap: 0.0, threads, seed: 1 }
    }

    fn silent(_: &Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// Every lawful roster of every officer.
    fn lawful_rows(instance: &Instance, officer: usize) -> Vec<Vec<Option<usize>>> {
        let choices = instance.shifts.len() + 1;
        let rows = choices.pow(u32::try_from(instance.days).expect("a few days"));
        let row = |number: usize| {
            (0..instance.days).map(move |day| (number / choices.pow(day as u32) % choices).checked_sub(1)).collect()
        };
        let lawful = |row: &Vec<Option<usize>>| {
            let mut plan = Plan::empty(instance.officers.len(), instance.days);
            row.iter().enumerate().for_each(|(day, shift)| plan.set(officer, day, *shift));
            checker::breaches_of(instance, &plan, officer).is_empty()
        };
        (0..rows).map(row).filter(lawful).collect()
    }

    fn cheapest_of_all(instance: &Instance) -> Option<f64> {
        let mut plans = vec![Plan::empty(instance.officers.len(), instance.days)];
        for officer in 0..instance.officers.len() {
            let rows = lawful_rows(instance, officer);
            let with = |plan: &Plan, row: &Vec<Option<usize>>| {
                let mut plan = plan.clone();
                row.iter().enumerate().for_each(|(day, shift)| plan.set(officer, day, *shift));
                plan
            };
            plans = plans.iter().flat_map(|plan| rows.iter().map(move |row| with(plan, row))).collect();
        }
        plans.iter().map(|plan| checker::check(instance, plan).objective).reduce(f64::min)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10))]
        #[test]
        fn no_roster_at_all_is_cheaper_than_a_proven_optimum(instance in tiny_instances()) {
            let mut instance = instance;
            instance.officers.truncate(2);
            instance.previous.retain(|published| published.0 < 2);
            let outcome = solve(&instance, &options(1, None), &WarmStart::default(), &mut silent);
            match cheapest_of_all(&instance) {
                Some(cheapest) => {
                    prop_assert_eq!(outcome.status, Status::Optimal);
                    prop_assert_eq!(outcome.verdict.map(|verdict| verdict.objective), Some(cheapest));
                }
                None => prop_assert_eq!(outcome.status, Status::NoRoster),
            }
        }

        #[test]
        fn two_threads_prove_small_instances(seed in 0_u64..100_000, officers in 2_usize..4) {
            let instance = small_instance(seed, officers, 14);
            let mut told = Vec::new();
            let outcome = solve(&instance, &options(2, None), &WarmStart::default(), &mut |progress: &Progress| {
                told.extend(progress.plan.clone());
                ControlFlow::Continue(())
            });
            prop_assert_eq!(outcome.status, Status::Optimal);
            for plan in told.iter().chain(&outcome.plan) {
                prop_assert_eq!(checker::check(&instance, plan).breaches, vec![]);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn a_warm_start_proves_what_a_cold_one_proves(instance in tiny_instances(), away in 0_usize..7, seed in 0_u64..9) {
            let before = solve(&instance, &options(1, None), &WarmStart::default(), &mut silent);
            // Somebody falls ill, somebody takes a consent back, and a stranger's rosters are among those that are known.
            let mut later = instance.clone();
            let officers = later.officers.len();
            later.officers[seed as usize % officers].leave[away % instance.days] = true;
            later.officers[away % officers].consent = false;
            later.pins.clear();
            let all_work = (0..officers).map(|officer| OfficerRoster { officer, shifts: vec![Some(0); instance.days] });
            let known = WarmStart { plan: before.plan, columns: before.columns.into_iter().chain(all_work).collect() };
            let (cold, warm) = (
                solve(&later, &options(1, None), &WarmStart::default(), &mut silent),
                solve(&later, &options(1, None), &known, &mut silent),
            );
            prop_assert_eq!(warm.status, cold.status);
            prop_assert_eq!(warm.bound, cold.bound);
            let objective = |outcome: &Outcome| outcome.verdict.as_ref().map(|verdict| verdict.objective);
            prop_assert_eq!(objective(&warm), objective(&cold));
            prop_assert!(warm.verdict.is_none_or(|verdict| verdict.is_lawful()));
        }
    }

    #[test]
    fn a_solve_begins_no_worse_than_the_roster_that_stood() {
        let instance = small_instance(7, 12, 28);
        let known = solve(&instance, &options(1, Some(4_000)), &WarmStart::default(), &mut silent);
        let stood = known.verdict.expect("a roster").objective;
        let mut first = None;
        let warm = WarmStart { plan: known.plan, columns: known.columns };
        solve(&instance, &options(1, None), &warm, &mut |progress: &Progress| {
            first.get_or_insert(progress.objective);
            ControlFlow::Break(())
        });
        assert!(first.is_some_and(|first| first <= stood), "{first:?} {stood}");
    }

    /// More binaries than one thread proves: HiGHS and the tree go on side by side.
    #[test]
    fn two_threads_share_the_proof_of_a_middling_instance_and_stop_in_time() {
        let instance = small_instance(11, 48, 28);
        let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
        let cells = (0..48).flat_map(|officer| (0..28).map(move |day| (officer, day)));
        let binaries: usize = cells.map(|(officer, day)| lawful.on(officer, day).shifts.len()).sum();
        assert!((TINY_MODEL + 1..=SMALL_MODEL).contains(&binaries), "{binaries}");
        let limited = SolveOptions { time_limit: Duration::from_secs(12), ..options(2, None) };
        let outcome = solve(&instance, &limited, &WarmStart::default(), &mut silent);
        let verdict = outcome.verdict.expect("small instances have a lawful roster");
        assert_eq!(verdict.breaches, vec![]);
        assert!(outcome.bound.is_some_and(|bound| bound <= verdict.objective + EQUAL), "{:?}", outcome.bound);
        assert!(outcome.seconds < 14.0, "{}", outcome.seconds);
        // Long before the local search ends: HiGHS alone has the other thread.
        let mut stopped_at = None;
        let stopped = solve(&instance, &limited, &WarmStart::default(), &mut |progress: &Progress| {
            if progress.seconds < 3.0 {
                return ControlFlow::Continue(());
            }
            stopped_at.get_or_insert(progress.seconds);
            ControlFlow::Break(())
        });
        let stopped_at = stopped_at.unwrap_or(stopped.seconds);
        assert!(stopped.seconds - stopped_at < 2.5, "{} after {stopped_at}", stopped.seconds);
        assert_eq!(stopped.verdict.map(|verdict| verdict.breaches), Some(vec![]));
    }

    #[test]
    fn the_same_work_gives_the_same_roster() {
        let instance = small_instance(7, 5, 28);
        let one = solve(&instance, &options(1, Some(2_000)), &WarmStart::default(), &mut silent);
        let other = solve(&instance, &options(2, Some(2_000)), &WarmStart::default(), &mut silent);
        assert_eq!(one.plan, other.plan);
        assert!(one.plan.is_some());
    }

    #[test]
    fn a_solve_that_is_stopped_at_once_still_gives_a_lawful_roster() {
        let instance = small_instance(7, 5, 28);
        let outcome = solve(&instance, &options(1, None), &WarmStart::default(), &mut |_| ControlFlow::Break(()));
        assert!(outcome.verdict.is_some_and(|verdict| verdict.is_lawful()));
    }
}
