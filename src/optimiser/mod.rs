//! Requirement + officers + rules → proposed roster.
//!
//! [`solve`](solve::solve) runs two engines over one [`Instance`](crate::domain::instance::Instance): a local search that
//! asks an exact dynamic programme for the best week of one officer after the other, and HiGHS on the whole model, which
//! proves how much better a roster can still get. Every roster that leaves here was judged by [`crate::checker`].

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
