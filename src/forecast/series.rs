//! The history of one daily count, without holes in its dates.

use chrono::{Datelike, Days, NaiveDate};

/// Counts of consecutive days: `values[i]` belongs to the day `first + i`. `None` is a day that nobody observed, which
/// is not the same as a day on which nothing came.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The day of the first value.
    pub first: NaiveDate,
    /// One value per day, in dossiers (or whatever is counted) per day.
    pub values: Vec<Option<f64>>,
}

impl Series {
    /// A history that starts on `first` and has no day yet.
    #[must_use]
    pub fn empty(first: NaiveDate) -> Self {
        Self { first, values: Vec::new() }
    }

    /// The history that the observations tell, in any order. Days between them that are missing become `None`, several
    /// rows of one day are added up, and a value that is negative or not a number counts as not observed.
    #[must_use]
    pub fn from_observations(observations: &[(NaiveDate, f64)]) -> Self {
        let usable = || observations.iter().filter(|(_, value)| value.is_finite() && *value >= 0.0);
        let Some(first) = usable().map(|(date, _)| *date).min() else {
            return Self::empty(NaiveDate::default());
        };
        let mut values = Vec::new();
        for (date, value) in usable() {
            let index = days_between(first, *date) as usize;
            if index >= values.len() {
                values.resize(index + 1, None);
            }
            values[index] = Some(values[index].unwrap_or(0.0) + value);
        }
        Self { first, values }
    }

    /// The sum of several histories, on the days that some of them observed: whoever began later or missed a day counts as
    /// nothing then.
    #[must_use]
    pub fn sum_of<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let observations: Vec<(NaiveDate, f64)> = all
            .into_iter()
            .flat_map(|series| (0..).zip(&series.values).filter_map(|(at, value)| Some((series.date(at), (*value)?))))
            .collect();
        Self::from_observations(&observations)
    }

    /// The same days with so many times as many cases.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self { first: self.first, values: self.values.iter().map(|value| value.map(|value| value * factor)).collect() }
    }

    /// Adds what was observed on `date`, wherever it lies; says whether that day was new. An old value stays.
    pub fn observe(&mut self, date: NaiveDate, value: f64) -> bool {
        if self.values.is_empty() {
            self.first = date;
        }
        let earlier = days_between(date, self.first);
        if earlier > 0 {
            self.values.splice(0..0, std::iter::repeat_n(None, earlier as usize));
            self.first = date;
        }
        let index = days_between(self.first, date) as usize;
        if index >= self.values.len() {
            self.values.resize(index + 1, None);
        }
        let is_new = self.values[index].is_none();
        self.values[index].get_or_insert(value);
        is_new
    }

    /// Whether any day up to `origin` was observed.
    #[must_use]
    pub fn is_known_by(&self, origin: NaiveDate) -> bool {
        let days = usize::try_from(days_between(self.first, origin) + 1).unwrap_or(0);
        self.values.iter().take(days).any(Option::is_some)
    }

    /// What was known on the evening of `origin`: later days are cut off.
    #[must_use]
    pub fn until(&self, origin: NaiveDate) -> Self {
        let known = (days_between(self.first, origin) + 1).clamp(0, self.values.len() as i64) as usize;
        Self { first: self.first, values: self.values[..known].to_vec() }
    }

    /// The `days` calendar days that end on `origin`, and nothing outside them.
    #[must_use]
    pub fn last_days(&self, origin: NaiveDate, days: u32) -> Self {
        let known = self.until(origin);
        let start = origin.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN);
        let skip = (days_between(known.first, start) + 1).clamp(0, known.values.len() as i64) as usize;
        Self { first: day_after(known.first, skip as i64), values: known.values[skip..].to_vec() }
    }

    /// The value of `date`, if that day was observed.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Option<f64> {
        let index = usize::try_from(days_between(self.first, date)).ok()?;
        self.values.get(index).copied().flatten()
    }

    /// How many days the history has up to `origin`, observed or not.
    pub(super) fn days_until(&self, origin: NaiveDate) -> usize {
        usize::try_from(days_between(self.first, origin) + 1).unwrap_or(0).min(self.values.len())
    }

    /// How many days were observed.
    #[must_use]
    pub fn observed(&self) -> usize {
        self.values.iter().flatten().count()
    }

    /// The day of `values[index]`.
    #[must_use]
    pub fn date(&self, index: usize) -> NaiveDate {
        day_after(self.first, index as i64)
    }

    /// The history with days up to `origin` filled in as `None`, so that the last value is the one of `origin`.
    #[must_use]
    pub fn extended_to(&self, origin: NaiveDate) -> Self {
        let mut longer = self.until(origin);
        let days = (days_between(self.first, origin) + 1).max(0) as usize;
        if !longer.values.is_empty() {
            longer.values.resize(days, None);
        }
        longer
    }
}

/// Days from `from` to `to`, negative when `to` is earlier.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(to.num_days_from_ce()) - i64::from(from.num_days_from_ce())
}

/// The day `days` after `date`; the ends of the calendar hold.
pub(super) fn day_after(date: NaiveDate, days: i64) -> NaiveDate {
    let moved = i64::from(date.num_days_from_ce()).saturating_add(days);
    i32::try_from(moved).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(date)
}

/// Monday 0 … Sunday 6.
pub(super) fn weekday(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_missing_row_is_not_a_zero() {
        let series =
            Series::from_observations(&[(day("2026-03-04"), 7.0), (day("2026-03-02"), 0.0), (day("2026-03-04"), 1.0)]);
        assert_eq!(series.first, day("2026-03-02"));
        assert_eq!(series.values, [Some(0.0), None, Some(8.0)]);
        assert_eq!(series.on(day("2026-03-03")), None);
        assert_eq!(series.on(day("2026-03-01")), None);
        assert_eq!(series.observed(), 2);
    }

    #[test]
    fn a_cut_shows_nothing_after_the_origin_and_nothing_before_the_window() {
        let series = Series { first: day("2026-03-01"), values: (1..=10).map(|v| Some(f64::from(v))).collect() };
        assert_eq!(series.until(day("2026-03-03")).values, [Some(1.0), Some(2.0), Some(3.0)]);
        assert_eq!(series.until(day("2026-02-20")).values, []);
        let window = series.last_days(day("2026-03-05"), 2);
        assert_eq!((window.first, window.values), (day("2026-03-04"), vec![Some(4.0), Some(5.0)]));
        assert_eq!(series.last_days(day("2026-03-12"), 4).values, [Some(9.0), Some(10.0)]);
    }

    #[test]
    fn a_sum_has_every_day_that_somebody_observed() {
        let one = Series { first: day("2026-03-01"), values: vec![Some(1.0), None, None] };
        let other = Series { first: day("2026-03-02"), values: vec![None, Some(5.0)] };
        let sum = Series::sum_of([&one, &other]);
        assert_eq!((sum.first, sum.values), (day("2026-03-01"), vec![Some(1.0), None, Some(5.0)]));
    }

    #[test]
    fn observations_come_in_any_order_and_each_day_once() {
        let mut series = Series::empty(day("2030-01-01"));
        for (date, value) in [("2026-03-04", 3.0), ("2026-03-02", 1.0), ("2026-03-06", 5.0)] {
            assert!(series.observe(day(date), value));
        }
        assert!(!series.observe(day("2026-03-04"), 9.0));
        let values = vec![Some(1.0), None, Some(3.0), None, Some(5.0)];
        assert_eq!(series, Series { first: day("2026-03-02"), values });
        assert!(!series.is_known_by(day("2026-03-01")) && series.is_known_by(day("2026-03-02")));
    }

    #[test]
    fn values_that_cannot_be_counts_are_not_observed() {
        let series = Series::from_observations(&[(day("2026-03-02"), f64::NAN), (day("2026-03-03"), -1.0)]);
        assert_eq!(series.observed(), 0);
    }
}
