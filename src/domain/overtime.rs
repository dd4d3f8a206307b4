//! Minutes worked, by kind of day: the rows of the ledger.

use chrono::{NaiveDate, NaiveTime};

use super::ids::OfficerCode;

/// The kind of day on which minutes were worked (DOMAIN §1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MinuteClass {
    /// Normal minutes.
    Normal,
    /// Overtime on a working day.
    OvertimeDay,
    /// Overtime on a weekly rest day.
    OvertimeRestDay,
    /// Overtime on a public holiday.
    OvertimeHoliday,
}

impl MinuteClass {
    /// Whether the minutes count toward the overtime caps.
    #[must_use]
    pub fn is_overtime(self) -> bool {
        self != Self::Normal
    }
}

/// How overtime minutes are made good (DOMAIN D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompensationMode {
    /// Paid.
    Paid,
    /// Taken back as time off.
    Toil,
    /// The officer records making no claim.
    Waived,
    /// Nothing to make good.
    None,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Who worked.
    pub officer: OfficerCode,
    /// The day.
    pub date: NaiveDate,
    /// Start of the span.
    pub start: NaiveTime,
    /// End of the span.
    pub end: NaiveTime,
    /// Minutes worked in it.
    pub minutes: i32,
    /// Kind of day.
    pub class: MinuteClass,
    /// Whether the minutes lie at night (22:00–06:00, WT-04).
    pub night: bool,
    /// How they are made good.
    pub mode: CompensationMode,
}
