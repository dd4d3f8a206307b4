//! What managers know of days to come.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::DbConnection;
use super::columns::{self, corrupt, read_count, read_weekdays};
use super::schema::known_days;
use crate::application::ports::{KnownDays, Stored};
use crate::domain::calendar::{KnownDay, KnownKind, USUAL_PERCENT};
use crate::domain::ids::CentreCode;
use crate::domain::weekdays::Weekdays;

impl KnownDays for DbConnection {
    fn known_days(&mut self, centre: &CentreCode) -> Stored<Vec<KnownDay>> {
        let rows: Vec<DayRow> = known_days::table
            .filter(known_days::centre.eq(centre.as_str()))
            .order((known_days::first_day, known_days::kind, known_days::name))
            .select(DayRow::as_select())
            .load(self)?;
        rows.into_iter().map(DayRow::into_day).collect()
    }

    fn known_days_of_all(&mut self) -> Stored<Vec<KnownDay>> {
        let rows: Vec<DayRow> = known_days::table
            .order((known_days::centre, known_days::first_day, known_days::kind, known_days::name))
            .select(DayRow::as_select())
            .load(self)?;
        rows.into_iter().map(DayRow::into_day).collect()
    }

    fn keep_known_day(&mut self, day: &KnownDay) -> Stored<()> {
        self.remove_known_day(day)?;
        diesel::insert_into(known_days::table).values(DayRow::of(day)).execute(self)?;
        Ok(())
    }

    fn remove_known_day(&mut self, day: &KnownDay) -> Stored<bool> {
        let row = DayRow::of(day);
        let found = known_days::table.find((row.centre, row.kind, row.first_day, row.name));
        Ok(diesel::delete(found).execute(self)? > 0)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = known_days, treat_none_as_default_value = false)]
struct DayRow {
    centre: String,
    kind: String,
    first_day: NaiveDate,
    name: String,
    last_day: NaiveDate,
    percent: Option<i32>,
    weekdays: Option<String>,
}

impl DayRow {
    fn of(day: &KnownDay) -> Self {
        let percent = match day.kind {
            KnownKind::Event { percent } => i32::try_from(percent).ok(),
            _ => None,
        };
        let weekdays = match day.kind {
            KnownKind::OpeningDays { weekdays } => Some(columns::weekdays(weekdays)),
            _ => None,
        };
        Self {
            centre: day.centre.0.clone(),
            kind: day.kind.word().to_owned(),
            first_day: day.first,
            name: day.name.clone(),
            last_day: day.last,
            percent,
            weekdays,
        }
    }

    fn into_day(self) -> Stored<KnownDay> {
        let percent = self.percent.map(|percent| read_count("known_days", i64::from(percent))).transpose()?;
        let weekdays = self.weekdays.map(|weekdays| read_weekdays("known_days", &weekdays)).transpose()?;
        let kind = KnownKind::of_word(&self.kind, percent.unwrap_or(USUAL_PERCENT), weekdays.unwrap_or(Weekdays::NONE));
        let kind = kind.ok_or_else(|| corrupt("known_days", &self.kind))?;
        let (centre, first, last) = (CentreCode(self.centre), self.first_day, self.last_day);
        Ok(KnownDay { centre, kind, first, last, name: self.name })
    }
}
