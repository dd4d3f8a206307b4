//! Columns, HiGHS and the whole solve against each other, the checker and every roster there is, over random small centres.
//!
//! The columns alone, HiGHS alone and a solve with work enough for its proof must all end at the price of the cheapest
//! roster, for all terms together and for each by itself.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::agreement_tests::{burdened, cheapest, lawful_rows, one_by_one, solved};
use super::columns::commune_work::commune_work;
use super::columns::plan_host::{PlanHost, choices};
use super::columns::pool::{Effort, pick};
use super::columns::search::{Options, Search};
use super::columns::work::Column;
use super::lawful::Lawful;
use super::model;
use super::shared::Shared;
use super::solve::{SolveOptions, Status, solve};
use super::start::start;
use super::test_support::small_instance;
use super::warm_start::WarmStart;
use crate::checker;
use crate::domain::instance::{Instance, Plan, Weights};

/// Rosters of a tiny instance that are looked at one by one.
const MOST_ROSTERS: usize = 600;
/// Prices closer than this are equal.
const EQUAL: f64 = 1e-4;

/// Counted work of a solve: enough for the proof of a week of three officers to begin.
fn with_proof(seed: u64) -> SolveOptions {
    SolveOptions { time_limit: Duration::from_secs(20), work_limit: Some(1_000), gap: 0.0, threads: 1, seed }
}

/// A week of two or three officers; every other one with prices that are no whole numbers.
fn week(seed: u64) -> Instance {
    let officers = if seed.is_multiple_of(3) { 3 } else { 2 };
    let mut instance = burdened(small_instance(seed, officers, 7), seed);
    if seed.is_multiple_of(2) {
        let Weights { unmet_min, unmet, overtime, fair_evening, fair_overtime, pref, evening_row, change } =
            &mut instance.weights;
        for (at, weight) in
            [unmet_min, unmet, overtime, fair_evening, fair_overtime, pref, evening_row, change].into_iter().enumerate()
        {
            *weight *= 0.37 + 0.11 * f64::from(u8::try_from(at).expect("eight weights"));
        }
    }
    instance
}

/// A few days of two or three officers.
fn few_days(seed: u64) -> Instance {
    let mut instance = small_instance(seed, 2 + usize::from(seed.is_multiple_of(4)), 3);
    instance.limits.week_tolerance = 1_440;
    for shift in &mut instance.shifts {
        shift.weekdays = [true; 7];
    }
    burdened(instance, seed)
}

/// The cheapest roster that HiGHS finds by itself, and its price in the model.
fn by_highs(instance: &Instance, lawful: &Lawful) -> (Plan, f64) {
    let (instance, lawful) = (instance.clone(), lawful.clone());
    // HiGHS binds its pool of workers to the thread of the first solve.
    let solved = thread::spawn(move || {
        let finished = model::build(&instance, &lawful).finish().expect("HiGHS takes the model");
        let mut highs = finished.highs;
        highs.make_quiet();
        for option in ["mip_rel_gap", "mip_abs_gap"] {
            highs.try_set_option(option, 0.0).expect("known to HiGHS");
        }
        let solved = highs.try_solve().expect("HiGHS runs");
        let plan = model::plan_of(&instance, &finished.columns, solved.get_solution().columns());
        (plan, solved.objective_value() + finished.constant)
    });
    solved.join().expect("HiGHS ends")
}

/// The price of the cheapest roster that the columns find by themselves, with their proof.
fn by_columns(instance: &Instance, lawful: &Lawful) -> f64 {
    let work = commune_work(instance, lawful).expect("small instances have a lawful roster");
    let first = start(instance, lawful).expect("small instances have a lawful roster");
    let shared = Shared::new(instance, first).expect("the first roster is lawful");
    let (officers, days) = (instance.officers.len(), instance.days);
    let host = PlanHost { judge: instance, officers, days, shared: &shared, gap: 0.0 };
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut search = Search::new(&work, &host, Options { deadline, seed: 1, threads: 1, work_limit: None });
    let root = search.root().expect("HiGHS solves small programmes");
    let mut tree = search.tree(&root);
    search.branch(&mut tree, None).expect("HiGHS solves small programmes");
    let best = shared.best();
    let bound = best.bound.expect("a bound");
    assert!(bound <= best.objective + EQUAL && best.objective <= bound + EQUAL, "{bound} of {}", best.objective);
    best.objective
}

/// What the master problem of the columns says that `plan` costs.
fn price_in_columns(instance: &Instance, lawful: &Lawful, plan: &Plan) -> f64 {
    let work = commune_work(instance, lawful).expect("small instances have a lawful roster");
    let column = |officer| work.column_of(officer, &choices(plan.row(officer))).expect("a lawful row");
    let columns: Vec<Arc<Column>> = (0..instance.officers.len()).map(|officer| Arc::new(column(officer))).collect();
    let (fixed, effort) = (vec![None; columns.len()], Effort::Time(Duration::from_secs(20)));
    let picked = pick(&work, &fixed, &columns, None, effort, 1, &|| false).expect("a model");
    assert!(picked.finished);
    picked.bound
}

/// The lawful choices that are left when everybody must work as in `plan`.
fn only(lawful: &Lawful, plan: &Plan) -> Lawful {
    lawful.narrowed(|officer, day, choice| choice == plan.get(officer, day).map_or(0, |shift| shift + 1))
}

fn assert_equal(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() < EQUAL, "{what}: {one} against {other}");
}

#[test]
fn a_solve_with_its_proof_ends_where_columns_and_highs_end() {
    let (mut with_roster, mut proven) = (0, 0);
    for seed in 0..120 {
        let instance = week(seed);
        let (outcome, told) = solved(&instance, &with_proof(seed));
        let Some(verdict) = &outcome.verdict else {
            assert!(!outcome.contradictions.is_empty());
            continue;
        };
        with_roster += 1;
        for plan in told.iter().chain(&outcome.plan) {
            assert_eq!(checker::check(&instance, plan).breaches, vec![], "seed {seed}");
        }
        let bound = outcome.bound.expect("the proof begins with a bound");
        assert!(bound <= verdict.objective + EQUAL, "seed {seed}");
        let lawful = Lawful::new(&instance).expect("a solved instance");
        let (plan, price) = by_highs(&instance, &lawful);
        let judged = checker::check(&instance, &plan);
        assert_eq!(judged.breaches, vec![], "seed {seed}");
        assert_equal(price, judged.objective, &format!("HiGHS against the checker, seed {seed}"));
        assert_equal(price, by_columns(&instance, &lawful), &format!("HiGHS against columns, seed {seed}"));
        assert!(bound <= price + EQUAL, "seed {seed}: a bound of {bound} above {price}");
        if outcome.status == Status::Optimal {
            proven += 1;
            assert_equal(price, verdict.objective, &format!("HiGHS against the proven roster, seed {seed}"));
        }
    }
    assert!(with_roster >= 80 && proven * 10 >= with_roster * 9, "{proven} proven of {with_roster}");
}

#[test]
fn for_each_term_by_itself_columns_highs_and_every_roster_agree() {
    let mut compared = 0;
    for seed in 0..150 {
        let instance = few_days(seed);
        let Ok(lawful) = Lawful::new(&instance) else { continue };
        let rows: Vec<_> = (0..instance.officers.len()).map(|officer| lawful_rows(&instance, officer)).collect();
        if !(1..=MOST_ROSTERS).contains(&rows.iter().map(Vec::len).product::<usize>()) {
            continue;
        }
        compared += 1;
        for (at, (weights, _)) in one_by_one(&instance.weights).into_iter().enumerate() {
            let alone = Instance { weights, ..instance.clone() };
            let what = |engine: &str| format!("{engine}, term {at}, seed {seed}");
            let price = cheapest(&alone, &rows).expect("a lawful roster");
            assert_equal(by_highs(&alone, &lawful).1, price, &what("HiGHS"));
            assert_equal(by_columns(&alone, &lawful), price, &what("columns"));
            let outcome = solve(&alone, &with_proof(seed), &WarmStart::default(), &mut |_| ControlFlow::Continue(()));
            assert!(outcome.bound.expect("a bound") <= price + EQUAL, "{}", what("bound"));
            if outcome.status == Status::Optimal {
                assert_equal(outcome.verdict.expect("a roster").objective, price, &what("solve"));
            }
        }
    }
    assert!(compared >= 25, "{compared} instances are small enough");
}

#[test]
fn columns_model_and_checker_agree_on_every_term_of_a_roster() {
    for seed in 0..80 {
        let instance = burdened(small_instance(seed, 3, 14), seed);
        let few_steps = SolveOptions { work_limit: Some(20), ..with_proof(seed) };
        let Some(plan) = solved(&instance, &few_steps).0.plan else { continue };
        for (at, (weights, term)) in one_by_one(&instance.weights).into_iter().enumerate() {
            let alone = Instance { weights, ..instance.clone() };
            let lawful = Lawful::new(&alone).expect("a solved instance");
            let judged = term(&checker::check(&alone, &plan).terms);
            let what = |engine: &str| format!("{engine}, term {at}, seed {seed}");
            assert_equal(price_in_columns(&alone, &lawful, &plan), judged, &what("columns"));
            let (same, price) = by_highs(&alone, &only(&lawful, &plan));
            assert_eq!(same, plan, "{}", what("HiGHS"));
            assert_equal(price, judged, &what("HiGHS"));
        }
    }
}
