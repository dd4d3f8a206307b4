//! The rosters of a centre: the one of today, all of them, and the beginning of the next.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Days, NaiveDate};
use fluent_templates::fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};

use super::app::App;
use super::error::{PageError, see_other};
use super::form::Form;
use super::frame::{Frame, Place};
use super::language::Language;
use super::reasons::monday_of;
use super::session::SignedIn;
use super::wording;
use crate::application::planning::ViewError;
use crate::application::planning::propose_roster::propose_roster;
use crate::application::planning::view_board::published_rosters;
use crate::application::ports::{Rosters, Stored};
use crate::domain::ids::CentreCode;
use crate::domain::roster::RosterHead;

/// A new roster.
#[derive(Deserialize)]
pub struct Proposal {
    first: NaiveDate,
    weeks: u32,
}

/// `templates/roster/list.hbs`
#[derive(Serialize)]
struct ListPage {
    address: String,
    periods: Vec<PeriodLine>,
    can_propose: bool,
    /// Mondays on which the next period may begin, the likeliest first.
    mondays: Vec<Monday>,
}

#[derive(Serialize)]
struct Monday {
    date: NaiveDate,
    words: String,
}

/// How many Mondays are offered.
const OFFERED: u64 = 8;

#[derive(Serialize)]
struct PeriodLine {
    dates: String,
    href: String,
    version: String,
    status: String,
    status_class: &'static str,
}

/// GET `/centres/{code}/roster`: the roster that contains today, else the next one, else the last; without any, the list.
/// Officers are led to what was published.
pub async fn current(app: Data<App>, signed_in: SignedIn, path: Path<String>) -> Result<HttpResponse, PageError> {
    let centre = CentreCode(path.into_inner());
    let plans = signed_in.account.viewer_of(&centre).is_some();
    let heads = if plans {
        rosters_of(&app, &signed_in, &centre).await?
    } else {
        let reader = signed_in.reader(&centre)?;
        app.read(move |store, _| published_rosters(store, &reader)).await?
    };
    let today = app.clock().today();
    let running = heads.iter().find(|head| head.period.contains(today));
    let coming = || heads.iter().filter(|head| head.period.first > today).min_by_key(|head| head.period.first);
    Ok(match running.or_else(coming).or_else(|| heads.first()) {
        Some(head) => see_other(&format!("/centres/{centre}/roster/{}", head.period.first)),
        None if plans => see_other(&format!("/centres/{centre}/rosters")),
        None => return Err(ViewError::NotFound.into()),
    })
}

/// GET `/centres/{code}/rosters`: every period, and the form for the next.
pub async fn list(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<String>,
) -> Result<HttpResponse, PageError> {
    let centre = CentreCode(path.into_inner());
    let heads = rosters_of(&app, &signed_in, &centre).await?;
    let language = signed_in.language;
    let after_the_last = heads.iter().map(|head| head.period.end()).max();
    let next_monday = monday_of(app.clock().today()) + Days::new(7);
    let first = after_the_last.map_or(next_monday, |after| monday_of(after + Days::new(6)).max(next_monday));
    let page = ListPage {
        address: format!("/centres/{centre}/roster"),
        mondays: (0..OFFERED)
            .map(|week| first + Days::new(7 * week))
            .map(|date| Monday { date, words: language.date(date) })
            .collect(),
        can_propose: signed_in.account.manager_of(&centre).is_some(),
        periods: latest(heads).iter().map(|head| period_line(language, head)).collect(),
    };
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&centre))
        .titled(language.say("rosters-title"))
        .style("css/board.css");
    app.templates.page("roster/list", &frame, &page)
}

/// POST `/centres/{code}/roster`
pub async fn propose(app: Data<App>, path: Path<String>, form: Form<Proposal>) -> Result<HttpResponse, PageError> {
    let centre = CentreCode(path.into_inner());
    let (manager, Proposal { first, weeks }) = (form.signed_in.manager(&centre)?, form.fields);
    let head = app.run(move |store, clock| propose_roster(store, clock, &manager, first, weeks)).await?;
    Ok(see_other(&format!("/centres/{centre}/roster/{}", head.period.first)))
}

async fn rosters_of(app: &App, signed_in: &SignedIn, centre: &CentreCode) -> Result<Vec<RosterHead>, PageError> {
    let viewer = signed_in.viewer(centre)?;
    app.read(move |store, _| -> Stored<Vec<RosterHead>> { store.rosters(viewer.centre()) }).await
}

/// The highest version of each period; they come by first day and version, the highest first.
fn latest(mut heads: Vec<RosterHead>) -> Vec<RosterHead> {
    heads.dedup_by_key(|head| head.period.first);
    heads
}

fn period_line(language: Language, head: &RosterHead) -> PeriodLine {
    PeriodLine {
        dates: language.dates(head.period.first, head.period.last()),
        href: format!("/centres/{}/roster/{}", head.centre, head.period.first),
        version: language.say_with("board-version", [("version", FluentValue::from(head.version))]),
        status: wording::status(language, head.status),
        status_class: head.status.as_str(),
    }
}
