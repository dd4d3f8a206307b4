//! Importing data folders in the browser: a check that shows what would change, then the import of the same files.

use std::sync::mpsc;

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::app::App;
use super::error::{PageError, is_htmx};
use super::frame::{Frame, Place};
use super::imports_page::{ImportsPage, Outcome};
use super::language::Message;
use super::session::SignedIn;
use super::upload::Upload;
use crate::application::actors::Importer;
use crate::application::administration::import_folder::{ImportReport, import_folder};
use crate::application::ports::{StorageError, Tables};
use crate::exchange::data_folder::{ImportErrors, read_files};

/// GET `/admin/imports`
pub async fn form(signed_in: SignedIn, app: Data<App>, request: HttpRequest) -> Result<HttpResponse, PageError> {
    signed_in.importer()?;
    let page = ImportsPage::new(signed_in.language, None);
    app.templates.page("imports/show", &frame(&signed_in, &request), &page)
}

/// POST `/admin/imports`: checks the files, and imports them when they are those that were checked before.
///
/// The answer is the page itself, because its report is kept nowhere; sending it again changes nothing more.
pub async fn import(app: Data<App>, request: HttpRequest, upload: Upload) -> Result<HttpResponse, PageError> {
    if upload.files.is_empty() {
        let detail = Message::new("import-no-files-next");
        return Err(PageError::unprocessable(Message::new("import-no-files"), detail)
            .next(Message::new("import-title"), "/admin/imports"));
    }
    let digest = upload.digest();
    let Upload { signed_in, importer, files, wants_import, checked } = upload;
    let keep = wants_import && checked.as_deref() == Some(digest.as_str());
    let language = signed_in.language;
    let (status, outcome) = match take_in(&app, importer, files, keep).await? {
        Err(errors) => (StatusCode::UNPROCESSABLE_ENTITY, Outcome::refused(language, &errors)),
        Ok(report) if keep => (StatusCode::OK, Outcome::imported(language, &report)),
        Ok(report) => (StatusCode::OK, Outcome::checked(language, &report, digest, wants_import)),
    };
    let frame = frame(&signed_in, &request);
    let mut response = if is_htmx(&request) {
        app.templates.fragment("imports/_result", &frame, &outcome.for_htmx())?
    } else {
        app.templates.page("imports/show", &frame, &ImportsPage::new(language, Some(outcome)))?
    };
    *response.status_mut() = status;
    Ok(response)
}

/// Reads the files against what the store knows and takes them in; unless `keep`, everything is undone again.
async fn take_in(
    app: &App,
    importer: Importer,
    files: Vec<(String, Vec<u8>)>,
    keep: bool,
) -> Result<Result<ImportReport, ImportErrors>, PageError> {
    // A check goes the whole way of an import and then turns back: only a failure undoes a transaction, so its report
    // leaves by another door.
    let (report_out, report_in) = mpsc::channel();
    let outcome = app
        .run(move |store, clock| {
            let folder = match read_files(files, &store.known_codes()?) {
                Ok(folder) => folder,
                Err(errors) => return Ok(Err(errors)),
            };
            let report = import_folder(store, clock, &importer, &folder)?;
            if keep {
                return Ok(Ok(report));
            }
            // Nobody waits for the report only when the request was given up.
            let _ = report_out.send(report);
            Err(TurnBack::AfterCheck)
        })
        .await;
    match report_in.try_recv() {
        Ok(report) => Ok(Ok(report)),
        Err(_) => outcome,
    }
}

/// Why the transaction of an import is undone.
enum TurnBack {
    AfterCheck,
    Storage(StorageError),
}

impl From<StorageError> for TurnBack {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<TurnBack> for PageError {
    fn from(turn: TurnBack) -> Self {
        match turn {
            // Nobody reads this one: the report of the check is the answer.
            TurnBack::AfterCheck => {
                Self::unprocessable(Message::new("import-preview"), Message::new("import-preview-lead"))
            }
            TurnBack::Storage(source) => source.into(),
        }
    }
}

fn frame(signed_in: &SignedIn, request: &HttpRequest) -> Frame {
    Frame::new(signed_in, request, Place::Imports, None)
        .titled(signed_in.language.say("import-title"))
        .style("css/pages.css")
        .script("imports.js")
}
