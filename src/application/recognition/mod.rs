//! The committee's bench.

pub mod view_contributions;
