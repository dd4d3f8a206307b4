//! Staffing: expected dossiers → officers required per day, block and skill.
//!
//! The front desk is a queue ([`erlang`], or [`erlang_a`] where citizens leave, with [`arrival_rate`] for rates that change
//! over the day; [`simulated`] for whoever lives the day instead); the back office and the extended hours are work to be
//! done ([`workload`], [`backlog`], and [`waiting`] for what is older than the plan); [`requirement`] joins them and keeps
//! the reasons. [`outreach`] turns the crews of planned sessions into the same rows. Pure functions: no clock, no store.

pub mod arrival_rate;
pub mod backlog;
pub mod busy_together;
pub mod demand;
mod desk;
pub mod erlang;
pub mod erlang_a;
pub mod open_hours;
pub mod outreach;
pub mod profile;
mod regular_day;
pub mod requirement;
pub mod settings;
pub mod sharing;
pub mod simulated;
mod skill_day;
mod skill_work;
pub mod waiting;
#[cfg(test)]
mod waiting_tests;
pub mod why;
pub mod workload;

pub use demand::{DayDemand, GroupDemand, OpenBlock};
pub use profile::{DayProfile, default_profile};
pub use requirement::{RequirementRow, requirements};
pub use settings::StaffingSettings;
pub use sharing::share_officers;
pub use simulated::{DeskDay, SimulatedDesk, SimulatedDesks, desk_days};
pub use waiting::WaitingWork;
pub use why::{Driver, Why};
