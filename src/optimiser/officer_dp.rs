//! The cheapest lawful roster of one officer: a dynamic programme over days.
//!
//! The lawful rosters of an officer over some days form a graph: a node is all that the rules need to remember about the
//! days before, an edge is one choice for one day. The graph is built once; the cheapest path for new prices is then one
//! pass over its edges. Officers do not touch each other in the hard rules, so this decides exactly whether a lawful
//! roster exists.

use std::collections::HashMap;
use std::ops::Range;

use super::lawful::Lawful;
use crate::checker::Rule;
use crate::domain::instance::Instance;

/// What the rules remember of the days before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    /// Normal minutes of the current week (H8).
    pub normal: i32,
    /// Evenings of the current week (H9).
    pub evenings: i32,
    /// Whether the current week already has a free day (H5).
    pub rested: bool,
    /// Working days in a row (H5).
    pub run: i32,
    /// Evenings in a row, counted up to the soft limit.
    pub evening_run: i32,
    /// Rest class of the shift of the day before (H6).
    pub last: usize,
    /// Overtime minutes, when the graph keeps count (H4).
    pub overtime: i32,
    /// The part of `overtime` that falls into the later or current month, when the graph keeps count (H4).
    pub month_overtime: i32,
    /// Evenings of all days, when the graph keeps count.
    pub all_evenings: i32,
}

/// What a graph keeps count of beyond the rules of days and weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Nothing: overtime caps are not looked at.
    Nothing,
    /// Overtime, with the part from the given day on, and evenings, for the caller to judge at the end.
    Tally(usize),
    /// Overtime against the caps of the officer (H4).
    Caps,
}

/// An edge: one choice for one day.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u32,
    to: u32,
    cell: u32,
}

/// All lawful rosters of one officer over some days.
#[derive(Clone, Debug)]
pub struct Graph {
    width: usize,
    nodes: usize,
    edges: Vec<Edge>,
    /// The states after the last day, with their node.
    ends: Vec<(u32, State)>,
}

/// What a graph is built from.
#[derive(Clone, Copy)]
pub struct Automaton<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// Lawful choices.
    pub lawful: &'a Lawful,
    /// The officer.
    pub officer: usize,
    /// What is counted.
    pub counting: Counting,
    /// A rule that is left out, to find the one that stands in the way.
    pub without: Option<Rule>,
}

/// Room for the passes, kept between calls.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    cost: Vec<f64>,
    edge: Vec<u32>,
}

const NO_EDGE: u32 = u32::MAX;

impl Graph {
    /// The graph over `days` for an officer who enters them in `start`; `None` when there is no lawful roster.
    #[must_use]
    pub fn build(automaton: &Automaton<'_>, days: Range<usize>, start: State) -> Option<Self> {
        let width = automaton.instance.shifts.len() + 1;
        let still_possible = automaton.normal_still_possible(days.clone());
        let mut states = vec![start];
        let mut edges: Vec<Edge> = Vec::new();
        let (mut first_node, mut next_node) = (0_u32, 1_u32);
        for day in days.clone() {
            let mut found: HashMap<State, u32> = HashMap::new();
            let mut next_states = Vec::new();
            let row = (day - days.start) * 2 * width;
            for (position, state) in (first_node..).zip(&states) {
                for choice in automaton.choices(day) {
                    let Some((next, extra)) = automaton.step(state, day, choice, still_possible[day - days.start])
                    else {
                        continue;
                    };
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
        let ends = (first_node..).zip(states).collect();
        Some(Self { width, nodes: next_node as usize, edges, ends }.without_dead_ends())
    }

    /// Drops edges from which no end can be reached and numbers the nodes anew.
    fn without_dead_ends(mut self) -> Self {
        let mut alive = vec![false; self.nodes];
        for (node, _) in &self.ends {
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
        for (node, _) in &mut self.ends {
            *node = number[*node as usize];
        }
        self.nodes = count as usize;
        self
    }

    /// Number of edges: the work of one pass.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.edges.len()
    }

    /// Cells of one day in a table of prices: free, then every shift; once without and once with the evening that
    /// exceeds the soft run.
    #[must_use]
    pub fn cells_per_day(shifts: usize) -> usize {
        2 * (shifts + 1)
    }

    /// The cheapest roster over the days: its price and the choice for each day.
    ///
    /// `prices` has [`Graph::cells_per_day`] cells for each day; `end` prices the state after the last day, `None` when
    /// the days after it forbid the state.
    pub fn cheapest(
        &self,
        prices: &[f64],
        end: impl Fn(&State) -> Option<f64>,
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

    /// Prices every node: one pass over the edges.
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

    /// The states after the last day, each with its node and its price after [`Graph::pass`].
    pub fn ends<'a>(&'a self, room: &'a Workspace) -> impl Iterator<Item = (u32, &'a State, f64)> + 'a {
        self.ends.iter().map(|(node, state)| (*node, state, room.cost[*node as usize]))
    }

    /// Appends the choices that lead to `node`, last day first.
    pub fn trace(&self, room: &Workspace, mut node: u32, choices: &mut Vec<Option<usize>>) {
        while room.edge[node as usize] != NO_EDGE {
            let edge = self.edges[room.edge[node as usize] as usize];
            let choice = edge.cell as usize % self.width;
            choices.push(choice.checked_sub(1));
            node = edge.from;
        }
    }
}

impl Automaton<'_> {
    /// The state before day 0.
    #[must_use]
    pub fn start(&self) -> State {
        let before = self.instance.officers[self.officer].worked_before;
        State { run: i32::try_from(before).unwrap_or(i32::MAX / 2), ..State::default() }
    }

    fn choices(&self, day: usize) -> impl Iterator<Item = Option<usize>> + '_ {
        let on = self.lawful.on(self.officer, day);
        on.free.then_some(None).into_iter().chain(on.shifts.iter().map(|shift| Some(*shift)))
    }

    fn keeps(&self, rule: Rule) -> bool {
        self.without != Some(rule)
    }

    /// Per day: the most normal minutes that the later days of the same week can still bring.
    fn normal_still_possible(&self, days: Range<usize>) -> Vec<i32> {
        let mut later = vec![0; days.len()];
        for day in days.clone().rev().skip(1) {
            let next = day + 1;
            if next % 7 != 0 {
                let best = self.lawful.on(self.officer, next).shifts.iter();
                let best = best.map(|shift| self.instance.shifts[*shift].normal).max().unwrap_or(0);
                later[day - days.start] = later[next - days.start] + best;
            }
        }
        later
    }

    /// The state after `choice` on `day` and whether it costs an evening beyond the soft run; `None` when a rule forbids
    /// it.
    #[must_use]
    pub fn step(&self, before: &State, day: usize, choice: Option<usize>, still: i32) -> Option<(State, bool)> {
        let limits = &self.instance.limits;
        let mut state = *before;
        let mut extra = false;
        if let Some(code) = choice {
            let shift = &self.instance.shifts[code];
            if self.keeps(Rule::H6) && self.lawful.clashes(before.last, code) {
                return None;
            }
            state.run += 1;
            if self.keeps(Rule::H5) && state.run > limits.work_row {
                return None;
            }
            state.last = self.lawful.rest_class(code);
            state.normal += shift.normal;
            if shift.evening {
                state.evenings += 1;
                if self.keeps(Rule::H9) && state.evenings > limits.evenings_week {
                    return None;
                }
                extra = before.evening_run >= limits.evening_row_soft;
                state.evening_run = (before.evening_run + 1).min(limits.evening_row_soft.max(0));
            } else {
                state.evening_run = 0;
            }
            self.count(&mut state, day, shift.overtime, shift.evening);
        } else {
            state.run = 0;
            state.last = 0;
            state.evening_run = 0;
            state.rested = true;
        }
        self.end_of_week(&mut state, day, still)?;
        self.end_of_month(&mut state, day)?;
        Some((state, extra))
    }

    fn count(&self, state: &mut State, day: usize, overtime: i32, evening: bool) {
        match self.counting {
            Counting::Nothing => {}
            Counting::Tally(later_month) => {
                state.overtime += overtime;
                state.all_evenings += i32::from(evening);
                if day >= later_month {
                    state.month_overtime += overtime;
                }
            }
            Counting::Caps => {
                state.overtime += overtime;
                if !self.instance.officers[self.officer].months.is_empty() {
                    state.month_overtime += overtime;
                }
            }
        }
    }

    /// H5 and H8 at the end of a week, and an early end where H8 can no longer be met.
    fn end_of_week(&self, state: &mut State, day: usize, still: i32) -> Option<()> {
        let officer = &self.instance.officers[self.officer];
        let week = self.instance.week(day / 7);
        if self.keeps(Rule::H8) {
            let least = officer.week_minimum(week.clone(), self.instance.limits.week_tolerance);
            if state.normal > officer.base_week || state.normal + still < least {
                return None;
            }
        }
        if day + 1 == week.end {
            if self.keeps(Rule::H5) && !state.rested {
                return None;
            }
            state.normal = 0;
            state.evenings = 0;
            state.rested = false;
        }
        Some(())
    }

    /// H4, when the graph judges the caps itself.
    fn end_of_month(&self, state: &mut State, day: usize) -> Option<()> {
        if self.counting != Counting::Caps {
            return Some(());
        }
        let officer = &self.instance.officers[self.officer];
        if state.overtime > officer.overtime_left().max(0) {
            return None;
        }
        match officer.months.iter().find(|month| (month.first..month.end).contains(&day)) {
            Some(month) if state.month_overtime > month.remaining.max(0) => return None,
            Some(month) if day + 1 < month.end => {}
            _ => state.month_overtime = 0,
        }
        Some(())
    }
}
