//! Branch and price: where the root leaves a gap, the problem is cut in two, and each half is generated anew.
//!
//! Totals of slacks come first (how many officers are missing in all, how far apart the shares are): they are whole
//! numbers in every roster, and the linear programme likes to split them. Then one officer works on a day or not, and at
//! last one officer takes a shift or not.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::cuts::{Cut, with_cuts};
use super::dive::{cheapest_columns, dive};
use super::generation::{Generated, Until, generate};
use super::master::{Master, MasterError, Relaxed};
use super::search::{EQUAL, Search, trace};
use super::work::{Column, Work};

/// Rosters that the enumeration at the root and at a node may find in all.
const ROSTERS_AT_ROOT: usize = 30_000;
const ROSTERS_AT_NODE: usize = 3_000;
/// Wall clock of the integer programme of one node.
const NODE_PICK: Duration = Duration::from_secs(5);
/// Rounds of generation at a node, and the gap at which it stops.
const ROUNDS: usize = 200;
const GAP: f64 = 1e-7;
/// Columns of an officer that go on to the halves of a node.
const KEPT: usize = 40;
/// One node in so many is dived from.
const DIVE_EVERY: u64 = 6;
/// Closer to a whole number than this is whole.
const WHOLE: f64 = 1e-5;
/// A total closer to a whole number than this is no good cut.
const CLEAR: f64 = 0.02;
/// Parts of the horizon whose totals are cut after those of the whole.
const PARTS: usize = 4;
/// How much dearer than the best roster it is to miss a total by one.
const MISSED: f64 = 4.0;
/// Wall clock of the tree and of the neighbourhoods when one thread does both, turn by turn.
const TURN: Duration = Duration::from_secs(3);

/// A part of the problem that may hold a better roster.
#[derive(Clone, Debug)]
struct Node {
    bound: f64,
    cuts: Vec<Cut>,
    columns: Vec<Arc<Column>>,
    duals: Vec<f64>,
    /// Which half of its parent; the first is the likelier one to be closed at once.
    half: usize,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

impl Ord for Node {
    /// The lowest bound comes first, the deepest of equals, and the first half.
    fn cmp(&self, other: &Self) -> Ordering {
        let deeper = self.cuts.len().cmp(&other.cuts.len());
        other.bound.total_cmp(&self.bound).then(deeper).then(other.half.cmp(&self.half))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The parts of the problem that are still open.
#[derive(Debug)]
pub struct Tree {
    open: BinaryHeap<Node>,
    /// Lowest bound of the parts that were given up, because no pricing of theirs was exact.
    given_up: f64,
    /// Sets of slacks whose totals are whole, the most telling ones first.
    totals: Vec<Vec<Arc<[u32]>>>,
    nodes: u64,
    /// Rosters that the enumeration at a node may find in all.
    rosters_at_node: usize,
    trunk: Option<Trunk>,
}

/// The last node that held all that was open: its cuts hold for every better roster.
#[derive(Debug)]
pub struct Trunk {
    /// The whole problem with those cuts.
    pub work: Work,
    /// The end of its generation.
    pub at: Generated,
}

impl Tree {
    /// A tree that has nothing but the root.
    #[must_use]
    pub fn new(work: &Work, root: &Generated, columns: Vec<Arc<Column>>) -> Self {
        let node = Node { bound: root.bound, cuts: Vec::new(), columns, duals: root.centre.clone(), half: 0 };
        Self {
            open: BinaryHeap::from([node]),
            given_up: f64::INFINITY,
            totals: totals(work),
            nodes: 0,
            rosters_at_node: ROSTERS_AT_NODE,
            trunk: None,
        }
    }

    /// No roster is cheaper than this, or than the best one known.
    #[must_use]
    pub fn bound(&self) -> f64 {
        self.open.peek().map_or(f64::INFINITY, |node| node.bound).min(self.given_up)
    }

    /// The same tree, whose nodes are closed by enumeration only where so few rosters are left.
    #[cfg(test)]
    #[must_use]
    pub fn enumerating(self, rosters_at_node: usize) -> Self {
        Self { rosters_at_node, ..self }
    }

    /// The last node that held all that was open, below the root.
    #[must_use]
    pub fn trunk(&self) -> Option<&Trunk> {
        self.trunk.as_ref()
    }

    /// Whether there is nothing left to look into.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }
}

/// Sets of slacks with whole totals: all of one price, the same by part of the horizon, and single ones.
fn totals(work: &Work) -> Vec<Vec<Arc<[u32]>>> {
    let mut classes: Vec<(f64, Vec<u32>)> = Vec::new();
    for (position, slack) in (0_u32..).zip(&work.slacks).filter(|(_, slack)| slack.whole && slack.cost != 0.0) {
        match classes.iter_mut().find(|class| class.0 == slack.cost) {
            Some(class) => class.1.push(position),
            None => classes.push((slack.cost, vec![position])),
        }
    }
    let parts = classes.iter().flat_map(|class| class.1.chunks(class.1.len().div_ceil(PARTS)));
    let parts = parts.map(Arc::from).collect();
    let singles = classes.iter().flat_map(|class| class.1.chunks(1)).map(Arc::from).collect();
    vec![classes.iter().map(|class| Arc::from(&*class.1)).collect(), parts, singles]
}

impl Search<'_> {
    /// Proves and improves in turns until the search is over: enumeration, then the tree beside neighbourhoods.
    ///
    /// # Errors
    /// When HiGHS fails; what was offered until then stands.
    pub(super) fn prove(&mut self, root: &Generated) -> Result<(), MasterError> {
        self.enumerate_root(root);
        let mut tree = self.tree(root);
        self.climb(&mut tree)?;
        // Turns go by the clock; where work is counted, the neighbourhoods have the rest of it.
        while self.options.work_limit.is_none() && !self.over() && !tree.is_closed() {
            self.branch(&mut tree, Some(Instant::now() + TURN))?;
            if self.over() || tree.is_closed() {
                break;
            }
            self.neighbourhoods(root.bound, Some(Instant::now() + TURN))?;
        }
        if self.over() || tree.is_closed() { Ok(()) } else { self.neighbourhoods(root.bound, None) }
    }

    /// Enumerates the rosters of the whole problem; raises the bound where that succeeds.
    pub fn enumerate_root(&mut self, root: &Generated) {
        let effort = self.effort(Duration::MAX);
        if let Some(bound) = self.enumerate(self.work, root, ROSTERS_AT_ROOT, effort) {
            self.host.raise_bound(self.work.round_up(bound));
        }
    }

    /// Looks into `tree` as long as one half of every node is closed at once, and enumerates what the cuts of the trunk
    /// leave.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn climb(&mut self, tree: &mut Tree) -> Result<(), MasterError> {
        while !self.over() && !tree.is_closed() && tree.open.len() <= 2 {
            self.next_node(tree, None)?;
        }
        let Some(trunk) = tree.trunk.take() else { return Ok(()) };
        let effort = self.effort(Duration::MAX);
        if let Some(bound) = self.enumerate(&trunk.work, &trunk.at, ROSTERS_AT_ROOT, effort) {
            self.host.raise_bound(self.work.round_up(bound));
        }
        tree.trunk = Some(trunk);
        Ok(())
    }

    /// The tree over the columns known at the root.
    #[must_use]
    pub fn tree(&self, root: &Generated) -> Tree {
        let known = self.pool.iter().flat_map(|own| own.iter().take(KEPT).cloned());
        Tree::new(self.work, root, self.best_columns().into_iter().chain(known).collect())
    }

    /// Looks into the parts of `tree`, the one with the lowest bound first, until the search is over, the clock says
    /// `until`, or nothing is left.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn branch(&mut self, tree: &mut Tree, until: Option<Instant>) -> Result<(), MasterError> {
        while !self.over() && !tree.is_closed() && until.is_none_or(|until| Instant::now() < until) {
            self.next_node(tree, until)?;
        }
        Ok(())
    }

    /// Looks into the node with the lowest bound.
    fn next_node(&mut self, tree: &mut Tree, until: Option<Instant>) -> Result<(), MasterError> {
        let Some(node) = tree.open.pop() else { return Ok(()) };
        if self.work.round_up(node.bound) >= self.host.best() - EQUAL {
            // Nothing in the others either: they have no lower bound.
            tree.open.clear();
        } else {
            self.searched += 1;
            tree.nodes += 1;
            self.look_into(tree, node, until)?;
        }
        self.host.raise_bound(self.work.round_up(tree.bound().min(self.host.best())));
        Ok(())
    }

    /// Generates the rosters of a node; what cannot be closed is cut in two.
    fn look_into(&mut self, tree: &mut Tree, mut node: Node, until: Option<Instant>) -> Result<(), MasterError> {
        let best = self.host.best();
        let work = with_cuts(self.work, &node.cuts, MISSED * best.abs().max(1.0));
        node.duals.resize(work.rows.len(), 0.0);
        let fixed = vec![None; work.officers.len()];
        let mut master = Master::new(&work, &fixed)?;
        for column in node.columns.iter().cloned() {
            master.add(column)?;
        }
        if !self.everybody_has_a_roster(&work, &mut master, &node.duals)? {
            return Ok(());
        }
        let least_gain = if work.whole { 1.0 - EQUAL } else { EQUAL };
        let over = self.stopper();
        let stop = || over() || until.is_some_and(|until| Instant::now() >= until + TURN);
        let limits = Until { deadline: self.options.deadline, rounds: ROUNDS, gap: GAP, cutoff: best - least_gain };
        let at = match generate(&mut master, &mut self.pricer, &limits, &stop) {
            Err(MasterError::Stopped) => {
                tree.open.push(node);
                return Ok(());
            }
            at => at?,
        };
        node.bound = node.bound.max(at.bound);
        trace(|| {
            let (depth, open, relaxed) = (node.cuts.len(), tree.open.len(), at.relaxed.objective);
            format!("node {} depth {depth} open {open} relaxed {relaxed} bound {}", tree.nodes, node.bound)
        });
        if work.round_up(node.bound) >= best - EQUAL {
            return Ok(());
        }
        if stop() {
            tree.open.push(node);
            return Ok(());
        }
        let whole = at.relaxed.weights.iter().all(|weight| *weight < WHOLE || *weight > 1.0 - WHOLE);
        let all_that_is_open = tree.open.is_empty() && tree.given_up.is_infinite();
        if whole {
            let taken = at.relaxed.weights.iter().zip(master.columns()).filter(|(weight, _)| **weight > 0.5);
            let mut columns: Vec<Arc<Column>> = taken.map(|(_, column)| column.clone()).collect();
            columns.sort_by_key(|column| column.officer);
            self.host.offer(&columns);
        }
        let kept = cheapest_columns(&master, &at.relaxed, &fixed, KEPT);
        if tree.nodes.is_multiple_of(DIVE_EVERY) && !whole {
            let limits = Until { cutoff: self.host.best(), ..limits };
            if let Some(columns) = dive(&work, &mut self.pricer, fixed, kept.clone(), &limits, &mut self.rng, &stop)? {
                let price = self.host.offer(&columns);
                trace(|| format!("dive from a node {price:?}"));
            }
        }
        let effort = self.effort(NODE_PICK);
        if let Some(bound) = self.enumerate(&work, &at, tree.rosters_at_node, effort) {
            node.bound = node.bound.max(bound);
            if work.round_up(node.bound) >= self.host.best() - EQUAL {
                return Ok(());
            }
        }
        match split(&work, tree, &master, &at.relaxed) {
            Some(halves) => {
                for (half, cut) in halves.into_iter().enumerate() {
                    let columns = kept.iter().filter(|column| cut.allows(column)).cloned().collect();
                    let mut cuts = node.cuts.clone();
                    cuts.push(cut);
                    tree.open.push(Node { bound: node.bound, cuts, columns, duals: at.centre.clone(), half });
                }
            }
            // Whole, and yet no pricing says that nothing cheaper is missing.
            None if node.bound < at.relaxed.objective - EQUAL.max(GAP * at.relaxed.objective.abs()) => {
                tree.given_up = tree.given_up.min(node.bound);
            }
            None => {}
        }
        drop(master);
        if all_that_is_open && at.converged && !node.cuts.is_empty() {
            tree.trunk = Some(Trunk { work, at });
        }
        Ok(())
    }

    /// Gives a column to every officer who has none in the master; whether everybody can have one.
    fn everybody_has_a_roster(
        &mut self,
        work: &Work,
        master: &mut Master<'_>,
        duals: &[f64],
    ) -> Result<bool, MasterError> {
        let mut has_one = vec![false; work.officers.len()];
        master.columns().for_each(|column| has_one[column.officer] = true);
        let worth = work.worth(duals);
        for officer in (0..work.officers.len()).filter(|officer| !has_one[*officer]) {
            match self.pricer.price(work, officer, duals, &worth, f64::INFINITY).cells {
                Some(cells) => master.add(Arc::new(work.column(officer, &cells)))?,
                None => return Ok(false),
            };
        }
        Ok(true)
    }
}

/// The two halves of a node: the cut that the linear programme respects least.
fn split(work: &Work, tree: &Tree, master: &Master<'_>, relaxed: &Relaxed) -> Option<[Cut; 2]> {
    tree.totals.iter().find_map(|level| split_total(work, level, relaxed)).or_else(|| split_cell(work, master, relaxed))
}

fn split_total(work: &Work, level: &[Arc<[u32]>], relaxed: &Relaxed) -> Option<[Cut; 2]> {
    let mut best: Option<(f64, f64, &Arc<[u32]>)> = None;
    for slacks in level {
        let total: f64 = slacks.iter().map(|slack| relaxed.slacks[*slack as usize]).sum();
        let distance = (total - total.round()).abs();
        let cost = work.slacks[slacks[0] as usize].cost.abs();
        if distance > CLEAR && best.is_none_or(|known| distance * cost > known.0) {
            best = Some((distance * cost, total, slacks));
        }
    }
    let (_, total, slacks) = best?;
    let half = |bounds| Cut::Total { slacks: slacks.clone(), bounds };
    Some([half((f64::NEG_INFINITY, total.floor())), half((total.ceil(), f64::INFINITY))])
}

fn split_cell(work: &Work, master: &Master<'_>, relaxed: &Relaxed) -> Option<[Cut; 2]> {
    let width = work.choices();
    let days = work.services.first().map_or(0, |service| service.len() / width);
    let mut weights = vec![0.0; work.officers.len() * days * width];
    for (column, weight) in master.columns().zip(&relaxed.weights).filter(|(_, weight)| **weight > WHOLE) {
        for (day, choice) in column.choices.iter().enumerate() {
            weights[(column.officer * days + day) * width + usize::from(*choice)] += weight;
        }
    }
    let distance = |weight: f64| weight.min(1.0 - weight);
    let clearest = |cells: &mut dyn Iterator<Item = usize>| {
        cells
            .map(|cell| (distance(weights[cell]), cell))
            .filter(|(distance, _)| *distance > WHOLE)
            .max_by(|one, other| one.0.total_cmp(&other.0))
    };
    let free = clearest(&mut (0..weights.len()).step_by(width)).filter(|(distance, _)| *distance > CLEAR);
    let (_, cell) = free.or_else(|| clearest(&mut (0..weights.len())))?;
    let (officer, day, choice) = (cell / (days * width), cell / width % days, cell % width);
    Some([true, false].map(|taken| Cut::Cell { officer, day, choice, taken }))
}
