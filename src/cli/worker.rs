//! `catruc worker`: takes planning jobs.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::{CliError, Ending, StoreArguments};
use crate::config::SystemClock;
use crate::worker;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    let database = arguments.store.open()?;
    worker::run(&database, clock, &Arc::new(AtomicBool::new(false)))?;
    Ok(Ending::Done)
}
