//! The page of a centre's emergency orders (Labour Code art. 108): everybody who plans the centre reads them, its approver
//! gives and ends them.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::Deserialize;

use super::app::App;
use super::emergency_page::EmergencyPage;
use super::error::{PageError, see_other};
use super::form::Form;
use super::frame::{Frame, Place};
use super::language::Message;
use super::session::SignedIn;
use crate::application::ports::{Centres, StorageError};
use crate::application::review::emergency_orders::{NewOrder, end_order, give_order, view_orders};
use crate::domain::emergency::Ground;
use crate::domain::ids::CentreCode;

/// What has just been done: `given` or `ended`.
#[derive(Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// A new order.
#[derive(Deserialize)]
pub struct Given {
    ground: String,
    first: NaiveDate,
    /// Without it the order is refused, in words.
    #[serde(default)]
    last: String,
    reason: String,
    document: String,
}

/// Which order ends.
#[derive(Deserialize)]
pub struct Which {
    number: i32,
}

/// GET `/centres/{code}/emergency`
pub async fn orders(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<String>,
    done: Query<Done>,
) -> Result<HttpResponse, PageError> {
    let code = CentreCode(path.into_inner());
    let viewer = signed_in.viewer(&code)?;
    let may_order = signed_in.account.approver_of(&code).is_some();
    let (centre, orders) = app
        .read(move |store, _| -> Result<_, StorageError> {
            Ok((store.centre(viewer.centre())?, view_orders(store, &viewer)?))
        })
        .await?;
    let centre = centre.ok_or_else(PageError::not_allowed)?;
    let (language, today) = (signed_in.language, app.clock().today());
    let page = EmergencyPage::new(language, &centre, &orders, (today, may_order), done.done.as_deref());
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&code))
        .titled(language.say("order-title"))
        .style("css/board.css")
        .style("css/pages.css");
    app.templates.page("emergency/show", &frame, &page)
}

/// POST `/centres/{code}/emergency`
pub async fn give(app: Data<App>, code: Path<String>, form: Form<Given>) -> Result<HttpResponse, PageError> {
    let code = CentreCode(code.into_inner());
    let approver = form.signed_in.approver(&code)?;
    let address = address(&code);
    let order = read(form.fields).map_err(|refused| back(refused, &address))?;
    app.run(move |store, clock| give_order(store, clock, &approver, &order))
        .await
        .map_err(|refused| back(refused, &address))?;
    Ok(see_other(&format!("{address}?done=given")))
}

/// POST `/centres/{code}/emergency/end`
pub async fn end(app: Data<App>, code: Path<String>, form: Form<Which>) -> Result<HttpResponse, PageError> {
    let code = CentreCode(code.into_inner());
    let approver = form.signed_in.approver(&code)?;
    let (address, number) = (address(&code), form.fields.number);
    let has_begun = app
        .run(move |store, clock| end_order(store, clock, &approver, number))
        .await
        .map_err(|refused| back(refused, &address))?;
    let done = if has_begun { "ended" } else { "withdrawn" };
    Ok(see_other(&format!("{address}?done={done}")))
}

/// The address of the page.
pub fn address(centre: &CentreCode) -> String {
    format!("/centres/{centre}/emergency")
}

fn read(given: Given) -> Result<NewOrder, PageError> {
    let refused = |detail: Message| PageError::unprocessable(Message::new("refuse-order"), detail);
    let Given { ground, first, last, reason, document } = given;
    let ground = Ground::of_word(&ground)
        .ok_or_else(|| refused(Message::new("refuse-order-ground").with("value", ground.as_str())))?;
    let last = match last.trim() {
        "" => None,
        last => {
            let wrong = |_| refused(Message::new("refuse-order-last").with("value", last));
            Some(last.parse::<NaiveDate>().map_err(wrong)?)
        }
    };
    Ok(NewOrder { ground, first, last, reason, document })
}

fn back(refused: PageError, address: &str) -> PageError {
    refused.next(Message::new("refuse-order-back"), address)
}
