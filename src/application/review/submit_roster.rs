//! Hands a lawful draft to the approver.

use chrono::NaiveDate;

use super::judge_roster::judge_roster;
use super::{StepError, roster_in};
use crate::application::actors::Manager;
use crate::application::ports::{Clock, StatusStep, Store};
use crate::domain::roster::RosterStatus;
use crate::exchange::instance::write_instance;

/// Submits the latest draft that starts on `first`.
///
/// # Errors
/// Returns every hard breach at once when the roster is unlawful, and then changes nothing.
pub fn submit_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    revision: i32,
) -> Result<(), StepError> {
    let head = roster_in(store, manager.centre(), first, RosterStatus::Draft, revision)?;
    let id = head.id;
    let judged = judge_roster(store, head)?;
    let breaches = judged.hard_breaches();
    if !breaches.is_empty() {
        return Err(StepError::Unlawful(breaches));
    }
    store.stop_job(id)?;
    // From here on the roster goes with the facts by which it was judged, so that whoever checks it later agrees.
    if judged.instance_today != judged.instance {
        store.set_instance(id, &write_instance(&judged.instance_today))?;
    }
    let step = StatusStep { status: RosterStatus::Submitted, by: manager.login().clone(), reason: None, seal: None };
    store.set_status(id, revision, &step, clock.now())?;
    Ok(())
}
