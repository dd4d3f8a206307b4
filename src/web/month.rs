//! A calendar month in addresses: `2026-12`.

use chrono::{Months, NaiveDate};

/// The year and month of `YYYY-MM`, when there is such a month.
pub fn month_of(text: &str) -> Option<(i32, u32)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    // Further away nothing was ever planned, and calendars end somewhere.
    ((2000..2100).contains(&year) && NaiveDate::from_ymd_opt(year, month, 1).is_some()).then_some((year, month))
}

/// `YYYY-MM`
pub fn month_text((year, month): (i32, u32)) -> String {
    format!("{year:04}-{month:02}")
}

/// The month before and the month after, as texts.
pub fn neighbours((year, month): (i32, u32)) -> (String, String) {
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else { return Default::default() };
    let text = |day: NaiveDate| day.format("%Y-%m").to_string();
    (text(first - Months::new(1)), text(first + Months::new(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_and_what_is_none_is_not() {
        assert_eq!(month_of("2026-12"), Some((2026, 12)));
        for wrong in ["2026-13", "2026", "2026-0", "x-y", "99999-01", "-5-01", ""] {
            assert_eq!(month_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_neighbours_of_december_and_january_lie_in_other_years() {
        assert_eq!(neighbours((2026, 12)), ("2026-11".to_owned(), "2027-01".to_owned()));
        assert_eq!(neighbours((2027, 1)), ("2026-12".to_owned(), "2027-02".to_owned()));
        assert_eq!(month_text((2026, 3)), "2026-03");
    }
}
