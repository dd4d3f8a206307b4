//! Log-in and sessions.

use chrono::TimeDelta;

use super::password;
use super::secret::{new_secret, secret_hash};
use crate::application::actors::Account;
use crate::application::ports::{Clock, StorageError, Store, Stored};

/// A session ends after so many hours without a request.
const IDLE_HOURS: i64 = 8;
/// A session ends after so many hours whatever happens.
const LONGEST_HOURS: i64 = 24 * 7;
/// Failed log-ins that cost nothing, per account and per address.
const FREE_ATTEMPTS: i64 = 5;
/// Minutes over which failed log-ins are counted.
const COUNTED_MINUTES: i64 = 15;

/// A session just opened; the token goes into the cookie and nowhere else.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// Secret of the cookie.
    pub token: String,
    /// Secret of the forms.
    pub csrf: String,
}

/// Who makes a request.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// Secret of the forms.
    pub csrf: String,
}

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
pub enum LogInError {
    /// Name or password is wrong; which of the two is not said.
    #[error("log-in name or password is wrong")]
    Wrong,
    /// Too many attempts.
    #[error("too many attempts; try again in {wait_seconds} seconds")]
    TooManyAttempts {
        /// Seconds to wait.
        wait_seconds: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Opens a session.
///
/// # Errors
/// See [`LogInError`]. A failed attempt is counted, so the caller must commit what this writes in that case too.
pub fn log_in(
    store: &mut impl Store,
    clock: &dyn Clock,
    login: &str,
    password: &str,
    address: &str,
) -> Result<OpenedSession, LogInError> {
    let now = clock.now();
    let keys = [format!("login {login}"), format!("address {address}")];
    let since = now - TimeDelta::minutes(COUNTED_MINUTES);
    for key in &keys {
        if store.failed_logins(key, since)? >= FREE_ATTEMPTS {
            return Err(LogInError::TooManyAttempts { wait_seconds: COUNTED_MINUTES * 60 });
        }
    }
    let known = store.account(login)?;
    let hash = store.password_hash(login)?;
    if !password::verify(password, hash.as_deref()) || known.is_none() {
        for key in &keys {
            store.keep_failed_login(key, now)?;
        }
        return Err(LogInError::Wrong);
    }
    store.forget_failed_logins(&keys[0])?;
    let opened = OpenedSession { token: new_secret(), csrf: new_secret() };
    store.open_session(&secret_hash(&opened.token), login, &opened.csrf, now)?;
    Ok(opened)
}

/// Who holds the token, while the session lives.
///
/// # Errors
/// When the store fails.
pub fn session_of(store: &mut impl Store, clock: &dyn Clock, token: &str) -> Stored<Option<SignedIn>> {
    let now = clock.now();
    let found = store.session(
        &secret_hash(token),
        now,
        now - TimeDelta::hours(IDLE_HOURS),
        now - TimeDelta::hours(LONGEST_HOURS),
    )?;
    let Some((login, csrf)) = found else { return Ok(None) };
    Ok(store.account(&login)?.map(|account| SignedIn { account, csrf }))
}

/// Ends the session.
///
/// # Errors
/// When the store fails.
pub fn log_out(store: &mut impl Store, token: &str) -> Stored<()> {
    store.close_session(&secret_hash(token))
}
