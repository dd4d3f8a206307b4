//! Files that come in and go out; nothing here knows the store.

pub mod data_folder; // CSV tables and XLSX sheets that a province hands over
pub mod forecast_benchmark; // the forecasting benchmark's series and forecasts
pub mod instance; // the optimiser's instance as JSON
pub mod nrp; // the rostering benchmark's instance as text
pub mod officer_rosters; // what one solve hands to the next
pub mod roster_csv; // who works what on which day
pub mod staffing_vectors; // the staffing benchmark's vectors
