//! One day of the forecast: which load, how many minutes, and how many officers that asks for, block by block.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::language::{Language, Message};
use super::session::SignedIn;
use super::wording;
use crate::application::planning::ViewError;
use crate::application::planning::view_requirement::view_requirement;
use crate::application::views::RequirementView;
use crate::domain::block::Block;
use crate::domain::ids::CentreCode;
use crate::staffing::{Driver, RequirementRow};

/// A day of a centre's forecast in an address.
#[derive(Deserialize)]
pub struct DayPath {
    code: String,
    day: NaiveDate,
}

/// `templates/forecast/day.hbs`
#[derive(Serialize)]
struct DayPage {
    title: String,
    lead: String,
    back: String,
    before: String,
    after: String,
    /// Why there is nothing to show.
    closed: Option<String>,
    loads: Vec<LoadRow>,
    dossiers: String,
    minutes: String,
    quantile_head: String,
    blocks: Vec<BlockNeeds>,
    how: String,
}

#[derive(Serialize)]
struct LoadRow {
    group: String,
    median: String,
    dossiers: String,
    minutes_each: String,
    minutes: String,
}

#[derive(Serialize)]
struct BlockNeeds {
    name: String,
    officers: String,
    rows: Vec<NeedRow>,
}

#[derive(Serialize)]
struct NeedRow {
    skill: String,
    arrivals: String,
    minutes: String,
    floor: String,
    target: String,
    why: String,
}

/// GET `/centres/{code}/forecast/{day}`
pub async fn day(
    signed_in: SignedIn,
    app: Data<App>,
    request: HttpRequest,
    path: Path<DayPath>,
) -> Result<HttpResponse, PageError> {
    let code = CentreCode(path.code.clone());
    let (viewer, date) = (signed_in.viewer(&code)?, path.day);
    let view = app
        .read(move |store, _| match view_requirement(store, &viewer, date) {
            Ok(view) => Ok(Some(view)),
            Err(ViewError::NotFound) => Ok(None),
            Err(failed) => Err(failed),
        })
        .await?;
    let language = signed_in.language;
    let view = view.ok_or_else(|| {
        let detail = Message::new("refuse-no-forecast-day-detail").day("day", date);
        PageError::not_found(Message::new("refuse-no-forecast-day"), detail)
    })?;
    let page = page(language, &view);
    let frame = Frame::new(&signed_in, &request, Place::Forecast, Some(&code))
        .titled(page.title.clone())
        .style("css/pages.css");
    app.templates.page("forecast/day", &frame, &page)
}

fn page(language: Language, view: &RequirementView) -> DayPage {
    let address = format!("/centres/{}/forecast", view.centre.code);
    let day = |date: NaiveDate| format!("{address}/{date}");
    let each = |row: &LoadRowFigures| row.dossiers * row.minutes_each;
    let figures: Vec<LoadRowFigures> = view
        .loads
        .iter()
        .map(|load| LoadRowFigures {
            dossiers: load.dossiers,
            minutes_each: load.group.desk_minutes + load.group.back_minutes,
        })
        .collect();
    let quantile = language.percent(view.settings.service_quantile, 0);
    let title = Message::new("needs-title").with("day", language.day(view.date));
    let lead = Message::new("needs-lead").with("centre", view.centre.name.as_str());
    let how = Message::new("needs-how")
        .with("share", language.percent(view.settings.service_level, 0))
        .with("minutes", language.number(view.settings.wait_target_minutes, 0))
        .with("productive", language.percent(view.settings.productive_share, 0))
        .with("quantile", quantile.as_str());
    DayPage {
        title: language.tell(&title),
        lead: language.tell(&lead),
        before: day(view.date - Days::new(1)),
        after: day(view.date + Days::new(1)),
        back: address,
        closed: (!view.is_open || view.rows.is_empty())
            .then(|| language.say(if view.is_open { "needs-nobody" } else { "needs-closed" })),
        loads: view
            .loads
            .iter()
            .zip(&figures)
            .map(|(load, figures)| LoadRow {
                group: wording::group(language, &load.group),
                median: language.number(load.day.q50, 0),
                dossiers: language.number(load.dossiers, 0),
                minutes_each: language.number(figures.minutes_each, 1),
                minutes: language.number(each(figures), 0),
            })
            .collect(),
        dossiers: language.number(figures.iter().map(|row| row.dossiers).sum(), 0),
        minutes: language.number(figures.iter().map(each).sum(), 0),
        quantile_head: language.tell(&Message::new("needs-at-quantile").with("quantile", quantile)),
        blocks: view.blocks.iter().map(|block| needs_of(language, view, block)).collect(),
        how: language.tell(&how),
    }
}

/// What a row of the load is computed from.
struct LoadRowFigures {
    dossiers: f64,
    minutes_each: f64,
}

fn needs_of(language: Language, view: &RequirementView, block: &Block) -> BlockNeeds {
    let rows: Vec<&RequirementRow> = view.rows.iter().filter(|row| row.block == block.code).collect();
    let officers: u32 = rows.iter().map(|row| row.target).sum();
    let officers = Message::new("needs-officers").count("count", officers);
    BlockNeeds {
        name: wording::span(language, block),
        officers: language.tell(&officers),
        rows: rows.into_iter().map(|row| need(language, row)).collect(),
    }
}

fn need(language: Language, row: &RequirementRow) -> NeedRow {
    let why = &row.why;
    let reason = match why.driver {
        Driver::Wait => Message::new("needs-why-wait")
            .with("load", language.number(why.peak_offered_load, 1))
            .with("share", why.share_in_time.map_or_else(|| "–".to_owned(), |share| language.percent(share, 0))),
        Driver::Workload => Message::new("needs-why-work").with("minutes", language.number(why.workload_minutes, 0)),
        Driver::Backlog => Message::new("needs-why-backlog").with("minutes", language.number(why.backlog_minutes, 0)),
        Driver::Presence => Message::new("needs-why-presence"),
        Driver::Session => Message::new("needs-why-session"),
    };
    NeedRow {
        skill: wording::skill(language, &row.skill),
        arrivals: language.number(why.arrivals, 0),
        minutes: language.number(why.workload_minutes, 0),
        floor: language.whole(row.floor),
        target: language.whole(row.target),
        why: language.tell(&reason),
    }
}
