//! One day of the forecast: which load, how many minutes, and how many officers that asks for, block by block.

mod blocks;
mod now;

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use blocks::BlockNeeds;
use now::NowPanel;

use super::app::App;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::language::{Language, Message};
use super::session::SignedIn;
use super::wording;
use crate::application::planning::ViewError;
use crate::application::planning::centre_settings::CentreSettings;
use crate::application::planning::view_requirement::prepare_requirement;
use crate::application::views::{GroupLoad, RequirementView};
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
    /// Sums of the rows as they are shown.
    median: String,
    dossiers: String,
    minutes: String,
    /// That the groups together are expected to bring less than the sum.
    together: Option<String>,
    /// What waits since before the forecast; none where nothing does.
    waited: Option<WaitedRow>,
    quantile_head: String,
    blocks: Vec<BlockNeeds>,
    how: String,
    now: Option<NowPanel>,
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
    let loads: Vec<LoadFigures> = view.loads.iter().map(LoadFigures::new).collect();
    let sum = |of: fn(&LoadFigures) -> f64| loads.iter().map(of).sum::<f64>();
    let quantile = language.percent(view.settings.service_quantile, 0);
    let title = Message::new("needs-title").with("day", language.day(view.date));
    let lead = Message::new("needs-lead").with("centre", view.centre.name.as_str());
    DayPage {
        title: language.tell(&title),
        lead: language.tell(&lead),
        before: day(view.date - Days::new(1)),
        after: day(view.date + Days::new(1)),
        back: address,
        closed: (!view.is_open || view.rows.is_empty())
            .then(|| language.say(if view.is_open { "needs-nobody" } else { "needs-closed" })),
        loads: view.loads.iter().zip(&loads).map(|(load, figures)| load_row(language, load, figures)).collect(),
        median: language.number(sum(|load| load.median), 0),
        dossiers: language.number(sum(|load| load.dossiers), 0),
        minutes: language.number(sum(|load| load.minutes) + waited_minutes(view).round(), 0),
        together: together(language, view, sum(|load| load.dossiers)),
        waited: waited(language, view),
        quantile_head: language.tell(&Message::new("needs-at-quantile").with("quantile", quantile)),
        blocks: view.blocks.iter().map(|block| BlockNeeds::new(language, view, block)).collect(),
        how: how(language, &view.settings),
        now: view.now.as_ref().map(|now| NowPanel::new(language, view, now)),
    }
}

/// How the officers follow from the load, in sentences that hold for every row.
fn how(language: Language, settings: &CentreSettings) -> String {
    let how = Message::new("needs-how")
        .with("share", language.percent(settings.service_level, 0))
        .with("minutes", language.number(settings.wait_target_minutes, 0))
        .with("productive", language.percent(settings.productive_share, 0))
        .with("quantile", language.percent(settings.service_quantile, 0));
    let how = language.tell(&how);
    if settings.shrinkage <= 0.0 {
        return how;
    }
    let away = Message::new("needs-away").with("share", language.percent(settings.shrinkage, 0));
    format!("{how} {}", language.tell(&away))
}

/// The figures of a row of the load as they are shown, so that the last row is the sum of what stands above it.
struct LoadFigures {
    median: f64,
    dossiers: f64,
    minutes_each: f64,
    minutes: f64,
}

impl LoadFigures {
    fn new(load: &GroupLoad) -> Self {
        let minutes_each = load.group.desk_minutes + load.group.back_minutes;
        Self {
            median: load.day.q50.round(),
            dossiers: load.dossiers.round(),
            minutes_each,
            minutes: (load.dossiers * minutes_each).round(),
        }
    }
}

fn load_row(language: Language, load: &GroupLoad, figures: &LoadFigures) -> LoadRow {
    LoadRow {
        group: wording::group(language, &load.group),
        median: language.number(figures.median, 0),
        dossiers: language.number(figures.dossiers, 0),
        minutes_each: language.tenths(figures.minutes_each),
        minutes: language.number(figures.minutes, 0),
    }
}

/// What all groups together are expected to bring, where that is at least a dossier less than their figures, which are shown
/// with their `sum`.
fn together(language: Language, view: &RequirementView, sum: f64) -> Option<String> {
    let whole = view.whole.as_ref()?;
    let dossiers = whole.quantile(view.settings.service_quantile);
    let apart: f64 = view.loads.iter().map(|load| load.dossiers).sum();
    let told = Message::new("needs-together")
        .with("median", language.number(whole.q50, 0))
        .with("dossiers", language.number(dossiers, 0))
        .with("sum", language.number(sum, 0))
        .with("quantile", language.percent(view.settings.service_quantile, 0));
    (dossiers + 1.0 <= apart).then(|| language.tell(&told))
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
        done: language.number(done.round(), 0),
        left: (left >= SHOWN_FROM).then(|| language.tell(&still(left))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officers_who_are_away_on_duty_are_told_only_where_the_centre_counts_on_some() {
        let told = |shrinkage| how(Language::English, &CentreSettings { shrinkage, ..CentreSettings::default() });
        assert!(told(0.1).contains("10% are away for meetings"), "{}", told(0.1));
        assert!(!told(0.0).contains("are away"), "{}", told(0.0));
    }
}
