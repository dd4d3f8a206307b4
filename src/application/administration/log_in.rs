//! Log-in and sessions.

use chrono::{NaiveDateTime, TimeDelta};

use super::password;
use super::secret::{new_secret, secret_hash};
use crate::application::actors::Account;
use crate::application::ports::{Clock, OpenSession, StorageError, Store, Stored};

/// A session ends after so many hours without a request.
const IDLE_HOURS: i64 = 8;
/// A session is marked as seen at most so often, so that a page costs no write.
const SEEN_SECONDS: i64 = 60;
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
    /// The session should be marked as seen.
    pub is_stale: bool,
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

/// A log-in that may be tried: the throttle lets it pass and has counted it as failed until it is known to be right.
/// Between [`begin_log_in`] and [`finish_log_in`] the password is verified, outside of any transaction, because that is
/// made to be slow.
#[derive(Clone, Debug)]
pub struct Attempt {
    login: String,
    address_key: String,
    at: NaiveDateTime,
    /// The hash to verify against, when there is such an account and it has one.
    hash: Option<String>,
}

impl Attempt {
    /// Whether `password` is the right one. Takes as long when there is no such account.
    #[must_use]
    pub fn verify(&self, password: &str) -> bool {
        password::verify(password, self.hash.as_deref())
    }
}

/// Counts an attempt and gives what is needed to verify it. It counts before the password is looked at, so that attempts
/// made at the same time cannot slip past the throttle together.
///
/// # Errors
/// When there were too many attempts or the store fails.
pub fn begin_log_in(
    store: &mut impl Store,
    clock: &dyn Clock,
    login: &str,
    address: &str,
) -> Result<Attempt, LogInError> {
    let at = clock.now();
    let (login_key, address_key) = (login_key(login), format!("address {address}"));
    let since = at - TimeDelta::minutes(COUNTED_MINUTES);
    for key in [&login_key, &address_key] {
        if store.failed_logins(key, since)? >= FREE_ATTEMPTS {
            return Err(LogInError::TooManyAttempts { wait_seconds: COUNTED_MINUTES * 60 });
        }
    }
    for key in [&login_key, &address_key] {
        store.keep_failed_login(key, at)?;
    }
    let hash = if store.account(login)?.is_some() { store.password_hash(login)? } else { None };
    Ok(Attempt { login: login.to_owned(), address_key, at, hash })
}

/// Opens the session of an attempt that was verified with `is_right`.
///
/// # Errors
/// When the password was wrong or was changed meanwhile, or the store fails.
pub fn finish_log_in(
    store: &mut impl Store,
    clock: &dyn Clock,
    attempt: &Attempt,
    is_right: bool,
) -> Result<OpenedSession, LogInError> {
    if !is_right || store.password_hash(&attempt.login)? != attempt.hash {
        return Err(LogInError::Wrong);
    }
    store.forget_failed_logins(&login_key(&attempt.login))?;
    store.forget_failed_login(&attempt.address_key, attempt.at)?;
    let opened = OpenedSession { token: new_secret(), csrf: new_secret() };
    store.open_session(&secret_hash(&opened.token), &attempt.login, &opened.csrf, clock.now())?;
    Ok(opened)
}

/// Under what failed log-ins of an account are counted.
fn login_key(login: &str) -> String {
    format!("login {login}")
}

/// Who holds the token, while the session lives; changes nothing.
///
/// # Errors
/// When the store fails.
pub fn session_of(store: &mut impl Store, clock: &dyn Clock, token: &str) -> Stored<Option<SignedIn>> {
    let now = clock.now();
    let found = store.session(
        &secret_hash(token),
        now - TimeDelta::hours(IDLE_HOURS),
        now - TimeDelta::hours(LONGEST_HOURS),
    )?;
    let Some(OpenSession { login, csrf, seen_at }) = found else { return Ok(None) };
    let is_stale = now - seen_at >= TimeDelta::seconds(SEEN_SECONDS);
    Ok(store.account(&login)?.map(|account| SignedIn { account, csrf, is_stale }))
}

/// Marks the session of the token as seen now.
///
/// # Errors
/// When the store fails.
pub fn mark_seen(store: &mut impl Store, clock: &dyn Clock, token: &str) -> Stored<()> {
    store.mark_session_seen(&secret_hash(token), clock.now())
}

/// Ends the session.
///
/// # Errors
/// When the store fails.
pub fn log_out(store: &mut impl Store, token: &str) -> Stored<()> {
    store.close_session(&secret_hash(token))
}
