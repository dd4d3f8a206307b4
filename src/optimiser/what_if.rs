//! What one edit of a roster does before anybody makes it: the rules it newly breaks, whom it leaves missing, what it costs.

use std::collections::BTreeMap;

use super::explain::{Obstacle, obstacle_of};
use super::lawful::Lawful;
use super::standing::Standing;
use crate::checker::{self, InstanceBreach};
use crate::domain::instance::{Instance, Plan};

/// What a change of one day does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// What it newly breaks, by officer; empty when it is lawful.
    pub obstacles: Vec<(usize, Obstacle)>,
    /// Officers more (above zero) or fewer who are missing that day, by block and skill; counters that stay as they are
    /// are left out.
    pub missing: Vec<(usize, usize, i32)>,
    /// By how much the objective changes.
    pub delta: f64,
}

impl Effect {
    /// Officers more that are missing that day, all counters together.
    #[must_use]
    pub fn missing_more(&self) -> i32 {
        self.missing.iter().map(|(_, _, more)| more).sum()
    }
}

/// A colleague who takes over what an officer does on a day and gives what they do that day in exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Substitute {
    /// The colleague.
    pub officer: usize,
    /// What the colleague works that day in the plan.
    pub instead_of: Option<usize>,
    /// What the exchange does.
    pub effect: Effect,
}

/// What every choice for the cell of `officer` on `day` would do: a free day, then the shifts that exist that day.
#[must_use]
pub fn choices(instance: &Instance, plan: &Plan, officer: usize, day: usize) -> Vec<(Option<usize>, Effect)> {
    let lawful = Lawful::collect(instance);
    let mut trial = Trial::new(instance, &lawful, plan);
    let shifts = (0..instance.shifts.len()).filter(|shift| instance.exists(day, *shift)).map(Some);
    std::iter::once(None).chain(shifts).map(|choice| (choice, trial.effect(day, &[(officer, choice)]))).collect()
}

/// Everybody who could take over the shift of `officer` on `day` for their own; the lawful first, of them those who leave
/// nobody else missing, then the cheapest. Empty on a free day.
#[must_use]
pub fn substitutes(instance: &Instance, plan: &Plan, officer: usize, day: usize) -> Vec<Substitute> {
    let Some(shift) = plan.get(officer, day) else { return Vec::new() };
    let lawful = Lawful::collect(instance);
    let mut trial = Trial::new(instance, &lawful, plan);
    let others = (0..instance.officers.len()).filter(|other| *other != officer && plan.get(*other, day) != Some(shift));
    let mut found: Vec<Substitute> = others
        .map(|other| {
            let instead_of = plan.get(other, day);
            let effect = trial.effect(day, &[(officer, instead_of), (other, Some(shift))]);
            Substitute { officer: other, instead_of, effect }
        })
        .collect();
    found.sort_by(|one, other| {
        let key = |of: &Substitute| (of.effect.obstacles.len(), of.effect.missing_more().max(0));
        key(one).cmp(&key(other)).then(one.effect.delta.total_cmp(&other.effect.delta))
    });
    found
}

/// Tries changes of a plan and takes them back.
pub(super) struct Trial<'a> {
    instance: &'a Instance,
    standing: Standing<'a>,
    objective: f64,
    plan: Plan,
    /// Breaches of the plan as it stands, by officer; filled as officers are asked for.
    breaches: BTreeMap<usize, Vec<InstanceBreach>>,
    /// Who is missing in the plan as it stands, by day; filled as days are asked for.
    missing: BTreeMap<usize, Missing>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(instance: &'a Instance, lawful: &'a Lawful, plan: &Plan) -> Self {
        let standing = Standing::new(instance, lawful, plan);
        let objective = standing.objective();
        let (breaches, missing) = (BTreeMap::new(), BTreeMap::new());
        Self { instance, objective, standing, plan: plan.clone(), breaches, missing }
    }

    /// What it does to give these officers these shifts on `day`.
    pub(super) fn effect(&mut self, day: usize, changes: &[(usize, Option<usize>)]) -> Effect {
        let mut effect = self.rules_and_price(day, changes);
        let mut missing = missing_on(self.instance, &self.changed(day, changes), day);
        let (instance, plan) = (self.instance, &self.plan);
        let before = self.missing.entry(day).or_insert_with(|| missing_on(instance, plan, day));
        for (counter, officers) in before {
            *missing.entry(*counter).or_default() -= *officers;
        }
        let changed = missing.into_iter().filter(|(_, more)| *more != 0);
        effect.missing = changed.map(|((block, skill), more)| (block, skill, more)).collect();
        effect
    }

    /// The same without who is missing, which most questions do not ask.
    pub(super) fn rules_and_price(&mut self, day: usize, changes: &[(usize, Option<usize>)]) -> Effect {
        let changed = self.changed(day, changes);
        let mut effect = Effect::default();
        for (officer, shift) in changes {
            let (instance, plan) = (self.instance, &self.plan);
            let own = self.breaches.entry(*officer).or_insert_with(|| checker::breaches_of(instance, plan, *officer));
            for breach in checker::breaches_of(instance, &changed, *officer) {
                if own.contains(&breach) {
                    continue;
                }
                let obstacle = obstacle_of(instance, &breach, day, *shift).map(|obstacle| (*officer, obstacle));
                effect.obstacles.extend(obstacle.filter(|obstacle| !effect.obstacles.contains(obstacle)));
            }
        }
        for (officer, shift) in changes {
            self.standing.set(*officer, day..day + 1, &[*shift]);
        }
        effect.delta = ((self.standing.objective() - self.objective) * 1e4).round() / 1e4;
        for (officer, _) in changes {
            self.standing.set(*officer, day..day + 1, &[self.plan.get(*officer, day)]);
        }
        effect
    }

    fn changed(&self, day: usize, changes: &[(usize, Option<usize>)]) -> Plan {
        let mut changed = self.plan.clone();
        for (officer, shift) in changes {
            changed.set(*officer, day, *shift);
        }
        changed
    }
}

/// Officers missing on a day by block and skill.
type Missing = BTreeMap<(usize, usize), i32>;

fn missing_on(instance: &Instance, plan: &Plan, day: usize) -> Missing {
    let gaps = checker::coverage_on(instance, plan, day).shortfalls.into_iter();
    gaps.map(|gap| ((gap.block, gap.skill), gap.below_floor + gap.below_target)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::start::start;
    use crate::optimiser::test_support::instances;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn an_effect_is_what_the_checker_finds_afterwards(instance in instances(), officer in 0_usize..2, day in 0_usize..7) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            let officer = officer.min(instance.officers.len() - 1);
            let before = checker::check(&instance, &plan);
            let missing = |plan: &Plan| -> i32 {
                checker::coverage(&instance, plan).shortfalls.iter().map(|gap| gap.below_floor + gap.below_target).sum()
            };
            let holds = |changed: &Plan, effect: &Effect| {
                let after = checker::check(&instance, changed);
                prop_assert!((after.objective - before.objective - effect.delta).abs() < 1e-3);
                prop_assert_eq!(after.is_lawful(), effect.obstacles.is_empty());
                prop_assert_eq!(missing(changed) - missing(&plan), effect.missing_more());
                Ok(())
            };
            for (choice, effect) in choices(&instance, &plan, officer, day) {
                let mut changed = plan.clone();
                changed.set(officer, day, choice);
                holds(&changed, &effect)?;
            }
            let mut lawful_ended = false;
            for substitute in substitutes(&instance, &plan, officer, day) {
                let mut changed = plan.clone();
                changed.set(officer, day, substitute.instead_of);
                changed.set(substitute.officer, day, plan.get(officer, day));
                holds(&changed, &substitute.effect)?;
                lawful_ended |= !substitute.effect.obstacles.is_empty();
                prop_assert!(!lawful_ended || !substitute.effect.obstacles.is_empty(), "lawful ones come first");
            }
        }
    }
}
