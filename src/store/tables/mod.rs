//! Keeping a data folder: new rows are added, changed rows are updated with an audit entry, absent rows stay.

pub(super) mod import;

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::application::ports::{Stored, TableReport, Tables};
use crate::exchange::data_folder::{DataFolder, KnownCodes};
use import::Import;

use super::columns::read_list;
use super::schema::{blocks, centres, officers, procedure_groups, shifts, sites};
use super::{DbConnection, accounts, centres as centre_tables, dossiers, officers as officer_tables};

impl Tables for DbConnection {
    fn known_codes(&mut self) -> Stored<KnownCodes> {
        let centre_codes: Vec<String> = centres::table.order(centres::code).select(centres::code).load(self)?;
        let site_codes: Vec<(String, String)> =
            sites::table.order((sites::centre, sites::code)).select((sites::centre, sites::code)).load(self)?;
        let group_codes: Vec<(String, String)> = procedure_groups::table
            .order(procedure_groups::code)
            .select((procedure_groups::code, procedure_groups::skill))
            .load(self)?;
        let officer_codes: Vec<(String, String)> =
            officers::table.order(officers::code).select((officers::code, officers::skills)).load(self)?;
        let shift_codes: Vec<String> = shifts::table.order(shifts::code).select(shifts::code).distinct().load(self)?;
        let block_codes: Vec<String> = blocks::table.order(blocks::code).select(blocks::code).distinct().load(self)?;
        // Thousands of officers share a few sets of skills, so the distinct texts are split, not all.
        let skill_lists: HashSet<&str> = officer_codes.iter().map(|(_, skills)| skills.as_str()).collect();
        Ok(KnownCodes {
            centres: centre_codes.iter().map(|code| code.as_str().into()).collect(),
            sites: site_codes.into_iter().map(|(centre, code)| (centre.as_str().into(), code)).collect(),
            groups: group_codes.iter().map(|(code, _)| code.as_str().into()).collect(),
            skills_asked: group_codes.iter().map(|(_, skill)| skill.as_str().into()).collect(),
            skills: group_codes
                .iter()
                .map(|(_, skill)| skill.as_str().into())
                .chain(skill_lists.into_iter().flat_map(read_list))
                .collect(),
            officers: officer_codes.iter().map(|(code, _)| code.as_str().into()).collect(),
            shifts: shift_codes.iter().map(|code| code.as_str().into()).collect(),
            blocks: block_codes.iter().map(|code| code.as_str().into()).collect(),
            time_zone: centre_tables::time_zone(self)?,
        })
    }

    fn keep_folder(
        &mut self,
        folder: &DataFolder,
        by: &str,
        at: NaiveDateTime,
    ) -> Stored<Vec<(&'static str, TableReport)>> {
        import::wait_for_other_imports(self)?;
        let mut import = Import::default();
        centre_tables::keep_centres(self, folder, &mut import)?;
        officer_tables::keep_officers(self, folder, &mut import)?;
        dossiers::keep_dossiers(self, folder, &mut import)?;
        accounts::keep_users(self, folder, &mut import)?;
        import.finish(self, by, at)
    }
}
