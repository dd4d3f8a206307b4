//! What would remove a shortfall: a fragment of its card for htmx, a page of its own without it, and the button that
//! applies an exchange.

use actix_web::web::{self, Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use fluent_templates::fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};

use super::app::App;
use super::board::{RosterPath, show};
use super::board_page::Span;
use super::cell::span;
use super::error::{PageError, is_htmx, see_other};
use super::form::Form;
use super::frame::{Frame, Place};
use super::language::Language;
use super::reasons::monday_of;
use super::session::SignedIn;
use super::signed::{signed, signed_points};
use super::wording;
use crate::application::planning::offer_remedies::{Counter, RemediesView, RemedyStep, RemedyView, prepare_remedies};
use crate::application::review::change_assignment::{Edit, change_together};
use crate::application::views::RosterDifference;
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::roster::RosterStatus;

/// Remedies that are told; the rest are dearer.
const SHOWN: usize = 6;

/// Which shortfall.
#[derive(Deserialize)]
pub struct Which {
    date: NaiveDate,
    block: String,
    skill: String,
}

/// An exchange to apply, as the page offered it.
#[derive(Deserialize)]
pub struct Exchange {
    revision: i32,
    /// The day of the shortfall: the board shows its week afterwards.
    date: NaiveDate,
    /// The cells as JSON: officer, date, shift.
    cells: String,
    /// What the board showed, where the form knows it.
    from: Option<String>,
    weeks: Option<String>,
}

/// `templates/roster/_remedies.hbs`
#[derive(Serialize)]
struct RemediesPage {
    title: String,
    address: String,
    back: String,
    date: NaiveDate,
    revision: i32,
    /// Whether it stands inside the board, which an exchange then replaces.
    on_board: bool,
    /// What to say instead of remedies.
    none: Option<String>,
    /// Said before remedies of which none removes the shortfall wholly.
    not_wholly: bool,
    remedies: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    what: Vec<String>,
    price: String,
    left: Option<String>,
    cells: Vec<String>,
    /// The cells for the form that applies them; none where something must happen first.
    apply: Option<String>,
}

/// The address of the remedies of a shortfall on the board with that `address`.
pub fn remedies_address(address: &str, date: NaiveDate, block: &str, skill: &str) -> String {
    format!("{address}/remedies?date={date}&block={}&skill={}", wording::in_query(block), wording::in_query(skill))
}

/// GET `…/remedies?date=…&block=…&skill=…`
pub async fn remedies(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<RosterPath>,
    which: Query<Which>,
) -> Result<HttpResponse, PageError> {
    let (centre, first) = (path.centre(), path.first());
    let viewer = signed_in.viewer(&centre)?;
    let Which { date, block, skill } = which.into_inner();
    let counter = Counter { date, block: block.as_str().into(), skill: skill.as_str().into() };
    let prepared = app.read(move |store, clock| prepare_remedies(store, clock, &viewer, first, counter)).await?;
    // The read is over: solving holds no transaction.
    let view = web::block(move || prepared.find()).await.map_err(|cancelled| PageError::internal(&cancelled))?;
    let manages = signed_in.account.manager_of(&centre).is_some();
    let mut page = page(signed_in.language, &view, &path.address(), manages);
    page.on_board = is_htmx(&request);
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&centre))
        .titled(page.title.clone())
        .style("css/board.css");
    app.templates.fragment_or_page(&request, ("roster/_remedies", "roster/remedies"), &frame, &page)
}

/// POST `…/exchange`: all cells of a remedy by one decision, which one undo takes back.
pub async fn exchange(
    app: Data<App>,
    request: HttpRequest,
    path: Path<RosterPath>,
    form: Form<Exchange>,
) -> Result<HttpResponse, PageError> {
    let Form { signed_in, fields } = form;
    let (manager, first, language) = (signed_in.manager(&path.centre())?, path.first(), signed_in.language);
    let cells: Vec<(String, NaiveDate, Option<String>)> =
        serde_json::from_str(&fields.cells).map_err(|wrong| PageError::unreadable_form(&wrong))?;
    let edit = |(officer, date, shift): (String, NaiveDate, Option<String>)| Edit {
        revision: fields.revision,
        officer: OfficerCode(officer),
        date,
        shift: shift.map(ShiftCode),
        pinned: false,
    };
    let edits: Vec<Edit> = cells.into_iter().map(edit).collect();
    app.run(move |store, clock| change_together(store, clock, &manager, first, &edits)).await?;
    let shown = span(fields.from.as_deref(), fields.weeks.as_deref());
    let span = Span { from: shown.from.or(Some(monday_of(fields.date))), ..shown };
    if !is_htmx(&request) {
        return Ok(see_other(&format!("{}{}", path.address(), span.query())));
    }
    show(&app, &request, &signed_in, &path, span, |page, _| page.announcing(language.say("announce-exchanged"))).await
}

fn page(language: Language, view: &RemediesView, address: &str, manages: bool) -> RemediesPage {
    let counter = &view.counter;
    let title = language.say_with(
        "remedies-title",
        [
            ("block", FluentValue::from(wording::block_in_sentence(language, &counter.block))),
            ("day", FluentValue::from(language.day(counter.date))),
            ("skill", FluentValue::from(wording::skill(language, &counter.skill))),
        ],
    );
    let none = match view {
        RemediesView { is_past: true, .. } => Some("remedies-past"),
        RemediesView { missing: 0, .. } => Some("remedies-not-missing"),
        RemediesView { remedies, .. } if remedies.is_empty() => Some("remedies-none"),
        _ => None,
    };
    let edits = manages && view.head.status == RosterStatus::Draft;
    RemediesPage {
        title,
        address: address.to_owned(),
        back: format!("{address}?from={}", monday_of(counter.date)),
        date: counter.date,
        revision: view.head.revision,
        on_board: false,
        none: none.map(|key| language.say(key)),
        not_wholly: !view.remedies.is_empty() && view.remedies.iter().all(|remedy| remedy.left > 0),
        remedies: shown(&view.remedies).map(|remedy| card(language, view, remedy, edits)).collect(),
    }
}

/// The first remedies, and what needs nobody's leave wherever it stands.
fn shown(remedies: &[RemedyView]) -> impl Iterator<Item = &RemedyView> {
    let (first, rest) = remedies.split_at(remedies.len().min(SHOWN));
    first.iter().chain(rest.iter().filter(|remedy| remedy.steps.is_empty()))
}

fn card(language: Language, view: &RemediesView, remedy: &RemedyView, edits: bool) -> Card {
    let mut what: Vec<String> = remedy.steps.iter().map(|step| step_words(language, view, step)).collect();
    if what.is_empty() {
        what.push(language.say("remedy-exchange"));
    }
    let (overtime, evenings) = (remedy.overtime, remedy.evenings);
    let overtime = signed(language, f64::from(overtime), &language.hours(overtime.abs()));
    let evenings = signed(language, f64::from(evenings), &language.whole(evenings.abs()));
    let nobody_else = remedy.cells.is_empty() && (remedy.overtime, remedy.evenings) == (0, 0);
    let mut price = language.say_with(
        if nobody_else { "remedy-price-points" } else { "remedy-price" },
        [
            ("overtime", FluentValue::from(overtime)),
            ("evenings", FluentValue::from(evenings)),
            ("cells", FluentValue::from(remedy.cells.len())),
            ("points", FluentValue::from(signed_points(language, remedy.points))),
        ],
    );
    if remedy.lent > 0 {
        let hours = FluentValue::from(language.hours(remedy.lent));
        price = format!("{} · {price}", language.say_with("remedy-lent", [("hours", hours)]));
    }
    let left = || language.say_with("remedy-left", [("count", FluentValue::from(remedy.left))]);
    let is_exchange = remedy.steps.is_empty() && edits;
    let as_json = || {
        let cells: Vec<_> = remedy.cells.iter().map(|cell| (&cell.officer.0, cell.date, &cell.after)).collect();
        let plain: Vec<(&str, NaiveDate, Option<&str>)> = cells
            .into_iter()
            .map(|(officer, date, after)| (officer.as_str(), date, after.as_ref().map(ShiftCode::as_str)))
            .collect();
        serde_json::json!(plain).to_string()
    };
    Card {
        what,
        price,
        left: (remedy.left > 0).then(left),
        cells: remedy.cells.iter().map(|cell| cell_words(language, view, cell)).collect(),
        apply: is_exchange.then(as_json),
    }
}

fn cell_words(language: Language, view: &RemediesView, cell: &RosterDifference) -> String {
    let shift = |code: &Option<ShiftCode>| {
        code.as_ref().map_or_else(|| language.say("cell-free"), |code| shift_words(language, view, code))
    };
    language.say_with(
        "remedy-cell",
        [
            ("officer", FluentValue::from(cell.officer.1.as_str())),
            ("day", FluentValue::from(language.day(cell.date))),
            ("before", FluentValue::from(shift(&cell.before))),
            ("after", FluentValue::from(shift(&cell.after))),
        ],
    )
}

fn shift_words(language: Language, view: &RemediesView, code: &ShiftCode) -> String {
    let known = view.shifts.iter().find(|shift| shift.code == *code);
    // A code such as `S+` would end with its sign before it among letters that run to the left.
    let code = language.to_the_right(code.to_string());
    known.map_or_else(|| code.clone(), |known| format!("{code} ({})", wording::shift(language, known)))
}

fn step_words(language: Language, view: &RemediesView, step: &RemedyStep) -> String {
    let counter = &view.counter;
    let (key, officer, shift, number, to) = match step {
        RemedyStep::Consent((_, name), shift) => {
            ("remedy-consent", name.as_str(), shift_words(language, view, shift), String::new(), counter.date)
        }
        RemedyStep::RaiseMonth((_, name), minutes) => {
            ("remedy-raise-month", name.as_str(), String::new(), language.hours(*minutes), counter.date)
        }
        RemedyStep::RaiseYear((_, name), minutes) => {
            ("remedy-raise-year", name.as_str(), String::new(), language.hours(*minutes), counter.date)
        }
        RemedyStep::Lend(_) => ("remedy-lend", "", String::new(), String::new(), counter.date),
        RemedyStep::MoveTo(to) => ("remedy-move", "", String::new(), String::new(), *to),
        RemedyStep::LowerTarget(to, served) => {
            let key = if served.is_some() { "remedy-lower-quantile" } else { "remedy-lower-target" };
            (key, "", String::new(), language.whole(to), counter.date)
        }
    };
    let (people, served) = match step {
        RemedyStep::LowerTarget(to, served) => (*to, f64::from(served.unwrap_or(0)) / 100.0),
        _ => (1, 0.0),
    };
    language.say_with(
        key,
        [
            ("officer", FluentValue::from(officer)),
            ("shift", FluentValue::from(shift)),
            ("count", FluentValue::from(if let RemedyStep::Lend(count) = step { *count } else { 1 })),
            ("number", FluentValue::from(number)),
            ("people", FluentValue::from(people)),
            ("served", FluentValue::from(language.percent(served, 0))),
            ("asked", FluentValue::from(language.percent(view.service_quantile, 0))),
            ("to", FluentValue::from(language.day(to))),
            ("day", FluentValue::from(language.day(counter.date))),
            ("block", FluentValue::from(wording::block_in_sentence(language, &counter.block))),
            ("skill", FluentValue::from(wording::skill(language, &counter.skill))),
        ],
    )
}
