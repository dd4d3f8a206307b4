//! The forecast in the reader's words: chart, sentences on the past and the days ahead, and tables of the same figures.

mod sentences;

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Serialize;

use super::accuracy_words::AccuracyWords;
use super::chart::{Chart, ChartSize, ChartSource, ChartWords};
use super::known_days::KnownPanel;
use super::language::{Language, Message};
use super::signed::signed;
use super::wording;
use crate::application::views::{ForecastView, GroupForecast};
use crate::domain::centre::Centre;
use crate::domain::demand::DemandDay;
use crate::domain::ids::GroupCode;
use crate::domain::procedure_group::ProcedureGroup;

/// `templates/forecast/none.hbs`
#[derive(Serialize)]
pub struct NoForecastPage {
    lead: String,
    may_make: bool,
    make_href: String,
}

impl NoForecastPage {
    /// The page of a centre without a forecast.
    #[must_use]
    pub fn new(language: Language, centre: &Centre, may_make: bool) -> Self {
        Self {
            lead: language.tell(&Message::new("forecast-lead-empty").with("centre", centre.name.as_str())),
            may_make,
            make_href: format!("/centres/{}/forecast", centre.code),
        }
    }
}

/// `templates/forecast/show.hbs`
#[derive(Serialize)]
pub struct ForecastPage {
    lead: String,
    roster_href: String,
    make_href: String,
    may_make: bool,
    /// What has just been done.
    done: Option<String>,
    /// That the figures are those of like centres.
    borrowed: bool,
    /// That what came has left what was expected.
    drift: Option<String>,
    tabs: Vec<Tab>,
    chart_title: String,
    past: Option<String>,
    ahead: Option<String>,
    charts: Vec<SizedChart>,
    accuracy: Option<AccuracyWords>,
    /// How good the forecast of each group has been, where there are several.
    scores: Vec<Score>,
    known: KnownPanel,
    special_days: Vec<SpecialDay>,
    days_ahead: Vec<DayAhead>,
    days_past: Vec<DayPast>,
}

#[derive(Serialize)]
struct Tab {
    href: String,
    label: String,
    current: bool,
}

#[derive(Serialize)]
struct SizedChart {
    size: &'static str,
    alternative: String,
    today: String,
    chart: Chart,
    /// Special days that the forecast reaches and the chart does not.
    beyond: Option<String>,
}

/// One group's line in the table of scores.
#[derive(Serialize)]
struct Score {
    name: String,
    mase: String,
    coverage: String,
    days: String,
    drift: Option<String>,
}

#[derive(Serialize)]
struct SpecialDay {
    day: String,
    name: String,
}

#[derive(Serialize)]
struct DayAhead {
    day: String,
    /// Where the way from load to officers is shown.
    href: String,
    name: Option<String>,
    closed: bool,
    median: String,
    band80: String,
    band95: String,
}

#[derive(Serialize)]
struct DayPast {
    day: String,
    name: Option<String>,
    came: Option<String>,
    median: String,
    band80: String,
    difference: Option<String>,
    outside: bool,
}

impl ForecastPage {
    /// The page of `group`, or of all groups together when there is no such group.
    #[must_use]
    pub fn new(
        language: Language,
        view: &ForecastView,
        group: Option<&GroupCode>,
        today: NaiveDate,
        (may_make, done): (bool, Option<&str>),
    ) -> Self {
        let chosen = view.groups.iter().find(|known| group.is_some() && code_of(known) == group);
        let forecast = chosen.unwrap_or(&view.total);
        let words = Words { language, special_days: named(language, &view.special_days) };
        let address = format!("/centres/{}/forecast", view.centre.code);
        Self {
            lead: language.tell(
                &Message::new("forecast-lead")
                    .with("centre", view.centre.name.as_str())
                    .with("cut", language.date(view.cut)),
            ),
            roster_href: format!("/centres/{}/roster", view.centre.code),
            tabs: tabs(language, view, forecast, &address),
            make_href: address.clone(),
            may_make,
            borrowed: view.is_new,
            done: done.map(|key| language.say(key)),
            drift: forecast.drift.as_ref().map(|drift| words.drift(drift)),
            known: KnownPanel::new(language, view, forecast.drift.as_ref(), (today, may_make)),
            scores: words.scores(view),
            chart_title: group_name(language, forecast.group.as_ref()),
            past: words.past(forecast),
            ahead: words.ahead(forecast, today),
            charts: words.charts(view, forecast, today),
            accuracy: forecast.accuracy.map(|accuracy| AccuracyWords::new(language, &accuracy)),
            special_days: special_days(language, &words.special_days),
            days_ahead: words.days_ahead(forecast, today, &address),
            days_past: words.days_past(forecast),
        }
    }
}

/// The name of a special day: a feast by its own name, another kind of day by its word, otherwise as imported.
fn special_day(language: Language, name: &str) -> String {
    let feast = match name.rsplit_once(['+', '-']) {
        Some((feast, days)) if !days.is_empty() && days.bytes().all(|digit| digit.is_ascii_digit()) => feast,
        _ => name,
    };
    language.word(&format!("feast-{feast}")).unwrap_or_else(|| name.to_owned())
}

/// Special days in order, neighbours of one name together.
fn special_days(language: Language, days: &[(NaiveDate, String)]) -> Vec<SpecialDay> {
    let runs = days.chunk_by(|(one, name), (next, next_name)| name == next_name && (*next - *one).num_days() <= 1);
    runs.filter_map(|run| {
        let ((first, name), (last, _)) = (run.first()?, run.last()?);
        Some(SpecialDay { day: language.days(*first, *last), name: name.clone() })
    })
    .collect()
}

fn named(language: Language, days: &[(NaiveDate, String)]) -> Vec<(NaiveDate, String)> {
    days.iter().map(|(date, name)| (*date, special_day(language, name))).collect()
}

fn code_of(forecast: &GroupForecast) -> Option<&GroupCode> {
    forecast.group.as_ref().map(|group| &group.code)
}

fn group_name(language: Language, group: Option<&ProcedureGroup>) -> String {
    match group {
        Some(group) => format!("{}: {}", language.say("forecast-chart"), wording::group(language, group)),
        None => language.say("forecast-chart"),
    }
}

fn tabs(language: Language, view: &ForecastView, shown: &GroupForecast, address: &str) -> Vec<Tab> {
    let total = Tab { href: address.to_owned(), label: language.say("forecast-total"), current: shown.group.is_none() };
    let groups = view.groups.iter().filter_map(|forecast| forecast.group.as_ref());
    let groups = groups.map(|group| Tab {
        href: format!("{address}?group={}", wording::in_query(group.code.as_str())),
        label: wording::group(language, group),
        current: code_of(shown) == Some(&group.code),
    });
    std::iter::once(total).chain(groups).collect()
}

/// Words the figures of one centre.
struct Words {
    language: Language,
    special_days: Vec<(NaiveDate, String)>,
}

impl ChartWords for Words {
    fn day(&self, date: NaiveDate) -> String {
        self.language.day_month(date)
    }

    fn dossiers(&self, dossiers: f64) -> String {
        self.language.number(dossiers, 0)
    }

    fn came(&self, date: NaiveDate, dossiers: u32, expected: Option<&DemandDay>) -> String {
        let key = if expected.is_some() { "forecast-dot-expected" } else { "forecast-dot" };
        let mut message =
            Message::new(key).with("day", self.day_with_name(date)).with("count", self.dossiers(f64::from(dossiers)));
        if let Some(expected) = expected {
            message = message
                .with("expected", self.dossiers(expected.q50))
                .with("low", self.dossiers(*expected.band80().start()))
                .with("high", self.dossiers(*expected.band80().end()));
        }
        self.language.tell(&message)
    }
}

impl Words {
    fn name(&self, date: NaiveDate) -> Option<String> {
        self.special_days.iter().find(|(special, _)| *special == date).map(|(_, name)| name.clone())
    }

    fn day_with_name(&self, date: NaiveDate) -> String {
        match self.name(date) {
            Some(name) => format!("{} ({name})", self.language.day(date)),
            None => self.language.day(date),
        }
    }

    fn range(&self, band: &RangeInclusive<f64>) -> String {
        let (low, high) = (self.dossiers(*band.start()), self.dossiers(*band.end()));
        self.language.tell(&Message::new("forecast-range").with("low", low).with("high", high))
    }

    fn charts(&self, view: &ForecastView, forecast: &GroupForecast, today: NaiveDate) -> Vec<SizedChart> {
        let source = ChartSource {
            history: &forecast.history,
            expected_before: &forecast.expected_before,
            ahead: &forecast.days,
            special_days: &self.special_days,
            opening_days: &view.opening_days,
            today,
        };
        let sizes = [(ChartSize::Wide, "wide"), (ChartSize::Narrow, "narrow")];
        let chart = |(size, name)| {
            let chart = Chart::draw(&source, size, self)?;
            let alternative = Message::new("forecast-chart-alternative")
                .with("from", self.language.date(chart.first))
                .with("to", self.language.date(chart.last));
            let today = self.language.say("forecast-today");
            let beyond = self.beyond(chart.last);
            Some(SizedChart { size: name, alternative: self.language.tell(&alternative), today, chart, beyond })
        };
        sizes.into_iter().filter_map(chart).collect()
    }

    fn days_ahead(&self, forecast: &GroupForecast, today: NaiveDate, address: &str) -> Vec<DayAhead> {
        let days = forecast.days.iter().filter(|day| day.date >= today);
        days.map(|day| DayAhead {
            day: self.language.day(day.date),
            href: format!("{address}/{}", day.date),
            name: self.name(day.date),
            closed: !is_open(day),
            median: self.dossiers(day.q50),
            band80: self.range(&day.band80()),
            band95: self.range(&day.band95()),
        })
        .collect()
    }

    /// One line for each group, the sum of all first; none where there is nothing to compare.
    fn scores(&self, view: &ForecastView) -> Vec<Score> {
        let forecasts = std::iter::once(&view.total).chain(&view.groups);
        let score = |forecast: &GroupForecast| {
            let accuracy = forecast.accuracy?;
            Some(Score {
                name: match &forecast.group {
                    Some(group) => wording::group(self.language, group),
                    None => self.language.say("forecast-total"),
                },
                mase: self.language.number(accuracy.mase, 2),
                coverage: self.language.percent(accuracy.coverage80, 0),
                days: self.language.whole(accuracy.days),
                drift: forecast.drift.as_ref().map(|drift| {
                    let key = if drift.ratio > 1.0 { "forecast-score-more" } else { "forecast-score-less" };
                    self.language.say(key)
                }),
            })
        };
        forecasts.filter_map(score).collect()
    }

    /// A difference in whole dossiers.
    fn difference(&self, difference: f64) -> String {
        let whole = difference.round();
        signed(self.language, whole, &self.dossiers(whole.abs()))
    }

    fn days_past(&self, forecast: &GroupForecast) -> Vec<DayPast> {
        let days = forecast.expected_before.iter().rev().filter(|day| is_open(day));
        days.map(|day| {
            let came = forecast.history.iter().find(|(date, _)| *date == day.date).and_then(|(_, count)| *count);
            let came = came.map(f64::from);
            DayPast {
                day: self.language.day(day.date),
                name: self.name(day.date),
                came: came.map(|came| self.dossiers(came)),
                median: self.dossiers(day.q50),
                band80: self.range(&day.band80()),
                difference: came.map(|came| self.difference(came - day.q50)),
                outside: came.is_some_and(|came| !day.band80().contains(&came)),
            }
        })
        .collect()
    }
}

fn is_open(day: &DemandDay) -> bool {
    day.hi95 > 0.0
}
