//! Reading a data folder: the CSV files, or the sheets of one XLSX, with which centres bring their data.
//!
//! A folder is read as a whole. Either every row is sound and the answer is a [`DataFolder`], or the answer is every
//! error found (up to [`MAX_ERRORS`]) with file, line, column, value and remedy; nothing is ever half-read; a CSV file ends with a line end, because half a number
//! is a number too. A folder may
//! bring only what has changed: codes are judged against the folder *and* what the store holds ([`KnownCodes`]).
//!
//! The road of one file: `source` finds it (a sheet becomes CSV in `workbook`), `text` checks its bytes, `table` gives its lines, `cell` turns cells into values, and a reader of `places`, `people`, `history` or `planning` turns lines into
//! rows. `keyed` says which rows are the same row.

use std::path::Path;

use chrono_tz::Tz;

use crate::domain::block::Block;
use crate::domain::centre::{Centre, CentreScope, Site};
use crate::domain::dossiers::DossierCount;
use crate::domain::officer::{Consent, Leave, Officer, Preference, Unavailability};
use crate::domain::overtime::LedgerEntry;
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::shift::Shift;

mod cell;
mod codes;
mod expected;
mod history;
mod keyed;
mod people;
mod places;
mod planning;
mod problem;
mod report;
mod rows;
mod setting_range;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod workbook;

pub use crate::domain::rules::local::{LocalRuleRow, RowDetails, RuleScope};
pub use codes::KnownCodes;
pub use expected::{CodeKind, Expected, Quantity};
pub use keyed::Keyed;
pub use problem::Problem;
pub use report::{ImportError, ImportErrors, MAX_ERRORS, Notice, NoticeKind, SHOWN_ERRORS};
pub use rows::{
    AssignmentRow, CalendarKind, CalendarRow, CaseRow, Channel, CrewSlot, GroupScope, PayRow, ProfileRow, RoleGrant,
    SessionOfficers, SessionRow, SessionStatus, SettingRow, UserRole, UserRow,
};
pub use source::TABLES;

use codes::Codes;
use report::Report;
use source::Sources;
use table::Table;

/// Everything that a data folder brings, row by row in file order. A missing file is an empty list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataFolder {
    /// `centres.csv`.
    pub centres: Vec<Centre>,
    /// `sites.csv`.
    pub sites: Vec<Site>,
    /// `groups.csv`.
    pub groups: Vec<ProcedureGroup>,
    /// `blocks.csv`.
    pub blocks: Vec<Block>,
    /// `shifts.csv`.
    pub shifts: Vec<Shift>,
    /// `officers.csv`.
    pub officers: Vec<Officer>,
    /// `consents.csv`.
    pub consents: Vec<Consent>,
    /// `leave.csv`.
    pub leave: Vec<Leave>,
    /// `unavailable.csv`.
    pub unavailable: Vec<Unavailability>,
    /// `preferences.csv`.
    pub preferences: Vec<Preference>,
    /// `dossiers.csv`.
    pub dossiers: Vec<DossierCount>,
    /// `cases.csv`.
    pub cases: Vec<CaseRow>,
    /// `ledger.csv`.
    pub ledger: Vec<LedgerEntry>,
    /// `pay.csv`.
    pub pay: Vec<PayRow>,
    /// `assignments.csv`.
    pub assignments: Vec<AssignmentRow>,
    /// `rules.csv`.
    pub rules: Vec<LocalRuleRow>,
    /// `calendar.csv`.
    pub calendar: Vec<CalendarRow>,
    /// `profiles.csv`.
    pub profiles: Vec<ProfileRow>,
    /// `settings.csv`.
    pub settings: Vec<SettingRow>,
    /// `sessions.csv`.
    pub sessions: Vec<SessionRow>,
    /// `users.csv`.
    pub users: Vec<UserRow>,
    /// What was ignored or looks odd.
    pub notices: Vec<Notice>,
}

/// Reads a folder, a workbook or a single CSV file, by what `path` is.
///
/// # Errors
/// Everything that is wrong with it, or that it cannot be opened.
pub fn read_path(path: &Path, known: &KnownCodes) -> Result<DataFolder, ImportErrors> {
    if path.is_dir() { read_folder(path, known) } else { read_one_file(path, known) }
}

/// Reads the CSV files of a folder; when it has none of ours, its workbooks.
///
/// # Errors
/// Everything that is wrong with them, or that the folder cannot be opened.
pub fn read_folder(dir: &Path, known: &KnownCodes) -> Result<DataFolder, ImportErrors> {
    let mut report = Report::default();
    let sources = source::from_folder(dir, &mut report);
    assemble(&sources, known, report)
}

/// Reads a workbook whose sheets are named like the files, without `.csv`.
///
/// # Errors
/// Everything that is wrong with it, or that it cannot be opened.
pub fn read_xlsx(path: &Path, known: &KnownCodes) -> Result<DataFolder, ImportErrors> {
    read_one_file(path, known)
}

/// Reads uploaded files, (name, content): any number of CSV files, or a workbook.
///
/// # Errors
/// Everything that is wrong with them.
pub fn read_files(files: Vec<(String, Vec<u8>)>, known: &KnownCodes) -> Result<DataFolder, ImportErrors> {
    let mut report = Report::default();
    let sources = source::from_files(files, &mut report);
    assemble(&sources, known, report)
}

fn read_one_file(path: &Path, known: &KnownCodes) -> Result<DataFolder, ImportErrors> {
    let mut report = Report::default();
    let shown = path.display().to_string();
    let Some(bytes) = source::from_disk(path, &shown, &mut report) else {
        return Err(ImportErrors(report.errors));
    };
    read_files(vec![(shown, bytes)], known)
}

/// Reads the tables in the order in which they refer to each other.
fn assemble(sources: &Sources, known: &KnownCodes, mut report: Report) -> Result<DataFolder, ImportErrors> {
    let mut codes = Codes::new(known);
    let report = &mut report;
    let (centres, sound) =
        read(sources, "centres", report, |table, report| places::centres(table, &codes.centres, report));
    codes.centres.extend(centres.iter().map(|centre| centre.code.as_str()), sound);
    let (sites, sound) = read(sources, "sites", report, |table, report| places::sites(table, &codes, report));
    codes.add_sites(&sites, sound);
    let (groups, sound) = read(sources, "groups", report, places::groups);
    codes.groups.extend(groups.iter().map(|group| group.code.as_str()), sound);
    codes.skills.extend(groups.iter().map(|group| group.skill.0.clone()));
    let (blocks, sound) = read(sources, "blocks", report, |table, report| places::blocks(table, &codes, report));
    codes.blocks.extend(blocks.iter().map(|block| block.code.as_str()), sound);
    let (shifts, sound) = read(sources, "shifts", report, |table, report| places::shifts(table, &codes, report));
    codes.shifts.extend(shifts.iter().map(|shift| shift.code.as_str()), sound);
    let (officers, sound) = read(sources, "officers", report, |table, report| people::officers(table, &codes, report));
    codes.officers.extend(officers.iter().map(|officer| officer.code.as_str()), sound);
    notice_skills_without_officer(sources, &groups, &officers, known, report);
    notice_skills_without_group(sources, &groups, &officers, known, report);
    codes.skills.extend(officers.iter().flat_map(|officer| &officer.skills).map(|skill| skill.0.clone()));

    let codes = &codes;
    macro_rules! rows {
        ($table:literal, $reader:path) => {
            read(sources, $table, report, |table, report| $reader(table, codes, report)).0
        };
    }
    let settings = rows!("settings", planning::settings);
    let zone = time_zone(&settings, known);
    let folder = DataFolder {
        consents: rows!("consents", people::consents),
        leave: rows!("leave", people::leave),
        unavailable: rows!("unavailable", people::unavailable),
        preferences: rows!("preferences", people::preferences),
        dossiers: rows!("dossiers", history::dossiers),
        cases: read(sources, "cases", report, |table, report| history::cases(table, codes, zone, report)).0,
        ledger: rows!("ledger", history::ledger),
        pay: rows!("pay", people::pay),
        assignments: rows!("assignments", planning::assignments),
        rules: rows!("rules", planning::rules),
        calendar: rows!("calendar", planning::calendar),
        profiles: rows!("profiles", planning::profiles),
        sessions: rows!("sessions", history::sessions),
        users: rows!("users", people::users),
        notices: std::mem::take(&mut report.notices),
        centres,
        sites,
        groups,
        blocks,
        shifts,
        officers,
        settings,
    };
    if report.errors.is_empty() { Ok(folder) } else { Err(ImportErrors(std::mem::take(&mut report.errors))) }
}

/// The rows of one table, and whether it was free of errors; a missing table has no rows and no errors.
fn read<T>(
    sources: &Sources,
    name: &str,
    report: &mut Report,
    reader: impl FnOnce(Table<'_>, &mut Report) -> Option<Vec<T>>,
) -> (Vec<T>, bool) {
    let Some(source) = sources.get(name) else {
        return (Vec::new(), true);
    };
    let errors_before = report.errors.len();
    let rows = Table::open(source, report).and_then(|table| reader(table, report));
    // A full report swallows errors, so that nothing more is known to be sound.
    let sound = report.errors.len() == errors_before && !report.is_full();
    (rows.unwrap_or_default(), sound)
}

/// The skill of signatories, which no group has to ask for.
const SIGN: &str = "sign";

/// The folder's own time zone for every centre, otherwise the store's.
fn time_zone(settings: &[SettingRow], known: &KnownCodes) -> Tz {
    let own = settings.iter().rfind(|setting| setting.scope == CentreScope::All && setting.key == planning::TIME_ZONE);
    own.and_then(|setting| setting.value.parse().ok()).unwrap_or(known.time_zone)
}

/// A skill that nobody has may be meant (the next officer brings it), so that it is told and not refused.
fn notice_skills_without_officer(
    sources: &Sources,
    groups: &[ProcedureGroup],
    officers: &[Officer],
    known: &KnownCodes,
    report: &mut Report,
) {
    let Some(file) = sources.get("groups").map(|source| source.file.clone()) else {
        return;
    };
    if officers.is_empty() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for skill in groups.iter().map(|group| &group.skill) {
        let held = known.skills.contains(skill) || officers.iter().any(|officer| officer.skills.contains(skill));
        if !held && !told.contains(&skill.as_str()) {
            told.push(skill.as_str());
            report.notice(&file, NoticeKind::SkillWithoutOfficer { skill: skill.0.clone() });
        }
    }
}

/// A skill that no counter asks for is most likely misspelt; it may also be meant, so that it is told and not refused.
fn notice_skills_without_group(
    sources: &Sources,
    groups: &[ProcedureGroup],
    officers: &[Officer],
    known: &KnownCodes,
    report: &mut Report,
) {
    let Some(file) = sources.get("officers").map(|source| source.file.clone()) else {
        return;
    };
    // Without any group there is nothing to compare with.
    if groups.is_empty() && known.skills_asked.is_empty() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for (officer, skill) in officers.iter().flat_map(|officer| officer.skills.iter().map(move |skill| (officer, skill)))
    {
        let asked = known.skills_asked.contains(skill) || groups.iter().any(|group| &group.skill == skill);
        if !asked && skill.as_str() != SIGN && !told.contains(&skill.as_str()) {
            told.push(skill.as_str());
            let kind = NoticeKind::SkillWithoutGroup { skill: skill.0.clone(), officer: officer.code.0.clone() };
            report.notice(&file, kind);
        }
    }
}
