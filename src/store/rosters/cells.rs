//! The cells of a roster, an officer on a day each, and the stack of changes by hand that can be undone.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::audit_name;
use crate::application::ports::{AuditEntry, AuditTrail, CellChange, Rosters, StorageError, Stored};
use crate::domain::ids::{OfficerCode, RosterId, ShiftCode};
use crate::domain::roster::{Assignment, Proof};
use crate::store::schema::{roster_assignments, roster_changes};
use crate::store::{DbConnection, VALUES_PER_QUERY, insert_all};

/// Assignments, by officer and date.
pub(super) fn assignments_of(connection: &mut DbConnection, id: RosterId) -> Stored<Vec<Assignment>> {
    let rows: Vec<CellRow> = roster_assignments::table
        .filter(roster_assignments::roster.eq(id.0))
        .order((roster_assignments::officer, roster_assignments::date))
        .select(CellRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(CellRow::into_assignment).collect())
}

/// Adds assignments to a roster that has none.
pub(super) fn insert(connection: &mut DbConnection, id: RosterId, assignments: &[Assignment]) -> Stored<()> {
    let rows: Vec<CellRow> = assignments.iter().map(|assignment| CellRow::of(id, assignment)).collect();
    insert_all!(connection, roster_assignments, &rows);
    Ok(())
}

/// Replaces all assignments but the pinned ones. Changes by hand of cells that are now otherwise can no longer be
/// undone, and undoing the others brings no proof back.
pub(super) fn replace(connection: &mut DbConnection, id: RosterId, assignments: &[Assignment]) -> Stored<()> {
    let before = assignments_of(connection, id)?;
    let place = |cell: &Assignment| (cell.officer.clone(), cell.date);
    let mut after: BTreeMap<(OfficerCode, NaiveDate), Assignment> =
        assignments.iter().map(|cell| (place(cell), Assignment { pinned: false, ..cell.clone() })).collect();
    after.extend(before.iter().filter(|cell| cell.pinned).map(|cell| (place(cell), cell.clone())));
    diesel::delete(roster_assignments::table.filter(roster_assignments::roster.eq(id.0))).execute(connection)?;
    insert(connection, id, &after.values().cloned().collect::<Vec<_>>())?;
    forget_proofs(connection, id)?;

    let shifts_before: HashMap<_, &ShiftCode> = before.iter().map(|cell| (place(cell), &cell.shift)).collect();
    let mut overtaken = Vec::new();
    let open = open_changes(connection, id)?;
    // What one decision has changed is taken back together or not at all.
    for decision in open.chunk_by(|_, next| next.with_previous) {
        let is_overtaken = |change: &ChangeRow| {
            let cell = (OfficerCode(change.officer.clone()), change.date);
            shifts_before.get(&cell).copied() != after.get(&cell).map(|cell| &cell.shift)
        };
        if decision.iter().any(is_overtaken) {
            overtaken.extend(decision.iter().map(|change| change.id));
        }
    }
    for chunk in overtaken.chunks(VALUES_PER_QUERY) {
        diesel::update(roster_changes::table.filter(roster_changes::id.eq_any(chunk.to_vec())))
            .set(roster_changes::undone.eq(true))
            .execute(connection)?;
    }
    Ok(())
}

/// Changes some cells by one decision, keeps the changes for undo with the `proof` that stood before them, and writes
/// them into the audit trail.
pub(super) fn change_all(
    connection: &mut DbConnection,
    id: RosterId,
    changes: &[CellChange],
    proof: Option<Proof>,
    by: &str,
    at: NaiveDateTime,
) -> Stored<()> {
    for (position, cell) in changes.iter().enumerate() {
        change(connection, id, cell, if position == 0 { proof } else { None }, (by, at), position > 0)?;
    }
    Ok(())
}

fn change(
    connection: &mut DbConnection,
    id: RosterId,
    change: &CellChange,
    proof: Option<Proof>,
    (by, at): (&str, NaiveDateTime),
    with_previous: bool,
) -> Stored<()> {
    let before = cell(connection, id, &change.officer, change.date)?;
    // Whoever asks for the change of another shift than the one that stands there looks at an old roster.
    if before.as_ref().map(|cell| &cell.shift) != change.before.as_ref() {
        return Err(StorageError::Stale);
    }
    let pinned_before = before.as_ref().is_some_and(|cell| cell.pinned);
    let pinned_after = change.pinned && change.after.is_some();
    set_cell(connection, id, &change.officer, change.date, change.after.as_ref().map(|shift| (shift, pinned_after)))?;
    diesel::insert_into(roster_changes::table)
        .values((
            roster_changes::roster.eq(id.0),
            roster_changes::officer.eq(change.officer.as_str()),
            roster_changes::date.eq(change.date),
            roster_changes::shift_before.eq(change.before.as_ref().map(ShiftCode::as_str)),
            roster_changes::shift_after.eq(change.after.as_ref().map(ShiftCode::as_str)),
            roster_changes::pinned_before.eq(pinned_before),
            roster_changes::pinned_after.eq(pinned_after),
            roster_changes::changed_by.eq(by),
            roster_changes::changed_at.eq(at),
            roster_changes::undone.eq(false),
            roster_changes::objective_before.eq(proof.map(|proof| proof.objective)),
            roster_changes::bound_before.eq(proof.and_then(|proof| proof.bound)),
            roster_changes::proven_before.eq(proof.map(|proof| proof.proven)),
            roster_changes::proof_seconds_before.eq(proof.map(|proof| proof.seconds)),
            roster_changes::with_previous.eq(with_previous),
        ))
        .execute(connection)?;
    let Some(head) = connection.roster(id)? else { return Err(StorageError::Stale) };
    let text = |shift: &Option<ShiftCode>, pinned: bool| {
        shift.as_ref().map(|shift| if pinned { format!("{shift} pinned") } else { shift.to_string() })
    };
    connection.append_audit(&AuditEntry {
        at,
        by: by.to_owned(),
        centre: Some(head.centre.clone()),
        action: "roster.edit".to_owned(),
        subject: format!("{} {} {}", audit_name(&head), change.officer, change.date),
        before: text(&change.before, pinned_before),
        after: text(&change.after, pinned_after),
        reason: None,
    })
}

/// The last change by hand that has not been undone.
pub(super) fn last_change(connection: &mut DbConnection, id: RosterId) -> Stored<Option<CellChange>> {
    Ok(top_change(connection, id)?.map(ChangeRow::into_change))
}

/// The cells that the last decision by hand has changed, the last one first; empty when there is nothing to take back.
fn last_decision(connection: &mut DbConnection, id: RosterId) -> Stored<Vec<ChangeRow>> {
    let mut decision: Vec<ChangeRow> = Vec::new();
    let mut open = open_changes(connection, id)?;
    open.sort_by_key(|change| change.id);
    while let Some(change) = open.pop() {
        let goes_on = change.with_previous;
        decision.push(change);
        if !goes_on {
            break;
        }
    }
    Ok(decision)
}

/// What was proved before the last decision, when the roster is as it was then once the decision is taken back.
pub(super) fn proof_before_last_change(connection: &mut DbConnection, id: RosterId) -> Stored<Option<Proof>> {
    Ok(last_decision(connection, id)?.last().and_then(ChangeRow::proof_before))
}

/// Forgets what was proved before the changes: the roster, or what it is planned for, is another one since.
pub(super) fn forget_proofs(connection: &mut DbConnection, id: RosterId) -> Stored<()> {
    diesel::update(roster_changes::table.filter(roster_changes::roster.eq(id.0)))
        .set(roster_changes::objective_before.eq(None::<f64>))
        .execute(connection)?;
    Ok(())
}

/// Whether anybody has ever changed a cell by hand.
pub(super) fn was_changed(connection: &mut DbConnection, id: RosterId) -> Stored<bool> {
    let changes: i64 = roster_changes::table.filter(roster_changes::roster.eq(id.0)).count().get_result(connection)?;
    Ok(changes > 0)
}

/// Takes the last decision back, whichever number of cells it has changed; without one, nothing happens to the cells.
pub(super) fn undo(connection: &mut DbConnection, id: RosterId) -> Stored<()> {
    for change in last_decision(connection, id)? {
        diesel::update(roster_changes::table.find(change.id))
            .set(roster_changes::undone.eq(true))
            .execute(connection)?;
        let (officer, date) = (OfficerCode(change.officer), change.date);
        let before = change.shift_before.map(ShiftCode);
        set_cell(connection, id, &officer, date, before.as_ref().map(|shift| (shift, change.pinned_before)))?;
    }
    Ok(())
}

/// What stands in one cell.
fn cell(
    connection: &mut DbConnection,
    id: RosterId,
    officer: &OfficerCode,
    date: NaiveDate,
) -> Stored<Option<Assignment>> {
    let row: Option<CellRow> = roster_assignments::table
        .find((id.0, officer.as_str(), date))
        .select(CellRow::as_select())
        .first(connection)
        .optional()?;
    Ok(row.map(CellRow::into_assignment))
}

/// Writes a shift with its pin into one cell, or empties it.
fn set_cell(
    connection: &mut DbConnection,
    id: RosterId,
    officer: &OfficerCode,
    date: NaiveDate,
    content: Option<(&ShiftCode, bool)>,
) -> Stored<()> {
    diesel::delete(roster_assignments::table.find((id.0, officer.as_str(), date))).execute(connection)?;
    let Some((shift, pinned)) = content else { return Ok(()) };
    insert(connection, id, &[Assignment { officer: officer.clone(), date, shift: shift.clone(), pinned }])
}

/// The last change that has not been undone.
fn top_change(connection: &mut DbConnection, id: RosterId) -> Stored<Option<ChangeRow>> {
    Ok(roster_changes::table
        .filter(roster_changes::roster.eq(id.0).and(roster_changes::undone.eq(false)))
        .order(roster_changes::id.desc())
        .select(ChangeRow::as_select())
        .first(connection)
        .optional()?)
}

/// Changes that have not been undone, oldest first.
fn open_changes(connection: &mut DbConnection, id: RosterId) -> Stored<Vec<ChangeRow>> {
    Ok(roster_changes::table
        .filter(roster_changes::roster.eq(id.0).and(roster_changes::undone.eq(false)))
        .order(roster_changes::id)
        .select(ChangeRow::as_select())
        .load(connection)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = roster_assignments, treat_none_as_default_value = false)]
struct CellRow {
    roster: i64,
    officer: String,
    date: NaiveDate,
    shift: String,
    pinned: bool,
}

impl CellRow {
    fn of(id: RosterId, assignment: &Assignment) -> Self {
        Self {
            roster: id.0,
            officer: assignment.officer.0.clone(),
            date: assignment.date,
            shift: assignment.shift.0.clone(),
            pinned: assignment.pinned,
        }
    }

    fn into_assignment(self) -> Assignment {
        Assignment {
            officer: OfficerCode(self.officer),
            date: self.date,
            shift: ShiftCode(self.shift),
            pinned: self.pinned,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = roster_changes)]
struct ChangeRow {
    id: i64,
    officer: String,
    date: NaiveDate,
    shift_before: Option<String>,
    shift_after: Option<String>,
    pinned_before: bool,
    pinned_after: bool,
    objective_before: Option<f64>,
    bound_before: Option<f64>,
    proven_before: Option<bool>,
    proof_seconds_before: Option<f64>,
    /// Whether it belongs to one decision with the change before it.
    with_previous: bool,
}

impl ChangeRow {
    fn proof_before(&self) -> Option<Proof> {
        Some(Proof {
            objective: self.objective_before?,
            bound: self.bound_before,
            proven: self.proven_before?,
            seconds: self.proof_seconds_before?,
        })
    }

    fn into_change(self) -> CellChange {
        CellChange {
            officer: OfficerCode(self.officer),
            date: self.date,
            before: self.shift_before.map(ShiftCode),
            after: self.shift_after.map(ShiftCode),
            pinned: self.pinned_after,
        }
    }
}
