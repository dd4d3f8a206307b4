//! The soft terms as prices of the model, one file each.

pub mod changes;
pub mod evening_row;
pub mod fair_evenings;
pub mod fair_overtime;
pub mod missing_officers;
pub mod overtime;
pub mod preferences;

use crate::domain::instance::{Instance, Plan};

/// The officers whose evenings and overtime are compared.
pub fn sharing(instance: &Instance) -> impl Iterator<Item = usize> + '_ {
    (0..instance.officers.len()).filter(|officer| instance.officers[*officer].shares_fairly())
}

/// Evenings of an officer, history included.
#[must_use]
pub fn evenings_with_history(instance: &Instance, plan: &Plan, officer: usize) -> f64 {
    let planned = plan.row(officer).iter().flatten().filter(|shift| instance.shifts[**shift].evening).map(|_| 1.0);
    f64::from(instance.officers[officer].hist_evenings) + planned.sum::<f64>()
}

/// Overtime hours of an officer, history included.
#[must_use]
pub fn hours_with_history(instance: &Instance, plan: &Plan, officer: usize) -> f64 {
    let planned = plan.row(officer).iter().flatten().map(|shift| instance.shifts[*shift].overtime);
    f64::from(instance.officers[officer].hist_ot + planned.sum::<i32>()) / 60.0
}
