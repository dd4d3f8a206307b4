//! The proof: the root of column generation bounds the objective, cells that no better roster can contain are fixed, and
//! HiGHS searches what is left. With two threads the tree of branch and price goes on beside it: it lifts the bound where
//! HiGHS finds the rosters.

use std::thread;
use std::time::{Duration, Instant};

use super::columns::branching::Tree;
use super::columns::commune_work::commune_work;
use super::columns::fixing::open_choices;
use super::columns::generation::Generated;
use super::columns::master::MasterError;
use super::columns::plan_host::PlanHost;
use super::columns::search::{Options, Search};
use super::columns::work::Work;
use super::lawful::Lawful;
use super::prover;
use super::run::Run;

/// How the proof is limited.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// When to end; `None` when no decision may depend on the clock.
    pub end: Option<Instant>,
    /// Nodes of HiGHS, when the run must not depend on the clock.
    pub nodes: Option<i32>,
    /// When the best roster is good enough to fix cells by it.
    pub settled: Instant,
    /// When the local search ends, and its thread is free.
    pub search_end: Instant,
}

/// Binaries up to which one thread is enough for the proof.
pub const TINY_MODEL: usize = 3_000;
/// Binaries up to which HiGHS gets the model that is left, and up to which a proof is expected to finish.
pub const SMALL_MODEL: usize = 10_000;
/// Time that is too short for HiGHS to find anything.
const SHORT: Duration = Duration::from_millis(1_500);
/// Gap that HiGHS is trusted to close in such a model.
const NARROW: f64 = 0.02;
/// How long columns are searched between two looks at what is left.
const CHUNK: Duration = Duration::from_secs(5);
/// Wall clock between two looks whether the other thread is free.
const WAIT: Duration = Duration::from_millis(20);
/// A day: longer than any solve.
const FOREVER: Duration = Duration::from_secs(86_400);

/// Proves as much as the limits allow, and hands over better rosters on the way.
pub fn prove(run: &Run, limits: &Limits) {
    let instance = &*run.instance;
    let end = limits.end.unwrap_or_else(|| Instant::now() + FOREVER);
    let Some(work) = commune_work(instance, &run.lawful) else { return };
    let (officers, days) = (instance.officers.len(), instance.days);
    let host = PlanHost { judge: instance, officers, days, shared: &run.shared, gap: run.options.gap };
    let options = Options { deadline: end, seed: run.options.seed, threads: 1, work_limit: None };
    let mut search = Search::new(&work, &host, options);
    search.know(run.known.iter().map(|known| (known.officer, &known.shifts[..])));
    let root = match search.root() {
        Ok(root) => root,
        Err(MasterError::Stopped) => return,
        Err(error) => {
            tracing::warn!(%error, "column generation failed; HiGHS alone goes on");
            hand_over(run, &run.lawful, limits, end);
            return;
        }
    };
    let over = || run.done() || Instant::now() >= end;
    // What little a short limit leaves is better spent on rosters near the best than on a model that takes longer.
    let settled = if end.saturating_duration_since(Instant::now()) < SHORT { end } else { limits.settled };
    if limits.end.is_some() && search.neighbourhoods(root.bound, Some(settled)).is_err() {
        return;
    }
    search.enumerate_root(&root);
    let mut tree = search.tree(&root);
    let narrowed = narrow(run, &work, &root);
    let is_small = run.binaries_of(&narrowed) <= SMALL_MODEL;
    if is_small && run.has_both_threads_for_proof() {
        return prove_side_by_side(run, limits, narrowed, end, || {
            !tree.is_closed() && turn(&mut search, &mut tree, &root, end)
        });
    }
    // HiGHS closes a narrow gap of a small model sooner than any tree of ours; a wide one it does not close at all.
    let is_narrow = run.shared.news().1.is_some_and(|gap| gap <= NARROW);
    if limits.end.is_some() && !(is_small && is_narrow) && search.climb(&mut tree).is_err() {
        return;
    }
    while !over() && !tree.is_closed() {
        let narrowed = match tree.trunk() {
            Some(trunk) => narrow(run, &trunk.work, &trunk.at),
            None => narrow(run, &work, &root),
        };
        if run.binaries_of(&narrowed) <= SMALL_MODEL || limits.end.is_none() {
            hand_over(run, &narrowed, limits, end);
            return;
        }
        if !turn(&mut search, &mut tree, &root, end) {
            return;
        }
    }
    // A tree that gave up a part of the problem is closed with a gap.
    if !over() {
        hand_over(run, &narrow(run, &work, &root), limits, end);
    }
}

/// HiGHS on a thread of its own over the choices that are left, and beside it one `turn` of the tree after another while there
/// is a next one.
fn prove_side_by_side(run: &Run, limits: &Limits, left: Lawful, end: Instant, mut turn: impl FnMut() -> bool) {
    let highs = {
        let (run, limits) = (run.clone(), *limits);
        thread::spawn(move || {
            if hand_over(&run, &left, &limits, end) {
                run.shared.ask_to_stop();
            }
        })
    };
    let over = || run.done() || Instant::now() >= end;
    // Three searches would only get in each other's way.
    while !over() && Instant::now() < limits.search_end {
        thread::sleep(WAIT);
    }
    while !over() && turn() {}
    if highs.join().is_err() {
        tracing::warn!("HiGHS broke; what was found until then stands");
    }
}

/// Branches and searches neighbourhoods once each; whether that went well.
fn turn(search: &mut Search<'_>, tree: &mut Tree, root: &Generated, end: Instant) -> bool {
    let until = || Some(end.min(Instant::now() + CHUNK));
    search.branch(tree, until()).is_ok() && search.neighbourhoods(root.bound, until()).is_ok()
}

/// HiGHS over the lawful choices that are left; whether it finished its search.
fn hand_over(run: &Run, lawful: &Lawful, limits: &Limits, end: Instant) -> bool {
    let limits = prover::Limits {
        time: limits.end.is_some().then(|| end.saturating_duration_since(Instant::now())),
        nodes: limits.nodes,
        gap: run.options.gap,
        seed: run.options.seed,
    };
    prover::prove(&run.instance, lawful, &run.shared, limits)
}

/// The lawful choices that a roster at least as good as the best one may contain.
fn narrow(run: &Run, work: &Work, root: &Generated) -> Lawful {
    if root.floors.is_empty() {
        return (*run.lawful).clone();
    }
    let best = run.shared.best().objective;
    let served = work.worth(&root.centre);
    let open: Vec<Vec<bool>> =
        (0..work.officers.len()).map(|officer| open_choices(work, root, officer, best, &served)).collect();
    run.lawful.narrowed(|officer, day, choice| open[officer][day * work.choices() + choice])
}
