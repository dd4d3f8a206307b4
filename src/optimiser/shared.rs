//! What the searches of one solve know together: the best roster, the best bound, and whether to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::checker;
use crate::checker::nrp::check_nrp;
use crate::domain::instance::{Instance, OfficerRoster, Plan};
use crate::domain::nrp::NrpInstance;

/// Objectives closer than this are equal.
const EQUAL: f64 = 1e-6;

/// Numerical dirt of a bound that must not lift it to the next whole number.
const BOUND_DIRT: f64 = 1e-4;

/// The common knowledge of all threads of one solve.
#[derive(Debug)]
pub struct Shared {
    whole_numbers: bool,
    stop: AtomicBool,
    state: Mutex<Best>,
    columns: Mutex<Kept>,
}

/// Officers' rosters to begin another solve from.
#[derive(Debug, Default)]
struct Kept {
    columns: Vec<OfficerRoster>,
    is_new: bool,
}

/// The best known so far.
#[derive(Clone, Debug)]
pub struct Best {
    /// The roster.
    pub plan: Plan,
    /// Its objective.
    pub objective: f64,
    /// No roster is cheaper than this.
    pub bound: Option<f64>,
    /// Grows with every better roster.
    pub version: u64,
}

impl Best {
    /// (objective − bound) ÷ max(1, |objective|).
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        self.bound.map(|bound| (self.objective - bound).max(0.0) / self.objective.abs().max(1.0))
    }
}

/// Who judges rosters: the independent checker with an instance.
pub trait Judge {
    /// The objective of a roster; `None` when it breaks a hard rule.
    fn judge(&self, plan: &Plan) -> Option<f64>;

    /// Whether every lawful objective is a whole number.
    fn has_whole_prices(&self) -> bool;
}

impl Judge for Instance {
    fn judge(&self, plan: &Plan) -> Option<f64> {
        let verdict = checker::check(self, plan);
        verdict.is_lawful().then_some(verdict.objective)
    }

    fn has_whole_prices(&self) -> bool {
        has_whole_prices(self)
    }
}

impl Judge for NrpInstance {
    fn judge(&self, plan: &Plan) -> Option<f64> {
        let verdict = check_nrp(self, plan);
        verdict.is_lawful().then_some(verdict.objective)
    }

    fn has_whole_prices(&self) -> bool {
        true
    }
}

impl Shared {
    /// Starts from a first roster; `None` when the checker finds it unlawful, so that nobody ever sees it.
    #[must_use]
    pub fn new(judge: &impl Judge, plan: Plan) -> Option<Self> {
        let objective = judge.judge(&plan)?;
        let state = Mutex::new(Best { plan, objective, bound: None, version: 1 });
        let (whole_numbers, stop) = (judge.has_whole_prices(), AtomicBool::new(false));
        Some(Self { whole_numbers, stop, state, columns: Mutex::default() })
    }

    fn lock(&self) -> MutexGuard<'_, Best> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Offers a roster; it is kept when the checker finds it lawful and cheaper than the best. Returns its price when it is
    /// lawful.
    pub fn offer(&self, judge: &impl Judge, plan: &Plan) -> Option<f64> {
        let objective = judge.judge(plan)?;
        let mut best = self.lock();
        if objective < best.objective - EQUAL {
            best.plan.clone_from(plan);
            best.objective = objective;
            best.version += 1;
        }
        Some(objective)
    }

    /// Puts a roster that costs no more in the place of the best: the same price, better in what has no price. It is taken
    /// when the checker finds it lawful and nobody found a cheaper one meanwhile.
    pub fn settle(&self, judge: &impl Judge, plan: Plan) {
        let Some(objective) = judge.judge(&plan) else { return };
        let mut best = self.lock();
        if objective <= best.objective {
            best.plan = plan;
            best.objective = objective;
            best.version += 1;
        }
    }

    /// Keeps officers' rosters to begin another solve from, in the place of those before.
    pub fn keep_columns(&self, columns: Vec<OfficerRoster>) {
        *self.kept() = Kept { columns, is_new: true };
    }

    /// The officers' rosters that were kept, when nobody has asked for them yet.
    #[must_use]
    pub fn new_columns(&self) -> Option<Vec<OfficerRoster>> {
        let mut kept = self.kept();
        std::mem::take(&mut kept.is_new).then(|| kept.columns.clone())
    }

    /// The officers' rosters that were kept.
    #[must_use]
    pub fn columns(&self) -> Vec<OfficerRoster> {
        self.kept().columns.clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.columns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The price of the best roster so far.
    #[must_use]
    pub fn objective(&self) -> f64 {
        self.lock().objective
    }

    /// Offers a proven bound. With whole prices the objective is a whole number, so the bound is rounded up.
    pub fn raise_bound(&self, bound: f64) {
        if !bound.is_finite() {
            return;
        }
        let bound = if self.whole_numbers { (bound - BOUND_DIRT).ceil() + 0.0 } else { bound };
        let mut best = self.lock();
        let bound = bound.min(best.objective);
        if best.bound.is_none_or(|known| bound > known) {
            best.bound = Some(bound);
        }
    }

    /// Whether every lawful objective is a whole number.
    #[must_use]
    pub fn whole_numbers(&self) -> bool {
        self.whole_numbers
    }

    /// The best so far.
    #[must_use]
    pub fn best(&self) -> Best {
        self.lock().clone()
    }

    /// The version and the gap of the best so far.
    #[must_use]
    pub fn news(&self) -> (u64, Option<f64>) {
        let best = self.lock();
        (best.version, best.gap())
    }

    /// The best roster, when it is newer than `version`.
    #[must_use]
    pub fn newer_than(&self, version: u64) -> Option<(u64, Plan)> {
        let best = self.lock();
        (best.version > version).then(|| (best.version, best.plan.clone()))
    }

    /// Asks all threads to stop.
    pub fn ask_to_stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Whether every price and every amount is a whole number.
fn has_whole_prices(instance: &Instance) -> bool {
    let weights = &instance.weights;
    let whole = |value: f64| value.fract() == 0.0;
    let skills = || instance.skills.iter().map(|skill| skill.factor);
    let hours = |minutes: i32, weight: f64| whole(weight * f64::from(minutes) / 60.0);
    let per_hour = [weights.overtime, weights.fair_overtime];
    skills().all(|factor| whole(weights.unmet * factor) && whole(weights.unmet_min * factor))
        && [weights.fair_evening, weights.evening_row, weights.change].into_iter().all(whole)
        && instance.shifts.iter().all(|shift| per_hour.iter().all(|weight| hours(shift.overtime, *weight)))
        && instance.officers.iter().all(|officer| {
            hours(officer.hist_ot, weights.fair_overtime)
                && officer.prefs.iter().all(|(_, _, weight)| whole(weights.pref * weight))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::test_support::{random_plan, small_instance};

    #[test]
    fn a_first_roster_is_taken_exactly_when_the_checker_finds_it_lawful() {
        let (mut taken, mut refused) = (0, 0);
        for seed in 0..300 {
            let mut instance = small_instance(seed, 1, 2);
            instance.limits.week_tolerance = instance.officers[0].base_week;
            let plan = random_plan(&instance, seed);
            let verdict = checker::check(&instance, &plan);
            let shared = Shared::new(&instance, plan.clone());
            assert_eq!(shared.is_some(), verdict.is_lawful(), "seed {seed}");
            match shared {
                Some(shared) => {
                    taken += 1;
                    assert_eq!((shared.best().plan, shared.objective()), (plan, verdict.objective));
                }
                None => refused += 1,
            }
        }
        assert!(taken >= 10 && refused >= 10, "{taken} taken, {refused} refused");
    }
}
