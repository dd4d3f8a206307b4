//! The smallest clashing set: which pins, leave, hours and rules of one officer cannot hold together.
//!
//! Officers do not touch each other in the hard rules, so a plan is impossible only because of one officer's own facts.
//! The set is found by a deletion filter: each fact is left out in turn, and stays out where the others still clash. What
//! remains clashes, and without any one of its facts it does not.

use super::lawful::{DayChoices, Lawful, allowed};
use super::officer_dp::{Automaton, Counting};
use crate::domain::instance::Instance;

/// Something that binds the roster of one officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The officer cannot work some shifts of the day.
    Unavailable {
        /// The day.
        day: usize,
    },
    /// The officer is on leave.
    Leave {
        /// The day.
        day: usize,
    },
    /// The officer must work a shift.
    Pin {
        /// The day.
        day: usize,
        /// The shift.
        shift: usize,
    },
    /// Most evenings of a week (H9).
    Evenings {
        /// Evenings.
        most: i32,
    },
    /// Overtime that is left of a calendar month (H4).
    MonthCap {
        /// First day of the month in the instance.
        first: usize,
        /// Minutes.
        most: i32,
    },
    /// Overtime that is left for the whole period, of the month or the year (H4).
    PeriodCap {
        /// Minutes.
        most: i32,
    },
    /// No overtime: protected, or not agreed to (H7).
    NoOvertime {
        /// Whether the officer is protected.
        protected: bool,
    },
    /// Rest between the shifts of two days (H6).
    Rest,
    /// Days worked in a row (H5).
    WorkRow {
        /// Days.
        most: i32,
    },
    /// A free day in every week (H5).
    WeeklyRest,
    /// Most normal minutes of a week (H8).
    WeekMost {
        /// Minutes.
        most: i32,
    },
    /// Least normal minutes of a week (H8).
    WeekLeast {
        /// Minutes of a full week; a day of leave asks for 480 fewer.
        least: i32,
    },
}

/// Far beyond any sum of minutes or days of an instance.
const NO_LIMIT: i32 = 1_000_000;

/// The smallest set of facts found for which `officer` has no lawful roster; empty when there is one. A set of a single
/// pin means that the shift itself is too long or does not exist on that day.
#[must_use]
pub fn smallest_clash(instance: &Instance, officer: usize) -> Vec<Fact> {
    let facts = facts_of(instance, officer);
    if is_possible(instance, officer, &facts) {
        return Vec::new();
    }
    // Which set the filter ends at depends on the order; of two orders the smaller set is told.
    let backwards: Vec<Fact> = facts.iter().rev().copied().collect();
    let sets = [facts, backwards].map(|facts| filter(instance, officer, facts));
    let mut smallest = sets.into_iter().min_by_key(Vec::len).unwrap_or_default();
    smallest.sort_by_key(|fact| std::cmp::Reverse(*fact));
    smallest
}

/// Leaves out every fact without which the others still clash.
fn filter(instance: &Instance, officer: usize, mut facts: Vec<Fact>) -> Vec<Fact> {
    for fact in facts.clone() {
        let rest: Vec<Fact> = facts.iter().copied().filter(|other| *other != fact).collect();
        if !is_possible(instance, officer, &rest) {
            facts = rest;
        }
    }
    facts
}

/// Everything that binds the officer.
fn facts_of(instance: &Instance, officer: usize) -> Vec<Fact> {
    let own = &instance.officers[officer];
    let limits = &instance.limits;
    let mut facts: Vec<Fact> = Vec::new();
    for day in 0..instance.days {
        if own.unavailable.iter().any(|cell| cell.0 == day) {
            facts.push(Fact::Unavailable { day });
        }
        if own.leave[day] {
            facts.push(Fact::Leave { day });
        }
    }
    facts.push(Fact::Evenings { most: limits.evenings_week });
    facts.extend(own.months.iter().map(|month| Fact::MonthCap { first: month.first, most: month.remaining }));
    facts.push(Fact::PeriodCap { most: own.overtime_left() });
    if own.protected || !own.consent {
        facts.push(Fact::NoOvertime { protected: own.protected });
    }
    facts.extend([Fact::Rest, Fact::WorkRow { most: limits.work_row }, Fact::WeeklyRest]);
    facts.push(Fact::WeekMost { most: own.base_week });
    facts.push(Fact::WeekLeast { least: (own.base_week - limits.week_tolerance).max(0) });
    let pins = instance.pins.iter().filter(|pin| pin.0 == officer);
    facts.extend(pins.map(|&(_, day, shift)| Fact::Pin { day, shift }));
    facts
}

/// Whether the officer has a roster that keeps `facts` and no others.
fn is_possible(instance: &Instance, officer: usize, facts: &[Fact]) -> bool {
    let holds = |fact: Fact| facts.contains(&fact);
    let mut relaxed =
        Instance { officers: vec![instance.officers[officer].clone()], pins: Vec::new(), ..instance.clone() };
    let own = &mut relaxed.officers[0];
    // Leave closes days below; here it only lowers the least of a week, as it does however the day is spent.
    let leave = own.leave.clone();
    own.unavailable.retain(|(day, _)| holds(Fact::Unavailable { day: *day }));
    own.months.retain(|month| holds(Fact::MonthCap { first: month.first, most: month.remaining }));
    if !holds(Fact::PeriodCap { most: own.overtime_left() }) {
        (own.ot_month, own.ot_year, own.ot_used) = (NO_LIMIT, NO_LIMIT, 0);
    }
    if !holds(Fact::NoOvertime { protected: own.protected }) {
        (own.protected, own.consent) = (false, true);
    }
    let limits = &mut relaxed.limits;
    if !holds(Fact::WeekLeast { least: (own.base_week - limits.week_tolerance).max(0) }) {
        limits.week_tolerance += NO_LIMIT;
    }
    if !holds(Fact::WeekMost { most: own.base_week }) {
        own.base_week += NO_LIMIT;
        limits.week_tolerance += NO_LIMIT;
    }
    if !holds(Fact::Rest) {
        (limits.rest, limits.rest_change) = (-NO_LIMIT, -NO_LIMIT);
    }
    if !holds(Fact::WorkRow { most: limits.work_row }) {
        limits.work_row = NO_LIMIT;
    }
    if !holds(Fact::Evenings { most: limits.evenings_week }) {
        limits.evenings_week = NO_LIMIT;
    }
    let mut open = relaxed.clone();
    open.officers[0].leave = vec![false; instance.days];
    let choices = (0..instance.days).map(|day| {
        let away = leave[day] && holds(Fact::Leave { day });
        let pins: Vec<usize> =
            (0..instance.shifts.len()).filter(|shift| holds(Fact::Pin { day, shift: *shift })).collect();
        let kept = |shift: &usize| !away && allowed(&open, 0, day, *shift) && pins.iter().all(|pin| pin == shift);
        DayChoices { shifts: (0..instance.shifts.len()).filter(kept).collect(), free: pins.is_empty() }
    });
    let lawful = Lawful::of_choices(&relaxed, choices.collect());
    let automaton = Automaton {
        instance: &relaxed,
        lawful: &lawful,
        officer: 0,
        counting: Counting::Caps,
        without: None,
        weekly_rest: holds(Fact::WeeklyRest),
    };
    automaton.graph(0..instance.days, automaton.start()).is_some()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    use super::*;
    use crate::domain::rules::rest_between_shifts;
    use crate::optimiser::test_support::{small_instance, tiny_instances};

    /// An instance whose first officer has many pins.
    fn much_pinned(mut instance: Instance, seed: u64) -> Instance {
        let mut rng = StdRng::seed_from_u64(seed);
        instance.pins.clear();
        for day in 0..instance.days {
            if rng.random_bool(0.7) {
                instance.pins.push((0, day, rng.random_range(0..instance.shifts.len())));
            }
        }
        instance
    }

    /// Whether `row` keeps one fact, looked at by itself and without the automaton.
    fn keeps(instance: &Instance, row: &[Option<usize>], fact: Fact) -> bool {
        let own = &instance.officers[0];
        let shift = |day: usize| row[day].map(|shift| &instance.shifts[shift]);
        let weeks = || (0..instance.weeks()).map(|week| instance.week(week));
        let overtime = |mut days: std::ops::Range<usize>| -> i32 {
            days.by_ref().filter_map(shift).map(|shift| shift.overtime).sum()
        };
        let normal = |days: std::ops::Range<usize>| -> i32 { days.filter_map(shift).map(|shift| shift.normal).sum() };
        match fact {
            Fact::Unavailable { day } => row[day].is_none_or(|shift| !own.unavailable.contains(&(day, shift))),
            Fact::Leave { day } => row[day].is_none(),
            Fact::Pin { day, shift } => row[day] == Some(shift),
            Fact::Evenings { most } => {
                weeks().all(|days| days.filter_map(shift).map(|shift| i32::from(shift.evening)).sum::<i32>() <= most)
            }
            Fact::MonthCap { first, most } => own
                .months
                .iter()
                .filter(|month| month.first == first)
                .all(|month| overtime(month.first..month.end) <= most.max(0)),
            Fact::PeriodCap { most } => overtime(0..instance.days) <= most.max(0),
            Fact::NoOvertime { protected } => {
                (0..instance.days).filter_map(shift).all(|shift| shift.overtime == 0 && !(protected && shift.evening))
            }
            Fact::Rest => (1..instance.days).all(|day| match (row[day - 1], row[day]) {
                (Some(earlier), Some(later)) => rest_between_shifts::permits(
                    instance.rest_between(earlier, later),
                    instance.rest_needed(earlier, later),
                ),
                _ => true,
            }),
            Fact::WorkRow { most } => {
                let count = |days: usize| i32::try_from(days).expect("a few days");
                let mut run = count(own.worked_before);
                let kept = row.iter().all(|shift| {
                    run = if shift.is_some() { run + 1 } else { 0 };
                    run <= most
                });
                kept && (row.last().is_none_or(Option::is_none) || run + count(own.worked_after) <= most)
            }
            Fact::WeeklyRest => weeks().all(|mut days| days.any(|day| row[day].is_none())),
            Fact::WeekMost { .. } => weeks().all(|days| normal(days.clone()) <= own.week_maximum(days)),
            Fact::WeekLeast { .. } => {
                weeks().all(|days| normal(days.clone()) >= own.week_minimum(days, instance.limits.week_tolerance))
            }
        }
    }

    /// Whether any row of the first officer keeps all `facts`, found by looking at every row.
    fn some_row_keeps(instance: &Instance, facts: &[Fact]) -> bool {
        let choices = instance.shifts.len() + 1;
        let rows = choices.pow(u32::try_from(instance.days).expect("a few days"));
        let plain = &instance.limits;
        (0..rows).any(|number| {
            let row: Vec<Option<usize>> = (0..instance.days)
                .map(|day| (number / choices.pow(u32::try_from(day).expect("a few days")) % choices).checked_sub(1))
                .collect();
            let shift_lawful = row.iter().enumerate().all(|(day, shift)| {
                shift.is_none_or(|code| {
                    let shift = &instance.shifts[code];
                    instance.exists(day, code) && shift.normal + shift.overtime <= plain.day
                })
            });
            shift_lawful && facts.iter().all(|fact| keeps(instance, &row, *fact))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_set_clashes_and_without_any_one_of_its_facts_it_does_not(instance in tiny_instances(), seed in 0_u64..10_000) {
            let instance = much_pinned(instance, seed);
            let clash = smallest_clash(&instance, 0);
            prop_assert_eq!(clash.is_empty(), some_row_keeps(&instance, &facts_of(&instance, 0)));
            if !clash.is_empty() {
                prop_assert!(!some_row_keeps(&instance, &clash), "{:?}", clash);
            }
            for left_out in &clash {
                let rest: Vec<Fact> = clash.iter().copied().filter(|fact| fact != left_out).collect();
                prop_assert!(some_row_keeps(&instance, &rest), "{:?} without {:?}", clash, left_out);
            }
            prop_assert_eq!(clash.iter().collect::<BTreeSet<_>>().len(), clash.len());
        }
    }

    #[test]
    fn a_pin_on_a_leave_day_clashes_with_the_leave_and_nothing_else() {
        let mut instance = small_instance(1, 3, 14);
        instance.officers[1].leave[2] = true;
        instance.pins = vec![(1, 2, 0), (1, 3, 0)];
        assert_eq!(smallest_clash(&instance, 1), vec![Fact::Pin { day: 2, shift: 0 }, Fact::Leave { day: 2 }]);
        assert_eq!(smallest_clash(&instance, 0), vec![]);
    }

    #[test]
    fn two_shifts_pinned_on_one_day_clash_by_themselves() {
        let mut instance = small_instance(1, 1, 7);
        instance.pins = vec![(0, 1, 0), (0, 1, 2)];
        instance.officers[0].leave = vec![false; 7];
        let clash = smallest_clash(&instance, 0);
        assert_eq!(clash, vec![Fact::Pin { day: 1, shift: 2 }, Fact::Pin { day: 1, shift: 0 }]);
    }
}
