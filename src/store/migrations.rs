//! Bringing the tables up to date: the same steps under the same names for both databases, embedded in the program.

use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::{Address, DbConnection, OpenError};

const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Takes the steps that are missing, all or none, and returns their names.
pub(super) fn run(connection: &mut DbConnection, address: &Address) -> Result<Vec<String>, OpenError> {
    let taken = match connection {
        DbConnection::Postgres(connection) => on_postgres(connection),
        DbConnection::Sqlite(connection) => on_sqlite(connection),
    };
    taken.map_err(|failure| match failure {
        Failure::Newer(step) => OpenError::Newer { url: address.shown(), step },
        Failure::Reason(reason) => OpenError::Migration { url: address.shown(), reason },
    })
}

enum Failure {
    Newer(String),
    Reason(String),
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        Self::Reason(error.to_string())
    }
}

/// A second process waits for the advisory lock and then finds nothing left to do.
fn on_postgres(connection: &mut PgConnection) -> Result<Vec<String>, Failure> {
    connection.transaction(|connection| {
        sql_query("SELECT pg_advisory_xact_lock(hashtext('catruc migrations'))").execute(connection)?;
        take_steps(connection, POSTGRES)
    })
}

/// A second process waits for the write lock.
fn on_sqlite(connection: &mut SqliteConnection) -> Result<Vec<String>, Failure> {
    connection.immediate_transaction(|connection| take_steps(connection, SQLITE))
}

fn take_steps<DB: diesel::backend::Backend>(
    connection: &mut impl MigrationHarness<DB>,
    steps: EmbeddedMigrations,
) -> Result<Vec<String>, Failure>
where
    EmbeddedMigrations: diesel::migration::MigrationSource<DB>,
{
    let reason = |error: Box<dyn std::error::Error + Send + Sync>| Failure::Reason(error.to_string());
    let known = diesel::migration::MigrationSource::<DB>::migrations(&steps).map_err(reason)?;
    let applied = connection.applied_migrations().map_err(reason)?;
    let unknown = applied.into_iter().find(|step| known.iter().all(|known| known.name().version() != *step));
    if let Some(step) = unknown {
        return Err(Failure::Newer(step.to_string()));
    }
    let taken = connection.run_pending_migrations(steps).map_err(reason)?;
    Ok(taken.into_iter().map(|step| step.to_string()).collect())
}
