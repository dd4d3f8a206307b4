//! Forecasts with the last day of history that they saw.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::max;
use diesel::prelude::*;

use super::schema::{forecast_days, forecasts};
use super::{DbConnection, insert_all};
use crate::application::ports::{Forecasts, Stored};
use crate::domain::demand::{DemandDay, DemandForecast};
use crate::domain::ids::{CentreCode, GroupCode};

impl Forecasts for DbConnection {
    fn keep_forecast(&mut self, forecast: &DemandForecast, made_at: NaiveDateTime) -> Stored<()> {
        let (centre, grp, cut) = (forecast.centre.as_str(), forecast.group.as_str(), forecast.cut);
        // Its days go with it.
        diesel::delete(forecasts::table.find((centre, cut, grp))).execute(self)?;
        diesel::insert_into(forecasts::table)
            .values((
                forecasts::centre.eq(centre),
                forecasts::cut.eq(cut),
                forecasts::grp.eq(grp),
                forecasts::made_at.eq(made_at),
            ))
            .execute(self)?;
        let rows: Vec<DayRow> = forecast.days.iter().map(|day| DayRow::of(forecast, day)).collect();
        insert_all!(self, forecast_days, &rows);
        Ok(())
    }

    fn latest_forecasts(&mut self, centre: &CentreCode, cut: NaiveDate) -> Stored<Vec<DemandForecast>> {
        let latest = latest_cuts(self, centre, cut)?;
        let cuts: BTreeSet<NaiveDate> = latest.values().copied().collect();
        let rows: Vec<DayRow> = forecast_days::table
            .filter(forecast_days::centre.eq(centre.as_str()).and(forecast_days::cut.eq_any(cuts)))
            .order((forecast_days::grp, forecast_days::date))
            .select(DayRow::as_select())
            .load(self)?;
        let mut found: BTreeMap<&str, DemandForecast> = BTreeMap::new();
        for (group, cut) in &latest {
            let (centre, group_code) = (centre.clone(), GroupCode(group.clone()));
            found.insert(group, DemandForecast { centre, group: group_code, cut: *cut, days: Vec::new() });
        }
        for row in rows {
            if let Some(forecast) = found.get_mut(row.grp.as_str()).filter(|forecast| forecast.cut == row.cut) {
                forecast.days.push(row.into_day());
            }
        }
        Ok(found.into_values().collect())
    }
}

/// The latest cut on or before `cut` of each group of the centre, by group.
fn latest_cuts(
    connection: &mut DbConnection,
    centre: &CentreCode,
    cut: NaiveDate,
) -> Stored<BTreeMap<String, NaiveDate>> {
    let rows: Vec<(String, Option<NaiveDate>)> = forecasts::table
        .filter(forecasts::centre.eq(centre.as_str()).and(forecasts::cut.le(cut)))
        .group_by(forecasts::grp)
        .order(forecasts::grp)
        .select((forecasts::grp, max(forecasts::cut)))
        .load(connection)?;
    Ok(rows.into_iter().filter_map(|(group, cut)| Some((group, cut?))).collect())
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = forecast_days, treat_none_as_default_value = false)]
struct DayRow {
    centre: String,
    cut: NaiveDate,
    grp: String,
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
    fn of(forecast: &DemandForecast, day: &DemandDay) -> Self {
        Self {
            centre: forecast.centre.0.clone(),
            cut: forecast.cut,
            grp: forecast.group.0.clone(),
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
