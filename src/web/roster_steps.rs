//! The steps of a roster from draft to publication, and the optimiser's beginning and end: forms of the board and of the
//! approver's page. Each makes one call and goes back to the page that it came from.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::Deserialize;

use super::app::App;
use super::board::RosterPath;
use super::cell::{Seen, span};
use super::error::{PageError, see_other};
use super::form::Form;
use super::language::Message;
use crate::application::planning::request_solve::{request_solve, stop_solve};
use crate::application::review::approve_roster::approve_roster;
use crate::application::review::publish_roster::publish_roster;
use crate::application::review::return_roster::return_roster;
use crate::application::review::submit_roster::submit_roster;

/// Seconds that one more run of the optimiser may take.
const SOLVE_SECONDS: i32 = 60;

/// What of the board is shown.
#[derive(Deserialize)]
pub struct Shown {
    from: Option<String>,
    weeks: Option<String>,
}

/// The approver's decision.
#[derive(Deserialize)]
pub struct Approval {
    revision: i32,
}

/// The approver's return.
#[derive(Deserialize)]
pub struct Return {
    revision: i32,
    #[serde(default)]
    reason: String,
}

/// POST `…/solve`
pub async fn solve(app: Data<App>, path: Path<RosterPath>, form: Form<Shown>) -> Result<HttpResponse, PageError> {
    let (manager, first) = (form.signed_in.manager(&path.centre())?, path.first());
    app.run(move |store, clock| request_solve(store, clock, &manager, first, SOLVE_SECONDS)).await?;
    Ok(back(&path, form.fields.from.as_deref(), form.fields.weeks.as_deref()))
}

/// POST `…/stop`
pub async fn stop(app: Data<App>, path: Path<RosterPath>, form: Form<Shown>) -> Result<HttpResponse, PageError> {
    let (manager, first) = (form.signed_in.manager(&path.centre())?, path.first());
    app.run(move |store, clock| stop_solve(store, clock, &manager, first)).await?;
    Ok(back(&path, form.fields.from.as_deref(), form.fields.weeks.as_deref()))
}

/// POST `…/submit`
pub async fn submit(app: Data<App>, path: Path<RosterPath>, form: Form<Seen>) -> Result<HttpResponse, PageError> {
    let (manager, first, revision) = (form.signed_in.manager(&path.centre())?, path.first(), form.fields.revision);
    app.run(move |store, clock| submit_roster(store, clock, &manager, first, revision))
        .await
        .map_err(|refused| to_board(refused, &path))?;
    Ok(back(&path, form.fields.from.as_deref(), form.fields.weeks.as_deref()))
}

/// POST `…/publish`
pub async fn publish(app: Data<App>, path: Path<RosterPath>, form: Form<Seen>) -> Result<HttpResponse, PageError> {
    let (manager, first, revision) = (form.signed_in.manager(&path.centre())?, path.first(), form.fields.revision);
    app.run(move |store, clock| publish_roster(store, clock, &manager, first, revision))
        .await
        .map_err(|refused| to_board(refused, &path))?;
    Ok(back(&path, form.fields.from.as_deref(), form.fields.weeks.as_deref()))
}

/// POST `…/approve`
pub async fn approve(app: Data<App>, path: Path<RosterPath>, form: Form<Approval>) -> Result<HttpResponse, PageError> {
    let (approver, first, revision) = (form.signed_in.approver(&path.centre())?, path.first(), form.fields.revision);
    app.run(move |store, clock| approve_roster(store, clock, &approver, first, revision))
        .await
        .map_err(|refused| to_review(refused, &path))?;
    Ok(see_other(&review(&path)))
}

/// POST `…/return`
pub async fn give_back(app: Data<App>, path: Path<RosterPath>, form: Form<Return>) -> Result<HttpResponse, PageError> {
    let (approver, first) = (form.signed_in.approver(&path.centre())?, path.first());
    let Return { revision, reason } = form.fields;
    app.run(move |store, clock| return_roster(store, clock, &approver, first, revision, &reason))
        .await
        .map_err(|refused| to_review(refused, &path))?;
    Ok(see_other(&review(&path)))
}

fn back(path: &RosterPath, from: Option<&str>, weeks: Option<&str>) -> HttpResponse {
    see_other(&format!("{}{}", path.address(), span(from, weeks).query()))
}

fn review(path: &RosterPath) -> String {
    format!("{}/review", path.address())
}

fn to_board(refused: PageError, path: &RosterPath) -> PageError {
    refused.next(Message::new("error-back-to-board"), path.address())
}

fn to_review(refused: PageError, path: &RosterPath) -> PageError {
    refused.next(Message::new("error-back-to-review"), review(path))
}
