//! H8: least[o, w] ≤ Σ_{d in w} Σ_p normal[p] · works[o, d, p] ≤ most[o, w]     for every officer o and week w

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName};

/// Adds the rows, in hours to keep the numbers of the matrix close to 1.
pub fn add(model: &mut Model<'_>) {
    for officer in 0..model.instance.officers.len() {
        for week in 0..model.instance.weeks() {
            let days = model.instance.week(week);
            let own = &model.instance.officers[officer];
            let least = f64::from(own.week_minimum(days.clone(), model.instance.limits.week_tolerance)) / 60.0;
            let most = f64::from(own.week_maximum(days.clone())) / 60.0;
            let instance = model.instance;
            let hours = model.sum_shifts(officer, days, |shift| f64::from(instance.shifts[shift].normal) / 60.0);
            if least > 0.0 {
                model.require(RowName::WeekAtLeast(officer, week), constraint!(hours.clone() >= least));
            }
            model.require(RowName::WeekAtMost(officer, week), constraint!(hours <= most));
        }
    }
}
