//! An officer's own page: next shift, month, hours against the caps, shifts ahead.

use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::app::App;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::month::month_of;
use super::own_hours_page::OwnHoursPage;
use super::session::SignedIn;
use crate::application::attendance::view_own_hours::view_own_hours;

/// Which month is shown: `YYYY-MM`, otherwise the current one.
#[derive(Deserialize)]
pub struct Wanted {
    month: Option<String>,
}

/// GET `/me`
pub async fn own_hours(
    signed_in: SignedIn,
    app: Data<App>,
    request: HttpRequest,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let own = signed_in.own_hours()?;
    let month = wanted.month.as_deref().and_then(month_of);
    let view = app.read(move |store, clock| view_own_hours(store, clock, &own, month)).await?;
    let frame = Frame::new(&signed_in, &request, Place::Me, None)
        .titled(signed_in.language.say("me-title"))
        .style("css/pages.css");
    app.templates.page("me/show", &frame, &OwnHoursPage::new(signed_in.language, &view))
}
