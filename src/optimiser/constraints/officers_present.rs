//! H10: Σ_k serves[g, k, d, b] ≤ Σ_{o in g} Σ_{p serves b} works[o, d, p]        for every group g, day d and block b

use std::collections::BTreeSet;

use good_lp::{Expression, constraint};

use crate::optimiser::model::{Column, Model, RowName, has_terms};

/// Adds the flows of every group to the counters of its skills, and the rows.
pub fn add(model: &mut Model<'_>) {
    let instance = model.instance;
    let wanted: BTreeSet<(usize, usize, usize)> = instance
        .requirements
        .iter()
        .filter(|wanted| wanted.target > 0)
        .map(|wanted| (wanted.day, wanted.block, wanted.skill))
        .collect();
    let counters: BTreeSet<(usize, usize)> = wanted.iter().map(|(day, block, _)| (*day, *block)).collect();
    for (code, group) in instance.groups.iter().enumerate() {
        let members: Vec<usize> =
            (0..instance.officers.len()).filter(|o| instance.officers[*o].group == code).collect();
        for &(day, block) in &counters {
            let serves_block = |shift: usize| f64::from(u8::from(instance.shifts[shift].blocks.contains(&block)));
            let mut balance = Expression::default();
            for officer in &members {
                balance += model.sum_shifts(*officer, std::iter::once(day), serves_block);
            }
            if !has_terms(&balance) {
                continue;
            }
            let mut flows = 0;
            for skill in group.skills.iter().filter(|skill| wanted.contains(&(day, block, **skill))) {
                let column = Column::Serves { group: code, skill: *skill, day, block };
                balance -= model.amount(column, f64::INFINITY);
                flows += 1;
            }
            if flows > 0 {
                model.require(RowName::Present(code, day, block), constraint!(balance >= 0));
            }
        }
    }
}
