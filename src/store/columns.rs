//! How values stand in columns: enumerations as words, lists joined by `;`, times as minutes after midnight.

use chrono::{NaiveTime, Timelike};

use crate::application::ports::{JobState, StorageError, Stored};
use crate::domain::calendar::OfficialKind;
use crate::domain::centre::{CentreLevel, CentreScope, SiteKind};
use crate::domain::demand::Made;
use crate::domain::officer::{LeaveKind, OvertimeStanding, WorkerType};
use crate::domain::overtime::{CompensationMode, MinuteClass};
use crate::domain::shift::ShiftKind;
use crate::domain::weekdays::Weekdays;
use crate::exchange::data_folder::{Channel, SessionStatus};

/// An enumeration that is stored as a word.
pub(super) trait Word: Sized {
    /// The word in the column.
    fn word(self) -> &'static str;
    /// The value of that word.
    fn of_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($kind:ty { $($variant:ident = $word:literal),* })*) => {
        $(impl Word for $kind {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        })*
    };
}

words! {
    Made { InTime = "in_time", Anew = "anew", Hindsight = "hindsight" }
    CentreLevel { Province = "province", Commune = "commune", Ward = "ward", Point = "point" }
    SiteKind { Office = "office", Point = "point", CultureHouse = "culture_house" }
    ShiftKind {
        Regular = "regular", Early = "early", Evening = "evening", Outreach = "outreach", Weekend = "weekend",
        Standby = "standby", Hotline = "hotline"
    }
    OfficialKind {
        Holiday = "holiday", OffInLieu = "off_in_lieu", WorkInLieu = "work_in_lieu", Compensatory = "compensatory",
        Closed = "closed"
    }
    SessionStatus { Planned = "planned", Held = "held" }
    WorkerType { CC = "CC", VC = "VC", HD = "HD", CA = "CA", BC = "BC", TN = "TN" }
    OvertimeStanding { Allowed = "allowed", Consent = "consent", Barred = "barred" }
    LeaveKind { Annual = "annual", Sick = "sick", Maternity = "maternity", Training = "training", Other = "other" }
    MinuteClass {
        Normal = "normal", OvertimeDay = "overtime_day", OvertimeRestDay = "overtime_rest_day",
        OvertimeHoliday = "overtime_holiday"
    }
    CompensationMode { Paid = "paid", Toil = "toil", Waived = "waived", None = "none" }
    Channel { Desk = "desk", Online = "online", Outreach = "outreach" }
    JobState { Queued = "queued", Running = "running", Done = "done", Failed = "failed" }
}

/// The error for a value of `table` that cannot be read.
pub(super) fn corrupt(table: &'static str, value: impl ToString) -> StorageError {
    StorageError::Corrupt { table, value: value.to_string() }
}

/// The value of a word of `table`.
pub(super) fn read_word<T: Word>(table: &'static str, word: &str) -> Stored<T> {
    T::of_word(word).ok_or_else(|| corrupt(table, word))
}

/// A count, which the columns keep signed.
pub(super) fn read_count(table: &'static str, count: i64) -> Stored<u32> {
    u32::try_from(count).map_err(|_| corrupt(table, count))
}

/// A count that may be missing.
pub(super) fn read_some_count(table: &'static str, count: Option<i64>) -> Stored<Option<u32>> {
    count.map(|count| read_count(table, count)).transpose()
}

/// Minutes after midnight.
pub(super) fn minutes(time: NaiveTime) -> i32 {
    // At most 1439, so the conversion never saturates.
    i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(i32::MAX)
}

/// The time of so many minutes after midnight.
pub(super) fn read_time(table: &'static str, minutes: i32) -> Stored<NaiveTime> {
    u32::try_from(minutes)
        .ok()
        .and_then(|minutes| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0))
        .ok_or_else(|| corrupt(table, minutes))
}

/// The column of a scope: `*` or the code.
pub(super) fn read_scope(column: String) -> CentreScope {
    if column == "*" { CentreScope::All } else { CentreScope::One(column.as_str().into()) }
}

/// Items joined by `;`.
pub(super) fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(";")
}

/// The items of a list.
pub(super) fn read_list<T: for<'text> From<&'text str>>(column: &str) -> Vec<T> {
    column.split(';').filter(|item| !item.is_empty()).map(T::from).collect()
}

/// Weekdays as numbers, 1 = Monday.
pub(super) fn weekdays(weekdays: Weekdays) -> String {
    list(weekdays.numbers())
}

/// The weekdays of a column.
pub(super) fn read_weekdays(table: &'static str, column: &str) -> Stored<Weekdays> {
    column
        .split(';')
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().ok())
        .collect::<Option<Vec<u32>>>()
        .and_then(Weekdays::from_numbers)
        .ok_or_else(|| corrupt(table, column))
}

/// The identity of a row of which some parts may be missing; no part can hold the `|` unescaped.
pub(super) fn row_key<const PARTS: usize>(parts: [Option<String>; PARTS]) -> String {
    let written =
        |part: Option<String>| part.map_or_else(String::new, |part| part.replace('\\', "\\\\").replace('|', "\\|"));
    parts.map(written).join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_minute_of_the_day_comes_back_and_the_next_is_corrupt() {
        let last = NaiveTime::from_hms_opt(23, 59, 0).expect("a time");
        assert_eq!(minutes(last), 1439);
        assert_eq!(read_time("shifts", 1439).expect("a time"), last);
        assert!(read_time("shifts", 1440).is_err());
        assert!(read_time("shifts", -1).is_err());
    }

    #[test]
    fn a_missing_part_and_an_odd_one_make_different_keys() {
        let key =
            |first: Option<&str>, second: Option<&str>| row_key([first.map(str::to_owned), second.map(str::to_owned)]);
        assert_ne!(key(Some("a|"), None), key(Some("a"), Some("|")));
        assert_ne!(key(None, Some("a")), key(Some("a"), None));
    }

    #[test]
    fn weekdays_outside_the_week_are_corrupt() {
        assert_eq!(read_weekdays("blocks", "1;7").expect("weekdays").numbers().collect::<Vec<_>>(), [1, 7]);
        assert!(read_weekdays("blocks", "8").is_err());
        assert!(read_weekdays("blocks", "x").is_err());
    }
}
