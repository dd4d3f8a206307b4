//! Whether a repaired roster is a remedy, and what it costs: asked of the checker, never of the search.

use std::collections::BTreeMap;

use super::repair::Counter;
use super::{ChangedCell, Price, Remedy, Step};
use crate::checker::{self, InstanceBreach, Shortfall};
use crate::domain::instance::{Instance, Plan};

/// Weights closer than this are equal.
const EQUAL: f64 = 1e-6;

/// The roster before any remedy.
pub struct Before<'a> {
    /// Its instance.
    pub instance: &'a Instance,
    /// The roster.
    pub plan: &'a Plan,
    gap: &'a Shortfall,
    breaches: Vec<InstanceBreach>,
    objective: f64,
    missing: BTreeMap<Counter, Missing>,
}

/// What is missing at one counter.
#[derive(Clone, Copy, Debug, Default)]
struct Missing {
    officers: i32,
    points: f64,
}

impl<'a> Before<'a> {
    /// Judges the roster as it is.
    #[must_use]
    pub fn new(instance: &'a Instance, plan: &'a Plan, gap: &'a Shortfall) -> Self {
        let verdict = checker::check(instance, plan);
        let missing = missing(instance, plan);
        Self { instance, plan, gap, breaches: verdict.breaches, objective: verdict.objective, missing }
    }

    /// The remedy, when the roster has no breach that was not there before, fewer officers are missing at the counter and
    /// no other counter is poorer.
    #[must_use]
    pub fn judge(&self, steps: Vec<Step>, instance: Instance, plan: Plan) -> Option<Remedy> {
        let verdict = checker::check(&instance, &plan);
        if verdict.breaches.iter().any(|breach| !self.breaches.contains(breach)) {
            return None;
        }
        let in_general = self.help(&missing(&instance, &plan));
        let (removed, left) = in_general.or_else(|| self.help(&self.missing_beside_guests(&instance, &plan)?))?;
        let lent = lent(&instance, &plan, self.instance.officers.len());
        let price = Price {
            overtime: sum(&instance, &plan, |shift| instance.shifts[shift].overtime)
                - sum(self.instance, self.plan, |shift| self.instance.shifts[shift].overtime),
            evenings: sum(&instance, &plan, |shift| i32::from(instance.shifts[shift].evening))
                - sum(self.instance, self.plan, |shift| i32::from(self.instance.shifts[shift].evening)),
            cells: self.changed(&instance, &plan),
            points: ((verdict.objective - self.objective) * 1e4).round() / 1e4,
            waived: (waived(&steps, self.instance) * 1e4).round() / 1e4,
            lent,
            lent_points: (f64::from(lent) / 60.0 * self.instance.weights.overtime * 1e4).round() / 1e4,
        };
        Some(Remedy { steps, instance, plan, removed, left, price })
    }

    fn counter(&self) -> Counter {
        (self.gap.day, self.gap.block, self.gap.skill)
    }

    /// Officers fewer who are missing at the counter, and those still missing; none when it is no help, or no other counter
    /// may pay for it.
    fn help(&self, missing: &BTreeMap<Counter, Missing>) -> Option<(i32, i32)> {
        let counter = self.counter();
        let poorer = |(at, now): (&Counter, &Missing)| {
            let before = self.missing.get(at).copied().unwrap_or_default();
            *at != counter && now.points > before.points + EQUAL
        };
        let left = missing.get(&counter).copied().unwrap_or_default().officers;
        let removed = self.missing.get(&counter).copied().unwrap_or_default().officers - left;
        (removed >= 1 && !missing.iter().any(poorer)).then_some((removed, left))
    }

    /// What is missing where everybody who is lent serves the counter for which they came, and the others are matched as if
    /// alone. Between counters of the same price the best matching is free to fill another one first, which would hide the
    /// help; none without anybody lent.
    fn missing_beside_guests(&self, instance: &Instance, plan: &Plan) -> Option<BTreeMap<Counter, Missing>> {
        let guests = self.instance.officers.len()..instance.officers.len();
        let (day, block, _) = self.counter();
        let serves = |guest: &usize| plan.get(*guest, day).is_some_and(|s| instance.shifts[s].blocks.contains(&block));
        let there = i32::try_from(guests.clone().filter(serves).count()).ok().filter(|there| *there > 0)?;
        let mut alone = plan.clone();
        for guest in guests {
            (0..instance.days).for_each(|day| alone.set(guest, day, None));
        }
        let mut missing = missing(instance, &alone);
        if let Some(own) = missing.get_mut(&self.counter()) {
            own.officers = (own.officers - there).max(0);
        }
        Some(missing)
    }

    fn changed(&self, instance: &Instance, plan: &Plan) -> Vec<ChangedCell> {
        let known = self.instance.officers.len();
        let cells = (0..instance.officers.len()).flat_map(|officer| (0..instance.days).map(move |day| (officer, day)));
        cells
            .map(|(officer, day)| {
                let before = if officer < known { self.plan.get(officer, day) } else { None };
                ChangedCell { officer, day, before, after: plan.get(officer, day) }
            })
            .filter(|cell| cell.before != cell.after)
            .collect()
    }
}

/// Points of the places that `steps` no longer ask to be filled.
fn waived(steps: &[Step], instance: &Instance) -> f64 {
    let mut points = 0.0;
    for step in steps {
        if let &Step::LowerTarget { day, block, skill, to } = step {
            let wanted = instance.requirements.iter().find(|w| (w.day, w.block, w.skill) == (day, block, skill));
            let fewer = wanted.map_or(0, |wanted| wanted.target - to.max(wanted.floor));
            points += f64::from(fewer) * instance.weights.unmet * instance.skills[skill].factor;
        }
    }
    points
}

/// Normal minutes of the officers after the first `own`.
fn lent(instance: &Instance, plan: &Plan, own: usize) -> i32 {
    let shifts = (own..instance.officers.len()).flat_map(|guest| plan.row(guest).iter().flatten());
    shifts.map(|shift| instance.shifts[*shift].normal).sum()
}

fn missing(instance: &Instance, plan: &Plan) -> BTreeMap<Counter, Missing> {
    let weights = &instance.weights;
    let shortfalls = checker::coverage(instance, plan).shortfalls;
    let entry = |short: &Shortfall| {
        let points = f64::from(short.below_floor) * weights.unmet_min + f64::from(short.below_target) * weights.unmet;
        let officers = short.below_floor + short.below_target;
        let at = (short.day, short.block, short.skill);
        (at, Missing { officers, points: points * instance.skills[short.skill].factor })
    };
    shortfalls.iter().map(entry).collect()
}

fn sum(instance: &Instance, plan: &Plan, value: impl Fn(usize) -> i32) -> i32 {
    (0..instance.officers.len()).flat_map(|officer| plan.row(officer).iter().flatten()).map(|shift| value(*shift)).sum()
}
