//! Rosters: versions, their assignments and their way to publication.

mod cells;
mod published;
mod steps;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::columns::corrupt;
use super::schema::{roster_instances, rosters};
use super::{DbConnection, officers};
use crate::application::ports::{CellChange, NewRoster, Rosters, StatusStep, Stored};
use crate::domain::ids::{CentreCode, OfficerCode, RosterId, ShiftCode};
use crate::domain::period::Period;
use crate::domain::roster::{Assignment, Proof, RosterHead, RosterStatus};
use crate::exchange::data_folder::AssignmentRow;

impl Rosters for DbConnection {
    fn roster(&mut self, id: RosterId) -> Stored<Option<RosterHead>> {
        let row: Option<HeadRow> = rosters::table.find(id.0).select(HeadRow::as_select()).first(self).optional()?;
        row.map(HeadRow::into_head).transpose()
    }

    fn latest_roster(&mut self, centre: &CentreCode, first: NaiveDate) -> Stored<Option<RosterHead>> {
        let row: Option<HeadRow> = rosters::table
            .filter(rosters::centre.eq(centre.as_str()).and(rosters::first.eq(first)))
            .order(rosters::version.desc())
            .select(HeadRow::as_select())
            .first(self)
            .optional()?;
        row.map(HeadRow::into_head).transpose()
    }

    fn rosters(&mut self, centre: &CentreCode) -> Stored<Vec<RosterHead>> {
        let rows: Vec<HeadRow> = rosters::table
            .filter(rosters::centre.eq(centre.as_str()))
            .order((rosters::first.desc(), rosters::version.desc()))
            .select(HeadRow::as_select())
            .load(self)?;
        rows.into_iter().map(HeadRow::into_head).collect()
    }

    fn rosters_on(&mut self, date: NaiveDate) -> Stored<Vec<RosterHead>> {
        let mut rows: Vec<HeadRow> = rosters::table
            .filter(rosters::first.le(date).and(rosters::until.gt(date)))
            .order((rosters::centre, rosters::first, rosters::version.desc()))
            .select(HeadRow::as_select())
            .load(self)?;
        rows.dedup_by(|later, kept| (&later.centre, later.first) == (&kept.centre, kept.first));
        rows.into_iter().map(HeadRow::into_head).collect()
    }

    fn assignments(&mut self, id: RosterId) -> Stored<Vec<Assignment>> {
        cells::assignments_of(self, id)
    }

    fn instance(&mut self, id: RosterId) -> Stored<String> {
        Ok(roster_instances::table.find(id.0).select(roster_instances::instance).first(self)?)
    }

    fn officer_rosters(&mut self, id: RosterId) -> Stored<Option<String>> {
        Ok(roster_instances::table.find(id.0).select(roster_instances::officer_rosters).first(self)?)
    }

    fn published_work(
        &mut self,
        officer: &OfficerCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(CentreCode, Assignment)>> {
        published::work_of_officer(self, officer, from, to)
    }

    fn published_work_of_centre(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(CentreCode, Assignment)>> {
        published::work_of_centre(self, centre, from, to)
    }

    fn outside_assignments(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<AssignmentRow>> {
        officers::outside_assignments_of(self, centre, from, to)
    }

    fn hard_to_fill_shifts(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(NaiveDate, ShiftCode)>> {
        published::hard_to_fill_shifts(self, centre, from, to)
    }

    fn set_hard_to_fill_shifts(&mut self, id: RosterId, shifts: &[(NaiveDate, ShiftCode)]) -> Stored<()> {
        published::set_hard_to_fill_shifts(self, id, shifts)
    }

    fn create_roster(&mut self, roster: &NewRoster, by: &str, at: NaiveDateTime) -> Stored<RosterHead> {
        steps::create(self, roster, by, at)
    }

    fn set_instance(&mut self, id: RosterId, instance: &str) -> Stored<()> {
        if self.instance(id)? == instance {
            return Ok(());
        }
        cells::forget_proofs(self, id)?;
        diesel::update(roster_instances::table.find(id.0))
            .set(roster_instances::instance.eq(instance))
            .execute(self)?;
        Ok(())
    }

    fn set_officer_rosters(&mut self, id: RosterId, rosters: &str) -> Stored<()> {
        diesel::update(roster_instances::table.find(id.0))
            .set(roster_instances::officer_rosters.eq(rosters))
            .execute(self)?;
        Ok(())
    }

    fn replace_assignments(
        &mut self,
        id: RosterId,
        revision: i32,
        assignments: &[Assignment],
        proof: Option<Proof>,
    ) -> Stored<i32> {
        let next = steps::next_revision_of_draft(self, id, revision, proof)?;
        cells::replace(self, id, assignments)?;
        Ok(next)
    }

    fn change_cells(
        &mut self,
        id: RosterId,
        revision: i32,
        changes: &[CellChange],
        by: &str,
        at: NaiveDateTime,
    ) -> Stored<i32> {
        let proof = self.roster(id)?.and_then(|head| head.proof);
        let next = steps::next_revision_of_draft(self, id, revision, None)?;
        cells::change_all(self, id, changes, proof, by, at)?;
        Ok(next)
    }

    fn last_change(&mut self, id: RosterId) -> Stored<Option<CellChange>> {
        cells::last_change(self, id)
    }

    fn was_changed_by_hand(&mut self, id: RosterId) -> Stored<bool> {
        cells::was_changed(self, id)
    }

    fn undo_change(&mut self, id: RosterId, revision: i32) -> Stored<i32> {
        let proof = cells::proof_before_last_change(self, id)?;
        let next = steps::next_revision_of_draft(self, id, revision, proof)?;
        cells::undo(self, id)?;
        Ok(next)
    }

    fn set_status(&mut self, id: RosterId, revision: i32, step: &StatusStep, at: NaiveDateTime) -> Stored<i32> {
        steps::set_status(self, id, revision, step, at)
    }
}

/// Makes other writers that ask for the same roster wait. On SQLite the writers already come one after another.
pub(super) fn lock_roster(connection: &mut DbConnection, id: RosterId) -> Stored<()> {
    if let DbConnection::Postgres(connection) = connection {
        rosters::table.find(id.0).select(rosters::id).for_update().first::<i64>(connection).optional()?;
    }
    Ok(())
}

/// A roster as the audit trail names it.
fn audit_name(head: &RosterHead) -> String {
    format!("{} {} v{}", head.centre, head.period.first, head.version)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = rosters)]
struct HeadRow {
    id: i64,
    centre: String,
    first: NaiveDate,
    until: NaiveDate,
    version: i32,
    status: String,
    revision: i32,
    submitted_by: Option<String>,
    returned_because: Option<String>,
    objective: Option<f64>,
    bound: Option<f64>,
    proven: bool,
    proof_seconds: Option<f64>,
    seal: Option<String>,
}

impl HeadRow {
    fn into_head(self) -> Stored<RosterHead> {
        let days = u32::try_from((self.until - self.first).num_days()).map_err(|_| corrupt("rosters", self.until))?;
        let (bound, proven) = (self.bound, self.proven);
        let proof = |(objective, seconds)| Proof { objective, bound, proven, seconds };
        Ok(RosterHead {
            id: RosterId(self.id),
            centre: CentreCode(self.centre),
            period: Period { first: self.first, days },
            version: self.version,
            status: RosterStatus::parse(&self.status).ok_or_else(|| corrupt("rosters", &self.status))?,
            revision: self.revision,
            submitted_by: self.submitted_by,
            returned_because: self.returned_because,
            proof: self.objective.zip(self.proof_seconds).map(proof),
            seal: self.seal,
        })
    }
}
