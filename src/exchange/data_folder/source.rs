//! Where tables come from: a folder, uploads, or the sheets of a workbook.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::problem::Problem;
use super::report::{NoticeKind, Report};
use super::workbook;

/// The tables that a data folder may hold, by the stem of their file name.
pub const TABLES: [&str; 21] = [
    "centres",
    "sites",
    "groups",
    "blocks",
    "shifts",
    "officers",
    "consents",
    "leave",
    "unavailable",
    "preferences",
    "dossiers",
    "cases",
    "ledger",
    "pay",
    "assignments",
    "rules",
    "calendar",
    "profiles",
    "settings",
    "sessions",
    "users",
];

/// One table as CSV text, with the name under which errors speak of it.
#[derive(Debug)]
pub(super) struct Source {
    pub file: String,
    pub bytes: Vec<u8>,
}

/// The tables that were given, by table name.
pub(super) type Sources = BTreeMap<&'static str, Source>;

/// The CSV files of a folder; when it has none, the sheets of its workbooks.
pub(super) fn from_folder(dir: &Path, report: &mut Report) -> Sources {
    let mut names: Vec<String> = match fs::read_dir(dir) {
        Ok(entries) => entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect(),
        Err(error) => {
            let reason = error.to_string();
            report.refuse_file(&dir.display().to_string(), None, Problem::UnreadableFile { reason });
            return Sources::new();
        }
    };
    names.sort();
    let has_tables = names.iter().any(|name| has_extension(name, "csv") && table_named(name).is_some());
    let mut files = Vec::new();
    for name in names {
        let wanted = if has_tables { has_extension(&name, "csv") } else { has_extension(&name, "xlsx") };
        // `~$` marks what a spreadsheet keeps beside an open workbook.
        if !wanted || name.starts_with("~$") {
            continue;
        }
        if has_tables && table_named(&name).is_none() {
            report.notice(&name, NoticeKind::UnknownFile);
        } else if let Some(bytes) = from_disk(&dir.join(&name), &name, report) {
            files.push((name, bytes));
        }
    }
    from_files(files, report)
}

/// The named files; an XLSX counts as many.
pub(super) fn from_files(files: Vec<(String, Vec<u8>)>, report: &mut Report) -> Sources {
    let mut sources = Sources::new();
    for (name, bytes) in files {
        let name = base_name(&name).to_owned();
        if bytes.starts_with(b"PK\x03\x04") || has_extension(&name, "xlsx") {
            match workbook::sheets(bytes) {
                Ok(sheets) => {
                    for (sheet, bytes) in sheets {
                        add(&mut sources, &sheet, Source { file: format!("{name}/{sheet}"), bytes }, report);
                    }
                }
                Err(reason) => report.refuse_file(&name, None, Problem::UnreadableFile { reason }),
            }
        } else {
            add(&mut sources, &name, Source { file: name.clone(), bytes }, report);
        }
    }
    if sources.is_empty() && report.errors.is_empty() {
        report.refuse_file("", None, Problem::NoKnownFile);
    }
    sources
}

/// The bytes of a file, or an error in the report under the name `shown`.
pub(super) fn from_disk(path: &Path, shown: &str, report: &mut Report) -> Option<Vec<u8>> {
    match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let reason = error.to_string();
            report.refuse_file(shown, None, Problem::UnreadableFile { reason });
            None
        }
    }
}

fn add(sources: &mut Sources, name: &str, source: Source, report: &mut Report) {
    let Some(table) = table_named(name) else {
        report.notice(&source.file, NoticeKind::UnknownFile);
        return;
    };
    match sources.get(table) {
        Some(first) => report.refuse_file(&source.file, None, Problem::RepeatedFile { other: first.file.clone() }),
        None => {
            sources.insert(table, source);
        }
    }
}

/// The table of a file or sheet called `name`; capital letters and the ending do not matter.
fn table_named(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let stem = if has_extension(name, "csv") { &name[..name.len() - ".csv".len()] } else { name };
    TABLES.into_iter().find(|table| stem.eq_ignore_ascii_case(table))
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Browsers may send the whole path, with either kind of slash.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_last_name() {
        assert_eq!(table_named("Dossiers.CSV"), Some("dossiers"));
        assert_eq!(table_named("dossiers"), Some("dossiers"));
        assert_eq!(table_named("dossiers (1).csv"), None);
        assert_eq!(base_name("C:\\fakepath\\leave.csv"), "leave.csv");
    }

    #[test]
    fn a_table_given_twice_is_refused_and_an_unknown_file_noticed() {
        let mut report = Report::default();
        let file = |name: &str| (name.to_owned(), b"code\n".to_vec());
        let sources = from_files(vec![file("centres.csv"), file("CENTRES.csv"), file("notes.csv")], &mut report);
        assert_eq!(sources.len(), 1);
        assert_eq!(report.errors[0].problem, Problem::RepeatedFile { other: "centres.csv".into() });
        assert_eq!(report.notices[0].kind, NoticeKind::UnknownFile);
    }
}
