//! Takes the last change by hand back.

use chrono::NaiveDate;

use super::change_assignment::EditError;
use crate::application::actors::Manager;
use crate::application::ports::{AuditEntry, Clock, Store};
use crate::domain::roster::RosterStatus;

/// Takes back the last change of the latest draft that starts on `first`; returns the new revision.
///
/// # Errors
/// See [`EditError`]; nothing is changed then.
pub fn undo_change(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    revision: i32,
) -> Result<i32, EditError> {
    let head = store.latest_roster(manager.centre(), first)?.ok_or(EditError::NotFound)?;
    if head.status != RosterStatus::Draft {
        return Err(EditError::NotADraft(head.status));
    }
    let Some(change) = store.last_change(head.id)? else { return Err(EditError::NothingToUndo) };
    store.stop_job(head.id)?;
    let revision = store.undo_change(head.id, revision)?;
    store.append_audit(&AuditEntry {
        at: clock.now(),
        by: manager.login().clone(),
        centre: Some(head.centre.clone()),
        action: "roster.undo".to_owned(),
        subject: format!("{} {} v{} {} {}", head.centre, head.period.first, head.version, change.officer, change.date),
        before: change.after.map(|code| code.0),
        after: change.before.map(|code| code.0),
        reason: None,
    })?;
    Ok(revision)
}
