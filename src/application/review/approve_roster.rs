//! The approver answers for a submitted roster and seals it.

use chrono::NaiveDate;

use super::judge_roster::judge_roster;
use super::seal::{canonical_text, seal};
use super::{StepError, roster_in};
use crate::application::actors::Approver;
use crate::application::ports::{Clock, StatusStep, Store};
use crate::domain::roster::RosterStatus;

/// Approves the submitted roster that starts on `first`; the law is checked once more, by the facts of today.
///
/// # Errors
/// When it is not submitted, is unlawful by now, or the approver has submitted it; nothing is changed then.
pub fn approve_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    approver: &Approver,
    first: NaiveDate,
    revision: i32,
) -> Result<(), StepError> {
    let head = roster_in(store, approver.centre(), first, RosterStatus::Submitted, revision)?;
    let judged = judge_roster(store, head)?;
    let by_submitter = judged.head.submitted_by.as_ref() == Some(approver.login());
    if by_submitter && !judged.facts.settings.submitter_may_approve {
        return Err(StepError::SamePerson);
    }
    let breaches = judged.hard_breaches();
    if !breaches.is_empty() {
        return Err(StepError::Unlawful(breaches));
    }
    let text = canonical_text(&judged.head, &judged.facts.rules, &judged.assignments);
    let step = StatusStep {
        status: RosterStatus::Approved,
        by: approver.login().clone(),
        reason: None,
        seal: Some(seal(&text)),
    };
    store.set_status(judged.head.id, revision, &step, clock.now())?;
    Ok(())
}
