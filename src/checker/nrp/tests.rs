//! Both sides of every limit of the benchmark's rules, and what holds for every roster.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::nrp::{NrpCover, NrpRequest, NrpShift};

const E: usize = 0;
const L: usize = 1;

/// Early and late; no early after a late one.
fn shifts() -> Vec<NrpShift> {
    let shift = |code: &str, minutes, not_followed_by| NrpShift { code: code.to_owned(), minutes, not_followed_by };
    vec![shift("E", 480, BTreeSet::new()), shift("L", 600, BTreeSet::from([E]))]
}

/// A contract that forbids nothing within `days`.
fn free(days: usize) -> NrpStaff {
    NrpStaff {
        code: "An".to_owned(),
        max_shifts: vec![count(days); 2],
        max_minutes: 600 * count(days),
        min_minutes: 0,
        max_consecutive: count(days),
        min_consecutive: 1,
        min_days_off: 1,
        max_weekends: count(days),
        days_off: BTreeSet::new(),
    }
}

/// A breach without its person: rule, days, shift, measured, limit.
type Broken = (NrpRule, Range<usize>, Option<usize>, i32, i32);

/// The breaches of one person's row, a letter a day (`.` is free), under the free contract with one limit changed.
fn breaches(row: &str, limit: impl Fn(&mut NrpStaff)) -> Vec<Broken> {
    let mut contract = free(row.len());
    limit(&mut contract);
    let instance = NrpInstance {
        days: row.len(),
        shifts: shifts(),
        staff: vec![contract],
        on_requests: Vec::new(),
        off_requests: Vec::new(),
        cover: Vec::new(),
    };
    let mut plan = Plan::empty(1, row.len());
    for (day, letter) in row.chars().enumerate() {
        plan.set(0, day, ['E', 'L'].iter().position(|shift| *shift == letter));
    }
    let verdict = check_nrp(&instance, &plan);
    assert_eq!((verdict.is_lawful(), verdict.objective), (verdict.breaches.is_empty(), 0.0));
    verdict.breaches.into_iter().map(|b| (b.rule, b.days, b.shift, b.measured, b.limit)).collect()
}

#[test]
fn a_free_contract_forbids_nothing_but_the_succession() {
    assert_eq!(breaches("EELLLL.E.LEE..", |_| ()), [(NrpRule::H2, 9..11, Some(E), 1, 0)]);
    assert_eq!(breaches("EELLLL.E.LLL..", |_| ()), []);
}

#[test]
fn each_kind_of_shift_has_its_maximum() {
    let two_late = |staff: &mut NrpStaff| staff.max_shifts[L] = 2;
    assert_eq!(breaches("EEEELL.", two_late), []);
    assert_eq!(breaches("EEELLL.", two_late), [(NrpRule::H3, 0..7, Some(L), 3, 2)]);
}

#[test]
fn minutes_may_reach_their_limits_and_not_pass_them() {
    let most = |staff: &mut NrpStaff| staff.max_minutes = 1080;
    assert_eq!(breaches("EL.....", most), []);
    assert_eq!(breaches("LL.....", most), [(NrpRule::H4, 0..7, None, 1200, 1080)]);
    let least = |staff: &mut NrpStaff| staff.min_minutes = 1080;
    assert_eq!(breaches("EL.....", least), []);
    assert_eq!(breaches("EE.....", least), [(NrpRule::H4, 0..7, None, 960, 1080)]);
}

#[test]
fn a_run_of_work_has_its_maximum_at_the_ends_too() {
    let three = |staff: &mut NrpStaff| staff.max_consecutive = 3;
    assert_eq!(breaches("EEE.EEE.EEE", three), []);
    assert_eq!(breaches("E.......EEE", three), [], "free days have no maximum");
    assert_eq!(breaches("EEEE.EEE.E.", three), [(NrpRule::H5, 0..4, None, 4, 3)]);
    assert_eq!(breaches("EEE.EEEE.E.", three), [(NrpRule::H5, 4..8, None, 4, 3)]);
    assert_eq!(breaches("EEE.E..EEEE", three), [(NrpRule::H5, 7..11, None, 4, 3)]);
}

#[test]
fn a_short_run_of_work_is_exempt_at_both_ends() {
    let two = |staff: &mut NrpStaff| staff.min_consecutive = 2;
    assert_eq!(breaches("E..EE.....E", two), []);
    assert_eq!(breaches("E..E......E", two), [(NrpRule::H6, 3..4, None, 1, 2)]);
    assert_eq!(breaches(".E.......E.", two), [(NrpRule::H6, 1..2, None, 1, 2), (NrpRule::H6, 9..10, None, 1, 2)]);
}

#[test]
fn a_short_rest_is_exempt_at_both_ends() {
    let two = |staff: &mut NrpStaff| staff.min_days_off = 2;
    assert_eq!(breaches(".EEEE..EEE.", two), []);
    assert_eq!(breaches(".EEEE.EEEE.", two), [(NrpRule::H7, 5..6, None, 1, 2)]);
    assert_eq!(breaches("E.EEEEEEE.E", two), [(NrpRule::H7, 1..2, None, 1, 2), (NrpRule::H7, 9..10, None, 1, 2)]);
}

#[test]
fn a_horizon_that_is_one_run_is_exempt_from_the_minimum() {
    let long = |staff: &mut NrpStaff| (staff.min_consecutive, staff.min_days_off) = (9, 9);
    assert_eq!(breaches("EEE", long), []);
    assert_eq!(breaches("...", long), []);
}

#[test]
fn saturday_and_sunday_are_one_weekend() {
    let one = |staff: &mut NrpStaff| staff.max_weekends = 1;
    assert_eq!(breaches("EEEEEEEEEEEE..", one), []);
    assert_eq!(breaches(".....E.......E", one), [(NrpRule::H8, 0..14, None, 2, 1)]);
    assert_eq!(breaches("......E.....E", one), [(NrpRule::H8, 0..13, None, 2, 1)], "the horizon ends on a Saturday");
    assert_eq!(breaches("....E..E...E..", one), [], "Mondays and Fridays are no weekend");
}

#[test]
fn every_worked_day_off_is_a_breach() {
    let off = |staff: &mut NrpStaff| staff.days_off = BTreeSet::from([1, 3]);
    assert_eq!(breaches("E.E.E..", off), []);
    assert_eq!(breaches("EEELE..", off)[1..], [(NrpRule::H9, 1..2, Some(E), 1, 0), (NrpRule::H9, 3..4, Some(L), 1, 0)]);
}

#[test]
fn wishes_and_cover_are_priced_by_their_weights() {
    let request = |day, shift, weight| NrpRequest { staff: 0, day, shift, weight };
    let cover = |day, shift, wanted| NrpCover { day, shift, wanted, under_weight: 100, over_weight: 7 };
    let instance = NrpInstance {
        days: 7,
        shifts: shifts(),
        staff: vec![free(7), free(7)],
        on_requests: vec![request(0, E, 2), request(1, E, 3), request(2, E, 5)],
        off_requests: vec![request(0, E, 11), request(1, E, 13), request(2, E, 17)],
        cover: vec![cover(0, E, 2), cover(0, L, 2), cover(1, L, 0), cover(6, E, 0)],
    };
    let mut plan = Plan::empty(2, 7);
    for (staff, day, shift) in [(0, 0, E), (0, 1, L), (1, 0, E), (1, 1, L)] {
        plan.set(staff, day, Some(shift));
    }
    let verdict = check_nrp(&instance, &plan);
    assert_eq!(verdict.terms, NrpTerms { on: 8.0, off: 11.0, under: 200.0, over: 14.0 });
    assert_eq!((verdict.objective, verdict.is_lawful()), (233.0, true));
}

prop_compose! {
    /// Any contract over `days` days, mostly tight enough that a random row breaks some of it.
    fn contracts(days: usize)(
        max_shifts in prop::collection::vec(0..8, 2),
        minutes in (0..2000, 0..6000),
        runs in (1..6, 0..4, 0..4),
        max_weekends in 0..3,
        days_off in prop::collection::btree_set(0..days, 0..3),
    ) -> NrpStaff {
        NrpStaff {
            code: "An".to_owned(),
            max_shifts,
            max_minutes: minutes.0 + minutes.1,
            min_minutes: minutes.0,
            max_consecutive: runs.0,
            min_consecutive: runs.1,
            min_days_off: runs.2,
            max_weekends,
            days_off,
        }
    }
}

fn wishes(people: usize, days: usize) -> impl Strategy<Value = Vec<NrpRequest>> {
    let wish = (0..people, 0..days, 0..2_usize, 0..5);
    prop::collection::vec(wish, 0..8).prop_map(|all| {
        all.into_iter().map(|(staff, day, shift, weight)| NrpRequest { staff, day, shift, weight }).collect()
    })
}

/// A small instance, and a roster of it as one row for each person.
fn rosters() -> impl Strategy<Value = (NrpInstance, Vec<Vec<Option<usize>>>)> {
    (1..4_usize, 5..16_usize).prop_flat_map(|(people, days)| {
        let cover = (0..days, 0..2_usize, 0..3, 0..9, 0..9);
        let cover = prop::collection::vec(cover, 1..20).prop_map(|all| {
            let row = |(day, shift, wanted, under_weight, over_weight)| NrpCover {
                day,
                shift,
                wanted,
                under_weight,
                over_weight,
            };
            all.into_iter().map(row).collect()
        });
        let staff = prop::collection::vec(contracts(days), people);
        let instance = (staff, wishes(people, days), wishes(people, days), cover).prop_map(
            move |(staff, on_requests, off_requests, cover)| NrpInstance {
                days,
                shifts: shifts(),
                staff,
                on_requests,
                off_requests,
                cover,
            },
        );
        let row = prop::collection::vec(prop::option::of(0..2_usize), days);
        (instance, prop::collection::vec(row, people))
    })
}

fn plan_of(rows: &[Vec<Option<usize>>], days: usize) -> Plan {
    let mut plan = Plan::empty(rows.len(), days);
    for (staff, row) in rows.iter().enumerate() {
        for (day, shift) in row.iter().enumerate() {
            plan.set(staff, day, *shift);
        }
    }
    plan
}

proptest! {
    #[test]
    fn one_person_beyond_the_cover_changes_that_term_alone((instance, rows) in rosters(), at in 0..20_usize) {
        let before = check_nrp(&instance, &plan_of(&rows, instance.days));
        // As many newcomers without limits or wishes as fill the place, and then one more.
        let NrpCover { day, shift, wanted, .. } = instance.cover[at % instance.cover.len()];
        let here = |row: &NrpCover| (row.day, row.shift) == (day, shift);
        let most = instance.cover.iter().filter(|row| here(row)).map(|row| row.wanted).max().unwrap_or(wanted);
        let (mut instance, mut rows) = (instance, rows);
        let mut verdicts = Vec::new();
        for _ in 0..=most {
            instance.staff.push(free(instance.days));
            let mut row = vec![None; instance.days];
            row[day] = Some(shift);
            rows.push(row);
            verdicts.push(check_nrp(&instance, &plan_of(&rows, instance.days)));
        }
        let (last, full) = (verdicts.pop().expect("one more"), verdicts.pop().unwrap_or_else(|| before.clone()));
        prop_assert_eq!(&last.breaches, &before.breaches);
        prop_assert_eq!(NrpTerms { over: full.terms.over, ..last.terms }, full.terms);
        let price: i32 = instance.cover.iter().filter(|row| here(row)).map(|row| row.over_weight).sum();
        prop_assert_eq!(last.objective - full.objective, f64::from(price));
    }

    #[test]
    fn the_order_of_people_changes_no_price_and_no_breach((instance, rows) in rosters()) {
        let verdict = check_nrp(&instance, &plan_of(&rows, instance.days));
        let mirrored = |staff: usize| instance.staff.len() - 1 - staff;
        let mut other = instance.clone();
        other.staff.reverse();
        other.on_requests.iter_mut().chain(&mut other.off_requests).for_each(|wish| wish.staff = mirrored(wish.staff));
        let rows: Vec<_> = rows.into_iter().rev().collect();
        let mut turned = check_nrp(&other, &plan_of(&rows, other.days));
        turned.breaches.iter_mut().for_each(|breach| breach.staff = mirrored(breach.staff));
        turned.breaches.sort_by_key(|breach| breach.staff);
        prop_assert_eq!(turned, verdict);
    }

    #[test]
    fn a_wish_costs_its_weight_on_one_side_only((instance, rows) in rosters(), weight in 1..9) {
        let plan = plan_of(&rows, instance.days);
        let before = check_nrp(&instance, &plan).terms;
        let wish = NrpRequest { staff: 0, day: 0, shift: E, weight };
        let mut wanted = instance.clone();
        wanted.on_requests.push(wish.clone());
        let mut unwanted = instance.clone();
        unwanted.off_requests.push(wish);
        let dearer = check_nrp(&wanted, &plan).terms.on - before.on + check_nrp(&unwanted, &plan).terms.off - before.off;
        prop_assert_eq!(dearer, f64::from(weight));
    }
}
