//! POST `/language`: the switch in the head of every page.

use actix_web::web::{Data, Form as Fields};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::app::App;
use super::error::{PageError, see_other};
use super::language::Language;
use super::login::local;
use super::session;
use crate::application::ports::{Accounts, StorageError};

/// The switch.
#[derive(Deserialize)]
pub struct Choice {
    language: String,
    next: Option<String>,
    #[serde(rename = "_csrf")]
    csrf: Option<String>,
}

/// Keeps the choice in a cookie, and with the account of whoever is logged in.
pub async fn switch(app: Data<App>, request: HttpRequest, choice: Fields<Choice>) -> Result<HttpResponse, PageError> {
    let choice = choice.into_inner();
    let language = Language::parse(&choice.language).unwrap_or_default();
    if let Some(person) = session::find(&request).await? {
        person.check_csrf(choice.csrf.as_deref().unwrap_or_default())?;
        let login = person.account.login;
        app.run(move |store, _| -> Result<(), StorageError> { store.set_language(&login, language.code()) }).await?;
    }
    let mut response = see_other(&local(choice.next));
    let cookie = language.cookie(app.secure_cookies);
    response.add_cookie(&cookie).map_err(|unwritable| PageError::internal(&unwritable))?;
    Ok(response)
}
