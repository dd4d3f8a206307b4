//! −pref_weight · Σ weight · works[o, d, p] over the preferences (d, p, weight) of each officer o

use std::collections::HashMap;

use crate::optimiser::model::Model;

/// Adds the price.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    let mut wishes: HashMap<(usize, usize, usize), f64> = HashMap::new();
    for (code, officer) in instance.officers.iter().enumerate() {
        for &(day, shift, weight) in &officer.prefs {
            *wishes.entry((code, day, shift)).or_default() += weight;
        }
    }
    model.charge_each_shift(|officer, day, shift| {
        wishes.get(&(officer, day, shift)).map_or(0.0, |weight| -instance.weights.pref * weight)
    });
}
