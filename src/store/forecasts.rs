//! Forecasts with the last day of history that they saw, in all their versions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{max, min};
use diesel::prelude::*;

use super::columns::{Word, read_word};
use super::schema::{forecast_days, forecasts};
use super::{DbConnection, insert_all};
use crate::application::ports::{Forecasts, Stored};
use crate::domain::demand::{ALL_GROUPS, DemandDay, DemandForecast, Made};
use crate::domain::ids::{CentreCode, GroupCode};

impl Forecasts for DbConnection {
    fn keep_forecast(&mut self, forecast: &DemandForecast, made: Made, made_at: NaiveDateTime) -> Stored<()> {
        let (centre, grp, cut) = (forecast.centre.as_str(), forecast.group.as_str(), forecast.cut);
        let before: Option<(i32, String)> = forecasts::table
            .filter(forecasts::centre.eq(centre).and(forecasts::cut.eq(cut)).and(forecasts::grp.eq(grp)))
            .order(forecasts::version.desc())
            .select((forecasts::version, forecasts::made))
            .first(self)
            .optional()?;
        let version = before.as_ref().map_or(1, |(version, _)| version + 1);
        if let Some((last, how)) = before {
            let same = how == made.word() && days_of(self, (centre, cut, grp), last)? == forecast.days;
            if same {
                return Ok(());
            }
        }
        diesel::insert_into(forecasts::table)
            .values((
                forecasts::centre.eq(centre),
                forecasts::cut.eq(cut),
                forecasts::grp.eq(grp),
                forecasts::version.eq(version),
                forecasts::made_at.eq(made_at),
                forecasts::made.eq(made.word()),
            ))
            .execute(self)?;
        let rows: Vec<DayRow> = forecast.days.iter().map(|day| DayRow::of(forecast, version, day)).collect();
        insert_all!(self, forecast_days, &rows);
        Ok(())
    }

    fn latest_forecasts(&mut self, centre: &CentreCode, cut: NaiveDate) -> Stored<Vec<DemandForecast>> {
        let latest = latest_versions(self, centre, cut)?;
        read_forecasts(self, centre, &latest)
    }

    fn forecasts_made_at(&mut self, centre: &CentreCode, cut: NaiveDate) -> Stored<Option<NaiveDateTime>> {
        let latest = forecasts::table
            .filter(forecasts::centre.eq(centre.as_str()).and(forecasts::cut.eq(cut)))
            .select(max(forecasts::made_at));
        Ok(latest.first(self)?)
    }

    fn kept_cuts(&mut self, centre: &CentreCode, after: NaiveDate, to: NaiveDate) -> Stored<Vec<(NaiveDate, Made)>> {
        let rows: Vec<(NaiveDate, String)> = forecasts::table
            .filter(forecasts::centre.eq(centre.as_str()).and(forecasts::grp.eq(ALL_GROUPS)))
            .filter(forecasts::cut.gt(after).and(forecasts::cut.le(to)))
            .order((forecasts::cut, forecasts::version))
            .select((forecasts::cut, forecasts::made))
            .load(self)?;
        rows.into_iter().map(|(cut, made)| Ok((cut, read_word("forecasts", &made)?))).collect()
    }

    fn first_forecasts(&mut self, centre: &CentreCode, cut: NaiveDate, made: Made) -> Stored<Vec<DemandForecast>> {
        let rows: Vec<(String, Option<i32>)> = forecasts::table
            .filter(forecasts::centre.eq(centre.as_str()).and(forecasts::cut.eq(cut)))
            .filter(forecasts::made.eq(made.word()))
            .group_by(forecasts::grp)
            .order(forecasts::grp)
            .select((forecasts::grp, min(forecasts::version)))
            .load(self)?;
        let first = rows.into_iter().filter_map(|(group, version)| Some((group, (cut, version?)))).collect();
        read_forecasts(self, centre, &first)
    }
}

/// Cut and version, by group.
type Versions = BTreeMap<String, (NaiveDate, i32)>;

/// The last version of the latest cut on or before `cut`.
fn latest_versions(connection: &mut DbConnection, centre: &CentreCode, cut: NaiveDate) -> Stored<Versions> {
    let rows: Vec<(String, Option<NaiveDate>)> = forecasts::table
        .filter(forecasts::centre.eq(centre.as_str()).and(forecasts::cut.le(cut)))
        .group_by(forecasts::grp)
        .order(forecasts::grp)
        .select((forecasts::grp, max(forecasts::cut)))
        .load(connection)?;
    let latest: BTreeMap<String, NaiveDate> = rows.into_iter().filter_map(|(group, cut)| Some((group, cut?))).collect();
    let cuts: BTreeSet<NaiveDate> = latest.values().copied().collect();
    let rows: Vec<(String, NaiveDate, Option<i32>)> = forecasts::table
        .filter(forecasts::centre.eq(centre.as_str()).and(forecasts::cut.eq_any(cuts)))
        .group_by((forecasts::grp, forecasts::cut))
        .order((forecasts::grp, forecasts::cut))
        .select((forecasts::grp, forecasts::cut, max(forecasts::version)))
        .load(connection)?;
    let last = |(group, cut, version): (String, NaiveDate, Option<i32>)| {
        (latest.get(&group) == Some(&cut)).then_some((group, (cut, version?)))
    };
    Ok(rows.into_iter().filter_map(last).collect())
}

/// The forecasts of those versions, by group.
fn read_forecasts(
    connection: &mut DbConnection,
    centre: &CentreCode,
    versions: &Versions,
) -> Stored<Vec<DemandForecast>> {
    let cuts: BTreeSet<NaiveDate> = versions.values().map(|(cut, _)| *cut).collect();
    let numbers: BTreeSet<i32> = versions.values().map(|(_, version)| *version).collect();
    let rows: Vec<DayRow> = forecast_days::table
        .filter(forecast_days::centre.eq(centre.as_str()).and(forecast_days::cut.eq_any(cuts)))
        .filter(forecast_days::version.eq_any(numbers))
        .order((forecast_days::grp, forecast_days::date))
        .select(DayRow::as_select())
        .load(connection)?;
    let mut found: BTreeMap<&str, DemandForecast> = BTreeMap::new();
    for (group, (cut, _)) in versions {
        let (centre, group_code) = (centre.clone(), GroupCode(group.clone()));
        found.insert(group, DemandForecast { centre, group: group_code, cut: *cut, days: Vec::new() });
    }
    for row in rows {
        let wanted = versions.get(&row.grp) == Some(&(row.cut, row.version));
        if let Some(forecast) = found.get_mut(row.grp.as_str()).filter(|_| wanted) {
            forecast.days.push(row.into_day());
        }
    }
    Ok(found.into_values().collect())
}

fn days_of(
    connection: &mut DbConnection,
    (centre, cut, grp): (&str, NaiveDate, &str),
    version: i32,
) -> Stored<Vec<DemandDay>> {
    let rows: Vec<DayRow> = forecast_days::table
        .filter(forecast_days::centre.eq(centre).and(forecast_days::cut.eq(cut)))
        .filter(forecast_days::grp.eq(grp).and(forecast_days::version.eq(version)))
        .order(forecast_days::date)
        .select(DayRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(DayRow::into_day).collect())
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = forecast_days, treat_none_as_default_value = false)]
struct DayRow {
    centre: String,
    cut: NaiveDate,
    grp: String,
    version: i32,
    date: NaiveDate,
    mean: f64,
    lo95: f64,
    q10: f64,
    q50: f64,
    q80: f64,
    q90: f64,
    hi95: f64,
}

impl DayRow {
    fn of(forecast: &DemandForecast, version: i32, day: &DemandDay) -> Self {
        Self {
            centre: forecast.centre.0.clone(),
            cut: forecast.cut,
            grp: forecast.group.0.clone(),
            version,
            date: day.date,
            mean: day.mean,
            lo95: day.lo95,
            q10: day.q10,
            q50: day.q50,
            q80: day.q80,
            q90: day.q90,
            hi95: day.hi95,
        }
    }

    fn into_day(self) -> DemandDay {
        DemandDay {
            date: self.date,
            mean: self.mean,
            lo95: self.lo95,
            q10: self.q10,
            q50: self.q50,
            q80: self.q80,
            q90: self.q90,
            hi95: self.hi95,
        }
    }
}
