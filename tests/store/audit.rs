//! The chain of the audit trail. Rows are tampered with by SQL, as somebody with the file in hand would.

use diesel::connection::SimpleConnection;

use catruc::application::ports::{AuditEntry, AuditTrail, StorageError};
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, noon};

fn entry(subject: &str) -> AuditEntry {
    AuditEntry {
        at: noon(),
        by: "lan".into(),
        centre: Some("A".into()),
        action: "roster.edit".into(),
        subject: subject.into(),
        before: None,
        after: Some("R".into()),
        reason: Some("bận họp".into()),
    }
}

fn write(database: &Database, subjects: &[&str]) {
    for subject in subjects {
        act(database, |store| store.append_audit(&entry(subject)));
    }
}

fn tamper(database: &Database, sql: &str) {
    act(database, |store| store.batch_execute(sql).map_err(StorageError::from));
}

fn broken(database: &Database) -> Option<i64> {
    ask(database, |store| store.verify_audit())
}

on_both_databases! {
    fn an_untouched_chain_holds(database) {
        assert_eq!(broken(database), None, "an empty one, too");
        write(database, &["one", "two", "three"]);
        assert_eq!(broken(database), None);
    }

    fn the_latest_rows_come_first(database) {
        write(database, &["one", "two", "three"]);
        act(database, |store| store.append_audit(&AuditEntry { centre: None, ..entry("everywhere") }));
        let rows = ask(database, |store| store.audit_of_centre(&"A".into(), 2));
        assert_eq!(rows, [entry("three"), entry("two")]);
    }

    fn the_rows_about_no_one_centre_are_found_by_what_was_done_and_since_when(database) {
        let everywhere = |action: &str, hours: i64| AuditEntry {
            centre: None,
            action: action.into(),
            at: noon() + chrono::TimeDelta::hours(hours),
            ..entry("data folder")
        };
        let rows = [everywhere("import", 0), everywhere("import", 1), everywhere("export", 2), everywhere("import", 3)];
        for row in rows.iter().chain([&AuditEntry { action: "import".into(), ..entry("data folder") }]) {
            act(database, |store| store.append_audit(row));
        }
        let since = |hours: i64| {
            let after = noon() + chrono::TimeDelta::hours(hours);
            ask(database, |store| store.audit_since("import", "data folder", after))
        };
        assert_eq!(since(0), [rows[1].clone(), rows[3].clone()]);
        assert_eq!(since(3), []);
    }

    fn a_changed_row_is_found(database) {
        write(database, &["one", "two", "three"]);
        tamper(database, "UPDATE audit SET after_text = 'E' WHERE number = 2");
        assert_eq!(broken(database), Some(2));
    }

    fn text_moved_from_one_column_to_the_next_is_found(database) {
        write(database, &["one"]);
        tamper(database, "UPDATE audit SET before_text = after_text, after_text = NULL");
        assert_eq!(broken(database), Some(1));
    }

    fn a_missing_row_is_found(database) {
        write(database, &["one", "two", "three"]);
        tamper(database, "DELETE FROM audit WHERE number = 2");
        assert_eq!(broken(database), Some(2));
    }

    fn a_missing_end_is_found(database) {
        write(database, &["one", "two", "three"]);
        tamper(database, "DELETE FROM audit WHERE number = 3");
        assert_eq!(broken(database), Some(3));
    }

    fn writers_at_once_make_one_chain(database) {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| write(database, &["a", "b", "c", "d", "e"]));
            }
        });
        assert_eq!(broken(database), None);
        assert_eq!(ask(database, |store| store.audit_of_centre(&"A".into(), 100)).len(), 20);
    }
}
