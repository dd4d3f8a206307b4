//! Known changes of level: a merger of communes, a new procedure, an office that moved.
//!
//! On such a date the level starts anew and the shape of the week stays. The days before it are scaled to the level
//! after it, so that everything learned from them still fits.

use chrono::NaiveDate;

use super::history::mean;
use super::series::{days_between, weekday};

/// Days on either side of the shift that are compared.
const COMPARED_DAYS: usize = 28;
/// Days after the shift at which half of the change seen so far is believed.
const BELIEF_DAYS: f64 = 3.0;
/// No shift scales by more than this, or by less than one over it.
const LARGEST: f64 = 50.0;

/// Brings the values before each of `shifts` to the level after it. A shift with no day observed on one side is left
/// alone: nothing is known about it yet.
pub(super) fn level_out(first: NaiveDate, values: &mut [Option<f64>], shifts: &[NaiveDate]) {
    let mut places: Vec<usize> =
        shifts.iter().filter_map(|date| usize::try_from(days_between(first, *date)).ok()).collect();
    places.retain(|place| *place < values.len());
    places.sort_unstable();
    for (turn, place) in places.iter().enumerate() {
        let next = places.get(turn + 1).copied().unwrap_or(values.len());
        let end = (place + COMPARED_DAYS).min(next).min(values.len());
        let before = weekday_means(first, values, place.saturating_sub(COMPARED_DAYS)..*place);
        let after = weekday_means(first, values, *place..end);
        let both = || (0..7).filter_map(|day| Some((before[day]?, after[day]?)));
        let (old, new) = both().fold((0.0, 0.0), |sum, (old, new)| (sum.0 + old, sum.1 + new));
        if old <= 0.0 || new <= 0.0 {
            continue;
        }
        let seen = values[*place..end].iter().flatten().count() as f64;
        let factor = (new / old).powf(seen / (seen + BELIEF_DAYS)).clamp(1.0 / LARGEST, LARGEST);
        for value in values[..*place].iter_mut().flatten() {
            *value *= factor;
        }
    }
}

fn weekday_means(first: NaiveDate, values: &[Option<f64>], days: std::ops::Range<usize>) -> [Option<f64>; 7] {
    let mut seen: [Vec<f64>; 7] = Default::default();
    for day in days {
        if let Some(value) = values[day] {
            seen[(weekday(first) + day) % 7].push(value);
        }
    }
    seen.map(|values| if values.is_empty() { None } else { Some(mean(&values)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::series::day_after;

    #[test]
    fn the_past_is_brought_to_the_new_level_and_keeps_its_week() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let week = [10.0, 8.0, 8.0, 8.0, 9.0, 2.0, 0.0];
        let mut values: Vec<Option<f64>> =
            (0..42).map(|d| Some(week[d % 7] * if d < 28 { 1.0 } else { 3.0 })).collect();
        level_out(first, &mut values, &[day_after(first, 28)]);
        let [monday, saturday] = [0, 5].map(|day| values[day].unwrap());
        assert!((2.3..3.0).contains(&(monday / 10.0)), "{monday}");
        assert!((monday / saturday - 5.0).abs() < 1e-9);
        assert_eq!(values[28], Some(30.0));
    }

    #[test]
    fn a_shift_outside_the_history_changes_nothing() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let mut values = vec![Some(4.0); 20];
        level_out(first, &mut values, &[day_after(first, 20), day_after(first, -3), first]);
        assert_eq!(values, vec![Some(4.0); 20]);
    }
}
