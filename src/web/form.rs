//! Forms that change something. Nobody reads their fields without a live session and its token.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Query;
use actix_web::{FromRequest, HttpRequest};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::PageError;
use super::session::SignedIn;

/// The header in which scripts send the session's token.
const TOKEN_HEADER: &str = "X-CSRF-Token";

/// The fields of a form whose token is the session's, and who sent it.
pub struct Form<T> {
    /// Who sent it.
    pub signed_in: SignedIn,
    /// What was sent.
    pub fields: T,
}

/// A form without fields of its own.
#[derive(Deserialize)]
pub struct NoFields {}

#[derive(Deserialize)]
struct Token {
    #[serde(rename = "_csrf")]
    token: Option<String>,
}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = String::from_request(&request, payload);
        Box::pin(async move {
            let signed_in = SignedIn::extract(&request).await?;
            let body = body.await.map_err(|unreadable| PageError::unreadable_form(&unreadable))?;
            let in_form = Query::<Token>::from_query(&body).ok().and_then(|form| form.into_inner().token);
            let in_header = request.headers().get(TOKEN_HEADER).and_then(|value| value.to_str().ok());
            signed_in.check_csrf(in_header.or(in_form.as_deref()).unwrap_or_default())?;
            let fields = Query::<T>::from_query(&body).map_err(|wrong| PageError::unreadable_form(&wrong))?;
            Ok(Self { signed_in, fields: fields.into_inner() })
        })
    }
}
