//! What is true whatever database or screen we have. Imports nothing of ours.

pub mod block;
pub mod calendar;
pub mod centre;
pub mod demand;
pub mod dossiers;
pub mod emergency;
pub mod ids;
pub mod instance;
pub mod nrp;
pub mod officer;
pub mod overtime;
pub mod period;
pub mod procedure_group;
pub mod requirement;
pub mod roster;
pub mod rules;
pub mod setting;
pub mod shift;
pub mod weekdays;
pub mod work_record;
