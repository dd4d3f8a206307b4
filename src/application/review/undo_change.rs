//! Takes the last change by hand back.

use chrono::NaiveDate;

use super::change_assignment::EditError;
use crate::application::actors::Manager;
use crate::application::ports::{Clock, Store};
use crate::domain::roster::RosterStatus;

/// Takes back the last change of the latest draft that starts on `first`; returns the new revision.
///
/// # Errors
/// See [`EditError`]; nothing is changed then.
pub fn undo_change(
    store: &mut impl Store,
    _clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    revision: i32,
) -> Result<i32, EditError> {
    let head = store.latest_roster(manager.centre(), first)?.ok_or(EditError::NotFound)?;
    if head.status != RosterStatus::Draft {
        return Err(EditError::NotADraft(head.status));
    }
    if store.last_change(head.id)?.is_none() {
        return Err(EditError::NothingToUndo);
    }
    store.stop_job(head.id)?;
    Ok(store.undo_change(head.id, revision)?)
}
