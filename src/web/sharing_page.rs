//! Every pair of colleagues more than one shift apart, with its reason: a page of its own, because a large centre has more of
//! them than a board can wait for.

use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::app::App;
use super::board::RosterPath;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::session::SignedIn;
use super::sharing::{SharingPanel, whole_sharing};
use crate::application::planning::view_sharing::prepare_sharing;

/// `templates/roster/sharing.hbs`
#[derive(Serialize)]
struct SharingPage {
    back: String,
    /// None when nobody has a colleague to be compared with.
    sharing: Option<SharingPanel>,
}

/// GET `…/sharing`
pub async fn sharing_page(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<RosterPath>,
) -> Result<HttpResponse, PageError> {
    let (centre, first) = (path.centre(), path.first());
    let viewer = signed_in.viewer(&centre)?;
    let prepared = app.read(move |store, _| prepare_sharing(store, &viewer, first)).await?;
    // The read is over: looking for exchanges holds no transaction.
    let sharing = web::block(move || prepared.find()).await.map_err(|cancelled| PageError::internal(&cancelled))?;
    let page = SharingPage { back: path.address(), sharing: whole_sharing(signed_in.language, &sharing) };
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&centre))
        .titled(signed_in.language.say("sharing-title"))
        .style("css/board.css");
    app.templates.page("roster/sharing", &frame, &page)
}
