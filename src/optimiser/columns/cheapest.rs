//! The cheapest roster of one officer for given prices, counted limits included, with a proof.
//!
//! Without its limits the officer's best roster is one pass over the lattice. Where that roster breaks a limit, a price on
//! what the limit counts is adjusted until it nearly holds, and a best-first search, guided by the exact price to the end
//! of every node, closes what is left. Both give a bound at every moment, so that nothing is claimed that is not proven.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::work::{Limit, OfficerWork};
use crate::optimiser::lattice::Lattice;

/// Passes spent on the prices of limits.
const PRICE_ROUNDS: usize = 14;
/// The first price tried for all that goes beyond a limit.
const FIRST_PRICE: f64 = 50.0;
/// Labels after which the search gives up on exactness.
const MOST_LABELS: usize = 120_000;
/// Prices closer than this are equal.
const EQUAL: f64 = 1e-7;

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
    to_end: Vec<f64>,
    bent: Vec<f64>,
    first_edge: Vec<u32>,
    known_nodes: usize,
    labels: Vec<Label>,
    counts: Vec<i32>,
    seen: Vec<Vec<u32>>,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    node: u32,
    parent: u32,
    cell: u32,
    day: u32,
    /// Price so far, the prices of the limits included.
    cost: f64,
    /// Price so far without them.
    own: f64,
}

const NOBODY: u32 = u32::MAX;

/// A label on the heap; the cheapest first, the deepest of equals first.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    total: f64,
    day: u32,
    label: u32,
}

impl Eq for Open {}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.total.total_cmp(&self.total).then(self.day.cmp(&other.day)).then(other.label.cmp(&self.label))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
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
        search(officer, width, prices, &bent, &to_end, multipliers, cutoff, room, &mut found);
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
fn paid(officer: &OfficerWork, multipliers: &[f64]) -> f64 {
    multipliers.iter().zip(&officer.limits).map(|(price, limit)| price * f64::from(limit.most)).sum()
}

/// How much of a limit a path uses.
fn used(limit: &Limit, width: usize, cells: &[u32]) -> i32 {
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
fn index_edges(lattice: &Lattice, room: &mut Room) {
    room.first_edge.clear();
    room.first_edge.resize(lattice.nodes() + 1, 0);
    for edge in lattice.edges() {
        room.first_edge[edge.from as usize + 1] += 1;
    }
    for node in 0..lattice.nodes() {
        room.first_edge[node + 1] += room.first_edge[node];
    }
    room.known_nodes = lattice.nodes();
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

/// Best-first search over paths with their counts; closes the gap of `found` or stops at the limit of labels.
#[expect(clippy::too_many_arguments, reason = "one search, called from one place")]
fn search(
    officer: &OfficerWork,
    width: usize,
    prices: &[f64],
    bent: &[f64],
    to_end: &[f64],
    multipliers: &[f64],
    cutoff: f64,
    room: &mut Room,
    found: &mut Found,
) {
    let lattice = &*officer.lattice;
    let limits = officer.limits.len();
    let paid = paid(officer, multipliers);
    room.labels.clear();
    room.counts.clear();
    room.seen.resize(lattice.nodes().max(room.seen.len()), Vec::new());
    let mut touched: Vec<u32> = Vec::new();
    let mut heap = BinaryHeap::new();
    room.labels.push(Label { node: 0, parent: NOBODY, cell: 0, day: 0, cost: 0.0, own: 0.0 });
    room.counts.resize(limits, 0);
    heap.push(Open { total: to_end[0], day: 0, label: 0 });
    while let Some(open) = heap.pop() {
        let floor = open.total - paid;
        if floor >= found.price.min(cutoff) - EQUAL {
            found.bound = found.bound.max(floor.min(found.price));
            break;
        }
        if room.labels.len() > MOST_LABELS {
            found.bound = found.bound.max(floor);
            break;
        }
        let label = room.labels[open.label as usize];
        let counts = open.label as usize * limits;
        let edges = room.first_edge[label.node as usize] as usize..room.first_edge[label.node as usize + 1] as usize;
        if edges.is_empty() {
            let cells = trace(&room.labels, open.label);
            let price: f64 = cells.iter().map(|cell| prices[*cell as usize]).sum();
            if price < found.price {
                found.price = price;
                found.cells = Some(cells);
            }
            continue;
        }
        // Another path to this node that is cheaper and uses no more of any limit makes this one useless. The prices of
        // the limits do not count here: they are paid back where a limit is not used up.
        let seen = &room.seen[label.node as usize];
        let beaten = seen.iter().any(|other| {
            let theirs = *other as usize * limits;
            *other != open.label
                && room.labels[*other as usize].own <= label.own
                && (0..limits).all(|limit| room.counts[theirs + limit] <= room.counts[counts + limit])
        });
        if beaten {
            continue;
        }
        if seen.is_empty() {
            touched.push(label.node);
        }
        room.seen[label.node as usize].push(open.label);
        for edge in &lattice.edges()[edges] {
            let cost = label.cost + bent[edge.cell as usize];
            let total = cost + to_end[edge.to as usize];
            if total - paid >= found.price.min(cutoff) - EQUAL {
                continue;
            }
            let choice = edge.cell as usize % width;
            let day = label.day as usize;
            let first = room.counts.len();
            let mut within = true;
            for (at, limit) in officer.limits.iter().enumerate() {
                let amount = if limit.days.contains(&day) { limit.amounts[choice] } else { 0 };
                let count = room.counts[counts + at] + amount;
                within &= count <= limit.most;
                room.counts.push(count);
            }
            if !within {
                room.counts.truncate(first);
                continue;
            }
            let Ok(number) = u32::try_from(room.labels.len()) else { break };
            let own = label.own + prices[edge.cell as usize];
            room.labels.push(Label {
                node: edge.to,
                parent: open.label,
                cell: edge.cell,
                day: label.day + 1,
                cost,
                own,
            });
            heap.push(Open { total, day: label.day + 1, label: number });
        }
    }
    tracing::trace!(target: "catruc::columns", "labels {} limits {} price {} bound {} multipliers {:?}", room.labels.len(), limits, found.price, found.bound, multipliers);
    if heap.is_empty() && room.labels.len() <= MOST_LABELS {
        found.bound = found.bound.max(found.price.min(cutoff));
    }
    for node in touched {
        room.seen[node as usize].clear();
    }
}

fn trace(labels: &[Label], mut label: u32) -> Vec<u32> {
    let mut cells = Vec::new();
    while labels[label as usize].parent != NOBODY {
        cells.push(labels[label as usize].cell);
        label = labels[label as usize].parent;
    }
    cells.reverse();
    cells
}

/// All rosters of `officer` within the limits whose price is at most `most`, cheapest first; `None` when there are more
/// than `room_for`.
pub fn all_up_to(
    officer: &OfficerWork,
    width: usize,
    prices: &[f64],
    most: f64,
    room_for: usize,
    room: &mut Room,
) -> Option<Vec<Vec<u32>>> {
    let lattice = &*officer.lattice;
    index_edges(lattice, room);
    let mut to_end = std::mem::take(&mut room.to_end);
    lattice.pass_back(prices, &mut to_end);
    let mut rosters = Vec::new();
    let mut path: Vec<(u32, usize, f64)> = vec![(0, room.first_edge[0] as usize, 0.0)];
    let mut cells: Vec<u32> = Vec::new();
    // Depth first: every step taken leads to at least one roster within the price, limits aside.
    let mut steps = 0_usize;
    let complete = loop {
        let depth = path.len() - 1;
        let (node, next, cost) = path[depth];
        let end = room.first_edge[node as usize + 1] as usize;
        if next >= end {
            if room.first_edge[node as usize] as usize == end {
                if officer.limits.iter().all(|limit| used(limit, width, &cells) <= limit.most) {
                    rosters.push(cells.clone());
                }
                if rosters.len() > room_for {
                    break false;
                }
            }
            path.pop();
            if cells.pop().is_none() {
                break true;
            }
            continue;
        }
        steps += 1;
        if steps > room_for * 400 {
            break false;
        }
        path[depth].1 += 1;
        let edge = lattice.edges()[next];
        let reached = cost + prices[edge.cell as usize];
        if reached + to_end[edge.to as usize] <= most {
            path.push((edge.to, room.first_edge[edge.to as usize] as usize, reached));
            cells.push(edge.cell);
        }
    };
    room.to_end = to_end;
    complete.then_some(rosters)
}
