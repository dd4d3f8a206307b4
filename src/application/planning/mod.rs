//! Forecast, requirement, roster: from the counts to a proposed plan.

mod agreed_overtime;
mod arrival_profiles;
pub mod build_instance;
mod build_officer;
pub mod centre_facts;
mod centre_past;
pub mod centre_settings;
pub mod clash;
mod closed_cells;
pub mod explain_cell;
pub mod explain_shortfalls;
pub mod fair_history;
pub mod forecast_demand;
pub mod forecast_province;
pub mod improve_roster;
pub mod in_domain_words;
mod no_opportunity;
pub mod note_known_day;
mod observed_counts;
pub mod offer_remedies;
pub mod open_work;
mod overtime_left;
pub mod propose_roster;
pub mod raisable_caps;
pub mod recent_burden;
pub mod refresh_instance;
pub mod request_solve;
pub mod require_staff;
mod score_forecasts;
pub mod service_quantile;
mod simulate_desks;
pub mod simulate_roster;
pub mod solver;
pub mod view_board;
pub mod view_forecast;
mod view_nowcast;
pub mod view_overview;
pub mod view_requirement;
pub mod view_sharing;

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// There is no such centre, officer or roster.
    #[error("there is nothing here")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] super::ports::StorageError),
}
