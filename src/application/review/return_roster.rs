//! The approver sends a submitted roster back to draft, with a reason.

use chrono::NaiveDate;

use super::{StepError, roster_in};
use crate::application::actors::Approver;
use crate::application::ports::{Clock, StatusStep, Store};
use crate::domain::roster::RosterStatus;

/// Returns the submitted roster that starts on `first`.
///
/// # Errors
/// When it is not submitted or no reason is given; nothing is changed then.
pub fn return_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    approver: &Approver,
    first: NaiveDate,
    revision: i32,
    reason: &str,
) -> Result<(), StepError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(StepError::NoReason);
    }
    let head = roster_in(store, approver.centre(), first, RosterStatus::Submitted, revision)?;
    let step = StatusStep {
        status: RosterStatus::Draft,
        by: approver.login().clone(),
        reason: Some(reason.to_owned()),
        seal: None,
    };
    store.set_status(head.id, revision, &step, clock.now())?;
    Ok(())
}
