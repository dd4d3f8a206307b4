//! The lawful rosters of one officer as a layered graph, and the cheapest way through it.
//!
//! A node is all that the rules need to remember about the days before, an edge is one choice for one day. The graph is
//! built once; the cheapest roster for new prices is then one pass over its edges.

use std::hash::Hash;
use std::ops::{Deref, Range};

use rustc_hash::FxHashMap;

/// The rules of one officer as an automaton over days.
pub trait OfficerRules {
    /// What the rules remember of the days before.
    type State: Copy + Eq + Hash;

    /// Number of shifts; a choice is one of them or, `None`, a free day.
    fn shifts(&self) -> usize;

    /// The choices of one day.
    fn choices(&self, day: usize) -> impl Iterator<Item = Option<usize>>;

    /// The state after `choice` on `day`, and whether the choice has its second price; `None` when a rule forbids it.
    fn step(&self, before: &Self::State, day: usize, choice: Option<usize>) -> Option<(Self::State, bool)>;

    /// Whether the last day may end in `state`.
    fn may_end(&self, _state: &Self::State) -> bool {
        true
    }
}

/// An edge: one choice for one day.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Node before the day.
    pub from: u32,
    /// Node after the day.
    pub to: u32,
    /// Cell of the prices.
    pub cell: u32,
}

/// The graph. Node 0 is the start, edges stand in the order of their days and of the nodes that they leave.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    width: usize,
    nodes: usize,
    edges: Vec<Edge>,
    ends: Vec<u32>,
}

/// A lattice with the state behind each of its ends.
#[derive(Clone, Debug)]
pub struct Graph<S> {
    lattice: Lattice,
    states: Vec<S>,
}

impl<S> Deref for Graph<S> {
    type Target = Lattice;

    fn deref(&self) -> &Lattice {
        &self.lattice
    }
}

/// Room for the passes, kept between calls.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    cost: Vec<f64>,
    edge: Vec<u32>,
}

const NO_EDGE: u32 = u32::MAX;

impl<S: Copy + Eq + Hash> Graph<S> {
    /// The graph over `days` for an officer who enters them in `start`; `None` when there is no lawful roster.
    #[must_use]
    pub fn build(rules: &impl OfficerRules<State = S>, days: Range<usize>, start: S) -> Option<Self> {
        let width = rules.shifts() + 1;
        let mut states = vec![start];
        let mut edges: Vec<Edge> = Vec::new();
        let (mut first_node, mut next_node) = (0_u32, 1_u32);
        for day in days.clone() {
            let mut found: FxHashMap<S, u32> = FxHashMap::default();
            let mut next_states = Vec::new();
            let row = (day - days.start) * 2 * width;
            for (position, state) in (first_node..).zip(&states) {
                for choice in rules.choices(day) {
                    let Some((next, extra)) = rules.step(state, day, choice) else { continue };
                    let to = *found.entry(next).or_insert_with(|| {
                        next_states.push(next);
                        next_node += 1;
                        next_node - 1
                    });
                    let cell = row + if extra { width } else { 0 } + choice.map_or(0, |shift| shift + 1);
                    edges.push(Edge { from: position, to, cell: u32::try_from(cell).ok()? });
                }
            }
            if next_states.is_empty() {
                return None;
            }
            first_node = next_node - u32::try_from(next_states.len()).ok()?;
            states = next_states;
        }
        let (ends, states): (Vec<u32>, Vec<S>) =
            (first_node..).zip(states).filter(|(_, state)| rules.may_end(state)).unzip();
        let lattice = Lattice { width, nodes: next_node as usize, edges, ends }.without_dead_ends();
        (!lattice.ends.is_empty()).then_some(Self { lattice, states })
    }

    /// The cheapest roster over the days: its price and the choice for each day.
    ///
    /// `prices` has [`Lattice::cells_per_day`] cells for each day; `end` prices the state after the last day, `None` when
    /// the days after it forbid the state.
    pub fn cheapest(
        &self,
        prices: &[f64],
        end: impl Fn(&S) -> Option<f64>,
        room: &mut Workspace,
        choices: &mut Vec<Option<usize>>,
    ) -> Option<f64> {
        self.pass(prices, room);
        let mut best: Option<(f64, u32)> = None;
        for (node, state, reached) in self.ends(room) {
            if let Some(price) = end(state)
                && best.is_none_or(|(cost, _)| reached + price < cost)
            {
                best = Some((reached + price, node));
            }
        }
        let (cost, node) = best?;
        choices.clear();
        self.trace(room, node, choices);
        choices.reverse();
        Some(cost)
    }

    /// The states after the last day, each with its node and its price after [`Lattice::pass`].
    pub fn ends<'a>(&'a self, room: &'a Workspace) -> impl Iterator<Item = (u32, &'a S, f64)> + 'a {
        self.lattice.ends.iter().zip(&self.states).map(|(node, state)| (*node, state, room.cost[*node as usize]))
    }

    /// The lattice alone.
    #[must_use]
    pub fn into_lattice(self) -> Lattice {
        self.lattice
    }
}

impl Lattice {
    /// Drops edges from which no end can be reached and numbers the nodes anew.
    fn without_dead_ends(mut self) -> Self {
        let mut alive = vec![false; self.nodes];
        for node in &self.ends {
            alive[*node as usize] = true;
        }
        for edge in self.edges.iter().rev() {
            if alive[edge.to as usize] {
                alive[edge.from as usize] = true;
            }
        }
        let mut number = vec![0_u32; self.nodes];
        let mut count = 0;
        for node in 0..self.nodes {
            number[node] = count;
            count += u32::from(alive[node]);
        }
        self.edges.retain(|edge| alive[edge.to as usize]);
        for edge in &mut self.edges {
            edge.from = number[edge.from as usize];
            edge.to = number[edge.to as usize];
        }
        for node in &mut self.ends {
            *node = number[*node as usize];
        }
        self.edges.shrink_to_fit();
        self.nodes = count as usize;
        self
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The edges, by day and by the node that they leave.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The choice behind a cell: 0 for a free day, otherwise the shift + 1.
    #[must_use]
    pub fn choice(&self, cell: u32) -> usize {
        cell as usize % self.width
    }

    /// Cells of one day in a table of prices: free, then every shift; once with the first and once with the second
    /// price.
    #[must_use]
    pub fn cells_per_day(shifts: usize) -> usize {
        2 * (shifts + 1)
    }

    /// Prices every node from the start: one pass over the edges.
    pub fn pass(&self, prices: &[f64], room: &mut Workspace) {
        room.cost.clear();
        room.cost.resize(self.nodes, f64::INFINITY);
        room.edge.clear();
        room.edge.resize(self.nodes, NO_EDGE);
        room.cost[0] = 0.0;
        for (position, edge) in (0_u32..).zip(&self.edges) {
            let cost = room.cost[edge.from as usize] + prices[edge.cell as usize];
            if cost < room.cost[edge.to as usize] {
                room.cost[edge.to as usize] = cost;
                room.edge[edge.to as usize] = position;
            }
        }
    }

    /// Prices of every node to the cheapest end: one pass over the edges, backwards.
    pub fn pass_back(&self, prices: &[f64], to_end: &mut Vec<f64>) {
        to_end.clear();
        to_end.resize(self.nodes, f64::INFINITY);
        for node in &self.ends {
            to_end[*node as usize] = 0.0;
        }
        for edge in self.edges.iter().rev() {
            let cost = prices[edge.cell as usize] + to_end[edge.to as usize];
            let known = &mut to_end[edge.from as usize];
            if cost < *known {
                *known = cost;
            }
        }
    }

    /// The price of every node after [`Lattice::pass`].
    #[must_use]
    pub fn costs<'a>(&self, room: &'a Workspace) -> &'a [f64] {
        &room.cost
    }

    /// Appends the choices that lead to `node`, last day first.
    pub fn trace(&self, room: &Workspace, mut node: u32, choices: &mut Vec<Option<usize>>) {
        while room.edge[node as usize] != NO_EDGE {
            let edge = self.edges[room.edge[node as usize] as usize];
            choices.push(self.choice(edge.cell).checked_sub(1));
            node = edge.from;
        }
    }
}
