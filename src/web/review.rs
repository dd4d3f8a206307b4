//! GET `/centres/{code}/roster/{period}/review`: the approver's page.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::app::App;
use super::board::RosterPath;
use super::board_page::Rights;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::review_page::review_page;
use super::session::SignedIn;
use crate::application::review::view_review::view_review;

/// The page.
pub async fn review(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<RosterPath>,
) -> Result<HttpResponse, PageError> {
    let (centre, first) = (path.centre(), path.first());
    let viewer = signed_in.viewer(&centre)?;
    let view = app.read(move |store, clock| view_review(store, clock, &viewer, first)).await?;
    let rights = Rights {
        plans: true,
        manages: signed_in.account.manager_of(&centre).is_some(),
        approves: signed_in.account.approver_of(&centre).is_some(),
    };
    let page = review_page(signed_in.language, &view, rights, &signed_in.account.login);
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&centre))
        .titled(page.title.clone())
        .style("css/board.css");
    app.templates.page("roster/review", &frame, &page)
}
