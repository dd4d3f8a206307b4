//! Best-first search for the cheapest roster within counted limits.
//!
//! A label is the beginning of a roster: a node, what it costs so far and how much of every limit it uses. The exact price
//! from every node to the end, limits aside, says which label can still become the cheapest.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::cheapest::{EQUAL, Found, Room, paid};
use super::work::OfficerWork;

/// Labels after which the search gives up on exactness.
const MOST_LABELS: usize = 120_000;

/// Prices of the cells, without and with the prices of the limits, and from every node to the end.
#[derive(Clone, Copy)]
pub(super) struct Bent<'a> {
    /// Without.
    pub prices: &'a [f64],
    /// With.
    pub bent: &'a [f64],
    /// To the end, with.
    pub to_end: &'a [f64],
    /// Prices of the limits.
    pub multipliers: &'a [f64],
}

/// Room for a search.
#[derive(Debug, Default)]
pub(super) struct Labels {
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

/// Best-first search over paths with their counts; closes the gap of `found` or stops at the limit of labels.
pub(super) fn search(
    officer: &OfficerWork,
    width: usize,
    prices: &Bent<'_>,
    cutoff: f64,
    room: &mut Room,
    found: &mut Found,
) {
    let Bent { prices, bent, to_end, multipliers } = *prices;
    let Room { first_edge, labels: Labels { labels, counts, seen }, .. } = room;
    let lattice = &*officer.lattice;
    let limits = officer.limits.len();
    let paid = paid(officer, multipliers);
    labels.clear();
    counts.clear();
    seen.resize(lattice.nodes().max(seen.len()), Vec::new());
    let mut touched: Vec<u32> = Vec::new();
    let mut heap = BinaryHeap::new();
    labels.push(Label { node: 0, parent: NOBODY, cell: 0, day: 0, cost: 0.0, own: 0.0 });
    counts.resize(limits, 0);
    heap.push(Open { total: to_end[0], day: 0, label: 0 });
    while let Some(open) = heap.pop() {
        let floor = open.total - paid;
        if floor >= found.price.min(cutoff) - EQUAL {
            found.bound = found.bound.max(floor.min(found.price));
            break;
        }
        if labels.len() > MOST_LABELS {
            found.bound = found.bound.max(floor);
            break;
        }
        let label = labels[open.label as usize];
        let own = open.label as usize * limits;
        let edges = first_edge[label.node as usize] as usize..first_edge[label.node as usize + 1] as usize;
        if edges.is_empty() {
            let cells = trace(labels, open.label);
            let price: f64 = cells.iter().map(|cell| prices[*cell as usize]).sum();
            if price < found.price {
                found.price = price;
                found.cells = Some(cells);
            }
            continue;
        }
        // Another path to this node that is cheaper and uses no more of any limit makes this one useless. The prices of
        // the limits do not count here: they are paid back where a limit is not used up.
        let here = &seen[label.node as usize];
        let beaten = here.iter().any(|other| {
            let theirs = *other as usize * limits;
            *other != open.label
                && labels[*other as usize].own <= label.own
                && (0..limits).all(|limit| counts[theirs + limit] <= counts[own + limit])
        });
        if beaten {
            continue;
        }
        if here.is_empty() {
            touched.push(label.node);
        }
        seen[label.node as usize].push(open.label);
        for edge in &lattice.edges()[edges] {
            let cost = label.cost + bent[edge.cell as usize];
            let total = cost + to_end[edge.to as usize];
            if total - paid >= found.price.min(cutoff) - EQUAL {
                continue;
            }
            let choice = edge.cell as usize % width;
            let day = label.day as usize;
            let first = counts.len();
            let mut within = true;
            for (at, limit) in officer.limits.iter().enumerate() {
                let amount = if limit.days.contains(&day) { limit.amounts[choice] } else { 0 };
                let count = counts[own + at] + amount;
                within &= count <= limit.most;
                counts.push(count);
            }
            if !within {
                counts.truncate(first);
                continue;
            }
            let Ok(number) = u32::try_from(labels.len()) else { break };
            let price = label.own + prices[edge.cell as usize];
            labels.push(Label {
                node: edge.to,
                parent: open.label,
                cell: edge.cell,
                day: label.day + 1,
                cost,
                own: price,
            });
            heap.push(Open { total, day: label.day + 1, label: number });
        }
    }
    if heap.is_empty() && labels.len() <= MOST_LABELS {
        found.bound = found.bound.max(found.price.min(cutoff));
    }
    for node in touched {
        seen[node as usize].clear();
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
