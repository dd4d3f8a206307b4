//! The search over columns: root, dives, the best of the pool, proof by enumeration, and large neighbourhoods.

use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;

use super::dive::dive;
use super::generation::{Generated, Pricer, Until, generate};
use super::master::{Master, MasterError, Relaxed};
use super::neighbourhoods::FIRST_SIZE;
use super::plan_host::choices;
use super::pool::Effort;
use super::work::{Choice, Column, Work};

/// Gap between linear programme and bound at which generation at the root stops.
const ROOT_GAP: f64 = 1e-7;
/// Rounds of generation at the root at most.
const ROOT_ROUNDS: usize = 400;
/// Dives before the neighbourhoods begin.
const FIRST_DIVES: usize = 3;
/// Columns of each officer that a dive from the root begins with.
const FIRST_COLUMNS: usize = 60;
/// Columns that one restricted integer programme takes.
const POOL: usize = 4_000;
/// Weight in the linear programme from which a column is part of its optimum.
const TAKEN: f64 = 1e-6;
/// Nodes of an integer programme where no clock may decide.
const NODES: i32 = 200;
/// Objectives closer than this are equal.
pub(super) const EQUAL: f64 = 1e-6;

/// Where a search reports to and hears from others.
pub trait Host: Sync {
    /// Offers a whole roster, one column for each officer in order; returns its judged price when it is lawful.
    fn offer(&self, columns: &[Arc<Column>]) -> Option<f64>;
    /// The price of the best roster so far.
    fn best(&self) -> f64;
    /// The choices of the best roster so far, officer by officer.
    fn best_choices(&self) -> Vec<Vec<Choice>>;
    /// Offers a proven bound.
    fn raise_bound(&self, bound: f64);
    /// Keeps columns to begin another search from.
    fn keep_columns(&self, columns: &[Arc<Column>]);
    /// Whether to stop.
    fn stopped(&self) -> bool;
}

/// How a search is limited.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The clock.
    pub deadline: Instant,
    /// Seed of every random choice.
    pub seed: u64,
    /// Threads; a second one searches neighbourhoods of its own.
    pub threads: u32,
    /// Neighbourhoods instead of the clock: the same input and seed then give the same roster.
    pub work_limit: Option<u64>,
}

/// Added to the seed of the second thread.
const SECOND_SEED: u64 = 0x9e37_79b9;

/// One lawful roster for each officer, the cheapest for the officer alone; `None` when none was found for
/// some officer.
#[must_use]
pub fn first_roster(work: &Work) -> Option<Vec<Arc<Column>>> {
    let mut pricer = Pricer::new(work);
    let duals = vec![0.0; work.rows.len()];
    let served = work.worth(&duals);
    (0..work.officers.len())
        .map(|officer| {
            let cells = pricer.price(work, officer, &duals, &served, f64::INFINITY).cells?;
            Some(Arc::new(work.column(officer, &cells)))
        })
        .collect()
}

/// A running search.
pub struct Search<'a> {
    pub(super) work: &'a Work,
    pub(super) host: &'a dyn Host,
    pub(super) options: Options,
    pub(super) rng: StdRng,
    pub(super) pricer: Pricer,
    /// Columns worth remembering, by officer.
    pub(super) pool: Vec<Vec<Arc<Column>>>,
    /// Neighbourhoods searched.
    pub(super) searched: u64,
    /// Officers that the next neighbourhood frees, and neighbourhoods since the last one that gave a better roster.
    pub(super) size: usize,
    pub(super) idle: u32,
    /// Ends this search and no other.
    halt: Option<&'a AtomicBool>,
}

impl<'a> Search<'a> {
    /// A search over `work`.
    #[must_use]
    pub fn new(work: &'a Work, host: &'a dyn Host, options: Options) -> Self {
        Self {
            work,
            host,
            options,
            rng: StdRng::seed_from_u64(options.seed),
            pricer: Pricer::new(work),
            pool: vec![Vec::new(); work.officers.len()],
            searched: 0,
            size: FIRST_SIZE.min(work.officers.len()),
            idle: 0,
            halt: None,
        }
    }

    /// Begins with the officers' choices that an earlier search kept; those that are not lawful here are left out.
    pub fn know<'k>(&mut self, known: impl IntoIterator<Item = (usize, &'k [Option<usize>])>) {
        for (officer, shifts) in known {
            let column = self.work.column_of(officer, &choices(shifts));
            self.pool[officer].extend(column.filter(|column| self.work.keeps_limits(column)).map(Arc::new));
        }
    }

    pub(super) fn over(&self) -> bool {
        let enough = self.options.work_limit.is_some_and(|most| self.searched >= most);
        enough || self.stopper()()
    }

    /// How long one restricted integer programme may take.
    pub(super) fn effort(&self, most: Duration) -> Effort {
        match self.options.work_limit {
            Some(_) => Effort::Nodes(NODES),
            None => Effort::Time(most.min(self.options.deadline.saturating_duration_since(Instant::now()))),
        }
    }

    pub(super) fn stopper(&self) -> impl Fn() -> bool + use<'a> {
        let (host, deadline, halt) = (self.host, self.options.deadline, self.halt);
        move || host.stopped() || Instant::now() >= deadline || halt.is_some_and(|halt| halt.load(Ordering::Relaxed))
    }

    /// Searches until the optimum is proven, the clock has run out or the host says stop.
    ///
    /// # Errors
    /// When HiGHS fails; what was offered until then stands.
    pub fn run(&mut self) -> Result<(), MasterError> {
        if self.options.threads < 2 || self.options.work_limit.is_some() {
            let root = self.root()?;
            self.dives(FIRST_DIVES)?;
            return self.prove(&root);
        }
        let seed = self.options.seed ^ SECOND_SEED;
        let root = self.root_beside_neighbourhoods(seed)?;
        let mut second = Search::new(self.work, self.host, Options { seed, ..self.options });
        second.pool.clone_from(&self.pool);
        thread::scope(|scope| {
            let other = scope.spawn(|| second.neighbourhoods(root.bound, None));
            self.prove(&root)?;
            other.join().unwrap_or(Ok(()))
        })
    }

    /// The root and the first dives, while the second thread searches neighbourhoods of the first roster: until the first
    /// dive is down, a short limit would end with that one.
    fn root_beside_neighbourhoods(&mut self, seed: u64) -> Result<Generated, MasterError> {
        let has_dived = AtomicBool::new(false);
        let mut early = Search::new(self.work, self.host, Options { seed, ..self.options });
        early.halt = Some(&has_dived);
        thread::scope(|scope| {
            // It is halted in the middle of its work, and what it had offered until then stands.
            scope.spawn(move || drop(early.neighbourhoods(f64::NEG_INFINITY, None)));
            let root = self.root().and_then(|root| self.dives(FIRST_DIVES).map(|()| root));
            has_dived.store(true, Ordering::Relaxed);
            root
        })
    }

    /// Generates columns for all officers, beside those that are known, and offers the bound.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn root(&mut self) -> Result<Generated, MasterError> {
        let stop = self.stopper();
        let mut master = self.first_master(&stop)?;
        let until = self.until(f64::INFINITY);
        let root = generate(&mut master, &mut self.pricer, &until, &stop)?;
        self.host.raise_bound(self.work.round_up(root.bound));
        trace(|| {
            let (objective, columns) = (root.relaxed.objective, master.columns().count());
            format!("root {objective} bound {} converged {} columns {columns}", root.bound, root.converged)
        });
        self.remember(&master, &root);
        Ok(root)
    }

    /// The master over the best roster and what of the known columns the linear programme takes. Where the prices have
    /// changed it takes little of them, and the rest would only make every round longer.
    fn first_master(&mut self, stop: &dyn Fn() -> bool) -> Result<Master<'a>, MasterError> {
        let over = |columns: &[Arc<Column>], more: &[Arc<Column>]| {
            let mut master = Master::new(self.work, &vec![None; self.work.officers.len()])?;
            columns.iter().chain(more).try_for_each(|column| master.add(column.clone()).map(drop))?;
            Ok::<_, MasterError>(master)
        };
        let best = self.best_columns();
        let known: Vec<Arc<Column>> = self.pool.iter_mut().flat_map(mem::take).collect();
        let mut master = over(&best, &known)?;
        if known.is_empty() {
            return Ok(master);
        }
        let relaxed = master.solve(stop)?;
        let taken: Vec<Arc<Column>> = taken(&master, &relaxed).collect();
        if 2 * taken.len() >= known.len() { Ok(master) } else { over(&best, &taken) }
    }

    /// Dives from the root's columns.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn dives(&mut self, count: usize) -> Result<(), MasterError> {
        let stop = self.stopper();
        for _ in 0..count {
            if self.over() {
                break;
            }
            let until = self.until(self.host.best());
            let fixed = vec![None; self.work.officers.len()];
            let columns = self.pool.iter().flat_map(|own| own.iter().take(FIRST_COLUMNS).cloned()).collect();
            let found = dive(self.work, &mut self.pricer, fixed, columns, &until, &mut self.rng, &stop)?;
            if let Some(columns) = found {
                let price = self.host.offer(&columns);
                trace(|| format!("dive {price:?}"));
            }
        }
        Ok(())
    }

    fn until(&self, cutoff: f64) -> Until {
        Until { deadline: self.options.deadline, rounds: ROOT_ROUNDS, gap: ROOT_GAP, cutoff }
    }

    /// The columns of the best roster.
    pub(super) fn best_columns(&self) -> Vec<Arc<Column>> {
        let best = self.host.best_choices();
        let columns = best.iter().enumerate().filter_map(|(officer, choices)| self.work.column_of(officer, choices));
        columns.map(Arc::new).collect()
    }

    /// Keeps the columns that are cheap at the root's prices.
    fn remember(&mut self, master: &Master<'_>, root: &Generated) {
        let mut priced: Vec<(f64, &Arc<Column>)> = master
            .columns()
            .map(|column| (column.reduced(&root.centre) - root.floors.get(column.officer).unwrap_or(&0.0), column))
            .collect();
        priced.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (_, column) in priced.into_iter().take(POOL) {
            self.pool[column.officer].push(column.clone());
        }
        // More would make the next linear programme slower than they make it shorter.
        self.host.keep_columns(&taken(master, &root.relaxed).collect::<Vec<_>>());
    }
}

/// The columns of the optimum of the linear programme.
fn taken(master: &Master<'_>, relaxed: &Relaxed) -> impl Iterator<Item = Arc<Column>> {
    let weighed = relaxed.weights.iter().zip(master.columns());
    weighed.filter(|(weight, _)| **weight > TAKEN).map(|(_, column)| column.clone())
}

/// Tells whoever asked for it what the search does.
pub(super) fn trace(text: impl FnOnce() -> String) {
    tracing::debug!(target: "catruc::columns", "{}", text());
}
