//! The cheapest small change of a plan that fills some places and empties no other.
//!
//! The instance is guarded: an empty place that must be filled, and any place that is filled now, cost more than all else
//! together. Each officer who could fill a place is put there by the exact programme of a week, or of the whole row where
//! the week alone has no room, and others then take over what was left behind.

use super::super::improve::Search;
use super::super::lawful::Lawful;
use super::super::solve::{SolveOptions, solve};
use super::super::standing::Standing;
use super::super::warm_start::WarmStart;
use crate::checker;
use crate::domain::instance::{Instance, Plan};
use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::time::Duration;

/// Price of an empty guarded place of the lightest skill.
const GUARD: f64 = 1e6;
/// Reward for the shift that is to be tried: more than the guarded places of one day can cost.
const REWARD: f64 = 1e10;
/// Objectives closer than this are equal.
const EQUAL: f64 = 1e-7;
/// Steps of the local search where no direct exchange helps.
const SEARCH_STEPS: u64 = 400;
/// Choices (officers × days × shifts) up to which HiGHS has the last word.
const SMALL: usize = 500;
/// Work of that exact solve; see [`SolveOptions::work_limit`].
const EXACT_WORK: u64 = 6_000;

/// A counter: day, block and skill.
pub type Counter = (usize, usize, usize);

/// What a repair may do.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// Counters that must be filled to their target.
    pub fill: &'a [Counter],
    /// The officer who must come first, and the shift when only one will do.
    pub first: Option<(usize, Option<usize>)>,
    /// Days before this one stay as they are.
    pub frozen: usize,
    /// Whether to search widely when no direct exchange helps.
    pub thorough: bool,
}

/// The plan after the repair; it fills at least one more place of `task.fill`. `None` when that cannot be had.
#[must_use]
pub fn repair(instance: &Instance, plan: &Plan, task: &Task<'_>) -> Option<Plan> {
    let guarded = guarded(instance, plan, task.fill);
    let free = Lawful::collect(&guarded);
    let lawful = free.narrowed(|officer, day, choice| {
        day >= task.frozen || choice == plan.get(officer, day).map_or(0, |shift| shift + 1)
    });
    let mut workshop =
        Workshop { standing: Standing::new(&guarded, &lawful, plan), instance: &guarded, row: Vec::new() };
    let before = workshop.standing.objective();
    workshop.fill(task);
    if workshop.is_broken() && task.thorough {
        workshop.search_widely(task);
    }
    let fewer = workshop.standing.objective() < before - GUARD / 2.0;
    fewer.then(|| {
        workshop.polish(plan, task);
        workshop.standing.plan().clone()
    })
}

/// The instance in which the counters of `fill` have their target as floor and all others what they have now, at a price
/// above everything else.
fn guarded(instance: &Instance, plan: &Plan, fill: &[Counter]) -> Instance {
    let missing: BTreeMap<Counter, i32> = checker::coverage(instance, plan)
        .shortfalls
        .iter()
        .map(|short| ((short.day, short.block, short.skill), short.below_floor + short.below_target))
        .collect();
    let mut guarded = instance.clone();
    for wanted in &mut guarded.requirements {
        let counter = (wanted.day, wanted.block, wanted.skill);
        let empty = if fill.contains(&counter) { 0 } else { missing.get(&counter).copied().unwrap_or(0) };
        wanted.floor = wanted.target - empty;
    }
    let lightest = instance.skills.iter().map(|skill| skill.factor).filter(|factor| *factor > 0.0).fold(1.0, f64::min);
    guarded.weights.unmet_min = GUARD / lightest;
    guarded
}

/// A guarded roster under change.
struct Workshop<'a> {
    standing: Standing<'a>,
    instance: &'a Instance,
    row: Vec<Option<usize>>,
}

/// Someone who could fill a place.
#[derive(Clone, Copy)]
struct Move {
    officer: usize,
    day: usize,
    shift: usize,
}

impl Workshop<'_> {
    fn is_broken(&self) -> bool {
        self.standing.objective() > GUARD / 2.0
    }

    /// Fills one place after the other, each by the officer for whom the whole becomes cheapest.
    fn fill(&mut self, task: &Task<'_>) {
        let mut first = task.first;
        while self.is_broken() {
            let base = self.standing.plan().clone();
            let before = self.standing.objective();
            let mut best: Option<(f64, Plan)> = None;
            for way in self.moves(task, first) {
                if self.place(way) {
                    self.mend(way, task.frozen);
                    let objective = self.standing.objective();
                    let dearest = best.as_ref().map_or(before - GUARD / 2.0, |(objective, _)| *objective - EQUAL);
                    if objective < dearest {
                        best = Some((objective, self.standing.plan().clone()));
                    }
                }
                self.standing.take(&base);
            }
            let Some((_, plan)) = best else { return };
            self.standing.take(&plan);
            first = None;
        }
    }

    /// Whoever is not at a counter that is short, and would fill a place of it.
    fn moves(&self, task: &Task<'_>, first: Option<(usize, Option<usize>)>) -> Vec<Move> {
        let instance = self.instance;
        let mut moves = Vec::new();
        for &(day, block, _) in task.fill.iter().filter(|counter| counter.0 >= task.frozen) {
            for (officer, own) in instance.officers.iter().enumerate() {
                let comes_first = first.is_none_or(|(first, _)| first == officer);
                if !comes_first || self.standing.gain(day, block, own.group) < GUARD / 2.0 {
                    continue;
                }
                let serves = |shift: usize| instance.shifts[shift].blocks.contains(&block);
                if self.standing.plan().get(officer, day).is_some_and(serves) {
                    continue;
                }
                let asked = |shift: usize| first.is_none_or(|(_, only)| only.is_none_or(|only| only == shift));
                let shifts = self.standing.lawful_shifts(officer, day).iter().copied();
                moves.extend(shifts.filter(|s| serves(*s) && asked(*s)).map(|shift| Move { officer, day, shift }));
            }
        }
        moves.dedup_by_key(|way| (way.officer, way.day, way.shift));
        moves
    }

    /// Puts the officer on the shift, as the week allows it, or else the whole row.
    fn place(&mut self, way: Move) -> bool {
        let Move { officer, day, shift } = way;
        let week = self.instance.week(day / 7);
        let nudge = |day: usize| Some((day, shift + 1, -REWARD));
        let fits = |row: &[Option<usize>], day: usize| row.get(day).copied().flatten() == Some(shift);
        let mut row = std::mem::take(&mut self.row);
        let old = self.standing.days(officer, week.clone()).to_vec();
        self.standing.lift(officer, week.clone());
        let found = self.standing.best_week(officer, day / 7, &old, nudge(day % 7), &mut row).is_some();
        let mut placed = found && fits(&row, day % 7);
        self.standing.settle(officer, week, &old, if placed { &row } else { &old });
        if !placed {
            let whole = 0..self.instance.days;
            let old = self.standing.days(officer, whole.clone()).to_vec();
            self.standing.lift(officer, whole.clone());
            let found = self.standing.best_row(officer, nudge(day), &mut row).is_some();
            placed = found && fits(&row, day);
            self.standing.settle(officer, whole, &old, if placed { &row } else { &old });
        }
        self.row = row;
        placed
    }

    /// Lets others take over what the move left behind, the one first for whom the whole becomes cheapest.
    fn mend(&mut self, way: Move, frozen: usize) {
        let first_week = frozen / 7;
        while self.is_broken() {
            let before = self.standing.objective();
            let mut best: Option<(f64, usize, usize, Vec<Option<usize>>)> = None;
            for officer in (0..self.instance.officers.len()).filter(|officer| *officer != way.officer) {
                for week in self.weeks_to_mend(way, first_week) {
                    let days = self.instance.week(week);
                    let old = self.standing.days(officer, days.clone()).to_vec();
                    if !self.put_to_its_best(officer, week) {
                        continue;
                    }
                    let objective = self.standing.objective();
                    let dearest = best.as_ref().map_or(before - GUARD / 2.0, |best| best.0 - EQUAL);
                    if objective < dearest {
                        best = Some((objective, officer, week, self.standing.days(officer, days.clone()).to_vec()));
                    }
                    self.standing.set(officer, days, &old);
                }
            }
            let Some((_, officer, week, row)) = best else { return };
            self.standing.set(officer, self.instance.week(week), &row);
        }
    }

    /// The week of the move, and those beside it where the officer's whole row may have changed.
    fn weeks_to_mend(&self, way: Move, first: usize) -> Range<usize> {
        let week = way.day / 7;
        week.max(first)..(week + 1).min(self.instance.weeks())
    }

    /// Puts a week of an officer to its best; returns whether the week changed.
    fn put_to_its_best(&mut self, officer: usize, week: usize) -> bool {
        let days = self.instance.week(week);
        let mut row = std::mem::take(&mut self.row);
        let old = self.standing.days(officer, days.clone()).to_vec();
        let before = self.standing.objective();
        self.standing.lift(officer, days.clone());
        let found = self.standing.best_week(officer, week, &old, None, &mut row).is_some();
        self.standing.settle(officer, days.clone(), &old, if found { &row } else { &old });
        let better = self.standing.objective() < before - EQUAL;
        if !better {
            self.standing.set(officer, days, &old);
        }
        self.row = row;
        better
    }

    /// The local search of the optimiser for a while, and on small instances HiGHS.
    fn search_widely(&mut self, task: &Task<'_>) {
        let base = self.standing.plan().clone();
        let lawful = self.standing.lawful();
        // A shift that must come first is not left to the search.
        let mut asked = self.instance.clone();
        if let (Some((officer, Some(shift))), Some(counter)) = (task.first, task.fill.first()) {
            asked.pins.push((officer, counter.0, shift));
        } else {
            let mut search = Search::new(Standing::new(self.instance, lawful, &base), 1);
            search.run(SEARCH_STEPS, 0.0);
            self.standing.take(search.best());
        }
        let choices = self.instance.officers.len() * self.instance.days * self.instance.shifts.len();
        if self.is_broken() && choices <= SMALL && task.frozen == 0 {
            let options = SolveOptions {
                time_limit: Duration::ZERO,
                work_limit: Some(EXACT_WORK),
                gap: 0.0,
                threads: 1,
                seed: 1,
            };
            let known = WarmStart { plan: Some(base), columns: Vec::new() };
            if let Some(plan) = solve(&asked, &options, &known, &mut |_| ControlFlow::Continue(())).plan {
                self.standing.take(&plan);
            }
        }
    }

    /// Officers whose row changed look for their best once more.
    fn polish(&mut self, before: &Plan, task: &Task<'_>) {
        let others = |officer: &usize| task.first.is_none_or(|(first, _)| first != *officer);
        for officer in (0..self.instance.officers.len()).filter(others) {
            for week in 0..self.instance.weeks() {
                let days = self.instance.week(week);
                if self.standing.days(officer, days.clone()) != &before.row(officer)[days] {
                    self.put_to_its_best(officer, week);
                }
            }
        }
    }
}
