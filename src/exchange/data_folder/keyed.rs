//! What makes two rows of one file the same row: within a file they are duplicates, on a second import an update.
//!
//! | File | Key |
//! |---|---|
//! | centres, groups, officers, cases | code |
//! | sites, blocks, shifts | centre, code |
//! | consents | officer, from, to, weekdays, blocks |
//! | leave | officer, from, to |
//! | unavailable | officer, from, to, weekdays, shifts |
//! | preferences | officer, shift, date, weekday |
//! | dossiers | date, centre, group |
//! | ledger | officer, date, start, end |
//! | pay | officer, from |
//! | assignments | officer, date (an officer works one shift on a day) |
//! | rules | id |
//! | calendar | date, kind, centre |
//! | profiles | centre, group, weekday, start |
//! | settings | centre, key, from (a value has a history) |
//! | sessions | centre, site, date, start |
//! | users | login |

use std::fmt::Debug;
use std::hash::Hash;

use chrono::{NaiveDate, NaiveTime};

use super::rows::{
    AssignmentRow, CalendarKind, CalendarRow, CaseRow, GroupScope, PayRow, ProfileRow, SessionRow, SettingRow, UserRow,
};
use crate::domain::block::Block;
use crate::domain::centre::{Centre, CentreScope, Site};
use crate::domain::dossiers::DossierCount;
use crate::domain::ids::{BlockCode, CentreCode, GroupCode, OfficerCode, ShiftCode};
use crate::domain::officer::{Consent, Leave, Officer, Preference, Unavailability};
use crate::domain::overtime::LedgerEntry;
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::rules::local::LocalRuleRow;
use crate::domain::shift::Shift;
use crate::domain::weekdays::Weekdays;

/// A row that can be recognised.
pub trait Keyed {
    /// The identity of a row, borrowed from it.
    type Key<'row>: Eq + Hash + Debug
    where
        Self: 'row;

    /// The columns of the file that make up the identity.
    const COLUMNS: &'static [&'static str];

    /// The identity of this row; rows of one file with equal keys are the same row.
    fn key(&self) -> Self::Key<'_>;
}

macro_rules! keyed {
    ($($row:ident $columns:tt => $key:ty, |$this:ident| $value:expr;)*) => {
        $(impl Keyed for $row {
            const COLUMNS: &'static [&'static str] = &$columns;
            type Key<'row> = $key;

            fn key(&self) -> Self::Key<'_> {
                let $this = self;
                $value
            }
        })*
    };
}

keyed! {
    Centre ["code"] => &'row CentreCode, |row| &row.code;
    Site ["centre", "code"] => (&'row CentreCode, &'row str), |row| (&row.centre, &row.code);
    ProcedureGroup ["code"] => &'row GroupCode, |row| &row.code;
    Block ["centre", "code"] => (&'row CentreScope, &'row BlockCode), |row| (&row.scope, &row.code);
    Shift ["centre", "code"] => (&'row CentreScope, &'row ShiftCode), |row| (&row.scope, &row.code);
    Officer ["code"] => &'row OfficerCode, |row| &row.code;
    Consent ["officer", "from", "to", "weekdays", "blocks"] => (&'row OfficerCode, NaiveDate, NaiveDate, Option<Weekdays>, Option<&'row [BlockCode]>),
        |row| (&row.officer, row.from, row.to, row.weekdays, row.blocks.as_deref());
    Leave ["officer", "from", "to"] => (&'row OfficerCode, NaiveDate, NaiveDate), |row| (&row.officer, row.from, row.to);
    Unavailability ["officer", "from", "to", "weekdays", "shifts"] => (
        &'row OfficerCode, Option<NaiveDate>, Option<NaiveDate>, Option<Weekdays>, Option<&'row [ShiftCode]>
    ), |row| (&row.officer, row.from, row.to, row.weekdays, row.shifts.as_deref());
    Preference ["officer", "shift", "date", "weekday"] => (&'row OfficerCode, Option<&'row ShiftCode>, Option<NaiveDate>, Option<u32>),
        |row| (&row.officer, row.shift.as_ref(), row.date, row.weekday);
    DossierCount ["date", "centre", "group"] => (NaiveDate, &'row CentreCode, &'row GroupCode), |row| (row.date, &row.centre, &row.group);
    CaseRow ["code"] => &'row str, |row| &row.code;
    LedgerEntry ["officer", "date", "start", "end"] => (&'row OfficerCode, NaiveDate, NaiveTime, NaiveTime),
        |row| (&row.officer, row.date, row.start, row.end);
    PayRow ["officer", "from"] => (&'row OfficerCode, NaiveDate), |row| (&row.officer, row.from);
    AssignmentRow ["officer", "date"] => (&'row OfficerCode, NaiveDate), |row| (&row.officer, row.date);
    LocalRuleRow ["id"] => &'row str, |row| &row.id;
    CalendarRow ["date", "kind", "centre"] => (NaiveDate, CalendarKind, &'row CentreScope), |row| (row.date, row.kind, &row.scope);
    ProfileRow ["centre", "group", "weekday", "start"] => (&'row CentreScope, &'row GroupScope, Option<u32>, NaiveTime),
        |row| (&row.scope, &row.group, row.weekday, row.start);
    SettingRow ["centre", "key", "from"] => (&'row CentreScope, &'row str, Option<NaiveDate>), |row| (&row.scope, &row.key, row.from);
    SessionRow ["centre", "site", "date", "start"] => (&'row CentreCode, &'row str, NaiveDate, NaiveTime),
        |row| (&row.centre, &row.site, row.date, row.start);
    UserRow ["login"] => &'row str, |row| &row.login;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_value_keeps_the_key_and_a_changed_day_does_not() {
        let row = AssignmentRow {
            officer: "A".into(),
            date: NaiveDate::from_ymd_opt(2025, 3, 1).expect("a day"),
            shift: "R".into(),
            status: None,
            pinned: false,
        };
        let other_shift = AssignmentRow { shift: "E".into(), ..row.clone() };
        let other_day = AssignmentRow { date: NaiveDate::from_ymd_opt(2025, 3, 2).expect("a day"), ..row.clone() };
        assert_eq!(row.key(), other_shift.key());
        assert_ne!(row.key(), other_day.key());
    }
}
