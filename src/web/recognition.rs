//! The committee's bench: contribution, opportunity and burden of each officer of one centre and month.

use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Datelike, Months, NaiveDate};
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

/// GET `/recognition`; without a wish the first centre of the member and the month under review.
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
    let year_month =
        wanted.month.as_deref().and_then(month_of).unwrap_or_else(|| month_under_review(app.clock().today()));
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

/// Days into a month during which the committee still decides on the month before.
const DECISION_DAYS: u32 = 10;

/// The month under review: the one that has just ended while its decision is due, the running one afterwards.
fn month_under_review(today: NaiveDate) -> (i32, u32) {
    let day = if today.day() <= DECISION_DAYS { today - Months::new(1) } else { today };
    (day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_decided_on_in_the_first_days_of_the_next() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(month_under_review(day("2027-01-10")), (2026, 12));
        assert_eq!(month_under_review(day("2027-01-11")), (2027, 1));
    }
}
