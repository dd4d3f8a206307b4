//! evening_row_weight · Σ beyond[o, d] with beyond[o, d] ≥ Σ_{k = 0..soft} evening[o, d−k] − soft
//! for every officer o and day d: the evening that makes a run longer than the soft limit

use good_lp::constraint;

use crate::optimiser::model::{Column, Model, RowName};

/// Adds the rows and their price.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    let Ok(soft) = usize::try_from(instance.limits.evening_row_soft) else { return };
    let evening = |shift: usize| f64::from(u8::from(instance.shifts[shift].evening));
    for officer in 0..instance.officers.len() {
        for day in soft..instance.days {
            let possible =
                |day: usize| model.lawful.on(officer, day).shifts.iter().any(|s| instance.shifts[*s].evening);
            if !(day - soft..=day).all(possible) {
                continue;
            }
            let evenings = model.sum_shifts(officer, day - soft..=day, evening);
            let beyond = model.amount(Column::EveningBeyondRun { officer, day }, 1.0);
            model.charge(instance.weights.evening_row, beyond);
            let free = instance.limits.evening_row_soft;
            model.require(RowName::EveningRun(officer, day), constraint!(evenings - beyond <= free));
        }
    }
}
