//! Cells of a draft, changed by hand.
//!
//! An edit that breaks the law is kept and shown as a breach with its article; only submitting refuses it. So a manager
//! can pass through an unlawful state while moving two people.

use chrono::NaiveDate;

use crate::application::actors::Manager;
use crate::application::planning::centre_facts::calendar;
use crate::application::ports::{CellChange, Clock, StorageError, Store};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::roster::RosterStatus;

/// What the manager wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The revision that the manager saw.
    pub revision: i32,
    /// Who.
    pub officer: OfficerCode,
    /// When.
    pub date: NaiveDate,
    /// The new shift, or none.
    pub shift: Option<ShiftCode>,
    /// Whether the optimiser must keep it.
    pub pinned: bool,
}

/// Why an edit was refused; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// There is no roster for that day.
    #[error("there is no roster that starts then")]
    NotFound,
    /// Only drafts are edited.
    #[error("the roster is {}, and only a draft can be edited", .0.as_str())]
    NotADraft(RosterStatus),
    /// Not an officer of the centre.
    #[error("officer {0} does not belong to this centre")]
    UnknownOfficer(OfficerCode),
    /// Not a shift of the centre, or not on that day.
    #[error("shift {0} does not exist here on that day")]
    UnknownShift(ShiftCode),
    /// Outside the roster.
    #[error("{0} does not lie in the roster's period")]
    OutsidePeriod(NaiveDate),
    /// There is nothing to undo.
    #[error("there is no change to undo")]
    NothingToUndo,
    /// Somebody changed the roster meanwhile.
    #[error("the roster was changed by somebody else meanwhile")]
    Stale,
    /// The store failed.
    #[error(transparent)]
    Storage(StorageError),
}

impl From<StorageError> for EditError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Stale => Self::Stale,
            other => Self::Storage(other),
        }
    }
}

/// Changes one cell of the latest draft that starts on `first`; returns the new revision.
///
/// # Errors
/// See [`EditError`]; nothing is changed then.
pub fn change_assignment(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    edit: &Edit,
) -> Result<i32, EditError> {
    change_together(store, clock, manager, first, std::slice::from_ref(edit))
}

/// Changes several cells by one decision, such as an exchange of two shifts: all of them or none, and one undo takes all
/// back. Every edit carries the revision that the manager saw. Returns the new revision.
///
/// # Errors
/// See [`EditError`]; nothing is changed then.
pub fn change_together(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    edits: &[Edit],
) -> Result<i32, EditError> {
    let head = store.latest_roster(manager.centre(), first)?.ok_or(EditError::NotFound)?;
    if head.status != RosterStatus::Draft {
        return Err(EditError::NotADraft(head.status));
    }
    if edits.iter().any(|edit| edit.revision != head.revision) {
        return Err(EditError::Stale);
    }
    let officers = store.officers(manager.centre())?;
    let shifts = store.shifts(manager.centre())?;
    let centre = store.centre(manager.centre())?.ok_or(EditError::NotFound)?;
    let calendar = calendar(store)?;
    let cells = store.assignments(head.id)?;
    let mut changes = Vec::new();
    for edit in edits {
        if !head.period.contains(edit.date) {
            return Err(EditError::OutsidePeriod(edit.date));
        }
        if !officers.iter().any(|officer| officer.code == edit.officer) {
            return Err(EditError::UnknownOfficer(edit.officer.clone()));
        }
        if let Some(code) = &edit.shift
            && !shifts
                .iter()
                .any(|shift| &shift.code == code && shift.exists_on(edit.date, calendar.hours_of(edit.date, &centre)))
        {
            return Err(EditError::UnknownShift(code.clone()));
        }
        let before = cells.iter().find(|cell| cell.officer == edit.officer && cell.date == edit.date);
        let unchanged = before.map(|cell| (&cell.shift, cell.pinned)) == edit.shift.as_ref().map(|s| (s, edit.pinned));
        if !unchanged {
            changes.push(CellChange {
                officer: edit.officer.clone(),
                date: edit.date,
                before: before.map(|cell| cell.shift.clone()),
                after: edit.shift.clone(),
                pinned: edit.pinned && edit.shift.is_some(),
            });
        }
    }
    if changes.is_empty() {
        return Ok(head.revision);
    }
    // A running improvement would overwrite the edit; it stops, and what it found so far is in the draft already.
    store.stop_job(head.id)?;
    Ok(store.change_cells(head.id, head.revision, &changes, manager.login(), clock.now())?)
}
