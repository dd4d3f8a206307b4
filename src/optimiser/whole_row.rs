//! The cheapest lawful roster of one officer over all weeks, with the exact price of the evenings and the overtime that
//! the weeks bring together.
//!
//! Week by week a table keeps the cheapest way to each (state at the end of the week, evenings so far, overtime so far).
//! The caps on overtime (H4) and the fairness terms depend on nothing else.

use std::ops::Range;

use super::lattice::Workspace;
use super::officer_dp::State;
use super::week_graphs::{WeekGraphs, later_month};
use crate::domain::instance::{Instance, MonthCap, Officer};

/// Largest table that is still worth filling.
const MOST_CELLS: usize = 400_000;
const NOBODY: u32 = u32::MAX;

/// The search and its room, kept between calls.
#[derive(Debug, Default)]
pub struct WholeRow {
    /// All overtime of the shifts is a multiple of this many minutes.
    unit: i32,
    passes: Vec<Workspace>,
    labels: Vec<Label>,
    table: Vec<u32>,
}

/// One way through the weeks so far.
#[derive(Clone, Copy, Debug)]
struct Label {
    cost: f64,
    totals: Totals,
    gate: usize,
    parent: u32,
    pass: u32,
    node: u32,
}

/// What the weeks so far have brought: evenings, overtime, and overtime of the month under way.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    evenings: i32,
    overtime: i32,
    month: i32,
}

/// What an officer brings from one week into the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gate {
    run: i32,
    evening_run: i32,
    last: usize,
}

/// The sizes of the table.
#[derive(Clone, Copy)]
struct Sizes {
    evenings: usize,
    overtime: usize,
    month: usize,
}

impl WholeRow {
    /// Room for the officers of `instance`.
    #[must_use]
    pub fn new(instance: &Instance) -> Self {
        let unit = instance.shifts.iter().map(|shift| shift.overtime).fold(0, greatest_common_divisor).max(1);
        Self { unit, ..Self::default() }
    }

    /// The cheapest row of `officer` and its price; `prices` holds a table for each week, `end` prices the evenings and
    /// overtime minutes of all weeks.
    pub fn cheapest(
        &mut self,
        graphs: &mut WeekGraphs<'_>,
        officer: usize,
        prices: &[f64],
        end: impl Fn(i32, i32) -> f64,
        row: &mut Vec<Option<usize>>,
    ) -> Option<f64> {
        let instance = graphs.instance();
        let own = &instance.officers[officer];
        let cap = own.overtime_left().max(0);
        let index = |minutes: i32| usize::try_from(minutes / self.unit).unwrap_or(0);
        let weeks = instance.weeks();
        let sizes = Sizes {
            evenings: weeks * usize::try_from(instance.limits.evenings_week).unwrap_or(0) + 1,
            overtime: index(cap) + 1,
            month: own.months.iter().map(|month| index(month.remaining.max(0)) + 1).max().unwrap_or(1),
        };
        if sizes.evenings * sizes.overtime * sizes.month > MOST_CELLS {
            return None;
        }
        self.labels.clear();
        let run = i32::try_from(own.worked_before).unwrap_or(i32::MAX / 2);
        let mut gates = vec![Gate { run, evening_run: 0, last: 0 }];
        self.labels.push(Label { cost: 0.0, totals: Totals::default(), gate: 0, parent: NOBODY, pass: 0, node: 0 });
        let cells = prices.len() / weeks.max(1);
        let mut used = Vec::new();
        let mut open = 0..1;
        for (week, prices) in prices.chunks(cells.max(1)).enumerate() {
            let first = self.labels.len();
            let ways = Ways { own, days: instance.week(week), later: later_month(instance, officer, week), cap };
            let mut next_gates: Vec<Gate> = Vec::new();
            self.table.clear();
            for (gate_number, gate) in gates.iter().enumerate() {
                let before =
                    State { run: gate.run, evening_run: gate.evening_run, last: gate.last, ..State::default() };
                let Some(graph) = graphs.get(officer, week, before) else { continue };
                let pass = used.len();
                if pass == self.passes.len() {
                    self.passes.push(Workspace::default());
                }
                graph.pass(prices, &mut self.passes[pass]);
                used.push((week, before));
                for (node, state, cost) in graph.ends(&self.passes[pass]) {
                    let gate = Gate { run: state.run, evening_run: state.evening_run, last: state.last };
                    let next_gate = next_gates.iter().position(|known| *known == gate).unwrap_or_else(|| {
                        next_gates.push(gate);
                        next_gates.len() - 1
                    });
                    let needed = next_gates.len() * sizes.evenings * sizes.overtime * sizes.month;
                    if self.table.len() < needed {
                        self.table.resize(needed, NOBODY);
                    }
                    for parent in open.clone() {
                        let label = self.labels[parent];
                        if label.gate != gate_number {
                            continue;
                        }
                        let Some(totals) = ways.add(label.totals, state) else { continue };
                        let month = if sizes.month == 1 { 0 } else { totals.month / self.unit };
                        let place = |minutes: i32| usize::try_from(minutes).unwrap_or(0);
                        let cell = ((next_gate * sizes.evenings + place(totals.evenings)) * sizes.overtime
                            + place(totals.overtime / self.unit))
                            * sizes.month
                            + place(month);
                        let fresh = Label {
                            cost: label.cost + cost,
                            totals,
                            gate: next_gate,
                            parent: u32::try_from(parent).ok()?,
                            pass: u32::try_from(pass).ok()?,
                            node,
                        };
                        let known = self.table[cell];
                        if known == NOBODY {
                            self.table[cell] = u32::try_from(self.labels.len()).ok()?;
                            self.labels.push(fresh);
                        } else if fresh.cost < self.labels[known as usize].cost {
                            self.labels[known as usize] = fresh;
                        }
                    }
                }
            }
            gates = next_gates;
            open = first..self.labels.len();
        }
        let priced = open.map(|label| {
            let totals = self.labels[label].totals;
            (label, self.labels[label].cost + end(totals.evenings, totals.overtime))
        });
        let (mut label, cost) = priced.reduce(|best, other| if other.1 < best.1 { other } else { best })?;
        row.clear();
        while self.labels[label].parent != NOBODY {
            let Label { parent, pass, node, .. } = self.labels[label];
            let (week, before) = used[pass as usize];
            graphs.get(officer, week, before)?.trace(&self.passes[pass as usize], node, row);
            label = parent as usize;
        }
        row.reverse();
        Some(cost)
    }
}

/// How the totals of an officer grow over one week.
struct Ways<'a> {
    own: &'a Officer,
    days: Range<usize>,
    later: usize,
    cap: i32,
}

impl Ways<'_> {
    /// The totals after a week that ends in `state`; `None` when they break a cap (H4).
    fn add(&self, before: Totals, state: &State) -> Option<Totals> {
        let overtime = before.overtime + state.overtime;
        if overtime > self.cap {
            return None;
        }
        let evenings = before.evenings + state.all_evenings;
        if self.own.months.is_empty() {
            return Some(Totals { evenings, overtime, month: 0 });
        }
        let begun = self.month(self.days.start);
        let goes_on = begun.is_some_and(|month| month.first < self.days.start);
        let month = if goes_on { before.month } else { 0 } + state.overtime - state.month_overtime;
        if begun.is_some_and(|begun| month > begun.remaining.max(0)) {
            return None;
        }
        if self.later == self.days.end {
            return Some(Totals { evenings, overtime, month });
        }
        let month = state.month_overtime;
        let allowed = self.month(self.later).is_none_or(|later| month <= later.remaining.max(0));
        allowed.then_some(Totals { evenings, overtime, month })
    }

    fn month(&self, day: usize) -> Option<&MonthCap> {
        self.own.months.iter().find(|month| (month.first..month.end).contains(&day))
    }
}

fn greatest_common_divisor(one: i32, other: i32) -> i32 {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use crate::checker;
    use crate::optimiser::lawful::Lawful;
    use crate::optimiser::standing::Standing;
    use crate::optimiser::start::start;
    use crate::optimiser::test_support::instances;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_best_row_is_lawful_and_no_dearer_than_the_present_one(instance in instances()) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            let mut standing = Standing::new(&instance, &lawful, &plan);
            for officer in 0..instance.officers.len() {
                let before = standing.objective();
                let old = standing.plan().row(officer).to_vec();
                let mut row = Vec::new();
                standing.lift(officer, 0..instance.days);
                standing.best_row(officer, None, &mut row).expect("the present row is lawful");
                standing.settle(officer, 0..instance.days, &old, &row);
                prop_assert!(standing.objective() <= before + 1e-9);
                let verdict = checker::check(&instance, standing.plan());
                prop_assert_eq!(&verdict.breaches, &vec![]);
                prop_assert!((verdict.objective - standing.objective()).abs() < 1e-6);
            }
        }
    }
}
