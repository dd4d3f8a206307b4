//! The graphs of lawful weeks, built when first needed and shared by all officers and weeks that look alike.

use std::collections::HashMap;

use super::lattice::Graph;
use super::lawful::{DayChoices, Lawful};
use super::officer_dp::{Automaton, Counting, State};
use crate::domain::instance::Instance;

/// Edges kept before the graphs are dropped and built anew (12 bytes each).
const MOST_EDGES: usize = 8_000_000;

/// All that decides which weeks are lawful, the days before aside.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look {
    days: Vec<DayChoices>,
    most: i32,
    least: i32,
    later_month: usize,
    worked_after: usize,
}

/// What a graph depends on: the look of the week and what the officer brings from the week before.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    look: usize,
    run: i32,
    evening_run: i32,
    last: usize,
}

/// Graphs of lawful weeks.
pub struct WeekGraphs<'a> {
    instance: &'a Instance,
    lawful: &'a Lawful,
    look_of: Vec<usize>,
    known: HashMap<Key, usize>,
    graphs: Vec<Option<Graph<State>>>,
    edges: usize,
}

impl<'a> WeekGraphs<'a> {
    /// Sorts the weeks of all officers by look; builds no graph yet.
    #[must_use]
    pub fn new(instance: &'a Instance, lawful: &'a Lawful) -> Self {
        let mut looks: HashMap<Look, usize> = HashMap::new();
        let mut look_of = Vec::with_capacity(instance.officers.len() * instance.weeks());
        for (code, officer) in instance.officers.iter().enumerate() {
            for week in 0..instance.weeks() {
                let days = instance.week(week);
                let look = Look {
                    days: days.clone().map(|day| lawful.on(code, day).clone()).collect(),
                    most: officer.week_maximum(days.clone()),
                    least: officer.week_minimum(days.clone(), instance.limits.week_tolerance),
                    later_month: later_month(instance, code, week) - days.start,
                    worked_after: if days.end == instance.days { officer.worked_after } else { 0 },
                };
                let fresh = looks.len();
                look_of.push(*looks.entry(look).or_insert(fresh));
            }
        }
        Self { instance, lawful, look_of, known: HashMap::new(), graphs: Vec::new(), edges: 0 }
    }

    /// The instance.
    #[must_use]
    pub fn instance(&self) -> &'a Instance {
        self.instance
    }

    /// The lawful weeks `week` of `officer` after `before`; `None` when there is none.
    pub fn get(&mut self, officer: usize, week: usize, before: State) -> Option<&Graph<State>> {
        let look = self.look_of[officer * self.instance.weeks() + week];
        let key = Key { look, run: before.run, evening_run: before.evening_run, last: before.last };
        if self.edges > MOST_EDGES {
            self.known.clear();
            self.graphs.clear();
            self.edges = 0;
        }
        let index = match self.known.get(&key) {
            Some(index) => *index,
            None => {
                let counting = Counting::Tally(later_month(self.instance, officer, week));
                let automaton = Automaton {
                    instance: self.instance,
                    lawful: self.lawful,
                    officer,
                    counting,
                    without: None,
                    weekly_rest: true,
                };
                let graph = automaton.graph(self.instance.week(week), before);
                self.edges += graph.as_ref().map_or(0, |graph| graph.edges().len());
                self.graphs.push(graph);
                self.known.insert(key, self.graphs.len() - 1);
                self.graphs.len() - 1
            }
        };
        self.graphs[index].as_ref()
    }
}

/// The first day of `week` that belongs to a later month than its first day; the end of the week when there is none.
#[must_use]
pub fn later_month(instance: &Instance, officer: usize, week: usize) -> usize {
    let days = instance.week(week);
    let starts = instance.officers[officer].months.iter().map(|month| month.first);
    starts.filter(|first| days.start < *first && *first < days.end).min().unwrap_or(days.end)
}
