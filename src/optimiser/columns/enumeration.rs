//! Proof by enumeration: where the gap is small, all rosters that could be part of a better solution are few.

use std::sync::Arc;

use super::all_rosters::all_up_to;
use super::generation::Generated;
use super::pool::{Effort, pick};
use super::search::{EQUAL, Search, trace};
use super::work::{Column, Work};

impl Search<'_> {
    /// Lists all rosters that could be part of a solution of `work` better than the best one known, at most `most`, and
    /// picks the best of them. `at` is the end of a generation for `work`.
    ///
    /// Returns what every solution of `work` that is better than the best one known costs at least; `None` when the
    /// rosters are too many.
    pub(super) fn enumerate(&mut self, work: &Work, at: &Generated, most: usize, effort: Effort) -> Option<f64> {
        let best = self.host.best();
        let least_gain = if work.whole { 1.0 } else { EQUAL };
        // A roster dearer than the cheapest of its officer by more than this cannot be in a better solution.
        let slack = best - least_gain - at.bound + EQUAL;
        if slack < 0.0 {
            return Some(best);
        }
        if at.floors.is_empty() {
            return None;
        }
        let served = work.worth(&at.centre);
        let mut columns: Vec<Arc<Column>> = Vec::new();
        for officer in 0..work.officers.len() {
            let mut prices = Vec::new();
            work.price(officer, &at.centre, &served, &mut prices);
            let (_, room) = self.pricer.last_prices();
            let dearest = at.floors[officer] + slack;
            let left = most - columns.len();
            let rosters = all_up_to(&work.officers[officer], work.choices(), &prices, dearest, left, room)?;
            if rosters.is_empty() {
                return Some(best);
            }
            columns.extend(rosters.iter().map(|cells| Arc::new(work.column(officer, cells))));
        }
        trace(|| format!("enumerated {} columns, slack {slack}", columns.len()));
        let fixed = vec![None; work.officers.len()];
        let stop = self.stopper();
        let picked = pick(work, &fixed, &columns, None, effort, self.options.seed, &stop)?;
        if let Some(columns) = &picked.columns {
            self.host.offer(columns);
        }
        trace(|| format!("picked {:?} bound {} finished {}", self.host.best(), picked.bound, picked.finished));
        // Whatever is not among these columns is no cheaper than the best roster known before.
        Some(picked.bound.min(best))
    }
}
