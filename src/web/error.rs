//! When something cannot be done: the page that says what happened, to what, and what to do next.
//!
//! Use-cases answer with their own errors; `refusals` picks status and words for each. What only a log should see never
//! reaches a page: the reader gets a reference number, and the log has it once.

mod clash;
mod refusals;

use std::collections::BTreeMap;
use std::fmt;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, LOCATION};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;

use super::app::App;
use super::frame::{Frame, Place};
use super::language::{Language, Message};
use super::session::{self, SignedIn};
use super::wording::{self, BreachWords};
use crate::domain::ids::OfficerCode;
use crate::domain::rules::Breach;

/// Something that cannot be done, before it is worded for its reader; boxed, because most requests never meet one.
#[derive(Debug)]
pub struct PageError(Box<Refusal>);

#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    title: Message,
    detail: Message,
    next: Option<(Message, String)>,
    breaches: Vec<Breach>,
    /// Facts that stand in the way.
    facts: Vec<Message>,
    /// Names of officers whom the breaches concern.
    names: BTreeMap<OfficerCode, String>,
    reference: Option<String>,
    /// The address to go to instead of reading an error.
    instead: Option<String>,
}

impl PageError {
    /// A page with `status`, worded by `title` and `detail`.
    #[must_use]
    pub fn new(status: StatusCode, title: Message, detail: Message) -> Self {
        Self(Box::new(Refusal {
            status,
            title,
            detail,
            next: None,
            breaches: Vec::new(),
            facts: Vec::new(),
            names: BTreeMap::new(),
            reference: None,
            instead: None,
        }))
    }

    /// Something asked for is not there.
    #[must_use]
    pub fn not_found(title: Message, detail: Message) -> Self {
        Self::new(StatusCode::NOT_FOUND, title, detail)
    }

    /// Something was understood and cannot be done as it stands.
    #[must_use]
    pub fn unprocessable(title: Message, detail: Message) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, title, detail)
    }

    /// Something has changed meanwhile.
    #[must_use]
    pub fn conflict(title: Message, detail: Message) -> Self {
        Self::new(StatusCode::CONFLICT, title, detail)
    }

    /// An address that leads nowhere.
    #[must_use]
    pub fn no_such_page() -> Self {
        Self::not_found(Message::new("error-no-page"), Message::new("error-no-page-detail"))
    }

    /// A person without the permission. The page says nothing about what is behind the address.
    #[must_use]
    pub fn not_allowed() -> Self {
        let (title, detail) = (Message::new("error-not-allowed"), Message::new("error-not-allowed-detail"));
        Self::new(StatusCode::FORBIDDEN, title, detail)
    }

    /// A form of an ended session.
    #[must_use]
    pub fn stale_form() -> Self {
        let (title, detail) = (Message::new("error-stale-form"), Message::new("error-stale-form-detail"));
        Self::new(StatusCode::FORBIDDEN, title, detail)
    }

    /// A form sent from another site.
    #[must_use]
    pub fn foreign_form() -> Self {
        let (title, detail) = (Message::new("error-foreign-form"), Message::new("error-foreign-form-detail"));
        Self::new(StatusCode::FORBIDDEN, title, detail)
    }

    /// A form whose fields cannot be read. The cause is a library's, in English: it goes to the log.
    #[must_use]
    pub fn unreadable_form(cause: &dyn fmt::Display) -> Self {
        tracing::info!(%cause, "a request could not be read");
        let (title, detail) = (Message::new("error-unreadable-form"), Message::new("error-unreadable-form-detail"));
        Self::new(StatusCode::BAD_REQUEST, title, detail)
    }

    /// A failure of ours: logged here, once; the reader sees the reference number only.
    #[must_use]
    pub fn internal(source: &dyn fmt::Display) -> Self {
        let reference = format!("{:08X}", rand::random::<u32>());
        tracing::error!(reference, %source, "a request failed");
        let (title, detail) = (Message::new("error-internal"), Message::new("error-internal-detail"));
        let mut error = Self::new(StatusCode::INTERNAL_SERVER_ERROR, title, detail);
        error.0.reference = Some(reference);
        error
    }

    /// Somebody who must log in first and then comes back to the address of `request`.
    #[must_use]
    pub fn log_in_first(request: &HttpRequest) -> Self {
        let wanted = if request.method().is_safe() {
            request.uri().path_and_query().map_or("/", |address| address.as_str())
        } else {
            "/"
        };
        let (title, detail) = (Message::new("error-log-in-first"), Message::new("error-log-in-first"));
        let mut error = Self::new(StatusCode::UNAUTHORIZED, title, detail);
        error.0.instead = Some(format!("/login?next={}", wording::in_query(wanted)));
        error
    }

    /// With the way out.
    #[must_use]
    pub fn next(mut self, label: Message, address: impl Into<String>) -> Self {
        self.0.next = Some((label, address.into()));
        self
    }

    /// With the breaches that stand in the way.
    #[must_use]
    pub fn breaches(mut self, breaches: Vec<Breach>) -> Self {
        self.0.breaches = breaches;
        self
    }

    /// With the facts that stand in the way.
    #[must_use]
    pub fn facts(mut self, facts: Vec<Message>) -> Self {
        self.0.facts = facts;
        self
    }

    /// With the names of the officers whom the breaches concern.
    #[must_use]
    pub fn naming(mut self, names: BTreeMap<OfficerCode, String>) -> Self {
        self.0.names = names;
        self
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The sentence that a form shows beside itself instead of a page of its own.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        language.tell(&self.0.detail)
    }

    fn breach_line(&self, language: Language, breach: &Breach) -> BreachWords {
        let known = breach
            .officer
            .as_ref()
            .map(|officer| self.0.names.get(officer).map_or_else(|| officer.to_string(), Clone::clone));
        let name = known.unwrap_or_else(|| language.say("breach-centre"));
        wording::breach(language, breach, &name)
    }

    /// What the page says.
    fn page(&self, language: Language) -> ErrorPage {
        let (next_label, next_address) = match &self.0.next {
            Some((label, address)) => (language.tell(label), address.clone()),
            None => (language.say("error-go-home"), "/".to_owned()),
        };
        ErrorPage {
            title: language.tell(&self.0.title),
            detail: language.tell(&self.0.detail),
            breaches: self.0.breaches.iter().map(|breach| self.breach_line(language, breach)).collect(),
            facts: self.0.facts.iter().map(|fact| language.tell(fact)).collect(),
            reference: self.0.reference.clone(),
            next_label,
            next_address,
        }
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::English.tell(&self.0.title))
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    /// The bare answer; [`pages`] words it for its reader.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.0.status)
    }
}

/// `templates/error.hbs`
#[derive(Serialize)]
struct ErrorPage {
    title: String,
    detail: String,
    breaches: Vec<BreachWords>,
    facts: Vec<String>,
    reference: Option<String>,
    next_label: String,
    next_address: String,
}

/// Middleware: turns every refusal into its page, or into a notice when htmx asked for a part of one.
pub async fn pages<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?;
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return Ok(response.map_into_boxed_body());
    }
    if response.response().error().is_none() {
        return Ok(response.map_into_boxed_body());
    }
    // Whoever is logged in keeps name and navigation on a page that no handler has come to; a store that fails must not
    // hide what happened.
    let _ = session::find(response.request()).await;
    let Some(cause) = response.response().error() else { return Ok(response.map_into_boxed_body()) };
    let answer = match cause.as_error::<PageError>() {
        Some(error) => worded(response.request(), error),
        None if response.status() == StatusCode::NOT_FOUND => worded(response.request(), &PageError::no_such_page()),
        None if response.status().is_client_error() => {
            let mut error = PageError::unreadable_form(cause);
            error.0.status = response.status();
            worded(response.request(), &error)
        }
        None => worded(response.request(), &PageError::internal(cause)),
    };
    Ok(response.into_response(answer))
}

/// For the address that no route knows.
pub async fn no_such_page() -> Result<HttpResponse, PageError> {
    Err(PageError::no_such_page())
}

fn worded(request: &HttpRequest, error: &PageError) -> HttpResponse {
    let by_htmx = is_htmx(request);
    if let Some(address) = &error.0.instead {
        return if by_htmx {
            HttpResponse::NoContent().insert_header(("HX-Redirect", address.as_str())).finish()
        } else {
            see_other(address)
        };
    }
    let known = request.extensions().get::<SignedIn>().cloned();
    let language = known.as_ref().map_or_else(|| Language::of_request(request), |person| person.language);
    let page = error.page(language);
    let frame = match &known {
        Some(person) => Frame::new(person, request, Place::Nowhere, None),
        None => Frame::outside(language, request),
    };
    let frame = frame.titled(page.title.clone());
    let Some(app) = request.app_data::<Data<App>>() else { return HttpResponse::new(error.0.status) };
    let rendered = if by_htmx {
        app.templates.fragment("_notice", &frame, &page)
    } else {
        app.templates.page("error", &frame, &page)
    };
    let Ok(mut response) = rendered else { return HttpResponse::new(error.0.status) };
    *response.status_mut() = error.0.status;
    if by_htmx {
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static("hx-retarget"), HeaderValue::from_static("#notice"));
        headers.insert(HeaderName::from_static("hx-reswap"), HeaderValue::from_static("innerHTML"));
    }
    response
}

/// Whether htmx asks for a part of a page.
#[must_use]
pub fn is_htmx(request: &HttpRequest) -> bool {
    request.headers().contains_key("HX-Request")
}

/// The answer to a form that did its work: go and look at `address`.
#[must_use]
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}
