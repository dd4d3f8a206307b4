//! Rosters as columns: every officer's whole roster is one column of a master problem.

pub mod all_rosters;
pub mod branching;
pub mod cheapest;
pub mod commune_work;
pub mod cuts;
pub mod dive;
mod enumeration;
pub mod fixing;
pub mod generation;
mod label_search;
pub mod master;
mod neighbourhoods;
pub mod nrp;
pub mod plan_host;
pub mod pool;
pub mod search;
pub mod work;

#[cfg(test)]
mod tests;
