//! `catruc solve`: one instance from a file.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Serialize;

use super::best_so_far::BestSoFar;
use super::memory_ceiling::MemoryCeiling;
use super::print::{NrpTermsJson, TermsJson, clash_in_words, cpu_seconds, write_whole};
use super::worker::SolveMemory;
use super::{CliError, Ending};
use crate::domain::instance::{Instance, OfficerRoster};
use crate::domain::nrp::NrpInstance;
use crate::exchange::instance::read_instance;
use crate::exchange::nrp::{is_nrp, read_nrp};
use crate::exchange::officer_rosters::{read_officer_rosters, write_officer_rosters};
use crate::exchange::roster_csv::{write_nrp_roster, write_roster};
use crate::optimiser::clash::smallest_clash;
use crate::optimiser::solve::{Progress, SolveOptions, Status, solve};
use crate::optimiser::solve_nrp::solve_nrp;
use crate::optimiser::warm_start::WarmStart;

#[derive(Args)]
pub(super) struct Arguments {
    /// Commune instance (JSON) or benchmark instance (text).
    instance: PathBuf,
    /// Roster to write (CSV: officer,day,shift); better ones are written while the solve goes on.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Wall seconds.
    #[arg(long, default_value_t = 60.0, value_name = "SECONDS")]
    time_limit: f64,
    /// Steps instead of seconds: the same input and seed then give the same roster.
    #[arg(long, value_name = "STEPS")]
    work_limit: Option<u64>,
    /// Officers' rosters (JSON) to begin from when the file is there; those of this solve are written to it. Commune
    /// instances only.
    #[arg(long, value_name = "FILE")]
    columns: Option<PathBuf>,
    /// Relative gap at which to stop; 0 asks for a proof.
    #[arg(long, default_value_t = 0.0)]
    gap: f64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: u32,
    /// Seed of every random choice.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    memory: SolveMemory,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// None with a limit of steps: how much memory a machine gives must not decide what the same input leads to.
    fn ceiling(&self) -> MemoryCeiling {
        MemoryCeiling::new(self.work_limit.is_none().then_some(self.memory))
    }
}

#[derive(Serialize)]
struct Answer<'a, T> {
    status: &'static str,
    objective: Option<f64>,
    terms: Option<&'a T>,
    bound: Option<f64>,
    gap: Option<f64>,
    seconds: f64,
    cpu_seconds: f64,
    seed: u64,
    proven: bool,
    threads: u32,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    if !(arguments.time_limit > 0.0 && arguments.time_limit <= 86_400.0) {
        return Err(CliError::Refused(format!(
            "--time-limit {} must be more than 0 and at most 86400 seconds",
            arguments.time_limit
        )));
    }
    let name = arguments.instance.display();
    let text = fs::read_to_string(&arguments.instance)
        .map_err(|error| CliError::Refused(format!("{name} cannot be read: {error}; check the path")))?;
    let options = SolveOptions {
        time_limit: Duration::from_secs_f64(arguments.time_limit),
        work_limit: arguments.work_limit,
        gap: arguments.gap,
        threads: arguments.threads.max(1),
        seed: arguments.seed,
    };
    if is_nrp(&text) {
        if arguments.columns.is_some() {
            let words = "--columns is for commune instances; leave it out for the benchmark format";
            return Err(CliError::Refused(words.to_owned()));
        }
        let instance = read_nrp(&text).map_err(|error| CliError::Refused(format!("{name}: {error}")))?;
        return run_nrp(arguments, &instance, &options);
    }
    let instance = read_instance(&text).map_err(|error| CliError::Refused(format!("{name}: {error}")))?;
    let known = match &arguments.columns {
        Some(file) => WarmStart { plan: None, columns: known_columns(&instance, file)? },
        None => WarmStart::default(),
    };
    let terminal = std::io::stderr().is_terminal();
    let (mut kept, mut ceiling) = (BestSoFar::new(&arguments.out), arguments.ceiling());
    let outcome = solve(&instance, &options, &known, &mut |progress: &Progress| {
        show(progress, terminal);
        kept.keep(progress, |plan| write_roster(&instance, plan))?;
        ceiling.look()
    });
    kept.all_written()?;
    if terminal {
        eprintln!();
    }
    if outcome.status != Status::Optimal {
        ceiling.tell();
    }
    if let Some(plan) = &outcome.plan {
        write_whole(&arguments.out, write_roster(&instance, plan).as_bytes())?;
    }
    if let Some(file) = arguments.columns.as_ref().filter(|_| !outcome.columns.is_empty()) {
        write_whole(file, write_officer_rosters(&instance, &outcome.columns).as_bytes())?;
    }
    let verdict = outcome.verdict.as_ref();
    tell(
        arguments,
        &Told {
            status: outcome.status,
            objective: verdict.map(|verdict| verdict.objective),
            terms: verdict.map(|verdict| TermsJson::from(&verdict.terms)),
            bound: outcome.bound,
            gap: outcome.gap(),
            seconds: outcome.seconds,
        },
    );
    if outcome.status == Status::NoneFound {
        eprintln!(
            "No lawful roster was found, and there may be one: the first roster made was unlawful and is not shown"
        );
    }
    for contradiction in &outcome.contradictions {
        let officer = &instance.officers[contradiction.officer].code;
        let facts = smallest_clash(&instance, contradiction.officer);
        eprintln!("{}", clash_in_words(&instance, officer, &facts, &[]));
    }
    Ok(if outcome.plan.is_none() { Ending::Negative } else { Ending::Done })
}

/// Officers' rosters of an earlier solve; none when there was no earlier one.
fn known_columns(instance: &Instance, file: &Path) -> Result<Vec<OfficerRoster>, CliError> {
    let name = file.display();
    match fs::read_to_string(file) {
        Ok(text) => read_officer_rosters(instance, &text).map_err(|error| {
            CliError::Refused(format!(
                "{name} holds no officers' rosters of an earlier solve: {error}; name another file"
            ))
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(CliError::Refused(format!("{name} cannot be read: {error}; check the path"))),
    }
}

/// The benchmark's text format.
fn run_nrp(arguments: &Arguments, instance: &NrpInstance, options: &SolveOptions) -> Result<Ending, CliError> {
    let terminal = std::io::stderr().is_terminal();
    let (mut kept, mut ceiling) = (BestSoFar::new(&arguments.out), arguments.ceiling());
    let outcome = solve_nrp(instance, options, &mut |progress: &Progress| {
        show(progress, terminal);
        kept.keep(progress, |plan| write_nrp_roster(instance, plan))?;
        ceiling.look()
    });
    kept.all_written()?;
    if terminal {
        eprintln!();
    }
    if outcome.status != Status::Optimal {
        ceiling.tell();
    }
    if let Some(plan) = &outcome.plan {
        write_whole(&arguments.out, write_nrp_roster(instance, plan).as_bytes())?;
    }
    let verdict = outcome.verdict.as_ref();
    tell(
        arguments,
        &Told {
            status: outcome.status,
            objective: verdict.map(|verdict| verdict.objective),
            terms: verdict.map(|verdict| NrpTermsJson::from(&verdict.terms)),
            bound: outcome.bound,
            gap: outcome.gap(),
            seconds: outcome.seconds,
        },
    );
    match outcome.status {
        Status::NoRoster => {
            eprintln!("No lawful roster exists for somebody: the days and shifts of the horizon hold none")
        }
        Status::NoneFound => eprintln!(
            "No lawful roster was found: the minutes, runs, weekends and days off of a contract contradict one another, or \
             leave so little room that it was not found in the time; look at the contract, or give more time or another seed"
        ),
        Status::Optimal | Status::Feasible => {}
    }
    Ok(if outcome.plan.is_none() { Ending::Negative } else { Ending::Done })
}

/// What both formats say of a solve.
struct Told<T> {
    status: Status,
    objective: Option<f64>,
    terms: Option<T>,
    bound: Option<f64>,
    gap: Option<f64>,
    seconds: f64,
}

fn tell<T: Serialize>(arguments: &Arguments, told: &Told<T>) {
    let proven = told.status == Status::Optimal;
    if arguments.json {
        let answer = Answer {
            status: match told.status {
                Status::Optimal => "optimal",
                Status::Feasible => "feasible",
                // Whether none exists or none was found stands on stderr.
                Status::NoRoster | Status::NoneFound => "no_roster",
            },
            objective: told.objective,
            terms: told.terms.as_ref(),
            bound: told.bound,
            gap: told.gap,
            seconds: told.seconds,
            cpu_seconds: cpu_seconds(),
            seed: arguments.seed,
            proven,
            threads: arguments.threads.max(1),
        };
        println!("{}", serde_json::json!(answer));
    } else if let Some(objective) = told.objective {
        println!("Penalty {objective}, {}", super::print::proof_in_words(told.bound, told.gap, proven));
    }
}

fn show(progress: &Progress, terminal: bool) {
    let gap = progress.gap.map_or_else(|| "no bound yet".to_owned(), |gap| format!("gap {:.2} %", gap * 100.0));
    let line = format!("{:7.1} s  penalty {:.2}  {gap}", progress.seconds, progress.objective);
    if terminal {
        eprint!("\r{line}          ");
        // A progress line that cannot be shown is no reason to stop.
        let _ = std::io::stderr().flush();
    } else if progress.plan.is_some() {
        eprintln!("{line}");
    }
}
