//! H9: Σ_{d in w} Σ_{p evening} works[o, d, p] ≤ evenings_week        for every officer o and week w

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName, has_terms};

/// Adds the rows.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    for officer in 0..instance.officers.len() {
        for week in 0..instance.weeks() {
            let evening = |shift: usize| f64::from(u8::from(instance.shifts[shift].evening));
            let evenings = model.sum_shifts(officer, instance.week(week), evening);
            if has_terms(&evenings) {
                let most = instance.limits.evenings_week;
                model.require(RowName::EveningsAWeek(officer, week), constraint!(evenings <= most));
            }
        }
    }
}
