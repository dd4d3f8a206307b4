//! The cheapest roster of one officer for given prices, counted limits included, with a proof.
//!
//! Without its limits the officer's best roster is one pass over the lattice. Where that roster breaks a limit, a price on
//! what the limit counts is adjusted until it nearly holds, and a best-first search, guided by the exact price to the end
//! of every node, closes what is left. Both give a bound at every moment, so that nothing is claimed that is not proven.

use super::label_search::{Bent, Labels, search};
use super::work::{Limit, OfficerWork};
use crate::optimiser::lattice::Lattice;

/// Passes spent on the prices of limits.
const PRICE_ROUNDS: usize = 14;
/// The first price tried for all that goes beyond a limit.
const FIRST_PRICE: f64 = 50.0;
/// Prices closer than this are equal.
pub(super) const EQUAL: f64 = 1e-7;

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The cheapest roster within the limits that was seen: its cells, one for each day.
    pub cells: Option<Vec<u32>>,
    /// Its price; infinite without one.
    pub price: f64,
    /// No roster within the limits is cheaper.
    pub bound: f64,
}

/// Prices of the limits of one officer, kept from one search to the next.
pub type Multipliers = Vec<f64>;

/// Room for searches.
#[derive(Debug, Default)]
pub struct Room {
    pub(super) to_end: Vec<f64>,
    bent: Vec<f64>,
    pub(super) first_edge: Vec<u32>,
    pub(super) labels: Labels,
}

/// The cheapest roster of `officer` for `prices` (own prices included).
///
/// `width` is the number of choices of a day. Rosters dearer than `cutoff` need not be found.
pub fn cheapest(
    officer: &OfficerWork,
    width: usize,
    prices: &[f64],
    cutoff: f64,
    multipliers: &mut Multipliers,
    room: &mut Room,
) -> Found {
    multipliers.resize(officer.limits.len(), 0.0);
    index_edges(&officer.lattice, room);
    let mut ascent = Ascent {
        officer,
        width,
        prices,
        found: Found { cells: None, price: f64::INFINITY, bound: f64::NEG_INFINITY },
        best: multipliers.clone(),
        rounds: 0,
    };
    ascent.climb(multipliers, cutoff, room);
    let Ascent { mut found, best, .. } = ascent;
    multipliers.clone_from(&best);
    if found.price > found.bound + EQUAL && found.bound < cutoff - EQUAL && found.bound.is_finite() {
        let mut bent = std::mem::take(&mut room.bent);
        let mut to_end = std::mem::take(&mut room.to_end);
        bend(prices, officer, width, multipliers, &mut bent);
        officer.lattice.pass_back(&bent, &mut to_end);
        let bending = Bent { prices, bent: &bent, to_end: &to_end, multipliers };
        search(officer, width, &bending, cutoff, room, &mut found);
        room.bent = bent;
        room.to_end = to_end;
    }
    found
}

/// The search for the prices of the limits that give the best bound.
struct Ascent<'a> {
    officer: &'a OfficerWork,
    width: usize,
    prices: &'a [f64],
    found: Found,
    best: Multipliers,
    rounds: usize,
}

impl Ascent<'_> {
    /// One pass: the price of the cheapest roster, and by how much it goes beyond each limit.
    fn look(&mut self, multipliers: &[f64], room: &mut Room) -> Option<(f64, Vec<i32>)> {
        self.rounds += 1;
        bend(self.prices, self.officer, self.width, multipliers, &mut room.bent);
        self.officer.lattice.pass_back(&room.bent, &mut room.to_end);
        if !room.to_end[0].is_finite() {
            self.found.bound = f64::INFINITY;
            return None;
        }
        let bound = room.to_end[0] - paid(self.officer, multipliers);
        if bound > self.found.bound {
            self.found.bound = bound;
            self.best.clear();
            self.best.extend_from_slice(multipliers);
        }
        let cells = descend(&self.officer.lattice, &room.bent, &room.to_end, &room.first_edge);
        let price: f64 = cells.iter().map(|cell| self.prices[*cell as usize]).sum();
        let limits = self.officer.limits.iter();
        let beyond: Vec<i32> = limits.map(|limit| used(limit, self.width, &cells) - limit.most).collect();
        if price < self.found.price && beyond.iter().all(|beyond| *beyond <= 0) {
            self.found.price = price;
            self.found.cells = Some(cells);
        }
        Some((price, beyond))
    }

    /// Raises the bound, one limit after the other: between a roster that breaks a limit and one that keeps it, the
    /// price at which both cost the same is tried next.
    fn climb(&mut self, multipliers: &mut Multipliers, cutoff: f64, room: &mut Room) {
        let Some(mut seen) = self.look(multipliers, room) else { return };
        while self.rounds < PRICE_ROUNDS && self.found.price > self.found.bound + EQUAL && self.found.bound < cutoff {
            let worst = (0..seen.1.len()).max_by_key(|limit| seen.1[*limit]);
            let Some(limit) = worst
                .filter(|limit| seen.1[*limit] > 0)
                .or_else(|| (0..seen.1.len()).find(|limit| seen.1[*limit] < 0 && multipliers[*limit] > 0.0))
            else {
                return;
            };
            let price_of = |seen: &(f64, Vec<i32>), multipliers: &[f64]| {
                let others = (0..multipliers.len()).filter(|other| *other != limit);
                seen.0 + others.map(|other| multipliers[other] * f64::from(seen.1[other])).sum::<f64>()
            };
            let (mut breaks, mut keeps) = (None, None);
            loop {
                let point = (price_of(&seen, multipliers), seen.1[limit]);
                if point.1 > 0 {
                    breaks = Some(point)
                } else {
                    keeps = Some(point)
                }
                let next = match (breaks, keeps) {
                    (Some(breaks), Some(keeps)) => (keeps.0 - breaks.0) / f64::from(breaks.1 - keeps.1),
                    (Some(breaks), None) => (2.0 * multipliers[limit]).max(FIRST_PRICE / f64::from(breaks.1)),
                    (None, _) => 0.0,
                };
                let known = (next - multipliers[limit]).abs() <= EQUAL * EQUAL.max(next);
                if known || self.rounds >= PRICE_ROUNDS || self.found.price <= self.found.bound + EQUAL {
                    break;
                }
                multipliers[limit] = next.max(0.0);
                match self.look(multipliers, room) {
                    Some(next) => seen = next,
                    None => return,
                }
            }
            if seen.1.len() == 1 {
                return;
            }
            multipliers.clone_from(&self.best);
            match self.look(multipliers, room) {
                Some(next) => seen = next,
                None => return,
            }
        }
    }
}

/// What the multipliers would pay for limits that are used up.
pub(super) fn paid(officer: &OfficerWork, multipliers: &[f64]) -> f64 {
    multipliers.iter().zip(&officer.limits).map(|(price, limit)| price * f64::from(limit.most)).sum()
}

/// How much of a limit a path uses.
pub(super) fn used(limit: &Limit, width: usize, cells: &[u32]) -> i32 {
    cells[limit.days.clone()].iter().map(|cell| limit.amounts[*cell as usize % width]).sum()
}

/// Adds the prices of the limits to the prices of the cells.
fn bend(prices: &[f64], officer: &OfficerWork, width: usize, multipliers: &[f64], bent: &mut Vec<f64>) {
    bent.clear();
    bent.extend_from_slice(prices);
    for (price, limit) in multipliers.iter().zip(&officer.limits).filter(|(price, _)| **price > 0.0) {
        let days = &mut bent[limit.days.start * 2 * width..limit.days.end * 2 * width];
        for cells in days.chunks_mut(width) {
            for (cell, amount) in cells.iter_mut().zip(limit.amounts.iter()) {
                *cell += price * f64::from(*amount);
            }
        }
    }
}

/// Where the edges of every node begin.
pub(super) fn index_edges(lattice: &Lattice, room: &mut Room) {
    room.first_edge.clear();
    room.first_edge.resize(lattice.nodes() + 1, 0);
    for edge in lattice.edges() {
        room.first_edge[edge.from as usize + 1] += 1;
    }
    for node in 0..lattice.nodes() {
        room.first_edge[node + 1] += room.first_edge[node];
    }
}

/// The cells of a cheapest path.
fn descend(lattice: &Lattice, prices: &[f64], to_end: &[f64], first_edge: &[u32]) -> Vec<u32> {
    let mut node = 0_usize;
    let mut cells = Vec::new();
    loop {
        let edges = &lattice.edges()[first_edge[node] as usize..first_edge[node + 1] as usize];
        let price = |edge: &crate::optimiser::lattice::Edge| prices[edge.cell as usize] + to_end[edge.to as usize];
        let Some(edge) = edges.iter().min_by(|one, other| price(one).total_cmp(&price(other))) else { return cells };
        cells.push(edge.cell);
        node = edge.to as usize;
    }
}
