//! The store on both databases: every fact is one test on SQLite and one on PostgreSQL.

#[path = "../support/databases.rs"]
mod databases;
#[path = "../support/postgres.rs"]
mod postgres;

mod accounts;
mod audit;
mod demand;
mod emergency;
mod imports;
mod jobs;
mod opening;
mod places_and_people;
mod province;
mod publication;
mod rosters;
mod samples;
mod single_dossiers;
