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
use crate::domain::instance::{Instance, Plan};
use crate::exchange::instance::write_instance;
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
    let judged = database.read(|store| Ok::<_, CliError>(judge_roster(store, head)?))?;
    fs::create_dir_all(&arguments.out)
        .map_err(|error| CliError::Refused(format!("{} cannot be created: {error}", arguments.out.display())))?;
    let sealed = canonical_text(&judged.head, &judged.facts.rules, &judged.assignments);
    for (name, text) in [
        ("instance.json", write_instance(&with_one_remainder(&judged.instance, &judged.plan)).as_str()),
        ("roster.csv", write_roster(&judged.instance, &judged.plan).as_str()),
        ("sealed_roster.txt", sealed.as_str()),
    ] {
        write_whole(&arguments.out.join(name), text.as_bytes())?;
        println!("{}", arguments.out.join(name).display());
    }
    Ok(Ending::Done)
}

/// Of the months that a roster touches the format has one remainder for readers who do not know them: the smallest. Whoever is
/// planned for more than that, within each month, keeps as much as is planned.
fn with_one_remainder(instance: &Instance, plan: &Plan) -> Instance {
    let mut exported = instance.clone();
    for (at, officer) in exported.officers.iter_mut().enumerate() {
        let planned: i32 = plan.row(at).iter().flatten().map(|shift| instance.shifts[*shift].overtime).sum();
        if let Some(smallest) = officer.months.iter().map(|month| month.remaining).min() {
            officer.ot_month = smallest.max(planned);
        }
    }
    exported
}
