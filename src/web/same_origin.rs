//! Changes only from our own pages: the second line against forged requests, after `SameSite` cookies and before the
//! token of the session.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HOST, HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};

use super::error::PageError;

/// Refuses unsafe requests that another site's page has sent.
pub async fn only<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if safe || from_our_page(request.headers()) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let refused = HttpResponse::from_error(PageError::foreign_form());
    // `request.into_response` would forget why, and the page could not say it.
    Ok(ServiceResponse::new(request.into_parts().0, refused).map_into_right_body())
}

/// Whether the browser says that the request comes from our own page. Old browsers say only `Origin`; a
/// request that says neither is refused.
fn from_our_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match text(ORIGIN.as_str()) {
        Some(origin) => origin.split_once("://").map(|(_, host)| host) == text(HOST.as_str()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn ours(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        from_our_page(&map)
    }

    #[test]
    fn only_our_own_pages_change_things() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("host", "catruc.example"), ("origin", "https://catruc.example")]));
        assert!(!ours(&[("sec-fetch-site", "same-site"), ("host", "a.b"), ("origin", "https://a.b")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("host", "catruc.example"), ("origin", "https://elsewhere.example")]));
        assert!(!ours(&[("host", "catruc.example"), ("origin", "null")]));
        assert!(!ours(&[]));
    }
}
