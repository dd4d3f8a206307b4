//! fair_overtime_weight · (most − least) with least ≤ history[o] + Σ overtime_hours[o, d] ≤ most
//! for every officer o who shares

use good_lp::constraint;

use super::sharing;
use crate::optimiser::model::{Column, Model, RowName};

/// Adds the rows and their price, in hours.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    let hours = |shift: usize| f64::from(instance.shifts[shift].overtime) / 60.0;
    if sharing(instance).count() < 2 {
        return;
    }
    let most = model.level(Column::OvertimeHours { most: true });
    let least = model.level(Column::OvertimeHours { most: false });
    model.charge(instance.weights.fair_overtime, most);
    model.charge(-instance.weights.fair_overtime, least);
    for officer in sharing(instance) {
        let history = f64::from(instance.officers[officer].hist_ot) / 60.0;
        let worked = model.sum_shifts(officer, 0..instance.days, hours) + history;
        model.require(RowName::OvertimeSpread(officer), constraint!(worked.clone() <= most));
        model.require(RowName::OvertimeSpread(officer), constraint!(worked >= least));
    }
}
