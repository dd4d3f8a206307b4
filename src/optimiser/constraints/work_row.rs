//! H5: Σ_{k = 0..row} Σ_p works[o, d+k, p] ≤ row        for every officer o and day d; the days worked before day 0
//! count as the beginning of the first run, those worked after the last day as the end of the last one

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName};

/// Adds the rows.
pub fn add(model: &mut Model<'_>) {
    let Ok(row) = usize::try_from(model.instance.limits.work_row) else { return };
    let days = model.instance.days;
    for officer in 0..model.instance.officers.len() {
        let own = &model.instance.officers[officer];
        let (before, after) = (own.worked_before, own.worked_after);
        let beside = |worked: usize| (row + 1).saturating_sub(worked).max(1);
        if before > 0 {
            add_window(model, officer, 0, beside(before));
        }
        if after > 0 && beside(after) <= days {
            add_window(model, officer, days - beside(after), beside(after));
        }
        for first in 0..days {
            add_window(model, officer, first, row + 1);
        }
    }
}

/// At least one free day among `window` days from `first` on.
fn add_window(model: &mut Model<'_>, officer: usize, first: usize, window: usize) {
    let days = first..first + window;
    if days.end > model.instance.days || days.clone().any(|day| model.lawful.on(officer, day).shifts.is_empty()) {
        return;
    }
    let most = days.clone().skip(1).map(|_| 1.0).sum::<f64>();
    let worked = model.sum_shifts(officer, days, |_| 1.0);
    model.require(RowName::WorkRow(officer, first), constraint!(worked <= most));
}
