//! What differs by centre and day: official days, arrival profiles, settings, outreach sessions and local rules.

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use serde::Serialize;

use crate::application::ports::Stored;
use crate::domain::calendar::{OfficialDay, OfficialKind};
use crate::domain::ids::CentreCode;
use crate::domain::period::Period;
use crate::exchange::data_folder::{
    CalendarKind, CalendarRow, CrewSlot, DataFolder, GroupScope, KnownCodes, LocalRuleRow, ProfileRow, RowDetails,
    RuleScope, SessionOfficers, SessionRow, SettingRow,
};
use crate::store::DbConnection;
use crate::store::columns::{
    Word, corrupt, list, minutes, read_count, read_list, read_scope, read_some_count, read_time, read_word, row_key,
};
use crate::store::schema::{local_rules, officers, official_days, outreach_sessions, profiles, settings};
use crate::store::tables::import::{Import, ImportedRow, existing, keep};

/// Imported official days of every scope, by date (then kind and centre).
pub(super) fn official_days(connection: &mut DbConnection) -> Stored<Vec<OfficialDay>> {
    let rows: Vec<DayRow> = official_days::table
        .order((official_days::date, official_days::kind, official_days::centre))
        .select(DayRow::as_select())
        .load(connection)?;
    rows.into_iter().map(DayRow::into_day).collect()
}

/// Arrival profiles that apply to the centre, by centre (`*` first), group, weekday and start.
pub(super) fn profiles_for(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<ProfileRow>> {
    let mut rows: Vec<ShareRow> = profiles::table
        .filter(profiles::centre.eq("*").or(profiles::centre.eq(centre.as_str())))
        .order((profiles::centre, profiles::grp, profiles::starts))
        .select(ShareRow::as_select())
        .load(connection)?;
    // The databases do not agree where NULL stands, so the weekday is sorted here.
    rows.sort_by(|a, b| (&a.centre, &a.grp, a.weekday, a.starts).cmp(&(&b.centre, &b.grp, b.weekday, b.starts)));
    rows.into_iter().map(ShareRow::into_profile).collect()
}

/// Settings that apply to the centre, `*` rows first, then by key and date (without a date first).
pub(super) fn settings_for(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<SettingRow>> {
    let mut rows: Vec<ValueRow> = settings::table
        .filter(settings::centre.eq("*").or(settings::centre.eq(centre.as_str())))
        .order((settings::centre, settings::setting))
        .select(ValueRow::as_select())
        .load(connection)?;
    let rank = |row: &ValueRow| (row.centre != "*", row.setting.clone(), row.first_day);
    rows.sort_by_key(rank);
    Ok(rows.into_iter().map(ValueRow::into_setting).collect())
}

/// Local rules that may concern the centre, by identifier.
pub(super) fn local_rules_for(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<LocalRuleRow>> {
    let its_officers = officers::table.filter(officers::centre.eq(centre.as_str())).select(officers::code.nullable());
    let of_centre = local_rules::scope_kind.eq("centre").and(local_rules::scope_code.eq(centre.as_str()));
    let of_officers = local_rules::scope_kind.eq("officer").and(local_rules::scope_code.eq_any(its_officers));
    let rows: Vec<RuleRow> = local_rules::table
        .filter(local_rules::scope_kind.eq_any(["all", "skill"]).or(of_centre).or(of_officers))
        .order(local_rules::id)
        .select(RuleRow::as_select())
        .load(connection)?;
    rows.into_iter().map(RuleRow::into_rule).collect()
}

/// The time zone of all centres: the setting `time_zone` of `*`, or Vietnamese time.
pub(in crate::store) fn time_zone(connection: &mut DbConnection) -> Stored<Tz> {
    let value: Option<String> = settings::table
        .filter(settings::centre.eq("*").and(settings::setting.eq("time_zone")))
        .order(settings::row_key.desc())
        .select(settings::value)
        .first(connection)
        .optional()?;
    match value {
        None => Ok(KnownCodes::default().time_zone),
        Some(name) => name.parse().map_err(|_| corrupt("settings", name)),
    }
}

/// Outreach sessions of the centre in the period, by date and start (and site).
pub(super) fn sessions_of(
    connection: &mut DbConnection,
    centre: &CentreCode,
    period: Period,
) -> Stored<Vec<SessionRow>> {
    let rows: Vec<EveningRow> = outreach_sessions::table
        .filter(outreach_sessions::centre.eq(centre.as_str()))
        .filter(outreach_sessions::date.ge(period.first).and(outreach_sessions::date.lt(period.end())))
        .order((outreach_sessions::date, outreach_sessions::starts, outreach_sessions::site))
        .select(EveningRow::as_select())
        .load(connection)?;
    rows.into_iter().map(EveningRow::into_session).collect()
}

/// Keeps what a folder brings.
pub(super) fn keep(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<RuleRow> = folder.rules.iter().map(RuleRow::of).collect();
    keep!(connection, import, "rules.csv", local_rules, rows, existing!(connection, RuleRow, local_rules.id, rows));
    let rows: Vec<DayRow> = folder.calendar.iter().map(DayRow::of).collect();
    let there = existing!(connection, DayRow, official_days.date, rows);
    keep!(connection, import, "calendar.csv", official_days, rows, there);
    let rows: Vec<ShareRow> = folder.profiles.iter().map(ShareRow::of).collect();
    keep!(connection, import, "profiles.csv", profiles, rows, existing!(connection, ShareRow, profiles.centre, rows));
    let rows: Vec<ValueRow> = folder.settings.iter().map(ValueRow::of).collect();
    keep!(connection, import, "settings.csv", settings, rows, existing!(connection, ValueRow, settings.centre, rows));
    let rows: Vec<EveningRow> = folder.sessions.iter().map(EveningRow::of).collect();
    let there = existing!(connection, EveningRow, outreach_sessions.centre, rows);
    keep!(connection, import, "sessions.csv", outreach_sessions, rows, there);
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = official_days, primary_key(date, kind, centre))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct DayRow {
    date: NaiveDate,
    kind: String,
    centre: String,
    name: String,
    citation: Option<String>,
}

impl DayRow {
    fn of(day: &CalendarRow) -> Self {
        let kind = match day.kind {
            CalendarKind::Holiday => OfficialKind::Holiday,
            CalendarKind::OffInLieu => OfficialKind::OffInLieu,
            CalendarKind::WorkInLieu => OfficialKind::WorkInLieu,
            CalendarKind::Compensatory => OfficialKind::Compensatory,
            CalendarKind::Closed => OfficialKind::Closed,
        };
        Self {
            date: day.date,
            kind: kind.word().to_owned(),
            centre: day.scope.as_str().to_owned(),
            name: day.name.clone(),
            citation: day.citation.clone(),
        }
    }

    fn into_day(self) -> Stored<OfficialDay> {
        Ok(OfficialDay {
            date: self.date,
            kind: read_word("official_days", &self.kind)?,
            scope: read_scope(self.centre),
            name: self.name,
            citation: self.citation,
        })
    }
}

impl ImportedRow for DayRow {
    const NAMED_BY: &'static [&'static str] = &["date", "kind", "centre"];
    type Key<'row> = (NaiveDate, &'row str, &'row str);

    fn key(&self) -> (NaiveDate, &str, &str) {
        (self.date, &self.kind, &self.centre)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = profiles, primary_key(row_key), treat_none_as_null = true, treat_none_as_default_value = false)]
struct ShareRow {
    #[serde(skip)]
    row_key: String,
    centre: String,
    grp: String,
    weekday: Option<i32>,
    starts: i32,
    share: f64,
}

impl ShareRow {
    fn of(profile: &ProfileRow) -> Self {
        let (centre, grp) = (profile.scope.as_str().to_owned(), profile.group.as_str().to_owned());
        let (weekday, starts) = (profile.weekday, minutes(profile.start));
        let key =
            [Some(centre.clone()), Some(grp.clone()), weekday.map(|day| day.to_string()), Some(starts.to_string())];
        // A weekday is one of 1..=7.
        let weekday = weekday.and_then(|day| i32::try_from(day).ok());
        Self { row_key: row_key(key), centre, grp, weekday, starts, share: profile.share }
    }

    fn into_profile(self) -> Stored<ProfileRow> {
        Ok(ProfileRow {
            scope: read_scope(self.centre),
            group: if self.grp == "*" { GroupScope::All } else { GroupScope::One(self.grp.as_str().into()) },
            weekday: read_some_count("profiles", self.weekday.map(i64::from))?,
            start: read_time("profiles", self.starts)?,
            share: self.share,
        })
    }
}

impl ImportedRow for ShareRow {
    const NAMED_BY: &'static [&'static str] = &["centre", "grp", "weekday", "starts"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.row_key
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = settings, primary_key(row_key), treat_none_as_null = true, treat_none_as_default_value = false)]
struct ValueRow {
    #[serde(skip)]
    row_key: String,
    centre: String,
    setting: String,
    value: String,
    first_day: Option<NaiveDate>,
}

impl ValueRow {
    fn of(setting: &SettingRow) -> Self {
        let (centre, name) = (setting.scope.as_str().to_owned(), setting.key.clone());
        let key = [Some(centre.clone()), Some(name.clone()), setting.from.map(|day| day.to_string())];
        let value = setting.value.clone();
        Self { row_key: row_key(key), centre, setting: name, value, first_day: setting.from }
    }

    fn into_setting(self) -> SettingRow {
        SettingRow { scope: read_scope(self.centre), key: self.setting, value: self.value, from: self.first_day }
    }
}

impl ImportedRow for ValueRow {
    const NAMED_BY: &'static [&'static str] = &["centre", "setting", "first_day"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.row_key
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = outreach_sessions, primary_key(centre, site, date, starts))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct EveningRow {
    centre: String,
    site: String,
    date: NaiveDate,
    starts: i32,
    ends: i32,
    citizens_helped: Option<i64>,
    officers_count: Option<i64>,
    officers_named: Option<String>,
    /// `role:officers` joined by `;`.
    crew: String,
    status: String,
}

impl EveningRow {
    fn of(session: &SessionRow) -> Self {
        let (officers_count, officers_named) = match &session.officers {
            None => (None, None),
            Some(SessionOfficers::Number(number)) => (Some(i64::from(*number)), None),
            Some(SessionOfficers::Named(names)) => (None, Some(list(names))),
        };
        Self {
            centre: session.centre.0.clone(),
            site: session.site.clone(),
            date: session.date,
            starts: minutes(session.start),
            ends: minutes(session.end),
            citizens_helped: session.citizens_helped.map(i64::from),
            officers_count,
            officers_named,
            crew: list(session.crew.iter().map(|slot| format!("{}:{}", slot.role, slot.officers))),
            status: session.status.word().to_owned(),
        }
    }

    fn into_session(self) -> Stored<SessionRow> {
        let officers = match (self.officers_count, self.officers_named) {
            (Some(number), _) => Some(SessionOfficers::Number(read_count("outreach_sessions", number)?)),
            (None, Some(names)) => Some(SessionOfficers::Named(read_list(&names))),
            (None, None) => None,
        };
        let crew: Vec<String> = read_list(&self.crew);
        Ok(SessionRow {
            centre: CentreCode(self.centre),
            site: self.site,
            date: self.date,
            start: read_time("outreach_sessions", self.starts)?,
            end: read_time("outreach_sessions", self.ends)?,
            citizens_helped: read_some_count("outreach_sessions", self.citizens_helped)?,
            officers,
            crew: crew.iter().map(|slot| read_slot(slot)).collect::<Stored<_>>()?,
            status: read_word("outreach_sessions", &self.status)?,
        })
    }
}

fn read_slot(slot: &str) -> Stored<CrewSlot> {
    slot.rsplit_once(':')
        .and_then(|(role, officers)| Some(CrewSlot { role: role.to_owned(), officers: officers.parse().ok()? }))
        .ok_or_else(|| corrupt("outreach_sessions", slot))
}

impl ImportedRow for EveningRow {
    const NAMED_BY: &'static [&'static str] = &["centre", "site", "date", "starts"];
    type Key<'row> = (&'row str, &'row str, NaiveDate, i32);

    fn key(&self) -> (&str, &str, NaiveDate, i32) {
        (&self.centre, &self.site, self.date, self.starts)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = local_rules, primary_key(id), treat_none_as_null = true, treat_none_as_default_value = false)]
struct RuleRow {
    id: String,
    kind: String,
    scope_kind: String,
    scope_code: Option<String>,
    span: Option<String>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    weight: Option<f64>,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    worker_types: Option<String>,
    shifts: Option<String>,
    then_shifts: Option<String>,
    with_codes: Option<String>,
    weekdays: Option<String>,
    hours: Option<String>,
    citation: Option<String>,
    examples: Option<String>,
}

impl RuleRow {
    fn of(rule: &LocalRuleRow) -> Self {
        let (scope_kind, scope_code) = match &rule.scope {
            RuleScope::All => ("all", None),
            RuleScope::Centre(code) => ("centre", Some(code.0.clone())),
            RuleScope::Officer(code) => ("officer", Some(code.0.clone())),
            RuleScope::Skill(code) => ("skill", Some(code.0.clone())),
        };
        Self {
            id: rule.id.clone(),
            kind: rule.kind.clone(),
            scope_kind: scope_kind.to_owned(),
            scope_code,
            span: rule.window.clone(),
            minimum: rule.minimum,
            maximum: rule.maximum,
            weight: rule.weight,
            first_day: rule.from,
            last_day: rule.to,
            worker_types: rule.more.worker_types.clone(),
            shifts: rule.more.shifts.clone(),
            then_shifts: rule.more.then.clone(),
            with_codes: rule.more.with.clone(),
            weekdays: rule.more.weekdays.clone(),
            hours: rule.more.hours.clone(),
            citation: rule.more.citation.clone(),
            examples: rule.more.examples.clone(),
        }
    }

    fn into_rule(self) -> Stored<LocalRuleRow> {
        let code = self.scope_code.unwrap_or_default();
        let scope = match self.scope_kind.as_str() {
            "all" => RuleScope::All,
            "centre" => RuleScope::Centre(code.as_str().into()),
            "officer" => RuleScope::Officer(code.as_str().into()),
            "skill" => RuleScope::Skill(code.as_str().into()),
            other => return Err(corrupt("local_rules", other)),
        };
        Ok(LocalRuleRow {
            id: self.id,
            kind: self.kind,
            scope,
            window: self.span,
            minimum: self.minimum,
            maximum: self.maximum,
            weight: self.weight,
            from: self.first_day,
            to: self.last_day,
            more: RowDetails {
                worker_types: self.worker_types,
                shifts: self.shifts,
                then: self.then_shifts,
                with: self.with_codes,
                weekdays: self.weekdays,
                hours: self.hours,
                citation: self.citation,
                examples: self.examples,
            },
        })
    }
}

impl ImportedRow for RuleRow {
    const NAMED_BY: &'static [&'static str] = &["id"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.id
    }
}
