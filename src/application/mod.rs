//! Use-cases: each joins the engines and the store for one intention of one person. Sub-folders follow the road that
//! data takes.

pub mod actors;
pub mod administration;
pub mod attendance;
pub mod planning;
pub mod ports;
pub mod recognition;
pub mod review;
pub mod views;
