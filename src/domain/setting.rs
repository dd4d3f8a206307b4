//! The settings that `settings.csv` may change: each key, the values that it takes, and why no others.
//!
//! One table for everybody. The import refuses what lies outside; a value that an older store still holds is not obeyed, so
//! that no row of a table lifts a ceiling of the law or asks for something from which no requirement follows.

use std::fmt;
use std::ops::{Bound, RangeBounds};

use Bound::{Excluded, Included};

/// A key of `settings.csv` with what it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// The values that it takes.
    pub values: Values,
    /// Why it takes no others.
    pub why: Why,
}

/// The values that a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Values {
    /// A number within bounds.
    Decimal(Bound<f64>, Bound<f64>),
    /// A whole number, bounds included.
    Whole(i32, i32),
    /// `yes` or `no`.
    YesNo,
    /// A name of the time zone database.
    TimeZone,
}

/// Why a setting takes no value outside its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// What lies outside is a slip of the pen.
    Slip,
    /// No number of officers promises everybody, and a promise to nobody asks for none.
    Promise,
    /// Without time for dossiers nobody serves.
    Productive,
    /// When everybody is away nobody serves.
    Away,
    /// The month's overtime where its cap is raised (NQ 17/2022/UBTVQH15 art. 1(2); DOMAIN OT-06).
    MonthCap,
    /// The year's overtime where its cap is raised (Labour Code art. 107(3); DOMAIN OT-08).
    YearCap,
    /// The normal day where hours are set by the week (Labour Code art. 105; DOMAIN WT-03).
    NormalDay,
    /// Rest between shifts that keep the working hours (DOMAIN decision D4).
    Rest,
    /// Rest between shifts of which one moves the working hours (Labour Code art. 110; DOMAIN WT-06, decision D4).
    ShiftChange,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 9] = [
        Self::Slip,
        Self::Promise,
        Self::Productive,
        Self::Away,
        Self::MonthCap,
        Self::YearCap,
        Self::NormalDay,
        Self::Rest,
        Self::ShiftChange,
    ];

    /// The stable key under which screens word the reason.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::Promise => "promise",
            Self::Productive => "productive",
            Self::Away => "away",
            Self::MonthCap => "month-cap",
            Self::YearCap => "year-cap",
            Self::NormalDay => "normal-day",
            Self::Rest => "rest",
            Self::ShiftChange => "shift-change",
        }
    }
}

/// The English wording of the reason.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Slip => "anything else is a slip of the pen",
            Self::Promise => "a promise to all asks for more officers than there can be, and one to nobody asks for no officer",
            Self::Productive => "an officer without time for dossiers serves nobody",
            Self::Away => "when everybody is away nobody serves",
            Self::MonthCap => "the law allows no more overtime in a month (Resolution 17/2022/UBTVQH15, art. 1(2))",
            Self::YearCap => "the law allows no more overtime in a year (Labour Code 45/2019/QH14, art. 107(3))",
            Self::NormalDay => {
                "a normal day has at most 10 hours, where hours are set by the week (Labour Code 45/2019/QH14, art. 105)"
            }
            Self::Rest => "between two shifts lie at least 10.5 hours, also where neither moves the working hours",
            Self::ShiftChange => {
                "whoever changes shifts rests at least 12 hours in between (Labour Code 45/2019/QH14, art. 110)"
            }
        })
    }
}

/// A value of a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SettingValue {
    /// Of [`Values::Decimal`].
    Number(f64),
    /// Of [`Values::Whole`].
    Whole(i32),
    /// Of [`Values::YesNo`].
    YesNo(bool),
    /// A time zone; whoever reads clocks parses the name.
    TimeZone,
}

/// Why a text is no value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It has another form.
    Form,
    /// It lies outside the range.
    Range,
}

const SHARE: Values = Values::Decimal(Excluded(0.0), Excluded(1.0));
/// Beyond a million the terms of the objective can no longer be told from rounding.
const PRICE: Values = Values::Decimal(Included(0.0), Included(1_000_000.0));
const DAY_MINUTES: i32 = 1440;

const fn setting(key: &'static str, values: Values, why: Why) -> Setting {
    Setting { key, values, why }
}

/// Every setting.
pub static SETTINGS: [Setting; 25] = [
    setting("time_zone", Values::TimeZone, Why::Slip),
    setting("wait_target_minutes", Values::Decimal(Included(0.0), Included(1440.0)), Why::Slip),
    setting("service_level", SHARE, Why::Promise),
    setting("service_quantile", SHARE, Why::Promise),
    setting("productive_share", Values::Decimal(Excluded(0.0), Included(1.0)), Why::Productive),
    setting("shrinkage", Values::Decimal(Included(0.0), Excluded(1.0)), Why::Away),
    // Nobody leaves before a minute is over.
    setting("patience_minutes", Values::Decimal(Included(1.0), Included(1440.0)), Why::Slip),
    setting("solve_seconds", Values::Whole(1, 86_400), Why::Slip),
    setting("submitter_may_approve", Values::YesNo, Why::Slip),
    setting("overtime_month_hours", Values::Whole(0, 60), Why::MonthCap),
    setting("overtime_year_hours", Values::Whole(0, 300), Why::YearCap),
    setting("rest_minutes", Values::Whole(630, DAY_MINUTES), Why::Rest),
    setting("rest_shift_change_minutes", Values::Whole(720, DAY_MINUTES), Why::ShiftChange),
    setting("normal_day_minutes", Values::Whole(60, 600), Why::NormalDay),
    setting("evenings_a_week", Values::Whole(0, 7), Why::Slip),
    setting("week_tolerance_minutes", Values::Whole(0, 7 * DAY_MINUTES), Why::Slip),
    setting("evenings_in_a_row", Values::Whole(0, 366), Why::Slip),
    setting("price_floor", PRICE, Why::Slip),
    setting("price_target", PRICE, Why::Slip),
    setting("price_overtime_hour", PRICE, Why::Slip),
    setting("price_evening_spread", PRICE, Why::Slip),
    setting("price_overtime_spread", PRICE, Why::Slip),
    setting("price_preference", PRICE, Why::Slip),
    setting("price_evening_row", PRICE, Why::Slip),
    setting("price_change", PRICE, Why::Slip),
];

impl Setting {
    /// The setting of that key.
    #[must_use]
    pub fn named(key: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// The value that `text` gives.
    ///
    /// # Errors
    /// When it is none of this setting's.
    pub fn read(&self, text: &str) -> Result<SettingValue, Misfit> {
        match self.values {
            Values::Decimal(least, most) => {
                let number = decimal(text).ok_or(Misfit::Form)?;
                if (least, most).contains(&number) { Ok(SettingValue::Number(number)) } else { Err(Misfit::Range) }
            }
            Values::Whole(least, most) => {
                let number = whole(text).ok_or(Misfit::Form)?;
                let fits = |number: &i32| (least..=most).contains(number);
                i32::try_from(number).ok().filter(fits).map(SettingValue::Whole).ok_or(Misfit::Range)
            }
            Values::YesNo => yes_no(text).map(SettingValue::YesNo).ok_or(Misfit::Form),
            Values::TimeZone if text.parse::<chrono_tz::Tz>().is_ok() => Ok(SettingValue::TimeZone),
            Values::TimeZone => Err(Misfit::Form),
        }
    }
}

/// A plain number: `str::parse` would also take `inf`, `nan` and exponents, which nobody means in a table.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    text.parse().ok().filter(|_| plain)
}

/// A whole number; one of twenty digits is a number too, and out of every range.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().unwrap_or(i64::MAX))
}

/// `yes` or `no`, also as spreadsheets write truth values.
fn yes_no(text: &str) -> Option<bool> {
    let is_one_of = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_one_of(["yes", "true", "1"]) {
        Some(true)
    } else if is_one_of(["no", "false", "0"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str, text: &str) -> Result<SettingValue, Misfit> {
        Setting::named(key).expect("a known key").read(text)
    }

    #[test]
    fn a_share_that_no_requirement_can_follow_from_is_out_of_range() {
        for (key, refused, taken) in [
            ("service_level", "0 1 1.5 -0.1", "0.9 0.999"),
            ("service_quantile", "0 1", "0.5 0.95"),
            ("productive_share", "0 1.01", "0.01 1"),
            ("shrinkage", "1 -0.1", "0 0.99"),
        ] {
            assert!(refused.split(' ').all(|text| read(key, text) == Err(Misfit::Range)), "{key}");
            assert!(taken.split(' ').all(|text| read(key, text).is_ok()), "{key}");
        }
    }

    #[test]
    fn no_setting_lifts_a_ceiling_of_the_law_or_shortens_a_rest() {
        for (key, taken, refused) in [
            ("overtime_month_hours", "60", "61"),
            ("overtime_year_hours", "300", "301"),
            ("normal_day_minutes", "600", "601"),
            ("rest_minutes", "630", "629"),
            ("rest_shift_change_minutes", "720", "719"),
        ] {
            assert!(matches!(read(key, taken), Ok(SettingValue::Whole(_))), "{key}");
            assert_eq!(read(key, refused), Err(Misfit::Range), "{key}");
        }
    }

    #[test]
    fn what_is_no_number_has_another_form() {
        for text in ["ninety", "", "nan", "inf", "1e-1", "0,9"] {
            assert_eq!(read("service_level", text), Err(Misfit::Form), "{text}");
        }
        for text in ["forty", "", "-", "40.5", "4e1"] {
            assert_eq!(read("overtime_month_hours", text), Err(Misfit::Form), "{text}");
        }
        assert_eq!(read("overtime_month_hours", "99999999999999999999"), Err(Misfit::Range));
        assert_eq!(read("submitter_may_approve", "TRUE"), Ok(SettingValue::YesNo(true)));
        assert_eq!(read("submitter_may_approve", "perhaps"), Err(Misfit::Form));
        assert_eq!(read("time_zone", "Hanoi"), Err(Misfit::Form));
        assert_eq!(read("time_zone", "Asia/Ho_Chi_Minh"), Ok(SettingValue::TimeZone));
    }

    #[test]
    fn every_key_stands_once() {
        for setting in &SETTINGS {
            assert_eq!(Setting::named(setting.key), Some(setting));
        }
    }
}
