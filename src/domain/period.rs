//! Half-open spans of calendar days.

use chrono::{Days, NaiveDate};

/// Consecutive calendar days from `first`, `days` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// How many days, at least one.
    pub days: u32,
}

impl Period {
    /// The first day after the period.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.first + Days::new(u64::from(self.days))
    }

    /// The last day of the period.
    #[must_use]
    pub fn last(&self) -> NaiveDate {
        self.end() - Days::new(1)
    }

    /// Every day in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = NaiveDate> + use<> {
        let first = self.first;
        (0..self.days).map(move |offset| first + Days::new(u64::from(offset)))
    }

    /// Whether `date` lies in the period.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date < self.end()
    }

    /// The position of `date` counted from the first day, when it lies in the period.
    #[must_use]
    pub fn offset(&self, date: NaiveDate) -> Option<usize> {
        self.contains(date).then(|| usize::try_from((date - self.first).num_days()).unwrap_or(0))
    }
}
