//! From the text of one cell to a value: dates, times, numbers, words and lists.
//!
//! Every function takes a trimmed, non-empty cell and answers with the value or with what was expected.

use std::fmt::Display;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::expected::{Expected, Quantity};
use super::problem::Problem;
use crate::domain::procedure_group::Due;
use crate::domain::weekdays::Weekdays;

/// The value of a cell, or why there is none.
pub(super) type Parsed<T> = Result<T, Problem>;

/// Years outside are slips of the pen, and far enough from the ends of the calendar for all later arithmetic.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Above any count of people or dossiers, and small enough to be added up without care.
const MAX_COUNT: u32 = 1_000_000_000;

/// The text itself.
#[expect(clippy::unnecessary_wraps, reason = "has the shape of every other cell parser")]
pub(super) fn text(cell: &str) -> Parsed<String> {
    Ok(cell.to_owned())
}

/// `YYYY-MM-DD` or `DD/MM/YYYY`.
pub(super) fn date(cell: &str) -> Parsed<NaiveDate> {
    let parts = if let [_, _, _, _, b'-', _, _, b'-', _, _] = cell.as_bytes() {
        [cell.get(0..4), cell.get(5..7), cell.get(8..10)]
    } else {
        let mut parts = cell.split('/');
        let (day, month, year) = (parts.next(), parts.next(), parts.next());
        if parts.next().is_some() || year.is_none_or(|year| year.len() != 4) {
            return Err(Problem::BadDate);
        }
        [year, month, day]
    };
    let [Some(year), Some(month), Some(day)] = parts.map(|part| part.and_then(|part| digits(part, 4))) else {
        return Err(Problem::BadDate);
    };
    i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(Problem::BadDate)
}

/// `HH:MM`; `:00` may follow, as spreadsheets write it.
pub(super) fn time(cell: &str) -> Parsed<NaiveTime> {
    clock(cell).filter(|time| time.second() == 0).ok_or(Problem::BadTime)
}

/// A half-hour of the day.
pub(super) fn half_hour(cell: &str) -> Parsed<NaiveTime> {
    let start = time(cell)?;
    if start.minute().is_multiple_of(30) { Ok(start) } else { Err(Problem::WrongType { expected: Expected::HalfHour }) }
}

/// `YYYY-MM-DDTHH:MM`, in local time of `zone` unless an offset (`+07:00` or `Z`) follows.
///
/// A wall-clock time that occurs twice means the first; one that the clock skips is refused.
pub(super) fn date_time(cell: &str, zone: Tz) -> Parsed<DateTime<Utc>> {
    let (day, rest) = cell.split_once(['T', ' ']).ok_or(Problem::BadDateTime)?;
    let day = date(day).map_err(|_| Problem::BadDateTime)?;
    let at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (wall, offset) = rest.split_at_checked(at).ok_or(Problem::BadDateTime)?;
    let wall: NaiveDateTime = day.and_time(clock(wall).ok_or(Problem::BadDateTime)?);
    let instant = if offset.is_empty() {
        zone.from_local_datetime(&wall).earliest().map(|instant| instant.to_utc())
    } else {
        offset_seconds(offset)
            .and_then(chrono::FixedOffset::east_opt)
            .and_then(|offset| offset.from_local_datetime(&wall).single())
            .map(|instant| instant.to_utc())
    };
    instant.ok_or(Problem::BadDateTime)
}

/// A count of something: 0 or more.
pub(super) fn count(of: Quantity) -> impl Fn(&str) -> Parsed<u32> {
    move |cell| match integer(cell) {
        None if of == Quantity::Minutes => Err(Problem::WrongType { expected: Expected::WholeMinutes }),
        None => Err(Problem::WrongType { expected: Expected::WholeNumber }),
        Some(number) if number < 0 => Err(Problem::NegativeCount { of }),
        Some(number) => {
            u32::try_from(number).ok().filter(|count| *count <= MAX_COUNT).ok_or_else(|| out_of_range(0, MAX_COUNT))
        }
    }
}

/// Whole minutes from 0 to `maximum`.
pub(super) fn minutes(maximum: i32) -> impl Fn(&str) -> Parsed<i32> {
    move |cell| match integer(cell) {
        None => Err(Problem::WrongType { expected: Expected::WholeMinutes }),
        Some(number) if number < 0 => Err(Problem::NegativeCount { of: Quantity::Minutes }),
        Some(number) => {
            i32::try_from(number).ok().filter(|minutes| *minutes <= maximum).ok_or_else(|| out_of_range(0, maximum))
        }
    }
}

/// A whole number in `range`.
pub(super) fn whole(range: RangeInclusive<i64>) -> impl Fn(&str) -> Parsed<i64> {
    move |cell| match integer(cell) {
        None => Err(Problem::WrongType { expected: Expected::WholeNumber }),
        Some(number) if range.contains(&number) => Ok(number),
        Some(_) => Err(out_of_range(range.start(), range.end())),
    }
}

/// A decimal number from 0 to `maximum`.
pub(super) fn decimal(maximum: f64) -> impl Fn(&str) -> Parsed<f64> {
    move |cell| {
        // `str::parse` would also take `inf`, `nan` and exponents, which nobody means in a table.
        let plain = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
        match cell.parse::<f64>() {
            Ok(number) if plain && (0.0..=maximum).contains(&number) => Ok(number),
            Ok(_) if plain => Err(out_of_range(0, maximum)),
            _ => Err(Problem::WrongType { expected: Expected::Decimal }),
        }
    }
}

/// A number of at most three decimals, in thousandths and exact, since pay depends on it.
pub(super) fn thousandths(cell: &str) -> Parsed<u32> {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, "0"));
    let parts = digits(whole, 6).zip(digits(fraction, 3));
    let (whole, fraction_digits) = parts.ok_or(Problem::WrongType { expected: Expected::ThreeDecimals })?;
    let scale = [1000, 100, 10, 1].get(fraction.len()).copied().unwrap_or(1);
    Ok(whole * 1000 + fraction_digits * scale)
}

/// `yes` or `no`, also as spreadsheets write truth values.
pub(super) fn yes_no(cell: &str) -> Parsed<bool> {
    const YES: [&str; 3] = ["yes", "true", "1"];
    const NO: [&str; 3] = ["no", "false", "0"];
    if YES.iter().any(|word| cell.eq_ignore_ascii_case(word)) {
        Ok(true)
    } else if NO.iter().any(|word| cell.eq_ignore_ascii_case(word)) {
        Ok(false)
    } else {
        Err(Problem::WrongType { expected: Expected::YesNo })
    }
}

/// One of the given words.
pub(super) fn one_of<T: Copy>(choices: &'static [(&'static str, T)]) -> impl Fn(&str) -> Parsed<T> {
    move |cell| {
        choices
            .iter()
            .find(|(word, _)| *word == cell)
            .map(|(_, choice)| *choice)
            .ok_or_else(|| Problem::NotAllowed { allowed: choices.iter().map(|(word, _)| *word).collect() })
    }
}

/// A weekday, 1 = Monday.
pub(super) fn weekday(cell: &str) -> Parsed<u32> {
    digits(cell, 1).filter(|day| (1..=7).contains(day)).ok_or(Problem::WrongType { expected: Expected::Weekday })
}

/// A list of weekdays, or `*`.
pub(super) fn weekdays(cell: &str) -> Parsed<Weekdays> {
    if cell == "*" {
        return Ok(Weekdays::ALL);
    }
    let numbers: Option<Vec<u32>> = list(cell).map(|part| digits(part, 1)).collect();
    numbers
        .filter(|numbers| !numbers.is_empty())
        .and_then(Weekdays::from_numbers)
        .ok_or(Problem::WrongType { expected: Expected::Weekdays })
}

/// `same_day` or `days:N`.
pub(super) fn due(cell: &str) -> Parsed<Due> {
    if cell == "same_day" {
        return Ok(Due::SameDay);
    }
    cell.strip_prefix("days:")
        .and_then(|days| digits(days.trim(), 4))
        .map(Due::Days)
        .ok_or(Problem::WrongType { expected: Expected::Due })
}

/// The parts of a list cell, trimmed, without empty ones.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A problem that names the bounds, both included.
fn out_of_range(minimum: impl Display, maximum: impl Display) -> Problem {
    Problem::OutOfRange { minimum: format!("{minimum}"), maximum: format!("{maximum}") }
}

/// One to `most` digits and nothing else.
fn digits(part: &str, most: usize) -> Option<u32> {
    if part.is_empty() || part.len() > most {
        return None;
    }
    part.bytes().try_fold(0_u32, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// A whole number, whose sign may be written.
fn integer(cell: &str) -> Option<i64> {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Twenty digits are a number too; the caller's range refuses it.
    Some(cell.parse().unwrap_or(if cell.starts_with('-') { i64::MIN } else { i64::MAX }))
}

/// `H:MM`, `HH:MM` or `HH:MM:SS`.
fn clock(cell: &str) -> Option<NaiveTime> {
    let mut parts = cell.split(':');
    let hour = parts.next().and_then(|part| digits(part, 2))?;
    let minute = parts.next().filter(|part| part.len() == 2).and_then(|part| digits(part, 2))?;
    let second = match parts.next() {
        None => 0,
        Some(part) => digits(part, 2)?,
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// `Z`, `+07:00`, `+0700` or `+07` in seconds east of Greenwich.
fn offset_seconds(offset: &str) -> Option<i32> {
    if offset == "Z" {
        return Some(0);
    }
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let body = offset.get(1..)?;
    let (hours, minutes) = match body.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if body.len() == 4 => body.split_at_checked(2)?,
        None => (body, "0"),
    };
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    i32::try_from(hours * 3600 + minutes * 60)
        .ok()
        .filter(|_| hours <= 14 && minutes < 60)
        .map(|seconds| sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn both_ways_to_write_a_day_mean_the_same() {
        assert_eq!(date("2025-03-01"), Ok(day(2025, 3, 1)));
        assert_eq!(date("01/03/2025"), Ok(day(2025, 3, 1)));
        assert_eq!(date("1/3/2025"), Ok(day(2025, 3, 1)));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for cell in
            ["2025-02-30", "2025-13-01", "30/02/2025", "2025-2-1", "0202-01-01", "25/1/1", "2025-01-0é", "1/2/3/2025"]
        {
            assert_eq!(date(cell), Err(Problem::BadDate), "{cell}");
        }
        assert_eq!(date("2024-02-29"), Ok(day(2024, 2, 29)));
    }

    #[test]
    fn the_day_ends_at_23_59() {
        assert_eq!(time("23:59"), Ok(NaiveTime::from_hms_opt(23, 59, 0).expect("a time")));
        assert_eq!(time("7:30"), time("07:30:00"));
        for cell in ["24:00", "12:60", "12", "12:5", "-1:00", "07:30:15", "07:30:00:00"] {
            assert_eq!(time(cell), Err(Problem::BadTime), "{cell}");
        }
    }

    #[test]
    fn a_date_time_is_local_unless_it_says_otherwise() {
        let zone = chrono_tz::Asia::Ho_Chi_Minh;
        let local = date_time("2025-03-01T08:30", zone).expect("a date with a time");
        assert_eq!(local.to_rfc3339(), "2025-03-01T01:30:00+00:00");
        for same in ["2025-03-01T08:30+07:00", "2025-03-01T01:30Z", "2025-03-01T09:30:00+0800", "01/03/2025 08:30"] {
            assert_eq!(date_time(same, zone), Ok(local), "{same}");
        }
        for wrong in ["2025-03-01", "2025-03-01T", "2025-03-01T08:30+99:00", "2025-03-01T08:30+é"] {
            assert_eq!(date_time(wrong, zone), Err(Problem::BadDateTime), "{wrong}");
        }
    }

    #[test]
    fn a_wall_clock_time_that_is_skipped_is_refused() {
        assert_eq!(date_time("2025-03-30T02:30", chrono_tz::Europe::Berlin), Err(Problem::BadDateTime));
        assert!(date_time("2025-10-26T02:30", chrono_tz::Europe::Berlin).is_ok());
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        let received = count(Quantity::Dossiers);
        assert_eq!(received("0"), Ok(0));
        assert_eq!(received("-1"), Err(Problem::NegativeCount { of: Quantity::Dossiers }));
        assert_eq!(received("-99999999999999999999"), Err(Problem::NegativeCount { of: Quantity::Dossiers }));
        assert_eq!(received("1.0"), Err(Problem::WrongType { expected: Expected::WholeNumber }));
        assert!(matches!(received("99999999999999999999"), Err(Problem::OutOfRange { .. })));
        assert_eq!(minutes(1440)("480.5"), Err(Problem::WrongType { expected: Expected::WholeMinutes }));
        assert_eq!(minutes(1440)("1440"), Ok(1440));
        assert!(matches!(minutes(1440)("1441"), Err(Problem::OutOfRange { .. })));
    }

    #[test]
    fn decimals_take_a_point_only() {
        assert_eq!(decimal(1.0)("0.05"), Ok(0.05));
        for cell in ["0,05", "inf", "nan", "1e-1", "."] {
            assert_eq!(decimal(1.0)(cell), Err(Problem::WrongType { expected: Expected::Decimal }), "{cell}");
        }
        assert!(matches!(decimal(1.0)("1.01"), Err(Problem::OutOfRange { .. })));
    }

    #[test]
    fn thousandths_are_exact() {
        assert_eq!(thousandths("2.34"), Ok(2340));
        assert_eq!(thousandths("2"), Ok(2000));
        assert_eq!(thousandths("0.005"), Ok(5));
        assert!(thousandths("2.3456").is_err());
        assert!(thousandths("-1").is_err());
        assert!(thousandths("1.").is_err());
    }

    #[test]
    fn weekdays_are_one_to_seven_or_a_star() {
        assert_eq!(weekdays("*"), Ok(Weekdays::ALL));
        assert_eq!(weekdays("1; 2;3;4;5;"), Ok(Weekdays::WORKING));
        assert!(weekdays("0").is_err() && weekdays("8").is_err() && weekdays(";").is_err() && weekday("8").is_err());
    }

    #[test]
    fn due_is_the_same_day_or_days() {
        assert_eq!(due("same_day"), Ok(Due::SameDay));
        assert_eq!(due("days:3"), Ok(Due::Days(3)));
        assert!(due("days:").is_err() && due("days:-1").is_err() && due("3").is_err());
    }
}
