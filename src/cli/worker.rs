//! `catruc worker`: takes planning jobs. `catruc solve-job`: what a worker starts for each of them.

use std::io::{BufReader, stdin, stdout};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::TimeDelta;
use clap::Args;

use super::{CliError, Ending, StoreArguments};
use crate::config::{LEASE_SECONDS, SOLVE_MEMORY, SystemClock};
use crate::store::Database;
use crate::worker::{self, ProcessSolver, child};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    store: StoreArguments,
}

/// The ceiling of one solve.
#[derive(Args, Clone, Copy)]
pub(super) struct SolveMemory {
    /// Memory that one solve may use; beyond it, it is stopped and its best roster kept (Linux).
    #[arg(long, env = "CATRUC_SOLVE_MEMORY", default_value_t = SOLVE_MEMORY, value_name = "MIB",
        value_parser = clap::value_parser!(u64).range(1..))]
    solve_memory: u64,
}

impl SolveMemory {
    /// The ceiling in MiB.
    pub(super) fn mebibytes(self) -> u64 {
        self.solve_memory
    }

    /// A solver in a process of its own that keeps to the ceiling.
    pub(super) fn solver(self) -> Result<ProcessSolver, CliError> {
        ProcessSolver::of_this_program(self.solve_memory).map_err(|error| {
            CliError::Refused(format!("the program cannot find itself to start a solve: {error}; call it by its path"))
        })
    }
}

/// Limits of planning jobs.
#[derive(Args, Clone, Copy)]
pub(super) struct Limits {
    #[command(flatten)]
    memory: SolveMemory,
    /// Seconds after which the job of a worker that gives no sign of life goes to another.
    #[arg(long, env = "CATRUC_LEASE", default_value_t = LEASE_SECONDS, value_name = "SECONDS",
        value_parser = clap::value_parser!(u32).range(2..=3600))]
    lease: u32,
}

impl Limits {
    /// Takes jobs until `stop` is set.
    pub(super) fn work(self, database: &Database, clock: &SystemClock, stop: &Arc<AtomicBool>) -> Result<(), CliError> {
        let mut solver = self.memory.solver()?;
        Ok(worker::run(database, clock, &mut solver, TimeDelta::seconds(i64::from(self.lease)), stop)?)
    }
}

pub(super) fn run(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    let database = arguments.store.open()?;
    arguments.limits.work(&database, clock, &Arc::new(AtomicBool::new(false)))?;
    Ok(Ending::Done)
}

/// Solves the task on standard input and ends the process.
pub(super) fn solve_job() -> ! {
    child::solve_one(BufReader::new(stdin()), stdout())
}
