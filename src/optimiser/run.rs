//! One solve under way: the local search on one thread, the proof beside it or after it.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::improve::Search;
use super::lawful::Lawful;
use super::proof;
use super::shared::Shared;
use super::solve::{Reporter, SolveOptions};
use super::standing::Standing;
use crate::domain::instance::{Instance, OfficerRoster};

/// Gap below which there is none.
const NOTHING: f64 = 1e-12;
/// Temperatures of a cycle of the local search, in the unit of the objective.
const HOT: f64 = 30.0;
const COLD: f64 = 0.5;
/// Cycles of the local search in per cent of its time: a quick first one, then ever more careful ones.
const CYCLES: [u64; 3] = [10, 30, 60];
/// Steps between two looks at the clock.
const STEPS_A_LOOK: u64 = 64;
/// Share of the time of a single thread that the local search gets before the proof begins.
const SEARCH_FIRST: f64 = 0.4;
/// Wall clock that the local search gets where the proof is expected to finish, per binary of the model; twice that where
/// the proof is on a thread of its own and has both afterwards.
const SEARCH_PER_BINARY: Duration = Duration::from_millis(1);
/// How long HiGHS may take to notice that it should stop, before its thread is left behind.
const GRACE: Duration = Duration::from_millis(1_500);
/// Wall clock between two exchanges of rosters; judging one takes milliseconds in a large centre.
const EXCHANGE_EVERY: Duration = Duration::from_millis(100);
/// Steps between two rosters handed over when work is counted.
const STEPS_A_HANDOVER: u64 = 2_048;
/// Wall clock that the last step gets per pair of officers, and at most after a stop.
const LEVELLING_A_PAIR: Duration = Duration::from_micros(100);
const LEVELLING_AFTER_STOP: Duration = Duration::from_millis(250);
/// Counted steps per binary from which a proof is worth its time.
const STEPS_FOR_PROOF: u64 = 5;

/// One solve under way.
#[derive(Clone)]
pub struct Run {
    /// The problem.
    pub instance: Arc<Instance>,
    /// Lawful choices.
    pub lawful: Arc<Lawful>,
    /// What all threads know together.
    pub shared: Arc<Shared>,
    /// Officers' rosters of an earlier solve.
    pub known: Arc<Vec<OfficerRoster>>,
    /// Limits.
    pub options: SolveOptions,
    /// When it began.
    pub started: Instant,
}

impl Run {
    /// Number of binaries that the model would have.
    fn binaries(&self) -> usize {
        self.binaries_of(&self.lawful)
    }

    /// Number of binaries that the model over these choices would have.
    pub fn binaries_of(&self, lawful: &Lawful) -> usize {
        let officers = 0..self.instance.officers.len();
        let cells = officers.flat_map(|officer| (0..self.instance.days).map(move |day| (officer, day)));
        cells.map(|(officer, day)| lawful.on(officer, day).shifts.len()).sum()
    }

    /// Whether the proof has both threads once the local search is over.
    pub fn has_both_threads_for_proof(&self) -> bool {
        let middling = proof::TINY_MODEL + 1..=proof::SMALL_MODEL;
        self.options.threads >= 2 && self.options.work_limit.is_none() && middling.contains(&self.binaries())
    }

    fn search(&self, seed: u64) -> Search<'_> {
        let standing = Standing::new(&self.instance, &self.lawful, &self.shared.best().plan);
        Search::new(standing, seed)
    }

    /// Starts the proof on a thread of its own.
    fn start_proof(&self, limits: proof::Limits) -> JoinHandle<()> {
        let run = self.clone();
        thread::spawn(move || proof::prove(&run, &limits))
    }

    /// Whether the gap asked for is reached or somebody asked to stop.
    pub fn done(&self) -> bool {
        let (_, gap) = self.shared.news();
        self.shared.stopped() || gap.is_some_and(|gap| gap <= self.options.gap.max(NOTHING))
    }

    /// Until when the last step may share out more evenly, which ends soon after somebody `broke` off; it counts its work
    /// where there is no clock.
    pub fn levelling_end(&self, broke: bool) -> Option<Instant> {
        let end = self.started + self.options.time_limit;
        let soon = Instant::now() + LEVELLING_AFTER_STOP;
        self.options.work_limit.is_none().then(|| if broke { soon.min(end) } else { end })
    }

    /// What of the time limit is kept for it.
    fn levelling_time(&self) -> Duration {
        let officers = u32::try_from(self.instance.officers.len()).unwrap_or(u32::MAX);
        LEVELLING_A_PAIR.saturating_mul(officers.saturating_mul(officers) / 2).min(self.options.time_limit / 10)
    }

    /// Runs under the wall clock.
    pub fn timed(&self, reporter: &mut Reporter<'_>) {
        let end = self.started + self.options.time_limit - self.levelling_time();
        let binaries = self.binaries();
        let side_by_side = self.options.threads >= 2;
        let mut search = self.search(self.options.seed);
        while search.descend(|| Instant::now() < end && !self.shared.stopped()) && Instant::now() < end {}
        self.shared.offer(&*self.instance, search.best());
        reporter.report(&self.shared, false);
        let per_binary = SEARCH_PER_BINARY.saturating_mul(u32::try_from(binaries).unwrap_or(u32::MAX));
        // The search soon finds nothing more; where the proof can be expected to finish, the processor is better left to it.
        let search_end = match side_by_side {
            true if binaries <= proof::TINY_MODEL => end.min(self.started + per_binary),
            true if self.has_both_threads_for_proof() => end.min(self.started + 2 * per_binary),
            true => end,
            false => self.started + self.options.time_limit.mul_f64(SEARCH_FIRST).min(per_binary),
        };
        let settled = search_end.min(self.started + per_binary / 2);
        let limits = proof::Limits { end: Some(end), nodes: None, settled, search_end };
        let helper = side_by_side.then(|| self.start_proof(limits));
        self.anneal(&mut search, search_end, &mut || reporter.report(&self.shared, false));
        let helper = helper.or_else(|| (!self.done()).then(|| self.start_proof(limits)));
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
            self.shared.offer(&*self.instance, search.best());
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
    pub fn counted(&self, steps: u64, reporter: &mut Reporter<'_>) {
        let mut search = self.search(self.options.seed);
        let mut made = 0;
        while made < steps && search.descend(|| true) {
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
                    self.shared.offer(&*self.instance, search.best());
                }
                reporter.report(&self.shared, false);
            }
        }
        self.shared.offer(&*self.instance, search.best());
        let worth_proving = steps >= STEPS_FOR_PROOF * u64::try_from(self.binaries()).unwrap_or(u64::MAX);
        if worth_proving && !self.shared.stopped() {
            let nodes = i32::try_from(steps / 1000 + 1).unwrap_or(i32::MAX);
            let (settled, search_end) = (self.started, self.started);
            let limits = proof::Limits { end: None, nodes: Some(nodes), settled, search_end };
            let proof = self.start_proof(limits);
            while !proof.is_finished() && !self.shared.stopped() {
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
