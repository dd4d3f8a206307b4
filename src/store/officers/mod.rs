//! Officers, and what they agreed to, asked for and worked.

mod agreements;
mod work;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

use super::DbConnection;
use super::columns::{Word, list, read_list, read_word};
use super::schema::officers;
use super::tables::import::{Import, ImportedRow, existing, keep};
use crate::application::ports::{Officers, Stored};
use crate::domain::ids::{CentreCode, OfficerCode};
use crate::domain::officer::{Consent, Leave, Officer, Preference, Unavailability};
use crate::domain::overtime::LedgerEntry;
use crate::domain::period::Period;
use crate::exchange::data_folder::DataFolder;

pub(super) use work::outside_assignments_of;

impl Officers for DbConnection {
    fn officers(&mut self, centre: &CentreCode) -> Stored<Vec<Officer>> {
        let rows: Vec<OfficerRow> = officers::table
            .filter(officers::centre.eq(centre.as_str()))
            .order(officers::code)
            .select(OfficerRow::as_select())
            .load(self)?;
        rows.into_iter().map(OfficerRow::into_officer).collect()
    }

    fn officer(&mut self, code: &OfficerCode) -> Stored<Option<Officer>> {
        let row: Option<OfficerRow> =
            officers::table.find(code.as_str()).select(OfficerRow::as_select()).first(self).optional()?;
        row.map(OfficerRow::into_officer).transpose()
    }

    fn leave(&mut self, centre: &CentreCode, period: Period) -> Stored<Vec<Leave>> {
        agreements::leave_of(self, centre, period)
    }

    fn consents(&mut self, centre: &CentreCode, period: Period) -> Stored<Vec<Consent>> {
        agreements::consents_of(self, centre, period)
    }

    fn unavailable(&mut self, centre: &CentreCode) -> Stored<Vec<Unavailability>> {
        agreements::unavailable_of(self, centre)
    }

    fn preferences(&mut self, centre: &CentreCode) -> Stored<Vec<Preference>> {
        agreements::preferences_of(self, centre)
    }

    fn ledger(&mut self, centre: &CentreCode, from: NaiveDate, to: NaiveDate) -> Stored<Vec<LedgerEntry>> {
        work::ledger_of(self, centre, from, to)
    }
}

/// Keeps what a folder brings about officers.
pub(super) fn keep_officers(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<OfficerRow> = folder.officers.iter().map(OfficerRow::of).collect();
    keep!(connection, import, "officers.csv", officers, rows, existing!(connection, OfficerRow, officers.code, rows));
    agreements::keep(connection, folder, import)?;
    work::keep(connection, folder, import)
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = officers, primary_key(code), treat_none_as_null = true, treat_none_as_default_value = false)]
struct OfficerRow {
    code: String,
    name: String,
    centre: String,
    agency: Option<String>,
    worker_type: String,
    skills: String,
    weekly_minutes: i32,
    signatory: bool,
    overtime: String,
    barred_until: Option<NaiveDate>,
    joined_on: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
}

impl OfficerRow {
    fn of(officer: &Officer) -> Self {
        Self {
            code: officer.code.0.clone(),
            name: officer.name.clone(),
            centre: officer.centre.0.clone(),
            agency: officer.agency.clone(),
            worker_type: officer.worker_type.word().to_owned(),
            skills: list(&officer.skills),
            weekly_minutes: officer.weekly_minutes,
            signatory: officer.signatory,
            overtime: officer.overtime.word().to_owned(),
            barred_until: officer.barred_until,
            joined_on: officer.joined,
            left_on: officer.left,
        }
    }

    fn into_officer(self) -> Stored<Officer> {
        Ok(Officer {
            worker_type: read_word("officers", &self.worker_type)?,
            overtime: read_word("officers", &self.overtime)?,
            code: OfficerCode(self.code),
            name: self.name,
            centre: CentreCode(self.centre),
            agency: self.agency,
            skills: read_list(&self.skills),
            lapsed: Vec::new(),
            weekly_minutes: self.weekly_minutes,
            signatory: self.signatory,
            barred_until: self.barred_until,
            joined: self.joined_on,
            left: self.left_on,
        })
    }
}

impl ImportedRow for OfficerRow {
    const NAMED_BY: &'static [&'static str] = &["code"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.code
    }
}
