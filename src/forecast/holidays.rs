//! Which day of the calendar stands near which holiday.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::series::{day_after, days_between, weekday};

/// A public holiday. The name joins the years: Tet of 2025 and Tet of 2026 carry the same one, whatever their dates.
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

/// A day that a holiday touches: the holiday's number in the group, and the days since it (negative before it), those not
/// counted on whose weekday the office is shut: after a holiday on Friday the rush comes on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Touched {
    pub name: u32,
    pub offset: i8,
}

/// Numbers for the names that occur in a group.
pub(super) struct Names<'a>(HashMap<&'a str, u32>);

impl<'a> Names<'a> {
    /// Numbers the names in the order in which they first occur.
    pub fn of(holidays: impl Iterator<Item = &'a Holiday>) -> Self {
        let mut numbers = HashMap::new();
        for holiday in holidays {
            let next = numbers.len() as u32;
            numbers.entry(holiday.name.as_str()).or_insert(next);
        }
        Self(numbers)
    }
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
        let Some(name) = names.0.get(holiday.name.as_str()).copied() else {
            continue;
        };
        for (offset, date) in neighbourhood(holiday.date, shut) {
            let index = usize::try_from(days_between(first, date)).ok();
            let Some(slot) = index.and_then(|index| touched.get_mut(index)) else { continue };
            let nearer = |old: &Touched| (offset.abs(), -offset) < (old.offset.abs(), -old.offset);
            if slot.as_ref().is_none_or(nearer) {
                *slot = Some(Touched { name, offset });
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
    use super::*;

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
}
