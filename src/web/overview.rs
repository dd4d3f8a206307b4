//! The first page: every centre that a person may see, and before it what waits for that person.

use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::app::App;
use super::error::{PageError, see_other};
use super::frame::{Frame, Place};
use super::login::start_of;
use super::overview_page::OverviewPage;
use super::overview_sort::Sort;
use super::session::SignedIn;
use crate::application::planning::view_overview::view_overview;

/// What is shown, and in which order.
#[derive(Deserialize)]
pub struct Wanted {
    sort: Option<String>,
    q: Option<String>,
}

/// GET `/`; whoever sees no centre is led to the page that is theirs.
pub async fn overview(
    signed_in: SignedIn,
    app: Data<App>,
    request: HttpRequest,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let start = start_of(&signed_in.account, "/");
    if start != "/" {
        return Ok(see_other(&start));
    }
    let account = signed_in.account.clone();
    let centres = app.read(move |store, clock| view_overview(store, clock, &account)).await?;
    let wanted = wanted.into_inner();
    let sort = wanted.sort.as_deref().and_then(Sort::parse);
    let query = wanted.q.unwrap_or_default();
    let today = app.clock().today();
    let page = OverviewPage::new(signed_in.language, &signed_in.account, &centres, today, query.trim(), sort);
    let frame = Frame::new(&signed_in, &request, Place::Overview, None)
        .titled(signed_in.language.say("overview-title"))
        .style("css/pages.css");
    app.templates.page("overview/show", &frame, &page)
}
