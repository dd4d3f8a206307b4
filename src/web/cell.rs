//! One cell of the board: its choices, a change, and taking the last change back.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use fluent_templates::fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};

use super::app::App;
use super::board::{RosterPath, show};
use super::board_grid::cell_id;
use super::board_page::{Conflict, Span};
use super::cell_reasons::{self, EffectWords, ReasonsPanel};
use super::emergency_page::breach_words;
use super::error::{PageError, is_htmx, see_other};
use super::form::Form;
use super::frame::{Frame, Place};
use super::language::{Language, Message};
use super::session::SignedIn;
use super::wording::{self, BreachWords};
use crate::application::planning::explain_cell::{CellReasons, view_cell};
use crate::application::review::change_assignment::{Edit, EditError, change_assignment};
use crate::application::review::undo_change::undo_change;
use crate::application::views::{BoardCell, BoardRow, BoardView};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::roster::RosterStatus;
use crate::domain::shift::Shift;

/// Which cell, and what of the board is shown around it.
#[derive(Deserialize)]
pub struct Which {
    officer: String,
    date: NaiveDate,
    from: Option<NaiveDate>,
    weeks: Option<u32>,
}

/// A change of a cell.
#[derive(Deserialize)]
pub struct Change {
    revision: i32,
    officer: String,
    date: NaiveDate,
    /// A code of a shift; empty for a free day.
    shift: String,
    pinned: Option<String>,
    from: Option<String>,
    weeks: Option<String>,
}

/// What of the board is shown, and the revision seen.
#[derive(Deserialize)]
pub struct Seen {
    pub revision: i32,
    pub from: Option<String>,
    pub weeks: Option<String>,
}

/// `templates/roster/_cell.hbs`
#[derive(Serialize)]
struct CellPage {
    address: String,
    back: String,
    officer: String,
    officer_name: String,
    date: NaiveDate,
    day: String,
    revision: i32,
    from: Option<NaiveDate>,
    weeks: Option<u32>,
    current: String,
    pinned: bool,
    away: bool,
    can_edit: bool,
    overtime: Vec<String>,
    breaches: Vec<BreachWords>,
    choices: Vec<Choice>,
    /// What a free day would do.
    free: Option<EffectWords>,
    reasons: Option<ReasonsPanel>,
}

#[derive(Serialize)]
struct Choice {
    code: String,
    class: &'static str,
    name: String,
    hours: String,
    current: bool,
    effect: Option<EffectWords>,
}

/// GET `…/cell?officer=…&date=…`: the choices of one cell, as a dialog for htmx and as a page of its own without it.
pub async fn cell(
    app: Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<RosterPath>,
    which: Query<Which>,
) -> Result<HttpResponse, PageError> {
    let (centre, first) = (path.centre(), path.first());
    let viewer = signed_in.viewer(&centre)?;
    let asked = (OfficerCode(which.officer.clone()), which.date);
    let (view, reasons) =
        app.read(move |store, clock| view_cell(store, clock, &viewer, first, (&asked.0, asked.1))).await?;
    let manages = signed_in.account.manager_of(&centre).is_some();
    let (row, cell) = find(&view, &which.officer, which.date).ok_or_else(no_such_cell)?;
    let page = cell_page(signed_in.language, &view, (row, cell), &which, (&reasons, manages));
    let frame = Frame::new(&signed_in, &request, Place::Roster, Some(&centre))
        .titled(format!("{}, {}", page.officer_name, page.day))
        .style("css/board.css");
    app.templates.fragment_or_page(&request, ("roster/_cell", "roster/cell"), &frame, &page)
}

/// POST `…/assignment`
pub async fn assign(
    app: Data<App>,
    request: HttpRequest,
    path: Path<RosterPath>,
    form: Form<Change>,
) -> Result<HttpResponse, PageError> {
    let Form { signed_in, fields } = form;
    let (manager, first, language) = (signed_in.manager(&path.centre())?, path.first(), signed_in.language);
    let span = span(fields.from.as_deref(), fields.weeks.as_deref());
    let edit = Edit {
        revision: fields.revision,
        officer: OfficerCode(fields.officer.clone()),
        date: fields.date,
        shift: Some(fields.shift.as_str()).filter(|code| !code.is_empty()).map(ShiftCode::from),
        pinned: fields.pinned.is_some(),
    };
    // That somebody else was first is an answer here, not a failure: the reader sees both facts and chooses.
    let kept = app
        .run(move |store, clock| match change_assignment(store, clock, &manager, first, &edit) {
            Err(EditError::Stale) => Ok(false),
            Err(other) => Err(other),
            Ok(_) => Ok(true),
        })
        .await?;
    if kept && !is_htmx(&request) {
        let place = cell_id(&fields.officer, fields.date);
        return Ok(see_other(&format!("{}{}#{place}", path.address(), span.query())));
    }
    show(&app, &request, &signed_in, &path, span, |page, view| {
        let Some((row, cell)) = find(view, &fields.officer, fields.date) else { return page };
        if kept {
            return page.announcing(outcome(language, view, row, cell, fields.date));
        }
        page.conflicting(Conflict {
            wanted: sentence(language, view, row, fields.date, Some(fields.shift.as_str()).filter(|c| !c.is_empty())),
            now: sentence(language, view, row, fields.date, cell.shift.as_ref().map(ShiftCode::as_str)),
            officer: fields.officer.clone(),
            date: fields.date,
            shift: fields.shift.clone(),
            pinned: fields.pinned.is_some(),
        })
    })
    .await
}

/// POST `…/undo`
pub async fn undo(
    app: Data<App>,
    request: HttpRequest,
    path: Path<RosterPath>,
    form: Form<Seen>,
) -> Result<HttpResponse, PageError> {
    let Form { signed_in, fields } = form;
    let (manager, first, language) = (signed_in.manager(&path.centre())?, path.first(), signed_in.language);
    let span = span(fields.from.as_deref(), fields.weeks.as_deref());
    app.run(move |store, clock| undo_change(store, clock, &manager, first, fields.revision)).await?;
    if !is_htmx(&request) {
        return Ok(see_other(&format!("{}{}", path.address(), span.query())));
    }
    show(&app, &request, &signed_in, &path, span, |page, _| page.announcing(language.say("announce-undone"))).await
}

/// The span of a form, where an empty field is no choice.
pub fn span(from: Option<&str>, weeks: Option<&str>) -> Span {
    Span { from: from.and_then(|from| from.parse().ok()), weeks: weeks.and_then(|weeks| weeks.parse().ok()) }
}

fn no_such_cell() -> PageError {
    PageError::not_found(Message::new("refuse-no-cell"), Message::new("refuse-no-cell-detail"))
}

fn find<'a>(view: &'a BoardView, officer: &str, date: NaiveDate) -> Option<(&'a BoardRow, &'a BoardCell)> {
    let row = view.rows.iter().find(|row| row.officer.code.as_str() == officer)?;
    let at = view.days.iter().position(|day| day.date == date)?;
    Some((row, row.cells.get(at)?))
}

fn cell_page(
    language: Language,
    view: &BoardView,
    (row, cell): (&BoardRow, &BoardCell),
    which: &Which,
    (reasons, manages): (&CellReasons, bool),
) -> CellPage {
    let can_edit = manages && view.head.status == RosterStatus::Draft;
    let officer = (row.officer.code.clone(), row.officer.name.clone());
    let address = super::board_page::address(view);
    let span = Span { from: which.from, weeks: which.weeks };
    let breaches = cell.breaches.iter().filter_map(|at| view.breaches.get(*at));
    let day = view.days.iter().find(|day| day.date == which.date);
    CellPage {
        back: format!("{address}{}#{}", span.query(), cell_id(&which.officer, which.date)),
        address,
        officer: row.officer.code.to_string(),
        officer_name: row.officer.name.clone(),
        date: which.date,
        day: format!("{} {}", language.weekday_long(which.date), language.date(which.date)),
        revision: view.head.revision,
        from: which.from,
        weeks: which.weeks,
        current: cell.shift.as_ref().map(ToString::to_string).unwrap_or_default(),
        pinned: cell.pinned,
        away: cell.away,
        can_edit,
        overtime: row
            .overtime
            .iter()
            .map(|month| {
                language.say_with(
                    "board-overtime",
                    [
                        ("month", FluentValue::from(language.month(month.year, month.month))),
                        ("hours", FluentValue::from(language.hours(month.minutes))),
                        ("cap", FluentValue::from(language.hours(month.cap))),
                    ],
                )
            })
            .collect(),
        breaches: breaches.map(|breach| breach_words(language, view, breach, &row.officer.name)).collect(),
        choices: view
            .shifts
            .iter()
            .filter(|shift| day.is_some_and(|day| shift.exists_on(day.date, day.hours)))
            .map(|shift| choice(language, shift, cell.shift.as_ref(), reasons))
            .collect(),
        free: cell_reasons::effect_words(language, reasons, None).filter(|_| cell.shift.is_some()),
        reasons: cell_reasons::reasons_panel(language, view, &officer, which.date, reasons),
    }
}

fn choice(language: Language, shift: &Shift, current: Option<&ShiftCode>, reasons: &CellReasons) -> Choice {
    let mut hours = language.times(shift.start, shift.end);
    if shift.overtime_minutes > 0 {
        hours.push_str(" · ");
        hours.push_str(
            &language.say_with("cell-overtime", [("hours", FluentValue::from(language.hours(shift.overtime_minutes)))]),
        );
    }
    Choice {
        code: shift.code.to_string(),
        class: wording::kind_class(Some(shift.kind)),
        name: wording::shift(language, shift),
        hours,
        current: current == Some(&shift.code),
        effect: cell_reasons::effect_words(language, reasons, Some(&shift.code)),
    }
}

/// Who works what on which day.
fn sentence(language: Language, view: &BoardView, row: &BoardRow, date: NaiveDate, shift: Option<&str>) -> String {
    let what = match shift {
        Some(code) => wording::shift_in_full(language, view, &ShiftCode::from(code)),
        None => language.say("cell-free"),
    };
    format!("{}, {}: {what}", row.officer.name, language.day(date))
}

/// What the change has done, for whoever hears the page: the cell, and how lawful and complete the roster is now.
fn outcome(language: Language, view: &BoardView, row: &BoardRow, cell: &BoardCell, date: NaiveDate) -> String {
    let mut words = sentence(language, view, row, date, cell.shift.as_ref().map(ShiftCode::as_str));
    if cell.pinned {
        words.push_str(", ");
        words.push_str(&language.say("cell-pinned"));
    }
    for chip in super::board_page::chips(language, view) {
        words.push_str(". ");
        words.push_str(&chip.text);
    }
    words
}
