//! Σ_g serves[g, k, d, b] + missing_floor[d, b, k] + missing_target[d, b, k] ≥ target[d, b, k]
//! at unmet_min · factor[k] · missing_floor + unmet · factor[k] · missing_target, with missing_floor ≤ floor and
//! missing_target ≤ target − floor

use good_lp::{Expression, constraint};

use crate::optimiser::model::{Column, Model, RowName};

/// Adds the rows and their price.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    for wanted in instance.requirements.iter().filter(|wanted| wanted.target > 0) {
        let (day, block, skill) = (wanted.day, wanted.block, wanted.skill);
        let mut there = Expression::default();
        for group in 0..instance.groups.len() {
            if let Some(serves) = model.find(Column::Serves { group, skill, day, block }) {
                there += serves;
            }
        }
        let factor = instance.skills[skill].factor;
        let kinds = [
            (true, wanted.floor, instance.weights.unmet_min),
            (false, wanted.target - wanted.floor, instance.weights.unmet),
        ];
        for (below_floor, most, weight) in kinds.into_iter().filter(|(_, most, _)| *most > 0) {
            let missing = model.amount(Column::Missing { day, block, skill, below_floor }, f64::from(most));
            model.charge(weight * factor, missing);
            there += missing;
        }
        model.require(RowName::Wanted(day, block, skill), constraint!(there >= wanted.target));
    }
}
