//! Large neighbourhoods: some officers are freed, priced beside the others and put back as cheaply as possible.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::dive::dive;
use super::generation::{Until, generate};
use super::master::{Master, MasterError};
use super::pool::pick;
use super::search::{EQUAL, Search, trace};
use super::work::Column;

/// Wall clock of one restricted integer programme.
const PICK_TIME: Duration = Duration::from_secs(5);
/// Officers freed at first; more when nothing is found for so many neighbourhoods.
pub(super) const FIRST_SIZE: usize = 6;
const PATIENCE: u32 = 40;
/// Columns of a freed officer that a neighbourhood begins with, and that are remembered in all.
const KNOWN: usize = 60;
const REMEMBERED: usize = 400;

impl Search<'_> {
    /// Frees some officers after the other, generates rosters for them and picks the best, until the search is over, the
    /// best roster meets the proven `bound`, or the clock says `until`.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn neighbourhoods(&mut self, bound: f64, until: Option<Instant>) -> Result<(), MasterError> {
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
            if self.work.round_up(bound) >= known - EQUAL {
                return Ok(());
            }
            self.searched += 1;
            let free = self.choose(&columns, self.size);
            if self.improve(&columns, &free, known)? {
                self.idle = 0;
            } else {
                self.idle += 1;
                if self.idle.is_multiple_of(PATIENCE) {
                    self.grow();
                }
            }
        }
        Ok(())
    }

    /// Frees more officers from now on, up to half of them; then a few again, beside what has been found meanwhile.
    fn grow(&mut self) {
        let officers = self.work.officers.len();
        let most = (officers / 2).max(FIRST_SIZE.min(officers));
        self.size = if self.size < most { (self.size + 2).min(most) } else { FIRST_SIZE.min(officers) };
        trace(|| format!("size {}", self.size));
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
            for column in self.pool[*officer].iter().take(KNOWN) {
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
            let effort = self.effort(PICK_TIME);
            let picked = pick(self.work, &fixed, &known, Some(&start), effort, self.options.seed, &stop);
            whole = picked.and_then(|picked| picked.columns).map(|found| join(columns, &found));
        }
        for column in &known {
            let own = &mut self.pool[column.officer];
            if own.len() < REMEMBERED && !own.iter().any(|known| known.choices == column.choices) {
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
