//! Who carries how much beside colleagues who could stand in for each other, and why two of them are not closer.
//!
//! Plain data; sentences are made at the edge.

use std::cmp::Reverse;

use super::burden::{self, Burdens, Colleagues};
use super::lawful::Lawful;
use super::standing::Standing;
use super::why_apart::Trial;
use crate::domain::instance::{Instance, Plan};

pub use super::burden::{Burden, MEASURES, Measure};
pub use super::why_apart::{Term, Why};

/// How a roster shares its burdens out.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualTreatment {
    /// Per officer of the instance.
    pub shares: Vec<Share>,
    /// Officers who are interchangeable with each other, by position; only circles of two and more.
    pub circles: Vec<Vec<usize>>,
    /// Pairs of a circle more than one shift apart, by measure, the furthest first.
    pub apart: Vec<Apart>,
    /// Further such pairs, whose reason was not looked up.
    pub unexplained: usize,
}

/// What one officer carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In the planned days.
    pub planned: Burden,
    /// In the three months before.
    pub history: Burden,
}

/// Two interchangeable officers who are more than one shift apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// In what.
    pub measure: Measure,
    /// The officer with more.
    pub more: usize,
    /// The officer with fewer.
    pub fewer: usize,
    /// By how much, in the unit of the measure.
    pub by: i32,
    /// Days of the exchange that comes nearest to being possible; empty when there is none.
    pub days: Vec<usize>,
    /// What stands in the way of it.
    pub why: Why,
}

/// Looks at `plan`, lawful or not. Of each measure the reason is looked up for the `explained` pairs furthest apart.
#[must_use]
pub fn equal_treatment(instance: &Instance, plan: &Plan, explained: usize) -> EqualTreatment {
    let burdens = Burdens::new(instance, plan);
    let totals = burdens.totals(instance, plan);
    let officers = instance.officers.iter().enumerate();
    let share = |(at, officer)| Share { planned: burdens.planned(plan, at), history: burden::history(officer) };
    let circles = circles(instance);
    let lawful = Lawful::collect(instance);
    let standing = Standing::new(instance, &lawful, plan);
    let mut trial = Trial::new(standing, &burdens, &totals);
    let (mut apart, mut unexplained): (Vec<Apart>, usize) = (Vec::new(), 0);
    for measure in MEASURES {
        let total = |officer: usize| totals[officer][measure as usize];
        let mut pairs: Vec<(usize, usize, i32)> =
            circles.iter().flat_map(|circle| pairs_apart(circle, total, burdens.one_shift(measure))).collect();
        pairs.sort_by_key(|(_, _, by)| Reverse(*by));
        unexplained += pairs.len().saturating_sub(explained);
        pairs.truncate(explained);
        apart.extend(pairs.into_iter().map(|(more, fewer, by)| {
            let (days, why) = trial.why(measure, more, fewer);
            Apart { measure, more, fewer, by, days, why }
        }));
    }
    EqualTreatment { shares: officers.map(share).collect(), circles, apart, unexplained }
}

/// Officers by whom they are interchangeable with; being so carries over from one pair to the next.
fn circles(instance: &Instance) -> Vec<Vec<usize>> {
    let colleagues = Colleagues::new(instance);
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for officer in 0..instance.officers.len() {
        match circles.iter_mut().find(|circle| colleagues.are_interchangeable(circle[0], officer)) {
            Some(circle) => circle.push(officer),
            None => circles.push(vec![officer]),
        }
    }
    circles.retain(|circle| circle.len() > 1);
    circles
}

/// Pairs (more, fewer, distance) further apart than `one_shift`, the furthest first.
fn pairs_apart(circle: &[usize], total: impl Fn(usize) -> i32 + Copy, one_shift: i32) -> Vec<(usize, usize, i32)> {
    let pair = |more: &usize, fewer: &usize| (*more, *fewer, total(*more) - total(*fewer));
    let mut pairs: Vec<(usize, usize, i32)> = circle
        .iter()
        .flat_map(|more| circle.iter().map(move |fewer| pair(more, fewer)))
        .filter(|(_, _, by)| *by > one_shift)
        .collect();
    pairs.sort_by_key(|(more, fewer, by)| (Reverse(*by), *more, *fewer));
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checker;
    use crate::optimiser::exchange::Exchange;
    use crate::optimiser::explain::Obstacle;
    use crate::optimiser::level::level;
    use crate::optimiser::test_support::{alike_instances, cases, searched_plan, small_instance};

    proptest! {
        #![proptest_config(cases(150))]

        #[test]
        fn every_pair_of_a_levelled_roster_is_close_or_has_a_reason_that_is_true(instance in alike_instances()) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = searched_plan(&instance, &lawful);
            let plan = level(&instance, &lawful, &plan, None);
            let before = checker::check(&instance, &plan).objective;
            let found = equal_treatment(&instance, &plan, usize::MAX);
            let furthest = equal_treatment(&instance, &plan, 1);
            prop_assert_eq!((found.unexplained, furthest.apart.len() + furthest.unexplained), (0, found.apart.len()));
            prop_assert!(furthest.apart.iter().all(|pair| found.apart.contains(pair)));
            let total = |officer: usize, measure: Measure| {
                let share = &found.shares[officer];
                share.planned[measure as usize] + share.history[measure as usize]
            };
            let officers = 0..instance.officers.len();
            let pairs = officers.clone().flat_map(|one| officers.clone().map(move |other| (one, other)));
            let colleagues = Colleagues::new(&instance);
            for (more, fewer) in pairs.filter(|(one, other)| colleagues.are_interchangeable(*one, *other)) {
                let told = found.apart.iter().any(|pair| {
                    (pair.measure, pair.more, pair.fewer) == (Measure::Evenings, more, fewer)
                });
                prop_assert_eq!(told, total(more, Measure::Evenings) - total(fewer, Measure::Evenings) > 1);
            }
            for pair in &found.apart {
                prop_assert_eq!(pair.by, total(pair.more, pair.measure) - total(pair.fewer, pair.measure));
                let mut changed = plan.clone();
                Exchange { one: pair.more, other: pair.fewer, days: pair.days.clone() }.make(&mut changed);
                let verdict = checker::check(&instance, &changed);
                match pair.why {
                    Why::Nothing => prop_assert!(false, "a levelled roster leaves no free exchange: {pair:?}"),
                    Why::Forbidden { officer, .. } => {
                        prop_assert!(verdict.breaches.iter().any(|breach| breach.officer == officer));
                    }
                    Why::Dearer { by, .. } => {
                        prop_assert!(verdict.is_lawful());
                        prop_assert!((verdict.objective - before - by).abs() < 1e-3);
                    }
                    Why::LessEven { measure } => prop_assert!(verdict.is_lawful() && measure < pair.measure),
                    Why::History => prop_assert!(pair.days.is_empty()),
                }
            }
        }
    }

    /// Two colleagues; the first works the evenings of a Monday and a Wednesday and has two from before.
    fn two() -> (Instance, Plan) {
        let mut instance = small_instance(1, 2, 7);
        instance.pins.clear();
        instance.previous.clear();
        instance.requirements.clear();
        instance.officers[0] = crate::domain::instance::Officer {
            code: "A".to_owned(),
            group: 0,
            protected: false,
            consent: true,
            to_ask: false,
            ot_month: 2400,
            ot_year: 12_000,
            ot_used: 0,
            leave: vec![false; 7],
            unavailable: std::collections::HashSet::new(),
            prefs: Vec::new(),
            base_week: 2400,
            make_up: Vec::new(),
            hist_evenings: 2,
            hist_ot: 0,
            hist_weekends: 0,
            hist_hard: 0,
            worked_before: 0,
            worked_after: 0,
            months: Vec::new(),
        };
        instance.officers[1] = instance.officers[0].clone();
        instance.officers[1].hist_evenings = 0;
        instance.weights.fair_evening = 0.0;
        instance.weights.fair_overtime = 0.0;
        let mut plan = Plan::empty(2, 7);
        for day in 0..5 {
            plan.set(0, day, Some(if day == 0 || day == 2 { 1 } else { 0 }));
            plan.set(1, day, Some(0));
        }
        (instance, plan)
    }

    fn why(instance: &Instance, plan: &Plan) -> Vec<(i32, Why)> {
        let found = equal_treatment(instance, plan, usize::MAX);
        let evenings = found.apart.iter().filter(|pair| pair.measure == Measure::Evenings);
        evenings.map(|pair| (pair.by, pair.why)).collect()
    }

    #[test]
    fn an_exchange_that_nothing_forbids_is_named() {
        let (instance, plan) = two();
        assert_eq!(why(&instance, &plan), [(4, Why::Nothing)]);
    }

    #[test]
    fn the_cap_of_the_one_with_fewer_is_the_reason() {
        let (mut instance, plan) = two();
        instance.officers[1].ot_month = 60;
        let obstacle = Obstacle::MonthCap { used: 180, limit: 60 };
        assert_eq!(why(&instance, &plan), [(4, Why::Forbidden { officer: 1, day: 0, obstacle })]);
    }

    #[test]
    fn a_wish_that_would_be_lost_is_the_reason() {
        let (mut instance, plan) = two();
        instance.officers[1].prefs = vec![(0, 1, -7.0), (2, 1, -5.0)];
        assert_eq!(why(&instance, &plan), [(4, Why::Dearer { term: Term::Wishes, by: 5.0 })]);
    }

    #[test]
    fn a_distance_from_before_the_roster_is_told_as_that() {
        let (mut instance, mut plan) = two();
        instance.officers[0].hist_evenings = 9;
        plan.set(0, 0, Some(0));
        plan.set(0, 2, Some(0));
        assert_eq!(why(&instance, &plan), [(9, Why::History)]);
    }
}
