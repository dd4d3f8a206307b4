//! One-time links by which people set their password.

use chrono::TimeDelta;

use super::secret::{new_secret, secret_hash};
use crate::application::ports::{Clock, StorageError, Store};

/// Days for which a link is good.
const VALID_DAYS: i64 = 7;

/// Why an invitation was refused.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// There is no such account.
    #[error("there is no account {0}; create it with `catruc user add`")]
    NoAccount(String),
    /// Used, too old or unknown.
    #[error("the link has been used or has expired; ask for a new one")]
    Expired,
    /// The password is too short.
    #[error("a password has at least {least} characters")]
    PasswordTooShort {
        /// Characters that it needs.
        least: usize,
    },
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes a one-time link for the account and returns its secret.
///
/// # Errors
/// When there is no such account or the store fails.
pub fn invite(store: &mut impl Store, clock: &dyn Clock, login: &str) -> Result<String, InvitationError> {
    if store.account(login)?.is_none() {
        return Err(InvitationError::NoAccount(login.to_owned()));
    }
    let secret = new_secret();
    store.keep_invitation(&secret_hash(&secret), login, clock.now() + TimeDelta::days(VALID_DAYS))?;
    Ok(secret)
}

/// Whether the link can still be used.
///
/// # Errors
/// When it is unknown, used or too old, or the store fails.
pub fn check_invitation(store: &mut impl Store, clock: &dyn Clock, secret: &str) -> Result<(), InvitationError> {
    if store.has_invitation(&secret_hash(secret), clock.now())? { Ok(()) } else { Err(InvitationError::Expired) }
}

/// Sets the password of whoever holds the link to the one with the PHC string `hash`, and says who that is. Hashing is made
/// to be slow, so the caller does it before the transaction.
///
/// # Errors
/// When the link is not good any more or the store fails; the link stays good unless the password was set.
pub fn accept_invitation(
    store: &mut impl Store,
    clock: &dyn Clock,
    secret: &str,
    hash: &str,
) -> Result<String, InvitationError> {
    let login = store.take_invitation(&secret_hash(secret), clock.now())?.ok_or(InvitationError::Expired)?;
    store.set_password_hash(&login, hash)?;
    Ok(login)
}
