//! fair_evening_weight · (most − fewest) with fewest ≤ history[o] + Σ evening[o, d] ≤ most
//! for every officer o who shares

use good_lp::constraint;

use super::sharing;
use crate::optimiser::model::{Column, Model, RowName};

/// Adds the rows and their price.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    let evening = |shift: usize| f64::from(u8::from(instance.shifts[shift].evening));
    if sharing(instance).count() < 2 {
        return;
    }
    let most = model.level(Column::Evenings { most: true });
    let fewest = model.level(Column::Evenings { most: false });
    model.charge(instance.weights.fair_evening, most);
    model.charge(-instance.weights.fair_evening, fewest);
    for officer in sharing(instance) {
        let history = f64::from(instance.officers[officer].hist_evenings);
        let evenings = model.sum_shifts(officer, 0..instance.days, evening) + history;
        model.require(RowName::EveningSpread(officer), constraint!(evenings.clone() <= most));
        model.require(RowName::EveningSpread(officer), constraint!(evenings >= fewest));
    }
}
