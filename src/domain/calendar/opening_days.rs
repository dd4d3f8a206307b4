//! The weekdays on which one centre serves citizens, and from which day on other ones.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::weekdays::Weekdays;

/// The opening days of the week, as they were and as they will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningDays {
    /// Before the first change.
    at_first: Weekdays,
    /// The weekdays from a day on, until the next change.
    changes: BTreeMap<NaiveDate, Weekdays>,
}

impl OpeningDays {
    /// `at_first`, and from each day of `changes` on the weekdays beside it.
    #[must_use]
    pub fn new(at_first: Weekdays, changes: impl IntoIterator<Item = (NaiveDate, Weekdays)>) -> Self {
        Self { at_first, changes: changes.into_iter().collect() }
    }

    /// The weekdays in force on `date`.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Weekdays {
        self.changes.range(..=date).next_back().map_or(self.at_first, |(_, weekdays)| *weekdays)
    }

    /// Whether `date` is one of the weekdays in force on it.
    #[must_use]
    pub fn include(&self, date: NaiveDate) -> bool {
        self.on(date).includes(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_holds_from_its_day_until_the_next_one() {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let six = Weekdays::from_numbers(1..=6).expect("weekdays");
        let changes = [(date("2027-03-01"), Weekdays::WORKING), (date("2027-01-04"), six)];
        let days = OpeningDays::new(Weekdays::WORKING, changes);
        let saturdays = ["2027-01-02", "2027-01-09", "2027-02-27", "2027-03-06"].map(date);
        assert_eq!(saturdays.map(|saturday| days.include(saturday)), [false, true, true, false]);
        assert_eq!(days.on(date("2027-01-04")), six);
    }
}
