//! Work that officers know of: assignments of the highest published (or closed) version of each period.

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::application::ports::Stored;
use crate::domain::ids::{CentreCode, OfficerCode, ShiftCode};
use crate::domain::roster::Assignment;
use crate::store::DbConnection;
use crate::store::schema::{officers, roster_assignments, rosters};

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

/// Centre, officer, date, shift and pin.
type WorkRow = (String, String, NaiveDate, String, bool);

fn work((centre, officer, date, shift, pinned): WorkRow) -> (CentreCode, Assignment) {
    (CentreCode(centre), Assignment { officer: OfficerCode(officer), date, shift: ShiftCode(shift), pinned })
}
