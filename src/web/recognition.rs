//! The committee's bench: contribution, opportunity and burden of each officer of one centre and month.

use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Months, NaiveDate};
use serde::Deserialize;

use super::app::App;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::language::Message;
use super::month::month_of;
use super::recognition_page::RecognitionPage;
use super::session::SignedIn;
use crate::application::planning::ViewError;
use crate::application::ports::{Centres, StorageError};
use crate::application::recognition::view_contributions::view_contributions;
use crate::domain::ids::CentreCode;

/// Which centre and month (`YYYY-MM`).
#[derive(Deserialize)]
pub struct Wanted {
    centre: Option<String>,
    month: Option<String>,
}

/// GET `/recognition`; without a wish the first centre of the member and the month that has just ended.
pub async fn recognition(
    signed_in: SignedIn,
    app: Data<App>,
    request: HttpRequest,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let language = signed_in.language;
    let wanted = wanted.into_inner();
    let account = signed_in.account.clone();
    let seen = app
        .read(move |store, _| -> Result<_, StorageError> {
            let centres = store.centres()?.into_iter();
            Ok(centres.filter(|centre| account.committee_of(&centre.code).is_some()).collect::<Vec<_>>())
        })
        .await?;
    let code = match wanted.centre {
        Some(code) => CentreCode(code),
        None => seen.first().map(|centre| centre.code.clone()).ok_or_else(PageError::not_allowed)?,
    };
    let member = signed_in.committee(&code)?;
    let year_month = wanted.month.as_deref().and_then(month_of).unwrap_or_else(|| month_before(app.clock().today()));
    let view = app
        .read(move |store, clock| -> Result<_, ViewError> { view_contributions(store, clock, &member, year_month) })
        .await?;
    let page = RecognitionPage::new(language, &view, &seen);
    let title = Message::new("recognition-title").with("month", language.month(year_month.0, year_month.1));
    let frame = Frame::new(&signed_in, &request, Place::Recognition, Some(&code))
        .titled(language.tell(&title))
        .style("css/pages.css");
    app.templates.page("recognition/show", &frame, &page)
}

/// The month that ended last: what a committee reviews.
fn month_before(today: NaiveDate) -> (i32, u32) {
    let day = today - Months::new(1);
    (chrono::Datelike::year(&day), chrono::Datelike::month(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_looks_at_the_month_that_has_ended() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(month_before(day("2027-01-31")), (2026, 12));
        assert_eq!(month_before(day("2026-12-07")), (2026, 11));
    }
}
