//! Who covers the counters, kept up to date while officers come and go.
//!
//! Every (day, block) with a requirement is a [`Counter`]: a flow of officers of a group to the skills of the group. The
//! flow always fills the dearest set of places, so one more officer fills exactly the dearest empty place that can be
//! reached by moving others along, and one officer less empties the cheapest such place (successive best augmentation).

use crate::domain::instance::Instance;

/// All counters of an instance under a changing plan.
#[derive(Clone, Debug)]
pub struct Cover {
    blocks: usize,
    at: Vec<Option<usize>>,
    counters: Vec<Counter>,
    skills_of: Vec<u128>,
    missing: f64,
}

impl Cover {
    /// The counters with nobody present.
    #[must_use]
    pub fn new(instance: &Instance) -> Self {
        let blocks = instance.blocks.len();
        let mut at = vec![None; instance.days * blocks];
        let mut counters: Vec<Counter> = Vec::new();
        for wanted in &instance.requirements {
            let cell = &mut at[wanted.day * blocks + wanted.block];
            let index = *cell.get_or_insert_with(|| {
                counters.push(Counter::new(instance.groups.len(), instance.skills.len()));
                counters.len() - 1
            });
            let factor = instance.skills[wanted.skill].factor;
            let prices = &mut counters[index].prices[wanted.skill];
            for place in 0..wanted.target {
                let weight = if place < wanted.floor { instance.weights.unmet_min } else { instance.weights.unmet };
                prices.push(weight * factor);
            }
            prices.sort_by(|one, other| other.total_cmp(one));
        }
        let skills_of = instance.groups.iter().map(|group| group.skills.iter().fold(0, |set, skill| set | 1 << skill));
        let missing = counters.iter().flat_map(|counter| counter.prices.iter().flatten()).sum();
        Self { blocks, at, counters, skills_of: skills_of.collect(), missing }
    }

    /// Price of all empty places.
    #[must_use]
    pub fn missing(&self) -> f64 {
        self.missing
    }

    /// Price of the empty places in `block` of `day`.
    #[must_use]
    pub fn missing_at(&self, day: usize, block: usize) -> f64 {
        self.at[day * self.blocks + block].map_or(0.0, |index| self.counters[index].missing())
    }

    /// What one more officer of `group` saves in `block` of `day`.
    #[must_use]
    pub fn gain(&self, day: usize, block: usize, group: usize) -> f64 {
        match self.at[day * self.blocks + block] {
            Some(index) => self.counters[index].best_place(self.skills_of[group]).map_or(0.0, |(_, price)| price),
            None => 0.0,
        }
    }

    /// An officer of `group` comes to `block` of `day`.
    pub fn add(&mut self, day: usize, block: usize, group: usize) {
        if let Some(index) = self.at[day * self.blocks + block] {
            self.missing -= self.counters[index].add(group, &self.skills_of);
        }
    }

    /// An officer of `group` leaves `block` of `day`.
    pub fn remove(&mut self, day: usize, block: usize, group: usize) {
        if let Some(index) = self.at[day * self.blocks + block] {
            self.missing += self.counters[index].remove(group, &self.skills_of);
        }
    }
}

/// The counters of one (day, block).
#[derive(Clone, Debug)]
struct Counter {
    /// Per skill: the price of each wanted place, dearest first; the first `filled` of them are filled.
    prices: Vec<Vec<f64>>,
    filled: Vec<usize>,
    /// `flow[group * skills + skill]`: officers of the group who serve the skill.
    flow: Vec<u32>,
    /// Per group: officers present who serve nothing.
    idle: Vec<u32>,
    /// Per skill: all skills of the groups that serve it, that is where its officers could go instead.
    onward: Vec<u128>,
}

/// A step of an augmenting path: officers of `group` move between the skill and `neighbour`.
#[derive(Clone, Copy)]
struct Step {
    group: usize,
    neighbour: usize,
}

impl Counter {
    fn new(groups: usize, skills: usize) -> Self {
        Self {
            prices: vec![Vec::new(); skills],
            filled: vec![0; skills],
            flow: vec![0; groups * skills],
            idle: vec![0; groups],
            onward: vec![0; skills],
        }
    }

    fn skills(&self) -> usize {
        self.prices.len()
    }

    fn groups(&self) -> usize {
        self.idle.len()
    }

    fn missing(&self) -> f64 {
        let empty = self.prices.iter().zip(&self.filled).map(|(prices, filled)| &prices[*filled..]);
        empty.flatten().sum()
    }

    /// The dearest empty place that officers with the skills `own` can fill, directly or by moving others along.
    fn best_place(&self, own: u128) -> Option<(usize, f64)> {
        let (mut reached, mut open) = (own, own);
        let mut best: Option<(usize, f64)> = None;
        while open != 0 {
            let skill = open.trailing_zeros() as usize;
            open &= open - 1;
            let fresh = self.onward[skill] & !reached;
            reached |= fresh;
            open |= fresh;
            let price = self.prices[skill].get(self.filled[skill]).copied().unwrap_or(0.0);
            if price > best.map_or(0.0, |(_, price)| price) {
                best = Some((skill, price));
            }
        }
        best
    }

    /// Takes in an officer; returns the price of the place that is filled by it.
    fn add(&mut self, group: usize, skills_of: &[u128]) -> f64 {
        let Some((target, price)) = self.best_place(skills_of[group]) else {
            self.idle[group] += 1;
            return 0.0;
        };
        let came_from = self.paths_from(skills_of[group], target, skills_of);
        self.filled[target] += 1;
        let mut skill = target;
        while let Some(step) = came_from[skill] {
            self.shift_flow(step.group, step.neighbour, skill, skills_of);
            skill = step.neighbour;
        }
        self.change_flow(group, skill, true, skills_of);
        price
    }

    /// For each skill on the way from `own` to `target`: the officers who move on to it, and from which skill.
    fn paths_from(&self, own: u128, target: usize, skills_of: &[u128]) -> Vec<Option<Step>> {
        let mut came_from = vec![None; self.skills()];
        let (mut reached, mut open) = (own, own);
        while open != 0 && reached >> target & 1 == 0 {
            let skill = open.trailing_zeros() as usize;
            open &= open - 1;
            for (group, own) in skills_of.iter().enumerate() {
                if self.flow[group * self.skills() + skill] == 0 {
                    continue;
                }
                let mut fresh = own & !reached;
                reached |= fresh;
                open |= fresh;
                while fresh != 0 {
                    came_from[fresh.trailing_zeros() as usize] = Some(Step { group, neighbour: skill });
                    fresh &= fresh - 1;
                }
            }
        }
        came_from
    }

    /// Lets an officer go; returns the price of the place that stays empty for it.
    fn remove(&mut self, group: usize, skills_of: &[u128]) -> f64 {
        if self.idle[group] > 0 {
            self.idle[group] -= 1;
            return 0.0;
        }
        let Some(vacant) = (0..self.skills()).find(|skill| self.flow[group * self.skills() + skill] > 0) else {
            return 0.0;
        };
        self.change_flow(group, vacant, false, skills_of);
        let mut goes_to: Vec<Option<Step>> = vec![None; self.skills()];
        let mut reached: u128 = 1 << vacant;
        let mut open = reached;
        while open != 0 {
            let skill = open.trailing_zeros() as usize;
            open &= open - 1;
            for other in 0..self.groups() {
                if skills_of[other] >> skill & 1 == 0 {
                    continue;
                }
                if self.idle[other] > 0 {
                    self.idle[other] -= 1;
                    self.change_flow(other, skill, true, skills_of);
                    self.pull(skill, &goes_to, skills_of);
                    return 0.0;
                }
                for (from, goes) in goes_to.iter_mut().enumerate() {
                    if reached >> from & 1 == 0 && self.flow[other * self.skills() + from] > 0 {
                        reached |= 1 << from;
                        open |= 1 << from;
                        *goes = Some(Step { group: other, neighbour: skill });
                    }
                }
            }
        }
        let last_price = |skill: usize| self.prices[skill][self.filled[skill] - 1];
        let cheapest = (0..self.skills())
            .filter(|skill| reached >> skill & 1 == 1)
            .min_by(|one, other| last_price(*one).total_cmp(&last_price(*other)))
            .unwrap_or(vacant);
        let price = last_price(cheapest);
        self.filled[cheapest] -= 1;
        self.pull(cheapest, &goes_to, skills_of);
        price
    }

    /// Moves officers along `goes_to`, so that the vacancy wanders to `skill`.
    fn pull(&mut self, mut skill: usize, goes_to: &[Option<Step>], skills_of: &[u128]) {
        while let Some(step) = goes_to[skill] {
            self.shift_flow(step.group, skill, step.neighbour, skills_of);
            skill = step.neighbour;
        }
    }

    fn shift_flow(&mut self, group: usize, from: usize, to: usize, skills_of: &[u128]) {
        self.change_flow(group, from, false, skills_of);
        self.change_flow(group, to, true, skills_of);
    }

    fn change_flow(&mut self, group: usize, skill: usize, more: bool, skills_of: &[u128]) {
        let skills = self.skills();
        let flow = &mut self.flow[group * skills + skill];
        *flow = if more { *flow + 1 } else { *flow - 1 };
        if more {
            self.onward[skill] |= skills_of[group];
        } else if *flow == 0 {
            self.onward[skill] = (0..self.groups())
                .filter(|group| self.flow[group * skills + skill] > 0)
                .fold(0, |set, group| set | skills_of[group]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker;
    use crate::domain::instance::Plan;
    use crate::optimiser::test_support::{instances, random_plan};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_missing_price_is_that_of_the_checker(instance in instances(), seed in 0_u64..1000) {
            let plan = random_plan(&instance, seed);
            let mut cover = Cover::new(&instance);
            let mut seen = Plan::empty(instance.officers.len(), instance.days);
            for (officer, day, shift) in plan.assignments() {
                let group = instance.officers[officer].group;
                for block in &instance.shifts[shift].blocks {
                    let before = cover.missing();
                    let gain = cover.gain(day, *block, group);
                    cover.add(day, *block, group);
                    prop_assert!((before - cover.missing() - gain).abs() < 1e-9);
                }
                seen.set(officer, day, Some(shift));
            }
            for (officer, day, shift) in plan.assignments().filter(|cell| (cell.0 + cell.1) % 3 == 0) {
                for block in &instance.shifts[shift].blocks {
                    cover.remove(day, *block, instance.officers[officer].group);
                }
                seen.set(officer, day, None);
            }
            let terms = checker::check(&instance, &seen).terms;
            prop_assert!((cover.missing() - terms.unmet - terms.unmet_min).abs() < 1e-9);
        }
    }
}
