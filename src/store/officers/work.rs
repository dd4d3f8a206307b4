//! What officers worked before the first plan, what they work elsewhere, and what their hour is computed from.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

use crate::application::ports::Stored;
use crate::domain::ids::{CentreCode, OfficerCode};
use crate::domain::overtime::LedgerEntry;
use crate::exchange::data_folder::{AssignmentRow, DataFolder, PayRow};
use crate::store::DbConnection;
use crate::store::columns::{Word, minutes, read_time, read_word};
use crate::store::schema::{ledger, officers, outside_assignments, pay};
use crate::store::tables::import::{Import, ImportedRow, existing, keep};

/// Ledger entries of the centre's officers with `from <= date < to`, by officer, date and start.
pub(super) fn ledger_of(
    connection: &mut DbConnection,
    centre: &CentreCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<LedgerEntry>> {
    let rows: Vec<LedgerRow> = ledger::table
        .inner_join(officers::table)
        .filter(officers::centre.eq(centre.as_str()))
        .filter(ledger::date.ge(from).and(ledger::date.lt(to)))
        .order((ledger::officer, ledger::date, ledger::starts, ledger::ends))
        .select(LedgerRow::as_select())
        .load(connection)?;
    rows.into_iter().map(LedgerRow::into_entry).collect()
}

/// Assignments made elsewhere of the centre's officers with `from <= date < to`, by officer and date.
pub(in crate::store) fn outside_assignments_of(
    connection: &mut DbConnection,
    centre: &CentreCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<AssignmentRow>> {
    let rows: Vec<OutsideRow> = outside_assignments::table
        .inner_join(officers::table)
        .filter(officers::centre.eq(centre.as_str()))
        .filter(outside_assignments::date.ge(from).and(outside_assignments::date.lt(to)))
        .order((outside_assignments::officer, outside_assignments::date))
        .select(OutsideRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(OutsideRow::into_assignment).collect())
}

/// Keeps what a folder brings.
pub(super) fn keep(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<LedgerRow> = folder.ledger.iter().map(LedgerRow::of).collect();
    keep!(connection, import, "ledger.csv", ledger, rows, existing!(connection, LedgerRow, ledger.officer, rows));
    let rows: Vec<PaidRow> = folder.pay.iter().map(PaidRow::of).collect();
    keep!(connection, import, "pay.csv", pay, rows, existing!(connection, PaidRow, pay.officer, rows));
    let rows: Vec<OutsideRow> = folder.assignments.iter().map(OutsideRow::of).collect();
    let there = existing!(connection, OutsideRow, outside_assignments.officer, rows);
    keep!(connection, import, "assignments.csv", outside_assignments, rows, there);
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = ledger, primary_key(officer, date, starts, ends))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct LedgerRow {
    officer: String,
    date: NaiveDate,
    starts: i32,
    ends: i32,
    minutes: i32,
    class: String,
    night: bool,
    mode: String,
}

impl LedgerRow {
    fn of(entry: &LedgerEntry) -> Self {
        Self {
            officer: entry.officer.0.clone(),
            date: entry.date,
            starts: minutes(entry.start),
            ends: minutes(entry.end),
            minutes: entry.minutes,
            class: entry.class.word().to_owned(),
            night: entry.night,
            mode: entry.mode.word().to_owned(),
        }
    }

    fn into_entry(self) -> Stored<LedgerEntry> {
        Ok(LedgerEntry {
            officer: OfficerCode(self.officer),
            date: self.date,
            start: read_time("ledger", self.starts)?,
            end: read_time("ledger", self.ends)?,
            minutes: self.minutes,
            class: read_word("ledger", &self.class)?,
            night: self.night,
            mode: read_word("ledger", &self.mode)?,
        })
    }
}

impl ImportedRow for LedgerRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "date", "starts", "ends"];
    type Key<'row> = (&'row str, NaiveDate, i32, i32);

    fn key(&self) -> (&str, NaiveDate, i32, i32) {
        (&self.officer, self.date, self.starts, self.ends)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = pay, primary_key(officer, first_day))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct PaidRow {
    officer: String,
    first_day: NaiveDate,
    coefficient_thousandths: Option<i64>,
    allowance_coefficient_thousandths: Option<i64>,
    month_salary_dong: Option<i64>,
    hours_per_month_thousandths: Option<i64>,
}

impl PaidRow {
    fn of(pay: &PayRow) -> Self {
        Self {
            officer: pay.officer.0.clone(),
            first_day: pay.from,
            coefficient_thousandths: pay.coefficient_thousandths.map(i64::from),
            allowance_coefficient_thousandths: pay.allowance_coefficient_thousandths.map(i64::from),
            month_salary_dong: pay.month_salary_dong,
            hours_per_month_thousandths: pay.hours_per_month_thousandths.map(i64::from),
        }
    }
}

impl ImportedRow for PaidRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "first_day"];
    type Key<'row> = (&'row str, NaiveDate);

    fn key(&self) -> (&str, NaiveDate) {
        (&self.officer, self.first_day)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = outside_assignments, primary_key(officer, date))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct OutsideRow {
    officer: String,
    date: NaiveDate,
    shift: String,
    status: Option<String>,
    pinned: bool,
}

impl OutsideRow {
    fn of(row: &AssignmentRow) -> Self {
        Self {
            officer: row.officer.0.clone(),
            date: row.date,
            shift: row.shift.0.clone(),
            status: row.status.clone(),
            pinned: row.pinned,
        }
    }

    fn into_assignment(self) -> AssignmentRow {
        AssignmentRow {
            officer: OfficerCode(self.officer),
            date: self.date,
            shift: self.shift.as_str().into(),
            status: self.status,
            pinned: self.pinned,
        }
    }
}

impl ImportedRow for OutsideRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "date"];
    type Key<'row> = (&'row str, NaiveDate);

    fn key(&self) -> (&str, NaiveDate) {
        (&self.officer, self.date)
    }
}
