//! Clashing sets of small instances against every row that there is.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::*;
use crate::domain::instance::LEAVE_DAY_MINUTES;
use crate::domain::rules::rest_between_shifts;
use crate::optimiser::test_support::{small_instance, tiny_instances};

/// An instance whose first officer has many pins, and in one of three works part of a week with a made-up day.
fn much_pinned(mut instance: Instance, seed: u64) -> Instance {
    let mut rng = StdRng::seed_from_u64(seed);
    instance.pins.clear();
    if seed.is_multiple_of(3) {
        instance.officers[0].base_week = 1_920;
        instance.officers[0].make_up = vec![(2, LEAVE_DAY_MINUTES)];
    }
    for day in 0..instance.days {
        if rng.random_bool(0.7) {
            let on: Vec<usize> = (0..instance.shifts.len()).filter(|shift| instance.exists(day, *shift)).collect();
            instance.pins.push((0, day, on[rng.random_range(0..on.len())]));
        }
    }
    instance
}

/// Whether `row` keeps one fact, looked at by itself and without the automaton.
fn keeps(instance: &Instance, row: &[Option<usize>], fact: Fact) -> bool {
    let own = &instance.officers[0];
    let shift = |day: usize| row[day].map(|shift| &instance.shifts[shift]);
    let weeks = || (0..instance.weeks()).map(|week| instance.week(week));
    let overtime =
        |mut days: std::ops::Range<usize>| -> i32 { days.by_ref().filter_map(shift).map(|shift| shift.overtime).sum() };
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

/// Every row of the first officer whose shifts exist and are no longer than a day allows.
fn rows(instance: &Instance) -> Vec<Vec<Option<usize>>> {
    let choices = instance.shifts.len() + 1;
    let power = |day: usize| choices.pow(u32::try_from(day).expect("a few days"));
    let is_lawful = |(day, shift): (usize, &Option<usize>)| {
        shift.is_none_or(|code| {
            let shift = &instance.shifts[code];
            instance.exists(day, code) && shift.normal + shift.overtime <= instance.limits.day
        })
    };
    (0..power(instance.days))
        .map(|number| (0..instance.days).map(|day| (number / power(day) % choices).checked_sub(1)).collect())
        .filter(|row: &Vec<Option<usize>>| row.iter().enumerate().all(is_lawful))
        .collect()
}

/// Whether any row of the first officer keeps all `facts`, found by looking at every row.
fn some_row_keeps(instance: &Instance, facts: &[Fact]) -> bool {
    rows(instance).iter().any(|row| facts.iter().all(|fact| keeps(instance, row, *fact)))
}

/// Number of facts of the smallest clashing set with fewer than `size` facts, found by looking at every set.
fn fewer_that_clash(instance: &Instance, facts: &[Fact], size: usize) -> Option<usize> {
    let kept: BTreeSet<u64> = rows(instance)
        .iter()
        .map(|row| (0..facts.len()).filter(|at| keeps(instance, row, facts[*at])).map(|at| 1_u64 << at).sum())
        .collect();
    let clashes = |set: u64| kept.iter().all(|kept| kept & set != set);
    let mut sets = vec![0_u64];
    for more in 0..size {
        if sets.iter().any(|set| clashes(*set)) {
            return Some(more);
        }
        let beyond = |set: u64| u64::BITS - set.leading_zeros();
        sets = sets
            .iter()
            .flat_map(|set| (beyond(*set)..u32::try_from(facts.len()).expect("few")).map(move |at| set | 1 << at))
            .collect();
    }
    None
}

/// The set that is told clashes, without any one of its facts it does not, and no fewer facts clash.
fn assert_smallest(instance: &Instance) -> Result<(), TestCaseError> {
    let facts = facts_of(instance, 0);
    let clash = smallest_clash(instance, 0);
    prop_assert_eq!(clash.is_empty(), some_row_keeps(instance, &facts));
    if !clash.is_empty() {
        prop_assert!(!some_row_keeps(instance, &clash), "{:?}", clash);
    }
    for left_out in &clash {
        let rest: Vec<Fact> = clash.iter().copied().filter(|fact| fact != left_out).collect();
        prop_assert!(some_row_keeps(instance, &rest), "{:?} without {:?}", clash, left_out);
    }
    prop_assert_eq!(clash.iter().collect::<BTreeSet<_>>().len(), clash.len());
    prop_assert_eq!(fewer_that_clash(instance, &facts, clash.len()), None, "{:?}", clash);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_fewer_facts_clash_than_are_told(instance in tiny_instances(), seed in 0_u64..10_000) {
        assert_smallest(&much_pinned(instance, seed))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn of_a_whole_week_too_no_fewer_facts_clash_than_are_told(seed in 0_u64..10_000) {
        assert_smallest(&much_pinned(small_instance(seed, 1, 7), seed))?;
    }
}

/// Every day of a month or of ten weeks pinned at random to a shift that exists: nearly every week clashes in several ways.
#[test]
fn where_very_much_clashes_few_facts_are_told() {
    for (seed, days) in (0..8).flat_map(|seed| [(seed, 28), (seed, 70)]) {
        let mut instance = small_instance(seed, 1, days);
        let mut rng = StdRng::seed_from_u64(seed);
        let pin = |day: usize| {
            let on: Vec<usize> = (0..instance.shifts.len()).filter(|shift| instance.exists(day, *shift)).collect();
            (0, day, on[rng.random_range(0..on.len())])
        };
        instance.pins = (0..instance.days).map(pin).collect();
        let clash = smallest_clash(&instance, 0);
        assert!((1..=4).contains(&clash.len()), "{clash:?}");
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
