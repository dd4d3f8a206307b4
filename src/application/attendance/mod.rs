//! The officer's side: own hours, and how overtime is counted.

pub mod overtime_by_day;
pub mod view_own_hours;
