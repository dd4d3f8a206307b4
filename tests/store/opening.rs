//! Opening, migrating and transactions.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use catruc::application::ports::{Accounts, AuditTrail, Centres, Officers, StorageError, Tables};
use catruc::store::{Database, DbConnection, OpenError};

use crate::databases::{on_postgres, on_sqlite};
use crate::on_both_databases;
use crate::samples::{act, ask, folder, keep, noon, officer};

on_both_databases! {
    fn a_transaction_that_fails_leaves_nothing(database) {
        let refused = database.transaction::<(), StorageError>(|store| {
            store.keep_folder(&folder(), "importer", noon())?;
            Err(StorageError::Stale)
        });
        assert!(matches!(refused, Err(StorageError::Stale)));
        assert_eq!(ask(database, |store| store.centres()), []);
        assert_eq!(ask(database, |store| store.verify_audit()), None);
    }

    fn a_database_error_leaves_nothing_either(database) {
        keep(database, &folder());
        let mut homeless = folder();
        homeless.officers = vec![officer("A-3", "A"), officer("X-1", "NOWHERE")];
        let refused = database.transaction(|store| store.keep_folder(&homeless, "importer", noon()));
        assert!(matches!(refused, Err(StorageError::Database(_))));
        assert_eq!(ask(database, |store| store.officer(&"A-3".into())), None);
        assert_eq!(ask(database, |store| store.officers(&"A".into())).len(), 2);
    }

    fn a_panic_leaves_nothing_and_the_pool_goes_on(database) {
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            act(database, |store| -> Result<(), StorageError> {
                store.keep_folder(&folder(), "importer", noon())?;
                panic!("a broken invariant");
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(ask(database, |store| store.centres()), []);
        keep(database, &folder());
    }

    fn reading_cannot_write(database) {
        let refused = database.read::<(), StorageError>(|store| store.keep_failed_login("an", noon()));
        assert!(matches!(refused, Err(StorageError::Database(_))));
        act(database, |store| store.keep_failed_login("an", noon()));
        assert_eq!(ask(database, |store| store.failed_logins("an", noon())), 1);
    }

    fn a_reader_sees_one_state_while_somebody_writes(database) {
        keep(database, &folder());
        ask(database, |store| {
            assert_eq!(store.officers(&"A".into())?.len(), 2);
            let mut more = folder();
            more.officers.push(officer("A-3", "A"));
            keep(database, &more);
            assert_eq!(store.officers(&"A".into())?.len(), 2);
            Ok(())
        });
        assert_eq!(ask(database, |store| store.officers(&"A".into())).len(), 3);
    }

    fn a_second_migration_finds_nothing_to_do(database) {
        assert_eq!(database.migrate().expect("up to date"), Vec::<String>::new());
    }

    fn tables_of_a_newer_version_are_refused(database) {
        let step = "INSERT INTO __diesel_schema_migrations (version) VALUES ('0999')";
        act(database, |store| store.batch_execute(step).map_err(StorageError::from));
        let error = database.migrate().expect_err("an unknown step");
        assert!(matches!(&error, OpenError::Newer { step, .. } if step == "0999"), "{error}");
    }
}

/// Every column with its table, and whether it may be missing.
fn columns(database: &Database) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let question = |store: &DbConnection| match store {
        DbConnection::Sqlite(_) => {
            "SELECT t.name || '.' || c.name || CASE c.\"notnull\" WHEN 1 THEN '' ELSE '?' END AS text \
             FROM sqlite_master t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '%diesel%'"
        }
        DbConnection::Postgres(_) => {
            "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '' ELSE '?' END AS text \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '%diesel%'"
        }
    };
    let found: Vec<Column> = ask(database, |store| Ok(sql_query(question(store)).load(store)?));
    let mut columns: Vec<String> = found.into_iter().map(|column| column.text).collect();
    columns.sort();
    columns
}

#[test]
fn both_databases_have_the_same_columns() {
    let mut of_sqlite = Vec::new();
    on_sqlite(|database| of_sqlite = columns(database));
    assert!(of_sqlite.contains(&"officers.agency?".to_owned()) && of_sqlite.contains(&"officers.code".to_owned()));
    on_postgres(|database| assert_eq!(columns(database), of_sqlite));
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", place.path().join("catruc.db").display());
    let mut writer = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "opening::a_writer_that_is_killed", "--ignored", "--nocapture"])
        .env("WRITE_TO", &url)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a second process");
    let output = BufReader::new(writer.stdout.take().expect("its output is piped"));
    let acknowledged = output.lines().map_while(Result::ok).filter(|line| line == "acknowledged").take(25).count();
    writer.kill().expect("it is killed");
    writer.wait().expect("it is gone");
    let database = Database::open(&url).expect("the file opens again");
    let kept = ask(&database, |store| store.failed_logins("an", noon()));
    assert_eq!(acknowledged, 25);
    assert!(kept >= 25, "{kept} of at least 25");
    assert_eq!(ask(&database, |store| store.verify_audit()), None);
}

/// The second process of the test above.
#[test]
#[ignore = "writes for ever"]
fn a_writer_that_is_killed() {
    let Ok(url) = std::env::var("WRITE_TO") else { return };
    let database = Database::open(&url).expect("a new file");
    loop {
        act(&database, |store| store.keep_failed_login("an", noon()));
        println!("acknowledged");
    }
}

#[test]
fn data_outlives_the_process() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", place.path().join("catruc.db").display());
    keep(&Database::open(&url).expect("a new file"), &folder());
    assert_eq!(ask(&Database::open(&url).expect("the same file"), |store| store.centres()).len(), 2);
}

#[test]
fn several_processes_may_migrate_one_database_at_once() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let known = std::fs::read_dir(folder).expect("the migrations").count();
    let place = tempfile::tempdir().expect("a temporary folder");
    // Several new files: two that open one at the very same moment are rare.
    let file = |at: usize| format!("sqlite:{}", place.path().join(format!("catruc-{at}.db")).display());
    let mut urls: Vec<String> = (0..20).map(file).collect();
    urls.extend(crate::postgres::empty_database());
    for url in urls {
        let steps: usize = std::thread::scope(|scope| {
            let migrating = || Database::connect(&url).expect("a database").migrate().expect("migrated").len();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(migrating)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).sum()
        });
        assert_eq!(steps, known, "every step is taken once");
    }
}

#[test]
fn both_databases_have_the_same_steps() {
    let steps = |kind: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .expect("the migrations")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(steps("sqlite"), steps("postgres"));
}

#[test]
fn a_server_that_is_down_is_named_without_its_password() {
    let error = Database::open("postgres://an:secret@127.0.0.1:1/catruc").expect_err("nobody listens there");
    assert!(matches!(error, OpenError::Unreachable { .. }));
    assert!(error.to_string().contains("127.0.0.1") && !error.to_string().contains("secret"), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_stays() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("letter.txt");
    std::fs::write(&path, "Kính gửi Ủy ban nhân dân ".repeat(100)).expect("a file");
    let error = Database::open(&format!("sqlite:{}", path.display())).expect_err("a letter");
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
    assert!(std::fs::read_to_string(&path).expect("still there").starts_with("Kính gửi"));
}
