//! One day of the forecast: which load, how many minutes, and how many officers that asks for, block by block.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::language::{Language, Message};
use super::session::SignedIn;
use super::wording;
use crate::application::planning::ViewError;
use crate::application::planning::view_requirement::prepare_requirement;
use crate::application::views::{Driver, GroupNowcast, NowcastView, RequirementRow, RequirementView};
use crate::domain::block::Block;
use crate::domain::ids::CentreCode;

/// A day of a centre's forecast in an address.
#[derive(Deserialize)]
pub struct DayPath {
    code: String,
    day: NaiveDate,
}

/// Dossiers that have come today by a time; both may be left out.
#[derive(Deserialize)]
pub struct SoFar {
    so_far: Option<String>,
    at: Option<String>,
}

impl SoFar {
    fn parse(&self) -> Result<(Option<u32>, Option<NaiveTime>), PageError> {
        let told =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let refused = |key| PageError::unprocessable(Message::new("refuse-so-far"), Message::new(key));
        let count = told(&self.so_far).map(|text| text.parse::<u32>()).transpose();
        let at = told(&self.at).map(|text| NaiveTime::parse_from_str(&text, "%H:%M")).transpose();
        Ok((count.map_err(|_| refused("refuse-so-far-count"))?, at.map_err(|_| refused("refuse-so-far-time"))?))
    }
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
    /// What waits since before the forecast; none where nothing does.
    waited: Option<WaitedRow>,
    quantile_head: String,
    blocks: Vec<BlockNeeds>,
    how: String,
    now: Option<NowPanel>,
}

/// Today so far.
#[derive(Serialize)]
struct NowPanel {
    address: String,
    so_far: Option<u32>,
    at: String,
    about: String,
    figures: Vec<NowFigure>,
    /// Whether some group has a count of its own.
    is_by_group: bool,
    /// By group; none where nobody knows what came.
    groups: Vec<NowRow>,
}

#[derive(Serialize)]
struct NowRow {
    group: String,
    /// Counted dossiers; none where only the sum is known.
    so_far: Option<String>,
    rest: String,
    between: String,
    minutes: String,
    day: String,
}

#[derive(Serialize)]
struct NowFigure {
    name: String,
    value: String,
    between: String,
}

#[derive(Serialize)]
struct LoadRow {
    group: String,
    median: String,
    dossiers: String,
    minutes_each: String,
    minutes: String,
}

/// Minutes of work that waits since before the forecast.
#[derive(Serialize)]
struct WaitedRow {
    done: String,
    /// What the day leaves of it.
    left: Option<String>,
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
    /// Officers more who should be on call; none where none are.
    standby: Option<String>,
    why: String,
    /// The part of its minutes that waited before; none where nothing did.
    waited: Option<String>,
}

/// GET `/centres/{code}/forecast/{day}`
pub async fn day(
    signed_in: SignedIn,
    app: Data<App>,
    request: HttpRequest,
    path: Path<DayPath>,
    so_far: Query<SoFar>,
) -> Result<HttpResponse, PageError> {
    let code = CentreCode(path.code.clone());
    let (viewer, date) = (signed_in.viewer(&code)?, path.day);
    let so_far = so_far.parse()?;
    let prepared = app
        .read(move |store, clock| match prepare_requirement(store, clock, &viewer, date, so_far) {
            Ok(prepared) => Ok(Some(prepared)),
            Err(ViewError::NotFound) => Ok(None),
            Err(failed) => Err(failed),
        })
        .await?;
    let language = signed_in.language;
    let prepared = prepared.ok_or_else(|| {
        let detail = Message::new("refuse-no-forecast-day-detail").day("day", date);
        PageError::not_found(Message::new("refuse-no-forecast-day"), detail)
    })?;
    let view = app.think(move || prepared.work_out()).await??;
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
        minutes: language.number(figures.iter().map(each).sum::<f64>() + waited_minutes(view), 0),
        waited: waited(language, view),
        quantile_head: language.tell(&Message::new("needs-at-quantile").with("quantile", quantile)),
        blocks: view.blocks.iter().map(|block| needs_of(language, view, block)).collect(),
        how: language.tell(&how),
        now: view.now.as_ref().map(|now| now_panel(language, view, now)),
    }
}

/// Less than half a minute is not worth a line.
const SHOWN_FROM: f64 = 0.5;

fn waited_minutes(view: &RequirementView) -> f64 {
    view.rows.iter().map(|row| row.why.waited_minutes).sum()
}

fn waited(language: Language, view: &RequirementView) -> Option<WaitedRow> {
    let done = waited_minutes(view);
    // Every block says the same of the whole day, as far as it has a row of the skill or of the counter that stands for it.
    let of_block = |block: &Block| {
        let rows = view.rows.iter().filter(|row| row.block == block.code);
        rows.map(|row| row.why.still_waiting_minutes).sum::<f64>()
    };
    let left = view.blocks.iter().map(of_block).fold(0.0, f64::max);
    let still = |left: f64| Message::new("needs-waiting-left").with("minutes", language.number(left, 0));
    (done >= SHOWN_FROM || left >= SHOWN_FROM).then(|| WaitedRow {
        done: language.number(done, 0),
        left: (left >= SHOWN_FROM).then(|| language.tell(&still(left))),
    })
}

fn now_panel(language: Language, view: &RequirementView, now: &NowcastView) -> NowPanel {
    let between = |low: f64, high: f64| {
        let (low, high) = (language.number(low, 0), language.number(high, 0));
        language.tell(&Message::new("now-between").with("low", low).with("high", high))
    };
    let figure = |key: &str, mean: f64, low: f64, high: f64| NowFigure {
        name: language.say(key),
        value: language.number(mean, 0),
        between: between(low, high),
    };
    let found = now.nowcast.as_ref().map(|found| {
        let (rest, day, each) = (&found.rest, &found.day, now.minutes_each);
        vec![
            figure("now-rest", rest.mean, rest.q10, rest.q90),
            figure("now-minutes", rest.mean * each, rest.q10 * each, rest.q90 * each),
            figure("now-day", day.mean, day.q10, day.q90),
        ]
    });
    let mut figures = found.unwrap_or_default();
    let row = |of: &GroupNowcast| {
        let (rest, day) = (&of.nowcast.rest, &of.nowcast.day);
        NowRow {
            group: wording::group(language, &of.group),
            so_far: of.so_far.map(|count| language.whole(count)),
            rest: language.number(rest.mean, 0),
            between: format!("{}–{}", language.number(rest.q10, 0), language.number(rest.q90, 0)),
            minutes: language.number(rest.mean * (of.group.desk_minutes + of.group.back_minutes), 0),
            day: language.number(day.mean, 0),
        }
    };
    figures.push(figure("now-morning", now.morning.mean, now.morning.q10, now.morning.q90));
    let key = match (now.is_counted, now.groups.is_empty()) {
        (true, _) => "now-about-counted",
        (false, true) => "now-about",
        (false, false) => "now-about-typed",
    };
    let about = Message::new(key).with("at", language.time(now.at)).with("share", language.percent(now.seen, 0));
    NowPanel {
        address: format!("/centres/{}/forecast/{}", view.centre.code, view.date),
        so_far: now.so_far,
        at: now.at.format("%H:%M").to_string(),
        about: language.tell(&about),
        figures,
        is_by_group: now.groups.iter().any(|of| of.so_far.is_some()),
        groups: now.groups.iter().map(row).collect(),
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
        _ if row.target == 0 => Message::new("needs-why-standby"),
        Driver::Wait => Message::new("needs-why-wait")
            .with("load", language.number(why.peak_offered_load, 1))
            .with("share", why.share_in_time.map_or_else(|| "–".to_owned(), |share| language.percent(share, 0))),
        Driver::Workload => Message::new("needs-why-work").with("minutes", language.number(why.workload_minutes, 0)),
        // Nothing is taken over: the block serves whoever comes in it.
        Driver::Backlog if why.backlog_minutes < SHOWN_FROM => {
            Message::new("needs-why-own").with("minutes", language.number(why.workload_minutes, 0))
        }
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
        standby: (row.standby > 0).then(|| format!("+{}", language.whole(row.standby))),
        why: language.tell(&reason),
        waited: (why.waited_minutes >= SHOWN_FROM).then(|| {
            let minutes = language.number(why.waited_minutes, 0);
            language.tell(&Message::new("needs-why-waited").with("minutes", minutes))
        }),
    }
}
