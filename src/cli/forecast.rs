//! `catruc forecast`: from the database, or by the benchmark protocol.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{CliError, Ending, StoreArguments};
use crate::application::actors::Account;
use crate::application::planning::forecast_demand::{LONGEST_HORIZON, forecast_demand};
use crate::application::planning::forecast_province::forecast_province;
use crate::application::ports::{Centres, Clock, StorageError};
use crate::config::SystemClock;
use crate::domain::demand::DemandForecast;
use crate::domain::ids::CentreCode;
use crate::exchange::forecast_benchmark;

/// Stands for all centres.
const EVERY_CENTRE: &str = "*";

#[derive(Args)]
pub(super) struct Arguments {
    /// Centre to forecast from the database; `*` for all of them, so that they agree with what their sum will be.
    #[arg(long, value_name = "CODE", conflicts_with = "data")]
    centre: Option<String>,
    /// Days ahead that are printed; all 62 are kept for the pages.
    #[arg(long, default_value_t = 28, value_parser = clap::value_parser!(u32).range(1..=i64::from(LONGEST_HORIZON)))]
    days: u32,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    /// Folder of series (benchmark protocol).
    #[arg(long, value_name = "DIR", requires_all = ["manifest", "out"])]
    data: Option<PathBuf>,
    /// What to forecast (benchmark protocol).
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// File to write (benchmark protocol).
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    if let (Some(data), Some(manifest), Some(out)) = (&arguments.data, &arguments.manifest, &arguments.out) {
        let rows = forecast_benchmark::run(data, manifest, out).map_err(CliError::refused)?;
        eprintln!("{rows} days forecast.");
        return Ok(Ending::Done);
    }
    let Some(centre) = &arguments.centre else {
        return Err(CliError::Refused(
            "say what to forecast: --centre CODE, or --data DIR --manifest FILE --out FILE".into(),
        ));
    };
    if centre == EVERY_CENTRE {
        return all_centres(arguments, clock);
    }
    let centre = CentreCode::from(centre.as_str());
    let database = arguments.store.open_with(&centre)?;
    let manager = Account::operator()
        .manager_of(&centre)
        .ok_or_else(|| CliError::Refused(format!("centre {centre} cannot be planned from here")))?;
    let forecasts = database
        .transaction(|store| forecast_demand(store, clock, &manager, arguments.days))
        .map_err(CliError::refused)?;
    if arguments.json {
        print_json(&centre, &forecasts)
    } else {
        print_table(&forecasts)
    }
    Ok(Ending::Done)
}

/// Makes and keeps the forecasts of the whole province; meant for every night.
fn all_centres(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    let database = arguments.store.open_existing()?;
    let kept = database
        .transaction::<_, StorageError>(|store| {
            let centres = store.centres()?;
            forecast_province(store, clock, &centres, clock.today(), LONGEST_HORIZON)
        })
        .map_err(CliError::refused)?;
    println!("{kept} forecasts made and kept.");
    Ok(Ending::Done)
}

#[derive(Serialize)]
struct ForecastJson<'a> {
    centre: &'a str,
    groups: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    group: &'a str,
    cut: String,
    days: Vec<DayJson>,
}

#[derive(Serialize)]
struct DayJson {
    date: String,
    mean: f64,
    lo95: f64,
    q10: f64,
    q50: f64,
    q80: f64,
    q90: f64,
    hi95: f64,
}

fn print_json(centre: &CentreCode, forecasts: &[DemandForecast]) {
    let groups = forecasts
        .iter()
        .map(|forecast| GroupJson {
            group: forecast.group.as_str(),
            cut: forecast.cut.to_string(),
            days: forecast
                .days
                .iter()
                .map(|day| DayJson {
                    date: day.date.to_string(),
                    mean: day.mean,
                    lo95: day.lo95,
                    q10: day.q10,
                    q50: day.q50,
                    q80: day.q80,
                    q90: day.q90,
                    hi95: day.hi95,
                })
                .collect(),
        })
        .collect();
    println!("{}", serde_json::json!(ForecastJson { centre: centre.as_str(), groups }));
}

fn print_table(forecasts: &[DemandForecast]) {
    for forecast in forecasts {
        println!("{} (data up to {})", forecast.group, forecast.cut);
        println!("  {:10} {:>9} {:>9} {:>9} {:>9} {:>9}", "day", "10 %", "median", "80 %", "90 %", "mean");
        for day in &forecast.days {
            println!(
                "  {:10} {:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>9.1}",
                day.date.to_string(),
                day.q10,
                day.q50,
                day.q80,
                day.q90,
                day.mean
            );
        }
    }
}
