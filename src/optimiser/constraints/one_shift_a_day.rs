//! H1, H2: Σ_p works[o, d, p] ≤ 1        for every officer o and day d; = 1 on a pinned day

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName};

/// Adds the rows.
pub fn add(model: &mut Model<'_>) {
    for officer in 0..model.instance.officers.len() {
        for day in 0..model.instance.days {
            let choices = model.lawful.on(officer, day);
            let shifts = model.sum_shifts(officer, std::iter::once(day), |_| 1.0);
            if !choices.free {
                model.require(RowName::OneShiftADay(officer, day), constraint!(shifts == 1));
            } else if choices.shifts.len() > 1 {
                model.require(RowName::OneShiftADay(officer, day), constraint!(shifts <= 1));
            }
        }
    }
}
