//! What the manager knows of days to come: noted and struck out on the forecast page.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::error::{PageError, see_other};
use super::form::Form;
use super::language::{Language, Message};
use crate::application::planning::note_known_day::{LONGEST_NAME, PERCENT, note_known_day, strike_known_day};
use crate::application::views::{Drift, ForecastView};
use crate::domain::calendar::{KnownDay, KnownKind, USUAL_PERCENT};
use crate::domain::ids::CentreCode;
use crate::domain::weekdays::Weekdays;

/// A new entry.
#[derive(Deserialize)]
pub struct Note {
    kind: String,
    first: NaiveDate,
    /// Empty for one day.
    #[serde(default)]
    last: String,
    name: String,
    /// Empty where nobody dares to say.
    #[serde(default)]
    percent: String,
    /// With a field for each weekday that is ticked.
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

/// Which entry goes.
#[derive(Deserialize)]
pub struct Which {
    kind: String,
    first: NaiveDate,
    name: String,
}

/// Kinds in the order of the form.
const KINDS: [&str; 7] = ["event", "closed", "open", "work_in_lieu", "off_in_lieu", "holiday", "reform"];

/// POST `/centres/{code}/forecast/known`
pub async fn note(app: Data<App>, code: Path<String>, form: Form<Note>) -> Result<HttpResponse, PageError> {
    let code = CentreCode(code.into_inner());
    let manager = form.signed_in.manager(&code)?;
    let Note { kind, first, last, name, percent, more } = form.fields;
    let percent = match percent.trim() {
        "" => USUAL_PERCENT,
        percent => percent.parse().map_err(|_| refused(Message::new("refuse-known-percent")))?,
    };
    let last = match last.trim() {
        "" => first,
        last => last.parse().map_err(|_| refused(Message::new("refuse-known-last").with("value", last)))?,
    };
    let ticked = (1..=7).filter(|number| more.contains_key(&weekday_field(*number)));
    let kind = kind_of(&kind, percent, Weekdays::from_numbers(ticked).unwrap_or(Weekdays::NONE))?;
    app.run(move |store, clock| note_known_day(store, clock, &manager, (kind, &name), (first, last))).await?;
    Ok(see_other(&format!("/centres/{code}/forecast?noted=yes#known")))
}

/// POST `/centres/{code}/forecast/known/strike`
pub async fn strike(app: Data<App>, code: Path<String>, form: Form<Which>) -> Result<HttpResponse, PageError> {
    let code = CentreCode(code.into_inner());
    let manager = form.signed_in.manager(&code)?;
    let Which { kind, first, name } = form.fields;
    let kind = kind_of(&kind, USUAL_PERCENT, Weekdays::NONE)?;
    app.run(move |store, clock| strike_known_day(store, clock, &manager, (kind, &name), first)).await?;
    Ok(see_other(&format!("/centres/{code}/forecast?noted=yes#known")))
}

fn refused(detail: Message) -> PageError {
    PageError::unprocessable(Message::new("refuse-known"), detail)
}

fn kind_of(word: &str, percent: u32, weekdays: Weekdays) -> Result<KnownKind, PageError> {
    let kind = KnownKind::of_word(word, percent, weekdays);
    kind.ok_or_else(|| refused(Message::new("refuse-known-kind").with("value", word)))
}

/// The name of the tick of a weekday, Monday being 1.
fn weekday_field(number: u32) -> String {
    format!("weekday-{number}")
}

/// The entries and the form of `templates/forecast/_known.hbs`
#[derive(Serialize)]
pub struct KnownPanel {
    note_href: String,
    strike_href: String,
    entries: Vec<KnownWords>,
    may_note: bool,
    longest_name: usize,
    least_percent: u32,
    most_percent: u32,
    kinds: Vec<KindChoice>,
    /// The first day that the form proposes.
    first: NaiveDate,
    /// The weekdays on which the centre opens today.
    opening_days: String,
    /// From when on the form proposes others: the next Monday.
    opening_first: NaiveDate,
    weekdays: Vec<WeekdayTick>,
}

#[derive(Serialize)]
struct WeekdayTick {
    field: String,
    label: String,
    ticked: bool,
}

#[derive(Serialize)]
struct KnownWords {
    kind: &'static str,
    first: NaiveDate,
    name: String,
    days: String,
    about: String,
    strike: String,
}

#[derive(Serialize)]
struct KindChoice {
    word: &'static str,
    label: String,
    chosen: bool,
}

impl KnownPanel {
    /// The panel; where a `drift` was found, the form proposes the reform that would explain it.
    #[must_use]
    pub fn new(
        language: Language,
        view: &ForecastView,
        drift: Option<&Drift>,
        (today, may_note): (NaiveDate, bool),
    ) -> Self {
        let address = format!("/centres/{}/forecast/known", view.centre.code);
        let monday = today + Days::new(7 - u64::from(today.weekday().num_days_from_monday()));
        let tick = |day: NaiveDate| WeekdayTick {
            field: weekday_field(day.weekday().number_from_monday()),
            label: language.weekday_long(day),
            ticked: view.opening_days.on(monday).includes(day),
        };
        let proposed = if drift.is_some() { "reform" } else { "event" };
        let choice = |word: &'static str| KindChoice {
            word,
            label: of_kind(language, "known-kind", word),
            chosen: word == proposed,
        };
        Self {
            strike_href: format!("{address}/strike"),
            note_href: address,
            entries: view.known_days.iter().map(|day| words(language, day)).collect(),
            may_note,
            longest_name: LONGEST_NAME,
            least_percent: *PERCENT.start(),
            most_percent: *PERCENT.end(),
            kinds: KINDS.map(choice).into(),
            first: drift.map_or(today, |drift| drift.since),
            opening_days: language.weekdays(view.opening_days.on(today)),
            opening_first: monday,
            weekdays: monday.iter_days().take(7).map(tick).collect(),
        }
    }
}

/// The message `start` about a kind of that word.
fn of_kind(language: Language, start: &str, word: &str) -> String {
    language.say(&format!("{start}-{}", word.replace('_', "-")))
}

fn words(language: Language, day: &KnownDay) -> KnownWords {
    let about = match day.kind {
        KnownKind::Event { percent } if percent != USUAL_PERCENT => {
            let share = language.percent(f64::from(percent) / 100.0, 0);
            language.tell(&Message::new("known-event-percent").with("share", share))
        }
        KnownKind::OpeningDays { weekdays } => {
            language.tell(&Message::new("known-opening-days").with("weekdays", language.weekdays(weekdays)))
        }
        kind => of_kind(language, "known", kind.word()),
    };
    let days = match day.kind {
        kind if kind.is_lasting() => {
            language.tell(&Message::new("known-lasting").with("day", language.date(day.first)))
        }
        _ => language.days(day.first, day.last),
    };
    let strike = Message::new("known-strike-which").with("name", day.name.as_str()).with("days", days.as_str());
    KnownWords {
        kind: day.kind.word(),
        first: day.first,
        name: day.name.clone(),
        strike: language.tell(&strike),
        days,
        about,
    }
}
