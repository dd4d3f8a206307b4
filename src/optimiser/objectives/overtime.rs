//! overtime_weight · Σ_{o, d, p} overtime_hours[p] · works[o, d, p]

use crate::optimiser::model::Model;

/// Adds the price.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    model
        .charge_each_shift(|_, _, shift| instance.weights.overtime * f64::from(instance.shifts[shift].overtime) / 60.0);
}
