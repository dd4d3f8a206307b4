//! The officer's page in the reader's words, phone first.

use chrono::{Datelike, Days};
use serde::Serialize;

use super::language::{Language, Message};
use super::month::neighbours;
use super::wording;
use crate::application::views::{OwnDay, OwnHoursView};
use crate::domain::shift::Shift;

/// Shifts ahead that are listed before the others fold away.
const FIRST_SHIFTS: usize = 7;
/// From this share of a cap on, the meter warns.
const NEAR_CAP: f64 = 0.8;

/// `templates/me/show.hbs`
#[derive(Serialize)]
pub struct OwnHoursPage {
    next: Option<NextShift>,
    month: String,
    previous_href: String,
    next_href: String,
    /// The way back to the month of today, which has a name too; none where it is shown.
    back_to: Option<String>,
    weekdays: Vec<WeekdayName>,
    weeks: Vec<Vec<Cell>>,
    legend: Vec<LegendEntry>,
    meters: Vec<Meter>,
    week: String,
    evenings_label: String,
    evenings: String,
    ahead: Vec<ShiftAhead>,
    more_ahead: Vec<ShiftAhead>,
    more_label: String,
    published: String,
}

#[derive(Serialize)]
struct NextShift {
    label: String,
    day: String,
    times: String,
    kind: &'static str,
    shift: String,
    about: String,
}

#[derive(Serialize)]
struct WeekdayName {
    short: String,
    long: String,
}

/// One day of the calendar.
#[derive(Serialize)]
struct Cell {
    number: u32,
    /// The kind of shift, `away`, `holiday` or `free`; also the class of its colour.
    state: &'static str,
    code: String,
    today: bool,
    /// Of the month before or after.
    outside: bool,
    words: String,
}

#[derive(PartialEq, Serialize)]
struct LegendEntry {
    kind: &'static str,
    code: String,
    name: String,
}

#[derive(Serialize)]
struct Meter {
    label: String,
    hours: String,
    cap: String,
    state: &'static str,
    sign: &'static str,
    width: f64,
    left: String,
}

#[derive(Serialize)]
struct ShiftAhead {
    day: String,
    times: String,
    kind: &'static str,
    shift: String,
}

impl OwnHoursPage {
    /// Words `view`.
    #[must_use]
    pub fn new(language: Language, view: &OwnHoursView) -> Self {
        let (previous, next) = neighbours(view.year_month);
        let (year, _) = view.year_month;
        let this_month = (view.today.year(), view.today.month());
        let of_month =
            |key, (year, month)| language.tell(&Message::new(key).with("month", language.month(year, month)));
        let after_next = view.next.as_ref().map_or(view.today, |next| next.date);
        let mut ahead: Vec<ShiftAhead> = view
            .ahead
            .iter()
            .filter(|day| day.date > after_next)
            .filter_map(|day| shift_ahead(language, day))
            .collect();
        let more_ahead = ahead.split_off(ahead.len().min(FIRST_SHIFTS));
        let month_meter =
            (of_month("me-hours-month", view.year_month), view.month_overtime.minutes, view.month_overtime.cap);
        let year_label = language.tell(&Message::new("me-hours-year").with("year", year.to_string()));
        Self {
            next: view.next.as_ref().and_then(|next| next_shift(language, view, next)),
            month: of_month("me-month", view.year_month),
            previous_href: format!("/me?month={previous}"),
            next_href: format!("/me?month={next}"),
            back_to: (view.year_month != this_month).then(|| of_month("me-month-current", this_month)),
            weekdays: weekdays(language, &view.month),
            weeks: view
                .month
                .chunks(7)
                .map(|week| week.iter().map(|day| cell(language, view, day)).collect())
                .collect(),
            legend: legend(language, &view.month),
            meters: vec![meter(language, month_meter), meter(language, (year_label, view.year_minutes, view.year_cap))],
            week: language.hours(view.week_minutes),
            evenings_label: of_month("me-evenings", view.year_month),
            evenings: language.tell(&Message::new("me-evenings-count").count("count", view.evenings)),
            more_label: language.tell(&Message::new("me-ahead-more").count("count", more_ahead.len())),
            ahead,
            more_ahead,
            published: match view.published_until {
                Some(day) => language.tell(&Message::new("me-published-until").with("day", language.date(day))),
                None => language.say("me-published-none"),
            },
        }
    }
}

fn next_shift(language: Language, view: &OwnHoursView, next: &OwnDay) -> Option<NextShift> {
    let shift = next.shift.as_ref()?;
    let day = format!("{} {}", language.weekday_long(next.date), language.day_month(next.date));
    let day = if next.date == view.today {
        language.tell(&Message::new("me-today").with("day", inside_sentence(language, &day)))
    } else if next.date == view.today + Days::new(1) {
        language.tell(&Message::new("me-tomorrow").with("day", inside_sentence(language, &day)))
    } else {
        day
    };
    let mut about = vec![view.centre.name.clone()];
    about.push(language.tell(&Message::new("me-colleagues").count("count", view.colleagues_on_next)));
    if shift.overtime_minutes > 0 {
        let overtime = Message::new("me-overtime-part").with("hours", language.hours(shift.overtime_minutes));
        about.push(language.tell(&overtime));
    }
    Some(NextShift {
        label: language.say(if next.date == view.today { "me-next-now" } else { "me-next" }),
        day,
        times: times(language, shift),
        kind: wording::kind_class(Some(shift.kind)),
        shift: wording::shift(language, shift),
        about: about.join(" · "),
    })
}

/// Vietnamese writes weekdays inside a sentence in small letters.
fn inside_sentence(language: Language, text: &str) -> String {
    let mut letters = text.chars();
    match (language, letters.next()) {
        (Language::Vietnamese, Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

fn times(language: Language, shift: &Shift) -> String {
    let message =
        Message::new("me-times").with("start", language.time(shift.start)).with("end", language.time(shift.end));
    language.tell(&message)
}

fn weekdays(language: Language, month: &[OwnDay]) -> Vec<WeekdayName> {
    month
        .iter()
        .take(7)
        .map(|day| WeekdayName { short: language.weekday(day.date), long: language.weekday_long(day.date) })
        .collect()
}

fn cell(language: Language, view: &OwnHoursView, own: &OwnDay) -> Cell {
    let day = format!("{} {}", language.weekday_long(own.date), language.day_month(own.date));
    let say = |key: &'static str| Message::new(key).with("day", day.as_str());
    // A published shift on a holiday is worked; leave that was granted after publication is not.
    let (state, code, words) = match &own.shift {
        Some(shift) if !own.away => (
            wording::kind_class(Some(shift.kind)),
            shift.code.to_string(),
            say("me-day-shift")
                .with("shift", wording::shift(language, shift))
                .with("start", language.time(shift.start))
                .with("end", language.time(shift.end)),
        ),
        _ if own.away => ("away", language.say("me-cell-away"), say("me-day-away")),
        _ if own.day_off => ("holiday", language.say("me-cell-holiday"), say("me-day-holiday")),
        _ => ("free", String::new(), say("me-day-free")),
    };
    Cell {
        number: own.date.day(),
        state,
        code,
        today: own.date == view.today,
        outside: (own.date.year(), own.date.month()) != view.year_month,
        words: language.tell(&words),
    }
}

/// The shifts of the month, each once, in the order of their first day.
fn legend(language: Language, month: &[OwnDay]) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    for shift in month.iter().filter_map(|day| day.shift.as_ref()) {
        let entry = LegendEntry {
            kind: wording::kind_class(Some(shift.kind)),
            code: shift.code.to_string(),
            name: wording::shift(language, shift),
        };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries
}

fn meter(language: Language, (label, minutes, cap): (String, i32, i32)) -> Meter {
    let share = if cap > 0 { f64::from(minutes) / f64::from(cap) } else { 0.0 };
    let left = language.hours((cap - minutes).max(0));
    let (state, sign, words) = match share {
        share if share >= 1.0 => ("bad", "▲", Message::new("me-at-cap")),
        share if share >= NEAR_CAP => ("warn", "△", Message::new("me-near-cap").with("hours", left)),
        _ => ("ok", "●", Message::new("me-left").with("hours", left)),
    };
    Meter {
        label,
        hours: language.hours_bare(minutes),
        cap: language.tell(&Message::new("me-of-cap").with("cap", language.hours(cap))),
        state,
        sign,
        width: (share * 100.0).clamp(0.0, 100.0).round(),
        left: language.tell(&words),
    }
}

fn shift_ahead(language: Language, own: &OwnDay) -> Option<ShiftAhead> {
    let shift = own.shift.as_ref()?;
    Some(ShiftAhead {
        day: language.day(own.date),
        times: times(language, shift),
        kind: wording::kind_class(Some(shift.kind)),
        shift: wording::shift(language, shift),
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::application::views::MonthOvertime;
    use crate::domain::centre::{Centre, CentreLevel, CentreScope};
    use crate::domain::officer::{Officer, OvertimeStanding, WorkerType};
    use crate::domain::shift::ShiftKind;
    use crate::domain::weekdays::Weekdays;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn evening() -> Shift {
        Shift {
            scope: CentreScope::All,
            code: "RV".into(),
            name_vi: "Hành chính và tối".to_owned(),
            name_en: "Regular and evening".to_owned(),
            kind: ShiftKind::Evening,
            blocks: Vec::new(),
            start: "07:30:00".parse().expect("a time"),
            end: "21:00:00".parse().expect("a time"),
            normal_minutes: 480,
            overtime_minutes: 210,
            weekdays: Weekdays::ALL,
            shift_change: false,
            from: None,
            to: None,
        }
    }

    fn own_day(day: NaiveDate, shift: Option<Shift>, away: bool, day_off: bool) -> OwnDay {
        OwnDay { date: day, shift, away, day_off }
    }

    fn view() -> OwnHoursView {
        let first = date("2026-11-30");
        let month: Vec<OwnDay> = first
            .iter_days()
            .take(35)
            .map(|day| match day.to_string().as_str() {
                "2026-12-08" => own_day(day, Some(evening()), false, false),
                "2026-12-21" => own_day(day, Some(evening()), true, false),
                "2027-01-01" => own_day(day, None, false, true),
                _ => own_day(day, None, false, false),
            })
            .collect();
        OwnHoursView {
            officer: Officer {
                code: "SB-07".into(),
                name: "Cán bộ 07".to_owned(),
                centre: "SB".into(),
                agency: None,
                worker_type: WorkerType::CC,
                skills: Vec::new(),
                lapsed: Vec::new(),
                weekly_minutes: 2400,
                signatory: false,
                overtime: OvertimeStanding::Allowed,
                barred_until: None,
                joined: None,
                left: None,
            },
            centre: Centre {
                code: "SB".into(),
                name: "Sông Bắc".to_owned(),
                level: CentreLevel::Ward,
                parent: None,
                population: None,
                counters: None,
                open_days: Weekdays::WORKING,
            },
            today: date("2026-12-07"),
            next: Some(month[8].clone()),
            colleagues_on_next: 3,
            ahead: month.iter().filter(|day| day.shift.is_some()).cloned().collect(),
            month,
            year_month: (2026, 12),
            month_overtime: MonthOvertime { year: 2026, month: 12, minutes: 26 * 60, cap: 40 * 60 },
            year_minutes: 200 * 60,
            year_cap: 200 * 60,
            week_minutes: 210,
            evenings: 1,
            published_until: Some(date("2027-01-03")),
        }
    }

    #[test]
    fn the_next_shift_says_day_hours_place_and_overtime() {
        let page = OwnHoursPage::new(Language::Vietnamese, &view());
        let next = page.next.expect("a next shift");
        assert!(next.day.contains("08/12"), "{}", next.day);
        assert_eq!(next.times, "07:30 – 21:00");
        assert!(next.about.contains("Sông Bắc") && next.about.contains("3,5"), "{}", next.about);
    }

    #[test]
    fn leave_hides_the_shift_and_a_holiday_is_named() {
        let page = OwnHoursPage::new(Language::English, &view());
        let cells: Vec<&Cell> = page.weeks.iter().flatten().collect();
        assert_eq!(page.weeks.len(), 5);
        assert_eq!((cells[8].state, cells[8].code.as_str()), ("evening", "RV"));
        assert_eq!(cells[21].state, "away");
        assert_eq!((cells[32].state, cells[32].outside), ("holiday", true));
        assert!(cells[7].today && !cells[8].today);
    }

    #[test]
    fn a_reached_cap_is_bad_and_a_far_one_tells_what_is_left() {
        let page = OwnHoursPage::new(Language::Vietnamese, &view());
        assert_eq!((page.meters[0].state, page.meters[1].state), ("ok", "bad"));
        assert!(page.meters[0].left.contains("14"), "{}", page.meters[0].left);
        assert_eq!(meter(Language::English, (String::new(), 32 * 60, 40 * 60)).state, "warn");
    }

    #[test]
    fn the_list_begins_after_the_next_shift_and_the_months_turn() {
        let page = OwnHoursPage::new(Language::Vietnamese, &view());
        assert_eq!(page.ahead.len(), 1);
        assert_eq!((page.previous_href.as_str(), page.next_href.as_str()), ("/me?month=2026-11", "/me?month=2027-01"));
        assert_eq!(page.back_to, None);
    }

    #[test]
    fn the_labels_of_another_month_name_it_and_the_way_back_names_the_month_of_today() {
        let shown = OwnHoursView { today: date("2026-11-23"), ..view() };
        for (language, of_shown, of_today) in [
            (Language::Vietnamese, "12/2026", "11/2026"),
            (Language::English, "December 2026", "November 2026"),
            (Language::Arabic, "ديسمبر 2026", "نوفمبر 2026"),
        ] {
            let page = OwnHoursPage::new(language, &shown);
            assert!(page.evenings_label.contains(of_shown), "{}", page.evenings_label);
            assert!(page.back_to.as_ref().is_some_and(|back| back.contains(of_today)), "{:?}", page.back_to);
        }
    }
}
