//! The soft terms: what a lawful roster still costs.

use super::{Terms, counters};
use crate::domain::instance::{Instance, Plan};

/// Every soft term of the plan, multiplied by its weight.
pub fn terms(instance: &Instance, plan: &Plan) -> Terms {
    let weights = &instance.weights;
    let mut terms = Terms::default();
    for day_block in counters::open_counters(instance, plan) {
        for slot in day_block.missing_slots() {
            if slot.below_floor {
                terms.unmet_min += slot.price;
            } else {
                terms.unmet += slot.price;
            }
        }
    }
    for (code, officer) in instance.officers.iter().enumerate() {
        let row = plan.row(code);
        terms.overtime += weights.overtime * f64::from(overtime(instance, row)) / 60.0;
        terms.evening_row += weights.evening_row * f64::from(evenings_beyond_run(instance, row));
        for &(day, shift, weight) in &officer.prefs {
            if row[day] == Some(shift) {
                terms.pref -= weights.pref * weight;
            }
        }
    }
    for &(officer, day, shift) in &instance.previous {
        if plan.get(officer, day) != Some(shift) {
            terms.change += weights.change;
        }
    }
    let sharing = || instance.officers.iter().enumerate().filter(|(_, officer)| officer.shares_fairly());
    let evenings =
        sharing().map(|(code, officer)| f64::from(officer.hist_evenings + evenings(instance, plan.row(code))));
    let hours = sharing().map(|(code, officer)| f64::from(officer.hist_ot + overtime(instance, plan.row(code))) / 60.0);
    terms.fair_evening = weights.fair_evening * spread(evenings);
    terms.fair_overtime = weights.fair_overtime * spread(hours);
    terms
}

/// Overtime minutes of one officer's row.
fn overtime(instance: &Instance, row: &[Option<usize>]) -> i32 {
    row.iter().flatten().map(|shift| instance.shifts[*shift].overtime).sum()
}

/// Evenings of one officer's row.
fn evenings(instance: &Instance, row: &[Option<usize>]) -> i32 {
    row.iter().flatten().map(|shift| i32::from(instance.shifts[*shift].evening)).sum()
}

/// Over every window of `evening_row_soft + 1` days: the evenings beyond `evening_row_soft`.
fn evenings_beyond_run(instance: &Instance, row: &[Option<usize>]) -> i32 {
    let free = instance.limits.evening_row_soft;
    let Ok(width) = usize::try_from(free + 1) else { return 0 };
    row.windows(width.max(1)).map(|window| (evenings(instance, window) - free).max(0)).sum()
}

/// Largest minus smallest value; 0 when there is none.
fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    (high - low).max(0.0)
}
