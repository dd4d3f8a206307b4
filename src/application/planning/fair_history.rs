//! What fairness looks back on: the last three months, seen beside what each officer could have been asked for.
//!
//! Somebody who was on leave, protected, not yet employed or without a consent has done fewer evenings than colleagues
//! through no choice of their own. Counted as they are, these months would hand all coming evenings to whoever is just
//! back. So every day on which an officer could not have been asked counts with what colleagues of the same skills did on
//! an average day; the days on which the officer could be asked count with what was really done.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::centre_facts::{CentreFacts, FAIRNESS_DAYS};
use super::recent_burden::{is_weekend, long_shift_codes, recent_burden, was_hard_to_fill};
use crate::domain::ids::{OfficerCode, ShiftCode, SkillCode};
use crate::domain::officer::Officer;
use crate::domain::rules::{consent, leave, protected_officers};
use crate::domain::shift::Shift;
use crate::optimiser::burden::{Burden, MEASURES, Measure};

/// Overtime that nobody worked is reckoned in whole hours, so that prices of hours stay whole numbers.
const HOUR: i32 = 60;

/// What planning holds against each officer of the centre from the three months before the period.
#[must_use]
pub fn fair_history(facts: &CentreFacts) -> BTreeMap<OfficerCode, Burden> {
    let long = long_shift_codes(facts);
    let windows = MEASURES.map(|measure| asking_days(facts, measure, &long));
    let pasts: Vec<Past<'_>> = facts.officers.iter().map(|officer| Past::of(facts, &windows, &long, officer)).collect();
    let days = windows.map(|window| count(window.len()));
    let credited = |past: &Past<'_>| MEASURES.map(|measure| credited(past, &pasts, measure, days[measure as usize]));
    pasts.iter().map(|past| (past.code.clone(), credited(past))).collect()
}

/// What `past` did, and for the days of the `window` on which it could not be asked what an average colleague did: one with
/// the same skills, or of the whole centre when those alone say too little.
fn credited(past: &Past<'_>, pasts: &[Past<'_>], measure: Measure, window: i32) -> i32 {
    let colleagues = || pasts.iter().filter(|other| other.code != past.code);
    let alike = Rate::of(colleagues().filter(|other| other.skills == past.skills), measure, window);
    let rate = alike.or_else(|| Rate::of(colleagues(), measure, window)).unwrap_or_default();
    let away = window - past.open_days[measure as usize];
    let unit = if measure == Measure::Overtime { HOUR } else { 1 };
    past.done[measure as usize] + rate.in_days(away, unit)
}

/// The past days on which the centre had something of `measure` to give, with the shifts that bring it.
fn asking_days<'a>(facts: &'a CentreFacts, measure: Measure, long: &BTreeSet<ShiftCode>) -> Vec<AskingDay<'a>> {
    let brings = |date: NaiveDate, shift: &Shift| match measure {
        // One window for both: most evenings are overtime, and whoever is barred from either is barred from both.
        Measure::Evenings | Measure::Overtime => shift.is_evening() || shift.overtime_minutes > 0,
        Measure::WeekendDays => is_weekend(date),
        Measure::HardToFill => was_hard_to_fill(facts, &facts.centre.code, date, &shift.code, long),
    };
    let from = facts.period.first - Days::new(FAIRNESS_DAYS);
    from.iter_days()
        .take_while(|date| *date < facts.period.first)
        .filter(|date| facts.is_open(*date))
        .map(|date| {
            let hours = facts.hours_of(date);
            let asked = |shift: &&Shift| shift.exists_on(date, hours) && brings(date, shift);
            (date, facts.shifts.iter().filter(asked).collect())
        })
        .filter(|(_, shifts): &AskingDay<'_>| !shifts.is_empty())
        .collect()
}

/// A past day with shifts for which somebody was asked.
type AskingDay<'a> = (NaiveDate, Vec<&'a Shift>);

/// What one officer did, and on how many days more could have been asked, by measure.
struct Past<'a> {
    code: &'a OfficerCode,
    skills: BTreeSet<&'a SkillCode>,
    done: Burden,
    open_days: [i32; MEASURES.len()],
}

impl<'a> Past<'a> {
    fn of(
        facts: &CentreFacts,
        windows: &[Vec<AskingDay<'_>>; MEASURES.len()],
        long: &BTreeSet<ShiftCode>,
        officer: &'a Officer,
    ) -> Self {
        let leaves: Vec<_> = facts.leave_before.iter().filter(|row| row.officer == officer.code).cloned().collect();
        let consents: Vec<_> =
            facts.consents_before.iter().filter(|given| given.officer == officer.code).cloned().collect();
        let closed: Vec<_> = facts.unavailable.iter().filter(|row| row.officer == officer.code).collect();
        let office_blocks = facts.office_blocks();
        let could_be_asked = |date: NaiveDate, shift: &Shift| {
            protected_officers::permits(officer, &consents, date, shift)
                && consent::permits(officer, &consents, date, shift, &office_blocks)
                && !closed.iter().any(|row| row.forbids(date, &shift.code))
        };
        let is_open = |(date, shifts): &&AskingDay<'_>| {
            officer.employed_on(*date)
                && leave::permits(officer, &leaves, &[], *date)
                && shifts.iter().any(|shift| could_be_asked(*date, shift))
        };
        Self {
            code: &officer.code,
            skills: officer.skills.iter().collect(),
            done: recent_burden(facts, &officer.code, long),
            open_days: std::array::from_fn(|at| count(windows[at].iter().filter(is_open).count())),
        }
    }
}

/// What colleagues did of one measure, over the days on which they could be asked.
#[derive(Clone, Copy, Default)]
struct Rate {
    done: i32,
    days: i32,
}

impl Rate {
    /// The rate of `colleagues`; none when together they were there for less than one whole window, which says too little.
    fn of<'a>(colleagues: impl Iterator<Item = &'a Past<'a>>, measure: Measure, window: i32) -> Option<Self> {
        let sum = colleagues.fold(Self::default(), |sum, past| Self {
            done: sum.done + past.done[measure as usize],
            days: sum.days + past.open_days[measure as usize],
        });
        (sum.days > 0 && sum.days >= window).then_some(sum)
    }

    /// What an average colleague did in `days`, to the nearest multiple of `unit`.
    fn in_days(self, days: i32, unit: i32) -> i32 {
        let whole = i64::from(self.days) * i64::from(unit);
        if whole == 0 {
            return 0;
        }
        let units = (2 * i64::from(self.done) * i64::from(days) + whole) / (2 * whole);
        i32::try_from(units).unwrap_or(i32::MAX / unit) * unit
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: i32 = 60;

    /// Evenings and overtime minutes held against the first of (evenings, minutes, days open, skill).
    fn history_of_first(pasts: &[(i32, i32, i32, &str)]) -> (i32, i32) {
        let codes: Vec<OfficerCode> = (0..pasts.len()).map(|at| OfficerCode(format!("P{at}"))).collect();
        let skills: Vec<SkillCode> = pasts.iter().map(|past| SkillCode::from(past.3)).collect();
        let pasts: Vec<Past<'_>> = pasts
            .iter()
            .enumerate()
            .map(|(at, (evenings, overtime, open_days, _))| Past {
                code: &codes[at],
                skills: BTreeSet::from([&skills[at]]),
                done: [*evenings, 0, *overtime, 0],
                open_days: [*open_days; MEASURES.len()],
            })
            .collect();
        let credited = |measure| credited(&pasts[0], &pasts, measure, WINDOW);
        (credited(Measure::Evenings), credited(Measure::Overtime))
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
    fn each_measure_looks_at_the_days_on_which_it_could_be_asked_for() {
        let codes: [OfficerCode; 2] = ["A".into(), "B".into()];
        let past = |code, done, open_days| Past { code, skills: BTreeSet::new(), done, open_days };
        // The first could work at weekends and not in the evenings.
        let pasts = [past(&codes[0], [0, 3, 0, 0], [0, 12, 0, 5]), past(&codes[1], [20, 6, 3600, 4], [60, 12, 60, 10])];
        let of_first = |measure, window| credited(&pasts[0], &pasts, measure, window);
        assert_eq!(of_first(Measure::Evenings, 60), 20);
        assert_eq!(of_first(Measure::WeekendDays, 12), 3);
        assert_eq!(of_first(Measure::Overtime, 60), 3600);
        assert_eq!(of_first(Measure::HardToFill, 10), 2);
    }

    #[test]
    fn hours_that_nobody_worked_are_whole_ones() {
        let (_, overtime) = history_of_first(&[(0, 15, 10, "desk"), (3, 500, 60, "desk")]);
        assert_eq!(overtime, 15 + 7 * HOUR);
    }
}
