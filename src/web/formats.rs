//! Numbers, days and times as the reader writes them: `T3 15/12`, `38,5 g`, `99,6 %` or `Tue 15 Dec`, `38.5 h`, `99.6%`.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Asia::Ho_Chi_Minh;

use super::language::{Language, Message};
use crate::domain::weekdays::Weekdays;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Language {
    /// A number with `digits` decimals and separated thousands.
    #[must_use]
    pub fn number(self, value: f64, digits: usize) -> String {
        self.written(&format!("{value:.digits$}"))
    }

    /// A number of nothing or more to the tenth. More than nothing and less than a tenth is neither `0,0` nor `0,1`: it is
    /// told in words.
    #[must_use]
    pub fn tenths(self, value: f64) -> String {
        let tenth = 0.1;
        if 0.0 < value && value < tenth {
            return self.tell(&Message::new("number-under").with("figure", self.number(tenth, 1)));
        }
        self.number(value, 1)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(self, value: impl ToString) -> String {
        self.written(&value.to_string())
    }

    /// A number written as a program does, `-1234.5`, as the reader writes it.
    fn written(self, plain: &str) -> String {
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |rest| (self.minus(), rest));
        let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
        let (thousands, comma) = match self {
            Self::Vietnamese => ('.', ','),
            Self::English | Self::Arabic => (',', '.'),
        };
        let is_zero = plain.chars().all(|digit| digit == '0' || digit == '.');
        let mut text = if is_zero { String::new() } else { sign.to_owned() };
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(comma);
            text.push_str(decimals);
        }
        text
    }

    /// The minus sign. Among letters that run to the left, a bare one would fall behind its number.
    fn minus(self) -> &'static str {
        if self.direction() == "rtl" { "\u{200e}−" } else { "−" }
    }

    /// A share of one as per cent.
    #[must_use]
    pub fn percent(self, share: f64, digits: usize) -> String {
        let number = self.number(share * 100.0, digits);
        match self {
            Self::Vietnamese => format!("{number}\u{a0}%"),
            Self::English => format!("{number}%"),
            // The mark makes the sign stand to the left of the number wherever the two are, as it does after a letter.
            Self::Arabic => format!("\u{61c}{number}٪"),
        }
    }

    /// Hours without their unit: `38,5`, `40`.
    #[must_use]
    pub fn hours_bare(self, minutes: i32) -> String {
        let hours = f64::from(minutes) / 60.0;
        let digits = match minutes.rem_euclid(60) {
            0 => 0,
            30 | 6 | 12 | 18 | 24 | 36 | 42 | 48 | 54 => 1,
            _ => 2,
        };
        self.number(hours, digits)
    }

    /// Hours: `38,5 g`, `38.5 h`.
    #[must_use]
    pub fn hours(self, minutes: i32) -> String {
        self.in_hours(&self.hours_bare(minutes))
    }

    fn in_hours(self, figure: &str) -> String {
        let unit = match self {
            Self::Vietnamese => "g",
            Self::English => "h",
            Self::Arabic => "س",
        };
        format!("{figure}\u{a0}{unit}")
    }

    /// Hours with one decimal, whole ones too, so that the figures of a column look alike: `43,0 g`.
    #[must_use]
    pub fn hours_to_the_tenth(self, minutes: i32) -> String {
        self.in_hours(&self.number(f64::from(minutes) / 60.0, 1))
    }

    /// Figures that run to the right in every language, such as `07:30–17:00`: among letters that run to the left they
    /// would turn around.
    #[must_use]
    pub fn to_the_right(self, figures: String) -> String {
        if self.direction() == "rtl" { format!("\u{2066}{figures}\u{2069}") } else { figures }
    }

    /// The weekday in its shortest form: `T3`, `Tue`.
    #[must_use]
    pub fn weekday(self, date: NaiveDate) -> String {
        self.say(&format!("weekday-{}", weekday_key(date)))
    }

    /// The weekday in full: `Thứ ba`, `Tuesday`.
    #[must_use]
    pub fn weekday_long(self, date: NaiveDate) -> String {
        self.say(&format!("weekday-long-{}", weekday_key(date)))
    }

    /// Weekdays in their shortest form: `T2, T3`, `Mon, Tue`.
    #[must_use]
    pub fn weekdays(self, weekdays: Weekdays) -> String {
        let numbers = weekdays.numbers().filter_map(|number| WEEKDAYS.get(number as usize - 1));
        let names: Vec<String> = numbers.map(|key| self.say(&format!("weekday-{key}"))).collect();
        names.join(&self.say("list-separator"))
    }

    /// Day and month: `15/12`, `15 Dec`.
    #[must_use]
    pub fn day_month(self, date: NaiveDate) -> String {
        match self {
            Self::Vietnamese => date.format("%d/%m").to_string(),
            Self::English => format!("{} {}", date.day(), self.month_short(date.month())),
            Self::Arabic => format!("{}/{}", date.day(), date.month()),
        }
    }

    /// Weekday, day and month: `T3 15/12`, `Tue 15 Dec`.
    #[must_use]
    pub fn day(self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday(date), self.day_month(date))
    }

    /// A day with its year: `15/12/2026`, `15 Dec 2026`.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        match self {
            Self::Vietnamese => date.format("%d/%m/%Y").to_string(),
            Self::English | Self::Arabic => {
                format!("{} {} {}", date.day(), self.month_short(date.month()), date.year())
            }
        }
    }

    /// The first and the last of some days: `07/12/2026 – 03/01/2027`.
    #[must_use]
    pub fn dates(self, first: NaiveDate, last: NaiveDate) -> String {
        format!("{} – {}", self.date(first), self.date(last))
    }

    /// The same, short: `T3 15/12` or `T3 15/12 – T5 17/12`.
    #[must_use]
    pub fn days(self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last { self.day(first) } else { format!("{} – {}", self.day(first), self.day(last)) }
    }

    /// A month: `12/2026`, `December 2026`.
    #[must_use]
    pub fn month(self, year: i32, month: u32) -> String {
        match self {
            Self::Vietnamese => format!("{month:02}/{year}"),
            Self::English | Self::Arabic => format!("{} {year}", self.say(&format!("month-long-{month}"))),
        }
    }

    /// A time of the day: `07:30`.
    #[must_use]
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// A span of the day: `07:30–17:00`.
    #[must_use]
    pub fn times(self, start: NaiveTime, end: NaiveTime) -> String {
        self.to_the_right(format!("{}–{}", self.time(start), self.time(end)))
    }

    /// An instant, given in UTC, on the clock of the centres: `15:04 T3 15/12/2026`.
    #[must_use]
    pub fn instant(self, utc: NaiveDateTime) -> String {
        let local = Utc.from_utc_datetime(&utc).with_timezone(&Ho_Chi_Minh).naive_local();
        format!("{} {}", local.format("%H:%M"), self.date(local.date()))
    }

    fn month_short(self, month: u32) -> String {
        self.say(&format!("month-{month}"))
    }
}

fn weekday_key(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuesday() -> NaiveDate {
        "2026-12-15".parse().expect("a date")
    }

    #[test]
    fn numbers_are_written_as_the_reader_writes_them() {
        assert_eq!(Language::Vietnamese.number(1234.56, 1), "1.234,6");
        assert_eq!(Language::English.number(1_234_567.0, 0), "1,234,567");
        assert_eq!(Language::English.number(-0.001, 1), "0.0");
        assert_eq!(Language::Arabic.number(-12.0, 0), "\u{200e}−12");
        assert_eq!(Language::Vietnamese.percent(0.996, 1), "99,6\u{a0}%");
        assert_eq!(Language::Arabic.percent(0.996, 1), "\u{61c}99.6٪");
        assert_eq!(Language::Vietnamese.hours(38 * 60 + 30), "38,5\u{a0}g");
        assert_eq!(Language::English.hours(40 * 60), "40\u{a0}h");
        assert_eq!(Language::English.hours_bare(12 * 60 + 45), "12.75");
        assert_eq!(Language::Vietnamese.tenths(19.04), "19,0");
        assert_eq!(Language::Vietnamese.tenths(0.06), "dưới 0,1");
        assert_eq!(Language::English.tenths(0.02), "under 0.1");
        assert_eq!((Language::English.tenths(0.0), Language::English.tenths(0.1)), ("0.0".into(), "0.1".into()));
        assert_eq!(Language::Vietnamese.hours_to_the_tenth(43 * 60), "43,0\u{a0}g");
    }

    #[test]
    fn days_are_written_as_the_reader_writes_them() {
        assert_eq!(Language::Vietnamese.day(tuesday()), "T3 15/12");
        assert_eq!(Language::English.day(tuesday()), "Tue 15 Dec");
        assert_eq!(Language::English.date(tuesday()), "15 Dec 2026");
    }

    #[test]
    fn a_span_of_the_day_keeps_its_order_among_arabic_letters() {
        let time = |hour| NaiveTime::from_hms_opt(hour, 30, 0).expect("a time");
        assert_eq!(Language::English.times(time(7), time(16)), "07:30–16:30");
        assert_eq!(Language::Arabic.times(time(7), time(16)), "\u{2066}07:30–16:30\u{2069}");
    }

    #[test]
    fn an_instant_is_told_by_the_clock_of_the_centres() {
        let utc = tuesday().and_hms_opt(23, 30, 0).expect("a time");
        assert_eq!(Language::Vietnamese.instant(utc), "06:30 16/12/2026");
    }
}
