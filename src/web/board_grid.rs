//! The grid of the board: days across, cover per block above, one row for each officer.

use std::ops::Range;

use chrono::NaiveDate;
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::language::Language;
use super::wording;
use crate::application::views::{BlockCover, BoardCell, BoardDay, BoardRow, BoardView, Cover, MonthOvertime};
use crate::domain::calendar::DayKind;
use crate::domain::officer::{Officer, OvertimeStanding};
use crate::domain::rules::{Breach, Severity};
use crate::domain::shift::{Shift, ShiftKind};

/// The grid.
#[derive(Serialize)]
pub struct Grid {
    people: String,
    days: Vec<DayHead>,
    cover: Vec<CoverRow>,
    rows: Vec<OfficerRow>,
}

#[derive(Serialize)]
struct DayHead {
    date: NaiveDate,
    weekday: String,
    /// Day and month; a narrow column shows the day alone.
    number: String,
    month: String,
    /// In full, with the name of a holiday.
    title: String,
    class: String,
    /// Whether the day stands under an emergency order.
    ordered: bool,
    /// Codes of the shifts that exist on the day, for the keyboard.
    shifts: String,
}

#[derive(Serialize)]
struct CoverRow {
    name: String,
    span: String,
    cells: Vec<CoverCell>,
}

#[derive(Serialize)]
struct CoverCell {
    class: String,
    /// Nothing is asked that day when empty.
    figures: String,
    sign: &'static str,
    /// In words, with the skills that are missing.
    words: String,
}

#[derive(Serialize)]
struct OfficerRow {
    code: String,
    name: String,
    skills: String,
    skills_in_full: String,
    months: Vec<MonthBar>,
    evenings: String,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct MonthBar {
    class: &'static str,
    /// The month, as short as it can be told.
    label: String,
    width: String,
    figures: String,
    words: String,
}

#[derive(Serialize)]
struct Cell {
    id: String,
    date: NaiveDate,
    class: String,
    code: String,
    away: bool,
    pinned: bool,
    changed: bool,
    breach: bool,
    words: String,
}

/// What of the period is shown, and which week of it on a phone.
pub struct Shown {
    /// Positions of the days.
    pub days: Range<usize>,
    /// Positions of the days of the one week that a phone shows.
    pub phone_week: Range<usize>,
    /// Today, for its mark.
    pub today: NaiveDate,
}

/// The grid of `view`, as far as it is shown.
pub fn grid(language: Language, view: &BoardView, shown: &Shown) -> Grid {
    let days = || view.days.iter().enumerate().filter(|(at, _)| shown.days.contains(at));
    Grid {
        people: language.say_with("board-people", [("count", FluentValue::from(view.rows.len()))]),
        days: days().map(|(at, day)| day_head(language, view, shown, at, day)).collect(),
        cover: view.cover.iter().map(|row| cover_row(language, view, shown, row)).collect(),
        rows: view.rows.iter().map(|row| officer_row(language, view, shown, row)).collect(),
    }
}

fn day_head(language: Language, view: &BoardView, shown: &Shown, at: usize, day: &BoardDay) -> DayHead {
    let exists = |shift: &&Shift| shift.exists_on(day.date, day.hours);
    let in_full = language.day_month(day.date);
    let (number, month) =
        in_full.split_at(in_full.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(in_full.len()));
    let (number, month) = (number.to_owned(), month.to_owned());
    let mut class = day_class(shown, at, day);
    if day.date == shown.today {
        class.push_str(" today");
    }
    if is_idle(view, at, day) {
        class.push_str(" idle");
    }
    let is_ordered = view.orders.iter().any(|held| held.order.days().covers(&view.centre.code, day.date));
    if is_ordered {
        class.push_str(" ordered");
    }
    let order = if is_ordered { format!(" · {}", language.say("day-ordered")) } else { String::new() };
    DayHead {
        date: day.date,
        weekday: language.weekday(day.date),
        number,
        month,
        title: format!(
            "{} {}{}{order}",
            language.weekday_long(day.date),
            language.date(day.date),
            kind_words(language, &day.kind)
        ),
        ordered: is_ordered,
        class,
        shifts: view.shifts.iter().filter(exists).map(|shift| shift.code.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// The classes of a day's column.
fn day_class(shown: &Shown, at: usize, day: &BoardDay) -> String {
    let mut class = String::from("day");
    if !day.kind.is_working() {
        class.push_str(" rest");
    }
    if !shown.phone_week.contains(&at) {
        class.push_str(" wide-only");
    }
    if at > shown.days.start && at.is_multiple_of(7) {
        class.push_str(" week-start");
    }
    class
}

/// Whether nobody works and nothing is asked that day, so that its column may be narrow.
fn is_idle(view: &BoardView, at: usize, day: &BoardDay) -> bool {
    !day.kind.is_working()
        && view.rows.iter().all(|row| row.cells.get(at).is_none_or(|cell| cell.shift.is_none()))
        && view.cover.iter().all(|row| row.days.get(at).is_none_or(Option::is_none))
}

fn kind_words(language: Language, kind: &DayKind) -> String {
    let key = match kind {
        DayKind::Working | DayKind::WeeklyRest => return String::new(),
        DayKind::Holiday { name } => return format!(" · {}", holiday(language, name)),
        DayKind::OffInLieu => "day-off-in-lieu",
        DayKind::WorkInLieu => "day-work-in-lieu",
        DayKind::Compensatory => "day-compensatory",
        DayKind::Closed => "day-closed",
    };
    format!(" · {}", language.say(key))
}

/// The name of a holiday: feasts are known by a stable name such as `tet+1`, others keep the wording of their notice.
pub fn holiday(language: Language, name: &str) -> String {
    let feast = name.trim_end_matches(|end: char| end.is_ascii_digit()).trim_end_matches(['+', '-']);
    language.word(&format!("holiday-{feast}")).unwrap_or_else(|| name.to_owned())
}

fn cover_row(language: Language, view: &BoardView, shown: &Shown, row: &BlockCover) -> CoverRow {
    let name = wording::block(language, &row.block.code);
    let days = row.days.iter().zip(&view.days).enumerate().filter(|(at, _)| shown.days.contains(at));
    CoverRow {
        span: wording::span(language, &row.block),
        cells: days
            .map(|(at, (cover, day))| {
                let there = cover.as_ref().map_or(0, |cover| there(view, row, cover, at));
                cover_cell(language, (&name, there), shown, at, day, cover.as_ref())
            })
            .collect(),
        name,
    }
}

/// Officers who are there in the block and have a skill that it asks for; those beyond the wanted ones are a surplus. Outside
/// office hours whoever serves no counter is counted too: they would be there for nothing.
fn there(view: &BoardView, row: &BlockCover, cover: &Cover, at: usize) -> i32 {
    let exists = |shift: &Shift| view.days.get(at).is_some_and(|day| shift.exists_on(day.date, day.hours));
    let mut serving = view.shifts.iter().filter(|shift| shift.blocks.contains(&row.block.code));
    let is_office = serving.any(|shift| shift.kind == ShiftKind::Regular && exists(shift));
    let serves = |cell: &BoardCell| {
        let shift = cell.shift.as_ref().and_then(|code| view.shifts.iter().find(|shift| shift.code == *code));
        shift.is_some_and(|shift| shift.blocks.contains(&row.block.code))
    };
    let fits = |officer: &Officer| cover.skills.iter().any(|wanted| officer.skills.contains(&wanted.skill));
    let officers = view
        .rows
        .iter()
        .filter(|officer| officer.cells.get(at).is_some_and(serves) && (!is_office || fits(&officer.officer)));
    i32::try_from(officers.count()).unwrap_or(i32::MAX)
}

fn cover_cell(
    language: Language,
    (block, there): (&str, i32),
    shown: &Shown,
    at: usize,
    day: &BoardDay,
    cover: Option<&Cover>,
) -> CoverCell {
    let class = day_class(shown, at, day);
    let Some(cover) = cover else {
        return CoverCell { class, figures: String::new(), sign: "", words: String::new() };
    };
    let missing = cover.want - cover.have;
    // Only who is there beyond a complete block is a surplus; where a skill is missing, others cannot make up for it.
    let surplus = if missing > 0 { 0 } else { (there - cover.want).max(0) };
    let (level, sign) = match missing {
        i32::MIN..=0 if surplus > 0 => ("over", "+"),
        i32::MIN..=0 => ("ok", "●"),
        1 if cover.missing_floor == 0 => ("warn", "▽"),
        _ => ("bad", "▼"),
    };
    let skills: Vec<String> = cover
        .skills
        .iter()
        .filter(|skill| skill.have < skill.want)
        .map(|skill| format!("{} {}", wording::skill(language, &skill.skill), skill.want - skill.have))
        .collect();
    let words = language.say_with(
        match (skills.is_empty(), surplus) {
            (false, _) => "cover-short",
            (true, 0) => "cover-full",
            (true, _) => "cover-over",
        },
        [
            ("block", FluentValue::from(block)),
            ("day", FluentValue::from(language.day(day.date))),
            ("have", FluentValue::from(cover.have + surplus)),
            ("surplus", FluentValue::from(surplus)),
            ("want", FluentValue::from(cover.want)),
            ("skills", FluentValue::from(skills.join(", "))),
        ],
    );
    let figures = format!("{}/{}", cover.have + surplus, cover.want);
    CoverCell { class: format!("{class} {level}"), figures, sign, words }
}

fn officer_row(language: Language, view: &BoardView, shown: &Shown, row: &BoardRow) -> OfficerRow {
    let officer = &row.officer;
    let join = |word: fn(Language, &_) -> String, between: &str| {
        officer.skills.iter().map(|skill| word(language, skill)).collect::<Vec<_>>().join(between)
    };
    let days = row.cells.iter().zip(&view.days).enumerate().filter(|(at, _)| shown.days.contains(at));
    let months = row.overtime.iter().filter(|month| {
        use chrono::Datelike;
        view.days[shown.days.clone()].iter().any(|day| (day.date.year(), day.date.month()) == (month.year, month.month))
    });
    let barred = officer.overtime == OvertimeStanding::Barred;
    OfficerRow {
        code: officer.code.to_string(),
        name: officer.name.clone(),
        skills: join(wording::skill_short, " "),
        skills_in_full: join(wording::skill, ", "),
        months: months.map(|month| month_bar(language, *month, barred)).collect(),
        evenings: language.say_with("board-evenings", [("count", FluentValue::from(row.evenings))]),
        cells: days.map(|(at, (cell, day))| board_cell(language, view, shown, row, at, cell, day)).collect(),
    }
}

fn month_bar(language: Language, month: MonthOvertime, barred: bool) -> MonthBar {
    // From three quarters of the cap on the bar warns; the cap itself may be reached, not passed.
    let class = match month.minutes {
        minutes if minutes > month.cap => "bad",
        minutes if minutes >= month.cap => "bad",
        minutes if minutes * 4 >= month.cap * 3 => "warn",
        _ => "ok",
    };
    let share = f64::from(month.minutes.clamp(0, month.cap.max(1))) / f64::from(month.cap.max(1));
    let figures =
        language.to_the_right(format!("{}/{}", language.hours_bare(month.minutes), language.hours_bare(month.cap)));
    let words = language.say_with(
        if barred { "board-overtime-barred" } else { "board-overtime" },
        [
            ("month", FluentValue::from(language.month(month.year, month.month))),
            ("hours", FluentValue::from(language.hours(month.minutes))),
            ("cap", FluentValue::from(language.hours(month.cap))),
        ],
    );
    let label = language.say(&format!("month-short-{}", month.month));
    MonthBar { class, label, width: format!("{:.1}%", share * 100.0), figures, words }
}

fn board_cell(
    language: Language,
    view: &BoardView,
    shown: &Shown,
    row: &BoardRow,
    at: usize,
    cell: &BoardCell,
    day: &BoardDay,
) -> Cell {
    let breach = is_breach(view, cell);
    let mut class = day_class(shown, at, day);
    if cell.away && cell.shift.is_none() && day.kind.is_working() {
        class.push_str(" away");
    }
    Cell {
        id: cell_id(row.officer.code.as_str(), day.date),
        date: day.date,
        class: format!("{class} kind-{}", wording::kind_class(cell.kind)),
        code: cell.shift.as_ref().map(ToString::to_string).unwrap_or_default(),
        away: cell.away && cell.shift.is_none() && day.kind.is_working(),
        pinned: cell.pinned,
        changed: cell.changed,
        breach,
        words: cell_words(language, view, row, cell, day, breach),
    }
}

/// The place of a cell in the page.
pub fn cell_id(officer: &str, date: NaiveDate) -> String {
    format!("c-{officer}-{date}")
}

/// Whether the cell itself brings a breach. Overtime counted over many days is brought by the days with overtime.
fn is_breach(view: &BoardView, cell: &BoardCell) -> bool {
    let shift = cell.shift.as_ref().and_then(|code| view.shifts.iter().find(|shift| shift.code == *code));
    let overtime = shift.is_some_and(|shift| shift.overtime_minutes > 0);
    let hard = |breach: &&Breach| breach.severity == Severity::Hard;
    cell.breaches.iter().filter_map(|at| view.breaches.get(*at)).filter(hard).any(|breach| {
        let by_overtime = matches!(
            breach.rule,
            "overtime-monthly" | "overtime-yearly" | "raised-caps" | "overtime-minutes" | "consent"
        );
        overtime || !by_overtime
    })
}

/// The cell for whoever hears the page.
fn cell_words(
    language: Language,
    view: &BoardView,
    row: &BoardRow,
    cell: &BoardCell,
    day: &BoardDay,
    breach: bool,
) -> String {
    let what = match &cell.shift {
        Some(code) => wording::shift_in_full(language, view, code),
        None if cell.away => language.say("cell-away"),
        None => language.say("cell-free"),
    };
    let mut words = format!("{}, {}: {what}", row.officer.name, language.day(day.date));
    for (holds, key) in [(cell.pinned, "cell-pinned"), (cell.changed, "cell-changed"), (breach, "cell-breach")] {
        if holds {
            words.push_str(", ");
            words.push_str(&language.say(key));
        }
    }
    words
}
