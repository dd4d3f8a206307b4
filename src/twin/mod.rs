//! Roster + load → what citizens will feel: a seeded discrete-event simulation of the days ahead.
//!
//! [`queue`] serves given citizens at given desks, [`counter`] by a number of officers, [`load`] draws the citizens of a day
//! from the forecast, and [`outlook`] repeats whole periods and sums them up: waiting time by half-hour, finished the same
//! day, on time, utilisation by skill. [`trim`] asks the other way round: how few officers does a counter need? The same
//! seed always gives the same figures, on any number of processors.

mod backlog;
pub mod counter;
mod lived_days;
pub mod load;
pub mod outlook;
pub mod queue;
pub mod trim;

pub use backlog::WaitingPool;
pub use counter::{Level, serve_in_numbers};
pub use load::{DayLoad, Stream, Stretch};
pub use outlook::{DayOutlook, DayPlan, HalfHour, Interval, Outlook, Question, simulate};
pub use queue::{Citizen, Desk, Served, serve};
