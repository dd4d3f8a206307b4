//! Counts that cannot be meant: a thousand dossiers on a day of ten, because a finger stayed on the key.
//!
//! Smoothing would carry such a day for months. It is taken for a day that was not observed, but only where it stands
//! alone: a rush of several days, a new level or a batch that comes every month is what the office has to live with.

use super::history::median;

/// How many times the busiest like days a count must exceed. No public holiday, school year or pay day comes near.
const BEYOND: f64 = 20.0;
/// Days on either side that are compared.
const NEAR_DAYS: usize = 28;
/// How many of those days may be as high: two slips within the month do not vouch for one another, a rush of three days does.
const SPARED: usize = 1;
/// Days that must be known near it before anything is called a slip.
const LEAST_DAYS: usize = 7;

/// Turns counts beyond belief into days that were not observed.
pub(super) fn forget_slips(values: &mut [Option<f64>]) {
    let mut usual: Vec<f64> = values.iter().flatten().copied().filter(|value| *value > 0.0).collect();
    let limit = BEYOND * median(&mut usual).max(1.0);
    if usual.last().is_none_or(|largest| *largest <= limit) {
        return;
    }
    let is_slip = |day: usize, value: f64| {
        value > limit && busiest_near(values, day).is_some_and(|busiest| value > BEYOND * busiest)
    };
    let slips: Vec<usize> =
        (0..values.len()).filter(|day| values[*day].is_some_and(|value| is_slip(*day, value))).collect();
    for day in slips {
        values[day] = None;
    }
}

/// What the busiest days near `day` bring, without itself and the busiest `SPARED` of them; `None` where too few are known.
fn busiest_near(values: &[Option<f64>], day: usize) -> Option<f64> {
    let near = day.saturating_sub(NEAR_DAYS)..(day + NEAR_DAYS + 1).min(values.len());
    let mut others: Vec<f64> = near.filter(|other| *other != day).filter_map(|other| values[other]).collect();
    others.sort_unstable_by(|one, other| other.total_cmp(one));
    others.get(SPARED).copied().filter(|_| others.len() >= LEAST_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forgotten(values: &[f64]) -> Vec<usize> {
        let mut kept: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        forget_slips(&mut kept);
        (0..kept.len()).filter(|day| kept[*day].is_none()).collect()
    }

    #[test]
    fn a_lone_day_beyond_belief_is_forgotten_wherever_it_stands() {
        let week = [30.0, 22.0, 20.0, 21.0, 25.0, 8.0, 0.0].repeat(12);
        for day in [0, 40, 83] {
            let mut values = week.clone();
            values[day] = 25_000.0;
            values[20] = 30_000.0;
            assert!(forgotten(&values).contains(&day), "{day}");
            values[day] = 500.0;
            assert_eq!(forgotten(&values), [20], "{day}");
        }
    }

    #[test]
    fn a_rush_a_new_level_and_a_monthly_batch_are_kept() {
        let mut rush = [10.0; 90];
        rush[50..53].fill(900.0);
        assert!(forgotten(&rush).is_empty());
        let level: Vec<f64> = (0..90).map(|day| if day < 60 { 4.0 } else { 400.0 }).collect();
        assert!(forgotten(&level).is_empty());
        let batch: Vec<f64> = (0..90).map(|day| if day % 30 == 0 { 80.0 } else { 0.0 }).collect();
        assert!(forgotten(&batch).is_empty());
    }

    #[test]
    fn few_days_vouch_for_anything() {
        assert!(forgotten(&[1.0, 1.0, 4000.0]).is_empty());
        assert!(forgotten(&[]).is_empty());
    }
}
