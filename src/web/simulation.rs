//! What citizens would feel of a roster: a fragment of the board and of the approver's page for htmx, a page of its own
//! without it.

use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveTime;
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::app::App;
use super::board::RosterPath;
use super::error::PageError;
use super::frame::{Frame, Place};
use super::language::Language;
use super::session::SignedIn;
use super::wording;
use crate::application::planning::simulate_roster::{Interval, SimulationView, prepare_simulation};

/// How often the period is lived for a page, most and least; `catruc simulate` lives it as often as it is told to.
const RUNS: (u32, u32) = (200, 10);
/// Citizens of all runs together that a page has time for: about a second on two processors.
const CITIZENS: f64 = 5e6;
/// The same roster always shows the same figures.
const SEED: u64 = 1;
/// Citizens of a half-hour below which it says nothing.
const FEWEST: f64 = 0.05;

/// `templates/roster/_simulation.hbs`
#[derive(Serialize)]
struct SimulationPage {
    title: String,
    back: String,
    figures: Vec<Figure>,
    in_time_head: String,
    half_hours: Vec<HalfHourRow>,
    busy: Vec<Busy>,
    how: String,
}

#[derive(Serialize)]
struct Figure {
    name: String,
    value: String,
    between: Option<String>,
}

#[derive(Serialize)]
struct HalfHourRow {
    from: String,
    citizens: String,
    wait: String,
    in_time: String,
}

#[derive(Serialize)]
struct Busy {
    skill: String,
    share: String,
}

/// GET `…/simulation`
pub async fn simulation(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<RosterPath>,
) -> Result<HttpResponse, PageError> {
    let (centre, first) = (path.centre(), path.first());
    let viewer = signed_in.viewer(&centre)?;
    let prepared = app.read(move |store, _| prepare_simulation(store, &viewer, first)).await?;
    // The read is over: simulating holds no transaction.
    let view = web::block(move || {
        let affordable = (CITIZENS / prepared.citizens().max(1.0)) as u32;
        prepared.run(affordable.clamp(RUNS.1, RUNS.0), SEED)
    })
    .await
    .map_err(|cancelled| PageError::internal(&cancelled))?;
    let page = page(signed_in.language, &view, &path.address());
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&centre))
        .titled(page.title.clone())
        .style("css/board.css");
    app.templates.fragment_or_page(&request, ("roster/_simulation", "roster/simulation"), &frame, &page)
}

fn page(language: Language, view: &SimulationView, address: &str) -> SimulationPage {
    let outlook = &view.outlook;
    let target = || FluentValue::from(language.number(view.wait_target, 0));
    let figures = [
        (
            language.say_with(
                "simulation-in-time",
                [("minutes", target()), ("count", FluentValue::from(view.wait_target))],
            ),
            outlook.in_time,
        ),
        (language.say("simulation-same-day"), outlook.same_day),
        (language.say("simulation-on-time"), outlook.on_time),
    ];
    SimulationPage {
        title: language.say("simulation-title"),
        back: address.to_owned(),
        figures: figures.into_iter().map(|(name, interval)| figure(language, name, interval)).collect(),
        in_time_head: language.say_with("simulation-in-time-short", [("minutes", target())]),
        half_hours: outlook
            .half_hours
            .iter()
            .filter(|half| half.citizens >= FEWEST)
            .map(|half| HalfHourRow {
                from: clock(language, half.from),
                citizens: language.tenths(half.citizens),
                wait: language.tenths(half.wait),
                in_time: language.percent(half.in_time, 0),
            })
            .collect(),
        busy: view
            .skills
            .iter()
            .zip(&outlook.utilisation)
            .filter_map(|(skill, busy)| Some((skill, (*busy)?)))
            .map(|(skill, busy)| Busy { skill: wording::skill(language, skill), share: language.percent(busy, 0) })
            .collect(),
        how: language.say_with("simulation-how", [("count", FluentValue::from(outlook.runs))]),
    }
}

/// A minute of the day as the clock shows it.
fn clock(language: Language, minute: f64) -> String {
    NaiveTime::from_num_seconds_from_midnight_opt((minute * 60.0) as u32, 0)
        .map_or_else(String::new, |time| language.time(time))
}

fn figure(language: Language, name: String, interval: Option<Interval>) -> Figure {
    let between = |Interval { low, high, .. }: Interval| {
        language.say_with(
            "simulation-between",
            [
                ("low", FluentValue::from(language.percent(low, 0))),
                ("high", FluentValue::from(language.percent(high, 0))),
            ],
        )
    };
    Figure {
        name,
        value: interval.map_or_else(|| "–".to_owned(), |interval| language.percent(interval.mean, 0)),
        between: interval.map(between),
    }
}
