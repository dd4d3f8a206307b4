//! One connection to either database, and how it is opened.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{self, R2D2Connection};
use diesel::{Connection, ConnectionError, PgConnection, SqliteConnection};

/// A connection; the store implements the ports for it.
#[derive(diesel::MultiConnection)]
pub enum DbConnection {
    /// To a PostgreSQL server.
    Postgres(PgConnection),
    /// To an SQLite file.
    Sqlite(SqliteConnection),
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL is neither of SQLite nor of PostgreSQL.
    #[error("the database URL {0:?} is unknown: write sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")]
    UnknownUrl(String),
    /// The folder of the SQLite file does not exist.
    #[error("there is no folder {folder:?} for the database {path:?}: create it or name another path")]
    NoFolder {
        /// The folder.
        folder: String,
        /// The file in it.
        path: String,
    },
    /// There is no SQLite file of that name.
    #[error("there is no database {url} yet: `catruc import` makes it from a data folder, `catruc demo` with a sample")]
    Missing {
        /// The URL.
        url: String,
    },
    /// The file or server cannot be reached.
    #[error("the database {url} cannot be opened: {reason}; check that it exists, runs and lets you in")]
    Unreachable {
        /// The URL without its password.
        url: String,
        /// What the database said.
        reason: String,
    },
    /// The tables could not be brought up to date; nothing was changed.
    #[error("the tables of {url} cannot be brought up to date: {reason}")]
    Migration {
        /// The URL without its password.
        url: String,
        /// What the database said.
        reason: String,
    },
    /// The tables were made by a newer version of this program.
    #[error("the tables of {url} come from a newer version (step {step}): use that version or a newer one")]
    Newer {
        /// The URL without its password.
        url: String,
        /// The step that this version does not know.
        step: String,
    },
}

/// Where a database is. Its debug form is [`Address::shown`], so that no log can hold the password.
#[derive(Clone)]
pub(super) enum Address {
    Postgres(String),
    Sqlite(String),
}

impl Address {
    /// Reads a URL. The scheme decides, because SQLite would take any text for the name of a new file.
    pub fn parse(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        match url.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path)) {
            Some(path) if !path.is_empty() && !path.starts_with(':') => Self::of_file(path),
            _ => Err(OpenError::UnknownUrl(without_password(url))),
        }
    }

    fn of_file(path: &str) -> Result<Self, OpenError> {
        let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
        match folder {
            Some(folder) if !folder.is_dir() => {
                Err(OpenError::NoFolder { folder: folder.display().to_string(), path: path.to_owned() })
            }
            _ => Ok(Self::Sqlite(path.to_owned())),
        }
    }

    /// The URL as it may be shown and logged.
    pub fn shown(&self) -> String {
        match self {
            Self::Postgres(url) => without_password(url),
            Self::Sqlite(path) => format!("sqlite:{path}"),
        }
    }

    /// Whether it would be made by opening it: a missing SQLite file. A missing server tells of itself.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Sqlite(path) if !Path::new(path).exists())
    }

    /// Opens a connection that is ready for use.
    pub fn connect(&self) -> Result<DbConnection, ConnectionError> {
        match self {
            Self::Postgres(url) => {
                let mut connection = PgConnection::establish(url)?;
                connection.batch_execute(POSTGRES_SESSION).map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(DbConnection::Postgres(connection))
            }
            Self::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(path)?;
                set_up(&mut connection).map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(DbConnection::Sqlite(connection))
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

/// Processes that open a new file at once all switch it to WAL. SQLite does not wait when two of them read it and both want
/// to write, because one would wait for the other for ever; it refuses one, which lets go of its lock and may try again.
fn set_up(connection: &mut SqliteConnection) -> Result<(), diesel::result::Error> {
    let began = Instant::now();
    loop {
        match connection.batch_execute(SQLITE_PRAGMAS) {
            Err(error) if error.to_string() == LOCKED && began.elapsed() < BUSY => std::thread::sleep(PAUSE),
            outcome => return outcome,
        }
    }
}

/// What SQLite says when another connection has the file.
const LOCKED: &str = "database is locked";

/// How long a connection tries to get a file that others have, as in `busy_timeout`, and how long it lets them between.
const BUSY: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(5);

/// `busy_timeout` comes first, so that most waiting is SQLite's; it is longer than the import of a province. FULL
/// makes every commit reach the disk before it is acknowledged; in WAL that is one sync per transaction. The cache is
/// 32 MiB per connection, and the log that a large import leaves behind is cut back to 64 MiB.
const SQLITE_PRAGMAS: &str = "PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; \
     PRAGMA journal_size_limit = 67108864;";

/// Instants are UTC whatever the server believes; a statement that waits for a lock gives up like SQLite does.
const POSTGRES_SESSION: &str = "SET TIME ZONE 'UTC'; SET lock_timeout = '60s'; SET client_min_messages = warning;";

/// Opens connections for the pool.
#[derive(Debug)]
pub(super) struct Opener(pub Address);

impl r2d2::ManageConnection for Opener {
    type Connection = DbConnection;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<DbConnection, r2d2::Error> {
        self.0.connect().map_err(r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, connection: &mut DbConnection) -> Result<(), r2d2::Error> {
        connection.ping().map_err(r2d2::Error::QueryError)
    }

    /// A connection with an open transaction was left by a panic; it is closed, which rolls back.
    fn has_broken(&self, connection: &mut DbConnection) -> bool {
        connection.is_broken()
    }
}

/// The URL with the password replaced, for messages and logs.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, tail) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let shown = match authority.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => authority.to_owned(),
    };
    // libpq also takes the password as a parameter.
    let tail = tail.find("password=").map_or(tail, |start| &tail[..start]);
    format!("{scheme}://{shown}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_scheme_makes_no_file() {
        for url in ["postgre://host/name", "catruc.db", "sqlite:", "sqlite::memory:", ""] {
            let message = Address::parse(url).expect_err(url).to_string();
            assert!(message.contains("write sqlite:PATH or postgres://"), "{message}");
        }
    }

    #[test]
    fn a_missing_folder_is_named() {
        let message = Address::parse("sqlite:/no/such/place/a.db").expect_err("no folder").to_string();
        assert!(message.contains("/no/such/place") && message.contains("create it"), "{message}");
    }

    #[test]
    fn a_password_is_never_shown() {
        for url in
            ["postgres://an:secret@db/catruc", "postgresql://an:s@ecret@db", "postgres://db/x?user=an&password=secret"]
        {
            let shown = Address::parse(url).expect("a URL").shown();
            assert!(!shown.contains("ecret") && shown.contains("db"), "{shown}");
            assert!(!format!("{:?}", Opener(Address::parse(url).expect("a URL"))).contains("ecret"));
        }
    }
}
