//! People who log in, their sessions, failed log-ins and invitations.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use serde::Serialize;

use super::DbConnection;
use super::columns::{corrupt, list, read_scope};
use super::schema::{accounts, failed_logins, invitations, login_sessions};
use super::tables::import::{Import, ImportedRow, existing, keep};
use crate::application::actors::{Account, Grant, Role};
use crate::application::ports::{Accounts, OpenSession, Stored};
use crate::domain::ids::OfficerCode;
use crate::exchange::data_folder::{DataFolder, UserRole, UserRow};

impl Accounts for DbConnection {
    fn account(&mut self, login: &str) -> Stored<Option<Account>> {
        let row: Option<AccountRow> =
            accounts::table.find(login).select(AccountRow::as_select()).first(self).optional()?;
        row.map(AccountRow::into_account).transpose()
    }

    fn accounts(&mut self) -> Stored<Vec<Account>> {
        let rows: Vec<AccountRow> =
            accounts::table.order(accounts::login).select(AccountRow::as_select()).load(self)?;
        rows.into_iter().map(AccountRow::into_account).collect()
    }

    fn keep_account(&mut self, account: &Account) -> Stored<()> {
        let values = (
            accounts::name.eq(&account.name),
            accounts::roles.eq(list(account.grants.iter().map(|grant| role_text(grant.role, grant.scope.as_str())))),
            accounts::officer.eq(account.officer.as_ref().map(OfficerCode::as_str)),
            accounts::chosen_language.eq(account.language.as_deref()),
        );
        let updated = diesel::update(accounts::table.find(&account.login)).set(values.clone()).execute(self)?;
        if updated == 0 {
            diesel::insert_into(accounts::table).values((accounts::login.eq(&account.login), values)).execute(self)?;
        }
        Ok(())
    }

    fn password_hash(&mut self, login: &str) -> Stored<Option<String>> {
        let hash: Option<Option<String>> =
            accounts::table.find(login).select(accounts::password_hash).first(self).optional()?;
        Ok(hash.flatten())
    }

    fn set_password_hash(&mut self, login: &str, hash: &str) -> Stored<()> {
        diesel::update(accounts::table.find(login)).set(accounts::password_hash.eq(hash)).execute(self)?;
        diesel::delete(login_sessions::table.filter(login_sessions::login.eq(login))).execute(self)?;
        Ok(())
    }

    fn open_session(&mut self, token_hash: &str, login: &str, csrf: &str, now: NaiveDateTime) -> Stored<()> {
        let forgotten = now - TimeDelta::days(SESSION_DAYS);
        diesel::delete(login_sessions::table.filter(login_sessions::seen_at.lt(forgotten))).execute(self)?;
        diesel::insert_into(login_sessions::table)
            .values((
                login_sessions::token_hash.eq(token_hash),
                login_sessions::login.eq(login),
                login_sessions::csrf.eq(csrf),
                login_sessions::opened_at.eq(now),
                login_sessions::seen_at.eq(now),
            ))
            .execute(self)?;
        Ok(())
    }

    fn session(
        &mut self,
        token_hash: &str,
        idle_since: NaiveDateTime,
        opened_since: NaiveDateTime,
    ) -> Stored<Option<OpenSession>> {
        let found: Option<(String, String, NaiveDateTime)> = login_sessions::table
            .find(token_hash)
            .filter(login_sessions::seen_at.gt(idle_since).and(login_sessions::opened_at.gt(opened_since)))
            .select((login_sessions::login, login_sessions::csrf, login_sessions::seen_at))
            .first(self)
            .optional()?;
        Ok(found.map(|(login, csrf, seen_at)| OpenSession { login, csrf, seen_at }))
    }

    fn mark_session_seen(&mut self, token_hash: &str, now: NaiveDateTime) -> Stored<()> {
        diesel::update(login_sessions::table.find(token_hash)).set(login_sessions::seen_at.eq(now)).execute(self)?;
        Ok(())
    }

    fn close_session(&mut self, token_hash: &str) -> Stored<()> {
        diesel::delete(login_sessions::table.find(token_hash)).execute(self)?;
        Ok(())
    }

    fn failed_logins(&mut self, key: &str, since: NaiveDateTime) -> Stored<i64> {
        let failed =
            failed_logins::table.filter(failed_logins::login_key.eq(key).and(failed_logins::failed_at.ge(since)));
        Ok(failed.count().get_result(self)?)
    }

    fn keep_failed_login(&mut self, key: &str, at: NaiveDateTime) -> Stored<()> {
        let forgotten = at - TimeDelta::days(FAILED_LOGIN_DAYS);
        diesel::delete(failed_logins::table.filter(failed_logins::failed_at.lt(forgotten))).execute(self)?;
        diesel::insert_into(failed_logins::table)
            .values((failed_logins::login_key.eq(key), failed_logins::failed_at.eq(at)))
            .execute(self)?;
        Ok(())
    }

    fn forget_failed_login(&mut self, key: &str, at: NaiveDateTime) -> Stored<()> {
        let same = failed_logins::table.filter(failed_logins::login_key.eq(key).and(failed_logins::failed_at.eq(at)));
        diesel::delete(same).execute(self)?;
        Ok(())
    }

    fn forget_failed_logins(&mut self, key: &str) -> Stored<()> {
        diesel::delete(failed_logins::table.filter(failed_logins::login_key.eq(key))).execute(self)?;
        Ok(())
    }

    fn keep_invitation(&mut self, token_hash: &str, login: &str, until: NaiveDateTime) -> Stored<()> {
        diesel::insert_into(invitations::table)
            .values((
                invitations::token_hash.eq(token_hash),
                invitations::login.eq(login),
                invitations::valid_until.eq(until),
            ))
            .execute(self)?;
        Ok(())
    }

    fn has_invitation(&mut self, token_hash: &str, now: NaiveDateTime) -> Stored<bool> {
        let valid_until: Option<NaiveDateTime> =
            invitations::table.find(token_hash).select(invitations::valid_until).first(self).optional()?;
        Ok(valid_until.is_some_and(|valid_until| now < valid_until))
    }

    fn take_invitation(&mut self, token_hash: &str, now: NaiveDateTime) -> Stored<Option<String>> {
        let taken: Option<(String, NaiveDateTime)> = diesel::delete(invitations::table.find(token_hash))
            .returning((invitations::login, invitations::valid_until))
            .get_result(self)
            .optional()?;
        let Some((login, _)) = taken.filter(|(_, valid_until)| now < *valid_until) else { return Ok(None) };
        // Older invitations of the same person would reset the password that is now chosen.
        diesel::delete(invitations::table.filter(invitations::login.eq(&login))).execute(self)?;
        Ok(Some(login))
    }

    fn set_language(&mut self, login: &str, language: &str) -> Stored<()> {
        diesel::update(accounts::table.find(login)).set(accounts::chosen_language.eq(language)).execute(self)?;
        Ok(())
    }
}

/// Keeps the users that a folder brings; passwords and chosen languages stay.
pub(super) fn keep_users(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    let rows: Vec<ImportedUser> = folder.users.iter().map(ImportedUser::of).collect();
    keep!(connection, import, "users.csv", accounts, rows, existing!(connection, ImportedUser, accounts.login, rows));
    Ok(())
}

/// No deadline of a session is longer; what is older is thrown away.
const SESSION_DAYS: i64 = 30;
/// No throttle looks further back.
const FAILED_LOGIN_DAYS: i64 = 2;

/// A role and where it holds, as in `users.csv`.
fn role_text(role: Role, scope: &str) -> String {
    format!("{}@{scope}", role.as_str())
}

fn read_grant(text: &str) -> Stored<Grant> {
    text.split_once('@')
        .and_then(|(role, scope)| Some(Grant { role: Role::parse(role)?, scope: read_scope(scope.to_owned()) }))
        .ok_or_else(|| corrupt("accounts", text))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
struct AccountRow {
    login: String,
    name: String,
    roles: String,
    officer: Option<String>,
    language: Option<String>,
    chosen_language: Option<String>,
}

impl AccountRow {
    fn into_account(self) -> Stored<Account> {
        let grants = self.roles.split(';').filter(|text| !text.is_empty()).map(read_grant).collect::<Stored<_>>()?;
        Ok(Account {
            login: self.login,
            name: self.name,
            grants,
            officer: self.officer.map(OfficerCode),
            language: self.chosen_language.or(self.language),
        })
    }
}

/// The columns of an account that an import may set.
#[derive(Queryable, Selectable, Insertable, Identifiable, AsChangeset, Serialize, PartialEq)]
#[diesel(table_name = accounts, primary_key(login), treat_none_as_null = true, treat_none_as_default_value = false)]
struct ImportedUser {
    login: String,
    name: String,
    roles: String,
    officer: Option<String>,
    email: Option<String>,
    language: Option<String>,
}

impl ImportedUser {
    fn of(user: &UserRow) -> Self {
        Self {
            login: user.login.clone(),
            name: user.name.clone(),
            roles: list(user.roles.iter().map(|grant| role_text(role_of(grant.role), grant.scope.as_str()))),
            officer: user.officer.as_ref().map(|officer| officer.0.clone()),
            email: user.email.clone(),
            language: user.language.clone(),
        }
    }
}

fn role_of(role: UserRole) -> Role {
    match role {
        UserRole::Admin => Role::Admin,
        UserRole::Province => Role::Province,
        UserRole::Manager => Role::Manager,
        UserRole::Approver => Role::Approver,
        UserRole::Officer => Role::Officer,
        UserRole::Committee => Role::Committee,
        UserRole::Auditor => Role::Auditor,
    }
}

impl ImportedRow for ImportedUser {
    const NAMED_BY: &'static [&'static str] = &["login"];
    type Key<'row> = &'row str;

    fn key(&self) -> &str {
        &self.login
    }
}
