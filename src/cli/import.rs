//! `catruc import`: reads a data folder or an XLSX file, wholly or not at all.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Ending, StoreArguments};
use crate::application::actors::Account;
use crate::application::administration::import_folder::{ImportReport, import_folder};
use crate::application::ports::{StorageError, Tables};
use crate::config::SystemClock;
use crate::exchange::data_folder::{ImportErrors, read_path};
use crate::store::Database;

#[derive(Args)]
pub(super) struct Arguments {
    /// Folder of CSV files, or one XLSX file.
    #[arg(value_name = "DIR|FILE")]
    path: PathBuf,
    /// Check and count, keep nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    store: StoreArguments,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Files(#[from] ImportErrors),
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Not an error: a dry run ends by rolling back.
    #[error("dry run")]
    DryRun(ImportReport),
}

pub(super) fn run(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    let database = arguments.store.open()?;
    match import(&database, arguments, clock) {
        Ok(report) => print(&report, "kept"),
        Err(Refused::DryRun(report)) => print(&report, "would be kept (dry run: nothing was)"),
        Err(refused) => return Err(CliError::refused(refused)),
    }
    Ok(Ending::Done)
}

fn import(database: &Database, arguments: &Arguments, clock: &SystemClock) -> Result<ImportReport, Refused> {
    let importer =
        Account::operator().importer().ok_or_else(|| StorageError::Database("the operator may import".to_owned()))?;
    database.transaction(|store| {
        let folder = read_path(&arguments.path, &store.known_codes()?)?;
        let report = import_folder(store, clock, &importer, &folder)?;
        if arguments.dry_run { Err(Refused::DryRun(report)) } else { Ok(report) }
    })
}

fn print(report: &ImportReport, verb: &str) {
    for notice in &report.notices {
        eprintln!("note: {notice}");
    }
    for (file, table) in &report.tables {
        println!("{file:18} {:>8} new {:>8} changed {:>8} unchanged", table.added, table.changed, table.unchanged);
    }
    if report.changes_anything() {
        println!("New and changed rows {verb}.");
    } else {
        println!("Nothing is new; nothing was changed.");
    }
}
