//! What all imported tables share: finding out which rows are new, which changed, and saying so in the audit trail.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_query;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::application::ports::{AuditEntry, Stored, TableReport};
use crate::store::schema::officers;
use crate::store::{DbConnection, VALUES_PER_QUERY, audit};

/// A row of an imported table; serialised, it is what the audit trail tells of it.
pub(in crate::store) trait ImportedRow: Serialize + PartialEq {
    /// Columns that say which row it is, for the audit trail.
    const NAMED_BY: &'static [&'static str];
    /// The identity of a row.
    type Key<'row>: Ord
    where
        Self: 'row;

    /// The identity of this row: the columns of the primary key, in its order.
    fn key(&self) -> Self::Key<'_>;
}

/// Imported rows beside those that were there.
pub(in crate::store) struct Compared<Row> {
    pub added: Vec<Row>,
    /// Before and after.
    pub changed: Vec<(Row, Row)>,
    pub unchanged: usize,
}

/// Sorts imported rows into new, changed and unchanged ones. New rows come by key, in which order they are inserted
/// fastest.
pub(in crate::store) fn compare<Row: ImportedRow>(mut existing: Vec<Row>, mut imported: Vec<Row>) -> Compared<Row> {
    existing.sort_by(|a, b| a.key().cmp(&b.key()));
    imported.sort_by(|a, b| a.key().cmp(&b.key()));
    let mut existing = existing.into_iter().peekable();
    let mut compared = Compared { added: Vec::new(), changed: Vec::new(), unchanged: 0 };
    for row in imported {
        while existing.next_if(|before| before.key() < row.key()).is_some() {}
        match existing.next_if(|before| before.key() == row.key()) {
            None => compared.added.push(row),
            Some(before) if before == row => compared.unchanged += 1,
            Some(before) => compared.changed.push((before, row)),
        }
    }
    compared
}

/// What an import has done so far.
#[derive(Default)]
pub(in crate::store) struct Import {
    reports: BTreeMap<&'static str, TableReport>,
    changes: Vec<Change>,
}

struct Change {
    subject: String,
    centre: Option<String>,
    officer: Option<String>,
    before: String,
    after: String,
}

impl Import {
    /// Notes what happened to the rows of `file`.
    pub fn note<Row: ImportedRow>(&mut self, file: &'static str, compared: &Compared<Row>) {
        let report =
            TableReport { added: compared.added.len(), changed: compared.changed.len(), unchanged: compared.unchanged };
        self.reports.insert(file, report);
        self.changes.extend(compared.changed.iter().map(|(before, after)| Change::of(file, before, after)));
    }

    /// Writes the audit entries and returns the reports in the order of the format's table.
    pub fn finish(
        self,
        connection: &mut DbConnection,
        by: &str,
        at: NaiveDateTime,
    ) -> Stored<Vec<(&'static str, TableReport)>> {
        let homes = homes_of(connection, &self.changes)?;
        let home_of = |officer: &Option<String>| officer.as_ref().and_then(|officer| homes.get(officer).cloned());
        let entries: Vec<AuditEntry> = self
            .changes
            .into_iter()
            .map(|change| AuditEntry {
                at,
                by: by.to_owned(),
                centre: change.centre.or_else(|| home_of(&change.officer)).map(|code| code.as_str().into()),
                action: "import".to_owned(),
                subject: change.subject,
                before: Some(change.before),
                after: Some(change.after),
                reason: None,
            })
            .collect();
        audit::append_all(connection, &entries)?;
        Ok(FILES.iter().filter_map(|file| self.reports.get(file).map(|report| (*file, *report))).collect())
    }
}

/// The files in the order of the format's table.
const FILES: [&str; 21] = [
    "centres.csv",
    "sites.csv",
    "groups.csv",
    "blocks.csv",
    "shifts.csv",
    "officers.csv",
    "consents.csv",
    "leave.csv",
    "unavailable.csv",
    "preferences.csv",
    "dossiers.csv",
    "cases.csv",
    "ledger.csv",
    "pay.csv",
    "assignments.csv",
    "rules.csv",
    "calendar.csv",
    "profiles.csv",
    "settings.csv",
    "sessions.csv",
    "users.csv",
];

impl Change {
    /// Tells only the columns that differ.
    fn of<Row: ImportedRow>(file: &str, before: &Row, after: &Row) -> Self {
        let (mut before, mut after) = (columns_of(before), columns_of(after));
        let text = |column: &str| match after.get(column) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
        };
        let names = Row::NAMED_BY.iter().map(|column| text(column).unwrap_or_else(|| "-".to_owned()));
        let subject = [file.to_owned()].into_iter().chain(names).collect::<Vec<_>>().join(" ");
        let centre = if file == "centres.csv" { text("code") } else { text("centre").filter(|centre| centre != "*") };
        let officer = text("officer");
        let same: Vec<String> = before
            .iter()
            .filter(|(column, value)| after.get(*column) == Some(value))
            .map(|(column, _)| column.clone())
            .collect();
        for column in same {
            before.remove(&column);
            after.remove(&column);
        }
        Self {
            subject,
            centre,
            officer,
            before: Value::Object(before).to_string(),
            after: Value::Object(after).to_string(),
        }
    }
}

/// The columns of a row by name.
fn columns_of<Row: ImportedRow>(row: &Row) -> Map<String, Value> {
    match serde_json::to_value(row) {
        Ok(Value::Object(columns)) => columns,
        // A row is a struct of plain columns, which is always an object.
        _ => Map::new(),
    }
}

/// The centres of the officers that the changes speak of.
fn homes_of(connection: &mut DbConnection, changes: &[Change]) -> Stored<HashMap<String, String>> {
    let mut codes: Vec<&String> = changes.iter().filter_map(|change| change.officer.as_ref()).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut homes = HashMap::new();
    for chunk in codes.chunks(VALUES_PER_QUERY) {
        let found: Vec<(String, String)> = officers::table
            .filter(officers::code.eq_any(chunk.iter().copied()))
            .order(officers::code)
            .select((officers::code, officers::centre))
            .load(connection)?;
        homes.extend(found);
    }
    Ok(homes)
}

/// Two imports at once would add the same rows twice. On SQLite the writers already come one after another.
pub(in crate::store) fn wait_for_other_imports(connection: &mut DbConnection) -> Stored<()> {
    if let DbConnection::Postgres(connection) = connection {
        sql_query("SELECT pg_advisory_xact_lock(hashtext('catruc import'))").execute(connection)?;
    }
    Ok(())
}

/// Keeps the rows of one file: compares them with what `existing` finds, adds, updates and notes.
macro_rules! keep {
    ($connection:expr, $import:expr, $file:literal, $table:ident, $rows:ident, $existing:expr) => {{
        if !$rows.is_empty() {
            let existing = $existing;
            let compared = $crate::store::tables::import::compare(existing, $rows);
            $crate::store::insert_all!($connection, $table, &compared.added);
            for (_, row) in &compared.changed {
                diesel::update(row).set(row).execute($connection)?;
            }
            $import.note($file, &compared);
        }
    }};
}

/// The rows of a table whose `column` has a value that one of `rows` has.
macro_rules! existing {
    ($connection:expr, $row:ty, $table:ident.$column:ident, $rows:ident) => {{
        let values = std::collections::BTreeSet::from_iter($rows.iter().map(|row| row.$column.clone()));
        let values: Vec<_> = values.into_iter().collect();
        let mut existing: Vec<$row> = Vec::new();
        for chunk in values.chunks($crate::store::VALUES_PER_QUERY) {
            let found = $table::table.filter($table::$column.eq_any(chunk.to_vec())).select(<$row>::as_select());
            existing.extend(found.load::<$row>($connection)?);
        }
        existing
    }};
}

pub(in crate::store) use {existing, keep};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::data_folder::TABLES;

    #[derive(Debug, PartialEq, Serialize)]
    struct Row {
        code: &'static str,
        centre: &'static str,
        residents: Option<i32>,
    }

    impl ImportedRow for Row {
        const NAMED_BY: &'static [&'static str] = &["centre", "code"];
        type Key<'row> = (&'row str, &'row str);

        fn key(&self) -> (&str, &str) {
            (self.centre, self.code)
        }
    }

    #[test]
    fn rows_are_new_changed_or_as_they_were() {
        let row = |code, residents| Row { code, centre: "A", residents };
        let compared =
            compare(vec![row("x", None), row("y", Some(1))], vec![row("y", Some(2)), row("x", None), row("z", None)]);
        assert_eq!((compared.added.len(), compared.changed.len(), compared.unchanged), (1, 1, 1));
        let change = Change::of("sites.csv", &compared.changed[0].0, &compared.changed[0].1);
        assert_eq!(change.subject, "sites.csv A y");
        assert_eq!((change.before.as_str(), change.after.as_str()), (r#"{"residents":1}"#, r#"{"residents":2}"#));
        assert_eq!(change.centre.as_deref(), Some("A"));
    }

    #[test]
    fn reports_come_in_the_order_of_the_format() {
        assert!(FILES.iter().zip(TABLES).all(|(file, table)| file.strip_suffix(".csv") == Some(table)));
    }
}
