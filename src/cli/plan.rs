//! `catruc plan`: forecast → requirement → roster of one centre, as a draft in the store.

use chrono::NaiveDate;
use clap::Args;

use super::print::clash_in_words;
use super::worker::SolveMemory;
use super::{CliError, Ending, StoreArguments};
use crate::application::actors::Account;
use crate::application::planning::improve_roster::{Improved, job_options, take_up};
use crate::application::planning::propose_roster::{ProposeError, draft_roster};
use crate::application::planning::solver::CutShort;
use crate::application::planning::view_board::board_of;
use crate::application::ports::{Clock, Rosters, StorageError};
use crate::application::views::{BoardView, Obstacle, Shortfall};
use crate::config::SystemClock;
use crate::domain::ids::CentreCode;
use crate::domain::rules::Severity;

/// Shortfalls that are printed in full.
const PRINTED_SHORTFALLS: usize = 20;

#[derive(Args)]
pub(super) struct Arguments {
    /// Centre.
    #[arg(long, value_name = "CODE")]
    centre: String,
    /// First day, a Monday.
    #[arg(long, value_name = "DATE")]
    from: NaiveDate,
    /// Weeks.
    #[arg(long, default_value_t = 4)]
    weeks: u32,
    /// Wall seconds for the optimiser; the centre's setting by default.
    #[arg(long, value_name = "SECONDS")]
    time_limit: Option<i32>,
    #[command(flatten)]
    memory: SolveMemory,
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    let centre = CentreCode::from(arguments.centre.as_str());
    let database = arguments.store.open_with(&centre)?;
    let operator = Account::operator();
    let (head, seconds) = database
        .transaction::<_, ProposeError>(|store| {
            draft_roster(store, clock, &centre, &operator.login, arguments.from, arguments.weeks)
        })
        .map_err(|error| match error {
            ProposeError::Contradiction(clash) => {
                let code = clash.officer.0.as_str();
                CliError::Refused(clash_in_words(&clash.instance, code, &clash.facts, &clash.closed))
            }
            other => CliError::refused(other),
        })?;
    let mut improvement = database
        .transaction(|store| take_up(store, head.id))?
        .ok_or_else(|| CliError::Refused(format!("roster {} is not a draft any more; plan again", head.id)))?;
    eprintln!("A lawful roster stands; improving it for at most {} s.", arguments.time_limit.unwrap_or(seconds));
    let improved = improvement.run(
        &mut arguments.memory.solver()?,
        &job_options(arguments.time_limit.unwrap_or(seconds)),
        |improvement, found| database.transaction(|store| improvement.keep(store, found)),
        |_| Ok(true),
    )?;
    match &improved.cut_short {
        None => {}
        Some(CutShort::Memory { mebibytes }) => {
            eprintln!("The solve needed more than {mebibytes} MiB and was stopped; --solve-memory allows it more.");
        }
        Some(CutShort::NothingLawful) => {
            eprintln!(
                "By the facts of now no lawful roster exists; the draft stays as it is. Plan again to see what clashes."
            );
        }
        Some(CutShort::Crashed(reason)) => eprintln!("The solve broke off, the best roster it told stays: {reason}"),
    }
    let board = database.read::<_, StorageError>(|store| {
        let head = store
            .roster(head.id)?
            .ok_or_else(|| StorageError::Corrupt { table: "rosters", value: head.id.to_string() })?;
        board_of(store, head, clock.today())
    })?;
    print_board(&board);
    print_shortfalls(&board);
    print_proof(&improved);
    println!("Draft: roster {} (centre {centre}, version {}).", board.head.id, board.head.version);
    Ok(Ending::Done)
}

fn print_board(board: &BoardView) {
    println!(
        "{} ({}), {} to {}",
        board.centre.name,
        board.centre.code,
        board.head.period.first,
        board.head.period.last()
    );
    if let Some((mean, low, high)) = board.expected {
        println!("Expected: {mean:.0} dossiers a day (80 % band {low:.0} to {high:.0})");
    }
    let width = board.rows.iter().map(|row| row.officer.code.as_str().chars().count()).max().unwrap_or(8).max(8);
    let cell = board.shifts.iter().map(|shift| shift.code.as_str().chars().count()).max().unwrap_or(2).max(2);
    let days: Vec<String> =
        board.days.iter().map(|day| format!("{:>cell$}", day.date.format("%d").to_string())).collect();
    println!("{:width$}  {}", "", days.join(" "));
    for row in &board.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|shown| match &shown.shift {
                Some(shift) => format!("{:>cell$}", shift.as_str()),
                None if shown.away => format!("{:>cell$}", "/"),
                None => format!("{:>cell$}", "."),
            })
            .collect();
        println!("{:width$}  {}", row.officer.code.as_str(), cells.join(" "));
    }
    println!(". free   / away");
    let hard = board.breaches.iter().filter(|breach| breach.severity == Severity::Hard).count();
    let breaches = match hard {
        0 => "no breach".to_owned(),
        1 => "1 breach".to_owned(),
        more => format!("{more} breaches"),
    };
    println!("Labour law: {breaches}");
}

fn print_shortfalls(board: &BoardView) {
    if board.shortfalls.is_empty() {
        println!("Shortfalls: none.");
        return;
    }
    let missing: i32 = board.shortfalls.iter().map(|gap| gap.missing).sum();
    let officers = if missing == 1 { "officer" } else { "officers" };
    let places = if board.shortfalls.len() == 1 { "place" } else { "places" };
    println!("Shortfalls: {missing} {officers} missing in {} {places}.", board.shortfalls.len());
    for gap in board.shortfalls.iter().take(PRINTED_SHORTFALLS) {
        println!("  {} {} {}: {} missing; {}", gap.date, gap.block, gap.skill, gap.missing, reasons(gap));
    }
    if board.shortfalls.len() > PRINTED_SHORTFALLS {
        println!("  … and {} more on the board page.", board.shortfalls.len() - PRINTED_SHORTFALLS);
    }
}

fn reasons(gap: &Shortfall) -> String {
    if gap.reasons.is_empty() {
        return "nobody of the centre has the skill".to_owned();
    }
    let parts: Vec<String> = gap.reasons.iter().map(|group| words(&group.obstacle, group.officers.len())).collect();
    parts.join(", ")
}

/// What stands in the way of `count` officers: "1 has not agreed to overtime".
fn words(obstacle: &Obstacle, count: usize) -> String {
    let one_or_more = |one: &str, more: &str| if count == 1 { one.to_owned() } else { more.to_owned() };
    let hours = |minutes: &i32| format!("{:.1} h", f64::from(*minutes) / 60.0);
    let words = match obstacle {
        Obstacle::Away => "away".to_owned(),
        Obstacle::Unavailable => "not available".to_owned(),
        Obstacle::NotThatDay => "the shift is not worked that day".to_owned(),
        Obstacle::NoConsent => one_or_more("has not agreed to overtime", "have not agreed to overtime"),
        Obstacle::Protected => "protected from overtime and evenings".to_owned(),
        Obstacle::MonthCap(with, cap) => format!("would have {} of {} overtime this month", hours(with), hours(cap)),
        Obstacle::AgreedHours(with, left) => {
            format!("would have {} of the {} overtime that the consents leave this month", hours(with), hours(left))
        }
        Obstacle::YearCap(with, cap) => format!("would have {} of {} overtime this year", hours(with), hours(cap)),
        Obstacle::Rest(rest, minimum) => format!("would rest {} of {}", hours(rest), hours(minimum)),
        Obstacle::WeekHours => one_or_more("has the weekly hours", "have their weekly hours"),
        Obstacle::WeeklyRest => one_or_more("needs the weekly rest", "need their weekly rest"),
        Obstacle::Evenings(with, limit) => format!("would have {with} evenings of {limit} a week"),
        Obstacle::Pinned => "pinned elsewhere".to_owned(),
        Obstacle::Rule(rule, row) => format!("would break the rule {}", row.as_deref().unwrap_or(rule)),
        Obstacle::ServesOther => "there, serving another short counter".to_owned(),
        Obstacle::CostsMore => "could come at a higher price".to_owned(),
    };
    format!("{count} {words}")
}

fn print_proof(improved: &Improved) {
    let Some(proof) = improved.proof else { return };
    println!(
        "Penalty {:.2} after {:.1} s; bound {}; {}",
        proof.objective,
        proof.seconds,
        proof.bound.map_or_else(|| "none".to_owned(), |bound| format!("{bound:.2}")),
        super::print::proof_in_words(proof.bound, proof.gap(), proof.proven)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_officer_has_and_two_have() {
        let said = |obstacle: Obstacle| [1, 2].map(|count| words(&obstacle, count));
        assert_eq!(said(Obstacle::NoConsent), ["1 has not agreed to overtime", "2 have not agreed to overtime"]);
        assert_eq!(said(Obstacle::WeeklyRest), ["1 needs the weekly rest", "2 need their weekly rest"]);
        assert_eq!(said(Obstacle::WeekHours), ["1 has the weekly hours", "2 have their weekly hours"]);
        assert_eq!(said(Obstacle::Away), ["1 away", "2 away"]);
    }
}
