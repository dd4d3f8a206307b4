//! `catruc export`: the instance that a plan solved, its roster and the canonical text of its seal.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::print::write_whole;
use super::{CliError, Ending, StoreArguments};
use crate::application::ports::Rosters;
use crate::application::review::judge_roster::judge_roster;
use crate::application::review::seal::canonical_text;
use crate::domain::ids::{CentreCode, RosterId};
use crate::exchange::roster_csv::write_roster;

#[derive(Args)]
pub(super) struct Arguments {
    /// Centre.
    #[arg(long, value_name = "CODE")]
    centre: String,
    /// Roster; the latest one of the centre by default.
    #[arg(long, value_name = "ID")]
    roster: Option<i64>,
    /// Folder to write to; it is created.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let centre = CentreCode::from(arguments.centre.as_str());
    let database = arguments.store.open_with(&centre)?;
    let wanted = arguments.roster.map(RosterId);
    let heads = database.read(|store| store.rosters(&centre))?;
    let head = heads
        .into_iter()
        .filter(|head| wanted.is_none_or(|id| id == head.id))
        .max_by_key(|head| head.id)
        .ok_or_else(|| CliError::Refused(format!("centre {centre} has no such roster; `catruc plan` makes one")))?;
    let (instance, judged) = database.read(|store| {
        let text = store.instance(head.id)?;
        Ok::<_, CliError>((text, judge_roster(store, head)?))
    })?;
    fs::create_dir_all(&arguments.out)
        .map_err(|error| CliError::Refused(format!("{} cannot be created: {error}", arguments.out.display())))?;
    let sealed = canonical_text(&judged.head, &judged.facts.rules, &judged.assignments);
    for (name, text) in [
        ("instance.json", instance.as_str()),
        ("roster.csv", write_roster(&judged.instance, &judged.plan).as_str()),
        ("sealed_roster.txt", sealed.as_str()),
    ] {
        write_whole(&arguments.out.join(name), text.as_bytes())?;
        println!("{}", arguments.out.join(name).display());
    }
    Ok(Ending::Done)
}
