//! Weekly rest.
//!
//! Source: Labour Code 45/2019/QH14, art. 111(1): at least 24 continuous hours of rest each week; we hold it in any
//! seven calendar days in a row, so that no shift of the rest day can be hidden between two calendar weeks.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// Whether the longest rest of seven days, in minutes, reaches `minimum`.
#[must_use]
pub fn permits(longest_rest: i32, minimum: i32) -> bool {
    longest_rest >= minimum
}

const EXAMPLES: &[Example] = &[
    Example::kept(
        "six days in a row",
        "2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R",
    ),
    Example::broken(
        "seven days in a row",
        "2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R, 2026-03-08 R",
    ),
    Example::kept(
        "six days in a row, four of them after the judged days",
        "period 2026-03-02 7, 2026-03-07 R, 2026-03-08 R, 2026-03-09 R, 2026-03-10 R, 2026-03-11 R, 2026-03-12 R",
    ),
    Example::broken(
        "seven days in a row, six of them after the judged days",
        "period 2026-03-02 7, 2026-03-08 R, 2026-03-09 R, 2026-03-10 R, 2026-03-11 R, 2026-03-12 R, 2026-03-13 R, \
         2026-03-14 R",
    ),
];

/// The rule.
pub struct WeeklyRest;

impl LabourRule for WeeklyRest {
    fn id(&self) -> &'static str {
        "weekly-rest"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 111(1)"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("WT-07", EXAMPLES)
    }

    fn joins_findings(&self) -> bool {
        true
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Least)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.weekly_rest)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        let mut breaches: Vec<Breach> = Vec::new();
        let first = record.period.first - Days::new(6);
        // The last seven days begin on the last day of the period: the work published after it may leave no rest either.
        for offset in 0..u64::from(record.period.days) + 6 {
            let window = first + Days::new(offset);
            let last = window + Days::new(6);
            let is_of_period = || record.in_period().any(|worked| window <= worked.date && worked.date <= last);
            // Without work after the period nobody knows what becomes of the days beyond it.
            let goes_on =
                || record.shifts.iter().any(|worked| record.period.last() < worked.date && worked.date <= last);
            let rest = longest_rest(&record.shifts, window);
            if permits(rest, pack.weekly_rest) || last > record.period.last() && !(is_of_period() && goes_on()) {
                continue;
            }
            // Windows that overlap tell of one run of work: one breach, with the shortest rest.
            if let Some(previous) = breaches.last_mut().filter(|previous| previous.to + Days::new(1) == last) {
                previous.to = last;
                if let Quantity::Minutes(shortest) = previous.observed {
                    previous.observed = Quantity::Minutes(shortest.min(rest));
                }
                continue;
            }
            breaches.push(Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: Some(record.officer.code.clone()),
                from: window,
                to: last,
                observed: Quantity::Minutes(rest),
                limit: Quantity::Minutes(pack.weekly_rest),
                citation: self.citation(),
                local: None,
            });
        }
        breaches
    }
}

/// The longest continuous rest in minutes within the seven days from `first`.
fn longest_rest(shifts: &[WorkedShift], first: NaiveDate) -> i32 {
    let from = first.and_time(chrono::NaiveTime::MIN);
    let to = (first + Days::new(7)).and_time(chrono::NaiveTime::MIN);
    let mut free_since = from;
    let mut longest = 0;
    for shift in shifts.iter().filter(|shift| from <= shift.starts() && shift.starts() < to) {
        longest = longest.max(minutes(free_since, shift.starts()));
        free_since = shift.ends();
    }
    longest.max(minutes(free_since, to))
}

fn minutes(from: NaiveDateTime, to: NaiveDateTime) -> i32 {
    i32::try_from((to - from).num_minutes()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::record;

    fn days(from: u32, to: u32) -> Vec<String> {
        (from..=to).map(|day| format!("2026-03-{day:02} R")).collect()
    }

    #[test]
    fn six_days_in_a_row_are_lawful() {
        let shifts = days(2, 7);
        let record = record(&shifts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(WeeklyRest.breaches(&record, &RulePack::vietnam()), []);
    }

    #[test]
    fn seven_days_in_a_row_are_one_breach_even_across_two_weeks() {
        let shifts = days(4, 10);
        let record = record(&shifts.iter().map(String::as_str).collect::<Vec<_>>());
        let breaches = WeeklyRest.breaches(&record, &RulePack::vietnam());
        assert_eq!(breaches.len(), 1);
        assert_eq!(breaches[0].observed, Quantity::Minutes(14 * 60 + 30));
        assert_eq!(
            (breaches[0].from.to_string(), breaches[0].to.to_string()),
            ("2026-03-04".into(), "2026-03-10".into())
        );
    }

    /// The breaches of a week from Monday 2 March with a shift on each day of `from..=to`.
    fn in_the_week(from: u32, to: u32) -> Vec<(String, String)> {
        let facts = [vec!["period 2026-03-02 7".to_owned()], days(from, to)].concat().join(", ");
        let record = crate::domain::rules::example::read(&facts).expect("a readable record").record;
        let found = WeeklyRest.breaches(&record, &RulePack::vietnam()).into_iter();
        found.map(|breach| (breach.from.to_string(), breach.to.to_string())).collect()
    }

    #[test]
    fn what_is_published_after_the_period_belongs_to_the_run_that_reaches_its_last_day() {
        // Saturday and Sunday of the period, Monday to Saturday after it: eight days, one breach.
        assert_eq!(in_the_week(7, 14), [("2026-03-07".to_owned(), "2026-03-14".to_owned())]);
        assert_eq!(in_the_week(8, 14), [("2026-03-08".to_owned(), "2026-03-14".to_owned())]);
        assert_eq!(in_the_week(7, 12), []);
    }

    #[test]
    fn seven_days_in_a_row_after_the_period_are_not_its_breach() {
        assert_eq!(in_the_week(9, 15), []);
    }

    #[test]
    fn a_rest_of_exactly_a_day_between_two_half_days_is_enough() {
        let record = record(&[
            "2026-03-02 R",
            "2026-03-03 R",
            "2026-03-04 R",
            "2026-03-05 07:30-11:30",
            "2026-03-06 11:30-17:00",
            "2026-03-07 R",
            "2026-03-08 R",
        ]);
        assert_eq!(WeeklyRest.breaches(&record, &RulePack::vietnam()), []);
    }
}
