//! Takes a data folder into the store, wholly or not at all.

use chrono::NaiveDateTime;

use crate::application::actors::Importer;
use crate::application::ports::{AuditEntry, Clock, StorageError, Store, Stored, TableReport};
use crate::exchange::data_folder::{DataFolder, Notice};

/// How the audit trail names an import and what was imported.
const ACTION: &str = "import";
const SUBJECT: &str = "data folder";

/// The tables that a forecast is made from.
const READ_BY_FORECASTS: [&str; 5] = ["centres.csv", "groups.csv", "dossiers.csv", "cases.csv", "calendar.csv"];

/// What an import did, or would do.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// Per file: rows added, changed, unchanged.
    pub tables: Vec<(&'static str, TableReport)>,
    /// What was ignored.
    pub notices: Vec<Notice>,
}

impl ImportReport {
    /// Whether anything is new.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.tables.iter().any(|(_, table)| table.added + table.changed > 0)
    }
}

/// Keeps the folder. The caller's transaction makes it whole; a dry run is one that the caller rolls back.
///
/// # Errors
/// When the store fails.
pub fn import_folder(
    store: &mut impl Store,
    clock: &dyn Clock,
    importer: &Importer,
    folder: &DataFolder,
) -> Result<ImportReport, StorageError> {
    let tables = store.keep_folder(folder, importer.login(), clock.now())?;
    let report = ImportReport { tables, notices: folder.notices.clone() };
    if report.changes_anything() {
        store.append_audit(&AuditEntry {
            at: clock.now(),
            by: importer.login().clone(),
            centre: None,
            action: ACTION.to_owned(),
            subject: SUBJECT.to_owned(),
            before: None,
            after: Some(summary(&report.tables)),
            reason: None,
        })?;
    }
    Ok(report)
}

/// Whether an import since `after` brought anything that forecasts are made from.
///
/// # Errors
/// When the store fails.
pub fn forecasts_have_news(store: &mut impl Store, after: NaiveDateTime) -> Stored<bool> {
    let imports = store.audit_since(ACTION, SUBJECT, after)?;
    Ok(imports.iter().filter_map(|entry| entry.after.as_deref()).any(has_news_for_forecasts))
}

/// The tables with the rows that were added and changed, as the audit trail tells them.
fn summary(tables: &[(&'static str, TableReport)]) -> String {
    let told = |(file, table): &(&str, TableReport)| format!("{file} +{} ~{}", table.added, table.changed);
    tables.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// Reads what [`summary`] wrote.
fn has_news_for_forecasts(summary: &str) -> bool {
    summary.split(", ").any(|table| {
        table.split_once(' ').is_some_and(|(file, rows)| READ_BY_FORECASTS.contains(&file) && rows != "+0 ~0")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_and_changed_rows_that_a_forecast_reads_are_news_to_it() {
        let told = |file, added, changed| {
            has_news_for_forecasts(&summary(&[
                ("leave.csv", TableReport { added: 5, changed: 1, unchanged: 2 }),
                (file, TableReport { added, changed, unchanged: 7 }),
            ]))
        };
        assert!(told("dossiers.csv", 0, 1) && told("calendar.csv", 1, 0) && told("cases.csv", 3, 3));
        assert!(!told("dossiers.csv", 0, 0) && !told("officers.csv", 4, 4));
    }
}
