//! H5: Σ_{d in w} Σ_p works[o, d, p] ≤ days(w) − 1        for every officer o and week w

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName};

/// Adds the rows.
pub fn add(model: &mut Model<'_>) {
    for officer in 0..model.instance.officers.len() {
        for week in 0..model.instance.weeks() {
            let days = model.instance.week(week);
            let most = days.clone().skip(1).map(|_| 1.0).sum::<f64>();
            let possible = days.clone().filter(|day| !model.lawful.on(officer, *day).shifts.is_empty()).map(|_| 1.0);
            if possible.sum::<f64>() > most {
                let worked = model.sum_shifts(officer, days, |_| 1.0);
                model.require(RowName::WeeklyRest(officer, week), constraint!(worked <= most));
            }
        }
    }
}
