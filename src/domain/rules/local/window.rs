//! The span over which a local rule counts.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::period::Period;

/// The span over which a local rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Each day.
    Day,
    /// Each week from Monday.
    Week,
    /// Each calendar month.
    Month,
    /// Each calendar year.
    Year,
    /// The whole judged period.
    Period,
    /// Any so many days in a row.
    Rolling(u32),
}

/// Longest rolling window; the record holds that many days before the period.
pub const LONGEST: u32 = 56;

impl Window {
    /// As written: `day`, `week`, `month`, `year`, `period`, `14d`, `4w`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Some(match text {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "period" => Self::Period,
            _ => {
                let (digits, days) = text.strip_suffix('d').map(|digits| (digits, 1)).or_else(|| {
                    let weeks = text.strip_suffix('w')?;
                    Some((weeks, 7))
                })?;
                let length = digits.parse::<u32>().ok()?.checked_mul(days)?;
                (1..=LONGEST).contains(&length).then_some(Self::Rolling(length))?
            }
        })
    }

    /// Every span that ends in `period` or touches it, in order.
    #[must_use]
    pub fn spans(self, period: &Period) -> Vec<Period> {
        let before = |days: u32| period.first - Days::new(u64::from(days));
        match self {
            Self::Day => period.iter().map(|first| Period { first, days: 1 }).collect(),
            Self::Period => vec![*period],
            Self::Rolling(days) => (0..period.days)
                .map(|offset| Period { first: before(days - 1) + Days::new(u64::from(offset)), days })
                .collect(),
            Self::Week => {
                let monday = before(period.first.weekday().num_days_from_monday());
                successive(monday, period, |first| first + Days::new(7))
            }
            Self::Month => {
                let first = period.first.with_day(1).unwrap_or(period.first);
                successive(first, period, |first| first + Months::new(1))
            }
            Self::Year => {
                let first = NaiveDate::from_ymd_opt(period.first.year(), 1, 1).unwrap_or(period.first);
                successive(first, period, |first| first + Months::new(12))
            }
        }
    }

    /// Whether a span of this window overlaps the next, so that one run of work is found in several of them.
    #[must_use]
    pub fn overlaps(self) -> bool {
        matches!(self, Self::Rolling(_))
    }
}

fn successive(mut first: NaiveDate, period: &Period, next: impl Fn(NaiveDate) -> NaiveDate) -> Vec<Period> {
    let mut spans = Vec::new();
    while first < period.end() {
        let after = next(first);
        let days = u32::try_from((after - first).num_days()).unwrap_or(1).max(1);
        spans.push(Period { first, days });
        first = after;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(first: &str, days: u32) -> Period {
        Period { first: first.parse().expect("a date"), days }
    }

    #[test]
    fn a_window_is_read_or_refused() {
        assert_eq!(Window::read("4w"), Some(Window::Rolling(28)));
        assert_eq!(Window::read("14d"), Some(Window::Rolling(14)));
        for wrong in ["", "0d", "57d", "9w", "fortnight", "d", "99999999999w"] {
            assert_eq!(Window::read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn spans_touch_the_period_and_rolling_ones_end_in_it() {
        let judged = period("2026-03-30", 7);
        let firsts = |window: Window| -> Vec<String> {
            window.spans(&judged).iter().map(|span| format!("{} {}", span.first, span.days)).collect()
        };
        assert_eq!(firsts(Window::Month), ["2026-03-01 31", "2026-04-01 30"]);
        assert_eq!(firsts(Window::Week), ["2026-03-30 7"]);
        assert_eq!(firsts(Window::Year), ["2026-01-01 365"]);
        let rolling = Window::Rolling(14).spans(&judged);
        assert!(rolling.iter().all(|span| judged.contains(span.last())));
        assert_eq!(rolling.len(), 7);
    }
}
