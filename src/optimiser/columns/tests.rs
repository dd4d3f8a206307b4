//! Properties of the column search over random small instances.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::cheapest::{Multipliers, Room, cheapest};
use super::commune_work::commune_work;
use super::nrp::whole_work;
use super::plan_host::{PlanHost, choices, write_columns};
use super::pool::{Effort, pick};
use super::search::{Options, Search, first_roster};
use super::work::{Column, Work};
use crate::checker;
use crate::checker::nrp::check_nrp;
use crate::domain::instance::{Plan, Shift};
use crate::domain::nrp::{NrpCover, NrpInstance, NrpRequest, NrpShift, NrpStaff};
use crate::optimiser::lawful::Lawful;
use crate::optimiser::shared::Shared;
use crate::optimiser::solve::{SolveOptions, Status};
use crate::optimiser::solve_nrp::solve_nrp;
use crate::optimiser::start::start;
use crate::optimiser::test_support::{instances, small_instance};

prop_compose! {
    fn staff(shifts: usize, days: usize)(
        max_shifts in prop::collection::vec(0_i32..5, shifts),
        hours in 0_i32..5,
        span in 1_i32..6,
        max_consecutive in 1_i32..5,
        min_consecutive in 1_i32..3,
        min_days_off in 1_i32..3,
        max_weekends in 0_i32..3,
        days_off in prop::collection::btree_set(0..days, 0..2),
    ) -> NrpStaff {
        NrpStaff {
            code: String::new(),
            max_shifts,
            max_minutes: (hours + span) * 480,
            min_minutes: hours * 240,
            max_consecutive,
            min_consecutive: min_consecutive.min(max_consecutive),
            min_days_off,
            max_weekends,
            days_off,
        }
    }
}

prop_compose! {
    fn nrp_instances()(shifts in 1_usize..3, days in 5_usize..9)(
        mut staff in prop::collection::vec(staff(shifts, days), 1..4),
        forbidden in any::<bool>(),
        long in prop::bool::ANY,
        requests in prop::collection::vec((0_usize..3, 0..days, 0..shifts, 1_i32..5, any::<bool>()), 0..6),
        cover in prop::collection::vec((0_i32..3, 1_i32..50, 1_i32..10), days * shifts),
        shifts in Just(shifts),
        days in Just(days),
    ) -> NrpInstance {
        for (number, member) in staff.iter_mut().enumerate() {
            member.code = format!("p{number}");
        }
        let request = |of: bool| -> Vec<NrpRequest> {
            let mine = requests.iter().filter(|request| request.4 == of && request.0 < staff.len());
            mine.map(|request| NrpRequest { staff: request.0, day: request.1, shift: request.2, weight: request.3 }).collect()
        };
        NrpInstance {
            days,
            shifts: (0..shifts)
                .map(|shift| NrpShift {
                    code: format!("s{shift}"),
                    minutes: if long && shift == 1 { 720 } else { 480 },
                    not_followed_by: if forbidden && shift == 1 { BTreeSet::from([0]) } else { BTreeSet::new() },
                })
                .collect(),
            on_requests: request(true),
            off_requests: request(false),
            cover: cover
                .iter()
                .enumerate()
                .map(|(at, (wanted, under_weight, over_weight))| NrpCover {
                    day: at / shifts,
                    shift: at % shifts,
                    wanted: *wanted,
                    under_weight: *under_weight,
                    over_weight: *over_weight,
                })
                .collect(),
            staff,
        }
    }
}

/// Every lawful row of one member of staff.
fn lawful_rows(instance: &NrpInstance, staff: usize) -> Vec<Vec<Option<usize>>> {
    let choices = instance.shifts.len() + 1;
    let rows = choices.pow(u32::try_from(instance.days).expect("a few days"));
    let alone = NrpInstance {
        staff: vec![instance.staff[staff].clone()],
        on_requests: vec![],
        off_requests: vec![],
        ..instance.clone()
    };
    (0..rows)
        .map(|number| {
            (0..instance.days).map(|day| (number / choices.pow(day as u32) % choices).checked_sub(1)).collect()
        })
        .filter(|row: &Vec<Option<usize>>| {
            let mut plan = Plan::empty(1, instance.days);
            row.iter().enumerate().for_each(|(day, shift)| plan.set(0, day, *shift));
            check_nrp(&alone, &plan).is_lawful()
        })
        .collect()
}

/// The price of the cheapest of all ways to join the rows of everybody.
fn cheapest_of_all(instance: &NrpInstance, rows: &[Vec<Vec<Option<usize>>>]) -> Option<f64> {
    let mut plans = vec![Plan::empty(instance.staff.len(), instance.days)];
    for (staff, rows) in rows.iter().enumerate() {
        let with = |plan: &Plan, row: &Vec<Option<usize>>| {
            let mut plan = plan.clone();
            row.iter().enumerate().for_each(|(day, shift)| plan.set(staff, day, *shift));
            plan
        };
        plans = plans.iter().flat_map(|plan| rows.iter().map(move |row| with(plan, row))).collect();
    }
    plans.iter().map(|plan| check_nrp(instance, plan).objective).reduce(f64::min)
}

fn options() -> SolveOptions {
    SolveOptions { time_limit: Duration::from_secs(20), work_limit: None, gap: 0.0, threads: 1, seed: 1 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_lattice_holds_every_lawful_roster(instance in nrp_instances()) {
        let mut one = instance;
        one.staff.truncate(1);
        one.on_requests.clear();
        one.off_requests.clear();
        let rows = lawful_rows(&one, 0);
        let Some(work) = whole_work(&one) else {
            // Limits over whole rosters stand beside the lattice, so an empty lattice means that nothing is lawful.
            prop_assert!(rows.is_empty());
            return Ok(());
        };
        for row in rows {
            prop_assert!(work.column_of(0, &choices(&row)).is_some(), "{row:?}");
        }
    }

    #[test]
    fn the_cheapest_roster_is_the_cheapest_of_all(
        instance in nrp_instances(),
        prices in prop::collection::vec(-20_i32..20, 8 * 3),
    ) {
        let Some(work) = whole_work(&instance) else { return Ok(()) };
        let width = work.choices();
        for staff in 0..instance.staff.len() {
            let own = &work.officers[staff];
            let priced: Vec<f64> = own
                .costs
                .iter()
                .enumerate()
                .map(|(cell, cost)| cost + f64::from(prices[(cell / (2 * width)) * width.min(3) + cell % width]))
                .collect();
            let best = lawful_rows(&instance, staff)
                .iter()
                .map(|row| {
                    let cells = choices(row).into_iter().enumerate().map(|(day, choice)| day * 2 * width + usize::from(choice));
                    cells.map(|cell| priced[cell]).sum::<f64>()
                })
                .reduce(f64::min);
            let found = cheapest(own, width, &priced, f64::INFINITY, &mut Multipliers::new(), &mut Room::default());
            match best {
                Some(best) => {
                    prop_assert!((found.price - best).abs() < 1e-6, "{} against {best}", found.price);
                    prop_assert!(found.bound <= best + 1e-6 && found.bound >= best - 1e-6);
                }
                None => prop_assert!(found.cells.is_none()),
            }
        }
    }

    #[test]
    fn the_master_and_the_checker_agree_on_every_commune_roster(instance in instances()) {
        let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
        let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
        let work = commune_work(&instance, &lawful).expect("small instances have a lawful roster");
        let columns: Vec<Arc<Column>> = (0..instance.officers.len())
            .map(|officer| Arc::new(work.column_of(officer, &choices(plan.row(officer))).expect("a lawful row")))
            .collect();
        let price = price_of(&work, &columns);
        let judged = checker::check(&instance, &plan).objective;
        prop_assert!((price - judged).abs() < 1e-4, "{price} against {judged}");
    }
}

#[test]
fn a_column_tells_more_shifts_apart_than_a_byte() {
    let mut instance = small_instance(5, 3, 7);
    (instance.pins, instance.previous) = (Vec::new(), Vec::new());
    for officer in &mut instance.officers {
        officer.unavailable.clear();
        officer.prefs.clear();
    }
    // The shifts that are worked come after 300 that exist on no day.
    let nowhere = Shift { weekdays: [false; 7], ..instance.shifts[0].clone() };
    instance.shifts = [vec![nowhere; 300], instance.shifts].concat();
    let lawful = Lawful::new(&instance).expect("no pins");
    let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
    assert!(plan.assignments().all(|(_, _, shift)| shift >= 300));
    let work = commune_work(&instance, &lawful).expect("small instances have a lawful roster");
    let columns: Vec<Arc<Column>> = (0..instance.officers.len())
        .map(|officer| Arc::new(work.column_of(officer, &choices(plan.row(officer))).expect("a lawful row")))
        .collect();
    let mut told = Plan::empty(instance.officers.len(), instance.days);
    write_columns(&mut told, 0, &columns);
    assert_eq!(told, plan);
    let (price, judged) = (price_of(&work, &columns), checker::check(&instance, &plan).objective);
    assert!((price - judged).abs() < 1e-4, "{price} against {judged}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_work_gives_the_same_benchmark_roster(instance in nrp_instances()) {
        let options = SolveOptions { work_limit: Some(20), threads: 2, ..options() };
        let solved = || solve_nrp(&instance, &options, &mut |_| ControlFlow::Continue(())).plan;
        prop_assert_eq!(solved(), solved());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_solved_benchmark_instance_is_lawful_and_its_bound_holds(instance in nrp_instances()) {
        let rows: Vec<_> = (0..instance.staff.len()).map(|staff| lawful_rows(&instance, staff)).collect();
        prop_assume!(rows.iter().map(|rows| rows.len().max(1)).product::<usize>() < 40_000);
        let outcome = solve_nrp(&instance, &options(), &mut |_| ControlFlow::Continue(()));
        let cheapest = cheapest_of_all(&instance, &rows);
        match (cheapest, outcome.verdict) {
            (Some(cheapest), Some(verdict)) => {
                prop_assert!(verdict.is_lawful());
                prop_assert_eq!(outcome.status, Status::Optimal);
                prop_assert_eq!(verdict.objective, cheapest);
                prop_assert!(outcome.bound.is_some_and(|bound| bound <= cheapest + 1e-6));
            }
            (None, None) => prop_assert_eq!(outcome.status, Status::NoRoster),
            (cheapest, verdict) => prop_assert!(false, "{cheapest:?} against {verdict:?}"),
        }
    }
}

/// The price of a whole roster in the master.
fn price_of(work: &Work, columns: &[Arc<Column>]) -> f64 {
    let fixed = vec![None; columns.len()];
    let picked =
        pick(work, &fixed, columns, None, Effort::Time(Duration::from_secs(20)), 1, &|| false).expect("a model");
    assert!(picked.finished);
    picked.bound
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_tree_that_is_closed_has_found_the_cheapest_roster(instance in nrp_instances(), rosters_at_node in 0_usize..20) {
        let rows: Vec<_> = (0..instance.staff.len()).map(|staff| lawful_rows(&instance, staff)).collect();
        prop_assume!(rows.iter().map(|rows| rows.len().max(1)).product::<usize>() < 40_000);
        let Some(work) = whole_work(&instance) else { return Ok(()) };
        let Some(first) = first_roster(&work) else { return Ok(()) };
        let mut plan = Plan::empty(instance.staff.len(), instance.days);
        write_columns(&mut plan, 0, &first);
        let shared = Shared::new(&instance, plan).expect("the first roster is lawful");
        let (officers, days) = (instance.staff.len(), instance.days);
        let host = PlanHost { judge: &instance, officers, days, shared: &shared, gap: 0.0 };
        let deadline = Instant::now() + Duration::from_secs(60);
        let limits = Options { deadline, seed: 1, threads: 1, work_limit: None };
        let mut search = Search::new(&work, &host, limits);
        let root = search.root().expect("HiGHS solves small programmes");
        let mut tree = search.tree(&root).enumerating(rosters_at_node);
        search.branch(&mut tree, None).expect("HiGHS solves small programmes");
        let best = shared.best();
        prop_assert_eq!(Some(best.objective), cheapest_of_all(&instance, &rows));
        prop_assert_eq!(best.bound, Some(best.objective));
    }
}
