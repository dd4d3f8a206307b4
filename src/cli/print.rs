//! What several subcommands print or write alike.

use std::fs;
use std::io::Write;
use std::path::Path;

use chrono::Days;
use serde::Serialize;

use super::CliError;
use crate::application::planning::clash::ClosedShifts;
use crate::application::views::Obstacle;
use crate::checker::Terms;
use crate::checker::nrp::NrpTerms;
use crate::domain::instance::Instance;
use crate::optimiser::clash::Fact;

/// The objective by term.
#[derive(Serialize)]
pub(super) struct TermsJson {
    unmet_min: f64,
    unmet: f64,
    overtime: f64,
    fair_evening: f64,
    fair_overtime: f64,
    pref: f64,
    evening_row: f64,
    change: f64,
}

impl From<&Terms> for TermsJson {
    fn from(terms: &Terms) -> Self {
        let Terms { unmet_min, unmet, overtime, fair_evening, fair_overtime, pref, evening_row, change } = *terms;
        Self { unmet_min, unmet, overtime, fair_evening, fair_overtime, pref, evening_row, change }
    }
}

/// The objective of the rostering benchmark by term.
#[derive(Serialize)]
pub(super) struct NrpTermsJson {
    on: f64,
    off: f64,
    under: f64,
    over: f64,
}

impl From<&NrpTerms> for NrpTermsJson {
    fn from(terms: &NrpTerms) -> Self {
        let NrpTerms { on, off, under, over } = *terms;
        Self { on, off, under, over }
    }
}

/// The smallest clashing set of one officer in words.
pub(super) fn clash_in_words(instance: &Instance, officer: &str, facts: &[Fact], closed: &[ClosedShifts]) -> String {
    let in_words = |fact: &Fact| -> Vec<String> {
        let known = closed.iter().filter(|closed| *fact == Fact::Unavailable { day: closed.day });
        let known: Vec<String> = known.map(|closed| closed_in_words(instance, closed)).collect();
        if known.is_empty() { vec![fact_in_words(instance, *fact)] } else { known }
    };
    let facts: Vec<String> = facts.iter().flat_map(in_words).collect();
    format!("{officer} has no lawful roster. These cannot hold together; mend one of them: {}", facts.join("; "))
}

/// Shifts of a day, and what closes them.
fn closed_in_words(instance: &Instance, closed: &ClosedShifts) -> String {
    let by = match &closed.by {
        Obstacle::NotThatDay => "it is not worked that day".to_owned(),
        Obstacle::NoConsent => "not agreed to".to_owned(),
        Obstacle::AgreedHours(..) => "the month's limit of the consents is used up".to_owned(),
        Obstacle::Protected => "exempt from overtime, evenings and nights".to_owned(),
        Obstacle::Rest(rest, least) => format!("would rest {rest} of {least} min beside work in another roster"),
        Obstacle::Rule(rule, row) => format!("would break the rule {}", row.as_deref().unwrap_or(rule)),
        _ => "declared impossible".to_owned(),
    };
    format!("cannot work {} on {}: {by}", closed.shifts.join(", "), day_in_words(instance, closed.day))
}

/// A day by its date where the instance has one.
fn day_in_words(instance: &Instance, day: usize) -> String {
    let days = u64::try_from(day).unwrap_or(0);
    instance.first_date.map_or_else(|| format!("day {day}"), |first| (first + Days::new(days)).to_string())
}

/// One fact of a clashing set in words.
fn fact_in_words(instance: &Instance, fact: Fact) -> String {
    let date = |day: usize| day_in_words(instance, day);
    match fact {
        Fact::Unavailable { day } => format!("cannot work some shifts on {}", date(day)),
        Fact::Leave { day } => format!("is on leave on {}", date(day)),
        Fact::Pin { day, shift } => format!("is pinned to shift {} on {}", instance.shifts[shift].code, date(day)),
        Fact::Evenings { most } => format!("works at most {most} evenings a week"),
        Fact::MonthCap { first, most } => {
            format!("has {} min of overtime left in the month from {}", most.max(0), date(first))
        }
        Fact::PeriodCap { most } => format!("has {} min of overtime left in month or year", most.max(0)),
        Fact::NoOvertime { protected: true } => "is protected from overtime and evenings".to_owned(),
        Fact::NoOvertime { protected: false } => "has not agreed to overtime".to_owned(),
        Fact::Rest => {
            let limits = &instance.limits;
            format!("rests {} min between shifts, {} min beside a moved shift", limits.rest, limits.rest_change)
        }
        Fact::WorkRow { most } => format!("works at most {most} days in a row"),
        Fact::WeeklyRest => "has a free day every week".to_owned(),
        Fact::WeekMost { most } => format!("works at most {most} normal minutes a week"),
        Fact::WeekLeast { least } => format!("works at least {least} normal minutes a week, leave aside"),
    }
}

/// Bound and gap in words.
pub(super) fn proof_in_words(bound: Option<f64>, gap: Option<f64>, proven: bool) -> String {
    match (bound, gap) {
        _ if proven => "proven best".to_owned(),
        (Some(bound), Some(gap)) => {
            format!("no roster is below {bound:.2}: at most {:.2} % from the best", gap * 100.0)
        }
        _ => "no bound was proven in the time".to_owned(),
    }
}

/// Writes a file wholly or not at all: beside it first, then renamed.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let failed = |error: std::io::Error| {
        CliError::Refused(format!("{} cannot be written: {error}; check folder and permissions", path.display()))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // Whatever was begun beside the file is of no use to anybody.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// CPU seconds of this process and its ended children (utime, stime, cutime, cstime of `/proc/self/stat`, in clock ticks of
/// a hundredth of a second on Linux); 0 where there is no such file.
pub(super) fn cpu_seconds() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in brackets and may hold blanks; the numbers follow it.
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = after_name.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS_PER_SECOND
}
