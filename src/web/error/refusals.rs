//! What use-cases refuse, in status and words.

use actix_web::http::StatusCode;

use super::PageError;
use crate::application::administration::invitation::InvitationError;
use crate::application::administration::log_in::LogInError;
use crate::application::planning::ViewError;
use crate::application::planning::forecast_demand::ForecastError;
use crate::application::planning::note_known_day::{LONGEST_DAYS, LONGEST_NAME, NoteError};
use crate::application::planning::propose_roster::ProposeError;
use crate::application::planning::request_solve::SolveRequestError;
use crate::application::planning::require_staff::RequirementError;
use crate::application::ports::StorageError;
use crate::application::review::StepError;
use crate::application::review::change_assignment::EditError;
use crate::application::review::emergency_orders::{
    DAYS_AHEAD, DAYS_BACK, LONGEST_DOCUMENT, LONGEST_REASON, OrderError,
};
use crate::domain::emergency;
use crate::domain::roster::RosterStatus;
use crate::web::language::Message;

impl From<StorageError> for PageError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Stale => stale(),
            StorageError::Database(_) | StorageError::Corrupt { .. } => Self::internal(&error),
        }
    }
}

impl From<ViewError> for PageError {
    fn from(error: ViewError) -> Self {
        match error {
            ViewError::NotFound => no_roster(),
            ViewError::Storage(source) => source.into(),
        }
    }
}

impl From<ProposeError> for PageError {
    fn from(error: ProposeError) -> Self {
        let detail = match error {
            ProposeError::NoCentre(_) => return Self::not_allowed(),
            ProposeError::NotMonday { day } => Message::new("refuse-not-monday").day("date", day),
            ProposeError::Weeks(weeks) => Message::new("refuse-weeks").count("count", weeks),
            ProposeError::Forecast(source) => return source.into(),
            ProposeError::Requirement(source) => no_requirement(&source),
            ProposeError::NoOfficers(_) => Message::new("refuse-no-officers"),
            ProposeError::Contradiction(clash) => return clash.into(),
            ProposeError::Storage(source) => return source.into(),
        };
        Self::unprocessable(Message::new("refuse-propose"), detail)
    }
}

impl From<ForecastError> for PageError {
    fn from(error: ForecastError) -> Self {
        let detail = match error {
            ForecastError::NoCentre(_) => return Self::not_allowed(),
            ForecastError::NoHistory(_) => Message::new("refuse-no-history"),
            ForecastError::TooFarAhead { last, wanted, .. } => {
                Message::new("refuse-too-far-ahead").day("last", last).day("wanted", wanted)
            }
            ForecastError::Storage(source) => return source.into(),
        };
        Self::unprocessable(Message::new("refuse-forecast"), detail)
    }
}

impl From<RequirementError> for PageError {
    fn from(error: RequirementError) -> Self {
        Self::unprocessable(Message::new("refuse-requirement"), no_requirement(&error))
    }
}

/// Why no number of officers follows, and what to correct.
fn no_requirement(error: &RequirementError) -> Message {
    match error {
        RequirementError::Settings(error) => Message::new("refuse-requirement-setting").with("setting", error.key()),
        RequirementError::Block { date, block } => {
            Message::new("refuse-requirement-block").day("date", *date).with("block", block.as_str())
        }
        RequirementError::Capacity { date, skill } => {
            Message::new("refuse-requirement-capacity").day("date", *date).with("skill", skill.as_str())
        }
        RequirementError::Demand { date, group } => {
            Message::new("refuse-requirement-demand").day("date", *date).with("group", group.as_str())
        }
        RequirementError::Load { date, skill, .. } => {
            Message::new("refuse-requirement-load").day("date", *date).with("skill", skill.as_str())
        }
    }
}

impl From<NoteError> for PageError {
    fn from(error: NoteError) -> Self {
        let detail = match error {
            NoteError::NoName => Message::new("refuse-known-no-name"),
            NoteError::LongName => Message::new("refuse-known-long-name").count("count", LONGEST_NAME),
            NoteError::Backwards { first, last } => {
                Message::new("refuse-known-backwards").day("first", first).day("last", last)
            }
            NoteError::TooLong { days } => {
                Message::new("refuse-known-too-long").count("count", days).count("most", LONGEST_DAYS)
            }
            NoteError::TooFar(day) => Message::new("refuse-known-too-far").day("day", day),
            NoteError::Percent(_) => Message::new("refuse-known-percent"),
            NoteError::HolidayStays(day) => Message::new("refuse-known-holiday").day("day", day),
            NoteError::NoHours(day) => Message::new("refuse-known-no-hours").day("day", day),
            NoteError::NoWeekday => Message::new("refuse-known-no-weekday"),
            NoteError::NotFound => Message::new("refuse-known-not-found"),
            NoteError::Storage(source) => return source.into(),
        };
        Self::unprocessable(Message::new("refuse-known"), detail)
    }
}

impl From<OrderError> for PageError {
    fn from(error: OrderError) -> Self {
        let detail = match error {
            OrderError::NoReason => Message::new("refuse-order-no-reason"),
            OrderError::LongReason => Message::new("refuse-order-long-reason").count("count", LONGEST_REASON),
            OrderError::NoDocument => Message::new("refuse-order-no-document"),
            OrderError::LongDocument => Message::new("refuse-order-long-document").count("count", LONGEST_DOCUMENT),
            OrderError::NoEnd => Message::new("refuse-order-no-end").count("most", emergency::LONGEST_DAYS),
            OrderError::Backwards { first, last } => {
                Message::new("refuse-order-backwards").day("first", first).day("last", last)
            }
            OrderError::TooLong { days } => {
                Message::new("refuse-order-too-long").count("count", days).count("most", emergency::LONGEST_DAYS)
            }
            OrderError::TooFar(day) => {
                Message::new("refuse-order-too-far").day("day", day).count("back", DAYS_BACK).count("ahead", DAYS_AHEAD)
            }
            OrderError::NotFound => Message::new("refuse-order-not-found"),
            OrderError::Over(last) => Message::new("refuse-order-over").day("last", last),
            OrderError::Storage(source) => return source.into(),
        };
        Self::unprocessable(Message::new("refuse-order"), detail)
    }
}

impl From<SolveRequestError> for PageError {
    fn from(error: SolveRequestError) -> Self {
        match error {
            SolveRequestError::NotFound => no_roster(),
            SolveRequestError::NotADraft(status) => not_a_draft(status),
            SolveRequestError::Contradiction(clash) => clash.into(),
            SolveRequestError::Storage(source) => source.into(),
        }
    }
}

impl From<EditError> for PageError {
    fn from(error: EditError) -> Self {
        let detail = match error {
            EditError::NotFound => return no_roster(),
            EditError::NotADraft(status) => return not_a_draft(status),
            EditError::Stale => return stale(),
            EditError::Storage(source) => return source.into(),
            EditError::UnknownOfficer(code) => Message::new("refuse-unknown-officer").with("officer", code.as_str()),
            EditError::UnknownShift(code) => Message::new("refuse-unknown-shift").with("shift", code.as_str()),
            EditError::OutsidePeriod(date) => Message::new("refuse-outside-period").day("date", date),
            EditError::NothingToUndo => Message::new("refuse-nothing-to-undo"),
        };
        Self::unprocessable(Message::new("refuse-edit"), detail)
    }
}

impl From<StepError> for PageError {
    fn from(error: StepError) -> Self {
        match error {
            StepError::NotFound => no_roster(),
            StepError::WrongStatus { is, needs } => Self::conflict(
                Message::new("refuse-wrong-status"),
                Message::new("refuse-wrong-status-detail").with("is", is.as_str()).with("needs", needs.as_str()),
            ),
            StepError::Unlawful(breaches) => Self::unprocessable(
                Message::new("refuse-unlawful"),
                Message::new("refuse-unlawful-detail").count("count", breaches.len()),
            )
            .breaches(breaches),
            StepError::Stale => stale(),
            StepError::SamePerson => Self::new(
                StatusCode::FORBIDDEN,
                Message::new("refuse-same-person"),
                Message::new("refuse-same-person-detail"),
            ),
            StepError::NoReason => {
                Self::unprocessable(Message::new("refuse-no-reason"), Message::new("refuse-no-reason-detail"))
            }
            StepError::Storage(source) => source.into(),
        }
    }
}

impl From<LogInError> for PageError {
    fn from(error: LogInError) -> Self {
        match error {
            LogInError::Wrong => {
                Self::new(StatusCode::FORBIDDEN, Message::new("login-wrong"), Message::new("login-wrong"))
            }
            LogInError::TooManyAttempts { wait_seconds } => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                Message::new("login-wait"),
                Message::new("login-wait-detail").count("count", wait_seconds),
            ),
            LogInError::Storage(source) => source.into(),
        }
    }
}

impl From<InvitationError> for PageError {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::Expired | InvitationError::NoAccount(_) => Self::new(
                StatusCode::GONE,
                Message::new("invitation-expired"),
                Message::new("invitation-expired-detail"),
            ),
            InvitationError::PasswordTooShort { least } => Self::unprocessable(
                Message::new("invitation-too-short"),
                Message::new("invitation-too-short-detail").count("count", least),
            ),
            InvitationError::Storage(source) => source.into(),
        }
    }
}

fn no_roster() -> PageError {
    PageError::not_found(Message::new("refuse-no-roster"), Message::new("refuse-no-roster-detail"))
}

fn not_a_draft(status: RosterStatus) -> PageError {
    let detail = Message::new("refuse-not-a-draft-detail").with("status", status.as_str());
    PageError::conflict(Message::new("refuse-not-a-draft"), detail)
}

fn stale() -> PageError {
    PageError::conflict(Message::new("refuse-stale"), Message::new("refuse-stale-detail"))
}
