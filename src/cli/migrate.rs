//! `catruc migrate`: brings the tables of the database up to date.

use clap::Args;

use super::{CliError, Ending, StoreArguments};
use crate::store::Database;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let steps = Database::connect(&arguments.store.database)?.migrate()?;
    match steps.len() {
        0 => println!("The tables are up to date."),
        count => println!("{count} steps done: {}", steps.join(", ")),
    }
    Ok(Ending::Done)
}
