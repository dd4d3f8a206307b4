//! Requirement + officers + rules → proposed roster.
//!
//! [`solve`](solve::solve) runs a local search over one [`Instance`](crate::domain::instance::Instance), which asks an exact
//! dynamic programme for the best week of one officer after the other, and beside it the proof: column generation over whole
//! rosters bounds the price, fixes what no better roster contains, and hands small models on to HiGHS. Every roster that
//! leaves here was judged by [`crate::checker`].

#[cfg(test)]
mod agreement_tests;
pub mod burden;
mod columns;
mod constraints;
mod cover;
mod exchange;
mod highs_callback;
mod improve;
mod lattice;
mod lawful;
mod level;
mod model;
mod objectives;
mod officer_dp;
mod proof;
#[cfg(test)]
mod proof_tests;
mod prover;
mod run;
mod shared;
mod standing;
mod start;
#[cfg(test)]
pub mod test_support;
mod week_graphs;
mod whole_row;
mod why_apart;

pub mod clash;
pub mod equal_treatment;
pub mod explain;
pub mod remedies;
pub mod solve;
pub mod solve_nrp;
pub mod warm_start;
pub mod what_if;

pub use lawful::Contradiction;
pub use start::first_roster;
