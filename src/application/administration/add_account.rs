//! Creates or changes the account of a person who may log in.

use crate::application::actors::Account;
use crate::application::ports::{StorageError, Store};
use crate::domain::centre::CentreScope;
use crate::domain::ids::{CentreCode, OfficerCode};

/// Why no account was kept.
#[derive(Debug, thiserror::Error)]
pub enum AddAccountError {
    /// A role in a centre that does not exist would open nothing, or a later centre by surprise.
    #[error("there is no centre {0}; correct the role, import the centre first, or write ROLE@* for every centre")]
    NoCentre(CentreCode),
    /// An officer who does not exist.
    #[error("there is no officer {0}; correct the code or import officers.csv first")]
    NoOfficer(OfficerCode),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Keeps `account`; a password and a chosen language that it already has stay.
///
/// # Errors
/// When a role or the officer points to nothing, or the store fails; nothing is kept then.
pub fn add_account(store: &mut impl Store, account: &Account) -> Result<(), AddAccountError> {
    for grant in &account.grants {
        if let CentreScope::One(centre) = &grant.scope
            && store.centre(centre)?.is_none()
        {
            return Err(AddAccountError::NoCentre(centre.clone()));
        }
    }
    if let Some(officer) = &account.officer
        && store.officer(officer)?.is_none()
    {
        return Err(AddAccountError::NoOfficer(officer.clone()));
    }
    Ok(store.keep_account(account)?)
}
