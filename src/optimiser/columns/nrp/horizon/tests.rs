//! Small instances of several weeks, made and improved window by window, against the checker.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::*;
use crate::checker::nrp::{NrpTerms, check_nrp};
use crate::domain::nrp::{NrpCover, NrpRequest, NrpShift, NrpStaff};
use crate::optimiser::columns::nrp::fits_whole;
use crate::optimiser::columns::plan_host::choices;
use crate::optimiser::solve::{Progress, SolveOptions, Status};
use crate::optimiser::solve_nrp::solve_nrp;

/// Three to six weeks of two to four people.
fn several_weeks(seed: u64) -> NrpInstance {
    let rng = &mut StdRng::seed_from_u64(seed);
    let (weeks, shifts, people) =
        (rng.random_range(3..7_usize), rng.random_range(1..4_usize), rng.random_range(2..5_usize));
    random(rng, weeks, shifts, people, if seed.is_multiple_of(3) { 600 } else { 480 })
}

/// Too many totals of minutes for one lattice: the lengths of the shifts have no common unit but the minute.
fn too_long(seed: u64) -> NrpInstance {
    let instance = random(&mut StdRng::seed_from_u64(seed), 10, 2, 6, 481);
    assert!(!fits_whole(&instance));
    instance
}

fn random(rng: &mut StdRng, weeks: usize, shifts: usize, people: usize, second: i32) -> NrpInstance {
    let days = 7 * weeks;
    let count = |number: usize| i32::try_from(number).expect("few");
    let staff = |number: usize, rng: &mut StdRng| {
        let most = count(weeks) * rng.random_range(3..6) * 480;
        NrpStaff {
            code: format!("p{number}"),
            max_shifts: (0..shifts).map(|_| count(days) / rng.random_range(1..5)).collect(),
            max_minutes: most,
            min_minutes: most * rng.random_range(4..9) / 10,
            max_consecutive: rng.random_range(4..7),
            min_consecutive: rng.random_range(1..4),
            min_days_off: rng.random_range(1..4),
            max_weekends: rng.random_range(count(weeks) / 2..=count(weeks)),
            days_off: (0..rng.random_range(0..4)).map(|_| rng.random_range(0..days)).collect(),
        }
    };
    let staff: Vec<NrpStaff> = (0..people).map(|number| staff(number, rng)).collect();
    let requests = |rng: &mut StdRng| -> Vec<NrpRequest> {
        let request = |_| NrpRequest {
            staff: rng.random_range(0..people),
            day: rng.random_range(0..days),
            shift: rng.random_range(0..shifts),
            weight: rng.random_range(1..4),
        };
        (0..days / 2).map(request).collect()
    };
    let (on_requests, off_requests) = (requests(rng), requests(rng));
    let cover = (0..days * shifts).map(|at| NrpCover {
        day: at / shifts,
        shift: at % shifts,
        wanted: rng.random_range(0..3),
        under_weight: rng.random_range(1..100),
        over_weight: rng.random_range(1..10),
    });
    NrpInstance {
        days,
        cover: cover.collect(),
        shifts: (0..shifts)
            .map(|shift| NrpShift {
                code: format!("s{shift}"),
                minutes: if shift == 1 { second } else { 480 },
                not_followed_by: if shift == 1 { BTreeSet::from([0]) } else { BTreeSet::new() },
            })
            .collect(),
        staff,
        on_requests,
        off_requests,
    }
}

/// The instances for which a first roster is found, with it.
fn first_plans(seeds: std::ops::Range<u64>) -> Vec<(u64, NrpInstance, Plan)> {
    seeds
        .filter_map(|seed| {
            let instance = several_weeks(seed);
            let plan = first_plan(&instance, seed, &|| false)?;
            Some((seed, instance, plan))
        })
        .collect()
}

fn far() -> Instant {
    Instant::now() + Duration::from_secs(600)
}

/// What of the terms is looked at.
type Part = fn(&NrpTerms) -> f64;

/// The instance with the prices of one term only, and that term; at last with all, and their sum.
fn one_by_one(instance: &NrpInstance) -> Vec<(NrpInstance, Part)> {
    let mut none = instance.clone();
    none.on_requests.clear();
    none.off_requests.clear();
    let with = |under: bool, over: bool| -> Vec<NrpCover> {
        let priced = |cover: &NrpCover| NrpCover {
            under_weight: if under { cover.under_weight } else { 0 },
            over_weight: if over { cover.over_weight } else { 0 },
            ..cover.clone()
        };
        instance.cover.iter().map(priced).collect()
    };
    none.cover = with(false, false);
    vec![
        (NrpInstance { on_requests: instance.on_requests.clone(), ..none.clone() }, |terms| terms.on),
        (NrpInstance { off_requests: instance.off_requests.clone(), ..none.clone() }, |terms| terms.off),
        (NrpInstance { cover: with(true, false), ..none.clone() }, |terms| terms.under),
        (NrpInstance { cover: with(false, true), ..none }, |terms| terms.over),
        (instance.clone(), NrpTerms::total),
    ]
}

/// What the windows of so many days say together that the plan costs. Everybody's part must be one that its window offers.
fn price_in_windows(instance: &NrpInstance, plan: &Plan, length: usize) -> f64 {
    let common = Common::new(instance);
    let everybody: Vec<usize> = (0..instance.staff.len()).collect();
    let price = |first: usize| {
        let days = first..(first + length).min(instance.days);
        let work = beside_the_rest(instance, &common, plan, &days, &everybody).expect("the plan stands in the window");
        let columns = standing_columns(&work, plan, &days);
        for column in &columns {
            let own = work.column_of(column.officer, &choices(&plan.row(column.officer)[days.clone()]));
            assert!(own.is_some_and(|own| own == **column && work.keeps_limits(&own)), "{days:?} {column:?}");
        }
        let mut master = Master::new(&work, &vec![None; columns.len()]).expect("HiGHS takes the programme");
        columns.into_iter().for_each(|column| assert!(master.add(column).expect("HiGHS takes the column")));
        master.solve(&|| false).expect("an optimum").objective
    };
    (0..instance.days).step_by(length).map(price).sum()
}

#[test]
fn a_roster_made_window_by_window_is_lawful() {
    let plans = first_plans(0..300);
    for (seed, instance, plan) in &plans {
        assert_eq!(check_nrp(instance, plan).breaches, vec![], "seed {seed}");
    }
    assert!(plans.len() >= 200, "{} of 300 found", plans.len());
}

#[test]
fn windows_price_every_term_of_a_roster_as_the_checker_does() {
    for (seed, instance, plan) in first_plans(0..60) {
        for (at, (alone, term)) in one_by_one(&instance).into_iter().enumerate() {
            let judged = term(&check_nrp(&alone, &plan).terms);
            for length in [7, 14, 28] {
                let price = price_in_windows(&alone, &plan, length);
                assert!((price - judged).abs() < 1e-5, "seed {seed}, term {at}, {length} days: {price}, {judged}");
            }
        }
    }
}

#[test]
fn a_better_window_makes_a_lawful_and_cheaper_roster() {
    let mut better = 0;
    for (seed, instance, mut plan) in first_plans(0..60) {
        let common = Common::new(&instance);
        let mut rng = StdRng::seed_from_u64(seed);
        for _ in 0..4 {
            let first = 7 * rng.random_range(0..instance.days / 7);
            let days = first..(first + 7 * rng.random_range(1..4)).min(instance.days);
            let free: Vec<usize> = (0..instance.staff.len()).filter(|_| rng.random_bool(0.7)).collect();
            let work = beside_the_rest(&instance, &common, &plan, &days, &free).expect("the plan stands in the window");
            let found = better_window(&work, &plan, &days, &free, far(), &mut rng, &|| false).expect("HiGHS runs");
            let Some(columns) = found else { continue };
            let before = check_nrp(&instance, &plan).objective;
            write_columns(&mut plan, days.start, &columns);
            let after = check_nrp(&instance, &plan);
            assert_eq!(after.breaches, vec![], "seed {seed}");
            assert!(after.objective < before, "seed {seed}: {} after {before}", after.objective);
            better += 1;
        }
    }
    assert!(better >= 60, "{better} better windows");
}

#[test]
fn improving_never_ends_worse_and_mostly_ends_better() {
    let (plans, mut better) = (first_plans(0..40), 0);
    for (seed, instance, plan) in &plans {
        let before = check_nrp(instance, plan).objective;
        let shared = Shared::new(instance, plan.clone()).expect("a lawful roster");
        improve(instance, &shared, far(), Some(3), *seed).expect("HiGHS runs");
        let after = check_nrp(instance, &shared.best().plan);
        assert_eq!(after.breaches, vec![], "seed {seed}");
        assert!(after.objective <= before, "seed {seed}: {} after {before}", after.objective);
        better += usize::from(after.objective < before);
    }
    assert!(2 * better >= plans.len(), "{better} better of {}", plans.len());
}

fn counted(seed: u64) -> SolveOptions {
    SolveOptions { time_limit: Duration::from_secs(20), work_limit: Some(2), gap: 0.0, threads: 2, seed }
}

#[test]
fn a_horizon_too_long_for_one_lattice_is_solved_lawfully_and_twice_alike() {
    let mut solved = 0;
    for seed in 0..6 {
        let instance = too_long(seed);
        let mut told = Vec::new();
        let outcome = solve_nrp(&instance, &counted(seed), &mut |progress: &Progress| {
            told.extend(progress.plan.clone());
            ControlFlow::Continue(())
        });
        // Contracts made at random contradict themselves now and then.
        assert_eq!(outcome.status == Status::NoneFound, told.is_empty(), "seed {seed}");
        solved += usize::from(outcome.status == Status::Feasible);
        for plan in told.iter().chain(&outcome.plan) {
            assert_eq!(check_nrp(&instance, plan).breaches, vec![], "seed {seed}");
        }
        assert_eq!(solve_nrp(&instance, &counted(seed), &mut |_| ControlFlow::Continue(())).plan, outcome.plan);
    }
    assert!(solved >= 3, "{solved} of 6");
}

#[test]
fn a_long_horizon_that_could_not_be_filled_is_not_called_impossible() {
    let mut instance = too_long(0);
    let in_no_time = SolveOptions { time_limit: Duration::ZERO, work_limit: None, ..counted(0) };
    let hurried = solve_nrp(&instance, &in_no_time, &mut |_| ControlFlow::Continue(()));
    assert_eq!((hurried.status, hurried.plan), (Status::NoneFound, None));
    instance.staff[0].min_minutes = instance.staff[0].max_minutes;
    instance.staff[0].max_weekends = 1;
    instance.staff[0].max_consecutive = 1;
    instance.staff[0].min_days_off = 6;
    let unfilled = solve_nrp(&instance, &counted(0), &mut |_| ControlFlow::Continue(()));
    assert_eq!((unfilled.status, unfilled.plan), (Status::NoneFound, None));
}
