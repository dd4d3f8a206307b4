//! Asks the worker to improve a draft, or to stop and keep its best.

use chrono::NaiveDate;

use super::centre_settings::settings_on;
use super::clash::Clash;
use super::improve_roster::instance_of_today;
use crate::application::actors::Manager;
use crate::application::ports::{Clock, StorageError, Store};
use crate::domain::roster::RosterStatus;
use crate::optimiser::first_roster;

/// Why the request was refused.
#[derive(Debug, thiserror::Error)]
pub enum SolveRequestError {
    /// There is no roster for that day.
    #[error("there is no roster that starts then")]
    NotFound,
    /// Only drafts are improved.
    #[error("the roster is {}, and only a draft can be planned again", .0.as_str())]
    NotADraft(RosterStatus),
    /// Pins, leave and hours of an officer contradict the rules, so that nothing could be found.
    #[error("{} cannot be planned: pins, leave and hours contradict each other", .0.officer.0)]
    Contradiction(Clash),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Shortest and longest time that one request may take, seconds.
const SECONDS: std::ops::RangeInclusive<i32> = 5..=900;

/// Queues the improvement of the latest draft that starts on `first`, for as long as the centre's settings say.
///
/// # Errors
/// See [`SolveRequestError`].
pub fn request_solve(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
) -> Result<(), SolveRequestError> {
    let head = store.latest_roster(manager.centre(), first)?.ok_or(SolveRequestError::NotFound)?;
    if head.status != RosterStatus::Draft {
        return Err(SolveRequestError::NotADraft(head.status));
    }
    let (instance, facts) = instance_of_today(store, &head)?;
    first_roster(&instance)
        .map_err(|found| SolveRequestError::Contradiction(Clash::of(&facts, &instance, found.officer)))?;
    let seconds = settings_on(&store.settings(manager.centre())?, manager.centre(), first).solve_seconds;
    store.queue_job(head.id, seconds.clamp(*SECONDS.start(), *SECONDS.end()), 10, clock.now())?;
    Ok(())
}

/// Asks the running improvement to stop and keep its best.
///
/// # Errors
/// When there is no roster or the store fails.
pub fn stop_solve(
    store: &mut impl Store,
    _clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
) -> Result<(), SolveRequestError> {
    let head = store.latest_roster(manager.centre(), first)?.ok_or(SolveRequestError::NotFound)?;
    store.stop_job(head.id)?;
    Ok(())
}
