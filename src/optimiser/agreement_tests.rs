//! The acceptance of the optimiser over random small centres: months, history, pins, published rosters, shared skills.
//!
//! One or two thousand cases each in an ordinary run; `PROPTEST_CASES` asks for more. What counts its work here ends before
//! the proof would begin, so that many rosters are looked at; `proof_tests` goes all the way with fewer.

use std::ops::ControlFlow;
use std::time::Duration;

use proptest::prelude::*;

use super::lawful::Lawful;
use super::solve::{Outcome, SolveOptions, Status, solve};
use super::standing::Standing;
use super::test_support::{alike_instances, cases, instances, small_instance, tiny_instances};
use super::warm_start::WarmStart;
use crate::checker::{self, Terms};
use crate::domain::instance::{Instance, MonthCap, Plan, Weights};

/// Rosters of a tiny instance that are still looked at one by one.
const MOST_ROSTERS: usize = 6_000;

/// What one officer works on each day.
pub(super) type Row = Vec<Option<usize>>;
/// One part of the objective.
pub(super) type Part = fn(&Terms) -> f64;

/// Adds what a usual small instance has only seldom: a cap for each month, a whole published roster, pins at random cells,
/// lawful or not.
pub(super) fn burdened(mut instance: Instance, seed: u64) -> Instance {
    let dice = |faces: u64, salt: u64| (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(salt as u32)) % faces;
    let days = instance.days;
    let days_below = |salt: u64| usize::try_from(dice(days as u64, salt)).expect("a few days");
    let officer = usize::try_from(dice(instance.officers.len() as u64, 7)).expect("a few officers");
    if dice(2, 3) == 0 {
        let (first, last) = (days_below(11), 60 * i32::try_from(dice(5, 13)).expect("a few hours"));
        instance.officers[officer].months =
            vec![MonthCap { first: 0, end: first, remaining: 240 }, MonthCap { first, end: days, remaining: last }];
    }
    if dice(3, 17) == 0 {
        instance.previous = (0..instance.officers.len())
            .flat_map(|officer| (0..days).map(move |day| (officer, day, (officer + day) % 4)))
            .filter(|(officer, day, _)| (officer + day) % 3 > 0)
            .collect();
    }
    if dice(3, 19) == 0 {
        let shift = usize::try_from(dice(4, 23)).expect("four shifts");
        instance.pins.push((officer, days_below(29), shift));
    }
    instance
}

fn centres() -> impl Strategy<Value = Instance> {
    (prop_oneof![instances(), alike_instances()], any::<u64>()).prop_map(|(instance, seed)| burdened(instance, seed))
}

fn few_steps(seed: u64) -> SolveOptions {
    SolveOptions { time_limit: Duration::from_secs(20), work_limit: Some(40), gap: 0.0, threads: 1, seed }
}

pub(super) fn solved(instance: &Instance, options: &SolveOptions) -> (Outcome, Vec<Plan>) {
    let mut told = Vec::new();
    let outcome = solve(instance, options, &WarmStart::default(), &mut |progress| {
        told.extend(progress.plan.clone());
        ControlFlow::Continue(())
    });
    (outcome, told)
}

/// Every lawful roster of one officer.
pub(super) fn lawful_rows(instance: &Instance, officer: usize) -> Vec<Row> {
    let choices = instance.shifts.len() + 1;
    let rows = choices.pow(u32::try_from(instance.days).expect("a few days"));
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    let mut lawful = Vec::new();
    for number in 0..rows {
        let mut rest = number;
        for day in 0..instance.days {
            plan.set(officer, day, (rest % choices).checked_sub(1));
            rest /= choices;
        }
        if checker::breaches_of(instance, &plan, officer).is_empty() {
            lawful.push(plan.row(officer).to_vec());
        }
    }
    lawful
}

/// The price of the cheapest lawful roster; `None` when there is none.
pub(super) fn cheapest(instance: &Instance, rows: &[Vec<Row>]) -> Option<f64> {
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    let mut best = None;
    let rosters = rows.iter().map(Vec::len).product::<usize>();
    for number in 0..rosters {
        let mut rest = number;
        for (officer, rows) in rows.iter().enumerate() {
            rows[rest % rows.len()].iter().enumerate().for_each(|(day, shift)| plan.set(officer, day, *shift));
            rest /= rows.len();
        }
        let objective = checker::check(instance, &plan).objective;
        best = Some(best.map_or(objective, |known: f64| known.min(objective)));
    }
    best
}

/// The weights with all but one of the terms at zero, and the term that is left.
pub(super) fn one_by_one(weights: &Weights) -> Vec<(Weights, Part)> {
    let none = Weights {
        unmet_min: 0.0,
        unmet: 0.0,
        overtime: 0.0,
        fair_evening: 0.0,
        fair_overtime: 0.0,
        pref: 0.0,
        evening_row: 0.0,
        change: 0.0,
    };
    vec![
        // A place below the floor is never worth less than one above it.
        (Weights { unmet_min: weights.unmet_min, ..none.clone() }, |terms| terms.unmet_min),
        (Weights { unmet_min: weights.unmet_min, unmet: weights.unmet, ..none.clone() }, |terms| {
            terms.unmet_min + terms.unmet
        }),
        (Weights { overtime: weights.overtime, ..none.clone() }, |terms| terms.overtime),
        (Weights { fair_evening: weights.fair_evening, ..none.clone() }, |terms| terms.fair_evening),
        (Weights { fair_overtime: weights.fair_overtime, ..none.clone() }, |terms| terms.fair_overtime),
        (Weights { pref: weights.pref, ..none.clone() }, |terms| terms.pref),
        (Weights { evening_row: weights.evening_row, ..none.clone() }, |terms| terms.evening_row),
        (Weights { change: weights.change, ..none }, |terms| terms.change),
    ]
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn the_checker_accepts_every_roster_and_no_pin_is_forgotten(instance in centres(), seed in 0_u64..9) {
        let (outcome, told) = solved(&instance, &few_steps(seed));
        for plan in told.iter().chain(&outcome.plan) {
            let verdict = checker::check(&instance, plan);
            prop_assert_eq!(&verdict.breaches, &vec![]);
            prop_assert!(outcome.bound.is_none_or(|bound| bound <= verdict.objective + 1e-6));
        }
        match outcome.status {
            Status::NoneFound => panic!("every first roster is lawful"),
            Status::NoRoster => prop_assert!(!outcome.contradictions.is_empty() && outcome.plan.is_none()),
            Status::Optimal | Status::Feasible => prop_assert_eq!(
                outcome.verdict,
                outcome.plan.map(|plan| checker::check(&instance, &plan))
            ),
        }
    }

    #[test]
    fn optimiser_and_checker_agree_on_every_term(instance in centres(), seed in 0_u64..9) {
        let Some(plan) = solved(&instance, &few_steps(seed)).0.plan else { return Ok(()) };
        for (weights, term) in one_by_one(&instance.weights) {
            let alone = Instance { weights, ..instance.clone() };
            let lawful = Lawful::new(&alone).expect("a solved instance");
            let price = Standing::new(&alone, &lawful, &plan).objective();
            let terms = checker::check(&alone, &plan).terms;
            prop_assert!((price - term(&terms)).abs() < 1e-6, "{price} against {terms:?}");
            prop_assert!((terms.total() - price).abs() < 1e-3);
        }
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn no_roster_at_all_is_cheaper_than_a_proven_one(
        instance in (tiny_instances(), any::<u64>()).prop_map(|(instance, seed)| burdened(instance, seed)),
    ) {
        let rows: Vec<_> = (0..instance.officers.len()).map(|officer| lawful_rows(&instance, officer)).collect();
        prop_assume!(rows.iter().map(|rows| rows.len().max(1)).product::<usize>() <= MOST_ROSTERS);
        let options = SolveOptions { work_limit: None, ..few_steps(1) };
        let (outcome, _) = solved(&instance, &options);
        match cheapest(&instance, &rows) {
            Some(cheapest) => {
                prop_assert_eq!(outcome.status, Status::Optimal);
                prop_assert_eq!(outcome.verdict.map(|verdict| verdict.objective), Some(cheapest));
            }
            None => prop_assert_eq!(outcome.status, Status::NoRoster),
        }
    }
}

#[test]
fn a_pin_on_a_day_of_leave_is_named_and_nothing_is_planned() {
    let mut instance = small_instance(4, 3, 14);
    instance.pins = vec![(1, 2, 0)];
    instance.officers[1].leave[2] = true;
    let (outcome, told) = solved(&instance, &few_steps(1));
    assert_eq!((outcome.status, outcome.plan, told.len()), (Status::NoRoster, None, 0));
    assert!(outcome.contradictions.iter().all(|contradiction| contradiction.officer == 1));
}
