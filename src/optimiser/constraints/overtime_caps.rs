//! H4: Σ_d Σ_p overtime[p] · works[o, d, p] ≤ left[o]        for every officer o: over the period, and over each month

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName, has_terms};

/// Adds the rows, in hours.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    for (code, officer) in instance.officers.iter().enumerate() {
        let months = officer.months.iter().map(|month| (month.first, month.end, month.remaining));
        for (first, end, left) in std::iter::once((0, instance.days, officer.overtime_left())).chain(months) {
            let overtime = |shift: usize| f64::from(instance.shifts[shift].overtime) / 60.0;
            let hours = model.sum_shifts(code, first..end.min(instance.days), overtime);
            if has_terms(&hours) {
                let left = f64::from(left.max(0)) / 60.0;
                model.require(RowName::Overtime(code, first), constraint!(hours <= left));
            }
        }
    }
}
