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
