//! Edit, judge, submit, approve, publish.

pub mod approve_roster;
pub mod centre_day;
pub mod change_assignment;
pub mod emergency_orders;
pub mod house_rules;
pub mod judge_roster;
pub mod publish_roster;
pub mod return_roster;
pub mod rules_after;
pub mod seal;
pub mod submit_roster;
pub mod undo_change;
pub mod view_review;

use super::ports::{StorageError, Store};
use crate::domain::ids::CentreCode;
use crate::domain::roster::{RosterHead, RosterStatus};
use crate::domain::rules::Breach;

/// Why a roster cannot take the next step.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// There is no roster for that day.
    #[error("there is no roster that starts then")]
    NotFound,
    /// The step starts from another status.
    #[error("the roster is {}, and this needs one that is {}", .is.as_str(), .needs.as_str())]
    WrongStatus {
        /// Where it stands.
        is: RosterStatus,
        /// Where it would have to stand.
        needs: RosterStatus,
    },
    /// Hard breaches stand in the way; all of them.
    #[error("{} hard breaches stand in the way", .0.len())]
    Unlawful(Vec<Breach>),
    /// Somebody changed the roster meanwhile.
    #[error("the roster was changed by somebody else meanwhile")]
    Stale,
    /// Whoever submitted does not approve.
    #[error("whoever submitted the roster does not approve it")]
    SamePerson,
    /// A return needs a reason.
    #[error("say why the roster goes back")]
    NoReason,
    /// The store failed.
    #[error(transparent)]
    Storage(StorageError),
}

impl From<StorageError> for StepError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Stale => Self::Stale,
            other => Self::Storage(other),
        }
    }
}

/// The latest roster of the period, when it has the status and revision that the step starts from.
fn roster_in(
    store: &mut impl Store,
    centre: &CentreCode,
    first: chrono::NaiveDate,
    needs: RosterStatus,
    revision: i32,
) -> Result<RosterHead, StepError> {
    let head = store.latest_roster(centre, first)?.ok_or(StepError::NotFound)?;
    if head.status != needs {
        return Err(StepError::WrongStatus { is: head.status, needs });
    }
    if head.revision != revision {
        return Err(StepError::Stale);
    }
    Ok(head)
}
