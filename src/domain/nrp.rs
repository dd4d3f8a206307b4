//! The staff rostering benchmark of Curtois and Qu: one instance, everything by position.
//!
//! Day 0 is a Monday. Positions (`usize`) point into the vectors of the same instance. A roster of it is a
//! [`Plan`](super::instance::Plan) with the staff as officers and the benchmark's shifts.

use std::collections::BTreeSet;

/// One benchmark instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpInstance {
    /// Days to plan.
    pub days: usize,
    /// Shifts.
    pub shifts: Vec<NrpShift>,
    /// Staff with their contracts.
    pub staff: Vec<NrpStaff>,
    /// Wishes to work a shift; each that is not granted costs its weight.
    pub on_requests: Vec<NrpRequest>,
    /// Wishes not to work a shift; each that is not granted costs its weight.
    pub off_requests: Vec<NrpRequest>,
    /// People wanted per day and shift.
    pub cover: Vec<NrpCover>,
}

/// A shift of the benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpShift {
    /// Its code.
    pub code: String,
    /// Length, minutes.
    pub minutes: i32,
    /// Shifts that may not follow it on the next day.
    pub not_followed_by: BTreeSet<usize>,
}

/// A member of staff and the limits of the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpStaff {
    /// Code.
    pub code: String,
    /// Most shifts of each kind in the whole horizon.
    pub max_shifts: Vec<i32>,
    /// Most minutes in the whole horizon.
    pub max_minutes: i32,
    /// Least minutes in the whole horizon.
    pub min_minutes: i32,
    /// Most working days in a row; days outside the horizon count as free here.
    pub max_consecutive: i32,
    /// Least working days in a row; a run that touches an end of the horizon is exempt.
    pub min_consecutive: i32,
    /// Least free days in a row; a run that touches an end of the horizon is exempt.
    pub min_days_off: i32,
    /// Most weekends with work on Saturday or Sunday.
    pub max_weekends: i32,
    /// Days on which nothing may be worked.
    pub days_off: BTreeSet<usize>,
}

/// A wish about one shift on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpRequest {
    /// Member of staff.
    pub staff: usize,
    /// Day.
    pub day: usize,
    /// Shift.
    pub shift: usize,
    /// Penalty when it is not granted.
    pub weight: i32,
}

/// People wanted on one day in one shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpCover {
    /// Day.
    pub day: usize,
    /// Shift.
    pub shift: usize,
    /// People wanted.
    pub wanted: i32,
    /// Penalty for each one missing.
    pub under_weight: i32,
    /// Penalty for each one too many.
    pub over_weight: i32,
}
