//! Reduced-price fixing: cells that no better roster than the best one known can contain.

use super::generation::Generated;
use super::work::Work;
use crate::optimiser::lattice::Workspace;

/// Which choices of `officer` may be part of a roster that costs at most `best` in all, by day and choice.
///
/// The cheapest roster of the officer through a cell, at the prices of the root, costs so much more than the officer's
/// cheapest one; when that is more than the whole gap, the cell cannot be in such a roster.
#[must_use]
pub fn open_choices(work: &Work, root: &Generated, officer: usize, best: f64, served: &[Vec<f64>]) -> Vec<bool> {
    /// Rounding that must not fix a cell.
    const DIRT: f64 = 1e-6;
    let own = &work.officers[officer];
    let width = work.choices();
    let mut prices = Vec::new();
    work.price(officer, &root.centre, served, &mut prices);
    let (mut room, mut to_end) = (Workspace::default(), Vec::new());
    own.lattice.pass(&prices, &mut room);
    own.lattice.pass_back(&prices, &mut to_end);
    let from_start = own.lattice.costs(&room);
    let most = root.floors[officer] + (best - root.bound).max(0.0) + DIRT;
    let mut open = vec![false; prices.len() / 2];
    for edge in own.lattice.edges() {
        let through = from_start[edge.from as usize] + prices[edge.cell as usize] + to_end[edge.to as usize];
        if through <= most {
            let day = edge.cell as usize / (2 * width);
            open[day * width + own.lattice.choice(edge.cell)] = true;
        }
    }
    open
}
