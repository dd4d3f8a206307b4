//! `catruc staffing`: officers required, for test vectors.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Ending};
use crate::exchange::staffing_vectors;

#[derive(Args)]
pub(super) struct Arguments {
    /// File of test vectors.
    #[arg(long, value_name = "FILE")]
    vectors: PathBuf,
    /// File to write: the vector's id with the computed columns.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let rows = staffing_vectors::run(&arguments.vectors, &arguments.out).map_err(CliError::refused)?;
    eprintln!("{rows} vectors computed.");
    Ok(Ending::Done)
}
