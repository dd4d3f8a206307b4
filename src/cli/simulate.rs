//! `catruc simulate`: what citizens would feel of a roster, by the digital twin.

use clap::Args;
use serde::Serialize;

use super::{CliError, Ending, StoreArguments};
use crate::application::planning::simulate_roster::{SimulationView, simulation_of};
use crate::application::ports::{Rosters, StorageError};
use crate::domain::ids::{CentreCode, RosterId};
use crate::twin::Interval;

#[derive(Args)]
pub(super) struct Arguments {
    /// Code of the centre.
    #[arg(long, value_name = "CODE")]
    centre: String,
    /// The roster, by the number that `catruc plan` prints.
    #[arg(long, value_name = "ID")]
    roster: i64,
    /// How often the period is lived.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    runs: u32,
    /// The same seed gives the same figures.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: StoreArguments,
}

#[derive(Serialize)]
struct Answer {
    roster: i64,
    runs: u32,
    wait_target_minutes: f64,
    in_time: Option<IntervalJson>,
    same_day: Option<IntervalJson>,
    on_time: Option<IntervalJson>,
    half_hours: Vec<HalfHourJson>,
    days: Vec<DayJson>,
    utilisation: Vec<UtilisationJson>,
}

#[derive(Serialize)]
struct IntervalJson {
    mean: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct HalfHourJson {
    from_minute: f64,
    citizens: f64,
    wait_minutes: f64,
    in_time: f64,
}

#[derive(Serialize)]
struct DayJson {
    date: String,
    citizens: IntervalJson,
    wait_minutes: f64,
    in_time: Option<IntervalJson>,
    sent_home: f64,
}

#[derive(Serialize)]
struct UtilisationJson {
    skill: String,
    busy: Option<f64>,
}

impl From<Interval> for IntervalJson {
    fn from(interval: Interval) -> Self {
        let Interval { mean, low, high } = interval;
        Self { mean, low, high }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let centre = CentreCode::from(arguments.centre.as_str());
    let database = arguments.store.open_with(&centre)?;
    let id = RosterId(arguments.roster);
    let prepared = database.read::<_, StorageError>(|store| {
        let head = store.roster(id)?.filter(|head| head.centre == centre);
        head.map_or(Ok(None), |head| simulation_of(store, head))
    })?;
    let Some(prepared) = prepared else {
        let number = arguments.roster;
        let why = format!("centre {centre} has no roster {number}; `catruc plan --centre {centre}` prints its number");
        return Err(CliError::Refused(why));
    };
    let view = prepared.run(arguments.runs, arguments.seed);
    if arguments.json {
        let text = serde_json::to_string(&answer(&view)).map_err(CliError::refused)?;
        println!("{text}");
    } else {
        print!("{}", in_words(&view));
    }
    Ok(Ending::Done)
}

fn answer(view: &SimulationView) -> Answer {
    let outlook = &view.outlook;
    Answer {
        roster: view.head.id.0,
        runs: outlook.runs,
        wait_target_minutes: view.wait_target,
        in_time: outlook.in_time.map(IntervalJson::from),
        same_day: outlook.same_day.map(IntervalJson::from),
        on_time: outlook.on_time.map(IntervalJson::from),
        half_hours: outlook
            .half_hours
            .iter()
            .map(|half| HalfHourJson {
                from_minute: half.from,
                citizens: half.citizens,
                wait_minutes: half.wait,
                in_time: half.in_time,
            })
            .collect(),
        days: outlook
            .days
            .iter()
            .zip(&view.dates)
            .map(|(day, date)| DayJson {
                date: date.to_string(),
                citizens: day.citizens.into(),
                wait_minutes: day.wait,
                in_time: day.in_time.map(IntervalJson::from),
                sent_home: day.sent_home,
            })
            .collect(),
        utilisation: outlook
            .utilisation
            .iter()
            .zip(&view.skills)
            .map(|(busy, skill)| UtilisationJson { skill: skill.to_string(), busy: *busy })
            .collect(),
    }
}

fn in_words(view: &SimulationView) -> String {
    let outlook = &view.outlook;
    let share = |interval: Option<Interval>| {
        interval.map_or_else(
            || "nothing to say".to_owned(),
            |Interval { mean, low, high }| {
                format!("{:.1} % ({:.1} to {:.1} %)", 100.0 * mean, 100.0 * low, 100.0 * high)
            },
        )
    };
    let mut lines = vec![
        format!("{} runs of {} days; in brackets what eight runs in ten keep to", outlook.runs, outlook.days.len()),
        format!("Start within {:.0} min: {}", view.wait_target, share(outlook.in_time)),
        format!("Finished the same day: {}", share(outlook.same_day)),
        format!("Finished when due: {}", share(outlook.on_time)),
        "From    citizens  wait min  in time".to_owned(),
    ];
    for half in &outlook.half_hours {
        let (hour, minute) = ((half.from / 60.0).floor(), half.from % 60.0);
        let (citizens, wait, in_time) = (half.citizens, half.wait, 100.0 * half.in_time);
        lines.push(format!("{hour:02.0}:{minute:02.0} {citizens:>11.1} {wait:>9.1} {in_time:>6.1} %"));
    }
    lines.push("Busy at the desk, of the time of those who hold the skill:".to_owned());
    for (skill, busy) in view.skills.iter().zip(&outlook.utilisation) {
        let busy = busy.map_or_else(|| "nobody holds it".to_owned(), |busy| format!("{:.0} %", 100.0 * busy));
        lines.push(format!("  {skill}: {busy}"));
    }
    lines.join("\n") + "\n"
}
