//! Observed counts: a row for each day, centre and group, and single dossiers where the centre has them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;
use serde::Serialize;

use super::DbConnection;
use super::centres::time_zone;
use super::columns::{Word, read_count, read_some_count};
use super::schema::{cases, dossiers};
use super::tables::import::{Import, ImportedRow, existing, keep};
use crate::application::ports::{Dossiers, Stored};
use crate::domain::dossiers::{CountedSingly, DossierCount, DossierOutcome, OpenDossier};
use crate::domain::ids::{CentreCode, GroupCode};
use crate::exchange::data_folder::{CaseRow, Channel, DataFolder};

/// Days without any news after which single dossiers of a group are out of date.
const FRESH_DAYS: u64 = 7;

impl Dossiers for DbConnection {
    fn counts(&mut self, centre: &CentreCode, from: NaiveDate, to: NaiveDate) -> Stored<Vec<DossierCount>> {
        let rows: Vec<CountRow> = dossiers::table
            .filter(dossiers::centre.eq(centre.as_str()))
            .filter(dossiers::date.ge(from).and(dossiers::date.lt(to)))
            .order((dossiers::grp, dossiers::date))
            .select(CountRow::as_select())
            .load(self)?;
        let counted: HashSet<(&str, NaiveDate)> = rows.iter().map(|row| (row.grp.as_str(), row.date)).collect();
        let mut from_cases = counts_of_cases(self, centre, from, to)?;
        from_cases.retain(|row| !counted.contains(&(row.group.as_str(), row.date)));
        drop(counted);
        let mut counts = rows.into_iter().map(CountRow::into_count).collect::<Stored<Vec<_>>>()?;
        if !from_cases.is_empty() {
            counts.append(&mut from_cases);
            counts.sort_by(|a, b| (&a.group, a.date).cmp(&(&b.group, b.date)));
        }
        Ok(counts)
    }

    fn arrival_times(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(GroupCode, NaiveDateTime)>> {
        times_of(self, centre, (from, to), &[Channel::Desk])
    }

    fn receipt_times(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(GroupCode, NaiveDateTime)>> {
        times_of(self, centre, (from, to), &[Channel::Desk, Channel::Online, Channel::Outreach])
    }

    fn counted_singly(&mut self, centre: &CentreCode) -> Stored<Vec<CountedSingly>> {
        let firsts: Vec<(String, Option<NaiveDate>)> = cases::table
            .filter(cases::centre.eq(centre.as_str()))
            .group_by(cases::grp)
            .order(cases::grp)
            .select((cases::grp, min(cases::received_on)))
            .load(self)?;
        if firsts.is_empty() {
            return Ok(Vec::new());
        }
        let spans: Vec<(String, Option<NaiveDate>, Option<NaiveDate>)> = dossiers::table
            .filter(dossiers::centre.eq(centre.as_str()))
            .group_by(dossiers::grp)
            .order(dossiers::grp)
            .select((dossiers::grp, min(dossiers::date), max(dossiers::date)))
            .load(self)?;
        let spans: BTreeMap<String, (NaiveDate, NaiveDate)> =
            spans.into_iter().filter_map(|(group, first, last)| Some((group, first.zip(last)?))).collect();
        let singly = |(group, since): (String, Option<NaiveDate>)| {
            let by_the_day = spans.get(&group).copied();
            Some(CountedSingly { group: GroupCode(group), since: since?, by_the_day })
        };
        Ok(firsts.into_iter().filter_map(singly).collect())
    }

    fn open_dossiers(&mut self, centre: &CentreCode, day: NaiveDate) -> Stored<Vec<OpenDossier>> {
        let zone = time_zone(self)?;
        let of_centre = || cases::table.filter(cases::centre.eq(centre.as_str()));
        let midnight = (day + Days::new(1)).and_time(NaiveTime::MIN).and_local_timezone(zone).earliest();
        let Some(evening) = midnight.map(|at| at.naive_utc()) else { return Ok(Vec::new()) };
        let noted: Vec<String> =
            of_centre().filter(cases::completed_at.is_not_null()).select(cases::grp).distinct().load(self)?;
        // Single dossiers that nobody has touched for a week are a list of then, not what waits today.
        let fresh = day - Days::new(FRESH_DAYS);
        let touched = cases::received_on.gt(fresh).and(cases::received_on.le(day)).or(cases::completed_at
            .is_not_null()
            .and(cases::completed_at.assume_not_null().gt(fresh.and_time(NaiveTime::MIN))));
        let mut alive: Vec<String> = of_centre().filter(touched).select(cases::grp).distinct().load(self)?;
        alive.retain(|group| noted.contains(group));
        let rows: Vec<(String, NaiveDateTime, Option<NaiveDateTime>)> = of_centre()
            .filter(cases::grp.eq_any(alive))
            .filter(cases::received_on.le(day))
            .filter(cases::completed_at.is_null().or(cases::completed_at.ge(evening)))
            .order((cases::grp, cases::received_at, cases::code))
            .select((cases::grp, cases::received_at, cases::due_at))
            .load(self)?;
        let here = |at: NaiveDateTime| at.and_utc().with_timezone(&zone).naive_local();
        let open = |(group, received, due): (String, NaiveDateTime, Option<NaiveDateTime>)| OpenDossier {
            group: GroupCode(group),
            received: here(received),
            due: due.map(|due| here(due).date()),
        };
        Ok(rows.into_iter().map(open).collect())
    }

    fn observed_span(&mut self, centre: &CentreCode) -> Stored<Option<(NaiveDate, NaiveDate)>> {
        let counts: (Option<NaiveDate>, Option<NaiveDate>) = dossiers::table
            .filter(dossiers::centre.eq(centre.as_str()))
            .select((min(dossiers::date), max(dossiers::date)))
            .first(self)?;
        let single: (Option<NaiveDate>, Option<NaiveDate>) = cases::table
            .filter(cases::centre.eq(centre.as_str()))
            .select((min(cases::received_on), max(cases::received_on)))
            .first(self)?;
        let first = counts.0.into_iter().chain(single.0).min();
        let last = counts.1.into_iter().chain(single.1).max();
        Ok(first.zip(last))
    }
}

/// When the centre's dossiers of those channels (or nobody knows which) were received with `from <= date < to`.
fn times_of(
    connection: &mut DbConnection,
    centre: &CentreCode,
    (from, to): (NaiveDate, NaiveDate),
    channels: &[Channel],
) -> Stored<Vec<(GroupCode, NaiveDateTime)>> {
    let zone = time_zone(connection)?;
    let words: Vec<&str> = channels.iter().map(|channel| channel.word()).collect();
    let rows: Vec<(String, NaiveDateTime)> = cases::table
        .filter(cases::centre.eq(centre.as_str()))
        .filter(cases::received_on.ge(from).and(cases::received_on.lt(to)))
        .filter(cases::channel.is_null().or(cases::channel.eq_any(words)))
        .order((cases::grp, cases::received_at, cases::code))
        .select((cases::grp, cases::received_at))
        .load(connection)?;
    let here = |at: NaiveDateTime| at.and_utc().with_timezone(&zone).naive_local();
    Ok(rows.into_iter().map(|(group, at)| (GroupCode(group), here(at))).collect())
}

/// Dossiers received per group and day, counted one by one; what became of them is not counted. By group and date.
fn counts_of_cases(
    connection: &mut DbConnection,
    centre: &CentreCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<DossierCount>> {
    let rows: Vec<(String, NaiveDate, i64)> = cases::table
        .filter(cases::centre.eq(centre.as_str()))
        .filter(cases::received_on.ge(from).and(cases::received_on.lt(to)))
        .group_by((cases::grp, cases::received_on))
        .order((cases::grp, cases::received_on))
        .select((cases::grp, cases::received_on, count_star()))
        .load(connection)?;
    rows.into_iter()
        .map(|(group, date, received)| {
            Ok(DossierCount {
                date,
                centre: centre.clone(),
                group: GroupCode(group),
                received: read_count("cases", received)?,
                outcome: DossierOutcome::default(),
            })
        })
        .collect()
}

/// Keeps what a folder brings about dossiers. The settings come first: they say on which day a dossier was received.
pub(super) fn keep_dossiers(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<CountRow> = folder.dossiers.iter().map(CountRow::of).collect();
    keep!(connection, import, "dossiers.csv", dossiers, rows, counts_beside(connection, &rows)?);
    if !folder.cases.is_empty() {
        let zone = time_zone(connection)?;
        let rows: Vec<SingleRow> = folder.cases.iter().map(|case| SingleRow::of(case, zone)).collect();
        keep!(connection, import, "cases.csv", cases, rows, existing!(connection, SingleRow, cases.code, rows));
    }
    Ok(())
}

/// What is kept of the centres and days of `rows`.
fn counts_beside(connection: &mut DbConnection, rows: &[CountRow]) -> Stored<Vec<CountRow>> {
    let centres: BTreeSet<&str> = rows.iter().map(|row| row.centre.as_str()).collect();
    let days = rows.iter().map(|row| row.date);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for chunk in centres.into_iter().collect::<Vec<_>>().chunks(super::VALUES_PER_QUERY) {
        let part = dossiers::table
            .filter(dossiers::centre.eq_any(chunk.to_vec()))
            .filter(dossiers::date.ge(first).and(dossiers::date.le(last)))
            .select(CountRow::as_select());
        found.extend(part.load::<CountRow>(connection)?);
    }
    Ok(found)
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = dossiers, primary_key(centre, grp, date))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct CountRow {
    centre: String,
    grp: String,
    date: NaiveDate,
    received: i64,
    completed_early: Option<i64>,
    completed_on_time: Option<i64>,
    completed_late: Option<i64>,
    open_overdue: Option<i64>,
    e_certified: Option<i64>,
    paid_online: Option<i64>,
    citizens: Option<i64>,
    procedures: Option<i64>,
}

impl CountRow {
    fn of(count: &DossierCount) -> Self {
        let outcome = &count.outcome;
        Self {
            centre: count.centre.0.clone(),
            grp: count.group.0.clone(),
            date: count.date,
            received: count.received.into(),
            completed_early: outcome.completed_early.map(i64::from),
            completed_on_time: outcome.completed_on_time.map(i64::from),
            completed_late: outcome.completed_late.map(i64::from),
            open_overdue: outcome.open_overdue.map(i64::from),
            e_certified: outcome.e_certified.map(i64::from),
            paid_online: outcome.paid_online.map(i64::from),
            citizens: outcome.citizens.map(i64::from),
            procedures: outcome.procedures.map(i64::from),
        }
    }

    fn into_count(self) -> Stored<DossierCount> {
        let count = |count| read_some_count("dossiers", count);
        Ok(DossierCount {
            date: self.date,
            centre: CentreCode(self.centre),
            group: GroupCode(self.grp),
            received: read_count("dossiers", self.received)?,
            outcome: DossierOutcome {
                completed_early: count(self.completed_early)?,
                completed_on_time: count(self.completed_on_time)?,
                completed_late: count(self.completed_late)?,
                open_overdue: count(self.open_overdue)?,
                e_certified: count(self.e_certified)?,
                paid_online: count(self.paid_online)?,
                citizens: count(self.citizens)?,
                procedures: count(self.procedures)?,
            },
        })
    }
}

impl ImportedRow for CountRow {
    const NAMED_BY: &'static [&'static str] = &["date", "centre", "grp"];
    type Key<'row> = (&'row str, &'row str, NaiveDate);

    fn key(&self) -> (&str, &str, NaiveDate) {
        (&self.centre, &self.grp, self.date)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = cases, primary_key(code), treat_none_as_null = true, treat_none_as_default_value = false)]
struct SingleRow {
    code: String,
    centre: String,
    grp: String,
    received_on: NaiveDate,
    received_at: NaiveDateTime,
    due_at: Option<NaiveDateTime>,
    completed_at: Option<NaiveDateTime>,
    status: String,
    channel: Option<String>,
    paid_online: Option<bool>,
    e_certified: Option<bool>,
}

impl SingleRow {
    fn of(case: &CaseRow, zone: Tz) -> Self {
        let instant = |at: DateTime<Utc>| at.naive_utc();
        Self {
            code: case.code.clone(),
            centre: case.centre.0.clone(),
            grp: case.group.0.clone(),
            received_on: case.received_at.with_timezone(&zone).date_naive(),
            received_at: instant(case.received_at),
            due_at: case.due_at.map(instant),
            completed_at: case.completed_at.map(instant),
            status: case.status.clone(),
            channel: case.channel.map(|channel| channel.word().to_owned()),
            paid_online: case.paid_online,
            e_certified: case.e_certified,
        }
    }
}

impl ImportedRow for SingleRow {
    const NAMED_BY: &'static [&'static str] = &["code"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.code
    }
}
