//! The hard rules as rows of the model, one file each. Rules of a single day (H1, H2, H3, H7) are kept by leaving out the
//! unlawful variables, see [`super::lawful`].

pub mod evenings_a_week;
pub mod officers_present;
pub mod one_shift_a_day;
pub mod overtime_caps;
pub mod rest_between_shifts;
pub mod week_minutes;
pub mod weekly_rest;
pub mod work_row;
