//! The command line: one file for each subcommand.

mod best_so_far;
mod calendar;
mod check;
mod demo;
mod explain;
mod export;
mod forecast;
mod import;
mod memory_ceiling;
mod migrate;
mod plan;
mod print;
mod serve;
mod simulate;
mod solve;
mod staffing;
mod user;
mod worker;

use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

use crate::application::ports::{Centres, StorageError};
use crate::config::{DEFAULT_DATABASE, SystemClock};
use crate::domain::ids::CentreCode;
use crate::store::{Database, OpenError};

/// Staff scheduling and overtime planning for public service centres.
#[derive(Parser)]
#[command(name = "catruc", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The day that counts as today (YYYY-MM-DD), for demo, tests and screenshots.
    #[arg(long, global = true, env = "CATRUC_TODAY", value_name = "DATE")]
    today: Option<NaiveDate>,
}

#[derive(Subcommand)]
enum Command {
    /// A sample province in an embedded database, forecast and roster ready, with the web server on loopback.
    Demo(demo::Arguments),
    /// The web server.
    Serve(serve::Arguments),
    /// Takes planning jobs; any number of them, on any machine.
    Worker(worker::Arguments),
    /// Solves the task on standard input for a worker.
    #[command(hide = true)]
    SolveJob,
    /// Brings the tables of the database up to date.
    Migrate(migrate::Arguments),
    /// People who log in.
    User(user::Arguments),
    /// Reads a data folder (CSV files) or an XLSX file.
    Import(import::Arguments),
    /// Writes the instance and the roster of a plan.
    Export(export::Arguments),
    /// Forecasts from the database, or by the benchmark protocol.
    Forecast(forecast::Arguments),
    /// Officers required, for test vectors.
    Staffing(staffing::Arguments),
    /// Lunar holidays by year.
    Calendar(calendar::Arguments),
    /// Solves one instance.
    Solve(solve::Arguments),
    /// Judges a roster: breaches and objective by term.
    Check(check::Arguments),
    /// Says why officers are missing in a roster, and which lawful remedies remove it at which price.
    Explain(explain::Arguments),
    /// What citizens would feel of a roster: waiting times, same-day and on-time shares, by simulation.
    Simulate(simulate::Arguments),
    /// Forecast, requirement and roster of a centre, as a draft in the database.
    Plan(plan::Arguments),
}

/// The database that a subcommand works on.
#[derive(Args)]
struct StoreArguments {
    /// `sqlite:PATH` or `postgres://…`.
    #[arg(long, env = "CATRUC_DATABASE", default_value = DEFAULT_DATABASE, value_name = "URL")]
    database: String,
}

impl StoreArguments {
    fn open(&self) -> Result<Database, CliError> {
        Ok(Database::open(&self.database)?)
    }

    /// The database, which must be there.
    fn open_existing(&self) -> Result<Database, CliError> {
        Ok(Database::open_existing(&self.database)?)
    }

    /// The database, which must be there and hold the centre.
    fn open_with(&self, centre: &CentreCode) -> Result<Database, CliError> {
        let database = self.open_existing()?;
        let centres = database.read(|store| store.centres())?;
        if centres.iter().any(|known| &known.code == centre) {
            return Ok(database);
        }
        let shown = database.shown();
        Err(CliError::Refused(if centres.is_empty() {
            format!("there is no centre {centre}: the database {shown} is empty; `catruc import` brings centres")
        } else {
            let count = centres.len();
            let centres = if count == 1 { "1 centre".to_owned() } else { format!("{count} centres") };
            format!("there is no centre {centre} among the {centres} of the database {shown}; correct the code")
        }))
    }
}

/// One clear line: what, where, and how to mend it.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// The message for the person at the terminal.
    #[error("{0}")]
    Refused(String),
    /// The database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl CliError {
    /// The error as its own words.
    fn refused(error: impl std::fmt::Display) -> Self {
        Self::Refused(error.to_string())
    }
}

/// How a subcommand ended when nothing went wrong in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Done.
    Done,
    /// Done, and the answer is no: a hard breach, no roster.
    Negative,
}

/// Runs the program: 0 done, 1 refused or negative, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    end_quietly_when_nobody_reads();
    start_log();
    let clock = SystemClock { today: cli.today };
    let ending = match &cli.command {
        Command::Demo(arguments) => demo::run(arguments, Arc::new(clock)),
        Command::Serve(arguments) => serve::run(arguments, Arc::new(clock)),
        Command::Worker(arguments) => worker::run(arguments, &clock),
        Command::SolveJob => worker::solve_job(),
        Command::Migrate(arguments) => migrate::run(arguments),
        Command::User(arguments) => user::run(arguments, &clock),
        Command::Import(arguments) => import::run(arguments, &clock),
        Command::Export(arguments) => export::run(arguments),
        Command::Forecast(arguments) => forecast::run(arguments, &clock),
        Command::Staffing(arguments) => staffing::run(arguments),
        Command::Calendar(arguments) => calendar::run(arguments),
        Command::Solve(arguments) => solve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Simulate(arguments) => simulate::run(arguments),
        Command::Plan(arguments) => plan::run(arguments, &clock),
    };
    match ending {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Negative) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("catruc: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `catruc … | head` closes the pipe while lines are still to come: that is no failure, and nothing is left to do, because
/// a subcommand prints when its work is done.
fn end_quietly_when_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let closed = panic
            .payload_as_str()
            .is_some_and(|words| words.starts_with("failed printing to stdout") && words.contains("Broken pipe"));
        if closed {
            std::process::exit(0);
        }
        usual(panic);
    }));
}

/// Log lines go to standard error; `CATRUC_LOG` chooses them (default: warnings).
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CATRUC_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,highs=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
