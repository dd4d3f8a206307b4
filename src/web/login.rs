//! Log-in, log-out and the first password of an invited person.

use actix_web::web::{Data, Form as Fields, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::error::{PageError, see_other};
use super::form::{Form, NoFields};
use super::frame::Frame;
use super::language::{Language, Message};
use super::session;
use crate::application::actors::{Account, Role};
use crate::application::administration::invitation::{InvitationError, accept_invitation, check_invitation};
use crate::application::administration::log_in::{self, LogInError};
use crate::application::administration::password::{self, LEAST_CHARACTERS};
use crate::application::ports::StorageError;

/// Where to go after the log-in.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// The log-in form.
#[derive(Deserialize)]
pub struct Credentials {
    login: String,
    password: String,
    next: Option<String>,
}

/// The form of an invitation.
#[derive(Deserialize)]
pub struct NewPassword {
    password: String,
}

/// `templates/login.hbs`
#[derive(Serialize)]
struct LogInPage {
    login: String,
    next: String,
    /// What was wrong with the last attempt.
    wrong: Option<String>,
    /// The log-in that an accepted invitation has just made.
    welcome: Option<String>,
}

/// `templates/invitation.hbs`
#[derive(Serialize)]
struct InvitationPage {
    /// What a password needs.
    hint: String,
    wrong: Option<String>,
}

/// GET `/login`
pub async fn form(
    app: Data<App>,
    request: HttpRequest,
    language: Language,
    query: Query<Next>,
) -> Result<HttpResponse, PageError> {
    let next = local(query.into_inner().next);
    if let Some(person) = session::find(&request).await? {
        return Ok(see_other(&start_of(&person.account, &next)));
    }
    log_in_page(&app, &request, language, LogInPage { login: String::new(), next, wrong: None, welcome: None })
}

/// POST `/login`
pub async fn log_in(
    app: Data<App>,
    request: HttpRequest,
    language: Language,
    fields: Fields<Credentials>,
) -> Result<HttpResponse, PageError> {
    let Credentials { login, password, next } = fields.into_inner();
    let next = local(next);
    let address = request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default();
    let typed = login.clone();
    let outcome =
        match app.run(move |store, clock| outcome_of(log_in::begin_log_in(store, clock, &login, &address))).await? {
            Err(refused) => Err(refused),
            Ok(attempt) => {
                let (attempt, is_right) = app
                    .think(move || {
                        let is_right = attempt.verify(&password);
                        (attempt, is_right)
                    })
                    .await?;
                app.run(move |store, clock| outcome_of(log_in::finish_log_in(store, clock, &attempt, is_right))).await?
            }
        };
    match outcome {
        Ok(opened) => {
            let mut response = see_other(&next);
            let cookie = session::cookie(opened.token, app.secure_cookies);
            response.add_cookie(&cookie).map_err(|unwritable| PageError::internal(&unwritable))?;
            Ok(response)
        }
        Err(refused) => {
            let refused = PageError::from(refused);
            let mut response = log_in_page(
                &app,
                &request,
                language,
                LogInPage { login: typed, next, wrong: Some(refused.sentence(language)), welcome: None },
            )?;
            *response.status_mut() = refused.status();
            Ok(response)
        }
    }
}

/// A refusal is an outcome of the transaction and not its failure.
fn outcome_of<T>(result: Result<T, LogInError>) -> Result<Result<T, LogInError>, StorageError> {
    match result {
        Err(LogInError::Storage(source)) => Err(source),
        other => Ok(other),
    }
}

/// POST `/logout`
pub async fn log_out(app: Data<App>, request: HttpRequest, _form: Form<NoFields>) -> Result<HttpResponse, PageError> {
    session::end(&app, &request).await?;
    let mut response = see_other("/login");
    let ended = session::ended_cookie(app.secure_cookies);
    response.add_cookie(&ended).map_err(|unwritable| PageError::internal(&unwritable))?;
    Ok(response)
}

/// GET `/invitation/{token}`: the form, or at once the page that says that the link is dead.
pub async fn invitation(
    app: Data<App>,
    request: HttpRequest,
    language: Language,
    token: Path<String>,
) -> Result<HttpResponse, PageError> {
    let token = token.into_inner();
    app.read(move |store, clock| check_invitation(store, clock, &token)).await?;
    invitation_page(&app, &request, language, None)
}

/// POST `/invitation/{token}`
pub async fn accept(
    app: Data<App>,
    request: HttpRequest,
    language: Language,
    token: Path<String>,
    fields: Fields<NewPassword>,
) -> Result<HttpResponse, PageError> {
    let (token, password) = (token.into_inner(), fields.into_inner().password);
    let hash = app.think(move || password::hash(&password)).await?;
    let outcome = match hash {
        None => Err(InvitationError::PasswordTooShort { least: LEAST_CHARACTERS }),
        Some(hash) => Ok(app.run(move |store, clock| accept_invitation(store, clock, &token, &hash)).await?),
    };
    match outcome {
        Ok(login) => {
            let page = LogInPage {
                welcome: Some(language.tell(&Message::new("login-welcome").with("name", login.as_str()))),
                login,
                next: "/".to_owned(),
                wrong: None,
            };
            log_in_page(&app, &request, language, page)
        }
        Err(refused) => invitation_page(&app, &request, language, Some(PageError::from(refused).sentence(language))),
    }
}

fn log_in_page(
    app: &App,
    request: &HttpRequest,
    language: Language,
    page: LogInPage,
) -> Result<HttpResponse, PageError> {
    let frame = Frame::outside(language, request).titled(language.say("login-title"));
    app.templates.page("login", &frame, &page)
}

fn invitation_page(
    app: &App,
    request: &HttpRequest,
    language: Language,
    wrong: Option<String>,
) -> Result<HttpResponse, PageError> {
    let hint = language.tell(&Message::new("invitation-hint").count("count", LEAST_CHARACTERS));
    let frame = Frame::outside(language, request).titled(language.say("invitation-title"));
    app.templates.page("invitation", &frame, &InvitationPage { hint, wrong })
}

/// An address of ours; anything else would make the log-in a springboard to other sites.
pub(super) fn local(address: Option<String>) -> String {
    address
        .filter(|address| {
            address.starts_with('/')
                && !address.starts_with("//")
                && !address.contains(['\\', '\r', '\n', '\t'])
                && !address.starts_with("/login")
        })
        .unwrap_or_else(|| "/".to_owned())
}

/// The page that somebody wants to see first: officers who plan nothing see their own hours.
pub(super) fn start_of(account: &Account, next: &str) -> String {
    let plans = account.grants.iter().any(|grant| grant.role != Role::Officer && grant.role != Role::Committee);
    match next {
        "/" if !plans && account.own_hours().is_some() => "/me".to_owned(),
        "/" if !plans && account.holds(Role::Committee) => "/recognition".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_in_never_leads_to_another_site() {
        for foreign in ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:x", ""]
        {
            assert_eq!(local(Some(foreign.to_owned())), "/", "{foreign}");
        }
        assert_eq!(local(Some("/me?month=2026-12".to_owned())), "/me?month=2026-12");
    }
}
