//! What every handler needs: the store, the time, the templates.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::web;

use super::error::PageError;
use super::templates::Templates;
use crate::application::administration::log_in;
use crate::application::ports::{Clock, StorageError};
use crate::store::{Database, DbConnection};

/// The web front of one process.
pub struct App {
    database: Database,
    clock: Arc<dyn Clock>,
    /// Whether cookies are bound to TLS; false only on loopback http.
    pub secure_cookies: bool,
    /// Pages in every language.
    pub templates: Templates,
    /// A session is being marked as seen.
    marking: Arc<AtomicBool>,
}

impl App {
    /// The web front over `database`.
    #[must_use]
    pub fn new(database: Database, clock: Arc<dyn Clock>, secure_cookies: bool) -> Self {
        Self { database, clock, secure_cookies, templates: Templates::embedded(), marking: Arc::default() }
    }

    /// The time of all pages.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The store, for tests that look behind the pages.
    #[cfg(test)]
    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// Runs a use-case in one transaction on a blocking thread: it happens wholly or not at all.
    ///
    /// # Errors
    /// Returns what the use-case refuses, as the page that says so.
    pub async fn run<T, E>(
        &self,
        work: impl FnOnce(&mut DbConnection, &dyn Clock) -> Result<T, E> + Send + 'static,
    ) -> Result<T, PageError>
    where
        T: Send + 'static,
        E: From<StorageError> + Into<PageError> + Send + 'static,
    {
        let (database, clock) = (self.database.clone(), Arc::clone(&self.clock));
        web::block(move || database.transaction(|connection| work(connection, clock.as_ref())))
            .await
            .map_err(|cancelled| PageError::internal(&cancelled))?
            .map_err(Into::into)
    }

    /// Marks the session of `token` as seen, beside the request and not before it: on SQLite the write waits for an import.
    /// One session at a time; another one is marked with its next request.
    pub fn mark_seen(&self, token: String) {
        if self.marking.swap(true, Ordering::AcqRel) {
            return;
        }
        let (database, clock, marking) = (self.database.clone(), Arc::clone(&self.clock), Arc::clone(&self.marking));
        actix_web::rt::task::spawn_blocking(move || {
            if let Err(error) = database.transaction(|store| log_in::mark_seen(store, clock.as_ref(), &token)) {
                tracing::warn!(%error, "a session could not be marked as seen");
            }
            marking.store(false, Ordering::Release);
        });
    }

    /// Runs slow work, such as that of a password, on a blocking thread and outside of any transaction.
    ///
    /// # Errors
    /// When the server is going down.
    pub async fn think<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PageError> {
        web::block(work).await.map_err(|cancelled| PageError::internal(&cancelled))
    }

    /// Reads on a blocking thread, from one state of the database.
    ///
    /// # Errors
    /// Returns what the use-case refuses, as the page that says so.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut DbConnection, &dyn Clock) -> Result<T, E> + Send + 'static,
    ) -> Result<T, PageError>
    where
        T: Send + 'static,
        E: From<StorageError> + Into<PageError> + Send + 'static,
    {
        let (database, clock) = (self.database.clone(), Arc::clone(&self.clock));
        web::block(move || database.read(|connection| work(connection, clock.as_ref())))
            .await
            .map_err(|cancelled| PageError::internal(&cancelled))?
            .map_err(Into::into)
    }
}
