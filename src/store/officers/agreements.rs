//! What officers agreed to and asked for: consents, leave, unavailability and wishes.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

use crate::application::ports::Stored;
use crate::domain::ids::{CentreCode, OfficerCode};
use crate::domain::officer::{Consent, Leave, Preference, Unavailability};
use crate::domain::period::Period;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::store::columns::{Word, list, read_list, read_some_count, read_weekdays, read_word, row_key, weekdays};
use crate::store::schema::{consents, leave, officers, preferences, unavailable};
use crate::store::tables::import::{Import, ImportedRow, existing, keep};

/// Leaves of the centre's officers that touch the period, by officer and first day.
pub(super) fn leave_of(connection: &mut DbConnection, centre: &CentreCode, period: Period) -> Stored<Vec<Leave>> {
    let rows: Vec<LeaveRow> = leave::table
        .inner_join(officers::table)
        .filter(officers::centre.eq(centre.as_str()))
        .filter(leave::first_day.lt(period.end()).and(leave::last_day.ge(period.first)))
        .order((leave::officer, leave::first_day, leave::last_day))
        .select(LeaveRow::as_select())
        .load(connection)?;
    rows.into_iter().map(LeaveRow::into_leave).collect()
}

/// Consents of the centre's officers that touch the period, by officer and first day.
pub(super) fn consents_of(connection: &mut DbConnection, centre: &CentreCode, period: Period) -> Stored<Vec<Consent>> {
    let rows: Vec<ConsentRow> = consents::table
        .inner_join(officers::table)
        .filter(officers::centre.eq(centre.as_str()))
        .filter(consents::first_day.lt(period.end()).and(consents::last_day.ge(period.first)))
        .order((consents::officer, consents::first_day, consents::row_key))
        .select(ConsentRow::as_select())
        .load(connection)?;
    rows.into_iter().map(ConsentRow::into_consent).collect()
}

/// Unavailabilities of the centre's officers, by officer.
pub(super) fn unavailable_of(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<Unavailability>> {
    let rows: Vec<UnavailableRow> = unavailable::table
        .inner_join(officers::table)
        .filter(officers::centre.eq(centre.as_str()))
        .order((unavailable::officer, unavailable::row_key))
        .select(UnavailableRow::as_select())
        .load(connection)?;
    rows.into_iter().map(UnavailableRow::into_unavailability).collect()
}

/// Wishes of the centre's officers, by officer.
pub(super) fn preferences_of(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<Preference>> {
    let rows: Vec<PreferenceRow> = preferences::table
        .inner_join(officers::table)
        .filter(officers::centre.eq(centre.as_str()))
        .order((preferences::officer, preferences::row_key))
        .select(PreferenceRow::as_select())
        .load(connection)?;
    rows.into_iter().map(PreferenceRow::into_preference).collect()
}

/// Keeps what a folder brings.
pub(super) fn keep(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<ConsentRow> = folder.consents.iter().map(ConsentRow::of).collect();
    keep!(
        connection,
        import,
        "consents.csv",
        consents,
        rows,
        existing!(connection, ConsentRow, consents.officer, rows)
    );
    let rows: Vec<LeaveRow> = folder.leave.iter().map(LeaveRow::of).collect();
    keep!(connection, import, "leave.csv", leave, rows, existing!(connection, LeaveRow, leave.officer, rows));
    let rows: Vec<UnavailableRow> = folder.unavailable.iter().map(UnavailableRow::of).collect();
    let there = existing!(connection, UnavailableRow, unavailable.officer, rows);
    keep!(connection, import, "unavailable.csv", unavailable, rows, there);
    let rows: Vec<PreferenceRow> = folder.preferences.iter().map(PreferenceRow::of).collect();
    let there = existing!(connection, PreferenceRow, preferences.officer, rows);
    keep!(connection, import, "preferences.csv", preferences, rows, there);
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = consents, primary_key(row_key), treat_none_as_null = true, treat_none_as_default_value = false)]
struct ConsentRow {
    #[serde(skip)]
    row_key: String,
    officer: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    weekdays: Option<String>,
    blocks: Option<String>,
    max_minutes_per_day: Option<i32>,
    max_minutes_per_month: Option<i32>,
}

impl ConsentRow {
    fn of(consent: &Consent) -> Self {
        let officer = consent.officer.0.clone();
        let weekdays = consent.weekdays.map(weekdays);
        let blocks = consent.blocks.as_ref().map(list);
        let (first, last) = (Some(consent.from.to_string()), Some(consent.to.to_string()));
        Self {
            row_key: row_key([Some(officer.clone()), first, last, weekdays.clone(), blocks.clone()]),
            officer,
            first_day: consent.from,
            last_day: consent.to,
            weekdays,
            blocks,
            max_minutes_per_day: consent.max_minutes_per_day,
            max_minutes_per_month: consent.max_minutes_per_month,
        }
    }

    fn into_consent(self) -> Stored<Consent> {
        Ok(Consent {
            officer: OfficerCode(self.officer),
            from: self.first_day,
            to: self.last_day,
            weekdays: self.weekdays.map(|column| read_weekdays("consents", &column)).transpose()?,
            blocks: self.blocks.as_deref().map(read_list),
            max_minutes_per_day: self.max_minutes_per_day,
            max_minutes_per_month: self.max_minutes_per_month,
        })
    }
}

impl ImportedRow for ConsentRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "first_day", "last_day", "weekdays", "blocks"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.row_key
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = leave, primary_key(officer, first_day, last_day))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct LeaveRow {
    officer: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    kind: String,
}

impl LeaveRow {
    fn of(leave: &Leave) -> Self {
        Self {
            officer: leave.officer.0.clone(),
            first_day: leave.from,
            last_day: leave.to,
            kind: leave.kind.word().to_owned(),
        }
    }

    fn into_leave(self) -> Stored<Leave> {
        Ok(Leave {
            officer: OfficerCode(self.officer),
            from: self.first_day,
            to: self.last_day,
            kind: read_word("leave", &self.kind)?,
        })
    }
}

impl ImportedRow for LeaveRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "first_day", "last_day"];
    type Key<'row> = (&'row str, NaiveDate, NaiveDate);

    fn key(&self) -> (&str, NaiveDate, NaiveDate) {
        (&self.officer, self.first_day, self.last_day)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = unavailable, primary_key(row_key))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct UnavailableRow {
    #[serde(skip)]
    row_key: String,
    officer: String,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    weekdays: Option<String>,
    shifts: Option<String>,
}

impl UnavailableRow {
    fn of(row: &Unavailability) -> Self {
        let officer = row.officer.0.clone();
        let weekdays = row.weekdays.map(weekdays);
        let shifts = row.shifts.as_ref().map(list);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let key = [Some(officer.clone()), day(row.from), day(row.to), weekdays.clone(), shifts.clone()];
        Self { row_key: row_key(key), officer, first_day: row.from, last_day: row.to, weekdays, shifts }
    }

    fn into_unavailability(self) -> Stored<Unavailability> {
        Ok(Unavailability {
            officer: OfficerCode(self.officer),
            from: self.first_day,
            to: self.last_day,
            weekdays: self.weekdays.map(|column| read_weekdays("unavailable", &column)).transpose()?,
            shifts: self.shifts.as_deref().map(read_list),
        })
    }
}

impl ImportedRow for UnavailableRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "first_day", "last_day", "weekdays", "shifts"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.row_key
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = preferences, primary_key(row_key))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct PreferenceRow {
    #[serde(skip)]
    row_key: String,
    officer: String,
    shift: Option<String>,
    date: Option<NaiveDate>,
    weekday: Option<i32>,
    weight: i32,
}

impl PreferenceRow {
    fn of(wish: &Preference) -> Self {
        let (officer, shift) = (wish.officer.0.clone(), wish.shift.as_ref().map(|shift| shift.0.clone()));
        let (date, weekday) = (wish.date.map(|date| date.to_string()), wish.weekday.map(|weekday| weekday.to_string()));
        Self {
            row_key: row_key([Some(officer.clone()), shift.clone(), date, weekday]),
            officer,
            shift,
            date: wish.date,
            // A weekday is one of 1..=7.
            weekday: wish.weekday.and_then(|weekday| i32::try_from(weekday).ok()),
            weight: wish.weight,
        }
    }

    fn into_preference(self) -> Stored<Preference> {
        Ok(Preference {
            officer: OfficerCode(self.officer),
            shift: self.shift.as_deref().map(Into::into),
            date: self.date,
            weekday: read_some_count("preferences", self.weekday.map(i64::from))?,
            weight: self.weight,
        })
    }
}

impl ImportedRow for PreferenceRow {
    const NAMED_BY: &'static [&'static str] = &["officer", "shift", "date", "weekday"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.row_key
    }
}
