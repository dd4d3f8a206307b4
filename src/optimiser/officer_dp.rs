//! The rules of one officer of a commune instance as an automaton over days.
//!
//! Officers do not touch each other in the hard rules, so the lattice of the automaton decides exactly whether a lawful
//! roster exists.

use std::ops::Range;

use super::lattice::{Graph, OfficerRules};
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
    /// Whether every week needs a free day (H5).
    pub weekly_rest: bool,
}

impl Automaton<'_> {
    /// The state before day 0.
    #[must_use]
    pub fn start(&self) -> State {
        let before = self.instance.officers[self.officer].worked_before;
        State { run: i32::try_from(before).unwrap_or(i32::MAX / 2), ..State::default() }
    }

    /// The lattice over `days` for an officer who enters them in `start`; `None` when there is no lawful roster.
    #[must_use]
    pub fn graph(&self, days: Range<usize>, start: State) -> Option<Graph<State>> {
        let still_possible = self.normal_still_possible(days.clone());
        Graph::build(&Span { automaton: self, first: days.start, still_possible }, days, start)
    }

    fn keeps(&self, rule: Rule) -> bool {
        self.without != Some(rule)
    }

    /// A run of `run` days that ends on `day` for now; on the last day with those after it.
    fn run_through(&self, day: usize, run: i32) -> i32 {
        let after = self.instance.officers[self.officer].worked_after;
        let is_last = day + 1 == self.instance.days;
        if is_last { run.saturating_add(i32::try_from(after).unwrap_or(i32::MAX / 2)) } else { run }
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
    fn step(&self, before: &State, day: usize, choice: Option<usize>, still: i32) -> Option<(State, bool)> {
        let limits = &self.instance.limits;
        let mut state = *before;
        let mut extra = false;
        if let Some(code) = choice {
            let shift = &self.instance.shifts[code];
            if self.keeps(Rule::H6) && self.lawful.clashes(before.last, code) {
                return None;
            }
            state.run += 1;
            if self.keeps(Rule::H5) && self.run_through(day, state.run) > limits.work_row {
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
            if state.normal > officer.week_maximum(week.clone()) || state.normal + still < least {
                return None;
            }
        }
        if day + 1 == week.end {
            if self.weekly_rest && self.keeps(Rule::H5) && !state.rested {
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

/// The automaton over some days, with what the later days of each week can still bring.
struct Span<'a> {
    automaton: &'a Automaton<'a>,
    first: usize,
    still_possible: Vec<i32>,
}

impl OfficerRules for Span<'_> {
    type State = State;

    fn shifts(&self) -> usize {
        self.automaton.instance.shifts.len()
    }

    fn choices(&self, day: usize) -> impl Iterator<Item = Option<usize>> {
        let on = self.automaton.lawful.on(self.automaton.officer, day);
        on.free.then_some(None).into_iter().chain(on.shifts.iter().map(|shift| Some(*shift)))
    }

    fn step(&self, before: &State, day: usize, choice: Option<usize>) -> Option<(State, bool)> {
        self.automaton.step(before, day, choice, self.still_possible[day - self.first])
    }
}
