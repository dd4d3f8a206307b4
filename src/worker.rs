//! Takes queued planning jobs and improves their drafts, so that no solve blocks a request or dies with one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use chrono::TimeDelta;

use crate::application::planning::improve_roster::{job_options, take_up};
use crate::application::ports::{Clock, Jobs, PlanningJob, StorageError};
use crate::store::Database;

/// A job that gives no sign of life for so long goes to another worker.
const LEASE: TimeDelta = TimeDelta::seconds(30);
/// Pause between two looks at an empty queue.
const PAUSE: Duration = Duration::from_millis(400);

/// Works until `stop` is set; a running job then keeps its best and ends early.
///
/// # Errors
/// When the queue cannot be read.
pub fn run(database: &Database, clock: &dyn Clock, stop: &Arc<AtomicBool>) -> Result<(), StorageError> {
    let name = format!("{}-{:?}", std::process::id(), thread::current().id());
    while !stop.load(Ordering::Relaxed) {
        let now = clock.now();
        let job = database.transaction(|store| store.claim_job(&name, now, now + LEASE));
        match job {
            Ok(Some(job)) => work(database, clock, &name, &job, stop)?,
            Ok(None) => thread::sleep(PAUSE),
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

fn work(
    database: &Database,
    clock: &dyn Clock,
    name: &str,
    job: &PlanningJob,
    stop: &Arc<AtomicBool>,
) -> Result<(), StorageError> {
    let outcome = improve(database, clock, name, job, stop);
    let error = match &outcome {
        Ok(()) => None,
        Err(error) => {
            tracing::error!(job = job.id, %error, "a planning job failed");
            Some(error.to_string())
        }
    };
    database.transaction(|store| store.finish_job(job.id, error.as_deref()))
}

fn improve(
    database: &Database,
    clock: &dyn Clock,
    name: &str,
    job: &PlanningJob,
    stop: &Arc<AtomicBool>,
) -> Result<(), StorageError> {
    let Some(mut improvement) = database.transaction(|store| take_up(store, job.roster))? else { return Ok(()) };
    improvement.run(
        &job_options(job.seconds),
        |improvement, plan, proof| database.transaction(|store| improvement.keep(store, plan, proof)),
        |proof| {
            let lease = clock.now() + LEASE;
            let go_on = database.transaction(|store| store.report_job(job.id, name, proof, lease))?;
            Ok(go_on && !stop.load(Ordering::Relaxed))
        },
    )?;
    Ok(())
}
