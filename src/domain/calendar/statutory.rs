//! The public holidays of a year as the law gives them, for years without an official notice.
//!
//! Source: Labour Code No. 45/2019/QH14, Article 112(1): 1 January (1 day), Tết (5), Giỗ Tổ (1), 30 April (1), 1 May (1),
//! 2 September and one adjacent day (2); Article 111(3): when a holiday falls on the weekly rest day, the next working day
//! is off. The Prime Minister fixes the five days of Tết and the second National Day each year; until then we compute:
//!
//! * Tết: two days before mùng 1 and three from it on, or one before and four from it on, whichever loses fewer days to the
//!   weekly rest; on a tie, two before. This gives the notices of 2019–2026 (2024: 8–14 February with two days made good;
//!   2026: 16–20 February).
//! * National Day: 1 or 3 September, the working day that makes the longer break; on a tie, 1 September.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::feast::Feast;
use crate::domain::weekdays::Weekdays;

/// How sure it is that a computed holiday is the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The day itself stands in the law.
    Law,
    /// The law leaves the day to a yearly notice; computed by the rule above.
    Estimated,
    /// Announced, the final vote not seen (24 November).
    Probable,
}

/// Whether a day off is the holiday itself or makes good one that fell on a rest day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A public holiday.
    Holiday,
    /// The next working day after a holiday on a rest day (Labour Code art. 111(3)).
    Compensatory,
}

/// One computed day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatutoryDay {
    /// The day.
    pub date: NaiveDate,
    /// The feast it belongs to.
    pub feast: Feast,
    /// The holiday itself, or the day that makes it good.
    pub reason: Reason,
    /// How sure it is.
    pub certainty: Certainty,
}

/// The days off of `year` by law, in order of date.
///
/// `working_week`: the weekdays that are worked; the others are weekly rest. `culture_day`: whether 24 November counts.
#[must_use]
pub fn days_off(year: i32, working_week: Weekdays, culture_day: bool) -> Vec<StatutoryDay> {
    let mut holidays: Vec<StatutoryDay> = Feast::ALL
        .into_iter()
        .filter(|feast| culture_day || *feast != Feast::Culture)
        .filter_map(|feast| Some((feast, feast.day(year)?)))
        .flat_map(|(feast, main)| {
            let (days, certainty) = match feast {
                Feast::Tet => (tet_window(main, working_week), Certainty::Estimated),
                Feast::National => (national_days(main, working_week), Certainty::Estimated),
                Feast::Culture => (vec![main], Certainty::Probable),
                _ => (vec![main], Certainty::Law),
            };
            days.into_iter().map(move |date| {
                let certainty =
                    if date == main && certainty == Certainty::Estimated { Certainty::Law } else { certainty };
                StatutoryDay { date, feast, reason: Reason::Holiday, certainty }
            })
        })
        .collect();
    let made_good = compensatory_days(&holidays, working_week);
    holidays.extend(made_good);
    holidays.sort_by_key(|day| day.date);
    holidays
}

/// The days that make good the `holidays` on weekly rest days, each the next working day that is still free.
fn compensatory_days(holidays: &[StatutoryDay], working_week: Weekdays) -> Vec<StatutoryDay> {
    let mut taken: BTreeSet<NaiveDate> = holidays.iter().map(|day| day.date).collect();
    let mut lost: Vec<&StatutoryDay> = holidays.iter().filter(|day| !working_week.includes(day.date)).collect();
    lost.sort_by_key(|day| day.date);
    lost.into_iter()
        .filter_map(|day| {
            // Four weeks hold a free working day in any working week, unless nobody works at all.
            let date = day.date.iter_days().take(28).find(|d| working_week.includes(*d) && !taken.contains(d))?;
            taken.insert(date);
            Some(StatutoryDay { date, reason: Reason::Compensatory, ..*day })
        })
        .collect()
}

fn tet_window(mung_1: NaiveDate, working_week: Weekdays) -> Vec<NaiveDate> {
    let window =
        |days_before: u64| -> Vec<NaiveDate> { (mung_1 - Days::new(days_before)).iter_days().take(5).collect() };
    let on_rest_days = |days: &[NaiveDate]| days.iter().filter(|day| !working_week.includes(**day)).count();
    let (two_before, one_before) = (window(2), window(1));
    if on_rest_days(&one_before) < on_rest_days(&two_before) { one_before } else { two_before }
}

fn national_days(main: NaiveDate, working_week: Weekdays) -> Vec<NaiveDate> {
    let (before, after) = (main - Days::new(1), main + Days::new(1));
    let unbroken = |first: NaiveDate, last: NaiveDate| {
        let earlier = (1..=7).take_while(|n| !working_week.includes(first - Days::new(*n))).count();
        let later = (1..=7).take_while(|n| !working_week.includes(last + Days::new(*n))).count();
        earlier + later
    };
    let before_counts = (working_week.includes(before), unbroken(before, main));
    let after_counts = (working_week.includes(after), unbroken(main, after));
    if after_counts > before_counts { vec![main, after] } else { vec![before, main] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(year: i32, feast: Feast) -> Vec<String> {
        days_off(year, Weekdays::WORKING, true)
            .into_iter()
            .filter(|day| day.feast == feast && Weekdays::WORKING.includes(day.date))
            .map(|day| day.date.format("%d/%m").to_string())
            .collect()
    }

    #[test]
    fn the_tet_break_is_the_announced_one() {
        assert_eq!(off(2019, Feast::Tet), ["04/02", "05/02", "06/02", "07/02", "08/02"]);
        assert_eq!(off(2020, Feast::Tet), ["23/01", "24/01", "27/01", "28/01", "29/01"]);
        assert_eq!(off(2021, Feast::Tet), ["10/02", "11/02", "12/02", "15/02", "16/02"]);
        assert_eq!(off(2022, Feast::Tet), ["31/01", "01/02", "02/02", "03/02", "04/02"]);
        assert_eq!(off(2023, Feast::Tet), ["20/01", "23/01", "24/01", "25/01", "26/01"]);
        assert_eq!(off(2024, Feast::Tet), ["08/02", "09/02", "12/02", "13/02", "14/02"]);
        assert_eq!(off(2025, Feast::Tet), ["27/01", "28/01", "29/01", "30/01", "31/01"]);
        assert_eq!(off(2026, Feast::Tet), ["16/02", "17/02", "18/02", "19/02", "20/02"]);
        assert_eq!(off(2027, Feast::Tet), ["04/02", "05/02", "08/02", "09/02", "10/02"]);
        assert_eq!(off(2028, Feast::Tet), ["24/01", "25/01", "26/01", "27/01", "28/01"]);
    }

    #[test]
    fn the_national_day_break_is_the_announced_one() {
        assert_eq!(off(2021, Feast::National), ["02/09", "03/09"]);
        assert_eq!(off(2022, Feast::National), ["01/09", "02/09"]);
        assert_eq!(off(2023, Feast::National), ["01/09", "04/09"]);
        assert_eq!(off(2024, Feast::National), ["02/09", "03/09"]);
        assert_eq!(off(2025, Feast::National), ["01/09", "02/09"]);
        assert_eq!(off(2026, Feast::National), ["01/09", "02/09"]);
    }

    #[test]
    fn a_holiday_on_a_rest_day_gives_the_next_working_day() {
        assert_eq!(off(2026, Feast::HungKings), ["27/04"]);
        // In 2028, 30 April is a Sunday and 1 May a Monday, so the Tuesday is off as well.
        assert_eq!(off(2028, Feast::Reunification), ["02/05"]);
        assert_eq!(off(2028, Feast::Labour), ["01/05"]);
        assert_eq!(off(2028, Feast::NewYear), ["03/01"]);
    }

    #[test]
    fn a_year_has_eleven_days_and_twelve_with_the_day_of_culture() {
        for year in 2026..2060 {
            let working = |culture| {
                let days = days_off(year, Weekdays::WORKING, culture);
                days.iter().filter(|day| Weekdays::WORKING.includes(day.date)).count()
            };
            assert_eq!((working(false), working(true)), (11, 12), "{year}");
        }
    }

    #[test]
    fn a_week_without_rest_days_needs_no_day_in_lieu() {
        assert!(days_off(2028, Weekdays::ALL, true).iter().all(|day| day.reason == Reason::Holiday));
    }
}
