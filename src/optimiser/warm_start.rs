//! What a solve may begin from: a roster that stood before, and officers' whole rosters that an earlier solve found cheap.
//!
//! Since then leave, consents or pins may have changed. What is not lawful any more is left out officer by officer, so a warm
//! start can neither break a rule nor loosen a bound.

use crate::checker;
use crate::domain::instance::{Instance, OfficerRoster, Plan};

/// What is known before a solve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WarmStart {
    /// A roster that stood before.
    pub plan: Option<Plan>,
    /// Officers' rosters that are likely to be part of a good one.
    pub columns: Vec<OfficerRoster>,
}

impl WarmStart {
    /// `first`, a lawful roster, with every officer's row of the known roster that is still lawful in its place.
    pub(super) fn over(&self, instance: &Instance, first: &Plan) -> Option<Plan> {
        let known = self.plan.as_ref()?;
        let mut mixed = known.clone();
        for officer in 0..instance.officers.len() {
            if !checker::breaches_of(instance, known, officer).is_empty() {
                first.row(officer).iter().enumerate().for_each(|(day, shift)| mixed.set(officer, day, *shift));
            }
        }
        Some(mixed)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::ops::ControlFlow;
    use std::time::Duration;

    use super::*;
    use crate::domain::instance::Shift;
    use crate::optimiser::solve::{SolveOptions, solve};
    use crate::optimiser::test_support::small_instance;

    /// Two weeks in which every shift has a twin that differs in nothing but its code: shift and twin are `half` apart.
    fn with_twins(seed: u64, half: usize) -> Instance {
        let mut instance = small_instance(seed, 4, 14);
        (instance.pins, instance.previous) = (Vec::new(), Vec::new());
        for officer in &mut instance.officers {
            officer.unavailable.clear();
            officer.prefs.clear();
        }
        let twin = |shift: &Shift| Shift { code: format!("{}'", shift.code), ..shift.clone() };
        let twins: Vec<Shift> = instance.shifts.iter().map(twin).collect();
        assert_eq!(twins.len(), half);
        instance.shifts.extend(twins);
        instance
    }

    /// The columns that a solve with its proof ends with.
    fn kept(instance: &Instance, columns: Vec<OfficerRoster>) -> Vec<OfficerRoster> {
        let counted = SolveOptions {
            time_limit: Duration::from_secs(20),
            work_limit: Some(3_000),
            gap: 0.0,
            threads: 1,
            seed: 1,
        };
        solve(instance, &counted, &WarmStart { plan: None, columns }, &mut |_| ControlFlow::Continue(())).columns
    }

    /// The root of the proof takes stored columns over into its own optimum: it would not come upon the twins by itself.
    #[test]
    fn columns_of_an_earlier_solve_are_used() {
        let half = 4;
        let (mut cold_known, mut warm_known, mut all) = (0, 0, 0);
        for seed in 0..12 {
            let instance = with_twins(seed, half);
            let cold = kept(&instance, Vec::new());
            let twin = |column: &OfficerRoster| OfficerRoster {
                officer: column.officer,
                shifts: column.shifts.iter().map(|shift| shift.map(|shift| (shift + half) % (2 * half))).collect(),
            };
            let stored: Vec<OfficerRoster> = cold.iter().map(twin).collect();
            let warm = kept(&instance, stored.clone());
            let known = |columns: &[OfficerRoster]| {
                let stored: HashSet<_> = stored.iter().map(|column| (column.officer, &column.shifts)).collect();
                columns.iter().filter(|column| stored.contains(&(column.officer, &column.shifts))).count()
            };
            cold_known += known(&cold);
            warm_known += known(&warm);
            all += warm.len();
        }
        assert!(warm_known * 2 >= all && cold_known * 10 <= all, "{warm_known} and {cold_known} of {all}");
    }
}
