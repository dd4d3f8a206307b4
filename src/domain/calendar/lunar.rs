//! The Vietnamese lunar calendar, computed from the sun and the moon at UTC+7.
//!
//! A month begins on the local day of a new moon. The month that holds the winter solstice is the eleventh; when
//! thirteen months lie between two eleventh months, the first of them without a major solar term (a multiple of 30° of
//! the sun's longitude) is a leap month and repeats the number of the month before it. Vietnam reckons at UTC+7
//! (in law since 1968) and so parts from the Chinese calendar now and then: Tết 2030 falls on 2 February here and on
//! 3 February there. This module reckons at UTC+7 throughout and is meant for the years 1900 to 2100. In that span it agrees
//! with a numerical ephemeris on the first day of every month but one: the new moon of 7 July 1967 came within seconds of
//! midnight.
//!
//! Source: J. Meeus, Astronomical Algorithms, 2nd edition, chapters 25 (sun) and 49 (phases of the moon); ΔT after
//! F. Espenak and J. Meeus, Five Millennium Canon of Solar Eclipses (2006).

use chrono::{Datelike, NaiveDate};

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// The lunar year, numbered like the solar year in which its Tết falls.
    pub year: i32,
    /// Month, 1..=12.
    pub month: u32,
    /// Day of the month, 1..=30.
    pub day: u32,
    /// Whether the month is the leap month that repeats `month`.
    pub leap: bool,
}

/// The solar day of a lunar one; `None` when that year has no such month or that month no such day.
#[must_use]
pub fn lunar_to_solar(lunar: LunarDate) -> Option<NaiveDate> {
    if !(1..=12).contains(&lunar.month) || !(1..=30).contains(&lunar.day) {
        return None;
    }
    // The eleventh and twelfth month belong to the span that begins in the same solar year, the others to the one before.
    let span = Span::beginning_in(if lunar.month >= 11 { lunar.year } else { lunar.year - 1 });
    let month = span.months().into_iter().find(|month| (month.number, month.leap) == (lunar.month, lunar.leap))?;
    (lunar.day <= month.length).then(|| date_of(month.first + i64::from(lunar.day) - 1)).flatten()
}

/// The lunar day of a solar one.
#[must_use]
pub fn solar_to_lunar(date: NaiveDate) -> LunarDate {
    let number = day_number(date);
    let mut span = Span::beginning_in(date.year());
    if number < span.first_day() {
        span = Span::beginning_in(date.year() - 1);
    }
    let months = span.months();
    // The months of a span are contiguous and the day lies between its first and last one.
    let position = months.partition_point(|month| month.first <= number).saturating_sub(1);
    let month = months[position];
    LunarDate {
        year: if month.number >= 11 { span.year } else { span.year + 1 },
        month: month.number,
        day: u32::try_from(number - month.first + 1).unwrap_or(1),
        leap: month.leap,
    }
}

/// Julian day number of 31 December of the year before 1 CE, so that adding chrono's day count gives the Julian day number.
const JULIAN_DAY_BEFORE_COMMON_ERA: i64 = 1_721_425;
/// UTC+7 as a share of a day.
const TIME_ZONE: f64 = 7.0 / 24.0;
/// Mean length of a lunar month in days.
const SYNODIC_MONTH: f64 = 29.530_588_861;
/// Julian ephemeris day of the first new moon of 2000.
const FIRST_NEW_MOON_OF_2000: f64 = 2_451_550.097_66;

/// A month of a span.
#[derive(Clone, Copy)]
struct Month {
    number: u32,
    leap: bool,
    /// Julian day number of its first day.
    first: i64,
    /// Days in it.
    length: u32,
}

/// The months from the eleventh of solar year `year` up to, not including, the eleventh of the next.
struct Span {
    year: i32,
    /// Lunation number of the eleventh month.
    first: i64,
    /// Lunation number of the next eleventh month.
    end: i64,
}

impl Span {
    fn beginning_in(year: i32) -> Self {
        Self { year, first: eleventh_month(year), end: eleventh_month(year + 1) }
    }

    fn first_day(&self) -> i64 {
        new_moon_day(self.first)
    }

    fn months(&self) -> Vec<Month> {
        let starts: Vec<i64> = (self.first..=self.end).map(new_moon_day).collect();
        let has_leap = starts.len() > 13;
        let leap = starts.windows(2).position(|pair| has_leap && solar_term(pair[0]) == solar_term(pair[1]));
        let mut number = 10;
        (starts.windows(2).enumerate())
            .map(|(position, pair)| {
                let is_leap = leap == Some(position);
                if !is_leap {
                    number = number % 12 + 1;
                }
                let length = u32::try_from(pair[1] - pair[0]).unwrap_or(0);
                Month { number, leap: is_leap, first: pair[0], length }
            })
            .collect()
    }
}

/// The lunation whose month holds the winter solstice (sun at 270°) of solar year `year`.
fn eleventh_month(year: i32) -> i64 {
    let end_of_year = i64::from(year) * 146_097 / 400 + JULIAN_DAY_BEFORE_COMMON_ERA;
    let mut lunation = ((end_of_year as f64 - FIRST_NEW_MOON_OF_2000) / SYNODIC_MONTH).ceil() as i64 + 1;
    // The last month to begin while the sun has not yet passed the solstice by local midnight holds the solstice.
    while new_moon_day(lunation) > end_of_year
        || (0..=2).contains(&(solar_term(new_moon_day(lunation)) + 3).rem_euclid(12))
    {
        lunation -= 1;
    }
    lunation
}

/// Twelfth of the ecliptic (0..=11, from the March equinox) in which the sun stands at local midnight that begins the day.
fn solar_term(day: i64) -> i64 {
    let midnight = day as f64 - 0.5 - TIME_ZONE;
    (sun_longitude(midnight + delta_t_days(midnight)) / 30.0).floor() as i64
}

/// The local day (Julian day number) on which lunation `k` begins, counted from the first new moon of 2000.
fn new_moon_day(k: i64) -> i64 {
    let ephemeris = new_moon(k);
    (ephemeris - delta_t_days(ephemeris) + TIME_ZONE + 0.5).floor() as i64
}

/// Julian ephemeris day of new moon `k` (Meeus, chapter 49; within seconds for the years meant here).
fn new_moon(k: i64) -> f64 {
    let k = k as f64;
    let t = k / 1236.85;
    let (t2, t3, t4) = (t.powi(2), t.powi(3), t.powi(4));
    let mean =
        FIRST_NEW_MOON_OF_2000 + SYNODIC_MONTH * k + 0.000_154_37 * t2 - 0.000_000_15 * t3 + 0.000_000_000_73 * t4;
    let e = 1.0 - 0.002_516 * t - 0.000_007_4 * t2;
    let sun = 2.5534 + 29.105_356_70 * k - 0.000_001_4 * t2 - 0.000_000_11 * t3;
    let moon = 201.5643 + 385.816_935_28 * k + 0.010_758_2 * t2 + 0.000_012_38 * t3 - 0.000_000_058 * t4;
    let latitude = 160.7108 + 390.670_502_84 * k - 0.001_611_8 * t2 - 0.000_002_27 * t3 + 0.000_000_011 * t4;
    let node = 124.7746 - 1.563_755_88 * k + 0.002_067_2 * t2 + 0.000_002_15 * t3;
    let periodic: f64 = NEW_MOON_TERMS
        .iter()
        .map(|&(size, of_sun, of_moon, of_latitude)| {
            let angle = f64::from(of_sun) * sun + f64::from(of_moon) * moon + f64::from(of_latitude) * latitude;
            size * e.powi(of_sun.abs()) * angle.to_radians().sin()
        })
        .sum();
    let planets: f64 =
        PLANETARY_TERMS.iter().map(|&(size, start, motion)| size * (start + motion * k).to_radians().sin()).sum();
    // The first planetary argument alone carries a quadratic term.
    let first_planet = 0.000_325 * (299.77 + 0.107_408 * k - 0.009_173 * t2).to_radians().sin();
    mean + periodic - 0.000_17 * node.to_radians().sin() + planets + first_planet
}

/// Size in days, and the multiples of the sun's anomaly, the moon's anomaly and the moon's argument of latitude.
const NEW_MOON_TERMS: [(f64, i32, i32, i32); 24] = [
    (-0.407_20, 0, 1, 0),
    (0.172_41, 1, 0, 0),
    (0.016_08, 0, 2, 0),
    (0.010_39, 0, 0, 2),
    (0.007_39, -1, 1, 0),
    (-0.005_14, 1, 1, 0),
    (0.002_08, 2, 0, 0),
    (-0.001_11, 0, 1, -2),
    (-0.000_57, 0, 1, 2),
    (0.000_56, 1, 2, 0),
    (-0.000_42, 0, 3, 0),
    (0.000_42, 1, 0, 2),
    (0.000_38, 1, 0, -2),
    (-0.000_24, -1, 2, 0),
    (-0.000_07, 2, 1, 0),
    (0.000_04, 0, 2, -2),
    (0.000_04, 3, 0, 0),
    (0.000_03, 1, 1, -2),
    (0.000_03, 0, 2, 2),
    (-0.000_03, 1, 1, 2),
    (0.000_03, -1, 1, 2),
    (-0.000_02, -1, 1, -2),
    (-0.000_02, 1, 3, 0),
    (0.000_02, 0, 4, 0),
];

/// Size in days, angle at the first lunation of 2000 and motion per lunation, both in degrees.
const PLANETARY_TERMS: [(f64, f64, f64); 13] = [
    (0.000_165, 251.88, 0.016_321),
    (0.000_164, 251.83, 26.651_886),
    (0.000_126, 349.42, 36.412_478),
    (0.000_110, 84.66, 18.206_239),
    (0.000_062, 141.74, 53.303_771),
    (0.000_060, 207.14, 2.453_732),
    (0.000_056, 154.84, 7.306_860),
    (0.000_047, 34.52, 27.261_239),
    (0.000_042, 207.19, 0.121_824),
    (0.000_040, 291.34, 1.844_379),
    (0.000_037, 161.72, 24.198_154),
    (0.000_035, 239.56, 25.513_099),
    (0.000_023, 331.55, 3.592_518),
];

/// Apparent longitude of the sun in degrees, 0..360, at a Julian ephemeris day (Meeus, chapter 25; within 0.01°).
fn sun_longitude(ephemeris: f64) -> f64 {
    let t = (ephemeris - 2_451_545.0) / 36_525.0;
    let mean_longitude = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let anomaly = (357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t).to_radians();
    let centre = (1.914_602 - 0.004_817 * t - 0.000_014 * t * t) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1_934.136 * t).to_radians();
    (mean_longitude + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// Terrestrial time minus universal time, in days, at a Julian day (Espenak and Meeus 2006, from 1900 to 2150).
fn delta_t_days(julian: f64) -> f64 {
    let year = 2000.0 + (julian - 2_451_544.5) / 365.25;
    let (from, coefficients): (f64, &[f64]) = match year {
        y if y < 1920.0 => (1900.0, &[-2.79, 1.494_119, -0.059_893_9, 0.006_196_6, -0.000_197]),
        y if y < 1941.0 => (1920.0, &[21.20, 0.844_93, -0.076_1, 0.002_093_6]),
        y if y < 1961.0 => (1950.0, &[29.07, 0.407, -1.0 / 233.0, 1.0 / 2_547.0]),
        y if y < 1986.0 => (1975.0, &[45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0]),
        y if y < 2005.0 => (2000.0, &[63.86, 0.334_5, -0.060_374, 0.001_727_5, 0.000_651_814, 0.000_023_735_99]),
        y if y < 2050.0 => (2000.0, &[62.92, 0.322_17, 0.005_589]),
        _ => (1820.0, &[-20.0 - 0.562_8 * 330.0, 0.562_8, 0.003_2]),
    };
    let seconds = coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * (year - from) + coefficient);
    seconds / 86_400.0
}

fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) + JULIAN_DAY_BEFORE_COMMON_ERA
}

fn date_of(day_number: i64) -> Option<NaiveDate> {
    i32::try_from(day_number - JULIAN_DAY_BEFORE_COMMON_ERA).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    #[test]
    fn tet_2030_falls_a_day_before_the_chinese_new_year() {
        let tet = LunarDate { year: 2030, month: 1, day: 1, leap: false };
        assert_eq!(lunar_to_solar(tet), Some(day("2030-02-02")));
        assert_eq!(solar_to_lunar(day("2030-02-02")), tet);
    }

    #[test]
    fn the_spring_of_1985_came_a_month_before_the_chinese_one() {
        let tet = LunarDate { year: 1985, month: 1, day: 1, leap: false };
        assert_eq!(lunar_to_solar(tet), Some(day("1985-01-21")));
    }

    #[test]
    fn the_year_2025_repeats_its_sixth_month() {
        let first = LunarDate { year: 2025, month: 6, day: 1, leap: true };
        assert_eq!(solar_to_lunar(day("2025-07-25")), first);
        assert_eq!(lunar_to_solar(first), Some(day("2025-07-25")));
        assert_eq!(lunar_to_solar(LunarDate { month: 5, ..first }), None);
    }

    #[test]
    fn the_year_2033_repeats_its_eleventh_month() {
        let leap = LunarDate { year: 2033, month: 11, day: 1, leap: true };
        assert_eq!(lunar_to_solar(leap), Some(day("2033-12-22")));
    }

    #[test]
    fn a_short_month_has_no_thirtieth_day() {
        // Tết 2025 followed a twelfth month of 29 days, so the 29th was its eve.
        let eve = LunarDate { year: 2024, month: 12, day: 29, leap: false };
        assert_eq!(lunar_to_solar(eve), Some(day("2025-01-28")));
        assert_eq!(lunar_to_solar(LunarDate { day: 30, ..eve }), None);
        assert_eq!(lunar_to_solar(LunarDate { month: 13, ..eve }), None);
    }

    #[test]
    fn every_day_from_1900_to_2100_comes_after_the_one_before() {
        let mut date = day("1900-01-01");
        let mut before = solar_to_lunar(date);
        while date < day("2100-12-31") {
            date = date + Days::new(1);
            let lunar = solar_to_lunar(date);
            let next_day = lunar == LunarDate { day: before.day + 1, ..before };
            let next_month = lunar.day == 1
                && before.day >= 29
                && (lunar.month == before.month % 12 + 1 && !lunar.leap || lunar.month == before.month && lunar.leap);
            assert!(next_day || next_month, "{before:?} is followed by {lunar:?} on {date}");
            before = lunar;
        }
    }

    proptest! {
        #[test]
        fn a_day_returns_from_the_lunar_calendar(offset in 0u64..73_414) {
            let date = day("1900-01-01") + Days::new(offset);
            prop_assert_eq!(lunar_to_solar(solar_to_lunar(date)), Some(date));
        }
    }
}
