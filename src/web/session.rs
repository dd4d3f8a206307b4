//! Who asks: the session cookie, and the permissions that come of it. Only this file makes permissions from a request.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::app::App;
use super::error::PageError;
use super::language::Language;
use crate::application::actors::{
    Account, Approver, CommitteeMember, Importer, Manager, OwnHours, PublishedReader, Viewer,
};
use crate::application::administration::log_in;
use crate::application::ports::StorageError;
use crate::domain::ids::CentreCode;

/// Somebody with a live session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub account: Account,
    /// The token that every form of this session carries.
    pub csrf: String,
    /// The language of the person's pages.
    pub language: Language,
}

impl SignedIn {
    /// The permission to plan `centre`.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn manager(&self, centre: &CentreCode) -> Result<Manager, PageError> {
        self.account.manager_of(centre).ok_or_else(PageError::not_allowed)
    }

    /// The permission to approve and return rosters of `centre`.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn approver(&self, centre: &CentreCode) -> Result<Approver, PageError> {
        self.account.approver_of(centre).ok_or_else(PageError::not_allowed)
    }

    /// The permission to see forecasts and rosters of `centre`.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn viewer(&self, centre: &CentreCode) -> Result<Viewer, PageError> {
        self.account.viewer_of(centre).ok_or_else(PageError::not_allowed)
    }

    /// The permission to read the published rosters of `centre`.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn reader(&self, centre: &CentreCode) -> Result<PublishedReader, PageError> {
        self.account.reader_of(centre).ok_or_else(PageError::not_allowed)
    }

    /// The permission to see the committee's list of `centre`.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn committee(&self, centre: &CentreCode) -> Result<CommitteeMember, PageError> {
        self.account.committee_of(centre).ok_or_else(PageError::not_allowed)
    }

    /// The permission to see one's own hours.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn own_hours(&self) -> Result<OwnHours, PageError> {
        self.account.own_hours().ok_or_else(PageError::not_allowed)
    }

    /// The permission to import data.
    ///
    /// # Errors
    /// The page that says who may.
    pub fn importer(&self) -> Result<Importer, PageError> {
        self.account.importer().ok_or_else(PageError::not_allowed)
    }

    /// Whether `token`, taken from a form or a header, is the session's.
    ///
    /// # Errors
    /// The page that asks to try again.
    pub fn check_csrf(&self, token: &str) -> Result<(), PageError> {
        if same_bytes(self.csrf.as_bytes(), token.as_bytes()) { Ok(()) } else { Err(PageError::stale_form()) }
    }
}

impl FromRequest for SignedIn {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { find(&request).await?.ok_or_else(|| PageError::log_in_first(&request)) })
    }
}

/// Whose live session `request` belongs to; looked up once for each request.
///
/// # Errors
/// When the store fails.
pub async fn find(request: &HttpRequest) -> Result<Option<SignedIn>, PageError> {
    if let Some(known) = request.extensions().get::<SignedIn>() {
        return Ok(Some(known.clone()));
    }
    let app = request.app_data::<Data<App>>().expect("the app is registered").clone();
    let Some(token) = token(request, app.secure_cookies) else { return Ok(None) };
    let asked = token.clone();
    let found = app.read(move |store, clock| log_in::session_of(store, clock, &asked)).await?;
    let Some(session) = found else { return Ok(None) };
    if session.is_stale {
        app.mark_seen(token);
    }
    let chosen = session.account.language.as_deref().and_then(Language::parse);
    let signed_in = SignedIn {
        account: session.account,
        csrf: session.csrf,
        language: chosen.unwrap_or_else(|| Language::of_request(request)),
    };
    request.extensions_mut().insert(signed_in.clone());
    Ok(Some(signed_in))
}

/// The session token of `request`.
pub fn token(request: &HttpRequest, secure: bool) -> Option<String> {
    request.cookie(cookie_name(secure)).map(|cookie| cookie.value().to_owned())
}

/// The cookie that keeps `token`; the browser forgets it when it closes, the store after some idle hours.
pub fn cookie(token: String, secure: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(secure), token).path("/").http_only(true).secure(secure).same_site(SameSite::Lax).finish()
}

/// The cookie that ends a session in the browser.
pub fn ended_cookie(secure: bool) -> Cookie<'static> {
    let mut cookie = cookie(String::new(), secure);
    cookie.make_removal();
    cookie
}

/// Ends the session of `request` in the store.
///
/// # Errors
/// When the store fails.
pub async fn end(app: &App, request: &HttpRequest) -> Result<(), PageError> {
    let Some(token) = token(request, app.secure_cookies) else { return Ok(()) };
    app.run(move |store, _| -> Result<(), StorageError> { log_in::log_out(store, &token) }).await
}

/// `__Host-` binds a cookie to this very host over TLS; browsers refuse the prefix on loopback http.
fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-catruc" } else { "catruc" }
}

/// Compares without telling by its time how much was right.
fn same_bytes(expected: &[u8], given: &[u8]) -> bool {
    expected.len() == given.len() && expected.iter().zip(given).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}
