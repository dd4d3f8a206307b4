//! The work that waits at the data cut: dossiers taken in, not finished, and what is still to be done on them.
//!
//! What is known of it, the most exact first:
//!
//! * single dossiers (`cases.csv`) that are not completed, each due on its own day, or so many working days after its receipt
//!   as its group says;
//! * the overdue ones of the group's last count (`open_overdue`), which then stand for the single ones that are overdue;
//! * of counts that tell what became of a day's dossiers: those of the days whose dossiers are not due yet that are not
//!   completed. They are due by their day of receipt.
//!
//! Where none of these says anything, nothing waits. Their citizens have been at the desk, so that only the minutes of the
//! back office are left. Overdue work is due on the first day.
//!
//! Between the cut and the plan lie working days of their own (a plan is made some days ahead). They are staffed like those
//! of the plan and take up what they have room for beside their own work; the plan begins with the rest.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, Timelike};

use super::centre_facts::CentreFacts;
use crate::application::ports::{Store, Stored};
use crate::domain::demand::DemandForecast;
use crate::domain::dossiers::{DossierCount, OpenDossier};
use crate::domain::ids::SkillCode;
use crate::domain::procedure_group::{Due, ProcedureGroup};
use crate::staffing::backlog::Backlog;

/// Days back in which working days are looked for: a procedure that takes longer than a year has its dossiers of a year.
const FURTHEST_BACK: u32 = 366;
/// Days back in which the last count of a group is looked for: a week has every weekday on which a group is served, and what
/// was said before is out of date.
const LAST_COUNT_WITHIN: u64 = 7;

/// Work by skill that waits at a data cut.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenWork {
    /// The last day of which the data know.
    pub cut: NaiveDate,
    /// Minutes by skill and working days until they are due, seen from the first working day after the cut.
    pub by_skill: BTreeMap<SkillCode, Backlog>,
}

impl OpenWork {
    /// Nothing waits.
    #[must_use]
    pub fn none(cut: NaiveDate) -> Self {
        Self { cut, by_skill: BTreeMap::new() }
    }

    /// What waited at the cut of the `forecasts`, of the groups that they tell of.
    ///
    /// # Errors
    /// When the store fails.
    pub fn read(store: &mut impl Store, facts: &CentreFacts, forecasts: &[DemandForecast]) -> Stored<Self> {
        let cut = forecasts.iter().map(|forecast| forecast.cut).max();
        let Some(cut) = cut else { return Ok(Self::none(facts.period.first)) };
        let groups: Vec<&ProcedureGroup> = facts
            .groups
            .iter()
            .filter(|group| group.back_minutes > 0.0)
            // A group whose forecasts have ended is no longer planned.
            .filter(|group| forecasts.iter().any(|forecast| forecast.group == group.code && forecast.cut == cut))
            .collect();
        let longest = groups.iter().map(|group| window(group.due)).max().unwrap_or(0);
        let last_days = last_working_days(facts, cut, longest);
        let week = cut - Days::new(LAST_COUNT_WITHIN - 1);
        let from = last_days.last().map_or(week, |first| week.min(*first));
        let counts = store.counts(&facts.centre.code, from, cut + Days::new(1))?;
        let single = store.open_dossiers(&facts.centre.code, cut)?;
        let mut by_skill: BTreeMap<SkillCode, Backlog> = BTreeMap::new();
        for group in groups {
            let of_group: Vec<&DossierCount> = counts.iter().filter(|count| count.group == group.code).collect();
            let single: Vec<&OpenDossier> = single.iter().filter(|open| open.group == group.code).collect();
            let due_in = |open: &&OpenDossier| working_days_left(facts, cut, group.due, open);
            let single: Vec<Option<u32>> = single.iter().map(due_in).collect();
            let last_week = of_group.iter().filter(|count| week <= count.date).max_by_key(|count| count.date);
            let overdue = last_week.and_then(|count| count.outcome.open_overdue);
            let open = open_dossiers(group.due, &of_group, &last_days, overdue, &single);
            for (days, dossiers) in open.into_iter().filter(|(_, dossiers)| *dossiers > 0.0) {
                by_skill.entry(group.skill.clone()).or_default().add(days, dossiers * group.back_minutes);
            }
        }
        Ok(Self { cut, by_skill })
    }
}

/// Open dossiers of one group by working days until they are due; `None` days are overdue. `last_days`: the working days up
/// to the cut, the last one first. `counted`: the overdue ones of the last count. `single`: the days of single dossiers.
fn open_dossiers(
    due: Due,
    counts: &[&DossierCount],
    last_days: &[NaiveDate],
    counted: Option<u32>,
    single: &[Option<u32>],
) -> BTreeMap<u32, f64> {
    let mut open: BTreeMap<u32, f64> = BTreeMap::new();
    for days in single.iter().flatten() {
        *open.entry(*days).or_insert(0.0) += 1.0;
    }
    if single.is_empty() {
        open = not_completed(due, counts, last_days);
    }
    let overdue = counted.map_or(single.iter().filter(|days| days.is_none()).count() as f64, f64::from);
    let first = open.entry(0).or_insert(0.0);
    // By the counts, what was to be finished on its own day and was not is among the overdue ones of that evening.
    *first = if due == Due::SameDay && single.is_empty() { first.max(overdue) } else { *first + overdue };
    open
}

/// Dossiers that are not due yet and not completed, from counts that tell what became of a day's dossiers.
///
/// Some centres book a dossier on the day on which it is finished instead of that of its receipt. Then single days say too
/// much or too little; their sum is by how much the stock has grown within the window, the least that waits. It is shared
/// among the days by what each of them says.
fn not_completed(due: Due, counts: &[&DossierCount], last_days: &[NaiveDate]) -> BTreeMap<u32, f64> {
    let days = window(due);
    let mut rest: BTreeMap<u32, f64> = BTreeMap::new();
    let mut sum = 0.0;
    for (back, date) in (1..=days).zip(last_days) {
        let Some(count) = counts.iter().find(|count| count.date == *date) else { continue };
        let outcome = &count.outcome;
        let Some(on_time) = outcome.completed_on_time else { continue };
        let finished = [outcome.completed_early, Some(on_time), outcome.completed_late];
        let finished: f64 = finished.into_iter().flatten().map(f64::from).sum();
        let left = f64::from(count.received) - finished;
        sum += left;
        rest.insert(days - back, left.max(0.0));
    }
    let said: f64 = rest.values().sum();
    let part = if said > 0.0 { sum.max(0.0) / said } else { 0.0 };
    rest.values_mut().for_each(|dossiers| *dossiers *= part);
    rest
}

/// Working days whose dossiers may be open without being overdue.
fn window(due: Due) -> u32 {
    match due {
        Due::SameDay => 1,
        Due::Days(days) => days.min(FURTHEST_BACK),
    }
}

/// So many working days up to the cut, the last one first.
fn last_working_days(facts: &CentreFacts, cut: NaiveDate, days: u32) -> Vec<NaiveDate> {
    let back = (0..FURTHEST_BACK).map(|back| cut - Days::new(u64::from(back)));
    back.filter(|date| facts.is_open(*date)).take(usize::try_from(days).unwrap_or(usize::MAX)).collect()
}

/// Working days from the first one after the cut until the dossier is due; none where it is overdue.
fn working_days_left(facts: &CentreFacts, cut: NaiveDate, due: Due, open: &OpenDossier) -> Option<u32> {
    let working = |from: NaiveDate, to: NaiveDate| {
        let days = from.iter_days().skip(1).take_while(|date| *date <= to).filter(|date| facts.is_open(*date));
        u32::try_from(days.count()).unwrap_or(u32::MAX)
    };
    match open.due {
        Some(day) if day <= cut => None,
        Some(day) => Some(working(cut, day).saturating_sub(1)),
        None => {
            let allowed = due.working_days(open.received.hour() * 60 + open.received.minute());
            let gone = working(open.received.date(), cut);
            allowed.checked_sub(gone + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dossiers::DossierOutcome;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    /// Monday to Friday before the cut, the Friday first.
    fn last_days() -> Vec<NaiveDate> {
        ["2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23"].map(day).to_vec()
    }

    fn count(date: &str, received: u32, completed: Option<u32>, open_overdue: Option<u32>) -> DossierCount {
        DossierCount {
            date: day(date),
            centre: "A".into(),
            group: "land".into(),
            received,
            outcome: DossierOutcome { completed_on_time: completed, open_overdue, ..DossierOutcome::default() },
        }
    }

    fn open(due: Due, counts: &[DossierCount], single: &[Option<u32>]) -> Vec<(u32, f64)> {
        let counts: Vec<&DossierCount> = counts.iter().collect();
        let overdue = counts.iter().max_by_key(|count| count.date).and_then(|count| count.outcome.open_overdue);
        open_dossiers(due, &counts, &last_days(), overdue, single)
            .into_iter()
            .filter(|(_, dossiers)| *dossiers > 0.0)
            .collect()
    }

    #[test]
    fn what_is_not_completed_is_due_by_its_day_of_receipt() {
        let counts = [
            count("2026-11-25", 9, Some(4), None),
            count("2026-11-26", 8, Some(0), None),
            count("2026-11-27", 10, Some(10), Some(3)),
        ];
        // Three working days: Wednesday's dossiers are due on Monday, Thursday's on Tuesday.
        assert_eq!(open(Due::Days(3), &counts, &[]), [(0, 8.0), (1, 8.0)]);
        assert_eq!(open(Due::Days(2), &counts, &[]), [(0, 11.0)]);
    }

    #[test]
    fn completions_booked_on_their_own_day_count_in_the_sum() {
        let counts = [
            count("2026-11-25", 10, Some(4), None),
            count("2026-11-26", 10, Some(8), None),
            count("2026-11-27", 10, Some(14), None),
        ];
        // 6 and 2 are left of two days, 4 more than came are finished on the third: 4 wait in all.
        assert_eq!(open(Due::Days(3), &counts, &[]), [(0, 3.0), (1, 1.0)]);
    }

    #[test]
    fn counts_that_say_nothing_of_what_became_of_them_leave_nothing_waiting() {
        let silent = [count("2026-11-26", 900, None, None), count("2026-11-27", 900, None, None)];
        assert_eq!(open(Due::Days(3), &silent, &[]), []);
        let finished = [count("2026-11-27", 20, Some(20), Some(0))];
        assert_eq!(open(Due::Days(3), &finished, &[]), []);
    }

    #[test]
    fn only_the_last_count_tells_what_is_overdue_and_of_the_same_day_it_is_not_counted_twice() {
        let counts = [count("2026-11-26", 5, None, Some(40)), count("2026-11-27", 9, Some(6), Some(2))];
        assert_eq!(open(Due::SameDay, &counts, &[]), [(0, 3.0)]);
        assert_eq!(open(Due::Days(1), &counts, &[]), [(0, 5.0)]);
        let newer = [count("2026-11-26", 5, None, Some(40)), count("2026-11-27", 9, Some(6), None)];
        assert_eq!(open(Due::SameDay, &newer, &[]), [(0, 3.0)]);
    }

    #[test]
    fn single_dossiers_say_more_than_counts() {
        let counts = [count("2026-11-27", 9, Some(3), None)];
        assert_eq!(open(Due::Days(3), &counts, &[None, None, Some(1), Some(4)]), [(0, 2.0), (1, 1.0), (4, 1.0)]);
        // All are overdue: the counts do not tell the same ones once more.
        assert_eq!(open(Due::Days(3), &counts, &[None]), [(0, 1.0)]);
        // Of the same day: those received late are due tomorrow, beside the overdue ones.
        assert_eq!(open(Due::SameDay, &[], &[None, None, Some(0)]), [(0, 3.0)]);
        let overdue = [count("2026-11-27", 9, Some(3), Some(7))];
        assert_eq!(open(Due::Days(3), &overdue, &[None, Some(1)]), [(0, 7.0), (1, 1.0)]);
    }
}
