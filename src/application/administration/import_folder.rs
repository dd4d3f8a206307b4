//! Takes a data folder into the store, wholly or not at all.

use crate::application::actors::Importer;
use crate::application::ports::{AuditEntry, Clock, StorageError, Store, TableReport};
use crate::exchange::data_folder::{DataFolder, Notice};

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
        let summary: Vec<String> =
            report.tables.iter().map(|(file, table)| format!("{file} +{} ~{}", table.added, table.changed)).collect();
        store.append_audit(&AuditEntry {
            at: clock.now(),
            by: importer.login().clone(),
            centre: None,
            action: "import".to_owned(),
            subject: "data folder".to_owned(),
            before: None,
            after: Some(summary.join(", ")),
            reason: None,
        })?;
    }
    Ok(report)
}
