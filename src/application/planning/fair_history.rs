//! What fairness looks back on: the last three months, seen beside what each officer could have been asked for.
//!
//! Somebody who was on leave, protected, not yet employed or without a consent has done fewer evenings than colleagues
//! through no choice of their own. Counted as they are, these months would hand all coming evenings to whoever is just
//! back. So every day on which an officer could not have been asked counts with what colleagues of the same skills did on
//! an average day; the days on which the officer could be asked count with what was really done.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::centre_facts::{CentreFacts, FAIRNESS_DAYS};
use crate::domain::ids::{OfficerCode, SkillCode};
use crate::domain::officer::Officer;
use crate::domain::rules::{consent, leave, protected_officers};
use crate::domain::shift::Shift;

/// Overtime that nobody worked is reckoned in whole hours, so that prices of hours stay whole numbers.
const HOUR: i32 = 60;

/// Evenings and overtime minutes that planning holds against each officer of the centre, (evenings, minutes), from the three
/// months before the period.
#[must_use]
pub fn fair_history(facts: &CentreFacts) -> BTreeMap<OfficerCode, (i32, i32)> {
    let window = asking_days(facts);
    let pasts: Vec<Past<'_>> = facts.officers.iter().map(|officer| Past::of(facts, &window, officer)).collect();
    pasts.iter().map(|past| (past.code.clone(), credited(past, &pasts, count(window.len())))).collect()
}

/// What `past` did, and for the days of `window` on which it could not be asked what an average colleague did: one with the
/// same skills, or of the whole centre when those alone say too little.
fn credited(past: &Past<'_>, pasts: &[Past<'_>], window: i32) -> (i32, i32) {
    let colleagues = || pasts.iter().filter(|other| other.code != past.code);
    let alike = Rate::of(colleagues().filter(|other| other.skills == past.skills), window);
    let rate = alike.or_else(|| Rate::of(colleagues(), window)).unwrap_or_default();
    let away = window - past.open_days;
    (past.evenings + rate.evenings(away), past.overtime + rate.overtime(away))
}

/// The past days on which the centre had an evening or an overtime shift to give, with these shifts.
fn asking_days(facts: &CentreFacts) -> Vec<(NaiveDate, Vec<&Shift>)> {
    let extended = |shift: &&Shift| shift.is_evening() || shift.overtime_minutes > 0;
    let from = facts.period.first - Days::new(FAIRNESS_DAYS);
    from.iter_days()
        .take_while(|date| *date < facts.period.first)
        .filter(|date| facts.is_open(*date))
        .map(|date| {
            let hours = facts.hours_of(date);
            (date, facts.shifts.iter().filter(extended).filter(|shift| shift.exists_on(date, hours)).collect())
        })
        .filter(|(_, shifts): &(NaiveDate, Vec<&Shift>)| !shifts.is_empty())
        .collect()
}

/// What one officer did, and on how many days more could have been asked.
struct Past<'a> {
    code: &'a OfficerCode,
    skills: BTreeSet<&'a SkillCode>,
    evenings: i32,
    overtime: i32,
    open_days: i32,
}

impl<'a> Past<'a> {
    fn of(facts: &CentreFacts, window: &[(NaiveDate, Vec<&Shift>)], officer: &'a Officer) -> Self {
        let leaves: Vec<_> = facts.leave_before.iter().filter(|row| row.officer == officer.code).cloned().collect();
        let consents: Vec<_> =
            facts.consents_before.iter().filter(|given| given.officer == officer.code).cloned().collect();
        let closed: Vec<_> = facts.unavailable.iter().filter(|row| row.officer == officer.code).collect();
        let office_blocks = facts.office_blocks();
        let could_be_asked = |date: NaiveDate, shift: &Shift| {
            protected_officers::permits(officer, date, shift)
                && consent::permits(officer, &consents, date, shift, &office_blocks)
                && !closed.iter().any(|row| row.forbids(date, &shift.code))
        };
        let is_open = |(date, shifts): &&(NaiveDate, Vec<&Shift>)| {
            officer.employed_on(*date)
                && leave::permits(officer, &leaves, &[], *date)
                && shifts.iter().any(|shift| could_be_asked(*date, shift))
        };
        let (evenings, overtime) = facts.recent_burden(&officer.code);
        Self {
            code: &officer.code,
            skills: officer.skills.iter().collect(),
            evenings,
            overtime,
            open_days: count(window.iter().filter(is_open).count()),
        }
    }
}

/// What colleagues did, over the days on which they could be asked.
#[derive(Clone, Copy, Default)]
struct Rate {
    evenings: i32,
    overtime: i32,
    days: i32,
}

impl Rate {
    /// The rate of `colleagues`; none when together they were there for less than one whole window, which says too little.
    fn of<'a>(colleagues: impl Iterator<Item = &'a Past<'a>>, window: i32) -> Option<Self> {
        let sum = colleagues.fold(Self::default(), |sum, past| Self {
            evenings: sum.evenings + past.evenings,
            overtime: sum.overtime + past.overtime,
            days: sum.days + past.open_days,
        });
        (sum.days > 0 && sum.days >= window).then_some(sum)
    }

    /// Evenings of an average colleague in `days`, to the nearest one.
    fn evenings(self, days: i32) -> i32 {
        Self::share(self.evenings, days, self.days)
    }

    /// Overtime minutes of an average colleague in `days`, to the nearest hour.
    fn overtime(self, days: i32) -> i32 {
        HOUR * Self::share(self.overtime, days, self.days * HOUR)
    }

    fn share(amount: i32, days: i32, whole: i32) -> i32 {
        if whole == 0 { 0 } else { (2 * amount * days + whole) / (2 * whole) }
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: i32 = 60;

    fn history_of_first(pasts: &[(i32, i32, i32, &str)]) -> (i32, i32) {
        let codes: Vec<OfficerCode> = (0..pasts.len()).map(|at| OfficerCode(format!("P{at}"))).collect();
        let skills: Vec<SkillCode> = pasts.iter().map(|past| SkillCode::from(past.3)).collect();
        let pasts: Vec<Past<'_>> = pasts
            .iter()
            .enumerate()
            .map(|(at, (evenings, overtime, open_days, _))| Past {
                code: &codes[at],
                skills: BTreeSet::from([&skills[at]]),
                evenings: *evenings,
                overtime: *overtime,
                open_days: *open_days,
            })
            .collect();
        credited(&pasts[0], &pasts, WINDOW)
    }

    #[test]
    fn whoever_could_always_be_asked_is_counted_as_it_was() {
        assert_eq!(history_of_first(&[(1, 95, 60, "desk"), (12, 2000, 60, "desk")]), (1, 95));
    }

    #[test]
    fn whoever_is_back_from_three_months_of_leave_has_the_average_of_colleagues() {
        let pasts = [(0, 0, 0, "desk"), (12, 2160, 60, "desk"), (10, 1800, 60, "desk")];
        assert_eq!(history_of_first(&pasts), (11, 1980));
    }

    #[test]
    fn half_the_time_away_counts_half_an_average_on_top_of_what_was_done() {
        let pasts = [(4, 600, 30, "desk"), (12, 2160, 60, "desk")];
        assert_eq!(history_of_first(&pasts), (4 + 6, 600 + 1080));
    }

    #[test]
    fn colleagues_with_other_skills_count_only_when_the_same_skills_say_too_little() {
        let busy_others = [(0, 0, 0, "desk"), (2, 360, 60, "desk"), (20, 3600, 60, "sign")];
        assert_eq!(history_of_first(&busy_others), (2, 360));
        let no_colleague = [(0, 0, 0, "desk"), (1, 180, 1, "desk"), (20, 3600, 60, "sign")];
        assert_eq!(history_of_first(&no_colleague), (21, 3720));
    }

    #[test]
    fn where_nobody_could_be_asked_nothing_is_made_up() {
        assert_eq!(history_of_first(&[(0, 0, 0, "desk"), (3, 540, 10, "desk")]), (0, 0));
        assert_eq!(history_of_first(&[(0, 0, 0, "desk")]), (0, 0));
    }

    #[test]
    fn hours_that_nobody_worked_are_whole_ones() {
        let (_, overtime) = history_of_first(&[(0, 15, 10, "desk"), (3, 500, 60, "desk")]);
        assert_eq!(overtime, 15 + 7 * HOUR);
    }
}
