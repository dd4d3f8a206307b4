//! Blocks in which the public is served and shifts that officers work.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

use crate::application::ports::Stored;
use crate::domain::block::Block;
use crate::domain::ids::CentreCode;
use crate::domain::shift::Shift;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::store::columns::{
    Word, list, minutes, read_list, read_scope, read_time, read_weekdays, read_word, weekdays,
};
use crate::store::schema::{blocks, shifts};
use crate::store::tables::import::{Import, ImportedRow, existing, keep};

/// Blocks that apply to the centre, by start (and code); the centre's own row replaces one of `*` with the same code.
pub(super) fn blocks_for(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<Block>> {
    let mut rows: Vec<BlockRow> = blocks::table
        .filter(blocks::centre.eq("*").or(blocks::centre.eq(centre.as_str())))
        .order((blocks::starts, blocks::code))
        .select(BlockRow::as_select())
        .load(connection)?;
    let own: Vec<String> = rows.iter().filter(|row| row.centre != "*").map(|row| row.code.clone()).collect();
    rows.retain(|row| row.centre != "*" || !own.contains(&row.code));
    rows.into_iter().map(BlockRow::into_block).collect()
}

/// Shifts that apply to the centre, by code; the centre's own row replaces one of `*` with the same code.
pub(super) fn shifts_for(connection: &mut DbConnection, centre: &CentreCode) -> Stored<Vec<Shift>> {
    let mut rows: Vec<ShiftRow> = shifts::table
        .filter(shifts::centre.eq("*").or(shifts::centre.eq(centre.as_str())))
        .order(shifts::code)
        .select(ShiftRow::as_select())
        .load(connection)?;
    let own: Vec<String> = rows.iter().filter(|row| row.centre != "*").map(|row| row.code.clone()).collect();
    rows.retain(|row| row.centre != "*" || !own.contains(&row.code));
    rows.into_iter().map(ShiftRow::into_shift).collect()
}

/// Keeps what a folder brings.
pub(super) fn keep(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<BlockRow> = folder.blocks.iter().map(BlockRow::of).collect();
    keep!(connection, import, "blocks.csv", blocks, rows, existing!(connection, BlockRow, blocks.centre, rows));
    let rows: Vec<ShiftRow> = folder.shifts.iter().map(ShiftRow::of).collect();
    keep!(connection, import, "shifts.csv", shifts, rows, existing!(connection, ShiftRow, shifts.centre, rows));
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = blocks, primary_key(centre, code))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct BlockRow {
    centre: String,
    code: String,
    starts: i32,
    ends: i32,
    weekdays: String,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
}

impl BlockRow {
    fn of(block: &Block) -> Self {
        Self {
            centre: block.scope.as_str().to_owned(),
            code: block.code.0.clone(),
            starts: minutes(block.start),
            ends: minutes(block.end),
            weekdays: weekdays(block.weekdays),
            first_day: block.from,
            last_day: block.to,
        }
    }

    fn into_block(self) -> Stored<Block> {
        Ok(Block {
            scope: read_scope(self.centre),
            code: self.code.as_str().into(),
            start: read_time("blocks", self.starts)?,
            end: read_time("blocks", self.ends)?,
            weekdays: read_weekdays("blocks", &self.weekdays)?,
            from: self.first_day,
            to: self.last_day,
        })
    }
}

impl ImportedRow for BlockRow {
    const NAMED_BY: &'static [&'static str] = &["centre", "code"];
    type Key<'row> = (&'row str, &'row str);

    fn key(&self) -> (&str, &str) {
        (&self.centre, &self.code)
    }
}

#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = shifts, primary_key(centre, code))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
struct ShiftRow {
    centre: String,
    code: String,
    name_vi: String,
    name_en: String,
    kind: String,
    blocks: String,
    starts: i32,
    ends: i32,
    normal_minutes: i32,
    overtime_minutes: i32,
    weekdays: String,
    shift_change: bool,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
}

impl ShiftRow {
    fn of(shift: &Shift) -> Self {
        Self {
            centre: shift.scope.as_str().to_owned(),
            code: shift.code.0.clone(),
            name_vi: shift.name_vi.clone(),
            name_en: shift.name_en.clone(),
            kind: shift.kind.word().to_owned(),
            blocks: list(&shift.blocks),
            starts: minutes(shift.start),
            ends: minutes(shift.end),
            normal_minutes: shift.normal_minutes,
            overtime_minutes: shift.overtime_minutes,
            weekdays: weekdays(shift.weekdays),
            shift_change: shift.shift_change,
            first_day: shift.from,
            last_day: shift.to,
        }
    }

    fn into_shift(self) -> Stored<Shift> {
        Ok(Shift {
            scope: read_scope(self.centre),
            code: self.code.as_str().into(),
            name_vi: self.name_vi,
            name_en: self.name_en,
            kind: read_word("shifts", &self.kind)?,
            blocks: read_list(&self.blocks),
            start: read_time("shifts", self.starts)?,
            end: read_time("shifts", self.ends)?,
            normal_minutes: self.normal_minutes,
            overtime_minutes: self.overtime_minutes,
            weekdays: read_weekdays("shifts", &self.weekdays)?,
            shift_change: self.shift_change,
            from: self.first_day,
            to: self.last_day,
        })
    }
}

impl ImportedRow for ShiftRow {
    const NAMED_BY: &'static [&'static str] = &["centre", "code"];
    type Key<'row> = (&'row str, &'row str);

    fn key(&self) -> (&str, &str) {
        (&self.centre, &self.code)
    }
}
