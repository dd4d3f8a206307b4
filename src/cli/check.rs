//! `catruc check`: breaches and objective by term, by the independent checker.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::print::TermsJson;
use super::{CliError, Ending};
use crate::checker::{InstanceBreach, Place, check};
use crate::domain::instance::Instance;
use crate::exchange::instance::read_instance;
use crate::exchange::roster_csv::read_roster;

#[derive(Args)]
pub(super) struct Arguments {
    /// Commune instance (JSON).
    instance: PathBuf,
    /// Roster (CSV: officer,day,shift).
    roster: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    feasible: bool,
    hard_count: usize,
    hard: Vec<BreachJson>,
    objective: f64,
    terms: TermsJson,
}

#[derive(Serialize)]
struct BreachJson {
    rule: String,
    officer: String,
    from_day: usize,
    to_day: usize,
    measured: i32,
    limit: i32,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let instance = read_instance(&read(&arguments.instance)?)
        .map_err(|error| CliError::Refused(format!("{}: {error}", arguments.instance.display())))?;
    let plan = read_roster(&instance, &read(&arguments.roster)?)
        .map_err(|error| CliError::Refused(format!("{}: {error}", arguments.roster.display())))?;
    let verdict = check(&instance, &plan);
    let hard: Vec<BreachJson> = verdict.breaches.iter().map(|breach| breach_json(&instance, breach)).collect();
    if arguments.json {
        let answer = Answer {
            feasible: verdict.is_lawful(),
            hard_count: hard.len(),
            hard,
            objective: verdict.objective,
            terms: TermsJson::from(&verdict.terms),
        };
        println!("{}", serde_json::json!(answer));
    } else {
        for breach in &hard {
            println!(
                "{}: {} on days {} to {}: {} where {} is allowed",
                breach.rule, breach.officer, breach.from_day, breach.to_day, breach.measured, breach.limit
            );
        }
        println!("{} hard breaches; penalty {}", hard.len(), verdict.objective);
        for (term, value) in crate::application::planning::view_board::terms(&verdict.terms) {
            println!("  {term:14} {value}");
        }
    }
    Ok(if verdict.is_lawful() { Ending::Done } else { Ending::Negative })
}

fn read(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path)
        .map_err(|error| CliError::Refused(format!("{} cannot be read: {error}; check the path", path.display())))
}

fn breach_json(instance: &Instance, breach: &InstanceBreach) -> BreachJson {
    let (from_day, to_day) = match breach.place {
        Place::Day(day) => (day, day),
        Place::Week(week) => (instance.week(week).start, instance.week(week).end.saturating_sub(1)),
        Place::Days { first, end } => (first, end.saturating_sub(1)),
    };
    BreachJson {
        rule: format!("{:?}", breach.rule),
        officer: instance.officers[breach.officer].code.clone(),
        from_day,
        to_day,
        measured: breach.measured,
        limit: breach.limit,
    }
}
