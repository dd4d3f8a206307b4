//! Shifts: what one officer works on one day.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::centre::CentreScope;
use super::ids::{BlockCode, ShiftCode};
use super::weekdays::Weekdays;

/// Minute of the day at which night work begins.
const NIGHT_BEGINS: i32 = 22 * 60;
/// Minute of the day at which night work ends.
const NIGHT_ENDS: i32 = 6 * 60;

/// The kind of a shift; it decides its colour on the board and whether it counts as an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShiftKind {
    /// Office hours.
    Regular,
    /// Starts before office hours (early, or early and late).
    Early,
    /// Reaches into the evening.
    Evening,
    /// An evening session at a residential culture house.
    Outreach,
    /// Saturday or Sunday.
    Weekend,
    /// On call.
    Standby,
    /// Answers the technical hotline.
    Hotline,
}

/// A shift as a centre keeps it. All its times lie on one calendar day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Centres it applies to.
    pub scope: CentreScope,
    /// Its code.
    pub code: ShiftCode,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// Its kind.
    pub kind: ShiftKind,
    /// Blocks that it serves.
    pub blocks: Vec<BlockCode>,
    /// First start.
    pub start: NaiveTime,
    /// Last end.
    pub end: NaiveTime,
    /// Normal minutes.
    pub normal_minutes: i32,
    /// Overtime minutes.
    pub overtime_minutes: i32,
    /// Weekdays on which it exists.
    pub weekdays: Weekdays,
    /// Whether it moves the working hours, so that 12 h of rest apply beside it (DOMAIN D4, WT-06).
    pub shift_change: bool,
    /// First day on which it applies.
    pub from: Option<NaiveDate>,
    /// Last day on which it applies.
    pub to: Option<NaiveDate>,
}

impl Shift {
    /// Whether the shift exists on `date`, on which the hours of the weekday `hours` hold (`Calendar::hours_of`); holidays
    /// aside. Outreach goes by the day itself: a village expects its Saturday evening whatever the office works for.
    #[must_use]
    pub fn exists_on(&self, date: NaiveDate, hours: Weekday) -> bool {
        let weekday = if self.kind == ShiftKind::Outreach { date.weekday() } else { hours };
        self.weekdays.contains(weekday)
            && self.from.is_none_or(|from| from <= date)
            && self.to.is_none_or(|to| date <= to)
    }

    /// Whether work in it counts as an evening.
    #[must_use]
    pub fn is_evening(&self) -> bool {
        matches!(self.kind, ShiftKind::Evening | ShiftKind::Outreach)
    }

    /// Minutes of its span that lie between 22:00 and 06:00 (Labour Code 45/2019/QH14, art. 106).
    #[must_use]
    pub fn night_minutes(&self) -> i32 {
        let minute = |time: NaiveTime| i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0);
        let (start, end) = (minute(self.start), minute(self.end));
        (end.min(NIGHT_ENDS) - start).max(0) + (end - start.max(NIGHT_BEGINS)).max(0)
    }

    /// Minutes of its span in which nobody works: the break.
    #[must_use]
    pub fn unworked_minutes(&self) -> i32 {
        let span = i32::try_from((self.end - self.start).num_minutes()).unwrap_or(0);
        (span - self.normal_minutes - self.overtime_minutes).max(0)
    }
}
