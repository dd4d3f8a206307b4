//! Solving one instance: a lawful roster at once, better ones while time lasts, and a proven bound beside them.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::improve::Search;
use super::lawful::{Contradiction, Lawful};
use super::prover::{self, Limits};
use super::shared::{Best, Shared};
use super::standing::Standing;
use super::start::start;
use crate::checker::{self, Verdict};
use crate::domain::instance::{Instance, Plan};

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

/// Added to the seed of a second local search.
const SECOND_SEED: u64 = 0x9e37_79b9;
/// Objective and bound closer than this are equal.
const EQUAL: f64 = 1e-6;
/// Temperatures of a cycle of the local search, in the unit of the objective.
const HOT: f64 = 30.0;
const COLD: f64 = 0.5;
/// Cycles of the local search in per cent of its time: a quick first one, then ever more careful ones.
const CYCLES: [u64; 3] = [10, 30, 60];
/// Steps between two looks at the clock.
const STEPS_A_LOOK: u64 = 64;
/// Binaries up to which the local search ends before HiGHS does, even on a thread of its own.
const TINY_MODEL: usize = 3_000;
/// Binaries up to which HiGHS gets most of the time of a single thread.
const SMALL_MODEL: usize = 6_000;
/// Binaries up to which HiGHS is started at all.
const LARGE_MODEL: usize = 25_000;
/// Share of the time of a single thread that the local search gets before HiGHS proves a small model.
const SEARCH_FIRST: f64 = 0.2;
/// Wall clock that the local search gets at most where HiGHS is expected to finish, per binary of the model.
const SEARCH_PER_BINARY: Duration = Duration::from_millis(1);
/// How long HiGHS may take to notice that it should stop, before its thread is left behind.
const GRACE: Duration = Duration::from_millis(1_500);
/// Wall clock between two exchanges of rosters; judging one takes milliseconds in a large centre.
const EXCHANGE_EVERY: Duration = Duration::from_millis(100);
/// Steps between two rosters handed over when work is counted.
const STEPS_A_HANDOVER: u64 = 2_048;
/// Wall clock between two reports without a better roster.
const REPORT_EVERY: Duration = Duration::from_millis(500);

/// Solves `instance` within the limits of `options`.
///
/// `progress` hears of every better roster; when it breaks, the best roster so far is returned. Every roster, reported or
/// returned, was found lawful by [`crate::checker`].
pub fn solve(
    instance: &Instance,
    options: &SolveOptions,
    progress: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Outcome {
    let started = Instant::now();
    let first = Lawful::new(instance).and_then(|lawful| start(instance, &lawful).map(|plan| (lawful, plan)));
    let (lawful, plan) = match first {
        Ok(first) => first,
        Err(contradictions) => return no_roster(contradictions, started),
    };
    let run = Run {
        instance: Arc::new(instance.clone()),
        shared: Arc::new(Shared::new(instance, plan)),
        lawful: Arc::new(lawful),
        options: *options,
        started,
    };
    let mut reporter = Reporter { progress, started, version: 0, last: started };
    match options.work_limit {
        Some(steps) => run.counted(steps, &mut reporter),
        None => run.timed(&mut reporter),
    }
    reporter.report(&run.shared, true);
    outcome(instance, &run.shared.best(), started)
}

fn no_roster(contradictions: Vec<Contradiction>, started: Instant) -> Outcome {
    Outcome {
        plan: None,
        verdict: None,
        bound: None,
        status: Status::NoRoster,
        contradictions,
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
        seconds: started.elapsed().as_secs_f64(),
    }
}

/// Tells the caller what is new.
struct Reporter<'a> {
    progress: &'a mut dyn FnMut(&Progress) -> ControlFlow<()>,
    started: Instant,
    version: u64,
    last: Instant,
}

impl Reporter<'_> {
    /// Reports when there is something new, when it is time to, or when `now` insists; a break asks all to stop.
    fn report(&mut self, shared: &Shared, now: bool) {
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
        };
        self.version = best.version;
        self.last = Instant::now();
        if (self.progress)(&progress).is_break() {
            shared.ask_to_stop();
        }
    }
}

/// One solve under way.
#[derive(Clone)]
struct Run {
    instance: Arc<Instance>,
    lawful: Arc<Lawful>,
    shared: Arc<Shared>,
    options: SolveOptions,
    started: Instant,
}

impl Run {
    /// Number of binaries that the model would have.
    fn binaries(&self) -> usize {
        let officers = 0..self.instance.officers.len();
        let cells = officers.flat_map(|officer| (0..self.instance.days).map(move |day| (officer, day)));
        cells.map(|(officer, day)| self.lawful.on(officer, day).shifts.len()).sum()
    }

    fn search(&self, seed: u64) -> Search<'_> {
        let standing = Standing::new(&self.instance, &self.lawful, &self.shared.best().plan);
        Search::new(standing, seed)
    }

    /// Starts a second local search on a thread of its own, with other random choices.
    fn start_search(&self, end: Instant) -> JoinHandle<()> {
        let run = self.clone();
        thread::spawn(move || run.anneal(&mut run.search(run.options.seed.wrapping_add(SECOND_SEED)), end, &mut || ()))
    }

    /// Starts HiGHS on a thread of its own.
    fn start_prover(&self, limits: Limits) -> JoinHandle<()> {
        let (instance, lawful, shared) = (self.instance.clone(), self.lawful.clone(), self.shared.clone());
        thread::spawn(move || {
            prover::prove(&instance, &lawful, &shared, limits);
        })
    }

    /// Whether the gap asked for is reached or somebody asked to stop.
    fn done(&self) -> bool {
        let (_, gap) = self.shared.news();
        self.shared.stopped() || gap.is_some_and(|gap| gap <= self.options.gap.max(EQUAL * EQUAL))
    }

    /// Runs under the wall clock.
    fn timed(&self, reporter: &mut Reporter<'_>) {
        let end = self.started + self.options.time_limit;
        let binaries = self.binaries();
        let side_by_side = self.options.threads >= 2;
        let small = binaries <= SMALL_MODEL;
        let proves = binaries <= LARGE_MODEL && (side_by_side || small);
        let limits =
            |time: Duration| Limits { time: Some(time), nodes: None, gap: self.options.gap, seed: self.options.seed };
        let mut search = self.search(self.options.seed);
        while search.descend() && Instant::now() < end {}
        self.shared.offer(&self.instance, search.best());
        reporter.report(&self.shared, false);
        let mut helper = None;
        if proves && side_by_side {
            helper = Some(self.start_prover(limits(end.saturating_duration_since(Instant::now()))));
        } else if side_by_side {
            helper = Some(self.start_search(end));
        }
        let per_binary = SEARCH_PER_BINARY.saturating_mul(u32::try_from(binaries).unwrap_or(u32::MAX));
        let search_end = match (proves, side_by_side) {
            (true, false) => self.started + self.options.time_limit.mul_f64(SEARCH_FIRST).min(per_binary),
            // On the smallest models the search soon finds nothing more; the processor is better left to the proof.
            (true, true) if binaries <= TINY_MODEL => end.min(self.started + per_binary),
            _ => end,
        };
        self.anneal(&mut search, search_end, &mut || reporter.report(&self.shared, false));
        if proves && !side_by_side && !self.done() {
            helper = Some(self.start_prover(limits(end.saturating_duration_since(Instant::now()))));
        }
        if let Some(helper) = helper {
            self.await_helper(helper, end, reporter);
        }
    }

    /// Local search until `end`, in cycles that each cool down.
    fn anneal(&self, search: &mut Search<'_>, end: Instant, report: &mut dyn FnMut()) {
        let begin = Instant::now();
        let whole = end.saturating_duration_since(begin);
        let mut version = 0;
        let mut cycle_begin = begin;
        let mut exchanged = begin;
        for share in CYCLES {
            let cycle = whole.mul_f64(ratio(share, 100));
            search.return_to_best();
            while cycle_begin.elapsed() < cycle && Instant::now() < end && !self.done() {
                let fraction = cycle_begin.elapsed().as_secs_f64() / cycle.as_secs_f64().max(1e-9);
                search.run(STEPS_A_LOOK, temperature(fraction));
                if exchanged.elapsed() >= EXCHANGE_EVERY {
                    version = self.exchange(search, version);
                    exchanged = Instant::now();
                    report();
                }
            }
            cycle_begin = Instant::now();
        }
        self.exchange(search, version);
        report();
    }

    /// Hands over the best roster of the search and takes in a better one; returns the version now known.
    fn exchange(&self, search: &mut Search<'_>, version: u64) -> u64 {
        let best = self.shared.news().0;
        if best == version && !search.has_news() {
            return version;
        }
        if search.take_news() {
            self.shared.offer(&self.instance, search.best());
        }
        match self.shared.newer_than(version) {
            Some((version, plan)) => {
                search.adopt_if_better(&plan);
                version
            }
            None => version,
        }
    }

    /// Waits for the other thread and reports what it finds. A HiGHS that does not notice the end soon enough is left
    /// to its own time limit.
    fn await_helper(&self, helper: JoinHandle<()>, end: Instant, reporter: &mut Reporter<'_>) {
        while !helper.is_finished() && Instant::now() < end && !self.done() {
            thread::sleep(Duration::from_millis(5));
            reporter.report(&self.shared, false);
        }
        self.shared.ask_to_stop();
        let patience = Instant::now() + GRACE;
        while !helper.is_finished() && Instant::now() < patience {
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Runs by counted work alone.
    fn counted(&self, steps: u64, reporter: &mut Reporter<'_>) {
        let mut search = self.search(self.options.seed);
        let mut made = 0;
        while made < steps && search.descend() {
            made = search.steps();
        }
        let whole = steps.saturating_sub(search.steps());
        for share in CYCLES {
            search.return_to_best();
            let cycle = (whole * share / 100).max(1);
            let mut done = 0;
            while done < cycle && !self.shared.stopped() {
                let now = STEPS_A_LOOK.min(cycle - done);
                search.run(now, temperature(ratio(done, cycle)));
                done += now;
                if done.is_multiple_of(STEPS_A_HANDOVER) && search.take_news() {
                    self.shared.offer(&self.instance, search.best());
                }
                reporter.report(&self.shared, false);
            }
        }
        self.shared.offer(&self.instance, search.best());
        let binaries = self.binaries();
        let worth_proving = binaries <= SMALL_MODEL && steps >= 5 * u64::try_from(binaries).unwrap_or(u64::MAX);
        if worth_proving && !self.shared.stopped() {
            let nodes = i32::try_from(steps / 1000 + 1).unwrap_or(i32::MAX);
            let limits = Limits { time: None, nodes: Some(nodes), gap: self.options.gap, seed: self.options.seed };
            let prover = self.start_prover(limits);
            while !prover.is_finished() && !self.shared.stopped() {
                thread::sleep(Duration::from_millis(5));
                reporter.report(&self.shared, false);
            }
        }
    }
}

/// A share of counted work.
#[expect(clippy::cast_precision_loss, reason = "steps stay far below 2^52")]
fn ratio(done: u64, whole: u64) -> f64 {
    done as f64 / whole.max(1) as f64
}

/// Temperature after `fraction` of a cycle.
fn temperature(fraction: f64) -> f64 {
    HOT * (COLD / HOT).powf(fraction.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
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
            let outcome = solve(&instance, &options(1, None), &mut silent);
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
            let outcome = solve(&instance, &options(2, None), &mut |progress: &Progress| {
                told.extend(progress.plan.clone());
                ControlFlow::Continue(())
            });
            prop_assert_eq!(outcome.status, Status::Optimal);
            for plan in told.iter().chain(&outcome.plan) {
                prop_assert_eq!(checker::check(&instance, plan).breaches, vec![]);
            }
        }
    }

    #[test]
    fn the_same_work_gives_the_same_roster() {
        let instance = small_instance(7, 5, 28);
        let one = solve(&instance, &options(1, Some(2_000)), &mut silent);
        let other = solve(&instance, &options(2, Some(2_000)), &mut silent);
        assert_eq!(one.plan, other.plan);
        assert!(one.plan.is_some());
    }

    #[test]
    fn a_solve_that_is_stopped_at_once_still_gives_a_lawful_roster() {
        let instance = small_instance(7, 5, 28);
        let outcome = solve(&instance, &options(1, None), &mut |_| ControlFlow::Break(()));
        assert!(outcome.verdict.is_some_and(|verdict| verdict.is_lawful()));
    }
}
