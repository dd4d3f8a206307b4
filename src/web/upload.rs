//! Uploaded files: who may send them, and how much at once.
//!
//! The limit holds while the bytes stream in: what passes it is thrown away piece by piece and never kept, but still read
//! to its end, because browsers show the answer only to an upload that they could finish.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::form::text::Text;
use actix_multipart::form::{FieldReader, Limits, MultipartForm, MultipartFormConfig};
use actix_multipart::{Field, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest};
use sha2::{Digest, Sha256};

use super::error::PageError;
use super::language::Message;
use super::session::SignedIn;
use crate::application::actors::Importer;
use crate::config::UPLOAD_LIMIT;

/// Room for the few short fields beside the files.
const OTHER_FIELDS: usize = 16 * 1024;

/// The limit on all files of one upload together, as pages name it.
#[must_use]
pub fn limit_shown() -> String {
    format!("{}\u{a0}MB", UPLOAD_LIMIT / 1024 / 1024)
}

/// The limits, as the route registers them.
#[must_use]
pub fn limits() -> MultipartFormConfig {
    MultipartFormConfig::default().total_limit(UPLOAD_LIMIT + OTHER_FIELDS)
}

/// Files that somebody who may import has sent from our own form.
pub struct Upload {
    /// Who sent them.
    pub signed_in: SignedIn,
    /// The permission.
    pub importer: Importer,
    /// Names and contents, in the order of the form.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether the sender wants them imported, not only checked.
    pub wants_import: bool,
    /// The digest of the files that were checked last.
    pub checked: Option<String>,
}

impl Upload {
    /// SHA-256 over names and contents, so that what is imported is what was checked.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (name, content) in &self.files {
            // The lengths keep a shifted border between name, content and next file from giving the same digest.
            hash.update(format!("{} {} {name} ", name.len(), content.len()));
            hash.update(content);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[derive(MultipartForm)]
struct Fields {
    #[multipart(rename = "_csrf")]
    csrf: Text<String>,
    files: Vec<Part>,
    action: Option<Text<String>>,
    checked: Option<Text<String>>,
}

/// One file of the form.
enum Part {
    Whole {
        name: String,
        content: Vec<u8>,
    },
    /// It would have passed the limit, alone or with the files before it.
    TooLarge,
}

impl<'t> FieldReader<'t> for Part {
    type Future = Pin<Box<dyn Future<Output = Result<Self, MultipartError>> + 't>>;

    fn read_field(_: &'t HttpRequest, mut field: Field, limits: &'t mut Limits) -> Self::Future {
        Box::pin(async move {
            let named = field.content_disposition().and_then(|about| about.get_filename());
            let name = named.unwrap_or_default().to_owned();
            let Ok(content) = field.bytes(limits.total_limit_remaining.saturating_sub(OTHER_FIELDS)).await else {
                return Ok(Self::TooLarge);
            };
            let content = content?;
            limits.try_consume_limits(content.len(), false)?;
            Ok(Self::Whole { name, content: content.to_vec() })
        })
    }
}

impl FromRequest for Upload {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            // Nobody else's bytes are read at all.
            let signed_in = SignedIn::extract(&request).await?;
            let importer = signed_in.importer()?;
            let form = MultipartForm::<Fields>::from_request(&request, &mut payload).await;
            let form = form.map_err(|error| refusal(&error))?.into_inner();
            signed_in.check_csrf(&form.csrf)?;
            let mut files = Vec::with_capacity(form.files.len());
            for part in form.files {
                match part {
                    // A form without a chosen file still sends one without name and content.
                    Part::Whole { name, content } if name.is_empty() && content.is_empty() => {}
                    Part::Whole { name, content } => files.push((name, content)),
                    Part::TooLarge => return Err(too_large()),
                }
            }
            let wants_import = form.action.is_some_and(|action| *action == "import");
            let checked = form.checked.map(Text::into_inner);
            Ok(Self { signed_in, importer, files, wants_import, checked })
        })
    }
}

fn refusal(error: &actix_web::Error) -> PageError {
    match error.as_error::<MultipartError>() {
        Some(MultipartError::Payload(PayloadError::Overflow)) => too_large(),
        Some(MultipartError::Payload(_) | MultipartError::Incomplete) => PageError::new(
            StatusCode::BAD_REQUEST,
            Message::new("import-broken-upload"),
            Message::new("import-broken-upload-detail"),
        )
        .next(Message::new("import-title"), "/admin/imports"),
        _ => PageError::unreadable_form(error),
    }
}

fn too_large() -> PageError {
    PageError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        Message::new("import-too-large"),
        Message::new("import-too-large-detail").with("limit", limit_shown()),
    )
    .next(Message::new("import-title"), "/admin/imports")
}
