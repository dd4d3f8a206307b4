//! The public holidays by name, so that a holiday is recognised from year to year although its date moves.
//!
//! Source: Labour Code No. 45/2019/QH14, Article 112(1). The Day of Vietnamese Culture (24 November) was chosen by
//! Politburo resolution 80-NQ/TW of 7 January 2026.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::lunar::{LunarDate, lunar_to_solar};

/// A public holiday, named by its main day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feast {
    /// 1 January.
    NewYear,
    /// The first day of the first lunar month, mùng 1 Tết.
    Tet,
    /// The tenth day of the third lunar month, Giỗ Tổ Hùng Vương.
    HungKings,
    /// 30 April.
    Reunification,
    /// 1 May.
    Labour,
    /// 2 September.
    National,
    /// 24 November, from 2026.
    Culture,
}

impl Feast {
    /// All feasts, in the order of the year.
    pub const ALL: [Feast; 7] =
        [Self::NewYear, Self::Tet, Self::HungKings, Self::Reunification, Self::Labour, Self::National, Self::Culture];

    /// The name that stays the same over the years; also the key under which pages find its wording.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::Tet => "tet",
            Self::HungKings => "hung-kings",
            Self::Reunification => "reunification-day",
            Self::Labour => "labour-day",
            Self::National => "national-day",
            Self::Culture => "culture-day",
        }
    }

    /// The main day in `year`; `None` before the feast existed.
    #[must_use]
    pub fn day(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::NewYear => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Tet => tet_first_day(year),
            Self::HungKings => hung_kings_day(year),
            Self::Reunification => NaiveDate::from_ymd_opt(year, 4, 30),
            Self::Labour => NaiveDate::from_ymd_opt(year, 5, 1),
            Self::National => NaiveDate::from_ymd_opt(year, 9, 2),
            Self::Culture if year >= 2026 => NaiveDate::from_ymd_opt(year, 11, 24),
            Self::Culture => None,
        }
    }
}

/// A day beside a feast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FeastDay {
    /// The feast.
    pub feast: Feast,
    /// The year of its main day.
    pub year: i32,
    /// Days after the main day; negative before it.
    pub offset: i64,
}

impl FeastDay {
    /// How far from a main day a day still belongs to the feast. Make-up Saturdays have stood up to 11 days away.
    const REACH: i64 = 12;

    /// The feast to which `date` is nearest, within 12 days; on a tie the earlier one.
    #[must_use]
    pub fn nearest(date: NaiveDate) -> Option<Self> {
        let year = date.year();
        (year - 1..=year + 1)
            .flat_map(|year| Feast::ALL.map(|feast| (feast, year)))
            .filter_map(|(feast, year)| {
                let offset = (date - feast.day(year)?).num_days();
                (offset.abs() <= Self::REACH).then_some(Self { feast, year, offset })
            })
            .min_by_key(|day| (day.offset.abs(), -day.offset))
    }

    /// A name that stays the same over the years: `tet`, `tet+1`, `national-day-1`.
    #[must_use]
    pub fn name(self) -> String {
        match self.offset {
            0 => self.feast.slug().to_owned(),
            offset => format!("{}{offset:+}", self.feast.slug()),
        }
    }
}

/// Mùng 1 Tết of `year`; `None` only beyond the dates that the program can hold.
#[must_use]
pub fn tet_first_day(year: i32) -> Option<NaiveDate> {
    lunar_holidays(year).map(|(tet, _)| tet)
}

/// Giỗ Tổ Hùng Vương, the tenth day of the third lunar month; `None` only beyond the dates that the program can hold.
#[must_use]
pub fn hung_kings_day(year: i32) -> Option<NaiveDate> {
    lunar_holidays(year).map(|(_, hung_kings)| hung_kings)
}

/// The lunar holidays of the years `from..=to` as CSV text with the columns `year,tet_first_day,hung_kings_day`.
#[must_use]
pub fn lunar_holidays_csv(from: i32, to: i32) -> String {
    let mut text = String::from("year,tet_first_day,hung_kings_day\n");
    for year in from..=to {
        if let (Some(tet), Some(hung_kings)) = (tet_first_day(year), hung_kings_day(year)) {
            text.push_str(&format!("{year},{tet},{hung_kings}\n"));
        }
    }
    text
}

/// Years whose lunar holidays are kept once computed: those that histories and plans touch.
const KEPT_YEARS: RangeInclusive<i32> = 1990..=2060;

/// Mùng 1 Tết and Giỗ Tổ of `year`.
fn lunar_holidays(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    static KEPT: OnceLock<Vec<Option<(NaiveDate, NaiveDate)>>> = OnceLock::new();
    if !KEPT_YEARS.contains(&year) {
        return compute_lunar_holidays(year);
    }
    let position = usize::try_from(year - KEPT_YEARS.start()).ok()?;
    KEPT.get_or_init(|| KEPT_YEARS.map(compute_lunar_holidays).collect()).get(position).copied().flatten()
}

fn compute_lunar_holidays(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let day = |month, day| lunar_to_solar(LunarDate { year, month, day, leap: false });
    Some((day(1, 1)?, day(3, 10)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunar_holidays_of_2007_to_2035_are_those_of_the_published_table() {
        let published = include_str!("../../../tests/data/calendar/lunar_holidays_2007_2035.csv");
        assert_eq!(lunar_holidays_csv(2007, 2035), published);
    }

    #[test]
    fn a_day_is_named_by_its_distance_from_the_feast() {
        let name = |date: &str| FeastDay::nearest(date.parse().expect("an ISO date")).map(FeastDay::name);
        assert_eq!(name("2026-02-17").as_deref(), Some("tet"));
        assert_eq!(name("2026-02-20").as_deref(), Some("tet+3"));
        assert_eq!(name("2025-01-28").as_deref(), Some("tet-1"));
        assert_eq!(name("2024-04-29").as_deref(), Some("reunification-day-1"));
        assert_eq!(name("2025-05-02").as_deref(), Some("labour-day+1"));
        assert_eq!(name("2026-04-27").as_deref(), Some("hung-kings+1"));
        assert_eq!(name("2026-12-31").as_deref(), Some("new-year-1"));
        assert_eq!(name("2026-07-15"), None);
    }

    #[test]
    fn the_day_of_culture_begins_in_2026() {
        assert_eq!(Feast::Culture.day(2025), None);
        assert!(Feast::Culture.day(2026).is_some());
    }
}
