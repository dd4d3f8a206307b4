//! Publishes an approved roster; from then on officers see it and work by it.

use chrono::NaiveDate;

use super::judge_roster::judge_roster;
use super::{StepError, roster_in};
use crate::application::actors::Manager;
use crate::application::ports::{Clock, StatusStep, Store};
use crate::domain::roster::RosterStatus;

/// Publishes the approved roster that starts on `first`.
///
/// # Errors
/// When it is not approved, or unlawful by the facts of today; nothing is changed then.
pub fn publish_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    revision: i32,
) -> Result<(), StepError> {
    let head = roster_in(store, manager.centre(), first, RosterStatus::Approved, revision)?;
    let seal = head.seal.clone();
    let id = head.id;
    let breaches = judge_roster(store, head)?.hard_breaches();
    if !breaches.is_empty() {
        return Err(StepError::Unlawful(breaches));
    }
    let step = StatusStep { status: RosterStatus::Published, by: manager.login().clone(), reason: None, seal };
    store.set_status(id, revision, &step, clock.now())?;
    Ok(())
}
