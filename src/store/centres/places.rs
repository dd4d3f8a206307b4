//! Centres, their sites and the procedure groups.

use diesel::prelude::*;
use serde::Serialize;

use crate::application::ports::Stored;
use crate::domain::centre::{Centre, Site};
use crate::domain::ids::CentreCode;
use crate::domain::procedure_group::{Due, ProcedureGroup};
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::store::columns::{Word, read_count, read_some_count, read_weekdays, read_word, weekdays};
use crate::store::schema::{centres, procedure_groups, sites};
use crate::store::tables::import::{Import, ImportedRow, existing, keep};

/// Every centre, by code.
pub(super) fn centres(connection: &mut DbConnection) -> Stored<Vec<Centre>> {
    let rows: Vec<CentreRow> = centres::table.order(centres::code).select(CentreRow::as_select()).load(connection)?;
    rows.into_iter().map(CentreRow::into_centre).collect()
}

/// One centre.
pub(super) fn centre(connection: &mut DbConnection, code: &CentreCode) -> Stored<Option<Centre>> {
    let row: Option<CentreRow> =
        centres::table.find(code.as_str()).select(CentreRow::as_select()).first(connection).optional()?;
    row.map(CentreRow::into_centre).transpose()
}

/// The centre's sites, by code.
pub(super) fn sites_of(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<Site>> {
    let rows: Vec<SiteRow> = sites::table
        .filter(sites::centre.eq(centre.as_str()))
        .order(sites::code)
        .select(SiteRow::as_select())
        .load(connection)?;
    rows.into_iter().map(SiteRow::into_site).collect()
}

/// Every procedure group, by code.
pub(super) fn groups(connection: &mut DbConnection) -> Stored<Vec<ProcedureGroup>> {
    let rows: Vec<GroupRow> =
        procedure_groups::table.order(procedure_groups::code).select(GroupRow::as_select()).load(connection)?;
    rows.into_iter().map(GroupRow::into_group).collect()
}

/// Keeps what a folder brings.
pub(super) fn keep(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<CentreRow> = folder.centres.iter().map(CentreRow::of).collect();
    keep!(connection, import, "centres.csv", centres, rows, existing!(connection, CentreRow, centres.code, rows));
    let rows: Vec<SiteRow> = folder.sites.iter().map(SiteRow::of).collect();
    keep!(connection, import, "sites.csv", sites, rows, existing!(connection, SiteRow, sites.centre, rows));
    let rows: Vec<GroupRow> = folder.groups.iter().map(GroupRow::of).collect();
    let there = existing!(connection, GroupRow, procedure_groups.code, rows);
    keep!(connection, import, "groups.csv", procedure_groups, rows, there);
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = centres, primary_key(code), treat_none_as_null = true, treat_none_as_default_value = false)]
struct CentreRow {
    code: String,
    name: String,
    level: String,
    parent: Option<String>,
    population: Option<i64>,
    counters: Option<i64>,
    open_days: String,
}

impl CentreRow {
    fn of(centre: &Centre) -> Self {
        Self {
            code: centre.code.0.clone(),
            name: centre.name.clone(),
            level: centre.level.word().to_owned(),
            parent: centre.parent.as_ref().map(|parent| parent.0.clone()),
            population: centre.population.map(i64::from),
            counters: centre.counters.map(i64::from),
            open_days: weekdays(centre.open_days),
        }
    }

    fn into_centre(self) -> Stored<Centre> {
        Ok(Centre {
            level: read_word("centres", &self.level)?,
            population: read_some_count("centres", self.population)?,
            counters: read_some_count("centres", self.counters)?,
            open_days: read_weekdays("centres", &self.open_days)?,
            code: CentreCode(self.code),
            name: self.name,
            parent: self.parent.map(CentreCode),
        })
    }
}

impl ImportedRow for CentreRow {
    const NAMED_BY: &'static [&'static str] = &["code"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.code
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = sites, primary_key(centre, code), treat_none_as_null = true, treat_none_as_default_value = false)]
struct SiteRow {
    centre: String,
    code: String,
    name: String,
    kind: String,
    travel_minutes: Option<i64>,
    residents: Option<i64>,
    unserved: Option<i64>,
}

impl SiteRow {
    fn of(site: &Site) -> Self {
        Self {
            centre: site.centre.0.clone(),
            code: site.code.clone(),
            name: site.name.clone(),
            kind: site.kind.word().to_owned(),
            travel_minutes: site.travel_minutes.map(i64::from),
            residents: site.residents.map(i64::from),
            unserved: site.unserved.map(i64::from),
        }
    }

    fn into_site(self) -> Stored<Site> {
        Ok(Site {
            kind: read_word("sites", &self.kind)?,
            travel_minutes: read_some_count("sites", self.travel_minutes)?,
            residents: read_some_count("sites", self.residents)?,
            unserved: read_some_count("sites", self.unserved)?,
            centre: CentreCode(self.centre),
            code: self.code,
            name: self.name,
        })
    }
}

impl ImportedRow for SiteRow {
    const NAMED_BY: &'static [&'static str] = &["centre", "code"];
    type Key<'row> = (&'row str, &'row str);

    fn key(&self) -> (&str, &str) {
        (&self.centre, &self.code)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = procedure_groups, primary_key(code))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct GroupRow {
    code: String,
    name_vi: String,
    name_en: String,
    skill: String,
    desk_minutes: f64,
    back_minutes: f64,
    /// `None`: due the same day.
    due_days: Option<i64>,
    copies_per_dossier: Option<f64>,
}

impl GroupRow {
    fn of(group: &ProcedureGroup) -> Self {
        Self {
            code: group.code.0.clone(),
            name_vi: group.name_vi.clone(),
            name_en: group.name_en.clone(),
            skill: group.skill.0.clone(),
            desk_minutes: group.desk_minutes,
            back_minutes: group.back_minutes,
            due_days: match group.due {
                Due::SameDay => None,
                Due::Days(days) => Some(days.into()),
            },
            copies_per_dossier: group.copies_per_dossier,
        }
    }

    fn into_group(self) -> Stored<ProcedureGroup> {
        Ok(ProcedureGroup {
            due: match self.due_days {
                None => Due::SameDay,
                Some(days) => Due::Days(read_count("procedure_groups", days)?),
            },
            code: self.code.as_str().into(),
            name_vi: self.name_vi,
            name_en: self.name_en,
            skill: self.skill.as_str().into(),
            desk_minutes: self.desk_minutes,
            back_minutes: self.back_minutes,
            copies_per_dossier: self.copies_per_dossier,
        })
    }
}

impl ImportedRow for GroupRow {
    const NAMED_BY: &'static [&'static str] = &["code"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.code
    }
}
