//! Work that officers know of: assignments of the highest published (or closed) version of each period, and which of its
//! shifts were hard to fill.

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::application::ports::Stored;
use crate::domain::ids::{CentreCode, OfficerCode, RosterId, ShiftCode};
use crate::domain::roster::Assignment;
use crate::store::schema::{hard_to_fill_shifts, officers, roster_assignments, rosters};
use crate::store::{DbConnection, insert_all};

diesel::alias!(rosters as newer: Newer);

/// Statuses in which officers work by a roster.
const IN_FORCE: [&str; 2] = ["published", "closed"];

/// The columns of a [`WorkRow`].
macro_rules! columns {
    () => {
        (
            rosters::centre,
            roster_assignments::officer,
            roster_assignments::date,
            roster_assignments::shift,
            roster_assignments::pinned,
        )
    };
}

/// A higher version of the same centre and period that is in force too.
macro_rules! overtaking {
    () => {
        newer
            .filter(newer.field(rosters::centre).eq(rosters::centre))
            .filter(newer.field(rosters::first).eq(rosters::first))
            .filter(newer.field(rosters::version).gt(rosters::version))
            .filter(newer.field(rosters::status).eq_any(IN_FORCE))
    };
}

/// Work of one officer with `from <= date < to` in any centre, by date (and centre).
pub(super) fn work_of_officer(
    connection: &mut DbConnection,
    officer: &OfficerCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<(CentreCode, Assignment)>> {
    let rows: Vec<WorkRow> = roster_assignments::table
        .inner_join(rosters::table)
        .filter(roster_assignments::officer.eq(officer.as_str()))
        .filter(roster_assignments::date.ge(from).and(roster_assignments::date.lt(to)))
        .filter(rosters::status.eq_any(IN_FORCE))
        .filter(not(exists(overtaking!())))
        .order((roster_assignments::date, rosters::centre, rosters::first))
        .select(columns!())
        .load(connection)?;
    Ok(rows.into_iter().map(work).collect())
}

/// Work of the centre's officers with `from <= date < to` in any centre, by officer and date (and centre).
pub(super) fn work_of_centre(
    connection: &mut DbConnection,
    centre: &CentreCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<(CentreCode, Assignment)>> {
    let rows: Vec<WorkRow> = roster_assignments::table
        .inner_join(rosters::table)
        .inner_join(officers::table.on(officers::code.eq(roster_assignments::officer)))
        .filter(officers::centre.eq(centre.as_str()))
        .filter(roster_assignments::date.ge(from).and(roster_assignments::date.lt(to)))
        .filter(rosters::status.eq_any(IN_FORCE))
        .filter(not(exists(overtaking!())))
        .order((roster_assignments::officer, roster_assignments::date, rosters::centre, rosters::first))
        .select(columns!())
        .load(connection)?;
    Ok(rows.into_iter().map(work).collect())
}

/// Hard-to-fill shifts of the centre with `from <= date < to`, by date and shift.
pub(super) fn hard_to_fill_shifts(
    connection: &mut DbConnection,
    centre: &CentreCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<(NaiveDate, ShiftCode)>> {
    let rows: Vec<(NaiveDate, String)> = hard_to_fill_shifts::table
        .inner_join(rosters::table)
        .filter(rosters::centre.eq(centre.as_str()))
        .filter(hard_to_fill_shifts::date.ge(from).and(hard_to_fill_shifts::date.lt(to)))
        .filter(rosters::status.eq_any(IN_FORCE))
        .filter(not(exists(overtaking!())))
        .order((hard_to_fill_shifts::date, hard_to_fill_shifts::shift))
        .select((hard_to_fill_shifts::date, hard_to_fill_shifts::shift))
        .load(connection)?;
    Ok(rows.into_iter().map(|(date, shift)| (date, ShiftCode(shift))).collect())
}

/// Keeps which shifts of a roster are hard to fill, in place of those kept before.
pub(super) fn set_hard_to_fill_shifts(
    connection: &mut DbConnection,
    id: RosterId,
    shifts: &[(NaiveDate, ShiftCode)],
) -> Stored<()> {
    diesel::delete(hard_to_fill_shifts::table.filter(hard_to_fill_shifts::roster.eq(id.0))).execute(connection)?;
    let rows: Vec<HardShiftRow> =
        shifts.iter().map(|(date, shift)| HardShiftRow { roster: id.0, date: *date, shift: shift.0.clone() }).collect();
    insert_all!(connection, hard_to_fill_shifts, &rows);
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = hard_to_fill_shifts, treat_none_as_default_value = false)]
struct HardShiftRow {
    roster: i64,
    date: NaiveDate,
    shift: String,
}

/// Centre, officer, date, shift and pin.
type WorkRow = (String, String, NaiveDate, String, bool);

fn work((centre, officer, date, shift, pinned): WorkRow) -> (CentreCode, Assignment) {
    (CentreCode(centre), Assignment { officer: OfficerCode(officer), date, shift: ShiftCode(shift), pinned })
}
