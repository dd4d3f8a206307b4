//! Which day of the calendar stands near which holiday.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::series::{day_after, days_between, weekday};

/// A public holiday. The name joins the years: Tet of 2025 and Tet of 2026 carry the same one, whatever their dates; its days
/// beside the main one are called `tet-1`, `tet+4`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// The day itself.
    pub date: NaiveDate,
    /// What it is called, the same in every year.
    pub name: String,
}

/// How far a holiday reaches into the days around it, in days on which the office may open. People bring work forward before
/// a long weekend and come in numbers after it; further out there are too few years to tell an effect from chance.
const REACH: i8 = 2;

/// A day that a holiday touches: the number in the group of the holiday, or beside it that of its feast, and the days since it
/// (negative before it), those not counted on whose weekday the office is shut: after a holiday on Friday the rush comes on
/// Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Touched {
    pub name: u32,
    pub offset: i8,
}

/// Numbers for the names that occur in a group.
pub(super) struct Names<'a>(HashMap<&'a str, u32>);

impl<'a> Names<'a> {
    /// Numbers the names, and the feasts that they belong to, in the order in which they first occur.
    pub fn of(holidays: impl Iterator<Item = &'a Holiday>) -> Self {
        let mut numbers = HashMap::new();
        for holiday in holidays {
            for name in [holiday.name.as_str(), feast(&holiday.name)] {
                let next = numbers.len() as u32;
                numbers.entry(name).or_insert(next);
            }
        }
        Self(numbers)
    }

    /// The number of the holiday `name` itself, and the one under which its neighbours are known.
    fn numbers(&self, name: &str) -> Option<(u32, u32)> {
        Some((*self.0.get(name)?, *self.0.get(feast(name))?))
    }
}

/// The feast of a day off: its days beside the main one are called after that, `tet+4`. How many of them are off changes from
/// year to year, and the rush comes after the last of them, whatever it is called; so neighbours go by the feast.
fn feast(name: &str) -> &str {
    let main = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let feast = main.strip_suffix(['+', '-']).filter(|_| main.len() < name.len());
    // Not so a date at the end, as in "Lễ 2-9".
    feast.filter(|feast| feast.ends_with(char::is_alphabetic)).unwrap_or(name)
}

/// For each of `days` days from `first`: the holiday that touches it most closely. The holiday itself wins over its
/// neighbours, and of two neighbours the holiday that has passed wins over the one to come. `shut`: weekdays, Monday first, on
/// which the office never opens.
pub(super) fn touched_days(
    holidays: &[Holiday],
    names: &Names,
    first: NaiveDate,
    days: usize,
    shut: [bool; 7],
) -> Vec<Option<Touched>> {
    let mut touched: Vec<Option<Touched>> = vec![None; days];
    for holiday in holidays {
        let Some((name, feast)) = names.numbers(&holiday.name) else {
            continue;
        };
        for (offset, date) in neighbourhood(holiday.date, shut) {
            let index = usize::try_from(days_between(first, date)).ok();
            let Some(slot) = index.and_then(|index| touched.get_mut(index)) else { continue };
            let nearer = |old: &Touched| (offset.abs(), -offset) < (old.offset.abs(), -old.offset);
            if slot.as_ref().is_none_or(nearer) {
                *slot = Some(Touched { name: if offset == 0 { name } else { feast }, offset });
            }
        }
    }
    touched
}

/// The holiday and the days around it that it reaches, with their offset.
fn neighbourhood(holiday: NaiveDate, shut: [bool; 7]) -> impl Iterator<Item = (i8, NaiveDate)> {
    let open_days = move |step: i64| {
        // Two weeks hold what is reached, or no weekday is open.
        let dates = (1..=14).map(move |days| day_after(holiday, step * days));
        dates.filter(move |date| !shut[weekday(*date)])
    };
    let around = |step: i8| (1..=REACH).zip(open_days(step.into())).map(move |(far, date)| (step * far, date));
    std::iter::once((0, holiday)).chain(around(-1)).chain(around(1))
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::forecast::{Member, Series, forecast_group};

    const NEVER_SHUT: [bool; 7] = [false; 7];

    fn holiday(date: &str, name: &str) -> Holiday {
        Holiday { date: date.parse().unwrap(), name: name.into() }
    }

    #[test]
    fn the_holiday_itself_wins_over_its_neighbours() {
        let holidays = [holiday("2026-04-30", "Reunification Day"), holiday("2026-05-01", "Labour Day")];
        let names = Names::of(holidays.iter());
        let touched = touched_days(&holidays, &names, day_after(holidays[0].date, -3), 8, NEVER_SHUT);
        let offsets: Vec<_> = touched.iter().map(|t| t.map(|t| (t.name, t.offset))).collect();
        let expected =
            [None, Some((0, -2)), Some((0, -1)), Some((0, 0)), Some((1, 0)), Some((1, 1)), Some((1, 2)), None];
        assert_eq!(offsets, expected);
    }

    #[test]
    fn after_a_friday_off_the_next_office_day_is_monday() {
        let friday = holiday("2027-04-30", "Reunification Day");
        let names = Names::of(std::iter::once(&friday));
        let weekend = [false, false, false, false, false, true, true];
        let touched = touched_days(std::slice::from_ref(&friday), &names, day_after(friday.date, -3), 9, weekend);
        let offsets: Vec<Option<i8>> = touched.iter().map(|t| t.map(|t| t.offset)).collect();
        assert_eq!(offsets, [None, Some(-2), Some(-1), Some(0), None, None, Some(1), Some(2), None]);
    }

    #[test]
    fn one_name_has_one_number_in_every_year() {
        let holidays = [holiday("2025-09-02", "National Day"), holiday("2026-09-02", "National Day")];
        let names = Names::of(holidays.iter());
        let touched = touched_days(&holidays, &names, holidays[0].date, 366, NEVER_SHUT);
        assert_eq!(touched[0], touched[365]);
        assert!(touched[0].is_some() && touched[100].is_none());
    }

    #[test]
    fn a_feast_is_found_in_the_names_of_its_days_only() {
        for (name, of) in [("tet+4", "tet"), ("national-day-2", "national-day"), ("tet-10", "tet")] {
            assert_eq!(feast(name), of);
        }
        for name in ["tet", "Easter Monday", "Inauguration Day (observed)", "Lễ 2-9", "Lễ 12", "+1", "9/11", ""] {
            assert_eq!(feast(name), name);
        }
    }

    /// The days off of the real calendar, with the weekends.
    fn days_off(first: &str, last: &str) -> (Vec<Holiday>, [bool; 7]) {
        let days = first.parse().unwrap()..=last.parse().unwrap();
        let names = Calendar::default().holiday_names(days, &"A".into());
        let holidays = names.into_iter().map(|(date, name)| Holiday { date, name }).collect();
        (holidays, [false, false, false, false, false, true, true])
    }

    #[test]
    fn the_days_beside_a_feast_are_the_same_however_many_days_are_off() {
        let (holidays, weekend) = days_off("2024-01-01", "2027-12-31");
        let names = Names::of(holidays.iter());
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        let touched = touched_days(&holidays, &names, first, 1461, weekend);
        let on = |date: &str| touched[days_between(first, date.parse().unwrap()) as usize];
        for (days, feast, offset) in [
            (["2024-02-15", "2025-02-03", "2026-02-23", "2027-02-11"], "tet", 1),
            (["2024-02-07", "2025-01-24", "2026-02-13", "2027-02-03"], "tet", -1),
            (["2024-08-30", "2025-08-29", "2026-08-28", "2027-09-01"], "national-day", -1),
        ] {
            let name = names.0[feast];
            assert_eq!(days.map(on), [Some(Touched { name, offset }); 4], "{days:?}");
        }
    }

    #[test]
    fn the_rush_after_two_new_years_is_expected_after_the_third() {
        let (holidays, weekend) = days_off("2023-09-01", "2026-12-31");
        let (first, origin): (NaiveDate, NaiveDate) = ("2023-09-01".parse().unwrap(), "2026-02-13".parse().unwrap());
        let is_off = |date: NaiveDate| weekend[weekday(date)] || holidays.iter().any(|holiday| holiday.date == date);
        let count = |date: NaiveDate| {
            let usual = 40.0 + f64::from(date.ordinal() * 7919 % 11) - 5.0;
            let rush = ["2024-02-15", "2025-02-03"].contains(&date.to_string().as_str());
            (!is_off(date)).then_some(if rush { 1.8 * usual } else { usual })
        };
        let days = || first.iter_days().take(days_between(first, origin) as usize + 29);
        let member = Member {
            closed: days().filter(|date| is_off(*date)).collect(),
            holidays: holidays.clone().into(),
            ..Member::new(Series { first, values: days().take_while(|date| *date <= origin).map(count).collect() })
        };
        let forecast = forecast_group(&[member], origin, 28).swap_remove(0);
        let on = |date: &str| forecast.iter().find(|day| day.date.to_string() == date).unwrap().mean;
        let (rush, week_after) = (on("2026-02-23"), on("2026-03-02"));
        assert!((1.5..1.95).contains(&(rush / week_after)), "{rush} {week_after}");
        assert!((on("2026-02-25") / on("2026-03-04") - 1.0).abs() < 0.1);
    }
}
