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
use crate::application::ports::{Clock, Officers};
use crate::application::review::StepError;
use crate::application::review::approve_roster::approve_roster;
use crate::application::review::publish_roster::publish_roster;
use crate::application::review::return_roster::return_roster;
use crate::application::review::submit_roster::submit_roster;
use crate::store::DbConnection;

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
    app.run(move |store, clock| request_solve(store, clock, &manager, first)).await?;
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
    step(&app, &path, move |store, clock| submit_roster(store, clock, &manager, first, revision))
        .await
        .map_err(|refused| refused.next(Message::new("error-back-to-board"), path.address()))?;
    Ok(back(&path, form.fields.from.as_deref(), form.fields.weeks.as_deref()))
}

/// POST `…/publish`
pub async fn publish(app: Data<App>, path: Path<RosterPath>, form: Form<Seen>) -> Result<HttpResponse, PageError> {
    let (manager, first, revision) = (form.signed_in.manager(&path.centre())?, path.first(), form.fields.revision);
    step(&app, &path, move |store, clock| publish_roster(store, clock, &manager, first, revision))
        .await
        .map_err(|refused| refused.next(Message::new("error-back-to-board"), path.address()))?;
    Ok(back(&path, form.fields.from.as_deref(), form.fields.weeks.as_deref()))
}

/// POST `…/approve`
pub async fn approve(app: Data<App>, path: Path<RosterPath>, form: Form<Approval>) -> Result<HttpResponse, PageError> {
    let (approver, first, revision) = (form.signed_in.approver(&path.centre())?, path.first(), form.fields.revision);
    step(&app, &path, move |store, clock| approve_roster(store, clock, &approver, first, revision))
        .await
        .map_err(|refused| refused.next(Message::new("error-back-to-review"), review(&path)))?;
    Ok(see_other(&review(&path)))
}

/// POST `…/return`
pub async fn give_back(app: Data<App>, path: Path<RosterPath>, form: Form<Return>) -> Result<HttpResponse, PageError> {
    let (approver, first) = (form.signed_in.approver(&path.centre())?, path.first());
    let Return { revision, reason } = form.fields;
    step(&app, &path, move |store, clock| return_roster(store, clock, &approver, first, revision, &reason))
        .await
        .map_err(|refused| refused.next(Message::new("error-back-to-review"), review(&path)))?;
    Ok(see_other(&review(&path)))
}

/// Takes one step; when breaches stand in the way, the page names their officers.
async fn step(
    app: &App,
    path: &RosterPath,
    work: impl FnOnce(&mut DbConnection, &dyn Clock) -> Result<(), StepError> + Send + 'static,
) -> Result<(), PageError> {
    let centre = path.centre();
    let unlawful = app
        .run(move |store, clock| match work(store, clock) {
            Ok(()) => Ok(None),
            // An unlawful roster has changed nothing, so the transaction may end well and bring the names along.
            Err(StepError::Unlawful(breaches)) => Ok(Some((breaches, store.officers(&centre)?))),
            Err(other) => Err(other),
        })
        .await?;
    match unlawful {
        None => Ok(()),
        Some((breaches, officers)) => {
            let names = officers.into_iter().map(|officer| (officer.code, officer.name)).collect();
            Err(PageError::from(StepError::Unlawful(breaches)).naming(names))
        }
    }
}

fn back(path: &RosterPath, from: Option<&str>, weeks: Option<&str>) -> HttpResponse {
    see_other(&format!("{}{}", path.address(), span(from, weeks).query()))
}

fn review(path: &RosterPath) -> String {
    format!("{}/review", path.address())
}
