//! An empty database for one test, of either kind.

use catruc::store::Database;

use super::postgres;

/// Runs `fact` on an empty SQLite file.
pub fn on_sqlite(fact: impl FnOnce(&Database)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("catruc.db").display());
    fact(&Database::open(&url).expect("an empty SQLite database"));
}

/// Runs `fact` on an empty PostgreSQL database; without a server, says so and does nothing.
pub fn on_postgres(fact: impl FnOnce(&Database)) {
    if let Some(url) = postgres::empty_database() {
        fact(&Database::open(&url).expect("an empty PostgreSQL database"));
    }
}

/// A fact that holds on both databases: one test for each.
#[macro_export]
macro_rules! on_both_databases {
    ($(fn $fact:ident($database:ident) $body:block)*) => {
        $(mod $fact {
            #[allow(unused_imports, reason = "not every fact needs everything that its neighbours do")]
            use super::*;

            fn fact($database: &catruc::store::Database) $body

            #[test]
            fn on_sqlite() {
                $crate::databases::on_sqlite(fact);
            }

            #[test]
            fn on_postgres() {
                $crate::databases::on_postgres(fact);
            }
        })*
    };
}
