//! Both sides of every limit, and a roster that another scorer judged.

use super::*;
use crate::domain::instance::{MonthCap, Officer};
use crate::optimiser::test_support::small_instance;

/// Positions of the shifts of [`small_instance`].
const R: usize = 0;
const RV: usize = 1;
const LV: usize = 2;
const SM: usize = 3;

/// One officer without wishes and duties, two weeks, no requirement.
fn instance() -> Instance {
    let mut instance = small_instance(1, 1, 14);
    instance.requirements.clear();
    instance.pins.clear();
    instance.previous.clear();
    instance.officers[0] = Officer {
        code: "P0".to_owned(),
        group: 1,
        protected: false,
        consent: true,
        to_ask: false,
        ot_month: 2400,
        ot_year: 12_000,
        ot_used: 0,
        leave: vec![false; 14],
        unavailable: std::collections::HashSet::new(),
        prefs: Vec::new(),
        base_week: 2400,
        make_up: Vec::new(),
        hist_evenings: 0,
        hist_ot: 0,
        hist_weekends: 0,
        hist_hard: 0,
        worked_before: 0,
        worked_after: 0,
        months: Vec::new(),
    };
    instance
}

/// Five regular days in both weeks, changed on some days.
fn plan(changes: &[(usize, Option<usize>)]) -> Plan {
    let mut plan = Plan::empty(1, 14);
    for day in (0..14).filter(|day| day % 7 < 5) {
        plan.set(0, day, Some(R));
    }
    for (day, shift) in changes {
        plan.set(0, *day, *shift);
    }
    plan
}

fn breaches(instance: &Instance, changes: &[(usize, Option<usize>)]) -> Vec<(Rule, Place, i32, i32)> {
    let verdict = check(instance, &plan(changes));
    verdict.breaches.iter().map(|breach| (breach.rule, breach.place, breach.measured, breach.limit)).collect()
}

#[test]
fn regular_weeks_break_nothing() {
    assert_eq!(breaches(&instance(), &[]), []);
}

#[test]
fn a_shift_of_another_weekday_breaks_h1() {
    let broken = breaches(&instance(), &[(5, Some(R)), (4, None)]);
    assert_eq!(broken, [(Rule::H1, Place::Day(5), 1, 0)]);
}

#[test]
fn leave_unavailability_and_pins_are_h2() {
    let mut instance = instance();
    instance.officers[0].leave[1] = true;
    instance.officers[0].unavailable.insert((2, R));
    instance.pins.push((0, 3, RV));
    let days: Vec<usize> = check(&instance, &plan(&[]))
        .breaches
        .iter()
        .filter(|breach| breach.rule == Rule::H2)
        .filter_map(|breach| if let Place::Day(day) = breach.place { Some(day) } else { None })
        .collect();
    assert_eq!(days, [1, 2, 3]);
}

#[test]
fn overtime_of_a_day_may_reach_its_limit_and_not_pass_it() {
    let mut instance = instance();
    instance.shifts[RV].overtime = 240;
    assert_eq!(breaches(&instance, &[(1, Some(RV))]), []);
    instance.shifts[RV].overtime = 241;
    assert_eq!(
        breaches(&instance, &[(1, Some(RV))]),
        [(Rule::H3, Place::Day(1), 721, 720), (Rule::H3, Place::Day(1), 241, 240)]
    );
}

#[test]
fn overtime_may_reach_the_cap_of_the_month_and_of_the_year() {
    let whole = Place::Days { first: 0, end: 14 };
    let mut instance = instance();
    instance.officers[0].ot_month = 180;
    assert_eq!(breaches(&instance, &[(1, Some(RV))]), []);
    assert_eq!(breaches(&instance, &[(1, Some(RV)), (8, Some(RV))]), [(Rule::H4, whole, 360, 180)]);
    instance.officers[0].ot_month = 2400;
    instance.officers[0].ot_used = 12_000 - 179;
    assert_eq!(breaches(&instance, &[(1, Some(RV))]), [(Rule::H4, whole, 180, 179)]);
}

#[test]
fn each_calendar_month_has_its_own_cap() {
    let mut instance = instance();
    instance.officers[0].months =
        vec![MonthCap { first: 0, end: 8, remaining: 180 }, MonthCap { first: 8, end: 14, remaining: 0 }];
    assert_eq!(breaches(&instance, &[(1, Some(RV))]), []);
    let second = Place::Days { first: 8, end: 14 };
    assert_eq!(breaches(&instance, &[(8, Some(RV))]), [(Rule::H4, second, 180, 0)]);
}

#[test]
fn a_week_needs_a_free_day() {
    let mut instance = instance();
    instance.limits.work_row = 12;
    assert_eq!(breaches(&instance, &[(5, Some(SM))]), []);
    assert_eq!(breaches(&instance, &[(5, Some(SM)), (6, Some(SM))]), [(Rule::H5, Place::Week(0), 7, 6)]);
}

#[test]
fn a_run_of_days_counts_those_worked_before() {
    let mut instance = instance();
    assert_eq!(instance.limits.work_row, 5);
    assert_eq!(breaches(&instance, &[(5, Some(SM))]), [(Rule::H5, Place::Day(5), 6, 5)]);
    instance.officers[0].worked_before = 1;
    assert_eq!(breaches(&instance, &[]), [(Rule::H5, Place::Day(4), 6, 5)]);
}

#[test]
fn the_run_that_reaches_the_last_day_counts_those_worked_after() {
    let mut instance = instance();
    instance.officers[0].worked_after = 4;
    assert_eq!(breaches(&instance, &[]), []);
    assert_eq!(breaches(&instance, &[(13, Some(SM))]), []);
    instance.officers[0].worked_after = 5;
    assert_eq!(breaches(&instance, &[]), []);
    assert_eq!(breaches(&instance, &[(13, Some(SM))]), [(Rule::H5, Place::Day(13), 6, 5)]);
    instance.officers[0].worked_after = 4;
    let weekend = [(10, None), (12, Some(SM)), (13, Some(SM))];
    assert_eq!(breaches(&instance, &weekend), [(Rule::H5, Place::Day(13), 7, 5)]);
}

#[test]
fn a_run_through_all_days_counts_those_worked_before_and_after() {
    let mut instance = small_instance(1, 1, 4);
    (instance.pins, instance.previous) = (Vec::new(), Vec::new());
    instance.limits.week_tolerance = 2400;
    let own = &mut instance.officers[0];
    (own.leave, own.worked_before, own.worked_after) = (vec![false; 4], 1, 1);
    own.unavailable.clear();
    let mut plan = Plan::empty(1, 4);
    (0..4).for_each(|day| plan.set(0, day, Some(R)));
    let runs = |instance: &Instance| -> Vec<(Place, i32)> {
        let found = check(instance, &plan).breaches.into_iter().filter(|breach| breach.limit == 5);
        found.map(|breach| (breach.place, breach.measured)).collect()
    };
    assert_eq!(runs(&instance), [(Place::Day(3), 6)]);
    instance.officers[0].worked_after = 0;
    assert_eq!(runs(&instance), []);
}

#[test]
fn the_longer_rest_applies_beside_a_moved_shift() {
    let instance = instance();
    // An evening until 20:30 and a morning from 7:30 leave 11 hours: enough between two regular days only.
    assert_eq!(breaches(&instance, &[(1, Some(RV))]), []);
    assert_eq!(breaches(&instance, &[(1, Some(LV))]), [(Rule::H6, Place::Day(1), 660, 720)]);
}

#[test]
fn protected_officers_and_those_without_consent_are_h7() {
    let mut instance = instance();
    instance.officers[0].consent = false;
    assert_eq!(breaches(&instance, &[(4, Some(LV))]), []);
    assert_eq!(breaches(&instance, &[(4, Some(RV))]), [(Rule::H7, Place::Day(4), 180, 0)]);
    instance.officers[0].protected = true;
    assert_eq!(breaches(&instance, &[(4, Some(LV))]), [(Rule::H7, Place::Day(4), 1, 0)]);
}

#[test]
fn a_week_may_fall_short_by_the_tolerance_and_by_leave() {
    let mut instance = instance();
    assert_eq!(breaches(&instance, &[(4, None)]), []);
    assert_eq!(breaches(&instance, &[(4, None), (3, None)]), [(Rule::H8, Place::Week(0), 1440, 1920)]);
    instance.officers[0].leave[3] = true;
    assert_eq!(breaches(&instance, &[(4, None), (3, None)]), []);
    instance.officers[0].base_week = 2399;
    assert_eq!(breaches(&instance, &[(4, None), (3, None)]), [(Rule::H8, Place::Week(1), 2400, 2399)]);
}

#[test]
fn evenings_of_a_week_are_limited() {
    let instance = instance();
    assert_eq!(breaches(&instance, &[(0, Some(RV)), (2, Some(RV))]), []);
    let three = [(0, Some(RV)), (2, Some(RV)), (4, Some(RV))];
    assert_eq!(breaches(&instance, &three), [(Rule::H9, Place::Week(0), 3, 2)]);
}

#[test]
fn an_officer_serves_one_skill_in_a_block() {
    let mut instance = small_instance(1, 2, 7);
    instance.officers[0].group = 0; // skill 0
    instance.officers[1].group = 1; // skills 0 and 1
    instance.requirements = [(0, 1, 1), (1, 1, 0), (2, 1, 0)]
        .map(|(skill, target, floor)| crate::domain::instance::Requirement { day: 0, block: 0, skill, target, floor })
        .to_vec();
    let mut plan = Plan::empty(2, 7);
    plan.set(0, 0, Some(R));
    plan.set(1, 0, Some(R));
    let coverage = coverage(&instance, &plan);
    let service = |officer: usize, skill: usize| Service { day: 0, block: 0, officer, skill };
    assert_eq!(coverage.services, [service(0, 0), service(1, 1)]);
    assert_eq!(coverage.shortfalls, [Shortfall { day: 0, block: 0, skill: 2, below_floor: 0, below_target: 1 }]);
}
