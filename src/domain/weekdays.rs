//! A set of weekdays, Monday first.

use chrono::{Datelike, NaiveDate, Weekday};

/// Weekdays as a set; bit 0 is Monday, bit 6 is Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Weekdays(u8);

impl Weekdays {
    /// All seven days.
    pub const ALL: Weekdays = Weekdays(0b111_1111);
    /// Monday to Friday, the working week of QĐ 188/1999/QĐ-TTg art. 1.
    pub const WORKING: Weekdays = Weekdays(0b001_1111);
    /// No day at all.
    pub const NONE: Weekdays = Weekdays(0);

    /// The set of the given days, where 1 is Monday and 7 is Sunday; `None` when a number is outside 1..=7.
    #[must_use]
    pub fn from_numbers(numbers: impl IntoIterator<Item = u32>) -> Option<Self> {
        let mut bits = 0;
        for number in numbers {
            if !(1..=7).contains(&number) {
                return None;
            }
            bits |= 1 << (number - 1);
        }
        Some(Self(bits))
    }

    /// The days of the set as numbers, 1 = Monday.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        (1..=7).filter(move |number| self.0 & (1 << (number - 1)) != 0)
    }

    /// Whether the set holds `weekday`.
    #[must_use]
    pub fn contains(self, weekday: Weekday) -> bool {
        self.0 & (1 << weekday.num_days_from_monday()) != 0
    }

    /// Whether the weekday of `date` is in the set.
    #[must_use]
    pub fn includes(self, date: NaiveDate) -> bool {
        self.contains(date.weekday())
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_is_sunday_and_eight_is_refused() {
        let sunday = Weekdays::from_numbers([7]).expect("seven is a weekday");
        assert!(sunday.contains(Weekday::Sun));
        assert!(!sunday.contains(Weekday::Mon));
        assert_eq!(Weekdays::from_numbers([8]), None);
    }

    #[test]
    fn numbers_come_back_in_order() {
        let days = Weekdays::from_numbers([5, 1, 3]).expect("weekdays");
        assert_eq!(days.numbers().collect::<Vec<_>>(), [1, 3, 5]);
    }
}
