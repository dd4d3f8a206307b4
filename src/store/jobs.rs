//! The queue of planning jobs: leases, attempts, and each job claimed by one worker only.

use chrono::NaiveDateTime;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::DbConnection;
use super::columns::{Word, read_word};
use super::rosters::lock_roster;
use super::schema::planning_jobs;
use crate::application::ports::{JobOrder, JobState, JobTrouble, Jobs, PlanningJob, Stored};
use crate::domain::ids::RosterId;
use crate::domain::roster::Proof;

impl Jobs for DbConnection {
    fn queue_job(&mut self, roster: RosterId, seconds: i32, priority: i32, at: NaiveDateTime) -> Stored<i64> {
        lock_roster(self, roster)?;
        if let Some(open) = open_job(self, roster)? {
            return Ok(open);
        }
        let id = diesel::insert_into(planning_jobs::table)
            .values((
                planning_jobs::roster.eq(roster.0),
                planning_jobs::seconds.eq(seconds),
                planning_jobs::priority.eq(priority),
                planning_jobs::state.eq(JobState::Queued.word()),
                planning_jobs::queued_at.eq(at),
                planning_jobs::attempts.eq(0),
                planning_jobs::proven.eq(false),
                planning_jobs::stop_requested.eq(false),
            ))
            .returning(planning_jobs::id)
            .get_result(self)?;
        Ok(id)
    }

    fn claim_job(
        &mut self,
        worker: &str,
        now: NaiveDateTime,
        lease_until: NaiveDateTime,
    ) -> Stored<Option<PlanningJob>> {
        end_hopeless_jobs(self, now)?;
        let Some(id) = next_job(self, now)? else { return Ok(None) };
        diesel::update(planning_jobs::table.find(id))
            .set((
                planning_jobs::state.eq(JobState::Running.word()),
                planning_jobs::worker.eq(worker),
                planning_jobs::lease_until.eq(lease_until),
                planning_jobs::attempts.eq(planning_jobs::attempts + 1),
            ))
            .execute(self)?;
        let row: JobRow = planning_jobs::table.find(id).select(JobRow::as_select()).first(self)?;
        row.into_job().map(Some)
    }

    fn report_job(
        &mut self,
        id: i64,
        worker: &str,
        progress: Option<Proof>,
        lease_until: NaiveDateTime,
    ) -> Stored<JobOrder> {
        let lease = planning_jobs::lease_until.eq(lease_until);
        let stop: Option<bool> = match progress {
            None => diesel::update(held(id, worker))
                .set(lease)
                .returning(planning_jobs::stop_requested)
                .get_result(self)
                .optional()?,
            Some(progress) => diesel::update(held(id, worker))
                .set((
                    planning_jobs::objective.eq(progress.objective),
                    planning_jobs::bound.eq(progress.bound),
                    planning_jobs::proven.eq(progress.proven),
                    planning_jobs::progress_seconds.eq(progress.seconds),
                    lease,
                ))
                .returning(planning_jobs::stop_requested)
                .get_result(self)
                .optional()?,
        };
        Ok(order_of(stop))
    }

    fn job_order(&mut self, id: i64, worker: &str) -> Stored<JobOrder> {
        let stop = held(id, worker).select(planning_jobs::stop_requested).first(self).optional()?;
        Ok(order_of(stop))
    }

    fn finish_job(&mut self, id: i64, worker: &str, trouble: Option<&JobTrouble>) -> Stored<bool> {
        let state = if trouble.is_some() { JobState::Failed } else { JobState::Done };
        let ended = diesel::update(held(id, worker))
            .set((planning_jobs::state.eq(state.word()), planning_jobs::error.eq(trouble.map(trouble_text))))
            .execute(self)?;
        Ok(ended > 0)
    }

    fn give_back_job(&mut self, id: i64, worker: &str) -> Stored<()> {
        let done = planning_jobs::state.eq(JobState::Done.word());
        diesel::update(held(id, worker).filter(planning_jobs::stop_requested.eq(true))).set(done).execute(self)?;
        diesel::update(held(id, worker).filter(planning_jobs::attempts.ge(MAX_ATTEMPTS)))
            .set(given_up())
            .execute(self)?;
        diesel::update(held(id, worker)).set(planning_jobs::state.eq(JobState::Queued.word())).execute(self)?;
        Ok(())
    }

    fn stop_job(&mut self, roster: RosterId) -> Stored<()> {
        let jobs = planning_jobs::table.filter(planning_jobs::roster.eq(roster.0));
        // A job that never began has nothing to keep.
        diesel::update(jobs.filter(planning_jobs::state.eq(JobState::Queued.word())))
            .set((planning_jobs::state.eq(JobState::Done.word()), planning_jobs::stop_requested.eq(true)))
            .execute(self)?;
        diesel::update(jobs.filter(planning_jobs::state.eq(JobState::Running.word())))
            .set(planning_jobs::stop_requested.eq(true))
            .execute(self)?;
        Ok(())
    }

    fn latest_job(&mut self, roster: RosterId) -> Stored<Option<PlanningJob>> {
        let row: Option<JobRow> = planning_jobs::table
            .filter(planning_jobs::roster.eq(roster.0))
            .order(planning_jobs::id.desc())
            .select(JobRow::as_select())
            .first(self)
            .optional()?;
        row.map(JobRow::into_job).transpose()
    }

    fn open_jobs(&mut self) -> Stored<i64> {
        Ok(planning_jobs::table.filter(planning_jobs::state.eq_any(OPEN)).count().get_result(self)?)
    }
}

/// A worker that dies takes its job along; the third time it is the job that kills.
const MAX_ATTEMPTS: i32 = 3;

/// States of a job that is not over, as in the index that allows one of them per roster.
const OPEN: [&str; 2] = ["queued", "running"];

/// The roster's queued or running job.
fn open_job(connection: &mut DbConnection, roster: RosterId) -> Stored<Option<i64>> {
    Ok(planning_jobs::table
        .filter(planning_jobs::roster.eq(roster.0).and(planning_jobs::state.eq_any(OPEN)))
        .order(planning_jobs::id)
        .select(planning_jobs::id)
        .first(connection)
        .optional()?)
}

/// Jobs whose worker was lost are over when somebody asked them to stop or they were tried often enough.
fn end_hopeless_jobs(connection: &mut DbConnection, now: NaiveDateTime) -> Stored<()> {
    let lost = planning_jobs::table
        .filter(planning_jobs::state.eq(JobState::Running.word()).and(planning_jobs::lease_until.lt(now)));
    diesel::update(lost.filter(planning_jobs::stop_requested.eq(true)))
        .set(planning_jobs::state.eq(JobState::Done.word()))
        .execute(connection)?;
    diesel::update(lost.filter(planning_jobs::attempts.ge(MAX_ATTEMPTS))).set(given_up()).execute(connection)?;
    Ok(())
}

/// The job while `worker` holds it.
#[auto_type]
fn held<'a>(id: i64, worker: &'a str) -> _ {
    let running: &'static str = JobState::Running.word();
    planning_jobs::table.find(id).filter(planning_jobs::worker.eq(worker)).filter(planning_jobs::state.eq(running))
}

/// How a job looks that was tried often enough.
#[auto_type]
fn given_up() -> _ {
    let failed: &'static str = JobState::Failed.word();
    let reason: String = trouble_text(&JobTrouble::Lost { attempts: MAX_ATTEMPTS });
    (planning_jobs::state.eq(failed), planning_jobs::error.eq(reason))
}

/// The order in the stop flag of a job that is still held.
fn order_of(stop: Option<bool>) -> JobOrder {
    match stop {
        Some(false) => JobOrder::GoOn,
        Some(true) => JobOrder::Stop,
        None => JobOrder::Lost,
    }
}

/// Beginnings of the column `error` that are more than words for the log.
const MEMORY: &str = "memory limit of MiB: ";
const LOST: &str = "attempts lost: ";
const NOTHING_LAWFUL: &str = "no lawful roster found";

fn trouble_text(trouble: &JobTrouble) -> String {
    match trouble {
        JobTrouble::Memory { mebibytes } => format!("{MEMORY}{mebibytes}"),
        JobTrouble::Lost { attempts } => format!("{LOST}{attempts}"),
        JobTrouble::NothingLawful => NOTHING_LAWFUL.to_owned(),
        JobTrouble::Failed(words) => words.clone(),
    }
}

fn read_trouble(text: String) -> JobTrouble {
    let memory = text.strip_prefix(MEMORY).and_then(|number| number.parse().ok());
    let lost = text.strip_prefix(LOST).and_then(|number| number.parse().ok());
    match (memory, lost) {
        (Some(mebibytes), _) => JobTrouble::Memory { mebibytes },
        (_, Some(attempts)) => JobTrouble::Lost { attempts },
        (None, None) if text == NOTHING_LAWFUL => JobTrouble::NothingLawful,
        (None, None) => JobTrouble::Failed(text),
    }
}

/// The next job to claim: highest priority first, then the oldest. On PostgreSQL its row is locked and rows that
/// another worker is claiming are passed over; on SQLite claiming workers come one after another.
fn next_job(connection: &mut DbConnection, now: NaiveDateTime) -> Stored<Option<i64>> {
    let queued = planning_jobs::state.eq(JobState::Queued.word());
    let lost =
        planning_jobs::state.eq(JobState::Running.word()).and(planning_jobs::lease_until.lt(now).assume_not_null());
    let question = planning_jobs::table
        .filter(queued.or(lost))
        .order((planning_jobs::priority.desc(), planning_jobs::id))
        .select(planning_jobs::id)
        .limit(1);
    Ok(match connection {
        DbConnection::Postgres(connection) => question.for_update().skip_locked().first(connection).optional()?,
        DbConnection::Sqlite(connection) => question.first(connection).optional()?,
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = planning_jobs)]
struct JobRow {
    id: i64,
    roster: i64,
    seconds: i32,
    state: String,
    attempts: i32,
    objective: Option<f64>,
    bound: Option<f64>,
    proven: bool,
    progress_seconds: Option<f64>,
    stop_requested: bool,
    error: Option<String>,
}

impl JobRow {
    fn into_job(self) -> Stored<PlanningJob> {
        let progress = self.objective.zip(self.progress_seconds);
        Ok(PlanningJob {
            id: self.id,
            roster: RosterId(self.roster),
            seconds: self.seconds,
            state: read_word("planning_jobs", &self.state)?,
            attempts: self.attempts,
            progress: progress.map(|(objective, seconds)| Proof {
                objective,
                bound: self.bound,
                proven: self.proven,
                seconds,
            }),
            stop_requested: self.stop_requested,
            trouble: self.error.map(read_trouble),
        })
    }
}
