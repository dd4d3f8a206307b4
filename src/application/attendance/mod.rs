//! The officer's side: own hours.

pub mod view_own_hours;
