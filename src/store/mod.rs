//! The store: one code path over SQLite (default) and PostgreSQL.
//!
//! [`Database`] is the pool, [`Database::transaction`] runs one use-case wholly or not at all, and [`DbConnection`]
//! implements the traits of `application::ports`, one file for each aggregate. Rows are private to their files. Queries
//! use what both databases share; where they differ (inserting many rows, locking rows, beginning a transaction) the
//! two arms stand side by side.

mod accounts;
mod audit;
mod centres;
mod columns;
mod connection;
mod dossiers;
mod emergency;
mod forecasts;
mod jobs;
mod known_days;
mod migrations;
mod officers;
mod rosters;
mod schema;
mod tables;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{Pool, PooledConnection};
use diesel::result::Error;

use crate::application::ports::{StorageError, Store, Stored};
use connection::{Address, Opener};

pub use connection::{DbConnection, OpenError};

impl Store for DbConnection {}

/// A database with its pool of connections; clones share the pool.
#[derive(Clone, Debug)]
pub struct Database {
    pool: Pool<Opener>,
    address: Address,
}

impl Database {
    /// Opens the database of a URL, `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`, and brings its tables up to
    /// date. A missing SQLite file is created.
    ///
    /// # Errors
    /// Every [`OpenError`]; each says how to mend it.
    pub fn open(url: &str) -> Result<Self, OpenError> {
        let database = Self::connect(url)?;
        database.migrate()?;
        Ok(database)
    }

    /// As [`Database::open`], but a missing SQLite file stays missing.
    ///
    /// # Errors
    /// Every [`OpenError`]; [`OpenError::Missing`] when there is no such file.
    pub fn open_existing(url: &str) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        if address.is_missing() {
            return Err(OpenError::Missing { url: address.shown() });
        }
        Self::open(url)
    }

    /// The URL as it may be shown.
    #[must_use]
    pub fn shown(&self) -> String {
        self.address.shown()
    }

    /// Opens the database of a URL and leaves its tables as they are.
    ///
    /// # Errors
    /// When the URL is unknown or the database cannot be reached.
    pub fn connect(url: &str) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        // The first connection is made outside the pool, which would try for half a minute before it told the reason.
        let unreachable = |reason: String| OpenError::Unreachable { url: address.shown(), reason };
        drop(address.connect().map_err(|error| unreachable(error.to_string()))?);
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(0))
            .build(Opener(address.clone()))
            .map_err(|error| unreachable(error.to_string()))?;
        Ok(Self { pool, address })
    }

    /// Brings the tables up to date and returns the steps taken, in order. Several processes may do so at once; a
    /// failure changes nothing.
    ///
    /// # Errors
    /// When a step fails or the tables come from a newer version.
    pub fn migrate(&self) -> Result<Vec<String>, OpenError> {
        migrations::run(&mut *self.lend_to_migrate()?, &self.address)
    }

    /// Runs `work` in one transaction that may write: when it answers `Ok` everything is kept, when it answers `Err`
    /// nothing is. On SQLite writers come one after another, each from its first statement on.
    ///
    /// # Errors
    /// The error of `work`, or a [`StorageError`] when no connection is free or the commit fails.
    pub fn transaction<T, E: From<StorageError>>(
        &self,
        work: impl FnOnce(&mut DbConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.run(Access::Write, work)
    }

    /// Runs `work` on one consistent state of the data; it cannot write, and waits for no writer.
    ///
    /// # Errors
    /// The error of `work`, or a [`StorageError`] when no connection is free.
    pub fn read<T, E: From<StorageError>>(&self, work: impl FnOnce(&mut DbConnection) -> Result<T, E>) -> Result<T, E> {
        self.run(Access::Read, work)
    }

    fn run<T, E: From<StorageError>>(
        &self,
        access: Access,
        work: impl FnOnce(&mut DbConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = &mut *self.lend()?;
        begin(connection, access).map_err(StorageError::from)?;
        let outcome = work(connection);
        let ended = if outcome.is_ok() { commit(connection) } else { roll_back(connection) };
        match (outcome, ended) {
            (Ok(answer), Ok(())) => Ok(answer),
            (Ok(_), Err(error)) => Err(StorageError::from(error).into()),
            // What went wrong in the work says more than a roll-back that failed after it; the pool drops that
            // connection.
            (Err(error), _) => Err(error),
        }
    }

    fn lend(&self) -> Stored<PooledConnection<Opener>> {
        self.pool.get().map_err(|error| StorageError::Database(error.to_string()))
    }

    fn lend_to_migrate(&self) -> Result<PooledConnection<Opener>, OpenError> {
        let unreachable = |reason: String| OpenError::Unreachable { url: self.address.shown(), reason };
        self.pool.get().map_err(|error| unreachable(error.to_string()))
    }
}

impl From<Error> for StorageError {
    fn from(error: Error) -> Self {
        Self::Database(error.to_string())
    }
}

/// Connections of one process: requests run on a few blocking threads, and PostgreSQL allows a hundred in all.
const CONNECTIONS: u32 = 12;

#[derive(Clone, Copy)]
enum Access {
    Read,
    Write,
}

/// SQLite's writers begin with BEGIN IMMEDIATE, because a transaction that reads before it writes would be refused at
/// once, without waiting, when another has written meanwhile.
fn begin(connection: &mut DbConnection, access: Access) -> Result<(), Error> {
    match (connection, access) {
        (DbConnection::Postgres(connection), Access::Write) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN")
        }
        (DbConnection::Postgres(connection), Access::Read) => AnsiTransactionManager::begin_transaction_sql(
            connection,
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        (DbConnection::Sqlite(connection), Access::Write) => {
            connection.batch_execute("PRAGMA query_only = OFF")?;
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")
        }
        (DbConnection::Sqlite(connection), Access::Read) => {
            connection.batch_execute("PRAGMA query_only = ON")?;
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN DEFERRED")
        }
    }
}

fn commit(connection: &mut DbConnection) -> Result<(), Error> {
    match connection {
        DbConnection::Postgres(connection) => AnsiTransactionManager::commit_transaction(connection),
        DbConnection::Sqlite(connection) => AnsiTransactionManager::commit_transaction(connection),
    }
}

fn roll_back(connection: &mut DbConnection) -> Result<(), Error> {
    match connection {
        DbConnection::Postgres(connection) => AnsiTransactionManager::rollback_transaction(connection),
        DbConnection::Sqlite(connection) => AnsiTransactionManager::rollback_transaction(connection),
    }
}

/// Inserts rows: PostgreSQL takes them as one COPY, SQLite as one prepared statement many times, which is fastest for
/// each.
macro_rules! insert_all {
    ($connection:expr, $table:ident, $rows:expr) => {{
        let rows = $rows;
        match &mut *$connection {
            $crate::store::DbConnection::Postgres(connection) => {
                if !rows.is_empty() {
                    let copy = diesel::copy_from($table::table).from_insertable(rows);
                    diesel::ExecuteCopyFromDsl::execute(copy, connection)?;
                }
            }
            $crate::store::DbConnection::Sqlite(connection) => {
                for row in rows.iter() {
                    diesel::insert_into($table::table).values(row).execute(connection)?;
                }
            }
        }
    }};
}
use insert_all;

/// SQLite allows 32,766 values in a statement.
const VALUES_PER_QUERY: usize = 10_000;
