//! Blocks: spans of the day in which the public is served.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::centre::CentreScope;
use super::ids::BlockCode;
use super::weekdays::Weekdays;

/// A block as a centre keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Centres it applies to.
    pub scope: CentreScope,
    /// Its code.
    pub code: BlockCode,
    /// Start of service.
    pub start: NaiveTime,
    /// End of service.
    pub end: NaiveTime,
    /// Weekdays on which it is open.
    pub weekdays: Weekdays,
    /// First day on which it applies.
    pub from: Option<NaiveDate>,
    /// Last day on which it applies.
    pub to: Option<NaiveDate>,
}

impl Block {
    /// Whether the block is open on `date`, on which the hours of the weekday `hours` hold (`Calendar::hours_of`); holidays
    /// aside.
    #[must_use]
    pub fn open_on(&self, date: NaiveDate, hours: Weekday) -> bool {
        self.weekdays.contains(hours)
            && self.from.is_none_or(|from| from <= date)
            && self.to.is_none_or(|to| date <= to)
    }
}
