//! Planning jobs with real processes: solved in one of their own, stopped, killed, and taken up again.

#[path = "../support/databases.rs"]
mod databases;
#[path = "../support/postgres.rs"]
mod postgres;

mod processes;
mod solving;
mod workers;
