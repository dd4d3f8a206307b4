//! GET `/centres/{code}/roster/{period}`: the roster board; officers read what was published.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::Deserialize;

use super::app::App;
use super::board_page::{BoardPage, Rights, Span, board_page};
use super::error::PageError;
use super::frame::{Frame, Place};
use super::session::SignedIn;
use crate::application::planning::view_board::{view_board, view_published};
use crate::application::views::BoardView;
use crate::domain::ids::CentreCode;

/// A roster in an address: its centre and its first day.
#[derive(Clone, Debug, Deserialize)]
pub struct RosterPath {
    code: String,
    period: NaiveDate,
}

impl RosterPath {
    /// The centre.
    pub fn centre(&self) -> CentreCode {
        CentreCode(self.code.clone())
    }

    /// The first day.
    pub fn first(&self) -> NaiveDate {
        self.period
    }

    /// The address of the board.
    pub fn address(&self) -> String {
        format!("/centres/{}/roster/{}", self.code, self.period)
    }
}

impl Span {
    /// As the query of an address.
    pub fn query(self) -> String {
        let from = self.from.map(|from| format!("from={from}"));
        let weeks = self.weeks.map(|weeks| format!("weeks={weeks}"));
        let query: Vec<String> = from.into_iter().chain(weeks).collect();
        if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) }
    }
}

/// The page, or the board alone when htmx asks.
pub async fn board(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<RosterPath>,
    span: Query<Span>,
) -> Result<HttpResponse, PageError> {
    show(&app, &request, &signed_in, &path, *span, |page, _| page).await
}

/// The board as it stands, with what `finish` adds to it.
pub async fn show(
    app: &App,
    request: &HttpRequest,
    signed_in: &SignedIn,
    path: &RosterPath,
    span: Span,
    finish: impl FnOnce(BoardPage, &BoardView) -> BoardPage,
) -> Result<HttpResponse, PageError> {
    let (centre, first) = (path.centre(), path.first());
    let viewer = signed_in.account.viewer_of(&centre);
    let rights = Rights {
        plans: viewer.is_some(),
        manages: signed_in.account.manager_of(&centre).is_some(),
        approves: signed_in.account.approver_of(&centre).is_some(),
    };
    let view = match viewer {
        Some(viewer) => app.read(move |store, clock| view_board(store, clock, &viewer, first)).await?,
        None => {
            let reader = signed_in.reader(&centre)?;
            app.read(move |store, clock| view_published(store, clock, &reader, first)).await?
        }
    };
    let page = finish(board_page(signed_in.language, &view, rights, span, app.clock().today()), &view);
    let frame = Frame::new(signed_in, request, Place::Roster, Some(&centre))
        .titled(page.title.clone())
        .style("css/board.css")
        .script("board.js");
    app.templates.fragment_or_page(request, ("roster/_board", "roster/board"), &frame, &page)
}
