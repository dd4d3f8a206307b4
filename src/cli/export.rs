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
use crate::domain::instance::{Instance, MonthCap, Plan};
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

/// The instance for readers who do not know `months`: one remainder of the month for each officer.
fn with_one_remainder(instance: &Instance, plan: &Plan) -> Instance {
    let mut exported = instance.clone();
    for (at, officer) in exported.officers.iter_mut().enumerate() {
        let planned = plan.row(at).iter().flatten().map(|shift| instance.shifts[*shift].overtime).sum();
        officer.ot_month = remainder(&officer.months, planned).unwrap_or(officer.ot_month);
    }
    exported
}

/// Of the `months` that a roster touches the smallest remainder, as the format has it; whoever is planned for more than that,
/// within each month, keeps as much as is planned.
fn remainder(months: &[MonthCap], planned: i32) -> Option<i32> {
    months.iter().map(|month| month.remaining).min().map(|smallest| smallest.max(planned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_month_is_exported_unless_more_is_planned_within_each_month() {
        let months = |left: [i32; 2]| left.map(|remaining| MonthCap { first: 0, end: 1, remaining });
        assert_eq!(remainder(&months([600, 2400]), 180), Some(600));
        assert_eq!(remainder(&months([0, 2400]), 180), Some(180));
        assert_eq!(remainder(&months([2400, 2400]), 2520), Some(2520));
        assert_eq!(remainder(&[], 180), None);
    }
}
