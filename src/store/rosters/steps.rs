//! The head of a roster: creating a version, moving its revision on, and its status.

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::{HeadRow, audit_name, cells};
use crate::application::ports::{AuditEntry, AuditTrail, NewRoster, Rosters, StatusStep, StorageError, Stored};
use crate::domain::ids::RosterId;
use crate::domain::roster::{Proof, RosterHead, RosterStatus};
use crate::store::DbConnection;
use crate::store::schema::{roster_instances, rosters};

/// Creates the next version of the centre and period, as a draft. Whoever does so at the same time is stale.
pub(super) fn create(
    connection: &mut DbConnection,
    roster: &NewRoster,
    by: &str,
    at: NaiveDateTime,
) -> Stored<RosterHead> {
    let highest: Option<i32> = rosters::table
        .filter(rosters::centre.eq(roster.centre.as_str()).and(rosters::first.eq(roster.period.first)))
        .select(max(rosters::version))
        .first(connection)?;
    let created: Result<i64, Error> = diesel::insert_into(rosters::table)
        .values((
            rosters::centre.eq(roster.centre.as_str()),
            rosters::first.eq(roster.period.first),
            rosters::until.eq(roster.period.end()),
            rosters::version.eq(highest.unwrap_or(0) + 1),
            rosters::status.eq(RosterStatus::Draft.as_str()),
            rosters::revision.eq(1),
            rosters::objective.eq(roster.proof.map(|proof| proof.objective)),
            rosters::bound.eq(roster.proof.and_then(|proof| proof.bound)),
            rosters::proven.eq(roster.proof.is_some_and(|proof| proof.proven)),
            rosters::proof_seconds.eq(roster.proof.map(|proof| proof.seconds)),
            rosters::created_by.eq(by),
            rosters::created_at.eq(at),
        ))
        .returning(rosters::id)
        .get_result(connection);
    let id = match created {
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => return Err(StorageError::Stale),
        other => other?,
    };
    diesel::insert_into(roster_instances::table)
        .values((
            roster_instances::roster.eq(id),
            roster_instances::instance.eq(&roster.instance),
            roster_instances::officer_rosters.eq(&roster.officer_rosters),
        ))
        .execute(connection)?;
    cells::insert(connection, RosterId(id), &roster.assignments)?;
    let row: HeadRow = rosters::table.find(id).select(HeadRow::as_select()).first(connection)?;
    row.into_head()
}

/// Moves a draft from `revision` to the next one and sets its proof; of two writers with the same revision only one
/// finds it.
pub(super) fn next_revision_of_draft(
    connection: &mut DbConnection,
    id: RosterId,
    revision: i32,
    proof: Option<Proof>,
) -> Stored<i32> {
    let draft = rosters::table
        .find(id.0)
        .filter(rosters::revision.eq(revision).and(rosters::status.eq(RosterStatus::Draft.as_str())));
    let moved = diesel::update(draft)
        .set((
            rosters::revision.eq(revision + 1),
            rosters::objective.eq(proof.map(|proof| proof.objective)),
            rosters::bound.eq(proof.and_then(|proof| proof.bound)),
            rosters::proven.eq(proof.is_some_and(|proof| proof.proven)),
            rosters::proof_seconds.eq(proof.map(|proof| proof.seconds)),
        ))
        .execute(connection)?;
    if moved == 1 { Ok(revision + 1) } else { Err(StorageError::Stale) }
}

/// Takes a step on the way to publication, and writes it into the audit trail.
pub(super) fn set_status(
    connection: &mut DbConnection,
    id: RosterId,
    revision: i32,
    step: &StatusStep,
    at: NaiveDateTime,
) -> Stored<i32> {
    let before = connection.roster(id)?.filter(|head| head.revision == revision).ok_or(StorageError::Stale)?;
    let submitter = match step.status {
        RosterStatus::Draft => None,
        RosterStatus::Submitted => Some(step.by.clone()),
        RosterStatus::Approved | RosterStatus::Published | RosterStatus::Closed => before.submitted_by.clone(),
    };
    let seal = match step.status {
        RosterStatus::Draft | RosterStatus::Submitted => None,
        RosterStatus::Approved | RosterStatus::Published | RosterStatus::Closed => {
            step.seal.clone().or_else(|| before.seal.clone())
        }
    };
    let moved = diesel::update(rosters::table.find(id.0).filter(rosters::revision.eq(revision)))
        .set((
            rosters::revision.eq(revision + 1),
            rosters::status.eq(step.status.as_str()),
            rosters::submitted_by.eq(submitter),
            rosters::returned_because.eq(step.reason.as_deref()),
            rosters::seal.eq(seal),
        ))
        .execute(connection)?;
    if moved != 1 {
        return Err(StorageError::Stale);
    }
    connection.append_audit(&AuditEntry {
        at,
        by: step.by.clone(),
        centre: Some(before.centre.clone()),
        action: action_of(step.status).to_owned(),
        subject: audit_name(&before),
        before: Some(before.status.as_str().to_owned()),
        after: Some(step.status.as_str().to_owned()),
        reason: step.reason.clone(),
    })?;
    Ok(revision + 1)
}

/// What the step to a status is called in the audit trail.
fn action_of(status: RosterStatus) -> &'static str {
    match status {
        RosterStatus::Draft => "roster.return",
        RosterStatus::Submitted => "roster.submit",
        RosterStatus::Approved => "roster.approve",
        RosterStatus::Published => "roster.publish",
        RosterStatus::Closed => "roster.close",
    }
}
