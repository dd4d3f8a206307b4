//! A roster: who works which shift on which day, in one centre and period, as a version with a status.

use chrono::NaiveDate;

use super::ids::{CentreCode, OfficerCode, RosterId, ShiftCode};
use super::period::Period;

/// Where a roster stands on its way to the officers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RosterStatus {
    /// The manager works on it.
    Draft,
    /// Waits for the approver.
    Submitted,
    /// Approved, not yet shown to officers.
    Approved,
    /// Officers see it and work by it.
    Published,
    /// Attendance is confirmed; nothing changes any more.
    Closed,
}

impl RosterStatus {
    /// The name under which the status is stored, exported and translated.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted, Self::Approved, Self::Published, Self::Closed]
            .into_iter()
            .find(|status| status.as_str() == name)
    }
}

/// One officer works one shift on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assignment {
    /// Who.
    pub officer: OfficerCode,
    /// When.
    pub date: NaiveDate,
    /// What.
    pub shift: ShiftCode,
    /// Whether the optimiser must keep it.
    pub pinned: bool,
}

/// What the optimiser could prove about a roster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proof {
    /// Weighted penalty of the roster.
    pub objective: f64,
    /// Proven lower bound of any lawful roster, when one is known.
    pub bound: Option<f64>,
    /// Whether the roster is proven best.
    pub proven: bool,
    /// Wall seconds spent.
    pub seconds: f64,
}

impl Proof {
    /// (objective − bound) ÷ max(1, |objective|).
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        self.bound.map(|bound| ((self.objective - bound) / self.objective.abs().max(1.0)).max(0.0))
    }
}

/// One version of a roster without its assignments.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterHead {
    /// Number given by the store.
    pub id: RosterId,
    /// Its centre.
    pub centre: CentreCode,
    /// Its days.
    pub period: Period,
    /// Version within centre and period, from 1.
    pub version: i32,
    /// Where it stands.
    pub status: RosterStatus,
    /// Grows with every change of an assignment; a stale writer is refused.
    pub revision: i32,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// Why the approver returned it, when it was returned.
    pub returned_because: Option<String>,
    /// What the optimiser proved; `None` after an edit by hand.
    pub proof: Option<Proof>,
    /// SHA-256 over the canonical roster, set on approval.
    pub seal: Option<String>,
}
