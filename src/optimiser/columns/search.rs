//! The search over columns: root, dives, the best of the pool, proof by enumeration, and large neighbourhoods.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};

use super::cheapest::all_up_to;
use super::dive::dive;
use super::generation::{Generated, Pricer, Until, generate};
use super::master::{Master, MasterError};
use super::pool::pick;
use super::work::{Column, Work};

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
/// Rosters that an enumeration may find in all.
const MOST_ROSTERS: usize = 30_000;
/// Objectives closer than this are equal.
const EQUAL: f64 = 1e-6;

/// Where a search reports to and hears from others.
pub trait Host: Sync {
    /// Offers a whole roster, one column for each officer in order; returns its judged price when it is lawful.
    fn offer(&self, columns: &[Arc<Column>]) -> Option<f64>;
    /// The price of the best roster so far.
    fn best(&self) -> f64;
    /// The choices of the best roster so far, officer by officer.
    fn best_choices(&self) -> Vec<Vec<u8>>;
    /// Offers a proven bound.
    fn raise_bound(&self, bound: f64);
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

/// One lawful roster for each officer, the cheapest for the officer alone; `None` when some officer has none.
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
    work: &'a Work,
    host: &'a dyn Host,
    options: Options,
    rng: StdRng,
    pricer: Pricer,
    /// Columns worth remembering, by officer.
    pool: Vec<Vec<Arc<Column>>>,
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
        }
    }

    fn over(&self) -> bool {
        Instant::now() >= self.options.deadline || self.host.stopped()
    }

    fn stopper(&self) -> impl Fn() -> bool + use<'a> {
        let (host, deadline) = (self.host, self.options.deadline);
        move || host.stopped() || Instant::now() >= deadline
    }

    /// Searches until the optimum is proven, the clock has run out or the host says stop.
    ///
    /// # Errors
    /// When HiGHS fails; what was offered until then stands.
    pub fn run(&mut self) -> Result<(), MasterError> {
        let root = self.root()?;
        self.dives(FIRST_DIVES)?;
        if self.options.threads < 2 || self.options.work_limit.is_some() {
            self.enumerate(&root);
            return self.neighbourhoods(&root, None);
        }
        let seed = self.options.seed ^ SECOND_SEED;
        let mut second = Search::new(self.work, self.host, Options { seed, ..self.options });
        second.pool.clone_from(&self.pool);
        thread::scope(|scope| {
            let other = scope.spawn(|| second.neighbourhoods(&root, None));
            self.enumerate(&root);
            self.neighbourhoods(&root, None)?;
            other.join().unwrap_or(Ok(()))
        })
    }

    /// Generates columns for all officers and offers the bound.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn root(&mut self) -> Result<Generated, MasterError> {
        let stop = self.stopper();
        let fixed = vec![None; self.work.officers.len()];
        let mut master = Master::new(self.work, &fixed)?;
        for column in self.best_columns() {
            master.add(column)?;
        }
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
    fn best_columns(&self) -> Vec<Arc<Column>> {
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
    }

    /// Where the gap is small, all rosters that could be part of a better solution are few: lists them and picks the
    /// best, which proves it.
    pub fn enumerate(&mut self, root: &Generated) {
        let best = self.host.best();
        let least_gain = if self.work.whole { 1.0 } else { EQUAL };
        // A roster dearer than the cheapest of its officer by more than this cannot be in a better solution.
        let slack = best - least_gain - root.bound + EQUAL;
        if slack < 0.0 || root.floors.is_empty() {
            return;
        }
        let served = self.work.worth(&root.centre);
        let mut columns: Vec<Arc<Column>> = Vec::new();
        for officer in 0..self.work.officers.len() {
            let mut prices = Vec::new();
            self.work.price(officer, &root.centre, &served, &mut prices);
            let own = &self.work.officers[officer];
            let most = root.floors[officer] + slack;
            let left = MOST_ROSTERS - columns.len();
            let (_, room) = self.pricer.last_prices();
            let Some(rosters) = all_up_to(own, self.work.choices(), &prices, most, left, room) else {
                trace(|| format!("enumeration gave up at officer {officer}, slack {slack}"));
                return;
            };
            columns.extend(rosters.iter().map(|cells| Arc::new(self.work.column(officer, cells))));
        }
        trace(|| format!("enumerated {} columns, slack {slack}", columns.len()));
        if (0..self.work.officers.len()).any(|officer| columns.iter().all(|column| column.officer != officer)) {
            self.host.raise_bound(best);
            return;
        }
        let fixed = vec![None; self.work.officers.len()];
        let time = self.options.deadline.saturating_duration_since(Instant::now());
        let stop = self.stopper();
        let Some(picked) = pick(self.work, &fixed, &columns, None, time, self.options.seed, &stop) else { return };
        if let Some(columns) = &picked.columns {
            self.host.offer(columns);
        }
        // Whatever is not among these columns is no cheaper than the best roster known before.
        let bound = picked.bound.min(best);
        trace(|| format!("picked {:?} bound {} finished {}", self.host.best(), picked.bound, picked.finished));
        self.host.raise_bound(self.work.round_up(bound));
    }

    /// Frees some officers after the other, generates rosters for them and picks the best, until the search is over or
    /// the clock says `until`.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn neighbourhoods(&mut self, root: &Generated, until: Option<Instant>) -> Result<(), MasterError> {
        let mut size = 6_usize.min(self.work.officers.len());
        let mut idle = 0;
        let mut known = f64::INFINITY;
        let mut columns = self.best_columns();
        while !self.over() && until.is_none_or(|until| Instant::now() < until) {
            if self.host.best() < known - EQUAL {
                known = self.host.best();
                columns = self.best_columns();
                if columns.len() != self.work.officers.len() {
                    return Ok(());
                }
            }
            if self.work.round_up(root.bound) >= known - EQUAL {
                return Ok(());
            }
            let free = self.choose(&columns, size);
            if self.improve(&columns, &free, known)? {
                idle = 0;
            } else {
                idle += 1;
                if idle % 40 == 0 {
                    size = (size + 2).min(self.work.officers.len());
                    trace(|| format!("size {size}"));
                }
            }
        }
        Ok(())
    }

    /// Officers to free: half of the time at random, half of the time around a counter that costs something.
    fn choose(&mut self, columns: &[Arc<Column>], size: usize) -> Vec<usize> {
        let mut officers: Vec<usize> = (0..self.work.officers.len()).collect();
        officers.shuffle(&mut self.rng);
        let aimed = self.rng.random_bool(0.5);
        if aimed {
            let mut served = vec![0.0; self.work.rows.len()];
            for (row, amount) in columns.iter().flat_map(|column| column.entries.iter()) {
                served[*row as usize] += amount;
            }
            let costly: Vec<u32> = (0..self.work.rows.len())
                .filter(|row| {
                    let (low, high) = self.work.rows[*row];
                    served[*row] < low - EQUAL || served[*row] > high + EQUAL
                })
                .filter_map(|row| u32::try_from(row).ok())
                .collect();
            if let Some(row) = costly.choose(&mut self.rng) {
                // Those who can serve the row first.
                let serves = |officer: usize| {
                    let own = &self.work.officers[officer];
                    self.work.services[own.service].iter().any(|entries| entries.iter().any(|entry| entry.0 == *row))
                };
                let touches = |officer: usize| columns[officer].entries.iter().any(|entry| entry.0 == *row);
                officers.sort_by_key(|officer| (!serves(*officer), !touches(*officer) && officer % 2 == 0));
                let head = (2 * size).min(officers.len());
                officers[..head].shuffle(&mut self.rng);
            }
        }
        officers.truncate(size);
        officers
    }

    /// Looks for a better roster of the `free` officers beside the others; whether one was found.
    fn improve(&mut self, columns: &[Arc<Column>], free: &[usize], best: f64) -> Result<bool, MasterError> {
        let stop = self.stopper();
        let fixed: Vec<Option<Arc<Column>>> =
            columns.iter().map(|column| (!free.contains(&column.officer)).then(|| column.clone())).collect();
        let mut master = Master::new(self.work, &fixed)?;
        for officer in free {
            master.add(columns[*officer].clone())?;
            for column in self.pool[*officer].iter().take(60) {
                master.add(column.clone())?;
            }
        }
        let least_gain = if self.work.whole { 1.0 - EQUAL } else { EQUAL };
        let until = Until { deadline: self.options.deadline, rounds: 40, gap: 1e-4, cutoff: best - least_gain + EQUAL };
        let local = generate(&mut master, &mut self.pricer, &until, &stop)?;
        if self.work.round_up(local.bound) >= best - EQUAL {
            return Ok(false);
        }
        let until = Until { cutoff: best, ..until };
        let known: Vec<Arc<Column>> = master.columns().cloned().collect();
        drop(master);
        let found = dive(self.work, &mut self.pricer, fixed.clone(), known.clone(), &until, &mut self.rng, &stop)?;
        let mut whole = found;
        if whole.is_none() && !self.over() {
            let start: Vec<usize> = free
                .iter()
                .filter_map(|officer| known.iter().position(|column| **column == *columns[*officer]))
                .collect();
            let time = Duration::from_secs(5).min(self.options.deadline.saturating_duration_since(Instant::now()));
            let picked = pick(self.work, &fixed, &known, Some(&start), time, self.options.seed, &stop);
            whole = picked.and_then(|picked| picked.columns).map(|found| join(columns, &found));
        }
        for column in &known {
            let own = &mut self.pool[column.officer];
            if own.len() < 400 && !own.iter().any(|known| known.choices == column.choices) {
                own.push(column.clone());
            }
        }
        let Some(whole) = whole else { return Ok(false) };
        let price = self.host.offer(&whole);
        let better = price.is_some_and(|price| price < best - EQUAL);
        if better {
            trace(|| format!("neighbourhood of {} gave {price:?}", free.len()));
        }
        Ok(better)
    }
}

/// The roster with some officers' columns replaced.
fn join(columns: &[Arc<Column>], found: &[Arc<Column>]) -> Vec<Arc<Column>> {
    let mut whole = columns.to_vec();
    for column in found {
        whole[column.officer] = column.clone();
    }
    whole
}

/// Tells whoever asked for it what the search does.
fn trace(text: impl FnOnce() -> String) {
    tracing::debug!(target: "catruc::columns", "{}", text());
}
