//! `catruc explain`: why somebody is missing in a roster, and which lawful remedies remove it at which price.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{CliError, Ending};
use crate::checker::{Shortfall, check};
use crate::domain::instance::{Instance, Plan};
use crate::exchange::instance::read_instance;
use crate::exchange::roster_csv::read_roster;
use crate::optimiser::explain::{Obstacle, WhyShort, why_short};
use crate::optimiser::remedies::{Cap, Possibilities, Remedy, Step, remedies};

/// Shortfalls that are explained when none is asked for by name: each takes up to some seconds.
const EXPLAINED: usize = 10;

#[derive(Args)]
pub(super) struct Arguments {
    /// Commune instance (JSON).
    instance: PathBuf,
    /// Roster (CSV: officer,day,shift).
    roster: PathBuf,
    /// Only this shortfall; day 0 is the first day.
    #[arg(long, value_name = "DAY,BLOCK,SKILL")]
    shortfall: Option<String>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    shortfalls: Vec<ShortfallJson>,
    /// Shortfalls beyond the explained ones.
    not_explained: usize,
}

#[derive(Serialize)]
struct ShortfallJson {
    day: usize,
    block: String,
    skill: String,
    missing: i32,
    missing_floor: i32,
    reasons: Vec<ReasonJson>,
    remedies: Vec<RemedyJson>,
}

#[derive(Serialize)]
struct ReasonJson {
    officer: String,
    obstacles: Vec<String>,
}

#[derive(Serialize)]
struct RemedyJson {
    steps: Vec<String>,
    removed: i32,
    left: i32,
    overtime_minutes: i32,
    evenings: i32,
    /// Normal minutes of officers who are lent.
    lent_minutes: i32,
    points: f64,
    cells: Vec<CellJson>,
}

#[derive(Serialize)]
struct CellJson {
    officer: String,
    day: usize,
    before: Option<String>,
    after: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    let read = |path: &PathBuf| {
        fs::read_to_string(path)
            .map_err(|error| CliError::Refused(format!("{} cannot be read: {error}; check the path", path.display())))
    };
    let refused =
        |path: &PathBuf, error: &dyn std::fmt::Display| CliError::Refused(format!("{}: {error}", path.display()));
    let (instance, roster) = (read(&arguments.instance)?, read(&arguments.roster)?);
    let instance = read_instance(&instance).map_err(|error| refused(&arguments.instance, &error))?;
    let plan = read_roster(&instance, &roster).map_err(|error| refused(&arguments.roster, &error))?;
    let breaches = check(&instance, &plan).breaches.len();
    if breaches > 0 {
        eprintln!("The roster breaks hard rules ({breaches} breaches); `catruc check` names them. Mend them first.");
    }
    let mut gaps = why_short(&instance, &plan);
    if let Some(wanted) = &arguments.shortfall {
        gaps.retain(|why| name(&instance, &why.shortfall) == *wanted);
        if gaps.is_empty() {
            return Err(CliError::Refused(format!(
                "nobody is missing at {wanted}; without --shortfall every shortfall is listed as DAY,BLOCK,SKILL"
            )));
        }
    }
    let weight = |why: &WhyShort| {
        let gap = &why.shortfall;
        let points = f64::from(gap.below_floor) * instance.weights.unmet_min
            + f64::from(gap.below_target) * instance.weights.unmet;
        points * instance.skills[gap.skill].factor
    };
    gaps.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    let may = Possibilities::by_law(&instance);
    let answer = Answer {
        not_explained: gaps.len().saturating_sub(EXPLAINED),
        shortfalls: gaps.iter().take(EXPLAINED).map(|why| explained(&instance, &plan, why, &may)).collect(),
    };
    if arguments.json {
        println!("{}", serde_json::json!(answer));
    } else {
        tell(&answer);
    }
    Ok(Ending::Done)
}

/// A shortfall as `--shortfall` names it.
fn name(instance: &Instance, gap: &Shortfall) -> String {
    format!("{},{},{}", gap.day, instance.blocks[gap.block].code, instance.skills[gap.skill].code)
}

fn explained(instance: &Instance, plan: &Plan, why: &WhyShort, may: &Possibilities) -> ShortfallJson {
    let gap = &why.shortfall;
    let officer = |at: usize| instance.officers[at].code.clone();
    ShortfallJson {
        day: gap.day,
        block: instance.blocks[gap.block].code.clone(),
        skill: instance.skills[gap.skill].code.clone(),
        missing: gap.below_floor + gap.below_target,
        missing_floor: gap.below_floor,
        reasons: why
            .reasons
            .iter()
            .map(|reason| ReasonJson {
                officer: officer(reason.officer),
                obstacles: reason.obstacles.iter().map(|obstacle| obstacle_in_words(instance, obstacle)).collect(),
            })
            .collect(),
        remedies: remedies(instance, plan, gap, may).iter().map(|remedy| remedy_json(instance, remedy)).collect(),
    }
}

fn remedy_json(instance: &Instance, remedy: &Remedy) -> RemedyJson {
    let code = |shift: Option<usize>| shift.map(|shift| instance.shifts[shift].code.clone());
    let officer = |at: usize| instance.officers.get(at).map_or_else(|| "(lent)".to_owned(), |own| own.code.clone());
    let exchange = || vec!["exchange shifts, as is lawful already".to_owned()];
    RemedyJson {
        steps: if remedy.steps.is_empty() {
            exchange()
        } else {
            remedy.steps.iter().map(|step| step_in_words(instance, *step)).collect()
        },
        removed: remedy.removed,
        left: remedy.left,
        overtime_minutes: remedy.price.overtime,
        evenings: remedy.price.evenings,
        lent_minutes: remedy.price.lent,
        points: remedy.price.honest_points(),
        cells: remedy
            .price
            .cells
            .iter()
            .map(|cell| CellJson {
                officer: officer(cell.officer),
                day: cell.day,
                before: code(cell.before),
                after: code(cell.after),
            })
            .collect(),
    }
}

fn step_in_words(instance: &Instance, step: Step) -> String {
    let block = |at: usize| &instance.blocks[at].code;
    let skill = |at: usize| &instance.skills[at].code;
    match step {
        Step::Consent { officer, day, shift } => format!(
            "{} agrees to shift {} on day {day} (Labour Code art. 107(2)(a))",
            instance.officers[officer].code, instance.shifts[shift].code
        ),
        Step::RaiseCap { officer, cap, minutes } => {
            let (span, ground) = match cap {
                Cap::Month => ("month", "Resolution 17/2022/UBTVQH15, art. 1(2), its validity is disputed"),
                Cap::Year => ("year", "Labour Code art. 107(3), NĐ 145/2020 art. 61"),
            };
            format!(
                "the {span}'s cap of {} is raised by {} h ({ground})",
                instance.officers[officer].code,
                minutes / 60
            )
        }
        Step::Lend { day, block: at, skill: of } => {
            format!("another centre lends one officer with skill {} for block {} on day {day}", skill(of), block(at))
        }
        Step::Move { block: at, from, to } => format!("block {} is open on day {to} instead of day {from}", block(at)),
        Step::LowerTarget { day, block: at, skill: of, to } => {
            format!("the target of {} in block {} on day {day} is {to}, not below the floor", skill(of), block(at))
        }
    }
}

fn obstacle_in_words(instance: &Instance, obstacle: &Obstacle) -> String {
    match *obstacle {
        Obstacle::OnLeave => "on leave".to_owned(),
        Obstacle::Unavailable => "not available".to_owned(),
        Obstacle::NoConsent => "has not agreed to overtime".to_owned(),
        Obstacle::Protected => "protected from overtime and evenings".to_owned(),
        Obstacle::DayMinutes { minutes, limit } => format!("would work {minutes} of {limit} minutes that day"),
        Obstacle::MonthCap { used, limit } => format!("would have {used} of {limit} overtime minutes this month"),
        Obstacle::YearCap { used, limit } => format!("would have {used} of {limit} overtime minutes this year"),
        Obstacle::Rest { minutes, needed } => format!("would rest {minutes} of {needed} minutes"),
        Obstacle::WeekMinutes { minutes, limit } => {
            format!("would have {minutes} normal minutes in the week, the limit is {limit}")
        }
        Obstacle::WeeklyRest => "needs the weekly rest".to_owned(),
        Obstacle::EveningsWeek { evenings, limit } => format!("would have {evenings} evenings of {limit} a week"),
        Obstacle::WorkRow { days, limit } => format!("would work {days} days in a row of {limit}"),
        Obstacle::Pinned => "pinned to another shift".to_owned(),
        Obstacle::ServesOtherSkill { skill } => format!("there, serving {}", instance.skills[skill].code),
        Obstacle::PreferredElsewhere { delta } => format!("could come for {delta:+.1} points"),
    }
}

fn tell(answer: &Answer) {
    if answer.shortfalls.is_empty() {
        println!("Nobody is missing.");
    }
    for gap in &answer.shortfalls {
        let ShortfallJson { day, block, skill, missing, missing_floor, .. } = gap;
        println!("{day},{block},{skill}: {missing} missing, {missing_floor} of them below the floor");
        if gap.reasons.is_empty() {
            println!("  nobody has the skill");
        }
        for reason in &gap.reasons {
            println!("  {}: {}", reason.officer, reason.obstacles.join("; "));
        }
        if gap.remedies.iter().all(|remedy| remedy.left > 0) {
            println!("  Nothing lawful removes this shortfall wholly.");
        }
        for remedy in &gap.remedies {
            let left = if remedy.left > 0 { format!(", {} still missing", remedy.left) } else { String::new() };
            let lent = match remedy.lent_minutes {
                0 => String::new(),
                minutes => format!("{minutes} min lent, "),
            };
            println!(
                "  - {}: {lent}overtime {:+} min, evenings {:+}, {} cells, {:+.1} points{left}",
                remedy.steps.join(" and "),
                remedy.overtime_minutes,
                remedy.evenings,
                remedy.cells.len(),
                remedy.points
            );
        }
    }
    if answer.not_explained > 0 {
        println!("… and {} more shortfalls; ask for one with --shortfall.", answer.not_explained);
    }
}
