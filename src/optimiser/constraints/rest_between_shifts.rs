//! H6: Σ_{p of class c} works[o, d, p] + Σ_{q forbidden after c} works[o, d+1, q] ≤ 1
//! for every officer o, day d and rest class c. All these choices exclude each other in pairs, so one row holds them.

use good_lp::constraint;

use crate::optimiser::model::{Model, RowName, has_terms};

/// Adds the rows.
pub fn add(model: &mut Model<'_>) {
    let classes = model.lawful.classes();
    for officer in 0..model.instance.officers.len() {
        for day in 1..model.instance.days {
            for class in 1..classes {
                let lawful = model.lawful;
                let one_of = |shift: usize| f64::from(u8::from(lawful.rest_class(shift) == class));
                let forbidden = |shift: usize| f64::from(u8::from(lawful.clashes(class, shift)));
                let earlier = model.sum_shifts(officer, std::iter::once(day - 1), one_of);
                let later = model.sum_shifts(officer, std::iter::once(day), forbidden);
                if !has_terms(&earlier) || !has_terms(&later) {
                    continue;
                }
                model.require(RowName::Rest(officer, day - 1, class), constraint!(earlier + later <= 1));
            }
        }
    }
}
