//! Whether a group's days depend on the day of the month: wages, pensions and deadlines follow it, most counts do not.
//!
//! The errors of each date, averaged over the members, are compared between the days of the month (a one-way analysis of
//! variance). Only where those differ far more than dates differ anyway does the learner look at the day of the month.
//! Otherwise a forecast depends on nothing but weekdays and distances, and not on the number that a day bears.

/// Days of the longest month.
const DAYS: usize = 31;
/// Variance between the days of the month over that between dates from which a rhythm is believed. By chance one group in
/// a thousand gets there (F distribution, 30 and some hundred degrees of freedom).
const CLEAR: f64 = 2.0;
/// Dates that must be known beyond the days of the month themselves: about a year.
const LEAST_DATES: usize = 300;
/// Errors beyond so many weekly changes count as if they were as large.
const LARGEST: f64 = 3.0;

/// One past day of one member.
#[derive(Clone, Copy)]
pub(super) struct PastDay {
    /// Days before the last one.
    pub back: usize,
    /// 1..=31.
    pub day_of_month: usize,
    /// By how much more came than was forecast, in the member's weekly changes.
    pub error: f64,
}

/// Whether the errors of `days` follow the day of the month.
pub(super) fn is_clear(days: impl Iterator<Item = PastDay>) -> bool {
    let mut dates: Vec<(f64, f64, usize)> = Vec::new();
    for day in days {
        if day.back >= dates.len() {
            dates.resize(day.back + 1, (0.0, 0.0, 0));
        }
        let (sum, n, _) = dates[day.back];
        dates[day.back] = (sum + day.error.clamp(-LARGEST, LARGEST), n + 1.0, day.day_of_month);
    }
    let means: Vec<(f64, usize)> =
        dates.iter().filter(|(_, n, _)| *n > 0.0).map(|(sum, n, day)| (sum / n, day - 1)).collect();
    let mut sums = [(0.0, 0.0); DAYS];
    for (mean, day) in &means {
        sums[*day].0 += mean;
        sums[*day].1 += 1.0;
    }
    let known = sums.iter().filter(|(_, n)| *n > 0.0).count();
    if known < 2 || means.len() < known + LEAST_DATES {
        return false;
    }
    let all = means.iter().map(|(mean, _)| mean).sum::<f64>() / means.len() as f64;
    let between: f64 = sums.iter().filter(|(_, n)| *n > 0.0).map(|(sum, n)| n * (sum / n - all).powi(2)).sum();
    let within: f64 = means.iter().map(|(mean, day)| (mean - sums[*day].0 / sums[*day].1).powi(2)).sum();
    between / (known - 1) as f64 > CLEAR * within / (means.len() - known) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::boosted_trees::Chance;

    /// Two years of days with noise of ±1, and so much more on the first three of each month of 30 or 31 days.
    fn days(rush: f64, seed: u64) -> Vec<PastDay> {
        let mut chance = Chance(seed);
        (0..730)
            .map(|back| {
                let day_of_month = 1 + back % (30 + back / 40 % 2);
                let more = if day_of_month <= 3 { rush } else { 0.0 };
                PastDay { back, day_of_month, error: more + 2.0 * chance.next() - 1.0 }
            })
            .collect()
    }

    #[test]
    fn a_rush_on_the_first_days_is_clear_and_noise_is_not() {
        assert!((1..=20).all(|seed| is_clear(days(1.0, seed * 0x9e37_79b9).into_iter())));
        assert!((1..=20).all(|seed| !is_clear(days(0.0, seed * 0x9e37_79b9).into_iter())));
    }

    #[test]
    fn few_dates_are_not_believed() {
        assert!(is_clear(days(9.0, 5).into_iter()));
        assert!(!is_clear(days(9.0, 5).into_iter().take(300)));
        assert!(!is_clear(std::iter::empty()));
    }
}
