//! `catruc check`: breaches and objective by term, by the independent checker.

use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::print::{NrpTermsJson, TermsJson};
use super::{CliError, Ending};
use crate::application::planning::view_board::terms;
use crate::checker::nrp::{NrpBreach, check_nrp};
use crate::checker::{InstanceBreach, Place, check};
use crate::domain::instance::Instance;
use crate::domain::nrp::NrpInstance;
use crate::exchange::instance::read_instance;
use crate::exchange::nrp::{is_nrp, read_nrp};
use crate::exchange::roster_csv::{read_nrp_roster, read_roster};

#[derive(Args)]
pub(super) struct Arguments {
    /// Commune instance (JSON), or one of the rostering benchmark (text in sections).
    instance: PathBuf,
    /// Roster (CSV: officer,day,shift; of the benchmark: staff,day,shift).
    roster: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<B, T> {
    feasible: bool,
    hard_count: usize,
    hard: Vec<B>,
    objective: f64,
    terms: T,
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

#[derive(Serialize)]
struct NrpBreachJson {
    rule: String,
    staff: String,
    from_day: usize,
    to_day: usize,
    shift: Option<String>,
    measured: i32,
    limit: i32,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let (instance, roster) = (read(&arguments.instance)?, read(&arguments.roster)?);
    if is_nrp(&instance) {
        check_benchmark(arguments, &instance, &roster)
    } else {
        check_commune(arguments, &instance, &roster)
    }
}

fn check_commune(arguments: &Arguments, instance: &str, roster: &str) -> Result<Ending, CliError> {
    let instance = read_instance(instance).map_err(|error| refused(&arguments.instance, &error))?;
    let plan = read_roster(&instance, roster).map_err(|error| refused(&arguments.roster, &error))?;
    let verdict = check(&instance, &plan);
    let hard: Vec<_> = verdict.breaches.iter().map(|breach| breach_json(&instance, breach)).collect();
    let answer = Answer {
        feasible: verdict.is_lawful(),
        hard_count: hard.len(),
        hard,
        objective: verdict.objective,
        terms: TermsJson::from(&verdict.terms),
    };
    Ok(answer.tell(arguments.json, &terms(&verdict.terms)))
}

fn check_benchmark(arguments: &Arguments, instance: &str, roster: &str) -> Result<Ending, CliError> {
    let instance = read_nrp(instance).map_err(|error| refused(&arguments.instance, &error))?;
    let plan = read_nrp_roster(&instance, roster).map_err(|error| refused(&arguments.roster, &error))?;
    let verdict = check_nrp(&instance, &plan);
    let hard: Vec<_> = verdict.breaches.iter().map(|breach| nrp_breach_json(&instance, breach)).collect();
    let answer = Answer {
        feasible: verdict.is_lawful(),
        hard_count: hard.len(),
        hard,
        objective: verdict.objective,
        terms: NrpTermsJson::from(&verdict.terms),
    };
    let terms = verdict.terms;
    let by_name = [("on", terms.on), ("off", terms.off), ("under", terms.under), ("over", terms.over)];
    Ok(answer.tell(arguments.json, &by_name))
}

impl<B: Serialize + Display, T: Serialize> Answer<B, T> {
    /// Prints the answer, for a program or for a person.
    fn tell(&self, json: bool, terms: &[(&'static str, f64)]) -> Ending {
        if json {
            println!("{}", serde_json::json!(self));
        } else {
            for breach in &self.hard {
                println!("{breach}");
            }
            println!("{} hard breaches; penalty {}", self.hard_count, self.objective);
            for (term, value) in terms {
                println!("  {term:14} {value}");
            }
        }
        if self.feasible { Ending::Done } else { Ending::Negative }
    }
}

impl Display for BreachJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, officer, from_day, to_day, measured, limit } = self;
        write!(f, "{rule}: {officer} on days {from_day} to {to_day}: {measured} where {limit} is allowed")
    }
}

impl Display for NrpBreachJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, staff, from_day, to_day, measured, limit, .. } = self;
        write!(f, "{rule}: {staff} on days {from_day} to {to_day}")?;
        if let Some(shift) = &self.shift {
            write!(f, ", shift {shift}")?;
        }
        let word = if measured < limit { "asked" } else { "allowed" };
        write!(f, ": {measured} where {limit} is {word}")
    }
}

fn read(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path)
        .map_err(|error| CliError::Refused(format!("{} cannot be read: {error}; check the path", path.display())))
}

fn refused(path: &Path, error: &dyn Display) -> CliError {
    CliError::Refused(format!("{}: {error}", path.display()))
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

fn nrp_breach_json(instance: &NrpInstance, breach: &NrpBreach) -> NrpBreachJson {
    NrpBreachJson {
        rule: format!("{:?}", breach.rule),
        staff: instance.staff[breach.staff].code.clone(),
        from_day: breach.days.start,
        to_day: breach.days.end.saturating_sub(1),
        shift: breach.shift.map(|shift| instance.shifts[shift].code.clone()),
        measured: breach.measured,
        limit: breach.limit,
    }
}
