//! Takes queued planning jobs and improves their drafts, so that no solve blocks a request. Each solve is a process of its
//! own: its crash, its memory and its last second are not the server's.

pub mod child;
pub(crate) mod memory;
mod messages;
pub mod process;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use crate::application::planning::improve_roster::{Found, Improvement, job_options, take_up};
use crate::application::planning::solver::{CutShort, Solver};
use crate::application::ports::{Clock, JobOrder, JobTrouble, Jobs, PlanningJob, StorageError, Stored};
use crate::domain::roster::Proof;
use crate::store::Database;

pub use process::ProcessSolver;

/// Pause between two looks at an empty queue.
const PAUSE: Duration = Duration::from_millis(400);
/// Time between two reports without a better roster; in between the job's order is only read.
const REPORT_EVERY: Duration = Duration::from_secs(1);

/// Works until `stop` is set; a running job then keeps its best and ends early. A job of which nothing was heard for
/// `lease` goes to another worker.
///
/// # Errors
/// When the queue holds what cannot be read.
pub fn run(
    database: &Database,
    clock: &dyn Clock,
    solver: &mut dyn Solver,
    lease: TimeDelta,
    stop: &Arc<AtomicBool>,
) -> Result<(), StorageError> {
    // Processes of several machines may have the same number; the second one makes the name of this worker its own.
    let name = format!("{}-{:016x}", std::process::id(), rand::random::<u64>());
    let mut worker = Worker { database, clock, solver, lease, name, stop };
    while !stop.load(Ordering::Relaxed) {
        match worker.take_turn() {
            Ok(true) => {}
            Ok(false) => thread::sleep(PAUSE),
            // Another process holds the database for longer than we waited; the queue is still there.
            Err(StorageError::Database(reason)) => {
                tracing::warn!(reason, "the queue could not be read");
                thread::sleep(PAUSE);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

struct Worker<'a> {
    database: &'a Database,
    clock: &'a dyn Clock,
    solver: &'a mut dyn Solver,
    lease: TimeDelta,
    name: String,
    stop: &'a AtomicBool,
}

impl Worker<'_> {
    /// Does one job; says whether there was one.
    fn take_turn(&mut self) -> Stored<bool> {
        let now = self.clock.now();
        let (name, until) = (self.name.clone(), now + self.lease);
        let Some(job) = self.database.transaction(|store| store.claim_job(&name, now, until))? else {
            return Ok(false);
        };
        let outcome = self.improve(&job);
        let trouble = match outcome {
            Ok(None) => None,
            Ok(Some(CutShort::Memory { mebibytes })) => {
                tracing::warn!(job = job.id, mebibytes, "a planning job needed more memory than it may have");
                Some(JobTrouble::Memory { mebibytes })
            }
            // Leave, consents or pins of after the request; whoever asks again is told what clashes.
            Ok(Some(CutShort::NothingLawful)) => Some(JobTrouble::NothingLawful),
            Ok(Some(CutShort::Crashed(reason))) => {
                tracing::error!(job = job.id, reason, attempt = job.attempts, "the process of a planning job died");
                self.database.transaction(|store| store.give_back_job(job.id, &name))?;
                return Ok(true);
            }
            Err(error) => {
                tracing::error!(job = job.id, %error, "a planning job failed");
                Some(JobTrouble::Failed(error.to_string()))
            }
        };
        self.database.transaction(|store| store.finish_job(job.id, &name, trouble.as_ref()))?;
        Ok(true)
    }

    fn improve(&mut self, job: &PlanningJob) -> Stored<Option<CutShort>> {
        let (database, name) = (self.database, &self.name);
        let Some(mut improvement) = database.transaction(|store| take_up(store, job.roster))? else { return Ok(None) };
        let lease_until = || self.clock.now() + self.lease;
        let keep = |improvement: &mut Improvement, found: Found<'_>| {
            let proof = match found {
                Found::Roster(_, proof) => Some(proof),
                Found::Columns(_) => None,
            };
            let kept = database.transaction(|store| {
                let kept = improvement.keep(store, found)?;
                match store.report_job(job.id, name, proof, lease_until())? {
                    // The roster is not ours to change any more: everything in this transaction is undone.
                    JobOrder::Lost => Err(StorageError::Stale),
                    JobOrder::GoOn | JobOrder::Stop => Ok(kept),
                }
            });
            match kept {
                Err(StorageError::Stale) => Ok(false),
                other => other,
            }
        };
        let mut reported = Instant::now();
        let report = |proof: Option<Proof>| {
            let order = if reported.elapsed() < REPORT_EVERY {
                database.read(|store| store.job_order(job.id, name))?
            } else {
                reported = Instant::now();
                database.transaction(|store| store.report_job(job.id, name, proof, lease_until()))?
            };
            Ok(order == JobOrder::GoOn && !self.stop.load(Ordering::Relaxed))
        };
        let improved = improvement.run(self.solver, &job_options(job.seconds), keep, report)?;
        Ok(improved.cut_short)
    }
}
