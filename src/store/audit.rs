//! The audit trail: append-only, each row with a hash over the row before it and its own text.

use chrono::{NaiveDateTime, SubsecRound};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::schema::{audit, audit_head};
use super::{DbConnection, insert_all};
use crate::application::ports::{AuditEntry, AuditTrail, Stored};
use crate::domain::ids::CentreCode;

impl AuditTrail for DbConnection {
    fn append_audit(&mut self, entry: &AuditEntry) -> Stored<()> {
        append_all(self, std::slice::from_ref(entry))
    }

    fn audit_of_centre(&mut self, centre: &CentreCode, limit: i64) -> Stored<Vec<AuditEntry>> {
        let rows: Vec<AuditRow> = audit::table
            .filter(audit::centre.eq(centre.as_str()))
            .order(audit::number.desc())
            .limit(limit)
            .select(AuditRow::as_select())
            .load(self)?;
        Ok(rows.into_iter().map(AuditRow::into_entry).collect())
    }

    fn audit_of_subject(&mut self, centre: &CentreCode, subject: &str, limit: i64) -> Stored<Vec<AuditEntry>> {
        // A code may hold the wildcards of LIKE, so that the pattern finds more than was asked for.
        let part = format!("{subject} ");
        let rows: Vec<AuditRow> = audit::table
            .filter(audit::centre.eq(centre.as_str()))
            .filter(audit::subject.eq(subject).or(audit::subject.like(format!("{part}%"))))
            .order(audit::number.desc())
            .limit(limit)
            .select(AuditRow::as_select())
            .load(self)?;
        let asked = |row: &AuditRow| row.subject == subject || row.subject.starts_with(&part);
        Ok(rows.into_iter().filter(asked).map(AuditRow::into_entry).collect())
    }

    fn audit_since(&mut self, action: &str, subject: &str, after: NaiveDateTime) -> Stored<Vec<AuditEntry>> {
        let rows: Vec<AuditRow> = audit::table
            .filter(audit::centre.is_null().and(audit::at.gt(after)))
            .filter(audit::action.eq(action).and(audit::subject.eq(subject)))
            .order(audit::number)
            .select(AuditRow::as_select())
            .load(self)?;
        Ok(rows.into_iter().map(AuditRow::into_entry).collect())
    }

    fn verify_audit(&mut self) -> Stored<Option<i64>> {
        let (last, last_hash) = head(self)?;
        let mut known = (0, String::new());
        loop {
            let rows: Vec<AuditRow> = audit::table
                .filter(audit::number.gt(known.0))
                .order(audit::number)
                .limit(ROWS_AT_ONCE)
                .select(AuditRow::as_select())
                .load(self)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let expected = known.0 + 1;
                if row.number != expected || row.hash != row.hash_after(&known.1) {
                    return Ok(Some(expected));
                }
                known = (row.number, row.hash);
            }
        }
        // The head knows of rows that somebody cut from the end.
        Ok((known != (last, last_hash)).then(|| known.0.min(last) + 1))
    }
}

/// Appends rows in order. The head is locked until the transaction ends, so that two writers never follow the same row.
pub(super) fn append_all(connection: &mut DbConnection, entries: &[AuditEntry]) -> Stored<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let (mut number, mut hash) = locked_head(connection)?;
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        number += 1;
        let mut row = AuditRow::new(number, entry);
        row.hash = row.hash_after(&hash);
        hash.clone_from(&row.hash);
        rows.push(row);
    }
    insert_all!(connection, audit, &rows);
    diesel::update(audit_head::table)
        .set((audit_head::number.eq(number), audit_head::hash.eq(hash)))
        .execute(connection)?;
    Ok(())
}

/// Rows that a check holds in memory at a time.
const ROWS_AT_ONCE: i64 = 10_000;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit, treat_none_as_default_value = false)]
struct AuditRow {
    number: i64,
    at: NaiveDateTime,
    actor: String,
    centre: Option<String>,
    action: String,
    subject: String,
    before_text: Option<String>,
    after_text: Option<String>,
    reason: Option<String>,
    hash: String,
}

impl AuditRow {
    fn new(number: i64, entry: &AuditEntry) -> Self {
        Self {
            number,
            // PostgreSQL keeps microseconds; the hash must see what comes back.
            at: entry.at.trunc_subsecs(6),
            actor: entry.by.clone(),
            centre: entry.centre.as_ref().map(|centre| centre.0.clone()),
            action: entry.action.clone(),
            subject: entry.subject.clone(),
            before_text: entry.before.clone(),
            after_text: entry.after.clone(),
            reason: entry.reason.clone(),
            hash: String::new(),
        }
    }

    /// SHA-256 over the hash of the row before and this row as a JSON list, in which no field can run into the next.
    fn hash_after(&self, before: &str) -> String {
        let at = self.at.and_utc().timestamp_micros();
        let text = serde_json::json!([
            before,
            self.number,
            at,
            self.actor,
            self.centre,
            self.action,
            self.subject,
            self.before_text,
            self.after_text,
            self.reason
        ]);
        format!("{:x}", Sha256::digest(text.to_string()))
    }

    fn into_entry(self) -> AuditEntry {
        AuditEntry {
            at: self.at,
            by: self.actor,
            centre: self.centre.map(CentreCode),
            action: self.action,
            subject: self.subject,
            before: self.before_text,
            after: self.after_text,
            reason: self.reason,
        }
    }
}

/// Number and hash of the last row.
fn head(connection: &mut DbConnection) -> Stored<(i64, String)> {
    Ok(audit_head::table.select((audit_head::number, audit_head::hash)).first(connection)?)
}

fn locked_head(connection: &mut DbConnection) -> Stored<(i64, String)> {
    let question = audit_head::table.select((audit_head::number, audit_head::hash));
    Ok(match connection {
        DbConnection::Postgres(connection) => question.for_update().first(connection)?,
        DbConnection::Sqlite(connection) => question.first(connection)?,
    })
}
