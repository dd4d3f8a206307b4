//! change_weight · Σ (1 − works[o, d, p]) over the published assignments (o, d, p)

use crate::optimiser::model::{Column, Model};

/// Adds the price.
pub fn add(model: &mut Model<'_>) {
    let weight = model.instance.weights.change;
    for &(officer, day, shift) in &model.instance.previous {
        model.charge_always(weight);
        if let Some(works) = model.find(Column::Works { officer, day, shift }) {
            model.charge(-weight, works);
        }
    }
}
